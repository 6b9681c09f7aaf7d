"""python -m nnlib FOLDER copies the notebooks of the course into FOLDER and opens the first one in JupyterLab."""

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path

from nnlib import course

# JupyterLab keeps what is open, and where, as a workspace. The course has one of its own, so that it can begin with the list
# of files folded up, one click away: the pictures need the room. What a user then changes is kept, and so is their own one.
WORKSPACE = "backpropagation"
FOLDED = {"left": {"collapsed": True, "visible": True}, "right": {"collapsed": True, "visible": True}}


def files():
    """The files of the course."""
    folder = course.folder()
    return [*sorted(folder.glob("*.ipynb")), folder / "TEACHING.md", *sorted(folder.glob("test_*.html"))]


def copy(files, folder):
    """Copy the files into the folder, but overwrite none; return the names of those already there that differ."""
    folder.mkdir(parents=True, exist_ok=True)
    differ = []
    for file in files:
        try:
            with open(folder / file.name, "xb") as new:
                new.write(file.read_bytes())
        except FileExistsError:
            if (folder / file.name).read_bytes() != file.read_bytes():
                differ.append(file.name)
    return differ


def has_display():
    """Whether a browser could open here: not in continuous integration, nor on a Linux without a screen."""
    linux = sys.platform.startswith("linux")
    return "CI" not in os.environ and (not linux or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))))


def lab_options(folder):
    """The options with which JupyterLab opens the first notebook in this folder."""
    here = Path.cwd()
    root = here if folder.is_relative_to(here) else folder
    yield f"--ServerApp.root_dir={root}"
    yield f"--LabApp.default_url=/lab/workspaces/{WORKSPACE}/tree/{(folder / course.FIRST).relative_to(root).as_posix()}"
    yield "--LabApp.news_url=None"  # a class does not need a pop-up about news
    yield "--log-level=WARN"  # which still prints the address
    if not has_display():
        yield "--no-browser"
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # as in a container
        yield "--allow-root"


def make_room():
    """Make the workspace of the course, unless there is one."""
    from jupyterlab.commands import get_workspaces_dir
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    workspaces = WorkspacesManager(get_workspaces_dir())
    if not workspaces.load(WORKSPACE)["data"]:
        workspace = {"data": {"layout-restorer:data": FOLDED}, "metadata": {"id": WORKSPACE}}
        workspaces.save(WORKSPACE, json.dumps(workspace))


def open_lab(folder, options):
    """Start JupyterLab in this process, until it is stopped."""
    try:
        from jupyterlab.labapp import main
    except ImportError:
        sys.exit("JupyterLab is not installed. Please run: pip install 'nnlib[notebooks]'")
    with contextlib.suppress(OSError, ValueError):  # it only takes a click more
        make_room()
    # JupyterLab can check whether an event names an international address, but none does. Preparing for that check would
    # take longer than the rest of the start.
    sys.modules.setdefault("rfc3987_syntax", None)
    # Every kernel multiplies its matrices in one thread: ours are so small that a second thread mostly waits, a class
    # shares one server, and the same seed then gives the same numbers everywhere, down to the last digit.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # With this, each kernel can say which cell to run first, even before any cell of the course has run.
    os.environ.setdefault("PYTHONSTARTUP", str(Path(__file__).with_name("startup.py")))
    sys.exit(main([*lab_options(folder), *options]))


def main():
    parser = argparse.ArgumentParser(
        prog="python -m nnlib",
        description="Copy the notebooks of the course into FOLDER, and open the first one in JupyterLab.",
        epilog="All other options go to JupyterLab, for example --no-browser or --port=9999.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="made if it does not exist; files in it are kept")
    parser.add_argument("--copy-only", action="store_true", help="do not start JupyterLab")
    arguments, for_lab = parser.parse_known_args()
    folder = arguments.folder.expanduser().resolve()
    if arguments.copy_only and for_lab:
        parser.error(f"unknown with --copy-only: {' '.join(for_lab)}")
    try:
        differ = copy(files(), folder)
    except OSError as error:
        sys.exit(f"The notebooks could not be copied: {error}")
    print(f"The notebooks are in {folder}.")
    for name in differ:
        print(f"Kept your own {name}. For the original, move yours out of the way and run this again.")
    sys.stdout.flush()
    if not arguments.copy_only:
        open_lab(folder, for_lab)


if __name__ == "__main__":
    main()
