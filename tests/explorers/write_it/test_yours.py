"""Notebook 08: what is said of functions that a learner has written, or has not."""

import re

import numpy as np
import pytest
from solved import NO_SLOPE, TEXTS, but, course, empty, mine, notebook, write

from nnlib import load_mnist
from nnlib.explorers import write_it
from nnlib.explorers.write_it.yours import YourNetwork, Yours


def test_right_functions_have_no_complaint_and_are_taken_in_any_order(solved):
    assert Yours(mine(solved)[::-1]).complaint() == ""


@pytest.mark.parametrize("functions", [[], [np.sum], [3]])
def test_other_functions_are_refused_by_name(functions):
    with pytest.raises(ValueError, match="functions must be these six, batch_cost, forward, .* but got"):
        write_it.train(*functions)


def test_what_is_missing_is_named():
    functions = notebook(forward=empty("forward"), layer_back=empty("layer_back"))
    # A step that calls functions which are missing is no mistake of its own.
    assert Yours(mine(functions)).complaint() == "Not written yet: forward, layer_back. Write them above, and try again."


def test_what_is_wrong_is_named():
    functions = notebook(layer_back=NO_SLOPE)
    assert Yours(mine(functions)).complaint().startswith("layer_back: σ′(z) is missing")


def test_a_function_written_anew_takes_the_place_of_the_old_one(solved):
    yours = Yours(mine(solved))
    write(solved, "layer_back", NO_SLOPE)
    assert "σ′(z) is missing" in yours.complaint()
    write(solved, "layer_back", TEXTS["layer_back"])
    assert yours.complaint() == ""


def test_functions_that_would_take_minutes_are_not_begun_with():
    slow = but("layer_gradient", "return ", "time.sleep(0.08 if len(a_before) == 784 else 0)\n    return ")
    complaint = Yours(mine(notebook(layer_gradient=slow))).complaint()
    assert re.search(r"a step with 100 images would take about \d+ seconds", complaint)


def test_the_network_of_the_functions_is_the_network_of_the_course(solved):
    own, real = (
        made(rng=np.random.default_rng(1)) for made in (lambda rng: YourNetwork(Yours(mine(solved)), rng=rng), course)
    )
    x, y = (array[:, :7].astype(float) for array in (load_mnist().train.images, load_mnist().train.targets))
    np.testing.assert_allclose(own.backprop(x, y).vector, real.backprop(x, y).vector, rtol=1e-10)
    np.testing.assert_allclose(own.output(x), real.output(x), rtol=1e-12)
    assert own.copy().cost(x, y) == pytest.approx(real.cost(x, y))
