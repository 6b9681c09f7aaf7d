"""The parts that move."""

# From the first of them on, an error says which cell of the course to run first.
from nnlib.widgets import run_first  # noqa: F401
