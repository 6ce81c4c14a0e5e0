"""Writing: a document as the blocks of a text, and these as its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reader.incoming.document import Document, Piece, added, shown

INDENT = "  "
LONG_ITEM = 160  # characters: a numbered item that is usually longer is a paragraph to link to


def blocks(read: Document) -> tuple[Piece, ...]:
    """Return the blocks of a text: lists put together, notes behind all else with their marks."""
    made: list[Piece] = []
    for is_list, group in groupby(read.pieces, key=lambda piece: piece.shape == "list"):
        pieces = list(group)
        made += _listed(pieces) if is_list else pieces
    for number, words in enumerate(read.notes, 1):
        made.append(Piece(added(f"[{number}] ") + words))
    return tuple(made)


def _listed(items: list[Piece]) -> Iterator[Piece]:
    """Return the items of a list as one block, or long ones each as a paragraph."""
    usual = sum(len(shown(item.words)) for item in items) / len(items)
    are_long = usual > LONG_ITEM or len(items) == 1
    if are_long and not any(shown(item.words).startswith("-") for item in items):
        yield from (replace(item, shape="", level=0) for item in items)
        return
    least = min(item.level for item in items)
    lines = (f"{added(INDENT * (item.level - least))}{item.words}" for item in items)
    yield Piece("\n".join(lines), "list")


def written(pieces: Iterable[Piece]) -> str:
    """Return the characters of a text: its blocks with blank lines between them."""
    return "".join(f"{shown(piece.words)}\n\n" for piece in pieces).removesuffix("\n")
