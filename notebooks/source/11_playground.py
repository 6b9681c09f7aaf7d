# %% [markdown]
# # What if you change everything?
#
# Until now the network was given: 784-16-16-10, sigmoid, sensible start weights. Why those? Here you may change all of it, and
# break it.
#
# **You will see:** a playground with all parts of this course on one screen, and ten experiments, some of which go wrong in an
# instructive way.
#
# This course accompanies the video [*What is backpropagation really doing?*](https://www.youtube.com/watch?v=Ilg3gGewQ5U)

# %%
# Run this cell first: the others need what it imports.
import numpy as np

from nnlib import load_mnist
from nnlib.explorers.playground.experiments import run, settings_of, training_for
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("11_playground")

# %% [markdown]
# ## The playground
#
# The first row builds a network, the second steers its training, the third runs it. The line beside *experiment* tells you
# what has just happened.

# %%
from nnlib.explorers import playground

playground.playground()

# %% [markdown]
# **Try:**
# 1. Press *1 epoch*. Then set *hidden layers* to 1, and press it again.
# 2. *Teach it one digit*, *my own drawing*: draw something, or press *Photo*, and watch the outputs.
# 3. *Save and load*: save your network, change the layers, load it back. *To PyTorch* exports it.
#
# <details><summary>What did you see?</summary>
#
# A changed network begins again from its start weights. The run before stays in the curves as a dashed line with a
# letter. (Four fit; *clear kept* makes room.) The circles in the lower curve show the accuracy on the *training* images.
# You will need them.
#
# </details>

# %% [markdown]
# ## What is a part for?
#
# Switch off a part of the trained network, and see what the rest still reads: of all 10,000 test digits, and of each kind. A
# neuron that is off is still there, but nothing hears it.

# %%
from nnlib.explorers import playground

playground.what_a_part_is_for()

# %% [markdown]
# **Try:**
# 1. *Biases off*. Then one neuron of hidden layer 2 after another. Then hidden layer 1: which one can't be spared?
# 2. Turn up the *noise* on each layer of weights. Which layer minds it least?
# 3. Look at *wishes*, and choose a digit that is no longer read. What does it ask for?
#
# <details><summary>What did you see?</summary>
#
# Without its biases the network still reads 92.3 %, and without any one neuron of hidden layer 2 more than 92 %. Hidden
# layer 1 is another matter: without its neuron 12, only 55.8 %. The weights from the pixels bear noise best: with noise as
# large as the weights themselves the network still reads 87 %, but only 47 % and 56 % if it is on one of the other layers. There
# each neuron adds up sixteen numbers, and here 784, so that more of the noise cancels.
#
# </details>

# %% [markdown]
# ## Ten experiments
#
# Choose one under *experiment*: it sets all the controls. Then press *1 epoch*, more than once where the text says so. We
# tried six starts; *new weights* gives you another.
#
# For comparison: **our usual 784-16-16-10 reads about 88 of 100 test digits after one epoch, and about 93 after five.**

# %% [markdown]
# ### How much network does it take?

# %% jupyter={"source_hidden": true}
narrow = 100 * run("2  one neuron", 3).accuracies[-1].value
Predict(
    "One hidden layer with a single neuron. How many of 100 test digits does it read after three epochs?",
    answer=narrow,
    unit="of 100",
    tolerance=0.25,
    why=f"{narrow:.0f} from this start, about 21 from the other five we tried. Whatever the image, one number is all that the "
    "outputs get to see.",
)

# %% [markdown]
# **1 · No hidden layer.** Pixels lead straight to the outputs. *Look for:* it learns, but more slowly: after ten epochs about
# 92 of 100. Click an output: its weights form one picture, the *template* of its digit. That is all it can have.
#
# **2 · One neuron.** *Look for:* which answers it still gives; press *other digit* a few times. All ten outputs see the
# same single number.
#
# **3 · 64 and 64.** More than four times as many parameters. *Look for:* how little that buys: about 95 of 100 after five
# epochs.

# %% [markdown]
# ### Why not deeper?
#
# **4 · Four layers, sigmoid.** *Look for:* after one epoch it still gives nearly the same outputs for every image, and
# reads little more than one digit in ten. Go on: after five epochs it reads 58 to 83 of 100, depending on the start.
#
# **5 · Four layers, ReLU**, with learning rate 0.15. *Look for:* 75 to 87 of 100 after the first epoch.
#
# The wishes have to travel back through all layers. Here is δ in each layer before the first step, compared with that of
# the outputs:

# %%
first = load_mnist().train.images[:, :1000], load_mnist().train.targets[:, :1000]
for name in ("4  four layers, sigmoid", "5  four layers, ReLU"):
    deltas = training_for(**settings_of(name)).network.backprop(*first).deltas
    print(name, *(f"{np.abs(delta).mean() / np.abs(deltas[-1]).mean():.5f}" for delta in deltas))

# %% [markdown]
# From right to left: outputs, then each hidden layer back to the first. Each sigmoid multiplies by σ′, at most ¼, and after
# four of them hardly anything is left: the **vanishing gradient**. ReLU's slope is 1 or 0, so much more gets through.

# %% [markdown]
# ### Where to begin?

# %% jupyter={"source_hidden": true}
zero = run("6  all zero").accuracies[-1].value
Predict(
    "All weights and biases start at zero. What happens in the first epoch?",
    choices=["it learns as always", "it learns more slowly", "it learns next to nothing"],
    answer="it learns next to nothing" if zero < 0.15 else "it learns more slowly" if zero < 0.85 else "it learns as always",
    why=f"After one epoch it reads {100 * zero:.0f} of 100: no better than guessing.",
)

# %% [markdown]
# **6 · All zero.** *Look for:* point at several neurons of one hidden layer: the same numbers everywhere. They start alike,
# so they get the same gradient and stay alike: they are twins, and sixteen of them are worth no more than one. (If the
# curve moves after many epochs, rounding has parted them.) Random start weights make neurons *different*. Now switch to
# *relu*: no weight moves at all.
#
# **7 · N(0, 1).** *Look for:* the first hidden layer before you train: most neurons are nearly black or nearly white, stuck
# where the sigmoid is flat. After one epoch it reads 69 to 79 of 100.

# %% [markdown]
# ### How to step?
#
# **8 · One image a step**, with the old learning rate of 1.5. *Look for:* how wide the grey band is, and how the accuracy
# jumps. Press *keep run* and *rewind*, and do it again with learning rate 0.15. A hundred images agree on a direction; one
# alone deserves a shorter step.

# %% [markdown]
# ### How much to learn from?

# %% jupyter={"source_hidden": true}
few = run("9  only 100 images", 150)
train, test = (100 * moments[-1].value for moments in (few.train_accuracies, few.accuracies))
Predict(
    "It has only 100 images, and sees them again and again. In the end it reads all 100. How many of 100 others?",
    answer=test,
    unit="of 100",
    why=f"{train:.0f} of 100 of its own, {test:.0f} of 100 of the others.",
)

# %% [markdown]
# **9 · Only 100 images.** Press *Play*. *Look for:* the circles climb to 100 %, and the line stops at about 62 %. The cost
# goes to zero: the network is not stuck, it is *done*. It knows its images by heart. (In notebook 10 it was two thirds.
# There we drew hundreds at random; this is MNIST's first hundred. With so few, it matters which you get. Drag *images* to
# close the gap.)

# %% [markdown]
# ### What does one lesson do?

# %% jupyter={"source_hidden": true}
lesson = run("10  a wrong label")
before = lesson.accuracies[-1].value
lesson.teach(load_mnist().test.images[:, 1], 3)
after = lesson.measure_accuracy()
fates = ["it loses more than ten of 100", "it loses less than that", "it gains a little"]
Predict(
    "A trained network sees one image of a 2, and we say it is a 3. One step. What happens to the 10,000 test digits?",
    choices=fates,
    answer=fates[0 if after < before - 0.1 else 1 if after <= before else 2],
    why=f"It read {100 * before:.0f} of 100, and now {100 * after:.0f}. We told it nothing about any of the others.",
)

# %% [markdown]
# **10 · A wrong label.** Press *1 epoch*, then *teach it one digit*. Choose 3, and press *teach it this one*, then *ten
# times*. *Look for:* which columns empty, and which one grows. All digits share the same 13,002 numbers, so you can't teach
# the network just one thing.
#
# Then press *10 steps* a few times. A thousand ordinary images say otherwise, and soon most of the damage is mended. Now
# teach it the *right* label for a digit that it misreads: that spoils the others just as well. The step is too long for one
# voice. What learning rate would be fair?

# %% [markdown]
# ## Recap
#
# 1. Neurons have to be different, and each needs a gradient: start weights and activation decide whether learning begins at
#    all.
# 2. A larger network was a little better, a deeper one was not, and a hundred images can be learned by heart.
# 3. One image alone changes the answers to many others, which is why every image gets a vote.

# %% [markdown]
# ## Exercises
#
# **1. As small as can be.** One hidden layer, sigmoid, learning rate 1.5, batch size 100. What is the smallest number of
# neurons that still reads 90 of 100 after five epochs?
#
# <details><summary>Hint 1</summary>16 are enough, 1 is not. Halve the range each time.</details>
# <details><summary>Hint 2</summary>When you get close, try several starts with <em>new weights</em>.</details>
# <details><summary>Hint 3</summary>It is between 6 and 10.</details>
# <details><summary>Answer</summary>Eight: that made 90 to 92 of 100 from each of the six starts we tried. Seven made 88 to
# 90: one of
# the six just crossed the line.</details>

# %% [markdown]
# **2. Rescue the deep one.** Four sigmoid layers: is there a learning rate with which it reads half of the digits after
# *one* epoch?
#
# <details><summary>Hint 1</summary>If the gradient is hundreds of times too small, why not take steps hundreds of times as
# long?</details>
# <details><summary>Hint 2</summary>It is not too small everywhere. What do such steps do to the last layer?</details>
# <details><summary>Hint 3</summary>Try 3, 5, 8, 15, 30, and read what the board says.</details>
# <details><summary>Answer</summary>We found none: with 3, 5, 8, 15 and 30 it stayed below 30 of 100. What is short enough
# for the
# last layer is too short for the first. Other start weights or ReLU help, a larger step does not.</details>

# %% [markdown]
# **3. Write it down.** Do anything you like, with lessons in between, and press *copy as code*. Paste the code into a new
# cell and run it. Is the last of its `costs` the one that you saw?
#
# <details><summary>Hint</summary>The board shows a running mean. <code>costs</code> holds every single one.</details>
# <details><summary>Answer</summary>Each cost is the same, to the last digit: the same start, the same order of images, the
# same
# steps. The images that you taught are in the code, too.</details>

# %% [markdown]
# Go on with [12: What is backpropagation really doing?](12_really.ipynb) or back to [00: the map](00_start_here.ipynb)
