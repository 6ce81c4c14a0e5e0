"""Pages of many texts: the list of all, links to its years, sections that fold, bars."""

from __future__ import annotations

from reader.interface import Interface, message
from reader.site.layout.tree import (
    Element,
    element,
    has_class,
    position,
    take_words,
    wrap,
)

HEADINGS = ("h1", "h2", "h3")
NAVIGATION = {
    "orders": message("Orders of the glossary"),
    "letters": message("Letters"),
    "years": message("Years"),
    "in-series": message("Texts of the same series"),
}
BAR = {"height": "10", "preserveAspectRatio": "none", "aria-hidden": "true"}


def name_navigation(root: Element, interface: Interface) -> None:
    """Make each line of links what it is: a navigation with a name."""
    for place, child in enumerate(list(root)):
        for name, label in NAVIGATION.items():
            if child.tag == "p" and has_class(child, name):
                del child.attrib["class"]
                names = {"class": name, "aria-label": interface.gettext(label)}
                wrap(root, place, place + 1, element("nav", names))


def mark_texts(root: Element) -> None:
    """Mark the lists of texts by what their items say they are."""
    for found in root.iter("ul"):
        if is_list(found):
            found.set("class", "texts")
            for item in found:
                del item.attrib["class"]


def is_list(found: Element) -> bool:
    """Return whether a list is one of texts that is not marked yet."""
    return len(found) > 0 and has_class(found[0], "text-item")


def shelf(root: Element, interface: Interface) -> None:
    """Lay out the page of all texts: what is listed by year can be filtered."""
    mark_texts(root)
    name_navigation(root, interface)
    fold_sections(root)
    start = position(root, "h2")
    if root[start].get("id") == "series":
        start = position(root, "h2", start + 1)
    wrap(root, start, len(root), element("div", {"class": "by-years"}))
    root.insert(start, element("div", {"class": "shelf-filter"}))


def fold_sections(root: Element) -> None:
    """Fold what stands below a heading that says so: the heading opens it."""
    for heading in [child for child in root if has_class(child, "fold")]:
        start = root.index(heading)
        levels = HEADINGS[: HEADINGS.index(heading.tag) + 1]
        end = start + 1
        while end < len(root) and root[end].tag not in levels:
            end += 1
        del heading.attrib["class"]
        fold = wrap(root, start, end, element("details", {"class": "own-how fold"}))
        wrap(fold, 0, 1, element("summary", {}))


def draw_bars(root: Element) -> None:
    """Draw a bar behind each number that says how long it is; the number is read, the bar seen."""
    for number in list(root.iter("em")):
        if has_class(number, "rate"):
            share = number.attrib.pop("data-share")
            words = element("span", {"class": "rate"})
            take_words(words, number)
            box = {"viewBox": "0 0 100 10", "class": "bar", **BAR}
            drawn = element("rect", {"width": share, "height": "10", "fill": "currentColor"})
            words.tail = " "
            number.addprevious(words)
            number.addprevious(element("svg", box, [drawn]))
            number.getparent().remove(number)
