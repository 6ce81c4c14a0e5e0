"""Alignment: which paragraphs of a version of a text stand for which of its main text.

What an editor writes counts; all else stands for what comes next in order, as long as headings
meet headings and paragraphs meet paragraphs. Where they do not, nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeVar

from reader.history import ids
from reader.history.fates import Fates
from reader.model import Form, Paragraph, Text

MISSING = "missing"
BLOCK = f"[hp]{ids.NUMBER}"
ITEM = re.compile(rf"({BLOCK})(?:\s*[-\u2013]\s*({BLOCK}))?")
Node = TypeVar("Node", bound=Hashable)
Names = tuple[str, ...]


class Pair(NamedTuple):
    """Blocks of a version and those of the main text that they stand for, by their ids.

    One of the two is empty where there is no counterpart.
    """

    own: Names
    main: Names


class Fault(NamedTuple):
    """What is wrong with a line of ``aligned``."""

    line: int
    message: str
    fix: str


class Gap(NamedTuple):
    """Blocks of both texts, in a stretch of which nothing is said, that do not meet one by one."""

    own: tuple[Paragraph, ...]
    main: tuple[Paragraph, ...]


class Alignment(NamedTuple):
    """The pairs, in which every block of both texts stands once, and why there may be none."""

    pairs: tuple[Pair, ...]
    faults: tuple[Fault, ...]
    gaps: tuple[Gap, ...]


def is_list(words: str) -> bool:
    """Return whether words list blocks, as ``p3, p5-p7``."""
    return all(ITEM.fullmatch(item.strip()) for item in words.split(","))


def aligned(main: Text, own: Text, fates: Fates) -> Alignment:
    """Return how a version is aligned with its main text."""
    said = _Said(main, own, fates)
    gaps = tuple(_gaps(main, own, said))
    wrong = tuple(gap for gap in gaps if _kinds(gap.own) != _kinds(gap.main))
    if said.faults or wrong:
        return Alignment((), tuple(said.faults), wrong)
    links = list(said.links)
    for gap in gaps:
        links += ((block.id, other.id) for block, other in zip(gap.own, gap.main, strict=True))
    return Alignment(tuple(_pairs(main, own, links)), (), ())


def together(
    nodes: Iterable[Node], links: Iterable[tuple[Node, Node]]
) -> tuple[tuple[Node, ...], ...]:
    """Return nodes in groups: what links join, directly or by way of others, is in one.

    The groups, and the nodes of each, keep the order in which the nodes were given.
    """
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in links:
        parent[root(other)] = root(one)
    found: dict[Node, list[Node]] = defaultdict(list)
    for node in parent:
        found[root(node)].append(node)
    return tuple(map(tuple, found.values()))


def _pairs(main: Text, own: Text, links: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    nodes = [(side, block.id) for side, text in enumerate((own, main)) for block in text.blocks]
    sided = (((0, one), (1, other)) for one, other in links)
    for group in together(nodes, sided):
        sides: tuple[list[str], list[str]] = ([], [])
        for side, name in group:
            sides[side].append(name)
        yield Pair(*map(tuple, sides))


def _kinds(blocks: Iterable[Paragraph]) -> list[bool]:
    return [block.is_heading for block in blocks]


class _Said:
    """What an editor says: links from own blocks to those of the main text, and what has none."""

    def __init__(self, main: Text, own: Text, fates: Fates) -> None:
        self.links: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.own: set[str] = set()  # what nothing stands for, on either side
        self.main: set[str] = set()
        self._fates = fates
        for form, words in own.meta.aligned:
            self._take(main, own, form, words)
        linked = [set(side) for side in zip(*self.links, strict=True)] or [set(), set()]
        for side, missing, line in zip(linked, (self.own, self.main), (own, main), strict=True):
            for name in sorted(side & missing, key=ids.order):
                message = f"'aligned' gives {name!r} of {line.id!r} a counterpart, and none too"
                self.faults.append(Fault(line_of(own), message, "keep one of the two"))
        self.own |= linked[0]
        self.main |= linked[1]

    def _take(self, main: Text, own: Text, form: Form, words: str) -> None:
        """Take a line; the ids that stand in it may be those of earlier days."""
        try:
            if form.words == MISSING:
                self.main.update(self._named(main, words))
                return
            names = self._named(own, form.words)
            others = () if words == MISSING else self._named(main, words)
        except ValueError as fault:
            message, fix = fault.args
            self.faults.append(Fault(form.line, message, fix))
            return
        if not others:
            self.own.update(names)
        elif len(names) == len(others):
            self.links += zip(names, others, strict=True)
        else:
            self.links += ((name, other) for name in names for other in others)

    def _named(self, text: Text, words: str) -> Names:
        """Return the blocks that a list names; ``ValueError`` with message and remedy if none."""
        found: dict[str, None] = {}
        for item in words.split(","):
            match = ITEM.fullmatch(item.strip())
            if not match:
                raise ValueError(
                    f"'aligned' has {words!r} where it names paragraphs",
                    f"write them as in 'p3', 'p3, p4' or 'p3-p5', or '{MISSING}'",
                )
            first, last = self._now(text, match[1]), self._now(text, match[2] or match[1])
            found |= dict.fromkeys((*first, *_between(text, first, last), *last))
        return tuple(found)

    def _now(self, text: Text, name: str) -> Names:
        """Return the blocks that an id stands for now; none, if it was withdrawn."""
        if name in text.by_id:
            return (name,)
        whole = f"{text.id}/{name}"
        heirs = (ids.block_of(heir) for heir in self._fates.targets(whole))
        found = dict.fromkeys(
            ids.anchor(heir) for heir in heirs if ids.text_of(heir) == text.id and "/" in heir
        )
        if not found and whole not in self._fates.ledger.lines:
            message = f"'aligned' names {name!r}, which {text.id!r} does not have"
            raise ValueError(message, f"use the numbers that stand beside the text {text.id!r}")
        return tuple(found)


def line_of(text: Text) -> int:
    """Return the line where a version says what stands for what, or else of what it is one."""
    return text.meta.aligned[0][0].line if text.meta.aligned else text.meta.version_of.line


def _between(text: Text, first: Names, last: Names) -> Iterator[str]:
    """Return the blocks of the same kind from the first to the last of a range."""
    if first == last or not (first and last):
        return
    names = list(text.by_id)
    start, end = names.index(first[0]), names.index(last[-1])
    if start > end:
        message = f"'aligned' has a range from {first[0]!r} to {last[-1]!r}, which stands before it"
        raise ValueError(message, "write the earlier of the two first")
    yield from (name for name in names[start:end] if name[0] == first[0][0])


def _gaps(main: Text, own: Text, said: _Said) -> Iterator[Gap]:
    """Return the stretches between what is said, without that; of crossing links all is one."""
    places = [{name: n for n, name in enumerate(text.by_id)} for text in (own, main)]
    fixed = sorted({(places[0][one], places[1][other]) for one, other in said.links})
    rises = all(before[1] <= after[1] for before, after in pairwise(fixed))
    cuts: tuple[list[int], list[int]] = ([], [])
    for one, other in fixed if rises else ():
        cuts[0].append(one)
        cuts[1].append(other)
    stretches: dict[int, tuple[list[Paragraph], list[Paragraph]]] = defaultdict(lambda: ([], []))
    for side, text, gone in ((0, own, said.own), (1, main, said.main)):
        for place, block in enumerate(text.blocks):
            if block.id not in gone:
                stretches[bisect(cuts[side], place)][side].append(block)
    for _, (ours, theirs) in sorted(stretches.items()):
        yield Gap(tuple(ours), tuple(theirs))
