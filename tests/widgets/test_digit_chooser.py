import numpy as np
import pytest
from helpers import control

from nnlib import load_mnist
from nnlib.widgets.digit_chooser import DigitChooser

TEST = load_mnist().test


def test_the_chooser_keeps_its_image_when_it_is_of_the_kind_asked_for():
    chooser = DigitChooser(TEST, index=1)
    assert chooser.label == 2
    control(chooser, "show").value = 2
    assert chooser.index == 1


def test_the_chooser_moves_to_the_next_image_of_the_kind_and_its_slider_counts_those():
    chooser = DigitChooser(TEST, index=1)
    control(chooser, "show").value = 7
    sevens = np.flatnonzero(TEST.labels == 7)
    assert chooser.index == sevens[sevens > 1][0]
    control(chooser, "image").value = 5
    assert chooser.index == sevens[5]
    np.testing.assert_array_equal(chooser.image, TEST.images[:, sevens[5]])
    np.testing.assert_array_equal(chooser.target, TEST.targets[:, sevens[5]])


def test_another_at_random_stays_with_the_kind():
    chooser = DigitChooser(TEST)
    control(chooser, "show").value = 3
    seen = set()
    for _ in range(10):
        control(chooser, "another at random").click()
        assert chooser.label == 3
        seen.add(chooser.index)
    assert len(seen) > 1


def test_setting_the_index_moves_the_controls():
    chooser = DigitChooser(TEST)
    control(chooser, "show").value = 3
    chooser.index = 0
    assert control(chooser, "show").value == "any digit"
    assert control(chooser, "image").value == 0


@pytest.mark.parametrize("index", [-1, 10_000])
def test_an_image_that_does_not_exist_is_refused(index):
    chooser = DigitChooser(TEST, index=4)
    with pytest.raises(ValueError, match="index must be from 0 to 9,999"):
        chooser.index = index
    assert chooser.index == 4


def test_only_wrong_ones_are_those_that_the_network_misreads_and_another_network_is_asked_again():
    misread = [np.array([3, 8, 40])]
    chooser = DigitChooser(TEST, index=5, misread=lambda: misread[0])
    control(chooser, "show").value = "only wrong ones"
    assert chooser.index == 8 and control(chooser, "image").max == 2
    control(chooser, "image").value = 2
    assert chooser.index == 40
    misread[0] = np.array([2, 41])
    chooser.look_again()
    assert chooser.index == 41
    misread[0] = np.array([], int)  # a network that makes no mistake
    chooser.look_again()
    assert chooser.index == 41 and control(chooser, "image").max == len(TEST) - 1


def test_without_a_network_no_wrong_ones_can_be_asked_for():
    assert "only wrong ones" not in control(DigitChooser(TEST), "show").options
