"""A class on a real JupyterHub: all start notebook 06 at once, then move sliders, then some of them press Play.

`python -m benchmarks classroom [--students 30] [--seconds 20]`, on Linux, in about ten minutes for thirty. It installs
JupyterHub and its proxy under build/classroom, uses only loopback, and ends all processes that it has started.
"""

from benchmarks.classroom.lesson import main

__all__ = ["main"]
