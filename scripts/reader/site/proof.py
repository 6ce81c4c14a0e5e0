"""Prove on built HTML that the words of the source are unaltered."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

_BY_ID = etree.XPath("id($name)")  # libxml2 notes the ids as it reads a page


class AlteredError(Exception):
    """A built page does not show the words of its source."""


def article(page: str) -> str:
    """Return the part of a page that holds the words of its source, with what frames them."""
    return page[page.index("<article") : page.rindex("</article>")]


def verify(page: str, html: str, shows: Iterable[tuple[str, str]]) -> None:
    """Check that each element, named by its id, holds exactly the given words.

    Raises AlteredError, naming the page, the element and the first difference.
    """
    wanted = tuple(shows)
    if not wanted:
        return
    root = etree.HTML(html)
    for name, words in wanted:
        found = _BY_ID(root, name=name)
        if not found:
            raise AlteredError(f"{page}: no element has the id {name!r}")
        got = str(found[0].xpath("string()"))
        if got != words:
            raise AlteredError(f"{page}#{name}: {_difference(words, got)}")


def _difference(wanted: str, got: str) -> str:
    pairs = enumerate(zip(wanted, got, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(got)))
    window = slice(max(place - 20, 0), place + 20)
    return f"at character {place} the source has {wanted[window]!r}, the page {got[window]!r}"
