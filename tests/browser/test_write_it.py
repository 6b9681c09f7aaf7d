"""Notebook 08 as a learner uses it: with nothing written, and with all six functions written."""

import ast

import build_notebooks
import nbformat
import numpy as np
import pytest
from lab import Notebook
from live_lab import long
from playwright.sync_api import expect

from nnlib.exercises.order import PUZZLES
from nnlib.explorers.write_it.epsilon import EPSILONS, differences
from nnlib.wording import rough

SOURCES = build_notebooks.NOTEBOOKS / "source"
NAMES = "batch_cost", "forward", "batch_delta", "layer_gradient", "layer_back", "batch_step"
EXPLORERS = "write_it.train(*mine)", "write_it.check_all(*mine)", "write_it.epsilon()", "write_it.beside_network(*mine)"
CHECK = "check all 13,002"
LONG = 300  # seconds: checking them all takes twenty on an idle machine


def solved_notebook(folder):
    """Notebook 08 with the answers filled in, without its prose."""
    module = ast.parse((SOURCES / "solutions.py").read_text(encoding="utf-8"))
    functions = [ast.unparse(node) for node in module.body if getattr(node, "name", None) in NAMES]
    setup = "import numpy as np\nfrom nnlib.activations import sigmoid, sigmoid_slope\nfrom nnlib.explorers import write_it"
    texts = [setup, *functions, f"mine = [{', '.join(NAMES)}]", *EXPLORERS]
    cells = [nbformat.v4.new_code_cell(text) for text in texts]
    path = folder / "solved.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=build_notebooks.METADATA), path)
    return path


@pytest.fixture(scope="module")
def solved(browser, lab, tmp_path_factory):
    # In a folder of its own, so that a copy of 03 can lie beside it, to which it links.
    (lab.root / "03_one_image.ipynb").write_bytes((build_notebooks.NOTEBOOKS / "03_one_image.ipynb").read_bytes())
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(solved_notebook(tmp_path_factory.mktemp("solved")))
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


def press(output, name):
    output.get_by_role("button", name=name, exact=name not in (CHECK, "stop")).click()  # these have an icon


def test_a_fresh_notebook_runs_to_its_end_and_says_what_is_missing(open_notebook):
    notebook = open_notebook("08_write_it")
    verdicts = notebook.page.locator("[role=status]").filter(has_text="is not written yet")
    expect(verdicts).to_have_count(8)  # two of the six come twice
    assert notebook.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count() == 0

    board = notebook.part("write_it.train")
    expect(board.locator(".notice")).to_contain_text("Not written yet: batch_cost")
    press(board, "1 epoch")
    expect(board.locator("[data-show=steps]")).to_have_text("0")
    expect(board.locator(".notice")).to_contain_text("Not written yet: batch_cost")

    checked = notebook.part("write_it.check_all")
    press(checked, CHECK)
    expect(checked.locator("[role=alert]")).to_contain_text("Not written yet")


def test_the_functions_train_on_the_board_and_are_watched(solved):
    board = solved.part("write_it.train")
    solved.scroll_to(board)
    assert board.bounding_box()["height"] <= 600
    for epochs in ("1", "2"):
        press(board, "1 epoch")
        expect(board.locator("[data-show=epochs]")).to_have_text(epochs)
    solved.wait_until_at_rest()
    assert solved.numbers(board.locator("[data-show=accuracy]"))[0] > 90

    # A function that is broken meanwhile is noticed, and the board goes on when the function is repaired.
    solved.run("whole, layer_back = layer_back, lambda W, delta, z: W.T @ delta\nlayer_back.__name__ = 'layer_back'")
    press(board, "10 steps")
    expect(board.locator(".notice")).to_contain_text("layer_back: σ′(z) is missing")
    expect(board.locator("[data-show=steps]")).to_have_text("1,200")
    solved.run("layer_back = whole")
    press(board, "10 steps")
    expect(board.locator("[data-show=steps]")).to_have_text("1,210")


@long
def test_all_13_002_slopes_of_right_functions_agree(solved):
    checked = solved.part("write_it.check_all")
    press(checked, CHECK)
    expect(checked.locator(".nnlib-readout")).to_contain_text("13,002 slopes checked", timeout=1000 * LONG)
    expect(checked.locator(".nnlib-readout")).to_contain_text("all agree")


def test_the_check_of_all_gradients_has_a_bar_can_be_stopped_and_finds_what_is_wrong(solved):
    checked = solved.part("write_it.check_all")
    solved.scroll_to(checked)
    assert checked.bounding_box()["height"] <= 600
    readout, bar = checked.locator(".nnlib-readout"), checked.locator(".progress-bar")
    press(checked, CHECK)
    press(checked, "stop")
    expect(checked.get_by_role("button", name=CHECK)).to_be_visible()
    solved.wait_until_answered()
    done = solved.numbers(readout)[0]
    assert 0 < done < 13_002
    assert bar.evaluate("bar => parseFloat(bar.style.width)") == pytest.approx(done / 130.02, abs=0.5)
    solved.run("whole, layer_back = layer_back, lambda W, delta, z: W.T @ delta\nlayer_back.__name__ = 'layer_back'")
    press(checked, CHECK)
    expect(readout).to_contain_text("wrong")
    solved.run("layer_back = whole")


def test_the_slider_for_epsilon_is_answered_at_both_ends(solved):
    output = solved.part("write_it.epsilon()")
    solved.scroll_to(output)
    assert output.bounding_box()["height"] <= 600
    readout = output.locator(".nnlib-readout")
    output.locator("select").select_option("weights[0][0, 407]")
    _, central, one_sided = differences("weights[0][0, 407]")
    for place, at in ((1.0, 0), (0.0, -1)):
        with solved.expect_change(output.locator(".nnlib-picture").first):
            solved.drag(output, place)
        for said in f"ε = {rough(EPSILONS[at])} nudging", rough(central[at]), f"one-sided {rough(one_sided[at])}":
            expect(readout).to_contain_text(said)
    assert np.min(central) < min(central[0], central[-1]) / 1000


def test_the_lines_of_network_py_stand_beside_and_lead_to_their_pictures(solved):
    table = solved.part("write_it.beside_network")
    solved.scroll_to(table)
    expect(table.locator("tr")).to_have_count(7)
    assert table.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    page = solved.follow(table.get_by_role("link", name="picture: A wish").first)
    page.wait_for_function("() => document.title.includes('03_one_image')")


def test_lines_are_put_in_order_by_keys_and_by_buttons(open_notebook):
    notebook = open_notebook("08_write_it")
    output = notebook.part('put_in_order("batch_cost")')
    lines, said = output.locator("li"), output.locator(".lines-said")
    output.get_by_role("button", name="check", exact=True).click()
    expect(said).to_contain_text("is too early")
    right = PUZZLES["batch_cost"].lines
    for place, text in enumerate(right[:2]):  # by keys
        line = lines.filter(has_text=text).first
        line.focus()
        for _ in range([other.inner_text() for other in lines.locator("code").all()].index(text) - place):
            notebook.page.keyboard.press("Alt+ArrowUp")
    for _ in range([other.inner_text() for other in lines.locator("code").all()].index(right[2]) - 2):  # by a button
        lines.filter(has_text=right[2]).first.get_by_role("button", name="up").click()
    expect(lines.locator("code")).to_have_text(right)
    expect(said).to_be_empty()
    output.get_by_role("button", name="check", exact=True).click()
    expect(said).to_contain_text("✓")
