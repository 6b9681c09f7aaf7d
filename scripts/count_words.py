"""Count the words of prose in the notebooks, so that their text can be seen to get shorter.

    python scripts/count_words.py              the words of each notebook
    python scripts/count_words.py REVISION     and those it had in this revision of git, such as main or HEAD~3

Prose is the text cells, without tables, folded parts and exercises; cards and pictures are code.
"""

import re
import subprocess
import sys

import build_notebooks
import jupytext

FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)
EXERCISES = re.compile(r"^## Exercises$.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
TABLE = re.compile(r"^\|.*$", re.MULTILINE)
UNREAD = re.compile(r"<[^>]*>|(?<=\])\([^)]*\)")  # marks of HTML, and where links lead
WORD = re.compile(r"\S*\w\S*")


def words(text):
    """How many words of prose this source of a notebook has."""
    cells = jupytext.reads(text, fmt="py:percent").cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for left_out in (FOLDED, EXERCISES, TABLE):
        prose = left_out.sub("", prose)
    return len(WORD.findall(UNREAD.sub(" ", prose)))


def earlier(source, revision):
    """The text that this file had in a revision; empty if there was none."""
    name = f"{revision}:./{source.name}"
    shown = subprocess.run(["git", "show", name], cwd=source.parent, capture_output=True, text=True, encoding="utf-8")
    return shown.stdout


def main():
    """Print a line for each notebook, and one for all."""
    revision = sys.argv[1] if len(sys.argv) > 1 else None
    sources = [source for source in build_notebooks.sources() if source.stem[:2].isdigit()]
    rows = [(source.stem, words(source.read_text(encoding="utf-8"))) for source in sources]
    if revision:
        rows = [(*row, words(earlier(source, revision))) for row, source in zip(rows, sources)]
    rows.append(("together", *map(sum, zip(*(counts for _, *counts in rows)))))
    print(f"{'':20}{'words':>7}" + (f"{revision:>12}{'change':>8}" if revision else ""))
    for name, now, *before in rows:
        print(f"{name:20}{now:7,}" + "".join(f"{then:12,}{now - then:+8,}" for then in before))


if __name__ == "__main__":
    main()
