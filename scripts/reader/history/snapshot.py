"""The edition as it was when it was last released, and at the release before that.

The file holds one JSON object a line: first the days of both releases, then every item with
its pieces ``now``, that is at the last release, and with those ``before`` it if they were
others. They are words and no hashes, since the page of changes shows them, also in the zip,
where there is no git. ``null`` says that the item was not there. The last line says how
many there are. Only the command ``release`` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.fields.schema import is_own_day
from reader.history import ids, seal
from reader.language.words import CONTROL
from reader.model import Item, Problem, Release

PATH = "seeds/record/released.jsonl"
RESTORE = (
    f"take the file back as it was committed ('git restore {PATH}'); "
    "only the command 'release' writes it"
)


def written(releases: Sequence[Release]) -> str:
    """Return the last release, and the one before it if there was one, as the file has them."""
    last, *earlier = releases
    before = earlier[0] if earlier else Release()
    pieces = {item.id: dict(item.parts) for item in last.items}
    old = {item.id: dict(item.parts) for item in before.items}
    rows: list[Mapping[str, Any]] = [{"released": last.day, "before": before.day}]
    for name in sorted({*pieces, *old}, key=ids.order):
        row = {"id": name, "now": pieces.get(name)}
        changed = before.day and old.get(name) != pieces.get(name)
        rows.append(row | {"before": old.get(name)} if changed else row)
    return seal.closed((json.dumps(row, ensure_ascii=False) for row in rows), "release")


def taken(releases: Sequence[Release], items: Iterable[Item], day: str) -> tuple[Release, ...]:
    """Return the releases after one of a ``day``; a second one on that day replaces the first."""
    earlier = [release for release in releases if release.day != day]
    return (Release(day, tuple(items)), *earlier[:1])


def parse(words: str) -> tuple[tuple[Release, ...], tuple[Problem, ...]]:
    """Return the releases in a file, the last one first, and what is wrong with it."""
    rows, unsealed = seal.opened(words, PATH)
    days = _days(_object(rows[0]))
    problems = [] if days else [_broken(1, "the first line does not name the days of releases")]
    now: dict[str, Item] = {}
    before: dict[str, Item] = {}
    seen: set[str] = set()
    for number, line in enumerate(rows[1:], 2):
        if not line:
            continue
        row = _object(line)
        if fault := _fault(row, seen):
            problems.append(_broken(number, fault))
            continue
        name = row["id"]
        seen.add(name)
        for kept, pieces in ((now, row["now"]), (before, row.get("before", row["now"]))):
            if pieces is not None:
                kept[name] = Item(name, tuple(sorted(pieces.items())))
    if problems or unsealed or not days:
        return (), tuple(problems) or unsealed
    given = zip(days, (now, before), strict=True)
    return tuple(Release(day, tuple(kept.values())) for day, kept in given if day), ()


def _object(line: str) -> dict[str, Any]:
    """Return a line as a JSON object; an empty one if it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _days(row: Mapping[str, Any]) -> tuple[str, str] | None:
    last, before = row.get("released"), row.get("before")
    if not isinstance(last, str) or not isinstance(before, str) or is_own_day(last):
        return None
    if before and (is_own_day(before) or before >= last):
        return None
    return last, before


def _fault(row: Mapping[str, Any], seen: set[str]) -> str:
    """Return what is wrong with the line of an item."""
    name = row.get("id")
    if not isinstance(name, str) or not name or CONTROL.search(name):
        return "the line is no JSON object with an 'id'"
    if name in seen:
        return f"{name!r} stands in the file twice"
    if "now" not in row or not row.keys() <= {"id", "now", "before"}:
        return f"the line of {name!r} has other keys than 'id', 'now' and 'before'"
    if not all(row[key] is None or _pieces(row[key]) for key in ("now", "before") if key in row):
        return f"the pieces of {name!r} are not written so"
    return ""


def _pieces(value: object) -> bool:
    """Return whether a value is an object with words under each name."""
    return isinstance(value, dict) and all(
        isinstance(words, str) and words and not CONTROL.search(name + words)
        for name, words in value.items()
    )


def _broken(line: int, message: str) -> Problem:
    return Problem(PATH, line, "broken-record", message, RESTORE)
