"""Folding: what counts as the same sign when forms are looked for in words."""

from __future__ import annotations

import re
import unicodedata

from reader.language.words import VEIL

PASSED_OVER = ("  ", *VEIL)  # what the engine looks for to tell that words hold a surplus
SURPLUS = re.compile(rf"\s{{2,}}|[{''.join(VEIL)}]")
HYPHENS = "-\u2010\u2011"
APOSTROPHES = "\u2018\u2019\u02bc"
WITHOUT_WORD_SPACES = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "BOPOMOFO",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "IDEOGRAPHIC",
)


def _folded_sign(sign: str) -> str:
    """Return a character with its letter case, or its kind of hyphen or space, evened out."""
    if sign in HYPHENS or sign.isspace():
        return " "
    lower = sign.lower()
    return "'" if sign in APOSTROPHES else lower if len(lower) == 1 else sign


class _Fold(dict[int, str]):
    """The folded character for each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_sign(chr(code))
        return self[code]


_FOLD = _Fold()
# What is folded otherwise than into small letters, the signs of ASCII first.
_ODD_SIGNS = tuple(sign for sign in map(chr, range(0x3001)) if _folded_sign(sign) != sign.lower())
_ODD = tuple((sign, _folded_sign(sign)) for sign in _ODD_SIGNS if len(sign.lower()) == 1)
_ODD_IN_ASCII = tuple(pair for pair in _ODD if pair[0].isascii() and pair[0] != " ")


def fold(words: str) -> str:
    """Return ``words`` as forms are compared; the length stays the same.

    The library's own functions for whole strings take a tenth of the time of a table of
    characters. They differ from it in two signs: ``lower`` makes two characters of \u0130,
    and another one of a sigma at the end of a word.
    """
    folded = words.lower()
    if len(folded) != len(words) or "\u03a3" in words:
        return words.translate(_FOLD)
    for sign, plain in _ODD_IN_ASCII if folded.isascii() else _ODD:
        folded = folded.replace(sign, plain)
    return folded


def folded_with_places(words: str) -> tuple[str, list[int] | None]:
    """Fold, with runs of white space as one space and without what is veiled.

    Then also return the place of each character.
    """
    folded = fold(words)
    # Quickly seen in most words; a hyphen beside a space is no surplus, but folded like one.
    is_plain = "  " not in folded and (folded.isascii() or not any(s in folded for s in VEIL))
    if is_plain or not SURPLUS.search(words):
        return folded, None
    places = [
        place
        for place, character in enumerate(folded)
        if character not in VEIL
        and not (character == " " and words[place].isspace() and _follows_space(words, place))
    ]
    return "".join(folded[place] for place in places), places


def _follows_space(words: str, place: int) -> bool:
    return place > 0 and words[place - 1].isspace()


class _InWord(dict[str, bool]):
    def __missing__(self, character: str) -> bool:
        mark = unicodedata.category(character)[0] in "LNM"
        spaced = not unicodedata.name(character, "").startswith(WITHOUT_WORD_SPACES)
        self[character] = mark and spaced
        return self[character]


IN_WORD = _InWord()
