"""Check what is called official: such words stand in a source that is graded so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.model import Problem, Term


def official(term: Term, grades: Mapping[str, str], best: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each official wording from a source that is not graded so.

    ``grades`` are those of the sources, ``best`` those on which an official wording may rest. A
    source without a grade is reported elsewhere.
    """
    other = frozenset(source for source, grade in grades.items() if grade and grade not in best)
    for made in term.renderings:
        if made.authority == "official" and made.source in other:
            yield _problem(term, made.line, made.source, grades, best, "make it 'attested'")
    for found in term.attestations:
        read = found.rendering_source or found.source
        if found.rendering and read in other:
            yield _problem(term, found.line, read, grades, best, "leave the English out")


def _problem(
    term: Term, line: int, source: str, grades: Mapping[str, str], best: Sequence[str], else_: str
) -> Problem:
    message = f"the official English rests on {source!r}, which is graded {grades[source]}"
    fix = f"name a source that is {' or '.join(best)}, or {else_}"
    return Problem(term.place.path, line, "not-official", message, fix)
