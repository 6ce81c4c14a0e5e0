"""Shorten the scripts of the site."""

from __future__ import annotations

import re

import minify

PATTERN = re.compile(r"^(\s*)((?:const|let) [\[{])", re.MULTILINE)


def shortened(source: str) -> str:
    """Return a script without comments and spaces, with short names for what is local.

    The minifier (tdewolff-minify 2.24.12) joins declarations and moves one that takes a
    value apart to the front, before what it needs if that stands in parentheses. With a
    statement before it, it stays where it is.
    """
    return str(minify.string("application/javascript", PATTERN.sub(r"\g<1>0;\g<2>", source)))
