"""Elements: the few operations on a tree that laying out takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE


def element(tag: str, attributes: dict[str, str], children: Iterable[Element] = ()) -> Element:
    """Return a new element that holds the given ones."""
    made = Element(tag, attributes)
    made.extend(children)
    return made


def has_class(element: Element, *names: str) -> bool:
    """Return whether an element has one of the classes."""
    own = (element.get("class") or "").split()
    return any(name in own for name in names)


def add_class(element: Element, *names: str) -> None:
    """Put classes behind those that an element has."""
    element.set("class", " ".join(filter(None, (element.get("class"), *names))))


def wrap(parent: Element, start: int, end: int, wrapper: Element) -> Element:
    """Put the children from ``start`` up to ``end`` into a wrapper, which takes their place."""
    wrapper.extend(parent[start:end])
    parent[start:end] = [wrapper]
    return wrapper


def position(parent: Element, tag: str, start: int = 0) -> int:
    """Return where the next child of a kind is, or how many children there are."""
    found = (n for n in range(start, len(parent)) if parent[n].tag == tag)
    return next(found, len(parent))


def only_link(element: Element) -> Element | None:
    """Return the link that an element consists of, if it is nothing else."""
    if len(element) == 1 and element[0].tag == "a" and not (element.text or "").strip():
        return element[0]
    return None


def take_words(element: Element, from_: Element) -> None:
    """Move the words of one element, and what is in them, into another."""
    element.text, from_.text = from_.text, None
    element.extend(list(from_))
    for child in list(from_):
        from_.remove(child)


def slot(name: str) -> Element:
    """Return the place of something that the theme draws."""
    return Element("slot", {"name": name})


def comment_in(element: Element, stash: Sequence[object]) -> str:
    """Return the comment that a block consists of, or ``""``."""
    found = HTML_PLACEHOLDER_RE.fullmatch(element.text or "")
    raw = stash[int(found[1])] if found and not len(element) else ""
    return raw.strip() if isinstance(raw, str) and raw.startswith("<!--") else ""
