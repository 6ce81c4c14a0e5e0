"""Join style sheets into one, and leave out what no page uses.

Every sheet is waited for before a page shows: one small sheet shows it sooner.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import minify
import tinycss2

from reader.site import tables
from reader.site.naming import ASSETS

# Our sheets, by part of the page. Of two rules of the same weight the later one holds.
NAMES = (
    *("base", "frame", "search", "page", "text", "marks", "notes", "copying", "switches", "cards"),
    *("beside", "panels", "lists", "attestations", "home", "map", "filters", "narrow", "print"),
    *("citing", "far", "shapes", "originals", "shelf", "private-notes", "sentence", "quotations"),
    "handout",
    "concordance",
    "versions",
    "contents",
)
SOURCES = tuple(ASSETS / "styles" / f"{name}.css" for name in NAMES)
# Rules whose content is rules again; all others are kept as they stand.
GROUPS = ("media", "supports", "layer", "container")
CLASSES = re.compile(r"""class=["']([^"']*)""")
WORD = re.compile(r"[\w-]+")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# Parts of the theme that its script makes only where a page asks for them, or a feature in
# mkdocs.yml does that is not switched on there: what their classes begin with.
PARTS = (
    *("admonition", "annotate", "critic", "footnote", "grid", "linenodiv", "mermaid", "tabbed"),
    *("task-list", "md-annotation", "md-banner", "md-code", "md-consent", "md-post", "md-progress"),
    *("md-source", "md-status", "md-tag", "md-tooltip", "md-top", "md-version"),
)
# What a rule of the theme asks for and no page has: colors of the theme, which ours take the place
# of, and an attribute that stills every transition while these change.
ABSENT = re.compile(r"data-md-color-(?:primary|accent|switching)")
# What is dark when a reader chose so, or the device says so: the script of the switch sets it.
# Where no script runs the device alone says it.
DARK = re.compile(r"""\[data-md-color-scheme=(["']?)slate\1\]""")
UNSCRIPTED = "@media screen and (scripting:none) and (prefers-color-scheme:dark)"
Tokens = list[Any]


def attributes(html: str) -> Iterable[str]:
    """Return the value of every class attribute of a page."""
    return CLASSES.findall(html)


def classes(values: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """Return every class that pages have, or that a script may set: any word of it.

    A word that ends in a hyphen, as in ``switch-${name}``, stands for all that begin so.
    Words that belong to a part of the theme count only if a page has a class of that part.
    """
    in_pages = {name for value in values for name in value.split()}
    absent = tuple(part for part in PARTS if not any(name.startswith(part) for name in in_pages))
    words = (word for script in scripts for word in _words(script))
    return frozenset((*in_pages, *(word for word in words if not word.startswith(absent))))


@cache
def _words(script: str) -> frozenset[str]:
    return frozenset(WORD.findall(script))


@lru_cache(maxsize=1)  # while a site is served, few edits change what pages use
def joined(sheets: tuple[str, ...], used: frozenset[str]) -> str:
    """Return the sheets as one, without what asks for a class not ``used``.

    Custom properties that nothing reads are left out too, most of them pictures of a theme.
    """
    ours = (sheet.replace(tables.THEIRS, tables.OURS) for sheet in sheets)
    pieces = [
        piece for sheet in ours for piece in _rules(tinycss2.parse_stylesheet(sheet, True), used)
    ]
    read = _read(pieces, used)
    kept = (
        piece if isinstance(piece, str) else piece.text
        for piece in pieces
        if isinstance(piece, str) or piece.name in read
    )
    return str(minify.string("text/css", "".join(kept)))


@dataclass(frozen=True)
class _Property:
    """The declaration of a custom property."""

    name: str
    text: str


def _read(pieces: Iterable[str | _Property], used: frozenset[str]) -> frozenset[str]:
    """Return the custom properties that rules or scripts read, or others that are read."""
    properties: dict[str, set[str]] = defaultdict(set)
    found = set(used)
    for piece in pieces:
        if isinstance(piece, str):
            found.update(VARIABLE.findall(piece))
        else:
            properties[piece.name].update(VARIABLE.findall(piece.text))
    waiting = [name for name in properties if name in found]
    while waiting:
        new = properties[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _rules(nodes: Iterable[Any], used: frozenset[str]) -> Iterator[str | _Property]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, used)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in GROUPS:
            inner = tuple(_rules(tinycss2.parse_rule_list(node.content, True), used))
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{"
                yield from inner
                yield "}"
        elif node.type != "whitespace":
            yield node.serialize()


def _rule(node: Any, used: frozenset[str]) -> Iterator[str | _Property]:
    kept = [
        part
        for part in _split(node.prelude)
        if not ABSENT.search(tinycss2.serialize(part))
        and all(_is_used(name, used) for name in _required_classes(part))
    ]
    selectors = [tinycss2.serialize(part) for part in kept]
    yield from _written(selectors, node.content)
    if dark := [selector for selector in selectors if DARK.search(selector)]:
        yield f"{UNSCRIPTED}{{"
        yield from _written([DARK.sub("[data-md-color-scheme]", one) for one in dark], node.content)
        yield "}"


def _written(selectors: list[str], content: Tokens) -> Iterator[str | _Property]:
    if selectors:
        yield ",".join(selectors) + "{"
        yield from _declarations(content)
        yield "}"


def _declarations(content: Tokens) -> Iterator[str | _Property]:
    """Return the declarations of a rule, custom properties apart."""
    own = (token.type == "ident" and token.value.startswith("--") for token in content)
    if not any(own):
        yield tinycss2.serialize(content)
        return
    nodes: list[Any] = tinycss2.parse_blocks_contents(content, True, True)
    for node in nodes:
        text = node.serialize() + ";"
        is_custom = node.type == "declaration" and node.name.startswith("--")
        yield _Property(node.name, text) if is_custom else text


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


def _required_classes(selector: Tokens) -> Iterator[str]:
    """Return the classes without which a selector cannot hold; those within ``:is()`` may be."""
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            yield token.value
