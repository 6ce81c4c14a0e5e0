"""Where an edition comes from: the seeds of a collection, or a file ``edition.json``."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from reader.data import reading, schema
from reader.data.schema_parts import Schema
from reader.edition.index import Index
from reader.model import Edition, Problem
from reader.seeds import check

LONGEST = 200  # characters of what a validator says
FIX = "take data/edition.json as a site has it, or write it anew: reader write DIR"


def of_file(path: Path) -> Index | Problem:
    """Return the edition of a file ``edition.json``, or what is wrong with the file."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        message = f"it cannot be read: {fault.strerror}"
        return Problem(str(path), 1, "unreadable", message, "name a file edition.json")
    try:
        data = reading.loaded(content)
    except reading.OtherFormatError as fault:
        return _no_edition(path, str(fault))
    except ValueError as fault:
        return _no_edition(path, f"it is no JSON in UTF-8: {fault}")
    return _of_json(path, data)


def _of_json(path: Path, data: dict[str, object]) -> Index | Problem:
    """Return the edition of JSON, or in what it does not keep to its schema or to itself."""
    # A collection says which keys its parts have, so that it has to be right first.
    if fault := _fault(schema.of_collection(), data.get("collection")):
        return _no_edition(path, f"collection: {fault}")
    collection = reading.read_collection(data["collection"])  # type: ignore[arg-type] # it is one
    if fault := _fault(json.loads(schema.schema(collection)), data):
        return _no_edition(path, fault)
    try:
        edition = reading.edition(data)
    except (ValueError, LookupError) as wrong:
        return _no_edition(path, str(wrong))
    return _checked(path, edition)


def _checked(path: Path, edition: Edition) -> Index | Problem:
    """Return an edition in which everything that is named is there."""
    found = (*check.seeds(edition.seeds, frozenset()), *check.edition(edition, frozenset()))
    fault = next((problem for problem in found if problem.level == "error"), None)
    return _no_edition(path, fault.message) if fault else Index(edition)


def _fault(of: Schema, value: object) -> str:
    """Return the chief fault of a value by a schema, with its place, or ``""``."""
    fault = best_match(Draft202012Validator(of).iter_errors(value))
    return f"{fault.json_path}: {fault.message[:LONGEST]}" if fault else ""


def _no_edition(path: Path, message: str) -> Problem:
    return Problem(str(path), 1, "not-an-edition", message, FIX)
