"""Rendering: Markdown to a tree of HTML and back to text, by CommonMark and libxml2.

Python-Markdown took half of the time of a build: it makes 200 kB a second of such pages, and
this 100 MB. What it gives is the same: a test reads every page with both.
"""

from __future__ import annotations

import pyromark
from lxml import etree

from reader.site.layout.tree import Element

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_DEFINITION_LIST
# Signs of a seed that mean something here once they are no entities any more: the braces of
# attributes, and line ends. They go through as characters that no seed may hold.
HIDDEN = {"&#123;": "\ufdd3", "&#125;": "\ufdd4", "&#10;": "\ufdd5"}
SHOWN = {ord("\ufdd3"): "{", ord("\ufdd4"): "}", ord("\ufdd5"): "\n"}
_HAS = " or ".join(f"contains(., '{chr(sign)}')" for sign in SHOWN)
HELD = f".//text()[{_HAS}] | .//@*[{_HAS}]"
PARTED = ("dt", "dd", "th", "td", "tr", "thead", "tbody")


def tree(markdown: str) -> Element:
    """Return the tree of some Markdown: an element whose children are its blocks."""
    for entity, sign in HIDDEN.items():
        markdown = markdown.replace(entity, sign)
    html = pyromark.html(markdown, options=OPTIONS)
    # The parser of lxml.html would give each element a class of its own, in Python.
    (body,) = etree.HTML(f"<html><body>{html}</body></html>")
    return body


def hides(markdown: str) -> bool:
    """Return whether some signs go through the tree under other characters."""
    return any(entity in markdown for entity in HIDDEN)


def part_blocks(root: Element) -> None:
    """Put line ends between cells and terms: for programs their words would run together."""
    for element in root.iter(*PARTED):
        element.tail = element.tail or "\n"


def restore(root: Element) -> None:
    """Put back what went through a tree under other characters."""
    for words in root.xpath(HELD):
        element = words.getparent()
        if words.is_attribute:
            element.set(words.attrname, words.translate(SHOWN))
        elif words.is_tail:
            element.tail = words.translate(SHOWN)
        else:
            element.text = words.translate(SHOWN)


def html(root: Element) -> str:
    """Return the HTML of what is in a tree."""
    written: str = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return written[written.index(">") + 1 : written.rindex("<")]
