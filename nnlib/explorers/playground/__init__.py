"""Notebook 11: everything at once. Build a network, train it, draw for it, teach it, keep it."""

from nnlib.explorers.playground.board import Playground, playground

__all__ = ["Playground", "playground"]
