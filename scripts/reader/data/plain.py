"""A text as plain text: the source, with the id of each paragraph in front of it."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Paragraph, Text


def plain(text: Text) -> str:
    """Return the source with ``[p4] `` before its fourth paragraph, and nothing else changed."""
    return _numbered(((block.id, block) for block in text.blocks), text.after)


def original(text: Text) -> str:
    """Return the original beside a text in the same way, with the numbers of the text."""
    pairs = ((block.id, block.original) for block in text.blocks if block.original)
    return _numbered(pairs, text.original_after)


def _numbered(blocks: Iterable[tuple[str, Paragraph]], after: str) -> str:
    return "".join((*(f"{block.before}[{name}] {block.words}" for name, block in blocks), after))
