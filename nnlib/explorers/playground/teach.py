"""Teach the network of the playground one digit, and see what that did to the others."""

import ipywidgets as widgets
import numpy as np
import traitlets

from nnlib import one_hot
from nnlib.plots import style
from nnlib.plots.charts import chart_figure
from nnlib.plots.playground import draw_lesson
from nnlib.widgets.controls import controls_row
from nnlib.widgets.digit_chooser import DigitChooser
from nnlib.widgets.drawing_pad import DrawingPad, image_of
from nnlib.widgets.explorer import Explorer
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.keys import Keys
from nnlib.widgets.words import Line
from nnlib.wording import percent

TEST, OWN = "a test digit", "my own drawing"
WIDTH, HEIGHT = 590, 150  # pixels of the picture


class Teacher(widgets.VBox):
    """A digit to choose or to draw, a label for it, and what the last lesson changed: `numbers`, empty before the first.

    A lesson is one step of the training of `board` against the gradient of this digit alone. `say(text)` is called with
    anything the learner has to know.
    """

    numbers = traitlets.Dict(help="name -> number or array of exactly what is on the screen")

    def __init__(self, board, say):
        self._board, self._say = board, say
        self.pad = DrawingPad(preview=False)
        self.chooser = DigitChooser(board.training.digits.test, board.digit, slider=False)  # there is no room for one
        self.source = widgets.ToggleButtons(options=[TEST, OWN], tooltips=["From MNIST", "Draw it with the mouse"])
        self.label = widgets.ToggleButtons(options=range(10), value=self.chooser.label, description="it is a")
        # What is taught is what is on the page: the drawing, whose digit it is, and which digit it is said to be.
        carried = [(self.pad, "ink"), (self.source, "index"), (self.label, "index")]
        self.actions = Keys(dict.fromkeys(LESSONS, ""), carried, self._asked)
        self.line = Line(_in_words({}))
        summary = "What a lesson changes: the outputs for this digit, and all other answers."
        self.pane = Explorer(self._figure, {}, summary, numbers=lambda: self.numbers, names=NAMES)
        super().__init__([self._upper(), self.pane], layout={"overflow": "visible"})
        self._observe()
        self._show_source()

    def _upper(self):
        labels = controls_row(self.label)
        labels.add_class("nnlib-digits")
        right = [controls_row(self.source), labels, controls_row(self.actions), self.line]
        self._left = widgets.Box([self.pad, self.chooser], layout={"width": "196px", "min_width": "196px"})
        layout = {"overflow": "visible", "min_height": "214px", "align_items": "center"}
        return widgets.HBox([self._left, widgets.VBox(right, layout={"overflow": "visible"})], layout=layout)

    def _observe(self):
        self.source.observe(lambda _: soon(self._show_source), names="value")
        self.chooser.observe(lambda _: soon(self._chosen), names="index")
        self.label.observe(lambda _: soon(self.show), names="value")
        self.pad.observe(lambda _: soon(self.show), names="image")
        self._board.observe(lambda _: self._follow(), names="digit")

    # ---- which digit

    def show(self):
        """Show the digit to the network on the right, with the label as its target."""
        image = self.pad.image if self.source.value == OWN else self.chooser.image
        self._board.view.show(x=image, y=one_hot(self.label.value))

    def _show_source(self):
        own = self.source.value == OWN
        self.pad.layout.display, self.chooser.layout.display = ("", "none") if own else ("none", "")
        self.show()

    def _chosen(self):
        self._board.digit = self.chooser.index
        self._follow()

    def _follow(self):
        """Another test digit, with its own label."""
        self.chooser.index = self._board.digit
        self.source.value, self.label.value = TEST, self.chooser.label
        self.show()

    # ---- the lesson

    def _asked(self, text, ink, source, label):
        image = image_of(ink) if self.source.options[source] == OWN else self.chooser.image
        soon(lambda: self.teach(image, self.label.options[label], LESSONS[text]))

    def teach(self, image, label, times=1):
        """Take this many steps against the gradient of this digit alone, and show what they did."""
        training = self._board.training
        if not image.any():
            self._say("There is nothing on the pad yet: draw a digit first.")
            return
        before, lessons = self._state(image), len(training.lessons)
        try:
            for _ in range(times):
                training.teach(image, label)
        except ValueError as error:
            self._say(f"Not taught: {error}. Turn down the learning rate.")
        taught = len(training.lessons) - lessons
        if taught:
            self._board.measure()
            self.numbers = self._compared(before, self._state(image)) | {"label": label, "times": taught}

    def forget(self):
        """Go back to the state before the first lesson."""
        self.numbers = {}

    def _state(self, image):
        """The outputs for this image (10,), and the answer to each test digit (m,)."""
        network, test = self._board.training.network, self._board.training.digits.test
        return network.output(image), network.output(test.images).argmax(axis=0)

    def _compared(self, before, after):
        labels = self._board.training.digits.test.labels
        (old, answers), (new, answers_now) = before, after
        return {
            "outputs": (old, new),
            "answers": tuple(np.bincount(each, minlength=10) for each in (answers, answers_now)),
            "accuracy": tuple(float((each == labels).mean()) for each in (answers, answers_now)),
            "changed": int((answers != answers_now).sum()),
        }

    @traitlets.observe("numbers")
    def _show_numbers(self, change):
        self.line.say(_in_words(change["new"]))
        self.pane.redraw()

    def _figure(self):
        figure = chart_figure(WIDTH, HEIGHT)
        if self.numbers:
            draw_lesson(figure, self.numbers)
        else:
            words = "After a lesson you can see here what it did\nto this digit and to all others."
            figure.text(0.5, 0.5, words, fontsize=13, color=style.INK_MUTED, ha="center", va="center")
        return figure


NAMES = {
    "label": "taught label",
    "changed": "test digits with another answer",
    "accuracy": ("accuracy before", "accuracy after"),
    "outputs": ("activation before", "activation after"),
    "answers": ("test digits answered so before", "test digits answered so after"),
}
LESSONS = {"teach it this one": 1, "ten times": 10}


def _in_words(numbers):
    if not numbers:
        return "A lesson is one step, with the learning rate above, for this one digit and the label you choose."
    before, after = (percent(accuracy, 1) for accuracy in numbers["accuracy"])
    times = "once" if numbers["times"] == 1 else f"{numbers['times']} times"
    lesson = f"“It is a {numbers['label']}”, taught {times}. Test accuracy"
    return f"{lesson}\n**{before} → {after}**\n{numbers['changed']:,} test digits got another answer"
