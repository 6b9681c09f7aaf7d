"""Notebook 00: one live network, to see that everything works."""

from nnlib.explorers.start_here.live_network import live_network

__all__ = ["live_network"]
