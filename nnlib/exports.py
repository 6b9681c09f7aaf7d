"""Exports of a notebook as HTML or PDF: each widget of ours as a still picture, with the words that describe it.

Without this, an export would load the widgets from the web, show nothing where there is none, and describe no picture.
jupyter_config.json beside this file, once installed, hands it to `jupyter nbconvert` and to *File → Save and Export*.
"""

import re
from html import escape

from nbconvert.filters import clean_html
from nbconvert.preprocessors import Preprocessor

VIEW = "application/vnd.jupyter.widget-view+json"
PNG = "image/png"
IMAGE = re.compile(r'<img src="data:image/png;base64,[\w+/=]*" alt="[^"<>]*">')


class StillPictures(Preprocessor):
    """Puts an image with alternative text in place of each output that holds one; other widgets stay as they are."""

    def preprocess(self, nb, resources):
        """The notebook, with its outputs changed, and the `resources` as they were."""
        outputs = [output for cell in nb.cells for output in cell.get("outputs", []) if "data" in output]
        for output in outputs:
            words = output.metadata.get(PNG, {}).get("alt")
            if words and PNG in output.data:
                output.data.pop(VIEW, None)
                output.data["text/html"] = image(output.data.pop(PNG), words)
            elif output.data.get("text/plain") == "":
                output.data.pop(VIEW, None)  # where nothing moves, it has nothing to show
        if not any(VIEW in output.data for output in outputs):
            nb.metadata.pop("widgets", None)  # what they would be made of
        return nb, resources


def image(png, words):
    """An HTML image of this base64 text that says these words where it is not seen."""
    return f'<img src="data:{PNG};base64,{"".join(png.split())}" alt="{escape(words)}">'


def clean(html):
    """What JupyterLab does with HTML unless told otherwise, except that an `image` stays: it cannot do any harm."""
    return html if IMAGE.fullmatch(html) else clean_html(html)
