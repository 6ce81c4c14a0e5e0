"""Names of what a page loads: each holds a hash of what it is made of.

A browser may keep such a file for ever: after a release it never meets new pages with an old
script. ``assets/embed.js`` keeps its name, which other sites have on their pages.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"  # the sources of what pages load
PUBLIC = "assets/embed.js"
SHEET = "assets/site.css"
INDEX = "search/reader_index.js"
HELP = "search/operators.js"
HEAD = "search/reader_head.js"  # of an index in shards
OF_PAGES = (SHEET, INDEX, HELP, HEAD)  # what is made of all pages
DIGITS = 10


def digest(*parts: bytes) -> str:
    """Return a short hash of some contents, one after the other."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:DIGITS]


def named(path: str, mark: str) -> str:
    """Return a path with a hash in its name: ``assets/cards.1f2e….js``."""
    stem, ending = posixpath.splitext(path)
    return f"{stem}.{mark}{ending}"


def scripts(made: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """Return, for the path of each script, the one it gets and its content."""
    return {
        path: (path if path == PUBLIC else named(path, digest(content.encode())), content)
        for path, content in made.items()
    }


def of_pages(pages: Iterable[bytes]) -> str:
    """Return the mark of what is made of all pages: the style sheet and the search index."""
    return digest(*(hashlib.sha256(page).digest() for page in pages))
