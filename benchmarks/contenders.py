"""The same training by other means: 784-16-16-10, sigmoid, float32, the course's cost, start weights and learning rate.

Each `make` takes the training digits and a batch size and returns two functions: `steps(count)` takes `count` steps on
shuffled mini-batches, and `layers()` gives the (W, b) of each layer, with W (n_out, n_in). Some have None for `layers`.
A contender whose package is not installed raises an ImportError or an OSError.
"""

import ctypes
import subprocess
import tempfile
import warnings
from pathlib import Path

import numpy as np

from nnlib import SGD, Network

SIZES = [784, 16, 16, 10]
LEARNING_RATE = 1.5


def nnlib(digits, batch_size):
    network = Network(SIZES, rng=np.random.default_rng(0), dtype=np.float32)
    settings = {"batch_size": batch_size, "learning_rate": LEARNING_RATE, "rng": np.random.default_rng(0)}
    sgd = SGD(network, digits.images, digits.targets, **settings)

    def steps(count):
        for _ in range(count):
            next(sgd)

    return steps, lambda: list(zip(network.weights, network.biases))


def start_layers():
    """The start weights (n_out, n_in) and biases of all contenders."""
    network = Network(SIZES, rng=np.random.default_rng(0), dtype=np.float32)
    return [(W.copy(), b.copy()) for W, b in zip(network.weights, network.biases)]


def shuffled(n, batch_size):
    """`take(count)` gives the indices of the next `count` mini-batches, (count, batch_size), epoch after epoch."""
    rng, left = np.random.default_rng(0), np.arange(0)

    def take(count):
        nonlocal left
        while len(left) < count * batch_size:
            left = np.concatenate([left, rng.permutation(n)[: n // batch_size * batch_size]])
        batches, left = left[: count * batch_size], left[count * batch_size :]
        return batches.reshape(count, batch_size)

    return take


def floor(digits, batch_size):
    """The least work of an epoch: fetching the images, and the first layer's matrix products forwards and backwards."""
    images, take = np.asarray(digits.images), shuffled(len(digits), batch_size)
    W, delta = start_layers()[0][0], np.ones((16, batch_size), np.float32)

    def steps(count):
        for batch in take(count):
            x = images[:, batch]
            W @ x, delta @ x.T

    return steps, lambda: None


def pytorch(digits, batch_size, compiled=False):
    import torch

    images, targets = torch.tensor(digits.images[:, :].T), torch.tensor(digits.targets.T)
    linear = [torch.nn.Linear(n_in, n_out) for n_in, n_out in zip(SIZES, SIZES[1:])]
    with torch.no_grad():
        for layer, (W, b) in zip(linear, start_layers()):
            layer.weight.copy_(torch.tensor(W))
            layer.bias.copy_(torch.tensor(b))
    model = torch.nn.Sequential(*(part for layer in linear for part in (layer, torch.nn.Sigmoid())))
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
    take = shuffled(len(digits), batch_size)

    def cost_of(x, y):
        return ((model(x) - y) ** 2).sum(dim=1).mean()

    if compiled:
        cost_of = torch.compile(cost_of)

    def steps(count):
        for batch in torch.from_numpy(take(count)):
            optimizer.zero_grad()
            cost = cost_of(images[batch], targets[batch])
            cost.backward()
            optimizer.step()
            cost.item()

    return steps, lambda: [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in linear]


def torch_compile(digits, batch_size):
    return pytorch(digits, batch_size, compiled=True)


def jax_scan(digits, batch_size):
    """All steps of a call in one compiled `lax.scan`."""
    import jax
    import jax.numpy as jnp

    images, targets = jnp.asarray(digits.images[:, :].T), jnp.asarray(digits.targets.T)
    layers, take = [(jnp.asarray(W.T), jnp.asarray(b)) for W, b in start_layers()], shuffled(len(digits), batch_size)

    def cost_of(layers, x, y):
        for W, b in layers:
            x = jax.nn.sigmoid(x @ W + b)
        return ((x - y) ** 2).sum(axis=1).mean()

    @jax.jit
    def run(layers, images, targets, batches):
        def step(layers, batch):
            cost, gradient = jax.value_and_grad(cost_of)(layers, images[batch], targets[batch])
            return jax.tree.map(lambda p, g: p - LEARNING_RATE * g, layers, gradient), cost

        return jax.lax.scan(step, layers, batches)

    def steps(count):
        nonlocal layers
        layers, costs = run(layers, images, targets, jnp.asarray(take(count)))
        costs.block_until_ready()

    return steps, lambda: [(np.asarray(W).T, np.asarray(b)) for W, b in layers]


def numba_loops(digits, batch_size):
    """Matrix products by numpy's functions, the rest in loops that numba compiles."""
    import numba

    @numba.njit(fastmath=True)
    def run(W1, b1, W2, b2, W3, b3, images, targets, batches):
        m = batches.shape[1]
        x, y = np.empty((m, 784), np.float32), np.empty((m, 10), np.float32)
        for batch in batches:
            for e in range(m):
                x[e], y[e] = images[batch[e]], targets[batch[e]]
            a1 = 1 / (1 + np.exp(-(np.dot(x, W1) + b1)))
            a2 = 1 / (1 + np.exp(-(np.dot(a1, W2) + b2)))
            a3 = 1 / (1 + np.exp(-(np.dot(a2, W3) + b3)))
            d3 = np.float32(2 / m) * (a3 - y) * a3 * (1 - a3)
            d2 = np.dot(d3, W3.T) * a2 * (1 - a2)
            d1 = np.dot(d2, W2.T) * a1 * (1 - a1)
            for W, b, a, d in ((W3, b3, a2, d3), (W2, b2, a1, d2), (W1, b1, x, d1)):
                W -= np.float32(LEARNING_RATE) * np.dot(a.T, d)
                b -= np.float32(LEARNING_RATE) * d.sum(axis=0)

    layers = [(np.ascontiguousarray(W.T), b) for W, b in start_layers()]
    images, targets = np.ascontiguousarray(digits.images[:, :].T), np.ascontiguousarray(digits.targets.T)
    flat, take = [array for layer in layers for array in layer], shuffled(len(digits), batch_size)

    def steps(count):
        run(*flat, images, targets, take(count))

    return steps, lambda: [(W.T, b) for W, b in layers]


def plain_c(digits, batch_size):
    """epoch.c, compiled for this machine by gcc."""
    folder = tempfile.TemporaryDirectory()
    library = Path(folder.name, "epoch.so")
    source = Path(__file__).parent / "epoch.c"
    command = ["gcc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", source, "-o", library, "-lm"]
    subprocess.run(command, check=True)
    run = ctypes.CDLL(str(library)).steps
    floats, longs = np.ctypeslib.ndpointer(np.float32), np.ctypeslib.ndpointer(np.int64)
    run.argtypes = [floats, floats, floats, floats, longs, ctypes.c_int, ctypes.c_int, ctypes.c_float]
    vector = np.concatenate([part for W, b in start_layers() for part in (W.T.ravel(), b)])
    images, targets = np.ascontiguousarray(digits.images[:, :].T), np.ascontiguousarray(digits.targets.T)
    gradient, take = np.empty_like(vector), shuffled(len(digits), batch_size)

    def steps(count):
        batches = np.ascontiguousarray(take(count))
        run(vector, gradient, images, targets, batches, count, batch_size, LEARNING_RATE)

    def layers():
        start, found = 0, []
        for n_in, n_out in zip(SIZES, SIZES[1:]):
            W, b = vector[start:][: n_in * n_out].reshape(n_in, n_out).T, vector[start + n_in * n_out :][:n_out]
            found.append((W, b))
            start += n_out * (n_in + 1)
        return found

    return steps, layers


def scikit_learn(digits, batch_size):
    """Its classifier has a different cost, so we only compare the time of an epoch; each call starts afresh."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    images = np.ascontiguousarray(digits.images[:, :].T)

    def steps(count):
        n = min(batch_size * count, len(digits))
        model = MLPClassifier((16, 16), "logistic", solver="sgd", batch_size=batch_size, max_iter=1, momentum=0, alpha=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(images[:n], digits.labels[:n])

    return steps, lambda: None


def one_at_a_time(digits, batch_size):
    """As in introductory textbooks: a loop over the examples of a batch, with sums in lists."""
    layers, take = (
        [(W.astype(float), b[:, np.newaxis].astype(float)) for W, b in start_layers()],
        shuffled(60_000, batch_size),
    )

    def gradient(x, y):
        zs, activations = [], [x]
        for w, b in layers:
            zs.append(np.dot(w, activations[-1]) + b)
            activations.append(1 / (1 + np.exp(-zs[-1])))
        slopes = [np.exp(-z) / (1 + np.exp(-z)) ** 2 for z in zs]
        delta = 2 * (activations[-1] - y) * slopes[-1]
        per_layer = [(np.dot(delta, activations[-2].T), delta)]
        for layer in (1, 0):
            delta = np.dot(layers[layer + 1][0].T, delta) * slopes[layer]
            per_layer.insert(0, (np.dot(delta, activations[layer].T), delta))
        return per_layer

    def steps(count):
        for batch in take(count):
            sums = [(np.zeros(w.shape), np.zeros(b.shape)) for w, b in layers]
            for i in batch:
                x, y = digits.images[:, [i]].astype(float), digits.targets[:, [i]].astype(float)
                sums = [(sw + w, sb + b) for (sw, sb), (w, b) in zip(sums, gradient(x, y))]
            for (w, b), (sw, sb) in zip(layers, sums):
                w -= LEARNING_RATE / batch_size * sw
                b -= LEARNING_RATE / batch_size * sb

    return steps, lambda: [(w, b[:, 0]) for w, b in layers]
