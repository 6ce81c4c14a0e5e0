"""Read the seeds from the disk. Nothing else in the package reads."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reader.model import SeedFile

FOLDER = "seeds"


def read(root: Path) -> tuple[SeedFile, ...]:
    """Return every file below ``root/seeds``, in the order of the paths.

    Hidden files and folders are left alone. What cannot be read, be it a file, a
    folder or a link, comes with the reason instead of its content.
    """
    return tuple(sorted(_walk(root), key=lambda file: file.path))


def given(path: Path, largest: int) -> SeedFile:
    """Return a file from anywhere, as a seed: with its content, or the reason why not.

    A file of more than ``largest`` bytes is not read.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return SeedFile(path.as_posix(), b"", "it is a folder, or no file at all")
        if about.st_size > largest:
            return SeedFile(path.as_posix(), b"", f"the file has more than {largest:,} bytes")
        return SeedFile(path.as_posix(), path.read_bytes())
    except (OSError, ValueError) as fault:  # a name with a NUL in it
        why = _why(fault) if isinstance(fault, OSError) else str(fault)
        return SeedFile(path.as_posix(), b"", f"the file cannot be read: {why}")


def _walk(root: Path) -> Iterator[SeedFile]:
    closed: list[OSError] = []
    for name, folders, files in os.walk(root / FOLDER, onerror=closed.append):
        folder = Path(name)
        folders[:] = [part for part in folders if not part.startswith(".")]
        # A link to a folder is not followed: it may lead around in a circle.
        links = [part for part in folders if (folder / part).is_symlink()]
        for part in (*links, *(part for part in files if not part.startswith("."))):
            yield _read(root, folder / part)
    for fault in closed:
        if not isinstance(fault, (FileNotFoundError, NotADirectoryError)):
            yield _unread(root, Path(fault.filename), f"the folder cannot be read: {_why(fault)}")


def _read(root: Path, file: Path) -> SeedFile:
    try:
        if refusal := _refusal(root / FOLDER, file):
            return _unread(root, file, refusal)
        return SeedFile(file.relative_to(root).as_posix(), file.read_bytes())
    except OSError as fault:
        return _unread(root, file, f"the file cannot be read: {_why(fault)}")


def _refusal(seeds: Path, file: Path) -> str:
    """Return why a file must not be read, or ``""``: its content must lie in the seeds."""
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(seeds)):
        return "the file is a link that leads out of the folder of the seeds"
    if not stat.S_ISREG(file.stat().st_mode):
        return "the file is a link to a folder, or no file at all"
    return ""


def _unread(root: Path, path: Path, fault: str) -> SeedFile:
    return SeedFile(path.relative_to(root).as_posix(), b"", fault)


def _why(fault: OSError) -> str:
    return fault.strerror or str(fault)
