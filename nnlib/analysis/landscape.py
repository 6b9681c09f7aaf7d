"""The cost as a landscape: along a line, over a plane, anywhere near a network in the space of its parameters.

A place is the network's own parameters plus Σ coordinate · direction. The first layer's z is linear in the coordinates,
z = z₀ + Σ coordinate · z_direction, so one large product for the network and one for each direction serve every place.
Each place then only needs the small layers after the first.
"""

import numpy as np

from nnlib import checks
from nnlib.backprop import cost, forward
from nnlib.parameters import place_of, split
from nnlib.threads import one_thread


@one_thread
def costs(network, directions, coordinates, x, y):
    """The cost over the examples x (n_in, m), y (n_out, m) at each place: (places,).

    `directions` is (k, n_parameters), `coordinates` (k, places): k = 1 is a line, k = 2 a plane.
    """
    x, y = checks.batch(network, x, y)
    directions = _checked_directions(network, directions)
    coordinates = np.asarray(coordinates, float)
    if coordinates.ndim != 2 or len(coordinates) != len(directions) or not np.isfinite(coordinates).all():
        raise ValueError(
            f"coordinates must be finite numbers of shape ({len(directions)}, places), one row for each direction, "
            f"but got shape {coordinates.shape}"
        )
    twin = network.copy(dtype=np.float64)
    x = x.astype(np.float64, copy=False)
    vectors = [twin.parameters.copy(), *directions]
    first = [split(vector, network.sizes) for vector in vectors]
    zs = [np.matmul(weights[0], x, order="F") + biases[0][:, np.newaxis] for weights, biases in first]
    return np.array([_cost(twin, vectors, zs, (1, *place), y) for place in coordinates.T])


def surface(network, u, v, s, t, x, y):
    """The cost over the plane of directions `u` and `v`: (len(s), len(t)), at s[i] · u + t[j] · v."""
    places = np.meshgrid(s, t, indexing="ij")
    return costs(network, [u, v], np.reshape(places, (2, -1)), x, y).reshape(places[0].shape)


def cost_along(network, x, y, index, values):
    """The cost of one example for each of `values` (m,) of the parameter at `index` of the flat vector: (m,)."""
    layer, to, start = place_of(index, network.sizes)
    zs, activations = network.forward(x)
    moved = np.asarray(values) - network.parameters[index]
    z = np.repeat(zs[layer][:, np.newaxis], len(moved), axis=1)
    z[to] += moved * (1 if start is None else activations[layer][start])  # only the z of this neuron changes
    a = forward(network.layers[layer + 1 :], network.layers[layer].f(z)).activations[-1]
    return ((a - y[:, np.newaxis]) ** 2).sum(axis=0)


def random_direction(network, rng):
    """A random direction (n_parameters,) in which each weight matrix and bias vector has the same norm as in the network.

    A step of a given length then means the same in every layer and in every network.
    """
    direction = checks.generator("rng", rng).normal(size=network.parameters.size)
    for views, own in zip(split(direction, network.sizes), (network.weights, network.biases)):
        for view, like in zip(views, own):
            view *= np.linalg.norm(like) / np.linalg.norm(view)
    return direction


@one_thread
def principal_plane(walk, origin=None):
    """The plane through `origin` that holds most of a walk's movement: (u, v, coordinates, share).

    `walk` is (places, n_parameters); `origin` (n_parameters,) is its mean unless given. `u` and `v` are orthogonal unit
    vectors, `coordinates` (2, places) are those of the walk's projection onto the plane, and `share`, 0 to 1, is the part
    of the squared distances from the origin that lies in the plane.
    """
    walk = np.asarray(walk, float)
    if walk.ndim != 2 or len(walk) < 3:
        raise ValueError(f"walk must have shape (places, n_parameters) with at least 3 places, but got {walk.shape}")
    moved = walk - (walk.mean(axis=0) if origin is None else origin)
    # The eigenvectors of the small matrix places × places give those of n_parameters × n_parameters, which is huge.
    squares, along = np.linalg.eigh(moved @ moved.T)
    u, v = ((moved.T @ along[:, -k]) / np.sqrt(max(squares[-k], np.finfo(float).tiny)) for k in (1, 2))
    coordinates = np.array([moved @ u, moved @ v])
    return u, v, coordinates, float((coordinates**2).sum() / max((moved**2).sum(), np.finfo(float).tiny))


def _checked_directions(network, directions):
    directions = np.asarray(directions, float)
    if directions.ndim != 2 or directions.shape[1] != network.parameters.size or not np.isfinite(directions).all():
        raise ValueError(
            f"directions must be finite numbers of shape (k, {network.parameters.size}), but got shape {directions.shape}"
        )
    return directions


def _cost(twin, vectors, zs, place, y):
    """The cost at one place, computed from the first z on; `place` starts with a 1 for the network itself."""
    twin.parameters[:] = sum(c * vector for c, vector in zip(place, vectors))
    first, *others = twin.layers
    a = first.f(sum(c * z for c, z in zip(place, zs)))
    return cost(forward(others, a).activations[-1], y)
