# %% [markdown]
# # Primers
#
# What the course builds on, a few minutes each. Skip what you know, and come back when a notebook sends you here.

# %%
# Run this cell first: the others need what it imports.
from nnlib.explorers import primers

# %% [markdown]
# ## A slope
#
# Nudge $x$ a little to the right: how much does $x^2$ grow, per unit of the nudge?

# %%
primers.slope()

# %% [markdown]
# **Try:**
# 1. Make the *nudge* smaller and smaller. Where does the ratio go?
# 2. Move *x*. Where is the slope 0, and where is it negative?
# 3. Switch to *σ(x)*. Where is it steepest, and how steep?
#
# <details><summary>What did you see?</summary>
#
# The line through both ends becomes the tangent: the ratio becomes the **slope**. That of $x^2$ is $2x$. That of σ, its σ′, is
# $a\,(1 - a)$ with $a = \sigma(x)$. It is largest in the middle, at $a = \tfrac12$, where it is ½ · ½ = ¼, and nearly 0 far
# out.
#
# </details>

# %% [markdown]
# ## Two gears in a row
#
# $x$ turns $u$, and $u$ turns $y$. What does a nudge of $x$ do to $y$?

# %%
primers.two_gears()

# %% [markdown]
# **Try:** turn $x$. Then make one gear negative, then both, and then one of them 0.
#
# <details><summary>What did you see?</summary>
#
# Ratios in a row multiply: that is the **chain rule**. Two negative gears turn the same way as two positive ones. After a
# gear of 0 nothing moves, whatever the other does. Real gears keep their ratio; where a slope changes from place to place, the
# rule holds for small nudges.
#
# </details>

# %% [markdown]
# ## Row times column
#
# `W @ a` has one result for each row of $W$. How is it made?

# %%
primers.row_times_column()

# %% [markdown]
# **Try:** choose each *row*. Drag *terms added* to 0, and say the next sum before you see it.
#
# <details><summary>What did you see?</summary>
#
# Each entry of the row meets its partner in the column; the products are added. A row needs as many entries as the column:
# (3, 4) @ (4,) gives (3,). With a table of columns instead of one, `W @ a` does this for each of them.
#
# </details>

# %% [markdown]
# ## Axes of an array
#
# In this course each example is a **column**. Which way does `sum` add up?

# %%
primers.axes()

# %% [markdown]
# **Try:** light each entry of the result, for *axis=0* and for *axis=1*.
#
# <details><summary>What did you see?</summary>
#
# The axis that you name is the one that disappears. `axis=0` adds down the columns and leaves one number for each example;
# `axis=1` adds along the rows, over the examples, and leaves one for each neuron.
#
# </details>

# %% [markdown]
# ## A network by hand
#
# Can you do a whole step of backpropagation with a pencil? This network has two inputs, two hidden neurons and one output,
# and nine weights and biases. $w_{31}$ leads to neuron 3 from neuron 1, and $w_{12}$ to neuron 1 from input 2. The cost is
# $(a_3 - y)^2$.
#
# You need σ only at these places, rounded to two digits, and its slope, which is $\sigma'(z) = a\,(1 - a)$:
#
# | *z* | −1.4 | −1.1 | −0.4 | 0 | 0.4 | 1.1 | 1.4 | 2.2 |
# |---|---|---|---|---|---|---|---|---|
# | $\sigma(z)$ | 0.20 | 0.25 | 0.40 | 0.50 | 0.60 | 0.75 | 0.80 | 0.90 |
#
# Take a sheet of paper. Work out one number after the other, to three digits, and enter each as you go. *Enter* leads to the
# next field.

# %%
primers.by_hand()

# %% [markdown]
# **Try:**
# 1. Go through all of it once, with the formulas in sight. In each, look first for what you have worked out already.
# 2. Enter a wrong sign on purpose, or leave out a factor.
# 3. Press *another network*: other numbers, and no formulas. Do it again until you no longer miss them.
#
# <details><summary>What did you see?</summary>
#
# Going forward, each number comes from those on its left. Going back, each comes from those on its right: the error, times
# σ′, and from δ₃ everything else. δ₁ and δ₂ have different signs where the weights $w_{31}$ and $w_{32}$ do. When all is
# right, the line says what a step does to the cost.
#
# </details>

# %% [markdown]
# Back to [04: How do the wishes travel backwards?](04_backwards.ipynb), or on to
# [08: Can you write it yourself?](08_write_it.ipynb)
