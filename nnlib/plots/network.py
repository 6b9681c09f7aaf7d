"""The network as a still picture that looks like NetworkView."""

import numpy as np
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea
from matplotlib.patches import Circle, RegularPolygon

from nnlib.plots import style
from nnlib.wording import brief

SIDE = 28  # an input of 28 × 28 numbers is drawn as an image
TOP, BOTTOM, MARGIN = 104, 52, 30  # pixels kept free for words
FAINT = 0.14  # opacity of the lines that do not belong to the selection
MOST_LINES = 520  # only the strongest lines of each layer: more would add bytes and show nothing new
CELL = 12  # pixels on the stage for one pixel of the image
PLACES = {0.01: 2, 0.0001: 4}  # decimal places of wishes, by their smallest size
LEGEND = {
    "weights": ("weight > 0", "weight < 0"),
    "wishes": ("weight should grow", "weight should shrink"),
    "changes": ("weight grew", "weight shrank"),
    "average wishes": ("weight should grow, on average", "weight should shrink, on average"),
}
INTO = {
    "weights": "weights into",
    "wishes": "wishes for the weights into",
    "changes": "changes of the weights into",
    "average wishes": "average wishes for the weights into",
}


def draw_network(ax, activations, edges, *, wishes=None, target=None, selected=(), title="", edge_name="weights"):
    """Draw a network on `ax`, a stage in pixels: its neurons, and the lines between them.

    `activations` holds a vector (n,) for each layer, the input first; 784 inputs become an image. `edges` holds a matrix
    (n_out, n_in) for each layer of lines, whose thickness is the size of the number relative to its layer; `edge_name`
    says what the numbers are: a key of LEGEND. Neurons show activations as brightness or, if given, the `wishes` for
    their z, (n,) for each layer but the input, as arrowheads. `target` is the index of an output. `selected` is
    highlighted: ("activations", 1, 3) or ("weights", 2, 4, 7), for example.
    """
    width, height = ax.get_xlim()[1], ax.get_ylim()[0]
    places, radii = _columns(width, height, [len(a) for a in activations])
    image = len(activations[0]) == SIDE * SIDE
    overlay = _overlay(edges, selected) if image else None
    if image:
        _draw_image(ax, activations[0], overlay, places[0], edge_name, selected)
        _draw_fan(ax, places, selected)
    for layer in range(image, len(edges)):
        bright = _in_selection(edges[layer].shape, layer, selected)
        _draw_edges(ax, edges[layer], places[layer], places[layer + 1], bright, MOST_LINES // len(edges[image:]))
    for layer in range(image, len(activations)):
        shown = None if wishes is None or layer == 0 else wishes[layer - 1]
        _draw_neurons(ax, activations[layer], shown, places[layer], radii[layer])
        _draw_heading(ax, layer, len(activations) - 1, places[layer])
    _draw_outputs(ax, activations[-1], None if wishes is None else wishes[-1], places[-1], radii[-1], target)
    _draw_selected(ax, selected, places, radii, edges, image)
    _write(ax, MARGIN, 48, title, 22, weight="bold")
    if len(activations[-1]) > 1:
        _write(ax, width - MARGIN, 54, _answer(activations, target, image), 32, weight="bold", ha="right")
    _draw_legend(ax, height - 22, LEGEND[edge_name], wishes is not None, overlay is not None)


def _answer(activations, target, is_image):
    """What the largest output says; a blank image gets no answer, though one of its outputs is the largest, too."""
    answer = np.argmax(activations[-1])
    if is_image and not activations[0].any():
        return "nothing to read"
    return f"answer: {answer}" + ("" if target in (None, answer) else f" ✗ should be {target}")


# ---- where things are, in pixels


def _columns(width, height, sizes):
    """The places (n, 2) and the radius of the neurons of each layer; the neurons of an image are its 784 pixels."""
    image = sizes[0] == SIDE * SIDE
    right, left = width - 170, (MARGIN + 350 if image else MARGIN + 40)
    gap = (right - left) / max(1, len(sizes) - 1 - image + 0.7 * image)
    places, radii = [], []
    for layer, size in enumerate(sizes):
        spacing = min((height - TOP - BOTTOM) / size, 100)
        y = (TOP + height - BOTTOM) / 2 + (np.arange(size) - (size - 1) / 2) * spacing
        places.append(np.column_stack([np.full(size, right - (len(sizes) - 1 - layer) * gap), y]))
        radii.append(min(0.42 * spacing, 10 + 0.13 * spacing))
    if image:
        places[0] = _pixels(height)
    return places, radii


def _pixels(height):
    rows, columns = np.divmod(np.arange(SIDE * SIDE), SIDE)
    top = (TOP + height - BOTTOM) / 2 - SIDE / 2 * CELL
    return np.column_stack([MARGIN + (columns + 0.5) * CELL, top + (rows + 0.5) * CELL])


# ---- the image and its fan


def _overlay(edges, selected):
    """The weights (784,) to lay over the image: those into the selected neuron of hidden layer 1, or None."""
    kind, layer, *place = selected or (None, None)
    first = (kind, layer) in (("activations", 1), ("weights", 0))
    return edges[0][place[0]] if first else None


def _draw_image(ax, pixels, overlay, places, edge_name, selected):
    (left, top), (right, bottom) = places[0] - CELL / 2, places[-1] + CELL / 2
    picture = np.repeat(_brightness(pixels)[:, np.newaxis], 3, axis=1) if overlay is None else _tinted(pixels, overlay)
    ax.imshow(picture.reshape(SIDE, SIDE, 3), extent=(left, right, bottom, top), aspect="auto", interpolation="nearest")
    ax.set(xlim=(0, ax.figure.bbox.width), ylim=(ax.figure.bbox.height, 0))
    if overlay is not None:
        _outline(ax, pixels.reshape(SIDE, SIDE) > 0.3, left, top)
    ax.plot([left, right, right, left, left], [top, top, bottom, bottom, top], color=style.LINE, linewidth=1)
    words = "784 pixels" if overlay is None else f"{INTO[edge_name]} neuron {selected[2]}"
    _write(ax, (left + right) / 2, top - 12, words, 16, color=style.MUTED, ha="center")


def _tinted(pixels, values):
    """The colour of each value: strong where the image has ink, since weights count only there."""
    size = np.abs(values) / (np.abs(values).max() or 1)
    strength = size**0.65 * (0.33 + 0.67 * _brightness(pixels))
    return _mix(np.array(to_rgba(style.STAGE)[:3]), _signs(values)[:, :3], strength[:, np.newaxis])


def _outline(ax, ink, left, top):
    """Draw a line along every border between ink and paper."""
    ink = np.pad(ink, 1)
    across = [[(c - 1, r), (c, r)] for r, c in np.argwhere(ink[1:] != ink[:-1])]
    down = [[(c, r - 1), (c, r)] for r, c in np.argwhere(ink[:, 1:] != ink[:, :-1])]
    ax.add_collection(LineCollection(np.array(across + down) * CELL + (left, top), colors=style.TEXT, linewidths=1))


def _draw_fan(ax, places, selected):
    mouth = places[0].mean(axis=0) + (SIDE / 2 * CELL + 10, 0)
    kind, layer, *place = selected or (None, None)
    ax.add_collection(LineCollection([(mouth, end) for end in places[1]], colors=style.LINE, linewidths=0.8))
    if (kind, layer) == ("activations", 1):
        ax.plot(*zip(mouth, places[1][place[0]]), color=style.MUTED, linewidth=1.5)


# ---- lines


def _in_selection(shape, layer, selected):
    """Whether each line (n_out, n_in) of a layer belongs to the selection; all do if nothing is selected."""
    if not selected:
        return np.ones(shape, bool)
    kind, where, *place = selected
    bright = np.zeros(shape, bool)
    if kind == "weights" and where == layer:
        bright[place[0], place[1]] = True
    elif kind == "activations" and where == layer + 1:
        bright[place[0]] = True
    elif kind == "activations" and where == layer == 0:
        bright[:, place[0]] = True
    return bright


def _draw_edges(ax, values, starts, ends, bright, most):
    size = (np.abs(values) / (np.abs(values).max() or 1)).ravel()
    order = np.argsort(size, kind="stable")
    order = order[size[order] > 0.06][-most:]
    to, start = np.divmod(order, values.shape[1])
    size = size[order]
    colors = _signs(values.ravel()[order])
    crowd = 1 if not bright.all() else min(1, (400 / values.size) ** 0.5)  # many lines at once are drawn fainter
    colors[:, 3] = (0.07 + 0.88 * size) * np.where(bright.ravel()[order], crowd, FAINT)
    lines = np.stack([starts[start], ends[to]], axis=1)
    ax.add_collection(LineCollection(lines, colors=colors, linewidths=(0.4 + 2.2 * size) * crowd**0.5))


# ---- neurons


def _draw_neurons(ax, activations, wishes, places, radius):
    circles = [Circle(place, radius) for place in places]
    greys = np.repeat(_brightness(activations)[:, np.newaxis], 3, axis=1)
    fill, rim = (greys, style.MUTED) if wishes is None else (style.STAGE, style.LINE)
    ax.add_collection(PatchCollection(circles, facecolors=fill, edgecolors=rim, linewidths=min(1.2, radius / 5), zorder=3))
    if wishes is not None:
        sizes = radius * wishes / (np.abs(wishes).max() or 1)
        heads = [_arrowhead(place, size) for place, size in zip(places, sizes)]
        ax.add_collection(PatchCollection(heads, facecolors=_signs(wishes), linewidths=0, zorder=4))


def _arrowhead(place, size):
    return RegularPolygon(place, 3, radius=abs(size), orientation=np.pi if size > 0 else 0)


def _draw_heading(ax, layer, last, places):
    noun = "input" if layer == 0 else "output" if layer == last else "neuron"
    _write(ax, places[0][0], TOP - 14, f"{len(places)} {noun}{'s' * (len(places) > 1)}", 16, color=style.MUTED, ha="center")


def _draw_outputs(ax, activations, wishes, places, radius, target):
    if len(places) > 32:
        return
    for i, (x, y) in enumerate(places):
        best = i == np.argmax(activations)
        look = {"color": style.TEXT if best else style.MUTED, "weight": "bold" if best else "normal", "va": "center"}
        _write(ax, x + radius + 10, y, str(i), 18, **look)
        _write(ax, x + radius + 38, y, f"{activations[i]:.2f}" if wishes is None else brief(wishes[i], PLACES), 16, **look)
    if target is not None:
        x, y = places[target]
        ax.add_patch(Circle((x, y), radius + 5, fill=False, edgecolor=style.MUTED, linestyle=":", linewidth=1.5))
        _write(ax, x + radius + (88 if wishes is None else 104), y, "target", 13, color=style.MUTED, va="center")


def _draw_selected(ax, selected, places, radii, edges, image):
    if not selected:
        return
    kind, layer, *place = selected
    ends = [(layer, place[0])] if kind == "activations" else [(layer, place[1]), (layer + 1, place[0])]
    if kind == "weights":
        color = style.UP if edges[layer][tuple(place)] > 0 else style.DOWN
        ax.plot(*np.transpose([places[l][i] for l, i in ends]), color=color, linewidth=3, zorder=2.5)
    for l, i in ends:
        radius = CELL / 2 if image and l == 0 else radii[l] + 3
        ax.add_patch(Circle(places[l][i], radius, fill=False, edgecolor=style.TEXT, linewidth=2, zorder=5))


# ---- words and colours


def _draw_legend(ax, y, meaning, wishes, overlay):
    up, down = meaning
    arrowheads = [("▲", style.UP, "z should grow"), ("▼", style.DOWN, "z should shrink")]
    entries = arrowheads if wishes else [("●", style.TEXT, "brightness: activation")]
    entries += [
        ("━━", style.UP, up),
        ("━━", style.DOWN, down),
        ("", style.MUTED, "outline: this digit's ink" if overlay else "thickness: size"),
    ]
    size = 15 * 72 / ax.figure.dpi
    boxes = []
    for glyph, color, words in entries:
        pair = [
            TextArea(text, textprops={"color": c, "size": size})
            for text, c in ((glyph, color), (words, style.MUTED))
            if text
        ]
        boxes.append(HPacker(children=pair, pad=0, sep=6, align="baseline"))
    row = HPacker(children=boxes, pad=0, sep=20, align="baseline")
    place = {"bbox_to_anchor": (MARGIN, y), "bbox_transform": ax.transData}
    ax.add_artist(AnchoredOffsetbox("lower left", child=row, frameon=False, pad=0, borderpad=0, **place))


def _write(ax, x, y, text, pixels, *, color=style.TEXT, va="baseline", **look):
    ax.text(x, y, text, fontsize=pixels * 72 / ax.figure.dpi, color=color, va=va, **look)


def _brightness(activations):
    return np.clip(activations / max(1, activations.max()), 0, 1)


def _signs(values):
    return np.where(np.asarray(values)[:, np.newaxis] > 0, to_rgba(style.UP), to_rgba(style.DOWN))


def _mix(a, b, share):
    return a * (1 - share) + b * share
