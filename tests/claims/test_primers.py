"""What the primers claim."""

import numpy as np
from claims.course import says

from nnlib import Network
from nnlib.exercises.by_hand import FIRST, SQUISHED, another, network_of

PAGE = "primers"


def test_the_table_of_the_sigmoid_is_right_to_two_digits():
    says(PAGE, "You need σ only at these places, rounded to two digits")
    says(PAGE, "| 0.20 | 0.25 | 0.40 | 0.50 | 0.60 | 0.75 | 0.80 | 0.90 |")
    for z, a in SQUISHED.items():
        assert round(float(1 / (1 + np.exp(-z))), 2) == a
    for given in (FIRST, *(another(np.random.default_rng(seed)) for seed in range(8))):
        network, x, _ = network_of(given)
        assert isinstance(network, Network)
        zs = np.concatenate(network.forward(x).zs)
        assert all(min(abs(z - known) for known in SQUISHED if known != -2.2) < 0.02 for z in zs)


def test_the_deltas_of_the_hidden_neurons_differ_in_sign_where_the_weights_do():
    says(PAGE, "δ₁ and δ₂ have different signs where the weights $w_{31}$ and $w_{32}$ do.")
    for given in (FIRST, *(another(np.random.default_rng(seed)) for seed in range(8))):
        network, x, y = network_of(given)
        first, second = network.backprop(x, y).deltas[0]
        assert (first * second < 0) == (given["w31"] * given["w32"] < 0)
