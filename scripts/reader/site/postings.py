"""Where each word of some documents stands: postings, for an index in shards.

A word is a key as the engine folds it. A script without spaces has keys of two characters, the
last of a run a key of one. What begins within a word, behind an apostrophe, has a key that begins
with one; the mentions of an entry have the key ``#`` and its id.

A place has a form: the word as it is written there, with what stands between it and the next word,
and with the signs before it, if it is not a space. From these an exact phrase is told without
the text.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import compress

from reader.language import folded

SIGNS = "".join(chr(n) for n in range(0x20, 0x7F) if chr(n) not in '"\\')
LAST = 64  # a digit below it ends a number
HIGHER = len(SIGNS) - LAST
OWN, MORE, HIDDEN = range(3)  # the parts of a document: its words, its original, what is not shown
PARTS = 3
ROOM = 20  # bits for a place in a part
MOST = (1 << ROOM) - 1
Unit = tuple[str, int, str]  # a key, its place, its form


@cache
def digits(number: int) -> str:
    """Write a number: below 64 as one sign, else with more before it, the lowest first."""
    if number < LAST:
        return SIGNS[number]
    rest, low = divmod(number - LAST, HIGHER)
    return SIGNS[LAST + low] + digits(rest)


@dataclass
class Posting:
    """Where a key stands: the places, each with its part of a document, and the forms there.

    Of a term only the parts are told, and how often it is mentioned in each.
    """

    places: array[int] = field(default_factory=lambda: array("Q"))
    forms: list[str] = field(default_factory=list)
    counts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def word(self) -> str:
        """The word as it is written where it first stands."""
        signs = (folded.is_word_sign(sign) or sign in folded.JOINING for sign in self.forms[0])
        return "".join(compress(self.forms[0], signs)) or self.forms[0].strip()

    def written(self, key: str) -> list[str]:
        """Return a key, the parts with how often each has it, the places, and how it is written.

        The last is left out if it is the key itself.
        """
        if not self.places:
            return [key, _counted(self.counts), ""]
        counts: list[tuple[int, int]] = []
        numbers = []
        part, count, last = -1, 0, 0
        for packed in self.places:
            here, place = packed >> ROOM, packed & MOST
            if here != part:
                counts.append((part, count))
                part, count, last = here, 0, 0
            count += 1
            numbers.append(place - last)
            last = place
        row = [key, _counted([*counts[1:], (part, count)]), "".join(map(digits, numbers))]
        word = key if key[0] == "'" else self.word.lower()
        return row if word == key or folded.is_unspaced(key[0]) else [*row, word]

    def written_forms(self, key: str) -> list[object]:
        """Return the table of the forms, and of each place which it has; nothing, if all are usual.

        Usual are the key and a space, of scripts without spaces the key alone.
        """
        table = {form: n for n, form in enumerate(dict.fromkeys(self.forms))}
        usual = key if folded.is_unspaced(key[0]) else f"{key} "
        if list(table) in ([], [usual]):
            return []
        forms = "".join(digits(table[form]) for form in self.forms) if len(table) > 1 else ""
        return [list(table), forms]


def _counted(counts: Iterable[tuple[int, int]]) -> str:
    before = 0
    written = []
    for part, count in counts:
        written.append(digits(part - before) + digits(count - 1))
        before = part
    return "".join(written)


class Units:
    """The units of words: keys with their places and forms."""

    def __init__(self, simplified: Mapping[str, str], signs: Iterable[str]) -> None:
        """``signs`` are all characters that stand in the documents."""
        word = "".join(sorted(sign for sign in signs if folded.is_word_sign(sign)))
        self._word = re.compile(f"[{re.escape(word)}{folded.JOINING}]+|[¶§]")
        self._pieces: Callable[[str], list[tuple[str, str]]] = cache(
            lambda word: list(pieces(word, simplified))
        )
        self._tails: Callable[[str], list[str]] = cache(lambda word: list(tails(word, simplified)))

    def words(self, words: str) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
        """Return the words that fold to something: start, end, and their pieces."""
        for found in self._word.finditer(words):
            if made := self._pieces(found[0]):
                yield found.start(), found.end(), made

    def of(self, words: str, place: int = 0) -> Iterator[Unit]:
        """Return the units of words; the first has the place that is given."""
        found = list(self.words(words))
        ends = [*(start for start, _, _ in found), len(words)][1:]
        before = 0
        for (start, end, made), following in zip(found, ends, strict=True):
            signs = "" if words[before:start].isspace() else words[before:start]
            behind = words[end:following]
            for tail in self._tails(words[start:end]):
                yield f"'{tail}", place, f"{signs}{words[start:end]}{behind}"
            last = len(made) - 1
            for n, (key, form) in enumerate(made):
                yield key, place, f"{'' if n else signs}{form}{'' if n < last else behind}"
                place += 1
            before = end


def pieces(word: str, simplified: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the keys of a word, each with what is written of it; none, if it folds to nothing."""
    whole = folded.fold(word, simplified)
    runs = [(folded.fold(run, simplified), run) for _, run in folded.runs_by(word, _unspaced)]
    if " ".join(made for made, _ in runs if made) != whole:
        runs = [(part, "" if n else word) for n, part in enumerate(whole.split(" "))]
    for made, run in runs:
        if made and folded.is_unspaced(made[0]):
            signs = list(run) if len(run) == len(made) else [run, *[""] * len(made)]
            for n in range(len(made)):
                yield made[n : n + 2], "".join(signs[n : n + 2])
        elif made:
            yield from ((part, "" if n else run) for n, part in enumerate(made.split(" ")))


def _unspaced(sign: str) -> bool:
    return folded.is_unspaced(sign)


def tails(word: str, simplified: Mapping[str, str]) -> Iterator[str]:
    """Return what of a word stands behind a sign within it that is no letter, folded."""
    for place, sign in enumerate(word[1:-1], 1):
        if sign in folded.JOINING and (tail := folded.fold(word[place + 1 :], simplified)):
            yield tail
