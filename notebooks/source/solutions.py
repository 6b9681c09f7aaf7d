# %% [markdown]
# # Solutions
#
# For teachers: every function that the course asks for, solved and checked. Before each we name the slip that
# learners make most easily. `check` finds these slips, so you need not.
#
# Each cell is one possible answer. `check` takes any other that gives the same numbers. What is checked on this page does not
# count as your own: `record.pause()` sees to that.

# %%
import numpy as np

import nnlib
from nnlib import record
from nnlib.activations import sigmoid, sigmoid_slope
from nnlib.exercises import check

record.pause()

# %% [markdown]
# ## [01: What does the network compute?](01_the_network.ipynb)

# %% [markdown]
# **`weighted_sum`.** One neuron's $z$. The usual slip is `w * a + b`, which adds the bias to every product.


# %%
def weighted_sum(w, a, b):
    return w @ a + b


check(weighted_sum)

# %% [markdown]
# **`layer`.** A whole layer. Watch the brackets: `1 / 1 + np.exp(...)` divides 1 by 1.


# %%
def layer(W, a, b):
    return 1 / (1 + np.exp(-(W @ a + b)))


check(layer)

# %% [markdown]
# **`count_parameters`.** Each neuron after the input has its weights and one bias. Pixels are often given biases, too.


# %%
def count_parameters(sizes):
    return sum(n_out * (n_in + 1) for n_in, n_out in zip(sizes, sizes[1:]))


check(count_parameters)

# %% [markdown]
# ## [02: How wrong is it, and which knob matters?](02_the_gradient.ipynb)

# %% [markdown]
# **`cost`.** A sum over the outputs: neither ½ nor mean. Other books write ½.


# %%
def cost(a, y):
    return ((a - y) ** 2).sum()


check(cost)

# %% [markdown]
# **`average_cost`.** Sum down each column, then the mean of the columns. A plain `.mean()` divides by the outputs as well.


# %%
def average_cost(a, y):
    return ((a - y) ** 2).sum(axis=0).mean()


check(average_cost)

# %% [markdown]
# **`predicted_change`.** Slope times nudge, pair by pair, added up. It is the dot product.


# %%
def predicted_change(gradient, nudge):
    return gradient @ nudge


check(predicted_change)

# %% [markdown]
# ## [03: What does one image of a 2 want?](03_one_image.ipynb)

# %% [markdown]
# **`output_wishes`.** A wish is *minus* the slope. The sign is what goes wrong here.


# %%
def output_wishes(a, y):
    return 2 * (y - a)


check(output_wishes)

# %% [markdown]
# **`output_delta`.** Now the slope itself, for z: through the sigmoid. `z * (1 - z)` is no σ′: the short form needs $a$.


# %%
def output_delta(a, z, y):
    return 2 * (a - y) * a * (1 - a)


check(output_delta)

# %% [markdown]
# **`weight_gradient`.** Every δ meets every activation. `delta * a_before` only works if both have the same length.


# %%
def weight_gradient(delta, a_before):
    return np.outer(delta, a_before)


check(weight_gradient)

# %% [markdown]
# ## [04: How do the wishes travel backwards?](04_backwards.ipynb)

# %% [markdown]
# **`send_back`.** A neuron listens along its column of $W$. The result is a slope, minus the message. `W @ delta` fails as
# soon as the layers differ in size.


# %%
def send_back(W, delta):
    return W.T @ delta


check(send_back)

# %% [markdown]
# **`hidden_delta`.** σ′ comes after the way back: `z` belongs to the layer that listens.


# %%
def hidden_delta(W, delta, z):
    return (W.T @ delta) * sigmoid_slope(z, sigmoid(z))


check(hidden_delta)

# %% [markdown]
# ## [05: What if every image gets a vote?](05_every_image.ipynb)

# %% [markdown]
# **`average_gradient`.** The images are the columns, so the mean runs along `axis=1`.


# %%
def average_gradient(gradients):
    return gradients.mean(axis=1)


check(average_gradient)

# %% [markdown]
# **`what_survives`.** The size of the mean, divided by the mean of the sizes. The two are easily swapped.


# %%
def what_survives(votes):
    return abs(votes.mean()) / abs(votes).mean()


check(what_survives)

# %% [markdown]
# **`agreement`.** The cosine. The product of the two lengths needs brackets.


# %%
def agreement(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


check(agreement)

# %% [markdown]
# ## [06: Why mini-batches?](06_mini_batches.ipynb)

# %% [markdown]
# **`take_step`.** The step goes downhill, by the mean. With the sum, the batch size becomes a second learning rate.


# %%
def take_step(parameters, gradients, learning_rate):
    return parameters - learning_rate * gradients.mean(axis=1)


check(take_step)

# %% [markdown]
# **`steps_per_epoch`.** The last mini-batch may be smaller, but it takes a whole step.


# %%
def steps_per_epoch(n, batch_size):
    return int(np.ceil(n / batch_size))


check(steps_per_epoch)

# %% [markdown]
# ## [07: Does a drunk walker arrive before a careful one?](07_walkers.ipynb)

# %% [markdown]
# **`downhill_part`.** The usual slip is the sign: the gradient points uphill.


# %%
def downhill_part(step, gradient):
    return -(step @ gradient) / np.linalg.norm(gradient)


check(downhill_part)

# %% [markdown]
# **`each_step`.** $w - \text{rate} \cdot 2 c w$, divided by $w$. The usual slip is a share of w instead of what is left.


# %%
def each_step(c, learning_rate):
    return 1 - 2 * c * learning_rate


check(each_step)

# %% [markdown]
# **`trade_places`.** Without the copy, one of the two columns is lost, and the caller's `W` is changed.


# %%
def trade_places(W, j, k):
    V = W.copy()
    V[:, j], V[:, k] = W[:, k], W[:, j]
    return V


check(trade_places)

# %% [markdown]
# ## [08: Can you write it yourself?](08_write_it.ipynb)

# %% [markdown]
# **`batch_cost`.** This is `average_cost` again, the first of six functions.


# %%
def batch_cost(a, y):
    return ((a - y) ** 2).sum(axis=0).mean()


check(batch_cost)

# %% [markdown]
# **`forward`.** The bias must be a column, and `activations` begins with the images.


# %%
def forward(weights, biases, x):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        z = W @ activations[-1] + b[:, np.newaxis]
        zs.append(z)
        activations.append(sigmoid(z))
    return zs, activations


check(forward)

# %% [markdown]
# **`batch_delta`.** On the way back, this is the only place with a 1/m.


# %%
def batch_delta(a, z, y):
    return 2 * (a - y) * sigmoid_slope(z, a) / a.shape[1]


check(batch_delta)

# %% [markdown]
# **`layer_gradient`.** `delta.mean(axis=1)` divides by $m$ once too often; `axis=0` adds up the wrong way.


# %%
def layer_gradient(delta, a_before):
    return delta @ a_before.T, delta.sum(axis=1)


check(layer_gradient)

# %% [markdown]
# **`layer_back`.** This is `hidden_delta` for all images at once.


# %%
def layer_back(W, delta, z):
    return (W.T @ delta) * sigmoid_slope(z, sigmoid(z))


check(layer_back)

# %% [markdown]
# **`batch_step`.** The classic slip is `layer_back` with the *new* weights. It even learns, but `check` sees it.


# %%
def batch_step(weights, biases, x, y, learning_rate):
    zs, activations = forward(weights, biases, x)
    new_weights, new_biases = list(weights), list(biases)
    delta = batch_delta(activations[-1], zs[-1], y)
    for l in reversed(range(len(weights))):
        dC_dW, dC_db = layer_gradient(delta, activations[l])
        new_weights[l] = weights[l] - learning_rate * dC_dW
        new_biases[l] = biases[l] - learning_rate * dC_db
        if l > 0:
            delta = layer_back(weights[l], delta, zs[l - 1])
    return new_weights, new_biases


check(batch_step)

# %% [markdown]
# Here are the six together, as in the notebook: three epochs with learning rate 1.5 and batches of 100.

# %%
digits = nnlib.load_mnist()
rng = np.random.default_rng(1)
start = nnlib.Network([784, 16, 16, 10], rng=rng)
weights, biases = start.weights, start.biases
for _ in range(3):
    for batch in np.split(rng.permutation(60_000), 600):
        x, y = digits.train.images[:, batch], digits.train.targets[:, batch]
        weights, biases = batch_step(weights, biases, x, y, learning_rate=1.5)

# %%
outputs = forward(weights, biases, digits.test.images)[1][-1]
print("over 90 % of the test digits:", (outputs.argmax(axis=0) == digits.test.labels).mean() > 0.9)

# %% [markdown]
# Finally, all 13,002 slopes, each compared with nudging:

# %%
from nnlib.explorers.write_it.yours import YourNetwork, Yours

yours = Yours([batch_cost, forward, batch_delta, layer_gradient, layer_back, batch_step])
network = YourNetwork(yours, rng=np.random.default_rng(1))
checked = nnlib.check_gradient(network, x[:, :3], y[:, :3])
print(f"{len(checked.indices):,} slopes; all right:", checked.largest < 1e-6)

# %% [markdown]
# ## [09: What does calculus add?](09_calculus.ipynb)

# %% [markdown]
# **`weight_slope`.** Multiply three links.


# %%
def weight_slope(a_before, w, b, y):
    z = w * a_before + b
    a = sigmoid(z)
    return a_before * sigmoid_slope(z, a) * 2 * (a - y)


check(weight_slope)

# %% [markdown]
# **`sum_over_paths`.** Multiply along each path, and add over the paths.


# %%
def sum_over_paths(w, z, y):
    a = sigmoid(z)
    return (w * sigmoid_slope(z, a) * 2 * (a - y)).sum()


check(sum_over_paths)

# %% [markdown]
# **`first_weight`.** The first weight itself is not a link of the chain. What it multiplies, x, is.


# %%
def first_weight(w, b, x, y):
    slope, a = x, x
    for l in range(len(w)):
        z = w[l] * a + b[l]
        a = sigmoid(z)
        slope *= sigmoid_slope(z, a) if l == 0 else w[l] * sigmoid_slope(z, a)
    return slope * 2 * (a - y)


check(first_weight)

# %% [markdown]
# ## [10: How much labelled data does a network need?](10_labelled_data.ipynb)

# %% [markdown]
# **`one_hot`.** One *column* per label, as everywhere. Without the `.T` there is one row per label.


# %%
def one_hot(labels):
    return np.eye(10)[labels].T


check(one_hot)

# %% [markdown]
# **`accuracy`.** The answer is the *place* of the largest output, so `argmax`, down each column.


# %%
def accuracy(outputs, labels):
    return (outputs.argmax(axis=0) == labels).mean()


check(accuracy)

# %% [markdown]
# **`confusion`.** A row for what it is, a column for what the network says. `counts[labels, answers] += 1` counts each pair
# only once.


# %%
def confusion(labels, answers):
    counts = np.zeros((10, 10), int)
    for label, answer in zip(labels, answers):
        counts[label, answer] += 1
    return counts


check(confusion)
