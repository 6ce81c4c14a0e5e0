"""Folding: what counts as the same sign when forms are looked for in words.

Everywhere: letter case, the kind of a hyphen or a space, what Unicode calls canonically equal,
ligatures and other forms of a letter, signs that nobody sees, and the points of Hebrew, Arabic
and Syriac, which most writers leave out. In some languages also marks that dictionaries set and
texts do not, such as the macrons of Latin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reader.language.words import BREAK_MARKS

PASSED_OVER = ("  ", *BREAK_MARKS)  # what the engine looks for to tell that words hold a surplus
SURPLUS = re.compile(rf"\s{{2,}}|[{''.join(BREAK_MARKS)}]")
HYPHENS = "-\u2010\u2011\u05be"
APOSTROPHES = "\u2018\u2019\u02bc\u05f3"
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
# Signs that say how others are set or spoken: soft hyphens, signs without width, signs of
# direction, tatweel, variation selectors; points and accents of Hebrew, Arabic and Syriac.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a]"
)
# Other forms of letters: long s, ligatures, presentation forms, full and half width.
FORMS = re.compile(
    "[\u0132\u0133\u017f\u01c4-\u01cc\u0587\u0e33\u0eb3\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufbb1"
    "\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\uff66-\uff9f]"
)
MACRON, BREVE, DIAERESIS, ACUTE, GRAVE = "\u0304\u0306\u0308\u0301\u0300"


class Rule(NamedTuple):
    """What else is the same in a language: marks that may be left out, or stand for others."""

    dropped: str = ""
    swapped: tuple[str, str] = ("", "")


NO_RULE = Rule()
RULES = {
    "la": Rule(MACRON + BREVE + DIAERESIS + ACUTE),
    "ang": Rule(MACRON),
    "el": Rule(MACRON + BREVE, (GRAVE, ACUTE)),
    "grc": Rule(MACRON + BREVE, (GRAVE, ACUTE)),
    **dict.fromkeys(("be", "bg", "ru", "uk"), Rule(ACUTE + GRAVE)),
}
KEPT = frozenset("\u0439\u0419\u0457\u0407\u0451\u0401")  # letters of their own: й, ї, ё


def rule_of(language: str) -> Rule:
    """Return what is the same in a language, named by a tag of BCP 47."""
    return RULES.get(language.partition("-")[0], NO_RULE)


def _folded_sign(sign: str) -> str:
    """Return a character with its letter case, or its kind of hyphen or space, evened out."""
    if sign in HYPHENS or sign.isspace():
        return " "
    lower = sign.lower()
    if sign in APOSTROPHES:
        return "'"
    return "\u03c3" if sign == "\u03c2" else lower if len(lower) == 1 else sign


class _Fold(dict[int, str]):
    """The folded character for each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded_sign(chr(code))
        return self[code]


class _Soft(dict[int, str]):
    """The character for each code point as a rule of a language has it."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and chr(code) not in KEPT:
            kept = "".join(part for part in parts if part not in self._rule.dropped)
            parts = kept.replace(*self._rule.swapped) if self._rule.swapped[0] else kept
        made = unicodedata.normalize("NFC", parts)
        self[code] = made if len(made) == 1 else chr(code)
        return self[code]


_soft = cache(_Soft)
_FOLD = _Fold()
# What is folded otherwise than into small letters, the signs of ASCII first.
_ODD_SIGNS = tuple(sign for sign in map(chr, range(0x3001)) if _folded_sign(sign) != sign.lower())
_ODD = tuple((sign, _folded_sign(sign)) for sign in _ODD_SIGNS if len(sign.lower()) == 1)
_ODD_IN_ASCII = tuple(pair for pair in _ODD if pair[0].isascii() and pair[0] != " ")


def fold(words: str, rule: Rule = NO_RULE) -> str:
    """Return ``words`` as forms are compared; the length stays the same.

    The library's own functions for whole strings take a tenth of the time of a table of
    characters. They differ from it in one sign: ``lower`` makes two characters of \u0130.
    """
    if rule.dropped and not words.isascii():
        words = words.translate(_soft(rule))
    folded = words.lower()
    if len(folded) != len(words):
        return words.translate(_FOLD)
    for sign, plain in _ODD_IN_ASCII if folded.isascii() else _ODD:
        folded = folded.replace(sign, plain)
    return folded


class Places(NamedTuple):
    """Where each character of folded words begins in the words, and where it ends."""

    starts: list[int]
    ends: list[int]


def is_regular(words: str, rule: Rule = NO_RULE) -> bool:
    """Return whether words hold only signs that are folded one by one."""
    if words.isascii():
        return True
    odd = UNSEEN.search(words) or FORMS.search(words) or any(map(words.count, rule.dropped))
    return not odd and unicodedata.is_normalized("NFC", words)


def folded_with_places(words: str, rule: Rule = NO_RULE) -> tuple[str, Places | None]:
    """Fold, with runs of white space as one space and without what is unseen or a soft break.

    Then also return the place of each character, unless each is where it was.
    """
    if is_regular(words, rule):
        folded = fold(words, rule)
        # Quickly seen in most words; a hyphen beside a space is no surplus, but folded like one.
        if "  " not in folded and (folded.isascii() or not any(s in folded for s in BREAK_MARKS)):
            return folded, None
        if not SURPLUS.search(words):
            return folded, None
        signs, starts, ends = words, list(range(len(words))), list(range(1, len(words) + 1))
    else:
        signs, starts, ends = _evened(words, rule)
        folded = fold(signs, rule)
    kept = [
        place
        for place, sign in enumerate(folded)
        if sign not in BREAK_MARKS
        and not (sign == " " and signs[place].isspace() and _follows_space(signs, place))
    ]
    places = Places([starts[place] for place in kept], [ends[place] for place in kept])
    return "".join(folded[place] for place in kept), places


def _follows_space(words: str, place: int) -> bool:
    return place > 0 and words[place - 1].isspace()


def evened(words: str) -> str:
    """Return words without what is unseen, in composed characters, letters in their usual form."""
    return words if is_regular(words) else _evened(words, NO_RULE)[0]


def _evened(words: str, rule: Rule) -> tuple[str, list[int], list[int]]:
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(words):
        made = unicodedata.normalize("NFC", words[start:end])
        for sign in made:
            for part in unicodedata.normalize("NFKC", sign) if FORMS.match(sign) else sign:
                if part not in rule.dropped and not UNSEEN.match(part):
                    signs.append(part)
                    starts.append(start)
                    ends.append(end)
                elif ends and unicodedata.combining(part):  # it belongs to the letter before it
                    ends[-1] = end
    return "".join(signs), starts, ends


def _clusters(words: str) -> Iterator[tuple[int, int]]:
    """Give the spans of characters that must be composed together, most of one character."""
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or not _leans(words[place]):
            if unicodedata.is_normalized("NFC", words[start:place]):
                yield from ((at, at + 1) for at in range(start, place))
            else:
                yield start, place
            start = place


def _leans(sign: str) -> bool:
    """Return whether a character may be composed with the one before it."""
    return unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff"


class _InWord(dict[str, bool]):
    def __missing__(self, character: str) -> bool:
        mark = unicodedata.category(character)[0] in "LNM"
        spaced = not unicodedata.name(character, "").startswith(WITHOUT_WORD_SPACES)
        self[character] = mark and spaced
        return self[character]


IN_WORD = _InWord()


@lru_cache(1 << 14)  # of many mentions few are spelled in a way of their own
def spelling(words: str) -> str:
    """Return what spellings have in common that differ in letter case or white space alone."""
    return " ".join(evened(words).lower().split())
