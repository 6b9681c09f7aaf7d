# %% [markdown]
# # Start here
#
# ## Is everything ready, and where does this course go?
#
# You have seen 3Blue1Brown's video [*What is backpropagation really doing?*](https://www.youtube.com/watch?v=Ilg3gGewQ5U),
# or you are about to. This course accompanies the video. You do with your own hands what it describes, on the same network:
# 784 pixels in, two hidden layers of 16 neurons, ten outputs.
#
# **You will see:** that the digits are there, a network that reads them, and the map of the course. Whenever you forget what a
# word or a colour means, look at the end: at [signs, words and colours](#Signs,-words-and-colours) or the
# [glossary](#Glossary). The [cheat sheet](cheat_sheet.ipynb) has the rest on one page.
#
# **You need** what a function and its slope are, what a sum sign means, and a little Python to read. You can ignore the code
# of every cell whose output is a card or an explorer: it only makes the picture.

# %% [markdown]
# ## Are the digits there?
#
# A grey cell like the next one holds Python. Click into it and press **Shift + Enter** to run it.

# %%
import nnlib

digits = nnlib.load_mnist()
digits

# %% [markdown]
# People wrote these digits by hand around 1990: 60,000 to learn from, the **training set**, and 10,000 for the test, the
# **test set**. Each image comes with a **label**, the digit that it shows.
#
# Read `images (784, 60000)` as: 784 numbers per image, one for each of its 28 × 28 pixels, and one **column** per image.
# The whole course keeps to one example per column.

# %% [markdown]
# ## Does the picture move?
#
# Run the next cell. It shows an **explorer**: a picture of a real network, with controls that change it.

# %%
from nnlib.explorers import start_here

start_here.live_network()

# %% [markdown]
# **Try:** drag *image* slowly. Press *another at random*. Choose to see only 7s. Point at a neuron, at a line, at a pixel.
# Click a neuron of hidden layer 1.
#
# Watch the ten outputs on the right. The brightest one is the network's answer, and a dashed ring shows what
# the digit really is. Can you find a digit that the network gets wrong? (*show: only wrong ones* lists
# them.)
#
# If the picture moves when you drag, your installation works. If it does not, choose *Run → Run All Cells*. That leaves you
# at the end of the notebook: press **Home** (on a Mac *fn* and ←) to come back to the top.
#
# In the other notebooks, the first cell imports what the others need. If a cell ends in a `NameError`, an earlier one has not
# been run. The line below the error says which one, and *Run → Run All Above Selected Cell* runs them all.

# %% [markdown]
# ## How good is this network?
#
# The network in the picture has seen all training digits twenty times. A card like the next one asks you to guess before you
# look: it is the guess that makes you remember.

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
from nnlib.widgets.predict import Predict

accuracy = nnlib.snapshot(epochs=20).accuracy(digits.test.images, digits.test.labels)
Predict(
    "How many of 100 test digits, which it has never seen, does it read correctly?",
    answer=100 * accuracy,
    unit="of 100",
    tolerance=0.05,
    why=f"{accuracy:.1%} of all {len(digits.test):,} test digits.",
)

# %% [markdown]
# No one told it what a 7 looks like. It learned by adjusting 13,002 numbers, a little at a time. Backpropagation works out
# which numbers to adjust, in which direction, and by how much.

# %% [markdown]
# ## The map
#
# | | The question | You move |
# |---|---|---|
# | **00** | Is everything ready? *(you are here)* | a digit |
# | [**01**](01_the_network.ipynb) | What does the network compute? | digits, neurons, your own drawing |
# | [**02**](02_the_gradient.ipynb) | How wrong is it, and which knob matters? | any of 13,002 weights |
# | [**03**](03_one_image.ipynb) | What does one image of a 2 want? | labels, outputs, a small budget |
# | [**04**](04_backwards.ipynb) | How do the wishes travel backwards? | a whole backward pass, step by step |
# | [**05**](05_every_image.ipynb) | What if every image gets a vote? | the number of voters |
# | [**06**](06_mini_batches.ipynb) | Why mini-batches? | learning rate and batch size of a running training |
# | [**07**](07_walkers.ipynb) | Does a drunk walker arrive before a careful one? | two walkers, and a ball on a slope |
# | [**08**](08_write_it.ipynb) | Can you write it yourself? | your own code, and broken code of others |
# | [**09**](09_calculus.ipynb) | What does calculus add? | a chain of neurons, link by link |
# | [**10**](10_labelled_data.ipynb) | How much labelled data does a network need? | the data, the labels, your own hand |
# | [**11**](11_playground.ipynb) | What if you change everything? | a playground with all of it |
# | [**12**](12_really.ipynb) | What is backpropagation really doing? | five stages of one answer, and a test |
#
# Each notebook asks one question. From 01 on, each has exercises with hints and answers. The
# mathematics that they need is in the [primers](primers.ipynb).

# %%
from nnlib.explorers import start_here

start_here.course_progress()

# %% [markdown]
# ## What do you know already?

# %%
from nnlib.explorers import really

really.the_test("before")

# %% [markdown]
# ## How to use it
#
# **Alone.** Watch the video once. Then take one notebook at a time, about an hour each. Do everything under *Try*, and at
# least one exercise before you open its answer.
#
# **In two hours.** [01](01_the_network.ipynb), [03](03_one_image.ipynb), [04](04_backwards.ipynb) and
# [05](05_every_image.ipynb), half an hour each: the cards and the explorers, no exercises. The
# [glossary](#Glossary) has the words that come from 02.
#
# **In class.** Open the notebook on the projector and run all cells beforehand. Ask the question, let the class vote, then
# move the slider. The small frame beside a card or a picture, or **P** once you have clicked it, presents it on the whole
# screen; **Esc** leads back. [TEACHING.md](TEACHING.md) has two ready-made lessons, and says what to ask and to drag in each notebook;
# all exercises are solved in [solutions](solutions.ipynb).
#
# **As an engineer.** Read `activations.py`, `backprop.py`, `network.py` and `sgd.py` in `nnlib/`, in this order: all of
# backpropagation, in ten minutes.

# %% [markdown]
# ## Recap
#
# 1. 70,000 handwritten digits come with the package, one per column.
# 2. The network turns 784 pixels into ten numbers, and the brightest output is its answer.
# 3. All it knows is in its 13,002 weights and biases.
#
# Go on with [01: What does the network compute?](01_the_network.ipynb)

# %% [markdown]
# ## Signs, words and colours
#
# The course keeps to one sign, one word and one colour for each thing.
#
# | You see | It means |
# |---|---|
# | <span style="color:#4a9eff">▲</span> blue, up | a positive number; of a wish: *should grow* |
# | <span style="color:#e07b1f">▼</span> orange, down | a negative number; of a wish: *should shrink* |
# | bright | a large activation |
# | long, thick | a large number |
# | ink, without colour | a cost, a slope, an error |
#
# | Word | Sign | Is it coloured? |
# |---|---|---|
# | **slope**, and all slopes together, the **gradient** | $+\,\partial C/\partial w$: uphill | no, ink |
# | **wish**; the video calls them *nudges* | $-\,\partial C/\partial w$: downhill, minus the slope | yes |
# | **message** | the sum of the wishes for an activation | yes |
# | **δ** | the slope $\partial C/\partial z$ | no, ink |
# | **nudge**, a small change that someone makes | its own | yes, as a change |
# | **step** | $-$ learning rate · gradient: as wished | yes, as a change |
#
# **Backpropagation** computes the gradient. Taking steps with it is **gradient descent**. Both, over and over, is
# **learning**.

# %% [markdown]
# ## Glossary
#
# The words of this course, and the notebook in which you meet them.
#
# | Word | What it means | Notebook |
# |---|---|---|
# | **accuracy** | the share of images that a network reads correctly | [10](10_labelled_data.ipynb) |
# | **activation $a$** | the number that a neuron holds; with the sigmoid between 0 and 1, and drawn as brightness | [01](01_the_network.ipynb) |
# | **axis** | the direction of an array along which something is done: axis 0 runs down its columns, axis 1 along its rows | [02](02_the_gradient.ipynb) |
# | **backpropagation** | the way to compute the whole gradient with one pass forward and one back; taking steps with it is gradient descent | [04](04_backwards.ipynb) |
# | **batch, mini-batch** | the few images that are asked before one step; *batch size*: how many | [06](06_mini_batches.ipynb) |
# | **bias $b$** | a neuron's own number, added to its sum of products | [01](01_the_network.ipynb) |
# | **chain rule** | what acts through several links has a slope that is the product of the links' slopes; several paths are added up | [03](03_one_image.ipynb), [09](09_calculus.ipynb) |
# | **confusion matrix** | a table that counts which digit is taken for which | [10](10_labelled_data.ipynb) |
# | **cosine** | how well two directions agree: 1 the same, 0 at right angles, −1 opposite | [02](02_the_gradient.ipynb), [05](05_every_image.ipynb) |
# | **cost $C$** | how wrong the network is: the sum of (output − target)² of an image, averaged over images | [02](02_the_gradient.ipynb) |
# | **delta $\delta$** | the slope $\partial C/\partial z$: how the cost changes with a neuron's weighted sum | [03](03_one_image.ipynb), [04](04_backwards.ipynb) |
# | **dot product** | two lists of numbers multiplied pair by pair and added up, in Python `w @ a` | [01](01_the_network.ipynb), [02](02_the_gradient.ipynb) |
# | **epoch** | one round in which each training image is used once | [01](01_the_network.ipynb) |
# | **explorer** | a picture of a real network, with controls that change it | here |
# | **forward pass** | from the pixels to the outputs, layer by layer | [01](01_the_network.ipynb), [04](04_backwards.ipynb) |
# | **fresh, untrained** | said of a network with random start weights, before the first step | [01](01_the_network.ipynb) |
# | **full gradient** | the gradient of the average cost over all training images | [05](05_every_image.ipynb) |
# | **gradient** | the list of all slopes $\partial C/\partial w$, $\partial C/\partial b$: one for each parameter; it points uphill | [02](02_the_gradient.ipynb) |
# | **gradient descent** | many steps, each against the gradient | [04](04_backwards.ipynb), [06](06_mini_batches.ipynb) |
# | **hidden layer** | a layer between the pixels and the outputs | [01](01_the_network.ipynb) |
# | **label** | what an image shows, as written down by a human: a digit 0 to 9 | [03](03_one_image.ipynb), [10](10_labelled_data.ipynb) |
# | **layer** | neurons side by side that get their numbers from the same neurons before them | [01](01_the_network.ipynb) |
# | **learning rate** | how far a step goes: the factor before the gradient | [04](04_backwards.ipynb) |
# | **local minimum** | a place from which every small step leads up, though there may be lower ground elsewhere | [07](07_walkers.ipynb) |
# | **matrix product** | one dot product for each row, in Python `W @ a` | [01](01_the_network.ipynb) |
# | **median** | the one in the middle, when all are sorted by size | [02](02_the_gradient.ipynb) |
# | **message** | what a layer sends back: for each neuron before it, the sum of its own neurons' wishes | [04](04_backwards.ipynb) |
# | **neuron** | something that holds one number, its activation | [01](01_the_network.ipynb) |
# | **nudge** | a small change that someone makes, to see what happens | [02](02_the_gradient.ipynb) |
# | **overfitting** | learning the training images by heart instead of what they have in common | [10](10_labelled_data.ipynb) |
# | **parameter** | a weight or a bias: one of the 13,002 knobs that learning turns | [01](01_the_network.ipynb) |
# | **ReLU** | the squish that makes a negative sum 0 and leaves a positive one as it is | [01](01_the_network.ipynb) |
# | **saddle** | a place where the ground is level but falls away to some sides, so it is no minimum | [07](07_walkers.ipynb) |
# | **saturated** | said of a neuron on a flat end of its sigmoid: $\sigma'(z)$ is almost 0, so hardly anything of a wish gets through | [03](03_one_image.ipynb) |
# | **seed** | the number that a random generator begins with: the same seed gives the same random numbers | [01](01_the_network.ipynb) |
# | **sensitivity** | how strongly the cost reacts to a weight: the size of its slope | [02](02_the_gradient.ipynb) |
# | **sigmoid $\sigma$** | the squish $1/(1 + e^{-z})$, from any number into the range from 0 to 1 | [01](01_the_network.ipynb) |
# | **slope, derivative** | change of the result divided by the tiny change that caused it, written $\partial C/\partial w$ or $\sigma'(z)$ | [02](02_the_gradient.ipynb) |
# | **snapshot** | a copy of the network as it was after so many epochs of training | [01](01_the_network.ipynb) |
# | **step** | one change of all parameters: minus learning rate times gradient | [04](04_backwards.ipynb) |
# | **stochastic gradient descent, SGD** | gradient descent in which each step asks only a mini-batch | [06](06_mini_batches.ipynb) |
# | **target $y$, one-hot** | what the outputs should be: 1 for the label's digit, 0 for the other nine | [02](02_the_gradient.ipynb) |
# | **test set** | 10,000 images on which a network is judged and from which it never learns | here |
# | **training set** | 60,000 images with labels, from which a network learns | here |
# | **transpose** | a matrix with rows and columns exchanged, in Python `W.T` | [04](04_backwards.ipynb) |
# | **vanishing gradient** | a gradient that has become tiny on its way back through many layers | [09](09_calculus.ipynb), [11](11_playground.ipynb) |
# | **vector** | a list of numbers | [02](02_the_gradient.ipynb) |
# | **weight $w$** | how strongly, and with which sign, one neuron acts on another | [01](01_the_network.ipynb) |
# | **weighted sum $z$** | weights times activations, added up, plus the bias: what is squished | [01](01_the_network.ipynb) |
# | **wish** | minus the slope: which way, and how urgently, an image wants a number changed | [02](02_the_gradient.ipynb), [03](03_one_image.ipynb) |
