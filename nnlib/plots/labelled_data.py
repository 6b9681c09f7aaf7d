"""What labels are worth: accuracy against how many there are, and against the share of them that was shuffled."""

import numpy as np
from matplotlib.colors import to_rgba

from nnlib.plots import style
from nnlib.plots.boxes import draw_boxes
from nnlib.plots.charts import colour_of, plain
from nnlib.plots.digits import draw_gallery, write_captions
from nnlib.plots.lettering import write_all
from nnlib.wording import percent, signed

TEST = {"color": style.INK, "linewidth": 3}
TRAIN = {"color": style.INK_MUTED, "linewidth": 2, "linestyle": "--"}
EXAMPLES = {"columns": 4, "gap": 6}  # how the examples lie side by side


def draw_learning(figure, counts, train, test):
    """Draw accuracies against the number of training images, `counts` (k,), and add axes for `draw_chosen_count`.

    `train` and `test` are (3, k): mean, lowest and highest, NaN where nothing is measured yet.
    """
    left = figure.add_axes((0.065, 0.15, 0.5, 0.8))
    right = figure.add_axes((0.62, 0.15, 0.37, 0.68))
    plain(left, xlabel="training images", ylabel="")
    left.set(xscale="log", xlim=(counts[0] / 1.25, counts[-1] * 1.25), ylim=(0.6, 1.015))
    _ticks(left, counts)
    left.set_yticks(np.linspace(0.6, 1, 5), [percent(y, 0) for y in np.linspace(0.6, 1, 5)])
    _curve(left, counts, train, TRAIN)
    _curve(left, counts, test, TEST)
    for y, name, look in ((0.97, "its own training images", TRAIN), (0.72, "test images", TEST)):
        left.text(counts[2], y, name, fontsize=14, color=look["color"], va="top")
    plain(right, "Points gained by each doubling", "number of images after doubling")
    right.set(xlim=(0.4, len(counts) - 0.4), ylim=(0, 1), yticks=[])  # the limits of the gains themselves may change
    places = [k for k in range(len(counts)) if k % 2 == 1]
    right.set_xticks(places, [_short(counts[k]) for k in places])
    right.spines["left"].set_visible(False)


def draw_chosen_count(figure, counts, train, test, chosen, gains):
    """Mark the count with the index `chosen` on the chart of `draw_learning`, and draw what each doubling gains.

    `gains` (k,) are in percentage points, each at the number after doubling.
    """
    left, right = figure.axes
    left.axvline(counts[chosen], color=style.INK_MUTED, linewidth=1.2, linestyle=":", zorder=0)
    _mark(left, counts[chosen], train[0, chosen], TRAIN)
    _mark(left, counts[chosen], test[0, chosen], TEST)
    _draw_gains(right, gains, chosen)


def _ticks(ax, counts):
    shown = [*counts[:-1:3], counts[-1]] if counts[-1] / counts[-2] > 1.5 else [*counts[:-2:3], counts[-1]]
    ax.set_xticks(shown, [f"{n:,}" for n in shown])
    ax.minorticks_off()


def _curve(ax, xs, values, look):
    """The mean as a line with dots, and the range from lowest to highest as bars."""
    mean, low, high = values
    there = np.flatnonzero(np.isfinite(mean))
    ax.plot(np.asarray(xs)[there], mean[there], **look)
    ax.vlines(np.asarray(xs)[there], low[there], high[there], color=look["color"], linewidth=7, alpha=0.35)
    ax.plot(np.asarray(xs)[there], mean[there], "o", color=look["color"], markersize=6)


def _mark(ax, x, y, look):
    """A large dot, if the place is known."""
    if np.isfinite(y):
        ax.plot([x], [y], "o", color=look["color"], markersize=13, markeredgecolor=style.GROUND)


def _draw_gains(ax, gains, chosen):
    """A bar for each doubling, with its number."""
    there = np.flatnonzero(np.isfinite(gains))
    known = gains[there]
    colours = [to_rgba(colour_of(gains[k]), 1 if k == chosen else 0.55) for k in there]
    # The smallest gain and the largest one decide about the limits.
    low, high = min(known.min(initial=0) - 1.2, -1.2), max(known.max(initial=0) * 1.2, 2)
    heights, pixels = (known - low) / (high - low), 1 / ax.bbox.height
    zero = -low / (high - low)
    draw_boxes(ax, there - 0.35, zero, there + 0.35, heights, facecolors=colours, zorder=1)
    ax.plot(ax.get_xlim(), [zero, zero], color=style.INK_MUTED, linewidth=1)
    beyond = heights + np.where(known < 0, -12, 12) * pixels
    for some, weight in ((there == chosen, "bold"), (there != chosen, "normal")):
        numbers = [signed(gain, 1) for gain in known[some]]
        write_all(ax, there[some], beyond[some], numbers, size=10.5, weight=weight).set_clip_on(False)


def _short(count):
    return f"{count:,}" if count < 1000 else f"{count / 1000:.3g}k"


def draw_shuffled(figure, shares, train, test, right, examples):
    """Draw accuracies against the share of shuffled labels, and some training images, `examples` (784, n), without labels.

    `train` and `test` are (3, k) as in `draw_learning`, `right` (k,) is the share of labels that are right.
    """
    ax = figure.add_axes((0.065, 0.15, 0.535, 0.8))
    plain(ax, xlabel="share of the labels that are shuffled")
    ax.set(xlim=(-0.02, 1.42), ylim=(0, 1.03))
    for ticks, axis in (([0, 0.2, 0.4, 0.6, 0.8, 1], ax.set_xticks), ([0, 0.25, 0.5, 0.75, 1], ax.set_yticks)):
        axis(ticks, [percent(tick, 0) for tick in ticks])
    ax.plot(shares, right, color=style.INK_MUTED, linewidth=1.2, linestyle=":")
    _curve(ax, shares, train, TRAIN)
    _curve(ax, shares, test, TEST)
    _draw_key(ax)
    stage = figure.add_axes((0.62, 0.03, 0.37, 0.94), facecolor=style.STAGE, xticks=[], yticks=[])
    stage.spines[:].set_visible(False)
    stage.set_title("")
    stage.text(0.5, 0.945, "what it is told: image and label", color=style.TEXT, fontsize=14, ha="center", va="center")
    inset = figure.add_axes((0.635, 0.05, 0.34, 0.82))
    draw_gallery(inset, examples, [""] * examples.shape[1], **EXAMPLES)


def draw_chosen_share(figure, share, train, test, captions):
    """Mark a share of shuffled labels and the two accuracies there, and write the n captions of the examples."""
    ax, _, inset = figure.axes
    ax.axvline(share, color=style.INK_MUTED, linewidth=1.2, linestyle=":", zorder=0)
    _mark(ax, share, train, TRAIN)
    _mark(ax, share, test, TEST)
    write_captions(inset, captions, size=15, **EXAMPLES)


def _draw_key(ax):
    """A key to the three lines at the top right, where there is room."""
    for y, text, look in (
        (0.99, "test images", TEST),
        (0.91, "training images,\nas they are labelled", TRAIN),
        (0.77, "labels that are right", TRAIN | {"linestyle": ":", "linewidth": 1.2}),
    ):
        ax.plot([0.95, 1.01], [y, y], clip_on=False, **look)
        ax.text(1.03, y + 0.02, text, fontsize=12, color=style.INK, va="top", linespacing=1.1)
