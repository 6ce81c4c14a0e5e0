"""How often texts use a term, by year and by series, and which terms come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.edition.arrangement import Group
from reader.edition.index import Index
from reader.model import Mention, Term, Text

PER = 1_000  # words: texts differ in length


@dataclass(frozen=True)
class Usage:
    """How often a group of texts uses a term; ``words`` are those of all its texts."""

    group: Group
    mentions: tuple[Mention, ...]
    texts: int
    words: int

    @property
    def rate(self) -> float:
        """How often, in each thousand words."""
        return PER * len(self.mentions) / self.words if self.words else 0.0


def of(index: Index, term: Term, groups: Iterable[Group]) -> list[Usage]:
    """Return how often each group of texts uses a term."""
    return [_usage(index, term, group) for group in groups]


def _usage(index: Index, term: Term, group: Group) -> Usage:
    uses = [found for text in group.texts if (found := index.mentions_of(term, text))]
    mentions = tuple(mention for found in uses for mention in found)
    return Usage(group, mentions, len(uses), index.arrangement.words(group.texts))


def first_and_last(index: Index, term: Term) -> tuple[Text, Text] | None:
    """Return the outermost of the texts with a day that use a term, or None."""
    dated = [text for text in index.texts_with(term) if text.meta.day]
    return (dated[0], dated[-1]) if dated else None


@dataclass(frozen=True)
class Movement:
    """Terms that a period is the first to use, or the last, the most frequent first.

    ``more`` is how many others there are.
    """

    group: Group
    terms: tuple[Term, ...]
    more: int


FEWEST = 3  # places: what stands there once or twice neither comes nor goes


def newcomers(index: Index, most: int) -> list[Movement]:
    """Return the terms that came, by the period of their first use, the newest first."""
    return _moved(index, 0, most)


def vanished(index: Index, most: int) -> list[Movement]:
    """Return the terms that went, by the period of their last use, the newest first."""
    return _moved(index, -1, most)


def _moved(index: Index, end: int, most: int) -> list[Movement]:
    """Return terms by the period of their outermost use, without that which begins or ends all."""
    periods = [group for group in index.arrangement.periods if group.texts]
    place = {text.id: number for number, group in enumerate(periods) for text in group.texts}
    found: dict[int, list[Term]] = {}
    for term in index.sorted_terms:
        used = [place[text.id] for text in index.texts_with(term) if text.id in place]
        if used and len(index.mentions_of(term)) >= FEWEST:
            found.setdefault(used[end], []).append(term)
    edge = 0 if end == 0 else len(periods) - 1
    found.pop(edge, None)
    return [
        _movement(index, periods[number], found[number], most)
        for number in sorted(found, reverse=True)
    ]


def _movement(index: Index, group: Group, terms: Sequence[Term], most: int) -> Movement:
    ordered = sorted(terms, key=lambda term: -len(index.mentions_of(term)))
    return Movement(group, tuple(ordered[:most]), max(0, len(ordered) - most))
