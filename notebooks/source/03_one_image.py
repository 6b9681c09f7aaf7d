# %% [markdown]
# # What does one image of a 2 want?
#
# Show the network one single image, a 2. It gives ten wrong numbers. What would this one image change, if it alone could
# decide?
#
# **You will see:** ten outputs and what the image asks of each; why the most wrong output need not get the largest nudge;
# three ways to make one output brighter, and which of them is worth most; and a straight line where biologists say *fire
# together, wire together*.
#
# In the video: [the walkthrough with the 2](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=187s).

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.analysis import wishes
from nnlib.exercises import check
from nnlib.explorers import one_image
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## Ten numbers, all of them wrong
#
# We take a training image of a 2 and a network that has never been trained.

# %%
train = nnlib.load_mnist().train
x, y = train.images[:, 5], train.targets[:, 5]
untrained = nnlib.snapshot(epochs=0)
a = untrained.output(x)
a.round(2)

# %% [markdown]
# All near one half. And here is what the label asks for, the **target**: 1 for output 2, and 0 for all the others.

# %%
y.astype(int)

# %% [markdown]
# We cannot set an output by hand. Only weights and biases can be changed. Still, it pays to ask first: *if* we could move the
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
# It is twice the distance to the target: its sign says which way, its size how urgently.

# %%
wishes.output_wishes(untrained, x, y).round(2)

# %% [markdown]
# Now as a picture. Each output stands on a track from 0 to 1, and an arrow leads from where it is to where it should be. The
# length of the arrow *is* the wish.

# %%
from nnlib.explorers import one_image

one_image.output_wishes()

# %% [markdown]
# **Try:**
# 1. Drag *image*, slowly. Which arrows change, which hardly do?
# 2. Switch to *1 epoch*. What has become of nine of the ten arrows?
# 3. Stay there and look for an image with a long arrow besides that of the label.
#
# **Look for:** one blue arrow up, nine orange arrows down. In the untrained network all ten are long: everything is about
# half wrong. After one epoch most arrows are too short to see. What is right already asks for nothing.

# %% [markdown]
# ## Who decides where the arrows point?
#
# The label said 2. Suppose that somebody had made a mistake and written 7 on the same image.

# %% jupyter={"source_hidden": true}
seven = wishes.output_wishes(untrained, x, nnlib.one_hot(7))
turned = np.sign(seven) != np.sign(wishes.output_wishes(untrained, x, y))
Predict(
    "The same image, the same network, but the label says 7. How many of the ten arrows turn round?",
    answer=float(turned.sum()),
    unit="arrows",
    why=f"Only those of outputs {' and '.join(map(str, np.flatnonzero(turned)))}: one target falls to 0, another rises to 1.",
)

# %% [markdown]
# **Try:** in the explorer above press 7 under *what if the label said*. Then go through all ten labels.
#
# **Look for:** image and outputs stay as they are. Only targets change, and with them the wishes. A network does not
# know what is right: it learns whatever the labels say.

# %% [markdown]
# ## Does the most wrong output get the largest nudge?
#
# An output is a squished sum, $a = \sigma(z)$. Weights and biases can only push $z$. So before a wish reaches them, it
# passes through the sigmoid, and is multiplied by how steep it is there, its slope $\sigma'(z)$. What comes out we call the
# **nudge** to $z$:
#
# $$-\frac{\partial C}{\partial z} = 2\,(y - a)\,\sigma'(z)$$
#
# Here the [chain rule](00_start_here.ipynb#Glossary) is at work: slopes along a way are multiplied. At most σ′ is ¼, in the
# middle. Near 0 and near 1 the sigmoid is flat: push $z$ as you like, the output hardly moves.

# %% [markdown]
# **Try:** in the explorer above
# 1. Go back to *untrained* and the label of the image, and press *with σ′*. The empty arrow is the wish, the filled one what
#    is left of it. (We draw it four times longer, so that an arrow at the steepest place keeps its length.)
# 2. Switch to *1 epoch*, and press *where does σ′ change the order?* a few times.
#
# **Look for:** the white lines that cross on the right. The output that is most wrong is no longer the one that is nudged most.

# %% [markdown]
# How often does this happen after one epoch? We count over all training images. A wish passes σ′, and the largest one is not
# the largest any more:

# %%
after = nnlib.snapshot(epochs=1)
a_all = after.output(train.images)
distance = abs(train.targets - a_all)
passed_over = distance.argmax(axis=0) != (distance * a_all * (1 - a_all)).argmax(axis=0)
read_right = a_all.argmax(axis=0) == train.labels
print(f"in {passed_over.mean():.1%} of the images; of these it reads {read_right[passed_over].mean():.1%} correctly")

# %% [markdown]
# Not one of them is read correctly. These are the images that the network is *surely* wrong about. Here is such a 2.

# %%
from nnlib.explorers import one_image

one_image.output_wishes(index=28, epochs=1, with_slope=True)

# %% [markdown]
# The network sees a 7. Output 2 is almost dark, its wish is by far the longest, and yet nearly nothing of it gets through:
# out there the sigmoid is flat. The nudge goes to output 7, which is less wrong and easier to move.
#
# So "the more wrong, the larger the nudge" is exact for the wishes, $-\partial C/\partial a$. For what weights and biases
# get to hear it is a rule of thumb.

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
    why=f"With a budget of 0.1 the output rises by {raised[best] - a[2]:.3f}. Sixteen knobs, all with a bright neuron behind.",
    then=one_image.three_avenues(),
)

# %% [markdown]
# **Try:**
# 1. Drag *same small budget* from 0.001 to 1, and watch the three large numbers.
# 2. Switch from *along its gradient* to *spread evenly*. Which avenue loses most?
# 3. Switch to *1 epoch*. Which avenue is best now, and why?
# 4. Press *best first* to sort the rows by what a weight is worth.
#
# **Look for:** the long bars of the weights stand where the neuron is bright. The long bars of the neurons stand where the
# weight is large: blue for positive weights, orange for negative ones, where the neuron should become *darker*. Training makes
# weights large, and then the neurons before become the best avenue.

# %% [markdown]
# **One choice is ours.** A budget needs a measure. We say that a nudge of many numbers costs its length, the root of the
# sum of squares. It is the measure in which the gradient is the best direction. Another measure gives another winner: if
# you paid for the sum of all changes, you would put everything on the single longest bar, and in the untrained network that is
# the bias.

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
# The ranking by slope is the ranking by brightness. Changing a weight behind a bright neuron moves the output; changing one
# behind a dark neuron moves almost nothing. After one epoch some neurons are nearly dark for this image, and the ratio
# is much larger: the explorer above shows it.

# %% [markdown]
# ## Fire together, wire together?
#
# Back to the cost, and to the sixteen weights into output 2. Each has a slope $\partial C/\partial w$. Behind each stands a
# neuron with its activation. How do the two belong together?

# %% jupyter={"source_hidden": true}
delta = untrained.backprop(x, y).deltas[-1][2]
gradient = untrained.backprop(x, y).weights[-1][2]
line, cloud = "a straight line through zero", "a cloud"
Predict(
    "We draw a point for each of the sixteen weights: activation to the right, ∂C/∂w upwards. What do the points form?",
    choices=[cloud, line, "a curve like the sigmoid"],
    answer=line if np.allclose(gradient, delta * before) else cloud,
    why=f"All sixteen share one factor, δ = {delta:.4f}. It is the slope of the line.".replace("-", "−"),
    then=one_image.fire_together(),
)

# %% [markdown]
# **Try:**
# 1. Drag *compare with image*. Find another 2, then a digit that is no 2.
# 2. Choose other outputs. For which images does the line of output $j$ go down?
# 3. Switch to *1 epoch*, and look for a line that is nearly flat.
#
# **Look for:** all points of one image lie on one line, because the chain rule gives each weight the same factor,
# $\delta = \partial C/\partial z$ of this output, times the activation behind it:
#
# $$\frac{\partial C}{\partial w_k} = \delta \, a_k$$

# %% [markdown]
# Read the line aloud. For an image of the digit that the output stands for, it goes down: the slope is negative, so these
# weights should **grow**, most of all those from bright neurons. For all other images it goes up: the same weights should
# **shrink**, and again most where the neuron is bright. A flat line belongs to an output that is about right, or stuck where
# σ′ is almost 0.

# %% [markdown]
# ## Where the analogy ends
#
# In neuroscience, *neurons that fire together wire together* is a short form of a theory of Donald Hebb: a connection grows
# stronger when both of its ends are active together. Our line has something of it. A weight from a bright neuron to an output
# that should be bright grows, and the brighter the neuron, the more.
#
# But look at the other factor. In Hebb's rule it would be how active the output *is*. Here it is $-\delta = 2\,(y - a)\,\sigma'(z)$:
# how much brighter or darker the output *should* be. An output that is bright and should be dark has its weights from bright
# neurons *weakened*: they fire together, and are wired apart. And δ needs a label and a cost, which a rule for two neurons
# alone does not have. It is a nice way to remember a formula. It is no claim about brains.

# %% [markdown]
# ## What the video simplifies
#
# - **σ′.** The video says that the nudges should be in proportion to how far each output is from its target. That is exact for
#   the wishes, $-\partial C/\partial a$. On the way to weights and biases σ′ comes in, and the order can change.
# - **The arrows.** In the video they are sketches, there to show an idea. Here each one is a derivative of this network, at
#   this image.
# - **One output at a time.** It begins with what output 2 wants, and so did we. But all ten outputs have wishes for the *same*
#   sixteen neurons, at the same time. What becomes of ten contradicting wishes is the next notebook.
# - **One image at a time.** The same holds for images: this 2 is one of 60,000. That comes in notebook 05.

# %% [markdown]
# ## Recap
#
# 1. The wish for an output is twice its distance from the target; the sigmoid lets through σ′ times as much.
# 2. An output can rise by its bias, by weights behind bright neurons, and by neurons behind large weights.
# 3. All slopes for the weights into one output are the activations behind them, times the same δ.

# %% [markdown]
# ## Exercises
#
# **1. The wish.** `a` holds the outputs, `y` the targets. Return what the image wants of each output, $-\partial C/\partial a$.


# %%
def output_wishes(a, y):
    """a, y: vectors. Return a vector."""
    # your code here
    ...


check(output_wishes)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with the cost of one output, (a − y)². What is its derivative with respect to a?</details>
# <details><summary>Hint 2</summary>The derivative is 2 (a − y). A wish goes the other way.</details>
# <details><summary>Hint 3</summary>An output below its target must get a positive number. numpy subtracts whole vectors.</details>
# <details><summary>Answer</summary><code>return 2 * (y - a)</code></details>
#
# **2. Through the sigmoid.** Return $\delta = \partial C/\partial z$ of each output: the derivative itself, not the wish. `a` is
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
# <details><summary>Hint 3</summary>The first factor is 2 (a − y). The sign is that of the derivative, so it is not turned round.</details>
# <details><summary>Answer</summary><code>return 2 * (a - y) * a * (1 - a)</code></details>
#
# **3. All weights at once.** `delta` has an entry for each output, `a_before` one for each neuron before. Return ∂C/∂W as a
# table: a row for each output, a column for each neuron before.


# %%
def weight_gradient(delta, a_before):
    """delta: (n_out,), a_before: (n_in,). Return (n_out, n_in)."""
    # your code here
    ...


check(weight_gradient)

# %% [markdown]
# <details><summary>Hint 1</summary>One row of the table is one line of the last explorer: δ of this output times each
# activation.</details>
# <details><summary>Hint 2</summary>Every delta meets every activation. A column of deltas times a row of activations gives a
# table.</details>
# <details><summary>Hint 3</summary><code>delta[:, np.newaxis]</code> is the column. Or look up <code>np.outer</code>.</details>
# <details><summary>Answer</summary><code>return np.outer(delta, a_before)</code></details>
#
# **4. Think.** An output is 0.999 and should be 0. Which is large, its wish or its nudge? What does this mean for training?
#
# <details><summary>Hint</summary>How steep is the sigmoid where it gives 0.999?</details>
# <details><summary>Answer</summary>The wish is almost −2, as large as can be. But σ′ = 0.999 · 0.001, about a thousandth, so
# the nudge is tiny: the network is surely wrong and learns slowly. Other costs avoid this; ours is the one of the
# video.</details>
#
# Go on with [04: How do the wishes travel backwards?](04_backwards.ipynb) or back to
# [02: How wrong is it, and which knob matters?](02_the_gradient.ipynb)
