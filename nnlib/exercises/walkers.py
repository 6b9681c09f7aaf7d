"""The exercises of 07_walkers: places in the space of all parameters."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def between(start, end, share):
    """The place (n,) on the straight line from start to end, both (n,): share is 0 at the start and 1 at the end."""
    return start + share * (end - start)


def distance(a, b):
    """How far apart two places a and b are, both (n,), a number: the root of the sum of the squared differences."""
    return np.linalg.norm(a - b)


def trade_places(W, j, k):
    """The weights W (n_out, n_in) that lead on from a layer, after its neurons j and k have swapped places."""
    order = np.arange(W.shape[1])
    order[[j, k]] = k, j
    return W[:, order]


def _overwritten(W, lost, kept):
    W = W.copy()
    W[:, lost] = W[:, kept]
    return W


NOT_SQUARED = "The differences are not squared: those of different signs cancel."
BOTH_THE_SAME = "Both columns are the same now: keep a copy of the first before you overwrite it."
ONLY_TWO = "These are the two columns alone: all the others stay in the matrix."
WRONG_WAY = "It is the wrong way round: share is 0 at the start and 1 at the end."

BETWEEN = Exercise(
    between,
    lambda rng, n_out, n_in, m: (*rng.normal(size=(2, n_in)), float(rng.uniform(0.1, 0.4))),
    [
        (lambda start, end, share: end + share * (start - end), WRONG_WAY),
        (lambda start, end, share: share * (end - start), "This is the way that you go: add it to the start."),
        (lambda start, end, share: start + (end - start), "This is the end itself: go only a share of the way."),
        (lambda start, end, share: (start + end) / 2, "This is always the middle: `share` says how far to go."),
        (lambda start, end, share: start + share * end, "This adds the end: add the way from the start to the end."),
        (lambda start, end, share: start + share * (start - end), "This goes away from the end: the way is end − start."),
        (lambda start, end, share: start - share * (start + end), "Start and end are added: the way is end − start."),
        (lambda start, end, share: share * (start + end), "This is a share of the sum: the parts are 1 − share and share."),
        (lambda start, end, share: start + share, "The end is not used: the way is end − start."),
    ],
)

DISTANCE = Exercise(
    distance,
    lambda rng, n_out, n_in, m: rng.normal(size=(2, n_in)),
    [
        (lambda a, b: ((a - b) ** 2).sum(), "The root is missing: this is the square of the distance."),
        (lambda a, b: (a - b).sum(), NOT_SQUARED),
        (lambda a, b: abs((a - b).sum()), NOT_SQUARED),
        (
            lambda a, b: abs(a - b).sum(),
            "These are the absolute differences, added up: square them, and take the root of the sum.",
        ),
        (lambda a, b: abs(a - b).max(), "This is the largest difference alone: all of them count."),
        (lambda a, b: np.sqrt(((a - b) ** 2).mean()), "This is the root of a mean: take the root of the sum."),
        (lambda a, b: a - b, "These are the differences one by one: square, add up, take the root."),
        (lambda a, b: np.linalg.norm(a + b), "The places are added: take their difference."),
        (lambda a, b: np.linalg.norm(a) - np.linalg.norm(b), "These are two lengths: take the length of the difference."),
        (lambda a, b: a @ b, "This is the dot product: the distance is the length of the difference."),
    ],
)

TRADE_PLACES = Exercise(
    trade_places,
    lambda rng, n_out, n_in, m: (rng.normal(size=(n_out, n_in)), *map(int, rng.choice(min(n_out, n_in), 2, replace=False))),
    [
        (lambda W, j, k: trade_places(W.T, j, k).T, "This swaps rows: what leads on from neuron j is column j of W."),
        (lambda W, j, k: W, "Nothing has moved: swap the columns j and k."),
        (lambda W, j, k: _overwritten(W, j, k), BOTH_THE_SAME),
        (lambda W, j, k: _overwritten(W, k, j), BOTH_THE_SAME),
        (lambda W, j, k: W[:, ::-1], "This reverses the whole order: only j and k swap places."),
        (lambda W, j, k: W[:, [j, k]], ONLY_TWO),
        (lambda W, j, k: W[:, [k, j]], ONLY_TWO),
    ],
)
