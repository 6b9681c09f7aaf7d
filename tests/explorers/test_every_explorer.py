"""What holds for every explorer that draws with matplotlib."""

import asyncio

import numpy as np
import pytest
from helpers import one, shown
from moving import all_latest, controls_of, move, rest

from nnlib.explorers import (
    backwards,
    calculus,
    every_image,
    mini_batches,
    one_image,
    playground,
    primers,
    the_gradient,
    the_network,
    walkers,
    write_it,
)
from nnlib.plots import style
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.readout import Readout

MAKERS = [
    the_network.one_neuron,
    the_gradient.cost_squares,
    the_gradient.average_cost,
    the_gradient.sensitivity_map,
    the_gradient.sorted_list,
    the_gradient.wiggle_two_weights,
    the_gradient.edit_any_weight,
    the_gradient.why_steepest,
    one_image.output_wishes,
    one_image.three_avenues,
    one_image.fire_together,
    backwards.wishes_table,
    backwards.what_one_step_did,
    every_image.listen_only_to,
    every_image.votes_table,
    every_image.agreement_curve,
    mini_batches.what_one_step_did,
    mini_batches.learning_rates,
    mini_batches.sum_or_mean,
    mini_batches.race,
    walkers.compass,
    walkers.two_walks,
    walkers.two_parameters,
    walkers.several_minima,
    write_it.epsilon,
    write_it.clinic,
    calculus.chain,
    calculus.paths,
    playground.what_a_part_is_for,
    primers.slope,
    primers.two_gears,
    primers.row_times_column,
    primers.axes,
]
every_explorer = pytest.mark.parametrize("make", MAKERS, ids=lambda make: f"{make.__module__.split('.')[2]}.{make.__name__}")


def drag(explorer, steps=(1,)):
    """Move each of its controls, so far each time."""
    for control in controls_of(explorer):
        for step in steps:
            move(control, step)


def drawn_anew(explorer, make):
    """The pixels of what the explorer should show now, drawn from nothing."""
    fresh = make()
    if isinstance(fresh, Readout):
        return style.pixels(fresh._draw(explorer._compute()))
    for control, model in zip(controls_of(fresh), controls_of(explorer), strict=True):
        name = "index" if isinstance(control, DigitChooser) else "value"
        setattr(control, name, getattr(model, name))
    return style.pixels(one(fresh, Explorer).figure)


@every_explorer
def test_after_moves_the_picture_is_the_one_drawn_from_nothing_and_the_still(make):
    explorer = make()
    drag(explorer, [1, 1, 3])
    pane = one(explorer, Explorer)
    np.testing.assert_array_equal(shown(pane._picture), drawn_anew(explorer, make))
    np.testing.assert_array_equal(shown(pane._picture), style.pixels(pane.figure))


@every_explorer
def test_a_storm_of_changes_ends_in_the_right_state(make):
    async def storm():
        others = all_latest()
        explorer = make()
        for _ in range(8):
            drag(explorer, [1] * 10)
            await asyncio.sleep(0.004)
        assert len(all_latest()) > len(others)
        await rest(others)
        return explorer

    explorer = asyncio.run(storm())
    np.testing.assert_array_equal(shown(one(explorer, Explorer)._picture), drawn_anew(explorer, make))


@every_explorer
def test_what_was_chosen_first_can_be_chosen_again(make):
    """With None as the value of a choice, ipywidgets shows an empty field when it is chosen again."""
    for control in controls_of(make()):
        assert None not in getattr(control, "_options_values", ())
