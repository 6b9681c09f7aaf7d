"""Notebook 05 as a learner uses it: move a control, and the number in large type is the right one."""

import re

import numpy as np
import pytest
from lab import control

from nnlib import load_mnist, snapshot
from nnlib.explorers.every_image.agreement import COUNTS, agreements
from nnlib.explorers.every_image.listen import Listener
from nnlib.explorers.every_image.table import tally

NOTEBOOK = "05_every_image"

TRAIN, TEST = load_mnist().train, load_mnist().test


def line(output):
    return output.locator(".nnlib-readout").inner_text()


def key(output):
    """The number in large type."""
    text = output.locator(".nnlib-readout b").inner_text().replace("−", "-").replace(",", "")
    return float(re.search(r"-?[\d.]+", text).group())


def voters(notebook, output):
    """How many images vote, as the slider says."""
    return int(notebook.numbers(control(output, "how many images vote").locator(".widget-readout"))[0])


def fits(output, notebook):
    """Whether an explorer with its controls fits into the visible part of the notebook."""
    return output.bounding_box()["height"] + 4 <= notebook.page.locator(".jp-WindowedPanel-outer").bounding_box()["height"]


# ---- the table


def assert_survives(output, epochs, layer, n):
    share = 100 * tally(epochs, layer, n)["share"]
    assert key(output) == pytest.approx(share, abs=0.51)


def test_the_share_that_survives_follows_voters_network_and_layer(notebook):
    output = notebook.part("every_image.votes_table()")
    picture = output.locator(".nnlib-picture")
    assert fits(output, notebook) and "One image votes" in line(output) and key(output) == 100
    with notebook.expect_change(picture):
        notebook.drag(control(output, "how many images vote"), 0.5)
    n = voters(notebook, output)
    assert 100 < n < 600 and f"{n:,} images vote" in line(output)
    assert_survives(output, 0, 2, n)
    with notebook.expect_change(picture):
        output.get_by_role("button", name="20", exact=True).click()
    assert_survives(output, 20, 2, n)
    with notebook.expect_change(picture):
        output.locator("select").select_option("hidden layer 1")
    assert_survives(output, 20, 0, n)
    with notebook.expect_change(picture):
        notebook.drag(control(output, "how many images vote"), 1)
    assert voters(notebook, output) == 60_000
    assert_survives(output, 20, 0, 60_000)


def test_a_fast_drag_ends_in_its_last_state(notebook):
    output = notebook.part("every_image.votes_table()")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(control(output, "how many images vote"), 0.3, steps=200)
    n = voters(notebook, output)
    assert 15 < n < 50 and f"{n:,} images vote" in line(output)


# ---- agreement


def test_the_cosine_follows_voters_network_and_order(notebook):
    output = notebook.part("every_image.agreement_curve()")
    picture = output.locator(".nnlib-picture")
    assert fits(output, notebook) and key(output) == pytest.approx(agreements(20, 0)[COUNTS.index(100)], abs=0.0006)
    with notebook.expect_change(picture):
        notebook.drag(control(output, "how many images vote"), 0.8)
    n = voters(notebook, output)
    assert n > 1000 and key(output) == pytest.approx(agreements(20, 0)[COUNTS.index(n)], abs=0.0006)
    with notebook.expect_change(picture):
        output.get_by_role("button", name="1", exact=True).click()
    assert key(output) == pytest.approx(agreements(1, 0)[COUNTS.index(n)], abs=0.0006)
    with notebook.expect_change(picture):
        output.get_by_role("button", name="shuffle the images").click()
    assert key(output) == pytest.approx(agreements(1, 1)[COUNTS.index(n)], abs=0.0006)


# ---- listening


def test_listening_only_to_twos_makes_everything_a_two_and_all_images_repair_it(notebook):
    output = notebook.part("every_image.listen_only_to()")
    picture, listener = output.locator(".nnlib-picture"), Listener(20)
    twos = np.flatnonzero(TRAIN.labels == 2)
    assert fits(output, notebook)
    assert key(output) == pytest.approx(100 * snapshot(20).accuracy(TEST.images, TEST.labels), abs=0.06)
    for steps in (1, 10, 100):
        with notebook.expect_change(picture):
            output.get_by_role("button", name=f"step ×{steps}", exact=True).click()
        listener.listen(twos, steps, 1.5)
        assert key(output) == pytest.approx(accuracy(listener), abs=0.06)
    assert "After 111 steps" in line(output) and "“2”" in line(output)
    with notebook.expect_change(picture):
        output.locator("select:visible").select_option("3s")
    with notebook.expect_change(picture):
        output.get_by_role("button", name="all images").click()
    with notebook.expect_change(picture):
        output.get_by_role("button", name="step ×10", exact=True).click()
    listener.listen(None, 10, 1.5)
    assert key(output) == pytest.approx(accuracy(listener), abs=0.06) and key(output) > 90


def test_one_image_alone_is_heard_at_another_learning_rate(notebook):
    output = notebook.part("every_image.listen_only_to()")
    picture, listener = output.locator(".nnlib-picture"), Listener(5)
    with notebook.expect_change(picture):
        output.get_by_role("button", name="5 epochs").click()
    with notebook.expect_change(picture):
        output.get_by_role("button", name="this one image").click()
    assert fits(output, notebook)
    with notebook.expect_change(picture):
        notebook.drag(control(output, "image"), 0.4)
    index = int(notebook.numbers(control(output, "image").locator(".widget-readout"))[0])
    notebook.drag(control(output, "learning rate"), 0.75)
    rate = notebook.numbers(control(output, "learning rate").locator(".widget-readout"))[0]
    assert 2 <= rate <= 5
    with notebook.expect_change(picture):
        output.get_by_role("button", name="step ×10", exact=True).click()
    listener.listen(np.array([index]), 10, rate)
    assert key(output) == pytest.approx(accuracy(listener), abs=0.06)
    with notebook.expect_change(picture):
        output.get_by_role("button", name="reset", exact=True).click()
    listener.reset(5)
    assert key(output) == pytest.approx(accuracy(listener), abs=0.06) and "Before the first step" in line(output)


def accuracy(listener):
    return 100 * (listener.answers == TEST.labels).mean()
