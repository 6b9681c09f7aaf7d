"""Blue and orange, up and down, are told apart with each of the three kinds of colour blindness, on each ground."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from nnlib import colours

# What is seen, in linear light, if one kind of cone is missing: Machado, Oliveira and Fernandes (2009), severity 1.
SEEN = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
PAIRS = {
    "on the dark stage": (colours.UP, colours.DOWN),
    "on light charts": (colours.UP_ON_LIGHT, colours.DOWN_ON_LIGHT),
    "on the page": (colours.UP, colours.DOWN_ON_PAGE),
    "two walkers": (colours.WALKER, colours.INK),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, seen):
    """CIELAB of a colour, as it is seen through this matrix: lightness 0 to 100, and two axes of colour."""
    light = np.array(to_rgb(colour))
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(seen) @ light, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("pair", PAIRS)
def test_two_signs_have_two_colours_for_everyone(pair, kind):
    first, second = (lab(colour, SEEN[kind]) for colour in PAIRS[pair])
    assert np.linalg.norm(first - second) > 30  # 2.3 is just noticeable side by side


def test_the_distance_is_that_of_the_definition():
    plain = np.eye(3)
    assert lab("white", plain) == pytest.approx([100, 0, 0], abs=0.05)
    assert lab("red", plain) == pytest.approx([53.24, 80.09, 67.20], abs=0.1)
