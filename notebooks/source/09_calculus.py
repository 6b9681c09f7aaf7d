# %% [markdown]
# # What does calculus add?
#
# You have seen wishes and messages. A textbook writes the same thing as a row of fractions with curly letters. Does it say
# anything new? It says *why*, and in one line.
#
# **You will see:** a chain of single neurons in which you can touch each slope; why links are multiplied and paths are added;
# and the four equations of backpropagation, each with its picture and its line of code.
#
# This notebook goes with the *next* video, [Backpropagation calculus](https://www.youtube.com/watch?v=tIeHLnjs5U8)
# ([the same as a text](https://www.3blue1brown.com/lessons/backpropagation-calculus)). Watch it before or after.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.exercises import check
from nnlib.explorers import calculus
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("09_calculus")

# %% [markdown]
# ## Slopes here, wishes there
#
# Calculus speaks of slopes, and notebooks 03 to 05 spoke of wishes. They differ by a minus sign only:
#
# | word | formula | sign | in pictures |
# |---|---|---|---|
# | slope | $\partial C/\partial w$ | + if the cost rises with $w$ | in ink, without a colour |
# | gradient | all slopes together | slopes | |
# | $\delta$ | $\partial C/\partial z$, the slope of a weighted sum | a slope | |
# | wish | $-\partial C/\partial w$ | + if $w$ should grow | blue ▲: should grow, orange ▼: should shrink |
# | message | $-\partial C/\partial a$, the sum of the wishes for a neuron before | a wish | likewise |

# %% [markdown]
# ## The smallest network
#
# It has one neuron, with one weight $w$ and one bias $b$, and a single number $a_0$ comes in. The video starts with it
# [here](https://www.youtube.com/watch?v=tIeHLnjs5U8&t=38s).

# %%
network = nnlib.Network([1, 1])
network.weights[0][:], network.biases[0][:] = 1.5, -0.5
w, b, a_before, y = 1.5, -0.5, 0.8, 1.0

z = w * a_before + b
a = sigmoid(z)
C = (a - y) ** 2
print(f"z = {z:.2f}, a = {a:.3f}, C = {C:.4f}")

# %% [markdown]
# How does $C$ change when we nudge $w$? The nudge moves $z$, then $z$ moves $a$, and $a$ moves $C$. Each of these three steps
# is easy:
#
# | from, to | slope | read as |
# |---|---|---|
# | $w \to z$ | $\partial z/\partial w = a_0$ | $z$ moves $a_0$ times as far as $w$ |
# | $z \to a$ | $\partial a/\partial z = \sigma'(z)$ | $a$ moves as far as the sigmoid is steep |
# | $a \to C$ | $\partial C/\partial a = 2\,(a - y)$ | the more $a$ is wrong, the farther $C$ moves |

# %%
links = [a_before, sigmoid_slope(z, a), 2 * (a - y)]
print(*(f"{link:.3f}" for link in links))

# %% jupyter={"source_hidden": true}
moved = network.copy()
moved.weights[0][:] += 0.01
true = moved.cost(np.array([a_before]), np.array([y])) - C
Predict(
    f"w is nudged by +0.01. The three slopes are {links[0]:.1f}, {links[1]:.3f} and {links[2]:.3f}. "
    "How far does C move?".replace("-", "−"),
    answer=true,
    why=f"z moves by 0.01 × {links[0]:.1f}, a by {links[1]:.3f} of that, and C by {links[2]:.3f} of that: "
    f"{0.01 * np.prod(links):.5f} altogether. We nudged it and looked: {true:.5f}.".replace("-", "−"),
)

# %% [markdown]
# ## The chain rule
#
# The nudge is multiplied three times, so the slope of the whole is the product of the links. That is the **chain rule**
# ([two gears in a row](primers.ipynb#Two-gears-in-a-row)):
#
# $$\frac{\partial C}{\partial w} = \frac{\partial z}{\partial w}\;\frac{\partial a}{\partial z}\;\frac{\partial C}{\partial a}
# = a_0 \;\sigma'(z)\; 2\,(a - y)$$
#
# Backpropagation says the same:

# %%
gradient = network.backprop(np.array([a_before]), np.array([y]))
print(f"{np.prod(links):.12f} and {gradient.weights[0][0, 0]:.12f}")

# %% [markdown]
# ## Touch it
#
# The upper half shows the chain, and below it the nudge on its way: blue where a number grows, orange where it shrinks. A
# filled arrow is what really happens, an empty one what the slopes predict. The lower half shows each link as a curve, with a
# dashed tangent whose slope is the number above. The last curve joins them all: $C$ over $w$. The black point is where we
# are, the coloured one is where the nudge leads, and the ring is where the tangents say it would lead.

# %%
from nnlib.explorers import calculus

calculus.chain()

# %% [markdown]
# **Try:**
# 1. Press *Play*: the nudge sets out. Then drag *nudge by* slowly from left to right. On which curves do point and ring part?
# 2. Go back to about 0.3. Now drag *a₀ before* to 0. What becomes of the first slope, and of the product?
# 3. Put *a₀ before* back to 0.8 and drag *b₁* to 3. Where is the point on the sigmoid now?
# 4. Drag *target y* until it meets $a_1$.
#
# <details><summary>What did you see?</summary>On the straight line, point and ring never part. On the sigmoid and on the
# parabola they do.<br>The product can vanish in three ways, one for each link: the neuron before is dark, the sigmoid is flat,
# or the answer is already right. One factor near 0 is enough, because none of the others is ever larger than 2.</details>

# %% [markdown]
# ## When does the prediction fail?
#
# A slope is true for a small nudge. The first link is a straight line, so its slope is true for any nudge. The sigmoid and the
# parabola bend. In numbers:

# %%
for nudge in (0.01, 0.1, 0.5, 2, -2):
    true = (sigmoid((w + nudge) * a_before + b) - y) ** 2 - C
    print(f"nudge {nudge:5}: C moves by {true:+.4f}, predicted {nudge * np.prod(links):+.4f}")

# %% [markdown]
# At 0.01 they agree to within 1 %. At +2 the prediction is more than twice as far as $C$ moves, and it even promises a cost
# below
# 0. At −2 it is only 60 % of the way. The slope is not a rough estimate: it is exact in the limit of ever smaller nudges. How
# far you can trust it beyond that depends on how the curve bends. This is why learning rates are small.

# %% [markdown]
# ## Bias, and the activation before
#
# What if we nudge $b$ instead of $w$? Or the activation $a_0$?

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
slopes = {knob: calculus.chain(knob=knob, nudge=0.1).numbers["slopes"].round(6).tolist() for knob in ("w", "b", "a")}
differing = sum(len(set(link)) > 1 for link in zip(*slopes.values()))
Predict(
    "How many of the three links are then different?",
    choices=["one", "two", "all three"],
    answer=["", "one", "two", "all three"][differing],
    why="Only the first. All three nudges enter at z, and from there they take the same way to the cost.",
    then=calculus.chain(knob="b", nudge=0.1),
)

# %% [markdown]
# **Try:** switch between *weight w*, *bias b* and *activation before*.
#
# | nudge | first link | the rest is the same |
# |---|---|---|
# | the weight $w$ | $a_0$ | $\sigma'(z)\;2\,(a-y)$ |
# | the bias $b$ | $1$ | $\sigma'(z)\;2\,(a-y)$ |
# | the activation before, $a_0$ | $w$ | $\sigma'(z)\;2\,(a-y)$ |
#
# These are the three avenues of [notebook 03](03_one_image.ipynb). What they share is $\delta = \partial C/\partial z$: we
# work it out once and use it three times.

# %% [markdown]
# ## A longer chain
#
# The third row of that table leads to the layer before. So far $a_0$ was just a number. In a longer chain it is the activation
# of another neuron, with a weight and a bias of its own. So we go on multiplying: by $w$, then by a σ′, and so on.

# %% jupyter={"source_hidden": true}
three = nnlib.Network([1, 1, 1, 1])
three.parameters[:] = 0
for W in three.weights:
    W[:] = 1
first, _, last = (abs(W[0, 0]) for W in three.backprop(np.array([0.8]), np.array([1.0])).weights)
Predict(
    "Three neurons in a row, all weights 1, all biases 0. How large is the slope of the first weight, compared with that of the last?",
    choices=["about the same", "about a quarter", "less than a tenth"],
    answer="less than a tenth" if first < last / 10 else "about a quarter",
    why=f"{first:.4f} against {last:.4f}. Its way to the cost passes two more neurons, and σ′ = a (1 − a) is never above ¼.",
)

# %%
from nnlib.explorers import calculus

calculus.chain(neurons=3)

# %% [markdown]
# **Try:**
# 1. Press *Play*, and watch what becomes of the arrows. Then drag *nudge by* to 2.
# 2. Switch *nudge at neuron* to 2, then to 3. Which links fall away?
# 3. At neuron 2, drag *w₂* to 0, and then nudge at neuron 1 again.
# 4. Set all three biases so that the points lie far out on their sigmoids. How many zeros does the product have?
#
# <details><summary>What did you see?</summary>With <i>w₂</i> = 0 the chain is broken: no nudge from before gets through.
# <br>Links are shared. The slope of <i>w₁</i> contains all links of the slope of <i>w₂</i>, except the first.</details>

# %% [markdown]
# So we start at the *end*, keep the product so far, and multiply by one link after the other as we go back. Nothing is
# computed twice. This is why it is called *back*propagation.

# %% [markdown]
# ## Layers with several neurons
#
# In a real layer a neuron leads to *many* others. Nudge it: all of them move, and all of them move the cost. The video
# comes to this [here](https://www.youtube.com/watch?v=tIeHLnjs5U8&t=402s).
#
# Each path from the neuron to the cost is a chain with its product of links. All paths act on the same cost, so their effects
# are **added**:
#
# $$\frac{\partial C}{\partial a_k} = \sum_j \underbrace{w_{jk}\;\sigma'(z_j)\;2\,(a_j - y_j)}_{\text{the path through output } j}$$
#
# *Along a path, multiply. Over the paths, add.*

# %% jupyter={"source_hidden": true}
from nnlib.explorers.calculus.paths import paths_from

train = nnlib.load_mnist().train
x, y = train.images[:, 5], train.targets[:, 5]
untrained = nnlib.snapshot(epochs=0)
routes, _ = paths_from(untrained, x, y, "activations[1][4]")
Predict(
    "Now take one neuron of hidden layer 1 in our network. It leads to 16 neurons, and each of these to 10 outputs. How many "
    "paths lead from it to the cost?",
    answer=len(routes),
    tolerance=0.001,
    unit="paths",
    why="16 × 10. From a pixel it would be 16 × 16 × 10 = 2,560.",
)

# %% [markdown]
# ## All paths, one by one
#
# Here are the 2 of notebooks 03 and 04 and the untrained network. A neuron of hidden layer 2 is selected, and its paths are
# lit. Lines are weights: blue if positive, orange if negative. On the right each path has a bar, which begins where the one
# before it ended, so the last one ends at the sum. Bars are slopes, so they have no colour: filled to the right if the cost
# rises with the neuron, hollow to the left if it falls.

# %%
from nnlib.explorers import calculus

calculus.paths()

# %% [markdown]
# **Try:**
# 1. Drag *path* from 0 to 1, 2, 3. One path is lit, and above the picture you can read its links.
# 2. Click other neurons of hidden layer 2.
# 3. Switch to *hidden layer 1*: 160 paths. How many of them matter?
# 4. Click a line. A weight has paths, too: only their first two links are new. Then switch to *1 epoch*.
#
# <details><summary>What did you see?</summary>The number after <i>backprop</i> is always that of the sum, although our sum
# over paths knows nothing of deltas and matrices.<br>For a neuron of hidden layer 2 you have seen these bars before: with a
# minus
# sign they are the arrows in its column of the wishes table in notebook 04, and minus the sum is the message to it.</details>

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
_, links = paths_from(untrained, x, y, "activations[2][0]")
products = links.prod(axis=1)
largest, total = products[abs(products).argmax()], products.sum()
choices = [f"{value:+.2f}".replace("-", "−") for value in (largest, total, abs(products).sum())]
Predict(
    f"Neuron 0 of hidden layer 2. Its largest path contributes {choices[0]}, and there are nine more. What is ∂C/∂a?",
    choices=choices,
    answer=choices[1],
    why=f"The paths pull both ways. Of all that they contribute, only {abs(total) / abs(products).sum():.0%} is left.",
)

# %% [markdown]
# A neuron may matter to single outputs and yet hardly matter to the cost.
#
# ## No one walks all paths
#
# From the weights of all 784 pixels there are two million paths. The trick is the same as for the chain: start at the end
# and share. All paths that enter neuron $j$ go on in the same way, so we add up what comes after $j$ only *once*. This is
# $\delta_j$.

# %%
gradient = untrained.backprop(x, y)
dC_da = untrained.weights[2].T @ gradient.deltas[2]  # of hidden layer 2: minus the message to it
trace = untrained.forward(x)
shared = untrained.weights[1].T @ (dC_da * sigmoid_slope(trace.zs[1], trace.activations[2]))  # of hidden layer 1
_, links = paths_from(untrained, x, y, "activations[1][4]")
print(f"160 paths: {links.prod(axis=1).sum():.12f}")
print(f"shared:    {shared[4]:.12f}")

# %% [markdown]
# ## The four equations
#
# With shared sums all of backpropagation fits into four lines: $\delta$ of the outputs; $\delta$ one layer back, as often as
# needed; and from each $\delta$ the slopes of biases and weights. (The numbers in front of the code are lines of
# `nnlib/backprop.py`, read from the file itself. The [cheat sheet](cheat_sheet.ipynb) has all four to print.)
#
# The equations give slopes. The picture shows the wishes, their opposites, as in notebook 04: a blue arrowhead up means
# that this $z$ should grow, so its δ is negative. Its lines are weights (equations 1 and 2) or the wishes for them (3 and 4).
# As there, numbers are rounded only when they are written.

# %%
from nnlib.explorers import calculus

calculus.four_equations()

# %% [markdown]
# **Try:**
# 1. Press *1* to *4*. What goes in, and what comes out?
# 2. Click other neurons: the same equation, other numbers.
# 3. Switch to *hidden layer 1*. Which of the four stays as it is? Whose δ go into equation 2 now?
# 4. Choose another digit, or *1 epoch*.
#
# <details><summary>What did you see?</summary>Equation 1 is the only one that knows the target, and it stays as it is. All the
# rest of the network hears of the target through δ alone. Equation 2 is the only one that needs the weights.</details>

# %% [markdown]
# ## What does the average add?
#
# So far we had one example. The cost of many is the average of their costs, and the slope of an average is the average of the
# slopes:
#
# $$\frac{\partial C}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} \frac{\partial C_i}{\partial w}$$

# %%
batch, targets = train.images[:, :100], train.targets[:, :100]
one_by_one = [untrained.backprop(batch[:, i], targets[:, i]).vector for i in range(100)]
np.allclose(np.mean(one_by_one, axis=0), untrained.backprop(batch, targets).vector)

# %% [markdown]
# For the gradient, the $1/m$ is in one line of the code only, that of equation 1: `dC_da /= y.shape[1] / 2` multiplies by 2
# and divides by m. It is passed on from there to every layer. The sum over the examples is hidden in a matrix product:
# `np.matmul(delta, a_before.T)` adds up over the columns, and each column is an example.

# %% [markdown]
# ## How others write it
#
# The next video numbers layers with a superscript; the last is $L$. Our lists count from 0, and `weights[l]` leads from
# `activations[l]` to `activations[l + 1]`. In our network $L = 3$:
#
# | the video | here | in our network |
# |---|---|---|
# | $a^{(L)}_j$, an output | `activations[-1][j]` | `activations[3][j]` |
# | $a^{(L-1)}_k$, a neuron before | `activations[-2][k]` | `activations[2][k]` |
# | $z^{(L)}_j$ | `zs[-1][j]` | `zs[2][j]` |
# | $w^{(L)}_{jk}$, from $k$ to $j$ | `weights[-1][j, k]` | `weights[2][j, k]` |
# | $b^{(L)}_j$ | `biases[-1][j]` | `biases[2][j]` |
# | $C_0$, the cost of one example | `network.cost(x, y)` | one number |
# | $\partial C_0/\partial z^{(L)}_j$ | `deltas[-1][j]` | `deltas[2][j]` |
#
# The two indices have the same order: first where a weight leads *to*, then where it comes *from*.

# %% [markdown]
# ## And the ½?
#
# Many books put a ½ in front of the cost, so that the 2 from the square goes away. We do not, and neither does the video.

# %% jupyter={"source_hidden": true}
costs = []
for sign in (1, -1):
    nudged = untrained.copy()
    nudged.parameters[-1] += sign * 1e-5  # the bias of the last output
    costs.append(((nudged.output(x) - y) ** 2).sum() / 2)
ratio = (costs[0] - costs[1]) / 2e-5 / gradient.vector[-1]
Predict(
    "Suppose the cost had a ½ in front. By which factor would all 13,002 slopes change?",
    answer=round(float(ratio), 6),
    tolerance=0.01,
    why="The ½ is one more link at the end of every path. With twice the learning rate every step is the same as before.",
)

# %% [markdown]
# When two programs disagree by a factor of 2, look at their cost first.

# %% [markdown]
# ## What the formulas leave out
#
# - **The order.** You can read a formula from either end. The chain rule does not say that sums are shared, which makes all
#   the difference in work. That lies in the order in which the code goes through it.
# - **What a slope does not say.** $\partial C/\partial a$ of a hidden neuron describes what would happen *if* we could
#   nudge it alone. Training moves all weights at once, and the links change with every step.

# %% [markdown]
# ## Recap
#
# 1. A nudge travels along a chain and is multiplied by each link, so the slope of the chain is the product of its links.
# 2. Where a neuron leads to many others, each path has its product, and the paths are added.
# 3. Start at the cost and share what the paths have in common: that is backpropagation, four equations in one loop.

# %% [markdown]
# ## Exercises
#
# **1. Three links.** A single neuron: `a_before`, `w`, `b` and the target `y` are numbers. Return $\partial C/\partial w$ for
# $C = (a - y)^2$. You may use `sigmoid` and `sigmoid_slope`.


# %%
def weight_slope(a_before, w, b, y):
    """Return a number."""
    # your code here
    ...


check(weight_slope)

# %% [markdown]
# <details><summary>Hint 1</summary>First go forward: z, then a.</details>
# <details><summary>Hint 2</summary>There is a link from w to z, one from z to a, and one from a to C. You find them in the
# table below <i>The smallest network</i>.</details>
# <details><summary>Hint 3</summary>The first link is not w. How far does z move when w moves by 1?</details>
# <details><summary>Answer</summary><pre>z = w * a_before + b
# a = sigmoid(z)
# return a_before * sigmoid_slope(z, a) * 2 * (a - y)</pre></details>

# %% [markdown]
# **2. The sum over paths.** One neuron leads to $n$ outputs through the weights `w`. The outputs have the weighted sums `z`
# and the targets `y`. Return $\partial C/\partial a$ of the neuron.


# %%
def sum_over_paths(w, z, y):
    """w, z, y: (n,). Return a number."""
    # your code here
    ...


check(sum_over_paths)

# %% [markdown]
# <details><summary>Hint 1</summary>Take one output alone. Which three links does its path have?</details>
# <details><summary>Hint 2</summary>numpy multiplies vectors entry by entry, so one line multiplies along all paths.</details>
# <details><summary>Hint 3</summary>Multiply first and add last: put <code>np.sum</code> around everything.</details>
# <details><summary>Answer</summary><pre>a = sigmoid(z)
# return np.sum(w * sigmoid_slope(z, a) * 2 * (a - y))</pre></details>

# %% [markdown]
# **3. The whole chain.** A chain has $n$ single sigmoid neurons. `w[0]` and `b[0]` belong to the first, which gets the
# input `x`. The activation of the last is compared with `y`. Return $\partial C/\partial w$ of the *first* weight.


# %%
def first_weight(w, b, x, y):
    """w, b: (n,), x, y: numbers. Return a number."""
    # your code here
    ...


check(first_weight)

# %% [markdown]
# <details><summary>Hint 1</summary>Go forward with a loop, and keep every z. Then collect the links.</details>
# <details><summary>Hint 2</summary>There are n links σ′, one for each z, but only n − 1 links w. Which weight is not on the
# way?</details>
# <details><summary>Hint 3</summary>The first link is x, and the last is 2 (a − y). You can even multiply the links while
# you go
# forward, since there is only one path.</details>
# <details><summary>Answer</summary><pre>slope, a = x, x
# for l in range(len(w)):
#     z = w[l] * a + b[l]
#     a = sigmoid(z)
#     slope *= sigmoid_slope(z, a) if l == 0 else w[l] * sigmoid_slope(z, a)
# return slope * 2 * (a - y)</pre></details>

# %% [markdown]
# **4. Think.** A chain has ten sigmoid neurons, and all its weights are 1. How large can $|\partial C/\partial w|$ of the
# first weight be if input and target lie between 0 and 1? What does this mean for deep networks?
#
# <details><summary>Hint</summary>Give each link the largest value that it can have.</details>
# <details><summary>Answer</summary>The first link is at most 1, each of the ten σ′ at most ¼, and the last link at most 2. The
# product is at most 2 / 4¹⁰, about two millionths: the first neuron hardly learns. This is called a <i>vanishing
# gradient</i>. It is
# one reason why deep networks prefer ReLU, whose slope is 1 wherever it is not 0.</details>

# %% [markdown]
# Go on with [10: How much labelled data does a network need?](10_labelled_data.ipynb), or back to [08: Can you write it
# yourself?](08_write_it.ipynb).
