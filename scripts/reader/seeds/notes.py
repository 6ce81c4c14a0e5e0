"""Notes: what the editors say of passages of a text."""

from __future__ import annotations

from collections.abc import Iterable

from reader.fields.schema import Record
from reader.fields.yamlseed import Value
from reader.model import (
    NOTE_KINDS,
    SAID,
    TRANSLATION,
    Collection,
    Note,
    NotePlace,
    Place,
    Problem,
    Reading,
    SeedFile,
)
from reader.seeds import vocabulary
from reader.seeds.keys import ASKS_FOR_REMEDY, LEFT_OUT, NOTE, NOTE_PLACE, READING
from reader.seeds.records import Problems, read_list, read_record, twice


def read_notes(file: SeedFile, text: str, collection: Collection, problems: Problems) -> list[Note]:
    """Return the notes on a text."""
    found: dict[str, Note] = {}
    for item in read_list(file, "notes", problems):
        note = _note(item, file.path, text, collection, problems)
        if fault := _without_remedy(note):
            problems.append(fault)
        if note.id in found:
            problems.append(twice(note.id, note.place, found[note.id].place))
        elif note.id:
            found[note.id] = note
    return list(found.values())


def _note(item: Value, path: str, text: str, collection: Collection, problems: Problems) -> Note:
    kind = _kind(item)
    fields = vocabulary.note(collection, kind)
    data = read_record(item, path, fields, _called(kind, collection), problems)
    values = data.values(NOTE)
    first, prose = values.pop("kind"), values.pop("note")
    values |= {
        "kinds": (first, *values["kinds"]),
        "reason": prose if prose.words else values["reason"],
    }
    return Note(
        text=text,
        place=Place(path, item.line),
        places=tuple(_note_places(data, problems)),
        readings=tuple(_readings(data, problems)),
        **values,
    )


def _kind(item: Value) -> str:
    """Return of what kind a note says that it is, before its keys are checked."""
    given = item.content.get("kind") if isinstance(item.content, dict) else None
    return given.content.strip() if given and isinstance(given.content, str) else ""


def _called(kind: str, collection: Collection) -> str:
    """Return what messages call a note of a kind."""
    groups = {SAID[kind].group} if kind in NOTE_KINDS else {k.group for k in collection.note_kinds}
    if groups == {TRANSLATION}:
        return "a translation note"
    return f"a note of the kind {kind!r}" if kind in NOTE_KINDS else "a note"


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


def _readings(note: Record, problems: Problems) -> Iterable[Reading]:
    for item in note.items("readings"):
        before = len(problems)
        data = read_record(item, note.path, READING, "a reading", problems)
        words = data.text("words")
        if words and not (data.text("witness") or data.text("source")):
            message = "a reading lacks 'witness' and 'source'"
            fix = "add a line 'witness: …' that names who has it, or 'source: …' with a key"
            problems.append(Problem(note.path, item.line, "missing-key", message, fix))
        if len(problems) == before:
            words = "" if words == LEFT_OUT else words
            yield Reading(**data.values(READING) | {"words": words})


def _note_places(note: Record, problems: Problems) -> Iterable[NotePlace]:
    for item in note.items("places"):
        before = len(problems)
        data = read_record(item, note.path, NOTE_PLACE, "the place of a note", problems)
        if len(problems) == before:
            values = data.values(NOTE_PLACE)
            occurrence = values["occurrence"] or 1
            yield NotePlace(**values | {"occurrence": occurrence}, line=item.line)
