"""Moves the controls of an explorer. It needs nothing but nnlib, since its text also runs in the browser's Python."""

import asyncio
import gc

import ipywidgets
import numpy as np

from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.latest import Latest
from nnlib.widgets.readout import Readout

PATIENCE = 120  # seconds: what has not come by then will never come
SLOW = {"epochs of training", "weights and biases of", "same number of", "from", "to"}  # they compute for a second


def inside(widget):
    """The widget and everything in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def controls_of(explorer):
    """The sliders and choices of an explorer that are quick."""
    kinds = ipywidgets.widget_int._BoundedInt, ipywidgets.widget_float._BoundedFloat, ipywidgets.FloatLogSlider
    for widget in inside(explorer):
        if isinstance(widget, DigitChooser):
            yield widget
        elif isinstance(widget, (*kinds, ipywidgets.widget_selection._Selection)) and widget.description not in SLOW:
            yield widget


def synced(explorer):
    """The controls of an explorer whose value a page changes by a message: name of their trait, control."""
    controls = (control for control in controls_of(explorer) if not isinstance(control, DigitChooser))  # its slider is one
    return [("index" if hasattr(control, "options") else "value", control) for control in controls]


def move(control, step):
    """Move it by so many steps, round and round."""
    if isinstance(control, DigitChooser):
        control.index = (control.index + 7 * step) % 200
    elif hasattr(control, "options"):
        control.index = ((control.index or 0) + step) % len(control.options)
    elif isinstance(control, ipywidgets.FloatLogSlider):
        power = control.min + (np.log10(control.value) - control.min + step * control.step) % (control.max - control.min)
        control.value = 10**power
    else:
        span = max(control.max - control.min, control.step)
        control.value = type(control.value)(control.min + (control.value - control.min + 3 * step * control.step) % span)


def told(explorer):
    """What it says at the moment, and the numbers behind it: a list of a text, and names with numbers."""
    if not isinstance(explorer, Readout):
        return [explorer.summary(), {}]
    numbers = {name: np.ravel(value).astype(float) for name, value in explorer.numbers.items() if is_numbers(value)}
    return [f"{explorer.sentence} {explorer.summary()}", {name: outline(values) for name, values in numbers.items()}]


def is_numbers(value):
    """Whether these are numbers, of which a few can be compared."""
    is_number = isinstance(value, int | float | np.ndarray | np.generic)
    return is_number and np.size(value) > 0 and np.asarray(value).dtype.kind in "fiub"


def outline(values):
    """Many numbers in five: how many there are, their mean, their size, the first and the last."""
    finite = values[np.isfinite(values)]
    size = np.sqrt((finite**2).mean()) if len(finite) else 0.0
    return [float(number) for number in (len(finite), finite.mean() if len(finite) else 0, size, values[0], values[-1])]


def all_latest():
    return [one for one in gc.get_objects() if isinstance(one, Latest)]


async def rest(others):
    """Wait until nothing waits to be drawn any more, but for `others`: those of an earlier loop would wait for ever."""
    ours = [one for one in all_latest() if not any(one is other for other in others)]
    async with asyncio.timeout(PATIENCE):
        while any(one.waiting for one in ours):
            await asyncio.sleep(0.002)


async def state_at_rest(explorer, others=()):
    """What its controls are set to, and what it says, if it says something, at rest; `others` are older than it."""
    await rest(others)
    set_to = [getattr(control, trait) for trait, control in synced(explorer)]
    return [set_to, told(explorer) if hasattr(explorer, "summary") else None]


async def told_while_moving(make):
    """What an explorer says at first, and after each of its controls was moved once."""
    others = all_latest()
    explorer = make()
    await rest(others)
    said = [told(explorer)]
    for control in controls_of(explorer):
        move(control, 1)
        await rest(others)
        said.append(told(explorer))
    explorer.close()
    return said
