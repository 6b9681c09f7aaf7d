"""Notebook 00: one live network, to see that everything works, and how far one has come in the course."""

from nnlib.explorers.start_here.course_progress import course_progress
from nnlib.explorers.start_here.live_network import live_network

__all__ = ["course_progress", "live_network"]
