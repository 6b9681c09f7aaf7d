"""Notebook 08: what holds for each of its explorers."""

import pytest
from solved import mine

from nnlib.explorers import write_it


@pytest.mark.parametrize("make", [write_it.train, write_it.check_all])
@pytest.mark.parametrize("state", ["solved", "fresh"])
def test_every_explorer_has_a_still_picture(make, state, request):
    data, _ = make(*mine(request.getfixturevalue(state)))._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "0x" not in data["text/plain"]
