"""Notebook 12: the whole answer in one picture, and the test of what one has understood."""
