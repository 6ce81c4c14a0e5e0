"""Names of what a page loads: each holds a hash of what it is made of.

A browser may keep such a file for ever: after a release it never meets new pages with an old
script. ``assets/embed.js`` keeps its name, which other sites have on their pages.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from reader import stored
from reader.model import Output

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


def of_pages(given: Iterable[bytes], pages: Iterable[Output]) -> str:
    """Return the mark of what is made of all pages: the style sheet and the search index.

    It is made of these pages and of all else that is ``given``; and of our own code, since
    of some pages is only known what they are made of.
    """
    known = (page.made_of.encode() or page.data for page in pages)
    return digest(_own_code(), *(hashlib.sha256(part).digest() for part in (*given, *known)))


@cache
def _own_code() -> bytes:
    """Return the hash of our own code by its contents: it is the same on every machine."""
    found = hashlib.sha256()
    for path in stored.own_files():
        if ASSETS not in path.parents:  # those have names of their own
            found.update(path.read_bytes())
    return found.digest()
