import pytest

from nnlib.widgets.table import Table


def test_a_table_refuses_rows_that_do_not_fit():
    with pytest.raises(ValueError, match="kind of a column must be one of text, code, number, bar, but got 'picture'"):
        Table([("rank", "picture")])
    with pytest.raises(ValueError, match="each of 1 rows needs 2 texts and a name"):
        Table([("rank", "number"), ("name", "code")]).show([["1"]], ["a"])
