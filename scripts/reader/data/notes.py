"""Notes as JSON: how they are written, what the schema says of them, and how they are read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.data import values
from reader.data.schema_parts import (
    ID,
    Schema,
    described,
    list_of,
    object_of,
    one_of,
)
from reader.model import (
    CHANGED,
    LEAST,
    TRANSLATION,
    Collection,
    Note,
    Place,
)
from reader.seeds.keys import NOTE
from reader.seeds.vocabulary import in_use

OPTIONAL = ("author", "readings")  # keys that only a note with a value for them has
ON_TRANSLATION = ("changesSense", "original", "established", "suggested")


def note_as_json(note: Note, collection: Collection) -> dict[str, Any]:
    """Return a note; it has a key of a translation only where the collection has such notes."""
    given = {
        **values.written(note, NOTE),
        "text": note.text,
        "rank": note.rank,
        "labels": list(note.labels),
    }
    used = _in_use(given, collection)
    return {name: value for name, value in used.items() if value or name not in OPTIONAL}


def _in_use(values: dict[str, Any], collection: Collection) -> dict[str, Any]:
    if any(kind.group == TRANSLATION for kind in collection.note_kinds):
        return in_use(values, collection)
    return {name: value for name, value in values.items() if name not in ON_TRANSLATION}


def schema_of_note(collection: Collection) -> Schema:
    """Return the schema of a note, with the kinds that a collection uses."""
    kinds = collection.note_kinds
    of_translation = all(kind.group == TRANSLATION for kind in kinds)
    graver = described(one_of(*range(1, LEAST + 1)), "1 matters most to a reader, 5 least")
    own = values.properties(NOTE)
    optional = {name: own.pop(name) for name in OPTIONAL}
    if of_translation:
        del optional["readings"]
    properties = own | {
        "id": {"type": "string", "pattern": "^n[1-9][0-9]*$"},
        "text": ID,
        "kinds": list_of(one_of(*(kind.name for kind in kinds if kind.name != CHANGED))),
        "rank": graver,
        "labels": described(
            list_of(one_of(*(kind.label for kind in kinds))),
            "what it means for a reader, in words",
        ),
    }
    what = "A note on how a passage is translated" if of_translation else "A note on a passage"
    return object_of(what, _in_use(properties, collection), optional)


def note_read(data: Mapping[str, Any], place: Place) -> Note:
    """Return a note as the file has it."""
    return Note(text=data["text"], place=place, **values.read(data, NOTE))
