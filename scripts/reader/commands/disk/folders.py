"""Replace a folder in one step.

A list says what was written into it: only what stands there, unchanged, is ever deleted.
The name of a folder, or a marker in it, would give leave to delete whatever else lies there.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.commands.disk.files import alone, flush_folder, flushed, forget, hidden_beside

LIST = ".annotated-reader.sha256"
HEAD = "# What the annotated reader wrote here. Nothing else is ever deleted or replaced."
SWAP = 2  # of both systems: exchange two names
HERE = -100  # of Linux: names are relative to the folder one is in


class StrangeError(Exception):
    """A folder holds what no command wrote into it; ``paths`` are its files and folders."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(str(paths[0]))
        self.paths = paths


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Hold a folder that is to be replaced; give one beside it to work in.

    Raises BusyError, StrangeError or OSError before anything is done. What is left in the
    folder to work in is deleted in the end, and by the next command after a kill.
    """
    folder = Path(os.path.realpath(folder))
    if folder == folder.parent:
        raise StrangeError([folder])
    work = hidden_beside(folder)
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
    work = hidden_beside(folder)
    new, old = work / "new", work / "old"
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    written = {**files, LIST: "\n".join((HEAD, *sums, "")).encode()}
    for name, content in written.items():  # the list comes last: with it the folder is complete
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        flushed(new / name, content)
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
    flush_folder(folder.parent)
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
    forget(new)
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
