# %% [markdown]
# # Can you write it yourself?
#
# You have watched every part of backpropagation move. Now the screen is empty, and you write it: six short functions. Together
# they train the network of this course. Apart from the sigmoid, nothing of `nnlib` is in them.
#
# **You will see:** what is wrong with a function, in words, and not only *that* it is wrong; your own code learning
# to read digits; all of its 13,002 gradients checked; why the smallest possible nudge is not the best one; and ten broken
# programs to diagnose.
#
# In the video: [the end of the part on mini-batches](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=700s), from about here.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.exercises import check
from nnlib.explorers import write_it
from nnlib.widgets.predict import Predict

# %% [markdown]
# ## What you have, and what it is called
#
# A batch holds $m$ images, **one per column**. All functions work on whole batches. Layer $l$ leads from `activations[l]`
# through `weights[l]` and `biases[l]` to `zs[l]`, and these are squished into `activations[l + 1]`.
#
# | name | shape | |
# |---|---|---|
# | `weights[l]` | (n_out, n_in) | row $j$ leads to neuron $j$ |
# | `biases[l]` | (n_out,) | a plain vector |
# | `zs[l]` | (n_out, m) | a column for each image |
# | `activations[l]` | (n_in, m) | `activations[0]` is the batch of images |
#
# A bias is the same for every image, so it has no column for each of them.
#
# From `nnlib` you may use `sigmoid(z)` and its slope σ′, `sigmoid_slope(z, a)`, which also takes $a = \sigma(z)$: with it, σ′ is just
# $a\,(1 - a)$. Everything else is numpy.

# %%
z = np.array([[-2.0, 0.0, 2.0]])
a = sigmoid(z)
a.round(2), sigmoid_slope(z, a).round(2)

# %% [markdown]
# Below each function stands `check`. It tries the function on small hidden networks, with sizes that all differ. Run it as often
# as you like: it says what it sees. Three hints wait below, and then the answer.
#
# Replace the three dots `...` by your code.

# %% [markdown]
# ## 1. How wrong is it?
#
# The cost of one image is the sum of the squared differences between outputs and targets. The cost of a batch is the **average**
# of the costs of its images. `a` and `y` have a column for each image.


# %%
def batch_cost(a, y):
    """a, y: (n, m). Return a number."""
    # your code here
    ...


check(batch_cost)

# %% [markdown]
# <details><summary>Hint 1</summary>First a cost for each image, then their average.</details>
# <details><summary>Hint 2</summary><code>(a - y) ** 2</code> is a table. One image is one column of it: add up along
# <code>axis=0</code>.</details>
# <details><summary>Hint 3</summary>Then <code>.mean()</code>. There is no ½ in front.</details>
# <details><summary>Answer</summary><code>return ((a - y) ** 2).sum(axis=0).mean()</code></details>

# %% [markdown]
# ## 2. Forward
#
# Layer by layer: weighted sums, plus biases, squished. On the way back we shall need everything that comes up on the way, so keep
# it all in two lists. `zs` gets one entry per layer of weights. `activations` gets one more, for it begins with the images.
#
# It must work for any number of layers.


# %%
def forward(weights, biases, x):
    """weights, biases: lists of arrays, x: (n_in, m). Return two lists, zs and activations."""
    # your code here
    ...


check(forward)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with <code>zs, activations = [], [x]</code>, and walk through both lists at once:
# <code>for W, b in zip(weights, biases):</code>. The newest activations are <code>activations[-1]</code>.</details>
# <details><summary>Hint 2</summary>The sums for all images at once are one matrix product, <code>W @ activations[-1]</code>. A bias belongs
# to a row, so all columns get the same: it must be a column itself.</details>
# <details><summary>Hint 3</summary><code>b[:, np.newaxis]</code> makes the plain vector a column. Append z to zs, and
# <code>sigmoid(z)</code> to activations. At the end <code>return zs, activations</code>.</details>
# <details><summary>Answer</summary><pre>zs, activations = [], [x]
# for W, b in zip(weights, biases):
#     z = W @ activations[-1] + b[:, np.newaxis]
#     zs.append(z)
#     activations.append(sigmoid(z))
# return zs, activations</pre></details>

# %% [markdown]
# ## 3. Backward begins at the outputs
#
# $\delta$ is how fast the cost of the batch changes with each $z$: here, with the $z$ of the outputs. In notebook 03 you had it for one
# image, $2\,(a - y)\,\sigma'(z)$. Now there are $m$ of them, and the cost is their *average*. What does that do to each δ?

# %% jupyter={"source_hidden": true}
x, y = (array[:, :100] for array in (nnlib.load_mnist().train.images, nnlib.load_mnist().train.targets))
untrained = nnlib.snapshot(epochs=0)
alone = untrained.backprop(x[:, 0], y[:, 0]).deltas[-1]
in_batch = untrained.backprop(x, y).deltas[-1][:, 0]
Predict(
    "An image is alone in its batch. Then it shares the batch with 99 others. How many times smaller does its δ become?",
    answer=float(np.round((alone / in_batch).mean(), 3)),
    unit="times",
    why="Its own cost is one of a hundred that are averaged, so it counts for a hundredth. Nothing else changes.",
)

# %% [markdown]
# So divide by $m$ here, once and for all. Whatever we compute from this δ has the average in it already.


# %%
def batch_delta(a, z, y):
    """a, z, y: (n, m), and a is sigmoid(z). Return (n, m)."""
    # your code here
    ...


check(batch_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>The chain rule: the slope of the square, times the slope of the sigmoid. Entry by entry, with
# <code>*</code>.</details>
# <details><summary>Hint 2</summary>The slope of the square is <code>2 * (a - y)</code>, that of the sigmoid is <code>sigmoid_slope(z, a)</code>.</details>
# <details><summary>Hint 3</summary>How many images are there? As many as columns: <code>a.shape[1]</code>.</details>
# <details><summary>Answer</summary><code>return 2 * (a - y) * sigmoid_slope(z, a) / a.shape[1]</code></details>

# %% [markdown]
# ## 4. What one layer learns
#
# A weight's slope is the δ it leads to, times the activation it comes from (notebook 03, *fire together, wire together*). For a batch,
# add this up over the images. A bias is like a weight whose neuron is always at 1.

# %% jupyter={"source_hidden": true}
shapes = {"(10, 100)": (10, 100), "(16, 100)": (16, 100), "(10, 16)": (10, 16), "(16, 10)": (16, 10)}
found = untrained.backprop(x, y).weights[-1].shape
Predict(
    "100 images. For the outputs, delta is (10, 100), and the activations before are (16, 100). What shape has ∂C/∂W?",
    choices=list(shapes),
    answer=next(words for words, shape in shapes.items() if shape == found),
    why="A slope for each weight, so the shape of the weights themselves. The 100 images are added up, and gone.",
)


# %%
def layer_gradient(delta, a_before):
    """delta: (n_out, m), a_before: (n_in, m). Return dC_dW (n_out, n_in) and dC_db (n_out,)."""
    # your code here
    ...


check(layer_gradient)

# %% [markdown]
# <details><summary>Hint 1</summary>For one weight: go along row j of delta and row k of a_before, multiply image by image, add
# up. That is a product of a row with a row.</details>
# <details><summary>Hint 2</summary>A matrix product takes rows of the first with <em>columns</em> of the second. So turn the second round.</details>
# <details><summary>Hint 3</summary><code>delta @ a_before.T</code> for the weights. For the biases, add up each row of delta:
# <code>axis=1</code>. No mean: the 1/m is in delta. Return both, with a comma.</details>
# <details><summary>Answer</summary><code>return delta @ a_before.T, delta.sum(axis=1)</code></details>

# %% [markdown]
# ## 5. One layer back
#
# Each neuron hears from all neurons it leads to: weight times δ, added up (notebook 04, the table of wishes). Then through its own squish.
# `W` and `delta` belong to a layer, `z` to the layer *before* it.


# %%
def layer_back(W, delta, z):
    """W: (n_out, n_in), delta: (n_out, m), z: (n_in, m). Return the delta of the layer before, (n_in, m)."""
    # your code here
    ...


check(layer_back)

# %% [markdown]
# <details><summary>Hint 1</summary>It is what you did in notebook 04 for one image. A batch is the same, column by column, and a matrix
# product does all columns at once.</details>
# <details><summary>Hint 2</summary>Neuron k hears along column k of W. Which matrix has the columns of W as its rows?</details>
# <details><summary>Hint 3</summary><code>W.T @ delta</code> has the shape of z. Multiply it, entry by entry, by σ′ at z.</details>
# <details><summary>Answer</summary><code>return (W.T @ delta) * sigmoid_slope(z, sigmoid(z))</code></details>

# %% [markdown]
# ## 6. A step
#
# Now put them together: forward once, then backwards from the last layer to the first, and each weight and bias goes a
# little against its slope. Call the functions you have written.
#
# Two traps. Leave the lists that come in as they are: make new ones, `list(weights)`. And whatever goes back through a layer must go back through its
# *old* weights.


# %%
def batch_step(weights, biases, x, y, learning_rate):
    """weights, biases: lists, x: (n_in, m), y: (n_out, m). Return two lists, new weights and new biases."""
    # your code here
    ...


check(batch_step)

# %% [markdown]
# <details><summary>Hint 1</summary>Begin with <code>zs, activations = forward(weights, biases, x)</code>. The outputs are
# <code>activations[-1]</code>, and <code>batch_delta</code> gives you the first delta.</details>
# <details><summary>Hint 2</summary>Then <code>for l in reversed(range(len(weights))):</code>. The gradient of layer l needs this
# delta and <code>activations[l]</code>. The new weights are <code>weights[l] - learning_rate * dC_dW</code>, in a list of their
# own.</details>
# <details><summary>Hint 3</summary>At the end of the loop, as long as <code>l > 0</code>:
# <code>delta = layer_back(weights[l], delta, zs[l - 1])</code>. These are the weights that came in, not the new ones.</details>
# <details><summary>Answer</summary><pre>zs, activations = forward(weights, biases, x)
# new_weights, new_biases = list(weights), list(biases)
# delta = batch_delta(activations[-1], zs[-1], y)
# for l in reversed(range(len(weights))):
#     dC_dW, dC_db = layer_gradient(delta, activations[l])
#     new_weights[l] = weights[l] - learning_rate * dC_dW
#     new_biases[l] = biases[l] - learning_rate * dC_db
#     if l > 0:
#         delta = layer_back(weights[l], delta, zs[l - 1])
# return new_weights, new_biases</pre></details>

# %% [markdown]
# ## Does it learn?
#
# This is the board of notebook 06, with the same start weights. But every step on it is one call of **your** `batch_step`, every
# cost comes from your `batch_cost`, and your `forward` reads the test digits. (If a function is missing or wrong, the board says which one.)

# %%
mine = [batch_cost, forward, batch_delta, layer_gradient, layer_back, batch_step]
write_it.train(*mine)

# %% [markdown]
# **Try:**
# 1. Press *1 epoch*, and again. How many epochs does it take to 90 %?
# 2. Press *rewind*. Then break something: take σ′ out of your `layer_back`, run that cell, and press *1 epoch*. The board does not
#    play along.
# 3. Mend it, run the cell, and go on. You need not run the board again: it always takes your newest functions.
#
# **Look for:** the same curve as in notebook 06. Of course: it is the same mathematics.

# %% [markdown]
# ## Is every gradient right?
#
# A network can learn with a wrong gradient, only worse. So learning proves little. There is a better test, and it needs no
# calculus: *nudge one parameter, and see what the cost does.* Up a little, down a little:
#
# $$\frac{\partial C}{\partial p} \approx \frac{C(p + \varepsilon) - C(p - \varepsilon)}{2\,\varepsilon}$$
#
# This takes two forward passes for one parameter. Your functions give all slopes in one pass back. Do they agree, all 13,002 times?

# %%
write_it.check_all(*mine)

# %% [markdown]
# **Try:**
# 1. Press *check all 13,002*. You may stop it on the way: the parameters come in a mixed order.
# 2. Break `layer_back` again: leave out σ′, run the cell, check all. Which layers are wrong, and which are not?
# 3. Mend it, and break `layer_gradient`: let `dC_db` be a mean instead of a sum. How many are wrong now? Whose are they?
#
# **Look for:** each bar counts parameters, and the axis is logarithmic. In the shaded part backprop and nudging differ only by rounding. At the left are
# those where both are exactly 0: weights from pixels without ink. A mistake lands at the far right, and the *layer* in which it begins tells you
# where to look.

# %% [markdown]
# ## How small should a nudge be?
#
# The slope belongs to one point, so a nudge should be small. Then the smallest possible nudge must be the best?

# %% jupyter={"source_hidden": true}
eps = write_it.epsilon()
sizes = {"ε = 0.1": 0.1, "ε = 0.00001": 1e-5, "ε = 0.000000000001": 1e-12}
tried, central = eps.numbers["epsilons"], eps.numbers["central"]
errors = {words: central[abs(np.log(tried / wanted)).argmin()] for words, wanted in sizes.items()}
Predict(
    "We nudge a weight into output 2 by ±ε. With which ε is the slope most exact?",
    choices=list(sizes),
    answer=min(errors, key=errors.get),
    why="It is off by " + ", ".join(f"{error:.0e}" for error in errors.values()) + " of the slope, in this order.",
    then=eps,
)

# %% [markdown]
# **Try:**
# 1. Drag ε to the right end, and then slowly to the left. Watch the picture at the left: it always shows the cost between −ε and +ε.
# 2. Stop at the lowest point of the solid line. Then go on to the very left end.
# 3. Choose other parameters.
#
# **Look for:** at the right end the nudge is so large that the cost *bends*, and the line through both ends misses the slope. This is the **truncation
# error**. At the left end the cost becomes a *staircase*: the computer keeps about sixteen digits of it, and nothing in between. The difference of
# two nearly equal costs consists of their last digits only. This is the **round-off error**.

# %% [markdown]
# Between the two ends the truncation of the central difference falls with ε², a hundred times for each tenth of ε. That of the one-sided difference, $(C(p + \varepsilon) - C(p))/\varepsilon$, falls
# with ε only, so it meets the rounding earlier and is never as exact. That is why gradient checks nudge both ways, with an ε of about $10^{-5}$.

# %% [markdown]
# ## The clinic
#
# Here are eleven training steps. One is healthy. In each of the others somebody has got a line wrong, mostly
# just as real teaching code has shipped it. You do not get to see the lines. You see what one can see from outside: the
# cost while it learns, and a gradient check of the very first mini-batch.
#
# All eleven start from the same weights and see the same 600 mini-batches, which is one epoch. We ran them in advance:
# `run` reads the results, and `course.anew("healthy")`, also from `nnlib.analysis.clinic`, trains one of them now.

# %% jupyter={"source_hidden": true}
from nnlib.analysis.clinic import PATIENTS, overall_cosine, run

accuracy = {name: run(name).accuracy for name in PATIENTS}
broken = [name for name in PATIENTS if name != "healthy"]
learned = [name for name in broken if accuracy[name] > 0.7]
better = [name for name in broken if accuracy[name] > accuracy["healthy"] + 0.005]
Predict(
    "Ten steps are broken. How many of the ten still read more than 70 % of the test digits in the end?",
    answer=len(learned),
    unit="of 10",
    why=f"The healthy one reads {accuracy['healthy']:.1%}. {len(better)} of the broken ones do better than that.",
)

# %% [markdown]
# So a wrong gradient may learn. Now find out what is wrong with each.

# %%
from nnlib.explorers import write_it

write_it.clinic()

# %% [markdown]
# At the left is the cost of the patient beside that of the healthy one. At the right, all biases and 50 weights of each layer
# were nudged. *error* is the largest relative error: left of the dashed line it is rounding. *factor* says how many times too
# large the slopes are, with ≈ if it is not the same for all. *cosine* compares directions, as in notebook 07.
#
# **Try:**
# 1. Look at the curve of patient A alone. Would you have sent it to a doctor? Then look at the check, and diagnose.
# 2. Follow the rows from the top, the way backprop goes: from the output back. What comes *before* the first ✗ is right, and so is
#    all that it was computed from.
# 3. Choose a diagnosis that you know to be wrong. The answer says what you would see if it were true.
#
# **Look for:** patients whose curve lies on that of the healthy one, or below it, although the check is full of ✗. And one with a
# single ✗ that learns nothing at all.

# %% [markdown]
# Read the last row aloud, the cosine of all slopes together. Here it is for all of them, beside what became of them:

# %%
for name in PATIENTS:
    fate = "learns" if accuracy[name] > 0.7 else "does not learn"
    print(f"{name:28} cosine {overall_cosine(name):6.3f}   {fate}")

# %% [markdown]
# A wrong gradient with a positive cosine still points downhill, roughly: a short step lowers the cost. Not as well as the right one,
# or by luck even better, but it lowers the cost. Six of the ten end within five percentage points of the healthy one, or above it.
# Nobody who looks at their curves alone would search for a mistake.
#
# The cosine can deceive as well. With the sum instead of the mean the direction is exactly right, and the step is a hundred times too
# long. And where the first layer climbs, the cosine of everything at once is 0.97, since at the start the gradient of the
# output is by far the longest. Only layer by layer does the check show the ✗.
#
# So: **a falling cost proves nothing.** Nudging takes a second, and tells.

# %% [markdown]
# ## It is what you wrote
#
# Here are your functions, and next to each the lines of `nnlib` that do the same. They are read from the file as it is. Each leads to the picture in which you have seen it happen.

# %%
write_it.beside_network(*mine)

# %% [markdown]
# **Try:** find three differences. For instance, you divide by m in `batch_delta`, and ours does it one line earlier. And where you make a new
# array, ours writes into one that it is given, `out=`: this saves time, and changes no number.
#
# **Look for:** in these lines there is nothing that you have not written. That is the whole of backpropagation. The whole file is
# `nnlib/backprop.py`, sixty lines long.

# %% [markdown]
# ## What the video simplifies
#
# - **Nobody nudges for training.** Nudging all 13,002 parameters takes 26,004 passes forward, and backprop takes one pass forward and one back. Nudging is
#   for checking.
# - **Large libraries write no backward pass by hand.** They know the slope of each small operation, and put the chain
#   together by themselves. The chain they put together is the one you wrote.

# %% [markdown]
# ## Recap
#
# 1. Backpropagation is six short functions: cost, forward, the δ of the outputs, the gradient of a layer, one layer back, and a step that puts them
#    together.
# 2. Divide by the batch size once, keep everything from the way forward, and go back through the old weights.
# 3. A falling cost proves nothing. Nudging checks any gradient without calculus, and the best nudge is neither large nor as small
#    as possible.

# %% [markdown]
# ## Exercises
#
# The six functions were the exercises. Two questions are left.
#
# **1. Think.** All neurons shall use ReLU instead of the sigmoid. Which of your six functions have to change?
#
# <details><summary>Hint</summary>In which of them does σ or σ′ occur?</details>
# <details><summary>Answer</summary><code>forward</code>, where σ is, and <code>batch_delta</code> and <code>layer_back</code>, where σ′ is. The
# other three do not know how a neuron squishes.</details>
#
# **2. Think.** Somebody divides by m in <code>layer_gradient</code> instead of in <code>batch_delta</code>. Do the new weights change? Is
# it a mistake?
#
# <details><summary>Hint</summary>Everything between the two functions is a matrix product or an entry by entry product with σ′. What does a
# factor do on its way through these?</details>
# <details><summary>Answer</summary>The step stays the same: the factor 1/m passes through every product unchanged, as long as it is there exactly
# once. Only the meaning of δ changes: it is then the slope of the <em>sum</em> of the costs. (<code>check</code> judges each function on its own, so it
# wants the 1/m where we put it.)</details>
#
# Go on with [09: What does calculus add?](09_calculus.ipynb), or back to [07: Does a drunk walker arrive before a careful one?](07_walkers.ipynb).
