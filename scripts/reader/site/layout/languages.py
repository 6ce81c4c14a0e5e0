"""Languages: Chinese and its pinyin, marked for those who hear a page; other directions.

Links that lead away are marked too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reader.interface import ENGLISH, Interface
from reader.language import han, tags
from reader.site.layout.tree import Element, element, has_class
from reader.site.layout.words import WORDS

KEPT = (etree.Comment, "code", "pre", "script", "ruby")
HEADWORD = re.compile(r"(?:^|/)glossary/[^/]+\.md$")


@dataclass(frozen=True)
class Tongues:
    """The languages of pages: that of the interface, and the tag of that of headwords."""

    interface: Interface
    headwords: str

    @property
    def foreign(self) -> dict[str, str]:
        """What an element says that holds a headword: its language, if it is another."""
        own = self.interface.language.partition("-")[0]
        if own == self.headwords.partition("-")[0]:
            return {}
        turned = {"dir": "rtl"} if tags.is_rtl(self.headwords) else {}
        return {"lang": self.headwords, **turned}


IN_ENGLISH = Tongues(ENGLISH, ENGLISH.tag)


def mark(root: Element, tongues: Tongues) -> None:
    """Say of headwords and of runs in another script in which language they are."""
    if foreign := tongues.foreign:
        _mark_headwords(root, foreign)
    _mark_runs(root, han.OTHER if tongues.interface.language != "zh" else tags.RTL_RUN)


def _mark_headwords(root: Element, foreign: dict[str, str]) -> None:
    """Give the names of entries their language where none is known yet."""
    for named in root.iter("a", "dfn"):
        is_headword = named.tag == "dfn" or HEADWORD.search(named.get("href") or "")
        if is_headword and not _is_known(named):
            named.attrib.update(foreign)


def _mark_runs(root: Element, other: re.Pattern[str]) -> None:
    """Put every run of Chinese into an element of its language, where none is known yet.

    What is read from right to left comes into one that keeps it from what stands around it.

    Links to other sites say that they lead away.
    """
    for link in root.xpath(".//a[starts-with(@href, 'http')]"):
        link.set("rel", "noopener")
    for inside in list(root.iter()):
        words, behind = inside.text, inside.tail
        if words and not words.isascii() and other.search(words) and not _is_known(inside):
            _mark_text(inside, other)
        if inside is root or not behind or behind.isascii():
            continue
        if other.search(behind) and not _is_known(inside.getparent()):
            _mark_tail(inside, other)


def _is_known(inside: Element | None) -> bool:
    """Return whether the language of the words in an element is known already."""
    while inside is not None:
        if inside.get("lang") or inside.tag in KEPT or has_class(inside, *WORDS):
            return True
        inside = inside.getparent()
    return False


def _mark_text(parent: Element, other: re.Pattern[str]) -> None:
    parent.text, runs = _split(parent.text, other)
    for place, run in enumerate(runs):
        parent.insert(place, run)


def _mark_tail(before: Element, other: re.Pattern[str]) -> None:
    before.tail, runs = _split(before.tail, other)
    for run in reversed(runs):
        before.addnext(run)


def _split(words: str, other: re.Pattern[str]) -> tuple[str, list[Element]]:
    """Return what stands before the first run of another language, and an element for each."""
    runs = list(other.finditer(words))
    return words[: runs[0].start()], list(_elements(words, runs))


def _elements(words: str, runs: Sequence[re.Match[str]]) -> Iterator[Element]:
    ends = [*(run.start() for run in runs[1:]), len(words)]
    for found, end in zip(runs, ends, strict=True):
        made = (
            element("span", {"lang": han.LANGUAGE})
            if found.groupdict().get("han")
            else element("bdi", {})
        )
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
