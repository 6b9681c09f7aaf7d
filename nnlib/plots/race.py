"""Costs of several runs for the same price."""

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.curves import SIZE, draw_curves, draw_key, draw_marks, draw_values, pixel_axes, write_plain
from nnlib.plots.lettering import write_all

WIDTH, HEIGHT = 1112, 430  # pixels
KEY, VALUES = 917, 1092  # pixels: x of the marks beside the names, and of the right end of the costs
TOP, DOWN = 110, 40  # pixels: y of the first name, and the distance between names
TICKS, MORE_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5), (0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2)  # of cost; more in a small range


def draw_race(figure, curves, axis, limits):
    """Draw costs on a figure of WIDTH by HEIGHT pixels: batch size -> curve (2, k) of price and cost. `axis` is x."""
    ax, over = figure.add_axes((0.06, 0.14, 0.73, 0.82)), pixel_axes(figure)
    costs = [cost for x, all_costs in curves.values() for cost in all_costs[x <= limits[1] * 1.001]]
    low, high = min(costs) / 1.2, max(costs) * 1.1
    plain(ax, xlabel=axis, ylabel="cost over all 60,000 images")
    ax.set(xscale="log", yscale="log", xlim=limits, ylim=(low, high))
    ticks = [tick for tick in (MORE_TICKS if low > 0.5 else TICKS) if low < tick < high]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    write_plain(ax.xaxis)
    draw_curves(ax, curves.values(), apart=9)
    draw_key(over, KEY, _rows(len(curves)), [f"{n:,}" for n in curves], "batch size")
    write_all(over, VALUES, TOP - 28, ["cost"], size=SIZE, colours=style.INK_MUTED, ha="right")


def draw_spent(figure, price, places, leader, names):
    """Mark `price`, and on each curve the place (price, cost) that its run has reached; the row of the `leader` is dark."""
    ax, over = figure.axes
    ax.axvline(price, color=style.INK, linewidth=1.5, linestyle=":")
    xs, costs = zip(*places)
    draw_marks(ax, xs, costs)
    texts = ["–" if cost != cost else f"{cost:.3f}" for cost in costs]
    draw_values(over, VALUES, _rows(len(names)), texts, names.index(leader) if leader else None)


def _rows(count):
    return [TOP + DOWN * row for row in range(count)]
