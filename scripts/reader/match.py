"""Find the terms of a glossary in running text: longest match first, from the left."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from reader.model import Term
from reader.words import VEIL, bare, veiled

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


class _Fold(dict[int, str]):
    """Letter case, hyphens, apostrophes and spaces evened out, one character for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        lower = character.lower()
        if character in HYPHENS or character.isspace():
            folded = " "
        elif character in APOSTROPHES:
            folded = "'"
        else:
            folded = lower if len(lower) == 1 else character
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(words: str) -> str:
    """Return ``words`` as forms are compared; the length stays the same."""
    return words.translate(_FOLD)


class Span(NamedTuple):
    """A term found in a string; offsets count characters."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class _Pattern:
    term: str
    words: str
    exact: bool
    veto: bool
    text: str = ""


class _Finder:
    """A set of folded strings, looked for in running text, all overlapping ones."""

    def __init__(self, folded: Iterable[str]) -> None:
        self.folded = tuple(folded)
        self._engine = AhoCorasick(self.folded) if self.folded else None

    def hits(self, words: str) -> Iterable[tuple[str, int, int]]:
        """Give each string that stands in ``words`` as a word, with its start and end."""
        if self._engine is None:
            return
        folded, places = _folded_with_places(words)
        for number, first, last in self._engine.find_matches_as_indexes(folded, overlapping=True):
            if _at_boundaries(folded, first, last):
                start, end = (places[first], places[last - 1] + 1) if places else (first, last)
                yield self.folded[number], start, end


class _Cover:
    """Tells whether a span lies within one of some others; they are sorted only once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


class Matcher:
    """All forms of all terms, ready to be looked for. Built once for a glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._patterns: dict[str, list[_Pattern]] = defaultdict(list)
        for term in terms:
            for words in names(term):
                self._add(term, words)
            for limited in term.forms_in:
                for form in limited.forms:
                    self._add(term, form.words, text=limited.text.words)
            for form in term.excluded:
                self._add(term, form.words, veto=True)
        self._finder = _Finder(self._patterns)

    def _add(self, term: Term, words: str, *, veto: bool = False, text: str = "") -> None:
        if key := key_of(words):  # of '---' nothing is left
            self._patterns[key].append(_Pattern(term.id, words, term.exact, veto, text))

    def find(self, words: str, text: str = "") -> tuple[Span, ...]:
        """Return the terms in ``words``, sorted and free of overlaps.

        What is veiled in them is passed over.

        The longest wins, from the left. Two terms never share a form: the checks of the
        entries refuse it. Forms that are limited to a text count if ``text`` is its id.
        """
        return _choose(self._candidates(words, text))

    def alone(self, words: str, text: str = "") -> dict[str, tuple[Span, ...]]:
        """Return, for each term in ``words``, where it would be if it were the only one."""
        by_term: dict[str, list[Span]] = defaultdict(list)
        for span in self._candidates(words, text):
            by_term[span.term].append(span)
        return {term: _choose(spans) for term, spans in by_term.items()}

    def _candidates(self, words: str, text: str) -> list[Span]:
        """Return every form in ``words``, overlaps included.

        Boundaries are checked; what lies in an excluded string of its own term is dropped.
        """
        wanted: list[Span] = []
        vetoes: dict[str, list[Span]] = defaultdict(list)
        for found, start, end in self._finder.hits(words):
            for pattern in self._patterns[found]:
                if pattern.text not in ("", text):
                    continue
                if not pattern.exact or bare(words[start:end]) == pattern.words:
                    span = Span(start, end, pattern.term)
                    (vetoes[pattern.term] if pattern.veto else wanted).append(span)
        held = {term: _Cover(spans) for term, spans in vetoes.items()}
        return [span for span in wanted if span.term not in held or span not in held[span.term]]


def key_of(words: str) -> str:
    """Return what all spellings of a form have in common."""
    return " ".join(fold(bare(veiled(words))).split())


def occurring(keys: Iterable[str], passages: Iterable[str]) -> frozenset[str]:
    """Return those keys of forms that stand in one of the passages, inside others or not."""
    finder = _Finder(keys)
    return frozenset(found for words in passages for found, _, _ in finder.hits(words))


def names(term: Term) -> tuple[str, ...]:
    """Return every string by which a term is found in any text: headword, forms, Chinese.

    Each stands there once.
    """
    given = [term.headword, *(form.words for form in term.forms), term.chinese, term.traditional]
    return tuple(dict.fromkeys(words for words in given if words))


def _folded_with_places(words: str) -> tuple[str, list[int] | None]:
    """Fold, with runs of white space as one space and without what is veiled.

    Then also return the place of each character.
    """
    folded = fold(words)
    if not SURPLUS.search(words):
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


def _at_boundaries(folded: str, start: int, end: int) -> bool:
    """Whether a match does not begin or end inside a word of a script that has words."""
    cut_left = start > 0 and _joined(folded[start - 1], folded[start])
    cut_right = end < len(folded) and _joined(folded[end - 1], folded[end])
    return not (cut_left or cut_right)


def _joined(left: str, right: str) -> bool:
    return _in_word(left) and _in_word(right)


class _InWord(dict[str, bool]):
    def __missing__(self, character: str) -> bool:
        mark = unicodedata.category(character)[0] in "LNM"
        spaced = not unicodedata.name(character, "").startswith(WITHOUT_WORD_SPACES)
        self[character] = mark and spaced
        return self[character]


_IN_WORD = _InWord()


def _in_word(character: str) -> bool:
    return _IN_WORD[character]


def _choose(spans: Iterable[Span]) -> tuple[Span, ...]:
    chosen: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.term)):
        if span.start >= end:
            chosen.append(span)
            end = span.end
    return tuple(chosen)
