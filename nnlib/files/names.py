"""The names that learners type for their files."""

import sys
from pathlib import Path, PureWindowsPath

SUFFIX = ".npz"


def with_suffix(name):
    """The path of this name, with .npz added if it is missing; raises a ValueError if it cannot be a name."""
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"the file needs a name, such as my_digits{SUFFIX}, but got {name!r}")
    if not name.isprintable():
        raise ValueError(f"{name!r} cannot be the name of a file: it contains characters that cannot be printed")
    try:
        path = Path(name.strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    except (ValueError, RuntimeError) as error:  # "/", for example, or the home of an unknown user
        raise ValueError(f"{name!r} cannot be the name of a file ({error})") from None


def kept_where():
    """Where the files are that learners save here, in a sentence."""
    if sys.platform == "emscripten":
        return "It stays in this browser, on this device, and nobody else can see it."
    return "It is in the folder of this notebook."


def in_this_folder(name):
    """Like `with_suffix`, for a name typed into a field: it must not lead out of the notebook's folder."""
    path, typed = with_suffix(name), PureWindowsPath(name.strip())  # which knows / and \ and C:
    if typed.anchor or ".." in typed.parts or name.strip().startswith("~"):
        raise ValueError(
            f"{name.strip()} is outside the folder of this notebook, and files that you save here stay in that folder. "
            "Type a name without “..”, “~” or a “/” at the beginning"
        )
    return path
