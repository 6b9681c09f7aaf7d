# %% [markdown]
# # How wrong is it, and which knob matters?
#
# A network with random weights is wrong about almost everything. To make it better we need two answers: *how wrong* is it, as
# one number? And which of its 13,002 weights and biases should we turn, to make that number smaller?
#
# **You will see:** the cost of one image as ten squares; a map of all 13,002 knobs that shows which of them the cost
# feels; two weights of which one matters 32 times as much as the other; and how far such a statement can be trusted.
#
# In the video: the [recap at the beginning](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=23s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.exercises import check
from nnlib.explorers import the_gradient
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## What should have come out?
#
# Take an image of the [training set](00_start_here.ipynb#Glossary), a 2, and a network that has learned for one epoch. In the first row stand its ten
# outputs. The second row is the **target**: what we wish it had said. 1 for the right digit, 0 for all others.

# %%
digits = nnlib.load_mnist()
x, y = digits.train.images[:, 5], digits.train.targets[:, 5]
network = nnlib.snapshot(epochs=1)
a = network.output(x)
np.array([a.round(2), y])

# %% [markdown]
# Take the difference of each output and its target. Square it, so that too high and too low are both bad, and far off is
# much worse than a little off. Add up the ten squares: this is the **cost** of this image.
#
# $$C = (a_0 - y_0)^2 + (a_1 - y_1)^2 + \dots + (a_9 - y_9)^2$$

# %%
print(f"{((a - y) ** 2).sum():.4f}")

# %% [markdown]
# The smaller, the better. A cost of 0 would mean that all ten outputs are exactly right.
#
# Now a *fresh* network, before any training. All its outputs are near one half.

# %% jupyter={"source_hidden": true}
fresh = nnlib.snapshot(epochs=0)
Predict(
    "What is the cost of one image, if all ten outputs are near one half?",
    choices=["less than 1", "between 2 and 4", "about 10"],
    answer="between 2 and 4",
    why=f"Ten times about (½)² is 2½. For our 2 it is {fresh.cost(x, y):.2f}.",
)

# %% [markdown]
# A square is a picture of itself. The side of each square below is the distance of an output from its target, so its area
# is that output's part of the cost. Blue: the output should go up. Orange: it should go down.

# %%
from nnlib.explorers import the_gradient

the_gradient.cost_squares()

# %% [markdown]
# **Try:**
# 1. Switch from *0 (fresh)* to *1*, *5* and *20* epochs.
# 2. Stay at 20 epochs and press *another at random* until you find an image with a large cost. Can you see why it is hard?
#
# **Look for:** at the start, ten middling squares, and the number in large type is the sum of their areas. After training,
# most images have hardly any area left, and a few have one or two squares that are nearly full: there the network is sure,
# and wrong.

# %% [markdown]
# ## One image is not enough
#
# A network that is right about one 2 may be wrong about everything else. What should become small is the **average** of
# the cost over all training images. (Other texts write ½ in front of the cost, or the sum instead of the average. Then all
# numbers differ by a factor, and nothing else changes.)

# %%
from nnlib.explorers import the_gradient

the_gradient.average_cost()

# %% [markdown]
# **Try:** drag *images* from 1 to 60,000. Then do it for the other networks.
#
# **Look for:** grey dots are single images: they lie far apart. The black line is the average of all images so far. At the
# left every image pulls it up or down. At the right it has come to rest.

# %% [markdown]
# ## Thirteen thousand knobs, thirteen thousand slopes
#
# The cost depends on every weight and every bias. Turn one of them a tiny bit, and the cost changes a tiny bit. *Change of
# the cost, divided by change of the weight*, is a **slope**. In calculus it is called a derivative and written
# $\partial C/\partial w$. One slope for each of the 13,002: together they are the **gradient**. Backpropagation computes all
# of them at once.

# %%
gradient = network.backprop(x, y)
gradient.vector.shape

# %% [markdown]
# How it does that is the subject of notebooks 03 and 04. First we check that we may believe it. Turn one weight up, by a
# tiny bit, and look at the cost from outside:

# %%
tiny = 0.00001
twin = network.copy()
twin.weights[2][2, 7] += tiny
print(f"{(twin.cost(x, y) - network.cost(x, y)) / tiny:.7f}")
print(f"{gradient.weights[2][2, 7]:.7f}")

# %% [markdown]
# Almost the same number. The second is the gradient's. It is negative: a little *more* of this weight, and the cost *falls*.
# `weights[2][2, 7]` is read "of the last matrix, the weight to output 2 from neuron 7". (Python counts from 0.)
#
# Next come all 13,002 slopes as pictures. Blue is a positive slope: the cost *rises* with this weight, so the weight should
# shrink. Orange is a negative one: the weight should grow. Strong colour: a steep slope. And black: a slope of exactly 0. Such
# a weight may be turned, and this image does not feel it at all.

# %% jupyter={"source_hidden": true}
Predict(
    "What share of the first layer's weights does this one image not feel at all?",
    choices=["none", "about one in ten", "about three quarters"],
    answer="about three quarters",
    why=f"{(gradient.weights[0] == 0).mean():.1%} of these slopes are exactly 0. The pictures below show which.",
    then=the_gradient.sensitivity_map(),
)

# %% [markdown]
# **Try:**
# 1. Choose other digits. Then drag *images*: the gradient is now averaged over more and more images.
# 2. Compare the fresh network with the one that has learned for 20 epochs. Watch the two numbers under the bar of colours.
#
# **Look for:** the first layer draws the digit. All sixteen small pictures show the same 2, only stronger or weaker, in
# blue or in orange. In the last layer one row stands out: the output that should have been 1. And when many images are
# averaged, the numbers under the bar shrink: one image wants a weight to grow, another wants it to shrink.

# %% [markdown]
# ## Why exactly 0?
#
# A weight of the first layer is multiplied by its pixel. Where there is no ink, the pixel is 0, and 0 times *any* weight is
# 0. Such a weight does nothing for this image, so turning it changes nothing.

# %%
silent = x == 0
print((gradient.weights[0][:, silent] == 0).all(), f"{silent.mean():.1%}")

# %% [markdown]
# The same share. So an image can only teach the weights that it uses. Averaged over all training images, the black shrinks to
# the few pixels at the rim that nobody has ever written on.
#
# A map is good for an overview. For exact numbers, here are all 13,002 in a list.

# %%
from nnlib.explorers import the_gradient

the_gradient.sorted_list()

# %% [markdown]
# **Try:**
# 1. Click a row: a white frame shows where it is. Walk on with the arrow keys, and turn the page with ▶.
# 2. Under *find*, type `output 7`, or `weights[1][3`, or `bias`.
# 3. Sort by *most positive*: these are the weights that should shrink first.
#
# **Look for:** the last column, the size of the slope as a multiple of the median (the median of those that are not 0). The
# steepest knobs matter many times as much as a usual one.

# %% [markdown]
# ## 32 times as sensitive
#
# The video compares a slope of 3.2 with a slope of 0.1: the cost is 32 times as sensitive to the first weight as to the
# second. Our network has such pairs, too. The next explorer looks for the two weights of the last layer whose slopes come
# nearest to 32 : 1.
#
# A slope is a prediction: *change of the cost ≈ slope × wiggle*. That holds for tiny wiggles. What about a large one?

# %% jupyter={"source_hidden": true}
pair = the_gradient.pair_near(gradient.vector, network.sizes)
true = the_gradient.wiggled(network, x, y, pair, 2.0)["true"]
ratio = abs(true[0] / true[1])
Predict(
    "Wiggle both weights by 2. By what factor does the cost now change more for A than for B?",
    choices=["still about 32", "clearly less than 32", "clearly more than 32"],
    answer="still about 32" if 30 < ratio < 34 else f"clearly {'less' if ratio < 32 else 'more'} than 32",
    why=f"By a factor of {ratio:.1f}. The slope at the start knows nothing of the bends that come later.",
)

# %%
from nnlib.explorers import the_gradient

the_gradient.wiggle_two_weights()

# %% [markdown]
# **Try:**
# 1. Drag *wiggle* slowly from 0.001 to 2. Compare the hollow bars, which are predicted, with the filled ones, which are true.
# 2. Choose another digit, and press *find a pair near 32 : 1*. Choose two weights yourself.
#
# **Look for:** at the left end prediction and truth are the same, for every weight that you choose. The grey ground shows how
# far the prediction is right within 10 %. This range is not the same for all weights: A's reaches further than B's.
# So the gradient speaks of *small* steps only. That is why a network learns in many small steps and not in one large one.

# %% [markdown]
# (The fresh network has no pair near 32 : 1 in its last layer: its neurons are all about equally bright, so its slopes differ less.
# It takes some learning until some knobs matter much more than others.)

# %% [markdown]
# ## Turn one knob yourself
#
# Click a line in the network, or choose a weight by its layer and its two ends. Then turn it.
#
# At the right you see the cost as a function of this one weight. The coloured line touches it where the weight is now: its
# steepness is the slope from the gradient. The hollow point is where the weight came from.

# %%
from nnlib.explorers import the_gradient

the_gradient.edit_any_weight()

# %% [markdown]
# **Try:**
# 1. Drag *value* from one end to the other, and look at the outputs of the network while you do it.
# 2. Click another line and turn that one, too. How low can you bring the cost with one weight? With three?
# 3. Take a weight from a pixel without ink. Then take one from a pixel with ink. *reset all* brings everything back.
#
# **Look for:** the curve is flat at both ends: the sigmoid has nothing left to give. And watch the list below the curve: you
# touched *one* weight, but the slopes of *others* moved. A gradient belongs to the place where the network stands. After each
# step it has to be computed again.

# %% [markdown]
# ## Recap
#
# 1. The cost of an image is the sum of ten squares, output minus target, and the cost of a network is the average over all
#    training images.
# 2. The gradient holds one slope for each of the 13,002 knobs: its sign says which way to turn, its size how much it matters.
# 3. Slope times wiggle predicts the change of the cost, but only for small wiggles, and only from where we stand now.

# %% [markdown]
# ## Exercises
#
# **1. One image.** `a` holds the ten outputs, `y` the ten targets. Return the cost.


# %%
def cost(a, y):
    # your code here
    ...


check(cost)

# %% [markdown]
# <details><summary>Hint 1</summary>First the differences of outputs and targets. numpy subtracts whole vectors.</details>
# <details><summary>Hint 2</summary>Square each difference before you add up: <code>** 2</code>.</details>
# <details><summary>Hint 3</summary><code>.sum()</code> adds up. There is no ½ and no mean here.</details>
# <details><summary>Answer</summary><code>return ((a - y) ** 2).sum()</code></details>
#
# **2. Many images.** Now `a` and `y` have a column for each image. Return the average cost.


# %%
def average_cost(a, y):
    # your code here
    ...


check(average_cost)

# %% [markdown]
# <details><summary>Hint 1</summary>First a cost for each image, then the mean of these costs.</details>
# <details><summary>Hint 2</summary>One image is one column: add up down the columns with <code>sum(axis=0)</code>.</details>
# <details><summary>Hint 3</summary><code>.mean()</code> of what is left: one number per image.</details>
# <details><summary>Answer</summary><code>return ((a - y) ** 2).sum(axis=0).mean()</code></details>
#
# **3. Turn all knobs at once.** `gradient` holds a slope for each knob, `nudge` how far each is turned. All nudges are small.
# By how much will the cost change? Return the prediction.


# %%
def predicted_change(gradient, nudge):
    # your code here
    ...


check(predicted_change)

# %% [markdown]
# <details><summary>Hint 1</summary>For one knob it is slope times nudge. Small changes add up.</details>
# <details><summary>Hint 2</summary>Multiply pair by pair, keep the signs, then add up.</details>
# <details><summary>Hint 3</summary>Multiplying pair by pair and adding up is the dot product: <code>@</code>.</details>
# <details><summary>Answer</summary><code>return gradient @ nudge</code></details>
#
# **4. Think.** Some nudge changes the cost by nothing at all, to first order, although it turns thousands of knobs. Can
# you name two such nudges?
#
# <details><summary>Hint</summary>The prediction is a sum of products. When is it zero?</details>
# <details><summary>Answer</summary>Turn only weights whose slope is 0, such as those from pixels without ink. Or turn some
# weights uphill and others downhill, so that the sum cancels. The nudge that changes the cost most for its length points
# straight along the gradient.</details>
#
# Go on with [03: What does one image of a 2 want?](03_one_image.ipynb) or back to
# [01: What does the network compute?](01_the_network.ipynb)
