"""The scripts of the site: what each is made of, and how it is shortened."""

from __future__ import annotations

import re

import minify

from reader.site.naming import ASSETS

PATTERN = re.compile(r"^(\s*)((?:const|let) [\[{])", re.MULTILINE)
NAMES = (
    *("reader", "cards", "move", "share", "anchor", "notes"),
    *("display", "lists", "notes-list", "embed"),
    *("search/here", "search/hits", "search/worker", "search/engine"),
)
MADE = tuple(f"assets/{name}.js" for name in NAMES)
ON_EVERY_PAGE = MADE[:6]


def joined(path: str) -> str:
    """Return a script by its path in the site, shortened."""
    source = ASSETS / "scripts" / path.removeprefix("assets/")
    return shortened(source.read_text(encoding="utf-8"))


def shortened(source: str) -> str:
    """Return a script without comments and spaces, with short names for what is local.

    The minifier (tdewolff-minify 2.24.12) joins declarations and moves one that takes a
    value apart to the front, before what it needs if that stands in parentheses. With a
    statement before it, it stays where it is.
    """
    return str(minify.string("application/javascript", PATTERN.sub(r"\g<1>0;\g<2>", source)))
