# %% [markdown]
# # What does one image of a 2 want?
#
# Show the network one image, a 2. It gives ten wrong numbers. What would this image change, if it alone could decide?
#
# **You will see:** ten outputs and what the image asks of each; why the most wrong output need not be the one that is
# pushed hardest; three ways to make one output brighter, and which of them is worth most; and a straight line where
# biologists say *fire together, wire together*.
#
# In the video: [the walkthrough with the 2](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=187s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis import wishes
from nnlib.exercises import check
from nnlib.explorers import one_image
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("03_one_image")

# %% [markdown]
# ## Ten numbers, all of them wrong
#
# Here are a training image of a 2 and an untrained network.

# %%
train = nnlib.load_mnist().train
x, y = train.images[:, 5], train.targets[:, 5]
untrained = nnlib.snapshot(epochs=0)
a = untrained.output(x)
a.round(2)

# %% [markdown]
# They all lie between 0.34 and 0.67. And here is what the label asks for, the **target**: 1 for output 2, and 0 for all
# the others.

# %%
y.astype(int)

# %% [markdown]
# We cannot set an output by hand; we can only change weights and biases. Still, it pays to ask first: *if* we could move the
# outputs, which way should each go, and how urgently?

# %% jupyter={"source_hidden": true}
names = {j: f"output {j} ({a[j]:.2f})" for j in (2, a.argmax(), a.argmin())}
most_wrong = abs(y - a).argmax()
Predict(
    "Which output is most wrong, and so wants to move farthest?",
    choices=[*names.values(), "all the same"],
    answer=names[most_wrong],
    why=f"Output {most_wrong} says {a[most_wrong]:.2f} and should say {y[most_wrong]:.0f}. No other has so far to go.",
)

# %% [markdown]
# ## A wish
#
# The cost of this image is $C = \sum_j (a_j - y_j)^2$. How does it change when one output $a_j$ moves a little? That is a
# [slope](00_start_here.ipynb#Glossary) again, and the derivative of a square gives it:
#
# $$\frac{\partial C}{\partial a_j} = 2\,(a_j - y_j)$$
#
# The cost falls fastest the other way. So we call $-\partial C/\partial a_j = 2\,(y_j - a_j)$ the **wish** for this output.
# It is twice the distance to the target: its sign says which way, its size how urgently. (The video says *nudge* where we
# say *wish*. For us, a nudge is a small change that someone really makes.)
#
# In the next picture each output has a track from 0 to 1, and an arrow leads from where it is to where it should be. The arrow
# is half as long as the wish. **Blue and up** means *should grow*, **orange and down** *should shrink*.

# %%
from nnlib.explorers import one_image

one_image.output_wishes()

# %% [markdown]
# **Try:**
# 1. Drag *image*, slowly. Which arrows change, which hardly do?
# 2. Switch to *1 epoch*. What has become of most of the arrows?
# 3. Stay there and look for an image with a long arrow besides that of the label.
#
# <details><summary>What did you see?</summary>
#
# One blue arrow and nine orange ones, for every image. In the untrained network each arrow covers at least
# three tenths of its track. After one epoch most images leave eight of the ten shorter than one tenth: outputs that are
# already right ask for nothing.
#
# </details>

# %% [markdown]
# Here are the ten wishes of the first picture as numbers:

# %%
wishes.output_wishes(untrained, x, y).round(2)

# %% [markdown]
# ## The video's own numbers
#
# In the video, output 2 has much to ask for. Here it ranks ninth of ten. Has something gone wrong? The first three
# outputs of the video's picture are 0.5, 0.8 and 0.2:

# %%
a_video, y_video = np.array([0.5, 0.8, 0.2]), np.array([0, 0, 1])
2 * (y_video - a_video)

# %% [markdown]
# There, output 2 has 0.8 to go, as far as output 1. Ours happens to be at 0.63, so it has only 0.37 to go, and the
# random start weights are to blame. The rule is the same: twice the distance to the target.

# %% [markdown]
# ## Who decides where the arrows point?
#
# The label said 2. Suppose someone had made a mistake and written 7 on the same image.

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
seven = wishes.output_wishes(untrained, x, nnlib.one_hot(7))
turned = np.sign(seven) != np.sign(wishes.output_wishes(untrained, x, y))
Predict(
    "The same image, the same network, but the label says 7. How many of the ten arrows turn round?",
    answer=float(turned.sum()),
    unit="arrows",
    because={
        "only the targets of 2 and 7 change": "",
        "every output now belongs to another digit": "Eight outputs should be 0 with either label.",
        "the image is still a 2": "The network cannot know that. It learns whatever the label says.",
    },
    why=f"Only those of outputs {' and '.join(map(str, np.flatnonzero(turned)))}: one target falls to 0, another rises to 1.",
    then=one_image.output_wishes(label=7),
)

# %% [markdown]
# **Try:** go through all ten labels under *what if the label said*.
#
# <details><summary>What did you see?</summary>
#
# The image and the outputs stay as they are. Only the targets change, and with them the wishes. A network does
# not know what is right: it learns whatever the labels say.
#
# </details>

# %% [markdown]
# ## Does the sigmoid let every wish through?
#
# An output is a squished sum, $a = \sigma(z)$. Weights and biases can only move $z$. So before a wish reaches them, it
# passes through the sigmoid, and is multiplied by how steep the sigmoid is there, $\sigma'(z)$:
#
# $$\underbrace{-\frac{\partial C}{\partial z}}_{\text{wish for } z} = \underbrace{2\,(y - a)}_{\text{wish for } a}\;\sigma'(z)$$
#
# This is the [chain rule](primers.ipynb#Two-gears-in-a-row): along a path, slopes multiply. And how steep is the sigmoid? Three
# lines:
#
# 1. Since $a = \frac{1}{1 + e^{-z}}$, we have $1 - a = \frac{e^{-z}}{1 + e^{-z}}$.
# 2. The slope of $\frac1u$ is $-\frac{1}{u^2}$, and that of $e^{-z}$ is $-e^{-z}$. So $\sigma'(z) = \frac{e^{-z}}{(1 +
#    e^{-z})^2}$. That is the product of the two above: $\sigma'(z) = a\,(1 - a)$.
# 3. Write $a = \frac12 + t$. Then $a\,(1 - a) = (\frac12 + t)(\frac12 - t) = \frac14 - t^2$: at most ¼, in the middle, where
#    $a = \frac12$.
#
# Near 0 and near 1 the sigmoid is flat: however hard you push $z$, the output hardly moves.

# %%
from nnlib.explorers import one_image

one_image.output_wishes(with_slope=True)

# %% [markdown]
# **Try:**
# 1. Press *with σ′* off and on. The empty arrow is the wish for the output, the filled one is the wish for $z$, what is left of
#    it. (We draw it four times longer, so that an arrow at the steepest place keeps its length.)
# 2. Switch to *1 epoch*, and press *where does σ′ change the order?* a few times.
#
# <details><summary>What did you see?</summary>
#
# Some white lines cross on the right. Where they do, the order of the wishes changes, and where the uppermost line goes
# down, the output that is most wrong is not the one whose $z$ is pushed hardest.
#
# </details>

# %% [markdown]
# How often does that happen after one epoch? We count over all training images:

# %%
after = nnlib.snapshot(epochs=1)
a_all = after.output(train.images)
distance = abs(train.targets - a_all)
passed_over = distance.argmax(axis=0) != (distance * a_all * (1 - a_all)).argmax(axis=0)
read_right = a_all.argmax(axis=0) == train.labels
print(f"{passed_over.sum():,} images, {passed_over.mean():.1%}; of these it reads {read_right[passed_over].sum()} correctly")

# %% [markdown]
# Not one of them is read correctly. (Nor is any in four other networks, trained from other starts.) These are images that
# the network is *surely* wrong about. Here is such a 2.

# %%
from nnlib.explorers import one_image

one_image.output_wishes(index=28, epochs=1, with_slope=True)

# %% [markdown]
# The network sees a 7. Output 2 is almost dark, its wish is by far the longest, and yet nearly nothing of it gets through:
# there the sigmoid is flat. The strongest wish for a $z$ is that of output 7, which is less wrong and easier to move.
#
# How wrong must an output be to push hardest? Call its distance from the target $d$. For a target of 0 or 1, σ′ is
# $d\,(1 - d)$, so the wish for $z$ has the size $2d^2(1 - d)$. Here it is for $d$ = 0, 0.1, … 1:

# %%
d = np.linspace(0, 1, 11)
(2 * d**2 * (1 - d)).round(3)

# %% [markdown]
# It grows up to $d = \frac23$ (set the derivative, $4d - 6d^2$, to 0), and beyond that it falls back to 0. So "the more
# wrong, the larger the wish" is exact for the outputs. By the time it reaches the weights and biases, it is
# only a rule of thumb.

# %% [markdown]
# ## What would help an output that is stuck?
#
# An output on a flat end is called **saturated**. There are cures:
#
# - **Another cost.** The *cross-entropy*, $-\sum_j \big(y_j \ln a_j + (1 - y_j) \ln(1 - a_j)\big)$, is so steep near a
#   wrong 0 or 1 that its slope cancels σ′. The wish for $z$ becomes simply $y - a$: the more wrong, the larger. Most
#   networks today use such a cost.
# - **A careful start.** Small random weights keep every $z$ near 0, where the sigmoid is steep. Ours do.
# - **Another squish**, for hidden layers: ReLU has slope 1 for every positive $z$.
# - **The other images.** They share the weights, and can move an output that this image cannot.

# %%
z = np.log(a_all[2, 28] / (1 - a_all[2, 28]))  # the z of output 2 for the 2 above


def cross_entropy(z):
    return -np.log(1 / (1 + np.exp(-z)))  # of an output that should be 1


wish_for_z = -(cross_entropy(z + 1e-5) - cross_entropy(z - 1e-5)) / 2e-5
print(
    f"cross-entropy: {wish_for_z:+.2f}; our cost: {-after.backprop(train.images[:, 28], train.targets[:, 28]).deltas[2][2]:+.2f}"
)

# %% [markdown]
# ## Three avenues to one output
#
# Output 2 should rise. It is $a = \sigma(w_0 a_0 + \dots + w_{15} a_{15} + b)$, where $a_0, \dots, a_{15}$ are the sixteen
# neurons before it. There are three things to turn, and each has its slope:
#
# | avenue | slope | in proportion to |
# |---|---|---|
# | the bias | $\partial a/\partial b = \sigma'(z)$ | nothing else |
# | its sixteen weights | $\partial a/\partial w_k = \sigma'(z)\,a_k$ | the **activation** behind the weight |
# | the sixteen neurons before | $\partial a/\partial a_k = \sigma'(z)\,w_k$ | the **weight** in front of the neuron |
#
# We cannot set the neurons before it either. That avenue is only *remembered*: it is what this output asks of its layer.

# %% jupyter={"source_hidden": true}
avenues = {"bias": "the bias", "weights": "its 16 weights", "activations": "the 16 neurons before it"}
raised = {avenue: wishes.spend(untrained, x, -1, 2, avenue, 0.1)[1] for avenue in avenues}
best = max(raised, key=raised.get)
Predict(
    "You may spend the same small budget on one of the three. Where does it raise output 2 most, in the untrained network?",
    choices=list(avenues.values()),
    answer=avenues[best],
    why=f"With a budget of 0.1 the output rises by {raised[best] - a[2]:.3f}. The bias is one knob with slope σ′; the weights are "
    "sixteen, and a neuron of 0.27 to 0.75 is behind each.",
    then=one_image.three_avenues(),
)

# %% [markdown]
# **Try:**
# 1. Drag *same small budget* from 0.001 to 1, and watch the three large numbers.
# 2. Switch from *along its gradient* to *spread evenly*. Which avenue loses most?
# 3. Switch to *1 epoch*. Which avenue is best now, and why?
# 4. Press *best first* to sort the rows by what a weight is worth.
#
# <details><summary>What did you see?</summary>
#
# A blue bar says that its number should grow to raise the output, an orange one that it should shrink. The
# long bars of the weights belong to bright neurons. The long bars of the neurons belong to large weights. Before training
# the weights are small, and the second avenue is best; one epoch makes them large, and the third overtakes it.
#
# </details>

# %% [markdown]
# **One choice is ours.** A budget needs a measure. We say that a change of many numbers costs its length, the root of the
# sum of squares. It is the measure in which the gradient is the best direction. Another measure gives another winner: if
# you paid for the sum of all changes, you would put everything on the single longest bar, and in the untrained network that
# is the bias.

# %% [markdown]
# ## Most for the money
#
# Which of the sixteen weights into output 2 should change most? We rank them by their slope, and write the activation
# behind each next to it:

# %%
slopes = abs(wishes.avenues(untrained, x, layer=-1, neuron=2).weights)
before = untrained.forward(x).activations[-2]
ranking = slopes.argsort()[::-1]
for k in ranking[[0, 1, 2, -2, -1]]:
    print(f"from neuron {k:2}: slope {slopes[k]:.3f}, activation {before[k]:.2f}")
print(f"best : worst = {slopes.max() / slopes.min():.1f} : 1")

# %% [markdown]
# The ranking by slope is the ranking by brightness. A weight behind a bright neuron moves the output; one behind a dark
# neuron moves almost nothing. After one epoch some neurons are nearly dark for this image, and the ratio is 14 : 1, as
# the explorer above shows.

# %% [markdown]
# ## Fire together, wire together?
#
# Back to the cost, and to the sixteen weights into output 2. The image has a **wish** for each of them, too:
# $-\partial C/\partial w$. Behind each weight is a neuron with its activation. How do the two belong together?

# %% jupyter={"source_hidden": true}
delta = untrained.backprop(x, y).deltas[-1][2]
weight_wishes = -untrained.backprop(x, y).weights[-1][2]
line, cloud = "a straight line through zero", "a cloud"
Predict(
    "We draw a point for each of the sixteen weights: activation to the right, the wish for the weight upwards. What do the "
    "points form?",
    choices=[cloud, line, "a curve like the sigmoid"],
    answer=line if np.allclose(weight_wishes, -delta * before) else cloud,
    why=f"All sixteen share one factor, the wish for z of output 2: {-delta:+.4f}. It is the slope of the line.",
    then=one_image.fire_together(),
)

# %% [markdown]
# **Try:**
# 1. Drag *compare with image*. Find another 2, then a digit that is no 2.
# 2. Choose other outputs. For which images does the line of output $j$ go up?
# 3. Switch to *1 epoch*, and look for a line that is nearly flat.
#
# <details><summary>What did you see?</summary>
#
# All points of one image lie on one line through zero. For other images and other outputs the line has another slope, up or
# down.
#
# </details>

# %% [markdown]
# The chain rule gives each weight the same factor, the wish for $z$, times the activation behind it:
#
# $$-\frac{\partial C}{\partial w_k} = \underbrace{-\frac{\partial C}{\partial z}}_{\text{wish for } z}\; a_k$$
#
# For an image of the digit that the output stands for, the line goes up: these weights should **grow**, most
# of all those from bright neurons. For all other images it goes down: the same weights should **shrink**, and again most
# where the neuron is bright. A flat line belongs to an output that is about right, or stuck where σ′ is almost 0.
#
# Textbooks have a letter for the slope $\partial C/\partial z$: **δ**, *delta*. With it, $\partial C/\partial w_k =
# \delta\,a_k$. Mind the sign: δ is a slope, so the wish for $z$ is $-\delta$.

# %% [markdown]
# ## Where the analogy ends
#
# In neuroscience, *neurons that fire together wire together* is a short form of a theory of Donald Hebb: a connection grows
# stronger when both of its ends are active together. Our line is a little like that. A weight from a bright neuron to an
# output that should be bright grows, and the brighter the neuron, the more.
#
# But look at the other factor. In Hebb's rule it would be how active the output *is*. Here it is $-\delta = 2\,(y -
# a)\,\sigma'(z)$: which way, and how urgently, the output *should* move. An output that is bright and should be dark has
# its weights from bright neurons *weakened*: they fire together, and are wired apart. And δ needs a label and a cost, which
# a rule for two neurons alone does not have. It is a nice way to remember a formula. It is no claim about brains.

# %% [markdown]
# ## What the video simplifies
#
# - **σ′.** The video says that the nudges, our wishes, should be in proportion to how far each output is from its target.
#   That is exact for the outputs, $-\partial C/\partial a$. On the way to weights and biases σ′ comes in, and the order can
#   change.
# - **The arrows.** In the video they are sketches of an idea. Here each one is a derivative of this network, at this
#   image.
# - **One output, one image.** It begins with what output 2 wants, and so did we. But all ten outputs have wishes for the
#   *same* sixteen neurons: that is notebook 04. And this 2 is one of 60,000 images: that is notebook 05.

# %% [markdown]
# ## Recap
#
# 1. The wish for an output is twice its distance from the target; times σ′, it is the wish for its $z$, which is $-\delta$.
# 2. An output can rise by its bias, by weights behind bright neurons, and by neurons behind large weights.
# 3. The wish for a weight is the wish for the $z$ it leads to, times the activation it comes from.

# %% [markdown]
# ## Exercises
#
# **1. The wish.** `a` holds the outputs, `y` the targets. Return what the image wants of each output, $-\partial C/\partial
# a$.


# %%
def output_wishes(a, y):
    """a, y: vectors. Return a vector."""
    # your code here
    ...


check(output_wishes)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with the cost of one output, (a − y)². What is its derivative with respect to
# a?</details>
# <details><summary>Hint 2</summary>The derivative is 2 (a − y). A wish goes the other way.</details>
# <details><summary>Hint 3</summary>An output below its target must get a positive number. numpy subtracts whole
# vectors.</details>
# <details><summary>Answer</summary><code>return 2 * (y - a)</code></details>

# %% [markdown]
# **2. Through the sigmoid.** Return $\delta = \partial C/\partial z$ of each output: the slope itself, not the wish. `a` is
# $\sigma(z)$.


# %%
def output_delta(a, z, y):
    """a, z, y: vectors. Return a vector."""
    # your code here
    ...


check(output_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>The chain rule: ∂C/∂z is ∂C/∂a times σ′(z), entry by entry.</details>
# <details><summary>Hint 2</summary>You need no exponential: σ′(z) = a (1 − a).</details>
# <details><summary>Hint 3</summary>The first factor is 2 (a − y). The sign is that of the derivative, so it is not turned
# round.</details>
# <details><summary>Answer</summary><code>return 2 * (a - y) * a * (1 - a)</code></details>

# %% [markdown]
# **3. All weights at once.** `delta` has an entry for each output, `a_before` one for each neuron before. Return ∂C/∂W as a
# table: a row for each output, a column for each neuron before.


# %%
def weight_gradient(delta, a_before):
    """delta: (n_out,), a_before: (n_in,). Return (n_out, n_in)."""
    # your code here
    ...


check(weight_gradient)

# %% [markdown]
# <details><summary>Hint 1</summary>One row of the table belongs to one output: its δ times each activation. (In the last
# explorer the
# line showed minus this row.)</details>
# <details><summary>Hint 2</summary>Every delta meets every activation. A column of deltas times a row of activations gives a
# table.</details>
# <details><summary>Hint 3</summary><code>delta[:, np.newaxis]</code> is the column. Or look up
# <code>np.outer</code>.</details>
# <details><summary>Answer</summary><code>return np.outer(delta, a_before)</code></details>

# %% [markdown]
# **4. Think.** An output is 0.999 and should be 0. Which is large, the wish for the output or the wish for its $z$? What
# does this mean for training?
#
# <details><summary>Hint</summary>How steep is the sigmoid where it gives 0.999?</details>
# <details><summary>Answer</summary>The wish for the output is almost −2, as large as can be. But σ′ = 0.999 · 0.001, about a
# thousandth, so the wish for z is tiny: the network is surely wrong and learns slowly. Cross-entropy would cure
# this; our cost is the one of the video.</details>

# %% [markdown]
# Go on with [04: How do the wishes travel backwards?](04_backwards.ipynb) or back to
# [02: How wrong is it, and which knob matters?](02_the_gradient.ipynb)
