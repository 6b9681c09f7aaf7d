"""Networks in files: what was saved comes back, and nothing else passes for a network."""

import numpy as np
import pytest

from nnlib import Network, load_network, save_network


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


def test_a_missing_file_is_reported_as_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_network(tmp_path / "nothing.npz")


def test_a_network_with_a_nan_is_not_saved(tmp_path):
    network = Network([4, 3, 2])
    network.weights[1][1, 2] = np.nan
    with pytest.raises(ValueError, match=r"weights\[1\]\[1, 2\] is nan"):
        save_network(network, tmp_path / "nan.npz")
    assert list(tmp_path.iterdir()) == []
