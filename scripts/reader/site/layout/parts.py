"""A text in parts: its contents, and which paragraphs a page has."""

from __future__ import annotations

from reader.interface import Interface
from reader.site.layout.tree import Element, element, has_class, position, wrap

FOLD = "own-how"  # the class of what unfolds where it stands


def fold_contents(root: Element, interface: Interface) -> int | None:
    """Fold the contents of a text in parts; return where they stand, or None if there are none.

    They are open on the first part, where one comes to see what there is.
    """
    place = next((n for n, child in enumerate(root) if child.get("id") == "contents"), None)
    if place is None:
        return None
    heading, found = root[place], root[place + 1]
    is_first = found[0][0].tag == "strong"
    for item in found:
        _fold_headings(item, interface)
    root.remove(heading)
    end = place + 1
    while end < len(root) and has_class(root[end], "whole-file"):
        end += 1
    summary = element("summary", {})
    summary.text = heading.text
    fold = wrap(root, place, end, element("details", {"class": FOLD}, (summary,)))
    if is_first:
        fold.set("open", "open")
    names = {"class": "text-contents", "id": "contents", "aria-label": heading.text}
    wrap(root, place, place + 1, element("nav", names))
    return place


def _fold_headings(item: Element, interface: Interface) -> None:
    """Fold the headings of a part behind the first, but for those of this page, which is marked."""
    is_here = item[0].tag == "strong"
    if is_here:
        item[0].set("aria-current", "page")
    place = position(item, "ul")
    if place == len(item) or is_here or not item[place][1:]:
        return
    summary = element("summary", {})
    first, count = "".join(item[place][0].itertext()).strip(), len(item[place])
    summary.text = interface.ngettext(
        "{first} ({count} heading)", "{first} ({count} headings)", count, first=first
    )
    wrap(item, place, place + 1, element("details", {"class": FOLD}, (summary,)))
