"""Matrix products use one thread inside nnlib, and as many as before outside it."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from nnlib import threads
from nnlib.analysis.training import Training
from nnlib.threads import one_thread


class Pool:
    """A stand-in for the threads of a library that remembers every number that was set."""

    def __init__(self, number):
        self.set = [number]

    def get_num_threads(self):
        return self.set[-1]

    def set_num_threads(self, number):
        self.set.append(number)


@pytest.fixture
def pool(monkeypatch):
    """A pool of four threads, the only pool there is."""
    only = Pool(4)
    monkeypatch.setattr(threads, "pools", lambda: [(only.get_num_threads, only.set_num_threads)])
    return only


def test_there_is_one_thread_inside_and_the_number_from_before_outside(pool):
    with one_thread:
        assert pool.get_num_threads() == 1
        with one_thread:
            pass
        assert pool.get_num_threads() == 1
    assert pool.set == [4, 1, 4]


def test_an_error_inside_lifts_the_limit(pool):
    with pytest.raises(ZeroDivisionError), one_thread:
        1 / 0  # noqa: B018
    assert pool.get_num_threads() == 4


def test_a_library_that_is_limited_to_one_thread_already_is_left_alone(pool):
    pool.set = [1]
    with one_thread:
        pass
    assert pool.set == [1]


def test_the_last_thread_to_leave_lifts_the_limit(pool):
    entered, may_leave = threading.Event(), threading.Event()

    def work():
        with one_thread:
            entered.set()
            may_leave.wait(60)

    with one_thread:
        other = threading.Thread(target=work)
        other.start()
        assert entered.wait(60)
    assert pool.get_num_threads() == 1
    may_leave.set()
    other.join(60)
    assert pool.get_num_threads() == 4


def test_a_training_takes_its_steps_on_one_thread_and_gives_the_others_back(pool, monkeypatch):
    seen = []
    training = Training(images=200)
    step = training.sgd.step
    monkeypatch.setattr(training.sgd, "step", lambda x, y: (seen.append(pool.get_num_threads()), step(x, y))[1])
    training.advance(3)
    for _ in training.measuring_cost():
        assert pool.get_num_threads() == 4
    assert (seen, pool.get_num_threads()) == ([1, 1, 1], 4)


def test_the_library_that_multiplies_for_this_numpy_is_found_and_limited():
    code = """
import numpy
from nnlib import threads
numbers = lambda: [get() for get, _ in threads.pools()]
before = numbers()
with threads.one_thread:
    inside = numbers()
name = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
print(before == numbers(), set(inside) <= {1}, len(inside) > 0 or "openblas" not in name)
"""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["True", "True", "True"]


def test_without_threadpoolctl_everything_is_still_computed(monkeypatch):
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)  # so that an import of it fails
    monkeypatch.setattr(threads, "pools", threads.pools.__wrapped__)
    assert threads.pools() == []
    with one_thread:
        assert np.ones(3) @ np.ones(3) == 3


def test_in_the_browser_there_is_nothing_to_limit(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert threads.pools.__wrapped__() == []
