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
    """The weights W (n_out, n_in) that lead on from a layer, after its neurons j and k have changed places."""
    order = np.arange(W.shape[1])
    order[[j, k]] = k, j
    return W[:, order]


def _overwritten(W, lost, kept):
    W = W.copy()
    W[:, lost] = W[:, kept]
    return W


def _moved(W, start, end):
    return np.insert(np.delete(W, start, axis=1), end, W[:, start], axis=1)


def _one_entry(W, j, k):
    W = W.copy()
    W[j, k], W[k, j] = W[k, j], W[j, k]
    return W


NOT_SQUARED = "The differences are not squared: positive and negative ones cancel."
BOTH_THE_SAME = "Both columns are the same now: keep a copy of the first one before it is overwritten."
ONLY_TWO = "These are only the two columns: the others belong to the matrix, too."
WRONG_WAY = "Start and end have changed places: a share of 0 is the start, and 1 is the end."

BETWEEN = Exercise(
    between,
    lambda rng, n_out, n_in, m: (*rng.normal(size=(2, n_in)), float(rng.uniform(0.1, 0.4))),
    [
        (lambda start, end, share: end + share * (start - end), WRONG_WAY),
        (
            lambda start, end, share: share * (end - start),
            "This is the way from the start to the place: add it to the start.",
        ),
        (lambda start, end, share: start + (end - start), "This is the end itself: go only this share of the way."),
        (lambda start, end, share: (start + end) / 2, "This is always the middle: `share` says how far to go."),
        (
            lambda start, end, share: start + share * end,
            "A share of the end is added: add a share of the way from the start to the end.",
        ),
        (lambda start, end, share: start + share * (start - end), "This goes away from the end: the way is `end - start`."),
        (lambda start, end, share: start - share * (start + end), "The share of the end is subtracted: it should be added."),
        (
            lambda start, end, share: share * (start + end),
            "This is a share of the sum: take `1 - share` of the start and `share` of the end.",
        ),
        (lambda start, end, share: start + share, "The end plays no part: the way is `end - start`."),
        (lambda start, end, share: share * (end - start) - start, "The start is subtracted: add it."),
        (lambda start, end, share: end - share * (end - start), WRONG_WAY),
        (lambda start, end, share: start + (end - start) / share, "The way is divided by the share: multiply it."),
        (
            lambda start, end, share: (start + end) * share / 2,
            "This is half a share of the sum: take `1 - share` of the start and `share` of the end.",
        ),
        (
            lambda start, end, share: start - share * end,
            "A share of the end is subtracted: add a share of the way from the start to the end.",
        ),
        (
            lambda start, end, share: share * end,
            "This is a share of the end: begin at the start, and go this share of the way.",
        ),
        (
            lambda start, end, share: share * start,
            "This is a share of the start: go this share of the way from the start to the end.",
        ),
        (lambda start, end, share: (1 - share) * start, "The end plays no part: add `share` of it."),
        (lambda start, end, share: end - start, "This is the whole way: begin at the start, and go only this share of it."),
        (lambda start, end, share: start * share * end, "Everything is multiplied: add a share of the way to the start."),
        (
            lambda start, end, share: start + share * abs(end - start),
            "The signs of the way are lost: some parameters have to shrink on it.",
        ),
        (
            lambda start, end, share: (start + share) * (end - start),
            "The share is added to the start: brackets belong round the way only.",
        ),
        (
            lambda start, end, share: start * (1 + share) + end * share,
            "The share of the start is added: take `1 - share` of the start.",
        ),
        (
            lambda start, end, share: share + (end - start),
            "The share is added: multiply the way by it, and add that to the start.",
        ),
        (lambda start, end, share: start + share + (end - start), "The share is added: multiply the way by it."),
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
            "These are the absolute differences, added up: square them first, and take the root at the end.",
        ),
        (lambda a, b: abs(a - b).max(), "This is only the largest difference: all of them count."),
        (lambda a, b: np.sqrt(((a - b) ** 2).mean()), "This is the root of a mean: take the root of the sum."),
        (lambda a, b: a - b, "These are the differences one by one: square them, add up, and take the root."),
        (lambda a, b: np.linalg.norm(a + b), "The places are added: take their difference."),
        (
            lambda a, b: np.linalg.norm(a) - np.linalg.norm(b),
            "One length is subtracted from the other: take the length of the difference.",
        ),
        (lambda a, b: a @ b, "This is the dot product: the distance is the length of the difference."),
        (lambda a, b: abs(a - b), "The differences are not added up: square them, add up, and take the root."),
        (lambda a, b: (a - b) ** 2, "These are the squares one by one: add them up, and take the root."),
        (lambda a, b: ((a - b) ** 2).mean(), "This is the mean of the squares: take the root of their sum."),
        (lambda a, b: (a - b).sum() ** 2, "The differences are added up first and then squared: square each, then add up."),
        (
            lambda a, b: abs(a - b).mean(),
            "This is the mean of the absolute differences: square them, add up, and take the root.",
        ),
        (
            lambda a, b: np.sqrt(abs(a - b)).sum(),
            "The roots are added up: square the differences, add up, and take one root.",
        ),
        (
            lambda a, b: np.sqrt(abs(a - b).sum()),
            "The differences are not squared: under the root belongs the sum of their squares.",
        ),
        (lambda a, b: np.sqrt(abs(a @ a - b @ b)), "These are differences of squares: take the squares of the differences."),
        (lambda a, b: (abs(a - b) ** 3).sum() ** (1 / 3), "The differences are cubed: square them."),
        (lambda a, b: ((a - b) ** 2).sum() / 2, "The sum is halved: take its root, `** 0.5`."),
        (lambda a, b: np.linalg.norm(a) + np.linalg.norm(b), "Two lengths are added: take the length of the difference."),
        (
            lambda a, b: abs(np.linalg.norm(a) - np.linalg.norm(b)),
            "One length is subtracted from the other: take the length of the difference.",
        ),
        (lambda a, b: (a - b).mean(), "This is the mean difference: square the differences, add up, and take the root."),
        (lambda a, b: abs(a - b).min(), "This is only the smallest difference: all of them count."),
        (
            lambda a, b: (a - b).std(),
            "This is a standard deviation, which subtracts the mean first: take the root of the sum of squares.",
        ),
    ],
)

TRADE_PLACES = Exercise(
    trade_places,
    lambda rng, n_out, n_in, m: (rng.normal(size=(n_out, n_in)), *map(int, rng.choice(min(n_out, n_in), 2, replace=False))),
    [
        (
            lambda W, j, k: trade_places(W.T, j, k).T,
            "Two rows have changed places: what leads on from neuron j is column j of W.",
        ),
        (lambda W, j, k: W, "Nothing has changed places: exchange the columns j and k."),
        (lambda W, j, k: _overwritten(W, j, k), BOTH_THE_SAME),
        (lambda W, j, k: _overwritten(W, k, j), BOTH_THE_SAME),
        (lambda W, j, k: W[:, ::-1], "The whole order is reversed: only j and k change places."),
        (
            lambda W, j, k: trade_places(trade_places(W.T, j, k).T, j, k),
            "Rows and columns have changed places: only the columns do.",
        ),
        (lambda W, j, k: W[::-1], "The rows are reversed: only the columns j and k change places."),
        (lambda W, j, k: np.delete(W, [j, k], axis=1), "The two columns are gone: they only change places."),
        (lambda W, j, k: _moved(W, j, k), "A column is moved, and those between move up: only j and k change places."),
        (lambda W, j, k: _moved(W, k, j), "A column is moved, and those between move up: only j and k change places."),
        (lambda W, j, k: np.roll(W, 1, axis=1), "All columns move on by one: only j and k change places."),
        (lambda W, j, k: -trade_places(W, j, k), "All signs have changed: only the places change."),
        (lambda W, j, k: _one_entry(W, j, k), "Only two entries have changed places: exchange the whole columns."),
        (lambda W, j, k: W[:, j], "This is one column only: return the whole matrix."),
        (lambda W, j, k: W[:, k], "This is one column only: return the whole matrix."),
        (lambda W, j, k: W[[j, k]], "These are two rows only: exchange the columns j and k of the whole matrix."),
        (lambda W, j, k: W[[k, j]], "These are two rows only: exchange the columns j and k of the whole matrix."),
        (lambda W, j, k: np.sort(W, axis=1), "The rows are sorted: only the columns j and k change places."),
        (lambda W, j, k: W[:, [j, k]], ONLY_TWO),
        (lambda W, j, k: W[:, [k, j]], ONLY_TWO),
    ],
)
