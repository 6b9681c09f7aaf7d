# %% [markdown]
# # Why mini-batches?
#
# The [full gradient](00_start_here.ipynb#Glossary) is an average over 60,000 images: for a single step, you look at every one
# of them. In practice we ask a handful of images, take a step, and ask the next handful.
#
# **You will see:** a network that learns before your eyes, with two sliders that steer it while it runs; what happens when
# steps are too long; and a race: is it better to ask 1 image, 100, or all 60,000?
#
# In the video: [stochastic gradient descent](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=573s).

# %%
# Run this cell first: the others need what it imports.
from time import perf_counter

import numpy as np

import nnlib
from nnlib.analysis.votes import full_gradient
from nnlib.exercises import check
from nnlib.explorers import mini_batches
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("06_mini_batches")

# %% [markdown]
# ## One step
#
# Shuffle the images, and cut the row into **mini-batches**, here of 100. For each of them, compute the gradient of its average
# cost, and take a step the opposite way. The length of the step is that of the gradient times the **learning rate**.

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
# This one step more than halves the cost of these hundred images. The line that does it says *parameters minus learning rate
# times gradient*. The next step takes the next hundred images of the row. When the row is used up, we shuffle again.
#
# What does one step change? Here is the untrained network of the last notebooks, before and after.

# %%
from nnlib.explorers import mini_batches

mini_batches.what_one_step_did()

# %% [markdown]
# **Try:** set *batch size* to 1, and look at the outputs. Then go up to 1,000.
#
# <details><summary>What did you see?</summary>
#
# A single image of a 2 gets what it wants: its output rises, and the others fall. With a hundred images or more, all ten
# outputs fall, even that of the label, because about nine images in ten ask each of them to. Be quiet: that is the first
# thing this network learns.
#
# </details>

# %% [markdown]
# With the full gradient this is called **gradient descent**; with mini-batches it is **stochastic gradient descent**, in code
# often `SGD`. Backpropagation is the part that computes the gradient.
#
# How much time does a mini-batch save?

# %% tags=["nbval-ignore-output"]
start = perf_counter()
full_gradient(network, digits.images, digits.targets)
between = perf_counter()
network.backprop(x, y)
end = perf_counter()
print(f"the gradient of all images: {between - start:.2f} s, of a hundred: {end - between:.4f} s")

# %% [markdown]
# On our computer a full step takes about half a second. In the same time you can take hundreds of steps with a hundred
# images each.
#
# We count in **steps** or in **epochs**. A step uses one mini-batch. An epoch is over when every image was used once.

# %% jupyter={"source_hidden": true}
Predict(
    "60,000 images in mini-batches of 100: how many steps are there in an epoch?",
    answer=-(-len(digits) // 100),
    unit="steps",
    why="60,000 divided by 100. With batch size 1 there are 60,000 steps, and with all images at once a single one.",
)

# %% [markdown]
# ## Watch it learn
#
# This is the training board. Press **Play**.
#
# The grey band shows the costs of the mini-batches. The black line is their mean over about the last 1,000 images. The circles
# show the cost over all 60,000 images, which is measured now and then. Below is the share of the 10,000 *test* digits that the
# network reads correctly. At the right it looks at one digit while it learns.

# %%
from nnlib.explorers import mini_batches

mini_batches.training_board()

# %% [markdown]
# **Try:**
# 1. Press *1 step* a few times and watch the ten outputs. Set *speed* to *50 steps/s* and press *Play*. When the digits have
#    come up, set it to *full*.
# 2. Drag *learning rate* up to 5, to 10 while it runs. *Pause*, drag it to its right end, *Play*. What does the board say?
#    Bring it down again. Does it recover?
# 3. Press *keep run*, then *rewind*: you get the same start weights and the same order of images. Try another learning rate,
#    and compare.
# 4. Drag *batch size* to 1 while it runs, then to 60,000. Watch the grey band and the number of steps.
#
# <details><summary>What did you see?</summary>In the first steps all outputs sink: “probably not” is right nine times out of
# ten. Then nothing seems to happen for a while, and then the digits come up one by one. At 100, the right end, the network
# breaks within a hundred steps, whenever you do it: its outputs are stuck, and with a smaller learning rate they stay stuck.
# (Dragged there slowly while it runs, part of it can survive.)<br>With batch size 1 the grey band is wide, since each step
# sees one image and believes it. At 60,000 the line is smooth but crawls.</details>

# %% [markdown]
# *copy as code* gives you a cell that repeats your run step by step, with everything you did to the sliders.

# %% [markdown]
# ## Too long
#
# A gradient only describes the cost near the current weights (notebook 02). Here is the same network with seven learning rates
# from 0.05 to 50. The curves show the cost of each mini-batch in its first 300 steps. (We trained them in advance. On the
# board above you can try these rates yourself.)

# %% jupyter={"source_hidden": true}
ends = {rate: mini_batches.cost_at_end(rate) for rate in mini_batches.RATES}
best = min(ends, key=ends.get)
Predict(
    "Which of these learning rates has the lowest cost after 300 steps?",
    choices=["0.15", "0.5", "5", "50"],
    answer=f"{best:g}",
    why=f"With 5 the cost is down to {ends[5]:.2f}. With 0.15 it is still {ends[0.15]:.2f}, and with 50 it is stuck at 1.",
    then=mini_batches.learning_rates(),
)

# %% [markdown]
# **Try:** go through the learning rates from left to right.
#
# <details><summary>What did you see?</summary>Short steps lead the right way, but they need a great many of them. For this
# network, from 0.05 to 5, the longer the steps, the lower the cost after 300 of them. Then comes the edge: at 15 and
# at 50 the cost stays at 1. The very first steps were so long that all ten outputs are close to 0, whatever the image. The
# label's output should be 1, so the cost is 1. Where the outputs are, the sigmoid is flat and the gradient nearly zero, so
# later steps hardly change anything. The board calls this <i>saturated</i>.</details>

# %% [markdown]
# What would help a network whose outputs are stuck? You can start again with shorter steps, as *rewind* does. Or you can
# use another cost, the *cross-entropy* of notebook 03: its slope for an output's $z$ is simply $a - y$, without σ′, so an
# output that is wrong always feels it.

# %% [markdown]
# ## The sum, or the mean?
#
# The cost of a mini-batch is an *average*: we divide by the batch size. Some code adds up and forgets to divide. The direction
# of the step is the same, but its length is not.

# %% jupyter={"source_hidden": true}
lengths = {way: mini_batches.first_steps(1000, way)[0] for way in ("sum", "mean")}
Predict(
    "With batch size 1,000 you take the sum instead of the mean. How many times as long is the first step?",
    answer=float(round(lengths["sum"] / lengths["mean"])),
    unit="times",
    why="A sum of a thousand gradients is a thousand times their mean.",
    then=mini_batches.sum_or_mean(),
)

# %% [markdown]
# **Try:** drag *batch size* from 1 to 1,000.
#
# <details><summary>What did you see?</summary>In the left chart the solid line is nearly level: here the mean over ten or a
# thousand images gives a step of about the same length. The dashed line climbs in proportion to the batch size. In the right
# chart its cost is stuck at 1 from batch size 10 on.</details>

# %% [markdown]
# With the sum, the batch slider becomes a second learning-rate slider, and you would have to turn down the real one each time.
# So we always divide.

# %% [markdown]
# ## A race
#
# Five runs begin with the same start weights, all with learning rate 1.5. The only difference is how many images each asks
# before a step: 1, 10, 100, 1,000, or all of them. Which run wins depends on what you pay for. What we compare is the cost
# over all 60,000 images, measured now and then along the way.

# %% jupyter={"source_hidden": true}
runs = mini_batches.courses()
cost = {n: mini_batches.reached(run, n, "examples", 20_000)[1] for n, run in runs.items() if n < 60_000}
Predict(
    "Each run may look at 20,000 images. Which batch size gets the lowest cost?",
    choices=["1", "10", "100", "1,000"],
    answer=f"{min(cost, key=cost.get):,}",
    why=f"Batch 10 takes 2,000 steps for them and gets to {cost[10]:.2f}. Batch 1,000 takes only 20: {cost[1000]:.2f}.",
    then=mini_batches.race(),
)

# %% [markdown]
# **Try:**
# 1. You pay in *examples*, that is, in images looked at. Drag *spend* from left to right. Which run leads when?
# 2. Pay in *steps*. How much better are 60,000 images than 100?
# 3. Pay in *seconds*. These runs were timed in advance on our computer. Press *race here* to time them on yours, which takes
#    about ten seconds.
#
# The slider ends where the shortest run ends.
#
# <details><summary>What did you see?</summary>Paid in examples, small batches win: batch 1 leads from 300 to 3,000 images, and
# batch 10 from 4,000 on. When batch 60,000 takes its first step, batch 10 has taken 6,000.<br>Paid in steps, larger batches
# are better, but above 100 the gain is tiny: after 200 steps the costs with batch sizes 100, 1,000 and 60,000 differ by less
# than 0.01. Batch 10 is a little behind, and batch 1 far.<br>Paid in seconds on our computer, batch 10 or batch 100 leads,
# except in the
# first moments. Asking 10 images hardly takes longer than asking one.</details>

# %% [markdown]
# A mini-batch does not know the exact direction, but it is *cheaply* wrong. At the start it is hardly wrong at all: nearly
# every image says "all outputs down, but one". How wrong it is later, and what its path looks like, is the topic of the next
# notebook.

# %% [markdown]
# ## Recap
#
# 1. A step is parameters minus learning rate times the gradient of a mini-batch; an epoch is over when every image was used
#    once.
# 2. Steps that are too short waste time, steps that are too long can ruin the network for good, and dividing by the batch size
#    keeps the two sliders apart.
# 3. In our race, many cheap steps that are roughly right beat a few expensive ones that are exactly right.

# %% [markdown]
# ## What the video simplifies
#
# * It says that adding up all examples for every step takes “extremely long”. For our network it takes about half a second,
#   as printed above. But that is hundreds of times as long as a mini-batch, at every step; and with billions of parameters
#   and examples, full steps really are out of reach.
# * It says that a step of a mini-batch is less efficient than a full step. That depends on its size: in our race, steps with
#   1,000 images were as good as steps with all 60,000.
# * Its mini-batches have a hundred examples. That number is a choice, like the learning rate.

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

# %% [markdown]
# **2. An epoch.** There are `n` images. If they cannot be divided evenly, the last mini-batch is smaller. How many steps are
# there in an epoch?


# %%
def steps_per_epoch(n, batch_size):
    # your code here
    ...


check(steps_per_epoch)

# %% [markdown]
# <details><summary>Hint 1</summary>10 images in mini-batches of 4 give 4, 4 and 2.</details>
# <details><summary>Hint 2</summary>Divide, and round up.</details>
# <details><summary>Hint 3</summary><code>int(np.ceil(...))</code> rounds up. Or count the numbers in
# <code>range(0, n, batch_size)</code>, at which the mini-batches start.</details>
# <details><summary>Answer</summary><code>return int(np.ceil(n / batch_size))</code></details>

# %% [markdown]
# **3. Look.** On the board, set batch size 1. Which learning rate brings it to 90 % test accuracy soonest? Is it as large
# as the best one for batch size 100? Why might that be?
#
# <details><summary>Hint</summary>One image alone can be very wrong about the direction. What do you do if you don't quite
# trust your guide?</details>
# <details><summary>Answer</summary>Small batches need shorter steps: here 0.15 reaches over 90 % within an epoch, and 1.5
# does not. The errors of single images have to average out over several steps instead of within one.</details>

# %% [markdown]
# Go on with [07: Does a drunk walker arrive before a careful one?](07_walkers.ipynb) or back to
# [05: What if every image gets a vote?](05_every_image.ipynb)
