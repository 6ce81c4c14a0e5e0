"""The record of every id that was published: read it, and take new ids into it.

It is a table with tabs: id, kind, hash, the day of first publication, and the words that
the id stands for; a last line says how many there are. Only the command ``publish`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.fields.schema import is_own_day
from reader.history import ids, seal
from reader.model import Problem, Published, Seeds

PATH = "seeds/record/published.tsv"
CHANGES = "seeds/record/changes.yml"
HEADER = ("id", "kind", "sha256", "since", "words")
RESTORE = (
    "take the file back as it was committed ('git restore seeds/record/published.tsv'); "
    "only the command 'publish' writes it"
)


def written(lines: Iterable[Published]) -> str:
    """Return the record as the characters of its file."""
    rows = (
        (line.id, line.kind, ids.digest(line.words), line.since, line.words)
        for line in sorted(lines, key=lambda line: ids.order(line.id))
    )
    return seal.closed(("\t".join(row) for row in (HEADER, *rows)), "publish")


def parse(words: str) -> tuple[tuple[Published, ...], tuple[Problem, ...]]:
    """Return the lines of a record, and what is wrong with it."""
    found: dict[str, Published] = {}
    problems: list[Problem] = []
    rows, unsealed = seal.opened(words, PATH)
    if rows[0].split("\t") != list(HEADER):
        problems.append(_broken(1, f"the first line is not {' '.join(HEADER)}, with tabs"))
    for number, row in enumerate(rows[1:], 2):
        cells = row.split("\t")
        if fault := _fault(cells) if row else "":
            problems.append(_broken(number, fault))
        elif row:
            line = Published(cells[0], cells[1], cells[4], cells[3], number)
            problems += _against(line, cells[2], found)
            found.setdefault(line.id, line)
    problems += _absent(found)
    return tuple(found.values()), tuple(problems) or unsealed


def _broken(line: int, message: str) -> Problem:
    return Problem(PATH, line, "broken-record", message, RESTORE)


def _fault(cells: list[str]) -> str:
    """Return what is wrong with a line on its own."""
    if len(cells) != len(HEADER):
        return f"the line has {len(cells)} columns, not {len(HEADER)}"
    name, kind, _, since, words = cells
    right = ids.kind(name)
    if not right:
        return f"{name!r} is no id"
    if kind != right:
        return f"{name} is no {kind!r} but a {right!r}"
    if is_own_day(since):
        return f"{since!r} is no day"
    return "" if words and words == ids.key(words) else f"the words of {name} are not written so"


def _against(line: Published, digest: str, found: dict[str, Published]) -> Iterator[Problem]:
    if digest != ids.digest(line.words):
        message = f"the hash of {line.id} does not fit its words"
        yield Problem(PATH, line.line, "record-hash", message, RESTORE)
    if line.id in found:
        message = f"{line.id!r} stands in line {found[line.id].line} already"
        yield Problem(PATH, line.line, "same-id", message, RESTORE)


def _absent(found: dict[str, Published]) -> Iterator[Problem]:
    """Find lines that somebody deleted: numbers are given out without gaps."""
    numbers: dict[str, list[Published]] = {}
    for line in found.values():
        holder = ids.parent(line.id)
        if holder and holder not in found:
            yield _broken(line.line, f"{line.id} stands here without {holder}")
        elif holder:
            numbers.setdefault(ids.series(line.id)[0], []).append(line)
    for prefix, lines in numbers.items():
        ordered = sorted(lines, key=lambda line: ids.series(line.id)[1])
        for number, line in enumerate(ordered, 1):
            if ids.series(line.id)[1] != number:
                yield _broken(line.line, f"{line.id} stands here without {prefix}{number}")
                break


def taken(seeds: Seeds, day: str) -> tuple[Published, ...]:
    """Return the record with every id of the seeds as they are; new ones bear the ``day``."""
    known = {line.id: line for line in seeds.published}
    for name, words in ids.present(seeds):
        line = known.get(name)
        known[name] = Published(name, ids.kind(name), words, line.since if line else day)
    return tuple(known.values())


def waiting(seeds: Seeds) -> int:
    """Return how many ids the record lacks, or has with earlier words."""
    known = {line.id: line.words for line in seeds.published}
    return sum(known.get(name) != words for name, words in ids.present(seeds))
