"""The values that the pipeline hands on: frozen, made of tuples, without behaviour."""

from __future__ import annotations

from reader.model.collection import LICENSES, UNREAD, Collection, License
from reader.model.edition import (
    FEW,
    UNSET,
    Content,
    Edition,
    Mention,
    Output,
    Seeds,
    Settings,
    Shows,
)
from reader.model.glossary import (
    RELATIONS,
    Attestation,
    Limited,
    Office,
    Original,
    Rendering,
    Source,
    Term,
)
from reader.model.ledger import Change, Item, Published, Release
from reader.model.notes import (
    CHANGED,
    LEAST,
    NOTE_KINDS,
    SAID,
    TRANSLATION,
    Note,
    NotePlace,
    Reading,
    are_on_translation,
)
from reader.model.problem import Form, Level, Place, Problem, Prose, SeedFile
from reader.model.text import Meta, Paragraph, Sentence, Text, named

__all__ = [
    "CHANGED",
    "FEW",
    "LEAST",
    "LICENSES",
    "NOTE_KINDS",
    "RELATIONS",
    "SAID",
    "TRANSLATION",
    "UNREAD",
    "UNSET",
    "Attestation",
    "Change",
    "Collection",
    "Content",
    "Edition",
    "Form",
    "Item",
    "Level",
    "License",
    "Limited",
    "Mention",
    "Meta",
    "Note",
    "NotePlace",
    "Office",
    "Original",
    "Output",
    "Paragraph",
    "Place",
    "Problem",
    "Prose",
    "Published",
    "Reading",
    "Release",
    "Rendering",
    "SeedFile",
    "Seeds",
    "Sentence",
    "Settings",
    "Shows",
    "Source",
    "Term",
    "Text",
    "are_on_translation",
    "named",
]
