"""Write a file, or a new folder, whole or not at all; and one command at a time."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LONGEST_NAME = 255  # bytes of a file's name, on every common system


class BusyError(Exception):
    """Another command writes to the same place at this moment."""


# One at a time


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock, the file ``path``, while something is read and written.

    The system lets go of it when the process ends, however it ends. Raises BusyError if
    another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
            # The one before us may have deleted the file between our opening and our locking.
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                break
        except OSError as fault:
            os.close(handle)
            if fault.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise BusyError(str(path)) from None
            raise
        os.close(handle)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows deletes no file that is open
            path.unlink()
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# A file


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what a link leads to is written, and the link stays.

    Raises OSError, and the file is as it was.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = hidden_beside(path)
    try:
        flushed(beside, content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    flush_folder(path.parent)


def make(path: Path, content: bytes) -> None:
    """Write a file as ``write`` does, but raise FileExistsError if it is there."""
    beside = hidden_beside(path)
    try:
        flushed(beside, content)
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:  # a disk without such links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            beside.rename(path)
    finally:
        with suppress(OSError):
            beside.unlink()
    flush_folder(path.parent)


def make_all(files: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none: the disk takes each before one has its name.

    Raises FileExistsError if one is there, or OSError; then none is left. After a kill each
    file is there whole or not at all, and a second run makes those that are missing.
    """
    made: list[Path] = []
    for path in files:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for path, content in files.items():
            flushed(hidden_beside(path), content)
        for path, content in files.items():
            make(path, content)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    finally:
        for path in files:
            with suppress(OSError):
                hidden_beside(path).unlink()


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with some files, all of them or none."""
    beside = hidden_beside(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    forget(beside)
    try:
        for name, content in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            flushed(beside / name, content)
        beside.rename(folder)
    except OSError:
        forget(beside)
        raise
    flush_folder(folder.parent)


def hidden_beside(path: Path) -> Path:
    """Return the place where something is written before it has its name.

    The name is hidden, so that it is never taken for a seed, and always the same: what a
    killed command left is written over. A long name leaves no room for more, hence the hash.
    """
    name = f".{path.name}.unfinished"
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}.unfinished"
    return path.with_name(name)


def flushed(path: Path, content: bytes) -> None:
    """Write a file and let it reach the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Let a renaming reach the disk, where the system can be asked to."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as fault:
            if fault.errno != errno.EINVAL:  # some disks of a network know no such thing
                raise
        finally:
            os.close(handle)


def forget(folder: Path) -> None:
    """Delete a folder that a command made for itself, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
