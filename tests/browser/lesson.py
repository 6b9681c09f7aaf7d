"""Follows the table of a lesson in TEACHING.md with a real mouse, as the teacher at the projector does.

The column *Do* holds sentences of a small language: `PATTERNS` has one of each kind, and nothing else is understood.
The column *You see* holds prose. What it promises is in bold, and must be on the screen after one of the actions, in
this order.
"""

import re
from dataclasses import dataclass

import build_notebooks
import nbformat
import numpy as np
from lab import control, wait_until
from playwright.sync_api import expect

PAGE = build_notebooks.NOTEBOOKS / "TEACHING.md"

STROKES = {  # (0, 0) is the top left of the pad, (1, 1) the bottom right
    "a 1": [[(0.55, 0.15), (0.5, 0.5), (0.46, 0.85)]],
    "a smiley": [
        [(0.36, 0.3), (0.36, 0.4)],
        [(0.64, 0.3), (0.64, 0.4)],
        [(0.25, 0.6), (0.35, 0.73), (0.5, 0.78), (0.65, 0.73), (0.75, 0.6)],
    ],
}
PLACES = {"the middle": 0.5, "its left end": 0, "its right end": 1}


# ---- the table


@dataclass(frozen=True)
class Row:
    """A row of the table: in these sections of this notebook do that, and you see what is in bold."""

    minutes: int
    notebook: str
    sections: list
    do: str
    promises: list


def rows(minutes):
    """The Rows of the lesson of so many minutes."""
    text = re.search(rf"^## A lesson of {minutes} minutes$(.*?)^## ", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    header, _, *body = lines
    assert header == ["min", "Notebook", "Section", "Ask or say", "Do", "You see"]
    return [_row(*cells) for cells in body]


def _row(minutes, link, sections, _, do, see):
    notebook = re.fullmatch(r"\[\d\d\]\((\w+)\.ipynb\)", link)[1]
    return Row(int(minutes), notebook, sections.split(" · "), do, re.findall(r"\*\*(.+?)\*\*", see))


def actions(text):
    """What *Do* asks for: a list of pairs, a method of Walk and its arguments. A ValueError names what is not understood."""
    found = []
    for sentence in re.findall(r"[^.]+(?:\.\d+[^.]*)*\.", text):
        verb, _, rest = sentence.strip().removesuffix(".").partition(" ")
        for part in re.split(r", (?:then )?(?=\*)", rest) if verb in ("Press", "Guess") else [rest]:
            found.append(_action(f"{verb} {part}"))
    if not found and text:
        raise ValueError(f"{text!r} holds no sentence")
    return found


def _action(words):
    for pattern, method in PATTERNS.items():
        if match := re.fullmatch(pattern, words):
            return method, match.groups()
    raise ValueError(f"{words!r} is nothing that can be done: it must be one of {', '.join(PATTERNS)}")


# ---- the walk


class Walk:
    """Does what a Row asks for, in a Notebook that is open and has been run."""

    def __init__(self, notebook, row):
        self.notebook, self.row = notebook, row
        self.outputs = [notebook.output(number) for number in numbers_of(row)]
        self.screens = []  # what was on the screen after each action

    def follow(self):
        """Do all of it, and wait until all that is promised has been seen."""
        outputs = [self._do(method, arguments) for method, arguments in actions(self.row.do)]
        promises = self.row.promises
        wait_until(
            lambda: seen(promises, [*self.screens, said_by(outputs[-1])]) == promises,
            f"{promises} in {self.row.sections}, where the screen said {self.screens}",
        )

    def _do(self, method, arguments):
        """Do one thing, and wait until the screen has changed: returns the output that it was done in."""
        output, act = getattr(self, f"_{method}")(*arguments)
        self.notebook.scroll_to(output)
        before = picture_of(output)
        act()
        wait_until(lambda: picture_of(output) != before, f"a change after {method} {arguments} in {self.row.sections}")
        self.notebook.wait_until_answered()
        self.screens.append(said_by(output))
        return output

    def _having(self, name, find):
        """The first output of the sections in which `find` finds something, and what it finds."""
        for output in self.outputs:
            if (found := find(output).filter(visible=True)).count():
                return output, found.first
        raise AssertionError(f"nothing in {self.row.notebook}, {self.row.sections}, is called {name!r}")

    def _press(self, name):
        # An icon before the words is a part of the name.
        named = re.compile(rf"^\W*{re.escape(name)}$")
        output, button = self._having(name, lambda output: output.get_by_role("button", name=named))

        def press():
            if name != "Pause":
                self.notebook.wait_until_at_rest()  # a second epoch begins when the first is over
            button.click()

        return output, press

    def _press_to_the_end(self, name):
        output, press = self._press(name)

        def press_all():
            place, end = map(int, re.search(r"step (\d+) of (\d+)", said_by(output)).groups())
            for number in range(place + 1, end + 1):
                press()
                wait_until(lambda at=number: f"step {at} of {end}" in said_by(output), f"step {number}")

        return output, press_all

    def _guess(self, guess):
        output, choice = self._having(guess, lambda output: answers_in(output, guess))

        def commit():
            choice.fill(guess) if choice.evaluate("element => element.matches('input')") else choice.click()
            card = choice.locator("xpath=ancestor::section")
            if card.locator(".predict-because").is_visible():
                card.locator(".predict-because .predict-choice").first.click()
            card.get_by_role("button", name="This is my prediction").click()

        return output, commit

    def _choose(self, name, value):
        output, choice = self._having(name, lambda output: control(output, name).locator("select"))
        return output, lambda: choice.select_option(value)

    def _drag(self, name, place):
        output, slider = self._having(name, lambda output: control(output, name))
        return output, lambda: self.notebook.drag(slider, PLACES[place])

    def _drag_along(self, name, first, last):
        output, slider = self._having(name, lambda output: control(output, name))
        handle, places = slider.locator(".noUi-handle"), range(int(first), int(last) + 1)
        low, high = (float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "max"))

        def drag_all():
            for place in places[1:]:
                self.notebook.drag(slider, (place - low) / (high - low))
                expect(slider.locator(".widget-readout")).to_have_text(str(place))
                self.notebook.wait_until_answered()
                self.screens.append(said_by(output))

        return output, drag_all

    def _click_a_neuron(self, layer):
        output, view = self._having("a network", lambda output: output.locator(".network-view"))

        def click():
            point_at(self.notebook, view, f"{layer}, neuron")
            self.notebook.page.mouse.down()
            self.notebook.page.mouse.up()

        return output, click

    def _draw(self, what):
        output, pad = self._having("a pad", lambda output: output.locator(".drawing-pad-before"))
        return output, lambda: [self.notebook.stroke(pad, stroke) for stroke in STROKES[what]]


PATTERNS = {
    r"Press \*([^*]+)\*": "press",
    r"Press \*([^*]+)\* to the end": "press_to_the_end",
    r"Guess \*([^*]+)\*": "guess",
    r"Choose \*([^*:]+): ([^*]+)\*": "choose",
    rf"Drag \*([^*]+)\* to ({'|'.join(PLACES)})": "drag",
    r"Drag \*([^*]+)\* from (\d+) to (\d+)": "drag_along",
    r"Click a neuron of (hidden layer [12])": "click_a_neuron",
    rf"Draw ({'|'.join(STROKES)})": "draw",
}


def numbers_of(row):
    """The numbers of the cells of code in the sections of this Row."""
    section, numbers = None, {name: [] for name in row.sections}
    cells = nbformat.read(build_notebooks.NOTEBOOKS / f"{row.notebook}.ipynb", as_version=4).cells
    for number, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            section = (re.findall(r"^## (.+)$", cell.source, re.MULTILINE) or [section])[-1]
        elif section in numbers:
            numbers[section].append(number)
    return sum(numbers.values(), [])


# ---- what is on the screen


def said_by(output):
    """All that is written there, also for those who hear it."""
    return output.inner_text().replace("\xa0", " ")


def picture_of(output):
    """All that is written, chosen and painted there."""
    look = """output => [
      ...[...output.querySelectorAll("select, input")].map(({ value }) => value),
      ...[...output.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()),
    ]"""
    return said_by(output), output.evaluate(look)


def seen(promises, screens):
    """The first of the promises that the screens keep, one after the other; all of them if nothing is wrong."""
    kept, at = [], 0
    for promise in promises:
        at = next((place for place in range(at, len(screens)) if keeps(promise, screens[place])), None)
        if at is None:
            break
        kept.append(promise)
    return kept


def keeps(promise, screen):
    """Whether the screen says this, in these words; or, of "over 90 %", whether its first share is over 90 %."""
    bound = re.fullmatch(r"(over|below|about) (\d+) %", promise)
    if bound is None:
        return "".join(promise.split()) in "".join(screen.split())
    shares = re.findall(r"(\d+(?:\.\d+)?)\s*%", screen)
    if not shares:
        return False
    share, limit = float(shares[0]), float(bound[2])
    return {"over": share > limit, "below": share < limit, "about": abs(share - limit) < 5}[bound[1]]


def answers_in(output, guess):
    """Where this guess can be given on a card: a choice with these words, or the field for a number if it is one."""
    choice = output.locator(".predict-text").get_by_text(guess, exact=True)
    return choice.or_(output.locator(".predict-input:enabled")) if re.fullmatch(r"[\d.,]+", guess) else choice


def point_at(notebook, view, words):
    """Move the mouse over a picture of a network, column by column, until its tooltip begins with these words."""
    box = view.locator("canvas").bounding_box()
    for x in np.arange(0.3, 1, 0.008):
        for y in (0.5, 0.51, 0.52, 0.53, 0.54):
            notebook.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            notebook.page.evaluate("() => new Promise(requestAnimationFrame)")
            if view.locator(".tip b").is_visible() and view.locator(".tip b").inner_text().startswith(words):
                x += 0.004  # not at its edge: a click knows whole pixels only
                notebook.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
                return view.locator(".tip").inner_text()
    raise AssertionError(f"nothing in the picture is called {words!r}")
