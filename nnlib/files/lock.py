"""A lock, so that only one kernel at a time changes a file."""

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

PATIENCE = 10  # seconds; others hold the lock for a few milliseconds
PAUSE = 0.01  # seconds between two attempts
TAKEN = errno.EACCES, errno.EAGAIN, errno.EDEADLK  # how each system reports a lock that another process holds


@contextlib.contextmanager
def locked(path, patience=PATIENCE):
    """While the body runs, every other `locked` of the same file waits. Raises a TimeoutError if this one waits too long.

    The operating system keeps the lock, on a file beside `path`, and lifts it however the process ends, so no lock is
    left behind. Nothing is locked in the browser, where there is only one process, or on a disk without locks.
    """
    place = Path(os.path.realpath(path))
    place = place.with_name(f".{place.name}.lock")
    file = _locked_file(place, path, time.monotonic() + patience)
    try:
        yield
    finally:
        if file is not None:
            _remove(place)  # before we unlock it: no other kernel may lock a file that is about to go
            file.close()
            if os.name == "nt":  # where an open file cannot be removed
                _remove(place)


def _locked_file(place, path, end):
    """The lock file, open and locked; None where there are no locks."""
    if sys.platform == "emscripten":
        return None
    while True:
        try:
            file = open(place, "ab")
        except OSError as error:
            if error.errno not in TAKEN or os.name != "nt":  # Windows says this of a file that is being removed
                raise OSError(error.errno, error.strerror, str(path)) from None
        else:
            if _lock(file) and _is_still_there(file, place):
                return file
            file.close()
        if time.monotonic() > end:
            raise TimeoutError(f"another notebook has kept {path} locked for too long: stop its kernel, or try again")
        time.sleep(PAUSE)


def _lock(file):
    """Lock the file; False if another process holds the lock."""
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt is not None:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in TAKEN  # any other error means that this disk has no locks
    return True


def _is_still_there(file, place):
    """Whether this open file is still the one at this place: another kernel may have removed it before we locked it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(place))
    except FileNotFoundError:
        return False


def _remove(place):
    with contextlib.suppress(OSError):
        place.unlink()
