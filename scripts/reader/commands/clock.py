"""The day on which something is published or released: the one that is named, or today."""

from __future__ import annotations

from datetime import date

from reader.fields.schema import is_own_day
from reader.history import record, snapshot
from reader.model import Problem, Seeds

FIRST = date(2026, 1, 1)  # this program is no older: a clock that says so is wrong
AHEAD = 366  # days: a release may be prepared, but a slip in the year is found


def today(path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return today, or the problem of a clock that cannot be right; ``path`` asks for it."""
    now = date.today()
    fault = is_own_day(now.isoformat())
    if now >= FIRST and not fault:
        return now.isoformat(), ()
    message = f"the clock of this machine says {now.isoformat()}"
    return "", (Problem(path, 1, "wrong-date", message, "set the clock, or name the day"),)


def day(named: str | None, seeds: Seeds, command: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the day of a publication or a release, or the problems that forbid it.

    ``named`` is what was given, ``command`` what it is for: ``publish`` or ``release``.
    """
    path = record.PATH if command == "publish" else snapshot.PATH
    if named is None:
        given, problems = today(path)
    elif fault := is_own_day(named):
        given, problems = "", (Problem(path, 1, "wrong-date", f"--date is {named!r}", fault),)
    else:
        given, problems = named, _far(named, path)
    if not problems and command == "release":
        problems = _out_of_order(given, seeds)
    if not problems and command == "publish" and named is None:
        problems = _before_the_record(given, seeds)
    return given, problems


def _far(day: str, path: str) -> tuple[Problem, ...]:
    """Return the problem of a day that lies too far ahead."""
    ahead = (date.fromisoformat(day) - max(date.today(), FIRST)).days
    if ahead <= AHEAD:
        return ()
    message = f"--date is {day}, and that is in {ahead:,} days"
    fix = "name a day that has come, or set the clock of this machine"
    return (Problem(path, 1, "wrong-date", message, fix),)


def _out_of_order(day: str, seeds: Seeds) -> tuple[Problem, ...]:
    """Return the problem of a release before the last one."""
    last = next((release.day for release in seeds.releases), "")
    if day >= last:
        return ()
    message = f"the last release is of {last}, and this one would be of {day}"
    fix = (
        f"name that day or a later one with --date; if {last} was a slip, "
        f"take back the file as it was before: git restore --source <commit> {snapshot.PATH}"
    )
    return (Problem(snapshot.PATH, 1, "wrong-date", message, fix),)


def _before_the_record(day: str, seeds: Seeds) -> tuple[Problem, ...]:
    """Return the problem of a clock that lags behind what was published already."""
    last = max(seeds.published, key=lambda line: line.since, default=None)
    if last is None or day >= last.since:
        return ()
    message = f"{last.id} was published on {last.since}, and the clock of this machine says {day}"
    fix = "set the clock, or name the day with --date"
    return (Problem(record.PATH, max(last.line, 1), "wrong-date", message, fix),)
