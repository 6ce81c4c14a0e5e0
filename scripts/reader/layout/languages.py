"""Languages: Chinese and its pinyin, marked for those who hear a page; links that lead away."""

from __future__ import annotations

from collections.abc import Iterator

from reader import han
from reader.layout.tree import Element, element, has_class
from reader.layout.words import WORDS

KEPT = ("code", "pre", "script", "ruby")


def mark(root: Element) -> None:
    """Put every run of Chinese into an element of its language, where none is known yet."""
    for child in root.iterchildren("*"):
        _mark(child)


def _mark(parent: Element) -> None:
    if parent.tag == "a" and (parent.get("href") or "").startswith("http"):
        parent.set("rel", "noopener")
    if parent.get("lang") or parent.tag in KEPT or has_class(parent, *WORDS):
        return
    for child in list(parent):
        _mark(child)
        if _has_han(child.tail):
            place = parent.index(child) + 1
            child.tail, parts = _split(child.tail or "")
            for offset, part in enumerate(parts):
                parent.insert(place + offset, part)
    if _has_han(parent.text):
        parent.text, parts = _split(parent.text or "")
        for offset, part in enumerate(parts):
            parent.insert(offset, part)


def _has_han(words: str | None) -> bool:
    return bool(words and not words.isascii() and han.RUN.search(words))


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
