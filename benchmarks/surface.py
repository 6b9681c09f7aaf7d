"""A 41×41 cost surface over 2,000 digits, beside direct evaluations of the cost at the same number of places."""

import numpy as np

from benchmarks.turns import best_of_turns
from nnlib import load_mnist, snapshot
from nnlib.analysis import landscape

SIDE = 41
DIRECT = 60  # evaluations in a turn; the time of all 1,681 is extrapolated


def main():
    train, network, rng = load_mnist().train, snapshot(5), np.random.default_rng(0)
    x, y = train.images[:, :2000].astype(float), train.targets[:, :2000]
    u, v = (landscape.random_direction(network, rng) for _ in range(2))
    steps = np.linspace(-1, 1, SIDE)
    seconds = best_of_turns(
        {
            "surface": lambda: landscape.surface(network, u, v, steps, steps, x, y),
            "direct": lambda: [network.cost(x, y) for _ in range(DIRECT)],
        },
        turns=3,
    )
    ratio = seconds["direct"] * SIDE**2 / DIRECT / seconds["surface"]
    print(f"\nCost surface, {SIDE}×{SIDE} over 2,000 digits, float64: {seconds['surface']:.2f} s, {ratio:.1f} × faster than")
    print("direct evaluations.   budget ≤ 2 s, ≥ 3 ×")
