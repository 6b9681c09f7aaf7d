"""The gradient check of a training step: how its gradient compares with nudging, layer by layer."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.sketch import Sketch
from nnlib.wording import fixed, power_of_ten, rough

LOWEST, HIGHEST = -11, 1  # limits of the bars: powers of ten of the relative error
ROW, FIRST = 34.5, 52  # pixels: the distance between rows, and y of the first one
BARS, THICK = (681, 801), 19  # left and right end of the axis of the bars, and their height
# x of the columns of the table. Layers and kinds begin there, numbers end there.
LAYERS, KINDS, SIGNS, ERRORS, FACTORS, COSINES = 440, 579, 664, 870, 1002, 1095
SIZE = 12.5


def draw_check_frame(ax, places, threshold):
    """Draw all that stays of `draw_check` on a stage in pixels: a row for each of `places`, (layer, kind)."""
    sketch, rows = Sketch(), FIRST + ROW * np.arange(len(places))
    (left, right), limit, bottom = BARS, _across(threshold), rows[-1] + 2 * ROW
    sketch.rectangles(left, 0, limit - left, bottom, style.SHADE)
    dashes = np.arange(0, bottom, 10)
    sketch.lines([((limit, y), (limit, y + 6)) for y in dashes], style.INK, 1.5)
    muted = {"colours": style.INK_MUTED}
    head = FIRST - ROW
    sketch.write([(left + limit) / 2, (limit + right) / 2], head, ["right", "wrong"], size=11, **muted)
    sketch.write([ERRORS, FACTORS, COSINES], head, ["error", "factor", "cosine"], size=SIZE, ha="right", **muted)
    layers, kinds = zip(*places)
    starts = [i for i, layer in enumerate(layers) if layers.index(layer) == i]
    look = {"size": SIZE, "ha": "left", "colours": style.INK}
    sketch.write(LAYERS, rows[starts], [layers[i] for i in starts], **look)
    sketch.write(KINDS, rows, kinds, **look)
    sketch.write(LAYERS, rows[-1] + 1.25 * ROW, ["all 13,002 slopes together"], **look)
    sketch.draw(ax)


def draw_check(ax, errors, threshold, factors, cosines, overall):
    """Draw relative error, as a bar and a number, factor (a text) and cosine of each row of a `draw_check_frame`.

    Errors up to `threshold` count as right. The last line shows `overall`, the cosine over all layers together.
    """
    sketch, rows, is_wrong = Sketch(), FIRST + ROW * np.arange(len(errors)), np.asarray(errors) > threshold
    faint = np.where(is_wrong, style.INK, style.INK_MUTED).tolist()
    sketch.rectangles(BARS[0], rows - THICK / 2, _across(errors) - BARS[0], THICK, faint)
    sketch.write(SIGNS, rows, ["✗" if wrong else "✓" for wrong in is_wrong], size=SIZE, colours=style.INK, weight="bold")
    sketch.write(ERRORS, rows, map(_number, errors), size=SIZE, ha="right", colours=style.INK)
    columns = (FACTORS, factors), (COSINES, [fixed(cosine, 3) for cosine in cosines])
    for row, colour, weight in zip(range(len(rows)), faint, np.where(is_wrong, "bold", "normal").tolist()):
        for x, words in columns:
            sketch.write(x, rows[row], [words[row]], size=SIZE, ha="right", colours=colour, weight=weight)
    overall = [fixed(overall, 3)]
    sketch.write(COSINES, rows[-1] + 1.25 * ROW, overall, size=SIZE, ha="right", colours=style.INK, weight="bold")
    sketch.draw(ax, gid="check")


def _across(errors):
    """Where the bar of a relative error ends."""
    left, right = BARS
    powers = np.clip(np.log10(np.maximum(errors, 10.0**LOWEST)), LOWEST, HIGHEST)
    return left + (right - left) * (powers - LOWEST) / (HIGHEST - LOWEST)


def _number(error):
    """A relative error for a label: 0.79, 2.0 or 10⁻⁸."""
    return rough(error) if error >= 0.01 else power_of_ten(round(np.log10(max(error, 1e-16))))
