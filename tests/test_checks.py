"""Arguments that people bring from elsewhere are refused with a hint, before anything is changed."""

import warnings

import numpy as np
import pytest

from nnlib import SGD, Network, load_mnist, one_hot
from nnlib.digits.own import OwnDigits

PAIRS = [(np.zeros((784, 1)), np.zeros((10, 1))), (np.ones((784, 1)), np.ones((10, 1)))]


@pytest.mark.parametrize(
    "use", [lambda n: n.output(PAIRS), lambda n: SGD(n, PAIRS, PAIRS), lambda n: n.backprop(PAIRS, PAIRS)]
)
def test_a_list_of_pairs_is_refused_with_the_code_that_makes_columns(use):
    with pytest.raises(TypeError, match=r"a list of 2 tuples.*np\.hstack\(\[x for x, y in pairs\]\)"):
        use(Network([784, 16, 10]))


def test_the_hint_for_pairs_works():
    x, y = np.hstack([x for x, y in PAIRS]), np.hstack([y for x, y in PAIRS])
    assert Network([784, 16, 10]).backprop(x, y).cost > 0


@pytest.mark.parametrize(
    "labels, words",
    [
        ([1.0, 2.0], r"dtype is float64: try labels\.astype\(int\)"),
        (np.array([3.0], np.float32), r"try labels\.astype\(int\)"),
        ([True, False], r"try labels\.astype\(int\)"),
        ([1.5, 2.7], r"dtype is float64$"),
        ([np.nan], r"dtype is float64$"),
        (["3"], r"dtype is <U1$"),
    ],
)
def test_labels_that_are_not_whole_numbers_are_refused_with_a_hint_only_if_it_is_exact(labels, words):
    test = load_mnist().test
    with pytest.raises(TypeError, match=words):
        one_hot(labels)
    with pytest.raises(TypeError, match=words):
        Network([784, 10]).accuracy(test.images[:, : len(labels)], labels)
    with pytest.raises(TypeError, match=words):
        OwnDigits(np.zeros((784, len(labels))), labels)


def test_own_digits_never_round_a_label():
    with pytest.raises(TypeError, match="labels must hold whole numbers"):
        OwnDigits(np.zeros((784, 1)), [3.7])


@pytest.mark.parametrize(
    "work", [lambda n, x: n.forward(x), lambda n, x: n.output(x[:, 0]), lambda n, x: n.backprop(x, np.zeros((10, 3)))]
)
def test_pixels_from_0_to_255_are_accepted_with_a_warning_that_says_what_to_do(work):
    network, x = Network([784, 4, 10], rng=np.random.default_rng(0)), np.full((784, 3), 200, np.uint8)
    with pytest.warns(UserWarning, match=r"x ranges from 200 to 200, but .* from 0 to 1: try x / 255"):
        work(network, x)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        work(network, x / 255)
        Network([5, 4]).output(np.full(5, 200))  # of another size, so it may be anything
