# %% [markdown]
# # Does a drunk walker arrive before a careful one?
#
# Two people want to get down from a mountain. The careful one studies the whole ground before each step, and then steps
# exactly downhill. The drunk one glances at a tiny patch, stumbles off more or less downhill, and has taken a hundred steps
# before the other has lifted a foot.
#
# **You will see:** how far from downhill a mini-batch points, at the start and later; both walkers on the true cost surface
# of our network; a surface of two weights that you can see as a whole; and five networks that are about equally good and far
# apart.
#
# In the video: [stochastic gradient descent](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=573s), where this picture comes
# from.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis.votes import agreement, full_gradient
from nnlib.analysis.walks import in_another_order
from nnlib.exercises import check
from nnlib.explorers import walkers
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("07_walkers")

# %% [markdown]
# ## Which way is downhill?
#
# *Exactly* downhill is the direction opposite to the [full gradient](00_start_here.ipynb#Glossary), which averages over all
# 60,000 training images. A mini-batch averages over only a few, and points somewhere else. How different are the two
# directions? Here is one batch of 100 images, for our network after five epochs.

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
# Now for a network that has never been trained. Is our second walker already drunk?

# %% jupyter={"source_hidden": true}
start = walkers.drawn(epochs=0, batch_size=100)
Predict(
    "Our untrained network, batches of 100 images. What is their mean cosine with the full gradient?",
    choices=["about 0", "about one half", "almost exactly 1"],
    answer="almost exactly 1",
    why=f"{start.mean():.3f}: on average {np.degrees(np.arccos(start)).mean():.0f}° off. At first all images "
    "ask for much the same thing: that the outputs near one half should shrink.",
    then=walkers.compass(),
)

# %% [markdown]
# Each needle is a mini-batch. Its angle to the top *is* the true angle to straight downhill in 13,002 dimensions. (Left or
# right means nothing: we alternate so that you can tell the needles apart. All are drawn equally long.)
#
# **Try:**
# 1. At *0 (fresh)*, drag *batch size* down to 1. One single image!
# 2. Go back to 100 and switch to *1*, *5* and *20* epochs.
# 3. Stay at 5 epochs and drag *batch size* slowly to 60,000. Press *other batches* now and then.
#
# <details><summary>What did you see?</summary>
#
# At *0 (fresh)* and a batch of 100, the needles lie close together: a hundred images know the way almost as well as
# 60,000. After training they spread out, and at 100 some are orange: these lead uphill. At the right end every batch holds
# the same 60,000 images, and all the needles become one.
#
# </details>

# %%
for epochs in nnlib.digits.snapshots.EPOCHS:
    cosines = walkers.drawn(epochs, batch_size=100)
    print(f"after {epochs:2} epochs: mean cosine {cosines.mean():.3f}, {(cosines < 0).sum():2} of 50 uphill")

# %% [markdown]
# The drunk walker starts out sober. He begins to stumble once the mistakes that all images share have been repaired. What is
# left differs from image to image, and a hundred of them no longer speak for all.
#
# A cosine of 0.3 is an angle of a little more than 70°. That sounds hopeless. But in so many dimensions nearly any two directions
# are almost at right angles. By that measure a batch of 100 knows a lot, and it costs little: 100 images instead of 60,000.

# %% [markdown]
# ## Two walks
#
# Now both walk from the same point, the white ring: our network after five epochs. The map shows the *true* cost as contour
# lines; light is low. First, each takes the same *number of steps*.

# %% jupyter={"source_hidden": true}
steps = walkers.walked(price="steps")
careful, drunk = steps["cost"]
Predict(
    "40 steps each, after five epochs of training. Who is lower?",
    choices=["the careful walker", "the drunk walker"],
    answer="the careful walker" if careful < drunk else "the drunk walker",
    why=f"Careful {careful:.4f}, drunk {drunk:.4f}. Both began at {steps['scene'].costs[0][0]:.4f}. Step for step, it "
    "pays to know the way.",
)

# %% [markdown]
# But each careful step looks at a hundred times as many images. Let both look at the same *number of images*.

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
careful, drunk = walkers.walked(price="images seen")["cost"]
Predict(
    "400,000 images each: 40 steps for the careful walker, 4,000 for the drunk one. Who is lower now?",
    choices=["the careful walker", "the drunk walker"],
    answer="the careful walker" if careful < drunk else "the drunk walker",
    why=f"Careful {careful:.4f}, drunk {drunk:.4f}. To watch it, press “images seen” in the picture.",
    then=walkers.two_walks(),
)

# %% [markdown]
# **Try:**
# 1. Press *steps*, *images seen*, *seconds*, and watch both walks each time. Compare the scales of the maps, too.
# 2. Choose *0 (fresh)* epochs, *steps*, and press *Walk*: at the start, does it help to be careful?
# 3. Go back to *5*, and give the careful walker a larger learning rate: 3, then 5, then 15. Does this make up for his few
#    steps?
# 4. Give the drunk walker a batch of 1. Then give him a smaller learning rate, too.
#
# <details><summary>What did you see?</summary>
#
# In step 1 the drunk walker's line trembles and his cost rises in between, and yet he is far ahead as soon as
# images or seconds count. In step 2 both fall down the same slope side by side: looking at 10,000 images is a waste there.
# In step 3 longer steps help a little, until they throw him out.
#
# </details>

# %% [markdown]
# **What this map shows, and what it can't.** It is one flat plane through a space of 13,002 dimensions, laid so that it
# holds as much of both walks as a plane can; the line above it says how much. On it you see only the *shadow* of each walk.
# The curves on the right show the true costs of the walkers themselves.
#
# <details><summary>How the walks were taken</summary>
#
# To save you waiting, both walk on the first 10,000 training images. The careful one looks at all of them; the true cost is
# measured on 2,000. A walk ends after 10,000 steps. The first walks were taken in advance and timed on our computer; press
# *Walk* to take them on yours.
#
# </details>

# %% [markdown]
# ## A surface that you can see as a whole
#
# A map of 13,002 dimensions always hides something. So we build a tiny network: one input, two hidden neurons, one output. We
# turn only *two* of its weights, $w_1$ and $w_2$, and keep everything else fixed. Its task: say 1 in the middle, and 0 on
# both sides.
#
# Now nothing is hidden. Each place on the map is a network, and its height is the cost. A cross marks the bottom of each
# hollow.

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
# 4. Learning rate 3, and a start *exactly* on the diagonal: w₁ = −4, w₂ = −4. Then w₂ = −3.9, and w₂ = −3.
#
# <details><summary>What did you see?</summary>
#
# Of the three crosses two lie in deep valleys, and these are mirror images: the two neurons have only swapped
# roles. The third lies in a wide, shallow hollow. A ball can rest there although there is much lower ground elsewhere. It is a
# **local minimum**: no small step improves anything.
#
# Start at −4, −3. With a learning rate of 5 the ball slides into a valley and rests. With 10 it jumps from wall to wall:
# each step has the right direction and is too long. With 100 it cannot stay in the deep, narrow valley at all: it is thrown
# out, and comes to rest in the wide hollow. With 300 it flies out of the picture, onto a plain so flat that even 5,000
# steps don't bring it back.
#
# On the diagonal something else happens. The slope becomes almost 0 and the ball hardly moves, but there is no cross. To
# the left and to the right the ground falls: this is a **saddle**. A ball that starts beside the diagonal does roll on, but
# it can take long: about 60 steps from w₂ = −3, and about 400 from w₂ = −3.9, four times as many as the picture shows. So
# *a slope of nearly 0* does not mean *a minimum*.
#
# </details>

# %% [markdown]
# ## And our real network?
#
# We can't see where 13,002 dimensions have their minima. We *can* see how steep the ground still is: the length of the full
# gradient. (`steepness` reads results worked out in advance. You can check the one after five epochs: `np.linalg.norm(full)`.)

# %%
for epochs in nnlib.digits.snapshots.EPOCHS:
    print(f"after {epochs:2} epochs: length of the full gradient {walkers.steepness(epochs):.3f}")

# %% [markdown]
# After one epoch this network's slope is about forty times smaller than at the start. In the nineteen epochs that follow it
# gets no smaller, while the cost keeps falling. So after 20 epochs this network has not reached a minimum. It is still on
# its way down a long, gentle valley, and we stop because it is good enough.
#
# <details><summary>From other starts?</summary>From four other starts the slope was 12 to 34 times smaller after one epoch, and 28
# to 75 times after twenty. There, too, the cost was still falling.</details>

# %% [markdown]
# ## Five walks, five ends
#
# Does it matter where we start? Here are five networks from different random start weights (*seeds* 1 to 5), each trained
# for two epochs. Their costs end up nearly the same. Do they also end at the same place? (They were trained in advance;
# `walkers.ends()` trains them now, in a few seconds.)

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
# <details><summary>What did you see?</summary>
#
# In the table all costs are alike, yet each end is farther from all the others than from its own start
# (*walked*). On the straight line between any two there is a high hill. (Other paths are another matter: a curved one
# may well stay low.)
#
# </details>

# %% [markdown]
# ## The same network in another order
#
# Part of this is no mystery. The sixteen neurons of a hidden layer have no particular order. If two of them swap places,
# together with all their weights, every output stays the same, but numbers have moved in the long vector of parameters.

# %%
shuffled = in_another_order(network, np.random.default_rng(0))
x, y = train.images[:, :1000], train.targets[:, :1000]
print("same cost:", np.isclose(network.cost(x, y), shuffled.cost(x, y), rtol=1e-12))
print("distance: ", np.linalg.norm(network.parameters - shuffled.parameters).round(1))

# %% [markdown]
# Far apart, and yet the same function. There are many such places, one for every order of both hidden layers:

# %%
import math

print(f"{math.factorial(16) ** 2:.1e}")

# %% [markdown]
# This is why we don't need to find *the* minimum: where there is one good place, there are very many equally good ones, all
# over the space. Between a network and its own shuffled twin there is a hill, too: you saw it above.

# %% [markdown]
# ## What the video simplifies
#
# - **Converging to a local minimum.** Near its end the video says that such steps converge towards a local minimum of the
#   cost. It is a good picture of the aim, and for a ball in a hollow it is true. For a network like ours it is more of a
#   hope: after 20 epochs ours had not arrived, and with mini-batches and a fixed learning rate it keeps stumbling. What
#   training did find, from each start that we tried, is a *low* place.

# %% [markdown]
# ## Recap
#
# 1. In our untrained network even a small batch points almost straight downhill; later it is far off, but still far better
#    than chance, and it costs little.
# 2. After some training the careful walker wins step for step; image for image and second for second the drunk one arrives
#    long before him.
# 3. A small slope proves no minimum, and there is not one good end but a great many, far apart, with hills on the straight
#    lines between them.

# %% [markdown]
# ## Exercises
#
# **1. How much of it leads downhill?** `step` is one step of the drunk walker, `gradient` the *full* gradient where he stands.
# Return how far the step takes him straight downhill: a negative number if it takes him uphill.


# %%
def downhill_part(step, gradient):
    """step, gradient: (n,). Return a number."""
    # your code here
    ...


check(downhill_part)

# %% [markdown]
# <details><summary>Hint 1</summary>Straight downhill is the direction −gradient. Divide it by its length, and you have an arrow
# of length 1 that points there.</details>
# <details><summary>Hint 2</summary>The dot product with an arrow of length 1 says how far a step goes along it.</details>
# <details><summary>Hint 3</summary>Count the minus signs: a step of exactly −gradient must give a positive
# number.</details>
# <details><summary>Answer</summary><code>return -(step @ gradient) / np.linalg.norm(gradient)</code></details>

# %% [markdown]
# **2. From wall to wall.** Near its bottom a valley looks like $C = c\,w^2$. There each step of gradient descent multiplies $w$ by
# the same number, wherever the ball is. Return that number. With which learning rates does the ball arrive in one step, land on
# the other wall, fly out?


# %%
def each_step(c, learning_rate):
    """Return a number."""
    # your code here
    ...


check(each_step)

# %% [markdown]
# <details><summary>Hint 1</summary>The slope of c w² is 2 c w. Write down where the ball is after a step.</details>
# <details><summary>Hint 2</summary>It is at w − learning_rate · 2 c w. Divide this by w.</details>
# <details><summary>Hint 3</summary>The number is 0 if the ball arrives in one step. What does it mean if it is negative, or below
# −1?</details>
# <details><summary>Answer</summary><code>return 1 - 2 * c * learning_rate</code><br>With 1/(2c) the ball arrives in one step. With
# more than that it lands on the other wall, and yet comes closer. From 1/c on it comes no closer, and beyond that it flies
# out. The steeper the valley, the smaller these learning rates.</details>

# %% [markdown]
# **3. Two neurons swap places.** `W` holds the weights that lead *on* from a hidden layer: a row for each neuron of the next
# layer, a column for each neuron of this one. Neurons `j` and `k` have swapped places. Return the matrix for the new order,
# and leave `W` itself as it is.


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

# %% [markdown]
# **4. Think.** Suppose that each batch of 100 pointed exactly at right angles to downhill. Would the drunk walker still
# arrive? And why would it help him to sober up, that is, to lower his learning rate towards the end of the walk?
#
# <details><summary>Hint</summary>Which part of each step survives when many steps are added up?</details>
# <details><summary>Answer</summary>No. At right angles no step would bring him down (as long as the steps are short): he
# would only wander. What brings him down is the part of each step that points downhill, because it adds up, while the
# stumbling to the left and to the right largely cancels. Near the bottom the downhill part is small and the stumbling is
# not, so he circles above
# it. With smaller steps he circles lower down.</details>

# %% [markdown]
# **5. An exam.** "Take the negative gradient, and step in the opposite direction." Both halves sound right. Where does it lead?
#
# <details><summary>Hint</summary>The negative gradient already points downhill.</details>
# <details><summary>Answer</summary>Uphill, as steeply as can be. <i>Negative</i> and <i>opposite</i> are two minuses, and one is
# enough: step along the negative gradient, or against the gradient.</details>

# %% [markdown]
# Now you have seen the whole walk: one image, all images, small batches, and the ground below them. Go on with
# [08: Can you write it yourself?](08_write_it.ipynb) or back to [06: Why mini-batches?](06_mini_batches.ipynb)
