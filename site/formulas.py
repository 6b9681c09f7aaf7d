"""Sets formulas when the site is built: a page brings them along as text and fonts, and runs nothing to show them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import fetch

HERE = Path(__file__).resolve().parent
KATEX = {
    "name": "katex",
    "version": "0.16.22",
    "integrity": "sha512-XCHRdUw4lf3SKBaJe4EvgqIuWwkPSo9XoeO8GjQW94Bp7TWv9hNhzZjZ+OH9yf1UmLygb7DIT5GSFQiyt16zYg==",
}

# Code is left as it is, whatever dollars it holds.
FORMULA = re.compile(r"(?P<code>```.*?```|`[^`]+`)|\$\$(?P<display>[^$]+)\$\$|\$(?P<inline>[^$]+)\$", re.DOTALL)
PLACE = "\ue000{}\ue001"  # characters that no text uses, and that Markdown takes for letters
PLACES = re.compile("\ue000([0-9]+)\ue001")


class Formulas:
    """All formulas of the site. `hide` leaves their places in a text, and `show` puts them there, set, after Markdown."""

    def __init__(self):
        self._asked = []  # {"tex": …, "display": …}, in the order of their numbers
        self._set = []

    def hide(self, text):
        """The text with a place for each formula, written $…$ or $$…$$."""
        return FORMULA.sub(self._hidden, text)

    def show(self, html):
        """The page with its formulas."""
        if len(self._set) < len(self._asked):
            self._set += set_formulas(self._asked[len(self._set) :])
        return PLACES.sub(lambda place: self._set[int(place[1])], html)

    def _hidden(self, match):
        if match["code"]:
            return match[0]
        formula = {"tex": match["display"] or match["inline"], "display": match["display"] is not None}
        if formula not in self._asked:
            self._asked.append(formula)
        return PLACE.format(self._asked.index(formula))


def set_formulas(formulas):
    """The HTML of each formula, for the eye, and as MathML for the ear. Raises a ValueError that names a wrong one."""
    node = shutil.which("node")
    if node is None:
        raise fetch.Vanished("node is needed to set the formulas of the site, and is not installed: please install Node.js.")
    command = [node, HERE / "formulas.js", katex() / "katex.mjs"]
    done = subprocess.run(command, input=json.dumps(formulas), capture_output=True, encoding="utf-8")
    if done.returncode:
        raise ValueError(f"The formulas could not be set: {done.stderr.strip()}")
    return json.loads(done.stdout)


def write_assets(folder):
    """Write katex.css and the fonts that it names into `folder`."""
    style = (katex() / "katex.min.css").read_text(encoding="utf-8")
    # Every browser of the last ten years takes the first of the three formats that are offered.
    style = re.sub(r'src:(url\(fonts/[\w-]+\.woff2\) format\("woff2"\))[^}]*', r"src:\1", style)
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "katex.css").write_text(style, encoding="utf-8")
    for name in set(re.findall(r"fonts/([\w-]+\.woff2)", style)):
        shutil.copyfile(katex() / "fonts" / name, folder / "fonts" / name)


def katex():
    """The folder with KaTeX, unpacked once."""
    folder = fetch.cache() / f"katex-{KATEX['version']}"
    archive = fetch.npm(**KATEX)
    if not folder.exists():
        fetch.extract(archive, folder, "package/dist/")
    return folder
