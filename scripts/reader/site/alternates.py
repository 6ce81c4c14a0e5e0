"""Alternates: where the same words stand in other languages, as search engines ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from reader.edition.index import Index
from reader.history import paths
from reader.model import Paragraph, Text


def alternates(index: Index, text: Text, block: Paragraph | None) -> tuple[tuple[str, str], ...]:
    """Return a page for each language in which a text or a paragraph stands, by its tag.

    Its own is the first. There is none for what stands in one language alone.
    """
    found: dict[str, str] = {}
    for tag, page in _pages(index, text, block):
        found.setdefault(tag, page)
    return tuple(found.items()) if len(found) > 1 else ()


def _pages(index: Index, text: Text, block: Paragraph | None) -> Iterator[tuple[str, str]]:
    if not index.versions.several(text):
        return
    group = index.versions.of(text)
    assert group
    if block is None:
        yield text.meta.tag, paths.text(text.id)
        yield from ((other.meta.tag, paths.text(other.id)) for other in group.texts)
        return
    yield text.meta.tag, paths.paragraph(text.id, block.id)
    for column, cell in group.beside(text, block):
        if cell and not column.is_original:
            yield column.tag, index.addresses.block(column.text.id, cell[0].id)
