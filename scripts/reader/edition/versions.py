"""Versions of one text, side by side: columns by version, rows by paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.history.fates import Fates
from reader.interface import ENGLISH, Interface
from reader.language.tags import base
from reader.model import Paragraph, Text
from reader.seeds.alignment import Names, Pair, aligned, together

Cell = tuple[Paragraph, ...]
Name = tuple[str, str]  # of a block: the ids of its text and of itself


@dataclass(frozen=True)
class Column:
    """A version: a text, or the original in a file beside it. ``tag`` is its language."""

    text: Text
    label: str
    tag: str
    is_original: bool = False


@dataclass(frozen=True)
class Row:
    """What stands for the same: a cell for each column, empty where there is no counterpart."""

    cells: tuple[Cell, ...]


class Group:
    """A text with its versions. Each block of each text stands in one row."""

    def __init__(
        self, main: Text, versions: Sequence[Text], fates: Fates, interface: Interface = ENGLISH
    ) -> None:
        self._said = interface.gettext
        self.main = main
        self.texts = (main, *versions)
        self._fates = fates

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """What of each version stands for what of the main text, by the id of the version."""
        return {text.id: aligned(self.main, text, self._fates).pairs for text in self.texts[1:]}

    def original(self, languages: Iterable[str]) -> Text | None:
        """Return the version in a language of originals, if there is one."""
        return next((text for text in self.texts if base(text.meta.language) in languages), None)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns: the main text, its original, each version and its original."""
        return tuple(column for text in self.texts for column in self._columns(text))

    def _columns(self, text: Text) -> Iterator[Column]:
        yield Column(text, text.meta.beside, text.meta.tag)
        if text.original:
            said, name = self._said, text.meta.beside
            whose = said("Original of {version}", version=name)
            label = said("Original") if text is self.main else whose
            yield Column(text, label, text.meta.original_tag, is_original=True)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the main text; what it lacks stands behind what it follows."""
        names = [(text.id, block.id) for text in self.texts for block in text.blocks]
        return tuple(self._row(group) for group in self._sorted(together(names, self._links())))

    @cached_property
    def row_of(self) -> Mapping[Name, int]:
        """The number of the row in which each block stands, from 0."""
        return {
            (column.text.id, block.id): number
            for number, row in enumerate(self.rows)
            for column, cell in zip(self.columns, row.cells, strict=True)
            if not column.is_original
            for block in cell
        }

    def head_of(self, row: int) -> tuple[Column, Paragraph]:
        """Return what a row is called by: the first block that stands in it, and its column."""
        cells = zip(self.columns, self.rows[row].cells, strict=True)
        return next((column, cell[0]) for column, cell in cells if cell)

    def beside(self, text: Text, block: Paragraph) -> Iterator[tuple[Column, Cell]]:
        """Return what stands for a block in each other text: the column, and its cell."""
        main = self._counterparts(text, block.id)
        own = {name: frozenset(self._in_version(name, main)) for name in self.pairs}
        own[self.main.id] = frozenset(main)
        for column in self.columns:
            if column.text is not text:
                names = own[column.text.id]
                blocks = {column.text.id: (b for b in column.text.blocks if b.id in names)}
                yield column, tuple(_shown(column, blocks))

    def also_for(self, text: Text, block: Paragraph, main: Paragraph) -> Iterator[Paragraph]:
        """Return the other blocks of the main text that a block of a version stands for."""
        names = self._counterparts(text, block.id)
        return (other for other in self.main.blocks if other.id in names and other is not main)

    def _counterparts(self, text: Text, name: str) -> Names:
        """Return the blocks of the main text that a block stands for."""
        return (name,) if text is self.main else self._pair_of[text.id, name].main

    def _in_version(self, version: str, main: Names) -> Iterator[str]:
        """Return the blocks of a version that stand for blocks of the main text."""
        for name in main:
            yield from self._pair_of[version, name, self.main.id].own

    @cached_property
    def _pair_of(self) -> Mapping[tuple[str, ...], Pair]:
        """Return the pair of each block of a version, and of each of the main text in one."""
        found: dict[tuple[str, ...], Pair] = {}
        for version, pairs in self.pairs.items():
            for pair in pairs:
                found |= {(version, name): pair for name in pair.own}
                found |= {(version, name, self.main.id): pair for name in pair.main}
        return found

    def _links(self) -> Iterator[tuple[Name, Name]]:
        for version, pairs in self.pairs.items():
            for own, main in pairs:
                names = [*((self.main.id, name) for name in main), *((version, n) for n in own)]
                yield from ((names[0], name) for name in names[1:])

    def _sorted(self, groups: Iterable[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
        row_of = {name: group for group in groups for name in group}
        main = {block.id: place for place, block in enumerate(self.main.blocks)}
        places: dict[tuple[Name, ...], tuple[int, int, int]] = {}
        for number, text in enumerate(self.texts):
            last = -1  # the place in the main text of what stood before
            for place, block in enumerate(text.blocks):
                group = row_of[text.id, block.id]
                name, first = group[0]  # blocks of the main text come first
                if name == self.main.id:
                    last = main[first]
                    places[group] = (last, 0, 0)
                else:
                    places.setdefault(group, (last, number, place))
        return sorted(places, key=places.__getitem__)

    def _row(self, group: tuple[Name, ...]) -> Row:
        blocks: dict[str, list[Paragraph]] = defaultdict(list)
        for name, block in group:
            blocks[name].append(self._by_id[name].by_id[block])
        return Row(tuple(tuple(_shown(column, blocks)) for column in self.columns))

    @cached_property
    def _by_id(self) -> Mapping[str, Text]:
        return {text.id: text for text in self.texts}


def _shown(column: Column, blocks: Mapping[str, Iterable[Paragraph]]) -> Iterator[Paragraph]:
    for block in blocks.get(column.text.id, ()):
        if not column.is_original:
            yield block
        elif block.original:
            yield block.original


class Versions:
    """The texts of which there are several versions, or an original."""

    def __init__(
        self, texts: Mapping[str, Text], fates: Fates, interface: Interface = ENGLISH
    ) -> None:
        found: dict[str, list[Text]] = {}
        for text in texts.values():
            if text.meta.version_of.words in texts:
                found.setdefault(text.meta.version_of.words, []).append(text)
            elif text.original:
                found.setdefault(text.id, [])
        self.groups = tuple(
            Group(texts[name], sorted(versions, key=_age), fates, interface)
            for name, versions in found.items()
        )
        self._by_text = {text.id: group for group in self.groups for text in group.texts}

    def of(self, text: Text) -> Group | None:
        """Return the group of a text, if there is a version or an original of it."""
        return self._by_text.get(text.id)

    def shelved(self, texts: Iterable[Text]) -> Iterator[Text]:
        """Return texts in their order, but each version behind its main text."""
        for text in texts:
            group = self.of(text)
            if group is None:
                yield text
            elif text is group.main:
                yield from group.texts

    def source_of(self, text: Text, languages: Iterable[str]) -> tuple[str, Text] | None:
        """Return the version that another was made of, with what schema.org calls that.

        A version in a language of originals is what the others translate. Without one, the main
        text is what they rest on, as far as is known.
        """
        group = self.of(text)
        if group is None:
            return None
        original = group.original({base(language) for language in languages})
        source = original or group.main
        if source is text:
            return None
        translated = original and base(original.meta.language) != base(text.meta.language)
        return ("translationOfWork" if translated else "isBasedOn"), source

    def made_of(self, text: Text, languages: Iterable[str]) -> tuple[Text, ...]:
        """Return the versions that were made of one, as far as is known."""
        group = self.of(text)
        texts = group.texts if group else ()
        found = ((other, self.source_of(other, languages)) for other in texts)
        return tuple(other for other, source in found if source and source[1] is text)

    def several(self, text: Text) -> bool:
        """Return whether there are several texts, not only an original beside one."""
        group = self.of(text)
        return group is not None and len(group.texts) > 1


def _age(text: Text) -> tuple[str, str]:
    """Return by what the versions of a text are sorted: the oldest first."""
    return text.meta.day or "~", text.id
