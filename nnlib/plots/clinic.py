"""The gradient check of a training step: how its gradient compares with nudging, layer by layer."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import colour_of
from nnlib.wording import fixed

LEFT, RIGHT = -11, 1  # limits of the axis: powers of ten of the relative error
# x of the columns of the table, in widths of the axes with the bars.
LAYERS, KINDS, SIGNS, ERRORS, FACTORS, COSINES = -1.95, -0.86, -0.14, 1.58, 2.68, 3.45


def draw_check(ax, places, errors, threshold, factors, cosines, overall):
    """Draw a row for each of `places` (layer, kind): relative error as a bar and a number, factor (a text), and cosine.

    Errors up to `threshold` count as right. The last line shows `overall`, the cosine over all layers together.
    """
    rows = np.arange(len(places))
    limit = np.log10(threshold)
    lengths = np.clip(np.log10(np.maximum(errors, 10.0**LEFT)), LEFT, RIGHT)
    is_wrong = np.asarray(errors) > threshold
    ax.axvspan(LEFT, limit, color=style.INK_MUTED, alpha=0.12, linewidth=0)
    colours = [style.INK if wrong else style.INK_MUTED for wrong in is_wrong]
    ax.barh(rows, lengths - LEFT, left=LEFT, height=0.56, color=colours)
    ax.axvline(limit, color=style.INK, linewidth=1.5, linestyle="--")
    for x, words in (((LEFT + limit) / 2, "right"), ((limit + RIGHT) / 2, "wrong")):
        ax.text(x, -1, words, fontsize=11, color=style.INK_MUTED, ha="center", va="center")
    for x, words in ((ERRORS, "error"), (FACTORS, "factor"), (COSINES, "cosine")):
        _write(ax, x, -1, words, color=style.INK_MUTED)
    named = ""
    for row, (layer, kind), *numbers in zip(rows, places, is_wrong, errors, factors, cosines):
        _write(ax, LAYERS, row, layer if layer != named else "", ha="left", color=style.INK)
        _write(ax, KINDS, row, kind, ha="left", color=style.INK)
        _write_numbers(ax, row, *numbers)
        named = layer
    _write(ax, LAYERS, len(rows) + 0.25, "all 13,002 slopes together", ha="left", color=style.INK)
    _write(ax, COSINES, len(rows) + 0.25, fixed(overall, 3), color=colour_of(overall), weight="bold")
    ax.set(xlim=(LEFT, RIGHT), ylim=(len(rows) + 0.75, -1.5), yticks=[])
    ax.set_xticks([])
    ax.spines[:].set_visible(False)


def _write_numbers(ax, row, wrong, error, factor, cosine):
    weight = "bold" if wrong else "normal"
    colour = colour_of(cosine) if wrong else style.INK_MUTED
    _write(ax, SIGNS, row, "✗" if wrong else "✓", ha="center", color=style.INK, weight=weight)
    _write(ax, ERRORS, row, _power(error), color=style.INK)
    _write(ax, FACTORS, row, factor, color=colour, weight=weight)
    _write(ax, COSINES, row, fixed(cosine, 3), color=colour, weight=weight)


def _write(ax, x, y, words, ha="right", **look):
    """Write in a column of the table, x, at the height of a bar, y."""
    ax.text(x, y, words, transform=ax.get_yaxis_transform(), fontsize=12.5, ha=ha, va="center", **look)


def _power(error):
    """A relative error for a label: 0.79, 2.0 or 10⁻⁸."""
    return f"{error:.2g}" if error >= 0.01 else f"$10^{{{round(np.log10(max(error, 1e-16)))}}}$"
