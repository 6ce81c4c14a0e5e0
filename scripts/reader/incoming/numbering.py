"""Numbers that a word processor writes before its paragraphs, and keeps in no paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reader.incoming import numerals
from reader.incoming.archive import attribute, local

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
# What stands in a list is a bare number or letter: "Article 1" is none.
ITEM = re.compile(r"[^\w%]*(?:%[1-9][^\w%]*)+")


@dataclass(frozen=True)
class Level:
    """How one level of a list counts: its way, its pattern such as ``Article %1.``, its start."""

    way: str = "decimal"
    pattern: str = ""
    start: int = 1
    after: str = "tab"
    digits: bool = False  # all numbers of the pattern in digits, as in lawyers' lists


@dataclass(frozen=True)
class Marker:
    """What stands before a paragraph: its words, and whether that makes it an item of a list."""

    words: str
    is_item: bool
    level: int


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return a descendant by the names on the way to it, or None."""
    for name in names:
        element = (
            next((c for c in element if local(c) == name), None) if element is not None else None
        )
    return element


def value(element: etree._Element | None, *names: str) -> str:
    """Return what ``w:val`` says of a descendant, or ``""``."""
    found = child(element, *names)
    return attribute(found, "val") if found is not None else ""


class Numbering:
    """The lists of a document: counts its paragraphs one after the other."""

    def __init__(self, root: etree._Element | None) -> None:
        parts = list(root) if root is not None else []
        self._abstract = {
            attribute(p, "abstractNumId"): p for p in parts if local(p) == "abstractNum"
        }
        self._nums = {attribute(p, "numId"): p for p in parts if local(p) == "num"}
        self._styles = {value(p, "styleLink"): p for p in self._abstract.values()}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._levels: dict[tuple[str, int], Level] = {}

    def marker(self, number: str, level: int) -> Marker | None:
        """Return what stands before the next paragraph of a list, or None if nothing does."""
        if number not in self._nums or not 0 <= level < LEVELS:
            return None
        key = value(self._nums[number], "abstractNumId")
        counts = self._counts.setdefault(key, [None] * LEVELS)
        self._restart(number, counts)
        known = [self._level(number, place) for place in range(level + 1)]
        for place in range(level):
            counts[place] = known[place].start if counts[place] is None else counts[place]
        last = counts[level]
        counts[level] = known[level].start if last is None else last + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return _marker(known, counts, level)

    def _restart(self, number: str, counts: list[int | None]) -> None:
        """Begin anew where a list says so when it is used for the first time."""
        if number in self._begun:
            return
        self._begun.add(number)
        for part in self._nums[number]:
            if local(part) == "lvlOverride" and value(part, "startOverride"):
                place = _whole(attribute(part, "ilvl"), 0)
                if place < LEVELS:
                    counts[place:] = [None] * (LEVELS - place)

    def _level(self, number: str, place: int) -> Level:
        if (number, place) not in self._levels:
            self._levels[number, place] = self._read(number, place)
        return self._levels[number, place]

    def _read(self, number: str, place: int) -> Level:
        num = self._nums[number]
        abstract = self._abstract.get(value(num, "abstractNumId"))
        if link := value(abstract, "numStyleLink"):
            abstract = self._styles.get(link, abstract)
        own = [p for p in num if local(p) == "lvlOverride" and attribute(p, "ilvl") == str(place)]
        given = [child(part, "lvl") for part in own]
        found = next((part for part in given if part is not None), None)
        if found is None:
            found = next(_levels(abstract, place), None)
        start = next((value(part, "startOverride") for part in own), "") or value(found, "start")
        digits = child(found, "isLgl") is not None
        way = value(found, "numFmt") or "decimal"
        pattern = value(found, "lvlText")
        return Level(way, pattern, _whole(start, 1), value(found, "suff") or "tab", digits)


def _levels(abstract: etree._Element | None, place: int) -> Iterator[etree._Element]:
    for part in abstract if abstract is not None else ():
        if local(part) == "lvl" and attribute(part, "ilvl") == str(place):
            yield part


def _whole(words: str, otherwise: int) -> int:
    return int(words) if re.fullmatch(r"\d{1,6}", words) else otherwise


def _marker(levels: list[Level], counts: list[int | None], level: int) -> Marker | None:
    last = levels[level]
    if last.way == "bullet":
        return Marker("-", is_item=True, level=level + 1)

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place > level:
            return ""
        way = "decimal" if last.digits else levels[place].way
        return numerals.written(counts[place] or 0, way)

    words = PLACE.sub(number, last.pattern).strip()
    is_item = ITEM.fullmatch(last.pattern.strip()) is not None
    return Marker(words, is_item, level + 1) if words else None
