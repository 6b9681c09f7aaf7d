"""What all tests share."""

import os
import secrets
import signal

import hypothesis
import numpy as np
import pytest

# A slow moment of a busy machine is not a failure. A real failure prints the example, and the seed that finds it again.
hypothesis.settings.register_profile("nnlib", deadline=None, print_blob=True)
hypothesis.settings.load_profile("nnlib")

# A run that a shell started in the background would ignore Ctrl+C, and so would the kernels and loops of the tests.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def seed(monkeypatch):
    """Gives generators without a seed one that is known: a failure prints it, and NNLIB_SEED=... repeats it."""
    seed = int(os.environ.get("NNLIB_SEED", secrets.randbits(32)))
    print(f"Generators without a seed began with NNLIB_SEED={seed}.")
    seeds, default_rng = np.random.SeedSequence(seed), np.random.default_rng
    monkeypatch.setattr(np.random, "default_rng", lambda seed=None: default_rng(seeds.spawn(1)[0] if seed is None else seed))


def pytest_collection_modifyitems(items):
    # Last, because the others finish sooner, and because Playwright keeps an event loop running as long as it is open.
    items.sort(key=lambda item: "browser" in item.path.parts)
