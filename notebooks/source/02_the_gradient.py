# %% [markdown]
# # How wrong is it, and which knob matters?
#
# To make a network better we need two answers. *How wrong* is it, as one number? And which of its 13,002 weights and biases,
# its knobs, should we turn to make that number smaller?
#
# **You will see:** the cost of one image as ten squares; a map of what this image wishes of all 13,002 knobs; two weights, one
# of which matters 32 times as much; how far such a statement can be trusted; and why no direction is steeper than the
# gradient.
#
# In the video: the [recap at the beginning](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=23s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.exercises import check
from nnlib.explorers import the_gradient
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("02_the_gradient")

# %% [markdown]
# ## What should have come out?
#
# Take an image of the [training set](00_start_here.ipynb#Glossary), a 2, and a network that has learned for one epoch. The
# first row shows its ten outputs. The second row is the **target**: 1 for the right digit, 0 for all others.

# %%
digits = nnlib.load_mnist()
x, y = digits.train.images[:, 5], digits.train.targets[:, 5]
network = nnlib.snapshot(epochs=1)
a = network.output(x)
np.array([a.round(2), y])

# %% [markdown]
# Take the difference between each output and its target. Square it, so that too high and too low are both bad, and far off is
# much worse than a little off. The sum of the ten squares is the **cost** of this image.
#
# $$C = (a_0 - y_0)^2 + (a_1 - y_1)^2 + \dots + (a_9 - y_9)^2$$

# %%
print(f"{((a - y) ** 2).sum():.4f}")

# %% [markdown]
# A cost of 0 would mean that all ten outputs are exactly right.
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
# We can draw each squared error as an actual square. Its side is the distance of an output from its target, so its area is
# that output's part of the cost. Blue: the output should grow. Orange: it should shrink.

# %%
from nnlib.explorers import the_gradient

the_gradient.cost_squares()

# %% [markdown]
# **Try:**
# 1. Switch from *0 (fresh)* to *1*, *5* and *20* epochs.
# 2. Stay at 20 epochs and choose *show: only wrong ones*. Can you see why each is hard?
#
# <details><summary>What did you see?</summary>
#
# The fresh network has ten middling squares, whatever the image. After 20 epochs most images have hardly any area
# left. A few have one or two squares that are nearly full: there the network is sure, and wrong.
#
# </details>

# %% [markdown]
# ## One image is not enough
#
# A network that is right about one 2 may be wrong about everything else. So the **average** cost over all training images
# should become small. (Other texts write ½ in front of the cost, or add up instead of averaging. All numbers then differ by
# a factor.)

# %%
from nnlib.explorers import the_gradient

the_gradient.average_cost()

# %% [markdown]
# **Try:** drag *images* from 1 to 60,000. Then do it for the other networks.
#
# <details><summary>What did you see?</summary>
#
# The black line is the average of all images so far. At the left, single images, the grey dots, still pull it up or
# down. At the right it has come to rest. To the fresh network all images are about equally bad. After 20 epochs most dots
# lie on the floor, and the average is made by a few images.
#
# </details>

# %% [markdown]
# ## Thirteen thousand knobs, thirteen thousand slopes
#
# The cost depends on every weight and every bias. Turn one of them a tiny bit, and the cost changes a tiny bit. *Change of
# the cost, divided by change of the weight*, is a **slope**. In calculus it is called a derivative and written
# $\partial C/\partial w$. All 13,002 slopes together are the **gradient**. It is a **vector**, which is a list of numbers.
# Backpropagation computes all of them at once.

# %%
gradient = network.backprop(x, y)
gradient.vector.shape

# %% [markdown]
# Notebooks 03 and 04 show how. First, let's check that we can trust it. Turn one weight up by a tiny bit, and look at the cost
# from outside:

# %%
tiny = 0.00001
twin = network.copy()
twin.weights[2][2, 7] += tiny
print(f"{(twin.cost(x, y) - network.cost(x, y)) / tiny:.7f}")
print(f"{gradient.weights[2][2, 7]:.7f}")

# %% [markdown]
# Almost the same number. The second is the gradient's. It is negative: with a little *more* of this weight, the cost *falls*.
# Read `weights[2][2, 7]` as "in the last matrix, the weight to output 2 from neuron 7". (Python counts from 0.)
#
# This image **wishes** the weight to grow. A wish is *minus* the slope, because the cost should fall, and all wishes
# together are the *negative gradient*. The pictures below show wishes. Blue: should grow. Orange: should shrink. Strong
# colour: a strong wish. Black is a wish of exactly 0: this image does not feel such a weight at all.

# %% jupyter={"source_hidden": true}
Predict(
    "What share of the weights from the pixels does this one image not feel at all?",
    choices=["none", "about one in ten", "about three quarters"],
    answer="about three quarters",
    why=f"{(gradient.weights[0] == 0).mean():.1%} of these slopes are exactly 0. The pictures below show which.",
    then=the_gradient.sensitivity_map(),
)

# %% [markdown]
# **Try:**
# 1. Choose other digits. Then drag *images* to average the wishes of more and more images.
# 2. Compare the four networks. Watch the two numbers under the bar of colours.
#
# <details><summary>What did you see?</summary>
#
# For one image, the weights from the pixels draw its digit: sixteen times, stronger or weaker, in blue or orange. Of
# the ten rows to the outputs, nine are orange and one is blue: that of the output that should be 1. It is not always the
# strongest. Average many images, and the numbers under the bar shrink for this 2 after one epoch: one image wants a weight
# to grow, another wants it to shrink. After 20 epochs they grow, because this 2 asks for almost nothing and other images
# still do.
#
# </details>

# %% [markdown]
# ## Why exactly 0?
#
# A weight from a pixel is multiplied by that pixel. Where there is no ink, the pixel is 0, and 0 times *any* weight is 0.
# Turning such a weight changes nothing.

# %%
silent = x == 0
print((gradient.weights[0][:, silent] == 0).all(), f"{silent.mean():.1%}")

# %% [markdown]
# The same share. An image can only teach the weights that it uses. Averaged over all training images, the black shrinks to the
# pixels at the rim that no one has ever written on.
#
# A map gives the overview. For exact numbers, here are all 13,002 wishes in a list.

# %%
from nnlib.explorers import the_gradient

the_gradient.sorted_list()

# %% [markdown]
# **Try:**
# 1. Click a row: a white frame shows where it is. Walk on with the arrow keys, and turn the page with ▶.
# 2. Under *find*, type `output 7`, or `weights[1][3`, or `bias`.
# 3. Sort by *should grow*, then by *should shrink*.
#
# <details><summary>What did you see?</summary>
#
# The last column compares each wish with the **median**, the one in the middle when all that are not 0 are sorted
# by size. The steepest knobs matter many times as much as a middling one.
#
# </details>

# %% [markdown]
# ## 32 times as sensitive
#
# The video compares 3.2 with 0.1, two entries of the *negative* gradient: the cost is 32 times as sensitive to the first
# weight as to the second. Our network has such pairs, too. The next explorer finds the two weights to outputs whose slopes
# come nearest to 32 : 1.
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
    because={
        "a slope only speaks of the place where we start": "",
        "slope times wiggle is the change, for any wiggle": "That is exact only for tiny wiggles.",
        "a longer wiggle always makes more of a difference": "The sigmoid is flat at both ends, where less and less happens.",
    },
    why=f"By a factor of {ratio:.1f}. The slope only describes the curve where we start; it can't see the bends ahead.",
)

# %%
from nnlib.explorers import the_gradient

the_gradient.wiggle_two_weights()

# %% [markdown]
# **Try:**
# 1. Drag *wiggle* slowly from 0.001 to 2. Compare the hollow bars, which are predicted, with the filled ones, which are true.
# 2. Choose another digit, and press *find a pair near 32 : 1*. Choose two weights yourself.
#
# <details><summary>What did you see?</summary>
#
# With a tiny wiggle, prediction and truth agree for the pair above, and for every pair that the button finds. The
# shaded range shows how far the prediction is right within 10 %. Weights differ in this: in the pair above, A's range reaches
# further than B's. The gradient only speaks of *small* steps. That is why a network learns in many small steps.
#
# </details>

# %% [markdown]
# (For this 2, the fresh network has no pair near 32 : 1: its neurons are all about equally bright, so their slopes differ
# less.)

# %% [markdown]
# ## Turn one knob yourself
#
# Click a line in the network, or choose a weight by its layer and its two ends. Then turn it. One weight has already been
# turned to 2.
#
# At the right you see the cost as a function of this one weight. The hollow point is where the weight came from. The
# triangle is where it is now, and points the way it should go. The thin straight line through it has the slope from the
# gradient.

# %%
from nnlib.explorers import the_gradient

the_gradient.edit_any_weight(value=2)

# %% [markdown]
# **Try:**
# 1. Drag *value* from one end to the other, and watch the outputs of the network.
# 2. Click another line and turn that one, too. How low can you bring the cost with one weight? With three?
# 3. Take a weight from a pixel without ink. Then take one from a pixel with ink. *reset all* brings everything back.
#
# <details><summary>What did you see?</summary>
#
# The curve of the weight above is flat at both ends, where the sigmoid has nothing left to give. And watch the list
# below the curve: you touched *one* weight, but the wishes for *others* moved. A gradient is only valid at the current
# weights. After each step it has to be computed again.
#
# </details>

# %% [markdown]
# ## Why is no direction steeper?
#
# A nudge of many knobs at once is an arrow in 13,002 dimensions. For small nudges the changes of the cost add up: slope times
# nudge for the first knob, plus slope times nudge for the second, and so on. This sum of products is the **dot product** of
# the gradient and the arrow, and geometry says what it is: *length of the gradient × length of the arrow × cosine of the
# angle between them*. For an arrow of length 1:
#
# $$\text{slope along the arrow} = |\nabla C| \cos\theta$$
#
# No cosine is larger than 1. So the cost rises fastest along the gradient, falls fastest against it, along all wishes at once,
# and does not change, to first order, at right angles to it.

# %% jupyter={"source_hidden": true}
Predict(
    "Choose 1,000 directions at random in 13,002 dimensions. The steepest has what share of the gradient's slope?",
    choices=["a few per cent", "about half", "nearly all of it"],
    answer="a few per cent",
    why=f"Only {abs(the_gradient.random_cosines(1, 5, 0)).max():.1%}: almost all directions are nearly at right angles to it.",
    then=the_gradient.why_steepest(),
)

# %% [markdown]
# **Try:** drag *angle to the gradient* once round. Then press *another thousand* a few times.
#
# <details><summary>What did you see?</summary>
#
# The arrow keeps its length. The slope along it is as steep as its shadow on the line of the gradient is long. Below,
# a thousand random strokes crowd around 0. If you try directions blindly, you hardly ever find a good one; backpropagation
# *computes* the best.
#
# </details>

# %% [markdown]
# ## What the video simplifies
#
# It calls a large entry of the negative gradient a weight that matters more. That is true of *small* nudges. For a large
# one, as you saw, 32 : 1 need not last.

# %% [markdown]
# ## Recap
#
# 1. The cost of an image is the sum of ten squares, (output − target)²; the cost of a network is the average over all training
#    images.
# 2. The gradient holds one slope for each of the 13,002 knobs. A wish is minus the slope: its sign says which way to turn,
#    its size how much it matters.
# 3. Slope times wiggle predicts the change of the cost, but only for small wiggles, and only at the current weights.

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

# %% [markdown]
# **2. Many images.** Now `a` and `y` have a column for each image. Return the average cost.


# %%
def average_cost(a, y):
    # your code here
    ...


check(average_cost)

# %% [markdown]
# <details><summary>Hint 1</summary>First a cost for each image, then the mean of these costs.</details>
# <details><summary>Hint 2</summary>One image is one column. <code>sum(axis=0)</code> adds along axis 0, which runs down each
# column.</details>
# <details><summary>Hint 3</summary><code>.mean()</code> of what is left: one number per image.</details>
# <details><summary>Answer</summary><code>return ((a - y) ** 2).sum(axis=0).mean()</code></details>

# %% [markdown]
# **3. Turn all knobs at once.** `gradient` holds a slope for each knob, and `nudge` how far you turn each. All nudges are
# small. By how much will the cost change? Return the prediction.


# %%
def predicted_change(gradient, nudge):
    # your code here
    ...


check(predicted_change)

# %% [markdown]
# <details><summary>Hint 1</summary>For one knob it is slope × nudge. Small changes add up.</details>
# <details><summary>Hint 2</summary>Multiply pair by pair, keep the signs, then add up.</details>
# <details><summary>Hint 3</summary>Multiplying pair by pair and adding up is the dot product: <code>@</code>.</details>
# <details><summary>Answer</summary><code>return gradient @ nudge</code></details>

# %% [markdown]
# **4. Think.** Some nudges turn thousands of knobs and yet, to first order, do not change the cost at all. Can you name two
# such nudges?
#
# <details><summary>Hint</summary>The prediction is a sum of products. When is it zero?</details>
# <details><summary>Answer</summary>Turn only weights whose slope is 0, such as those from pixels without ink. Or turn some
# weights uphill and others downhill, so that the sum cancels: the nudge is at right angles to the gradient.</details>

# %% [markdown]
# Go on with [03: What does one image of a 2 want?](03_one_image.ipynb) or back to
# [01: What does the network compute?](01_the_network.ipynb)
