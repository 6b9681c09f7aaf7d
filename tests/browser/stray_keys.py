"""Keys that are typed at a widget, and whether one of them has reached the notebook around it, as a command."""

# Commands of the notebook: change the kind of the cell, cut it, make new ones, undo, go to the next, turn it into a heading,
# restart the kernel, delete the cell.
KEYS = "mxbazj100dd"

# What a hand can come across, control or not.
THINGS = (
    "button, select, input, textarea, [contenteditable], .noUi-handle, .noUi-base, [tabindex='0'], label, "
    ".widget-label, canvas, svg, p, .widget-html-content"
)

# The cells as they are, which of them is active, and whether a dialog is open.
STATE = """() => {
  const { content } = jupyterapp.shell.currentWidget;
  const cells = content.widgets.map(({ model }) => [model.type, model.sharedModel.getSource()]);
  return { cells, active: content.activeCellIndex, dialogs: document.querySelectorAll(".jp-Dialog").length };
}"""


def things(ours, selector=THINGS):
    """One visible thing of each kind in an output of ours, and its middle. Tab comes to all that can have the focus."""
    seen = set()
    for thing in ours.locator(selector).element_handles():
        kind = thing.evaluate("element => element.isConnected && element.tagName + element.getAttribute('class')")
        if kind and kind not in seen and thing.is_visible():  # a click may have replaced it
            seen.add(kind)
            thing.scroll_into_view_if_needed()
            box = thing.bounding_box()
            yield thing, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def type_all(page, before, where, frame=None):
    """Type the keys: cells, active cell and dialogs of the notebook in this page, or frame of it, stay as they were."""
    page.keyboard.type(KEYS)
    assert (frame or page).evaluate(STATE) == before, f"a key reached the notebook from {where}"


def name_of(thing):
    return thing.evaluate("element => element.outerHTML.slice(0, 200)")
