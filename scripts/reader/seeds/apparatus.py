"""Apparatus: the bibliography, and the notes on a text."""

from __future__ import annotations

from collections.abc import Iterable

from reader.fields.schema import (
    Record,
)
from reader.model import (
    Collection,
    Note,
    NotePlace,
    Place,
    Problem,
    SeedFile,
    Source,
)
from reader.seeds import vocabulary
from reader.seeds.keys import ASKS_FOR_REMEDY, NOTE_PLACE
from reader.seeds.records import (
    Problems,
    read_list,
    read_record,
    twice,
    written,
)


def read_sources(file: SeedFile, collection: Collection, problems: Problems) -> tuple[Source, ...]:
    """Return the sources of the bibliography."""
    fields = vocabulary.source(collection)
    found: dict[str, Source] = {}
    for item in read_list(file, "sources", problems):
        data = read_record(item, file.path, fields, "a source", problems)
        csl = tuple(
            (field.name, written(field.name, data.text(field.name)))
            for field in fields
            if field.name not in ("grade", "note") and data.text(field.name)
        )
        source = Source(
            data.text("id"),
            Place(file.path, item.line),
            csl,
            data.text("grade"),
            data.text("accessed"),
            data.text("note"),
        )
        if source.id in found:
            problems.append(twice(source.id, source.place, found[source.id].place))
        elif source.id:
            found[source.id] = source
    return tuple(found.values())


def read_notes(file: SeedFile, text: str, collection: Collection, problems: Problems) -> list[Note]:
    """Return the notes on a text."""
    found: dict[str, Note] = {}
    for item in read_list(file, "notes", problems):
        data = read_record(
            item, file.path, vocabulary.note(collection), "a translation note", problems
        )
        note = Note(
            id=data.text("id"),
            text=text,
            place=Place(file.path, item.line),
            kinds=(data.text("kind"), *data.texts("also")),
            changes_sense=data.text("sense") == "changed",
            places=tuple(_note_places(data, problems)),
            original=data.text("original"),
            established=data.text("established"),
            suggested=data.text("suggested"),
            reason=data.prose("reason"),
            entries=data.forms("entries"),
        )
        if fault := _without_remedy(note):
            problems.append(fault)
        if note.id in found:
            problems.append(twice(note.id, note.place, found[note.id].place))
        elif note.id:
            found[note.id] = note
    return list(found.values())


def _without_remedy(note: Note) -> Problem | None:
    """Return what is wrong with a note that says what is bad and not what would be better.

    What is inconsistent or a variant may be right where it stands, so these need no remedy.
    """
    asking = [kind for kind in note.kinds if kind in ASKS_FOR_REMEDY]
    if note.better or not (note.changes_sense or asking):
        return None
    kind = "on a changed sense" if note.changes_sense else f"of the kind {asking[0]!r}"
    message = f"a note {kind} lacks 'established' and 'suggested'"
    fix = (
        "add a line 'established: …' with a wording that a source has, "
        "or 'suggested: …' with one of your own"
    )
    return Problem(note.place.path, note.place.line, "missing-key", message, fix)


def _note_places(note: Record, problems: Problems) -> Iterable[NotePlace]:
    for item in note.items("places"):
        before = len(problems)
        data = read_record(item, note.path, NOTE_PLACE, "the place of a note", problems)
        if len(problems) == before:
            occurrence = int(data.text("occurrence") or 1)
            yield NotePlace(data.text("at"), data.text("quote"), occurrence, item.line)
