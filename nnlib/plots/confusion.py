"""The confusion matrix: how often a network takes each digit for each other."""

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.plots import style
from nnlib.plots.digits import draw_gallery


def draw_confusion(figure, counts, selected, images, captions):
    """Draw the counts (10, 10) on a light figure of 1112 by 480 pixels, and images from the selected cell beside them.

    `selected` is (row, column), or empty; `images` are (784, n), with n `captions`.
    """
    ax = figure.add_axes((0.045, 0.03, 0.42, 0.85), xlim=(-0.5, 9.5), ylim=(9.5, -0.5))
    mistakes = counts * (1 - np.eye(10))
    shades = 0.85 * mistakes / max(mistakes.max(), 1)
    ax.imshow(1 - shades, cmap="gray", vmin=0, vmax=1, aspect="auto")
    for (row, column), count in np.ndenumerate(counts):
        colour = style.GROUND if shades[row, column] > 0.42 else style.INK
        weight = "bold" if row == column else "normal"
        ax.text(column, row, f"{count}", ha="center", va="center", fontsize=12, color=colour, weight=weight)
    if len(selected):
        row, column = selected
        frame = Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, color=style.UP_ON_LIGHT, linewidth=3, clip_on=False)
        ax.add_patch(frame)
    ax.tick_params(length=0, labelsize=14, labeltop=True, labelbottom=False)
    ax.set_xticks(range(10))
    ax.set_yticks(range(10))
    ax.spines[:].set_visible(False)
    ax.set_title("answer of the network", fontsize=14, color=style.INK)
    ax.set_ylabel("label", fontsize=14, color=style.INK)
    stage = figure.add_axes((0.49, 0, 0.51, 1), facecolor=style.STAGE, xticks=[], yticks=[])
    stage.spines[:].set_visible(False)
    if images.shape[1]:
        inset = figure.add_axes((0.5, 0.02, 0.49, 0.95))
        draw_gallery(inset, images, captions, columns=7, gap=18, size=10)
