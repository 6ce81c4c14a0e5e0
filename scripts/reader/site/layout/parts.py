"""A text in parts: its contents, and which paragraphs a page has."""

from __future__ import annotations

from reader.interface import Interface
from reader.site.layout.tree import Element, element, has_class, position, wrap


def fold_contents(root: Element, interface: Interface) -> int | None:
    """Fold the contents of a text in parts; return where they stand, or None if there are none.

    They are open on the first part, where one comes to see what there is.
    """
    place = next((n for n, child in enumerate(root) if child.get("id") == "contents"), None)
    if place is None:
        return None
    found = root[place + 1]
    is_first = found[0][0].tag == "strong"
    for item in found:
        _fold_headings(item, interface)
    end = place + 2
    while end < len(root) and has_class(root[end], "whole-file"):
        end += 1
    summary = element("summary", {})
    summary.text = root[place].text
    root.remove(root[place])
    fold = wrap(root, place, end - 1, element("details", {}, (summary,)))
    if is_first:
        fold.set("open", "open")
    names = {"class": "text-contents", "id": "contents", "aria-label": summary.text}
    wrap(root, place, place + 1, element("nav", names))
    return place


def _fold_headings(item: Element, interface: Interface) -> None:
    """Fold the headings of a part, but for those of this page, which is said to be this one."""
    is_here = item[0].tag == "strong"
    if is_here:
        item[0].set("aria-current", "page")
    place = position(item, "ul")
    if place == len(item) or is_here:
        return
    summary = element("summary", {})
    summary.text = interface.ngettext("{count} heading", "{count} headings", len(item[place]))
    wrap(item, place, place + 1, element("details", {}, (summary,)))
