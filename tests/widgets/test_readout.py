"""A sentence with the number that matters, above its picture."""

import ipywidgets
from matplotlib.figure import Figure

from nnlib.widgets.readout import Readout


def readout_of(slider):
    def draw(numbers):
        figure = Figure(figsize=(2, 1), dpi=100)
        figure.text(0.1, 0.5, str(numbers["value"]))
        return figure

    return Readout(
        lambda: {"value": slider.value},
        lambda numbers: f"It is **{numbers['value']}**",
        draw,
        "A number.",
        lambda line, pane: [slider, line, pane],
    )


def test_the_picture_is_sent_before_the_sentence_so_that_the_number_never_runs_ahead_of_it():
    slider = ipywidgets.IntSlider(3)
    readout, sent = readout_of(slider), []
    readout.observe_all(slider)
    picture = readout.pane._picture
    picture.observe(lambda change: sent.append("picture"), names=["whole", "tiles"])
    readout.line.observe(lambda change: sent.append("sentence"), names="value")
    slider.value = 8
    assert readout.sentence == "It is 8"
    assert sent[-1] == "sentence" and "picture" in sent[:-1]


def test_the_still_is_as_large_as_it_says():
    readout = readout_of(ipywidgets.IntSlider(3))
    assert tuple(readout.still().bbox.size) == tuple(readout.still_size()) == (200, 156)
