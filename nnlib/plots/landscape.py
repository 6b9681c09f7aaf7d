"""The cost as a landscape seen from above, and the walkers in it."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap

from nnlib.plots import style
from nnlib.plots.charts import plain

# Two walkers need two shapes and two colours. Blue and orange are taken: they mean up and down.
WALKERS = (style.INK, "s"), (style.WALKER, "o")
BALL = style.INK, "o"
HEIGHTS = LinearSegmentedColormap.from_list("heights", [style.LOW, style.HIGH])  # light where the ground is low
ABOVE = 6  # zorder of what moves: above all words, so that they need not be drawn again


# ---- the compass


def draw_rose(ax):
    """Draw an empty compass: straight downhill is at the top, and equal angles look equal."""
    round_about = np.linspace(0, 2 * np.pi, 200)
    ax.plot(np.sin(round_about), np.cos(round_about), color=style.INK_MUTED, linewidth=1)
    for degrees in (30, 60, 90, 120, 150):
        for side in (-1, 1):
            x, y = _towards(side * degrees)
            ax.plot([0.96 * x, 1.04 * x], [0.96 * y, 1.04 * y], color=style.INK_MUTED, linewidth=1)
            ax.text(1.16 * x, 1.13 * y, f"{degrees}°", fontsize=11, color=style.INK_MUTED, ha="center", va="center")
    ax.plot([-1, 1], [0, 0], color=style.GRID, linewidth=1.5, zorder=0.5)
    ax.text(0, 1.12, "straight downhill", fontsize=14, color=style.INK, ha="center", weight="bold")
    ax.text(0, -1.2, "straight uphill", fontsize=12, color=style.INK_MUTED, ha="center")
    ax.set(xlim=(-1.4, 1.4), ylim=(-1.27, 1.27), aspect="equal")
    ax.set_axis_off()


def needles():
    """The needles of a compass as an artist for `set_needles`, to be added to the axes of `draw_rose`."""
    return LineCollection([], linewidths=2, alpha=0.55, animated=True, capstyle="round", zorder=ABOVE)


def set_needles(artist, angles):
    """Show a needle for each of the angles (m,), in degrees from straight downhill, alternately to the right and left.

    Blue needles lead downhill; orange ones, beyond 90 degrees, lead uphill.
    """
    sides = np.where(np.arange(len(angles)) % 2, -1, 1)
    artist.set_segments([[(0, 0), _towards(side * angle)] for side, angle in zip(sides, angles)])
    artist.set_color([style.UP_ON_LIGHT if angle <= 90 else style.DOWN_ON_LIGHT for angle in angles])


def _towards(degrees):
    return np.sin(np.radians(degrees)), np.cos(np.radians(degrees))


def draw_cosines(ax, sizes, curves):
    """Draw mean cosines against batch size, with a thin line for each of `curves`: epochs of training -> (len(sizes),)."""
    for epochs, cosines in curves.items():
        ax.plot(np.log10(sizes), cosines, color=style.INK_MUTED, linewidth=1.2, label=str(epochs))
    plain(ax, xlabel="batch size", ylabel="mean cosine with the full gradient")
    ax.set(xlim=(-0.08, np.log10(sizes[-1]) + 0.08), ylim=(-0.06, 1.04))
    ax.set_xticks([0, 1, 2, 3, 4, np.log10(60_000)], ["1", "10", "100", "1,000", "10,000", "60,000"])
    ax.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])


# ---- from above


def draw_heights(ax, s, t, costs, levels):
    """Draw `costs` (len(s), len(t)) as shades, light where low, and as contour lines with their values."""
    # Each band is darker than the one below it by the same amount, however close their levels are.
    ax.contourf(s, t, costs.T, levels=levels, colors=HEIGHTS(np.linspace(0, 1, len(levels) + 1)), extend="both")
    lines = ax.contour(s, t, costs.T, levels=levels, colors=style.INK_SOFT, linewidths=0.7)
    for label in ax.clabel(lines, levels[1::2], fmt="%.2g", fontsize=10, colors=style.INK):
        label.set_rotation(0)
        label.set_clip_on(True)
    ax.tick_params(colors=style.INK_MUTED, labelsize=11, length=0)
    ax.spines[:].set_visible(False)


def heights(costs, count=14):
    """`count` levels for the contour lines of `costs`, closer together at the bottom, where walks end."""
    low, high = costs.min(), costs.max()
    return low + (max(high - low, 1e-9)) * np.linspace(0, 1, count + 2)[1:-1] ** 1.7


def walker(ax, color, marker, **look):
    """The path of a walker and a marker at its present place, as two animated lines that `set_walker` fills."""
    (path,) = ax.plot([], [], color=color, linewidth=2, animated=True, zorder=ABOVE, **look)
    (now,) = ax.plot([], [], marker, color=color, markersize=12, markeredgecolor="white", animated=True, zorder=ABOVE)
    return path, now


def set_walker(artists, xs, ys):
    """Show a walker that has passed through these places and is at the last of them."""
    path, now = artists
    path.set_data(xs, ys)
    now.set_data(xs[-1:], ys[-1:])


def draw_start(ax, x, y, side):
    """Mark the place where a walk begins, with its name on the side from which it leads away: 1 is right, -1 is left."""
    ax.plot([x], [y], "o", markersize=10, markerfacecolor="white", markeredgecolor=style.INK, markeredgewidth=2)
    look = {"ha": "left" if side > 0 else "right", "va": "center", "fontsize": 13, "color": style.INK}
    ax.annotate("start", (x, y), xytext=(9 * side, 0), textcoords="offset points", **look)


def draw_walkers_costs(ax, names, clocks, costs, unit):
    """Draw the true costs of two walkers as thin lines against their clocks (in `unit`), with a legend of their names."""
    for i, (clock, cost, name) in enumerate(zip(clocks, costs, names)):
        color, marker = WALKERS[i]
        ax.plot(clock, cost, color=color, linewidth=1, alpha=0.45)
        ax.plot([], [], marker, color=color, markersize=9, label=name)
    plain(ax, ylabel="cost", xlabel=unit)
    end = max(clock[-1] for clock in clocks)
    low, high = (pick(np.concatenate(costs)) for pick in (np.min, np.max))
    room = max(high - low, 1e-6)
    ax.set(xlim=(-0.02 * end, 1.06 * end), ylim=(low - 0.1 * room, high + 0.35 * room))
    ax.locator_params(axis="both", nbins=4)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if end > 5 else f"{value:.2g}")
    ax.legend(loc="upper right", fontsize=12, frameon=False, labelcolor="linecolor", handletextpad=0.2, borderaxespad=0)


# ---- two weights


def draw_lowest(ax, places):
    """Draw a small cross at each of the lowest places (k, 2)."""
    ax.plot(*np.transpose(places), "+", color=style.INK, markersize=13, markeredgewidth=2)


def draw_targets(ax, x, y):
    """Draw the targets y (m,), 0 or 1, of a tiny network against its inputs x (m,)."""
    ax.plot(x, y, "o", markersize=9, markerfacecolor="white", markeredgecolor=style.INK, markeredgewidth=1.8)
    plain(ax, xlabel="input", ylabel="output")
    ax.set(xlim=(x.min() - 0.2, x.max() + 0.2), ylim=(-0.12, 1.12))
    ax.set_yticks([0, 1], ["0", "1"])


# ---- several minima


RIGHT_EDGES = (0, 2.3, 3.3, 4.5, 5.5, 6.3, 7.1, 7.9, 8.7)  # of the columns of the table; the names begin at 0


def draw_ends(ax, header, rows, marked):
    """Write a table: `header` above `rows` of strings, with the rows in `marked` in bold. The last columns are distances."""
    for line, row in enumerate([header, *rows]):
        strong = line - 1 in marked
        look = {"fontsize": 12, "color": style.INK if strong else style.INK_MUTED, "weight": "bold" if strong else "normal"}
        for column, (edge, text) in enumerate(zip(RIGHT_EDGES, row)):
            ax.text(edge, -line, text, ha="right" if column else "left", va="center", **look)
    ax.plot([0, RIGHT_EDGES[-1]], [-0.5, -0.5], color=style.INK_MUTED, linewidth=1)
    ax.text(RIGHT_EDGES[-1], 0.75, "distance to the end of seed", fontsize=11, color=style.INK_MUTED, ha="right")
    ax.set(xlim=(0, RIGHT_EDGES[-1] + 0.05), ylim=(-len(rows) - 0.4, 1.2))
    ax.set_axis_off()


def draw_line_between(ax, shares, costs, names):
    """Draw the cost along the straight line between two networks with these names."""
    ax.plot(shares, costs, color=style.INK, linewidth=2.5)
    plain(ax, ylabel="cost over 10,000 test images")
    ax.set(xlim=(-0.04, 1.04), ylim=(0, 1.12 * costs.max()))
    ax.set_xticks([0, 0.5, 1], [names[0], "half-way", names[1]])
    ax.locator_params(axis="y", nbins=5)
