"""Pinyin: how a library reads Chinese, where it is right; tones included."""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin, pinyin

HAN = re.compile(r"[\u4e00-\u9fff]+")
NUMERALS = str.maketrans(dict(zip("0123456789", "零一二三四五六七八九", strict=True)))
# Where the library's reading is not what pinyin writes, with the reason.
READINGS = {
    "进一步": "jìnyībù",  # the change of tone of 一 is spoken, not written
    "11": "shíyī",  # read as a number, not digit by digit
}


def reading(chinese: str) -> str:
    """Return what a library reads, tones included, without spaces."""
    parts = re.split(f"({'|'.join(READINGS)})", chinese)
    return "".join(READINGS.get(part) or _library(part.translate(NUMERALS)) for part in parts)


def _library(words: str) -> str:
    return "".join(lazy_pinyin("".join(HAN.findall(words)), style=Style.TONE))


def other_readings(chinese: str) -> str:
    """Return the other readings that characters of some words have: ``重 chóng``, or ``""``."""
    words = "".join(HAN.findall(chinese))
    read = lazy_pinyin(words, style=Style.TONE)
    known = pinyin(words, style=Style.TONE, heteronym=True)
    pairs = zip(words, read, known, strict=True)
    others = {sign: [way for way in ways if way != said] for sign, said, ways in pairs}
    return "; ".join(f"{sign} {', '.join(ways)}" for sign, ways in others.items() if ways)
