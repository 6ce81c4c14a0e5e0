"""Folding as the search engine in the browser folds: ``search/engine/folding.js`` in Python.

An index in shards holds folded words, so both have to fold alike; a test compares them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby

JOINING = "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060"  # what may stand within a word
UNSEEN = re.compile("['’‘ʼ`´′＇\u00ad\u200b-\u200d\u2060\ufeff]")
POINTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
SPELLINGS = tuple(
    (re.compile(pattern, re.ASCII), plain)
    for pattern, plain in (
        ("([iy])z", r"\1s"),
        (
            "(lab|col|[flr]av|hon|avi|ghb|arb|[hrt]um|vap|ig|arm|lend|eav|glam|val|parl|mean)our",
            r"\1or",
        ),
        (r"([a-z]{2})tre(s|d)?\b", r"\1ter\2"),
        ("programme?", "program"),
        (r"([a-z]{2})ll(ed|ing|ers?)\b", r"\1l\2"),
        ("(enrol|fulfil|instal|skil)l", r"\1"),
        ("(def|off|lic|pret)en[cs]", r"\1ens"),
        ("practi[cs]", "practic"),
        (r"logue?(s?)\b", r"log\1"),
        (r"\bgrey", "gray"),
        (r"\bageing", "aging"),
        ("judgement", "judgment"),
        (r"\b([ln])v", r"\1u"),
    )
)
UNSPACED = (
    *("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI RADICAL", "HANGZHOU"),
    *("IDEOGRAPHIC ITERATION", "IDEOGRAPHIC NUMBER", "VERTICAL IDEOGRAPHIC", "OLD CHINESE"),
    *("HIRAGANA", "HENTAIGANA", "KATAKANA", "THAI ", "LAO ", "KHMER ", "MYANMAR "),
)


@cache
def is_word_sign(sign: str) -> bool:
    """Return whether a character is a letter, a number or a mark."""
    return unicodedata.category(sign)[0] in "LNM"


@cache
def is_unspaced(sign: str) -> bool:
    """Return whether a character is of a script that writes no spaces between words."""
    return unicodedata.name(sign, "").startswith(UNSPACED)


def runs_by(words: str, has: Callable[[str], bool]) -> Iterator[tuple[bool, str]]:
    """Cut words where what ``has`` says of a character changes; each part has what it says."""
    for is_so, signs in groupby(words, has):
        yield is_so, "".join(signs)


def fold(words: str, simplified: Mapping[str, str]) -> str:
    """Return words as the engine compares them; ``simplified`` maps traditional characters."""
    plain = POINTS.sub("", unicodedata.normalize("NFKD", UNSEEN.sub("", words)))
    plain = unicodedata.normalize("NFC", plain).lower()
    plain = plain.replace("¶", " paragraph ").replace("§", " paragraph ")
    plain = "".join(run if is_word else " " for is_word, run in runs_by(plain, is_word_sign))
    folded = "".join(
        f" {''.join(simplified.get(sign, sign) for sign in run)} " if unspaced else run
        for unspaced, run in runs_by(plain, is_unspaced)
    )
    for pattern, other in SPELLINGS:
        folded = pattern.sub(other, folded)
    return " ".join(folded.split())
