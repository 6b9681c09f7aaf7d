"""One epoch of 784-16-16-10 on 60,000 digits, and the time to 90 % on the test digits, beside the alternatives."""

import time

import numpy as np

from benchmarks import contenders
from benchmarks.turns import best_of_turns
from nnlib import Network, load_mnist

EXAMPLES = 60_000
GOAL, LONGEST = 0.9, 60  # accuracy on the test digits, and the seconds after which a contender gives up
# name -> (maker, share of the steps that it takes in a turn, because a slow contender would take minutes for all)
CONTENDERS = {
    "nnlib": (contenders.nnlib, 1),
    "floor": (contenders.floor, 1),
    "PyTorch": (contenders.pytorch, 1),
    "torch.compile": (contenders.torch_compile, 1),
    "JAX scan": (contenders.jax_scan, 1),
    "numba": (contenders.numba_loops, 1),
    "plain C": (contenders.plain_c, 1),
    "scikit-learn": (contenders.scikit_learn, 1),
    "one at a time": (contenders.one_at_a_time, 1 / 20),
}
BUDGET = {10: 7, 100: 3.5, 1000: 2.5}  # batch size -> how many times faster than PyTorch, step by step
STRONG = ("torch.compile", "JAX scan", "numba", "plain C")


def measure(digits, batch_size, turns):
    """The seconds that each contender takes for an epoch; those that are not installed are left out."""
    steps, work, share = min(EXAMPLES // batch_size, 600), {}, {}
    for name, (make, part) in CONTENDERS.items():
        own_steps = max(1, round(steps * part))
        try:
            take_steps, _ = make(digits, batch_size)
            take_steps(own_steps)  # warm up: some compile first
        except (ImportError, OSError):
            continue
        work[name] = lambda take_steps=take_steps, own_steps=own_steps: take_steps(own_steps)
        share[name] = own_steps * batch_size / EXAMPLES
    return {name: seconds / share[name] for name, seconds in best_of_turns(work, turns).items()}


def time_to_goal(name, mnist, batch_size=100, every=50):
    """Seconds of training until GOAL of the test digits are read correctly, compiling included; None if we cannot tell."""
    try:
        start = time.perf_counter()
        take_steps, layers = CONTENDERS[name][0](mnist.train, batch_size)
        seconds = time.perf_counter() - start if layers() else None
    except (ImportError, OSError):
        return None
    network = Network(contenders.SIZES, dtype=np.float32)
    while seconds is not None and seconds < LONGEST:
        start = time.perf_counter()
        take_steps(every)
        seconds += time.perf_counter() - start
        network.weights, network.biases = (list(parts) for parts in zip(*layers()))
        if network.accuracy(mnist.test.images, mnist.test.labels) >= GOAL:
            return seconds
    return None


def main():
    mnist = load_mnist()
    others = [name for name in CONTENDERS if name != "nnlib"]
    print("\nTraining: one epoch of 60,000 digits, 784-16-16-10, float32. nnlib in seconds, the others as multiples.")
    print("floor: how many times as long as its floor an epoch of nnlib takes (less is better).\n")
    print("batch    nnlib" + "".join(f"{name:>15}" for name in others))
    for batch_size, budget in BUDGET.items():
        seconds = measure(mnist.train, batch_size, turns=6)
        own = seconds["nnlib"]
        ratios = {name: own / s if name == "floor" else s / own for name, s in seconds.items()}
        cells = "".join(f"{ratios[name]:>13.2f} ×" if name in ratios else f"{'not here':>15}" for name in others)
        print(f"{batch_size:>5} {own:>7.2f} s{cells}")
        best = [ratios[name] for name in STRONG if name in ratios]
        beside_best = f", {min(best):.2f} × the speed of the best of the strong ones (budget ≥ 0.5)" if best else ""
        faster = (
            f"{ratios['PyTorch']:.1f} × as fast as PyTorch (budget ≥ {budget})" if "PyTorch" in ratios else "no PyTorch here"
        )
        print(f"      → {faster}{beside_best}, {ratios['floor']:.2f} × its floor (budget ≤ 1.15)")
    print(f"\nSeconds of training to {GOAL:.0%} of the test digits, mini-batches of 100, compiling included:\n")
    for name in CONTENDERS:
        seconds = time_to_goal(name, mnist)
        print(f"{name:>15}  " + (f"{seconds:.2f}" if seconds else "–"))
