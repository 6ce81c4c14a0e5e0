"""Chinese: simplified and traditional characters, by OpenCC; pinyin over its characters."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from opencc import OpenCC

from reader import stored
from reader.language import han
from reader.language.pinyin import SYLLABLE


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(words: str) -> str:
    """Return simplified Chinese in traditional characters, as Taiwan writes them.

    OpenCC's own standard (s2t) has forms that few readers expect.
    """
    return str(_converter("s2tw").convert(words))


def other_traditional(words: str) -> str:
    """Return another form that simplified Chinese may have in traditional characters, or ``""``.

    The library goes by phrases, from the left: where the end of some words is another one alone
    than behind the rest, it may have taken apart what belongs together.
    """
    whole = traditional(words)
    for place in range(1, len(words) - 1):
        end = traditional(words[place:])
        if len(whole) == len(words) and end != whole[place:]:
            return whole[:place] + end
    return ""


def forms(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the traditional characters of simplified words, and another form or ``""``."""
    return {given: (traditional(given), other_traditional(given)) for given in words}


def forms_of_all(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the same, stored from build to build: the tables of the library take 50 MB."""
    given = sorted(set(words))

    def find() -> dict[str, str]:
        return {name: json.dumps(found) for name, found in forms(given).items()}

    found = stored.strings("traditional", given, ("opencc",), find)
    read = ((name, json.loads(written)) for name, written in found.items())
    return {name: (form, other) for name, (form, other) in read}


def simplified(words: str) -> str:
    """Return traditional Chinese in simplified characters."""
    return str(_converter("t2s").convert(words))


def is_traditional(words: str) -> bool:
    """Return whether words are in traditional characters rather than simplified ones."""
    return _changed(words, simplified(words)) > _changed(words, traditional(words))


def _changed(words: str, other: str) -> int:
    return sum(a != b for a, b in zip(words, other, strict=False))


def syllables(words: str, pinyin: str) -> Sequence[tuple[str, str]]:
    """Return each character of Chinese words with its syllable of their pinyin.

    Signs that are not spoken, and digits that stay digits, have ``""``. Where syllables and
    characters are not as many, the words are one piece with all of their pinyin.
    """
    found = SYLLABLE.findall(unicodedata.normalize("NFD", pinyin))
    has_sound = [bool(han.RUN.fullmatch(sign)) for sign in words]
    if sum(has_sound) != len(found):
        return [(words, pinyin)]
    waiting = iter(unicodedata.normalize("NFC", syllable) for syllable in found)
    return [
        (sign, next(waiting) if said else "") for sign, said in zip(words, has_sound, strict=True)
    ]
