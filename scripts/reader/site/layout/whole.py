"""Pages about the whole edition: the home page, the collection, its files, its changes."""

from __future__ import annotations

from collections.abc import Sequence

from reader.interface import ENGLISH, Interface
from reader.site.layout import lists, shelves
from reader.site.layout.tree import (
    Element,
    add_class,
    element,
    has_class,
    last_words,
    position,
    wrap,
)


def home(root: Element, interface: Interface) -> None:
    """Lay out the home page: its cards of texts, its lists of terms."""
    lead = next(n for n, child in enumerate(root) if has_class(child, "lead"))
    root.insert(lead + 1, element("p", {"class": "go-on"}))
    for found in root.iter("ul"):
        if not shelves.is_list(found):
            lists.mark_entries(found, "terms")
    shelves.mark_texts(root)
    shelves.name_navigation(root, interface)
    place = lead + 2
    while place < len(root):
        if lists.is_card(root[place]):
            end = position(root, "h2", place + 1)
            _card(wrap(root, place, end, element("section", {"class": "card"})))
        place += 1
    lists.frame_tables(root, "shelf", interface.gettext("The texts"))


def _card(card: Element) -> None:
    """Make the links of a text on the home page buttons, and its outline a list of its own."""
    for child in card:
        if child.tag == "p" and len(child) and not "".join(_around(child)).strip():
            for link in child:
                add_class(link, "md-button")
            add_class(child[0], "md-button--primary")
        elif child.tag == "ol":
            child.set("class", "outline")


def _around(parent: Element) -> Sequence[str]:
    """Return the words of an element that stand in none of its children."""
    return [parent.text or "", *(child.tail or "" for child in parent)]


def collection(root: Element, interface: Interface) -> None:
    """Lay out the page about the collection."""
    lists.mark_definitions(root, "facts", interface)


def files(root: Element, interface: Interface) -> None:
    """Lay out a list of files."""
    lists.mark_definitions(root, "files", interface)


def changes(root: Element, interface: Interface) -> None:
    """Lay out what has changed, each change in a box of its own."""
    collection(root, interface)
    place = 0
    while place < len(root):
        if root[place].tag == "p" and (kind := root[place].find("em[last()]")) is not None:
            kind.tag = "span"
            kind.set("class", "kind")
            end = place + 1
            if end < len(root) and root[end].tag == "dl":
                _fold(root, end)
                end += 1
            wrap(root, place, end, element("div", {"class": "change"}))
        place += 1


def _fold(root: Element, place: int) -> None:
    """Fold what changed in an item behind the names of its parts.

    The page of a release has thousands of pieces, and a browser lays out none that is folded.
    """
    names = [last_words(term) for term in root[place] if term.tag == "dt"]
    summary = element("summary", {})
    summary.text = ", ".join(filter(None, names))
    wrap(root, place, place + 1, element("details", {"class": "own-how"}, (summary,)))


def report(root: Element, interface: Interface) -> None:
    """Say that a report is in English, as all that is written for editors."""
    if interface != ENGLISH:
        wrap(root, 0, len(root), element("div", {"lang": ENGLISH.tag}))
