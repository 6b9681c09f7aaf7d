# %% [markdown]
# # How do the wishes travel backwards?
#
# An output can rise when the neurons before it change. But we can't set those neurons directly: their values come from
# weights and biases one layer earlier. So the output does the next best thing. It *asks*. Ten outputs ask sixteen neurons,
# all at once, and they do not agree.
#
# **You will see:** 160 wishes, each a real derivative, added up into one message; why an arrow drawn from the weight alone
# points the wrong way; and a whole backward pass, step by step, with its numbers and the line of code that does it.
#
# In the video: [the last part of the walkthrough](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=420s), from about here.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.exercises import check
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("04_backwards")

# %% [markdown]
# ## One output asks
#
# The same image of a 2 as before, and the same untrained network. Each output $j$ has a cost of its own,
# $C_j = (a_j - y_j)^2$. Together they are the cost of the image.

# %%
train = nnlib.load_mnist().train
x, y = train.images[:, 5], train.targets[:, 5]
untrained = nnlib.snapshot(epochs=0)
a = untrained.output(x)
W = untrained.weights[2]

# %% [markdown]
# How does $C_j$ change when neuron $k$ of hidden layer 2 becomes a little brighter? The
# [chain rule](00_start_here.ipynb#Glossary) follows the only path from $a_k$ to $C_j$: through the weight to $z_j$, through
# the squish to $a_j$, and on to the cost. The wish is minus this slope:
#
# $$-\frac{\partial C_j}{\partial a_k} = \underbrace{2\,(y_j - a_j)\;\sigma'(z_j)}_{\text{wish for } z_j} \; w_{jk}$$
#
# So a wish is *what the output wants of its $z$* times *the weight that it would get it through*.

# %% jupyter={"source_hidden": true}
j, k = 8, 0
directions = {1: "to become brighter", -1: "to become darker"}
wish = 2 * (y[j] - a[j]) * a[j] * (1 - a[j]) * W[j, k]
Predict(
    f"Output {j} is {a[j]:.2f} and should be {y[j]:.0f}. The weight from neuron {k} to it is {W[j, k]:+.2f}. "
    f"What does output {j} ask of neuron {k}?",
    choices=[*directions.values(), "nothing"],
    answer=directions[int(np.sign(wish))],
    because={
        "what it wants of its z and the weight have opposite signs": "",
        "the weight is positive": "The weight alone does not decide: this output wants to go down.",
        "neuron 0 is too bright itself": "Only outputs have targets.",
    },
    why=f"It wants to go down: minus times plus is minus. The wish is −{-wish:.2f}.",
)

# %% [markdown]
# ## Ten outputs ask at once
#
# Here are all wishes of all outputs: a row for each output that asks, a column for each neuron that is asked. Blue and up
# means that the neuron should become brighter, orange and down that it should become darker. All arrows have one scale, and
# the bottom row adds them up.

# %%
from nnlib.explorers import backwards

backwards.wishes_table()

# %% [markdown]
# **Try:**
# 1. Press *Play*, and watch the column of neuron 4, which is lit, while the rows come in. Then drag *rows added* yourself, and
#    light another *neuron*, or *all*.
# 2. With all rows added, find a column in which two large wishes cancel.
# 3. Switch to *1 epoch*. Who still asks for much?
# 4. Now switch to *hidden layer 2 asks*: the same game, one layer earlier.
#
# <details><summary>What did you see?</summary>
#
# The output of the label, here output 2, is the only one that wants to go up. In the sum it is one voice among ten.
#
# </details>

# %% [markdown]
# Go back to the first picture, and add all rows. The sums say: *neuron 4, become darker, more than any other; neurons 3 and 6,
# become brighter*. A neuron does not hear who asked for what, only the sum. This sum of wishes is the
# **message** that is sent back.

# %% [markdown]
# ## An arrow from the weight alone
#
# Suppose we drew the arrows from the weights alone: up for a positive weight, down for a negative one. The video's drawing
# does so for some outputs. That is right for output 2, which wants to go up.

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
delta = untrained.backprop(x, y).deltas[2]
wishes = -delta[:, np.newaxis] * W
wrong = int((np.sign(wishes) != np.sign(W)).sum())
Predict(
    f"Suppose all {W.size} arrows are drawn from the weights alone. How many then point the wrong way?",
    answer=wrong,
    tolerance=0.02,
    unit="arrows",
    why=f"An output that wants to go down turns every arrow of its row round. Nine do, with {W.shape[1]} arrows each.",
    then=backwards.wishes_table(added=10),
)

# %% [markdown]
# **Try:** switch to *from the weight alone*. Each ✕ marks an arrow that points the wrong way.
#
# <details><summary>What did you see?</summary>
#
# The marked rows are those with a negative wish for z, and they are marked from end to end. Some sums
# are wrong, too. In the other layer the marked rows depend on the image: before training on little more than its digit;
# after an epoch they change from image to image.
#
# </details>

# %% [markdown]
# ## The sum is a matrix product
#
# A column of the table holds $-\delta_j \, w_{jk}$ for all $j$, where $\delta_j = \partial C/\partial z_j$ is minus the
# wish for $z_j$. To add it up is to multiply column $k$ of $W$ with $-\delta$. For all columns at once that is one matrix
# product, with $W$ transposed:

# %%
message = -W.T @ delta
np.allclose(message, wishes.sum(axis=0))

# %% [markdown]
# `True`. On the way forward the layer computes `W @ a`: each *row* of $W$ collects what comes into one neuron. On the way
# back it is `W.T @ delta`: each *column* collects what is said to one neuron. The same weights, used in both directions.
#
# Code leaves out the minus. It sends back the slopes, `dC_da = W.T @ delta`, which is minus the message, and turns round
# only once, at the end: a step goes *against* the gradient.

# %%
W.shape, W.T.shape, delta.shape, message.shape

# %% [markdown]
# ## And so on, layer by layer
#
# `dC_da` says how the cost depends on the *activations* of hidden layer 2. These were squished, so we multiply by
# $\sigma'(z)$ and have δ for hidden layer 2. With a δ we can do three things: read off the gradient of the weights, read
# off that of the biases, and send the next `dC_da` back. A bias is like a weight whose neuron is always at 1, so its slope
# is δ times 1. This is the whole of it:

# %%
from nnlib.activations import sigmoid_slope

zs, activations = untrained.forward(x)
gradient = untrained.backprop(x, y)

dC_da = 2 * (activations[3] - y)
for l in (2, 1, 0):
    delta = dC_da * sigmoid_slope(zs[l], activations[l + 1])
    dC_dW = np.outer(delta, activations[l])
    dC_db = delta
    dC_da = untrained.weights[l].T @ delta
    print(l, np.allclose(dC_dW, gradient.weights[l]), np.allclose(dC_db, gradient.biases[l]))

# %% [markdown]
# Four lines in a loop, and they agree with `network.backprop` for all weights and biases. Before you watch them at work, one
# question.

# %% jupyter={"source_hidden": true}
from nnlib.analysis.steps import walk

steps = walk(untrained, x, y, learning_rate=0.1)
messages = [step.title for step in steps if step.title.startswith("The message")]
Predict(
    "The network has three layers of weights. How many messages does it have to send back?",
    choices=["1", "2", "3", "4"],
    answer=str(len(messages)),
    why="To hidden layer 2 and to hidden layer 1. The pixels need none: an image has no weights that could be changed. "
    "(Our loop above sent one to the pixels. Nothing read it.)",
)

# %% [markdown]
# ## Step through it
#
# Everything that happens to one image: forward, cost, backward, update. On the left, what is being computed is lit. On the
# right are the formula, in letters and in numbers, and the line of `nnlib` that does it. Formulas and code hold slopes. The
# picture shows wishes on the way back, as everywhere: blue and up means *should grow*. Numbers are rounded only when they are
# written, so a product that you work out from them may differ in its last digit.

# %%
from nnlib.explorers import backwards

backwards.stepper()

# %% [markdown]
# **Try:**
# 1. Press *Next* until the end. Say before each step what comes next.
# 2. Press *Back*. Nothing is lost: each step is computed from the same weights.
# 3. In *gradient of the weights*, click other lines and neurons. The numbers follow.
# 4. Change the digit or the network in the middle of the walk.
#
# <details><summary>What did you see?</summary>
#
# In *message to hidden layer 2* the lit lines are those of one column of the table, and the number on the
# right is minus the sum of that column. Where an arrowhead points *down*, δ is positive: the cost would rise with this z,
# so it should go down.
#
# </details>

# %% [markdown]
# On the way back, the deltas of the untrained network get smaller. One reason is σ′: it is at most one quarter, and each
# layer multiplies by it once more. Here is the largest |δ| of each layer, hidden layer 1 first:

# %%
[round(float(abs(delta).max()), 3) for delta in gradient.deltas]

# %% [markdown]
# In this untrained network that is so for every image. Large weights work against it: after one epoch it holds for 82 % of
# the images, after twenty for 45 %.

# %% [markdown]
# ## How far should the step go?
#
# The last two steps of the walk move all weights and biases against their gradient, each the way it is wished to, and look
# at the cost again. *Learning rate* says how far.

# %% jupyter={"source_hidden": true} tags=["about-the-picture-above"]
network = nnlib.snapshot(epochs=1)
costs = {rate: walk(network, x, y, rate)[-1].value for rate in (0.5, 1.5)}
Predict(
    "Take the network after 1 epoch. A step with learning rate 0.5 lowers the cost of this image. Three times as far, with 1.5: "
    "is the cost then lower still?",
    choices=["lower than with 0.5", "higher than with 0.5"],
    answer="lower than with 0.5" if costs[1.5] < costs[0.5] else "higher than with 0.5",
    why=f"{network.cost(x, y):.3f} before; {costs[0.5]:.4f} with 0.5; {costs[1.5]:.4f} with 1.5. A gradient is only valid at the "
    "current weights. Farther away, the slope is different.",
)

# %% [markdown]
# **Try:** in the stepper go to the last step, switch to *1 epoch*, and choose each learning rate in turn. Then do the same
# with the untrained network.
#
# <details><summary>What did you see?</summary>
#
# For our 2, the untrained network does better the farther it goes. What the other 59,999 images think of
# it is the question of notebook 05.
#
# </details>

# %% [markdown]
# ## What one step did
#
# Here is one step with a single image, before and after, on the same picture. *What moved* shows the change of each weight:
# blue grew, orange shrank, and thick moved most.

# %%
from nnlib.explorers import backwards

backwards.what_one_step_did()

# %% [markdown]
# **Try:**
# 1. Switch between *before*, *after* and *what moved*.
# 2. In *what moved*, click an output, and then point at its lines. Which of them moved most?
# 3. Set *learning rate* to 0.1, and then to 5. Do the same with *1 epoch*.
#
# <details><summary>What did you see?</summary>
#
# Before the step the untrained network answers 4, and after it 2: output 2 has risen, and the other nine have fallen. All
# lines into one output move the same way, the way its z is wished to. Those from bright neurons move most.
#
# </details>

# %% [markdown]
# ## Why backwards?
#
# One weight between the pixels and hidden layer 1 reaches the cost on many paths: through 16 neurons, and from each of them
# through 10 outputs. We could follow every path of every weight. Or we add up at each neuron, once, and let all weights
# before it use the sum.

# %%
pixels, first, second, outputs = untrained.sizes
print(f"path by path:       {pixels * first * second * outputs:9,} paths from the weights behind the pixels to the cost")
print(f"message by message: {second * outputs + first * second:9,} products make both messages, for all of them")

# %% [markdown]
# That is why backpropagation goes back: a sum made at one layer serves everything before it. Nudging each parameter by hand,
# as in notebook 02, takes a forward pass or two for each of the 13,002. This takes one pass forward and one back.

# %% [markdown]
# ## What the video simplifies
#
# - **The arrows.** For some outputs its drawing takes the direction from the weight alone. Its narration has it right: each
#   output asks in proportion to the weights *and* to how much it needs to change. The second factor, the wish for $z$, has
#   a sign, and turns nine of our ten rows round.
# - **σ′.** A wish for an activation becomes a wish for weights only through the squish: σ′ comes in once per layer.
# - **No one moves a neuron.** The sums at the bottom are not changes that anyone makes. They are remembered, to work out
#   changes of weights and biases one layer earlier.

# %% [markdown]
# ## Recap
#
# 1. Each output asks each neuron before it to change: the wish for its $z$, times the weight between them.
# 2. A neuron hears only the message, the sum of all these wishes. For a whole layer it is `-W.T @ delta`; code keeps its
#    negative, `dC_da`.
# 3. Multiply by σ′, read off the gradient of weights and biases, send the next message: that loop is backpropagation.

# %% [markdown]
# ## Exercises
#
# **1. Send the message.** `W` leads from $n_{in}$ neurons to $n_{out}$; `delta` is $\partial C/\partial z$ of the latter.
# Return $\partial C/\partial a$ of the former: the slope that code keeps, minus the message.


# %%
def send_back(W, delta):
    """W: (n_out, n_in), delta: (n_out,). Return (n_in,)."""
    # your code here
    ...


check(send_back)

# %% [markdown]
# <details><summary>Hint 1</summary>Take one column of the wishes table. Which numbers are added up there?</details>
# <details><summary>Hint 2</summary>Neuron k gets the sum over j of w_jk times delta_j. That is column k of W, times
# delta.</details>
# <details><summary>Hint 3</summary>A matrix product takes rows. Which matrix has the columns of W as its rows?</details>
# <details><summary>Answer</summary><code>return W.T @ delta</code></details>

# %% [markdown]
# **2. One layer further.** `z` holds the weighted sums of the layer that gets the message. Return its δ.


# %%
def hidden_delta(W, delta, z):
    """W: (n_out, n_in), delta: (n_out,), z: (n_in,). Return (n_in,)."""
    # your code here
    ...


check(hidden_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>First send back, as in exercise 1. The result says how the cost depends on the
# activations.</details>
# <details><summary>Hint 2</summary>From activations to weighted sums: times σ′(z), entry by entry.</details>
# <details><summary>Hint 3</summary>With <code>a = 1 / (1 + np.exp(-z))</code>, σ′(z) is <code>a * (1 - a)</code>. Which
# layer does
# <code>z</code> belong to? So does it come before or after <code>W.T</code>?</details>
# <details><summary>Answer</summary><pre>a = 1 / (1 + np.exp(-z))
# return (W.T @ delta) * a * (1 - a)</pre></details>

# %% [markdown]
# **3. Think.** A neuron's message is exactly 0. Does this mean that no output asks anything of it?
#
# <details><summary>Hint</summary>Look for a short arrow among the sums of the table, and then look up its column.</details>
# <details><summary>Answer</summary>No. It may be asked for a lot, up and down, and the wishes cancel. What is lost in a sum is
# how much the voices disagree. (In notebook 05 the same happens among images.)</details>

# %% [markdown]
# **4. Think.** What would change in the stepper if all weights that lead to the outputs were 0?
#
# <details><summary>Hint</summary>Which steps use these weights on the way back?</details>
# <details><summary>Answer</summary>The message to hidden layer 2 would be 0, and everything before it, too: no gradient for
# the weights and biases of either hidden layer. Those of the outputs still get theirs, since that needs only δ and the
# activations. After one step the weights are no longer 0, and messages flow again.</details>

# %% [markdown]
# Can you do all this with a pencil? [A network by hand](primers.ipynb#A-network-by-hand) checks every number.
#
# Go on with [05: What if every image gets a vote?](05_every_image.ipynb) or back to
# [03: What does one image of a 2 want?](03_one_image.ipynb)
