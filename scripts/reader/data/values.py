"""Values of keys in ``edition.json``: how each kind is written, read back, and described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reader.data.schema_parts import (
    BLOCK_ID,
    COUNT,
    DATE,
    ID,
    ORDINAL,
    TEXT,
    TRUTH,
    Schema,
    described,
    list_of,
    object_of,
    one_of,
)
from reader.fields.field import Field
from reader.fields.schema import is_date, is_ordinal, is_own_day
from reader.model import Form, Prose

# What stands for a value that is not there, if not no words.
EMPTY = {"flag": False, "list": (), "texts": (), "mapping": {}, "pairs": (), "records": ()}
OBJECT: Schema = {"type": "object", "additionalProperties": TEXT}
MARKDOWN = described(TEXT, "Markdown, with citations as Pandoc has them")


def written(thing: object, fields: Iterable[Field]) -> dict[str, Any]:
    """Return the values that something has under keys, by their names in data."""
    return {
        field.data: _written(getattr(thing, field.attribute), field)
        for field in fields
        if field.data
    }


def _written(value: Any, field: Field) -> Any:
    if field.kind == "records":
        return [written(one, field.item) for one in value]
    if field.kind in ("name", "prose"):
        return value.words
    if field.kind in ("list", "texts"):
        return [_words(one) for one in value]
    if field.pair:  # an object would lose the order
        key, other = field.pair
        return [{key: _words(one), other: words} for one, words in value]
    return {_words(one): words for one, words in value} if field.kind == "mapping" else value


def _words(given: Form | str) -> str:
    return given.words if isinstance(given, Form) else given


def read(data: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, Any]:
    """Return what data hold under keys, by the names in the type; what is not there is empty."""
    return {
        field.attribute: _read(data.get(field.data, EMPTY.get(field.kind, "")), field)
        for field in fields
        if field.data
    }


def _read(value: Any, field: Field) -> Any:
    if field.made:
        return tuple(field.made(**read(one, field.item)) for one in value)
    if field.pair:
        value = {one[field.pair[0]]: one[field.pair[1]] for one in value}
    return READ.get(field.kind, _same)(value)


def _same(value: Any) -> Any:
    return value


def _name(words: str) -> Form:
    return Form(words, 1)


READ: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "prose": lambda words: Prose(words, 1),
    "list": lambda items: tuple(map(_name, items)),
    "texts": tuple,
    "mapping": lambda given: tuple((_name(name), words) for name, words in given.items()),
    "pairs": lambda given: tuple(given.items()),
}


def properties(fields: Iterable[Field]) -> Schema:
    """Return the schemas of the values under keys, by their names in data."""
    return {field.data: _described(field) for field in fields if field.data}


def _described(field: Field) -> Schema:
    if field.kind == "records":
        return list_of(object_of(field.says, properties(field.item)))
    if field.pair:
        key, other = field.pair
        what = field.says or f"The {other} of a {key}"
        return list_of(object_of(what, {key: ID if field.refers else TEXT, other: TEXT}))
    made = _schema(field)
    return described(made, field.says) if field.says else made


def _schema(field: Field) -> Schema:
    words = ID if field.refers and (field.required or field.kind == "list") else TEXT
    if field.check in (is_date, is_own_day):
        words = DATE
    elif field.choices:
        may_lack = field.kind == "text" and not field.required
        words = one_of(*([""] if may_lack else []), *field.choices)
    elif field.refers == "block":
        words = BLOCK_ID
    elif field.kind == "number":
        words = ORDINAL if field.check is is_ordinal else COUNT
    several = list_of(words)
    made = {"prose": MARKDOWN, "flag": TRUTH, "mapping": OBJECT, "list": several, "texts": several}
    return made.get(field.kind, words)
