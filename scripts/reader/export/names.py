"""Names for what the exports speak of, and how values are written as JSON.

The site may have no fixed address, so that what is named must not depend on one.
"""

from __future__ import annotations

import json

SCHEME = "urn:x-annotated-reader"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
JsonValue = object


def urn(kind: str, *parts: str) -> str:
    """Return the name of a thing, as in ``urn:x-annotated-reader:term:reform``.

    The parts are ids: letters, digits and hyphens, which stand in a URN as they are.
    """
    return ":".join((SCHEME, kind, *parts))


def dump(value: JsonValue, indent: int | None = 1) -> str:
    """Return a value as JSON: the same value always gives the same characters."""
    separators = None if indent else (",", ":")
    written = json.dumps(
        value, ensure_ascii=False, indent=indent, separators=separators, sort_keys=True
    )
    return written + "\n"
