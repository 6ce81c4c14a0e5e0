"""Chronicle: what was published and released, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.history import ids, seal, snapshot
from reader.history import record as publication
from reader.language.words import decode
from reader.model import (
    Change,
    Place,
    Problem,
    Published,
    Release,
    SeedFile,
)
from reader.seeds.keys import (
    CHANGE,
    HEIRS,
)
from reader.seeds.records import (
    Problems,
    read_list,
    read_record,
)


def read_published(file: SeedFile, problems: Problems) -> tuple[Published, ...]:
    """Return what the record of ids holds."""
    """Return the record; with a fault in it, paragraphs are numbered as they stand."""
    words = _recorded(file, problems)
    lines, faults = publication.parse(words) if words else ((), ())
    problems += faults
    return () if faults else lines


def _recorded(file: SeedFile, problems: Problems) -> str:
    """Return the characters of a record that is whole."""
    """Return the characters of a record; what is wrong with them has the remedy of a record."""
    words, faults = decode(file)
    remedy = seal.restore(file.path)
    problems += [fault if file.fault else replace(fault, fix=remedy) for fault in faults]
    return words


def read_releases(file: SeedFile, problems: Problems) -> tuple[Release, ...]:
    """Return the releases that were kept."""
    words = _recorded(file, problems)
    releases, faults = snapshot.parse(words) if words else ((), ())
    problems += faults
    return releases


def read_changes(file: SeedFile, problems: Problems) -> Iterable[Change]:
    """Yield what an editor says became of ids."""
    gone: dict[str, Place] = {}
    for item in read_list(file, "changes", problems):
        before = len(problems)
        data = read_record(item, file.path, CHANGE, "a change", problems)
        change = Change(**data.values(CHANGE), line=item.line)
        if len(problems) == before:
            problems += _unfit(change, file.path)
        if change.became == ids.REVISED:
            yield change
        elif change.id in gone:
            message = f"{change.id!r} stands in line {gone[change.id].line} already"
            fix = "keep the line that is true; only 'revised' may be said more than once"
            problems.append(Problem(file.path, item.line, "same-id", message, fix))
        else:
            gone[change.id] = Place(file.path, item.line)
            yield change


def _unfit(change: Change, path: str) -> Problems:
    """Return what is wrong with a change whose keys are each right."""
    wanted = HEIRS[change.became]
    good = {"one id": 1, "no id": 0}.get(wanted, max(len(change.into), 2)) == len(change.into)
    found = []
    if not good:
        message = f"{change.id} is {change.became}, and 'into' has {len(change.into)}"
        fix = f"for {change.became!r}, 'into' names {wanted}"
        found.append(Problem(path, change.line, "wrong-value", message, fix))
    if change.became == ids.REVISED and not change.begins:
        message = f"{change.id} is revised, and the change lacks 'begins'"
        fix = "add 'begins: …': the first words of it as it stands now"
        found.append(Problem(path, change.line, "missing-key", message, fix))
    return found
