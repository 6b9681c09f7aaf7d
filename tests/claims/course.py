"""What the tests of the course's claims share: its sentences, its networks, and others like them."""

import os
import re
from functools import cache
from pathlib import Path

import numpy as np

from nnlib import SGD, Network, load_mnist

ROOT = Path(__file__).parents[2]
EVERY = bool(os.environ.get("NNLIB_EVERY_RESULT"))  # work out the whole of what otherwise is worked out in part
FIVE_SEEDS = (2, 3, 4, 5, 6)  # the first is that of the course's snapshots


def says(page, *sentences):
    """Fail unless the page of the course says each of these sentences, so that none changes without its test.

    `page` is the name of a notebook, such as "03_one_image" or "solutions", or "TEACHING". Spaces, line breaks and the
    marks of Markdown for bold and italic type do not count, nor does the case of letters.
    """
    text = _words_of(page)
    for sentence in sentences:
        assert _plain(sentence) in text, f"{page} no longer says: {sentence}"


@cache
def _words_of(page):
    notebooks = ROOT / "notebooks"
    path = notebooks / "TEACHING.md" if page == "TEACHING" else notebooks / "source" / f"{page}.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    return _plain(" ".join(line.removeprefix("#") for line in lines))


def _plain(text):
    return re.sub(r"\s+", " ", re.sub(r"\*+", "", text)).strip().casefold()


@cache
def digits():
    """MNIST."""
    return load_mnist()


@cache
def network_of(seed, epochs=0, activation="sigmoid", learning_rate=1.5, batch_size=100):
    """The course's network from another start, float64, trained as its snapshots were; do not change it."""
    rng = np.random.default_rng(seed)
    network = Network([784, 16, 16, 10], activation, rng=rng, dtype=np.float32)
    train = digits().train
    sgd = SGD(network, train.images, train.targets, batch_size=batch_size, learning_rate=learning_rate, rng=rng)
    for _ in sgd.run(epochs=epochs) if epochs else ():
        pass
    return network.copy(dtype=float)
