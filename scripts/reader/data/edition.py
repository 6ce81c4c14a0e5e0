"""The whole edition as JSON: everything that the pages are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from reader.citing import bibliography
from reader.data import values, versions
from reader.data.cards import definition
from reader.data.names import encoded
from reader.data.notes import note_as_json
from reader.edition import attestations
from reader.edition.footnotes import Footnote, Footnotes, Mark
from reader.edition.index import Index
from reader.language import tags
from reader.model import Collection, Mention, Paragraph, Source, Term, Text
from reader.seeds.keys import ATTESTATION, COLLECTION, ENTRY, META, OF_SOURCE, ORIGINAL
from reader.seeds.vocabulary import OF_ANY_TEXT, attested, in_use

FORMAT = "4"
MENTION = ("id", "text", "paragraph", "sentence", "start", "end", "words", "term")


def edition(index: Index) -> bytes:
    """Return the edition as JSON in UTF-8, as ``edition.schema.json`` describes it."""
    return encoded(
        {
            "$schema": "edition.schema.json",
            "format": FORMAT,
            "date": index.day,
            "address": index.edition.address,
            "collection": _collection(index.collection),
            "mentions": (_mention(mention) for mention in index.edition.mentions),
            "sources": [_source(source) for source in index.edition.seeds.sources],
            "versions": versions.written(index),
            **written(index),
        }
    )


def written(index: Index) -> dict[str, list[dict[str, Any]]]:
    """Return what editors write: the texts, the glossary and the notes."""
    seeds = index.edition.seeds
    return {
        "texts": [
            in_use(_text(text, index.footnotes[text.id]), seeds.collection, OF_ANY_TEXT)
            for text in seeds.texts
        ],
        "terms": [
            in_use(_term(t, index.within(t), seeds.collection), seeds.collection)
            for t in seeds.terms
        ],
        "notes": [note_as_json(note, seeds.collection) for note in seeds.notes],
    }


def _collection(collection: Collection) -> dict[str, Any]:
    return {**values.written(collection, COLLECTION), "license": asdict(collection.license)}


def _text(text: Text, footnotes: Footnotes) -> dict[str, Any]:
    return {
        "id": text.id,
        **values.written(text.meta, META),
        "direction": tags.direction(text.meta.language),
        "wrapped": text.meta.wrapped,
        "sha256": text.sha256,
        "headings": [_block(block) for block in text.headings],
        "paragraphs": [_block(block) for block in text.paragraphs],
        "order": [block.id for block in text.blocks],
        "after": text.after,
        "footnotes": [_footnote(note) for note in footnotes.notes],
    }


def _footnote(note: Footnote) -> dict[str, Any]:
    references = [_mark(mark) for mark in note.references]
    return {**_mark(note.mark), "words": note.words, "references": references}


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "id": mark.id,
        "mark": mark.words,
        "paragraph": mark.paragraph,
        "sentence": mark.sentence,
        "start": mark.start,
        "end": mark.end,
    }


def _block(block: Paragraph) -> dict[str, Any]:
    sentences = [{"id": sentence.id, "words": sentence.words} for sentence in block.sentences]
    return {
        "id": block.id,
        "before": block.before,
        "shape": block.shape,
        "original": block.original.words if block.original else "",
        "sentences": sentences,
    }


def _term(term: Term, within: Iterable[tuple[Term, int]], collection: Collection) -> dict[str, Any]:
    return {
        "id": term.id,
        **values.written(term, ENTRY),
        "originals": [values.written(o, ORIGINAL) | {"language": o.tag} for o in term.further],
        "attestations": [
            attested(_attestation(step), collection) for step in attestations.steps(term)
        ],
        "history": _history(term),
        "within": [{"term": longer.id, "count": count} for longer, count in within],
        "definition": definition(term),
        "prose": term.prose.words,
    }


def _attestation(step: attestations.Step) -> dict[str, Any]:
    given = step.attestation
    read_in = given.rendering_source or (given.source if given.rendering else "")
    own = values.written(given, ATTESTATION)
    return {**own, "renderingSource": read_in, "relation": step.relation}


def _history(term: Term) -> dict[str, Any]:
    first, last = attestations.first_and_last(term)
    return {"first": first, "last": last, "wordings": attestations.wordings(term)}


def _mention(mention: Mention) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in MENTION}


def _source(source: Source) -> dict[str, Any]:
    own = values.written(source, OF_SOURCE)
    return {"id": source.id, "csl": bibliography.csl(source), **own}
