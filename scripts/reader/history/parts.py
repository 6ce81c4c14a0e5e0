"""A long text in parts: which paragraphs stand on one page, and by what name it is found.

A part is named by a paragraph whose number lasts, ``p201`` or ``p401``, not by its place: so
paragraphs that come later, anywhere in the text, take no name from a part that was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.model import Paragraph, Text

LIMIT = 300  # paragraphs of a text that stand on one page
SIZE = 200  # paragraphs of a part, more or less; names of parts depend on it


@dataclass(frozen=True)
class Part:
    """A part of a text: the paragraph by which it is named, and where its blocks begin and end.

    ``first`` and ``last`` are the places of its paragraphs in the text, from 1. The first part
    has no name: it stands at the address of the text.
    """

    name: str
    blocks: Sequence[Paragraph]
    first: int
    last: int


def may_name(number: int) -> bool:
    """Return whether a part may be named by the paragraph with a number."""
    return number % SIZE == 1


def cut(text: Text) -> tuple[Part, ...]:
    """Return the parts of a text: of a short one the whole."""
    paragraphs = len(text.paragraphs)
    cuts = list(_cuts(text.blocks)) if paragraphs > LIMIT else []
    bounds = [(0, 0, ""), *cuts, (len(text.blocks), paragraphs, "")]
    return tuple(
        Part(name, text.blocks[start:end], before + 1, last)
        for (start, before, name), (end, last, _) in pairwise(bounds)
    )


def _cuts(blocks: Sequence[Paragraph]) -> Iterator[tuple[int, int, str]]:
    """Return where parts begin: the block, how many paragraphs stand before it, and the name.

    None has fewer than half of ``SIZE``.
    """
    places = [place for place, block in enumerate(blocks) if not block.is_heading]
    waiting: tuple[int, int, str] | None = None
    last = 0
    for number in _naming([blocks[place].number for place in places]):
        start, before = _begin(blocks, places, number)
        if before - last >= SIZE // 2:
            if waiting:
                yield waiting
            last, waiting = before, (start, before, blocks[places[number]].id)
    if waiting and len(places) - last >= SIZE // 2:
        yield waiting


def _naming(numbers: Sequence[int]) -> Iterator[int]:
    """Return which paragraphs name parts, from 0; where there are too few of them, others do."""
    named = [0, *(place for place, number in enumerate(numbers) if may_name(number))]
    for start, end in pairwise([*named, len(numbers)]):
        yield start
        steps = -(-(end - start) // SIZE) if end - start > 2 * SIZE else 1
        yield from (start + (end - start) * step // steps for step in range(1, steps))


def _begin(blocks: Sequence[Paragraph], places: Sequence[int], number: int) -> tuple[int, int]:
    """Return where a part begins that a paragraph names, and how many paragraphs are before it.

    It begins with the nearest of the greatest headings above the paragraph, if there is one
    within half of ``SIZE``.
    """
    found = (places[number], number)
    greatest = 0
    for before in range(number, max(number - SIZE // 2, 0), -1):
        start = places[before - 1] + 1
        if start < places[before]:
            rank = max(_rank(block) for block in blocks[start : places[before]])
            if rank > greatest:
                greatest, found = rank, (start, before)
    return found


def _rank(heading: Paragraph) -> int:
    """Return how great a heading is, from 1."""
    return 1 if heading.shape == "heading 2" else 2
