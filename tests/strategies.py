"""Random networks and batches for the property tests."""

import numpy as np
from hypothesis import strategies as st

from nnlib import Network

sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5)


@st.composite
def problems(draw):
    """A float64 network with non-zero biases, inputs (n_in, m) and targets (n_out, m)."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    network = Network(draw(sizes), draw(st.sampled_from(["sigmoid", "relu"])), rng=rng)
    network.parameters += rng.normal(0, 0.3, network.parameters.size)  # so that biases are not zero
    m = draw(st.integers(1, 7))
    return network, rng.normal(size=(network.sizes[0], m)), rng.random((network.sizes[-1], m))
