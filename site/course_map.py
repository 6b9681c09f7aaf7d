"""What the course says about itself, taken from where it says so: titles, questions, what one moves, minutes."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
README = ROOT / "README.md"
TEACHING = NOTEBOOKS / "TEACHING.md"

ROW = re.compile(r"^\| \[(\d\d) ([^\]]+)\]\(notebooks/(\w+)\.ipynb\) \| (.+) \|$", re.MULTILINE)  # in README's table
MOVED = re.compile(r"^\| (?:\[\*\*|\*\*)(\d\d)\*\*.*? \| .+? \| (.+) \|$", re.MULTILINE)  # on the map in notebook 00
MINUTES = re.compile(r"^### \[(\d\d)\]\(\S+\) .+ · (\d+) minutes$", re.MULTILINE)  # in TEACHING.md


@dataclass(frozen=True)
class Chapter:
    """A notebook of the course."""

    number: str  # "03"
    name: str  # "03_one_image"
    title: str  # its question
    shows: str  # what it shows, in a line
    moved: str  # what one moves in it
    minutes: int

    def read(self):
        """The built notebook."""
        return read(self.name)


def read(name):
    """The built notebook of this name."""
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def chapters():
    """All notebooks of the course, in order."""
    first = next(path for path in NOTEBOOKS.glob("00_*.ipynb"))
    prose = "\n".join(cell.source for cell in read(first.stem).cells if cell.cell_type == "markdown")
    moved = dict(MOVED.findall(prose))
    minutes = dict(MINUTES.findall(TEACHING.read_text(encoding="utf-8")))
    rows = ROW.findall(README.read_text(encoding="utf-8"))
    return [Chapter(number, name, title, shows, moved[number], int(minutes[number])) for number, title, name, shows in rows]
