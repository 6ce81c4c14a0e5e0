"""What the page of an entry says where there are many texts: how often, where first and last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.edition import usage
from reader.edition.arrangement import Group
from reader.edition.index import Index, Line
from reader.edition.usage import Usage
from reader.interface import Interface
from reader.model import Mention, Term, Text

PLACES = 200  # that a page shows
OF_TEXT = 20  # of these, in one text
FOLDED = 30  # places, beyond which those of a year are folded


@dataclass(frozen=True)
class Year:
    """The places of a year, text by text, the newest first; of each the lines that are shown."""

    name: str
    anchor: str
    texts: tuple[tuple[Text, tuple[Line, ...], tuple[Mention, ...]], ...]

    @property
    def places(self) -> int:
        """How many places there are, shown or not."""
        return sum(len(mentions) for _, _, mentions in self.texts)

    @property
    def shown(self) -> int:
        """How many lines are shown."""
        return sum(len(lines) for _, lines, _ in self.texts)


def of(index: Index, term: Term) -> Mapping[str, Any] | None:
    """Return how the texts use a term, for a template; None if none does."""
    mentions = index.mentions_of(term)
    if not mentions:
        return None
    ends = usage.first_and_last(index, term)
    years = tuple(_years(index, term))
    return {
        "places": len(mentions),
        "texts": len(index.texts_with(term)),
        **(_ends(index, term, *ends) if ends else {"first": None, "last": None}),
        "periods": usage.of(index, term, index.arrangement.periods),
        "series": usage.of(index, term, index.arrangement.series.values()),
        "wordings": [
            (wording, tuple(_in_order(index, wording.mentions))) for wording in index.wordings(term)
        ],
        "years": years,
        "shown": sum(year.shown for year in years),
        "is_folded": len(mentions) > FOLDED,
    }


def _ends(index: Index, term: Term, first: Text, last: Text) -> Mapping[str, Any]:
    return {
        "first": first,
        "last": last,
        "at_first": index.mentions_of(term, first)[0],
        "at_last": index.mentions_of(term, last)[-1],
    }


def _in_order(index: Index, mentions: Iterable[Mention]) -> Iterator[Text]:
    """Return the texts of some mentions by their days; those without one are neither end."""
    names = {mention.text for mention in mentions}
    dated = [text for text in index.shelf if text.id in names and text.meta.day]
    undated = [text for text in index.shelf if text.id in names and not text.meta.day]
    return iter([*dated[:1], *undated, *dated[1:]])


def _years(index: Index, term: Term) -> Iterator[Year]:
    left = PLACES
    for group in index.arrangement.years:
        year = _year(index, term, group, left)
        left -= year.shown
        if year.texts:
            yield year


def _year(index: Index, term: Term, group: Group, left: int) -> Year:
    """Return the places of a year, with at most so many lines as are left for the page."""
    found = []
    for text in reversed(group.texts):
        mentions = index.mentions_of(term, text)
        shown = mentions[: min(OF_TEXT, left)]
        left -= len(shown)
        if mentions:
            found.append((text, tuple(map(index.line, shown)), mentions))
    return Year(group.name, group.anchor, tuple(found))


def rate(interface: Interface, found: Usage) -> str:
    """Return how often a term stands in a thousand words, as readers see it."""
    return interface.number(found.rate, 1 if found.rate >= 10 else 2)


def share(found: Usage, among: Iterable[Usage]) -> int:
    """Return the length of a bar, in hundredths of the longest; what is used has one."""
    most = max(one.rate for one in among)
    return max(1, round(100 * found.rate / most)) if found.rate else 0
