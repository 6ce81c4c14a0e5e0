"""Copies: the Markdown of the pages, as files for readers and programs to take."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial

from reader.history import paths, record
from reader.model import Output

# A link as we write it: its words and its address hold no bracket and no space of their own.
LINK = re.compile(r"\[([^\[\]]*)\]\((?!#|\w+:)([^()\s#]+)([^()\s]*)\)")


def copies(pages: Iterable[Output]) -> Iterator[Output]:
    """Return a copy of every page but those that are gone, with links that lead to copies.

    Of a link to a page that is written by hand, which has no copy, its words stay.
    """
    given = [page for page in pages if page.origin != record.CHANGES]
    ways = Ways(page.path for page in given)
    for page in given:
        yield Output(paths.copy(page.path), partial(ways.moved, page), page.origin)


class Ways:
    """Where links lead from copies; ``pages`` are the paths of the pages that have one."""

    def __init__(self, pages: Iterable[str]) -> None:
        self._known = frozenset(pages)
        self._targets: dict[tuple[str, str], str] = {}

    def moved(self, page: Output) -> str:
        """Return the Markdown of a page with its links as they lead from its copy."""
        return LINK.sub(partial(self._led, posixpath.dirname(page.path)), page.content)

    def _led(self, folder: str, found: re.Match[str]) -> str:
        link = folder, found[2]
        if link not in self._targets:
            self._targets[link] = self._target(*link)
        target = self._targets[link]
        return f"[{found[1]}]({target}{found[3]})" if target else found[1]

    def _target(self, folder: str, address: str) -> str:
        """Return where an address on a page in a folder leads from its copy, or ``""``."""
        target = posixpath.normpath(posixpath.join(folder, address))
        if target.endswith(".md") and target not in self._known:
            return ""
        there = paths.copy(target) if target in self._known else target
        return posixpath.relpath(there, posixpath.dirname(paths.copy(f"{folder}/page")))
