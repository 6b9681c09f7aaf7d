"""Many short texts at the cost of one: drawn as shapes, they take a tenth of the time of separate matplotlib texts."""

import re
from functools import lru_cache

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import IdentityTransform

ALIGNMENTS = {"left": 0, "center": 0.5, "right": 1}  # the share of a text that lies to the left of its place
HALF_DIGIT = 0.365  # half the height of a digit at a type size of 1


def write_all(ax, xs, ys, texts, *, size=11, colours="black", ha="center", weight="normal"):
    """Write each text at its (x, y), centred vertically, in type of `size` points; return the PathCollection.

    `xs`, `ys` and `colours` hold one value for each text, or one for all. The label of the PathCollection holds the
    texts, one a line.
    """
    texts = [str(text) for text in texts]
    places = np.column_stack([np.broadcast_to(coordinates, len(texts)) for coordinates in (xs, ys)])
    written = PathCollection(
        [outline(text, weight, ha) for text in texts],
        sizes=[size**2],  # matplotlib expects an area
        transform=IdentityTransform(),
        offsets=places,
        offset_transform=ax.transData,
        facecolors=colours,
        linewidths=0,
        zorder=3,
        label="\n".join(texts),
    )
    ax.add_collection(written, autolim=False)
    return written


def length(text, size, weight="normal"):
    """How long a text is in type of `size` points, in points."""
    return size * np.ptp(outline(text, weight).vertices[:, 0])


def indexed(formula):
    """The formula with subscripts for the indices of w_jk and w_2,13, as matplotlib sets them in its own texts."""
    return re.sub(r"_(\d+(?:,\d+)?|[a-z]+)", r"$_{\1}$", formula)


@lru_cache(maxsize=4096)
def outline(text, weight="normal", ha="left"):
    """The outline of a text at a type size of 1, placed relative to (0, 0) and centred vertically: a Path."""
    if not text:
        return Path(np.empty((0, 2)), np.empty(0, Path.code_type))
    glyphs = [_glyph(character, weight) for character in text]
    ends = np.cumsum([0, *(advance for _, advance in glyphs)])
    starts = ends - ALIGNMENTS[ha] * ends[-1]
    moved = [shape.vertices + (start, -HALF_DIGIT) for (shape, _), start in zip(glyphs, starts)]
    return Path(np.concatenate(moved), np.concatenate([shape.codes for shape, _ in glyphs]))


@lru_cache(maxsize=512)
def _glyph(character, weight):
    """The outline of a character and its advance width, measured by how far it pushes a bar written after it."""
    font = FontProperties(weight=weight)
    bar, pushed = (TextPath((0, 0), text, size=1, prop=font).vertices[:, 0].max() for text in ("|", f"{character}|"))
    if character.isspace():
        return Path(np.empty((0, 2)), np.empty(0, Path.code_type)), pushed - bar
    return TextPath((0, 0), character, size=1, prop=font), pushed - bar
