"""The pictures of notebook 06, made without nnlib's widgets: `interact`, and matplotlib in the output."""

PREPARE = """
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, SelectionSlider, interact
from nnlib.explorers import mini_batches

family = {rate: mini_batches.family_history(rate) for rate in mini_batches.RATES}
runs = {n: history.thinned("steps", 2000) for n, history in mini_batches.race_histories().items()}
sizes = [1, 10, 100, 1000]
first = {(n, way): mini_batches.first_steps(n, way) for n in sizes for way in ("mean", "sum")}
"""
RATES = """
def draw_rates(rate):
    figure, ax = plt.subplots(figsize=(11, 4.1))
    ax.plot(family[rate].costs, color="lightgrey")
    for each, history in family.items():
        x, costs = history.thinned("steps", 300)[[0, 3]]
        ax.plot(x, costs, color="black" if each == rate else "grey", label=f"{each:g}")
    ax.set(xlabel="steps", ylabel="cost")
    ax.legend()
    plt.show()

interact(draw_rates, rate=SelectionSlider(options=list(family)));
"""
SUM_OR_MEAN = """
def draw_lengths(size):
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    for way in ("mean", "sum"):
        left.loglog(sizes, [first[n, way][0] for n in sizes], label=way)
        right.plot(first[size, way][1], label=way)
    left.axvline(size)
    left.legend()
    plt.show()

interact(draw_lengths, size=SelectionSlider(options=sizes));
"""
RACE = """
def draw_race(spend):
    figure, ax = plt.subplots(figsize=(11, 4.3))
    price = 6000**spend
    for n, (x, _, _, costs) in runs.items():
        ax.semilogx(x, costs, label=f"batch {n:,}")
        if (x <= price).any():
            ax.plot(price, costs[x <= price][-1], "o")
    ax.axvline(price)
    ax.legend()
    plt.show()

interact(draw_race, spend=FloatSlider(0.5, min=0, max=1, step=0.005));
"""
CELLS = [(f"cell-{number}", source) for number, source in enumerate((PREPARE, RATES, SUM_OR_MEAN, RACE))]
