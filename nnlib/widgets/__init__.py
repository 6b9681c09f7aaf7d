"""The parts that move."""

# Once one of them is imported, errors say which cell of the course to run first, and matplotlib says nothing of its fonts.
from nnlib import plots  # noqa: F401
from nnlib.widgets import run_first  # noqa: F401
