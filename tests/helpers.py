"""What the tests of many modules share: finding widgets, reading pictures, drawing digits, waiting in an event loop."""

import asyncio
import io
import re
import threading
import time

import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import imread
from moving import inside

from nnlib import Network, load_mnist, snapshot
from nnlib.digits.mnist import MNIST, Digits
from nnlib.explorers.shared.networks import SEED
from nnlib.gradient_check import nudge
from nnlib.widgets.picture import TILE

# ---- widgets


def one(widget, kind):
    """The first widget of this class inside another."""
    return next(part for part in inside(widget) if isinstance(part, kind))


def control(explorer, description):
    """The control with this description, or else the first whose description begins like this."""
    described = [part for part in inside(explorer) if isinstance(getattr(part, "description", None), str)]
    exact = [part for part in described if part.description == description]
    return (exact or [part for part in described if part.description.startswith(description)])[0]


def controls(widget):
    """All widgets with a description or options in this one, itself included: name -> widget."""
    found = {}
    for child in getattr(widget, "children", ()):
        called = getattr(child, "description", "") or str(getattr(child, "options", ""))
        found |= {called: child} | controls(child)
    return found


def choose(explorer, name, value):
    """Move the control whose description, or one of whose options, is `name`."""
    found = [control for called, control in controls(explorer).items() if called == name or f"'{name}'" in called]
    assert len(found) == 1, f"{name} is not the name of one control of {list(controls(explorer))}"
    found[0].value = value


def choose_network(explorer, name):
    """Press the button of the network "untrained" or "1 epoch"."""
    choose(explorer, "network", {"untrained": 0, "1 epoch": 1}[name])


def choose_example(explorer, index, epochs):
    """Move the slider of the image and press the button of the network."""
    control(explorer, "image").value = index
    control(explorer, "epochs of training").value = epochs


# ---- what is on screen


def artist(explorer, gid):
    """The artist of an explorer's figure that has this gid."""
    (found,) = explorer.figure.findobj(lambda one: one.get_gid() == gid)
    return found


def written(explorer):
    """All texts in the picture."""
    plain = [text.get_text() for ax in explorer.figure.axes for text in ax.texts]
    return plain + [line for ax in explorer.figure.axes for c in ax.collections for line in str(c.get_label()).split("\n")]


def polygons(sketch, n):
    """The polygons with n corners that a Sketch has drawn: (their corners, their colour)."""
    for path, colour in zip(sketch.get_paths(), sketch.get_facecolors()):
        for shape in np.split(np.arange(len(path.codes)), np.flatnonzero(path.codes == path.MOVETO)[1:]):
            if list(path.codes[shape[1:]]) == [path.LINETO] * (n - 1) + [path.CLOSEPOLY]:
                yield path.vertices[shape[:-1]], colour


def key(explorer):
    """The number in large type."""
    number = re.search(r"<b[^>]*>([−\d.,]+)", explorer.line.value).group(1)
    return float(number.replace("−", "-").replace(",", ""))


def shown_output(view):
    """The outputs in the frame that a NetworkView sends to the browser."""
    sizes = view.frame["sizes"]
    activations = np.frombuffer(view.frame["activations"], np.float32)
    assert activations.size == sum(sizes)
    return activations[-sizes[-1] :]


def assert_small_still(widget):
    """Without a kernel, the widget is a small picture and a text without the address of an object; returns the text."""
    data, _ = widget._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "0x" not in data["text/plain"]
    return data["text/plain"]


def pixels(png):
    """The pixels of a PNG, (height, width, 3 or 4), from 0 to 1."""
    return imread(io.BytesIO(png))


def shown(picture):
    """The pixels of a Picture as the browser puts them together from what Python has sent: (height, width, 3) bytes."""
    whole = np.rint(255 * pixels(picture.whole)).astype(np.uint8)
    places = np.frombuffer(picture.places, "<u2").reshape(-1, 2)
    tiles = np.rint(255 * pixels(picture.tiles)).astype(np.uint8).reshape(-1, TILE, TILE, 4) if len(places) else []
    for tile, (column, row) in zip(tiles, places * TILE, strict=True):
        there = whole[row : row + TILE, column : column + TILE]
        there[:] = tile[: there.shape[0], : there.shape[1]]
    return whole[..., :3]


def bar(height, colour="red"):
    """A 300 by 200 picture with one bar."""
    if height == 7:
        raise ValueError("height must not be 7 < 8")
    figure = Figure(figsize=(3, 2), dpi=100)
    figure.add_axes((0, 0, 1, 1), xlim=(0, 1), ylim=(0, 10)).bar(0.5, height, color=colour)
    return figure


# ---- examples and slopes


def few(n=60, m=50):
    """n digits to train on and m to test with."""
    digits = load_mnist()
    parts = [Digits(d.images[:, :k], d.labels[:k], d.targets[:, :k]) for d, k in ((digits.train, n), (digits.test, m))]
    return MNIST(*parts)


def example(index, epochs):
    """The network after this many epochs, and a training image with its target, in float64."""
    train = load_mnist().train
    return snapshot(epochs), train.images[:, index].astype(float), train.targets[:, index].astype(float)


def start():
    """The network with which each training of notebook 06 begins, and the generator that goes on to shuffle."""
    rng = np.random.default_rng(SEED)
    return Network([784, 16, 16, 10], rng=rng, dtype=np.float32), rng


def nudged(network, index, position):
    """The slope of the cost of a training image with respect to a parameter, by nudging it."""
    train = load_mnist().train
    x, y = train.images[:, [index]].astype(float), train.targets[:, [index]].astype(float)
    return nudge(network, x, y, position)


def differences(function, vector, epsilon=1e-5):
    """The slopes of a function of a vector, by moving each entry a little either way."""
    slopes = []
    for step in epsilon * np.eye(len(vector)):
        slopes.append((function(vector + step) - function(vector - step)) / (2 * epsilon))
    return np.array(slopes)


# ---- own digits


def draw(pad, seed=0):
    """Some strokes, as the browser sends them."""
    ink = np.zeros((140, 140), np.uint8)
    x = 20 + 17 * np.random.default_rng(seed).integers(5)
    ink[20:120, x : x + 14], ink[20:32, 20:100] = 255, 200
    pad.set_state({"strokes": [[1, 2, 3, 4]], "ink": memoryview(ink.tobytes())})


def add(mine, *labels):
    """Draw a digit for each label and add it to MyDigits."""
    for seed, label in enumerate(labels):
        draw(mine.pad, seed)
        mine.add(label)


# ---- generators and event loops


def finished(run):
    """What a generator returns at its end."""
    while True:
        try:
            next(run)
        except StopIteration as end:
            return end.value


async def until(condition, timeout=60):
    """Let the event loop turn until the condition holds."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, "waited too long"
        await asyncio.sleep(0.002)


async def here(function):
    """Call it in the thread of the event loop."""
    function()


async def elsewhere(function):
    """Call it in another thread, as the subshells of newer kernels do with every message to a widget."""
    thread = threading.Thread(target=function)
    thread.start()
    await until(lambda: not thread.is_alive())
