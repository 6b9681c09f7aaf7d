# %% [markdown]
# # Cheat sheet
#
# Backpropagation on one page. Our network reads an image of 784 pixels; $m$ images make a batch, one per **column**.
#
# ## Layers
#
# | `activations[0]` | → `weights[0]` → | `activations[1]` | → `weights[1]` → | `activations[2]` | → `weights[2]` → | `activations[3]` |
# |---|---|---|---|---|---|---|
# | **pixels** | | **hidden layer 1** | | **hidden layer 2** | | **outputs** |
# | 784 | 12,544 weights, 16 biases | 16 | 256 weights, 16 biases | 16 | 160 weights, 10 biases | 10 |
#
# ## Symbols
#
# | Symbol | What it is | In code | Shape |
# |---|---|---|---|
# | $a$ | activations, from 0 (dark) to 1 (bright) | `trace.activations[l]` | (n, m) |
# | $z = W a + b$ | weighted sums of layer l + 1, and $a = \sigma(z)$ | `trace.zs[l]` | (n_out, m) |
# | $W$, with $w_{jk}$ *to* $j$ *from* $k$ | weights between layers l and l + 1 | `network.weights[l]` | (n_out, n_in) |
# | $b$ | biases of layer l + 1 | `network.biases[l]` | (n_out,) |
# | $y$ | targets: 1 for the right digit, 0 for the others | `y` | (10, m) |
# | $C = \sum (a - y)^2$ | cost, averaged over the images; no ½ | `network.cost(x, y)` | one number |
# | $\delta = \partial C/\partial z$ | delta of layer l + 1 | `gradient.deltas[l]` | (n_out, m) |
# | $\nabla C$ | gradient: all 13,002 slopes | `gradient.vector` | (13002,) |
#
# ## The four equations
#
# | | | In code |
# |---|---|---|
# | 1. δ of the outputs | $\delta = 2\,(a - y) \cdot \sigma'(z) \,/\, m$ | `delta = 2 * (a - y) * a * (1 - a) / m` |
# | 2. δ one layer back | $\delta_{\text{before}} = (W^T \delta) \cdot \sigma'(z_{\text{before}})$ | `delta_before = W.T @ delta * a_before * (1 - a_before)` |
# | 3. slopes of the biases | $\partial C/\partial b = \sum \delta$, over the images | `delta.sum(axis=1)` |
# | 4. slopes of the weights | $\partial C/\partial W = \delta\, a_{\text{before}}^T$ | `delta @ a_before.T` |
#
# The sigmoid's steepness is $\sigma'(z) = a\,(1 - a)$: at most ¼, at $a = ½$. Along a path, multiply. Over the paths, add.
#
# ## A step, and an epoch
#
# | | In code |
# |---|---|
# | forward: all $z$ and $a$ | `trace = network.forward(x)` |
# | **backpropagation**: the gradient | `gradient = network.backprop(x, y)` |
# | **gradient descent**: a step, downhill | `network.parameters -= learning_rate * gradient.vector` |
# | **learning**: many steps, a new mini-batch for each | `for step in SGD(network, images, targets).run(epochs=1): ...` |
#
# ## Signs and colours
#
# | Word | Sign | You see |
# |---|---|---|
# | **slope** ∂C/∂·, δ, gradient | + is uphill: the cost rises | ink, no colour |
# | **wish**, and **message**, a sum of wishes | minus the slope: downhill | <span style="color:#4a9eff">▲</span> blue: should grow, <span style="color:#e07b1f">▼</span> orange: should shrink |
# | **step**, **nudge** | as wished; its own | a change, in the same colours |
# | weight | its own | blue: above 0; orange: below 0 |
# | activation | above 0 | brightness |
