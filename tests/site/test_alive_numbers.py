"""The numbers of the living network, compared with those of nnlib; in Node, without a page."""

import json
import shutil
import subprocess
import zlib
from pathlib import Path

import alive_network
import numpy as np
import pytest

import nnlib
from nnlib.digits.normalise import normalise

ALIVE = alive_network.SOURCE
NODE = shutil.which("node")
with_node = pytest.mark.skipif(NODE is None, reason="Node is not installed")

# For each [network, digit, label]: every number that a forward and a backward pass give.
ALL_NUMBERS = """
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
const { unpack, pixelsOf, SIZES } = await import(`${ALIVE}/data.js`);
const { look } = await import(`${ALIVE}/look.js`);
const { asked, file } = JSON.parse(readFileSync(0));
const bytes = inflateSync(readFileSync(file));
const { networks, digits } = unpack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

function numbers([network, digit, label]) {
  const { trace, wishes, cost, deltas, gradient, answer } = look(networks[network], pixelsOf(digits[digit]), label);
  const flat = gradient.flatMap(({ nIn, nOut, W, b }) => {
    const weights = Array.from({ length: nIn * nOut }, (_, i) => W(i % nOut, Math.floor(i / nOut)));
    return [...weights, ...b];
  });
  const lists = (arrays) => arrays.map((array) => [...array]);
  const { zs, activations } = trace;
  return { zs: lists(zs), activations: lists(activations), deltas: lists(deltas), wishes: [...wishes], cost, answer, flat };
}
console.log(JSON.stringify(asked.map(numbers)));
"""

NORMALISE = """
import { readFileSync } from "node:fs";
const { normalise } = await import(`${ALIVE}/normalise.js`);
console.log(JSON.stringify(JSON.parse(readFileSync(0)).map((ink) => [...normalise(Uint8Array.from(ink))])));
"""


def in_node(code, given):
    """What this code prints as JSON; it reads what is given from its standard input."""
    code = f"const ALIVE = {json.dumps(ALIVE.as_uri())};\n{code}"
    command = [NODE, "--input-type=module", "--eval", code]
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data file of the page, and its contents."""
    path = tmp_path_factory.mktemp("alive") / "data.bin"
    path.write_bytes(alive_network.data())
    return path


# ---- the digits


def test_the_same_seed_gives_the_same_file(data):
    assert alive_network.data() == data.read_bytes()


def test_there_are_as_many_digits_of_each_label_and_some_that_the_trained_network_misreads():
    test, places = nnlib.load_mnist().test, alive_network.chosen_digits()
    assert len(set(places)) == len(places) and places[0] == alive_network.FIRST
    labels = test.labels[places[1:]]
    assert np.bincount(labels).tolist() == [alive_network.PER_LABEL] * 10
    answers = nnlib.snapshot(20).output(test.images[:, places[1:]]).argmax(axis=0)
    assert np.bincount(labels[answers != labels]).tolist() == [alive_network.MISREAD] * 10


def test_the_file_holds_the_pixels_of_exactly_these_digits(data):
    test, places = nnlib.load_mnist().test, alive_network.chosen_digits()
    content = zlib.decompress(data.read_bytes())
    rest = content[8 * nnlib.snapshot(0).parameters.size :]
    count = len(places)
    np.testing.assert_array_equal(np.frombuffer(rest[: 2 * count], "<u2"), places)
    pixels = np.frombuffer(rest[2 * count : -count], np.uint8).reshape(count, 784) / np.float32(255)
    np.testing.assert_array_equal(pixels.T, test.images[:, places])
    assert list(rest[-count:]) == test.labels[places].tolist()


# ---- forward and backward


@with_node
def test_forward_and_backward_give_the_numbers_of_nnlib(data):
    test, places = nnlib.load_mnist().test, alive_network.chosen_digits()
    rng = np.random.default_rng(4)
    asked = [
        [name, int(digit), int(label)]
        for name in ("untrained", "trained")
        for digit in (0, *rng.choice(400, 5))
        for label in rng.choice(10, 3, replace=False)
    ]
    for (name, digit, label), found in zip(asked, in_node(ALL_NUMBERS, {"asked": asked, "file": str(data)}), strict=True):
        network = nnlib.snapshot({"untrained": 0, "trained": 20}[name])
        x, y = test.images[:, places[digit]], nnlib.one_hot(label)
        trace, gradient = network.forward(x), network.backprop(x, y)
        for here, there in (
            *zip(trace.zs, found["zs"], strict=True),
            *zip(trace.activations, found["activations"], strict=True),
            *zip(gradient.deltas, found["deltas"], strict=True),
            (gradient.vector, found["flat"]),
            (2 * (y - trace.activations[-1]), found["wishes"]),
            (gradient.cost, found["cost"]),
        ):
            np.testing.assert_allclose(there, here, rtol=1e-9, atol=1e-9)
        assert found["answer"] == trace.activations[-1].argmax()


# ---- drawings


def drawings():
    """Squares of ink in bytes: blots of every shape and place, real digits enlarged, a dot, a line, hairs, nothing."""
    rng = np.random.default_rng(9)
    for _ in range(60):
        side = int(rng.integers(28, 141))
        height, width = rng.integers(1, side + 1, 2)
        top, left = rng.integers(0, side - height + 1), rng.integers(0, side - width + 1)
        paper = np.zeros((side, side), np.uint8)
        paper[top : top + height, left : left + width] = rng.integers(0, 256, (height, width)) * (rng.random() < 0.8)
        yield paper
    for image in nnlib.load_mnist().test.images[:, :30].T.reshape(-1, 28, 28):
        yield np.kron(np.rint(255 * image).astype(np.uint8), np.ones((5, 5), np.uint8))
    for rows, columns in (([70], [30]), (range(140), [3]), ([139], range(20, 120)), ([0], [0]), ([139], [139])):
        paper = np.zeros((140, 140), np.uint8)
        paper[np.ix_(rows, columns)] = 1
        yield paper
    lopsided = np.zeros((140, 140), np.uint8)
    lopsided[20:34, 20:34] = lopsided[20, 20:] = lopsided[20:, 20] = 255
    yield lopsided
    yield np.zeros((140, 140), np.uint8)


@with_node
def test_a_drawing_is_centred_and_scaled_as_python_does_it():
    papers = list(drawings())
    found = in_node(NORMALISE, [paper.ravel().tolist() for paper in papers])
    assert len(found) > 90
    for paper, image in zip(papers, found, strict=True):
        np.testing.assert_allclose(image, normalise(paper / 255), rtol=0, atol=1e-6)


# ---- the folder


def test_all_of_it_has_less_than_400_kilobytes(tmp_path):
    written = alive_network.build(tmp_path)
    on_disk = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert written == on_disk and on_disk + len(alive_network.fragment().encode()) < 400_000


def test_every_module_that_is_asked_for_is_there(tmp_path):
    alive_network.build(tmp_path)
    modules = sorted((tmp_path / "alive").rglob("*.js"))
    asked = {(path.parent / name).resolve() for path in modules for name in imports(path)}
    assert asked and asked <= set(modules)
    assert set(modules) - asked == {tmp_path / "alive" / "alive.js"}


def imports(path):
    return [line.rpartition('from "')[2].rstrip('";') for line in path.read_text("utf-8").splitlines() if ' from "' in line]


def test_it_names_no_address(tmp_path):
    alive_network.build(tmp_path)
    texts = [alive_network.fragment(), *(path.read_text("utf-8") for path in tmp_path.rglob("*.[jc]s*"))]
    assert not any("//" in line.replace("// ", "") and "http" in line for text in texts for line in text.splitlines())
    assert all(not value.startswith("/") for value in alive_network.fragment().split('="')[1:])


def test_run_alone_it_makes_a_page(tmp_path, capsys):
    alive_network.main(tmp_path)
    html = (tmp_path / "index.html").read_text("utf-8")
    assert alive_network.fragment() in html and "kB" in capsys.readouterr().out
    assert Path(tmp_path, "alive", "alive.js").exists()
