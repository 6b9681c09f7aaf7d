"""The parts that move."""

# Once one of them is imported, errors say which cell of the course to run first.
from nnlib.widgets import run_first  # noqa: F401
