"""How each version of a text words a term, and where it has another wording, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.edition.index import Index, Wording
from reader.edition.versions import Column, Group
from reader.language.tags import base
from reader.model import Mention, Term


@dataclass(frozen=True)
class Worded:
    """How a version words a term.

    ``otherwise`` are the numbers of the rows in which the main text or an original has the term
    and this version has not, and ``missing`` those in which it has no counterpart at all.
    """

    column: Column
    wordings: tuple[Wording, ...]
    otherwise: tuple[int, ...]
    missing: tuple[int, ...]


class Wordings:
    """The wordings of terms by version."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._in_originals: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in index.edition.originals:
            self._in_originals[mention.term, mention.text].append(mention)

    def of(self, term: Term) -> Iterator[tuple[Group, tuple[Worded, ...]]]:
        """Return the texts of which there are several versions that have a term."""
        for group in self.index.versions.groups:
            rows = [self._rows(group, column, term) for column in group.columns]
            if any(rows):
                yield group, tuple(self._worded(group, term, rows))

    def _worded(self, group: Group, term: Term, rows: list[frozenset[int]]) -> Iterator[Worded]:
        languages = {base(language) for language in self.index.collection.originals}
        for number, column in enumerate(group.columns):
            wanted: set[int] = set()
            for other, found in zip(group.columns, rows, strict=True):
                if other is not column and _is_measure(group, other, languages):
                    wanted |= found
            lacking = sorted(wanted - rows[number])
            missing = [row for row in lacking if not group.rows[row].cells[number]]
            otherwise = [row for row in lacking if group.rows[row].cells[number]]
            wordings = self.index.worded(self._mentions(column, term))
            yield Worded(column, wordings, tuple(otherwise), tuple(missing))

    def _mentions(self, column: Column, term: Term) -> Iterable[Mention]:
        if column.is_original:
            return self._in_originals.get((term.id, column.text.id), ())
        return self.index.mentions_of(term, column.text)

    def _rows(self, group: Group, column: Column, term: Term) -> frozenset[int]:
        """Return the rows in which a version has a term."""
        mentions = self._mentions(column, term)
        blocks = (mention.paragraph.removesuffix("o") for mention in mentions)
        return frozenset(group.row_of[column.text.id, block] for block in blocks)


def _is_measure(group: Group, column: Column, languages: Iterable[str]) -> bool:
    """Return whether what a version has is looked for in the others: the main text, originals."""
    is_main = column.text is group.main
    return is_main or column.is_original or base(column.text.meta.language) in languages
