"""Notebook 03: what holds for each of its explorers."""

import asyncio

import numpy as np
import pytest
from helpers import choose

from nnlib.explorers import one_image


@pytest.mark.parametrize(
    "make, name, values, number",
    [
        (one_image.output_wishes, "image", range(201), "shows"),
        (one_image.three_avenues, "same small budget", np.geomspace(0.001, 0.5, 200), "rises"),
        (one_image.fire_together, "compare with image", range(201), "labels"),
    ],
    ids=["output_wishes", "three_avenues", "fire_together"],
)
def test_a_fast_drag_ends_in_the_last_state(make, name, values, number):
    async def drag():
        explorer = make()
        for value in values:
            choose(explorer, name, value)
        await asyncio.sleep(0.5)
        return explorer._numbers[number]

    calm = make()
    choose(calm, name, values[-1])
    np.testing.assert_equal(asyncio.run(drag()), calm.numbers[number])
