import numpy as np
import pytest

from nnlib import Network, load_mnist, save_network, snapshot
from nnlib.digits import snapshots


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_network_reads_more_digits_the_longer_it_has_learned(activation):
    test = load_mnist().test
    scores = [snapshot(epochs, activation).accuracy(test.images, test.labels) for epochs in (0, 1, 5, 20)]
    assert scores == sorted(scores)
    assert scores[0] < 0.2 and scores[1] > 0.85 and scores[2] > 0.93 and scores[3] > 0.94


def test_a_snapshot_is_a_fresh_copy_in_float64():
    first = snapshot(1)
    first.parameters[:] = 0
    assert snapshot(1).parameters.any()
    assert snapshot(1).parameters.dtype == np.float64
    assert snapshot(1).sizes == (784, 16, 16, 10)


@pytest.mark.parametrize("arguments", [(3,), (1, "tanh"), ("1",)])
def test_only_snapshots_that_exist_can_be_loaded(arguments):
    with pytest.raises(ValueError, match="must be one of"):
        snapshot(*arguments)


@pytest.mark.parametrize("kind", ["missing", "damaged", "nine outputs", "another activation"])
def test_a_damaged_snapshot_says_how_to_restore_it(tmp_path, monkeypatch, kind):
    path = tmp_path / "snapshot.npz"
    if kind == "damaged":
        path.write_bytes(snapshots.path_of(20, "sigmoid").read_bytes()[:5000])
    elif kind == "nine outputs":
        save_network(Network([784, 16, 16, 9]), path)
    elif kind == "another activation":
        save_network(Network([784, 16, 16, 10], "relu"), path)
    monkeypatch.setattr(snapshots, "path_of", lambda epochs, activation: path)
    with pytest.raises(OSError, match=r"snapshot\.npz.*Please install nnlib again, or restore this file with git"):
        snapshot(20)
