"""Save the network of the playground to a file, load one, and export it for other programs."""

import ipywidgets as widgets

from nnlib import load_network, save_network
from nnlib.files.names import in_this_folder, kept_where
from nnlib.portable import as_json, as_pytorch
from nnlib.widgets.controls import controls_row
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.keys import Keys
from nnlib.widgets.words import Line

MOST_LAYERS, MOST_NEURONS = 4, 64
MOST_LISTED = 6
# What a press exports to -> the end of the file's name, and what makes its text.
EXPORTS = {"to PyTorch": (".py", as_pytorch), "to JSON": (".json", as_json)}


class Files(widgets.VBox):
    """A file name to type, and buttons to save to it, to load from it, and to export; `message` says how that went.

    `open_network(path, network)` is called with a network that fits the playground.
    """

    def __init__(self, board, open_network):
        self._board, self._open = board, open_network
        self._confirmed = None  # the file that the learner was asked about
        self.message = ""
        self.name = widgets.Text("my_network.npz", description="file name", layout={"width": "340px"})
        buttons = {
            "save": "Write the network as it is now to this file",
            "load": "Go on with the network in this file",
            "to PyTorch": "Write a program that makes the same network in PyTorch",
            "to JSON": "Write all its numbers as text that any language can read",
        }
        self.actions = Keys(buttons, [(self.name, "value")], self._asked)
        self._says = Line()
        super().__init__([controls_row(self.name, self.actions), self._says])
        self.layout.overflow = "visible"
        self._say(
            f"The file keeps layer sizes, activation, and all weights and biases. {kept_where()} "
            "A loaded network replaces the one you see."
        )

    def _asked(self, text, name):
        if text in EXPORTS:
            return soon(lambda: self._try(self.export, name, text))
        soon(lambda: self._try(self.save if text == "save" else self.load, name))

    def save(self, name):
        """Write the network to the file of this name; one that is there is replaced when save is pressed again.

        Only a network is replaced by a network, never a learner's digits, for example.
        """
        path = in_this_folder(name)
        if path.exists():
            load_network(path)  # or a ValueError that says what is wrong with it
        if self._is_to_stay(path, "save"):
            return
        save_network(self._board.training.network, path)
        self._confirmed = None
        self._say(f"Saved to {path}: {in_words(self._board.training.network)}.")

    def export(self, name, kind):
        """Write the network for PyTorch or as JSON to a file of this name, with .py or .json at its end.

        One that is there is replaced when the button is pressed again, unless it is anything but such an export.
        """
        ending, text_of = EXPORTS[kind]
        path, text = in_this_folder(name).with_suffix(ending), text_of(self._board.training.network)
        beginning = text[:12]
        if path.exists() and not path.read_text("utf-8", errors="replace").startswith(beginning):
            raise ValueError(f"{path} exists already, and it is something else. Type another name.")
        if self._is_to_stay(path, kind):
            return
        path.write_text(text, "utf-8")
        self._confirmed = None
        needs = "It needs PyTorch, and nothing of this course." if ending == ".py" else "It needs nothing of this course."
        self._say(f"Exported to {path}: {in_words(self._board.training.network)}. {needs}")

    def _is_to_stay(self, path, button):
        """Whether there is a file at `path`, and the learner has not yet been asked about it; then ask."""
        if not path.exists() or self._confirmed == path:
            return False
        self._confirmed = path
        self._say(f"{path} exists already. Press “{button}” again to replace it, or type another name.")
        return True

    def load(self, name):
        """Give the network in the file of this name to the playground."""
        path = in_this_folder(name)
        if not path.exists():
            others = sorted(str(file.name) for file in path.parent.glob("*.npz"))[:MOST_LISTED]
            raise ValueError(f"There is no file {path}. In this folder are: {', '.join(others) or 'none that end in .npz'}.")
        network = load_network(path)
        _check_fit(path, network)
        self._open(path, network)
        self._say(f"Loaded {path}: {in_words(network)}. “rewind” leads back to it.")

    def _try(self, action, *arguments):
        try:
            action(*arguments)
        except Exception as error:  # a foreign or damaged file, a full disk or a strange name can lead to anything
            kind = "" if isinstance(error, ValueError | OSError) else f"{type(error).__name__}: "
            self._say(f"⚠ That did not work, and nothing has changed. {kind}{error}")

    def _say(self, message):
        self.message = message
        self._says.say(message)


def in_words(network):
    """The network in a few words: "784-16-16-10, sigmoid, 13,002 parameters"."""
    return f"{'-'.join(map(str, network.sizes))}, {network.activation}, {network.parameters.size:,} parameters"


def _check_fit(path, network):
    *_, outputs = network.sizes
    hidden = network.sizes[1:-1]
    if network.sizes[0] != 784 or outputs != 10:
        raise ValueError(f"{path} holds {in_words(network)}; here a network needs 784 inputs and 10 outputs.")
    if len(hidden) > MOST_LAYERS or max(hidden, default=1) > MOST_NEURONS:
        most = f"at most {MOST_LAYERS} hidden layers of at most {MOST_NEURONS} neurons"
        raise ValueError(f"{path} holds {in_words(network)}; the playground has room for {most}.")
