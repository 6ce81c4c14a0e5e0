"""Footnotes of HTML: which links are marks of notes, and which elements hold the notes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from reader.incoming.archive import attribute, local

MARK = re.compile(r"[\[(（［]?\s*(?:[0-9]{1,4}|[ivxl]{1,6}|[a-z]|[*†‡§¶]{1,4})\s*[\])）］]?")
REFERENCE = re.compile(r"(^|[\s_-])(note-?ref|footnote-?ref(erence)?|fn-?ref|reference)", re.I)
BACK = re.compile(r"back-?(ref|link)|footnote-?(back|return)|reversefootnote", re.I)
ARROWS = re.compile(r"[\s↩↑^⤴⏎←\ufe0e\ufe0f\[\]]*")
HOLDERS = ("li", "aside", "div", "p", "dd", "td", "section", "blockquote")
LARGEST = 400  # elements in a note
Place = tuple[str, str]  # the path of a document, and an id in it


@dataclass
class Notes:
    """The notes of a document, or of several that belong together.

    ``marks`` has for each link that is a mark the key of its note, ``bodies`` for each element
    that holds a note its key; ``backs`` are the links that lead back from notes.
    """

    marks: dict[etree._Element, str] = field(default_factory=dict)
    bodies: dict[etree._Element, str] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)

    def label(self, body: etree._Element) -> str:
        """Return what a note may begin with: the words of its mark, without brackets."""
        key = self.bodies[body]
        links = (link for link, own in self.marks.items() if own == key)
        return next(("".join(link.itertext()).strip(" []()（）［］\n\t") for link in links), "")


def notes_of(documents: Mapping[str, etree._Element]) -> Notes:
    """Find the notes of documents by their paths; a single one may have the path ``""``."""
    ids: dict[Place, etree._Element] = {}
    for path, root in documents.items():
        for element in root.iter(etree.Element):
            for name in (attribute(element, "id"), element.get("name", "")):
                if name:
                    ids.setdefault((path, name), element)
    found = Notes()
    for path, root in documents.items():
        for link in root.iter(etree.Element):
            if local(link).lower() == "a" and (place := target(path, link.get("href", ""))):
                _take(found, link, place, ids)
    returns = {name for link in found.marks for name in _names_around(link)}
    for body in found.bodies:
        links = (part for part in body.iter(etree.Element) if local(part).lower() == "a")
        found.backs |= {link for link in links if is_back(link) or _returns(link, returns)}
    return found


def _returns(link: etree._Element, names: set[str]) -> bool:
    """Return whether a link in a note leads to its mark and says no more than a mark does."""
    leads = link.get("href", "").partition("#")[2] in names
    return leads and bool(MARK.fullmatch("".join(link.itertext()).strip()))


def _names_around(link: etree._Element) -> set[str]:
    parent = link.getparent()
    around = [*link.iter(etree.Element), *([parent] if parent is not None else [])]
    return {attribute(part, "id") or part.get("name", "") for part in around} - {""}


def target(path: str, href: str) -> Place | None:
    """Return where a link leads within the documents, or None."""
    address, sign, name = href.partition("#")
    if not sign or not name or ":" in address:
        return None
    folder = posixpath.dirname(path)
    other = posixpath.normpath(posixpath.join(folder, unquote(address))) if address else path
    return other, unquote(name)


def _take(
    found: Notes, link: etree._Element, place: Place, ids: Mapping[Place, etree._Element]
) -> None:
    aim = ids.get(place)
    holder = _holder(aim) if aim is not None else None
    if holder is None or is_back(link) or not _is_mark(link, holder):
        return
    # A note that leads back would make notes of the lines in which its marks stand.
    inside = list(islice(holder.iter(etree.Element), LARGEST + 1))
    if len(inside) > LARGEST or link in inside or not found.marks.keys().isdisjoint(inside):
        return
    if any(up in found.bodies for up in link.iterancestors()):
        return
    # Two marks may lead to one note, and to different places in it.
    key = found.bodies.setdefault(holder, "#".join(place))
    found.marks[link] = key


def _holder(aim: etree._Element) -> etree._Element | None:
    """Return the element with the words of a note: what a mark leads to, or what is around."""
    element: etree._Element | None = aim
    while element is not None and local(element).lower() not in HOLDERS:
        element = element.getparent()
    if element is None:
        return None
    heads = any(
        local(part).lower() in ("h1", "h2", "h3", "main", "article") for part in element.iter()
    )
    return None if heads else element


def _is_mark(link: etree._Element, holder: etree._Element) -> bool:
    """Return whether a link is the mark of a note: it says so, or looks so and is answered."""
    said = " ".join((attribute(link, "type"), link.get("epub:type", ""), link.get("role", "")))
    if "noteref" in said:
        return True
    words = "".join(link.itertext()).strip()
    if not MARK.fullmatch(words):
        return False
    parent = link.getparent()
    around = [link, *([parent] if parent is not None else [])]
    raised = any(local(part).lower() == "sup" for part in (*around, *link.iter()))
    named = any(REFERENCE.search(part.get("class", "")) for part in around)
    return raised or named or _answers(holder, link)


def _answers(holder: etree._Element, link: etree._Element) -> bool:
    """Return whether a note leads back to its mark."""
    names = _names_around(link)
    links = (part.get("href", "") for part in holder.iter() if local(part).lower() == "a")
    return any(href.partition("#")[2] in names for href in links if "#" in href)


def is_back(link: etree._Element) -> bool:
    """Return whether a link leads back from a note, and says nothing else."""
    said = " ".join(
        (
            attribute(link, "type"),
            link.get("epub:type", ""),
            link.get("role", ""),
            link.get("class", ""),
        )
    )
    words = "".join(link.itertext())
    return bool(BACK.search(said)) or (bool(words.strip()) and bool(ARROWS.fullmatch(words)))
