"""The keys of a note. What one of a kind may say, and has to, stands in ``model/notes.py``."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_names, is_ordinal
from reader.interface import message
from reader.model import NOTE_KINDS, NotePlace, Reading
from reader.seeds.keys.checks import LEFT_OUT, is_note_id, is_said

READING = (
    Field(
        "words",
        about=f"what it has in place of the quotation; a dash `{LEFT_OUT}` if nothing",
        example="happy",
        required=True,
        says="empty if they leave them out",
    ),
    Field(
        "witness",
        about="who has it. A reading has this, a `source` or both",
        example="B, C",
        check=is_said,
        says="who has it, or empty",
    ),
    Field(
        "source",
        about="the key of the source where that was read",
        example="example-report-2024",
        kind="name",
        says="the id of the source where that was read, or empty",
        refers="source",
    ),
)
NOTE_PLACE = (
    Field(
        "at",
        about="the paragraph, or the heading, as in `h1`",
        example="p3",
        required=True,
        data="paragraph",
        recorded="paragraph",
        refers="block",
    ),
    Field(
        "quote",
        about="words copied from the text, letter by letter",
        example="the old minister",
        required=True,
    ),
    Field(
        "occurrence",
        about="which of them is meant, if they stand there more than once: `2` is the second",
        example="2",
        kind="number",
        check=is_ordinal,
    ),
)
NOTE = (
    Field(
        "id",
        about="`n` and a number that no other note of the text has",
        example="n1",
        required=True,
        check=is_note_id,
        recorded=None,
    ),
    Field(
        "kind",
        about="what kind of note it is; see below",
        example="odd",
        required=True,
        choices=NOTE_KINDS,
        data=None,
        recorded=None,
    ),
    Field(
        "also",
        about="further kinds of a note on a translation",
        example=["wrong"],
        kind="texts",
        choices=NOTE_KINDS,
        attribute="kinds",
        label=message("kinds"),
    ),
    Field(
        "sense",
        about="`changed`, if the translation says something else than the original",
        example="changed",
        kind="flag",
        choices=("changed",),
        attribute="changes_sense",
        data="changesSense",
        label=message("changes the sense"),
    ),
    Field(
        "places",
        about="where it applies: one or more",
        kind="records",
        required=True,
        label=message("places"),
        says="A quotation, and which of its uses in the paragraph",
        item=NOTE_PLACE,
        made=NotePlace,
    ),
    Field(
        "original",
        about="the words of the original",
        example="生态文明",
        required=True,
        once="chinese",
        recorded="chinese",
        label=message("original"),
    ),
    Field(
        "established",
        about="a wording that a source named in the reason has for these words",
        example="ecological civilization",
        label=message("established"),
        says="a rendering that others use, or empty",
    ),
    Field(
        "suggested",
        about="a wording of your own",
        example="ecological culture",
        label=message("suggested"),
        says="a rendering of the edition's own, or empty",
    ),
    Field(
        "readings",
        about="what other witnesses have",
        kind="records",
        required=True,
        label=message("readings"),
        says="What others have in place of the words that the note quotes",
        item=READING,
        made=Reading,
    ),
    Field(
        "reason",
        about="why, in [prose](#what-prose-may-contain)",
        example="The usual wording is another.[@example-report-2024]",
        kind="prose",
        required=True,
        label=message("reason"),
    ),
    Field(
        "note",
        about="what it says, in [prose](#what-prose-may-contain)",
        example="Chen Min, who had left office in 1911.[@example-report-2024]",
        kind="prose",
        required=True,
        data=None,
        recorded=None,
    ),
    Field(
        "entries",
        about="the entries that it concerns, on whose pages it is shown too",
        example=["ecological-civilization"],
        kind="list",
        data="terms",
        recorded="terms",
        label=message("entries"),
        refers="entry",
    ),
    Field(
        "author",
        about="by whom it is, as a source has authors; if left out, by the editors",
        example="Smith, Ann",
        check=is_names,
        label=message("author"),
        says="by whom it is, if not by the editors",
    ),
)
