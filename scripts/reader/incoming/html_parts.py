"""The elements of HTML: what they are to a reader, what is hidden, what lists begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from lxml import etree

from reader.incoming import numerals
from reader.incoming.archive import local

IS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLOCKS = frozenset(
    (
        *(
            "html",
            "head",
            "body",
            "div",
            "p",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
        ),
        *("address", "center", "fieldset", "figure", "figcaption", "details", "summary", "hgroup"),
        *("dl", "dt", "dd", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "legend"),
        *("form", "search", "dialog", "dir", "menu", "listing", "noframes", "frameset"),
    )
)
LEFT_OUT = {  # elements that are no words of the text, and what they are called
    **dict.fromkeys(("script", "noscript"), "scripts"),
    "style": "style sheets",
    "template": "templates",
    "nav": "navigation",
    **dict.fromkeys(("button", "select", "textarea", "datalist", "label"), "controls"),
    **dict.fromkeys(("svg", "canvas", "object", "video", "audio", "iframe", "map"), "pictures"),
    **dict.fromkeys(("rt", "rp", "rtc"), "readings over characters"),
    **dict.fromkeys(("del", "s", "strike"), "struck words"),
    **dict.fromkeys(("annotation", "annotation-xml"), "sources of formulas"),
    "title": "the title of the page, which is proposed as the title",
}
WORDLESS = ("script", "style")  # what stands in them is for programs
ROMAN_OR_LETTERS: dict[str, Callable[[int], str]] = {
    "i": numerals.roman,
    "I": lambda number: numerals.roman(number).upper(),
    "a": numerals.columns,
    "A": lambda number: numerals.columns(number).upper(),
}
ANEW = "marks of notes, which are counted anew"
ADDRESSES = "addresses of links"


def is_hidden(element: etree._Element) -> bool:
    """Return whether a browser shows nothing of an element."""
    is_closed = local(element) == "dialog" and "open" not in element.attrib
    hidden = "hidden" in element.attrib and element.get("hidden") != "until-found"
    return hidden or is_closed or bool(IS_HIDDEN.search(element.get("style", "")))


def all_text(element: etree._Element) -> str:
    """Return all words of an element, apart where it has elements in it."""
    return " ".join(chain.from_iterable(part.split() for part in _texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    for part in element.iter(etree.Element, etree.Comment, etree.Entity):
        if part.text and local(part).lower() not in WORDLESS:
            yield part.text
        if part.tail and part is not element:
            yield part.tail


def markers(element: etree._Element) -> Iterator[str]:
    """Return what the items of a list begin with."""
    if local(element).lower() != "ol":
        while True:
            yield "-"
    items = [child for child in element if local(child).lower() == "li"]
    backwards = "reversed" in element.attrib
    number = _number(element.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _number(item.get("value"), number)
        yield f"{ROMAN_OR_LETTERS.get(element.get('type', ''), str)(number) or number}."
        number += -1 if backwards else 1


def _number(given: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,6})\s*", given or "")
    return int(found[1]) if found else otherwise
