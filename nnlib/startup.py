"""A kernel runs this file when it starts, if PYTHONSTARTUP names it: from the first cell on, errors say what to run first.

The file runs in the learner's namespace, and leaves nothing there.
"""

if "get_ipython" in globals():  # a notebook, and not Python in a terminal
    try:
        __import__("nnlib.widgets.run_first")
    except ImportError:  # a kernel of another environment
        pass
