"""Notebook 07 as a learner uses it: predict, move every control, and read the screen."""

import pytest
from lab import wait_until
from playwright.sync_api import expect

from nnlib.explorers import walkers


@pytest.fixture
def notebook(open_notebook):
    notebook = open_notebook("07_walkers")
    for card in notebook.page.locator(".predict", has=notebook.page.get_by_text("This is my prediction")).all():
        card.locator(".predict-choice").first.click()
        card.get_by_role("button", name="This is my prediction").click()
        card.locator(".predict-words").wait_for()
    return notebook


def line(output):
    return output.locator(".nnlib-readout")


def slider(output, description):
    return output.locator(".widget-slider").filter(has_text=description).first


def read_compass(notebook, output):
    return notebook.numbers(line(output))[0]


def check_the_compass(notebook):
    output = notebook.part("their mean cosine")
    for name, epochs in (("5", 5), ("20", 20), ("0 (fresh)", 0), ("1", 1)):
        with notebook.expect_change(output.locator(".nnlib-picture")):
            output.get_by_role("button", name=name, exact=True).click()
        assert read_compass(notebook, output) == pytest.approx(walkers.drawn(epochs, 100).mean(), abs=0.001)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "batch size"), 1)
    assert read_compass(notebook, output) == 1 and "all needles are one" in line(output).inner_text()
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "batch size"), 0.45)
    before = line(output).inner_text()
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="other batches").click()
    assert line(output).inner_text() != before


def check_the_walks(notebook):
    output = notebook.part("400,000 images each")
    notebook.scroll_to(output)
    read = line(output).inner_text
    assert "after 40 steps each" in read()
    output.get_by_role("button", name="images seen").click()
    expect(line(output)).to_contain_text("after 400,000 images seen each")
    notebook.wait_until_answered()
    careful, drunk, _ = notebook.numbers(line(output))
    assert (careful, drunk) == (pytest.approx(0.088, abs=0.002), pytest.approx(0.037, abs=0.008))
    with notebook.expect_change(read):
        notebook.drag(slider(output, "time"), 0.5)
    assert 150_000 < notebook.numbers(line(output))[2] < 250_000

    with notebook.expect_change(read):
        notebook.drag(slider(output, "learning rate"), 0)
    assert "press Walk" in read().replace("\n", " ")
    output.locator("select").nth(1).select_option("1,000")
    output.get_by_role("button", name="Walk", exact=True).click()
    expect(line(output)).to_contain_text("after 400,000 images seen each")
    notebook.wait_until_answered()
    assert notebook.numbers(line(output))[:2] != [careful, drunk]
    output.get_by_role("button", name="seconds").click()
    expect(line(output)).to_contain_text("seconds each")
    output.get_by_role("button", name="Play").click()


def check_the_ball(notebook):
    output = notebook.part("A ball rolls down")
    notebook.scroll_to(output)
    cost = lambda: notebook.numbers(line(output))[0]  # noqa: E731
    assert cost() == pytest.approx(0.0478, abs=0.0001)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "learning rate"), 1)
    assert "flown out" in line(output).inner_text()
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "learning rate"), 0.38)
    for name, share in (("start w₁", 0.75), ("start w₂", 0.85)):
        with notebook.expect_change(output.locator(".nnlib-picture")):
            notebook.drag(slider(output, name), share)
    assert cost() == pytest.approx(0.1425, abs=0.003)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "step"), 0)
    assert "at the start" in line(output).inner_text()
    output.get_by_role("button", name="Play").click()
    expect(line(output)).not_to_contain_text("at the start")
    expect(output.get_by_role("button", name="Pause")).to_have_count(0)
    wait_until(lambda: cost() == pytest.approx(0.1425, abs=0.003), "the last step")


def check_the_ends(notebook):
    output = notebook.part("half-way between them")
    notebook.scroll_to(output)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="1 shuffled").nth(1).click()
    assert notebook.numbers(line(output))[0] > 0.3 and "from seed 1 to 1 shuffled" in line(output).inner_text()
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="seed 4").first.click()
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(slider(output, "how far"), 1)
    assert notebook.numbers(line(output))[0] < 0.15 and "100 % of the way from seed 4" in line(output).inner_text()


def test_every_control_of_the_notebook_moves_what_it_should(notebook):
    check_the_compass(notebook)
    check_the_walks(notebook)
    check_the_ball(notebook)
    check_the_ends(notebook)
