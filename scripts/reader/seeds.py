"""Read the seeds from the disk. Nothing else in the package reads."""

from __future__ import annotations

from pathlib import Path

from reader.model import SeedFile

FOLDER = "seeds"
SUFFIXES = frozenset({".txt", ".yml", ".md"})


def read(root: Path) -> tuple[SeedFile, ...]:
    """Return every seed below ``root/seeds``, in the order of the paths.

    Hidden files and files of other kinds are left alone.
    Raises OSError when a file cannot be read.
    """
    files = (path for path in (root / FOLDER).rglob("*") if path.is_file())
    seeds = (
        SeedFile(path.relative_to(root).as_posix(), path.read_bytes())
        for path in files
        if path.suffix in SUFFIXES and not path.name.startswith(".")
    )
    return tuple(sorted(seeds, key=lambda seed: seed.path))
