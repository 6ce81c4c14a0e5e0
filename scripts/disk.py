"""Write files so that a crash, a full disk or a second command leaves the old ones whole.

A file is written beside its place, flushed to the disk, and renamed. So is a folder, with
a list of what was written into it: only what stands there, unchanged, is ever deleted.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.language.words import plural
from reader.model import Problem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LIST = ".annotated-reader.sha256"
HEAD = "# What the annotated reader wrote here. Nothing else is ever deleted or replaced."
SHOWN = 10  # strange files that are named; the others are counted
LONGEST_NAME = 255  # bytes of a file's name, on every common system
SWAP = 2  # of both systems: exchange two names
HERE = -100  # of Linux: names are relative to the folder one is in


class BusyError(Exception):
    """Another command writes to the same place at this moment."""


class StrangeError(Exception):
    """A folder holds what no command wrote into it; ``paths`` are its files and folders."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(str(paths[0]))
        self.paths = paths


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
    beside = _beside(path)
    try:
        _flushed(beside, content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(path.parent)


def make(path: Path, content: bytes) -> None:
    """Write a file as ``write`` does, but raise FileExistsError if it is there."""
    beside = _beside(path)
    try:
        _flushed(beside, content)
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
    _flush_folder(path.parent)


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with some files, all of them or none."""
    beside = _beside(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget(beside)
    try:
        for name, content in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            _flushed(beside / name, content)
        beside.rename(folder)
    except OSError:
        _forget(beside)
        raise
    _flush_folder(folder.parent)


def _beside(path: Path) -> Path:
    """Return the place where something is written before it has its name.

    The name is hidden, so that it is never taken for a seed, and always the same: what a
    killed command left is written over. A long name leaves no room for more, hence the hash.
    """
    name = f".{path.name}.unfinished"
    if len(os.fsencode(name)) > LONGEST_NAME:
        name = f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()}.unfinished"
    return path.with_name(name)


def _flushed(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
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


# A folder


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Hold a folder that is to be replaced; give one beside it to work in.

    Raises BusyError, StrangeError or OSError before anything is done. What is left in the
    folder to work in is deleted in the end, and by the next command after a kill.
    """
    folder = Path(os.path.realpath(folder))
    if folder == folder.parent:
        raise StrangeError([folder])
    work = _beside(folder)
    with alone(work.with_suffix(".lock")):
        _recover(folder, work)
        if paths := strange(folder):
            raise StrangeError(paths)
        try:
            work.mkdir(exist_ok=True)
            # The name is new each time: what a killed command had begun may still write.
            yield Path(tempfile.mkdtemp(prefix="made-", dir=work))
        finally:
            if not (work / "old").exists():
                shutil.rmtree(work, ignore_errors=True)


def replace(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put files in place of a folder, within ``replacing``; return what was strange and is kept.

    Raises OSError or StrangeError, and the folder is as it was.
    """
    folder = Path(os.path.realpath(folder))
    work = _beside(folder)
    new, old = work / "new", work / "old"
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    written = {**files, LIST: "\n".join((HEAD, *sums, "")).encode()}
    for name, content in written.items():  # the list comes last: with it the folder is complete
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        _flushed(new / name, content)
    if paths := strange(folder):
        raise StrangeError(paths)
    if not folder.exists():
        new.rename(folder)
    elif _exchanged(new, folder):
        new.rename(old)
    else:
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    _flush_folder(folder.parent)
    try:
        return _deleted(old)
    except OSError:  # the new one stands all the same
        return (old,)


def strange(folder: Path) -> list[Path]:
    """Return what a folder holds that is not as a command wrote it; an empty one holds nothing."""
    if not os.path.lexists(folder):
        return []
    if not folder.is_dir() or folder.is_symlink():
        return [folder]
    known = _listed(folder)
    folders = {parent for name in known for parent in (folder / name).parents}
    return [
        path
        for path in sorted(_walk(folder))
        if path not in folders and not _is_own(path, known.get(path.relative_to(folder).as_posix()))
    ]


def _walk(folder: Path) -> Iterator[Path]:
    """Return everything below a folder; what a link leads to is not below it."""
    for name, folders, files in os.walk(folder, onerror=_raise):
        yield from (Path(name) / part for part in (*folders, *files))


def _raise(fault: OSError) -> None:
    raise fault


def _is_own(path: Path, digest: str | None) -> bool:
    if digest is None or path.is_symlink() or not path.is_file():
        return False
    return digest in ("", hashlib.sha256(path.read_bytes()).hexdigest())


def _listed(folder: Path) -> dict[str, str]:
    """Return what a command wrote into a folder, each with its hash; the list itself has none."""
    path = folder / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    if lines[:1] != [HEAD]:
        return {}
    pairs = (line.partition("  ") for line in lines[1:])
    return {LIST: "", **{name: digest for digest, _, name in pairs}}


def _recover(folder: Path, work: Path) -> None:
    """Finish what a killed command began."""
    new, old = work / "new", work / "old"
    if old.exists() and not os.path.lexists(folder):
        old.rename(folder)
    if (new / LIST).exists() and not old.exists():
        new.rename(old)  # complete: it is the old folder, or was never put in its place
    if old.exists():
        _deleted(old)
    if old.exists():
        raise StrangeError(strange(old) or [old])
    _forget(new)
    shutil.rmtree(work, ignore_errors=True)


def _deleted(folder: Path) -> tuple[Path, ...]:
    """Delete what a command wrote into a folder, if there is one; return what is left of it."""
    if not folder.exists():
        return ()
    for name, digest in _listed(folder).items():
        if name != LIST and _is_own(folder / name, digest):
            (folder / name).unlink()
    left = strange(folder)
    if not left:
        # Under another name first: half deleted, without its list, it would look strange.
        gone = Path(tempfile.mkdtemp(prefix="made-", dir=folder.parent))
        folder.rename(gone / folder.name)
        shutil.rmtree(gone, ignore_errors=True)
    return tuple(left)


def _forget(folder: Path) -> None:
    """Delete a folder that a command made for itself, if it is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; return whether the system can do that.

    Python has no function for it. Without it a kill may fall between two renamings; then
    the next command takes the second step.
    """
    library = ctypes.CDLL(None) if sys.platform in ("linux", "darwin") else None
    names = os.fsencode(one), os.fsencode(other)
    if function := getattr(library, "renameat2", None):
        return bool(function(HERE, names[0], HERE, names[1], SWAP) == 0)
    if function := getattr(library, "renamex_np", None):
        return bool(function(*names, SWAP) == 0)
    return False


# What to say


def busy(path: Path) -> Problem:
    """Return the problem that another command is at work."""
    message = "another command is writing here at this moment; nothing was written"
    return Problem(
        path.as_posix(), 1, "busy", message, "wait until it is done, then run this again"
    )


def not_ours(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return the problems of a folder that holds what no command wrote, each by its name."""
    fix = (
        "choose a new or an empty folder, or move this away; what the site is to hold besides "
        "has its place in docs/"
    )
    more = len(paths) - SHOWN
    others = f" (and {plural(more, 'other')})" if more > 0 else ""
    message = f"no command wrote this, or it was changed since then{others}; nothing was written"
    return tuple(
        Problem(path.as_posix(), 1, "folder-not-empty", message, fix) for path in paths[:SHOWN]
    )


def kept(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return the warnings about what appeared in the old folder while the new one was made."""
    message = "this was put into the old folder while the new one was made; it is kept here"
    return tuple(
        Problem(path.as_posix(), 1, "folder-not-empty", message, "move it away", "warning")
        for path in paths
    )


def unwritable(path: Path, fault: OSError) -> Problem:
    """Return the problem of something that the disk did not take."""
    message = f"cannot write {path}: {fault.strerror or fault}; what was there is kept"
    fix = "choose a folder that can be made or written to, or make room on the disk"
    return Problem(path.as_posix(), 1, "unwritable", message, fix)
