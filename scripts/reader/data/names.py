"""Names for what the exports speak of, and how values are written as JSON.

The site may have no fixed address, so that what is named must not depend on one.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

SCHEME = "urn:x-annotated-reader"
JsonValue = object


def urn(kind: str, *parts: str) -> str:
    """Return the name of a thing, as in ``urn:x-annotated-reader:term:reform``.

    The parts are ids: letters, digits and hyphens, which stand in a URN as they are.
    """
    return ":".join((SCHEME, kind, *parts))


def dump(value: JsonValue, *, lines: bool = True) -> str:
    """Return a value as JSON: the same value always gives the same characters.

    With ``lines`` each value has its line.
    """
    return encoded(value, lines=lines).decode()


def encoded(value: JsonValue, *, lines: bool = True) -> bytes:
    """Return a value as ``dump`` writes it, in UTF-8.

    An iterator is a list whose items are made and written one by one: they are never all held.
    """
    made = _ENCODER.encode(value)
    return (msgspec.json.format(made, indent=1) if lines else made) + b"\n"


def _listed(value: object) -> msgspec.Raw:
    if not isinstance(value, Iterator):
        raise TypeError(f"no JSON is made of {type(value).__name__}")
    return msgspec.Raw(b"[" + b",".join(map(_ENCODER.encode, value)) + b"]")


_ENCODER = msgspec.json.Encoder(enc_hook=_listed, order="sorted")
