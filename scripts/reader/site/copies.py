"""Copies: the Markdown of the pages, as files for readers and programs to take."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from reader.history import paths, record
from reader.model import Output

# A link as we write it: its words and its address hold no bracket and no space of their own.
LINK = re.compile(r"\[([^\[\]]*)\]\((?!#|\w+:)([^()\s#]+)([^()\s]*)\)")


def copies(pages: Iterable[Output]) -> Iterator[Output]:
    """Return a copy of every page but those that are gone, with links that lead to copies.

    Of a link to a page that is written by hand, which has no copy, its words stay.
    """
    given = [page for page in pages if page.origin != record.CHANGES]
    known = frozenset(page.path for page in given)
    for page in given:
        yield Output(paths.copy(page.path), partial(moved, page, known), page.origin)


def moved(page: Output, known: frozenset[str]) -> str:
    """Return the Markdown of a page with its links as they lead from its copy.

    ``known`` are the paths of the pages that have one.
    """
    folder = posixpath.dirname(page.path)

    def led(found: re.Match[str]) -> str:
        target = _target(folder, found[2], known)
        return f"[{found[1]}]({target}{found[3]})" if target else found[1]

    return LINK.sub(led, page.content)


@lru_cache(1 << 16)
def _target(folder: str, address: str, known: frozenset[str]) -> str:
    """Return where an address on a page in a folder leads from its copy, or ``""``."""
    target = posixpath.normpath(posixpath.join(folder, address))
    if target.endswith(".md") and target not in known:
        return ""
    there = paths.copy(target) if target in known else target
    return posixpath.relpath(there, posixpath.dirname(paths.copy(f"{folder}/page")))
