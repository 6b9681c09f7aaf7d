"""Notebook 06 as a learner uses it: a training that is played, steered and rewound, and three explorers."""

import re

import nbformat
import pytest
from build_notebooks import METADATA
from lab import wait_until
from playwright.sync_api import expect

from nnlib import load_mnist
from nnlib.analysis.training import Training
from nnlib.explorers import mini_batches
from nnlib.explorers.shared.networks import SEED


def shown(board, name):
    """A figure of the board, as a number."""
    return float(re.sub(r"[ ,%]", "", board.locator(f"[data-show={name}]").inner_text()))


def settings_in_force(board):
    return [float(text.replace(",", "")) for text in board.locator("[data-show=setting]").inner_text().split(" · ")]


def settings_asked_for(board):
    return [float(text.replace(",", "")) for text in board.locator(".widget-readout").all_inner_texts()]


def press(board, name):
    board.get_by_role("button", name=name, exact=name not in ("Play", "Pause")).click()


def test_the_board_can_be_played_steered_taken_back_and_copied(open_notebook):
    notebook = open_notebook("06_mini_batches")
    board = notebook.part("training_board()")
    notebook.scroll_to(board)
    canvas = board.locator(".curves canvas")
    box = board.bounding_box()
    assert box["height"] <= 600

    # One step, ten steps: what is on screen is what the same training does here.
    twin = Training(seed=SEED)
    press(board, "1 step")
    press(board, "10 steps")
    wait_until(lambda: shown(board, "steps") == 11, "eleven steps")
    notebook.wait_until_at_rest()
    twin.advance(11)
    test = load_mnist().test
    assert shown(board, "accuracy") == round(100 * twin.network.accuracy(test.images, test.labels), 1)
    assert shown(board, "cost") == pytest.approx(twin.mean, abs=0.0006)

    # It plays, the picture and the network move, and both sliders act without a reset.
    network = board.locator(".network-view canvas")
    with notebook.expect_change(canvas), notebook.expect_change(network):
        press(board, "Play")
    wait_until(lambda: shown(board, "steps") > 30, "thirty steps")
    rows = board.locator(".widget-slider")
    for number, place in enumerate((0.45, 0.3)):
        notebook.drag(rows.nth(number), place)
        wait_until(lambda at=number: settings_in_force(board)[at] == settings_asked_for(board)[at], "the setting in force")
    assert settings_in_force(board) not in ([1.5, 100], [1.5, settings_in_force(board)[1]])
    steps = shown(board, "steps")
    wait_until(lambda: shown(board, "steps") > steps, "more steps")

    # Another cell can run meanwhile.
    assert notebook.run("print(1 + 1)") == "2\n"
    press(board, "Pause")
    notebook.wait_until_at_rest()
    expect(board.get_by_role("button", name="Play")).to_be_visible()
    press(board, "1 epoch")
    wait_until(lambda: shown(board, "epochs") >= 1, "an epoch")
    notebook.wait_until_at_rest()

    # Other axes, kept runs, the code.
    for name in ("examples", "seconds", "log", "steps", "linear"):
        with notebook.expect_change(canvas):
            press(board, name)
    press(board, "keep run")
    legend = board.locator(".legend")
    expect(legend).to_contain_text("A: rate")
    press(board, "copy as code")
    area = board.locator("textarea")
    area.wait_for()
    assert "nnlib.SGD(" in area.input_value() and "changes = {" in area.input_value()
    press(board, "Close")
    press(board, "rewind")
    wait_until(lambda: shown(board, "steps") == 0, "the start")
    press(board, "clear kept")
    expect(legend).to_be_empty()
    with notebook.expect_change(network):
        press(board, "new weights")
    with notebook.expect_change(network):
        press(board, "other digit")

    # Steps that are too long are called too long, in words.
    notebook.drag(rows.nth(0), 0.97)
    press(board, "Play")
    expect(board.locator(".notice")).to_contain_text("saturated")

    # The stop button of the notebook pauses.
    notebook.page.evaluate("() => jupyterapp.commands.execute('notebook:interrupt-kernel')")
    expect(board.locator(".notice")).to_contain_text("interrupted")
    expect(board.get_by_role("button", name="Play")).to_be_visible()


def test_running_the_cell_again_or_clearing_its_output_stops_the_training(open_notebook, tmp_path):
    notebook = open_notebook(board_notebook(tmp_path))
    board = notebook.output(0)
    press(board, "Play")
    wait_until(lambda: shown(board, "steps") > 20, "twenty steps")
    notebook.run_cell(0)
    wait_until(lambda: shown(board, "steps") == 0, "the new board")
    assert notebook.run("print(boards[0].playing)") == "False\n"
    press(board, "Play")
    wait_until(lambda: shown(board, "steps") > 20, "twenty steps")
    notebook.cell(0).locator(".jp-InputArea-editor").click()
    notebook.page.evaluate("() => jupyterapp.commands.execute('notebook:clear-cell-output')")
    notebook.wait_until_at_rest()
    assert "no page was showing it" in notebook.run("print(boards[-1].curves.message)")


def board_notebook(folder):
    code = """
from nnlib.widgets import training_board

training_board.PATIENCE = 3600  # so that closing is what stops a training
boards = globals().get("boards", [])
boards.append(training_board.TrainingBoard())
boards[-1]"""
    cells = [nbformat.v4.new_code_cell(code)]
    path = folder / "board.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


def predict(output, guess):
    """Commit to a choice, or to a number: what is covered appears."""
    card = output.locator(".predict")
    card.get_by_role("button", name="This is my prediction").wait_for()
    if card.locator(".predict-input").count():
        card.locator(".predict-input").fill(guess)
    else:
        card.get_by_text(guess, exact=True).click()
    output.get_by_role("button", name="This is my prediction").click()
    expect(output.locator(".nnlib-picture")).to_be_visible()


def test_the_explorers_follow_their_controls(open_notebook):
    notebook = open_notebook("06_mini_batches")
    output = notebook.part("mini_batches.what_one_step_did()")
    line = output.locator(".nnlib-readout").first
    expect(line).to_contain_text("of the 100 together")
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        output.locator("select").last.select_option(label="1,000")
    expect(line).to_contain_text("of the 1,000 together")

    output = notebook.part("you take the sum instead of the mean")
    predict(output, "100")
    readout = output.locator(".nnlib-readout")
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.drag(output, 1.0)
    assert notebook.numbers(readout) == [1000]

    output = notebook.part("Which of these learning rates")
    predict(output, "0.5")
    readout = output.locator(".nnlib-readout")
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.drag(output, 0.0)
    assert notebook.numbers(readout) == [0.05, pytest.approx(mini_batches.cost_at_end(0.05), abs=0.0006)]

    output = notebook.part("Each run may look at 20,000 images")
    predict(output, "1,000")
    readout = output.locator(".nnlib-readout")
    with notebook.expect_change(readout.inner_text):
        press(output, "steps")
    with notebook.expect_change(readout.inner_text):
        press(output, "examples")
    with notebook.expect_change(output.locator(".nnlib-picture").first):
        notebook.drag(output, 0.95)
    amount, batch, cost = notebook.numbers(readout)
    assert 20_000 < amount < 60_000 and batch == 10
    assert cost == pytest.approx(mini_batches.reached(mini_batches.courses()[10], 10, "examples", amount)[1], abs=0.006)
