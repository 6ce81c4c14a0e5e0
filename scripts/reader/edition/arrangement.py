"""Many texts: by year and by series, which ones stand beside a text, and how long each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.edition.grouping import grouped, steps
from reader.language.words import UNSPACED
from reader.model import Text

PERIODS = 24  # of a table; where texts span more years, several share one
WORD = re.compile(r"[^\W_]+(?:['\u2019\u2010-][^\W_]+)*")


@dataclass(frozen=True)
class Group:
    """Texts under a name: those of a year or several, or those of a series, in their order.

    ``anchor`` is the id of the group on the page that lists all texts.
    """

    name: str
    anchor: str
    texts: tuple[Text, ...]

    @cached_property
    def span(self) -> tuple[str, str]:
        """The years of the first and the last text that has a day, or two empty strings."""
        years = sorted(filter(None, map(year_of, self.texts)))
        return (years[0], years[-1]) if years else ("", "")


def year_of(text: Text) -> str:
    """Return the year by which a text stands among others, or ``""``."""
    return text.meta.day[:4]


def words_in(text: Text) -> int:
    """Return how many words a text has; of writing without spaces each character counts."""
    return sum(_count(block.words) for block in text.blocks)


def _count(words: str) -> int:
    characters = sum(1 for sign in UNSPACED.findall(words) if sign.isalnum())
    return characters + len(WORD.findall(UNSPACED.sub(" ", words)))


class Arrangement:
    """Texts in the order of their days, arranged for readers who look for one of many."""

    def __init__(self, texts: Iterable[Text], works: Iterable[Text]) -> None:
        self.texts = tuple(texts)
        own = {work.id for work in works}
        self.works = tuple(text for text in self.texts if text.id in own)

    @cached_property
    def by_age(self) -> tuple[Text, ...]:
        """The texts with a day, no versions among them, the oldest first, behind those without."""
        dated = [text for text in self.works if text.meta.day]
        return (*(text for text in self.works if not text.meta.day), *dated)

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """The years of which there are texts, the newest first; what has no day stands last."""
        found = grouped(self.texts, year_of)
        return tuple(Group(name, anchor_of(name), found[name]) for name in sorted(found)[::-1])

    @cached_property
    def periods(self) -> tuple[Group, ...]:
        """The years from the first to the last, the oldest first, those without texts among them.

        Where they are too many for a table, several share one.
        """
        years = [int(group.name) for group in self.years if group.name]
        if not years:
            return ()
        first, last = years[-1], years[0]
        size = next(size for size in steps() if last // size - first // size < PERIODS)
        dated = [text for text in self.texts if year_of(text)]
        found = []
        for start in range(first // size * size, last + 1, size):
            own = tuple(text for text in dated if start <= int(year_of(text)) < start + size)
            name = str(start) if size == 1 else f"{start}\u2013{start + size - 1}"
            found.append(Group(name, anchor_of(str(start)), own))
        return tuple(found)

    @cached_property
    def series(self) -> Mapping[str, Group]:
        """The texts of each series in their order, by its name, in the order of the names."""
        found = grouped(self.texts, lambda text: text.meta.series)
        names = sorted(filter(None, found), key=str.casefold)
        return {
            name: Group(name, f"series-{number}", tuple(_in_order(found[name])))
            for number, name in enumerate(names, 1)
        }

    def beside(self, text: Text) -> tuple[Text | None, Text | None]:
        """Return the texts of the same series before a text and behind it; no version counts."""
        group = self.series.get(text.meta.series)
        row = [other for other in group.texts if other in self.works] if group else []
        names = [other.id for other in row]
        own = next((name for name in (text.id, text.meta.version_of.words) if name in names), "")
        if not own:
            return None, None
        place = names.index(own)
        after = row[place + 1] if place + 1 < len(row) else None
        return (row[place - 1] if place else None), after

    @cached_property
    def lengths(self) -> Mapping[str, int]:
        """How many words each text has, by its id."""
        return {text.id: words_in(text) for text in self.texts}

    def words(self, texts: Iterable[Text]) -> int:
        """Return how many words some texts have together."""
        return sum(self.lengths[text.id] for text in texts)


def anchor_of(year: str) -> str:
    """Return the id of a year on the page that lists all texts."""
    return f"y{year}" if year else "undated"


def _in_order(texts: Iterable[Text]) -> Sequence[Text]:
    """Return the texts of a series by their numbers, if all have one, else by their days."""
    given = tuple(texts)
    if all(text.meta.number for text in given):
        return sorted(given, key=lambda text: int(text.meta.number))
    return given
