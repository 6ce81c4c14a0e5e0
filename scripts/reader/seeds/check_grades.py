"""Check what is called official: such words stand in a source that is graded so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.model import Problem, Term
from reader.seeds.keys import OFFICIAL


def official(term: Term, grades: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each official wording from a source that is not graded so.

    ``grades`` are those of the sources; a source without one is reported elsewhere.
    """
    for made in term.renderings:
        if made.authority == "official" and _is_other(grades.get(made.source, "")):
            yield _problem(term, made.line, made.source, grades, "make it 'attested'")
    for found in term.attestations:
        read = found.english_source or found.source
        if found.english and _is_other(grades.get(read, "")):
            yield _problem(term, found.line, read, grades, "leave the English out")


def _is_other(grade: str) -> bool:
    return grade not in ("", *OFFICIAL)


def _problem(term: Term, line: int, source: str, grades: Mapping[str, str], else_: str) -> Problem:
    message = f"the official English rests on {source!r}, which is graded {grades[source]}"
    fix = f"name a source that is {' or '.join(OFFICIAL)}, or {else_}"
    return Problem(term.place.path, line, "not-official", message, fix)
