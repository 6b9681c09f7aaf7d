"""The teacher's page: it covers every notebook, names sections and controls that exist, and all its results are true.

A result is whatever is in bold under "Notebook by notebook". We compute it again here, in the order of the page.
"""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import build_notebooks
import build_test
import nbformat
import numpy as np
import pytest

from nnlib import load_mnist, parameters, snapshot
from nnlib.activations import sigmoid
from nnlib.analysis import votes, wishes
from nnlib.analysis.steps import walk
from nnlib.analysis.training import Training
from nnlib.exercises.understanding import ITEMS, chance
from nnlib.explorers import mini_batches, really, the_gradient, walkers
from nnlib.explorers.every_image import full_gradient_after
from nnlib.explorers.every_image.listen import Listener
from nnlib.explorers.shared.networks import SEED

PAGE = (build_notebooks.NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
COURSE = [path for path in build_notebooks.sources() if re.match(r"\d\d_", path.stem)]
NUMBERS = [path.stem[:2] for path in COURSE]
UNTIMED = {
    "Recap",
    "Exercises",
    "Signs, words and colours",
    "Glossary",
    "How to use it",
    "Is everything ready, and where does this course go?",
}
ENTRY = re.compile(r"^### \[(\d\d)\]\((\S+)\) ([^\n]+) · (\d+) minutes\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
ENTRIES = {match[1]: match.groups() for match in ENTRY.finditer(PAGE.split("## Notebook by notebook")[1])}

DIGITS = load_mnist()
TRAIN, TEST = DIGITS.train, DIGITS.test
THE_TWO = TRAIN.images[:, 5], TRAIN.targets[:, 5]


@cache
def source(number):
    """The notebook of this number, as its source has it."""
    return build_notebooks.read(COURSE[NUMBERS.index(number)])


def headings(number, level=2):
    """The headings of this level in a notebook."""
    prose = "\n".join(cell.source for cell in source(number).cells if cell.cell_type == "markdown")
    return re.findall(rf"^{'#' * level} (.+)$", prose, re.MULTILINE)


def table(text):
    """The rows of the tables in a text, without their headers, as lists of cells."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    rules = [index for index, row in enumerate(rows) if set("".join(row)) == {"-"}]
    return [row for index, row in enumerate(rows) if index not in rules and index + 1 not in rules]


# ---- what the page names


def test_the_page_covers_every_notebook_in_order():
    assert list(ENTRIES) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_an_entry_has_the_file_the_title_and_all_sections_of_its_notebook(number):
    _, file, title, minutes, text = ENTRIES[number]
    sections = table(text)
    assert file == f"{COURSE[NUMBERS.index(number)].stem}.ipynb"
    assert [title] == headings(number, level=1)
    assert [section for section, *_ in sections] == [name for name in headings(number) if name not in UNTIMED]
    assert sum(int(row[1]) for row in sections) == int(minutes)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_to_be_dragged_or_pressed_is_named_in_the_notebook(number):
    text = "\n".join(cell.source for cell in source(number).cells)
    named = [name for *_, action in table(ENTRIES[number][-1]) for name in re.findall(r"\*([^*]+)\*", action)]
    assert [name for name in named if name not in text] == []


@pytest.mark.parametrize("minutes", [45, 90])
def test_a_lesson_has_its_length_and_sections_that_exist(minutes):
    rows = table(re.search(rf"^## A lesson of {minutes} minutes$(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL)[1])
    assert sum(int(row[0]) for row in rows) == minutes
    for _, link, sections, _ in rows:
        number = link[1:3]
        assert link == f"[{number}]({ENTRIES[number][1]})"
        assert [section for section in sections.split(" · ") if section not in headings(number)] == []


def test_the_links_of_the_page_lead_somewhere():
    links = {link for link in re.findall(r"\]\(([^)\s]+)\)", PAGE) if not re.match(r"https?:", link)}
    files = {link: build_notebooks.NOTEBOOKS / unquote(link.split("#")[0]) for link in links}
    assert [link for link, path in files.items() if not path.exists()] == []
    for link in (link for link in links if "#" in link):
        file, _, fragment = link.partition("#")
        assert fragment in [heading.replace(" ", "-") for level in (2, 3) for heading in headings(file[:2], level)], link


# ---- what the page says


def minus(text):
    return text.replace("-", "−")


def bound(value, limit, words):
    """`words` if the value is above the limit, or below it if they say so; otherwise what is wrong."""
    holds = value < limit if re.match("below|fewer|less", words) else value > limit
    return words if holds else f"{value} is not {words}"


def printed(number, phrase):
    """The phrase, if a cell of the built notebook prints it; nbval tests that the cell does so again."""
    notebook = nbformat.read(build_notebooks.NOTEBOOKS / ENTRIES[number][1], as_version=4)
    outputs = [output for cell in build_notebooks.code_cells(notebook) for output in cell.outputs]
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
    return phrase if any(phrase in text for text in texts) else f"nothing in notebook {number} prints {phrase}"


def start_here():
    accuracy = snapshot(20).accuracy(TEST.images, TEST.labels)
    return [f"{100 * accuracy:.1f} of 100", f"{snapshot(20).parameters.size:,}", f"{TRAIN.images.size:,}"]


def the_network():
    fresh = snapshot(0)
    outputs, answers = fresh.output(TEST.images[:, 1]), fresh.output(TEST.images).argmax(axis=0)
    same = (answers == 4).sum()
    first = fresh.weights[0].size + fresh.biases[0].size
    return [
        f"{outputs.min():.2f} and {outputs.max():.2f}",
        f"{same:,} of {len(TEST):,}",
        f"{sigmoid(0.0)}",
        f"{first:,} of {fresh.parameters.size:,}",
    ]


def gradient():
    network = snapshot(1)
    slopes = network.backprop(*THE_TWO)
    pair = the_gradient.pair_near(slopes.vector, network.sizes)
    true = the_gradient.wiggled(network, *THE_TWO, pair, 2.0)["true"]
    costs = [f"{snapshot(epochs).cost(*THE_TWO):.2f}" for epochs in (0, 1)]
    best = abs(the_gradient.random_cosines(1, 5, 0)).max()
    return [*costs, f"{100 * (slopes.weights[0] == 0).mean():.1f} %", f"{abs(true[0] / true[1]):.1f}", f"{100 * best:.1f} %"]


def one_image():
    x, y = THE_TWO
    a = snapshot(0).output(x)
    turned = np.sign(wishes.output_wishes(snapshot(0), x, np.eye(10)[7])) != np.sign(wishes.output_wishes(snapshot(0), x, y))
    outputs = snapshot(1).output(TRAIN.images)
    far = abs(TRAIN.targets - outputs)
    passed = far.argmax(axis=0) != (far * outputs * (1 - outputs)).argmax(axis=0)
    read = outputs.argmax(axis=0) == TRAIN.labels
    hard = TRAIN.images[:, 28], TRAIN.targets[:, 28]
    wish, z_wish = wishes.output_wishes(snapshot(1), *hard)[2], -snapshot(1).backprop(*hard).deltas[-1][2]
    off = np.linspace(0, 1, 100_001)
    hardest = off[(2 * off**2 * (1 - off)).argmax()]
    raised = [
        f"{wishes.spend(snapshot(epochs), x, -1, 2, avenue, 0.1)[1] - snapshot(epochs).output(x)[2]:.3f}"
        for epochs, avenue in [(0, "bias"), (0, "weights"), (0, "activations"), (1, "activations")]
    ]
    most_wrong = abs(y - a).argmax()
    distances = [f"{1 - a[2]:.2f}", f"{a[4]:.2f}" if most_wrong == 4 else f"output {most_wrong} is most wrong"]
    shares = [f"{100 * passed.mean():.1f} %", f"{read[passed].sum()} of {passed.sum():,}"]
    return [*distances, f"{turned.sum()} of 10", *shares, f"{wish:+.2f}", f"{z_wish:+.2f}", f"{hardest:.2f}", *raised]


def backwards():
    x, y = THE_TWO
    untrained, trained = snapshot(0), snapshot(1)
    W, delta = untrained.weights[2], untrained.backprop(x, y).deltas[2]
    asked = -delta[:, np.newaxis] * W
    message = asked.sum(axis=0)
    pixels, first, second, outputs = untrained.sizes
    sent = sum(step.title.startswith("The message") for step in walk(untrained, x, y, learning_rate=0.1))
    return [
        f"{(np.sign(asked) != np.sign(W)).sum()} of {W.size}",
        minus(f"{message[4]:.2f}") if abs(message).argmax() == 4 else f"neuron {abs(message).argmax()} is the loudest",
        f"{sent}",
        f"{trained.cost(x, y):.3f}",
        *(f"{walk(trained, x, y, rate)[-1].value:.4f}" for rate in (0.5, 1.5)),
        f"{pixels * first * second * outputs:,}",
        f"{second * outputs + first * second}",
    ]


def accuracy_of(listener):
    return (listener.answers == TEST.labels).mean()


def listened(voters, steps):
    """A network trained for 20 epochs that then hears only these images, or all if `voters` is None."""
    listener = Listener(epochs=20)
    listener.listen(voters, steps, 1.5)
    return listener


def listening():
    twos = listened(np.flatnonzero(TRAIN.labels == 2), 100)
    taken = [(twos.answers[TEST.labels == digit] == 2).mean() if digit != 2 else 0 for digit in range(10)]
    forgotten = accuracy_of(twos)
    twos.listen(None, 10, 1.5)
    return [
        f"about {round(10 * forgotten)}0 %",
        bound(accuracy_of(twos), 0.9, "over 90 %"),
        f"{np.argmax(taken)}",
        bound(accuracy_of(listened(np.array([28]), 1)), 0.6, "fewer than 60 %"),
        bound(accuracy_of(listened(np.array([5]), 100)), 0.9, "over 90 %"),
    ]


def voting():
    index = parameters.index_of("weights[2][8, 5]", snapshot(0).sizes)
    cast = {epochs: votes.votes(snapshot(epochs), TRAIN.images, TRAIN.targets, [index])[0] for epochs in (0, 20)}
    loudest = [f"{100 * np.sort(abs(cast[e]))[-600:].sum() / abs(cast[e]).sum():.0f} %" for e in (20, 0)]
    network = snapshot(20)
    before = network.cost_each(TRAIN.images, TRAIN.targets)
    network.parameters -= 1.5 * votes.full_gradient(network, TRAIN.images, TRAIN.targets)
    worse = (network.cost_each(TRAIN.images, TRAIN.targets) > before).mean()
    return [f"{100 * (cast[0] > 0).mean():.1f} %", *loudest, f"{100 * worse:.0f} %"]


def every_image():
    return listening() + voting()


def stuck_accuracy():
    """The test accuracy of the board's network after an epoch, a while with learning rate 100, and an epoch with 1.5."""
    training = Training(seed=SEED, batch_size=100, learning_rate=1.5)
    for rate, steps in [(1.5, 600), (100, 300), (1.5, 600)]:
        training.learning_rate = rate
        training.advance(steps)
    return training.measure_accuracy()


def accuracy_after(epochs, batch_size, learning_rate):
    training = Training(seed=SEED, batch_size=batch_size, learning_rate=learning_rate)
    training.advance(epochs * len(TRAIN) // batch_size)
    return training.measure_accuracy()


def batches():
    ends = [mini_batches.cost_at_end(rate) for rate in (0.15, 5, 50)]
    longer = mini_batches.first_steps(1000, "sum")[0] / mini_batches.first_steps(1000, "mean")[0]
    raced = [mini_batches.reached(mini_batches.courses()[size], size, "examples", 20_000)[1] for size in (10, 1000)]
    epochs = next(epochs for epochs in range(1, 10) if accuracy_after(epochs, 100, 1.5) > 0.9)
    return [
        f"{len(TRAIN) // 100}",
        bound(stuck_accuracy(), 0.12, "below 12 %"),
        *(f"about {end:.1f}" for end in ends),
        f"{round(longer):,} times",
        *(f"about {cost:.1f}" for cost in raced),
        bound(accuracy_after(1, 1, 0.15), 0.9, "over 90 %"),
        bound(accuracy_after(1, 1, 1.5), 0.9, "below 90 %"),
        f"{epochs} epochs",
    ]


def best_random_angle(count):
    """How far from downhill the best of so many random directions is after five epochs, in degrees."""
    full, guesses = full_gradient_after(5), np.random.default_rng(0).normal(size=(count, 13_002))
    cosines = guesses @ full / (np.linalg.norm(guesses, axis=1) * np.linalg.norm(full))
    return np.degrees(np.arccos(cosines.max()))


def two_walkers():
    cosines = {epochs: walkers.drawn(epochs, batch_size=100) for epochs in (0, 1, 5, 20)}
    slopes = [walkers.steepness(epochs) for epochs in (0, 1)]
    careful, drunk = walkers.walked(price="steps")["cost"]
    far = walkers.walked(price="images seen")["cost"]
    ends = walkers.several_minima().numbers
    return [
        f"{cosines[0].mean():.3f}",
        ", ".join(f"{cosines[epochs].mean():.2f}" for epochs in (1, 5, 20)),
        f"{(cosines[20] < 0).sum()} of 50",
        f"{np.degrees(np.arccos(cosines[5])).mean():.0f}°",
        f"{best_random_angle(100):.1f}°",
        f"{careful:.3f}",
        f"{drunk:.3f}",
        bound(far[1] / far[0], 0.5, "less than half"),
        f"{slopes[0] / slopes[1]:.0f} times",
        f"about {ends['cost']:.1f}",
        f"about {ends['costs'][:2].mean():.1f}",
    ]


def print_of(number, *phrases):
    """A function that returns those phrases that notebook `number` prints."""
    return lambda: [printed(number, phrase) for phrase in phrases]


def five_stages():
    answer = really.whole_answer()
    before, after = answer.numbers["costs"]
    one, average = (answer.numbers[name][2][2, 7] for name in ("wishes", "average"))
    return [f"{before:.3f} to {after:.3f}", f"{one:+.3f}", minus(f"{average:+.3f}")]


RESULTS = {
    "00": start_here,
    "01": the_network,
    "02": gradient,
    "03": one_image,
    "04": backwards,
    "05": every_image,
    "06": batches,
    "07": two_walkers,
    "08": print_of("08", "100 times", "(10, 16)", "0.00001", "7 of 10"),
    "09": print_of("09", "−0.00117", "one", "less than a tenth", "−0.19", "+0.02", "0.5"),
    "10": print_of(
        *("10", "33.3 hours", "about two thirds", "less than one point"), *("over 90 %", "54%", "5 of 20", "519", "104")
    ),
    "11": print_of("11", "25.5 of 100", "learns next to nothing", "61.7 of 100", "loses more than ten of 100"),
    "12": five_stages,
}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_result_on_the_page_comes_out_again(number):
    assert re.findall(r"\*\*(.+?)\*\*", ENTRIES[number][-1]) == RESULTS[number]()


def test_the_page_says_where_the_answer_to_each_question_of_the_test_can_be_found():
    assert build_test.table() in PAGE


def test_what_the_page_says_about_chance_is_so():
    right, shares = np.arange(21), chance()
    assert (
        f"has {(right * shares).sum():.1f} right on average. 9 or more happen to 1 guesser in {1 / shares[9:].sum():.0f}"
        in PAGE
    )
    spread = (len(ITEMS) / 4) ** 0.5  # of the results of someone who has half of them right, in the long run
    one, difference, class_of_25 = spread, 2**0.5 * spread, (2 / 25) ** 0.5 * spread
    assert f"by {one:.1f} (one standard deviation), and the difference of two\n  results by {difference:.1f}" in PAGE
    assert 3 < difference < 2 * difference < 7 and f"differ by {2 * class_of_25:.1f} or more" in PAGE
    alike = np.random.default_rng(1).binomial(25, 0.25, 200_000)
    assert f"by about {alike.mean():.0f}; 11 or more" in PAGE
    assert f"in only {100 * (alike >= 11).mean():.0f} of 100 cases" in PAGE


@pytest.mark.parametrize("path", build_test.pages(), ids=lambda path: path.name)
def test_the_test_on_paper_asks_what_the_items_ask(path):
    def without_pictures(text):
        return re.sub(r"base64,[^\"]+", "", text)

    written = path.read_text(encoding="utf-8")
    assert without_pictures(written) == without_pictures(build_test.pages()[path]), "please run scripts/build_test.py"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the benchmark reads the memory as Linux tells it")
def test_the_memory_of_a_notebook_is_that_of_the_benchmark():
    code = "from benchmarks import startup; print(startup.run(startup.NOTEBOOK))"
    root = build_notebooks.NOTEBOOKS.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    stated = int(re.search(r"about (\d+) MB", PAGE)[1])
    assert abs(float(done.stdout) - stated) < 0.25 * stated


def test_the_glossary_is_sorted_and_refers_to_notebooks_in_which_its_words_occur():
    glossary = next(cell.source for cell in source("00").cells if cell.source.startswith("## Glossary"))
    words = [row[0].strip("*").lower() for row in table(glossary)]
    assert words == sorted(set(words))
    for entry, _, link in table(glossary):
        terms = [re.sub(r"\W*\$.*", "", term) for term in entry.strip("*").split(", ")]
        numbers = re.findall(r"\[(\d\d)\]\((?:\1)_\w+\.ipynb\)", link) or ["00"]
        cells = [cell.source.lower() for number in numbers for cell in source(number).cells]
        texts = [text for text in cells if not text.startswith("## glossary")]
        assert any(term.lower() in text for term in terms for text in texts), f"{entry} does not occur in {numbers}"


@pytest.mark.parametrize("number", NUMBERS[:-1])
def test_every_notebook_leads_on_to_the_next(number):
    following = COURSE[NUMBERS.index(number) + 1].stem
    prose = " ".join(cell.source for cell in source(number).cells if cell.cell_type == "markdown")
    assert re.search(rf"Go on with\s+\[{following[:2]}: [^\]]+\]\({following}\.ipynb\)", prose)
