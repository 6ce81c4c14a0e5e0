"""The JSON Schema of ``edition.json``: every key is there, and no other."""

from __future__ import annotations

from dataclasses import asdict

from reader.data.edition import FORMAT, META
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
from reader.data.versions import of_versions
from reader.edition import attestations
from reader.language.split import SHAPES
from reader.model import LICENSES, Collection
from reader.seeds.keys import AUTHORITIES
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
    words = ("title", "heading", "description", "lead", "editors", "contact", "interface")
    licenses = one_of(*map(asdict, LICENSES.values()))
    return object_of(
        "What the whole is called, who makes it, and the words that its parts may use",
        {
            **dict.fromkeys(words, TEXT),
            "license": described(licenses, "that of the glossary and the notes"),
            "originals": described(
                list_of(TEXT), "languages of originals, that of the texts first"
            ),
            **dict.fromkeys(("languages", "romanizations"), _pairs("language", "name")),
            "kinds": _pairs("kind", "plural"),
            **dict.fromkeys(("themes", "textKinds"), list_of(TEXT)),
            "grades": described(list_of(TEXT), "of sources, the best first"),
            "noteKinds": _pairs("kind", "meaning"),
        },
    )


def _pairs(one: str, other: str) -> Schema:
    return list_of(object_of(f"The {other} of a {one}", {one: TEXT, other: TEXT}))


def _text(collection: Collection) -> Schema:
    meta = {name: DATE if name.endswith("_date") else TEXT for name in META}
    meta["number"] = described(TEXT, "its number in the series, a whole number, or empty")
    return object_of(
        "A source text. Joined in order, 'before' and 'words' of all headings and paragraphs, "
        "and 'after', are the source, character for character",
        {
            "id": ID,
            **in_use(meta, collection, OF_ANY_TEXT),
            "direction": one_of("ltr", "rtl"),
            "wrapped": described(TRUTH, "whether lines end where a page ended, and mean nothing"),
            "speaker": described(TEXT, "the entry of the person who speaks, or empty"),
            "provenance": described(TEXT, "Markdown, with citations as Pandoc has them"),
            "outline": {"type": "object", "additionalProperties": TEXT},
            "people": list_of(object_of("Who did what", {"term": ID, "role": TEXT})),
            "sources": list_of(ID),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "headings": list_of(ref("block")),
            "paragraphs": list_of(ref("block")),
            "order": described(list_of(BLOCK_ID), "headings and paragraphs as the source has them"),
            "after": TEXT,
            "footnoteMark": described(TEXT, "how the first of them is marked, or empty"),
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
    rendering = {
        "wording": TEXT,
        "authority": one_of(*AUTHORITIES),
        "source": described(TEXT, "the id of a source, or empty"),
        "where": TEXT,
    }
    attestation = {
        "date": DATE,
        "document": TEXT,
        "original": TEXT,
        "speaker": TEXT,
        "source": ID,
        "rendering": described(TEXT, "the official rendering of the words, or empty"),
        "renderingSource": described(TEXT, "where the rendering was read, or empty"),
        "relation": described(
            one_of("", *attestations.LABELS),
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
                "kind": one_of(*(kind for kind, _ in collection.kinds)),
                "theme": one_of(*collection.themes),
                "original": described(TEXT, f"what it is in {collection.original}, or empty"),
                "traditional": described(TEXT, "that in traditional characters"),
                "romanization": described(TEXT, "that in Latin letters, or empty"),
                "originals": list_of(object_of("What it is in a further language", original)),
                "forms": described(
                    list_of(TEXT), "wordings looked for in the texts, beside the headword"
                ),
                "formsIn": list_of(
                    object_of(
                        "Wordings looked for in one text alone",
                        {"text": ID, "forms": list_of(TEXT)},
                    )
                ),
                "excluded": described(list_of(TEXT), "wordings that are not this term"),
                "also": described(list_of(TEXT), "other names, for the search alone"),
                "exact": described(TRUTH, "whether letter case counts when it is looked for"),
                "renderings": list_of(object_of("How somebody renders the term", rendering)),
                "offices": list_of(object_of("An office that a person held", office)),
                "attestations": list_of(
                    object_of(
                        "Where somebody said the term, in order of days",
                        attested(attestation, collection),
                    )
                ),
                "history": object_of("What follows from the attestations of the term", past),
                "within": described(
                    list_of(
                        object_of(
                            "How often it stands in one of them", {"term": ID, "count": COUNT}
                        )
                    ),
                    "the longer terms that it stands within, where it is not marked",
                ),
                "broader": list_of(ID),
                "narrower": list_of(ID),
                "related": list_of(ID),
                "distinct": described(list_of(ID), "not to be confused with these"),
                "sources": list_of(ID),
                "responsible": TEXT,
                "revised": DATE,
                "definition": described(TEXT, "the first paragraph of the prose, without markup"),
                "prose": described(TEXT, "Markdown, with citations as Pandoc has them"),
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
            "grade": one_of(*collection.grades),
            "note": TEXT,
        },
    )
