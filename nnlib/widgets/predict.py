"""A question to answer before the picture is shown: predict first, then look."""

import math
import textwrap

import anywidget
import ipywidgets
import numpy as np
import traitlets
from matplotlib.figure import Figure

from nnlib import checks, record
from nnlib.plots import style
from nnlib.plots.bitmap import paste
from nnlib.widgets import assets
from nnlib.widgets.presented import Presented
from nnlib.widgets.still import Still
from nnlib.wording import amount, off_by

OUT_OF_SIGHT = 480  # pixels between the question and the picture in a still: no screen should show both at once


class Card(Presented, anywidget.AnyWidget):
    """The question on the page. It tells Python to commit or to ask again, and shows what its traits say."""

    _esm = assets.script("predict")
    _css = assets.style("predict")

    eyebrow = traitlets.Unicode().tag(sync=True)
    noun = traitlets.Unicode().tag(sync=True)  # what the learner commits: a prediction, or an answer
    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List().tag(sync=True)  # empty if a number is asked
    reasons = traitlets.List().tag(sync=True)  # empty if none is asked
    unit = traitlets.Unicode().tag(sync=True)
    cover = traitlets.List().tag(sync=True)  # width and height of what stays covered; empty if nothing does
    verdict = traitlets.Dict().tag(sync=True)  # empty until the learner commits


class Predict(Still, ipywidgets.VBox):
    """A question with two to four `choices`, or without them one for a number. The answer appears after the commitment.

    `answer` is one of the choices, or a finite number, and `why` the reason: values that come from the live network, or
    functions without arguments that return them, called when the card is drawn and when the learner commits. A number
    counts as right within the relative `tolerance`, and `unit` is written after it. The widget `then` stays covered,
    and is not on the page, until the learner commits; it is closed together with the question. Observe `committed` and
    `guess`.

    `because` asks for the reason as well, before anything is shown: a dict of two to four reasons, each with what is wrong
    about it in a sentence, or "" for the right one. `see` is where the answer can be found, the name of a notebook and the
    heading of a section: whoever is wrong gets a link to it.

    What was answered is remembered in the learner's own file (nnlib.record).
    """

    eyebrow, noun, on_paper = "Predict first", "prediction", "Predict before you read on"

    committed = traitlets.Bool(read_only=True)
    guess = traitlets.Any(read_only=True, help="a choice or a number; None without a prediction")

    def __init__(self, question, *, answer, why="", choices=None, unit="", tolerance=0.1, then=None, because=None, see=None):
        self._choices, self._because, self._see = _checked_choices(choices), _checked_reasons(because), _checked_place(see)
        self._tolerance = checks.positive_number("tolerance", tolerance)
        if then is not None and not isinstance(then, ipywidgets.DOMWidget):
            raise TypeError(f"then must be a widget such as an Explorer, but got {then!r}")
        self._answer, self._why, self._then = answer, why, then
        texts = {"question": _text("question", question), "unit": _text("unit", unit, may_be_empty=True)}
        texts |= {"eyebrow": self.eyebrow, "noun": self.noun}
        self._evaluated()  # so that a wrong answer is found now
        asked = {"choices": self._choices, "reasons": list(self._because)}
        self._card = Card(**texts, **asked, cover=_size(then), layout={"width": "100%"})
        super().__init__([self._card], layout={"overflow": "visible"})
        self._card.on_msg(lambda _, message, __: self._asked(message))

    # ---- what the learner does

    def commit(self, guess, because=None):
        """Take `guess`, a choice or a number, as the prediction, and show the answer. A second guess is ignored.

        `because` is the reason that was chosen, if the card asks for one.
        """
        guess = self._checked_guess("guess", guess)
        if because is not None:
            checks.one_of("because", because, list(self._because))
        if not self.committed:
            self._judge(guess, because)
            record.card(self._card.question, guess, self._card.verdict["right"])

    def reveal(self):
        """Show the answer without a prediction, as a teacher does after the class has raised its hands."""
        if not self.committed:
            self._judge(None)

    def _judge(self, guess, because=None):
        answer, why = self._evaluated()
        judged = self._choice_verdict(guess, answer) if self._choices else self._number_verdict(guess, answer)
        self.set_trait("guess", guess)
        self._card.verdict = {**judged, "why": why} | self._reason_verdict(because) | self._place_if_wrong(judged)
        is_there = self._then is not None and self._then.comm is not None  # its own cell may have been run again
        self.children = [self._card, self._then] if is_there else [self._card]
        self.set_trait("committed", True)

    def ask_again(self):
        """Forget the prediction and cover everything again."""
        self.children = [self._card]
        self._card.verdict = {}
        self.set_trait("guess", None)
        self.set_trait("committed", False)

    def _asked(self, message):
        if "commit" in message:
            guess, reason = message["commit"], message.get("because")
            because = None if reason is None else list(self._because)[reason]
            self.commit(self._choices[guess] if self._choices else guess, because)
        elif "reveal" in message:
            self.reveal()
        elif "again" in message:
            self.ask_again()

    def hidden_parts(self):
        """What stays covered."""
        return [self._then]

    # ---- the answer

    def _evaluated(self):
        """The answer and the reason as they are now."""
        answer, why = (value() if callable(value) else value for value in (self._answer, self._why))
        return self._checked_guess("answer", answer), _text("why", why, may_be_empty=True)

    def _checked_guess(self, name, value):
        if not self._choices:
            return _finite(name, value)
        if value not in self._choices:
            raise ValueError(f"{name} must be one of the choices {self._choices}, but got {value!r}")
        return value

    def _choice_verdict(self, guess, answer):
        if guess is None:
            return {"words": f"The answer is “{answer}”.", "answer": self._choices.index(answer)}
        right = guess == answer
        words = "Right." if right else f"Not this time: the answer is “{answer}”."
        places = {"guess": self._choices.index(guess), "answer": self._choices.index(answer)}
        return {"right": right, "words": words, **places}

    def _number_verdict(self, guess, answer):
        if guess is None:
            return {"words": "The answer is", "answer": amount(answer)}
        right, nearness = how_near(guess, answer, self._tolerance, self._card.unit)
        return {"right": right, "words": nearness, "guess": amount(guess), "answer": amount(answer)}

    def _reason_verdict(self, because):
        if because is None:
            return {}
        reasons, flaw = list(self._because), self._because[because]
        right = next(reason for reason in reasons if not self._because[reason])
        words = f"Not for this reason. {flaw}" if flaw else "And for the right reason."
        return {
            "because": {"guess": reasons.index(because), "answer": reasons.index(right), "right": not flaw, "words": words}
        }

    def _place_if_wrong(self, judged):
        if judged.get("right", True) or self._see is None:
            return {}
        name, section = self._see
        return {"see": {"file": f"{name}.ipynb", "section": section, "words": f"{name.partition('_')[0]}: {section}"}}

    # ---- where nothing moves

    def summary(self):
        """Question, choices and reasons; the answer, without its reason, is on a line of its own."""
        answer, _ = self._evaluated()
        choices = [f"  {number}. {choice}" for number, choice in enumerate(self._choices, 1)]
        reasons = [f"  because {reason}" for reason in self._because]
        asked = f"{self.on_paper}: {self._card.question}"
        return "\n".join([asked, *choices, *reasons, "", f"Answer: {self._said(answer)}"])

    def still(self):
        """The question, far below it the picture of `then`, if it has one, and at the bottom the answer, upside down."""
        picture = style.pixels(self._then.still()) if hasattr(self._then, "still") else None
        answer, _ = self._evaluated()
        asked = self._card.question, self._choices, self._card.unit, self._said(answer)
        return _still(self.on_paper.upper(), *asked, picture)

    def _said(self, answer):
        return answer if self._choices else f"{amount(answer)} {self._card.unit}".strip()


def how_near(guess, answer, tolerance, unit=""):
    """Whether `guess` counts as right, and how near it came, in words.

    If they are shares, in a unit such as "of 100", their difference is, too: a percentage of a percentage confuses.
    """
    if guess == answer or amount(guess) == amount(answer):
        return True, "Exactly right."
    if answer == 0 or guess == 0:
        return False, f"Not this time: it is {'' if answer == 0 else 'not '}zero."
    if (guess < 0) != (answer < 0):
        return False, "Not this time: the sign is the other way round."
    ratio = guess / answer
    side = ("low", "high") if answer > 0 else ("small", "large")
    is_share = unit == "%" or unit.startswith("of ")
    off = f"{amount(abs(guess - answer))} {unit}" if is_share else off_by(ratio)
    off = f"{off} too {side[ratio > 1]}."
    return (True, f"Close enough: {off}") if abs(ratio - 1) <= tolerance else (False, f"Not this time: {off}")


# ---- what comes in


def _text(name, value, may_be_empty=False):
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, but got {value!r}")
    if not (may_be_empty or value.strip()):
        raise ValueError(f"{name} must not be empty")
    return value


def _finite(name, value):
    if isinstance(value, bool | np.bool) or not isinstance(value, int | float | np.number):
        raise TypeError(f"{name} must be a number, unless there are choices, but got {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"{name} must be finite, but got {value!r}")
    return float(value)


def _checked_choices(choices):
    if choices is None:
        return []
    if isinstance(choices, str) or not np.iterable(choices):
        raise TypeError(f"choices must be a list of texts, but got {choices!r}")
    choices = [_text("each of the choices", choice) for choice in choices]
    if not 2 <= len(choices) <= 4 or len(set(choices)) < len(choices):
        raise ValueError(f"choices must be two to four different texts, but got {choices}")
    return choices


def _checked_reasons(because):
    if because is None:
        return {}
    if not isinstance(because, dict):
        raise TypeError(f"because must be a dict of reasons, each with what is wrong about it, but got {because!r}")
    for reason, flaw in because.items():
        _text("each reason in because", reason), _text(f"what is wrong about {reason!r}", flaw, may_be_empty=True)
    if not 2 <= len(because) <= 4 or list(because.values()).count("") != 1:
        raise ValueError(f'because must hold two to four reasons, exactly one of them with "", but got {because}')
    return dict(because)


def _checked_place(see):
    if see is None:
        return None
    if isinstance(see, str) or not np.iterable(see) or len(tuple(see)) != 2:
        raise TypeError(f"see must be the name of a notebook and the heading of a section, but got {see!r}")
    return tuple(_text("each part of see", part) for part in see)


def _size(then):
    """Width and height of what `then` shows, for the cover; a usual size if it cannot say."""
    if then is None:
        return []
    if hasattr(then, "still_size"):
        return [round(side) for side in then.still_size()]
    return [round(side) for side in then.still().bbox.size] if hasattr(then, "still") else [960, 320]


# ---- the card as a picture


def covered_rows(width, height, question, choices, answer):
    """Which rows of a still of this size, with these texts, hold the picture of `then`; an empty range if it has none."""
    _, offered, _, middle, bottom = _lines(width, question, choices, "", answer)
    return range(middle + 36 * _count(offered) + OUT_OF_SIGHT + 8, height - bottom)


def _still(eyebrow, question, choices, unit, answer, picture):
    """The card as a Figure: question, choices or a gap for the number, the picture, and upside down the answer."""
    below, width = (0, 1000) if picture is None else picture.shape[:2]
    apart = 0 if picture is None else OUT_OF_SIGHT
    asked, offered, answered, middle, bottom = _lines(width, question, choices, unit, answer)
    height = middle + 36 * _count(offered) + apart + below + bottom + 8
    figure = Figure(figsize=style.inches(width, height), dpi=100, facecolor=style.GROUND)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    ax.set_axis_off()

    def say(x, y, text, color=style.INK, fontsize=16, **more):
        ax.text(x, y, text, color=color, fontsize=fontsize, va="center", parse_math=False, **more)

    say(28, 32, eyebrow, style.UP_ON_LIGHT, 12, weight="bold")
    for line, text in enumerate(asked):
        say(28, 70 + 36 * line, text, fontsize=19, weight="bold")
    for x, line, number, text in offered:
        say(28 + x, middle + 36 * line, number, style.UP_ON_LIGHT, weight="bold")
        say(56 + x, middle + 36 * line, text)
    if picture is not None:
        say(28, height - bottom - below - 40, "Decide first. This is what you will see:", style.INK_MUTED, 13)
        paste(figure, picture, 0, bottom)
    for line, text in enumerate(answered):
        say(width - 28, height - 24 - 28 * line, text, style.INK_MUTED, 13, rotation=180, ha="right")
    return figure


def _lines(width, question, choices, unit, answer):
    """Lines of question, choices and answer; the middle of the first line of choices; the end of the picture, from below."""
    asked = textwrap.wrap(question, width // 17)
    offered = _arranged(choices, width) if choices else [(-28, 0, "", f"……………  {unit}")]
    answered = textwrap.wrap(f"Answer: {answer}", width // 12)
    return asked, offered, answered, 84 + 36 * len(asked), 20 + 28 * len(answered)


def _count(offered):
    """How many lines the choices take."""
    return 1 + max(line for _, line, *_ in offered)


def _arranged(choices, width):
    """Where to write the choices, as (x, line, number, text): side by side where they fit, otherwise one below the other."""
    widths = [70 + 13 * len(choice) for choice in choices]
    if sum(widths) < width:
        return [(sum(widths[:i]), 0, str(i + 1), choice) for i, choice in enumerate(choices)]
    lines = [(number, text) for i, choice in enumerate(choices) for number, text in _numbered(i + 1, choice, width // 14)]
    return [(0, line, number, text) for line, (number, text) in enumerate(lines)]


def _numbered(number, choice, length):
    return [("" if line else str(number), text) for line, text in enumerate(textwrap.wrap(choice, length))]
