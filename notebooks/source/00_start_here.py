# %% [markdown]
# # Start here
#
# ## Is everything ready, and where does this course go?
#
# You have seen 3Blue1Brown's video [*What is backpropagation really doing?*](https://www.youtube.com/watch?v=Ilg3gGewQ5U)
# or you are about to. These notebooks let you do with your own hands what it describes, on the same network: 784 pixels
# in, two hidden layers of 16 neurons, ten outputs.
#
# **You will see:** that the digits are there, a network that reads them, and the map of the course.

# %% [markdown]
# ## Are the digits there?
#
# A grey cell like the next one holds Python. Click into it and press **Shift + Enter** to run it.

# %%
import nnlib

digits = nnlib.load_mnist()
digits

# %% [markdown]
# 60,000 digits to learn from and 10,000 to be tested with, written by hand by people in the 1990s. They came with the
# package, so you need no network connection.
#
# `images (784, 60000)` reads: 784 numbers per image, one for each pixel of 28 × 28, and one **column** per image. We keep
# to that in the whole course: one example per column.

# %% [markdown]
# ## Does the picture move?
#
# Run the next cell. Then drag the slider.

# %%
from nnlib.explorers import start_here

start_here.live_network()

# %% [markdown]
# **Try:** drag *image* slowly. Press *another at random*. Choose to see only 7s. Point at a neuron, at a line, at a pixel.
# Click a neuron of the first hidden layer.
#
# **Look for:** the ten outputs on the right. The brightest one is the network's answer, and a small mark shows what
# the digit really is. Can you find a digit that the network gets wrong?
#
# If the picture moves when you drag, your installation works. If you see a still picture only, run all cells with
# *Run → Run All Cells*.

# %% [markdown]
# ## How good is this network?
#
# It has seen all training digits twenty times. Guess before you look: it is the guess that makes you remember.

# %% jupyter={"source_hidden": true}
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
# Nobody told it what a 7 looks like. It learned by adjusting 13,002 numbers, a little at a time. *Which* numbers to
# adjust, in which direction, and by how much: that is what backpropagation works out, and what this course is about.

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
#
# Each notebook asks one question. Where a result can be guessed, guess first. Each ends with a recap and a few exercises.

# %% [markdown]
# ## How to use it
#
# **Alone.** Watch the video once. Then take one notebook at a time, about half an hour each. Do everything under *Try*.
# Do at least one exercise before you open its answer.
#
# **In class.** Open the notebook on the projector and run all cells beforehand. Ask the question, let the class vote, then
# move the slider. All controls work with a mouse; neurons can be walked through with the arrow keys, too.
#
# **As an engineer.** Read `nnlib/network.py` and `nnlib/sgd.py`: together they are all of backpropagation, in a few
# minutes' reading.

# %% [markdown]
# ## Recap
#
# 1. 70,000 handwritten digits came with the package, one per column.
# 2. The network turns 784 pixels into ten numbers, and the brightest output is its answer.
# 3. All it knows is in its 13,002 weights and biases.
#
# Go on with [01: What does the network compute?](01_the_network.ipynb)
