"""The whole edition as JSON: everything that the pages are made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reader.citing import bibliography
from reader.data import versions
from reader.data.names import encoded
from reader.data.notes import note_as_json
from reader.edition import attestations
from reader.edition.footnotes import Footnote, Footnotes, Mark
from reader.edition.index import Index
from reader.language import markup, tags
from reader.model import Collection, Form, Mention, Paragraph, Source, Term, Text
from reader.model.collection import Pairs
from reader.seeds.vocabulary import OF_ANY_TEXT, attested, in_use

FORMAT = "4"
MENTION = ("id", "text", "paragraph", "sentence", "start", "end", "words", "term")
META = (
    "title",
    "label",
    "original_title",
    "event",
    "event_date",
    "dispatch",
    "dispatch_date",
    "kind",
    "publisher",
    "status",
    "translation",
    "translator",
    "quoting",
    "author",
    "rights",
    "language",
    "original",
    "original_language",
    "source_sha256",
)


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
    given = collection.license
    return {
        "title": collection.title,
        "heading": collection.heading,
        "description": collection.description,
        "lead": collection.lead.words,
        "editors": collection.editors,
        "contact": collection.contact,
        "license": {"id": given.id, "short": given.short, "name": given.name, "url": given.url},
        "interface": collection.interface,
        "languages": _listed(collection.languages, "language", "name"),
        "originals": list(collection.originals),
        "romanizations": _listed(collection.romanizations, "language", "name"),
        "kinds": _listed(collection.kinds, "kind", "plural"),
        "themes": list(collection.themes),
        "grades": list(collection.grades),
        "textKinds": list(collection.text_kinds),
        "noteKinds": _listed(collection.notes, "kind", "meaning"),
    }


def _listed(pairs: Pairs, one: str, other: str) -> list[dict[str, str]]:
    """Return pairs as objects in a list: an object alone would lose their order."""
    return [{one: first, other: second} for first, second in pairs]


def _text(text: Text, footnotes: Footnotes) -> dict[str, Any]:
    return {
        "id": text.id,
        **{name: getattr(text.meta, name) for name in META},
        "direction": tags.direction(text.meta.language),
        "wrapped": text.meta.wrapped,
        "speaker": text.meta.speaker.words,
        "provenance": text.meta.provenance.words,
        "outline": {form.words: line for form, line in text.meta.outline},
        "people": [{"term": form.words, "role": role} for form, role in text.meta.people],
        "sources": _words(text.meta.sources),
        "sha256": text.sha256,
        "headings": [_block(block) for block in text.headings],
        "paragraphs": [_block(block) for block in text.paragraphs],
        "order": [block.id for block in text.blocks],
        "after": text.after,
        "footnoteMark": text.meta.footnotes,
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
        "headword": term.headword,
        "kind": term.kind,
        "theme": term.theme,
        "original": term.original,
        "traditional": term.traditional,
        "romanization": term.romanization,
        "originals": [
            {"language": o.tag, "original": o.words, "romanization": o.romanization}
            for o in term.further
        ],
        "forms": _words(term.forms),
        "formsIn": [
            {"text": limited.text.words, "forms": _words(limited.forms)}
            for limited in term.forms_in
        ],
        "excluded": _words(term.excluded),
        "also": list(term.also),
        "exact": term.exact,
        "renderings": [
            {"wording": r.wording, "authority": r.authority, "source": r.source, "where": r.where}
            for r in term.renderings
        ],
        "offices": [
            {"title": o.title, "since": o.since, "until": o.until, "source": o.source}
            for o in term.offices
        ],
        "attestations": [
            attested(_attestation(step), collection) for step in attestations.steps(term)
        ],
        "history": _history(term),
        "within": [{"term": longer.id, "count": count} for longer, count in within],
        "broader": _words(term.broader),
        "narrower": _words(term.narrower),
        "related": _words(term.related),
        "distinct": _words(term.distinct),
        "sources": _words(term.sources),
        "responsible": term.responsible,
        "revised": term.revised,
        "definition": markup.plain(markup.sections(term.prose.words)[0]),
        "prose": term.prose.words,
    }


def _attestation(step: attestations.Step) -> dict[str, Any]:
    given = step.attestation
    return {
        "date": given.date,
        "document": given.document,
        "original": given.original,
        "speaker": given.speaker,
        "source": given.source,
        "rendering": given.rendering,
        "renderingSource": given.rendering_source or (given.source if given.rendering else ""),
        "relation": step.relation,
    }


def _history(term: Term) -> dict[str, Any]:
    first, last = attestations.first_and_last(term)
    return {"first": first, "last": last, "wordings": attestations.wordings(term)}


def _mention(mention: Mention) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in MENTION}


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "csl": bibliography.csl(source),
        "grade": source.grade,
        "note": source.note,
    }


def _words(forms: Iterable[Form]) -> list[str]:
    return [form.words for form in forms]
