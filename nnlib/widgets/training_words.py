"""A training in words: what is special about it, and why its cost is not falling."""

from nnlib.analysis.training import COURSE


def about(training):
    """In a few words, how the training differs from the course's; empty if it does not."""
    sizes, n, lessons = training.network.sizes, len(training.digits.train), len(training.lessons)
    parts = {
        "-".join(map(str, sizes)): sizes != COURSE,
        training.network.activation: training.network.activation != "sigmoid",
        f"start {training.start}": training.start != "1/√n",
        f"{n:,} image{'s' * (n > 1)}": n != 60_000,
        f"{lessons} lesson{'s' * (lessons > 1)}": lessons,
    }
    return " · ".join(part for part, differs in parts.items() if differs)


def trouble_in_words(training):
    """In plain words, why the cost is not falling; empty if nothing is wrong."""
    flat = "nearly all outputs are stuck near 0 or 1, where the sigmoid is flat and the gradient almost zero"
    return {
        "": "",
        "burst": "The next step would have made the weights too large to compute with, so it was not taken. "
        "Turn down the learning rate, or rewind.",
        "flat start": f"The outputs were saturated before the first step, and still are: {flat}. "
        "The start weights are too large for this network: choose others.",
        "saturated": f"The steps were too long, and now the outputs are saturated: {flat}. Rewind, and take shorter steps.",
        "too long": f"The steps are too long: of the last {training.probes} that we checked, {training.overshoots} made "
        "the cost of their own mini-batch larger. Turn down the learning rate.",
    }[training.trouble()]
