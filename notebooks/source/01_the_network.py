# %% [markdown]
# # What does the network compute?
#
# Before we ask how a network *learns*, let's see what it *does* with one image: 784 numbers go in at the left, ten come out
# at the right.
#
# **You will see:** a digit light up the network, layer by layer; how one neuron gets its number, term by term; and where
# the 13,002 numbers of this network are.
#
# In the video: the [recap at the beginning](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=23s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.exercises import check
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("01_the_network")

# %% [markdown]
# ## A picture is 784 numbers
#
# Take one image of the [test set](00_start_here.ipynb#Glossary). *What do you expect the smallest and the largest of its
# numbers to be?*

# %%
digits = nnlib.load_mnist()
x = digits.test.images[:, 1]
x.shape, float(x.min()), float(x.max())

# %% [markdown]
# 0 is paper, 1 is ink, which our pictures draw white on black. These numbers are the **activations** of the pixels: a neuron's
# activation is simply the number that it holds. Here are some from the middle of the image. You can almost see the digit:

# %%
print(np.round(x.reshape(28, 28)[6:20:2, 8:20], 1))

# %% [markdown]
# ## A digit lights up the network
#
# Now let a network look at it. This one is *fresh*: its weights are random, and it has not been trained.

# %% jupyter={"source_hidden": true}
outputs = nnlib.snapshot(epochs=0).output(x)
Predict(
    "What will the ten outputs of a fresh network be?",
    choices=["all near 0", "all near one half", "one near 1, the others near 0"],
    answer="all near one half",
    because={
        "random weights add and cancel, so each z is near 0": "",
        "it has learned nothing, so nothing comes out": "Knowing nothing is one half, not 0: σ(0) = ½.",
        "ten outputs, one answer: one has to win": "No output knows of the others.",
    },
    why=f"They lie between {outputs.min():.2f} and {outputs.max():.2f}: random weights add and cancel.",
)

# %% [markdown]
# The fresh network is undecided, and its "answer", the largest of the ten, means nothing yet.
#
# Next comes a **snapshot** of this network after 20 epochs of training. (In one **epoch** it sees every training image
# once. The start weights come from a random generator with a fixed **seed**, so you get the same ones each time.)
# Brightness is activation. A line is a weight: **blue** is positive, **orange** negative, thick is large.

# %%
from nnlib.explorers import the_network

the_network.light_up()

# %% [markdown]
# **Try:**
# 1. Drag *image*, and watch where the brightness changes first.
# 2. Set the *epochs of training* to *0 (fresh)*: the undecided network from above. Then go on to 1, 5 and back to 20.
# 3. Choose *my own* and draw a digit. Draw it small, then large; in the middle, then in a corner. Then draw something that
#    is no digit at all.
# 4. Switch the hidden neurons from *sigmoid* to *relu*, which is explained below.
#
# <details><summary>What did you see?</summary>
#
# With the fresh network and the sigmoid, the ten outputs hardly change from digit to digit. After one epoch one of them
# stands out for most digits. And the network never says "this is no digit": ten numbers come out, whatever goes in.
#
# </details>

# %% [markdown]
# ## How does one neuron get its number?
#
# After the pixels, every neuron does the same small sum. It multiplies each activation $a$ of the layer before it by a
# weight $w$, adds everything up, adds one more number, the bias $b$, and squishes the result into the range from 0 to 1:
#
# $$z = w_0 a_0 + w_1 a_1 + \dots + b \qquad\qquad a = \sigma(z)$$
#
# The squish $\sigma$ is the **sigmoid**: very negative numbers become almost 0, very positive ones almost 1.

# %%
from nnlib.activations import sigmoid

# %% jupyter={"source_hidden": true}
Predict(
    "A neuron's weighted sum is z = 0. What is its activation?",
    answer=sigmoid(0.0),
    why="σ(0) = 1 / (1 + e⁰) = 1 / 2. Zero is the middle of the road.",
)

# %%
sigmoid(np.array([-6, -2, 0, 2, 6.0])).round(3)

# %% [markdown]
# The sigmoid is steep in the middle and flat at both ends: beyond about ±6 it has almost nothing left to give.
#
# **ReLU** is the simplest other squish: a negative sum becomes 0, a positive one stays as it is.
# Large networks today mostly use it, or something like it. This course keeps to the video's sigmoid; here you can compare.
#
# Click neurons and watch their sums.

# %%
from nnlib.explorers import the_network

the_network.one_neuron()

# %% [markdown]
# **Try:**
# 1. Click a neuron of hidden layer 1. Its 784 weights appear as a picture over the digit; only pixels with ink
#    count in its sum, so they are drawn stronger.
# 2. Click a neuron of hidden layer 2 and follow its bars from top to bottom: each begins where the one before it ended.
# 3. Find a neuron that one single product decides. Find one whose bias decides.
#
# <details><summary>What did you see?</summary>
#
# A large weight does almost nothing when the activation behind it is near 0. It takes weight *and* activation.
#
# </details>

# %% [markdown]
# ## The same in code
#
# For one neuron, *multiply pair by pair and add up* is called a **dot product**. A **matrix** is a table of numbers, and a
# **matrix product** does a dot product for each of its rows. Python writes both as `@`. `W` has a row for each neuron and a
# column for each activation that comes in:

# %%
network = nnlib.snapshot(epochs=20)
W, b = network.weights[0], network.biases[0]
z = W @ x + b
W.shape, z.shape

# %%
a = sigmoid(z)
np.allclose(a, network.forward(x).activations[1])

# %% [markdown]
# `True`: our two lines computed hidden layer 1. The other layers are the same two lines with other weights, so the whole
# network is a loop:

# %%
a = x
for W, b in zip(network.weights, network.biases):
    a = sigmoid(W @ a + b)
print("output:", a.round(2))
print("answer:", a.argmax(), " truth:", digits.test.labels[1])

# %% [markdown]
# The video calls a network "just a function". Here it is, in three lines. Everything it knows is in `weights` and `biases`.

# %% [markdown]
# ## Where are the 13,002?
#
# In three weight matrices and three lists of biases, of different sizes.

# %% jupyter={"source_hidden": true}
shares = [(W.size + b.size) / network.parameters.size for W, b in zip(network.weights, network.biases)]
Predict(
    "What share of all parameters sits between the pixels and hidden layer 1?",
    choices=["about a third", "about two thirds", "more than nine tenths"],
    answer="more than nine tenths",
    why=f"{shares[0]:.0%}: every one of the 784 pixels has a weight to every one of the 16 neurons.",
)

# %%
for layer, (W, b) in enumerate(zip(network.weights, network.biases)):
    print(f"weights[{layer}]: {W.shape[0]} × {W.shape[1]} = {W.size:6,}     biases[{layer}]: {b.size}")
print(f"together: {network.parameters.size:,}")

# %% [markdown]
# Read `16 × 784` as: 16 neurons, each with 784 weights.
#
# In `nnlib` all of them lie side by side in one long list, `network.parameters`; `weights` and `biases` are windows onto
# it. Change the list, and the network changes:

# %%
twin = network.copy()
twin.parameters += 0.01
(twin.weights[2] - network.weights[2]).round(3)[:2, :5]

# %% [markdown]
# So a network is one point in a space with 13,002 dimensions, and learning is a walk through that space. Where to? To answer
# that, the next notebook measures how wrong the network is.

# %% [markdown]
# ## Recap
#
# 1. A neuron adds up *weight × activation*, adds its bias, and squishes the sum.
# 2. A layer is a matrix product, and the network is three of them in a row: 784 numbers in, ten out.
# 3. What it knows is a point in 13,002 dimensions; a fresh network knows nothing yet.

# %% [markdown]
# ## Exercises
#
# Replace the `...` and run the cell. `check` tries your function on numbers of its own and says in a sentence what is
# right or wrong.
#
# **1. One neuron.** You get its weights `w`, the activations `a` before it, and its bias `b`. Return its weighted sum $z$, not
# squished.


# %%
def weighted_sum(w, a, b):
    # your code here
    ...


check(weighted_sum)

# %% [markdown]
# <details><summary>Hint 1</summary>Weight times activation, for each pair. Then add up.</details>
# <details><summary>Hint 2</summary>In numpy <code>w * a</code> multiplies pair by pair, and <code>.sum()</code> adds
# up.</details>
# <details><summary>Hint 3</summary><code>w @ a</code> does both at once. The bias is still missing.</details>
# <details><summary>Answer</summary><code>return w @ a + b</code></details>

# %% [markdown]
# **2. One layer.** Now `W` has a row of weights for each neuron and `b` a bias for each. Return all activations.


# %%
def layer(W, a, b):
    # your code here
    ...


check(layer)

# %% [markdown]
# <details><summary>Hint 1</summary>It is the first exercise for many neurons at once, and then the squish.</details>
# <details><summary>Hint 2</summary><code>W @ a</code> gives the sums of all rows.</details>
# <details><summary>Hint 3</summary>σ(z) = 1 / (1 + e⁻ᶻ), written with <code>np.exp</code>.</details>
# <details><summary>Answer</summary><code>return 1 / (1 + np.exp(-(W @ a + b)))</code></details>

# %% [markdown]
# **3. All of them.** How many parameters does a network with these layer sizes have? `sizes` is a list such as
# `[784, 16, 16, 10]`.


# %%
def count_parameters(sizes):
    # your code here
    ...


check(count_parameters)

# %% [markdown]
# <details><summary>Hint 1</summary>Weights lead from every neuron of one layer to every neuron of the next.</details>
# <details><summary>Hint 2</summary>Each neuron that is not an input has one bias.</details>
# <details><summary>Hint 3</summary>Walk through pairs of neighbours: <code>zip(sizes, sizes[1:])</code>.</details>
# <details><summary>Answer</summary><code>return sum(n_out * (n_in + 1) for n_in, n_out in zip(sizes, sizes[1:]))</code>
# </details>

# %% [markdown]
# **4. Look.** Find two images of the *same* digit that light up hidden layer 1 quite differently, yet get the same answer.
# What does this say about single neurons?
#
# <details><summary>Hint</summary>In the first explorer choose one digit, after 20 epochs, and press <i>another at
# random</i> a few times. Try the 4: some people close it at the top.</details>
# <details><summary>Answer</summary>No single neuron stands for the digit. What counts is the pattern of all sixteen, and
# different patterns can lead to the same output.</details>

# %% [markdown]
# Go on with [02: How wrong is it, and which knob matters?](02_the_gradient.ipynb) or back to
# [00: Start here](00_start_here.ipynb)
