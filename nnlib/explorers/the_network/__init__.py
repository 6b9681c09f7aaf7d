"""Notebook 01: a digit lights up the network, and one neuron shows how it got its activation."""

from nnlib.explorers.the_network.light_up import light_up
from nnlib.explorers.the_network.one_neuron import one_neuron

__all__ = ["light_up", "one_neuron"]
