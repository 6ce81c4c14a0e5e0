"""What a mapping in a seed may hold, and the messages when it holds something else."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from reader.fields.field import SHAPES, Check, Field
from reader.fields.yamlseed import Value
from reader.language.words import address
from reader.model import Form, Problem, Prose

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
LONGEST_ADDRESS = 200
OWN_YEARS = ("1900", "2099")  # outside of them a day of ours is a slip
KIND_FIXES = {
    "text": "write it as plain words; between quotation marks, if a ': ' stands in them",
    "list": "write one item a line, each after '- '",
    "mapping": "write lines of the form 'key: value' below it",
}


@dataclass(frozen=True)
class Joined(Prose):
    """Prose whose lines are not those of the file: YAML joins them. The line is that of its key."""


class Record:
    """A checked mapping: what is missing or of the wrong kind reads as empty."""

    def __init__(self, path: str, line: int, values: Mapping[str, Value]) -> None:
        self.path = path
        self.line = line
        self._values = values

    def text(self, name: str) -> str:
        """Return the text under a key, or ``""``."""
        value = self._values.get(name)
        return value.content.strip() if value and isinstance(value.content, str) else ""

    def line_of(self, name: str) -> int:
        """Return the line of a key, or that of the whole mapping."""
        return self._values[name].line if name in self._values else self.line

    def items(self, name: str) -> tuple[Value, ...]:
        """Return the list under a key; an empty one if there is none."""
        value = self._values.get(name)
        return value.content if value and isinstance(value.content, tuple) else ()

    def forms(self, name: str) -> tuple[Form, ...]:
        """Return the texts of a list, each with its line."""
        items = self.items(name)
        return tuple(Form(v.content.strip(), v.line) for v in items if isinstance(v.content, str))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(form.words for form in self.forms(name))

    def prose(self, name: str) -> Prose:
        """Return the prose under a key."""
        value = self._values.get(name)
        if value is None or not isinstance(value.content, str) or not value.words_line:
            return Joined(self.text(name), self.line_of(name))
        blank_lines = value.content[: -len(value.content.lstrip())].count("\n")
        return Prose(self.text(name), value.words_line + blank_lines)

    def values(self, fields: Iterable[Field]) -> dict[str, Any]:
        """Return the values of keys by their names in the type, without records."""
        return {field.attribute: self._value(field) for field in fields if field.kind != "records"}

    def _value(self, field: Field) -> object:
        text = self.text(field.name)
        if field.kind == "text":  # an address stands everywhere as the web writes it
            return address(text) if field.check is is_url else text
        if field.kind == "name":
            return Form(text, self.line_of(field.name))
        if field.kind == "number":
            return int(text or 0)
        if field.kind == "flag":
            return text == field.choices[-1]
        if field.kind == "pairs":
            return tuple((form.words, words) for form, words in self.pairs(field.name))
        several = {"prose": self.prose, "list": self.forms, "texts": self.texts}
        return several.get(field.kind, self.pairs)(field.name)

    def pairs(self, name: str) -> tuple[tuple[Form, str], ...]:
        """Return the keys, each with its line, and the texts of a mapping of texts."""
        value = self._values.get(name)
        mapping = value.content if value and isinstance(value.content, dict) else {}
        return tuple(
            (Form(name, part.line), part.content.strip())
            for name, part in mapping.items()
            if isinstance(part.content, str)
        )


def record(
    value: Value, path: str, fields: Iterable[Field], what: str
) -> tuple[Record, tuple[Problem, ...]]:
    """Check a mapping against its fields; ``what`` names it in messages ('a glossary entry')."""
    known = {field.name: field for field in fields}
    if not isinstance(value.content, dict):
        message = f"{what} is {'empty' if value.blank else f'not a mapping but a {value.kind}'}"
        fix = f"write lines of the form 'key: value', with the keys: {', '.join(known)}"
        return Record(path, value.line, {}), (
            Problem(path, value.line, "not-a-mapping", message, fix),
        )
    problems = [*_unknown(value.content, path, known, what)]
    problems += _missing(value, path, known, what)
    good: dict[str, Value] = {}
    for name, content in value.content.items():
        faults = _faults(content, known[name], path) if name in known else ()
        problems += faults
        if name in known and not faults and not content.blank:
            good[name] = content
    return Record(path, value.line, good), tuple(problems)


def _unknown(
    mapping: Mapping[str, Value], path: str, known: Mapping[str, Field], what: str
) -> Iterable[Problem]:
    renamed = {field.once: field.name for field in known.values() if field.once}
    for name, value in mapping.items():
        if name not in known:
            message, fix = f"{name!r} is not a key of {what}", f"use one of: {', '.join(known)}"
            if near := get_close_matches(name.lower(), known, n=2, cutoff=0.75):
                fix = f"use {' or '.join(map(repr, near))}"
            if name in renamed:
                fix = f"{name!r} is called {renamed[name]!r} now: rename it"
            yield Problem(path, value.line, "unknown-key", message, fix)


def _missing(value: Value, path: str, known: Mapping[str, Field], what: str) -> Iterable[Problem]:
    assert isinstance(value.content, dict)
    for field in known.values():
        given = value.content.get(field.name)
        if field.required and given is None and field.once not in value.content:
            message, fix = f"{what} lacks {field.name!r}", f"add a line '{field.name}: …'"
            yield Problem(path, value.line, "missing-key", message, fix)
        elif field.required and given is not None and given.blank:
            message, fix = f"{field.name!r} has no value", "write the value behind it"
            yield Problem(path, given.line, "missing-key", message, fix)


def _faults(value: Value, field: Field, path: str) -> tuple[Problem, ...]:
    if value.blank:
        return ()  # nothing behind the key: the same as no key
    outer, inner = SHAPES[field.kind]
    if value.kind != outer:
        message = f"{field.name!r} is a {value.kind}, not a {outer}"
        return (Problem(path, value.line, "wrong-value", message, KIND_FIXES[outer]),)
    if isinstance(value.content, str) and value.content.strip().startswith("? "):
        message = f"{field.name!r} begins with a question that is open"
        fix = "write the answer in place of the question"
        return (Problem(path, value.line, "open-question", message, fix),)
    parts = _parts(value)
    misshapen = tuple(
        _misshapen(part, field, inner, path)
        for part in parts
        if inner and (part.kind != inner or part.blank)
    )
    return misshapen or tuple(
        Problem(path, part.line, _code(field), f"{field.name!r} is {_shown(part.content)}", fault)
        for part in parts
        if isinstance(part.content, str)
        if (fault := is_seen(part.content) or field.fault(part.content.strip()))
    )


def _shown(words: str) -> str:
    return repr(words if len(words) <= 100 else f"{words[:99]}…")


def _parts(value: Value) -> tuple[Value, ...]:
    if isinstance(value.content, dict):
        return tuple(value.content.values())
    return value.content if isinstance(value.content, tuple) else (value,)


def _misshapen(part: Value, field: Field, kind: str, path: str) -> Problem:
    what = "is empty" if part.blank else f"is a {part.kind}, not a {kind}"
    fix = "write it, or delete the line" if part.blank else KIND_FIXES[kind]
    return Problem(path, part.line, "wrong-value", f"an item of {field.name!r} {what}", fix)


def _code(field: Field) -> str:
    return "wrong-date" if field.check in (is_day, is_own_day, is_date) else "wrong-value"


def is_seen(text: str) -> str | None:
    """Accept what has a sign to be seen: no mark without a letter, and nothing private alone."""
    good = any(unicodedata.category(sign)[0] not in "CMZ" for sign in text)
    return None if good else "write characters that can be seen"


def is_names(text: str) -> str | None:
    """Accept names, parted by semicolons, each with a letter or a digit."""
    names = text.split(";")
    good = all(any(sign.isalnum() for sign in name) for name in names)
    return None if good else "write a name, or several with '; ' between them"


def is_day(text: str) -> str | None:
    """Accept a day as YYYY-MM-DD."""
    return None if len(text) == 10 and not is_date(text) else "write a day as YYYY-MM-DD"


def is_own_day(text: str) -> str | None:
    """Accept a day of ours, on which something was made or changed here: 1900 to 2099."""
    own = OWN_YEARS[0] <= text[:4] <= OWN_YEARS[1]
    return is_day(text) or (None if own else "write a day of the years {} to {}".format(*OWN_YEARS))


def is_date(text: str) -> str | None:
    """Accept a day, a month or a year as YYYY-MM-DD, YYYY-MM or YYYY."""
    remedy = "write a date as YYYY-MM-DD, YYYY-MM or YYYY"
    if not DATE.fullmatch(text):
        return remedy
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return remedy
    return None


def is_count(text: str) -> str | None:
    """Accept a whole number from 0 to 999,999."""
    good = re.fullmatch(r"0|[1-9][0-9]{0,5}", text)
    return None if good else "write a whole number from 0 to 999999"


def is_ordinal(text: str) -> str | None:
    """Accept a whole number from 1 to 999,999."""
    good = text != "0" and is_count(text) is None
    return None if good else "write a whole number from 1 to 999999"


def is_url(text: str) -> str | None:
    """Accept an address of the web, as a parser of addresses reads it."""
    return None if address(text) else "write an address that begins with http:// or https://"


def is_one_of(*choices: str) -> Check:
    """Accept one of the given words."""

    def check(text: str) -> str | None:
        return None if text in choices else f"use one of: {', '.join(choices)}"

    return check


def is_address(text: str) -> str | None:
    """Accept a name that makes a good address: lower-case letters, digits, single hyphens.

    Files are called by it, with endings, and no system has longer names than 255 bytes.
    """
    if len(text) > LONGEST_ADDRESS:
        return f"use at most {LONGEST_ADDRESS} characters"
    good = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)
    return None if good else "use lower-case letters a to z, digits and single hyphens"
