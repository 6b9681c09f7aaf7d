"""The exercises of 07_walkers: steps, valleys, and places in the space of all parameters."""

import numpy as np

from nnlib.exercises.exercise import Exercise


def downhill_part(step, gradient):
    """How far a step (n,) leads straight downhill, against the gradient (n,), a number: below 0 if it leads uphill."""
    return -(step @ gradient) / np.linalg.norm(gradient)


def each_step(c, learning_rate):
    """By what number a step of gradient descent multiplies w, where the cost is c w²: one number for every w."""
    return 1 - 2 * c * learning_rate


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


BOTH_THE_SAME = "Both columns are the same now: keep a copy of the first one before it is overwritten."
ONLY_TWO = "These are only the two columns: the others belong to the matrix, too."
UPHILL = "The sign is the wrong one: this is how far the step leads uphill, with the gradient."
NOT_THE_GRADIENTS = "It is divided by the length of the step: divide by that of the gradient."

length = np.linalg.norm

DOWNHILL_PART = Exercise(
    downhill_part,
    lambda rng, n_out, n_in, m: rng.normal(size=(2, n_in)) * [[0.3], [2]],
    [
        (lambda step, gradient: step @ gradient / length(gradient), UPHILL),
        (
            lambda step, gradient: -step @ gradient,
            "It also grows with the length of the gradient: divide by that.",
        ),
        (
            lambda step, gradient: step @ gradient,
            "Two things are wrong: the gradient points uphill, and its length is still in the result.",
        ),
        (
            lambda step, gradient: -step @ gradient / (length(step) * length(gradient)),
            "This is a cosine, which says how well the directions agree: how far is that times the length of the step.",
        ),
        (
            lambda step, gradient: step @ gradient / (length(step) * length(gradient)),
            "This is the cosine with uphill: change its sign, and multiply by the length of the step.",
        ),
        (lambda step, gradient: -step @ gradient / length(step), NOT_THE_GRADIENTS),
        (
            lambda step, gradient: step @ gradient / length(step),
            f"{NOT_THE_GRADIENTS} And change the sign.",
        ),
        (
            lambda step, gradient: -step @ gradient / (gradient @ gradient),
            "It is divided by the square of the gradient's length: divide by the length once.",
        ),
        (
            lambda step, gradient: abs(step @ gradient) / length(gradient),
            "The sign is lost: a step may also lead uphill, and then the number is below 0.",
        ),
        (lambda step, gradient: length(step), "This is the length of the whole step: only a part of it leads downhill."),
        (
            lambda step, gradient: -step * gradient / length(gradient),
            "The products are not added up: the dot product is one number.",
        ),
        (
            lambda step, gradient: -(step @ gradient) * gradient / (gradient @ gradient),
            "This is a vector, the part of the step along the gradient: return how long it is, with its sign.",
        ),
        (
            lambda step, gradient: (step @ gradient) * gradient / (gradient @ gradient),
            "This is a vector, the part of the step along the gradient: return how far it leads downhill, one number.",
        ),
        (lambda step, gradient: length(step - gradient), "This is a distance: take the dot product."),
        (lambda step, gradient: length(step + gradient), "This is the length of a sum: take the dot product."),
        (
            lambda step, gradient: -step @ gradient / abs(gradient).sum(),
            "It is divided by the sum of the sizes: the length is the root of the sum of the squares.",
        ),
        (
            lambda step, gradient: -step @ gradient / gradient.sum(),
            "It is divided by the sum of the gradient: the length is the root of the sum of the squares.",
        ),
    ],
)

EACH_STEP = Exercise(
    each_step,
    lambda rng, n_out, n_in, m: (float(rng.uniform(0.2, 2)), float(rng.uniform(0.1, 0.9))),
    [
        (lambda c, learning_rate: 1 - c * learning_rate, "The slope of c w² is 2 c w: its 2 is missing."),
        (lambda c, learning_rate: 1 + 2 * c * learning_rate, "This leads uphill: a step goes against the slope."),
        (
            lambda c, learning_rate: -2 * c * learning_rate,
            "This is the step, as a share of w: add it to w itself, which is 1 times w.",
        ),
        (
            lambda c, learning_rate: 2 * c * learning_rate,
            "This share of w is taken away: what is left is 1 minus it.",
        ),
        (
            lambda c, learning_rate: abs(1 - 2 * c * learning_rate),
            "The sign is lost: where it is negative, the ball jumps to the other wall.",
        ),
        (
            lambda c, learning_rate: 2 * c * learning_rate - 1,
            "The sign is the wrong way round: the step is taken from w, not w from the step.",
        ),
        (lambda c, learning_rate: 2 * c, "This is the slope at w = 1: take a step against it, from w = 1."),
        (lambda c, learning_rate: 1 - 2 * c / learning_rate, "It is divided by the learning rate: multiply by it."),
        (
            lambda c, learning_rate: 1 - learning_rate / (2 * c),
            "A steeper valley gives a longer step: multiply by 2 c.",
        ),
        (lambda c, learning_rate: 1 - c**2 * learning_rate, "The slope of c w² is 2 c w: w is squared there, not c."),
        (
            lambda c, learning_rate: 1 - 2 * c,
            "`learning_rate` plays no part: multiply the slope by it.",
        ),
        (lambda c, learning_rate: 1 - 2 * learning_rate, "`c` plays no part: the slope of c w² is 2 c w."),
        (lambda c, learning_rate: c - 2 * c * learning_rate, "Begin with w itself, 1 times w: c belongs to the slope only."),
        (lambda c, learning_rate: 2 * c * (1 - learning_rate), "The slope is multiplied by what is left: take it from 1."),
        (
            lambda c, learning_rate: (1 - 2 * c) * learning_rate,
            "Multiply only the slope by the learning rate, not the 1.",
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
