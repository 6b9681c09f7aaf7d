"""One kernel at a time changes a file."""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, and in some browsers
    fcntl = None
try:
    import msvcrt
except ImportError:  # everywhere else
    msvcrt = None

PATIENCE = 10  # seconds; others hold the lock for a few thousandths of one
PAUSE = 0.01  # seconds between two attempts
TAKEN = errno.EACCES, errno.EAGAIN, errno.EDEADLK  # what the systems say of a lock that another process has


@contextlib.contextmanager
def locked(path, patience=PATIENCE):
    """While the body runs, every other `locked` of the same file waits; a TimeoutError if this one waits too long.

    The system keeps the lock, on a file beside `path`, and lifts it when a process ends in whatever way: there are no
    stale locks. In the browser, where there is one process, and on disks without locks nothing is locked.
    """
    place = Path(os.path.realpath(path))
    place = place.with_name(f".{place.name}.lock")
    file = _locked_file(place, path, time.monotonic() + patience)
    try:
        yield
    finally:
        if file is not None:
            _remove(place)  # while it is locked, so that nobody locks a file that is about to go
            file.close()
            if os.name == "nt":  # where a file that is open cannot be removed
                _remove(place)


def _locked_file(place, path, end):
    """The lock file, open and locked; None where there are no locks."""
    if sys.platform == "emscripten":
        return None
    while True:
        try:
            file = open(place, "ab")
        except OSError as error:
            if error.errno not in TAKEN or os.name != "nt":  # Windows says so of a file that is being removed
                raise OSError(error.errno, error.strerror, str(path)) from None
        else:
            if _lock(file) and _is_still_there(file, place):
                return file
            file.close()
        if time.monotonic() > end:
            raise TimeoutError(f"another notebook has kept {path} locked for too long: stop its kernel, or try again")
        time.sleep(PAUSE)


def _lock(file):
    """Whether nobody else has locked it."""
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt is not None:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in TAKEN  # anything else: this disk has no locks
    return True


def _is_still_there(file, place):
    """Whether this open file is the one at this place: the one before may have been removed after it was opened."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(place))
    except FileNotFoundError:
        return False


def _remove(place):
    with contextlib.suppress(OSError):
        place.unlink()
