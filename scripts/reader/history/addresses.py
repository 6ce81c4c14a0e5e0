"""Where the blocks of the texts stand: on pages of their own, and in their whole text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reader.history import ids, parts, paths
from reader.history.fates import Fates
from reader.history.parts import Part
from reader.history.record import CHANGES
from reader.model import Seeds, Text


class Addresses:
    """The addresses of an edition; of a long text they depend on how it is cut into parts."""

    def __init__(self, seeds: Seeds, fates: Fates) -> None:
        self._seeds = seeds
        self._fates = fates
        self._texts = {text.id: text for text in seeds.texts}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Part, ...]]:
        return {name: parts.cut(text) for name, text in self._texts.items()}

    @cached_property
    def _pages(self) -> Mapping[tuple[str, str], str]:
        """The page of each block of a text that stands on several."""
        return {
            (name, block.id): paths.text(name, part.name)
            for name, found in self._parts.items()
            for part in found[1:]
            for block in part.blocks
        }

    def parts(self, text: Text) -> Sequence[Part]:
        """Return the parts of a text, in order; of a short one the whole."""
        return self._parts[text.id]

    def whole(self, text: str, block: str) -> str:
        """Return the page of a whole text that holds a block of it."""
        return self._pages.get((text, block)) or paths.text(text)

    def is_of_whole(self, text: str, page: str) -> bool:
        """Return whether a page has a whole text, or a part of it."""
        return page == paths.text(text) or page in self._further

    @cached_property
    def _further(self) -> frozenset[str]:
        return frozenset(self._pages.values())

    def block(self, text: str, block: str) -> str:
        """Return the page of a block: a heading has its place in the whole text alone."""
        return self.whole(text, block) if block[0] == "h" else paths.paragraph(text, block)

    def place(self, name: str) -> tuple[str, str]:
        """Return the page of an id that is there, and its anchor on it, or ``""``."""
        if note := ids.NOTE.fullmatch(name):
            return paths.notes(note[1]), f"note-{note[2]}"
        if ids.kind(name) in ("sentence", "heading"):
            block = ids.anchor(ids.block_of(name))
            return self.block(ids.text_of(name), block), ids.anchor(name)
        return paths.of_id(name)[0], ""

    def moved(self) -> Iterator[tuple[str, str, str]]:
        """Return each address that a part may have had and has no more: it, its text, its heir.

        That is so where a text was once long enough for parts.
        """
        for name in sorted({*self._texts, *map(ids.text_of, self._fates.within)}):
            text = self._texts.get(name)
            live = [block.id for block in text.paragraphs] if text else []
            lines = self._fates.within.get(name, ())
            gone = [ids.anchor(line.id) for line in lines if line.kind == "paragraph"]
            if len(live) + len(gone) <= parts.LIMIT:
                continue
            names = {part.name for part in self.parts(text)} if text else set()
            for block in (*live, *gone):
                if block not in names and block != "p1" and parts.may_name(int(block[1:])):
                    yield paths.text(name, block), name, self.whole(name, block)

    def claims(self) -> Iterator[tuple[str, str]]:
        """Return every path of a page, with the seed that claims it."""
        yield from paths.claims(self._seeds)
        for text in self._texts.values():
            for part in self.parts(text)[1:]:
                yield paths.text(text.id, part.name), f"seeds/texts/{text.id}/text.txt"
        for line in self._fates.gone:
            for page in paths.of_id(line.id):
                yield page, CHANGES
        for page, _, _ in self.moved():
            yield page, CHANGES
