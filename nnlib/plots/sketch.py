"""Many shapes and texts at the cost of one: a picture of twenty collections spends most of its time on making them."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from nnlib.plots.lettering import outline

PIXELS_PER_POINT = 100 / 72  # of a stage
INVISIBLE = "none"
CIRCLE = Path.unit_circle()  # its corners and codes


class Sketch:
    """Gathers shapes and texts for a stage in pixels; `draw` adds them to it as one collection.

    What is added later lies above what was added before. Places and colours hold one value for each shape, or one for
    all. Sizes of type and widths of lines are in points, all other lengths in pixels.
    """

    def __init__(self):
        self._paths, self._faces, self._edges, self._widths, self._texts = [], [], [], [], []

    def write(self, xs, ys, texts, *, size=11, colours="black", ha="center", weight="normal"):
        """Write each text at its (x, y), centred vertically."""
        texts = [str(text) for text in texts]
        shapes = [outline(text, weight, ha) for text in texts]
        scale = size * PIXELS_PER_POINT * np.array([1, -1])  # the y axis of a stage points down
        places = np.column_stack([np.broadcast_to(coordinates, len(texts)) for coordinates in (xs, ys)])
        corners = [place + scale * shape.vertices for place, shape in zip(places, shapes)]
        self._add(corners, [shape.codes for shape in shapes], faces=colours)
        self._texts += texts

    def polygons(self, outlines, colours, edges=INVISIBLE, width=0):
        """Fill polygons, each an array (k, 2) of its corners; `edges` and `width` are of the line around all of them."""
        closed = [np.concatenate([corners, corners[:1]]) for corners in outlines]
        self._add(closed, [_codes(len(corners), closed=True) for corners in closed], colours, edges, width)

    def rectangles(self, lefts, tops, widths, heights, colours, edges=INVISIBLE, width=0):
        """Fill rectangles; one of negative width or height goes the other way."""
        lefts, tops, widths, heights = np.broadcast_arrays(np.atleast_1d(lefts), tops, widths, heights)
        rights, bottoms = lefts + widths, tops + heights
        corners = np.array([[lefts, tops], [rights, tops], [rights, bottoms], [lefts, bottoms]])
        self.polygons(np.moveaxis(corners, -1, 0), colours, edges, width)

    def lines(self, lines, colours, width=1):
        """Draw each line through its points, an array (k, 2)."""
        lines = [np.asarray(line, float) for line in lines]
        self._add(lines, [_codes(len(line)) for line in lines], INVISIBLE, colours, width)

    def circles(self, xs, ys, radii, colours, edges=INVISIBLE, width=1):
        """Fill circles."""
        xs, ys, radii = np.broadcast_arrays(np.atleast_1d(xs), ys, radii)
        corners = [np.array(place) + radius * CIRCLE.vertices for *place, radius in zip(xs, ys, radii)]
        self._add(corners, [CIRCLE.codes] * len(corners), colours, edges, width)

    def draw(self, ax, zorder=3, gid=None):
        """Add all of it to the axes and return the PathCollection; its label holds the texts, one a line."""
        look = {"facecolors": self._faces, "edgecolors": self._edges, "linewidths": self._widths}
        drawn = PathCollection(self._paths, **look, zorder=zorder, gid=gid, label="\n".join(self._texts))
        ax.add_collection(drawn, autolim=False)
        return drawn

    def _add(self, corners, codes, faces=INVISIBLE, edges=INVISIBLE, width=0):
        """Shapes of the same colours become one path: for matplotlib, the number of paths is what counts."""
        groups = {}
        for look, some, kinds in zip(zip(_each(faces, corners), _each(edges, corners)), corners, codes, strict=True):
            groups.setdefault(look, []).append((some, kinds))
        for (face, edge), shapes in groups.items():
            self._paths.append(Path(*(np.concatenate(parts) for parts in zip(*shapes))))
            self._faces.append(face)
            self._edges.append(edge)
            self._widths.append(width)


def _each(colours, shapes):
    return [colours] * len(shapes) if isinstance(colours, str | tuple) else list(colours)


def _codes(n, closed=False):
    codes = np.full(n, Path.LINETO, Path.code_type)
    codes[0] = Path.MOVETO
    if closed:
        codes[-1] = Path.CLOSEPOLY
    return codes
