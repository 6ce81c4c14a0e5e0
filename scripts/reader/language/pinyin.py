"""Pinyin: how a library reads Chinese, where it is right; what GB/T 16159 says of its spelling."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import ModuleType

from reader import stored

NO_PHRASES = "PYPINYIN_NO_PHRASES"
HAN = re.compile(r"[\u4e00-\u9fff]+")
# Where the library's reading is not what pinyin writes, with the reason.
READINGS = {
    "进一步": "jìnyībù",  # the change of tone of 一 is spoken, not written
    "卡点": "qiǎdiǎn",  # 卡 in the sense of getting stuck; kǎdiǎn is heard
}
_VOWEL = r"(?:[aeiou][\u0300-\u036f]*)"
# A syllable that begins with a vowel has an apostrophe before it where it could be misread: n, ng
# and r before a vowel begin the next syllable. ``display.js`` does the same in the browser.
SYLLABLE = re.compile(
    rf"(?:[zcs]h|[b-df-hj-np-tw-z])?{_VOWEL}+(?:ng?(?!{_VOWEL})|r(?!{_VOWEL}))?", re.IGNORECASE
)
_PIECE = re.compile(rf"[0-9]+|{SYLLABLE.pattern}", re.IGNORECASE)
_SAID = re.compile(r"[0-9]+|[\u3400-\u9fff]")
OPEN = frozenset("aāáǎàoōóǒòeēéěè")  # what an apostrophe stands before; without it none parts them
JOINTS = ("", " ", "-", "'", ", ")  # what may stand between two syllables
NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百千万]")


def reading(chinese: str) -> str:
    """Return what a library reads, tones included, without spaces; digits stay digits."""
    parts = re.split(f"({'|'.join(READINGS)}|[0-9]+)", chinese)
    known = {part: part for part in parts if part.isdigit()} | READINGS
    return "".join(
        known.get(part) or "".join(_read_by_phrases("".join(HAN.findall(part)))) for part in parts
    )


def with_hyphens(words: str) -> str:
    """Return words with their Chinese as syllables without tones, hyphens between and around them.

    All else stays as it is.
    """
    if words.isascii():
        return words
    return "-".join(_with_phrases().lazy_pinyin(words, errors=lambda rest: f"-{rest}-"))


def readings_of_all(chinese: Iterable[str]) -> dict[str, str]:
    """Return what the library reads for each of some words, stored from build to build."""
    given = sorted(set(chinese))

    def read() -> dict[str, str]:
        return {words: reading(words) for words in given}

    return stored.strings("pinyin", given, ("pypinyin",), read)


@cache
def _library() -> ModuleType:
    """Return the library without its table of phrases, which takes 40 MB: few builds need it."""
    before = os.environ.get(NO_PHRASES)
    os.environ[NO_PHRASES] = "true"
    try:
        return import_module("pypinyin")
    finally:
        if before is None:
            del os.environ[NO_PHRASES]
        else:
            os.environ[NO_PHRASES] = before


@cache
def _with_phrases() -> ModuleType:
    """Return the library with its table of phrases, by which it chooses among readings."""
    library = _library()
    library.load_phrases_dict(import_module("pypinyin.phrases_dict").phrases_dict)
    return library


def _read_by_phrases(words: str) -> list[str]:
    library = _with_phrases()
    found: list[str] = library.lazy_pinyin(words, style=library.Style.TONE)
    return found


def _readings(words: str) -> list[list[str]]:
    """Return every reading of each character."""
    library = _library()
    found: list[list[str]] = library.pinyin(words, style=library.Style.TONE, heteronym=True)
    return found


def faults(chinese: str, pinyin: str, name: bool = False) -> Iterator[str]:
    """Give what is wrong with the pinyin of Chinese words by GB/T 16159, as far as rules tell.

    ``name`` says that the words name a person. Where words begin and which of them are
    proper names, nobody can tell from the characters: that is left to the editor.
    """
    if not HAN.search(chinese):
        return  # another language
    said = _SAID.findall(chinese)
    spelled = unicodedata.normalize("NFD", pinyin.replace("’", "'"))
    found = list(_PIECE.finditer(spelled))
    if len(said) != len(found):
        yield f"it has {len(found)} syllables and numbers for {len(said)} in the Chinese"
        return
    pieces = [unicodedata.normalize("NFC", piece[0]) for piece in found]
    yield from (
        fault for sign, piece in zip(said, pieces, strict=True) for fault in _read(sign, piece)
    )
    ends = [(0, 0), *(piece.span() for piece in found), (len(spelled), len(spelled))]
    joints = [spelled[before[1] : after[0]] for before, after in pairwise(ends)]
    yield from _joined(said, pieces, joints)
    yield from _capitals(pieces, joints, name)


def _read(sign: str, piece: str) -> Iterator[str]:
    """Give a fault if a character is not read so; a number stays what it is."""
    known = {sign}
    if not sign.isdigit():
        known = set(_readings(sign)[0])
        known -= {"yí", "yì"} if sign == "一" else {"bú"} if sign == "不" else set()
    if piece.lower() not in known and known != {sign}:
        yield f"{piece!r} is no reading of {sign}, which is {' or '.join(sorted(known))}"
    elif sign.isdigit() and piece != sign:
        yield f"{sign} stays in digits, and {piece!r} stands there"


def _joined(said: Iterable[str], pieces: list[str], joints: list[str]) -> Iterator[str]:
    """Give faults between syllables; ``joints`` are the signs before each, and behind the last."""
    signs = list(said)
    for before, sign, piece, joint in zip(signs, signs[1:], pieces[1:], joints[1:], strict=False):
        if joint not in JOINTS:
            yield f"{joint!r} stands before {piece!r}"
        elif joint == "'" and piece[0].lower() not in OPEN:
            yield f"{piece!r} needs no apostrophe before it"
        elif before == "第" and NUMBER.match(sign) and joint != "-":
            yield f"第 is joined to {piece!r} by a hyphen"
    if joints[0] or joints[-1]:
        yield f"{joints[0] or joints[-1]!r} stands at an end of it"


def _capitals(pieces: list[str], joints: list[str], name: bool) -> Iterator[str]:
    for number, (piece, joint) in enumerate(zip(pieces, joints, strict=False)):
        first = number == 0 or joint not in ("", "'")
        if piece[1:] != piece[1:].lower() or (piece[0].isupper() and not first):
            yield f"{piece!r} has a capital inside a word"
        elif name and first and piece[0].islower():
            yield f"{piece!r} begins a name, so it has a capital"


def other_readings(chinese: str) -> str:
    """Return the other readings that characters of some words have: ``重 chóng``, or ``""``."""
    words = "".join(HAN.findall(chinese))
    read = _read_by_phrases(words)
    known = _readings(words)
    pairs = zip(words, read, known, strict=True)
    others = {sign: [way for way in ways if way != said] for sign, said, ways in pairs}
    return "; ".join(f"{sign} {', '.join(ways)}" for sign, ways in others.items() if ways)
