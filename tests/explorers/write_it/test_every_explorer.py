"""Notebook 08: what holds for each of its explorers."""

import pytest
from helpers import assert_small_still
from solved import mine

from nnlib.explorers import write_it


@pytest.mark.parametrize("make", [write_it.train, write_it.check_all])
@pytest.mark.parametrize("state", ["solved", "fresh"])
def test_every_explorer_has_a_still_picture(make, state, request):
    assert_small_still(make(*mine(request.getfixturevalue(state))))
