"""Decode seeds: bytes to characters, with line numbers for what is wrong."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from urllib.parse import quote, urlsplit, urlunsplit

from reader.model import Problem, SeedFile

BOM = "\ufeff"
LINE_END = re.compile(r"\r\n|\r|\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SPACE = re.compile(r"[\s\x00-\x1f]")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
BREAK = re.compile(r"(?<! ) *(?:\r\n|\r|\n) *")
# Characters beside which no space is written: those of Chinese and Japanese, with their signs;
# letters of Thai, Lao, Tibetan, Burmese and Khmer.
UNSPACED = re.compile(
    "[\u0e01-\u0e4e\u0e81-\u0ecd\u0f0b\u0f0c\u0f40-\u0fbc\u1000-\u1049\u1780-\u17d3"
    "\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003ffff]"
)
UNSPACED_LANGUAGES = ("zh", "lzh", "yue", "ja")
HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
# A word cut at a line end: its first part, the hyphen, the line end, its second part.
CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)([-\u2010\u00ad]) *(?:\r\n|\r|\n) *([^\W\d_]+)")
# What stands for what a page does not show: a line end, a space beside it, the first half of
# CR LF, and two kinds of hyphens. No seed may hold it.
BREAK_MARKS = ("\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4")
MARK_OF = dict(zip(("\n", " ", "", "-", "\u2010"), BREAK_MARKS, strict=True))
SOFT_BREAKS = re.compile(f"([{''.join(BREAK_MARKS)}]+)")


class Lines:
    """Tells on which line of some words an offset stands; the words are searched only once."""

    def __init__(self, words: str) -> None:
        self._starts = [end.end() for end in LINE_END.finditer(words)]

    def at(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds ``offset``."""
        return 1 + bisect_right(self._starts, offset)


def decode(seed: SeedFile) -> tuple[str, tuple[Problem, ...]]:
    """Return the characters of a seed, or ``""`` with the reason why not."""
    if seed.fault:
        return "", (unreadable(seed),)
    try:
        words = seed.content.decode("utf-8")
    except UnicodeDecodeError as fault:
        return "", (_not_utf8(seed, fault),)
    if CONTROL.search(words):
        return "", (_control(seed, words),)
    if not words.removeprefix(BOM).strip():
        what = "the file holds blank lines only" if words else "the file is empty"
        fix = "write its text into it, or delete the file"
        return "", (Problem(seed.path, 1, "empty", what, fix),)
    return words, ()


def unreadable(seed: SeedFile) -> Problem:
    """Return the problem of a file that has a fault in place of its content."""
    fix = "make it readable for you; in place of a link, put a copy of what it leads to"
    return Problem(seed.path, 1, "unreadable", seed.fault, fix)


def _not_utf8(seed: SeedFile, fault: UnicodeDecodeError) -> Problem:
    line = Lines(seed.content[: fault.start].decode("utf-8")).at(fault.start)
    value = seed.content[fault.start]
    message = f"not UTF-8: byte {fault.start}, counted from 0, has the value 0x{value:02x}"
    utf16 = seed.content.startswith(UTF16_MARKS)
    fix = "save the file as UTF-8" + (" (it is UTF-16 now)" if utf16 else "")
    return Problem(seed.path, line, "not-utf-8", message, fix)


def _control(seed: SeedFile, words: str) -> Problem:
    """Name the first character of this kind, and count the rest."""
    found = CONTROL.findall(words)
    first = words.index(found[0])
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"a control character (U+{ord(found[0]):04X}) stands in the file{more}"
    fix = "delete it; if there are many, save the file as plain text in UTF-8"
    return Problem(seed.path, Lines(words).at(first), "control-character", message, fix)


def compounds(words: str) -> frozenset[str]:
    """Return the words with hyphens that stand within the lines of a text, in small letters."""
    return frozenset(found[0].lower() for found in HYPHENATED.finditer(words))


def mark_soft_breaks(
    words: str, language: str = "", compounds: frozenset[str] | None = None
) -> str:
    """Return words, their line ends that are nothing to a reader exchanged one for one.

    None is taken out, since every place counts the characters of the source.

    Such are those between Chinese characters, and in Chinese those beside one; elsewhere
    a line end is a space. ``BREAK_MARKS`` names the characters that stand for them. If
    ``compounds`` are given, those in a word that was cut are such too, and so are their
    hyphens, unless the word is one of the compounds or its second part has a capital.
    """

    def marked(found: re.Match[str]) -> str:
        start, end = found.span()
        around = [words[place] for place in (start - 1, end) if 0 <= place < len(words)]
        needed = 1 if language.partition("-")[0] in UNSPACED_LANGUAGES else 2
        if len(around) < 2 or sum(bool(UNSPACED.match(sign)) for sign in around) < needed:
            return found[0]
        return _marks_of(found[0])

    if compounds is not None:
        words = CUT.sub(lambda found: _whole(found, compounds), words)
    return BREAK.sub(marked, words)


def _whole(cut: re.Match[str], compounds: frozenset[str]) -> str:
    """Return a word that was cut, what cuts it marked."""
    first, hyphen, second = cut.groups()
    between = cut[0][len(first) + 1 : len(cut[0]) - len(second)]
    is_compound = not second[0].islower() or f"{first}-{second}".lower() in compounds
    if hyphen in MARK_OF and not is_compound:
        hyphen = MARK_OF[hyphen]
    return first + hyphen + _marks_of(between) + second


def _marks_of(line_end: str) -> str:
    marked = line_end.replace("\r\n", BREAK_MARKS[2] + BREAK_MARKS[0]).replace(" ", BREAK_MARKS[1])
    return marked.replace("\n", BREAK_MARKS[0]).replace("\r", BREAK_MARKS[0])


def bare(words: str) -> str:
    """Return words without soft breaks."""
    return SOFT_BREAKS.sub("", words)


def address(url: str) -> str:
    """Return an address of the web as a link needs it, or ``""`` if it is none.

    A host is written as the network knows it. Of the rest, what RFC 3986 does not allow is
    percent-encoded, and so are the brackets and quotes that Markdown or HTML would act on.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc
        if not host.isascii():
            port = f":{parts.port}" if parts.port else ""
            host = (parts.hostname or "").encode("idna").decode() + port
    except (UnicodeError, ValueError):
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or SPACE.search(url):
        return ""
    rest = (quote(part, safe="/%:@!$&+,;=~?-._") for part in parts[2:])
    return urlunsplit((parts.scheme, quote(host, safe=":[]@-._~"), *rest))


def line(words: str) -> str:
    """Return words with single spaces between them, and none around them."""
    return " ".join(words.split())


def on_one_line(words: str) -> str:
    """Return words with line breaks and what cannot be printed written as in Python's strings."""
    return "".join(part if part.isprintable() else repr(part)[1:-1] for part in words)


def sorting(headword: str) -> str:
    """Return what a headword is sorted by among others: letter case and accents count for nothing.

    There is no order by language yet.
    """
    return without_tones(headword).casefold()


def without_tones(pinyin: str) -> str:
    """Return pinyin without its tone marks: ``xīnzhì`` gives ``xinzhi``; ``lǜ`` gives ``lu``."""
    parts = unicodedata.normalize("NFD", pinyin)
    return "".join(part for part in parts if not unicodedata.combining(part))


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
