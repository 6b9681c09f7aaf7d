"""What a learner does in the playground of notebook 11."""

import numpy as np


def draw(play, value=255):
    """A square on the pad."""
    ink = np.zeros((140, 140), np.uint8)
    ink[40:100, 50:90] = value
    play.teacher.pad.ink = ink.tobytes()


def press(play, name):
    """Click the button with this description."""
    for keys in (play.files.actions, play.teacher.actions):
        if name in dict(keys.buttons):
            return keys.press(name)
    play.board.actions[name].click()
