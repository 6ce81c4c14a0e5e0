"""Elements: the few operations on a tree that laying out takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

Element = Any  # of lxml, which ships no types


def element(tag: str, attributes: dict[str, str], children: Iterable[Element] = ()) -> Element:
    """Return a new element; the given ones move into it."""
    made = etree.Element(tag, attributes)
    if children:
        made.extend(list(children))
    return made


def has_class(element: Element, *names: str) -> bool:
    """Return whether an element has one of the classes."""
    own = element.get("class")
    return own is not None and not frozenset(names).isdisjoint(own.split())


_WITH_CLASS = etree.XPath(".//*[@class]")


def having_class(root: Element, *names: str) -> list[Element]:
    """Return the elements below a root that have one of the classes, in document order."""
    return [element for element in _WITH_CLASS(root) if has_class(element, *names)]


def add_class(element: Element, *names: str) -> None:
    """Put classes behind those that an element has."""
    element.set("class", " ".join(filter(None, (element.get("class"), *names))))


def wrap(parent: Element, start: int, end: int, wrapper: Element) -> Element:
    """Put the children from ``start`` up to ``end`` into a wrapper, which takes their place."""
    children = parent[start:end]
    parent.insert(start, wrapper)
    wrapper.extend(children)
    return wrapper


def replace(old: Element, new: Element) -> None:
    """Put a new element in the place of an old one."""
    old.getparent().replace(old, new)


def position(parent: Element, tag: str, start: int = 0) -> int:
    """Return where the next child of a kind is, or how many children there are."""
    found = (n for n in range(start, len(parent)) if parent[n].tag == tag)
    return next(found, len(parent))


def only_link(element: Element) -> Element | None:
    """Return the link that an element consists of, if it is nothing else."""
    if len(element) != 1 or element[0].tag != "a" or (element.text or "").strip():
        return None
    return element[0] if not (element[0].tail or "").strip() else None


def take_words(element: Element, from_: Element) -> None:
    """Move the words of one element, and what is in them, into another."""
    element.text, from_.text = from_.text, None
    element.extend(list(from_))


def last_words(element: Element) -> str:
    """Return the words at the end of an element, behind its last child."""
    return (element[-1].tail if len(element) else element.text) or ""


def set_last_words(element: Element, words: str) -> None:
    """Set the words at the end of an element, behind its last child."""
    if len(element):
        element[-1].tail = words
    else:
        element.text = words


def slot(name: str) -> Element:
    """Return the place of something that the theme draws."""
    made = etree.Element("slot", {"name": name})
    made.tail = "\n"
    return made


def is_comment(element: Element, words: str) -> bool:
    """Return whether an element is a comment of some words."""
    return element.tag is etree.Comment and (element.text or "").strip() == words
