"""Notes as JSON: how they are written, what the schema says of them, and how they are read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.data.schema_parts import (
    BLOCK_ID,
    ID,
    ORDINAL,
    TEXT,
    TRUTH,
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
    Form,
    Note,
    NotePlace,
    Place,
    Prose,
    Reading,
)
from reader.seeds.vocabulary import in_use

ON_TRANSLATION = ("changesSense", "original", "established", "suggested")


def note_as_json(note: Note, collection: Collection) -> dict[str, Any]:
    """Return a note; it has a key of a translation only where the collection has such notes."""
    written = {
        "id": note.id,
        "text": note.text,
        "kinds": list(note.kinds),
        "rank": note.rank,
        "labels": list(note.labels),
        "changesSense": note.changes_sense,
        "places": [
            {"paragraph": place.at, "quote": place.quote, "occurrence": place.occurrence}
            for place in note.places
        ],
        "original": note.original,
        "established": note.established,
        "suggested": note.suggested,
        "reason": note.reason.words,
        "terms": [form.words for form in note.entries],
    }
    own = {"author": note.author, "readings": [*map(_reading, note.readings)]}
    return _in_use(written, collection) | {name: value for name, value in own.items() if value}


def _reading(reading: Reading) -> dict[str, str]:
    source = reading.source.words
    return {"words": reading.words, "witness": reading.witness, "source": source}


def _in_use(values: dict[str, Any], collection: Collection) -> dict[str, Any]:
    if any(kind.group == TRANSLATION for kind in collection.note_kinds):
        return in_use(values, collection)
    return {name: value for name, value in values.items() if name not in ON_TRANSLATION}


def schema_of_note(collection: Collection) -> Schema:
    """Return the schema of a note, with the kinds that a collection uses."""
    kinds = collection.note_kinds
    of_translation = all(kind.group == TRANSLATION for kind in kinds)
    place = {"paragraph": BLOCK_ID, "quote": TEXT, "occurrence": ORDINAL}
    graver = described(one_of(*range(1, LEAST + 1)), "1 matters most to a reader, 5 least")
    properties = {
        "id": {"type": "string", "pattern": "^n[1-9][0-9]*$"},
        "text": ID,
        "kinds": list_of(one_of(*(kind.name for kind in kinds if kind.name != CHANGED))),
        "rank": graver,
        "labels": described(
            list_of(one_of(*(kind.label for kind in kinds))),
            "what it means for a reader, in words",
        ),
        "changesSense": TRUTH,
        "places": list_of(object_of("A quotation, and which of its uses in the paragraph", place)),
        "original": TEXT,
        "established": described(TEXT, "a rendering that others use, or empty"),
        "suggested": described(TEXT, "a rendering of the edition's own, or empty"),
        "reason": described(TEXT, "Markdown, with citations as Pandoc has them"),
        "terms": list_of(ID),
    }
    author = {"author": described(TEXT, "by whom it is, if not by the editors")}
    readings = {} if of_translation else {"readings": list_of(_schema_of_reading())}
    what = "A note on how a passage is translated" if of_translation else "A note on a passage"
    return object_of(what, _in_use(properties, collection), author | readings)


def _schema_of_reading() -> Schema:
    return object_of(
        "What others have in place of the words that the note quotes",
        {
            "words": described(TEXT, "empty if they leave them out"),
            "witness": described(TEXT, "who has it, or empty"),
            "source": described(TEXT, "the id of the source where that was read, or empty"),
        },
    )


def note_read(data: Mapping[str, Any], place: Place) -> Note:
    """Return a note as the file has it."""
    return Note(
        id=data["id"],
        text=data["text"],
        place=place,
        kinds=tuple(data["kinds"]),
        changes_sense=data.get("changesSense", False),
        places=tuple(
            NotePlace(given["paragraph"], given["quote"], given["occurrence"], 1)
            for given in data["places"]
        ),
        original=data.get("original", ""),
        established=data.get("established", ""),
        suggested=data.get("suggested", ""),
        reason=Prose(data["reason"], 1),
        entries=tuple(Form(term, 1) for term in data["terms"]),
        author=data.get("author", ""),
        readings=tuple(
            Reading(given["words"], given["witness"], Form(given["source"], 1))
            for given in data.get("readings", ())
        ),
    )
