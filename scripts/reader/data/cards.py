"""Cards: a small file for each entry and paragraph, for sites that link to them.

``assets/embed.js`` takes one where a reader rests on a link. The pages' own cards hold the
same of an entry, and what is said of a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.data.names import dump, urn
from reader.data.schema import DIALECT
from reader.data.schema_parts import TEXT, object_of
from reader.edition.index import Index
from reader.history import paths
from reader.interface import ENGLISH, Interface
from reader.language import han, markup
from reader.model import Collection, Note, Paragraph, Term, Text

Card = dict[str, Any]
ORIGINALS: Card = {
    "description": "its names in other languages, some in Latin letters: the tag, and the words",
    "type": "array",
    "items": {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2},
    "minItems": 1,
}
SENTENCES: Card = {"type": "array", "items": TEXT, "minItems": 1}


def cards(index: Index) -> Iterator[tuple[str, str]]:
    """Return the card of every entry and every paragraph, each with its path."""
    for term in index.terms.values():
        yield paths.card(paths.entry(term.id)), dump(entry(term), lines=False)
    for text in index.texts.values():
        for block in text.paragraphs:
            path = paths.card(paths.paragraph(text.id, block.id))
            yield path, dump(paragraph(text, block), lines=False)


def definition(term: Term) -> str:
    """Return the paragraph that defines a term, without its markup, on one line."""
    return markup.plain(markup.sections(term.prose.words)[0])


def cited(term: Term) -> tuple[str, ...]:
    """Return the keys of the sources that an entry itself cites, in its prose first."""
    in_prose = (key for key, _ in markup.citations(term.prose.words))
    return tuple(dict.fromkeys((*in_prose, *(form.words for form in term.sources))))


def entry(term: Term) -> Card:
    """Return what a card says of an entry."""
    named = [list(pair) for pair in term.in_languages]
    return {
        "headword": term.headword,
        **({"originals": named} if named else {}),
        "text": markup.curly(definition(term)),
    }


def note(of: Note, language: str = "", interface: Interface = ENGLISH) -> Card:
    """Return what a card says of a note; its quotation and its mark stand in the text.

    ``language`` is the tag of what it translates; a page knows Chinese by its characters.
    """
    named = bool(of.original) and language not in ("", han.LANGUAGE)
    return {
        **({"language": language} if named else {}),
        **({"original": of.original} if of.original else {}),
        "better": [[interface.gettext(name), wording] for name, wording in of.better],
        "text": markup.curly(markup.plain(of.reason.words)),
    }


def paragraph(text: Text, block: Paragraph) -> Card:
    """Return what a card says of a paragraph; its sentences are those of the source."""
    return {
        "label": f"¶\u00a0{block.number}",
        "title": text.meta.label,
        "status": text.meta.status,
        "language": text.meta.language,
        "sentences": [sentence.words for sentence in block.sentences],
    }


def schema(collection: Collection) -> str:
    """Return the JSON Schema of a card in a collection."""
    about_entry = {"headword": TEXT, "text": TEXT}
    named = [{**about_entry, "originals": ORIGINALS}] if collection.originals else []
    about_paragraph = dict.fromkeys(("label", "title", "status", "language"), TEXT)
    kinds = [
        *(object_of("The card of an entry with an original", own) for own in named),
        object_of("The card of an entry without one", about_entry),
        object_of(
            "The card of a paragraph; 'sentences' are its words, as the source has them",
            {**about_paragraph, "sentences": SENTENCES},
        ),
    ]
    return dump({"$schema": DIALECT, "$id": urn("schema", "card"), "oneOf": kinds})
