"""Lengths: a proposal of what stands for what in two texts, judged by length alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from reader.model import Paragraph
from reader.seeds.alignment import MISSING, Gap

MOST = 1_000_000  # pairs that are weighed: about a thousand paragraphs in one gap
SHOWN = 8  # lines of a proposal in a message
# How many blocks of a version stand for how many of the main text, and how unlikely that is.
MOVES = {(1, 1): 0.0, (1, 2): 0.7, (2, 1): 0.7, (1, 0): 1.6, (0, 1): 1.6}
Move = tuple[Sequence[Paragraph], Sequence[Paragraph]]


def proposal(gaps: Iterable[Gap], ratio: float) -> list[tuple[str, str]]:
    """Return the lines of ``aligned`` that would make the gaps meet, as keys with their values.

    ``ratio`` says how long the version is, where the main text is 1. What is too long to be
    weighed has no proposal.
    """
    lines: list[tuple[str, str]] = []
    lacking: list[str] = []
    for ours, theirs in (move for gap in gaps for move in _moves(gap, ratio)):
        if not ours:
            lacking += (block.id for block in theirs)
        elif not theirs:
            lines.append((_listed(ours), MISSING))
        elif len(ours) + len(theirs) > 2:
            lines.append((_listed(ours), _listed(theirs)))
    return [*lines, (MISSING, ", ".join(lacking))] if lacking else lines


def told(lines: Sequence[tuple[str, str]]) -> str:
    """Return the lines of a proposal for a message."""
    shown = "; ".join(f"{key}: {value}" for key, value in lines[:SHOWN])
    return f"{shown}; and so on" if lines[SHOWN:] else shown


def _listed(blocks: Sequence[Paragraph]) -> str:
    return ", ".join(block.id for block in blocks)


def _moves(gap: Gap, ratio: float) -> Iterator[Move]:
    """Return the cheapest way through both sides of a gap."""
    if (len(gap.own) + 1) * (len(gap.main) + 1) > MOST:
        return
    came = _cheapest(gap, ratio)
    own, main = len(gap.own), len(gap.main)
    found: list[Move] = []
    while own or main:
        ours, theirs = came[own, main]
        found.append((gap.own[own - ours : own], gap.main[main - theirs : main]))
        own, main = own - ours, main - theirs
    yield from reversed(found)


def _cheapest(gap: Gap, ratio: float) -> dict[tuple[int, int], tuple[int, int]]:
    """Return by how many blocks of each side the cheapest way comes to each place."""
    costs = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for own in range(len(gap.own) + 1):
        for main in range(len(gap.main) + 1):
            for (ours, theirs), unlikely in MOVES.items():
                before = costs.get((own - ours, main - theirs))
                if before is None:
                    continue
                move = gap.own[own - ours : own], gap.main[main - theirs : main]
                cost = before + unlikely + _unlike(*move, ratio)
                if cost < costs.get((own, main), math.inf):
                    costs[own, main] = cost
                    came[own, main] = (ours, theirs)
    return came


def _unlike(ours: Sequence[Paragraph], theirs: Sequence[Paragraph], ratio: float) -> float:
    """Return how much blocks differ in length; what is of another kind is never together."""
    if len({block.is_heading for block in (*ours, *theirs)}) > 1:
        return math.inf
    if len(ours) + len(theirs) > 2 and ours[0].is_heading:
        return math.inf
    if not (ours and theirs):
        return 0.0
    lengths = [sum(len(block.words) for block in side) or 1 for side in (ours, theirs)]
    return abs(math.log(lengths[0] / (lengths[1] * ratio)))
