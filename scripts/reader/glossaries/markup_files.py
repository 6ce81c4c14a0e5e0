"""XML and JSON from elsewhere, before a library may act on what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.parsers import expat

from reader.glossaries.found import bad_format
from reader.model import Problem, SeedFile

LONGEST_ENTITY = 200  # characters: enough for the address of a vocabulary
MOST_ENTITIES = 100
MALICIOUS = "save the glossary anew without entities, or in another format"


class _RefusedError(Exception):
    """XML that names a file, or that would grow without end."""


def refused_xml(file: SeedFile) -> tuple[Problem, ...]:
    """Return why XML must not be read: it is not well-formed, or its entities do harm.

    Vocabularies are often abbreviated by an entity; none may hold another, or a file. A
    document type is not looked up.
    """
    parser = expat.ParserCreate()
    count = 0

    def declared(name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:
        nonlocal count
        count += 1
        if value is None or is_parameter:
            raise _RefusedError(f"the entity {name!r} stands for something in another file")
        if "&" in value or "%" in value or len(value) > LONGEST_ENTITY or count > MOST_ENTITIES:
            raise _RefusedError(f"the entity {name!r} holds others, or is too large")

    parser.EntityDeclHandler = declared
    try:
        parser.Parse(file.content, True)
    except _RefusedError as fault:
        return (bad_format(file.path, parser.CurrentLineNumber, str(fault), MALICIOUS),)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        line = getattr(fault, "lineno", 0) or 1
        message = f"the XML cannot be read: {fault}"
        return (bad_format(file.path, line, message, "export the glossary anew"),)
    return ()


def refused_json(file: SeedFile) -> tuple[Problem, ...]:
    """Return why JSON-LD must not be read: it is none, or it would have files fetched."""
    try:
        contexts = list(_contexts(json.loads(file.content)))
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        return (bad_format(file.path, line, f"the JSON cannot be read: {fault}", "export it anew"),)
    for context in contexts:
        message = f"its words are explained elsewhere, in {context!r}, and nothing is fetched"
        return (bad_format(file.path, 1, message, "save the glossary as Turtle or RDF/XML"),)
    return ()


def _contexts(value: object) -> Iterator[str]:
    """Give every context that JSON-LD would fetch."""
    if isinstance(value, list):
        for item in value:
            yield from _contexts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("@context", "@import"):
                given = item if isinstance(item, list) else [item]
                yield from (one for one in given if isinstance(one, str))
            yield from _contexts(item)
