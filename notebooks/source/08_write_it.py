# %% [markdown]
# # Can you write it yourself?
#
# You have watched every part of backpropagation move. Now the screen is empty, and you write it yourself: six short functions
# that train the network of this course. Apart from the sigmoid they use nothing of `nnlib`.
#
# **You will see:** what is wrong with a function, in words; your own code learning to read digits; all of its 13,002 slopes
# checked; why the smallest possible nudge is not the best one; and ten broken programs to diagnose.
#
# In the video: [the end of the part on mini-batches](https://www.youtube.com/watch?v=Ilg3gGewQ5U&t=700s), from about here.

# %%
# Run this cell first: the others need what it imports.
import numpy as np

import nnlib
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.exercises import check
from nnlib.explorers import write_it
from nnlib.explorers.shared.opening import before_we_go_on
from nnlib.widgets.predict import Predict

before_we_go_on("08_write_it")

# %% [markdown]
# ## What you have, and what it is called
#
# A batch holds $m$ images, **one per column**, and all functions work on whole batches. `activations[l]` leads through
# `weights[l]` and `biases[l]` to `zs[l]`, which is squished into `activations[l + 1]`.
#
# | name | shape | |
# |---|---|---|
# | `weights[l]` | (n_out, n_in) | row $j$ leads to neuron $j$ |
# | `biases[l]` | (n_out,) | a plain vector: a bias is the same for every image |
# | `zs[l]` | (n_out, m) | a column for each image |
# | `activations[l]` | (n_in, m) | `activations[0]` is the batch of images |
#
# Which way do `axis=0` and `axis=1` add up? There is [a primer](primers.ipynb#Axes-of-an-array).
#
# Everything that your functions return on the way back is a **slope** (δ, `dC_dW`, `dC_db`). The wishes of notebooks 03 to
# 05 are minus these slopes, and the step at the end makes up for the sign: it *subtracts*.
#
# From `nnlib` you may use `sigmoid(z)` and `sigmoid_slope(z, a)`, which is σ′. It also takes $a = \sigma(z)$, because then
# σ′ is just $a\,(1 - a)$. Everything else is numpy.

# %%
z = np.array([[-2.0, 0.0, 2.0]])
a = sigmoid(z)
a.round(2), sigmoid_slope(z, a).round(2)

# %% [markdown]
# Replace the three dots `...` by your code. Below each function, `check` tries it on small hidden networks whose sizes all
# differ, and says what it sees. Run it as often as you like. Three hints and the answer wait below.
#
# The first two functions come three times: put the lines in order, fill two blanks, write it. If you are sure of yourself, go
# straight to the blank page of [the cost](#Write-the-cost) and [the way forward](#Write-the-way-forward).

# %% [markdown]
# ## 1. How wrong is it?
#
# The cost of one image is the sum of the squared differences between outputs and targets. The cost of a batch is the
# **average** over its images. `a` and `y` have a column for each image. First put the lines in order:

# %%
from nnlib.explorers import write_it

write_it.put_in_order("batch_cost")

# %% [markdown]
# ### Fill two blanks
#
# The same function, shorter.


# %%
def batch_cost(a, y):
    """a, y: (n, m). Return a number."""
    # your code here, in place of the dots
    squares = ...
    return squares.sum(axis=...).mean()


check(batch_cost)

# %% [markdown]
# <details><summary>Answer</summary><pre>squares = (a - y) ** 2
# return squares.sum(axis=0).mean()</pre></details>

# %% [markdown]
# ### Write the cost


# %%
def batch_cost(a, y):
    """a, y: (n, m). Return a number."""
    # your code here
    ...


check(batch_cost)

# %% [markdown]
# <details><summary>Hint 1</summary>First compute a cost for each image, then their average.</details>
# <details><summary>Hint 2</summary><code>(a - y) ** 2</code> is a table, and one image is one column of it. Add up down the
# columns, along <code>axis=0</code>.</details>
# <details><summary>Hint 3</summary>Then take <code>.mean()</code>. There is no ½ in front.</details>
# <details><summary>Answer</summary><code>return ((a - y) ** 2).sum(axis=0).mean()</code></details>

# %% [markdown]
# ## 2. Forward
#
# For each layer, compute weighted sums, add biases, and squish. The way back needs all of this, so keep it in two lists. `zs`
# gets one entry for each of the weights. `activations` gets one more, because it begins with the images. Your function must
# work for any number of layers. The lines first:

# %%
from nnlib.explorers import write_it

write_it.put_in_order("forward")

# %% [markdown]
# ### Fill two blanks again


# %%
def forward(weights, biases, x):
    """weights, biases: lists of arrays, x: (n_in, m). Return two lists, zs and activations."""
    # your code here, in place of the dots
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        z = W @ ... + b[:, np.newaxis]
        zs.append(z)
        activations.append(sigmoid(...))
    return zs, activations


check(forward)

# %% [markdown]
# <details><summary>Answer</summary><pre>zs, activations = [], [x]
# for W, b in zip(weights, biases):
#     z = W @ activations[-1] + b[:, np.newaxis]
#     zs.append(z)
#     activations.append(sigmoid(z))
# return zs, activations</pre></details>

# %% [markdown]
# ### Write the way forward


# %%
def forward(weights, biases, x):
    """weights, biases: lists of arrays, x: (n_in, m). Return two lists, zs and activations."""
    # your code here
    ...


check(forward)

# %% [markdown]
# <details><summary>Hint 1</summary>Start with <code>zs, activations = [], [x]</code>, and walk through both lists at once:
# <code>for W, b in zip(weights, biases):</code>. The newest activations are <code>activations[-1]</code>.</details>
# <details><summary>Hint 2</summary>The sums for all images at once are one matrix product, <code>W @
# activations[-1]</code>. A bias belongs
# to a row and is the same in all columns, so it must be a column itself.</details>
# <details><summary>Hint 3</summary><code>b[:, np.newaxis]</code> makes the plain vector a column. Append z to zs, and
# <code>sigmoid(z)</code> to activations. At the end, <code>return zs, activations</code>.</details>
# <details><summary>Answer</summary><pre>zs, activations = [], [x]
# for W, b in zip(weights, biases):
#     z = W @ activations[-1] + b[:, np.newaxis]
#     zs.append(z)
#     activations.append(sigmoid(z))
# return zs, activations</pre></details>

# %% [markdown]
# ## 3. Backward begins at the outputs
#
# $\delta$ is how fast the cost of the batch changes with a $z$, here with that of an output. In notebook 03 you had it for one
# image, $2\,(a - y)\,\sigma'(z)$. Now there are $m$ images, and the cost is their *average*. What does that do to each δ?

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
# So divide by $m$ here, once and for all. Everything that we compute from this δ has the average in it already.


# %%
def batch_delta(a, z, y):
    """a, z, y: (n, m), and a is sigmoid(z). Return (n, m)."""
    # your code here
    ...


check(batch_delta)

# %% [markdown]
# <details><summary>Hint 1</summary>Multiply the slope of the square by the slope of the sigmoid, entry by entry, with
# <code>*</code>.</details>
# <details><summary>Hint 2</summary>The slope of the square is <code>2 * (a - y)</code>, that of the sigmoid is
# <code>sigmoid_slope(z, a)</code>.</details>
# <details><summary>Hint 3</summary>There are as many images as columns: <code>a.shape[1]</code>.</details>
# <details><summary>Answer</summary><code>return 2 * (a - y) * sigmoid_slope(z, a) / a.shape[1]</code></details>

# %% [markdown]
# ## 4. What one layer learns
#
# The slope of a weight is the δ that it leads to, times the activation that it comes from (notebook 03, *fire together, wire
# together*). For a batch, add this up over the images. A bias is like a weight whose neuron is always at 1.

# %% jupyter={"source_hidden": true}
shapes = {"(10, 100)": (10, 100), "(16, 100)": (16, 100), "(10, 16)": (10, 16), "(16, 10)": (16, 10)}
found = untrained.backprop(x, y).weights[-1].shape
Predict(
    "100 images. For the outputs, delta is (10, 100), and the activations before are (16, 100). What shape has ∂C/∂W?",
    choices=list(shapes),
    answer=next(words for words, shape in shapes.items() if shape == found),
    why="There is a slope for each weight, so it has the shape of the weights. The 100 images are added up.",
)


# %%
def layer_gradient(delta, a_before):
    """delta: (n_out, m), a_before: (n_in, m). Return dC_dW (n_out, n_in) and dC_db (n_out,)."""
    # your code here
    ...


check(layer_gradient)

# %% [markdown]
# <details><summary>Hint 1</summary>For one weight, go along row j of delta and row k of a_before, multiply image by image, and
# add up. That is a product of a row with a row.</details>
# <details><summary>Hint 2</summary>A matrix product takes rows of the first with <em>columns</em> of the second, so
# transpose the
# second.</details>
# <details><summary>Hint 3</summary>Use <code>delta @ a_before.T</code> for the weights. For the biases, add up each row of
# delta:
# <code>axis=1</code>. Take no mean, because the 1/m is in delta already. Return both, with a comma.</details>
# <details><summary>Answer</summary><code>return delta @ a_before.T, delta.sum(axis=1)</code></details>

# %% [markdown]
# ## 5. One layer back
#
# Each neuron adds up weight times δ over all neurons that it leads to (notebook 04: minus this sum is its message). Then comes
# its own σ′. `W` and `delta` belong to one layer, and `z` to the layer *before* it.


# %%
def layer_back(W, delta, z):
    """W: (n_out, n_in), delta: (n_out, m), z: (n_in, m). Return the delta of the layer before, (n_in, m)."""
    # your code here
    ...


check(layer_back)

# %% [markdown]
# <details><summary>Hint 1</summary>It is what you did in notebook 04 for one image. For a batch it is the same in each
# column, and
# a matrix product does all columns at once.</details>
# <details><summary>Hint 2</summary>For neuron k you need column k of W. Which matrix has the columns of W as its
# rows?</details>
# <details><summary>Hint 3</summary><code>W.T @ delta</code> has the shape of z. Multiply it entry by entry by σ′ at
# z.</details>
# <details><summary>Answer</summary><code>return (W.T @ delta) * sigmoid_slope(z, sigmoid(z))</code></details>

# %% [markdown]
# ## 6. A step
#
# Now put them together: go forward once, then backwards from the last layer to the first, and move each weight and bias a
# little against its slope. Call the functions that you have written.
#
# There are two traps. Leave the lists that come in as they are and make new ones, `list(weights)`. And go back through the
# *old* weights of each layer. Half of it is here; if you would rather have an empty page, delete it.


# %%
def batch_step(weights, biases, x, y, learning_rate):
    """weights, biases: lists, x: (n_in, m), y: (n_out, m). Return two lists, new weights and new biases."""
    # your code here, in place of the dots
    zs, activations = forward(weights, biases, x)
    new_weights, new_biases = list(weights), list(biases)
    delta = ...
    for l in reversed(range(len(weights))):
        dC_dW, dC_db = layer_gradient(delta, ...)
        new_weights[l], new_biases[l] = ..., ...
        if l > 0:
            delta = ...
    return new_weights, new_biases


check(batch_step)

# %% [markdown]
# <details><summary>Hint 1</summary>The outputs are <code>activations[-1]</code>, and <code>batch_delta</code> gives you the
# first delta.</details>
# <details><summary>Hint 2</summary><code>layer_gradient</code> also needs <code>activations[l]</code>. The new weights are
# <code>weights[l] - learning_rate * dC_dW</code>.</details>
# <details><summary>Hint 3</summary>The last line of the loop is
# <code>delta = layer_back(weights[l], delta, zs[l - 1])</code>. Use the weights that came in, not the new ones.</details>
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
# This is the board of notebook 06, with the same start weights. But each step is one call of **your** `batch_step`, each cost
# comes from your `batch_cost`, and your `forward` reads the test digits. (If a function is missing or wrong, the board says
# which one.)

# %%
mine = [batch_cost, forward, batch_delta, layer_gradient, layer_back, batch_step]
write_it.train(*mine)

# %% [markdown]
# **Try:**
# 1. Press *1 epoch*, and again. How many epochs does it take to reach 90 %?
# 2. Press *rewind*. Then break something: take σ′ out of your `layer_back`, run that cell, and press *1 epoch*.
# 3. Mend it, run the cell, and go on. You need not run the board again, because it always uses your newest functions.
#
# <details><summary>What did you see?</summary>With these start weights and this order of images it takes two epochs. The curve
# is that of notebook 06, because the mathematics is the same. With a broken function the board does not play along.</details>

# %% [markdown]
# ## Is every gradient right?
#
# A network may learn with a wrong gradient, so learning proves little. There is a better test, and it needs no calculus:
# *nudge one parameter a little up and a little down, and see what the cost does.*
#
# $$\frac{\partial C}{\partial p} \approx \frac{C(p + \varepsilon) - C(p - \varepsilon)}{2\,\varepsilon}$$
#
# This takes two forward passes for one parameter, while your functions give all slopes in one pass back. Do they agree, all
# 13,002 times?

# %%
write_it.check_all(*mine)

# %% [markdown]
# **Try:**
# 1. Press *check all 13,002*. You may stop it on the way: the parameters come in random order.
# 2. Break `layer_back` again: leave out σ′, run the cell, and check all. Which layers are wrong, and which are not?
# 3. Mend it, and break `layer_gradient`: let `dC_db` be a mean instead of a sum. How many are wrong now? Whose are they?
#
# Each bar counts parameters, and the axis is logarithmic. In the shaded part backprop and nudging differ only by rounding.
#
# <details><summary>What did you see?</summary>At the left are the parameters where both are exactly 0, such as weights from
# pixels without ink. A mistake lands at the right. Without σ′ in <code>layer_back</code> both hidden layers are wrong and the
# outputs are right. With the mean only the biases are wrong, all 42 of them: the kind and the last layer that is wrong tell
# you where to look.</details>

# %% [markdown]
# ## How small should a nudge be?
#
# A slope is that of one point, so a nudge should be small. Is the smallest possible nudge the best, then?

# %% jupyter={"source_hidden": true}
from nnlib.wording import rough

eps = write_it.epsilon()
sizes = {"ε = 0.1": 0.1, "ε = 0.00001": 1e-5, "ε = 0.000000000001": 1e-12}
tried, central = eps.numbers["epsilons"], eps.numbers["central"]
errors = {words: central[abs(np.log(tried / wanted)).argmin()] for words, wanted in sizes.items()}
Predict(
    "We nudge a weight into output 2 by ±ε. With which ε is the slope most exact?",
    choices=list(sizes),
    answer=min(errors, key=errors.get),
    why="In this order, it is off by " + ", ".join(rough(error) for error in errors.values()) + " of the slope.",
    then=eps,
)

# %% [markdown]
# **Try:**
# 1. Drag ε to the right end, and then slowly to the left. The picture at the left always shows the cost between −ε and +ε.
# 2. Stop at the lowest point of the solid line. Then go on to the left end.
# 3. Choose other parameters.
#
# <details><summary>What did you see?</summary>At the right end the nudge is so large that the cost <i>bends</i>, and the line
# through both ends misses the slope. This is the <b>truncation error</b>. At the left end the cost becomes a
# <i>staircase</i>, because the computer keeps only about sixteen of its digits. The difference of two nearly equal costs
# consists of their last digits only. This is the <b>round-off error</b>.</details>

# %% [markdown]
# Divide ε by 10, and the truncation error of the central difference shrinks a hundredfold. That of the one-sided difference,
# $(C(p + \varepsilon) - C(p))/\varepsilon$, shrinks only tenfold, so rounding overtakes it earlier, and at its best it is
# less exact. That is why gradient checks nudge both ways, with an ε of about $10^{-5}$.

# %% [markdown]
# ## The clinic
#
# Here are eleven training steps. One is healthy. In each of the others a line is wrong; most of them are bugs found in
# published teaching code. You do not see the lines. You see what can be seen from outside: the cost while it learns, and a
# gradient check of the very first mini-batch.
#
# All eleven start from the same weights and see the same 600 mini-batches: one epoch. We ran them in advance. `run` reads the
# results, and `course.anew("healthy")`, also from `nnlib.analysis.clinic`, trains one of them now.

# %% jupyter={"source_hidden": true}
from nnlib.analysis.clinic import PATIENTS, overall_cosine, run

accuracy = {name: run(name).accuracy for name in PATIENTS}
broken = [name for name in PATIENTS if name != "healthy"]
learned = [name for name in broken if accuracy[name] > 0.7]
better = [name for name in broken if accuracy[name] > accuracy["healthy"] + 0.005]
Predict(
    "Ten steps are broken. How many of these ten patients still read more than 70 % of the test digits in the end?",
    answer=len(learned),
    unit="of 10",
    why=f"The healthy one reads {accuracy['healthy']:.1%}. {len(better)} of the broken ones do better than that.",
)

# %% [markdown]
# With five other starts it was six or seven. A network may learn with a wrong gradient, then, sometimes even better. Now find
# out what is wrong with each.

# %%
from nnlib.explorers import write_it

write_it.clinic()

# %% [markdown]
# The chart shows the cost of the patient beside that of the healthy one. For the table, all biases and 50 weights of each
# layer were nudged. *error* is the largest relative error; left of the dashed line it is rounding. *factor* says how many
# times too large the slopes are, with ≈ if it is not the same for all. *cosine* compares directions, as in notebook 07.
#
# **Try:**
# 1. Look at the curve of patient A alone. Would you send it to a doctor? Then look at the check, and diagnose.
# 2. Follow the rows from the top, the way backprop goes: from the outputs back. What comes *before* the first ✗ is right, and
#    so is everything that it was computed from.
# 3. Choose a diagnosis that you know to be wrong. The answer says what you would see if it were true.
#
# <details><summary>What did you see?</summary>The curves of some patients lie on that of the healthy one, or below it,
# although
# the check shows ✗. And one patient with a single ✗ learns nothing at all.</details>

# %% [markdown]
# The last row shows the cosine of all slopes together. Here it is for all patients, with what became of them:

# %%
for name in PATIENTS:
    fate = "learns" if accuracy[name] > 0.7 else "does not learn"
    print(f"{name:28} cosine {overall_cosine(name):6.3f}   {fate}")

# %% [markdown]
# A wrong gradient whose cosine is positive still points uphill, roughly, so a short step against it lowers the cost. Six of
# the ten end within five percentage points of the healthy one, or above it. (With five other starts it was four to six, and
# each time at least one of the ten beat the healthy one.) If you look at their curves alone, you have no reason to search
# for a mistake.
#
# The cosine can deceive you as well. With the sum instead of the mean the direction is exactly right, but the step is a
# hundred times too long. And where the first layer climbs, the cosine of everything at once is 0.97, because at this start
# the gradient of the outputs is more than five times as long as that of either hidden layer. Only layer by layer does the
# check show the ✗.
#
# **A falling cost proves nothing.** A gradient check takes a second, and it tells.

# %% [markdown]
# ## It is what you wrote
#
# Here are your functions, and next to each the lines of `nnlib` that do the same, read from the file itself. Each has a
# link to the picture in which you have seen it happen.

# %%
write_it.beside_network(*mine)

# %% [markdown]
# **Try:** find three differences. For instance, you divide by m in `batch_delta`, and ours does it a few lines earlier.
# Where you make a new array, ours writes into one that it is given, `out=`: this saves time and changes no number.
#
# These lines do nothing that you have not written. That is the whole of backpropagation. The file is `nnlib/backprop.py`,
# sixty lines long.

# %% [markdown]
# ## What the video simplifies
#
# - **Nudging is for checking only.** Nudging all 13,002 parameters takes 26,004 passes forward. Backprop takes one pass
#   forward and one back.
# - **No one writes the backward pass of a large library by hand.** The library knows the slope of each small operation and
#   puts the chain together itself. It is the chain that you wrote.

# %% [markdown]
# ## Recap
#
# 1. Learning is six short functions: cost, forward, the δ of the outputs, the gradient of a layer, one layer back, and the
#    step. The three in the middle are backpropagation.
# 2. Divide by the batch size once, keep everything from the way forward, and go back through the old weights.
# 3. A falling cost proves nothing. Nudging checks any gradient without calculus, and the best nudge is neither large nor as
#    small as possible.

# %% [markdown]
# ## Exercises
#
# The six functions were the exercises. Two questions are left.
#
# **1. Think.** Suppose all neurons use ReLU instead of the sigmoid. Which of your six functions have to change?
#
# <details><summary>Hint</summary>In which of them does σ or σ′ occur?</details>
# <details><summary>Answer</summary><code>forward</code>, because of σ, and <code>batch_delta</code> and
# <code>layer_back</code>, because of σ′.
# The other three do not know how a neuron squishes.</details>

# %% [markdown]
# **2. Think.** Suppose you divide by m in <code>layer_gradient</code> instead of in <code>batch_delta</code>. Do the new
# weights change? Is it a mistake?
#
# <details><summary>Hint</summary>Between the two functions there are only matrix products and entry by entry products with
# σ′. What happens
# to a factor on its way through these?</details>
# <details><summary>Answer</summary>The step stays the same: the factor 1/m passes through every product unchanged, as long
# as it is there
# exactly once. Only the meaning of δ changes: it is then the slope of the <em>sum</em> of the costs. (<code>check</code>
# judges
# each function on its own, so it wants the 1/m where we put it.)</details>

# %% [markdown]
# Go on with [09: What does calculus add?](09_calculus.ipynb), or back to [07: Does a drunk walker arrive before a careful
# one?](07_walkers.ipynb).
