"""Names for what the exports speak of, and how values are written as JSON.

The site may have no fixed address, so that what is named must not depend on one.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring

SCHEME = "urn:x-annotated-reader"
JsonValue = object
INDENT = " "
SLOT = re.compile("\0(\\w+)\0")  # no value holds the sign: it would be escaped


class Json(str):
    """JSON as it stands in its place, indented for it: it is not written again."""

    __slots__ = ()


def urn(kind: str, *parts: str) -> str:
    """Return the name of a thing, as in ``urn:x-annotated-reader:term:reform``.

    The parts are ids: letters, digits and hyphens, which stand in a URN as they are.
    """
    return ":".join((SCHEME, kind, *parts))


def dump(value: JsonValue, *, lines: bool = True) -> str:
    """Return a value as JSON: the same value always gives the same characters.

    With ``lines`` each value has its line, and an iterator is a list that need not
    be held in memory. The library's own indent holds every piece at once.
    """
    if lines:
        return _indented(value, "\n") + "\n"
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return written + "\n"


def encoded(value: JsonValue) -> bytes:
    """Return a value as ``dump`` writes it, in UTF-8, for one whose lists are long.

    Their items are made and encoded one by one: neither they nor a second copy are held.
    """
    made = io.BytesIO()  # which gives away what it holds without a copy
    for piece in _pieces(value, "\n"):
        made.write(piece.encode())
    made.write(b"\n")
    return made.getvalue()


def slot(name: str) -> Json:
    """Return what stands in a stencil for a value that differs from use to use."""
    return Json(f"\0{name}\0")


def stencil(shape: JsonValue, depth: int) -> Callable[..., Json]:
    """Return what writes values of one shape, as ``dump`` would, in a tenth of the time.

    ``shape`` holds slots; the values of these, strings and whole numbers, are given by name.
    ``depth`` is the number of lists and objects around the value.
    """
    written = _indented(shape, "\n" + depth * INDENT)
    pattern = SLOT.sub(r"%(\1)s", written.replace("%", "%%"))

    def filled(**values: str | int) -> Json:
        given = {
            name: value if isinstance(value, int) else encode_basestring(value)
            for name, value in values.items()
        }
        return Json(pattern % given)

    return filled


def _indented(value: JsonValue, margin: str) -> str:
    return "".join(_pieces(value, margin))


def _pieces(value: JsonValue, margin: str) -> Iterator[str]:
    """Give a value as JSON in pieces; ``margin`` is a line end and the indent of the value."""
    inner = margin + INDENT
    if isinstance(value, str):
        yield value if isinstance(value, Json) else encode_basestring(value)
    elif isinstance(value, dict):
        opening = "{"
        for key in sorted(value):
            yield f"{opening}{inner}{encode_basestring(key)}: "
            yield from _pieces(value[key], inner)
            opening = ","
        yield "{}" if opening == "{" else f"{margin}}}"
    elif isinstance(value, (list, tuple, Iterator)):
        opening = "["
        for item in value:
            yield opening + inner
            yield from _pieces(item, inner)
            opening = ","
        yield "[]" if opening == "[" else f"{margin}]"
    else:
        yield json.dumps(value)
