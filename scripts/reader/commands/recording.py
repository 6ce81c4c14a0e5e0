"""Publish and release: what the record keeps of the seeds."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from reader.build import Build, build
from reader.commands import clock, disk
from reader.edition.items import items_of
from reader.history import record, seal, snapshot
from reader.language.words import plural
from reader.model import Problem
from reader.seeds import from_disk


def recorded(given: argparse.Namespace) -> tuple[Build, tuple[str, ...]]:
    """Publish or release: return the build with its problems, and what to tell of what was done.

    No other command may write a record between our reading and our writing.
    """
    path = given.root / (record.PATH if given.command == "publish" else snapshot.PATH)
    write = write_record if given.command == "publish" else write_release
    problems: tuple[Problem, ...]
    try:
        with disk.alone(path.with_name(".lock")):
            files = from_disk.read(given.root)
            old = seal.unsealed(files) if given.command == "publish" and given.old_record else ()
            made = build(seal.laid(files, old))
            if made.failed:
                return made, ()
            day, problems = clock.day(given.date, made.edition.seeds, given.command)
            if problems:
                return _with(made, *problems), ()
            for file in old:
                disk.write(given.root / file.path, file.content)
            return made, write(made, path, day)
    except disk.BusyError:
        problems = (disk.busy(path),)
    except OSError as fault:
        problems = (disk.unwritable(path, fault),)
    return _with(build(from_disk.read(given.root)), *problems), ()


def _with(made: Build, *problems: Problem) -> Build:
    return replace(made, problems=(*made.problems, *problems))


def write_record(made: Build, path: Path, day: str) -> tuple[str, ...]:
    """Take the ids of a build without errors into the record; return what to tell of it.

    Nothing is written if nothing is new.
    """
    taken = record.written(record.taken(made.edition.seeds, day)).encode()
    if not path.is_file() or path.read_bytes() != taken:
        disk.write(path, taken)
    return (f"{plural(record.waiting(made.edition.seeds), 'id')} taken into the record",)


def write_release(made: Build, path: Path, day: str) -> tuple[str, ...]:
    """Keep the edition of a build without errors as that of a release; return what to tell."""
    items = items_of(made.index)
    releases = snapshot.taken(made.edition.seeds.releases, items, day)
    disk.write(path, snapshot.written(releases).encode())
    return (f"the edition is kept as that of {day}: {plural(len(items), 'item')}",)
