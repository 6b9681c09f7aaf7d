"""Notebook 10 as a learner uses it: measure, label with the keyboard, draw, add, train, lose the kernel, and go on."""

import nbformat
import numpy as np
import pytest
from build_notebooks import METADATA
from lab import Notebook
from playwright.sync_api import expect

from nnlib import load_mnist, snapshot
from nnlib.digits.own import OwnDigits
from nnlib.explorers import labelled_data
from nnlib.explorers.labelled_data.hard import agreements, hard_digits

TEST = load_mnist().test
OUTPUTS = snapshot(20).output(TEST.images)
ANSWERS = OUTPUTS.argmax(axis=0)

# The explorers of the notebook, with fewer points to measure.
CELLS = [
    "from nnlib.explorers import labelled_data\n"
    "from nnlib.explorers.labelled_data import curves\n"
    "curves.measured.kept = []  # nothing was computed before\n"
    "curves.COUNTS, curves.SEEDS, curves.SHARES, curves.NOISY = [100, 200, 400, 500], (1, 2), [0, 0.5, 1], [150, 300]\n"
    "labelled_data.how_many(100)",
    "labelled_data.how_wrong(0.5, 150)",
    "labelled_data.label_hard_digits()",
    "labelled_data.mistakes()",
    "mine = labelled_data.my_digits()\nmine",
    "labelled_data.train_with(mine)",
    'labelled_data.my_digits("busy.npz")',
    # A click keeps the kernel from all that widgets say, until there is a file called free.
    "import pathlib, time\n"
    "import ipywidgets\n"
    "def wait(_):\n"
    "    while not pathlib.Path('free').exists():\n"
    "        time.sleep(0.01)\n"
    "button = ipywidgets.Button(description='be busy')\n"
    "button.on_click(wait)\n"
    "button",
]
HOW_MANY, HOW_WRONG, LABEL, MISTAKES, MINE, TRAIN, WHILE_BUSY, BUSY = range(8)


@pytest.fixture(scope="module")
def notebook(browser, lab, tmp_path_factory):
    path = tmp_path_factory.mktemp("labels") / "labels.ipynb"
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(path)
    yield notebook
    notebook.page.close()
    lab.stop_kernels()
    assert notebook.errors == []


def press(output, name):
    output.get_by_role("button", name=name, exact=True).click()


def says(output, *words):
    for word in words:
        expect(output).to_contain_text(word)


def test_every_explorer_fits_the_screen(notebook):
    heights = [notebook.output(cell).bounding_box()["height"] for cell in range(len(CELLS))]
    assert max(heights) <= 600, heights


def test_a_point_is_measured_when_chosen_and_all_points_on_request(notebook):
    output = notebook.output(HOW_MANY)
    line = output.locator(".nnlib-readout")
    says(line, f"100 images: test accuracy {100 * labelled_data.measured.anew(100).test:.1f} %")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(output, 0.34)
    says(line, f"200 images: test accuracy {100 * labelled_data.measured.anew(200).test:.1f} %", "one run")
    says(output, "2 of 8 done")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="Measure all").click()
    says(output, "8 of 8 done")
    runs = [labelled_data.measured.anew(200, seed=seed).test for seed in (1, 2)]
    says(line, f"{100 * np.mean(runs):.1f} %", "2 runs", f"{100 * min(runs):.1f} to {100 * max(runs):.1f} %")


def test_shuffled_labels_follow_slider_and_number_of_images(notebook):
    output = notebook.output(HOW_WRONG)
    line = output.locator(".nnlib-readout")
    says(line, f"{100 * labelled_data.measured.anew(150, 0.5).test:.1f} %")
    with notebook.expect_change(output.locator(".nnlib-picture")):
        press(output, "300")
    known = labelled_data.measured.anew(300, 0.5)
    says(
        line, f"{100 * known.right:.0f} % of the labels are right", f"{100 * known.test:.1f} %", f"{100 * known.train:.1f} %"
    )
    with notebook.expect_change(output.locator(".nnlib-picture")):
        notebook.drag(output, 0)
    says(line, "100 % of the labels are right", f"{100 * labelled_data.measured.anew(300, 0).test:.1f} %")


def test_twenty_digits_are_labelled_with_the_keyboard_and_compared(notebook):
    output = notebook.output(LABEL)
    keyboard, cells = notebook.page.keyboard, notebook.page.locator(".jp-Notebook .jp-Cell").count()
    digit = output.locator(".labeller-digit")
    columns, labels, network = hard_digits()
    digit.click()
    with notebook.expect_change(digit):
        keyboard.press("7")
    says(output, "digit 2 of 20")
    keyboard.press("Backspace")
    says(output, "digit 1 of 20")
    press(output, str(labels[0]))  # the same with the mouse, then on with the keys
    answers = [int(label) for label in labels[:-1]] + [int(labels[-1] + 1) % 10]
    for answer in answers[1:]:
        keyboard.press(str(answer))
    says(output, "all 20 done")
    for pair, count in agreements(answers, labels, network).items():
        says(output, f"{pair} agree {count} of 20")
    says(output.locator(".gallery-tile").last, f"you {answers[-1]}", f"label {labels[-1]}", f"network {network[-1]}")
    assert output.bounding_box()["height"] <= 600
    keyboard.press("Backspace")
    says(output, "digit 20 of 20")
    expect(output.locator(".gallery")).not_to_be_visible()
    press(output, "start again")
    says(output, "digit 1 of 20")
    # No key has reached the notebook, where it would be a command.
    notebook.wait_until_answered()
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert notebook.page.locator(".jp-Notebook .jp-MarkdownCell").count() == 0


def test_a_cell_of_the_matrix_shows_its_images(notebook):
    output = notebook.output(MISTAKES)
    title, tiles = output.locator(".gallery-title"), output.locator(".gallery-tile")
    says(title, f"All {(ANSWERS != TEST.labels).sum():,} mistakes")
    output.get_by_label("label 4, answer of the network 9:").click()
    there = np.flatnonzero((TEST.labels == 4) & (ANSWERS == 9))
    says(title, f"Label 4, answer 9: {len(there)} of 10,000")
    expect(tiles).to_have_count(len(there))
    says(tiles.first, f"{OUTPUTS[9, there].max():.3f}")
    notebook.page.keyboard.press("ArrowLeft")
    says(title, "Label 4, answer 8:")
    notebook.page.keyboard.press("ArrowDown")
    count = ((TEST.labels == 5) & (ANSWERS == 8)).sum()
    says(title, f"Label 5, answer 8: {count} of 10,000")
    press(output, "all mistakes")
    says(title, "mistakes")
    press(output, "1")
    wrong = (snapshot(1).output(TEST.images).argmax(axis=0) != TEST.labels).sum()
    says(title, f"All {wrong:,} mistakes")


SEVEN = [[(0.25, 0.25), (0.75, 0.25), (0.45, 0.85)], [(0.3, 0.55), (0.75, 0.55)]]
ONE = [[(0.5, 0.15), (0.5, 0.85)]]


def draw(notebook, output, strokes):
    for points in strokes:
        notebook.stroke(output.locator(".drawing-pad-before"), points, steps=6)


def draw_and_add(notebook, strokes, label):
    output = notebook.output(MINE)
    tiles = output.locator("button.gallery-tile")
    before = tiles.count()
    draw(notebook, output, strokes)
    says(output, "The trained network says:")
    press(output, str(label))
    expect(tiles).to_have_count(before + 1)
    says(output, f"✓ {before + 1} digit")


def test_own_digits_are_drawn_labelled_kept_learned_and_still_there_after_a_restart(notebook):
    output = notebook.output(MINE)
    says(output, "my_digits.npz will hold them")
    notebook.scroll_to(output)
    press(output, "3")
    says(output, "Draw a digit first")
    for strokes, label in ((SEVEN, 7), (ONE, 1), (SEVEN, 7), (ONE, 1)):
        draw_and_add(notebook, strokes, label)
    file = notebook.lab.root / "my_digits.npz"
    assert OwnDigits.load(file).labels.tolist() == [7, 1, 7, 1]

    output.locator("button.gallery-tile").nth(1).click()
    press(output, "delete the chosen one")
    says(output, "✓ 3 digits saved")
    assert OwnDigits.load(file).labels.tolist() == [7, 7, 1]
    press(output, "bring it back")
    says(output, "✓ 4 digits saved")

    train_and_compare(notebook)
    notebook.restart()
    says(output, "4 digits loaded from my_digits.npz")
    expect(output.locator("button.gallery-tile")).to_have_count(4)
    draw_and_add(notebook, ONE, 1)
    assert OwnDigits.load(file).labels.tolist() == [7, 7, 1, 1, 1]
    save_and_load_by_name(output, notebook.lab.root)


def train_and_compare(notebook):
    own, output = OwnDigits.load(notebook.lab.root / "my_digits.npz"), notebook.output(TRAIN)
    held, course = own.taken(own.held_out), snapshot(20)
    before = (course.output(held.images).argmax(axis=0) == held.labels).sum()
    says(output, f"your test digits {before} of {len(held)}")
    draw(notebook, output, SEVEN)
    notebook.drag(output, 1)  # half of each mini-batch
    output.get_by_title("Train with my digits").click()
    says(output.locator(".gallery-tile").first, "→", "test")
    says(output, f"your test digits {before} → ", "→ 2 of 2", "MNIST test digits 94.8 % → ")
    with notebook.expect_change(output.locator(".gallery")):
        press(output, "a fresh one")
        output.get_by_title("Train with my digits").click()
    says(output.locator(".gallery-tile").first, "→")


def save_and_load_by_name(output, folder):
    name = output.locator("input[type=text]")
    name.fill("anna")
    press(output, "save")
    says(output, "✓ 5 digits saved in anna.npz")
    assert len(OwnDigits.load(folder / "anna.npz")) == 5
    (folder / "notes.npz").write_text("no digits at all")
    name.fill("notes")
    press(output, "load")
    says(output, "notes.npz is not a collection of own digits")
    press(output, "save")
    says(output, "notes.npz is not a collection of own digits")
    assert (folder / "notes.npz").read_text() == "no digits at all"
    OwnDigits(np.zeros((784, 1)), [0]).save(folder / "bob.npz")
    name.fill("bob")
    press(output, "load")
    says(output, "1 digit loaded from bob.npz")
    expect(output.locator("button.gallery-tile")).to_have_count(1)


def test_a_label_goes_to_the_drawing_on_the_pad_however_busy_the_kernel_is(notebook):
    output = notebook.output(WHILE_BUSY)
    pad, tiles = output.locator(".drawing-pad-before"), output.locator("button.gallery-tile")
    notebook.scroll_to(output)
    draw(notebook, output, SEVEN)
    says(output, "The trained network says:")  # the kernel has this drawing, and gets no other before the labels
    press(notebook.output(BUSY), "be busy")
    press(output, "Clear")
    for strokes, label in ((ONE, 1), (SEVEN, 7), (ONE, 1), (SEVEN, 7)):
        draw(notebook, output, strokes)
        press(output, str(label))
        expect(pad).to_have_attribute("aria-label", "Your drawing: no strokes")
    draw(notebook, output, ONE)  # the next one, which is still there when the kernel has caught up
    output.locator("input[type=text]").fill("quickly")
    press(output, "save")
    (notebook.lab.root / "free").touch()
    says(output, "✓ 4 digits saved in quickly.npz")
    expect(tiles).to_have_count(4)
    notebook.wait_until_answered()
    expect(pad).to_have_attribute("aria-label", "Your drawing: 1 stroke")
    for name in ("busy", "quickly"):
        digits = OwnDigits.load(notebook.lab.root / f"{name}.npz")
        assert digits.labels.tolist() == [1, 7, 1, 7]
        widths = digits.images.reshape(28, 28, 4).any(axis=0).sum(axis=0)
        assert (widths[::2] < 8).all() and (widths[1::2] > 10).all(), widths
