"""Where in a text the quotations of notes end."""

from __future__ import annotations

from reader.model import Note, NotePlace, Paragraph, Text
from reader.seeds import check


def first_mark(text: Text, block: Paragraph, note: Note) -> int:
    """Return the offset in a paragraph behind which the first mark of a note stands."""
    return min(end(text, place) for place in note.places if place.at == block.id)


def end(text: Text, place: NotePlace) -> int:
    """Return where in its paragraph a note's quotation ends; LookupError if it is not there."""
    start = check.offset(text, place)
    if start is None:
        raise LookupError(place.quote)
    return start + len(place.quote)
