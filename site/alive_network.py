"""The living network of the front page: NetworkView and DrawingPad with numbers from JavaScript instead of Python.

`build(out)` writes out/alive/, `fragment()` is the HTML that a page beside this folder puts in. Run alone, it makes a small
page to look at: python site/alive_network.py build/alive
"""

import re
import shutil
import sys
import zlib
from pathlib import Path

import numpy as np

from nnlib import load_mnist, snapshot
from nnlib.widgets import assets

SOURCE = Path(__file__).resolve().parent / "alive"
WIDGETS = "../../nnlib/widgets/js/"  # as the modules in SOURCE write it
OURS = re.compile(rf'from "{re.escape(WIDGETS)}([\w/]+)\.js";')

FIRST = 1  # the test digit that is there at the start: a 2, the one that notebook 01 begins with
PER_LABEL, MISREAD = 40, 4  # test digits of each label, and how many of them the trained network gets wrong


def chosen_digits(seed=2):
    """The places of the digits in the test set, in the order in which they are shown."""
    test, rng = load_mnist().test, np.random.default_rng(seed)
    is_right = snapshot(20).output(test.images).argmax(axis=0) == test.labels
    chosen = []
    for label in range(10):
        for wanted, count in ((False, MISREAD), (True, PER_LABEL - MISREAD)):
            places = np.flatnonzero((test.labels == label) & (is_right == wanted))
            chosen.append(rng.choice(places[places != FIRST], count, replace=False))
    return np.concatenate([[FIRST], rng.permutation(np.concatenate(chosen))])


def data():
    """What data.js reads: the parameters of both networks, then the numbers, the pixels and the labels of the digits."""
    test, places = load_mnist().test, chosen_digits()
    networks = [snapshot(epochs).parameters.astype("<f4") for epochs in (0, 20)]
    parts = [*networks, places.astype("<u2"), test.images.rows[places], test.labels[places].astype(np.uint8)]
    return zlib.compress(b"".join(part.tobytes() for part in parts), 9)


def modules():
    """Name and text of every JavaScript module in alive/: our own, and those of the widgets that they import."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(SOURCE.glob("*.js"))}
    borrowed = sorted({name for text in texts.values() for name in OURS.findall(text)})
    for name, text in texts.items():
        yield name, text.replace(f'"{WIDGETS}', '"./widgets/')
    for name in borrowed:
        yield f"widgets/{name}.js", _borrowed(name)


def _borrowed(name):
    """A module of the widgets: of a whole widget with everything that it imports, so that a page needs one file of it."""
    path = assets.HERE / "js" / f"{name}.js"
    return path.read_text("utf-8") if name.startswith("shared/") else assets.script(name)


def style():
    """All the CSS in one file."""
    return assets.style("network_view", "drawing_pad") + "\n" + (SOURCE / "alive.css").read_text("utf-8")


def build(out):
    """Write the folder out/alive; returns its size in bytes."""
    folder = Path(out) / "alive"
    shutil.rmtree(folder, ignore_errors=True)
    files = {name: text.encode() for name, text in modules()} | {"alive.css": style().encode(), "data.bin": data()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sum(map(len, files.values()))


def fragment():
    """The living network as HTML, for a page that lies beside the folder alive/."""
    html = (SOURCE / "alive.html").read_text("utf-8")
    needed = "".join(f'<link rel="modulepreload" href="alive/{name}" />\n' for name, _ in modules())
    head = f'<link rel="stylesheet" href="alive/alive.css" />\n{needed}'
    return f'{head}{html}<script type="module" src="alive/alive.js"></script>\n'


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>A network that is alive</title>
<link rel="icon" href="data:," />
<style>body {{ margin: 0; padding: 12px; }}</style>
</head>
<body>
<main>
{fragment}</main>
</body>
</html>
"""


def main(out):
    """Make a small page with nothing but the living network."""
    out = Path(out)
    size = build(out)
    (out / "index.html").write_text(PAGE.format(fragment=fragment()), "utf-8")
    print(f"{out / 'index.html'}: the living network, {size / 1000:.0f} kB. Look at it by: python -m http.server -d {out}")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["build/alive"])
