"""What to say of an import: how the file was read, and what becomes of each entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reader.glossaries.plan import Plan, Step
from reader.language.words import on_one_line, plural
from reader.model import Problem

SHOWN = 200  # characters of a line about an entry


def told(plan: Plan, later: Iterable[Problem]) -> str:
    """Return what an import would do, or did; ``later`` is what ``check`` will say of it."""
    return "\n".join((*_read(plan), *_entries(plan), *_later(later), summary(plan)))


def _read(plan: Plan) -> Iterator[str]:
    glossary = plan.glossary
    if glossary.format:
        count = plural(len(glossary.found), "entry", "entries")
        yield f"{on_one_line(glossary.path)} is read as {glossary.format}: {count}"
        yield from map(on_one_line, glossary.said)


def _entries(plan: Plan) -> Iterator[str]:
    for step in plan.steps:
        for line in _step(step):
            words = on_one_line(line)
            yield words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _step(step: Step) -> Iterator[str]:
    names = " ".join(step.found.texts.get(key, "") for key in ("headword", "original")).strip()
    place = f"line {step.found.line}, {names}"
    if step.file:
        asked = f"; open: {', '.join(step.open)}" if step.open else ""
        yield f"new: {place} -> {step.file.path}{asked}"
    elif step.likeness:
        same = "" if step.likeness.differs or step.likeness.more else ", and says the same"
        yield f"exists: {place}: {step.likeness.path} stays as it is{same}"
        yield from (f"  differs: {words}" for words in step.likeness.differs)
        yield from (f"  only in the file: {words}" for words in step.likeness.more)
    else:
        yield f"repeated: {place}"
    yield from (f"  {words}" for words in step.said)


def _later(problems: Iterable[Problem]) -> Iterator[str]:
    """Give in a line what ``check`` will say of the new entries besides the open questions."""
    counts = Counter((problem.level, problem.code) for problem in problems)
    parts = [f"{code} {count}" for (_, code), count in sorted(counts.items())]
    if parts:
        yield f"The command 'check' will also name: {', '.join(parts)}"


def summary(plan: Plan) -> str:
    """Return a line of counts."""
    states = Counter(step.state for step in plan.steps)
    asked = sum(bool(step.open) for step in plan.steps)
    faulty = sum(problem.level == "error" for problem in plan.problems)
    counts = (
        f"{states['new']:,} new" + (f" ({asked:,} with open questions)" if asked else ""),
        f"{states['there']:,} existing",
        *([f"{states['repeated']:,} repeated"] if states["repeated"] else []),
        plural(faulty, "problem"),
    )
    return ", ".join(counts)
