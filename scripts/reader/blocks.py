"""Blocks of HTML in Markdown, as ``pymdownx.blocks.html`` has them, in linear time.

For each piece of a block the library maps every element below the block's parent to its
own parent, only to see whether the block stands in a list: a page of 10,000 blocks takes
hours. Here it is told of that one step alone. The HTML is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlockEntry, BlocksProcessor
from pymdownx.blocks.html import HTMLExtension


class _Step:
    """The step from an element to its parent: a parent that holds this one child."""

    def __init__(self, parent: Element, child: Element) -> None:
        self.tag = parent.tag
        self.child = child

    def __iter__(self) -> Iterator[Element]:
        return iter((self.child,))


class _Parent:
    """The parent of the innermost block, as far as the library asks for it."""

    def __init__(self, element: Element, stack: Sequence[BlockEntry]) -> None:
        self.element = element
        self.stack = stack

    def iter(self) -> Iterable[_Step | Element]:
        """Return what holds the innermost block, if it is this parent."""
        innermost = self.stack[-1]
        if innermost.parent is self.element:
            return (_Step(self.element, innermost.el),)
        return () if innermost.el is self.element else self.element.iter()


class BlocksExtension(HTMLExtension):  # type: ignore[misc]  # the library has no types
    """The extension of the library, with one question of it answered at once."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Take the blocks in, and answer for the parent of each."""
        super().extendMarkdownBlocks(md, block_mgr)
        parse = block_mgr.parse_blocks

        def parse_blocks(blocks: list[str], parent: Element) -> None:
            parse(blocks, _Parent(parent, block_mgr.stack))

        block_mgr.parse_blocks = parse_blocks


def makeExtension(**config: Any) -> BlocksExtension:  # noqa: N802
    """Return the extension; Markdown asks for it by this name."""
    return BlocksExtension(**config)
