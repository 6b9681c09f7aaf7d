"""What one step did, taken with a single image."""

from nnlib.explorers.shared.what_a_step_did import MOVED, WhatAStepDid


def what_one_step_did(index=5, epochs=0, shown=MOVED):
    """The network before and after a step with one image: "before", "after", or "what moved"."""
    return WhatAStepDid(index, epochs, shown, lambda chooser: (chooser.image, chooser.target))
