"""Encodings: those that a file states or betrays are read; the others are proposed, not guessed."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from charset_normalizer import from_bytes

MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
LIKELY = (
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1252",
    "cp1251",
    "cp1250",
    "koi8_r",
)
STATED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
OF_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']""")
SEEN = 200_000  # bytes that statistics look at
PLAUSIBLE = 0.98  # share of the characters that must be usual ones
SAMPLE = 24  # characters of a line that shows how an encoding would read


def detect(content: bytes) -> str:
    """Return the encoding that a file betrays, as Python calls it; ``""`` if it may be several."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    is_utf8 = _is_utf8(content)
    if is_utf8 and b"\0" not in content:
        return "utf-8"
    # UTF-16 of English is UTF-8 too, with a NUL for each second character.
    fitting = [name for name in UNMARKED if _is_plausible(content, name)]
    return fitting[0] if len(fitting) == 1 else "utf-8" if is_utf8 else ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible(content: bytes, encoding: str) -> bool:
    """Return whether bytes read as usual characters, with spaces or line ends among them."""
    size = 4 if encoding.startswith("utf-32") else 2
    if len(content) % size or not content:
        return False
    try:
        words = content[: SEEN - SEEN % size].decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start < SEEN - 8:  # the cut may part a pair
            return False
        words = content[: fault.start].decode(encoding)
    usual = sum(_is_usual(sign) for sign in words)
    parted = any(sign in "\n\r \u3000\u3002" for sign in words)
    return parted and usual >= PLAUSIBLE * len(words)


def _is_usual(sign: str) -> bool:
    """Return whether a character is one that texts have: no control, none that is unassigned."""
    if sign in "\n\r\t":
        return True
    return unicodedata.category(sign) not in ("Cc", "Cn", "Co", "Cs") and ord(sign) < 0xFFF0


def of_page(content: bytes) -> str:
    """Return the characters of a page of the web, by what it states; bad bytes become U+FFFD."""
    if encoding := detect(content) or stated(content):
        return content.decode(encoding, "replace")
    return content.decode("cp1252", "replace")  # as browsers read a page that states nothing


def stated(content: bytes) -> str:
    """Return the encoding that a page of the web or an XML file states, or ``""``."""
    found = OF_XML.match(content) or STATED.search(content[:4096])
    name = found[1].decode("ascii") if found else ""
    try:
        known = codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, ValueError):
        return ""
    # What calls itself one of these is read as its larger brother, as browsers do.
    return {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}.get(
        known.name, known.name
    )


def proposals(content: bytes) -> Iterator[tuple[str, str]]:
    """Return encodings in which a file might be, the likeliest first, each with a line read so."""
    part = content[:SEEN]
    ranked = [match.encoding for match in from_bytes(part, cp_isolation=list(LIKELY))]
    for name in [*ranked, *(name for name in LIKELY if name not in ranked)][:3]:
        words = content.decode(name, "replace")
        lines = (" ".join(line.split()) for line in words.splitlines())
        sample = next((line for line in lines if not line.isascii()), "")
        if sample:
            first = next(n for n, sign in enumerate(sample) if not sign.isascii())
            yield name, sample[max(0, first - SAMPLE // 2) :][:SAMPLE]
