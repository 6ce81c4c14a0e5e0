"""Languages: Chinese and its pinyin, marked for those who hear a page; links that lead away."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reader.language import han
from reader.site.layout.tree import Element, element, has_class
from reader.site.layout.words import WORDS

KEPT = ("code", "pre", "script", "ruby")


def mark(root: Element) -> None:
    """Put every run of Chinese into an element of its language, where none is known yet.

    Links to other sites say that they lead away.
    """
    for link in root.xpath(".//a[starts-with(@href, 'http')]"):
        link.set("rel", "noopener")
    for inside in list(root.iter()):
        is_comment = inside.tag is etree.Comment
        if not is_comment and _has_han(inside.text) and not _is_known(inside):
            _mark_text(inside)
        if inside is not root and _has_han(inside.tail) and not _is_known(inside.getparent()):
            _mark_tail(inside)


def _has_han(words: str | None) -> bool:
    return words is not None and not words.isascii() and han.RUN.search(words) is not None


def _is_known(inside: Element | None) -> bool:
    """Return whether the language of the words in an element is known already."""
    while inside is not None:
        if inside.get("lang") or inside.tag in KEPT or has_class(inside, *WORDS):
            return True
        inside = inside.getparent()
    return False


def _mark_text(parent: Element) -> None:
    parent.text, runs = _split(parent.text)
    for place, run in enumerate(runs):
        parent.insert(place, run)


def _mark_tail(before: Element) -> None:
    before.tail, runs = _split(before.tail)
    for run in reversed(runs):
        before.addnext(run)


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
