"""Languages: Chinese and its pinyin, marked for those who hear a page; links that lead away."""

from __future__ import annotations

from collections.abc import Iterator

from reader import han
from reader.layout.tree import Element, element, has_class
from reader.layout.words import WORDS

KEPT = ("code", "pre", "script", "ruby")


def mark(root: Element) -> None:
    """Put every run of Chinese into an element of its language, where none is known yet.

    Links to other sites say that they lead away.
    """
    for link in root.xpath(".//a[starts-with(@href, 'http')]"):
        link.set("rel", "noopener")
    for words in root.xpath(".//text()"):
        if not words.isascii() and han.RUN.search(words) and not _is_known(words):
            _mark(words)


def _is_known(words: Element) -> bool:
    """Return whether the language of some words is known from what they stand in."""
    inside = words.getparent()
    if words.is_tail:
        inside = inside.getparent()
    while inside is not None:
        if inside.get("lang") or inside.tag in KEPT or has_class(inside, *WORDS):
            return True
        inside = inside.getparent()
    return False


def _mark(words: Element) -> None:
    element = words.getparent()
    before, runs = _split(str(words))
    if words.is_tail:
        element.tail = before
        parent, place = element.getparent(), element.getparent().index(element) + 1
    else:
        element.text = before
        parent, place = element, 0
    for offset, run in enumerate(runs):
        parent.insert(place + offset, run)


def _split(words: str) -> tuple[str, list[Element]]:
    """Return what stands before the first Chinese, and an element for each run of it."""
    ends = [found.end() for found in han.RUN.finditer(words)]
    starts = [found.start() for found in han.RUN.finditer(words)]
    made = list(_elements(words, starts, ends))
    return words[: starts[0]], made


def _elements(words: str, starts: list[int], ends: list[int]) -> Iterator[Element]:
    for start, end, following in zip(starts, ends, [*starts[1:], len(words)], strict=True):
        run = element("span", {"lang": han.LANGUAGE})
        run.text, run.tail = words[start:end], words[end:following]
        yield run


def mark_pinyin(parent: Element) -> None:
    """Make emphasis behind Chinese what it is in a list of terms: its pinyin."""
    before = parent.text or ""
    for child in parent:
        if child.tag == "em" and _ends_in_han(before):
            child.tag = "span"
            child.set("class", "pinyin")
            child.set("lang", han.PINYIN)
        before = child.tail or ""


def _ends_in_han(words: str) -> bool:
    return han.RUN.fullmatch(words.rstrip(" (")[-1:]) is not None
