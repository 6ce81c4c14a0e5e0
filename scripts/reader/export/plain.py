"""A text as plain text: the source, with the id of each paragraph in front of it."""

from __future__ import annotations

from reader.model import Text


def plain(text: Text) -> str:
    """Return the source with ``[p4] `` before its fourth paragraph, and nothing else changed."""
    blocks = (f"{block.before}[{block.id}] {block.words}" for block in text.blocks)
    return "".join((*blocks, text.after))
