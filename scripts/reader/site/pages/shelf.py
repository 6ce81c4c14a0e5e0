"""Many texts: the newest on the home page, all by series and year, the map of their years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from reader.edition import usage
from reader.edition.arrangement import Group, anchor_of
from reader.history import paths
from reader.language import markup
from reader.language.words import line
from reader.model import FEW, Output, Term
from reader.site.frames import LISTS, Frame
from reader.site.head import Head
from reader.site.pages.base import BARE
from reader.site.pages.glossary import Glossary

NEWEST = 10  # texts on the home page
SERIES = 12  # that the home page names
FREQUENT = 8  # terms on the home page
TOP = 5  # terms of a year on the map
ROWS = 60  # of the map
MOVED = 12  # terms of a year that are named as new, or as gone


class Shelf(Glossary):
    """The pages that show several texts together."""

    def home(self) -> Output:
        """Return the home page."""
        index = self.index
        frequent = sorted(index.terms.values(), key=lambda term: -len(index.mentions_of(term)))
        lead, said = index.collection.lead.words, self.interface.gettext
        template = "newest.md" if index.has_many else "shelf.md" if index.has_shelf else "home.md"
        many = len(index.texts) > FEW and not index.has_many
        return self._page(
            paths.HOME,
            template,
            "seeds",
            nav=said("Texts") if many else said("Home"),
            frame=self.frames.home,
            revised=self.citations.day,
            introduction=index.edition.settings,
            lead=self._prose(paths.HOME, lead, {}),
            lead_in_plain_words=line(markup.plain(lead)),
            texts=tuple(index.versions.shelved(index.shelf)),
            newest=tuple(islice(reversed(index.arrangement.by_age), NEWEST)),
            series=tuple(islice(index.arrangement.series.values(), SERIES)),
            frequent=frequent[:FREQUENT],
            **self._shelved(),
        )

    def shelf(self) -> Output:
        """Return the page that lists all texts."""
        return self._page(
            paths.SHELF,
            "texts.md",
            "seeds",
            nav=self.interface.gettext("Texts"),
            frame=self._listing,
            revised=self.citations.day,
            **self._shelved(),
        )

    def _listing(self) -> Frame:
        """Return the frame of the page that lists all texts, with the script of its filter."""
        head = Head(revised=self.citations.day)
        return {**self.frames.plain(paths.SHELF, head), "scripts": LISTS}

    def _shelved(self) -> dict[str, Any]:
        return {"versions": self.index.versions, "arrangement": self.index.arrangement}

    def shelf_map(self) -> Output:
        """Return the map of the shelf: a row for each entry, a column for each text, or year."""
        terms = [term for term in self.index.sorted_terms if self.index.mentions_of(term)]
        frame = partial(self.frames.plain, paths.MAP, BARE, "broad")
        if self.index.has_many:
            return self._map_of_years(terms, frame)
        texts = self.index.shelf
        return self._page(paths.MAP, "shelf_map.md", "seeds", texts=texts, frame=frame, rows=terms)

    def _map_of_years(self, terms: list[Term], frame: Callable[[], Frame]) -> Output:
        """Return the map of years: those terms that one of them uses most."""
        periods = self.index.arrangement.periods
        rows = {term: usage.of(self.index, term, periods) for term in terms}
        top: Counter[Term] = Counter()
        for place in range(len(periods)):
            by_use = sorted(terms, key=lambda term: -len(rows[term][place].mentions))
            top.update(term for term in by_use[:TOP] if rows[term][place].mentions)
        chosen = sorted(top, key=lambda term: -len(self.index.mentions_of(term)))
        return self._page(
            paths.MAP,
            "years_map.md",
            "seeds",
            frame=frame,
            periods=periods,
            rows=[(term, rows[term]) for term in chosen[:ROWS]],
            most=TOP,
            newcomers=usage.newcomers(self.index, MOVED),
            vanished=usage.vanished(self.index, MOVED),
            fewest=usage.FEWEST,
            arrangement_anchor=_last_anchor,
        )


def _last_anchor(period: Group) -> str:
    """Return the anchor, on the page of all texts, of the last year of a period with texts."""
    return anchor_of(period.span[1])
