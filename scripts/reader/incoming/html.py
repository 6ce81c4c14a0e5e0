"""HTML and XHTML as a document; for Markdown and EPUB too, which become or hold such."""

from __future__ import annotations

import re
from collections.abc import Callable

import lxml.html
from lxml import etree

from reader.incoming import flow
from reader.incoming.archive import DEEPEST, attribute, deepest, local, xhtml
from reader.incoming.document import (
    Document,
    Gathering,
    RefusalError,
    added,
    joined,
    on_one_line,
    printable,
)
from reader.incoming.flow import Flow
from reader.incoming.html_notes import Notes, notes_of
from reader.incoming.html_parts import (
    ADDRESSES,
    ANEW,
    BLOCKS,
    LEFT_OUT,
    WORDLESS,
    all_text,
    is_hidden,
    markers,
)

WHITE = re.compile(r"[ \t\r\n\f]+")


def parsed(words: str) -> etree._Element:
    """Return the root of a page; XHTML that is well-formed is read as such."""
    if re.match(r"\s*(<\?xml|<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML)", words):
        try:
            return xhtml(words)
        except RefusalError:
            pass  # most pages that call themselves XHTML are not
    without = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", words)
    root = lxml.html.document_fromstring(without, ensure_head_body=True)
    if deepest(root) > DEEPEST:
        fix = "open it in a browser, and copy the text into a plain file"
        raise RefusalError(f"more than {DEEPEST} elements stand within one another", fix)
    return root


def document(words: str) -> Document:
    """Return a page of the web as a document."""
    root, to = parsed(words), Gathering()
    to.title = next((printable(t.text or "") for t in root.iter() if local(t) == "title"), "")
    to.language = root.get("lang") or attribute(root, "lang")
    read(root, to, notes_of({"": root}))
    return to.finished()


def read(root: etree._Element, to: Gathering, notes: Notes) -> None:
    """Add the words of a page, and its notes, to a document."""
    reader = _Reader(Flow(to), notes, _article(root))
    reader.element(root)
    reader.flow.end_piece()
    for body, key in notes.bodies.items():
        if body.getroottree().getroot() is root:
            to.note(key, reader.note(body))


def _article(root: etree._Element) -> etree._Element | None:
    """Return what a page marks as the words for which it is there, if it marks one thing."""
    for name in ("main", "article"):
        found = [element for element in root.iter() if local(element).lower() == name]
        if len(found) == 1 and "".join(found[0].itertext()).strip():
            return found[0]
    return None


class _Reader:
    """Walks through a page; ``article`` is the part that counts, or None for all of it."""

    def __init__(self, flow: Flow, notes: Notes, article: etree._Element | None) -> None:
        self.flow = flow
        self.notes = notes
        self.path = set(article.iterancestors()) if article is not None else set()
        self.article = article
        self.methods: dict[str, Callable[[etree._Element], None]] = {
            "br": lambda _: self.flow.say("\n"),
            "pre": self._as_typed,
            "blockquote": lambda element: self._block(element, "quotation"),
            "table": self._table,
            "ul": self._list,
            "ol": self._list,
            "li": self._item,
            "img": lambda element: self._leave("pictures", element.get("alt", "")),
            "a": self._link,
            "q": lambda element: self._between("“", element, "”"),
            "sup": self._raised,
            **{f"h{n}": self._heading for n in range(1, 7)},
        }

    def element(self, element: etree._Element) -> None:
        """Read an element, and not what stands behind it."""
        name = local(element).lower()
        if element in self.notes.bodies:
            self.flow.end_piece()
        elif not name:
            self._nameless(element)
        elif element in self.path:
            self._around(element)
        elif name in LEFT_OUT or is_hidden(element):
            words = "" if name in WORDLESS else all_text(element)
            self._leave(LEFT_OUT.get(name, "hidden elements"), words)
        elif name in self.methods:
            self.methods[name](element)
        elif name in BLOCKS:
            self._block(element, self.flow.shape)
        else:
            self.inside(element)

    def inside(self, element: etree._Element) -> None:
        """Read what stands in an element."""
        self._say(element.text)
        for child in element:
            self.element(child)
            self._say(child.tail)

    def note(self, body: etree._Element) -> str:
        """Return the words of a note without its own mark and the way back."""
        words = self._apart(body)
        label = re.match(
            rf"[\[(（［]?\s*{re.escape(self.notes.label(body))}\s*[\])）］]?[.:]?(\s+|$)", words
        )
        if not label or not label[0].strip():
            return words
        self._leave(ANEW, label[0])
        return words[label.end() :]

    def _apart(self, element: etree._Element) -> str:
        """Return what stands in an element as lines, which are no pieces of the document."""
        reader = _Reader(Flow(self.flow.to.inner()), self.notes, None)
        reader.inside(element)
        reader.flow.end_piece()
        return joined(reader.flow.to.pieces)

    def _say(self, words: str | None) -> None:
        given = printable(words or "")
        self.flow.say(given if self.flow.keeps_lines else WHITE.sub(" ", given))

    def _leave(self, kind: str, words: str) -> None:
        self.flow.to.leave_out(kind, printable(words))

    def _nameless(self, element: etree._Element) -> None:
        """Read a comment, or an entity that nobody declared."""
        if isinstance(element, etree._Entity):
            self._say(element.text)
        elif isinstance(element, etree._Comment):
            self._leave("comments", element.text or "")

    def _around(self, element: etree._Element) -> None:
        """Leave out what stands around the article, up to what holds it."""
        kind = "what stands around the article"
        self._leave_words(kind, element.text)
        for child in element:
            if (
                child is self.article
                or child in self.path
                or local(child) in LEFT_OUT
                or not local(child)
            ):
                self.element(child)
            else:
                self._leave_words(kind, all_text(child))
            self._leave_words(kind, child.tail)

    def _leave_words(self, kind: str, words: str | None) -> None:
        if words and words.strip():
            self._leave(kind, words)

    def _block(self, element: etree._Element, shape: str, level: int = 0) -> None:
        with self.flow.block(shape, level):
            self.inside(element)

    def _heading(self, element: etree._Element) -> None:
        self._block(element, "heading", int(local(element)[1]))

    def _as_typed(self, element: etree._Element) -> None:
        """Read what stands there with its own lines and spaces."""
        self.flow.end_piece()
        words = "".join(element.itertext())
        shape = "table" if re.search(r"\S[ \t]{2}|^[ \t]", words, re.MULTILINE) else "verse"
        before, self.flow.keeps_lines = self.flow.keeps_lines, True
        self._block(element, shape)
        self.flow.keeps_lines = before

    def _list(self, element: etree._Element) -> None:
        self.flow.end_piece()
        self.flow.depth += 1
        following = markers(element)
        for child in element:
            self.flow.marker = added(f"{next(following)} ") if local(child).lower() == "li" else ""
            self.element(child)
            self.flow.end_piece()
            self._say(child.tail)
        self.flow.marker = ""
        self.flow.depth -= 1

    def _item(self, element: etree._Element) -> None:
        self._block(element, self.flow.shape)

    def _table(self, element: etree._Element) -> None:
        rows = [row for row in element.iter() if local(row).lower() == "tr"]
        cells = [[c for c in row if local(c).lower() in ("td", "th")] for row in rows]
        plain = [["".join(cell.itertext()) for cell in row] for row in cells]
        inner = (part for part in element.iter() if part is not element)
        nests = any(
            local(p).lower() in ("table", "ul", "ol", "pre", "h1", "h2", "h3") for p in inner
        )
        if nests or not flow.is_tabular(plain):
            self._block(element, self.flow.shape)
            return
        self.flow.end_piece()
        for part in element:
            if local(part).lower() not in ("tr", "tbody", "thead", "tfoot"):
                self.element(part)
        self.flow.to.add(flow.table([[self._cell(c) for c in row] for row in cells]), "table")

    def _cell(self, element: etree._Element) -> str:
        return on_one_line(self._apart(element))

    def _link(self, element: etree._Element) -> None:
        if element in self.notes.marks:
            self._leave(ANEW, all_text(element))
            self.flow.say(self.flow.to.mark(self.notes.marks[element]))
        elif element in self.notes.backs:
            self._leave("links back from notes", all_text(element))
        else:
            href = element.get("href", "")
            if href and not href.startswith(("#", "javascript:")):
                self._leave(ADDRESSES, href)
            self.inside(element)

    def _between(self, before: str, element: etree._Element, after: str) -> None:
        self.flow.say(added(before))
        self.inside(element)
        self.flow.say(added(after))

    def _raised(self, element: etree._Element) -> None:
        """Read what is raised; a power keeps a sign of it, or 10² would become 102."""
        before = "".join(self.flow.words)[-1:]
        words = "".join(element.itertext()).strip()
        marks = any(part in self.notes.marks for part in element.iter())
        is_power = before.isdigit() and words[:1].isdigit() and not marks
        self._between("^" if is_power else "", element, "")
