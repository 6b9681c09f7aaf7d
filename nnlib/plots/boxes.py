"""Many rectangles at the cost of one: a single artist is made and drawn in a fraction of the time of a bar for each."""

import numpy as np
from matplotlib.collections import PolyCollection


def draw_boxes(ax, lefts, lows, rights, highs, **look):
    """Draw a rectangle between each of these sides, which hold one value for each or one for all; return the artist."""
    sides = np.broadcast_arrays(*np.atleast_1d(lefts, lows, rights, highs))
    left, low, right, high = (np.asarray(side, float) for side in sides)
    corners = np.stack([left, low, right, low, right, high, left, high], axis=-1).reshape(-1, 4, 2)
    boxes = PolyCollection(corners, **{"linewidths": 0, "zorder": 2} | look)
    ax.add_collection(boxes, autolim=False)
    return boxes


def sides_of(boxes):
    """Left, low, right and high of each rectangle, (n, 4): what `draw_boxes` was given."""
    corners = np.array([path.vertices[:4] for path in boxes.get_paths()])
    return corners[:, [0, 2]].reshape(-1, 4)


def rounded(left, top, width, height, radius):
    """The corners (n, 2) of a rectangle whose corners are rounded."""
    turns = np.linspace(0, np.pi / 2, 8)
    arc = radius * np.column_stack([np.cos(turns), np.sin(turns)])
    inset = np.array([width, height]) / 2 - radius
    corners = [
        signs * (inset + (arc if signs[0] * signs[1] > 0 else arc[::-1]))
        for signs in np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    ]
    return np.concatenate(corners) + (left + width / 2, top + height / 2)
