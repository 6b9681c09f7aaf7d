"""Write the test of understanding for printing, before and after the course, and the key to it.

    python scripts/build_test.py

The sheets are in notebooks/, test_before.html and test_after.html; the key is in teaching/, apart from what learners get.
"""

import base64
import html
from pathlib import Path

from nnlib.exercises.understanding import DONT_KNOW, ITEMS, MISCONCEPTIONS, SHEETS, sheet
from nnlib.explorers.really.pictures import PICTURES
from nnlib.plots import style

ROOT = Path(__file__).resolve().parent.parent
KEY = ROOT / "teaching" / "key_of_the_test.md"
TITLE = "What is backpropagation really doing?"
LETTERS = "ABCDE"
LOOK = """body { max-width: 46em; margin: 2em auto; padding: 0 1em }
body { font: 12pt/1.4 Georgia, "DejaVu Serif", serif; color: #1a1f29 }
h1 { margin-bottom: 0 }
li { margin: 1.4em 0; break-inside: avoid }
li > p { margin: 0 0 0.4em; font-weight: bold }
ol ol { list-style: upper-alpha; padding-left: 2em }
ol ol li { margin: 0.15em 0 }
img { display: block; width: 26em; max-width: 100%; margin: 0.5em 0 }
@media print { body { margin: 0; font-size: 10.5pt } }"""


def paper(when):
    """The sheet of the test `when`, "before" or "after" the course, as a page of HTML that needs no other file."""
    questions = "\n".join(_question(item, choices) for item, choices in sheet(when))
    return f"""<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{TITLE} The test {when} the course</title>
<style>
{LOOK}
</style>
<h1>{TITLE}</h1>
<p>The test {when} the course. Name: ____________________</p>
<p>Choose one answer to each question. Rather than guess, choose the last.</p>
<ol>
{questions}
</ol>
</html>
"""


def _question(item, choices):
    picture = _picture(item.picture) if item.picture else ""
    offered = "\n".join(f"<li>{html.escape(choice)}</li>" for choice in [*choices, DONT_KNOW])
    return f"<li><p>{html.escape(item.question)}</p>{picture}\n<ol>\n{offered}\n</ol></li>"


def _picture(name):
    picture = PICTURES[name]()
    data = base64.b64encode(style.png(picture.figure)).decode()
    return f'\n<img alt="{html.escape(picture.words)}" src="data:image/png;base64,{data}">'


def key():
    """The key to both sheets, in Markdown: the right letters, and what each wrong answer shows."""
    return "\n".join(["# Key of the test", "", INTRODUCTION, *(line for when in SHEETS for line in _key_of(when))]) + "\n"


INTRODUCTION = (
    "For teachers. Written by `scripts/build_test.py`; the questions are in `nnlib/exercises/understanding/items.py`.\n"
    "Give learners the sheets, `notebooks/test_before.html` and `notebooks/test_after.html`, and not this page.\n"
    f"`TEACHING.md` says how to read the result. The last letter of each question is *{DONT_KNOW}*"
)


def _key_of(when):
    items = sheet(when)
    right = [LETTERS[choices.index(item.right)] for item, choices in items]
    yield from ("", f"## {when.capitalize()} the course", "")
    yield " · ".join(f"{number} **{letter}**" for number, letter in enumerate(right, 1))
    for number, (item, choices) in enumerate(items, 1):
        notebook, section = item.see
        yield from ("", f"**{number}.** {item.question}", "")
        for letter, choice in zip(LETTERS, choices):
            shows = "**right**" if item.is_right(choice) else f"*{MISCONCEPTIONS[item.wrong[choice]].belief}*"
            yield f"- {letter} {choice} → {shows}"
        yield f"- Look again at {notebook}: {section}"


def table():
    """Where the answer to each question can be found, as a table in Markdown for TEACHING.md."""
    rows = ["| Question | Where the answer is |", "|---|---|"]
    for item in ITEMS:
        notebook, section = item.see
        link = f"[{notebook[:2]}: {section}]({notebook}.ipynb#{section.replace(' ', '-')})"
        rows.append(f"| {item.question} | {link} |")
    return "\n".join(rows)


def pages():
    """All files of the test: a dict from their paths to their texts."""
    return {ROOT / "notebooks" / f"test_{when}.html": paper(when) for when in SHEETS} | {KEY: key()}


def main():
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
    print(f"\nIn TEACHING.md, under *The test before and after*:\n\n{table()}")


if __name__ == "__main__":
    main()
