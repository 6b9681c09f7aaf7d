"""What matplotlib says in red."""

import logging

import pytest

import nnlib.widgets  # noqa: F401


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [("Matplotlib is building the font cache; this may take a moment.", False), ("findfont: Font family not found.", True)],
)
def test_matplotlib_lists_the_fonts_in_silence_and_keeps_its_voice_for_the_rest(caplog, words, is_heard):
    logging.getLogger("matplotlib.font_manager").warning(words)
    assert (words in caplog.messages) == is_heard
