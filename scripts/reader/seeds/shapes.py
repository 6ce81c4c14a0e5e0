"""Shapes: which blocks of a text an editor calls a heading, a list, verse, by words or pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.history import ids
from reader.language import split
from reader.language.words import plural
from reader.model import Form, Problem

ANY = "*"  # in a pattern, it stands for any words, and for none
Pair = tuple[Form, str]


def shapes(
    pairs: Sequence[Pair], headings: int, path: str, runs: Sequence[str]
) -> tuple[dict[int, str], tuple[Problem, ...]]:
    """Return the shapes of blocks by their places, and what is wrong with the lines that say so.

    ``pairs`` are the lines of ``shapes`` in the metadata, whose file is ``path``; ``headings``
    says how many of the blocks are the first headings; ``runs`` are the words of all blocks
    with single spaces between them. A line names a block by its first words; all of a block's
    words name every block that has exactly those. Words with an asterisk, if no block
    begins with them as they stand, are a pattern, which names every block behind the first
    headings that fits as a whole. A block that is named by its words keeps what that line says.
    """
    problems: list[Problem] = []
    named: dict[int, str] = {}
    patterns: list[Pair] = []
    for form, shape in pairs:
        places, whole = _beginning(ids.key(form.words), runs)
        if not places and ANY in form.words:
            patterns.append((form, shape))
        elif fault := _fault(form, places, headings, named, several=whole):
            problems.append(_problem(path, form, *fault))
        else:
            named |= dict.fromkeys(places, shape)
    found, faults = _patterned(patterns, runs, headings, named)
    problems += (_problem(path, form, *fault) for form, fault in faults)
    return {
        place: shape for place, shape in (found | named).items() if shape != split.PLAIN
    }, tuple(problems)


def fits(pattern: str, runs: Sequence[str]) -> Iterator[int]:
    """Return the places of the runs that fit a pattern from their first to their last word."""
    first, *rest = ids.key(pattern).split(ANY)
    return (place for place, run in enumerate(runs) if _is_fit(run, first, rest))


def _is_fit(run: str, first: str, rest: Sequence[str]) -> bool:
    """Return whether words begin with the first part, end with the last, and hold all between.

    Each part is taken where it stands first, so that no pattern takes long.
    """
    if not run.startswith(first) or not rest:
        return run == first
    at = len(first)
    for part in rest[:-1]:
        found = run.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return run.endswith(rest[-1]) and len(run) - len(rest[-1]) >= at


def _beginning(opening: str, runs: Sequence[str]) -> tuple[list[int], bool]:
    """Return the places of blocks that begin with words, and whether those are all their words."""
    whole = [place for place, run in enumerate(runs) if run == opening]
    begun = whole or [place for place, run in enumerate(runs) if run.startswith(opening)]
    return begun, bool(whole)


Fault = tuple[str, str]


def _patterned(
    patterns: Sequence[Pair], runs: Sequence[str], headings: int, named: Mapping[int, str]
) -> tuple[dict[int, str], list[tuple[Form, Fault]]]:
    """Return the shapes that patterns give, and the faults of patterns."""
    found: dict[int, tuple[str, Form]] = {}
    faults: list[tuple[Form, Fault]] = []
    for form, shape in patterns:
        places = [place for place in fits(form.words, runs) if place >= headings]
        if not places:
            fault = "no block fits this pattern", "correct it: an asterisk stands for any words"
            faults.append((form, fault))
        others = {place: found[place] for place in places if place in found and place not in named}
        rival = next((other for kind, other in others.values() if kind != shape), None)
        if rival:
            message = f"the pattern {rival.words!r} gives the same block another shape"
            faults.append((form, (message, "make one of the patterns narrower")))
        else:
            found |= dict.fromkeys(places, (shape, form))
    return {place: shape for place, (shape, _) in found.items()}, faults


def _fault(
    form: Form, places: Sequence[int], headings: int, found: Mapping[int, str], *, several: bool
) -> Fault | None:
    """Return why these blocks cannot be given a shape, and what to do; or None."""
    if not places:
        return "no block begins so", "copy the first words of the block from text.txt"
    if len(places) > 1 and not several:
        fix = f"write more of its words; or '{form.words}{ANY}', to name all that begin so"
        return f"{plural(len(places), 'block')} begin so", fix
    if min(places) < headings:
        return "it is one of the first headings", "delete the line, or correct 'headings'"
    if not found.keys().isdisjoint(places):
        return "the block has a shape already", "keep one of the two lines"
    return None


def _problem(path: str, form: Form, what: str, fix: str) -> Problem:
    return Problem(path, form.line, "unknown-block", f"'shapes' names {form.words!r}: {what}", fix)
