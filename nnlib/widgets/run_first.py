"""Which cell to run first: a sentence below a NameError, if another cell of the course defines the missing name."""

import sys

from IPython import get_ipython

from nnlib import course


def advice(name, ran):
    """Which cell of the course defines this name, in words; empty if none does.

    `ran` lists the id (or None) and the text of each cell that was run, the one with the error first: they tell which
    notebook it is. If the front end sends no ids, the text is enough; if the learner has edited the cell, the id is.
    """
    notebooks = course.all_cells()
    for id, text in ran:
        for cells in notebooks:
            place = course.place_of(cells, id, text)
            found = None if place is None else course.maker(name, cells, place)
            if found is not None:
                which = "first cell, which" if found is cells[0] else "cell that"
                return (
                    f"{name} is defined in the {which} begins with “{found.beginning}”. Run that cell first, and then this "
                    "one again. (Run → Run All Above Selected Cell runs all cells above this one.)"
                )
    return ""


def _after_cell(result):
    """Print the advice below the error, which stays as it is. IPython calls this after each cell."""
    error, shell = result.error_in_exec, get_ipython()
    if type(error) is not NameError or not _is_raised_in_a_cell(error, shell):
        return
    ran = [(result.info.cell_id, result.info.raw_cell)]
    ran += [(None, text) for text in reversed(shell.history_manager.input_hist_raw)]
    if words := advice(error.name, ran):
        print(words, file=sys.stderr)


def _is_raised_in_a_cell(error, shell):
    """Whether the error comes from a learner's code and not from a library that it called."""
    traceback = error.__traceback__
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback.tb_frame.f_globals is shell.user_global_ns


if (_shell := get_ipython()) is not None:
    _shell.events.register("post_run_cell", _after_cell)
