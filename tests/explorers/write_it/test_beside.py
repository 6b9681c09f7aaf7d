"""Notebook 08: the functions of a learner beside those of nnlib."""

import linecache
import re
from urllib.parse import unquote

import build_notebooks
from solved import mine, notebook

from nnlib.analysis.steps import line_of
from nnlib.explorers import write_it
from nnlib.explorers.write_it import beside as write_it_beside


def test_each_line_of_nnlib_is_beside_the_function_that_does_the_same(solved):
    shown = write_it.beside_network(*mine(solved))._repr_html_()
    for name, lines in write_it_beside.LINES.items():
        assert f"def {name}(" in shown
        for line in map(line_of, lines):
            assert line.where in shown
    assert "gradient.weights[l]" in shown and "layer_back(weights[l], delta" in shown and "<details>" not in shown


def test_each_link_leads_to_a_heading_of_03_to_05(solved):
    links = re.findall(r'href="(\w+)\.ipynb#([^"]+)"', write_it.beside_network(*mine(solved))._repr_html_())
    assert {notebook[:2] for notebook, _ in links} == {"03", "04", "05"}
    for name, heading in links:
        source = (build_notebooks.NOTEBOOKS / "source" / f"{name}.py").read_text(encoding="utf-8")
        assert f"# ## {unquote(heading).replace('-', ' ')}\n" in source


def test_what_is_not_written_yet_gives_nothing_away(fresh):
    beside = write_it.beside_network(*mine(fresh))
    assert beside._repr_html_().count("is not written yet") == beside._repr_html_().count("<details>") == 6
    assert "Not written yet: batch_cost" in repr(beside)


def test_a_function_without_a_text_is_named():
    functions = notebook(
        batch_cost="batch_cost = lambda a, y: ((a - y) ** 2).sum(axis=0).mean()\nbatch_cost.__name__ = 'batch_cost'"
    )
    linecache.clearcache()
    assert "its source cannot be found" in write_it.beside_network(*mine(functions))._repr_html_()
