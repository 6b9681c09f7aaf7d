"""Notebook 08: how large a nudge may be."""

import numpy as np
import pytest

from nnlib import load_mnist
from nnlib.explorers import write_it
from nnlib.explorers.write_it.epsilon import EPSILONS, PARAMETERS, cost_after
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of
from nnlib.plots import style
from nnlib.wording import rough


def sliders(explorer):
    row = explorer.children[0].children
    return row[1], row[2]


@pytest.fixture(scope="module")
def epsilon():
    return write_it.epsilon()


def test_the_errors_are_those_of_nudging(epsilon):
    network = write_it_check_network()
    x, y = (array[:, 5:6].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets))
    parameter, size = sliders(epsilon)
    for name in PARAMETERS:
        parameter.value = name
        index = index_of(name, network.sizes)
        slope = network.backprop(x, y).vector[index]
        for power in (0.0, -3.0, -6.0):
            size.value = power
            at, numbers = epsilon.numbers["at"], epsilon.numbers
            assert numbers["epsilon"] == EPSILONS[at] == pytest.approx(10**power)
            nudged = nudge(network, x, y, index, 10**power)
            assert numbers["central"][at] == pytest.approx(abs(nudged - slope) / abs(slope), rel=1e-2, abs=1e-9)
            above, here = cost_after(network, index, np.array([10**power, 0.0]))
            one_sided = abs((above - here) / 10**power - slope) / abs(slope)
            assert numbers["one_sided"][at] == pytest.approx(one_sided, rel=1e-2, abs=1e-7)
            assert f"off by {rough(numbers['central'][at])} of" in epsilon.sentence


def write_it_check_network():
    from nnlib import snapshot

    return snapshot(1).copy(dtype=np.float64)


def test_both_ends_are_bad_and_the_middle_is_good(epsilon):
    parameter, _ = sliders(epsilon)
    for name in PARAMETERS:
        parameter.value = name
        n = epsilon.numbers
        best, best_one_sided = (n["epsilons"][n[way].argmin()] for way in ("central", "one_sided"))
        assert 1e-6 < best < 1e-3 and n["central"].min() < 1e-10 and n["central"][[0, -1]].min() > 0.01
        assert 1e-9 < best_one_sided < 1e-5 and n["one_sided"].min() > 10 * n["central"].min()
        # Truncation: with ε² for central differences, with ε for one-sided ones.
        tenth = slice(*(int(abs(np.log10(n["epsilons"]) - power).argmin()) for power in (-1, -3)), 10)
        np.testing.assert_allclose(n["central"][tenth][0] / n["central"][tenth][1], 100, rtol=0.2)
        np.testing.assert_allclose(n["one_sided"][tenth][0] / n["one_sided"][tenth][1], 10, rtol=0.6)


def test_the_close_up_shows_the_cost_between_both_nudges(epsilon):
    parameter, size = sliders(epsilon)
    parameter.value, size.value = PARAMETERS[0], 0.5
    n = epsilon.numbers
    assert n["steps"][[0, -1]] == pytest.approx([-(10**0.5), 10**0.5]) and n["changes"][len(n["steps"]) // 2] == 0
    size.value = -15.0
    assert len(set(epsilon.numbers["changes"])) < 15  # a staircase
    changes = epsilon.numbers["changes"]
    drawn = [line.get_ydata() for line in epsilon.figure.axes[0].lines if len(line.get_ydata()) == len(changes)]
    assert any(np.allclose(line / line[-1], changes / changes[-1]) for line in drawn)


def test_the_epsilon_explorer_has_a_still_picture(epsilon):
    assert len(style.png(epsilon.still())) < 150_000
