"""Second readings: all words of a source, read in the simplest way, for the proof to compare.

They share nothing with the readers of the formats but the way to open a file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from lxml import etree

from reader.incoming.archive import Archive, attribute, local
from reader.incoming.document import printable

# Elements of HTML and TEI that stand within words; each other one parts two.
INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "mark", "meter", "nobr", "output", "progress", "q"),
        *(
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "time",
            "tt",
            "u",
            "var",
            "wbr",
            "input",
        ),
        *("ruby", "rb", "math", "mi", "mn", "mo", "mrow", "msup", "msub", "mtext", "semantics"),
    )
)
UNREAD = ("script", "style")
OF_FIELD = ("instrText", "delInstrText")
OF_WORD = ("t", "delText", *OF_FIELD)
FALLBACK = "Fallback"  # it says again, for old programs, what stands beside it
LIST_NUMBER = re.compile(r"^[ \t>]*(?:[-+*][ \t]+)*\d{1,9}[.)](?=[ \t]|$)", re.MULTILINE)


class _Text(HTMLParser):
    """Takes the characters of a page; Python's own parser, which is none of lxml's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.unread += tag in UNREAD
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in UNREAD))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.said.append(data)

    def unknown_decl(self, data: str) -> None:
        self.said.append(data.removeprefix("CDATA["))

    def _part(self, tag: str) -> None:
        if tag.rpartition(":")[2] not in INLINE:
            self.said.append("\n")


def of_html(words: str) -> str:
    """Return the words of a page."""
    reader = _Text()
    reader.feed(words)
    reader.close()
    return printable("".join(reader.said))


def of_markdown(words: str) -> str:
    """Return what stands in a Markdown file, but for the numbers of lists."""
    return printable(html.unescape(LIST_NUMBER.sub("", words)))


def of_docx(archive: Archive, parts: Iterable[str]) -> str:
    """Return the words in some parts of a document of a word processor."""
    return printable("\n".join(_of_part(archive, part) for part in parts))


def _of_part(archive: Archive, part: str) -> str:
    root = archive.xml(part)
    said: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        name = local(element)
        if name == "r" and any(local(own) == "vanish" for own in element.iter()):
            said.append("\n")
        if event == "end":
            parts = name in ("p", "tc", "tr", "txbxContent", "comment", "del", "moveFrom")
            said.append("\n" if parts else "")
        elif name in OF_WORD and not any(local(up) == FALLBACK for up in element.iterancestors()):
            between = "\n" if name in OF_FIELD else ""
            said.append(f"{between}{element.text or ''}{between}")
        elif name in ("tab", "br", "cr", "ptab"):
            said.append("\n" if local(element.getparent()) == "r" else "")
        elif name == "noBreakHyphen":
            said.append("\u2011")
        elif name == "softHyphen":
            said.append("\u00ad")
        elif name in ("rt", "rubyBase", "del", "moveFrom", "num", "den", "sup", "sub"):
            said.append("\n")
        elif name == "sym":
            said.append(f"\n{attribute(element, 'char')}\n")
    return "".join(said)


def of_xml(root: etree._Element, inline: frozenset[str]) -> str:
    """Return all words of an XML document; ``inline`` are the elements that part no words."""
    said: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        name = local(element)
        part = "" if name in inline or not name else "\n"
        if event == "start":
            said += (part, element.text or "")
        elif event == "end":
            said += (part, element.tail or "" if element is not root else "")
        else:
            said.append(element.tail or "")
    return printable("".join(said))
