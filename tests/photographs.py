"""Photographs of digits on paper, simulated: the picture of a pen's line on some paper, under some lamp, with some camera.

Nothing here is what nnlib.digits.photograph assumes. The light falls off with the distance from a lamp, and a shadow with
a soft edge lies across the sheet; the paper has a grain, and often squares; pen, size, place, tilt, blur, noise and the
camera's curve of brightness all differ.
"""

import numpy as np

HEIGHT, WIDTH = 360, 480


def photograph(digit, rng, *, ink=None, light=True, squares=None, turned=10, size=None):
    """A photograph (HEIGHT, WIDTH) of `digit` (784,), 0 (black) to 1 (white) in steps of a byte."""
    size = rng.uniform(90, 270) if size is None else size
    pen = _pen(digit, rng, size, np.deg2rad(rng.uniform(-turned, turned)))
    paper = _paper(rng, rng.random() < 0.4 if squares is None else squares)
    darkness = rng.uniform(0.45, 0.9) if ink is None else ink
    scene = paper * (1 - darkness * pen) * (_light(rng) if light else 0.9)
    return _camera(scene, rng)


def blank(rng, **options):
    """A photograph of paper with nothing on it."""
    return photograph(np.zeros(784), rng, **options)


def _pen(digit, rng, size, angle):
    """How much ink there is at each pixel: the digit, enlarged to `size` pixels, turned, slanted, and put somewhere."""
    middle = rng.uniform([0.62 * size, 0.62 * size], [HEIGHT - 0.62 * size, WIDTH - 0.62 * size])
    if 2 * 0.62 * size > HEIGHT:
        middle[0] = HEIGHT / 2
    down, right = np.mgrid[:HEIGHT, :WIDTH] - middle[:, np.newaxis, np.newaxis]
    right = right + rng.uniform(-0.08, 0.08) * down
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    rows, columns = np.tensordot(turn, [down, right], 1) * 20 / size + 13.5
    grey = _between_pixels(digit.reshape(28, 28), rows, columns)
    edge = rng.uniform(0.35, 0.6)  # a thin pen or a thick one
    return 1 / (1 + np.exp(-(grey - edge) * rng.uniform(15, 40)))


def _between_pixels(image, rows, columns):
    rows, columns = np.clip(rows, 0, 26.999), np.clip(columns, 0, 26.999)
    row, column = rows.astype(int), columns.astype(int)
    lower, later = rows - row, columns - column
    above = image[row, column] * (1 - later) + image[row, column + 1] * later
    below = image[row + 1, column] * (1 - later) + image[row + 1, column + 1] * later
    return above * (1 - lower) + below * lower


def _paper(rng, squares):
    paper = rng.uniform(0.75, 0.95) + 0.01 * _blurred(rng.standard_normal((HEIGHT, WIDTH)), 2) * 4
    if squares:
        side, shift = rng.integers(20, 45), rng.integers(0, 20, 2)
        down, right = np.mgrid[:HEIGHT, :WIDTH]
        lines = ((down + shift[0] + 0.02 * right) % side < 1.5) | ((right + shift[1] - 0.02 * down) % side < 1.5)
        paper = paper * (1 - rng.uniform(0.05, 0.15) * lines)
    return paper


def _light(rng):
    down, right = np.mgrid[:HEIGHT, :WIDTH] / WIDTH
    lamp = rng.uniform(-0.5, 1.5, 2)
    height = rng.uniform(0.6, 2)
    light = ((down - lamp[0]) ** 2 + (right - lamp[1]) ** 2 + height**2) ** -1.5
    light /= light.max()
    angle, soft = rng.uniform(0, 2 * np.pi), rng.uniform(0.03, 0.15)
    across = (down - 0.4) * np.sin(angle) + (right - 0.5) * np.cos(angle) - rng.uniform(-0.4, 0.4)
    shadow = 1 - rng.uniform(0, 0.45) / (1 + np.exp(-across / soft))
    return (0.25 + 0.75 * light) * shadow


def _camera(scene, rng):
    seen = _blurred(scene, rng.uniform(0.5, 2.5)) ** rng.uniform(0.6, 1.2)
    seen = seen + rng.uniform(0.004, 0.03) * rng.standard_normal(seen.shape)
    return np.rint(np.clip(seen, 0, 1) * 255) / 255


def _blurred(image, sigma):
    down, across = (_weights(length, sigma) for length in image.shape)
    return down @ image @ across.T


def _weights(length, sigma):
    places = np.arange(length)
    weights = np.exp(-0.5 * ((places[:, np.newaxis] - places) / sigma) ** 2)
    return weights / weights.sum(axis=1, keepdims=True)
