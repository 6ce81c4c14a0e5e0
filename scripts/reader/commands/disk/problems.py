"""What to say of what could not be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.language.words import plural
from reader.model import Problem

SHOWN = 10  # strange files that are named; the others are counted


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
