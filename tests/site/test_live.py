"""Live notebooks as a learner uses them: loaded once, run, moved, written in, and kept in the browser."""

import json
import re
import textwrap

import numpy as np
import pytest
from lab import wait_until
from live_lab import EVERYTHING, Live, browser_or_skip, long
from playwright.sync_api import expect
from stray_keys import STATE, name_of, things, type_all

from nnlib import load_mnist, one_hot, snapshot
from nnlib.analysis import wishes

EVERY = ["02_the_gradient", "04_backwards", "05_every_image", "07_walkers", "09_calculus"]
EVERY += ["10_labelled_data", "11_playground", "12_really"]
SOME = ["00_start_here", "01_the_network", "06_mini_batches", "08_write_it"]
NOTEBOOKS = sorted(SOME + EVERY) if EVERYTHING else SOME

MEASURE = """
from nnlib import load_mnist, load_network
test = load_mnist().test
print(f"{100 * load_network('mine.npz').accuracy(test.images, test.labels):.1f} %")"""
BECOMES_ACTIVE = """cell => {
  const { content } = jupyterapp.shell.currentWidget;
  content.activeCellIndex = content.widgets.findIndex(({ node }) => node === cell);
}"""
IS_IDLE = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
FILL = """() => {
  const { put } = IDBObjectStore.prototype;
  window.free = () => { IDBObjectStore.prototype.put = put; };
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
BUDGET = 40e6  # bytes until the first slider answers


BOTH = pytest.mark.parametrize("live", ["chromium", "firefox"], indirect=True)  # without it, Firefox takes make test-all


@pytest.fixture(scope="module", params=["chromium", pytest.param("firefox", marks=long)])
def live(request, playwright, site, tmp_path_factory):
    """A browser that keeps what it loads for all tests here, asks no other host, and prints no error."""
    start = browser_or_skip(playwright, request.param)
    live = Live(start, tmp_path_factory.mktemp(request.param), site.url)
    yield live
    live.context.close()
    assert live.elsewhere == []
    assert live.errors == []


@pytest.fixture(scope="module")
def image(live):
    """Notebook 03, opened from its page, and running. A test that writes into it starts over at its end."""
    page = live.page("03_one_image.html")
    page.locator("a[href^='live.html']").first.click()
    expect(page.locator("#what")).to_contain_text("MB will be loaded, once")
    notebook = live.opened(page)
    notebook.wait_until_running()
    return notebook


@BOTH
def test_notebook_03_goes_live_and_another_label_turns_the_wishes(image):
    assert image.errors() == []
    output = image.output("one_image.output_wishes()")
    picture = output.locator(".nnlib-picture")
    before = picture.screenshot()
    output.get_by_role("button", name="1 epoch", exact=True).click()
    output.get_by_role("button", name="7", exact=True).click()
    wish = wishes.output_wishes(snapshot(1), load_mnist().train.images[:, 5], one_hot(7))[7]
    expect(output.locator(".nnlib-readout")).to_contain_text("output 7")
    expect(output.locator(".nnlib-readout")).to_contain_text(f"{wish:+.2f}")
    wait_until(lambda: picture.screenshot() != before, "another picture")


def test_at_most_40_megabytes_come_until_the_first_slider_answers(site):
    packs = site.folder / "live" / "packs"
    needed = [path for path in packs.iterdir() if not path.name.startswith("5-")]
    assert len(needed) == 4
    assert sum(path.stat().st_size for path in needed) <= BUDGET


@BOTH
def test_what_python_sends_leaves_no_copy_in_its_worker(image):
    send = "const view = new Uint8Array(9); postMessage({ _kernelMessage: { buffers: [view] } }); return view.length;"
    assert int(image.run(f"from pyodide.code import run_js\nprint(run_js({f'(() => {{ {send} }})()'!r}))")) == 0


@BOTH
def test_packages_are_unpacked_a_file_at_a_time(image):
    assert int(image.run("import shutil\nprint(shutil.COPY_BUFSIZE)")) == 2**24


@BOTH
def test_an_import_does_not_ask_the_page_what_it_keeps(image):
    image.inner.evaluate(
        "() => { window.asked = 0; new BroadcastChannel('/sw-api.v1').onmessage = () => { window.asked += 1; }; }"
    )
    assert image.run("import os\nprint('03_one_image.ipynb' in os.listdir())").strip() == "True"
    image.inner.wait_for_function("() => window.asked > 0")  # so a question would be counted
    before = image.inner.evaluate("() => window.asked")
    found = image.run("import importlib.util as look\nprint({look.find_spec(f'no_module_{n}') for n in range(9)})")
    assert found.strip() == "{None}"
    image.run("print()")  # a question of the line above would have come by now
    assert image.inner.evaluate("() => window.asked") == before


@BOTH
def test_a_list_of_what_is_kept_reads_none_of_it(image):
    image.inner.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")  # it is kept
    listed = image.inner.evaluate("""async () => {
      const { openCursor, get } = IDBObjectStore.prototype;
      const contents = jupyterapp.serviceManager.contents;
      const names = async () => (await contents.get("")).content.map(({ name }) => name);
      let reads = 0;
      const counted = (read) => function (...of) { reads += this.name === "files"; return read.apply(this, of); };
      Object.assign(IDBObjectStore.prototype, { openCursor: counted(openCursor), get: counted(get) });
      const first = await names();
      const whole = (await contents.get("03_one_image.ipynb", { content: true })).content.cells.length;
      Object.assign(IDBObjectStore.prototype, { openCursor, get });
      return { first, whole, reads };
    }""")
    assert "03_one_image.ipynb" in listed["first"]
    assert listed["whole"] > 10
    assert listed["reads"] == 1  # that of the whole notebook


@BOTH
def test_python_says_what_is_wrong_where_the_browser_has_no_more_room(image):
    write = """
    from pathlib import Path
    try:
        Path('mine.txt').write_text('mine')
    except OSError as error:
        print(error)
    else:
        print(Path('mine.txt').read_text())
        Path('mine.txt').unlink()"""
    image.inner.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")  # it needs no more room
    image.inner.evaluate(FILL)
    try:
        assert "No space left on device: 'mine.txt'" in image.run(textwrap.dedent(write))
    finally:
        image.inner.evaluate("() => window.free()")
    assert image.run(textwrap.dedent(write)) == "mine\n"


@BOTH
def test_the_bar_says_what_to_do_while_nothing_can_be_kept_and_that_it_is_kept_again(image):
    image.inner.evaluate(FILL)
    image.write("def output_wishes(a, y):", "def output_wishes(a, y):\n    return a - y  # by me")
    status = image.page.locator("#status")
    expect(status).to_have_text("Not kept: this browser has no more room. Your copy → Download this notebook.")
    assert image.frame.locator(".jp-Dialog").count() == 0
    image.inner.evaluate("() => window.free()")
    expect(status).to_have_text("It runs. What you do is kept in this browser.")
    image.wait_until_saved("03_one_image", "# by me")

    image.inner.evaluate(FILL)
    image.write("def output_wishes(a, y):", "def output_wishes(a, y):\n    return y - a  # by me, too")
    expect(status).to_contain_text("Not kept")
    image.start_over()
    image.wait_until_running()
    expect(image.cell("def output_wishes(a, y):")).to_contain_text("# your code here")
    expect(status).to_have_text("It runs. What you do is kept in this browser.")


@BOTH
def test_python_says_that_a_file_is_gone_which_another_tab_has_removed_and_writes_it_anew(image):
    read = (
        "from pathlib import Path\ntry:\n    print(Path('mine.txt').read_text())\nexcept OSError as error:\n    print(error)"
    )
    image.run("from pathlib import Path\nPath('mine.txt').write_text('mine')")
    assert image.run(read) == "mine\n"
    image.inner.evaluate(
        "async () => (await jupyterapp.serviceManager.contents.defaultDrive.storage).removeItem('mine.txt')"
    )
    assert "No such file or directory: 'mine.txt'" in image.run(read)
    assert image.run("Path('mine.txt').write_text('once more')\nprint(Path('mine.txt').read_text())") == "once more\n"
    image.run("Path('mine.txt').unlink()")


@BOTH
def test_a_json_file_is_written_over_as_any_other(image):
    image.run("import json\nfrom pathlib import Path")
    for content in [[1, 2], {"a": 1}]:
        image.run(f"with open('mine.json', 'w') as file:\n    json.dump({content!r}, file)")
        assert image.run("print(json.load(open('mine.json')))") == f"{content!r}\n"
    image.run("Path('mine.json').unlink()")


@BOTH
def test_arrow_keys_move_a_slider(image):
    output = image.output("one_image.output_wishes()")
    handle = output.get_by_role("slider").first
    readout = output.locator(".widget-readout").first
    handle.focus()
    before = int(readout.inner_text())
    handle.press("ArrowRight")
    expect(readout).to_have_text(str(before + 1))
    handle.press("ArrowLeft")
    expect(readout).to_have_text(str(before))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_cells_run_without_an_error(live, name):
    notebook = live.notebook(name)
    assert notebook.errors() == []
    notebook.page.close()


@long
def test_a_learners_function_is_checked_and_kept_until_they_start_over(image):
    right = "def output_wishes(a, y):\n    return 2 * (y - a)  # by me\n\n\ncheck(output_wishes)"
    image.write("def output_wishes(a, y):", right.replace("y - a", "a - y"))
    expect(image.output("def output_wishes(a, y):")).to_contain_text("sign")
    image.write("def output_wishes(a, y):", right)
    expect(image.output("def output_wishes(a, y):")).to_contain_text("is right: it gave the right answer")

    image.wait_until_saved("03_one_image", "# by me")
    image.page.reload()
    image.page.wait_for_selector("#run-all.asked")
    expect(image.cell("def output_wishes(a, y):")).to_contain_text("# by me")
    assert not image.page.locator("#newer").is_visible()

    image.start_over()
    image.wait_until_running()
    expect(image.cell("def output_wishes(a, y):")).to_contain_text("# your code here")


@long
def test_what_is_answered_in_one_notebook_counts_in_the_map_of_another(live, image):
    image.run("from nnlib import record\nrecord.start_over()")
    card = image.output("before_we_go_on").locator(".predict").first
    card.locator(".predict-choice").first.click()
    card.get_by_role("button", name="This is my answer").click()
    expect(image.output("before_we_go_on").locator(".nnlib-readout")).to_contain_text("1 of")
    start = live.notebook("00_start_here")
    expect(start.frame.locator(".nnlib-tile").nth(3)).to_contain_text("1 of")
    start.frame.get_by_role("button", name="start over").click()
    start.frame.get_by_role("button", name="yes, forget it").click()
    expect(start.frame.locator(".nnlib-tile").nth(3)).to_contain_text("0 of")
    start.page.close()


@long
def test_a_newer_published_notebook_is_offered_beside_the_learners_copy(live, image):
    image.write("def output_delta(a, z, y):", "mine = 1  # def output_delta(a, z, y):")
    image.wait_until_saved("03_one_image", "mine = 1")
    noted = "nnlib course, copied from: 03_one_image.ipynb"
    image.page.evaluate("name => localStorage.setItem(name, 'an older one')", noted)
    image.page.reload()
    expect(image.page.locator("#newer")).to_contain_text("The published notebook is newer")
    expect(image.cell("mine = 1")).to_be_visible()

    with image.page.expect_popup() as opened:
        image.page.get_by_role("button", name="See it").click()
    published = live.opened(opened.value)
    published.page.wait_for_url("**&published")  # a new page is empty at first: do not wait in that one
    published.wait_until_running()
    expect(published.cell("def output_delta(a, z, y):")).to_contain_text("# your code here")
    published.page.close()

    image.page.get_by_role("button", name="Keep mine").click()
    image.page.reload()
    image.page.wait_for_selector("#run-all.asked")
    assert not image.page.locator("#newer").is_visible()
    expect(image.cell("mine = 1")).to_be_visible()
    image.start_over()
    image.wait_until_running()


@long
def test_outputs_alone_make_no_copy(image):
    image.wait_until_saved("03_one_image", "What does one image")
    image.page.reload()
    image.wait_until_running()
    assert not image.page.locator("#newer").is_visible()
    assert not image.page.locator("#run-all.asked").is_visible()


@long
def test_own_digits_come_by_upload_and_a_notebook_goes_by_download(live, image, tmp_path):
    path = tmp_path / "my_numbers.npz"
    np.savez(path, numbers=np.arange(5))
    image.page.locator("#file").set_input_files(path)
    expect(image.page.locator("#status")).to_contain_text("my_numbers.npz")
    assert image.run("import numpy as np; print(np.load('my_numbers.npz')['numbers'].sum())") == "10\n"

    name, text = live.download(image.page, lambda: image.menu("Download this notebook"))
    assert name == "03_one_image.ipynb"
    assert "What does one image of a 2 want?" in text


@long
def test_an_uploaded_notebook_takes_the_place_of_this_one_unless_there_is_no_room(image, tmp_path):
    path = tmp_path / "lesson.ipynb"
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# My lesson"}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}))
    image.inner.evaluate(FILL)
    image.page.locator("#file").set_input_files(path)
    refused = "lesson.ipynb could not be used: this browser has no more room."
    expect(image.page.locator("#status")).to_have_text(refused)
    expect(image.cell("def output_wishes(a, y):")).to_be_visible()

    image.inner.evaluate("() => window.free()")
    with image.page.expect_navigation():
        image.page.locator("#file").set_input_files(path)
    expect(image.frame.get_by_role("heading", name="My lesson")).to_be_visible()
    assert image.frame.locator(".jp-Cell").count() == 1
    image.start_over()
    image.wait_until_running()


@long
def test_what_is_no_notebook_is_refused_in_words(image, tmp_path):
    path = tmp_path / "holiday.ipynb"
    path.write_text("not JSON")
    image.page.locator("#file").set_input_files(path)
    expect(image.page.locator("#status")).to_contain_text("holiday.ipynb could not be used")


@long
def test_an_endless_cell_ends_when_python_is_restarted(live, image):
    image.write("def output_delta(a, z, y):", "while True:  # def output_delta\n    pass")
    expect(image.page.locator("#status")).to_contain_text("Running")
    expect(image.page.locator("#status")).to_contain_text("Still nothing? Your copy → Restart Python")
    image.write("while True:", "ended = True  # def output_delta")
    image.menu("Restart Python, and run all")
    expect(image.page.locator("#status")).to_contain_text("starts")
    image.wait_until_running()
    assert image.run("print(ended)") == "True\n"
    live.errors[:] = [error for error in live.errors if error != "undefined"]  # so Firefox reports a script that was ended
    image.start_over()
    image.wait_until_running()


@long
def test_a_link_to_another_notebook_opens_it_live(live):
    notebook = live.notebook("01_the_network")
    notebook.frame.get_by_role("link", name="02: How wrong is it").click()
    notebook.page.wait_for_url("**/live.html?notebook=02_the_gradient*")
    notebook.page.close()


@long
def test_a_section_is_in_sight_when_the_notebook_has_run(live):
    notebook = live.notebook("03_one_image", "&section=Three-avenues-to-one-output")
    expect(notebook.frame.locator("h2", has_text="Three avenues to one output")).to_be_in_viewport()
    notebook.page.close()


@long
def test_digits_are_labelled_and_drawn_and_the_own_ones_are_there_at_the_next_visit(live):
    notebook = live.notebook("10_labelled_data")
    hard = notebook.output("labelled_data.label_hard_digits()")
    expect(hard).to_contain_text("1 of 20")
    hard.locator(".labeller-digit").click()
    notebook.page.keyboard.press("4")
    expect(hard).to_contain_text("2 of 20")

    output = notebook.output("mine = labelled_data.my_digits()")
    tiles = output.locator("button.gallery-tile")
    expect(output).to_contain_text("my_digits.npz will hold them")
    notebook.stroke(output.locator(".drawing-pad-before"), (0.5, 0.15), (0.5, 0.85))
    expect(output).to_contain_text("The trained network says:")
    output.get_by_role("button", name="1", exact=True).click()
    expect(output).to_contain_text("✓ 1 digit")
    expect(tiles).to_have_count(1)
    notebook.page.reload()
    notebook.wait_until_running()
    expect(output).to_contain_text("1 digit loaded from my_digits.npz")
    expect(tiles).to_have_count(1)
    notebook.run("from pathlib import Path\nPath('my_digits.npz').unlink()")
    notebook.page.close()


@long
def test_a_network_is_trained_and_saved_and_comes_back_at_the_next_visit(live):
    notebook = live.notebook("11_playground")
    play = notebook.output("playground.playground()")
    key, accuracy = play.locator(".nnlib-readout:visible"), play.locator("[data-show=accuracy]")
    play.get_by_role("button", name="1 epoch", exact=True).click()
    expect(play.locator("[data-show=epochs]")).to_have_text(re.compile(r"^1(\.0+)?$"))
    play.get_by_role("button", name="save and load", exact=True).click()
    play.locator("input[type=text]:visible").fill("mine")
    play.get_by_role("button", name="save", exact=True).click()
    expect(key).to_contain_text("Saved to mine.npz: 784-16-16-10, sigmoid")
    learned = notebook.run(MEASURE).strip()
    assert float(learned.removesuffix(" %")) > 60

    notebook.page.reload()
    notebook.wait_until_running()
    expect(accuracy).not_to_have_text(learned)
    play.get_by_role("button", name="save and load", exact=True).click()
    play.locator("input[type=text]:visible").fill("mine")
    play.get_by_role("button", name="load", exact=True).click()
    expect(key).to_contain_text("Loaded mine.npz")
    play.get_by_role("button", name="learning curves", exact=True).click()
    expect(accuracy).to_have_text(learned)
    notebook.run("from pathlib import Path\nPath('mine.npz').unlink()")
    notebook.page.close()


@long
@pytest.mark.parametrize("name", sorted({*NOTEBOOKS, "03_one_image"}))
def test_keys_that_are_typed_at_something_of_ours_do_not_reach_the_notebook(live, name):
    notebook = live.notebook(name)
    cells, inner, tried = notebook.frame.locator(".jp-CodeCell"), notebook.inner, 0
    for number in range(cells.count()):
        for thing, middle in things(cells.nth(number).locator(".jp-OutputArea-output:has(.jupyter-widgets)")):
            cells.nth(number).evaluate(BECOMES_ACTIVE)
            before = inner.evaluate(STATE)
            notebook.page.mouse.click(*middle)
            type_all(notebook.page, before, f"a click on {name_of(thing)}", inner)
            inner.wait_for_function(IS_IDLE)  # it may show and hide other things
            tried += 1
    assert tried >= 10  # 00 has the fewest: a dozen kinds
    assert notebook.errors() == []
    notebook.page.close()
