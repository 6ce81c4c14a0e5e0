"""Phrases that recur in the texts and that no entry covers: what may be worth an entry.

A phrase is a run of words; in writing without spaces, a run of characters. Among phrases of
which one stands within the other they are weighed by the C-value of Frantzi and Ananiadou
(https://doi.org/10.1007/s007999900023): what stands nearly always within a longer phrase has
none, and of two that recur alike the longer has more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from reader.language.find import key_of
from reader.language.words import UNSPACED, bare

USES = 3  # a phrase recurs if it stands so often, apart from longer ones
# Words at which no phrase begins or ends; characters likewise, which are particles only.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from had has have he his in into is it its must of on "
        "or that the their them this to was we were which with",
    )
)
STOP_CHARACTERS = frozenset("的了着吗呢之のをがはにでともへや")
SPACED_BREAK = re.compile(r"[^\w\s'’-]+")
UNSPACED_RUN = re.compile(f"(?:{UNSPACED.pattern})+")
UNSPACED_BREAK = re.compile(
    "[^\\w\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3\u0f71-\u0fbc]+|\\d+"
)


@dataclass(frozen=True)
class Writing:
    """How phrases are read in one kind of writing: their units, and how many one has at most."""

    joint: str
    longest: int
    stops: frozenset[str]


SPACED = Writing(" ", 7, STOP_WORDS)
UNSPACED_WRITING = Writing("", 24, STOP_CHARACTERS)

Units = tuple[str, ...]
GAP = -1  # stands where no phrase goes on


def phrases(passages: Iterable[str], known: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return the phrases that recur in passages, with their counts, the weightiest first.

    What stands within one of the ``known`` names is left out.
    """
    runs = [run for words in passages for run in _runs(bare(words).lower())]
    names = [run for name in known for run in _runs(key_of(name))]
    found: list[tuple[float, str, int]] = []
    for writing in (SPACED, UNSPACED_WRITING):
        recurring = _recurring([units for own, units in runs if own is writing], writing.longest)
        counts = {
            units: count
            for units, count in recurring.items()
            if writing.stops.isdisjoint((units[0], units[-1]))
        }
        covered = _covered((units for own, units in names if own is writing), writing)
        for units, value in _weighed(counts).items():
            phrase = writing.joint.join(units)
            if value and key_of(phrase) not in covered:
                found.append((-value, phrase, counts[units]))
    return tuple((phrase, count) for _, phrase, count in sorted(found))


def _runs(words: str) -> Iterator[tuple[Writing, Units]]:
    """Return what stands between signs: words, or characters where no spaces are written."""
    place = 0
    for run in UNSPACED_RUN.finditer(words):
        yield from _spaced(words[place : run.start()])
        for part in UNSPACED_BREAK.split(run[0]):
            yield UNSPACED_WRITING, tuple(part)
        place = run.end()
    yield from _spaced(words[place:])


def _spaced(words: str) -> Iterator[tuple[Writing, Units]]:
    return ((SPACED, tuple(part.split())) for part in SPACED_BREAK.split(words))


def _recurring(runs: Iterable[Units], longest: int) -> dict[Units, int]:
    """Return the phrases that recur, with their counts.

    One of three words can recur only if the two at its beginning and at its end do. So a phrase
    is counted as a pair of the phrases of one word less that overlap in it, each a number: all
    runs stand in one list, with ``GAP`` between them and where nothing recurs, and it is soon
    a short one.
    """
    units_seen = dict.fromkeys((unit,) for run in runs for unit in run)
    number = {units: place for place, units in enumerate(units_seen)}
    phrases: list[Units] = [*number]
    pieces = [GAP, *(place for run in runs for place in (*(number[unit,] for unit in run), GAP))]
    found: dict[Units, int] = {}
    for _ in range(longest - 1):
        pairs = Counter(pairwise(pieces))
        recurring = [pair for pair, count in pairs.items() if count >= USES and GAP not in pair]
        longer = {pair: place for place, pair in enumerate(recurring)}
        phrases = [(*phrases[left], phrases[right][-1]) for left, right in recurring]
        found |= {units: pairs[pair] for units, pair in zip(phrases, recurring, strict=True)}
        there = [longer.get(pair, GAP) for pair in pairwise(pieces)]
        before = [GAP, *there]
        pieces = [
            one for one, last in zip(there, before, strict=False) if one != last or one != GAP
        ]
    return found


def _weighed(counts: dict[Units, int]) -> dict[Units, float]:
    """Return the C-value of each phrase, or 0 where it seldom stands apart from longer ones."""
    around: dict[Units, list[int]] = {units: [] for units in counts}
    for longer, count in counts.items():
        for inner in set(_parts(longer, len(longer) - 1)):
            if inner in around:
                around[inner].append(count)
    values = {}
    for units, count in counts.items():
        longer_ones = around[units]
        apart = count - sum(longer_ones) / len(longer_ones) if longer_ones else count
        often = count - max(longer_ones, default=0) >= USES
        values[units] = log2(len(units)) * apart if often else 0
    return values


def _covered(names: Iterable[Units], writing: Writing) -> set[str]:
    return {writing.joint.join(part) for units in names for part in _parts(units, len(units))}


def _parts(units: Units, longest: int) -> Iterator[Units]:
    """Return every run of units that is not longer than the longest asked for."""
    for start in range(len(units)):
        for end in range(start + 1, min(len(units), start + longest) + 1):
            yield units[start:end]
