"""The JSON Schema of ``edition.json``: every key is there, and no other."""

from __future__ import annotations

from dataclasses import asdict

from reader.data.edition import FORMAT, META
from reader.data.names import dump, urn
from reader.data.schema_parts import (
    BLOCK_ID,
    COUNT,
    DATE,
    ID,
    ORDINAL,
    SENTENCE_ID,
    TEXT,
    TRUTH,
    Schema,
    object_of,
)
from reader.data.schema_parts import list_of as _list
from reader.data.schema_parts import one_of as _one_of
from reader.data.schema_parts import ref as _ref
from reader.data.schema_parts import said as _said
from reader.data.versions import of_versions
from reader.edition import attestations
from reader.language.split import SHAPES
from reader.model import LICENSES, RANKS, Collection
from reader.seeds.keys import AUTHORITIES, NOTE_KINDS
from reader.seeds.vocabulary import OF_ANY_TEXT, attested, in_use

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOOTMARK: Schema = {
    "id": {"type": "string", "pattern": "^[hp][1-9][0-9]*[fr][1-9][0-9]*$"},
    "mark": TEXT,
    "paragraph": BLOCK_ID,
    "sentence": SENTENCE_ID,
    "start": COUNT,
    "end": ORDINAL,
}


def schema(collection: Collection) -> str:
    """Return the schema as JSON, with the keys for which a collection has use."""
    whole = object_of(
        "The edition: texts, glossary, mentions, notes and sources",
        {
            "$schema": TEXT,
            "format": {"const": FORMAT},
            "date": DATE,
            "address": _said(TEXT, "of the site, with a slash at its end, or empty"),
            "collection": of_collection(),
            "texts": _list(_ref("text")),
            "terms": _list(_ref("term")),
            "mentions": _list(_ref("mention")),
            "notes": _list(_ref("note")),
            "sources": _list(_ref("source")),
            "versions": of_versions(),
        },
    )
    kinds = {
        "text": _text(collection),
        "block": _block(),
        "term": _term(collection),
        "mention": _mention(),
        "note": _note(collection),
        "source": _source(collection),
    }
    return dump(
        {"$schema": DIALECT, "$id": urn("schema", "edition", FORMAT), "$defs": kinds, **whole}
    )


def of_collection() -> Schema:
    """Return the schema of what the file says of the whole."""
    words = ("title", "heading", "description", "lead", "editors", "contact", "interface")
    licenses = _one_of(*map(asdict, LICENSES.values()))
    return object_of(
        "What the whole is called, who makes it, and the words that its parts may use",
        {
            **dict.fromkeys(words, TEXT),
            "license": _said(licenses, "that of the glossary and the notes"),
            "originals": _said(_list(TEXT), "languages of originals, that of the texts first"),
            **dict.fromkeys(("languages", "romanizations"), _pairs("language", "name")),
            "kinds": _pairs("kind", "plural"),
            **dict.fromkeys(("themes", "textKinds"), _list(TEXT)),
            "grades": _said(_list(TEXT), "of sources, the best first"),
            "noteKinds": _pairs("kind", "meaning"),
        },
    )


def _pairs(one: str, other: str) -> Schema:
    return _list(object_of(f"The {other} of a {one}", {one: TEXT, other: TEXT}))


def _text(collection: Collection) -> Schema:
    meta = {name: DATE if name.endswith("_date") else TEXT for name in META}
    return object_of(
        "A source text. Joined in order, 'before' and 'words' of all headings and paragraphs, "
        "and 'after', are the source, character for character",
        {
            "id": ID,
            **in_use(meta, collection, OF_ANY_TEXT),
            "direction": _one_of("ltr", "rtl"),
            "wrapped": _said(TRUTH, "whether lines end where a page ended, and mean nothing"),
            "speaker": _said(TEXT, "the entry of the person who speaks, or empty"),
            "provenance": _said(TEXT, "Markdown, with citations as Pandoc has them"),
            "outline": {"type": "object", "additionalProperties": TEXT},
            "people": _list(object_of("Who did what", {"term": ID, "role": TEXT})),
            "sources": _list(ID),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "headings": _list(_ref("block")),
            "paragraphs": _list(_ref("block")),
            "order": _said(_list(BLOCK_ID), "headings and paragraphs as the source has them"),
            "after": TEXT,
            "footnoteMark": _said(TEXT, "how the first of them is marked, or empty"),
            "footnotes": _list(_footnote()),
        },
    )


def _footnote() -> Schema:
    reference = object_of("A mark; offsets are in characters of its sentence", FOOTMARK)
    return object_of(
        "A footnote of the text itself: its mark, its words, the marks that lead to it",
        {**FOOTMARK, "words": TEXT, "references": _list(reference)},
    )


def _block() -> Schema:
    sentence = object_of(
        "A sentence with the white space that follows it", {"id": SENTENCE_ID, "words": TEXT}
    )
    return object_of(
        "A heading or a paragraph; 'before' is what stands between it and the one before it",
        {
            "id": BLOCK_ID,
            "before": TEXT,
            "shape": _said(_one_of("", *SHAPES), "what it is, if no paragraph or first heading"),
            "original": _said(TEXT, "what it translates, if the original stands beside the text"),
            "sentences": _list(sentence),
        },
    )


def _term(collection: Collection) -> Schema:
    rendering = {
        "wording": TEXT,
        "authority": _one_of(*AUTHORITIES),
        "source": _said(TEXT, "the id of a source, or empty"),
        "where": TEXT,
    }
    attestation = {
        "date": DATE,
        "document": TEXT,
        "original": TEXT,
        "speaker": TEXT,
        "source": ID,
        "rendering": _said(TEXT, "the official rendering of the words, or empty"),
        "renderingSource": _said(TEXT, "where the rendering was read, or empty"),
        "relation": _said(
            _one_of("", *attestations.LABELS),
            "how it stands to the others: a forerunner of the term, the first that has the term, "
            "the same words as an earlier one, or later words without the term",
        ),
    }
    original = {"language": TEXT, "original": TEXT, "romanization": TEXT}
    past = {"first": DATE, "last": DATE, "wordings": COUNT}
    office = {"title": TEXT, "since": DATE, "until": DATE, "source": TEXT}
    return object_of(
        "An entry of the glossary",
        in_use(
            {
                "id": ID,
                "headword": TEXT,
                "kind": _one_of(*(kind for kind, _ in collection.kinds)),
                "theme": _one_of(*collection.themes),
                "original": _said(TEXT, f"what it is in {collection.original}, or empty"),
                "traditional": _said(TEXT, "that in traditional characters"),
                "romanization": _said(TEXT, "that in Latin letters, or empty"),
                "originals": _list(object_of("What it is in a further language", original)),
                "forms": _said(
                    _list(TEXT), "wordings looked for in the texts, beside the headword"
                ),
                "formsIn": _list(
                    object_of(
                        "Wordings looked for in one text alone", {"text": ID, "forms": _list(TEXT)}
                    )
                ),
                "excluded": _said(_list(TEXT), "wordings that are not this term"),
                "also": _said(_list(TEXT), "other names, for the search alone"),
                "exact": _said(TRUTH, "whether letter case counts when it is looked for"),
                "renderings": _list(object_of("How somebody renders the term", rendering)),
                "offices": _list(object_of("An office that a person held", office)),
                "attestations": _list(
                    object_of(
                        "Where somebody said the term, in order of days",
                        attested(attestation, collection),
                    )
                ),
                "history": object_of("What follows from the attestations of the term", past),
                "within": _said(
                    _list(
                        object_of(
                            "How often it stands in one of them", {"term": ID, "count": COUNT}
                        )
                    ),
                    "the longer terms that it stands within, where it is not marked",
                ),
                "broader": _list(ID),
                "narrower": _list(ID),
                "related": _list(ID),
                "distinct": _said(_list(ID), "not to be confused with these"),
                "sources": _list(ID),
                "responsible": TEXT,
                "revised": DATE,
                "definition": _said(TEXT, "the first paragraph of the prose, without markup"),
                "prose": _said(TEXT, "Markdown, with citations as Pandoc has them"),
            },
            collection,
        ),
    )


def _mention() -> Schema:
    return object_of(
        "A place where a term stands in a text",
        {
            "id": TEXT,
            "text": ID,
            "paragraph": BLOCK_ID,
            "sentence": SENTENCE_ID,
            "start": _said(COUNT, "in code points, from 0, within the sentence"),
            "end": _said(COUNT, "the first code point behind the mention"),
            "words": TEXT,
            "term": ID,
        },
    )


def _note(collection: Collection) -> Schema:
    place = {"paragraph": BLOCK_ID, "quote": TEXT, "occurrence": ORDINAL}
    return object_of(
        "A note on how a passage is translated",
        in_use(
            {
                "id": {"type": "string", "pattern": "^n[1-9][0-9]*$"},
                "text": ID,
                "kinds": _list(_one_of(*NOTE_KINDS)),
                "rank": _said(
                    _one_of(*range(1, len(RANKS) + 1)), "1 matters most to a reader, 5 least"
                ),
                "labels": _said(_list(_one_of(*RANKS)), "what it means for a reader, in words"),
                "changesSense": TRUTH,
                "places": _list(
                    object_of("A quotation, and which of its uses in the paragraph", place)
                ),
                "original": TEXT,
                "established": _said(TEXT, "a rendering that others use, or empty"),
                "suggested": _said(TEXT, "a rendering of the edition's own, or empty"),
                "reason": _said(TEXT, "Markdown, with citations as Pandoc has them"),
                "terms": _list(ID),
            },
            collection,
        ),
    )


def _source(collection: Collection) -> Schema:
    return object_of(
        "An item of the bibliography",
        {
            "id": ID,
            "csl": _said({"type": "object"}, "as in sources.csl.json"),
            "grade": _one_of(*collection.grades),
            "note": TEXT,
        },
    )
