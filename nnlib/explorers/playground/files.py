"""Save the network of the playground to a file, and load one."""

import ipywidgets as widgets

from nnlib import load_network, save_network
from nnlib.files.names import in_this_folder, kept_where
from nnlib.widgets.controls import controls_row
from nnlib.widgets.kernel_loop import soon
from nnlib.widgets.keys import Keys
from nnlib.widgets.words import Line

MOST_LAYERS, MOST_NEURONS = 4, 64
MOST_LISTED = 6


class Files(widgets.VBox):
    """A file name to type, and buttons to save to it and to load from it; `message` says how that went.

    `open_network(path, network)` is called with a network that fits the playground.
    """

    def __init__(self, board, open_network):
        self._board, self._open = board, open_network
        self._confirmed = None  # the file that the learner was asked about
        self.message = ""
        self.name = widgets.Text("my_network.npz", description="file name", layout={"width": "340px"})
        buttons = {"save": "Write the network as it is now to this file", "load": "Go on with the network in this file"}
        self.actions = Keys(buttons, [(self.name, "value")], self._asked)
        self._says = Line()
        super().__init__([controls_row(self.name, self.actions), self._says])
        self.layout.overflow = "visible"
        self._say(
            f"The file keeps layer sizes, activation, and all weights and biases. {kept_where()} "
            "A loaded network replaces the one you see."
        )

    def _asked(self, text, name):
        action = self.save if text == "save" else self.load
        soon(lambda: self._try(action, name))

    def save(self, name):
        """Write the network to the file of this name; one that is there is replaced when save is pressed again.

        Only a network is replaced by a network, never a learner's digits, for example.
        """
        path = in_this_folder(name)
        if path.exists():
            load_network(path)  # or a ValueError that says what is wrong with it
        if path.exists() and self._confirmed != path:
            self._confirmed = path
            self._say(f"{path} exists already. Press save again to replace it, or type another name.")
            return
        save_network(self._board.training.network, path)
        self._confirmed = None
        self._say(f"Saved to {path}: {in_words(self._board.training.network)}.")

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

    def _try(self, action, name):
        try:
            action(name)
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
