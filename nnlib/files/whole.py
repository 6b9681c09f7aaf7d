"""Files that are written completely or not at all."""

import contextlib
import os
import sys
from pathlib import Path


@contextlib.contextmanager
def replacing(path):
    """A file of bytes to write to, which takes the place of the one at `path` once the body has ended without an error.

    A full disk or a dead kernel leaves the old file as it was. If `path` is a symbolic link, the file to which it leads is
    replaced; a ValueError says that there is something other than a file.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise ValueError(f"{path} already exists, and it is not an ordinary file")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(draft, "wb") as file:
            yield file
        if sys.platform == "emscripten":  # a file that another has replaced there cannot be removed later
            target.unlink(missing_ok=True)
        os.replace(draft, target)
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error  # names the file that was asked for, not the draft
    finally:
        draft.unlink(missing_ok=True)
