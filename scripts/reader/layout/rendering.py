"""Rendering: Markdown to a tree of HTML and back to text, by CommonMark and libxml2.

Python-Markdown took half of the time of a build: it makes 200 kB a second of such pages, and
this 100 MB. What it gives is the same: a test reads every page with both.
"""

from __future__ import annotations

import lxml.html
import pyromark

from reader.layout.tree import Element

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_DEFINITION_LIST
# Signs of a seed that mean something here once they are no entities any more: the braces of
# attributes, and line ends. They go through as characters that no seed may hold.
HIDDEN = {"&#123;": "\ufdd3", "&#125;": "\ufdd4", "&#10;": "\ufdd5"}
PARTED = ("dt", "dd", "th", "td", "tr", "thead", "tbody")
SHOWN = {ord("\ufdd3"): "{", ord("\ufdd4"): "}", ord("\ufdd5"): "\n"}


def tree(markdown: str) -> Element:
    """Return the tree of some Markdown: an element whose children are its blocks."""
    for entity, sign in HIDDEN.items():
        markdown = markdown.replace(entity, sign)
    html = pyromark.html(markdown, options=OPTIONS)
    return lxml.html.fragment_fromstring(html, create_parent="main")


def restore(root: Element) -> None:
    """Put back what went through a tree under other characters, and part blocks by line ends.

    Without these, the words of one cell would run into those of the next for programs.
    """
    for element in root.iter(*PARTED):
        element.tail = element.tail or "\n"
    for element in root.iter():
        if element.text and not element.text.isascii():
            element.text = element.text.translate(SHOWN)
        if element.tail and not element.tail.isascii():
            element.tail = element.tail.translate(SHOWN)
    for element in root.iter("*"):
        for name, value in element.items():
            if not value.isascii():
                element.set(name, value.translate(SHOWN))


def html(root: Element) -> str:
    """Return the HTML of a tree."""
    return "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
