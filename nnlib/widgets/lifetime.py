"""When widgets end: with `close`, and when the cell that made them is run again.

Widgets refer to each other, ipywidgets keeps a registry of all of them, and IPython keeps each output in `Out`. So without
this module, each run of a cell would leave its widgets, pictures and trainings in the kernel for good.
"""

import gc
import weakref

import ipywidgets
from IPython import get_ipython

from nnlib.widgets.latest import Latest

_made_in = weakref.WeakKeyDictionary()  # widget, ours or not -> the cell that was running when it was made
_garbage = 0  # how many cells have left garbage since the last collection
MOST_GARBAGE = 3  # cells; a picture and its widgets are a few MB
_running = None  # the cell that is running: its id, or its text where the front end sends no id


class Closing(ipywidgets.Widget):
    """Mixin for widgets that close together with their parts, and when the cell that made them is run again.

    A subclass that has work under way, such as a timer, stops it in `stop_work`. One that shows some of its parts only
    later names them in `hidden_parts`.
    """

    closes_with_cell = True  # whether a new run of the cell that made it closes it

    def close(self):
        """End this widget, its parts and its work, and let go of all of them. Parts that another cell made stay."""
        for widget in _tree(self) if self.comm is not None else []:
            if isinstance(widget, Closing):
                widget.stop_work()
                _forget_output(widget)
            ipywidgets.Widget.close(widget)
            widget.unobserve_all()

    def __del__(self):
        ipywidgets.Widget.close(self)  # its parts, and whatever refers to it, are garbage as well

    def stop_work(self):
        """Stop what is under way. Called by `close`."""

    def hidden_parts(self):
        """Parts that no trait refers to: a list of widgets."""
        return []


def _tree(widget, seen=None):
    """The widget, its parts, their parts and so on, as far as they were not made by another cell: a list."""
    seen = {} if seen is None else seen
    if widget not in seen:
        seen[widget] = True
        cell = _made_in.get(widget)
        for part in _parts(widget):
            if _made_in.get(part, cell) == cell:
                _tree(part, seen)
    return list(seen)


def _parts(widget):
    hidden = widget.hidden_parts() if isinstance(widget, Closing) else []
    values = [widget._trait_values.get(name) for name in widget.traits()]
    listed = [part for value in values if isinstance(value, list | tuple) for part in value]
    return [part for part in [*values, *listed, *hidden] if isinstance(part, ipywidgets.Widget)]


# ---- what IPython keeps


def _forget_output(widget):
    """Take the widget out of `Out`, `_`, `__`, `___` and the like."""
    shell = get_ipython()
    if shell is None:
        return
    outputs = shell.user_ns.get("_oh", {})
    numbers = [number for number, output in outputs.items() if output is widget]
    for number in numbers:
        del outputs[number]
    for names in (shell.user_ns, shell.user_ns_hidden, vars(shell.displayhook)):
        for number in numbers:
            names.pop(f"_{number}", None)
        for unders in ("_", "__", "___"):
            if names.get(unders) is widget:
                names[unders] = ""


# ---- cells


def _before_cell(info):
    global _running
    text = info.raw_cell.strip()
    _close_made_in({info.cell_id, text})
    _running = info.cell_id or text


def _after_cell(_):
    global _running
    _running = None


def _collect_now():
    global _garbage
    _garbage = 0
    gc.collect()


_collect = Latest(_collect_now, pause=1.0)  # takes a moment, so it runs after the cell, and once for many cells


def _close_made_in(cells):
    """Close our widgets that these cells have made."""
    global _garbage
    ours = [widget for widget, cell in _made_in.items() if cell in cells and isinstance(widget, Closing)]
    kept = {part for widget in ours if not widget.closes_with_cell for part in _tree(widget)}
    old = [widget for widget in ours if widget not in kept]
    for widget in old:
        widget.close()
    if old:  # they refer to each other in circles, which only the garbage collector finds
        _garbage += 1
        _collect() if _garbage < MOST_GARBAGE else _collect_now()


def _note_maker(widget):
    if _running is not None:
        _made_in[widget] = _running


def _follow_cells(shell):
    """From now on, note which cell makes which widget."""
    global _running
    _running = shell.history_manager.input_hist_raw[-1].strip()  # the cell that imports this
    shell.events.register("pre_run_cell", _before_cell)
    shell.events.register("post_run_cell", _after_cell)
    other = ipywidgets.Widget._widget_construction_callback  # one that another library has set

    def note(widget):
        _note_maker(widget)
        if other is not None:
            other(widget)

    ipywidgets.Widget.on_widget_constructed(note)


if (_shell := get_ipython()) is not None:
    _follow_cells(_shell)
