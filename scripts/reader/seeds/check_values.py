"""Check the values of declared keys against the other seeds: what they name, and their prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reader.fields.field import Field
from reader.model import Form, Problem
from reader.seeds.check_prose import prose
from reader.seeds.known import Known, entry, source, text

REFERENCES = {"entry": entry, "source": source, "text": text}


def values(thing: object, fields: Iterable[Field], path: str, known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the values that something has under keys.

    A key whose value is kept under the name of another one is checked there.
    """
    for field in fields:
        value = getattr(thing, field.attribute, None)
        if value is None:
            continue
        if field.kind == "prose":
            yield from prose(value, path, known)
        elif field.item:
            for one in value:
                yield from values(one, field.item, path, known)
        elif field.refers in REFERENCES and field.kind in ("name", "list", "mapping"):
            for form in _named(value, field):
                yield from REFERENCES[field.refers](form, path, known)


def _named(value: Any, field: Field) -> Iterator[Form]:
    forms = (value,) if field.kind == "name" else value
    names = (form for form, _ in forms) if field.kind == "mapping" else forms
    return (form for form in names if form.words)
