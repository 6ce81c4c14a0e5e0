"""Notes that rest on nothing: references that lead nowhere, explanations without a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.edition.grouping import grouped
from reader.edition.index import Index
from reader.edition.noted import cited
from reader.language import markup
from reader.model import Note


@dataclass(frozen=True)
class Finding:
    """A kind of observation, and what was observed; ``term`` is the entry it concerns, if one."""

    title: str
    items: tuple[tuple[str, str], ...]


def unsupported(index: Index) -> Iterator[Finding]:
    """Return what notes lack, of the kinds that the edition has."""
    by_group = grouped(index.edition.seeds.notes, lambda note: note.group)
    if references := by_group.get("reference"):
        lost = [note for note in references if not (_cites(note) or _leads(note))]
        yield Finding("References without a link or a source", _items(lost))
    if explanations := by_group.get("explanation"):
        bare = [note for note in explanations if not _cites(note)]
        yield Finding("Explanations without a source", _items(bare))


def _cites(note: Note) -> bool:
    return any(cited([note]))


def _leads(note: Note) -> bool:
    return bool(markup.links(note.reason.words))


def _items(notes: list[Note]) -> tuple[tuple[str, str], ...]:
    return tuple(("", f"{note.text}, {note.id}: {note.places[0].quote}") for note in notes)
