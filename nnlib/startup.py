"""What a kernel runs when it starts, if PYTHONSTARTUP names this file: from its first cell on, errors say what to run first.

It runs in the namespace of the learner, and leaves nothing there.
"""

if "get_ipython" in globals():  # a notebook, and not Python in a terminal
    try:
        __import__("nnlib.widgets.run_first")
    except ImportError:  # a kernel of another environment
        pass
