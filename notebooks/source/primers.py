# %% [markdown]
# # Primers
#
# What the course builds on, a few minutes each. Skip what you know, and come back when a notebook sends you here.

# %%
# Run this cell first: the others need what it imports.
from nnlib.explorers import primers

# %% [markdown]
# ## A network by hand
#
# Can you do a whole step of backpropagation with a pencil? This network has two inputs, two hidden neurons and one output,
# and nine weights and biases. $w_{31}$ leads to neuron 3 from neuron 1, and $w_{12}$ to neuron 1 from input 2. The cost is
# $(a_3 - y)^2$.
#
# You need σ only at these places, rounded to two digits, and its slope, which is $\sigma'(z) = a\,(1 - a)$:
#
# | $z$ | −1.4 | −1.1 | −0.4 | 0 | 0.4 | 1.1 | 1.4 | 2.2 |
# |---|---|---|---|---|---|---|---|---|
# | $\sigma(z)$ | 0.20 | 0.25 | 0.40 | 0.50 | 0.60 | 0.75 | 0.80 | 0.90 |
#
# Take a sheet of paper. Work out one number after the other, and enter each as you go. *Enter* leads to the next field.

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
