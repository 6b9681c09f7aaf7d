"""The pictures of the built notebooks as files, and the texts that belong to them."""

import base64
import io
import re
import zlib
from dataclasses import dataclass
from html import escape

from PIL import Image, ImageChops, ImageOps, ImageStat

from nnlib import colours
from nnlib.widgets.predict import covered_rows

CARD = re.compile(
    r"(?P<eyebrow>Predict before you read on|Before we go on): (?P<question>.+?)(?P<choices>(?:\n  \d\. .+)*)"
    r"(?P<reasons>(?:\n  because .+)*)\n\nAnswer: (?P<answer>.+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Card:
    """A question that is to be answered before one reads on."""

    eyebrow: str
    question: str
    choices: list[str]  # empty if a number is asked
    answer: str

    @classmethod
    def parse(cls, text):
        """The card with this text, as `Predict.summary` writes it; None if it is another text."""
        if found := CARD.fullmatch(text):
            choices = re.findall(r"\n  \d\. (.+)", found["choices"])
            return cls(found["eyebrow"], found["question"], choices, found["answer"])

    def rows(self, width, height):
        """Which rows of the card's still hold the picture that stays covered until the learner has decided."""
        return covered_rows(width, height, self.question, self.choices, self.answer)


def decode(data):
    """The picture in an output, from base 64."""
    return Image.open(io.BytesIO(base64.b64decode(data)))


def rows_of(picture, rows):
    """A part of a picture: some of its rows."""
    return picture.crop((0, rows.start, picture.width, rows.stop))


def on_stage(picture):
    """The part of a picture that stands on the dark stage; None if it hardly has one."""
    stage = Image.new("RGB", picture.size, colours.STAGE)
    apart = ImageChops.difference(picture.convert("RGB"), stage).convert("L")
    mask = apart.point(lambda distance: 255 if distance < 8 else 0)
    box = mask.getbbox()
    # In a part that is a stage, most pixels have its colour; dark lines on a light ground have it here and there.
    return picture.crop(box) if box and ImageStat.Stat(mask.crop(box)).mean[0] > 128 else None


def thumbnail(pictures, size):
    """A picture of this size for a notebook with these pictures: the richest one on the dark stage, or else the richest."""
    staged = [part for part in map(on_stage, pictures) if part]
    richest = max(staged or pictures, key=lambda picture: len(zlib.compress(picture.convert("L").tobytes())))
    ground = colours.STAGE if staged else colours.GROUND
    return ImageOps.pad(richest.convert("RGB"), size, Image.Resampling.LANCZOS, color=ground)


class Folder:
    """Where the pictures go: `path` on disk is `address` in the pages."""

    def __init__(self, path, address):
        self.path, self.address = path, address
        path.mkdir(parents=True, exist_ok=True)

    def image(self, picture, name, description):
        """Write a picture, and return the HTML that shows it once it comes into view."""
        return self._written(picture, f"{name}.png", description, optimize=True)

    def small_image(self, picture, name, description):
        """The same for a picture in which no detail matters, in a third of the bytes."""
        return self._written(picture, f"{name}.webp", description, quality=75, method=6)

    def _written(self, picture, file, description, **how):
        picture.save(self.path / file, **how)
        size = f'width="{picture.width}" height="{picture.height}"'
        return f'<img src="{self.address}/{file}" {size} loading="lazy" decoding="async" alt="{escape(description)}">'
