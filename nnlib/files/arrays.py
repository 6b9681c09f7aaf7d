"""Arrays in .npz files: inspected before they are read, and written completely or not at all."""

import math
import os
import stat
import zipfile

import numpy as np

from nnlib.files.whole import replacing

LARGEST = 64 * 2**20  # bytes that a compressed array may take in memory
KINDS = "biufU"  # of dtypes: numbers and text


class Unreadable(ValueError):
    """Why a file cannot be read, in words that complete "it cannot be read: ..."."""


def read(path, *names):
    """The arrays of these names in the .npz file at `path`, as a list; raises Unreadable if it holds anything else.

    A file that comes from elsewhere may be anything: a pipe that never ends, a small archive that unpacks to gigabytes, an
    object whose unpickling runs a program. So we first look at what each array claims to be, and never unpickle anything.
    """
    state = os.stat(path)
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable("it is a folder" if stat.S_ISDIR(state.st_mode) else "it is not an ordinary file")
    with open(path, "rb") as content:
        try:
            return _read_archive(content, names, state.st_size)
        except Unreadable:
            raise
        except Exception:  # zipfile, zlib and numpy each raise their own for a damaged file, none in a learner's words
            raise Unreadable("a part of it is missing or has been changed") from None


def _read_archive(content, names, size):
    beginning = content.read(6)
    if not beginning:
        raise Unreadable("it is empty")
    if beginning == b"\x93NUMPY":
        raise Unreadable("it holds a single array without a name")
    if not beginning.startswith(b"PK"):
        raise Unreadable("it is another kind of file, whatever its name says")
    with zipfile.ZipFile(content) as archive:
        present = set(archive.namelist())
        missing = [name for name in names if f"{name}.npy" not in present]
        if missing:
            raise Unreadable(f"it contains nothing called {missing[0]!r}")
        members = [archive.getinfo(f"{name}.npy") for name in names]
        for name, member in zip(names, members):
            _check(archive, name, member, size)
        return [_unpack(archive, member) for member in members]


def _check(archive, name, member, size):
    """Raise unless the header of this array fits its length, and its memory fits the file."""
    is_stored = member.compress_type == zipfile.ZIP_STORED  # as numpy.savez does: as large in memory as on the disk
    if not is_stored and member.compress_type != zipfile.ZIP_DEFLATED:
        raise Unreadable("it is packed in an unusual way")
    with archive.open(member) as content:
        if np.lib.format.read_magic(content) != (1, 0):  # in later versions the header itself may be gigabytes long
            raise Unreadable(f"its {name!r} has an unusual format")
        shape, _, dtype = np.lib.format.read_array_header_1_0(content)
        start = content.tell()
    if dtype.hasobject:
        raise Unreadable(f"its {name!r} holds Python objects, which are never loaded because they could run a program")
    if dtype.kind not in KINDS:
        raise Unreadable(f"its {name!r} holds neither numbers nor text")
    needed = math.prod(shape) * dtype.itemsize
    if start + needed != member.file_size or (is_stored and member.file_size > size):
        raise Unreadable("a part of it is missing or has been changed")
    if not is_stored and needed > LARGEST:
        raise Unreadable(f"its {name!r} would take {needed / 2**20:,.0f} MB of memory, and {LARGEST >> 20} MB is the limit")


def _unpack(archive, member):
    with archive.open(member) as content:
        array = np.lib.format.read_array(content, allow_pickle=False)
        content.read(1)  # reach the end, where zipfile compares the check sum
    return array


def write_whole(path, **arrays):
    """Write the arrays to an .npz file at `path`. A full disk or a dead kernel leaves the old file as it was."""
    with replacing(path) as file:
        np.savez(file, **arrays)
