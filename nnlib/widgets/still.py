"""A still picture of each widget, for places where nothing runs: GitHub, nbviewer, print."""

from nnlib.plots import style
from nnlib.widgets.lifetime import Closing


class Still(Closing):
    """Mixin for widgets: their output also holds a PNG and a line of text.

    A subclass has `still()`, a matplotlib Figure of what the widget shows now, and `summary()`, a text that says what
    it shows and what to do with it.
    """

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        # ipywidgets returns a dict, anywidget a tuple of data and metadata.
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        words = self.summary()
        # Where a notebook is exported, the picture gets the words as its alternative text.
        metadata = metadata | {"image/png": {"alt": self.words()}}
        return {**(data or {}), "image/png": style.png(self.still()), "text/plain": words}, metadata

    def words(self):
        """The alternative text of the still picture; a subclass may say more."""
        return self.summary()

    def __repr__(self):
        return self.summary()  # holds no address, so that a notebook is the same at each run
