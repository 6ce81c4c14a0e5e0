"""The parts of a document of a word processor: where they lie, and what its styles say."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace

from lxml import etree

from reader.incoming.archive import Archive, attribute, local
from reader.incoming.document import RefusalError
from reader.incoming.numbering import Numbering, child, value

MAIN = "word/document.xml"
TITLES = ("title", "subtitle", "标题", "副标题")
HEADING = re.compile(
    r"(?:heading|标题|überschrift|titre|titolo|título|rubrik)\s*([1-9])", re.IGNORECASE
)
QUOTATIONS = ("quote", "intense quote", "block text", "quotations", "block quotation", "quotation")
CONTENTS = re.compile(r"toc\s*(?:[1-9]|heading)|contents\s*(?:[1-9]|heading)", re.IGNORECASE)
NO_OUTLINE = 9  # levels of an outline count from 0; this one says that there is none


@dataclass(frozen=True)
class Style:
    """What a style says of its paragraphs: a heading has a ``level`` from 0, a title's."""

    level: int | None = None
    shape: str = ""
    is_contents: bool = False
    number: str = ""
    place: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Parts:
    """The parts by their names in the zip, the lists, and the styles by their ids."""

    main: str
    others: dict[str, tuple[str, ...]]
    numbering: Numbering
    styles: dict[str, Style]

    @property
    def all(self) -> tuple[str, ...]:
        """The names of all parts that hold words."""
        return (self.main, *(name for names in self.others.values() for name in names))


def parts_of(archive: Archive) -> Parts:
    """Return the parts of a document."""
    main = _main(archive)
    if main not in archive.names:
        fix = "open it in a word processor, and save it anew as .docx"
        raise RefusalError("it has no main part", fix)
    related = _related(archive, main)
    numbering = archive.xml(related["numbering"][0]) if related.get("numbering") else None
    styles = archive.xml(related["styles"][0]) if related.get("styles") else None
    kinds = ("footnotes", "endnotes", "comments", "header", "footer", "chart", "diagramData")
    others = {kind: tuple(related[kind]) for kind in kinds if kind in related}
    return Parts(main, others, Numbering(numbering), _styles(styles))


def _main(archive: Archive) -> str:
    for kind, name in _relations(archive, "_rels/.rels", ""):
        if kind == "officeDocument":
            return name
    return MAIN


def _related(archive: Archive, part: str) -> dict[str, list[str]]:
    folder, _, file = part.rpartition("/")
    found: dict[str, list[str]] = {}
    for kind, name in _relations(archive, f"{folder}/_rels/{file}.rels".lstrip("/"), folder):
        if name in archive.names and name not in found.get(kind, ()):
            found.setdefault(kind, []).append(name)
    return found


def _relations(archive: Archive, path: str, folder: str) -> list[tuple[str, str]]:
    root = archive.xml(path)
    found = []
    for relation in root if root is not None else ():
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            full = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = relation.get("Type", "").rpartition("/")[2]
            found.append((kind, posixpath.normpath(full).lstrip("/")))
    return found


def _styles(root: etree._Element | None) -> dict[str, Style]:
    elements = {
        attribute(part, "styleId"): part
        for part in (root if root is not None else ())
        if local(part) == "style" and attribute(part, "type") in ("paragraph", "")
    }
    found: dict[str, Style] = {}
    for name in elements:
        chain: list[str] = []
        here = name
        while here in elements and here not in chain:
            chain.append(here)
            here = value(elements[here], "basedOn")
        style = Style()
        for ancestor in reversed(chain):
            style = _style(elements[ancestor], style)
        found[name] = style
    return found


def _style(element: etree._Element, base: Style) -> Style:
    """Return what a style says, what it rests on included."""
    name = value(element, "name").lower()
    level, shape = base.level, base.shape
    if name in TITLES:
        level = 0
    elif found := HEADING.fullmatch(name):
        level = int(found[1])
    elif outline := value(element, "pPr", "outlineLvl"):
        level = outline_level(outline)
    if name in QUOTATIONS:
        shape = "quotation"
    contents = base.is_contents or CONTENTS.fullmatch(name) is not None
    number, place = numbered(element, (base.number, base.place))
    return replace(
        base,
        level=None if contents else level,
        shape=shape,
        is_contents=contents,
        number=number,
        place=place,
        hidden=base.hidden or is_on(element, "rPr", "vanish"),
    )


def outline_level(words: str) -> int | None:
    """Return the level of a heading that an outline has, from 1; None for body text."""
    number = int(words) if words.isdigit() else NO_OUTLINE
    return number + 1 if number < NO_OUTLINE else None


def numbered(element: etree._Element, otherwise: tuple[str, int]) -> tuple[str, int]:
    """Return the list to which a paragraph or a style belongs, and the level in it."""
    given = child(element, "pPr", "numPr")
    if given is None:
        return otherwise
    level = value(given, "ilvl")
    return (
        value(given, "numId") or otherwise[0],
        int(level) if level.isdigit() else otherwise[1],
    )


def is_on(element: etree._Element, *names: str) -> bool:
    """Return whether a switch such as ``w:vanish`` is there and not turned off."""
    found = child(element, *names)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")
