"""What one step did, taken with a mini-batch."""

import ipywidgets as widgets

from nnlib import load_mnist
from nnlib.explorers.shared.what_a_step_did import MOVED, WhatAStepDid

SIZES = 1, 10, 100, 1000


def what_one_step_did(index=5, epochs=0, batch_size=100, shown=MOVED):
    """The network before and after a step with the image of this index and those that follow it, `batch_size` in all."""
    size = widgets.Dropdown(options=[(f"{n:,}", n) for n in SIZES], value=batch_size, description="batch size")
    train = load_mnist().train

    def batch(chooser):
        places = slice(start := min(chooser.index, len(train) - size.value), start + size.value)
        return train.images[:, places], train.targets[:, places]

    return WhatAStepDid(index, epochs, shown, batch, [size])
