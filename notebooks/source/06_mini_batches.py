# %% [markdown]
# # Why mini-batches?
#
# The [full gradient](00_start_here.ipynb#Glossary) is an average over 60,000 images. To take one single step, every one of
# them would have to be looked at. So hardly anybody does that. We ask a handful of images, take a step, ask the next handful.
#
# **You will see:** a network that learns before your eyes, with two sliders that steer it while it runs; what happens when
# steps are too long; and a race: is it better to ask 1 image, 100, or all 60,000?
#
# In the video: [stochastic gradient descent](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=573s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.exercises import check
from nnlib.explorers import mini_batches
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## One step
#
# Shuffle the images, and cut the row into **mini-batches**, here of 100. For each of them: compute the gradient of its
# average cost, and take a step the other way. How far? The gradient times the **learning rate**.

# %%
digits = nnlib.load_mnist().train
rng = np.random.default_rng(1)
network = nnlib.Network([784, 16, 16, 10], rng=rng)
order = rng.permutation(60_000)
batch = order[:100]
batch[:8]

# %%
x, y = digits.images[:, batch], digits.targets[:, batch]
gradient = network.backprop(x, y)
before = network.cost(x, y)
network.parameters -= 1.5 * gradient.vector
round(before, 3), round(network.cost(x, y), 3)

# %% [markdown]
# One step, and the cost of these hundred images has fallen by more than half. The last line but one is all there is to it:
# *parameters minus learning rate times gradient.* The next step takes the next hundred of the row.
#
# With the full gradient this walk is called **gradient descent**; with mini-batches from a shuffled row it is **stochastic
# gradient descent**, in code often `SGD`.
#
# **Step** and **epoch** are two ways of counting. A step is one mini-batch. An epoch is over when every image was used once.

# %% jupyter={"source_hidden": true}
Predict(
    "60,000 images in mini-batches of 100: how many steps are an epoch?",
    answer=-(-len(digits) // 100),
    unit="steps",
    why="60,000 divided by 100. With batch size 1 it would be 60,000 steps, with all images at once a single one.",
)

# %% [markdown]
# ## Watch it learn
#
# This is the board. Press **Play**.
#
# The black line is the cost of the mini-batches, averaged a little; the grey behind it are the single ones. The circles are
# the cost over all 60,000 images: that takes long, so it is computed now and then. Below is the share of the 10,000 *test*
# digits that it reads correctly. At the right the network looks at one digit while it learns.

# %%
from nnlib.explorers import mini_batches

mini_batches.training_board()

# %% [markdown]
# **Try:**
# 1. Press *1 step* a few times and watch the ten outputs. Then *1 epoch*. Then *Play*.
# 2. Drag *learning rate* while it runs. Up to 5, to 10, to 40. What does the board say? Bring it down again. Does it recover?
# 3. *rewind*: the same start weights, the same order of images. Now another learning rate. Use *keep run* to compare.
# 4. Drag *batch size* to 1 while it runs, then to 60,000. Watch the grey, and watch the number of steps.
#
# **Look for:** in the first steps all outputs sink: "probably not" is right nine times out of ten. Then nothing seems to
# happen for a while, and then, one by one, digits come up. With batch size 1 the grey band is wide: each step sees one image
# and believes it. With 60,000 the line is smooth, and hardly moves.
#
# *copy as code* gives you a cell that repeats your run, step by step, with all that you did to the sliders.

# %% [markdown]
# ## Too long
#
# A gradient is true for small steps only (notebook 02). Here is the same network with learning rates from 0.05 to 50: the
# cost over its first 300 steps. (We trained them in advance, so that you don't have to wait. On the board above you can train with
# any of these rates yourself.)

# %% jupyter={"source_hidden": true}
ends = {rate: mini_batches.family_history(rate).bins()[2, -1] for rate in mini_batches.RATES}
best = min(ends, key=ends.get)
Predict(
    "Which of these learning rates has the lowest cost after 300 steps?",
    choices=["0.15", "0.5", "5", "50"],
    answer=f"{best:g}",
    why=f"With 5 the cost is down to {ends[5]:.2f}. With 0.15 it has hardly begun, {ends[0.15]:.2f}, and with 50 it is stuck.",
    then=mini_batches.learning_rates(),
)

# %% [markdown]
# **Try:** go through the learning rates from left to right.
#
# **Look for:** short steps lead the right way, but they take ever so long. From 0.05 to 5, longer steps are simply
# faster. Then comes the edge: at 15 the cost jumps and falls no more. At 50 it stands still at 1. The very first steps
# were so long that all ten outputs are 0, whatever the image. There the sigmoid is flat and the gradient nearly zero, so no
# later step can mend it. That is what the board calls *saturated*.

# %% [markdown]
# ## The sum, or the mean?
#
# The cost of a batch is an *average*: we divide by the batch size. Some code adds up and does not divide. The direction of the
# step is the same. Its length is not.

# %% jupyter={"source_hidden": true}
lengths = {way: mini_batches.first_steps(1000, way)[0] for way in ("sum", "mean")}
Predict(
    "Batch size 1,000, and somebody takes the sum instead of the mean. How many times as long is the first step?",
    answer=float(round(lengths["sum"] / lengths["mean"])),
    unit="times",
    why="A sum of a thousand gradients is a thousand times their mean.",
    then=mini_batches.sum_or_mean(),
)

# %% [markdown]
# **Try:** drag *batch size* from 1 to 1,000.
#
# **Look for:** at the left the solid line is nearly level: a mean over ten or a thousand images has about the same length. The
# dashed one climbs and climbs. And at the right its cost is soon stuck. Whoever takes the sum has turned the batch
# slider into a second learning-rate slider, and would have to turn down the real one each time. So we divide, always.

# %% [markdown]
# ## A race
#
# Five runs from the same start weights, all with learning rate 1.5. The only difference is how many images are asked before
# each step: 1, 10, 100, 1,000, or all of them. Who wins? That depends on what you pay for.

# %% jupyter={"source_hidden": true}
runs = mini_batches.race_histories()
curves = {n: run.thinned("examples", 2000)[[0, 3]] for n, run in runs.items()}
at_20_000 = {n: mini_batches.cost_at(*curve, 20_000) for n, curve in curves.items() if n < 60_000}
Predict(
    "Each run may look at 20,000 images, not more. Which batch size gets the lowest cost?",
    choices=["1", "10", "100", "1,000"],
    answer=f"{min(at_20_000, key=at_20_000.get):,}",
    why=f"Batch 10 takes 2,000 steps for them and gets to {at_20_000[10]:.2f}; batch 1,000 takes only 20: {at_20_000[1000]:.2f}.",
    then=mini_batches.race(),
)

# %% [markdown]
# **Try:**
# 1. *pay in* steps: drag *spend* from left to right.
# 2. Now pay in *examples*. Who leads now?
# 3. Now in *seconds*. These runs were timed in advance on our computer. Press *race here* to run them on yours: it takes a few seconds.
#    (Each run has a price at which it ends; after that, its last cost counts.)
#
# **Look for:** paid in steps, large batches look good: each of their steps is a careful one. But 60,000 images for *one*
# step! Paid in images, small batches win: they have long been on their way when the careful one takes its first
# step. And paid in seconds it is the middle, about 10 to 100: asking 10 images hardly takes longer than asking one,
# because the processor does many products at a time.

# %% [markdown]
# A mini-batch is wrong about the direction, but it is wrong *cheaply*. At the start it is hardly wrong at all: every image says
# "all outputs down". How wrong it is later, and what its path looks like, is the next notebook.

# %% [markdown]
# ## Recap
#
# 1. A step is parameters minus learning rate times the gradient of a mini-batch; an epoch is over when every image was used
#    once.
# 2. Too short a step wastes time, too long a step can ruin the network for good, and dividing by the batch size keeps the two
#    sliders apart.
# 3. Many cheap steps that are roughly right beat a few expensive ones that are exactly right.

# %% [markdown]
# ## Exercises
#
# **1. One step.** `gradients` has a column for each image of the mini-batch. Return the parameters after the step. Leave the
# old ones as they are.


# %%
def take_step(parameters, gradients, learning_rate):
    # your code here
    ...


check(take_step)

# %% [markdown]
# <details><summary>Hint 1</summary>First one gradient for the whole mini-batch: the mean of its columns.</details>
# <details><summary>Hint 2</summary><code>gradients.mean(axis=1)</code> has one number for each parameter.</details>
# <details><summary>Hint 3</summary>The gradient points uphill. Multiply it by the learning rate and subtract.</details>
# <details><summary>Answer</summary><code>return parameters - learning_rate * gradients.mean(axis=1)</code></details>
#
# **2. An epoch.** There are `n` images. If they cannot be divided evenly, the last mini-batch is smaller. How many steps are an
# epoch?


# %%
def steps_per_epoch(n, batch_size):
    # your code here
    ...


check(steps_per_epoch)

# %% [markdown]
# <details><summary>Hint 1</summary>10 images in mini-batches of 4: that is 4, 4 and 2.</details>
# <details><summary>Hint 2</summary>Divide, and round up.</details>
# <details><summary>Hint 3</summary><code>int(np.ceil(...))</code> rounds up. Or count: <code>range(0, n, batch_size)</code> starts
# each mini-batch.</details>
# <details><summary>Answer</summary><code>return int(np.ceil(n / batch_size))</code></details>
#
# **3. Look.** On the board, set batch size 1. Which learning rate brings it to 90 % test accuracy soonest? Is it the one that was
# best for batch size 100? Why might that be?
#
# <details><summary>Hint</summary>One image alone can be very wrong about the direction. What is a good idea if you don't quite
# trust your guide?</details>
# <details><summary>Answer</summary>Small batches want shorter steps: the errors of single images have to average out over
# several steps instead of within one.</details>
#
# Go on with [07: Does a drunk walker arrive before a careful one?](07_walkers.ipynb) or back to
# [05: What if every image gets a vote?](05_every_image.ipynb)
