"""Many short texts at the cost of one: drawn as shapes, they take a tenth of the time of as many matplotlib texts."""

from functools import lru_cache

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import IdentityTransform

SHARES = {"left": 0, "center": 0.5, "right": 1}  # how much of a text is to the left of its place
HALF_A_DIGIT = 0.365  # of the type size


def write_all(ax, xs, ys, texts, *, size=11, colours="black", ha="center", weight="normal"):
    """Write each of the texts at its (x, y), halfway up, `size` points large; `colours` is one, or one for each.

    One x or y may serve for all. The texts are also the label of the PathCollection that comes back, one a line.
    """
    texts = [str(text) for text in texts]
    places = np.column_stack([np.broadcast_to(coordinates, len(texts)) for coordinates in (xs, ys)])
    written = PathCollection(
        [_line(text, weight, SHARES[ha]) for text in texts],
        sizes=[size**2],  # an area
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


@lru_cache(maxsize=4096)
def _line(text, weight, share):
    """The outline of a text for a type size of 1, around (0, 0)."""
    glyphs = [_glyph(character, weight) for character in text]
    ends = np.cumsum([0, *(advance for _, advance in glyphs)])
    starts = ends - share * ends[-1]
    moved = [Path(outline.vertices + (start, -HALF_A_DIGIT), outline.codes) for (outline, _), start in zip(glyphs, starts)]
    return Path.make_compound_path(*moved)


@lru_cache(maxsize=512)
def _glyph(character, weight):
    """The outline of a character, and where the next one begins: as far as it moves a bar behind it."""
    font = FontProperties(weight=weight)
    bar, moved = (TextPath((0, 0), text, size=1, prop=font).vertices[:, 0].max() for text in ("|", f"{character}|"))
    if character.isspace():
        return Path(np.empty((0, 2)), np.empty(0, Path.code_type)), moved - bar
    return TextPath((0, 0), character, size=1, prop=font), moved - bar
