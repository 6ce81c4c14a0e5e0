"""Prove on built HTML that the words of the source are unaltered."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree


class AlteredError(Exception):
    """A built page does not show the words of its source."""


def verify(page: str, html: str, shows: Iterable[tuple[str, str]]) -> None:
    """Check that each element, named by its id, holds exactly the given words.

    Raises AlteredError, naming the page, the element and the first difference.
    """
    wanted = tuple(shows)
    if not wanted:
        return
    root = etree.HTML(html)
    elements = {element.get("id"): element for element in root.xpath("//*[@id]")}
    for name, words in wanted:
        element = elements.get(name)
        if element is None:
            raise AlteredError(f"{page}: no element has the id {name!r}")
        got = str(element.xpath("string()"))
        if got != words:
            raise AlteredError(f"{page}#{name}: {_difference(words, got)}")


def _difference(wanted: str, got: str) -> str:
    pairs = enumerate(zip(wanted, got, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(got)))
    window = slice(max(place - 20, 0), place + 20)
    return f"at character {place} the source has {wanted[window]!r}, the page {got[window]!r}"
