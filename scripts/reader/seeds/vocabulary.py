"""Vocabulary: which keys and words the seeds of one collection may use."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from reader.fields.field import Field, Fields
from reader.fields.schema import is_one_of
from reader.model import CHANGED, NOTE_KINDS, SAID, TRANSLATION, Collection
from reader.seeds import keys

# Keys that say a thing in the original, and one of a text that is of use to any collection: it
# says where the original is to be found.
OF_ORIGINALS = ("original", "traditional", "romanization", "originals", "original_title")
OF_ANY_TEXT = ("original",)


@lru_cache(maxsize=8)
def entry(collection: Collection) -> Fields:
    """Return the keys of an entry."""
    return tuple(_fitted(keys.ENTRY, collection))


@lru_cache(maxsize=8)
def meta(collection: Collection) -> Fields:
    """Return the keys of a text's metadata."""
    return tuple(_fitted(keys.META, collection, kinds=collection.text_kinds, always=OF_ANY_TEXT))


OF_ANY_NOTE = ("id", "kind", "places", "entries", "author")
OF_ALL_NOTES = ("id", "kind", "places")  # each has these; of an unknown kind no more is asked


@lru_cache(maxsize=32)
def note(collection: Collection, kind: str = "") -> Fields:
    """Return the keys of a note of a kind, or of all kinds if there is none of this name."""
    said = collection.note_kinds
    group = SAID[kind].group if kind in NOTE_KINDS else ""
    own = [one for one in SAID.values() if one.group == group] or said
    known = {*OF_ANY_NOTE, *(key for one in own for key in (*one.needs, *one.keys))}
    if CHANGED not in (one.name for one in said):
        known.discard("sense")
    asked = {*OF_ALL_NOTES}.union(set.intersection(*(set(one.needs) for one in own)))
    return tuple(
        _of_note(field, collection, asked)
        for field in _fitted(keys.NOTE, collection, kinds=())
        if field.name in known
    )


def _of_note(field: Field, collection: Collection, asked: Container[str]) -> Field:
    """Return a key of a note with the kinds in use; it is required if it is asked for."""
    names = tuple(kind.name for kind in collection.note_kinds if kind.name != CHANGED)
    if field.name == "kind":
        return replace(field, choices=(), check=partial(_in_use, names))
    if field.name == "also":
        graded = (name for name in names if SAID[name].group == TRANSLATION)
        return replace(field, choices=(), check=is_one_of(*graded))
    return replace(field, required=field.required and field.name in asked)


@lru_cache(maxsize=8)
def source(collection: Collection) -> Fields:
    """Return the keys of a source."""
    return tuple(_fitted(keys.SOURCE, collection))


@lru_cache(maxsize=8)
def original(collection: Collection) -> Fields:
    """Return the keys of an original in a language besides the first."""
    if collection.unread:
        return keys.ORIGINAL
    first, *others = collection.originals or ("",)

    def is_further(language: str) -> str | None:
        if language == first:
            return "write what it is in this language as the 'original' of the entry"
        return is_one_of(*others)(language)

    checked = (replace(f, check=is_further) if f.name == "language" else f for f in keys.ORIGINAL)
    return tuple(checked)


@lru_cache(maxsize=8)
def attestation(collection: Collection) -> Fields:
    """Return the keys of an attestation; where there is no original, its words are ``words``."""
    if collection.originals or collection.unread:
        return keys.ATTESTATION
    own = (field for field in keys.ATTESTATION if not field.name.startswith("rendering"))
    return tuple(replace(f, name="words") if f.name == "original" else f for f in own)


def _in_use(names: tuple[str, ...], kind: str) -> str | None:
    """Accept a kind of notes that a collection uses; another can be taken into its settings."""
    fault = is_one_of(*names)(kind)
    if fault and kind in NOTE_KINDS:
        return f"{fault}; or add a line '{kind}: …' below 'notes' in {keys.COLLECTION_PATH}"
    return fault


def _fitted(
    fields: Fields,
    collection: Collection,
    *,
    kinds: tuple[str, ...] | None = None,
    always: tuple[str, ...] = (),
) -> Iterator[Field]:
    """Give the fields that a collection has use for, with the words that they may hold."""
    words = {
        "kind": tuple(kind for kind, _ in collection.kinds) if kinds is None else kinds,
        "theme": collection.themes,
        "grade": collection.grades,
    }
    for field in fields:
        if collection.unread:
            yield replace(field, required=field.required and field.name not in _doubtful(words))
        elif field.name in words:
            listed = words[field.name]
            if listed:
                yield replace(field, choices=listed)
            elif field.name == "kind" and kinds is not None:
                yield field
        elif field.name in always or has_use(field.name, collection):
            yield field


def _doubtful(words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys that nobody can ask for while the collection could not be read."""
    return (*words, *OF_ORIGINALS)


def has_use(name: str, collection: Collection) -> bool:
    """Return whether a collection has use for a key; most are of use to any."""
    if name == "theme":
        return bool(collection.themes)
    if name not in OF_ORIGINALS:
        return True
    if name == "romanization":
        return bool(collection.romanization)
    if name == "originals":
        return len(collection.originals) > 1
    if name == "traditional":
        return collection.is_from_chinese
    return bool(collection.originals)


def in_use(
    values: Mapping[str, Any], collection: Collection, always: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return values by their keys without those for which a collection has no use."""
    return {
        name: value for name, value in values.items() if name in always or has_use(name, collection)
    }


def attested(values: Mapping[str, Any], collection: Collection) -> dict[str, Any]:
    """Return the values of an attestation under the keys that a collection has for them."""
    if collection.originals:
        return dict(values)
    named = {("words" if name == "original" else name): value for name, value in values.items()}
    return {name: value for name, value in named.items() if not name.startswith("rendering")}
