"""Versions of one text: side by side on a page of their own, and below each paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from reader.edition.versions import Cell, Column, Group, Row
from reader.edition.wordings import Wordings
from reader.history import paths
from reader.language import markup, split
from reader.model import Output, Paragraph, Term, Text
from reader.site import md
from reader.site.md import Link, Md
from reader.site.pages.fates import Fated

PART = 200  # rows of a page
Shown = tuple[str, str]


@dataclass(frozen=True)
class Beside:
    """What stands below a paragraph: cells with words, the names of versions that lack it.

    ``target`` is the address of its row on the page of all versions. ``shows`` is what the page
    must show unaltered.
    """

    cells: Sequence[Mapping[str, Any]] = ()
    missing: Sequence[str] = ()
    target: str = ""
    shows: Sequence[Shown] = ()


NOTHING_BESIDE = Beside()


class Versioned(Fated):
    """The pages that show versions of a text."""

    def _versions_of(self, text: Text) -> str:
        """Return the page of the versions of a text, or ``""``."""
        group = self.index.versions.of(text)
        return paths.versions(group.main.id) if group else ""

    def _other_versions(self, text: Text) -> tuple[Text, ...]:
        """Return all versions of a text, the main text first; none, if there is no other."""
        group = self.index.versions.of(text)
        return group.texts if group and len(group.texts) > 1 else ()

    def _versions(self, text: Text) -> Iterator[Output]:
        """Return the pages on which versions stand side by side: they are the main text's."""
        group = self.index.versions.of(text)
        if group and text is group.main:
            starts = range(0, len(group.rows), PART)
            for part, start in enumerate(starts):
                yield self._side_by_side(group, part, len(starts), group.rows[start:][:PART])
        elif group:
            path = paths.versions(text.id)
            onward = (paths.versions(group.main.id), "")
            yield self._page(
                path,
                "version_of.md",
                text.place.path,
                frame=partial(self.frames.gone, path, onward),
                text=text,
                main=group.main,
            )

    def _side_by_side(self, group: Group, part: int, parts: int, rows: Sequence[Row]) -> Output:
        path = paths.versions(group.main.id, part)
        cells = [
            [
                self._cell(path, column, cell, _suffix(group, column))
                for column, cell in zip(group.columns, row.cells, strict=True)
            ]
            for row in rows
        ]
        return self._page(
            path,
            "versions.md",
            group.main.place.path,
            shows=[shown for row in cells for cell in row for shown in _shows(cell)],
            frame=partial(self.frames.versions, path, group, rows),
            revised=self.citations.day,
            main=group.main,
            columns=[self._column(column) for column in group.columns],
            rows=cells,
            part=part,
            parts=parts,
        )

    def _column(self, column: Column) -> Mapping[str, Any]:
        """Return what is said of a version above its column."""
        meta, collection = column.text.meta, self.index.collection
        language = meta.original_language if column.is_original else meta.language
        said = (collection.language(language), "" if column.is_original else meta.translator)
        words = markup.plain(", ".join(filter(None, said)))
        return {"label": column.label, "page": paths.text(column.text.id), "said": words}

    def _cell(self, page: str, column: Column, cell: Cell, suffix: str) -> Mapping[str, Any]:
        """Return a cell for a template: its places as links, its blocks with their words."""
        blocks = [_renamed(block, suffix) for block in cell]
        text = column.text
        numbered = [] if column.is_original else [block for block in cell if not block.is_heading]
        return {
            "column": column,
            "places": [
                (
                    self.index.interface.label(block.id),
                    md.href(page, paths.paragraph(text.id, block.id)),
                )
                for block in numbered
            ],
            "kind": "original-words" if column.is_original else "words",
            "blocks": [
                (
                    replace(new, shape="" if new.is_heading else new.shape),
                    self._cut(page, text, old, new),
                )
                for old, new in zip(cell, blocks, strict=True)
            ],
            "shows": [(new.id, markup.shown(new.words)) for new in blocks],
        }

    def _cut(self, page: str, text: Text, block: Paragraph, named: Paragraph) -> Md:
        """Return a block's words with its mentions as links, and sentences named as in another."""
        keys = self.index.key_mentions(text, block)
        links: dict[str, list[Link]] = defaultdict(list)
        for mention in self.index.mentions_in(text, block):
            target = md.href(page, paths.entry(mention.term))
            key = ".key" if mention.id in keys else ""
            links[mention.sentence].append(Link(mention.start, mention.end, target, key))
        names = {
            part.id: new.id for part, new in zip(block.sentences, named.sentences, strict=True)
        }
        parts = {
            part.id: md.sentence(replace(part, id=names[part.id]), links[part.id], {})
            for part in split.read(block)
        }
        lines = ["".join(parts[part.id] for part in line) for line in split.lines(block)]
        return md.items(lines) if block.shape == "list" else Md("".join(lines))

    @cached_property
    def _wordings(self) -> Wordings:
        return Wordings(self.index)

    def _by_version(self, page: str, term: Term) -> list[Mapping[str, Any]]:
        """Return how each version words a term, for a template, by the text they are of."""
        return [
            {
                "main": group.main,
                "rows": [
                    {
                        "column": one.column,
                        "wordings": one.wordings,
                        "otherwise": self._row_links(page, group, one.otherwise),
                        "missing": self._row_links(page, group, one.missing),
                    }
                    for one in found
                ],
            }
            for group, found in self._wordings.of(term)
        ]

    def _row_links(self, page: str, group: Group, rows: Sequence[int]) -> list[tuple[str, str]]:
        """Return the names and addresses of rows on the page of all versions."""
        found = []
        for number in rows:
            column, block = group.head_of(number)
            target = paths.versions(group.main.id, number // PART)
            anchor = f"{block.id}{_suffix(group, column)}"
            found.append((self.index.interface.label(block.id), md.href(page, target, anchor)))
        return found

    def _beside(self, page: str, text: Text, block: Paragraph) -> Beside:
        """Return the other versions of a paragraph."""
        group = self.index.versions.of(text)
        if not group or len(group.texts) == 1:
            return NOTHING_BESIDE
        found = [
            {
                **self._cell(page, column, cell, _suffix(group, column, always=True)),
                "also": _also(self.index.interface.label, group, text, block, column, cell),
            }
            for column, cell in group.beside(text, block)
        ]
        return Beside(
            found,
            [cell["column"].label for cell in found if not cell["blocks"]],
            self._row_links(page, group, [group.row_of[text.id, block.id]])[0][1],
            [shown for cell in found for shown in _shows(cell)],
        )


def _suffix(group: Group, column: Column, *, always: bool = False) -> str:
    """Return what stands behind ids of a version's blocks, where others have the same.

    The cards take what stands behind the last hyphen for a number, so there is none in it.
    """
    own = column.text is group.main and not always
    return "" if own else f".{column.text.id.replace('-', '_')}"


def _also(
    label: Callable[[str], str],
    group: Group,
    text: Text,
    block: Paragraph,
    column: Column,
    cell: Cell,
) -> list[str]:
    """Return what else in the main text stands where a cell does, seen from a block of it."""
    if text is not group.main or column.is_original:
        return []
    others = (other for own in cell for other in group.also_for(column.text, own, block))
    return [label(other.id) for other in dict.fromkeys(others)]


def _renamed(block: Paragraph, suffix: str) -> Paragraph:
    if not suffix:
        return block
    sentences = (replace(part, id=f"{part.id}{suffix}") for part in block.sentences)
    return replace(block, id=f"{block.id}{suffix}", sentences=tuple(sentences))


def _shows(cell: Mapping[str, Any]) -> Iterable[Shown]:
    shows: Iterable[Shown] = cell["shows"]
    return shows
