"""The course of a training: its cost and its test accuracy."""

import numpy as np

from nnlib.plots import style
from nnlib.plots.charts import plain
from nnlib.plots.curves import (
    MARKS,
    apart,
    draw_chosen_name,
    draw_curves,
    draw_front,
    draw_key,
    draw_ties,
    heights_of,
    pixel_axes,
    write_plain,
)
from nnlib.wording import percent

GREYS = [style.INK, style.INK_SOFT, style.INK_MUTED, style.INK_SOFT, style.INK]
DASHES = ["--", ":", "-.", (0, (7, 2, 1, 2))]
DASHED = {"sum": "--", "mean": "-"}


def draw_training(figure, runs, full_costs, axis, numbers):
    """Draw cost and accuracy of `runs`: (name, curve (4, k) of x, low, high, mean, accuracies (2, m)); the last is live.

    `full_costs` (2, k) are points on the live cost curve. `numbers` holds steps, epochs, accuracy, rate and batch.
    """
    upper, lower = figure.subplots(2, sharex=True, height_ratios=(2, 1))
    figure.subplots_adjust(left=0.06, right=0.97, top=0.8, bottom=0.11, hspace=0.25)
    for i, (name, (x, low, high, mean), accuracies) in enumerate(runs):
        is_live = i == len(runs) - 1
        look = {"color": style.INK, "linewidth": 2.5, "linestyle": "-" if is_live else DASHES[i % 4]}
        if not is_live:
            look |= {"marker": MARKS[i], "markersize": 8, "markevery": 0.15}
        if is_live:
            upper.fill_between(x, low, high, color=style.GRID, linewidth=1)
        upper.plot(x, mean, **look)
        lower.plot(*accuracies, **look)
        if len(x):
            upper.text(x[-1], mean[-1], f" {name}", fontsize=13, weight="bold")
    upper.plot(*full_costs, "o", markerfacecolor=style.GROUND, markeredgecolor=style.INK, markersize=6)
    tallest = max((curve[3].max() for _, curve, _ in runs if curve.size), default=3)
    plain(upper, ylabel="cost")
    plain(lower, xlabel=axis, ylabel="accuracy")
    upper.set_ylim(0, 1.06 * tallest)
    upper.set_xlim(0, max(curve[0][-1] if curve.size else 0 for _, curve, _ in runs) * 1.01 or 10)
    lower.set(ylim=(0, 1), yticks=[0, 0.5, 1], yticklabels=["0 %", "50 %", "100 %"])
    x, y = 0.06, 0.87
    accuracy = "–" if numbers["accuracy"] is None else percent(numbers["accuracy"], 1)
    figure.text(x, y, f"test accuracy {accuracy}", fontsize=24, weight="bold", color=style.INK)
    counted = f"{numbers['steps']:,} steps    {numbers['epochs']:.2f} epochs"
    settings = f"rate {numbers['rate']:.3g}    batch {numbers['batch']:,}"
    figure.text(0.97, y, f"{counted}    {settings}", fontsize=14, color=style.INK_MUTED, ha="right")


def draw_lengths(ax, sizes, lengths):
    """Draw the length of a step, lengths["mean"] and lengths["sum"] (k,), against batch size."""
    for way, dash in DASHED.items():
        ax.plot(sizes, lengths[way], color=style.INK, linewidth=2.5, linestyle=dash)
        ax.annotate(way, (sizes[-1], lengths[way][-1]), (-6, 8), textcoords="offset points", fontsize=15, ha="right")
    plain(ax, "Length of the first step", "batch size")
    ax.set(xscale="log", yscale="log", ylim=(lengths["mean"].min() / 3, lengths["sum"].max() * 3))
    write_plain(ax.xaxis)
    write_plain(ax.yaxis)


def draw_chosen_lengths(ax, chosen, lengths):
    """Mark the two lengths of a step at the `chosen` batch size."""
    ax.plot([chosen] * len(lengths), lengths, "o", color=style.INK, markersize=10)


def draw_two_costs_frame(ax, count, highest):
    """Prepare the axes of `draw_two_costs` for so many steps, and costs up to `highest`."""
    plain(ax, "Cost of the mini-batch", "steps")
    ax.set(xlim=(0, count + 1), ylim=(0, 1.1 * highest))
    for way, dash in DASHED.items():
        ax.plot([], [], color=style.INK, linewidth=2.5, linestyle=dash, label=way)
    ax.legend(loc="upper right", fontsize=15, frameon=False, handlelength=3)


def draw_two_costs(ax, costs):
    """Draw the costs of the first steps, costs["mean"] and costs["sum"], (steps,) each."""
    for way, dash in DASHED.items():
        ax.plot(range(1, len(costs[way]) + 1), costs[way], color=style.INK, linewidth=2.5, linestyle=dash)


# ---- learning rates

NAMES = 985  # pixels: x of the marks beside the names of the learning rates


def draw_rates(figure, names, costs):
    """Draw the `costs` (k,) of the steps with each learning rate on a figure of 1112 by 410 pixels, with the names."""
    ax, over = figure.add_axes((0.06, 0.14, 0.78, 0.82)), pixel_axes(figure)
    count = len(costs[0])
    low, high = min(map(min, costs)) / 1.2, 1.1 * max(map(max, costs))
    plain(ax, xlabel="steps", ylabel="cost of the mini-batch")
    ax.set(xlim=(1, count), yscale="log", ylim=(low, high), xticks=[1, *range(50, count + 1, 50)])
    ax.set_yticks([0.2, 0.5, 1, 2], ["0.2", "0.5", "1", "2"])
    ax.minorticks_off()
    draw_curves(ax, [_against_steps(curve) for curve in costs], apart=56)
    ends = heights_of(ax, [count] * len(costs), [curve[-1] for curve in costs])
    places = _heights_of_names(ax, costs)
    right = ax.bbox.x1
    draw_ties(over, [(right + 3, y) for y in ends], [(NAMES - 15, y) for y in places])
    draw_key(over, NAMES, places, names, "learning rate")


def draw_chosen_rate(figure, names, costs, chosen):
    """Draw curve number `chosen` thick and its name light on dark, on a figure of `draw_rates`."""
    ax, over = figure.axes
    draw_front(ax, _against_steps(costs[chosen]))
    draw_chosen_name(over, NAMES, _heights_of_names(ax, costs)[chosen], names[chosen])


def _against_steps(costs):
    return np.arange(1, len(costs) + 1), costs


def _heights_of_names(ax, costs):
    ends = heights_of(ax, [len(curve) for curve in costs], [curve[-1] for curve in costs])
    return apart(ends, 60, ax.figure.bbox.height - ax.bbox.y0)


# ---- running means


def draw_running_costs_frame(ax, curves):
    """Prepare the axes of `draw_running_costs` for these curves."""
    plain(ax, xlabel="steps", ylabel="cost, running mean")
    left, right = min(x[0] for x, _ in curves.values()), max(x[-1] for x, _ in curves.values())
    ax.set(yscale="log", xlim=(left, right))
    low, high = min(cost.min() for _, cost in curves.values()), max(cost.max() for _, cost in curves.values())
    ax.set(ylim=(low / 1.2, high * 1.1))
    ticks = [tick for tick in (0.05, 0.1, 0.2, 0.5, 1, 2, 5) if low / 1.2 < tick < high * 1.1]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()


def draw_running_costs(ax, curves, front=None, behind=None):
    """Draw running costs, name -> curve (2, k) of steps and cost, with the names at the ends.

    The curve named `front` is bold, and `behind` (k,) are the costs of its single steps.
    """
    if behind is not None:
        ax.plot(range(1, len(behind) + 1), behind, color=style.SPREAD, linewidth=1)
    for i, (name, (x, cost)) in enumerate(curves.items()):
        thick = 4 if name == front else 2
        ax.plot(x, cost, color=GREYS[i % 5], linewidth=thick, linestyle=["-", *DASHES][i % 5])
    _write_names(ax, list(curves), [curve[:, -1] for curve in curves.values()], front)


def _write_names(ax, names, ends, front):
    """Write each name at the end of its curve, and move names apart that would overlap."""
    places = [ax.transData.transform(end) for end in ends]
    taken = []
    for k in sorted(range(len(names)), key=lambda k: places[k][1]):
        x, y = places[k]
        while any(abs(x - other_x) < 70 and abs(y - other_y) < 17 for other_x, other_y in taken):
            y += 2
        taken.append((x, y))
        words = names[k] if isinstance(names[k], str) else f"{names[k]:,}"
        weight = "bold" if front in (None, names[k]) else "normal"
        start, moved = places[k], y - places[k][1]
        look = {"fontsize": 14, "weight": weight, "color": style.INK, "va": "center"}
        if moved > 3:
            look["arrowprops"] = {"arrowstyle": "-", "color": style.INK_MUTED, "shrinkA": 0, "shrinkB": 2}
        ax.annotate(words, ends[k], (start[0] + (26 if moved > 3 else 8), y), textcoords="figure pixels", **look)
