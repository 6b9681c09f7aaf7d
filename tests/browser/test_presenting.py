"""The presenter's view: from a card or an explorer to a question and its picture that fill the screen, and back."""

import json
import re

import build_notebooks
import nbformat
import pytest
from lab import FRONT_ENDS, Lab, Notebook, wait_until
from live_lab import EVERYTHING, long
from playwright.sync_api import expect

from nnlib import __main__ as command

# Jupyter Notebook 7 prints this whatever notebook it opens, even one without widgets.
OF_NOTEBOOK = "Cannot read properties of undefined (reading 'schema')"

COURSE = [path.stem for path in build_notebooks.sources() if re.match(r"\d\d_", path.stem)]

MOST_WRONG = "Which output is most wrong"  # a card of 03

# Whatever a class must see, but cannot: below or beside the window, or out of sight until something is scrolled.
CUT = """() => {
  const stage = document.querySelector(".nnlib-presenting");
  const seen = "button, canvas, select, input, .noUi-handle, .widget-label, .nnlib-readout, .predict p, .predict-question";
  const outside = [...stage.querySelectorAll(seen)].filter(thing => {
    const { left, top, right, bottom, width, height } = thing.getBoundingClientRect();
    const isListed = thing.closest(".gallery, .nnlib-table");  // a long list scrolls by itself
    return width && height && !isListed && (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1);
  });
  const scrolls = [...stage.querySelectorAll(".presenting-question, .presenting-picture")].filter(
    part => part.offsetHeight && (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1));
  return [...outside, ...scrolls].map(thing => `${thing.tagName} ${thing.className}: ${thing.textContent.slice(0, 40)}`);
}"""

# What must be the same after presenting.
PLACE = """() => {
  const { content } = jupyterapp.shell.currentWidget;
  return {
    cells: content.widgets.map(({ model }) => [model.type, model.sharedModel.getSource()]),
    active: content.activeCellIndex,
    top: Math.round(document.querySelector(".jp-WindowedPanel-outer").scrollTop),
    focused: document.activeElement.className,
    inert: document.querySelectorAll("[inert]").length,
    width: document.querySelector(".jp-Notebook").clientWidth,
    views: document.querySelectorAll(".jupyter-widgets").length,
  };
}"""


def as_built(name, folder):
    """The file of the notebook with this name as the next build would write it, but not yet run."""
    path = folder / f"{name}.ipynb"
    nbformat.write(build_notebooks.read(build_notebooks.sources([name])[0]), path)
    return path


@pytest.fixture(scope="module", params=FRONT_ENDS)
def server(browser, request, tmp_path_factory):
    """Each of the front ends; continuous integration tries Notebook in `make test-all` only."""
    if request.param == "notebook" and not EVERYTHING:
        pytest.skip("in Notebook, too, if NNLIB_EVERY_RESULT is set, as by make test-all")
    lab = Lab(tmp_path_factory.mktemp(request.param) / "home", request.param)
    yield lab
    lab.stop()


@pytest.fixture
def opened(browser, server, tmp_path):
    """Opens a notebook, as it is built, and runs all its cells."""
    notebooks = []

    def opened(name, width=1280, height=720):
        notebook = Notebook(server, browser.new_page(viewport={"width": width, "height": height}))
        notebooks.append(notebook)
        notebook.open(as_built(name, tmp_path))
        return notebook

    yield opened
    for notebook in notebooks:
        notebook.page.close()
    server.stop_kernels()
    assert [error for notebook in notebooks for error in notebook.errors if OF_NOTEBOOK not in error] == []


@pytest.fixture(scope="module")
def image(browser, server, tmp_path_factory):
    """Notebook 03, with all its cells run, for tests that leave it as they found it; others end the kernels of `server`."""
    folder = tmp_path_factory.mktemp("image")
    lab = Lab(folder / "home", server.front_end)
    notebook = Notebook(lab, browser.new_page(viewport={"width": 1280, "height": 720}))
    notebook.open(as_built("03_one_image", folder))
    yield notebook
    notebook.page.close()
    lab.stop()
    assert [error for error in notebook.errors if OF_NOTEBOOK not in error] == []


def stage(notebook):
    """The presenter's view."""
    return notebook.page.locator(".nnlib-presenting")


def section(notebook):
    """The name of the section that is presented."""
    return stage(notebook).locator(".presenting-section")


def press(notebook, key):
    """Press a key, and wait for what it does."""
    notebook.page.keyboard.press(key)
    notebook.wait_until_answered()


def leave(notebook):
    """Leave the presenter's view."""
    press(notebook, "Escape")
    expect(stage(notebook)).to_have_count(0)


def place_of(notebook, text):
    """The output of the cell with this text, and a click on it that gives it the focus."""
    output = notebook.part(text)
    output.locator("p, .widget-label, .predict-question").first.click()
    return output


def test_a_question_fills_the_screen_and_its_picture_comes_with_the_answer(image):
    notebook = image
    card = notebook.part("the same small budget")
    card.get_by_role("button", name="Present on the whole screen").click()
    view = stage(notebook)
    expect(section(notebook)).to_have_text("Three avenues to one output")
    expect(view.locator(".presenting-minutes")).to_have_text("10 min")
    expect(view.locator(".predict-question")).to_contain_text("the same small budget")
    expect(view.locator(".nnlib-picture")).to_have_count(0)
    expect(view).not_to_contain_text("With a budget of 0.1")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert view.locator(".predict-question").evaluate(size) >= 40
    press(notebook, "a")
    expect(view.locator(".nnlib-picture")).to_have_count(1)
    expect(view).to_contain_text("With a budget of 0.1")
    assert notebook.page.evaluate(CUT) == []
    press(notebook, "a")
    expect(view.locator(".nnlib-picture")).to_have_count(0)
    leave(notebook)


@long
def test_an_answer_that_the_class_chooses_is_the_answer_of_the_card(opened):
    notebook = opened("03_one_image")
    place_of(notebook, MOST_WRONG)
    press(notebook, "p")
    press(notebook, "2")
    press(notebook, "Enter")
    expect(stage(notebook).locator(".predict-words")).to_contain_text("Right.")
    press(notebook, "Escape")
    expect(notebook.part(MOST_WRONG).locator(".predict-words")).to_contain_text("Right.")


def test_keys_lead_from_one_to_the_next_in_the_order_of_the_notebook_and_back(image):
    notebook = image
    place_of(notebook, MOST_WRONG)
    press(notebook, "p")
    names, shows = [], []
    for _ in range(7):
        names.append(section(notebook).inner_text())
        shows.append(stage(notebook).get_attribute("data-shows"))
        press(notebook, "PageDown")
    assert names == [
        "Ten numbers, all of them wrong",
        "A wish",
        "Who decides where the arrows point?",
        "Does the sigmoid let every wish through?",
        "Does the sigmoid let every wish through?",
        "Three avenues to one output",
        "Fire together, wire together?",
    ]
    assert shows == ["question", "picture", "question", "picture", "picture", "question", "question"]
    expect(section(notebook)).to_have_text(names[-1])  # there is no next one
    press(notebook, "b")
    expect(section(notebook)).to_have_text(names[-2])
    stage(notebook).get_by_role("button", name="Next").click()
    expect(section(notebook)).to_have_text(names[-1])
    leave(notebook)


def test_leaving_leaves_everything_as_it_was(image):
    notebook = image
    page = notebook.page
    place_of(notebook, "We draw a point")
    page.evaluate("() => { document.querySelector('.jp-WindowedPanel-outer').scrollTop += 77; }")
    before = page.evaluate(PLACE)
    for leave in (lambda: page.keyboard.press("Escape"), stage(notebook).get_by_role("button", name="Leave").click):
        press(notebook, "p")
        expect(stage(notebook).locator(".predict-question")).to_be_visible()
        page.keyboard.type("mxzjdd")
        press(notebook, "n")
        press(notebook, "b")
        leave()
        expect(stage(notebook)).to_have_count(0)
        page.wait_for_function("() => !document.fullscreenElement")
        notebook.wait_until_answered()
        assert page.evaluate(PLACE) == before


@long
def test_in_it_a_slider_moves_by_mouse_and_by_arrow_keys_and_so_does_the_one_in_the_notebook(opened):
    notebook = opened("02_the_gradient")
    output = place_of(notebook, "the_gradient.average_cost()")
    press(notebook, "p")
    view = stage(notebook)
    canvas, slider = view.locator(".nnlib-picture"), view.locator(".widget-slider").first
    expect(canvas).to_have_count(1)
    with notebook.expect_change(canvas):
        notebook.drag(slider, 0.6)
    value = slider.locator(".widget-readout")
    dragged = value.inner_text()
    with notebook.expect_change(canvas):
        notebook.page.keyboard.press("ArrowLeft")
    assert value.inner_text() != dragged
    moved = value.inner_text()
    press(notebook, "Escape")
    expect(output.locator(".widget-slider .widget-readout").first).to_have_text(moved)


@long
def test_a_screen_reader_hears_of_a_dialog_and_nothing_else_can_be_reached(opened):
    notebook = opened("00_start_here")
    notebook.part("start_here.live_network()").locator(".network-view").focus()
    press(notebook, "p")
    dialog = notebook.page.get_by_role("dialog", name="Presenter's view: Does the picture move?")
    expect(dialog).to_have_attribute("aria-modal", "true")
    for _ in range(30):
        notebook.page.keyboard.press("Tab")
        held = "() => document.activeElement === document.body || !!document.activeElement.closest('.nnlib-presenting')"
        assert notebook.page.evaluate(held)
    press(notebook, "Escape")
    expect(dialog).to_have_count(0)


@long
def test_where_the_screen_is_refused_it_fills_the_window(opened):
    notebook = opened("00_start_here")
    notebook.page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused')); }")
    notebook.part("start_here.live_network()").locator(".network-view").focus()
    press(notebook, "p")
    assert stage(notebook).bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    press(notebook, "Escape")
    expect(stage(notebook)).to_have_count(0)


# Every card and every explorer of the course, as make test-all tries them; otherwise one notebook of them.
SIZES = [(1280, 720), (1920, 1080)] if EVERYTHING else [(1280, 720)]


@long
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", COURSE if EVERYTHING else ["06_mini_batches"])
def test_every_question_and_its_picture_fit_one_screen(opened, name, size):
    notebook = opened(name, *size)
    notebook.page.locator(".presenting-start").first.click()
    view = stage(notebook)
    following = view.locator("[data-does=next]")
    while not view.locator(".presenting-place").inner_text().startswith("1 of "):
        press(notebook, "b")
    for number in range(1, 30):
        expect(view.locator(".presenting-place")).to_contain_text(f"{number} of ")
        notebook.wait_until_answered()
        assert notebook.page.evaluate(CUT) == [], f"{number}: {section(notebook).inner_text()}"
        if view.locator("[data-does=answer]").is_visible():
            press(notebook, "a")
            expect(view.get_by_role("button", name="Ask again")).to_be_visible()
            notebook.wait_until_answered()
            assert notebook.page.evaluate(CUT) == [], f"{number}, answered: {section(notebook).inner_text()}"
        if following.is_disabled():
            break
        press(notebook, "n")
    else:
        pytest.fail("there is no last one")


@long
@pytest.mark.parametrize("name", COURSE)
def test_presentation_mode_leaves_a_picture_its_width(opened, name, server):
    if server.front_end != "jupyterlab":
        pytest.skip("Presentation Mode is JupyterLab's")
    notebook = opened(name)
    widths = "() => [...document.querySelectorAll('.nnlib-output .jp-OutputArea-output')].map(output => output.clientWidth)"
    before = notebook.page.evaluate(widths)
    notebook.page.evaluate("() => jupyterapp.commands.execute('application:toggle-presentation-mode')")
    notebook.wait_until_answered()
    assert notebook.page.evaluate(widths) == before
    wide = (
        "() => [...document.querySelectorAll('.nnlib-picture')].filter(it => it.scrollWidth > it.parentElement.clientWidth)"
    )
    assert notebook.page.evaluate(f"({wide})().length") == 0


@long
def test_the_course_opens_with_room_for_its_pictures_and_keeps_what_a_user_changes(browser, server, monkeypatch, tmp_path):
    if server.front_end != "jupyterlab":
        pytest.skip("make lab opens JupyterLab")
    workspaces = server.home / "workspaces"
    monkeypatch.setenv("JUPYTERLAB_WORKSPACES_DIR", str(workspaces))
    command.make_room()
    as_built("00_start_here", server.root)
    address = f"{server.url}/lab/workspaces/{command.WORKSPACE}/tree/00_start_here.ipynb?token={server.token}"
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(address)
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible()
    expect(page.locator("#filebrowser")).not_to_be_visible()
    assert page.locator(".jp-Notebook").bounding_box()["width"] > 1150
    page.locator(".jp-SideBar [data-id='filebrowser']").click()
    expect(page.locator("#filebrowser")).to_be_visible()

    def is_unfolded():
        (file,) = workspaces.glob(f"*{command.WORKSPACE}*")
        return not json.loads(file.read_text())["data"]["layout-restorer:data"]["left"]["collapsed"]

    wait_until(is_unfolded, "JupyterLab to keep the change")
    command.make_room()
    assert is_unfolded()
    page.close()
    server.stop_kernels()
