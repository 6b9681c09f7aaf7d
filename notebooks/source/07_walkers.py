# %% [markdown]
# # Does a drunk walker arrive before a careful one?
#
# Two people want to get down from a mountain. One is careful: he studies the whole ground before each step, and then takes it
# exactly downhill. The other is drunk: he looks at a tiny patch, stumbles off more or less downhill, and has taken a
# hundred steps before the first one has lifted his foot.
#
# **You will see:** how far a mini-batch really points away from downhill, at the start and later; both walkers on the true
# cost surface of our network; a surface of two weights that you can see as a whole; and five networks that are about equally
# good and far apart.
#
# In the video: [stochastic gradient descent](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=573s), where this picture comes from.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis.votes import agreement, full_gradient
from nnlib.analysis.walks import in_another_order
from nnlib.exercises import check
from nnlib.explorers import walkers
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## Which way is downhill?
#
# *Exactly* downhill is against the [full gradient](00_start_here.ipynb#Glossary): the average over all 60,000 training images.
# A mini-batch averages over a few images only. So it points somewhere else. How far away? We compare the two directions, here for one batch
# of 100 images and a network that has learned for five epochs.

# %%
train, network = nnlib.load_mnist().train, nnlib.snapshot(epochs=5)
full = full_gradient(network, train.images, train.targets)
batch = np.random.default_rng(1).choice(60_000, 100, replace=False)
one = network.backprop(train.images[:, batch], train.targets[:, batch]).vector
print(f"{agreement(one, full):.2f}")

# %% [markdown]
# This is the cosine of notebook 05: 1 if the two agree exactly, 0 if they are at right angles, and negative if the batch
# would lead us *uphill*.
#
# First the start: a network that has never been trained. Is our second walker drunk?

# %% jupyter={"source_hidden": true}
start = walkers.drawn(epochs=0, batch_size=100)
Predict(
    "An untrained network, batches of 100 images. What is their mean cosine with the full gradient?",
    choices=["about 0", "about one half", "almost exactly 1"],
    answer="almost exactly 1",
    why=f"{start.mean():.3f}: on average {np.degrees(np.arccos(start)).mean():.0f}° off. All images want the same at first: "
    "outputs that are not all near one half.",
    then=walkers.compass(),
)

# %% [markdown]
# Each needle is a mini-batch, and its angle to the top *is* the true angle to straight downhill, in 13,002
# dimensions. (A flat picture cannot show more than this one angle. Whether a needle leans to the left or to the right means
# nothing: we only take turns, so that you can tell them apart. All needles are equally long.)
#
# **Try:**
# 1. At *0 (fresh)*, drag *batch size* down to 1. One single image!
# 2. Go back to 100 and switch to *1*, *5* and *20* epochs.
# 3. Stay at 5 epochs and drag *batch size* slowly to 60,000. Press *other batches* now and then.
#
# **Look for:** at the start nobody stumbles: the needles stand close together, and a hundred images know the way almost as
# well as 60,000 do. After one epoch they are spread out, and some are orange: these lead uphill. At the right end all batches are the
# same 60,000 images, so all needles fall together.

# %%
for epochs in nnlib.digits.snapshots.EPOCHS:
    cosines = walkers.drawn(epochs, batch_size=100)
    print(f"after {epochs:2} epochs: mean cosine {cosines.mean():.3f}, {(cosines < 0).sum():2} of 50 uphill")

# %% [markdown]
# So the drunk walker starts out sober. He begins to stumble when the large, common mistakes are repaired. What is
# left is different from image to image, and a hundred of them no longer speak for all.
#
# ## Is 70° hopeless?
#
# A cosine of 0.3 is an angle of a little more than 70°. It sounds hopeless. But compare with somebody who knows nothing at
# all, and picks a direction at random:

# %%
guesses = np.random.default_rng(0).normal(size=(100, 13_002))
cosines = guesses @ full / (np.linalg.norm(guesses, axis=1) * np.linalg.norm(full))
print(f"the best of 100 random directions: {np.degrees(np.arccos(cosines.max())):.1f}° from downhill")

# %% [markdown]
# In so many dimensions nearly everything is at right angles to everything else. Seen like this, a batch of 100 knows
# a lot. And it costs little: 100 images instead of 60,000.

# %% [markdown]
# ## Two walks
#
# Now both of them walk, from the same point. The map shows the *true* cost as contour lines: light is low. Both start at
# the white ring, a network that has already learned for five epochs. First, each of them takes the same *number of steps*.

# %% jupyter={"source_hidden": true}
steps = walkers.walked(price="steps")
careful, drunk = steps["cost"]
Predict(
    "40 steps each, after five epochs of training. Who is lower then?",
    choices=["the careful walker", "the drunk walker"],
    answer="the careful walker" if careful < drunk else "the drunk walker",
    why=f"Careful {careful:.4f}, drunk {drunk:.4f}. Both began at {steps['scene'].costs[0][0]:.4f}. Step for step, it pays "
    "to know the way.",
    then=walkers.two_walks(),
)

# %% [markdown]
# But a step of the careful walker looks at a hundred times as many images. Let both of them look at the same *number of
# images*.

# %% jupyter={"source_hidden": true}
careful, drunk = walkers.walked(price="images seen")["cost"]
Predict(
    "400,000 images each: 40 steps for the careful walker, 4,000 for the drunk one. Who is lower now?",
    choices=["the careful walker", "the drunk walker"],
    answer="the careful walker" if careful < drunk else "the drunk walker",
    why=f"Careful {careful:.4f}, drunk {drunk:.4f}. In the explorer above, press “images seen”.",
)

# %% [markdown]
# **Try**, in the explorer above:
# 1. Press *steps*, *images seen*, *seconds*, and watch both walks each time. Compare the scales of the maps, too.
# 2. Choose *0 (fresh)* epochs, *steps*, and press *Walk*: at the start, does it help to be careful?
# 3. Give the careful walker a larger learning rate: 3, then 5, then 15. Does this make up for his few steps?
# 4. Give the drunk walker a batch of 1. Then give him a smaller learning rate, too.
#
# **Look for:** the drunk walker's line trembles, now and then his cost rises, and still he is far ahead as soon as images or
# seconds count. Untrained, both fall down the same slope side by side, step for step; there looking at 10,000 images
# is a waste.

# %% [markdown]
# **What this map is, and what it is not.** It is one flat plane through a space of 13,002 dimensions, laid so that it holds as
# much of both walks as a plane can. Above the map you read how much that is. What you see of a walk is its *shadow* on this
# plane; the curves at the right show the true costs of the walkers themselves.
#
# And to keep you from waiting, both walk on the first 10,000 training images. The careful one looks at all of these, and the
# true cost is measured on 2,000 of them. Nobody takes more than 10,000 steps. The walks
# you see at first were taken in advance, and timed on our computer. Press *Walk* to take them on yours.

# %% [markdown]
# ## A surface that you can see as a whole
#
# A map of 13,002 dimensions always hides something. So we build the smallest network that has hills and valleys: one input,
# two hidden neurons, one output. We turn only *two* of its weights, $w_1$ and $w_2$, and hold everything else fast. Its task:
# say 1 in the middle, and 0 at both sides.
#
# Now nothing is hidden. Each place on the map is a network, each height its cost. A cross marks the bottom of each hollow.

# %% jupyter={"source_hidden": true}
walkers_map = walkers.two_parameters()
Predict(
    "A ball rolls down by gradient descent. Does it always reach the lowest cost?",
    choices=["yes, if the learning rate is small", "no, it depends on where it starts"],
    answer="no, it depends on where it starts",
    why="Press “Play”. Then let it start at w₁ = 3 and w₂ = 4, with the same learning rate.",
    then=walkers_map,
)

# %% [markdown]
# **Try:**
# 1. Press *Play*. Then swap the start: w₁ = −3, w₂ = −4.
# 2. Start at w₁ = 3, w₂ = 4. The ball comes to rest. Look at the cost, and at the black line: has the network solved its task?
# 3. Start at −4, −3 again, and drag the *learning rate*: 1, then 5, 10, 30, 100, 300.
# 4. Learning rate 3, and a start *exactly* on the diagonal: w₁ = −4, w₂ = −4.
#
# **Look for:** there are three crosses. Two lie in deep valleys, and they are mirror images: the two neurons have only
# changed roles. The third lies in a wide, shallow hollow, where the ball rests although there is much lower ground. This is a
# **local minimum**: no small step improves anything.

# %% [markdown]
# With a learning rate of 5 the ball slides into a valley and rests. With 10 it jumps from one wall to the other: each step is
# right in its direction and too long. With 100 it cannot stay in a deep, narrow valley at all. It is thrown out, and comes to rest
# in the wide one. With 300 it flies out of the picture, onto a plain so flat that it never comes back.
#
# On the diagonal something else happens. The slope becomes almost 0 and the ball hardly moves, but it lies on no cross. To the left
# and to the right the ground falls: this is a **saddle**. The slightest push would send it on. So *a slope of nearly 0* does not
# mean *a minimum*.

# %% [markdown]
# ## And our real network?
#
# You often read that gradient descent "converges to a local minimum". For our network nobody has shown that. What we
# *can* see is how steep the ground still is: the length of the full gradient. (`steepness` reads a result that was worked out in advance.
# After five epochs you can check it: `np.linalg.norm(full)`.)

# %%
for epochs in nnlib.digits.snapshots.EPOCHS:
    print(f"after {epochs:2} epochs: length of the full gradient {walkers.steepness(epochs):.3f}")

# %% [markdown]
# After one epoch the ground is about forty times as flat as at the start. But in the nineteen epochs after that it does not
# become any flatter, while the cost goes on falling. So after 20 epochs this network is *at* no minimum. It is still on its way
# down a long, gentle valley. When we stop, we stop because it is good enough.

# %% [markdown]
# ## Five walks, five ends
#
# Does it matter where we start? Here are five networks with different random start weights, each trained for two
# epochs. They reach nearly the same cost. Do they also end at the same place? (They were trained in advance. `walkers.ends()`
# trains them now, which takes a few seconds.)

# %% jupyter={"source_hidden": true}
lines = walkers.several_minima()
half = lines.numbers["cost"]
Predict(
    "Two of these networks are over 90 % right. What about the one half-way between them, the average of their weights?",
    choices=["better than both", "about as good", "far worse"],
    answer="far worse" if half > 2 * lines.numbers["costs"].max() else "about as good",
    why=f"Its cost is {half:.2f}. Both ends have about {lines.numbers['costs'][:2].mean():.2f}.",
    then=lines,
)

# %% [markdown]
# **Try:**
# 1. Drag *how far* from one end to the other.
# 2. Choose other pairs. Is there one without a hill?
# 3. Choose *from* seed 1 *to* 1 shuffled. What this is, comes next.
#
# **Look for:** in the table all costs are alike, yet each end is farther from all the others than it is from its own start
# (*walked*). On the straight line between two of them stands a high hill. (This says nothing about other paths: between
# such ends a curved one may well stay low.)

# %% [markdown]
# ## The same network in another order
#
# Part of this is no mystery. The sixteen neurons of a hidden layer stand in no order. Let two of them change places, together with
# all their weights, and every output stays the same. But in the long vector of parameters, numbers have moved.

# %%
shuffled = in_another_order(network, np.random.default_rng(0))
x, y = train.images[:, :1000], train.targets[:, :1000]
print("same cost:", np.isclose(network.cost(x, y), shuffled.cost(x, y), rtol=1e-12))
print("distance: ", np.linalg.norm(network.parameters - shuffled.parameters).round(1))

# %% [markdown]
# Far apart, and yet the same function. And there are many such places, at least one for every order of both hidden layers:

# %%
import math

print(f"{math.factorial(16) ** 2:.1e}")

# %% [markdown]
# This is why nobody needs to find *the* minimum. If there is one good place, there are so many equally good ones, spread
# all over the space. Between a network and its own shuffled twin there stands a hill as well: you saw it in the explorer.
#
# (It does not explain everything. Five seeds do not find five orders of one and the same network: their mistakes differ, too.)

# %% [markdown]
# ## Recap
#
# 1. At the start even a small batch points almost straight downhill; later it is far off, but still far better than chance,
#    and it costs little.
# 2. After some training the careful walker wins step for step; image for image and second for second the drunk one arrives
#    long before him.
# 3. A small slope proves no minimum, and there is not one good end but a great many, far apart, with hills on the straight
#    lines between them.

# %% [markdown]
# ## Exercises
#
# **1. How far apart?** `a` and `b` hold all parameters of two networks. Return the distance between the two places.


# %%
def distance(a, b):
    # your code here
    ...


check(distance)

# %% [markdown]
# <details><summary>Hint 1</summary>It is Pythagoras, with 13,002 sides instead of two.</details>
# <details><summary>Hint 2</summary>Take the differences, square each of them, add up.</details>
# <details><summary>Hint 3</summary>The root comes last: <code>np.sqrt</code>. And <code>np.linalg.norm</code> does all but the
# difference.</details>
# <details><summary>Answer</summary><code>return np.sqrt(((a - b) ** 2).sum())</code></details>
#
# **2. Half-way, and everything between.** Return the place on the straight line from `start` to `end` after this `share` of
# the way: 0 is the start, 1 is the end.


# %%
def between(start, end, share):
    # your code here
    ...


check(between)

# %% [markdown]
# <details><summary>Hint 1</summary>Begin at the start, and go a part of the way.</details>
# <details><summary>Hint 2</summary>The whole way is <code>end - start</code>.</details>
# <details><summary>Hint 3</summary>A share of it is <code>share * (end - start)</code>.</details>
# <details><summary>Answer</summary><code>return start + share * (end - start)</code></details>
#
# **3. Two neurons change places.** `W` holds the weights that lead *on* from a hidden layer: a row for each neuron of the next
# layer, a column for each neuron of this one. Neurons `j` and `k` have changed places. Return the matrix that belongs to the
# new order, and leave `W` itself as it is.


# %%
def trade_places(W, j, k):
    # your code here
    ...


check(trade_places)

# %% [markdown]
# <details><summary>Hint 1</summary>What leads on from neuron j is column j: <code>W[:, j]</code>.</details>
# <details><summary>Hint 2</summary>Work on a copy: <code>V = W.copy()</code>.</details>
# <details><summary>Hint 3</summary>Fill the two columns of V from the untouched W, crosswise.</details>
# <details><summary>Answer</summary><pre>V = W.copy()
# V[:, j], V[:, k] = W[:, k], W[:, j]
# return V</pre></details>
#
# **4. Think.** Suppose that each batch of 100 were exactly at right angles to downhill. Would the drunk walker still arrive?
# And why would it help him to sleep it off, that is, to lower his learning rate at the end of the walk?
#
# <details><summary>Hint</summary>Which part of each step survives, when many steps are added up?</details>
# <details><summary>Answer</summary>At right angles, no step would bring him down, to first order: he would only wander. What brings
# him down is the part of each step that points downhill, since it adds up, while the stumbling to the left and to the right
# largely cancels. Near the bottom the downhill part is small and the stumbling is not, so he circles above it. With smaller
# steps he circles lower down.</details>
#
# You have seen the whole walk now: one image, all images, small batches, and the ground below them. Go on with
# [08: Can you write it yourself?](08_write_it.ipynb) or back to [06: Why mini-batches?](06_mini_batches.ipynb)
