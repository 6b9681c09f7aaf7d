"""Notebook 06: what holds for each of its explorers."""

from nnlib.explorers import mini_batches


def test_every_explorer_has_a_still_picture():
    for make in (mini_batches.sum_or_mean, mini_batches.race, mini_batches.learning_rates, mini_batches.training_board):
        data, _ = make()._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert "0x" not in data["text/plain"]
