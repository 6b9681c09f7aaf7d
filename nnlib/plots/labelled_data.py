"""What labels are worth: accuracy against how many there are, and against the share of them that was shuffled."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import colour_of, plain
from nnlib.plots.digits import draw_gallery
from nnlib.wording import percent, signed

TEST = {"color": style.INK, "linewidth": 3}
TRAIN = {"color": style.INK_MUTED, "linewidth": 2, "linestyle": "--"}


def draw_learning(figure, counts, train, test, chosen, gains):
    """Draw accuracies against the number of training images, and the gain from each doubling.

    `train` and `test` are (3, k): mean, lowest and highest, NaN where nothing is measured yet; `chosen` is an index into
    `counts` (k,); `gains` (k,) are in percentage points, each at the number after doubling.
    """
    left = figure.add_axes((0.065, 0.15, 0.5, 0.8))
    right = figure.add_axes((0.62, 0.15, 0.37, 0.68))
    plain(left, xlabel="training images", ylabel="")
    left.set(xscale="log", xlim=(counts[0] / 1.25, counts[-1] * 1.25), ylim=(0.6, 1.015))
    _ticks(left, counts)
    left.set_yticks(np.linspace(0.6, 1, 5), [percent(y, 0) for y in np.linspace(0.6, 1, 5)])
    left.axvline(counts[chosen], color=style.INK_MUTED, linewidth=1.2, linestyle=":", zorder=0)
    _curve(left, counts, train, chosen, TRAIN)
    _curve(left, counts, test, chosen, TEST)
    for y, name, look in ((0.97, "its own training images", TRAIN), (0.72, "test images", TEST)):
        left.text(counts[2], y, name, fontsize=14, color=look["color"], va="top")
    _draw_gains(right, counts, gains, chosen)


def _ticks(ax, counts):
    shown = [*counts[:-1:3], counts[-1]] if counts[-1] / counts[-2] > 1.5 else [*counts[:-2:3], counts[-1]]
    ax.set_xticks(shown, [f"{n:,}" for n in shown])
    ax.minorticks_off()


def _curve(ax, xs, values, chosen, look):
    """The mean as a line with dots, and the range from lowest to highest as bars."""
    mean, low, high = values
    there = np.flatnonzero(np.isfinite(mean))
    ax.plot(np.asarray(xs)[there], mean[there], **look)
    ax.vlines(np.asarray(xs)[there], low[there], high[there], color=look["color"], linewidth=7, alpha=0.35)
    ax.plot(np.asarray(xs)[there], mean[there], "o", color=look["color"], markersize=6)
    if np.isfinite(mean[chosen]):
        ax.plot([xs[chosen]], [mean[chosen]], "o", color=look["color"], markersize=13, markeredgecolor=style.GROUND)


def _draw_gains(ax, counts, gains, chosen):
    """A bar for each doubling, with its number."""
    plain(ax, "Points gained by each doubling", "up to so many images")
    for k in np.flatnonzero(np.isfinite(gains)):
        ax.bar([k], [gains[k]], 0.7, color=colour_of(gains[k]), alpha=1 if k == chosen else 0.55)
        side = 4 if gains[k] >= 0 else -4
        ax.annotate(
            signed(gains[k], 1),
            (k, gains[k]),
            (0, side),
            textcoords="offset points",
            ha="center",
            va="bottom" if side > 0 else "top",
            fontsize=12,
            weight="bold" if k == chosen else "normal",
        )
    ax.axhline(0, color=style.INK_MUTED, linewidth=1)
    known = gains[np.isfinite(gains)]
    ax.set(xlim=(0.4, len(gains) - 0.4), ylim=(min(known.min(initial=0) - 1.2, -1.2), max(known.max(initial=0) * 1.2, 2)))
    places = [k for k in range(len(gains)) if k % 2 == 1]
    ax.set_xticks(places, [_short(counts[k]) for k in places])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)


def _short(count):
    return f"{count:,}" if count < 1000 else f"{count / 1000:.3g}k"


def draw_shuffled(figure, shares, train, test, right, chosen, examples, captions):
    """Draw accuracies against the share of shuffled labels, and beside them some training images with their labels.

    `train` and `test` are (3, k) as in `draw_learning`, `right` (k,) is the share of labels that are right, and
    `examples` are images (784, n) with n `captions`.
    """
    ax = figure.add_axes((0.065, 0.15, 0.535, 0.8))
    plain(ax, xlabel="share of the labels that are shuffled")
    ax.set(xlim=(-0.02, 1.42), ylim=(0, 1.03))
    for ticks, axis in (([0, 0.2, 0.4, 0.6, 0.8, 1], ax.set_xticks), ([0, 0.25, 0.5, 0.75, 1], ax.set_yticks)):
        axis(ticks, [percent(tick, 0) for tick in ticks])
    ax.axvline(shares[chosen], color=style.INK_MUTED, linewidth=1.2, linestyle=":", zorder=0)
    ax.plot(shares, right, color=style.INK_MUTED, linewidth=1.2, linestyle=":")
    _curve(ax, shares, train, chosen, TRAIN)
    _curve(ax, shares, test, chosen, TEST)
    _draw_key(ax)
    stage = figure.add_axes((0.62, 0.03, 0.37, 0.94), facecolor=style.STAGE, xticks=[], yticks=[])
    stage.spines[:].set_visible(False)
    stage.set_title("")
    stage.text(0.5, 0.945, "what it is told: image and label", color=style.TEXT, fontsize=14, ha="center", va="center")
    inset = figure.add_axes((0.635, 0.05, 0.34, 0.82))
    draw_gallery(inset, examples, captions, columns=4, gap=6, size=15)


def _draw_key(ax):
    """A key to the three lines at the top right, where no line runs."""
    for y, text, look in (
        (0.99, "test images", TEST),
        (0.91, "training images,\nas they are labelled", TRAIN),
        (0.77, "labels that are right", TRAIN | {"linestyle": ":", "linewidth": 1.2}),
    ):
        ax.plot([0.95, 1.01], [y, y], clip_on=False, **look)
        ax.text(1.03, y + 0.02, text, fontsize=12, color=style.INK, va="top", linespacing=1.1)
