"""A training as code that repeats it step by step, with exactly the same costs."""

import base64
import zlib

from nnlib.analysis.training import STARTS, Setting


def as_code(training):
    """The text of a notebook cell that takes the same steps again and gets exactly the same costs."""
    first, *changes = training.settings or [Setting(1, training.batch_size, training.learning_rate)]
    n = len(training.digits.train)
    data = "" if n == 60_000 else f"[:, :{n}]"
    lines = [
        *("import numpy as np", "", "import nnlib", ""),
        "digits = nnlib.load_mnist().train",
        f"rng = np.random.default_rng({training.seed})",
        *_start_as_code(training),
        f"sgd = nnlib.SGD(network, digits.images{data}, digits.targets{data}, batch_size={first.batch_size}, rng=rng)",
        f"sgd.learning_rate = {first.learning_rate!r}",
        *_changes_as_code(changes),
        *_lessons_as_code(training.lessons),
        "costs = []",
        f"for number in range(1, {training.steps} + 1):",
    ]
    if changes:
        lines += ["    if number in changes:", "        sgd.batch_size, sgd.learning_rate = changes[number]"]
    lines.append("    costs.append(next(sgd).cost)")
    return "\n".join([*lines, *(["    teach(number)"] if training.lessons else [])])


def _start_as_code(training):
    if training.loaded is not None:
        yield f"network = nnlib.load_network({training.start!r}).copy(dtype=np.float32)  # the file as it was then"
        return
    sizes, activation = list(training.network.sizes), training.network.activation
    chosen = "" if activation == "sigmoid" else f", {activation!r}"
    yield f"network = nnlib.Network({sizes}{chosen}, rng=rng, dtype=np.float32)"
    if parameters := STARTS[training.start][1]:
        yield f"network.parameters[:] = {parameters}"


def _changes_as_code(changes):
    if changes:
        lines = [f"    {change.first}: ({change.batch_size}, {change.learning_rate!r})," for change in changes]
        yield from ["changes = {  # from this step on: batch size, learning rate", *lines, "}"]


def _lessons_as_code(lessons):
    """The lines with the compressed images, and a function that teaches them after the same steps."""
    if not lessons:
        return
    packed = [base64.b85encode(zlib.compress(lesson.image.tobytes(), 9)).decode() for lesson in lessons]
    texts = list(dict.fromkeys(packed))
    after = {lesson.after: [] for lesson in lessons}
    for lesson, text in zip(lessons, packed):
        after[lesson.after].append((texts.index(text), lesson.label, lesson.learning_rate))
    yield from ["import base64, zlib", "", "packed = [  # the images of the lessons", *(f"    {t!r}," for t in texts), "]"]
    yield "images = [np.frombuffer(zlib.decompress(base64.b85decode(text)), np.float32) for text in packed]"
    yield "lessons = {  # after this many steps: image, label, learning rate"
    yield from [*(f"    {steps}: {taught}," for steps, taught in after.items()), "}"]
    yield from ["", "def teach(number):", "    for image, label, rate in lessons.get(number, []):"]
    yield "        network.parameters -= rate * network.backprop(images[image], nnlib.one_hot(label)).vector"
    yield from ["", "teach(0)"]
