"""Our parts on a small or magnified screen, by keyboard alone, with few colours, and without motion."""

import build_notebooks
import pytest
from lab import Notebook
from live_lab import long

NAMES = [path.stem for path in sorted(build_notebooks.NOTEBOOKS.glob("[01p]*.ipynb"))]  # 00 to 12, and the primers
pytestmark = long
names = pytest.mark.parametrize("name", NAMES)

OUTPUTS = ".jp-Notebook .nnlib-output"
CONTROLS = ":is(button, select, input:not([type=hidden]), textarea, summary, .noUi-handle)"

# What sticks out of its output at the right, and controls that lie on each other.
CUT = f"""() => {{
  const visible = element => element.checkVisibility({{ visibilityProperty: true }}) && element.getClientRects().length;
  const says = element => element.outerHTML.slice(0, 160);
  const wrong = [];
  for (const output of document.querySelectorAll('{OUTPUTS}')) {{
    const beyond = output.scrollWidth - output.clientWidth;
    if (beyond > 1) wrong.push(`scrolls sideways by ${{beyond}}: ${{says(output)}}`);
    const limit = output.getBoundingClientRect().right + 1;
    const controls = [...output.querySelectorAll('{CONTROLS}')].filter(visible);
    for (const control of controls) if (control.getBoundingClientRect().right > limit) wrong.push(`cut: ${{says(control)}}`);
    controls.forEach((one, i) => controls.slice(i + 1).forEach(other => {{
      if (one.contains(other) || other.contains(one)) return;
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const shared = (from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
      const isOver = shared('left', 'right') > 1 && shared('top', 'bottom') > 1;
      if (isOver) wrong.push(`overlap: ${{says(one)}} and ${{says(other)}}`);
    }}));
  }}
  return wrong;
}}"""

# Controls that a finger, or a hand that trembles, misses.
SMALL = f"""() => [...document.querySelectorAll('{OUTPUTS} {CONTROLS}')]
  .filter(element => element.checkVisibility({{ visibilityProperty: true }}))
  .map(element => [(element.closest('label') ?? element).getBoundingClientRect(), element])  // a label is pressed for it
  .filter(([box]) => box.width && (box.width < 23.9 || box.height < 23.9))
  .map(([box, element]) => `${{box.width}} × ${{box.height}}: ${{element.outerHTML.slice(0, 160)}}`)"""

# How the focus is shown: the outlines and shadows of what has it, and of what is around it.
FOCUS = f"""() => {{
  const focused = document.activeElement;
  if (!focused.closest('{OUTPUTS}')) return null;
  const chain = [focused, focused.parentElement, ...focused.querySelectorAll('*')];
  const marks = chain.map(element => getComputedStyle(element))
    .filter(css => (css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) >= 1) || css.boxShadow !== 'none');
  return [marks.length > 0, focused.outerHTML.slice(0, 160)];
}}"""


@pytest.mark.parametrize("width, height", [(640, 360), (390, 844)], ids=["magnified twice", "on a phone"])
@names
def test_nothing_of_ours_is_cut_or_covered_on_a_small_screen(open_notebook, name, width, height):
    notebook = open_notebook(name, width=width, height=height)
    assert notebook.page.locator(OUTPUTS).count()
    assert notebook.page.evaluate(CUT) == []


@names
def test_every_control_is_large_enough_and_shows_its_focus_and_no_key_is_caught(open_notebook, name):
    notebook = open_notebook(name)
    assert notebook.page.evaluate(SMALL) == []
    for output in notebook.page.locator(OUTPUTS).all():
        output.focus()
        seen = set()
        notebook.page.keyboard.press("Tab")
        while (state := notebook.page.evaluate(FOCUS)) is not None and output.evaluate(
            "it => it.contains(document.activeElement)"
        ):
            is_shown, what = state
            assert is_shown, f"no focus to be seen on {what}"
            place = notebook.page.evaluate("() => (document.activeElement.dataset.stop ??= String(Math.random()))")
            assert place not in seen, f"the focus goes round in circles: {what}"
            seen.add(place)
            notebook.page.keyboard.press("Tab")


def test_with_few_colours_focus_and_switches_are_marked_and_without_motion_nothing_moves(browser, lab):
    page = browser.new_page(forced_colors="active", reduced_motion="reduce", viewport={"width": 1280, "height": 720})
    notebook = Notebook(lab, page)
    notebook.open(build_notebooks.NOTEBOOKS / "03_one_image.ipynb")
    part = notebook.part("one_image.output_wishes()")
    on = part.locator(".nnlib-controls button.mod-active").first
    off = part.locator(".nnlib-controls .widget-toggle-buttons button:not(.mod-active)").first
    outline = "element => getComputedStyle(element).outlineStyle"
    assert on.evaluate(outline) == "solid" and off.evaluate(outline) == "none"
    handle = part.locator(".noUi-handle").first
    assert handle.evaluate("element => getComputedStyle(element).borderStyle") == "solid"
    handle.press("ArrowRight")
    assert handle.evaluate(outline) == "solid"
    moving = """() => [...document.querySelectorAll('.nnlib-output *')]
      .filter(element => parseFloat(getComputedStyle(element).transitionDuration) > 0).length"""
    assert page.evaluate(moving) == 0
    page.close()
    lab.stop_kernels()
    assert notebook.errors == []
