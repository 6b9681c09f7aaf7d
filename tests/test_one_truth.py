"""The vector and the views of a network are the same numbers, whatever is copied or assigned."""

import copy
import pickle

import numpy as np
import pytest

from nnlib import SGD, Network
from nnlib.parameters import count, split

X, Y = np.random.default_rng(1).random((4, 30)), np.eye(2)[np.arange(30) % 2].T


def network():
    return Network([4, 3, 2], "relu", rng=np.random.default_rng(0))


def belongs_together(flat, vector):
    weights, biases = split(vector, flat.sizes)
    return all(
        np.shares_memory(view, vector) and np.array_equal(view, expected)
        for view, expected in zip([*flat.weights, *flat.biases], [*weights, *biases])
    )


COPIES = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "Network.copy": lambda thing: thing.copy(),
}
every_copy = pytest.mark.parametrize("how", COPIES.values(), ids=COPIES)


@every_copy
def test_a_copy_is_independent_and_whole(how):
    original = network()
    twin = how(original)
    assert (twin.sizes, twin.activation) == (original.sizes, original.activation)
    np.testing.assert_array_equal(twin.parameters, original.parameters)
    assert belongs_together(twin, twin.parameters)
    twin.weights[0] += 1
    assert (twin.parameters[:12] == original.parameters[:12] + 1).all()


@every_copy
def test_a_copy_learns_exactly_as_the_original_would_have(how):
    original = network()
    twin = how(original)
    for one in (original, twin):
        for _ in SGD(one, X, Y, batch_size=10, rng=np.random.default_rng(2)).run(epochs=20):
            pass
    np.testing.assert_array_equal(twin.parameters, original.parameters)
    assert np.abs(twin.parameters - network().parameters).max() > 0.1


def test_a_copied_training_goes_on_like_the_original():
    sgd = SGD(network(), X, Y, batch_size=10, rng=np.random.default_rng(2))
    next(sgd)
    twin = copy.deepcopy(sgd)
    assert [next(sgd).cost for _ in range(9)] == [next(twin).cost for _ in range(9)]
    np.testing.assert_array_equal(twin.network.parameters, sgd.network.parameters)


@pytest.mark.parametrize("how", [copy.deepcopy, COPIES["pickle"]])
def test_a_copied_gradient_is_whole(how):
    gradient = how(network().backprop(X, Y))
    assert belongs_together(gradient, gradient.vector)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_assigning_copies_the_numbers_in(dtype):
    one, rng = Network([4, 3, 2], dtype=dtype), np.random.default_rng(3)
    W, b, vector = rng.random((2, 3)), rng.random(3), rng.random(count([4, 3, 2]))
    one.parameters = vector
    np.testing.assert_allclose(one.parameters, vector, rtol=1e-6)
    one.parameters = one.parameters - 1
    np.testing.assert_allclose(one.parameters, vector - 1, rtol=1e-5)
    one.weights[1] = W
    one.biases[0] = b
    np.testing.assert_allclose(one.weights[1], W, rtol=1e-6)
    np.testing.assert_allclose(one.biases[0], b, rtol=1e-6)
    one.weights, one.biases = [V * 2 for V in one.weights], [c * 2 for c in one.biases]
    np.testing.assert_allclose(one.weights[1], 2 * W, rtol=1e-6)
    one.weights[0] -= 0.5
    assert one.parameters.dtype == dtype and belongs_together(one, one.parameters)
    assert one.layers[1].W is one.weights[1]


def test_a_swap_of_rows_is_a_swap():
    one = network()
    first, second = one.weights[0][0].copy(), one.weights[0][1].copy()
    one.weights[0] = one.weights[0][[1, 0, 2]]
    assert (one.weights[0][0] == second).all() and (one.weights[0][1] == first).all()


def assign(target, value):
    def do(network):
        exec(f"network.{target} = value", {"network": network, "value": value})

    return do


@pytest.mark.parametrize(
    "change, words",
    [
        (assign("parameters", np.zeros(5)), r"shape \(23,\), but got \(5,\)"),
        (assign("parameters", 0.0), r"shape \(23,\), but got \(\)"),
        (assign("weights[1]", np.zeros((3, 2))), r"entry 1 must have shape \(2, 3\), but got \(3, 2\)"),
        (assign("biases[0]", np.zeros((3, 1))), r"entry 0 must have shape \(3,\), but got \(3, 1\)"),
        (assign("weights", [np.zeros((3, 4))]), r"weights must have the shapes"),
        (assign("biases", np.zeros(3)), r"biases must have the shapes"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_before_anything_is_changed(change, words):
    one = network()
    before = one.parameters.copy()
    with pytest.raises(ValueError, match=words):
        change(one)
    np.testing.assert_array_equal(one.parameters, before)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize(
    "use",
    [
        lambda n: n.forward(X),
        lambda n: n.output(X),
        lambda n: n.cost(X, Y),
        lambda n: n.backprop(X, Y),
        lambda n: n.accuracy(X, np.zeros(30, int)),
        lambda n: SGD(n, X, Y),
    ],
)
def test_the_first_parameter_that_is_not_a_number_is_named(use, bad):
    one = network()
    one.biases[1][1] = bad
    with pytest.raises(ValueError, match=rf"biases\[1\]\[1\] is {bad}"):
        use(one)


def test_a_training_that_overflows_stops_and_says_what_to_do():
    one = Network([4, 3, 2], dtype=np.float32, rng=np.random.default_rng(0))
    sgd = SGD(one, X, Y, batch_size=10, learning_rate=1e300, rng=np.random.default_rng(0))
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match=r"step \d: the cost is nan.*smaller learning rate"),
    ):
        for _ in sgd.run(epochs=20):
            pass
