import hashlib
import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pytest

from nnlib import load_mnist, one_hot
from nnlib.digits import mnist

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_mnist.py"


@pytest.fixture(scope="module")
def build_mnist():
    spec = importlib.util.spec_from_file_location("build_mnist", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_packaged_digits_are_the_original_files_bit_by_bit(build_mnist):
    with np.load(mnist.FILE, allow_pickle=False) as file:
        for name, (_, header, sha256) in build_mnist.SOURCES.items():
            assert hashlib.sha256(build_mnist.idx_bytes(file[name], header)).hexdigest() == sha256


def test_the_images_are_the_packaged_pixels_over_255():
    digits = load_mnist()
    with np.load(mnist.FILE, allow_pickle=False) as file:
        for name, split in (("train", digits.train), ("test", digits.test)):
            np.testing.assert_array_equal(np.rint(split.images.T * 255).astype(np.uint8), file[f"{name}_images"])
            np.testing.assert_array_equal(split.labels, file[f"{name}_labels"])


def test_both_splits_have_the_same_shape_of_data():
    digits = load_mnist()
    for split, n in ((digits.train, 60000), (digits.test, 10000)):
        assert len(split) == n
        assert split.images.shape == (784, n) and split.images.dtype == np.float32
        assert split.labels.shape == (n,) and split.targets.shape == (10, n)
        assert split.images.min() == 0 and split.images.max() == 1
        np.testing.assert_array_equal(split.targets.argmax(axis=0), split.labels)
        np.testing.assert_array_equal(split.targets.sum(axis=0), 1)


def test_a_column_is_one_contiguous_image():
    assert load_mnist().train.images[:, 0].flags.c_contiguous


def test_loading_again_holds_no_second_copy_and_nobody_can_spoil_it():
    assert load_mnist() is load_mnist()
    with pytest.raises(ValueError, match="read-only"):
        load_mnist().train.images[0, 0] = 1


def test_the_text_of_the_digits_says_what_is_in_them():
    assert repr(load_mnist()).splitlines()[1] == f"test:  {load_mnist().test}"
    assert repr(load_mnist().test) == "10,000 digits: images (784, 10000), labels (10000,), targets (10, 10000)"


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped"])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path, monkeypatch, damage):
    path = tmp_path / "mnist.npz"
    if damage != "missing":
        shutil.copy(mnist.FILE, path)
        with open(path, "r+b") as file:
            if damage == "cut":
                file.truncate(5_000_000)
            else:
                file.seek(5_000_000)
                file.write(b"\0" * 100)
    monkeypatch.setattr(mnist, "FILE", path)
    with pytest.raises(OSError, match=r"mnist\.npz is missing or damaged.*install nnlib again"):
        mnist.load_mnist.__wrapped__()


def test_one_hot_puts_a_one_where_the_label_is():
    assert one_hot([2, 0]).T.tolist() == [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]
    assert one_hot(9).shape == (10,) and one_hot(9)[9] == 1


@pytest.mark.parametrize("labels, error", [([10], ValueError), ([-1], ValueError), ([1.5], TypeError), ([[1]], ValueError)])
def test_labels_outside_zero_to_nine_are_refused(labels, error):
    with pytest.raises(error, match="labels must"):
        one_hot(labels)
