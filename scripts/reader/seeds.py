"""Read the seeds from the disk. Nothing else in the package reads."""

from __future__ import annotations

from pathlib import Path

from reader.model import SeedFile

FOLDER = "seeds"


def read(root: Path) -> tuple[SeedFile, ...]:
    """Return every file below ``root/seeds``, in the order of the paths.

    Hidden files and folders are left alone. A file that cannot be read comes with
    the reason instead of its content.
    """
    found = (path.relative_to(root) for path in (root / FOLDER).rglob("*") if path.is_file())
    visible = (path for path in found if not any(part.startswith(".") for part in path.parts))
    return tuple(_read(root, path) for path in sorted(visible, key=Path.as_posix))


def _read(root: Path, path: Path) -> SeedFile:
    try:
        return SeedFile(path.as_posix(), (root / path).read_bytes())
    except OSError as fault:
        return SeedFile(path.as_posix(), b"", f"the file cannot be read: {fault.strerror}")
