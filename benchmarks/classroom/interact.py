"""The pictures of notebook 06, made without nnlib's widgets: `interact`, and matplotlib in the output."""

PREPARE = """
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, SelectionSlider, interact
from nnlib.explorers import mini_batches

family = {rate: mini_batches.family_costs(rate) for rate in mini_batches.RATES}
runs = mini_batches.courses()
sizes = [1, 10, 100, 1000]
first = {(n, way): mini_batches.first_steps(n, way) for n in sizes for way in ("mean", "sum")}
"""
RATES = """
def draw_rates(rate):
    figure, ax = plt.subplots(figsize=(11, 4.1))
    for each, costs in family.items():
        ax.plot(costs, color="black" if each == rate else "grey", label=f"{each:g}")
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
    price = 200**spend
    for n, (steps, costs, _) in runs.items():
        ax.semilogx(steps, costs, label=f"batch {n:,}")
        ax.plot(price, np.interp(price, steps, costs), "o")
    ax.axvline(price)
    ax.legend()
    plt.show()

interact(draw_race, spend=FloatSlider(0.5, min=0, max=1, step=0.005));
"""
CELLS = [(f"cell-{number}", source) for number, source in enumerate((PREPARE, RATES, SUM_OR_MEAN, RACE))]
