"""Keys: what each kind of seed may hold, declared once for checks, types, data and manuals."""

from __future__ import annotations

from reader.fields.field import Fields
from reader.seeds.keys.checks import (
    ASKS_FOR_REMEDY,
    AUTHORITIES,
    COLLECTION_PATH,
    HEIRS,
    LEFT_OUT,
    SOURCES_PATH,
    is_contact,
    is_footnote_mark,
    is_form,
    is_language,
    is_said,
)
from reader.seeds.keys.of_collections import COLLECTION
from reader.seeds.keys.of_entries import ENTRY
from reader.seeds.keys.of_items import ATTESTATION, FORMS_IN, OFFICE, ORIGINAL, RENDERING
from reader.seeds.keys.of_notes import NOTE, NOTE_PLACE, READING
from reader.seeds.keys.of_records import CHANGE
from reader.seeds.keys.of_sources import CSL, SOURCE
from reader.seeds.keys.of_texts import META

# What an entry itself has, beside its originals, and a source, beside what CSL calls it.
OF_TERM = tuple(f for f in ENTRY if f.name not in ("original", "romanization", "originals"))
OF_SOURCE = tuple(field for field in SOURCE if field not in CSL)
# What readers may be told of in the changes since a release.
RECORDED: tuple[Fields, ...] = (META, ENTRY, NOTE, SOURCE)

__all__ = [
    "ASKS_FOR_REMEDY",
    "ATTESTATION",
    "AUTHORITIES",
    "CHANGE",
    "COLLECTION",
    "COLLECTION_PATH",
    "CSL",
    "ENTRY",
    "FORMS_IN",
    "HEIRS",
    "LEFT_OUT",
    "META",
    "NOTE",
    "NOTE_PLACE",
    "OFFICE",
    "OF_SOURCE",
    "OF_TERM",
    "ORIGINAL",
    "READING",
    "RECORDED",
    "RENDERING",
    "SOURCE",
    "SOURCES_PATH",
    "is_contact",
    "is_footnote_mark",
    "is_form",
    "is_language",
    "is_said",
]
