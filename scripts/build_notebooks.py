"""Build notebooks/NN_name.ipynb, with outputs, from notebooks/source/NN_name.py (jupytext's percent format).

    python scripts/build_notebooks.py [NAME ...]     run and write the notebooks with these names, or all
    python scripts/build_notebooks.py --check        say whether the built notebooks match their sources, without running

The same source and pictures give the same bytes, and a notebook is written only if its bytes change.
"""

import argparse
import base64
import hashlib
import os
import re
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

# The same as in the Makefile, because another number of threads would change the last digits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
FOLDERS = re.compile(r"[~/][\w./-]*/(?=nnlib/)")  # the path of nnlib on this machine, in a traceback
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
MINUTES = re.compile(r"^\| ([^|]+) \| (\d+) \|", re.MULTILINE)  # in the tables of TEACHING.md
LONGEST_CELL = 15  # lines
LARGEST_STILL = 150_000  # bytes
WIDEST_STILL = 1280  # pixels


# ---- source and built


def sources(names=()):
    """The source files of the notebooks with these names, or of all notebooks."""
    found = {path.stem: path for path in sorted((NOTEBOOKS / "source").glob("*.py"))}
    unknown = [name for name in names if Path(name).stem not in found]
    if unknown:
        sys.exit(f"no such notebook: {', '.join(unknown)}. There are: {', '.join(found)}")
    return [found[Path(name).stem] for name in names] or list(found.values())


def built(source):
    """The path of the notebook built from this source file."""
    return source.parent.parent / f"{source.stem}.ipynb"


def read(source):
    """The notebook in this source file, without outputs. Headings know how many minutes a class needs for their section."""
    notebook = jupytext.read(source, fmt="py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat_minor = 5
    minutes = minutes_of_sections(source.stem)
    seen = []
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)
        if found := minutes.get(next(iter(SECTION.findall(cell.source)), None)):
            cell.metadata["nnlib"] = {"minutes": found}
        # Ids come from the content, so that an edit changes only one; the count distinguishes equal cells.
        content = f"{cell.cell_type} {cell.source}"
        cell.id = hashlib.sha256(f"{content} {seen.count(content)}".encode()).hexdigest()[:8]
        seen.append(content)
    return notebook


def minutes_of_sections(name):
    """How long a class needs for each section of the notebook with this name, as TEACHING.md says: heading -> minutes."""
    page = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
    entry = re.search(rf"^### \[\d\d\]\({name}\.ipynb\)(.*?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL)
    return {section: int(time) for section, time in MINUTES.findall(entry[1])} if entry else {}


def matches(source):
    """Whether the built notebook has the same cells as its source: kinds, texts, tags and ids, in the same order."""
    if not built(source).exists():
        return False
    notebooks = read(source), nbformat.read(built(source), as_version=4)
    ours, theirs = ([(cell.cell_type, cell.source, cell.metadata, cell.id) for cell in nb.cells] for nb in notebooks)
    return ours == theirs


# ---- run and clean


def run(notebook, folder=NOTEBOOKS):
    """Run the notebook in a fresh kernel whose working directory is `folder`, and fill in its outputs."""
    keep = dict(store_widget_state=False, record_timing=False, coalesce_streams=True)
    # This silences the kernel's warning that its local connection is not encrypted.
    start = dict(kernel_name="python3", timeout=120, extra_arguments=["--log-level=ERROR"])
    NotebookClient(notebook, resources={"metadata": {"path": folder}}, **keep, **start).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    return notebook


def clean(notebook):
    """Remove views that need a running kernel, and paths of this machine from tracebacks."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            # For a saved view, JupyterLab would show "model not found" instead of the still picture beside it.
            output.get("data", {}).pop(WIDGET_VIEW, None)
            if output.output_type == "error":
                output.traceback = [FOLDERS.sub("", line) for line in output.traceback]
    return notebook


def write(notebook, path):
    """Write the notebook unless the file already holds the same text; return whether it was written."""
    text = nbformat.writes(notebook).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


# ---- limits


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def violations(notebook):
    """A sentence for each limit that a built notebook exceeds."""
    code = code_cells(notebook)
    prose = len(notebook.cells) - len(code)
    if prose < len(code):
        yield f"{prose} cells of prose for {len(code)} of code: there should be at least as many"
    for number, cell in enumerate(code, start=1):
        for problem in _cell_violations(cell):
            yield f"code cell {number} {problem}"


def _cell_violations(cell):
    lines = len(cell.source.splitlines())
    if lines > LONGEST_CELL:
        yield f"has {lines} lines, more than {LONGEST_CELL}"
    for output in cell.outputs:
        if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
            yield f"fails: {output.ename}: {output.evalue}"
        if output.get("name") == "stderr":
            yield f"prints to stderr: {output.text.strip()[:200]}"
        if "image/png" in output.get("data", {}):
            yield from _still_violations(base64.b64decode(output.data["image/png"]))


def _still_violations(png):
    width = int.from_bytes(png[16:20], "big")  # the first chunk of every PNG is its header: width, height, ...
    if len(png) > LARGEST_STILL:
        yield f"has a picture of {len(png):,} bytes, more than {LARGEST_STILL:,}"
    if width > WIDEST_STILL:
        yield f"has a picture {width} pixels wide, more than {WIDEST_STILL}"


# ---- command line


def build(source):
    """Build one notebook and report; return whether it is within the limits."""
    try:
        notebook = clean(run(read(source)))
    except CellExecutionError as error:
        print(f"{built(source).name}: NOT WRITTEN, a cell fails\n{error}")
        return False
    problems = list(violations(notebook))
    print(f"{built(source).name}: {'written' if write(notebook, built(source)) else 'unchanged'}")
    for problem in problems:
        print(f"  {problem}")
    return not problems


def check(source):
    """Report on one notebook without running it; return whether it matches its source."""
    same = matches(source)
    print(f"{built(source).name}: {'matches' if same else 'DIFFERS FROM'} {source.name}")
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="such as 01_the_network; all if none is given")
    parser.add_argument("--check", action="store_true", help="compare the built notebooks with their sources, run nothing")
    arguments = parser.parse_args()
    act = check if arguments.check else build
    sys.exit(not all([act(source) for source in sources(arguments.names)]))


if __name__ == "__main__":
    main()
