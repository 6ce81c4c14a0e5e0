"""Records: a seed file as characters, as YAML, and as a mapping of known keys."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.fields import yamlseed
from reader.fields.field import Field
from reader.fields.schema import Record, is_address, record
from reader.history import ids
from reader.language.words import BOM, decode
from reader.model import (
    Place,
    Problem,
    SeedFile,
)

Problems = list[Problem]
# ``source.docx`` or the like is what a text was made from, ``left-out.txt`` what is not in it.
SOURCE = "source"
LEFT_OUT = "left-out.txt"
TEXT_PATH = re.compile(
    r"seeds/texts/([^/]+)/"
    rf"(text\.txt|meta\.yml|notes\.yml|original\.txt|{SOURCE}\.[a-z0-9]{{1,8}}|{LEFT_OUT})"
)


def check_name(file: SeedFile, name: str, problems: Problems) -> None:
    """Add a problem if the name of a file or folder is no address."""
    fault = is_address(name)
    if name == ids.GLOSSARY and TEXT_PATH.fullmatch(file.path):
        fault = "its ids would be those of entries"
    if fault:
        message = f"{name!r} makes no good address"
        problems.append(Problem(file.path, 1, "bad-address", message, f"rename it: {fault}"))


def read_yaml(
    words: str, file: SeedFile, problems: Problems, first_line: int = 1
) -> yamlseed.Value | None:
    """Return the value of a YAML file, or None with its problems added."""
    value, faults = yamlseed.parse(words, file.path, first_line)
    problems += faults
    return value


def read_record(
    value: yamlseed.Value, path: str, fields: Iterable[Field], what: str, problems: Problems
) -> Record:
    """Return a mapping with the keys that its kind may hold."""
    checked, faults = record(value, path, fields, what)
    problems += faults
    return checked


def characters(file: SeedFile, problems: Problems) -> str:
    """Return the characters of a file, or nothing with a problem added."""
    words, faults = decode(file)
    problems += faults
    return words


def read_list(file: SeedFile, what: str, problems: Problems) -> tuple[yamlseed.Value, ...]:
    """Return the items of a file that holds a list."""
    words = characters(file, problems)
    value = read_yaml(words.removeprefix(BOM), file, problems) if words else None
    if value is None:
        return ()
    if not isinstance(value.content, tuple):
        message, fix = f"the file is not a list of {what}", "begin each item with '- id: '"
        problems.append(Problem(file.path, value.line, "not-a-list", message, fix))
        return ()
    return value.content


def twice(name: str, place: Place, first: Place) -> Problem:
    """Return the problem of an id that stands twice."""
    message = f"{name!r} stands in line {first.line} already"
    return Problem(place.path, place.line, "same-id", message, "give each its own id")


def missing_file(path: str, message: str) -> Problem:
    """Return the problem of a file that is not there."""
    fix = "add the file; docs/editing.md says what stands in it"
    return Problem(path, 1, "missing-file", message, fix)
