"""Blocks of HTML in Markdown, as ``pymdownx.blocks.html`` has them, in linear time.

For each piece of a block the library maps every element below the block's parent to its
own parent, only to see whether the block stands in a list: a page of 10,000 blocks takes
hours. Here it is told of the steps from the block upwards alone. It also copies the
options of each block as deep as they go, and cuts lines that have no indentation to cut
one by one: here neither is done. The HTML is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from pymdownx.blocks import BlockEntry, BlocksProcessor
from pymdownx.blocks.html import HTML, HTMLExtension


class _Step:
    """The step from an element, or from the step to it, upwards: a parent of one child."""

    def __init__(self, parent: Element, child: Element | _Step) -> None:
        self.tag = parent.tag
        self.child = child

    def __iter__(self) -> Iterator[Element | _Step]:
        return iter((self.child,))


class _Parent:
    """The parent of the blocks that are read, as far as the library asks for it."""

    def __init__(self, element: Element, stack: Sequence[BlockEntry]) -> None:
        self.element = element
        self.stack = stack

    def iter(self) -> Iterable[_Step | Element]:
        """Return what holds the innermost block, what holds that, and so on up to this parent."""
        steps: list[_Step] = []
        above: Element = self.stack[-1].el
        for entry in reversed(self.stack):
            if above is self.element or entry.el is not above:
                break
            steps.append(_Step(entry.parent, steps[-1] if steps else above))
            above = entry.parent
        return steps if above is self.element else self.element.iter()


class _Options(dict[str, Any]):
    """What a block may be told: it holds nothing that changes, so the outermost copy will do."""

    def __deepcopy__(self, memo: object) -> dict[str, Any]:
        return dict(self)


class _Block(HTML):  # type: ignore[misc]  # the library has no types
    OPTIONS = _Options(HTML.OPTIONS)


class BlocksExtension(HTMLExtension):  # type: ignore[misc]  # the library has no types
    """The extension of the library, with some questions of it answered at once."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802, ARG002
        """Take the blocks in, and answer for the parents of each."""
        block_mgr.register(_Block, self.getConfigs())
        parse, detab = block_mgr.parse_blocks, block_mgr.detab_by_length

        def parse_blocks(blocks: list[str], parent: Element) -> None:
            parse(blocks, _Parent(parent, block_mgr.stack))

        def detab_by_length(text: str, length: int) -> tuple[str, str]:
            return detab(text, length) if length else (text, "")

        block_mgr.parse_blocks = parse_blocks
        block_mgr.detab_by_length = detab_by_length


def makeExtension(**config: Any) -> BlocksExtension:  # noqa: N802
    """Return the extension; Markdown asks for it by this name."""
    return BlocksExtension(**config)
