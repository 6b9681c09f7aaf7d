"""How far apart two gradients are: relative errors, on logarithmic axes."""

import numpy as np
from matplotlib.lines import TICKLEFT, Line2D
from matplotlib.ticker import MaxNLocator

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.lettering import write_all
from nnlib.wording import minus, power_of_ten

EXACT = -18  # x of errors of exactly 0, which have no logarithm
LOWEST, HIGHEST = -16, 1  # limits of the axis: powers of ten
BARS_PER_POWER = 4
WIDE = 1.12  # half the width of the axes of `draw_zoom`, in ε
# The lines of `draw_zoom`: the cost, its slope, and nudging.
ZOOMED = (
    {"color": style.INK, "linewidth": 2.5},
    {"color": style.INK_MUTED, "linewidth": 2, "linestyle": ":"},
    {
        "color": style.INK,
        "linewidth": 1.8,
        "linestyle": "--",
        "marker": "o",
        "markersize": 10,
        "markeredgecolor": style.GROUND,
    },
)


def draw_errors(figure, rows, right):
    """Draw a histogram for each of `rows`: (name, relative errors (n,), number of parameters); below `right` is rounding."""
    axes = figure.subplots(len(rows), sharex=True)
    figure.subplots_adjust(left=0.21, right=0.98, top=0.9, bottom=0.16, hspace=0.25)
    edges = np.linspace(LOWEST, HIGHEST, BARS_PER_POWER * (HIGHEST - LOWEST) + 1)
    for ax, (name, errors, total) in zip(axes, rows):
        is_zero = errors == 0
        counts, _ = np.histogram(np.log10(np.clip(errors[~is_zero], 10.0**LOWEST, 9.9)), edges)
        ax.bar(edges[:-1], counts, 0.9 / BARS_PER_POWER, align="edge", color=style.INK)
        ax.text(
            EXACT, 0, f"{is_zero.sum():,}" if errors.size else "", fontsize=15, color=style.INK, ha="center", va="bottom"
        )
        ax.axvspan(LOWEST - 0.1, np.log10(right), color=style.SHADE, zorder=0)
        plain(ax)
        ax.set(xlim=(EXACT - 0.8, HIGHEST), ylim=(0, max(1, 1.15 * counts.max())), yticks=[])
        ax.spines["left"].set_visible(False)
        look = {"color": style.INK, "va": "center", "transform": ax.get_yaxis_transform()}
        ax.text(-0.25, 0.5 * ax.get_ylim()[1], f"{name}\n{errors.size:,} of {total:,}", fontsize=14, **look)
    ticks = np.arange(LOWEST, HIGHEST + 1, 4)
    axes[-1].set_xticks([EXACT, *ticks], ["exactly 0", *(f"$10^{{{power}}}$" if power else "1" for power in ticks)])
    axes[-1].set_xlabel("relative error: how far backprop and nudging are apart", fontsize=14, color=style.INK)
    place = axes[0].get_xaxis_transform()
    look = {"fontsize": 13, "color": style.INK_MUTED, "va": "bottom", "transform": place}
    axes[0].text(np.log10(right) - 0.15, 1.04, "only rounding", ha="right", **look)
    axes[0].text(HIGHEST, 1.04, "a mistake", ha="right", **look)


def draw_epsilons(ax, epsilons, central, one_sided):
    """Draw relative errors (n,) of central and one-sided differences against epsilons (n,)."""
    label = {"textcoords": "offset points", "fontsize": 14}
    middle = np.abs(np.log10(epsilons) + 3).argmin()  # the curves are far apart there, so it has room for their names
    for errors, name, dash, ha in ((one_sided, "one-sided", "--", "right"), (central, "central", "-", "left")):
        seen = np.maximum(errors, 1e-16)
        ax.plot(epsilons, seen, color=style.INK, linewidth=2.2, linestyle=dash)
        side = {"ha": ha, "va": "bottom" if ha == "right" else "top"}
        ax.annotate(name, (epsilons[middle], seen[middle]), (-6 if ha == "right" else 8, 0), **side, **label)
    plain(ax, xlabel="ε, logarithmic", ylabel="relative error")
    ax.set(xscale="log", yscale="log", xlim=(epsilons[-1] / 3, epsilons[0] * 3), ylim=(1e-13, 100))
    ax.minorticks_off()
    ax.set_xticks(10.0 ** np.arange(-15, 1, 3), [f"$10^{{{p}}}$" if p else "1" for p in range(-15, 1, 3)])
    ax.set_yticks(10.0 ** np.arange(-12, 2, 3), [f"$10^{{{p}}}$" if p else "1" for p in range(-12, 2, 3)])
    ax.tick_params(labelsize=13)
    look = {"fontsize": 13, "color": style.INK_MUTED, "transform": ax.transAxes}
    ax.text(0.03, 0.04, "← rounding", **look)
    ax.text(0.97, 0.04, "the curve is bent →", ha="right", **look)


def draw_chosen_epsilon(ax, epsilon, errors):
    """Mark the chosen epsilon on the chart of `draw_epsilons`, and its errors."""
    dots = {"linestyle": "", "marker": "o", "markersize": 11, "markeredgecolor": style.GROUND}
    ax.add_artist(Line2D([epsilon] * len(errors), np.maximum(errors, 1e-16), color=style.INK, **dots))
    across = ax.get_xaxis_transform()
    ax.add_artist(Line2D([epsilon, epsilon], [0, 1], color=style.INK, linewidth=1.5, linestyle=":", transform=across))


def draw_zoom_frame(ax):
    """Prepare the axes of `draw_zoom`. Its height is that of what is drawn, so that the axes stay as they are."""
    for look, words in zip(ZOOMED, ("the cost", "its slope", "nudging")):
        ax.plot([], [], **look, label=words)
    ax.legend(ncols=3, loc="lower left", bbox_to_anchor=(0.1, 1), frameon=False, fontsize=13, borderaxespad=0.2)
    plain(ax, xlabel="nudge", ylabel="change of the cost")
    ax.set(xlim=(-WIDE, WIDE), ylim=(-1, 1), yticks=[])
    ax.set_xticks([-1, 0, 1], ["−ε", "0", "+ε"])
    ax.yaxis.set_label_coords(-0.155, 0.5)
    ax.axhline(0, color=style.GRID, linewidth=1, zorder=0)


def draw_zoom(ax, steps, changes, slope, epsilon):
    """Draw the `changes` (n,) of the cost as a parameter moves by `steps` (n,) of at most epsilon, and its `slope` at 0.

    Nudging takes the straight line through the two outermost points for the slope.
    """
    reach = 1.15 * max(np.abs(changes).max(), abs(slope) * epsilon)
    across, up, ends = steps / epsilon, changes / reach, [0, -1]
    cost, tangent, nudging = ZOOMED
    ax.add_artist(Line2D(across, up, **cost))
    ax.add_artist(Line2D(across[ends], slope * steps[ends] / reach, **tangent))
    ax.add_artist(Line2D(across[ends], up[ends], **nudging))
    _draw_ticks(ax, reach)


def _draw_ticks(ax, reach):
    """Put round numbers on the axis at the left, on which 1 is `reach`: an axis of matplotlib takes ten times as long."""
    ticks = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(-reach, reach)
    ticks = ticks[np.abs(ticks) < reach]
    power = int(np.floor(np.log10(ticks.max())))
    power = power if power < -1 or power > 2 else 0
    numbers = [minus(f"{tick / 10**power:.10g}") for tick in ticks]
    look = {"linestyle": "", "color": style.INK_MUTED, "clip_on": False}
    ax.add_artist(Line2D(np.full(len(ticks), -WIDE), ticks / reach, marker=TICKLEFT, markersize=4, **look))
    heading = f"× {power_of_ten(power)}" if power else ""
    look = {"size": 13, "colours": style.INK_MUTED, "ha": "right"}
    write_all(ax, -WIDE - 0.06, [*ticks / reach, 1.08], [*numbers, heading], **look).set_clip_on(False)
