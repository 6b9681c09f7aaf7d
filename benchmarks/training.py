"""One epoch of 784-16-16-10 on 60,000 digits, beside the alternatives and the least work that an epoch needs."""

import warnings

import numpy as np

from benchmarks.turns import best_of_turns
from nnlib import SGD, Network, load_mnist

EXAMPLES = 60_000
SIZES = [784, 16, 16, 10]


def nnlib_steps(digits, batch_size, steps):
    network = Network(SIZES, rng=np.random.default_rng(0), dtype=np.float32)
    sgd = SGD(network, digits.images, digits.targets, batch_size=batch_size, rng=np.random.default_rng(0))
    return lambda: [next(sgd) for _ in range(steps)]


def torch_steps(digits, batch_size, steps):
    import torch

    images, targets = torch.tensor(digits.images.T), torch.tensor(digits.targets.T)
    layers = [layer for n_in, n_out in zip(SIZES, SIZES[1:]) for layer in (torch.nn.Linear(n_in, n_out), torch.nn.Sigmoid())]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.5)
    order = iter(())

    def step():
        nonlocal order
        batch = next(order, None)
        if batch is None or len(batch) < batch_size:
            order = iter(torch.randperm(EXAMPLES).split(batch_size))
            batch = next(order)
        optimizer.zero_grad()
        cost = ((model(images[batch]) - targets[batch]) ** 2).sum(dim=1).mean()
        cost.backward()
        optimizer.step()
        return cost.item()

    return lambda: [step() for _ in range(steps)]


def sklearn_steps(digits, batch_size, steps):
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    n = min(batch_size * steps, EXAMPLES)
    images, labels = np.ascontiguousarray(digits.images.T[:n]), digits.labels[:n]

    def fit():
        model = MLPClassifier((16, 16), "logistic", solver="sgd", batch_size=batch_size, max_iter=1, momentum=0, alpha=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(images, labels)

    return fit


def one_at_a_time(digits, batch_size, steps):
    """As in introductory textbooks: a loop over the examples of a batch, with sums in lists."""
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=(n_out, n_in)) / np.sqrt(n_in) for n_in, n_out in zip(SIZES, SIZES[1:])]
    biases = [np.zeros((n_out, 1)) for n_out in SIZES[1:]]
    examples = [(digits.images[:, [i]].astype(float), digits.targets[:, [i]].astype(float)) for i in range(1000)]

    def gradient(x, y):
        zs, activations = [], [x]
        for w, b in zip(weights, biases):
            zs.append(np.dot(w, activations[-1]) + b)
            activations.append(1 / (1 + np.exp(-zs[-1])))
        slopes = [np.exp(-z) / (1 + np.exp(-z)) ** 2 for z in zs]
        delta = 2 * (activations[-1] - y) * slopes[-1]
        per_layer = [(np.dot(delta, activations[-2].T), delta)]
        for layer in (1, 0):
            delta = np.dot(weights[layer + 1].T, delta) * slopes[layer]
            per_layer.insert(0, (np.dot(delta, activations[layer].T), delta))
        return per_layer

    def step():
        sums = [(np.zeros(w.shape), np.zeros(b.shape)) for w, b in zip(weights, biases)]
        for i in rng.integers(len(examples), size=batch_size):
            sums = [(sw + w, sb + b) for (sw, sb), (w, b) in zip(sums, gradient(*examples[i]))]
        for w, b, (sw, sb) in zip(weights, biases, sums):
            w -= 1.5 / batch_size * sw
            b -= 1.5 / batch_size * sb

    return lambda: [step() for _ in range(steps)]


def floor_steps(digits, batch_size, steps):
    """The least work of an epoch: fetching the images, and the first layer's matrix products forwards and backwards."""
    images = digits.images
    W = np.random.default_rng(0).normal(size=(16, 784)).astype(np.float32)
    delta = np.ones((16, batch_size), np.float32)
    order = np.random.default_rng(0).permutation(EXAMPLES)

    def step(start):
        x = images[:, order[start : start + batch_size]]
        return W @ x, delta @ x.T

    return lambda: [step(i * batch_size % (EXAMPLES - batch_size + 1)) for i in range(steps)]


# name -> (maker, share of the steps that it takes in a turn, because a slow contender would take minutes for all)
CONTENDERS = {
    "nnlib": (nnlib_steps, 1),
    "floor": (floor_steps, 1),
    "PyTorch": (torch_steps, 1),
    "scikit-learn": (sklearn_steps, 1),
    "one at a time": (one_at_a_time, 1 / 20),
}
BUDGET = {10: 7, 100: 3, 1000: 1.3}  # batch size -> how many times faster than PyTorch


def measure(digits, batch_size, turns):
    """The seconds that each contender takes for an epoch."""
    steps = min(EXAMPLES // batch_size, 600)
    contenders, share = {}, {}
    for name, (make, part) in CONTENDERS.items():
        own_steps = max(1, round(steps * part))
        try:
            contenders[name] = make(digits, batch_size, own_steps)
        except ImportError:
            continue
        share[name] = own_steps * batch_size / EXAMPLES
    for work in contenders.values():
        work()  # warm up
    return {name: seconds / share[name] for name, seconds in best_of_turns(contenders, turns).items()}


def main():
    digits = load_mnist().train
    print("\nTraining: one epoch, 60,000 digits, 784-16-16-10, float32. Times of nnlib, and ratios to it.\n")
    print("batch    nnlib   " + "".join(f"{name:>16}" for name in CONTENDERS if name != "nnlib") + "   budget")
    for batch_size, budget in BUDGET.items():
        seconds = measure(digits, batch_size, turns=6)
        own = seconds.pop("nnlib")
        ratios = {name: own / s if name == "floor" else s / own for name, s in seconds.items()}
        cells = "".join(
            f"{ratios[name]:>14.2f} ×" if name in ratios else f"{'not installed':>16}" for name in list(CONTENDERS)[1:]
        )
        print(f"{batch_size:>5} {own:>7.2f} s  {cells}   ≥ {budget} × PyTorch, ≤ 1.6 × floor")
    print("\nfloor: how many times its floor an epoch takes (less is better). The others: how many times longer they take.")
