"""TEI as a document: what stands in ``text``, as the source has it, without editors' readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from lxml import etree

from reader.incoming import flow
from reader.incoming.archive import attribute, local, xml
from reader.incoming.document import Document, Gathering, added, joined, on_one_line, printable
from reader.incoming.flow import Flow
from reader.incoming.readings import of_xml
from reader.language.split import PLAIN

WHITE = re.compile(r"\s+")
LEFT_OUT = {
    "teiHeader": "what the file says of itself",
    **dict.fromkeys(("corr", "reg", "expan"), "readings of editors, where the source has others"),
    **dict.fromkeys(("rdg", "witDetail"), "readings of other witnesses"),
    **dict.fromkeys(("del", "surplus"), "deleted words"),
    **dict.fromkeys(("figDesc", "graphic", "notatedMusic"), "pictures"),
    **dict.fromkeys(("fw", "catchwords"), "headers and footers"),
    **dict.fromkeys(("gap", "desc"), "gaps"),
    **dict.fromkeys(("facsimile", "standOff", "sourceDoc", "interpGrp", "spanGrp"), "apparatus"),
    **dict.fromkeys(("interp", "span", "index", "certainty", "xenoData", "fsdDecl"), "apparatus"),
}
BLOCKS = frozenset(
    (
        *("TEI", "TEI.2", "teiCorpus", "text", "group", "front", "body", "back", "floatingText"),
        *("p", "ab", "u", "sp", "stage", "salute", "signed", "dateline", "byline"),
        *(
            "opener",
            "closer",
            "epigraph",
            "argument",
            "trailer",
            "postscript",
            "titlePage",
            "imprimatur",
        ),
        *("docTitle", "docAuthor", "docImprint", "docDate", "docEdition", "castList", "castItem"),
        *(
            "figure",
            "set",
            "prologue",
            "epilogue",
            "listBibl",
            "biblStruct",
            "div",
            "lg",
            "row",
            "cell",
        ),
        *(
            "listPerson",
            "listPlace",
            "person",
            "place",
            "entry",
            "entryFree",
            "cit",
            "formula",
            "bibl",
        ),
    )
)
OF_LINE = ("bibl",)  # a block only where no paragraph is around it
OF_VERSE = ("l", "lb", "pb", "cb", "milestone", "gb", "fw", "")  # may stand between lines
DIVISION = re.compile(r"div[1-7]?")
PIECES = ("p", "ab", "lg", "head", "list", "item", "sp", "u", "titlePart")  # what holds no block
INLINE = frozenset(
    (
        *("hi", "emph", "foreign", "name", "persName", "placeName", "orgName", "rs", "date", "num"),
        *(
            "ref",
            "seg",
            "s",
            "w",
            "pc",
            "c",
            "m",
            "mentioned",
            "term",
            "title",
            "q",
            "said",
            "abbr",
        ),
        *(
            "add",
            "unclear",
            "supplied",
            "orig",
            "sic",
            "choice",
            "ex",
            "g",
            "measure",
            "distinct",
            "lem",
        ),
        *(
            "pb",
            "cb",
            "milestone",
            "gb",
            "anchor",
            "ptr",
            "soCalled",
            "gloss",
            "damage",
            "subst",
            "time",
        ),
        *(
            "am",
            "restore",
            "retrace",
            "app",
            "surname",
            "forename",
            "roleName",
            "geogName",
            "street",
        ),
    )
)


def document(content: bytes) -> tuple[Document, str]:
    """Return a TEI document, and all its words by a second reading."""
    root = xml(content)
    to = Gathering()
    titles = (e for e in root.iter(etree.Element) if local(e) == "titleStmt")
    statement = next(titles, None)
    if statement is not None and len(statement) and local(statement[0]) == "title":
        to.title = printable("".join(statement[0].itertext()))
    to.language = next(
        (attribute(e, "lang") for e in root.iter(etree.Element) if local(e) == "text"), ""
    ) or attribute(root, "lang")
    reader = _Reader(Flow(to))
    reader.element(root)
    reader.flow.end_piece()
    return to.finished(), of_xml(root, INLINE)


class _Reader:
    """Walks through a document; ``depth`` counts the divisions that are open."""

    def __init__(self, flow: Flow, depth: int = 0) -> None:
        self.flow = flow
        self.depth = depth
        self.methods: dict[str, Callable[[etree._Element], None]] = {
            "lb": self._line_begins,
            "l": self._line,
            "lg": self._verse,
            "head": lambda element: self._block(element, "heading", self.depth),
            "speaker": lambda element: self._block(element, PLAIN),
            "titlePart": lambda element: self._block(element, "heading", 0),
            "list": self._list,
            "table": self._table,
            "note": self._note,
            **dict.fromkeys(("ref", "ptr"), self._reference),
            **dict.fromkeys(("quote", "q", "said"), self._quoted),
        }

    def element(self, element: etree._Element) -> None:
        """Read an element, and not what stands behind it."""
        name = local(element)
        if not name:
            if isinstance(element, etree._Entity):
                self._say(element.text)
        elif name in LEFT_OUT:
            words = " ".join(" ".join(element.itertext()).split()) or element.get("reason", "")
            self.flow.to.leave_out(LEFT_OUT[name], printable(words))
        elif name in self.methods:
            self.methods[name](element)
        elif DIVISION.fullmatch(name):
            self.depth += 1
            self._block(element, self.flow.shape)
            self.depth -= 1
        elif name in BLOCKS and not (name in OF_LINE and _within_piece(element)):
            self._block(element, self.flow.shape)
        else:
            self.inside(element)

    def inside(self, element: etree._Element) -> None:
        """Read what stands in an element."""
        self._say(element.text)
        for is_verse, parts in groupby(element, lambda part: local(part) in OF_VERSE):
            children = list(parts)
            if is_verse and self.flow.shape != "verse" and any(local(c) == "l" for c in children):
                self._lines(children)
                continue
            for child in children:
                self.element(child)
                self._say(child.tail)

    def _lines(self, children: Sequence[etree._Element]) -> None:
        """Read lines that stand in no group, as those of a speech: together they are a piece."""
        with self.flow.block("verse"):
            for child in children:
                self.element(child)
                self._say(child.tail)

    def _say(self, words: str | None) -> None:
        self.flow.say(WHITE.sub(" ", printable(words or "")))

    def _block(self, element: etree._Element, shape: str, level: int = 0) -> None:
        with self.flow.block(shape, level):
            self.inside(element)

    def _line_begins(self, element: etree._Element) -> None:
        """Read the end of a line: in prose it parts words, unless a word goes on."""
        goes_on = element.get("break") == "no"
        self.flow.say("\n" if self.flow.shape == "verse" else "" if goes_on else " ")

    def _line(self, element: etree._Element) -> None:
        self.flow.say("\n")
        self.inside(element)
        self.flow.say("\n")

    def _verse(self, element: etree._Element) -> None:
        """Read a group of lines: a piece, unless it holds groups itself."""
        self._block(element, "verse")

    def _list(self, element: etree._Element) -> None:
        self.flow.end_piece()
        self.flow.depth += 1
        kinds = " ".join((element.get("rend", ""), element.get("type", "")))
        is_counted, number = "ordered" in kinds or "numbered" in kinds, 0
        label = ""
        for child in element:
            if local(child) == "label":
                label = on_one_line(self._apart(child))
            elif local(child) == "item":
                number += 1
                own = label or added(child.get("n") or (f"{number}." if is_counted else "-"))
                self.flow.marker, label = f"{own}{added(' ')}", ""
                self._block(child, self.flow.shape)
                self.flow.marker = ""
            else:
                self.element(child)
            self._say(child.tail)
        self.flow.depth -= 1

    def _table(self, element: etree._Element) -> None:
        rows = [
            [cell for cell in row if local(cell) == "cell"]
            for row in element
            if local(row) == "row"
        ]
        plain = [["".join(cell.itertext()) for cell in row] for row in rows]
        if not flow.is_tabular(plain):
            self._block(element, self.flow.shape)
            return
        self.flow.end_piece()
        for part in element:
            if local(part) != "row":
                self.element(part)
        made = [[on_one_line(self._apart(cell)) for cell in row] for row in rows]
        self.flow.to.add(flow.table(made), "table")

    def _note(self, element: etree._Element) -> None:
        """Read a note: its mark stands where it stands, its words at the end."""
        key = self.flow.to.new_key()
        self.flow.say(self.flow.to.mark(key))
        self.flow.to.note(key, self._apart(element))

    def _apart(self, element: etree._Element) -> str:
        """Return what stands in an element as lines, which are no pieces of the document."""
        reader = _Reader(Flow(self.flow.to.inner()), self.depth)
        reader.inside(element)
        reader.flow.end_piece()
        return joined(reader.flow.to.pieces)

    def _reference(self, element: etree._Element) -> None:
        if target := element.get("target", ""):
            self.flow.to.leave_out("addresses of links", target)
        self.inside(element)

    def _quoted(self, element: etree._Element) -> None:
        holds = any(local(part) in PIECES for part in element)
        self._block(element, "quotation") if holds else self.inside(element)


def _within_piece(element: etree._Element) -> bool:
    return any(local(up) in (*PIECES, "cell", "note") for up in element.iterancestors())
