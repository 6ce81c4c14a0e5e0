"""What the operators of the search can name: the words of a collection, for the engine.

How a query with operators is read is the engine's business, in ``assets/scripts/search/``.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.edition.index import Index
from reader.model import KIND_RANKS, RANKS, Note

CHANGED = "changed"  # what notes of the first rank are called in the settings


def named(index: Index) -> Mapping[str, object]:
    """Return what each operator can name: a value, and what readers are shown for it."""
    collection = index.collection
    used = {note_kind for note in index.edition.seeds.notes for note_kind in kinds_of(note)}
    ranked = {CHANGED: 1, **KIND_RANKS}
    return {
        "kind": [list(pair) for pair in collection.kinds],
        "theme": [[theme, theme] for theme in collection.themes],
        "note": [[kind, RANKS[rank - 1]] for kind, rank in ranked.items() if kind in used],
        "lang": [list(pair) for pair in collection.languages],
        "text": [[text.id, text.meta.label, text.meta.title] for text in index.texts.values()],
        "own": collection.interface,
    }


def kinds_of(note: Note) -> tuple[str, ...]:
    """Return the kinds of a note, as seeds call them, the gravest first."""
    return (CHANGED, *note.kinds) if note.changes_sense else note.kinds
