"""What is wrong with the ids of the seeds: one is lost, or given to something else.

Each problem comes with the line for ``changes.yml`` that is likeliest to be right. The
numbers in these lines are those that hold once all the lines are written.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from reader.history import ids
from reader.history.fates import Fates
from reader.history.guesses import ADD, Guesses, line, shown
from reader.history.ids import REVISED
from reader.history.record import CHANGES, PATH
from reader.model import Change, Problem, Published, Seeds


def problems(given: Seeds, fates: Fates, is_broken: Callable[[str], bool]) -> Iterator[Problem]:
    """Give what is wrong among the record, the changes and the seeds, whose fates are given.

    ``is_broken`` says of a path whether its file has errors of its own.
    """
    if is_broken(PATH) or is_broken(CHANGES):
        return  # what follows would be wrong

    def hidden(name: str) -> bool:
        """Say whether an id may well be there, in a file that could not be read."""
        if ids.kind(name) == "entry":
            return is_broken(f"seeds/glossary/{ids.anchor(name)}.md")
        folder = f"seeds/texts/{ids.text_of(name)}"
        return is_broken(f"{folder}/text.txt") or is_broken(f"{folder}/meta.yml")

    yield from _contradictions(fates, hidden)
    yield from _circles(fates)
    yield from _other_things(fates)
    missing = [gone for gone in lost(fates) if not hidden(gone.id)]
    if missing:
        guesses = Guesses(given, fates, [gone for gone in missing if gone.kind != "sentence"])
        yield from guesses.problems()
        then = Fates(guesses.then)  # the sentences of a paragraph are looked for where it is
        parts = [gone for gone in lost(then) if gone.kind == "sentence" and not hidden(gone.id)]
        yield from Guesses(guesses.then, then, parts).problems()


def lost(fates: Fates) -> Iterator[Published]:
    """Return what is gone without a word; of a whole that is lost, its parts are not named."""
    for gone in fates.gone:
        holder = ids.parent(gone.id)
        if (not holder or holder in fates.live) and not fates.change(gone.id):
            yield gone


# What the lines of changes.yml say


def _contradictions(fates: Fates, hidden: Callable[[str], bool]) -> Iterator[Problem]:
    changes = (*fates.ledger.gone.values(), *fates.ledger.revised.values())
    known = {*fates.ledger.lines, *fates.live}
    for change in changes:
        if change.id not in fates.ledger.lines:
            yield _unknown(change.id, change.line, fates)
        for form in change.into:
            if form.words not in known and not hidden(form.words):
                yield _unknown(form.words, form.line, fates)
    for name, change in fates.ledger.gone.items():
        if name in fates.live and name in fates.ledger.lines:
            message = f"{name} was {change.became} by this line, and yet it is there"
            fix = (
                "delete the line if it is the same again; if it is another, give it another name"
                if ids.kind(name) in ("entry", "text")
                else "delete the line: these words stand in the text again"
            )
            yield Problem(CHANGES, change.line, "reused-id", message, fix)


def _unknown(name: str, number: int, fates: Fates) -> Problem:
    if name in fates.live:
        message = f"{name!r} was never published"
        fix = "delete the line, or run the command 'publish' first"
    else:
        message = f"there is no id {name!r}, and there never was"
        known = (other for other in fates.live if ids.kind(other) in ("entry", "text"))
        near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.7)
        fix = f"use {' or '.join(near)}" if near else f"write it as it stands in {PATH}"
    return Problem(CHANGES, number, "unknown-id", message, fix)


def _circles(fates: Fates) -> Iterator[Problem]:
    graph = {
        name: [form.words for form in change.into]
        for name, change in fates.ledger.gone.items()
        if name not in fates.live
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as fault:
            circle = list(dict.fromkeys(fault.args[1]))
            first = min(circle, key=ids.order)
            message = f"these ids lead to one another and nowhere else: {', '.join(circle)}"
            fix = "name in one of the lines what is there now, or write 'became: withdrawn'"
            yield Problem(CHANGES, fates.ledger.gone[first].line, "circle", message, fix)
            for name in circle:
                del graph[name]
        else:
            return


def _other_things(fates: Fates) -> Iterator[Problem]:
    """Find entries and texts whose id stands for something else than it did."""
    lines = fates.ledger.lines
    holders = {ids.text_of(name) for name in fates.live if lines.get(name) and "/p" in name}
    for name, words in fates.live.items():
        old = lines.get(name)
        if old is None or old.kind not in ("entry", "text") or old.words == words:
            continue
        if old.kind == "text" and name in holders:
            continue  # another title of the same text
        revised = fates.ledger.revised.get(name)
        if revised is None or not words.startswith(ids.key(revised.begins)):
            message = f"{name} stood for {shown(old.words)}, and now for {shown(words)}"
            opening = words.partition(" · ")[0] if old.kind == "entry" else words
            proposal = line(Change(name, REVISED, (), opening, "", "", 0))
            other = "if it is another, give it another name"
            fix = f"if it is the same, {ADD}{proposal}; {other}"
            yield Problem(PATH, old.line, "reused-id", message, fix)


# What is lost, and what most likely became of it
