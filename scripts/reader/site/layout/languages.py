"""Languages: Chinese and its pinyin, marked for those who hear a page; other directions.

Links that lead away are marked too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from reader.language import han
from reader.site.layout.tree import Element, element, has_class
from reader.site.layout.words import WORDS

KEPT = ("code", "pre", "script", "ruby")


def mark(root: Element) -> None:
    """Put every run of Chinese into an element of its language, where none is known yet.

    What is read from right to left comes into one that keeps it from what stands around it.

    Links to other sites say that they lead away.
    """
    for link in root.xpath(".//a[starts-with(@href, 'http')]"):
        link.set("rel", "noopener")
    for inside in list(root.iter()):
        is_comment = inside.tag is etree.Comment
        if not is_comment and _has_other(inside.text) and not _is_known(inside):
            _mark_text(inside)
        if inside is not root and _has_other(inside.tail) and not _is_known(inside.getparent()):
            _mark_tail(inside)


def _has_other(words: str | None) -> bool:
    return words is not None and not words.isascii() and han.OTHER.search(words) is not None


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
    """Return what stands before the first run of another language, and an element for each."""
    runs = list(han.OTHER.finditer(words))
    return words[: runs[0].start()], list(_elements(words, runs))


def _elements(words: str, runs: Sequence[re.Match[str]]) -> Iterator[Element]:
    ends = [*(run.start() for run in runs[1:]), len(words)]
    for found, end in zip(runs, ends, strict=True):
        made = element("span", {"lang": han.LANGUAGE}) if found["han"] else element("bdi", {})
        made.text, made.tail = found[0], words[found.end() : end]
        yield made


def mark_romanizations(parent: Element) -> None:
    """Make emphasis behind an original what it is in a list of terms: its romanization."""
    before = parent.text or ""
    for child in parent:
        if child.tag == "em" and "lang" in child.attrib:
            child.tag = "span"
            child.set("class", "romanization")
        elif child.tag == "em" and _ends_in_han(before):
            child.tag = "span"
            child.set("class", "pinyin")
            child.set("lang", han.PINYIN)
        before = child.tail or ""


def mark_originals(name: Element) -> None:
    """Mark what stands behind the name of a term and in no element: its original in Chinese."""
    for child in list(name):
        if words := (child.tail or "").strip():
            made = element("span", {"lang": han.LANGUAGE})
            made.text, made.tail, child.tail = words, " ", " "
            child.addnext(made)


def _ends_in_han(words: str) -> bool:
    return han.RUN.fullmatch(words.rstrip(" (")[-1:]) is not None
