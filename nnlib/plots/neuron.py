"""How a neuron gets its activation: the weighted sum term by term, and below it σ or ReLU on the same z axis."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import colour_of, plain


def draw_weighted_sum(ax, labels, terms, limits):
    """Draw each term as a bar that begins where the one before it ends, so that the last bar ends at z."""
    ends = np.cumsum(terms)
    rows = np.arange(len(terms))
    ax.barh(rows, terms, left=ends - terms, height=0.62, color=[colour_of(term) for term in terms])
    for row, start, end in zip(rows[1:], ends, ends):
        ax.plot([start, end], [row - 1, row], color=style.INK_MUTED, linewidth=1, zorder=0)
    for row, term, end in zip(rows, terms, ends):
        left, right = sorted((end - term, end))
        ax.text(right, row, f" {term:+.2f}", va="center", fontsize=11, color=colour_of(term), clip_on=False)
    ax.axvline(0, color=style.INK_MUTED, linewidth=1)
    ax.plot([ends[-1]] * 2, [rows[-1], rows[-1] + 1], color=style.INK, linewidth=2, linestyle=":", clip_on=False)
    plain(ax)
    ax.spines["left"].set_visible(False)
    ax.set_yticks(rows, labels, fontsize=11, color=style.INK)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelbottom=False)
    ax.set(xlim=limits, ylim=(rows[-1] + 1, -0.6))


def draw_activation(ax, curve_z, curve_a, z, a, limits, name):
    """Draw the activation function as a curve, and the neuron as a point on it."""
    ax.plot(curve_z, curve_a, color=style.INK, linewidth=2.5)
    ax.plot([z, z], [a, max(1.15, max(curve_a))], color=style.INK, linewidth=2, linestyle=":")
    ax.plot([z], [a], "o", markersize=15, color=style.INK, markerfacecolor=str(np.clip(a, 0, 1)), markeredgewidth=2)
    plain(ax, xlabel=f"z = {z:.2f}", ylabel=name)
    ax.set(xlim=limits, ylim=(-0.12, max(1.15, max(curve_a))))
