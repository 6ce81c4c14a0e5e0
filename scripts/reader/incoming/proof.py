"""The proof: each word of a source stands in the text, or is named among what is left out.

It knows nothing of how a format is read: it compares a second, simpler reading with the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reader.incoming.document import is_seen
from reader.language.words import UNSPACED

# Where no spaces part words, each character counts; elsewhere what stands between spaces.
TOKEN = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\S)+")
LONGEST = 200  # characters of a word that may have been cut otherwise
NAME = re.compile(r"[^\W_]+")  # a word without the signs beside it


def words(text: str, *, bare: bool = False) -> Counter[str]:
    """Return how often each word stands in a text; ``bare`` leaves out the signs beside it."""
    found = Counter((NAME if bare else TOKEN).findall(text))
    unseen = [word for word in found if not is_seen(word)]
    for word in unseen:
        del found[word]
    return found


def differences(
    source: str, text: str, left_out: Iterable[str], *, bare: bool = False
) -> tuple[Counter[str], Counter[str]]:
    """Return the words that are lost, and those that are invented.

    Lost is what a source has, and neither the text nor what is left out; invented is what a
    text has, and its source has not, or not as often.
    """
    named: Counter[str] = Counter()
    for said in left_out:
        named += words(said, bare=bare)
    wanted, there = words(source, bare=bare), words(text, bare=bare)
    lost, invented = wanted - there, there - wanted
    spare = invented + (named - lost)
    lost -= named
    before = Counter(spare)
    _settle(lost, spare)
    invented -= before - spare
    _settle(invented, lost)
    return +lost, +invented


def _settle(whole: Counter[str], parts: Counter[str]) -> None:
    """Take out words that were only cut otherwise: ``word[1]`` is ``word`` and ``[1]``."""
    for word in list(+whole):
        while whole[word] > 0 and (cut := _cut(word, parts, set())):
            whole[word] -= 1
            parts.subtract(cut)


def _cut(word: str, parts: Counter[str], hopeless: set[str]) -> tuple[str, ...]:
    """Return parts that make up a word, or none; longest first, each as often as it is there.

    What could not be made up once is ``hopeless``: else the time would grow without bound.
    """
    if len(word) > LONGEST or word in hopeless:
        return ()
    for end in range(len(word), 0, -1):
        head = word[:end]
        if parts[head] <= 0:
            continue
        if end == len(word):
            return (head,)
        parts[head] -= 1
        rest = _cut(word[end:], parts, hopeless)
        parts[head] += 1
        if rest:
            return (head, *rest)
    hopeless.add(word)
    return ()
