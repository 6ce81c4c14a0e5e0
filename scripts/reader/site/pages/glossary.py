"""The glossary in each of its orders, and its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from reader.edition import attestations, labels, usage
from reader.edition.index import Line
from reader.history import paths
from reader.language import markup
from reader.language.words import sorting, without_tones
from reader.model import RELATIONS, Mention, Output, Term, Text
from reader.site.pages import uses
from reader.site.pages.base import BARE
from reader.site.pages.texts import Texts, numbered

# What a page holds at most: more would only slow down those who open it.
# All lines of an entry, the fewest of each of many texts, and the places of a wording.
SHOWN = {"lines": 200, "fewest": 10, "places": 50}
ORDERED = 100  # paragraphs that each list all of their entries in the glossary's order


class Glossary(Texts):
    """The pages of the glossary."""

    def glossary(self) -> Output:
        """Return the index of the glossary, from A to Z."""
        letters: dict[str, list[Term]] = defaultdict(list)
        for term in self.index.sorted_terms:
            first = sorting(term.headword)[0].upper()
            letters[first if first.isalpha() else "#"].append(term)
        return self._page(
            paths.GLOSSARY,
            "glossary.md",
            "seeds/glossary",
            nav=self.interface.gettext("Glossary"),
            frame=partial(self.frames.glossary, paths.GLOSSARY, self.heads.glossary()),
            revised=self.citations.day,
            letters=letters,
            anchor=_anchor,
        )

    def ordered(self, order: str) -> Output:
        """Return the glossary in one of its other orders."""
        terms = self.index.sorted_terms
        groups: dict[str, list[Term]] = {}
        blocks = sum(len(text.blocks) for text in self.index.texts.values())
        first_only = order == "paragraph" and blocks > ORDERED
        if order == "paragraph":
            groups = self._by_paragraph(first_only=first_only)
        else:
            key, sort = self._orders()[order]
            for term in sorted((term for term in terms if key(term)), key=sort):
                groups.setdefault(key(term), []).append(term)
        return self._page(
            paths.by(order),
            "ordered.md",
            "seeds/glossary",
            frame=partial(self.frames.glossary, paths.by(order), BARE),
            order=order,
            heading=labels.glossary_by(self.index, order),
            groups=groups,
            first_only=first_only,
        )

    def _by_paragraph(self, *, first_only: bool) -> dict[str, list[Term]]:
        """Return the entries that stand in each paragraph, or in none before it."""
        groups: dict[str, list[Term]] = {}
        seen: set[str] = set()
        for text in self.index.texts.values():
            for block in text.blocks:
                terms = [t for t in self.index.terms_in(text, block) if t.id not in seen]
                groups[f"{self.interface.label(block.id)} · {text.meta.label}"] = terms
                if first_only:
                    seen.update(term.id for term in terms)
        return groups

    def _orders(self) -> Mapping[str, tuple[Callable[[Term], str], Callable[[Term], Any]]]:
        """Return, for each order, what an entry is grouped by and what it is sorted by."""

        def frequency(term: Term) -> int:
            return len(self.index.mentions_of(term))

        def sound(term: Term) -> str:
            return without_tones(term.romanization).lower()

        collection = self.index.collection
        plurals, themes = dict(collection.kinds), collection.themes
        kinds = list(plurals)
        return {
            "theme": (lambda term: term.theme.capitalize(), lambda term: themes.index(term.theme)),
            "kind": (lambda term: plurals[term.kind], lambda term: kinds.index(term.kind)),
            collection.romanization.lower(): (lambda term: sound(term)[:1].upper(), sound),
            "frequency": (
                lambda term: self._places(frequency(term)),
                lambda term: -frequency(term),
            ),
        }

    def entry(self, term: Term) -> Output:
        """Return the page of an entry."""
        path = paths.entry(term.id)
        return self._later(
            path,
            "entry.md",
            term.place.path,
            frame=partial(self.frames.entry, term),
            values=partial(self._of_entry, path, term),
            made_of=self.made_of.entry(term),
        )

    def _of_entry(self, path: str, term: Term) -> Mapping[str, Any]:
        """Return what the page of an entry shows, for a template."""
        numbers = numbered(self.index.cited_by(term))
        definition, rest = markup.sections(term.prose.words)
        return {
            "revised": term.revised,
            "term": term,
            "definition": self._prose(path, definition, numbers),
            "prose": markup.Parted(
                *(self._prose(path, part, numbers) for part in markup.parted(rest, self.interface))
            ),
            "history": attestations.steps(term),
            "past": attestations.summary(term, self.interface),
            "mentions": self.index.mentions_of(term),
            "lines": [] if self.index.has_shelf else self._lines(term),
            "shown": SHOWN,
            "wordings": self.index.wordings(term),
            "within": self.index.within(term),
            "ledger": self._ledger(term) if self.index.has_few else None,
            "uses": uses.of(self.index, term) if self.index.has_many else None,
            "rate": partial(uses.rate, self.interface),
            "share": uses.share,
            "versions": self._by_version(path, term),
            "notes": [self._note(path, note, numbers) for note in self.index.notes_on(term)],
            "relations": self._relations(term),
            "numbers": numbers,
            "sources": self._sources(numbers),
        }

    def _lines(self, term: Term) -> list[Line]:
        mentions = self.index.mentions_of(term)[: SHOWN["lines"]]
        return [self.index.line(mention) for mention in mentions]

    def _places(self, count: int) -> str:
        return self.interface.ngettext("{count} place", "{count} places", count)

    def _relations(self, term: Term) -> list[tuple[str, list[Term]]]:
        return [
            (RELATIONS[name], [self.index.terms[form.words] for form in forms])
            for name, forms in term.relations.items()
            if forms
        ]

    def _ledger(self, term: Term) -> Mapping[str, Any]:
        """Return how the texts of a shelf use a term, for a template.

        ``first`` and ``last`` are the outermost texts that have a day, or None.
        """
        texts = self.index.texts_with(term)
        first, last = usage.first_and_last(self.index, term) or (None, None)
        rows = []
        for wording in self.index.wordings(term):
            cells: dict[str, list[Mention]] = defaultdict(list)
            for mention in wording.mentions:
                cells[mention.text].append(mention)
            rows.append((wording, cells))
        return {
            "texts": texts,
            "rows": rows,
            "first": first,
            "last": last,
            "groups": [
                (text, [self.index.line(mention) for mention in self._shown(term, text)])
                for text in texts
            ],
        }

    def _shown(self, term: Term, text: Text) -> Sequence[Mention]:
        """Return the places of a term that its page shows of one of several texts.

        If there are too many in all, each text has an equal share, but never fewer than a few.
        """
        found = self.index.mentions_of(term, text)
        if len(self.index.mentions_of(term)) <= SHOWN["lines"]:
            return found
        share = SHOWN["lines"] // len(self.index.texts_with(term))
        return found[: max(share, SHOWN["fewest"])]


def _anchor(letter: str) -> str:
    """Return the anchor of a letter, or of what is none: an address takes only plain signs."""
    if not letter.isalpha():
        return "letter-other"
    return "letter-" + (letter.lower() if letter.isascii() else f"{ord(letter[0]):x}")
