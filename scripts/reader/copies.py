"""Copies: the Markdown of the pages, as files for readers and programs to take."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reader import paths, record
from reader.model import Output

# Where a link leads; all addresses that the build writes are free of brackets and spaces.
TARGET = re.compile(r"(?<=\]\()(?!#|\w+:)([^()\s#]+)")


def copies(pages: Iterable[Output]) -> Iterator[Output]:
    """Return a copy of every page that is not gone, its links led to copies where there are any."""
    given = [page for page in pages if page.origin != record.CHANGES]
    known = frozenset(page.path for page in given)
    for page in given:
        yield Output(paths.copy(page.path), _moved(page, known), page.origin)


def _moved(page: Output, known: frozenset[str]) -> str:
    """Return the Markdown of a page with its links as they lead from its copy."""
    folder = posixpath.dirname(page.path)
    return TARGET.sub(lambda found: _led(folder, found[0], known), page.content)


@lru_cache(1 << 16)
def _led(folder: str, link: str, known: frozenset[str]) -> str:
    """Return a link from a page in a folder as it leads from the copy of the page."""
    address, sign, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(folder, address))
    there = paths.copy(target) if target in known else paths.url(target)
    start = posixpath.dirname(paths.copy(f"{folder}/page" if folder else "page"))
    return posixpath.relpath(there, start) + sign + anchor
