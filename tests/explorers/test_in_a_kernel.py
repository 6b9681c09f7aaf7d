"""Every explorer in a real kernel, moved by messages like those of a page.

The kernel is the one that is installed: here, and by `make test-lowest` the oldest ipykernel, a 6, and the newest, a 7.
From 7 on, front ends have messages to widgets handled in a subshell, a thread of its own, while cells run in the main one.
"""

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ipykernel
import moving
import numpy as np
import pytest
from kernels import kernel as new_kernel
from widgets.test_lifetime import ARGUMENTS, EXPLORERS

NO_WIDGETS = ["mini_batches.courses", "walkers.walked"]
NAMES = sorted(set(EXPLORERS) - set(ARGUMENTS) - set(NO_WIDGETS))
# The newest kernel is that of the browser tests, too, so here it gets one explorer of each chapter.
if ipykernel.version_info[0] >= 7 and "NNLIB_EVERY_RESULT" not in os.environ:
    NAMES = list({name.split(".")[0]: name for name in NAMES}.values())

STATE = "import json; print(json.dumps(await state_at_rest(shown)))"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel in a folder of its own, which knows what moving.py knows."""
    with new_kernel() as kernel:
        kernel.run(Path(moving.__file__).read_text(encoding="utf-8"), "moving")
        kernel.run(f"import os; os.chdir({str(tmp_path_factory.mktemp('kernel'))!r})")
        yield kernel


@pytest.fixture(scope="module")
def subshell(kernel):
    return kernel.subshell()


def read(state):
    """This JSON with floats to nine digits: a page sets some values in other steps, of which the last digits may tell."""
    return json.loads(state, parse_float=lambda text: float(f"{float(text):.9g}"))


def state_here(explorer, others):
    """As STATE, without waiting for `others`. In a thread of its own, since Playwright may keep a loop running in ours."""
    with ThreadPoolExecutor(1) as apart:
        return read(json.dumps(apart.submit(asyncio.run, moving.state_at_rest(explorer, others)).result()))


@pytest.mark.parametrize("name", NAMES)
def test_the_messages_of_a_page_move_it_as_it_moves_here(kernel, subshell, name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    chapter, function = name.split(".")
    kernel.run(f"from nnlib.explorers import {chapter}\nshown = {chapter}.{function}()\nshown", "shown")
    ids = kernel.value("[control.model_id for _, control in synced(shown)]")
    others, twin = moving.all_latest(), EXPLORERS[name]()
    for number, (model, (trait, control)) in enumerate(zip(ids, moving.synced(twin), strict=True)):
        moving.move(control, 1)
        message = {"method": "update", "state": {trait: getattr(control, trait)}, "buffer_paths": []}
        kernel.tell(model, message, subshell if number % 2 else None)
        np.testing.assert_equal(read(kernel.run(STATE)), state_here(twin, others))
    twin.close()


def test_the_board_is_played_and_paused_while_cells_run(kernel, subshell):
    kernel.run("from nnlib.widgets.training_board import TrainingBoard\nshown = TrainingBoard()\nshown", "shown")
    button = kernel.value("shown._play.model_id")
    click = {"method": "custom", "content": {"event": "click"}}
    kernel.tell(button, click, subshell)
    kernel.run("import asyncio\nwhile shown.training.steps < 30: await asyncio.sleep(0.01)")
    assert kernel.value("shown.playing") is True
    kernel.tell(button, click)
    kernel.run("while shown.playing: await asyncio.sleep(0.01)")
    assert kernel.value("shown.training.steps") >= 30
