"""Find folded strings in words as they are written: where they begin, where they end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from reader.language.fold import IN_WORD, NO_RULE, Rule, folded_with_places, rule_of
from reader.language.words import bare, mark_soft_breaks

# Stands between passages that are searched at once. No form and no seed may hold it; it is
# of ASCII, since the words around it are folded faster if all of them are.
SEPARATOR = "\0"


_NOT_ASKED: Mapping[str, bool] = defaultdict(bool)  # False for every character


def edges_of(key: str) -> tuple[Mapping[str, bool], Mapping[str, bool]]:
    """Return which characters cut a word if they stand before a form, and which after it."""
    first, last = (IN_WORD if IN_WORD[sign] else _NOT_ASKED for sign in (key[0], key[-1]))
    return first, last


class Finder:
    """A set of folded strings, looked for in running text, all overlapping ones."""

    def __init__(self, folded: Iterable[str], rule: Rule = NO_RULE) -> None:
        self.folded = tuple(folded)
        self._rule = rule
        self._edges = tuple(edges_of(key) for key in self.folded)
        self._engine = AhoCorasick(self.folded)

    def hits(self, words: str) -> Iterable[tuple[str, int, int]]:
        """Give each string that stands in ``words`` as a word, with its start and end."""
        folded, places = folded_with_places(words, self._rule)
        around = f"{SEPARATOR}{folded}{SEPARATOR}"  # so that each match has a sign on both sides
        for number, first, last in self._engine.find_matches_as_indexes(folded, overlapping=True):
            cut_before, cut_after = self._edges[number]
            if not (cut_before[around[first]] or cut_after[around[last + 1]]):
                start = places.starts[first] if places else first
                end = places.ends[last - 1] if places else last
                yield self.folded[number], start, end


def key_of(words: str, rule: Rule = NO_RULE) -> str:
    """Return what all spellings of a form have in common."""
    return " ".join(folded_with_places(bare(mark_soft_breaks(words)), rule)[0].split())


def occurring(forms: Iterable[str], passages: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return those forms that stand in one of the passages, inside others or not.

    A passage is words with their language.
    """
    given = tuple(forms)
    finders: dict[Rule, tuple[Finder, dict[str, list[str]]]] = {}
    there: set[str] = set()
    for words, language in passages:
        rule = rule_of(language)
        if rule not in finders:
            by_key: dict[str, list[str]] = defaultdict(list)
            for form in given:
                if key := key_of(form, rule):  # of '---' nothing is left
                    by_key[key].append(form)
            finders[rule] = Finder(by_key, rule), by_key
        finder, by_key = finders[rule]
        there.update(form for key, _, _ in finder.hits(words) for form in by_key[key])
    return frozenset(there)
