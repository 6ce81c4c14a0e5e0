"""Join style sheets into one, and leave out what no page uses.

Every sheet is waited for before a page shows: one small sheet shows it sooner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import minify
import tinycss2

# Rules whose content is rules again; all others are kept as they stand.
GROUPS = ("media", "supports", "layer", "container")
CLASSES = re.compile(r"""class=["']([^"']*)""")
WORD = re.compile(r"[\w-]+")
Tokens = list[Any]


def attributes(html: str) -> Iterable[str]:
    """Return the value of every class attribute of a page."""
    return CLASSES.findall(html)


def classes(values: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """Return every class that pages have, or that a script may set: any word of it.

    A word that ends in a hyphen, as in ``switch-${name}``, stands for all that begin so.
    """
    in_pages = (name for value in values for name in value.split())
    return frozenset((*in_pages, *(word for script in scripts for word in WORD.findall(script))))


def joined(sheets: Iterable[str], used: frozenset[str]) -> str:
    """Return the sheets as one, without the selectors that ask for a class not ``used``."""
    rules = "".join(
        rule for sheet in sheets for rule in _rules(tinycss2.parse_stylesheet(sheet, True), used)
    )
    return str(minify.string("text/css", rules))


def _rules(nodes: Iterable[Any], used: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, used)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in GROUPS:
            inner = "".join(_rules(tinycss2.parse_rule_list(node.content, True), used))
            if inner:
                name = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"
                yield f"{name}{{{inner}}}"
        elif node.type != "whitespace":
            yield node.serialize()


def _rule(node: Any, used: frozenset[str]) -> Iterator[str]:
    kept = [
        part for part in _split(node.prelude) if all(_is_used(name, used) for name in _asked(part))
    ]
    if kept:
        selectors = ",".join(tinycss2.serialize(part) for part in kept)
        yield f"{selectors}{{{tinycss2.serialize(node.content)}}}"


def _is_used(name: str, used: frozenset[str]) -> bool:
    beginnings = (name[: place + 1] for place, sign in enumerate(name) if sign == "-")
    return name in used or any(beginning in used for beginning in beginnings)


def _split(prelude: Tokens) -> Iterator[Tokens]:
    """Return the selectors of a list that commas part."""
    part: Tokens = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _asked(selector: Tokens) -> Iterator[str]:
    """Return the classes without which a selector cannot hold; those within ``:is()`` may be."""
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            yield token.value
