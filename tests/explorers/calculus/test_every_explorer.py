"""Notebook 09: what holds for each of its explorers."""

import pytest

from nnlib.explorers import calculus


@pytest.mark.parametrize("make", [calculus.chain, lambda: calculus.chain(3), calculus.paths, calculus.four_equations])
def test_every_explorer_has_a_still_picture(make):
    data, _ = make()._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
    assert "0x" not in data["text/plain"]
