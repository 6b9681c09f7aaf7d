"""Networks in files: what was saved comes back, and nothing else is taken for a network."""

import errno

import numpy as np
import pytest

from nnlib import Network, load_network, save_network
from nnlib.saved import write_whole


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_loads_as_it_was(tmp_path, activation, dtype):
    network = Network([4, 3, 2], activation, rng=np.random.default_rng(0), dtype=dtype)
    save_network(network, tmp_path / "network.npz")
    loaded = load_network(tmp_path / "network.npz")
    assert loaded.sizes == (4, 3, 2) and loaded.activation == activation and loaded.parameters.dtype == dtype
    np.testing.assert_array_equal(loaded.parameters, network.parameters)


def test_a_truncated_or_foreign_file_is_refused(tmp_path):
    path = tmp_path / "network.npz"
    save_network(Network([4, 3, 2]), path)
    whole = path.read_bytes()
    for content in (b"", b"hello", whole[: len(whole) // 2], whole[:-1]):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="network.npz"):
            load_network(path)
    np.savez(path, something=np.zeros(3))
    with pytest.raises(ValueError, match="not a network saved by nnlib"):
        load_network(path)


@pytest.mark.parametrize(
    "changed",
    [
        {"parameters": np.zeros(22)},
        {"parameters": np.full(23, np.nan)},
        {"parameters": np.zeros(23, int)},
        {"sizes": [4]},
        {"sizes": [[4, 3, 2]]},
        {"sizes": 4},
        {"sizes": [10**7, 10**7]},  # would not fit into memory
        {"activation": "tanh"},
    ],
)
def test_a_file_whose_contents_do_not_fit_together_is_refused(tmp_path, changed):
    np.savez(tmp_path / "n.npz", **{"sizes": [4, 3, 2], "activation": "relu", "parameters": np.zeros(23), **changed})
    with pytest.raises(ValueError):
        load_network(tmp_path / "n.npz")


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_network(tmp_path / "nothing.npz")


# ---- all or nothing


@pytest.fixture
def full_disk(monkeypatch):
    """Every numpy file stops half-way, as on a full disk."""

    def half(file, **arrays):
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device", file.name)

    monkeypatch.setattr(np, "savez", half)


def test_a_full_disk_leaves_the_old_file_and_is_said_of_the_file_that_was_asked_for(tmp_path, full_disk):
    path = tmp_path / "mine.npz"
    path.write_bytes(b"the old one")
    with pytest.raises(OSError, match="No space left on device") as caught:
        save_network(Network([4, 3, 2]), path)
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"the old one"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.npz"]


def test_a_file_appears_whole_under_its_own_name(tmp_path):
    write_whole(tmp_path / "numbers.npz", a=np.arange(3))
    assert [file.name for file in tmp_path.iterdir()] == ["numbers.npz"]
    with np.load(tmp_path / "numbers.npz") as file:
        assert file["a"].tolist() == [0, 1, 2]


def test_a_network_with_a_nan_is_not_saved(tmp_path):
    network = Network([4, 3, 2])
    network.weights[1][1, 2] = np.nan
    with pytest.raises(ValueError, match=r"weights\[1\]\[1, 2\] is nan"):
        save_network(network, tmp_path / "nan.npz")
    assert list(tmp_path.iterdir()) == []
