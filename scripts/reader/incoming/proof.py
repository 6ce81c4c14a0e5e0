"""The proof: each word of a source stands in the text, or is named among what is left out.

It knows nothing of how a format is read: it compares a second, simpler reading with the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from reader.language.words import UNSPACED

# Where no spaces part words, each character counts; elsewhere what stands between spaces.
TOKEN = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\S)+")
LONGEST = 200  # characters of a word that may have been cut otherwise
NAME = re.compile(r"[^\W_]+")  # a word without the signs beside it


def words(text: str, *, bare: bool = False) -> Counter[str]:
    """Return how often each word stands in a text; ``bare`` leaves out the signs beside it."""
    found = Counter((NAME if bare else TOKEN).findall(text))
    unseen = [word for word in found if not any(_is_seen(sign) for sign in word)]
    for word in unseen:
        del found[word]
    return found


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ"


def lost(source: str, text: str, left_out: Iterable[str], *, bare: bool = False) -> Counter[str]:
    """Return the words of a source that stand neither in the text nor among what is left out."""
    named: Counter[str] = Counter()
    for said in left_out:
        named += words(said, bare=bare)
    wanted, there = words(source, bare=bare), words(text, bare=bare)
    missing = wanted - there
    spare = (there - wanted) + (named - missing)
    missing -= named
    _settle(missing, spare)
    _settle(spare, missing)
    return +missing


def invented(source: str, text: str, *, bare: bool = False) -> Counter[str]:
    """Return the words of a text that its source does not have, or not as often."""
    wanted, there = words(source, bare=bare), words(text, bare=bare)
    surplus, missing = there - wanted, wanted - there
    _settle(surplus, missing)
    _settle(missing, surplus)
    return +surplus


def _settle(whole: Counter[str], parts: Counter[str]) -> None:
    """Take out words that were only cut otherwise: ``word[1]`` is ``word`` and ``[1]``."""
    for word in list(+whole):
        while whole[word] > 0 and (cut := _cut(word, parts)):
            whole[word] -= 1
            parts.subtract(cut)


def _cut(word: str, parts: Counter[str]) -> tuple[str, ...]:
    """Return parts that make up a word, or none; longest first, each as often as it is there."""
    if len(word) > LONGEST:
        return ()
    for end in range(len(word), 0, -1):
        head = word[:end]
        if parts[head] <= 0:
            continue
        if end == len(word):
            return (head,)
        parts[head] -= 1
        rest = _cut(word[end:], parts)
        parts[head] += 1
        if rest:
            return (head, *rest)
    return ()
