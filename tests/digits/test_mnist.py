import gzip
import hashlib
import shutil

import numpy as np
import pytest

from nnlib import load_mnist, one_hot
from nnlib.digits import mnist

# SHA-256 of the files as their authors published them.
ORIGINALS = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def values(name):
    """The contents of the file after its header: four bytes, and four more for each dimension."""
    content = (mnist.FOLDER / name).read_bytes()
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3])


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_packaged_files_are_the_original_ones_bit_by_bit(name):
    assert hashlib.sha256((mnist.FOLDER / name).read_bytes()).hexdigest() == ORIGINALS[name]


@pytest.mark.parametrize("name", ["train", "t10k"])
def test_the_images_are_the_packaged_pixels_over_255(name):
    split = load_mnist().train if name == "train" else load_mnist().test
    pixels = values(f"{name}-images-idx3-ubyte").reshape(-1, 784)
    np.testing.assert_array_equal(split.images[:, -500:], (pixels[-500:] / np.float32(255)).T)
    np.testing.assert_array_equal(split.images.rows, pixels)
    np.testing.assert_array_equal(split.labels, values(f"{name}-labels-idx1-ubyte"))


def test_both_splits_have_the_same_shape_of_data():
    digits = load_mnist()
    for split, n in ((digits.train, 60000), (digits.test, 10000)):
        assert len(split) == n
        assert split.images.shape == (784, n) and split.images.dtype == np.float32
        assert split.labels.shape == (n,) and split.targets.shape == (10, n)
        assert split.images[:, :1000].min() == 0 and split.images[:, :1000].max() == 1
        np.testing.assert_array_equal(split.targets.argmax(axis=0), split.labels)
        np.testing.assert_array_equal(split.targets.sum(axis=0), 1)


def test_a_column_is_one_contiguous_image():
    assert load_mnist().train.images[:, 0].flags.c_contiguous


def test_loading_again_makes_no_second_copy_and_the_arrays_are_read_only():
    assert load_mnist() is load_mnist()
    for array in (load_mnist().train.images.rows, load_mnist().train.labels, load_mnist().train.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(TypeError, match="does not support item assignment"):
        load_mnist().train.images[0, 0] = 1


def test_some_of_the_digits_are_digits_too_and_share_their_memory():
    train = load_mnist().train
    first, chosen = train.part(slice(50)), train.part(np.array([7, 3]))
    assert (len(first), len(chosen)) == (50, 2)
    assert first.images.rows.base is not None and np.shares_memory(first.images.rows, train.images.rows)
    for part, which in ((first, slice(50)), (chosen, [7, 3])):
        np.testing.assert_array_equal(part.images[:, :], train.images[:, which])
        np.testing.assert_array_equal(part.labels, train.labels[which])
        np.testing.assert_array_equal(part.targets, train.targets[:, which])


def test_the_text_of_the_digits_says_what_is_in_them():
    assert repr(load_mnist()).splitlines()[1] == f"test:  {load_mnist().test}"
    assert repr(load_mnist().test) == "10,000 digits: images (784, 10000), labels (10000,), targets (10, 10000)"


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped", "empty"])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path, monkeypatch, damage):
    for name in mnist.FILES:
        shutil.copy(mnist.FOLDER / name, tmp_path)
    path = tmp_path / "t10k-images-idx3-ubyte"
    if damage == "missing":
        path.unlink()
    else:
        with open(path, "r+b") as file:
            if damage == "flipped":
                file.seek(5_000_000)
                file.write(b"\7")
            else:
                file.truncate(5_000_000 if damage == "cut" else 0)
    monkeypatch.setattr(mnist, "FOLDER", tmp_path)
    with pytest.raises(OSError, match=r"t10k-images-idx3-ubyte is missing or damaged.*install nnlib again"):
        mnist.load_mnist.__wrapped__()


def packed(folder):
    """All files compressed, in one or two parts, as the browser's package holds them."""
    for name in mnist.FILES:
        content = (mnist.FOLDER / name).read_bytes()
        for number, part in enumerate(filter(None, (content[:50_000], content[50_000:]))):
            (folder / f"{name}.{number:02}.gz").write_bytes(gzip.compress(part, compresslevel=1))


def test_compressed_files_give_the_same_digits_and_are_deleted_once_they_are_read(tmp_path, monkeypatch):
    packed(tmp_path)
    monkeypatch.setattr(mnist, "FOLDER", tmp_path)
    digits = load_mnist.__wrapped__()
    assert list(tmp_path.iterdir()) == []
    for split, model in ((digits.train, load_mnist().train), (digits.test, load_mnist().test)):
        np.testing.assert_array_equal(split.images.rows, model.images.rows)
        np.testing.assert_array_equal(split.labels, model.labels)
    with pytest.raises(ValueError, match="read-only"):
        digits.train.images.rows[0, 0] = 1


@pytest.mark.parametrize("damage", ["cut", "flipped", "shorter", "empty", "missing"])
def test_a_damaged_compressed_file_is_named_and_left(tmp_path, monkeypatch, damage):
    packed(tmp_path)
    path, first = tmp_path / "train-labels-idx1-ubyte.01.gz", tmp_path / "train-labels-idx1-ubyte.00.gz"
    content = bytearray(path.read_bytes())
    if damage == "flipped":
        content[1000] ^= 255
    shorter = gzip.compress(bytes(2000)), content[:2000]
    path.write_bytes({"cut": shorter[1], "flipped": content, "shorter": shorter[0], "empty": b""}.get(damage, content))
    if damage == "missing":
        path.unlink()
    monkeypatch.setattr(mnist, "FOLDER", tmp_path)
    with pytest.raises(OSError, match=r"train-labels-idx1-ubyte is missing or damaged.*install nnlib again"):
        mnist.load_mnist.__wrapped__()
    assert first.exists()


def test_one_hot_puts_a_one_where_the_label_is():
    assert one_hot([2, 0]).T.tolist() == [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]
    assert one_hot(9).shape == (10,) and one_hot(9)[9] == 1


@pytest.mark.parametrize("labels, error", [([10], ValueError), ([-1], ValueError), ([1.5], TypeError), ([[1]], ValueError)])
def test_labels_outside_zero_to_nine_are_refused(labels, error):
    with pytest.raises(error, match="labels must"):
        one_hot(labels)
