"""What one step did: numbers worked out once more, and what each control changes."""

import numpy as np
import pytest
from helpers import assert_small_still, control

from nnlib import load_mnist, snapshot
from nnlib.explorers import backwards, mini_batches

TRAIN = load_mnist().train


def stepped(epochs, places, rate):
    """The network after a step with these training images, image by image."""
    network = snapshot(epochs)
    gradients = [network.backprop(TRAIN.images[:, i], TRAIN.targets[:, i]).vector for i in places]
    network.parameters -= rate * np.mean(gradients, axis=0)
    return network


def test_a_step_with_one_image_is_shown_as_it_is():
    explorer = backwards.what_one_step_did(index=5)
    after = stepped(0, [5], 1.5)
    numbers = explorer.numbers
    x, y = TRAIN.images[:, 5], TRAIN.targets[:, 5]
    np.testing.assert_allclose(numbers["outputs"], [snapshot(0).output(x), after.output(x)], rtol=1e-6)
    assert f"{after.cost(x, y):.3g}" in explorer.sentence
    changed = np.frombuffer(explorer.view.changed, np.float32)
    np.testing.assert_allclose(changed, after.parameters - snapshot(0).parameters, atol=1e-6)


def test_the_picture_shows_the_network_before_or_after_and_what_moved():
    explorer = backwards.what_one_step_did()
    show, view = control(explorer, "look at"), explorer.view
    assert (view.edges, view.caption) == ("changes", "what moved")
    show.value = "before"
    assert view.edges == "weights"
    np.testing.assert_array_equal(view.network.parameters, snapshot(0).parameters)
    show.value = "after"
    np.testing.assert_allclose(view.network.parameters, stepped(0, [5], 1.5).parameters, atol=1e-6)


@pytest.mark.parametrize("size", [1, 10])
def test_a_mini_batch_begins_with_the_image_that_is_looked_at(size):
    explorer = mini_batches.what_one_step_did(index=20, epochs=1, batch_size=size)
    after = stepped(1, range(20, 20 + size), 1.5)
    np.testing.assert_allclose(explorer.numbers["after"].parameters, after.parameters, atol=1e-6)
    explorer.chooser.index = len(TRAIN) - 1  # the last ones, then
    after = stepped(1, range(len(TRAIN) - size, len(TRAIN)), 1.5)
    np.testing.assert_allclose(explorer.numbers["after"].parameters, after.parameters, atol=1e-6)


def test_every_control_changes_the_step():
    explorer = mini_batches.what_one_step_did()
    for name, value in {"learning rate": 0.1, "batch size": 10, "network": 1}.items():
        before = explorer.sentence
        control(explorer, name).value = value
        assert explorer.sentence != before, name


def test_the_still_says_what_the_step_did():
    assert "Cost of this image 2.74 → 0.128" in assert_small_still(backwards.what_one_step_did())
