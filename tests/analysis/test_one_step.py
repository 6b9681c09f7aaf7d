"""A step before and after: its numbers are worked out once more, with SGD and by nudging."""

import numpy as np
import pytest

from nnlib import SGD, Network
from nnlib.analysis.one_step import one_step
from nnlib.gradient_check import nudge


def example(m=7):
    rng = np.random.default_rng(3)
    return Network([4, 3, 2], rng=rng), rng.random((4, m)), rng.random((2, m))


def test_the_step_is_that_of_sgd_and_the_network_stays_as_it_was():
    network, x, y = example()
    start = network.parameters.copy()
    step = one_step(network, x, y, 0.7, x[:, 2], y[:, 2])
    np.testing.assert_array_equal(network.parameters, start)
    twin = network.copy()
    SGD(twin, x, y, batch_size=7, learning_rate=0.7).step(x, y)
    np.testing.assert_allclose(step.after.parameters, twin.parameters, rtol=1e-12)
    np.testing.assert_allclose(step.after.parameters - start, step.changes, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(step.outputs, [network.output(x[:, 2]), twin.output(x[:, 2])], rtol=1e-12)
    np.testing.assert_allclose(step.costs, ((step.outputs - y[:, 2]) ** 2).sum(axis=1), rtol=1e-12)
    means = [((one.output(x) - y) ** 2).sum(axis=0).mean() for one in (network, twin)]
    np.testing.assert_allclose(step.batch_costs, means, rtol=1e-12)


def test_each_change_is_minus_the_learning_rate_times_what_nudging_says():
    network, x, y = example()
    slopes = [nudge(network, x, y, i) for i in range(network.parameters.size)]
    step = one_step(network, x, y, 0.7, x[:, 0], y[:, 0])
    np.testing.assert_allclose(step.changes, -0.7 * np.array(slopes), atol=1e-8)


def test_one_image_may_be_its_own_batch_and_a_learning_rate_of_0_is_refused():
    network, x, y = example()
    alone = one_step(network, x[:, 0], y[:, 0], 0.5, x[:, 0], y[:, 0])
    assert alone.costs == pytest.approx(alone.batch_costs) and alone.costs[1] < alone.costs[0]
    with pytest.raises(ValueError, match="learning_rate"):
        one_step(network, x, y, 0, x[:, 0], y[:, 0])
