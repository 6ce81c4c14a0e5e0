"""Chinese: simplified and traditional characters, by OpenCC; pinyin over its characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

from reader.language import han
from reader.language.pinyin import SYLLABLE


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(words: str) -> str:
    """Return simplified Chinese in traditional characters, as Taiwan writes them."""
    return str(_converter("s2tw").convert(words))


def simplified(words: str) -> str:
    """Return traditional Chinese in simplified characters."""
    return str(_converter("t2s").convert(words))


def syllables(words: str, pinyin: str) -> Sequence[tuple[str, str]]:
    """Return each character of Chinese words with its syllable of their pinyin.

    Signs that are not spoken, and digits that stay digits, have ``""``. Where syllables and
    characters are not as many, the words are one piece with all of their pinyin.
    """
    found = SYLLABLE.findall(unicodedata.normalize("NFD", pinyin))
    spoken = [bool(han.RUN.fullmatch(sign)) for sign in words]
    if sum(spoken) != len(found):
        return [(words, pinyin)]
    waiting = iter(unicodedata.normalize("NFC", syllable) for syllable in found)
    return [(sign, next(waiting) if said else "") for sign, said in zip(words, spoken, strict=True)]
