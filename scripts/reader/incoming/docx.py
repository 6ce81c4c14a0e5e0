"""Documents of a word processor (Office Open XML), read part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from reader.incoming import flow, readings
from reader.incoming.archive import Archive, attribute, local
from reader.incoming.document import (
    Document,
    Gathering,
    added,
    joined,
    on_one_line,
    printable,
)
from reader.incoming.docx_parts import (
    Parts,
    Style,
    is_on,
    numbered,
    outline_level,
    parts_of,
)
from reader.incoming.numbering import Marker, child, value

HOLDERS = ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "sdt")
NUMBERED = "numbers that the word processor writes by itself, written out"
GONE = "deleted words (tracked changes)"
OF_PARTS = {
    "comments": "comments",
    "header": "headers and footers",
    "footer": "headers and footers",
    "chart": "charts and diagrams",
    "diagramData": "charts and diagrams",
}
SIGNS = {  # of the fonts Symbol and Wingdings, whose codes mean nothing elsewhere
    "F0B7": "•",
    "F0A7": "▪",
    "F0E0": "→",
    "F0D8": "➢",
    "F0FC": "✓",
    "F06F": "☐",
    "F0A8": "☐",
    "F0FE": "☒",
    "F052": "☑",
    "F0E8": "➔",
    "F0AE": "→",
    "F0B0": "°",
    "F0B1": "±",
    "F0B4": "×",
    "F0A3": "≤",
    "F0B3": "≥",
    "F0B9": "≠",
    "F06D": "μ",
    "F061": "α",
    "F062": "β",
    "F067": "γ",
}


def document(content: bytes) -> tuple[Document, str]:
    """Return a document, and all its words by a second reading."""
    archive = Archive(content)
    parts = parts_of(archive)
    to = Gathering()
    _properties(archive, to)
    reader = _Reader(parts, to)
    root = archive.xml(parts.main)
    reader.blocks(root if root is not None else etree.Element("none"))
    for kind in ("footnotes", "endnotes"):
        for name in parts.others.get(kind, ()):
            reader.notes(archive.xml(name), kind)
    for kind, called in OF_PARTS.items():
        for name in parts.others.get(kind, ()):
            for words in readings.of_docx(archive, (name,)).split("\n"):
                if words.strip():
                    to.leave_out(called, words)
    return to.finished(), readings.of_docx(archive, parts.all)


def _properties(archive: Archive, to: Gathering) -> None:
    root = archive.xml("docProps/core.xml") if "docProps/core.xml" in archive.names else None
    for part in root if root is not None else ():
        words = printable(part.text or "").strip()
        if words and local(part) == "title":
            to.title = words
        if words:
            to.leave_out("what the file says of itself", f"{local(part)}: {words}")


class _Reader:
    """Walks through the paragraphs; ``fields`` says of each open field whether its code is read."""

    def __init__(self, parts: Parts, to: Gathering) -> None:
        self.parts = parts
        self.to = to
        self.fields: list[bool] = []
        self.boxes: list[etree._Element] = []
        self.kinds: dict[str, Callable[[etree._Element], str]] = {
            **dict.fromkeys(("t", "delText"), lambda e: self.text(printable(e.text or ""))),
            **dict.fromkeys(("tab", "ptab"), lambda _: self.text(" ")),
            **dict.fromkeys(("br", "cr"), self._break),
            "noBreakHyphen": lambda _: self.text("\u2011"),
            "softHyphen": lambda _: self.text("\u00ad"),
            "sym": self._sign,
            "fldChar": self._field,
            "instrText": lambda e: self._leave("codes of fields", e.text or ""),
            "footnoteReference": lambda e: self._mark(e, "footnotes"),
            "endnoteReference": lambda e: self._mark(e, "endnotes"),
            **dict.fromkeys(("del", "moveFrom"), lambda e: self._leave(GONE, _words(e))),
            "AlternateContent": self._alternative,
            "txbxContent": self._box,
            **dict.fromkeys(("blip", "imagedata"), lambda _: self._leave("pictures")),
            "docPr": self._described,
            "rt": lambda e: self._leave("readings over characters", _words(e)),
            "f": lambda e: self._formula(e, "num", "/", "den"),
            "sSup": lambda e: self._formula(e, "e", "^", "sup"),
            "sSub": lambda e: self._formula(e, "e", "_", "sub"),
            "altChunk": lambda _: self._leave("documents within the document"),
            **dict.fromkeys(("pPr", "rPr", "sectPr", "sdtPr", "tblPr", "binData"), lambda _: ""),
        }

    def blocks(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables that stand in an element."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt" and _is_contents(element):
                self._leave("the table of contents", _words(element))
            elif name in (*HOLDERS, "body"):
                self.blocks(element)
            elif name in self.kinds:
                self.kinds[name](element)
            self._empty_boxes()

    def notes(self, root: etree._Element | None, kind: str) -> None:
        """Read the notes of a part."""
        self.fields = []
        for note in root if root is not None else ():
            if attribute(note, "type") in ("", "normal") and local(note) in ("footnote", "endnote"):
                words = self._apart(note)
                self.to.note(f"{kind}#{attribute(note, 'id')}", words)

    def inline(self, parent: etree._Element) -> str:
        """Return the words of what stands within a paragraph."""
        return "".join(self._inline(element) for element in parent)

    def text(self, words: str) -> str:
        """Return words, unless they belong to the code of a field."""
        return self._leave("codes of fields", words) if any(self.fields) else words

    def _inline(self, element: etree._Element) -> str:
        name = local(element)
        if name == "r" and is_on(element, "rPr", "vanish"):
            return self._leave("hidden words", _words(element))
        if name in self.kinds:
            return self.kinds[name](element)
        return self.inline(element)

    def _paragraph(self, element: etree._Element) -> None:
        style = self.parts.styles.get(value(element, "pPr", "pStyle"), Style())
        words = self.inline(element)
        if style.is_contents:
            self._leave("the table of contents", words)
            return
        marker = self._marker(element, style)
        if marker and words.strip():
            words = added(f"{marker.words} ") + on_one_line(words)
            self.to.do(NUMBERED) if marker.words != "-" else None
        outline = value(element, "pPr", "outlineLvl")
        level = outline_level(outline) if outline else style.level
        if level is not None and words.strip():
            self.to.add(on_one_line(words), "heading", level)
        elif marker and marker.is_item and words.strip():
            self.to.add(words, "list", marker.level)
        else:
            self.to.add(words, style.shape)

    def _marker(self, element: etree._Element, style: Style) -> Marker | None:
        number, place = numbered(element, (style.number, style.place))
        return self.parts.numbering.marker(number, place) if number not in ("", "0") else None

    def _table(self, element: etree._Element) -> None:
        rows = [list(_parts(row, "tc")) for row in _parts(element, "tr")]
        nests = any(local(e) == "tbl" for row in rows for cell in row for e in cell.iter())
        plain = [[_words(cell) for cell in row] for row in rows]
        if nests or not flow.is_tabular(plain):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        made = [[on_one_line(self._apart(cell)) for cell in row] for row in rows]
        self.to.add(flow.table(made), "table")

    def _apart(self, parent: etree._Element) -> str:
        """Return the words of blocks that are no pieces of the document themselves."""
        outer, self.to = self.to, self.to.inner()
        self.blocks(parent)
        words, self.to = joined(self.to.pieces), outer
        return words

    def _break(self, element: etree._Element) -> str:
        return (
            self.text("\n")
            if attribute(element, "type") in ("", "textWrapping")
            else self.text(" ")
        )

    def _field(self, element: etree._Element) -> str:
        """Follow a field: its code comes first, then the words that it gives."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()
        return ""

    def _mark(self, element: etree._Element, kind: str) -> str:
        return self.to.mark(f"{kind}#{attribute(element, 'id')}")

    def _sign(self, element: etree._Element) -> str:
        code = attribute(element, "char").upper()
        known = SIGNS.get(code if code.startswith("F") else f"F0{code[-2:]}")
        self._leave("codes of signs in a font of signs", code)
        return added(known) if known else ""

    def _described(self, element: etree._Element) -> str:
        words = element.get("descr", "")
        return self._leave("descriptions of pictures", words) if words else ""

    def _alternative(self, element: etree._Element) -> str:
        """Read the first of several ways to say the same."""
        parts = [part for part in element if local(part) in ("Choice", "Fallback")]
        return self.inline(parts[0]) if parts else ""

    def _box(self, element: etree._Element) -> str:
        """Keep a box for later: it stands beside the paragraph that holds it."""
        self.boxes.append(element)
        return ""

    def _empty_boxes(self) -> None:
        while self.boxes:
            waiting, self.boxes = self.boxes, []
            fields, self.fields = self.fields, []
            for box in waiting:
                self.to.do("text boxes, set behind the paragraph that holds them")
                self.blocks(box)
            self.fields = fields

    def _formula(self, element: etree._Element, first: str, sign: str, second: str) -> str:
        above, below = child(element, first), child(element, second)
        if above is None or below is None:
            return self.inline(element)
        return self.inline(above) + added(sign) + self.inline(below)

    def _leave(self, kind: str, words: str = "") -> str:
        self.to.leave_out(kind, printable(words))
        return ""


def _is_contents(element: etree._Element) -> bool:
    gallery = value(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _parts(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return the rows of a table or the cells of a row, those in a frame of their own included."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in HOLDERS:
            yield from _parts(element, name)


def _words(element: etree._Element) -> str:
    """Return all words below an element, paragraphs apart."""
    names = (*readings.OF_WORD, "p", "tab", "br")
    found = (
        (e.text or "") if local(e) in readings.OF_WORD else " "
        for e in element.iter(etree.Element)
        if local(e) in names
    )
    return " ".join("".join(found).split())
