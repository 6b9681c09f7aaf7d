"""Notebook 11: a lesson is a step on one digit."""

import numpy as np
import pytest
from playing import draw, press

from nnlib import load_mnist, one_hot
from nnlib.explorers.playground.teach import OWN, TEST
from nnlib.widgets.drawing_pad import image_of


def test_a_lesson_is_one_step_against_the_gradient_of_this_digit(play):
    press(play, "10 steps")
    network, test = play.board.training.network.copy(), load_mnist().test
    play.board.digit = 7
    play.teacher.label.value = 4
    press(play, "teach it this one")
    x = test.images[:, 7]
    expected = network.copy()
    expected.parameters -= 1.5 * network.backprop(x, one_hot(4)).vector
    np.testing.assert_array_equal(play.board.training.network.parameters, expected.parameters)

    lesson, images = play.teacher.numbers, test.images[:, :50]
    for side, state in enumerate((network, expected)):
        np.testing.assert_array_equal(lesson["outputs"][side], state.output(x))
        assert lesson["accuracy"][side] == state.accuracy(images, test.labels[:50])
        counts = np.bincount(state.output(images).argmax(axis=0), minlength=10)
        np.testing.assert_array_equal(lesson["answers"][side], counts)
    assert lesson["changed"] == (network.output(images).argmax(axis=0) != expected.output(images).argmax(axis=0)).sum()
    before, after = (f"{100 * accuracy:.1f} %" for accuracy in lesson["accuracy"])
    assert f"{before} → {after}" in play.teacher.line.value and "“It is a 4”, taught once" in play.teacher.line.value
    assert play.numbers["accuracy"] == lesson["accuracy"][1] and play.numbers["steps"] == 10


def test_ten_lessons_are_ten_steps_on_the_drawing(play):
    play.teacher.source.value = OWN
    draw(play)
    play.teacher.label.value = 6
    expected = play.board.training.network.copy()
    for _ in range(10):
        expected.parameters -= 1.5 * expected.backprop(play.teacher.pad.image, one_hot(6)).vector
    press(play, "ten times")
    np.testing.assert_array_equal(play.board.training.network.parameters, expected.parameters)
    assert [lesson.label for lesson in play.board.training.lessons] == [6] * 10


def test_a_lesson_takes_drawing_and_label_from_the_page_even_if_the_kernel_does_not_have_them_yet(play):
    draw(play)
    ink = np.zeros((140, 140), np.uint8)
    ink[20:120, 60:80] = 255
    values = [None, play.teacher.source.options.index(OWN), 8]
    play.teacher.actions._handle_custom_msg({"press": 0, "values": values}, [memoryview(ink.tobytes())])
    (lesson,) = play.board.training.lessons
    assert lesson.label == 8 and play.teacher.source.value == TEST
    np.testing.assert_array_equal(lesson.image, image_of(ink.tobytes()))


def test_the_columns_of_the_picture_are_the_numbers(play):
    press(play, "ten times")
    outputs, answers = play.teacher.numbers["outputs"], play.teacher.numbers["answers"]
    for ax, (before, after) in zip(play.teacher.pane.figure.axes, (outputs, answers)):
        grey, blue, orange, marks = ax.collections
        assert [segment[0][1] for segment in marks.get_segments()] == pytest.approx(list(before))
        tops = [path.vertices[:, 1].max() if len(path.vertices) else 0 for path in blue.get_paths()]
        assert tops == pytest.approx(np.where(after > before, after, 0))
        lost = [path.vertices[:, 1].min() for path in orange.get_paths() if len(path.vertices)]
        assert lost == pytest.approx(after[before > after])


def test_the_network_looks_at_what_would_be_taught(play):
    view = play.board.view
    play.board.digit = 3
    np.testing.assert_array_equal(view.x, load_mnist().test.images[:, 3])
    assert view.y.argmax() == play.teacher.label.value == load_mnist().test.labels[3]
    play.teacher.label.value = 8
    assert view.y.argmax() == 8
    play.teacher.source.value = OWN
    draw(play)
    np.testing.assert_array_equal(view.x, play.teacher.pad.image)
    press(play, "other digit")
    assert play.teacher.source.value == TEST and play.teacher.chooser.index == play.board.digit
    play.teacher.chooser.index = 5
    assert play.board.digit == 5 and view.y.argmax() == load_mnist().test.labels[5]


def test_an_empty_pad_cannot_be_taught_and_that_is_said(play):
    play.teacher.source.value = OWN
    press(play, "teach it this one")
    assert "draw a digit first" in play.message and play.board.training.lessons == [] and play.teacher.numbers == {}


def test_a_new_network_forgets_the_lesson(play):
    press(play, "ten times")
    play.layers.value = 1
    assert play.teacher.numbers == {} and "A lesson is one step" in play.teacher.line.value
