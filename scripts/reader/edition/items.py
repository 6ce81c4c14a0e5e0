"""Items: what a release says of each thing that has an id, as words under names for readers.

An item is ``pond`` for what is said about a text, ``pond/p4`` for a paragraph, ``pond/n3`` for
a note, ``glossary/carp`` for an entry, ``@key`` for a source. The names of its parts stand in
the record of releases, and are no keys of any export: a new name makes its part a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reader.edition.index import Index
from reader.history import ids
from reader.language import markup
from reader.model import (
    Attestation,
    Form,
    Item,
    Note,
    NotePlace,
    Office,
    Original,
    Reading,
    Rendering,
    Source,
    Term,
    Text,
)

Part = tuple[str, str]
META = (
    *("title", "label", "chinese", "event", "event date", "dispatch", "dispatch date", "kind"),
    *(
        "publisher",
        "status",
        "translation",
        "translator",
        "quoting",
        "rights",
        "language",
        "original",
    ),
    *("original language", "source sha256", "series", "number"),
)
SAME_IN_TERM = ("headword", "kind", "theme", "chinese", "traditional", "pinyin")
RENDERING = ("wording", "authority", "source", "where")
ORIGINAL = ("language", "words", "romanization")
OFFICE = ("title", "since", "until", "source")
ATTESTATION = ("date", "document", "chinese", "speaker", "source", "english", "english source")
# What has another name by now, while its name in the record stays.
OF_TEXT = {"chinese": "original_title"}
OF_TERM = {
    "chinese": "original",
    "pinyin": "romanization",
    "english": "rendering",
    "english source": "rendering_source",
}


def items_of(index: Index) -> tuple[Item, ...]:
    """Return every item of an edition."""
    found: list[Item] = []
    for text in index.texts.values():
        found.append(_item(text.id, _text(text)))
        for block in text.blocks:
            beside = block.original.words if block.original else ""
            said = (("words", block.words), ("original", beside))
            found.append(_item(f"{text.id}/{block.id}", said))
    seeds = index.edition.seeds
    found += (_item(f"{ids.GLOSSARY}/{term.id}", _term(term)) for term in seeds.terms)
    found += (_item(f"{note.text}/{note.id}", _note(note)) for note in seeds.notes)
    found += (_item(f"@{source.id}", _source(source)) for source in index.sources.values())
    return tuple(found)


def _item(name: str, parts: Iterable[Part]) -> Item:
    given = ((part, markup.shown(words)) for part, words in parts if words)
    return Item(name, tuple(sorted(given)))


def _text(text: Text) -> Iterator[Part]:
    meta = text.meta
    for name in META:
        yield name, _value(meta, name, OF_TEXT)
    yield "speaker", meta.speaker.words
    yield "provenance", _readable(meta.provenance.words)
    yield "version of", meta.version_of.words
    yield "version", meta.version
    yield "aligned", _pairs(*((form.words, words) for form, words in meta.aligned))
    yield "outline", _pairs(*((form.words, line) for form, line in meta.outline))
    people = (_pairs(("term", form.words), ("role", role)) for form, role in meta.people)
    yield "people", "; ".join(people)
    yield "sources", _forms(meta.sources)
    yield "sha256", text.sha256
    yield "order", "; ".join(block.id for block in text.blocks)


def _term(term: Term) -> Iterator[Part]:
    for name in SAME_IN_TERM:
        yield name, _value(term, name, OF_TERM)
    yield "originals", "; ".join(_named(one, ORIGINAL) for one in term.further)
    yield "forms", _forms(term.forms)
    limited = ((("text", one.text.words), ("forms", _forms(one.forms))) for one in term.forms_in)
    yield "forms in", "; ".join(_pairs(*pairs) for pairs in limited)
    yield "excluded", _forms(term.excluded)
    yield "also", "; ".join(term.also)
    yield "exact", "yes" if term.exact else ""
    yield "renderings", "; ".join(_named(one, RENDERING) for one in term.renderings)
    yield "offices", "; ".join(_named(one, OFFICE) for one in term.offices)
    yield "attestations", "; ".join(_named(one, ATTESTATION) for one in term.attestations)
    for name, forms in term.relations.items():
        yield name, _forms(forms)
    yield "sources", _forms(term.sources)
    yield "responsible", term.responsible
    yield "revised", term.revised
    yield "prose", _readable(term.prose.words)


def _note(note: Note) -> Iterator[Part]:
    yield "kinds", "; ".join(note.kinds)
    yield "changes sense", "yes" if note.changes_sense else ""
    yield "places", "; ".join(map(_place, note.places))
    yield "chinese", note.original
    yield "established", note.established
    yield "suggested", note.suggested
    yield "reason", _readable(note.reason.words)
    yield "terms", _forms(note.entries)
    yield "author", note.author
    yield "readings", "; ".join(map(_reading, note.readings))


def _reading(reading: Reading) -> str:
    source = reading.source.words
    return _pairs(("words", reading.words), ("witness", reading.witness), ("source", source))


def _place(place: NotePlace) -> str:
    occurrence = str(place.occurrence)
    return _pairs(("paragraph", place.at), ("quote", place.quote), ("occurrence", occurrence))


def _source(source: Source) -> Iterator[Part]:
    more = {"grade": source.grade, "accessed": source.accessed, "note": source.note}
    yield from ((name, words) for name, words in (source.fields | more).items() if name != "id")


def _forms(forms: Iterable[Form]) -> str:
    return "; ".join(form.words for form in forms)


def _named(given: Original | Rendering | Office | Attestation, names: Iterable[str]) -> str:
    return _pairs(*((name, _value(given, name, OF_TERM)) for name in names))


def _value(thing: object, name: str, renamed: Mapping[str, str]) -> str:
    """Return what the record knows by a name."""
    return str(getattr(thing, renamed.get(name) or name.replace(" ", "_")))


def _pairs(*pairs: Part) -> str:
    return ", ".join(f"{name}: {words}" for name, words in pairs if words)


def _readable(prose: str) -> str:
    """Return an editor's prose without its markup, but with what it cites and links to."""

    def bare(token: re.Match[str]) -> str:
        if token["cite"]:
            return f"[{', '.join(markup.CITATION.findall(token['cite']))}]"
        entry_or_web = token["target"].endswith(".md") or ":" in token["target"]
        target = f" ({token['target'].removesuffix('.md')})" if entry_or_web else ""
        return f"{token['words']}{target}"

    return markup.plain(markup.TOKEN.sub(bare, markup.hide_escaped(prose)))
