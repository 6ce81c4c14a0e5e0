"""Items: what a release says of each thing that has an id, as words under names for readers.

An item is ``pond`` for what is said about a text, ``pond/p4`` for a paragraph, ``pond/n3`` for
a note, ``glossary/carp`` for an entry, ``@key`` for a source. The names of its parts, which the
keys of seeds declare, stand in the record of releases: a new name makes its part a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reader.edition.index import Index
from reader.fields.field import Field
from reader.history import ids
from reader.language import markup
from reader.model import Form, Item, Source, Term, Text
from reader.seeds.keys import ENTRY, META, NOTE, OF_SOURCE

Part = tuple[str, str]


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
    found += (_item(f"{note.text}/{note.id}", _parts(note, NOTE)) for note in seeds.notes)
    found += (_item(f"@{source.id}", _source(source)) for source in index.sources.values())
    return tuple(found)


def _item(name: str, parts: Iterable[Part]) -> Item:
    given = ((part, markup.shown(words)) for part, words in parts if words)
    return Item(name, tuple(sorted(given)))


def _text(text: Text) -> Iterator[Part]:
    yield from _parts(text.meta, META)
    yield "sha256", text.sha256
    yield "order", "; ".join(block.id for block in text.blocks)


def _term(term: Term) -> Iterator[Part]:
    yield from _parts(term, ENTRY)
    yield "prose", _readable(term.prose.words)


def _source(source: Source) -> Iterator[Part]:
    yield from ((name, words) for name, words in source.csl if name != "id")
    yield from _parts(source, OF_SOURCE)


def _parts(thing: object, fields: Iterable[Field]) -> Iterator[Part]:
    """Give what something has under keys, by the names that the record has for these."""
    for field in fields:
        if field.recorded:
            yield field.recorded, _said(getattr(thing, field.attribute), field)


def _said(value: Any, field: Field) -> str:
    """Return a value in words."""
    if field.item:
        return "; ".join(_pairs(*_parts(one, field.item)) for one in value)
    if field.pair:
        key, other = field.pair
        return "; ".join(_pairs((key, form.words), (other, words)) for form, words in value)
    return WORDS.get(field.kind, str)(value)


def _forms(forms: Iterable[Form]) -> str:
    return "; ".join(form.words for form in forms)


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


WORDS: Mapping[str, Callable[[Any], str]] = {
    "name": lambda name: str(name.words),
    "flag": lambda given: "yes" if given else "",
    "prose": lambda prose: _readable(prose.words),
    "list": _forms,
    "texts": "; ".join,
    "mapping": lambda pairs: _pairs(*((form.words, words) for form, words in pairs)),
}
