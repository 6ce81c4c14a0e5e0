"""The JSON Schema of ``edition.json``: every key is there, and no other."""

from __future__ import annotations

from dataclasses import asdict

from reader.data.edition import FORMAT
from reader.data.names import dump, urn
from reader.data.notes import schema_of_note
from reader.data.schema_parts import (
    BLOCK_ID,
    COUNT,
    DATE,
    DIALECT,
    ID,
    ORDINAL,
    SENTENCE_ID,
    TEXT,
    TRUTH,
    Schema,
    described,
    list_of,
    object_of,
    one_of,
    ref,
)
from reader.data.values import MARKDOWN, properties
from reader.data.versions import of_versions
from reader.edition import attestations
from reader.language.split import SHAPES
from reader.model import LICENSES, Collection
from reader.seeds.keys import ATTESTATION, COLLECTION, ENTRY, META, OF_SOURCE
from reader.seeds.vocabulary import OF_ANY_TEXT, attested, in_use

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
            "address": described(TEXT, "of the site, with a slash at its end, or empty"),
            "collection": of_collection(),
            "texts": list_of(ref("text")),
            "terms": list_of(ref("term")),
            "mentions": list_of(ref("mention")),
            "notes": list_of(ref("note")),
            "sources": list_of(ref("source")),
            "versions": of_versions(),
        },
    )
    kinds = {
        "text": _text(collection),
        "block": _block(),
        "term": _term(collection),
        "mention": _mention(),
        "note": schema_of_note(collection),
        "source": _source(collection),
    }
    return dump(
        {"$schema": DIALECT, "$id": urn("schema", "edition", FORMAT), "$defs": kinds, **whole}
    )


def of_collection() -> Schema:
    """Return the schema of what the file says of the whole."""
    licenses = one_of(*map(asdict, LICENSES.values()))
    return object_of(
        "What the whole is called, who makes it, and the words that its parts may use",
        {
            **properties(COLLECTION),
            "license": described(licenses, "that of the glossary and the notes"),
            "lead": TEXT,
        },
    )


def _text(collection: Collection) -> Schema:
    return object_of(
        "A source text. Joined in order, 'before' and 'words' of all headings and paragraphs, "
        "and 'after', are the source, character for character",
        {
            "id": ID,
            **in_use(properties(META), collection, OF_ANY_TEXT),
            "direction": one_of("ltr", "rtl"),
            "wrapped": described(TRUTH, "whether lines end where a page ended, and mean nothing"),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "headings": list_of(ref("block")),
            "paragraphs": list_of(ref("block")),
            "order": described(list_of(BLOCK_ID), "headings and paragraphs as the source has them"),
            "after": TEXT,
            "footnotes": list_of(_footnote()),
        },
    )


def _footnote() -> Schema:
    reference = object_of("A mark; offsets are in characters of its sentence", FOOTMARK)
    return object_of(
        "A footnote of the text itself: its mark, its words, the marks that lead to it",
        {**FOOTMARK, "words": TEXT, "references": list_of(reference)},
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
            "shape": described(one_of("", *SHAPES), "what it is, if no paragraph or first heading"),
            "original": described(
                TEXT, "what it translates, if the original stands beside the text"
            ),
            "sentences": list_of(sentence),
        },
    )


def _term(collection: Collection) -> Schema:
    relation = described(
        one_of("", *attestations.LABELS),
        "how it stands to the others: a forerunner of the term, the first that has the term, "
        "the same words as an earlier one, or later words without the term",
    )
    attestation = attested({**properties(ATTESTATION), "relation": relation}, collection)
    past = {"first": DATE, "last": DATE, "wordings": COUNT}
    longer = object_of("How often it stands in one of them", {"term": ID, "count": COUNT})
    own = {field.name: field.says for field in ENTRY}
    return object_of(
        "An entry of the glossary",
        in_use(
            {
                "id": ID,
                **properties(ENTRY),
                "kind": one_of(*(kind for kind, _ in collection.kinds)),
                "theme": one_of(*collection.themes),
                "original": described(TEXT, f"what it is in {collection.original}, or empty"),
                "attestations": list_of(object_of(own["attestations"], attestation)),
                "history": object_of("What follows from the attestations of the term", past),
                "within": described(
                    list_of(longer),
                    "the longer terms that it stands within, where it is not marked",
                ),
                "definition": described(TEXT, "the first paragraph of the prose, without markup"),
                "prose": MARKDOWN,
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
            "start": described(COUNT, "in code points, from 0, within the sentence"),
            "end": described(COUNT, "the first code point behind the mention"),
            "words": TEXT,
            "term": ID,
        },
    )


def _source(collection: Collection) -> Schema:
    return object_of(
        "An item of the bibliography",
        {
            "id": ID,
            "csl": described({"type": "object"}, "as in sources.csl.json"),
            **properties(OF_SOURCE),
            "grade": one_of(*collection.grades),
        },
    )
