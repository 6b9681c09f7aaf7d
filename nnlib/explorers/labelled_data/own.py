"""The learner's own digits: drawn, labelled and kept in a file, so that they outlive the kernel."""

import html
import os

import ipywidgets as widgets
import traitlets

from nnlib.digits.own import DigitFile, OwnDigits
from nnlib.explorers.shared.networks import network_after
from nnlib.files.names import in_this_folder, kept_where
from nnlib.widgets.controls import controls_row
from nnlib.widgets.drawing_pad import DrawingPad, image_of
from nnlib.widgets.gallery import Gallery
from nnlib.widgets.keys import Keys
from nnlib.widgets.latest import Latest
from nnlib.widgets.stack import Stack
from nnlib.widgets.words import Line

NAME = "my_digits.npz"
ALIVE = {}  # absolute path -> MyDigits: those of this kernel
EPOCHS = 20  # of the network that says what it sees


class MyDigits(Stack):
    """A pad, ten buttons that label the drawing and add it, and a gallery of all `digits` (an OwnDigits; observe it).

    After each change they are saved to a file, at first `name`; a name that is typed later means a file in the folder of the
    notebook. Digits that are there already are loaded. A file that holds anything else is left alone.
    """

    closes_with_cell = False  # other cells train with these digits
    digits = traitlets.Instance(OwnDigits, args=(), read_only=True)

    def __init__(self, name=NAME):
        self.file = self._removed = None  # the file that is in use, and the digit that was deleted last
        self.pad = DrawingPad(preview=False, photos=True)
        labels = {str(label): f"It is a {label}: add it" for label in range(10)}
        self.digit_keys = Keys(labels, [(self.pad, "ink")], self._label, wipes=self.pad)
        self.gallery = Gallery(selectable=True, side=60, height=324, empty="Draw a digit, then press what it is.")
        self.name = widgets.Text(name, description="file", continuous_update=True, layout={"width": "300px"})
        self._given = name  # the choice of whoever wrote the cell, which may be in any folder
        self.file_keys = Keys({"save": "", "load": ""}, [(self.name, "value")], self._save_or_load)
        buttons = {"delete the chosen one": self.delete, "bring it back": self.bring_back}
        self.buttons = {text: widgets.Button(description=text) for text in buttons}
        self.reading, self.status = Line(), widgets.HTML()
        super().__init__(self._rows(), self.pad)
        for text, action in buttons.items():
            self.buttons[text].on_click(lambda _, action=action: action())
        self.pad.observe(Latest(self._read), names="image")
        self.gallery.observe(lambda _: self._show_buttons(), names="selected")
        self._read()
        self._show()
        self._open(name, must_exist=False)

    def _rows(self):
        files = controls_row(self.name, self.file_keys, self.status)
        keys = controls_row(widgets.Label("it is a"), self.digit_keys)
        keys.add_class("nnlib-digit-keys")
        edit = controls_row(*(self.buttons[text] for text in ("delete the chosen one", "bring it back")))
        self.gallery.layout.flex, self.gallery.layout.min_width = "1 1 0", "0"
        stage = widgets.HBox([self.pad, self.gallery], layout={"overflow": "visible", "grid_gap": "12px"})
        last = widgets.HBox([self.reading, edit], layout={"justify_content": "space-between", "overflow": "visible"})
        return [files, stage, keys, last]

    def stop_work(self):
        """Stop being what `my_digits` returns."""
        for place in [place for place, widget in ALIVE.items() if widget is self]:
            del ALIVE[place]

    # ---- what the learner does

    def add(self, label):
        """Label the drawing, add it to the others, save them all and wipe the pad."""
        self.digit_keys.press(str(label))

    def _label(self, text, ink):
        """Add the drawing that was on the pad when the key was pressed; the next one may be there by now."""
        image = image_of(ink)
        if not image.any():
            return self._complain("Draw a digit first, then press what it is.")
        self._change(self.digits.plus(image, int(text)))

    def delete(self):
        """Delete the chosen digit; it can be brought back until the next one is deleted."""
        chosen = self.gallery.selected
        if chosen >= 0:
            self._removed = self.digits.taken([chosen])
            self._change(self.digits.without(chosen))

    def bring_back(self):
        """Add the digit that was deleted last to the others again."""
        if self._removed is not None:
            removed, self._removed = self._removed, None
            self._change(self.digits.plus(removed.images[:, 0], removed.labels[0]))

    # ---- the file

    def _save_or_load(self, text, name):
        (self.save if text == "save" else self.load)(name)

    def _file(self, name):
        return DigitFile(name if name == self._given else str(in_this_folder(name)))

    def save(self, name):
        """Save under this name, now and from now on; never over anything else."""
        try:
            file = self._file(name)
            if self.file is not None and file.path == self.file.path:
                file = self.file
            elif len(file.read()):
                raise ValueError(f"{file.path} holds other digits already: load it, or choose another name.")
        except (ValueError, OSError) as error:
            return self._complain(error)
        if not len(self.digits):
            return self._complain("There is no digit to save yet.")
        self._write(file)

    def look_again(self):
        """Save once more, and load what others have added to the file in the meantime."""
        if self.file is not None and (len(self.digits) or self.file.path.exists()):
            self._write(self.file)

    def load(self, name):
        """Show the digits in the file of this name, and save there from now on."""
        self._open(name, must_exist=True)

    def _open(self, name, must_exist):
        try:
            file = self._file(name)
            digits = file.read()
            if must_exist and not file.path.exists():
                raise ValueError(f"There is no file {file.path} here.")
            if self.file is None and len(self.digits):
                raise ValueError("Your digits are in no file yet: save them under another name first.")
        except (ValueError, OSError) as error:
            return self._complain(error)
        self.file = file
        self.set_trait("digits", digits)
        self._show()
        self._say_opened(file)

    def _say_opened(self, file):
        known = f"{_counted(self.digits)} loaded from {file.path}." if file.path.exists() else ""
        try:
            file.check_folder()
        except OSError as error:
            trouble = f"What you draw now cannot be saved in {file.path}: {error.strerror or error}."
            advice = 'In the cell, name a file in a folder that you may write to, such as my_digits("~/my_digits.npz").'
            return self._complain(f"{known} {trouble} {advice}".strip())
        self._say(known or f"{file.path} will hold them. {kept_where()}")

    def _change(self, digits):
        self.set_trait("digits", digits)
        self._show()
        if self.file is None:
            return self._complain("Not saved: choose another file name and press save.")
        self._write(self.file)

    def _write(self, file):
        try:
            digits = file.write(self.digits)
        except (ValueError, OSError) as error:
            return self._complain(f"Not saved, but still here: {error}. Choose another file name and press save.")
        self.file = file
        if len(digits) != len(self.digits):  # another notebook has added some
            self.set_trait("digits", digits)
            self._show()
        self._say(f"✓ {_counted(self.digits)} saved in {file.path}.")

    # ---- what is shown

    @property
    def message(self):
        """What the line beside the file name says."""
        return self._message

    def _say(self, message):
        self._message = message
        self.status.value = f'<span role="status" class="nnlib-status">{html.escape(message)}</span>'

    def _complain(self, error):
        self._message = str(error)
        self.status.value = f'<p role="alert" class="nnlib-message">{html.escape(str(error))}</p>'

    def _read(self):
        if not self.pad.image.any():
            self.reading.say("")
            return
        output = network_after(EPOCHS).output(self.pad.image)
        self.reading.say(f"The trained network says: **{output.argmax()} ({output.max():.2f})**")

    def _show(self):
        self.gallery.title = f"My digits: {len(self.digits)}" if len(self.digits) else ""
        self.gallery.show(self.digits.images, self.digits.labels)
        self._show_buttons()

    def _show_buttons(self):
        self.buttons["delete the chosen one"].disabled = self.gallery.selected < 0
        self.buttons["bring it back"].disabled = self._removed is None

    def summary(self):
        """What it is for."""
        return "A pad for digits of your own. Run this cell, draw, and press the digit that it is."


def _counted(digits):
    return f"{len(digits)} digit{'s' * (len(digits) != 1)}"


def my_digits(name=NAME):
    """Draw digits, label them, and keep them in a file. A cell that is run again shows the same ones, saved or not."""
    place = os.path.abspath(name)
    if place in ALIVE:
        ALIVE[place].look_again()
    else:
        ALIVE[place] = MyDigits(name)
    return ALIVE[place]
