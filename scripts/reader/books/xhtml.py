"""XHTML: the runs and parts of a book as elements of an EPUB's documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from lxml.builder import ElementMaker

from reader.books.runs import Part, Run
from reader.language import tags
from reader.language.words import MARK_OF, SOFT_BREAKS

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
SIGN_OF = {ord(mark): sign for sign, mark in MARK_OF.items()}
FOOTMARKS = {  # of the text's own footnotes
    "noteref": {TYPE: "noteref", "role": "doc-noteref", "class": "noteref"},
    "footnote": {TYPE: "backlink", "role": "doc-backlink"},
}
URI = "%/:?#[]@!$&'()*+,;=~"
Node = Any  # an element of lxml, or a string
E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


def prose(parts: Iterable[Part], heading: Any) -> Iterator[Node]:
    """Return prose as elements; headings in it are those of a level."""
    for part in parts:
        if part.kind == "heading":
            yield heading(*inline(part.lines[0]))
        elif part.kind == "paragraph":
            yield from (E.p(*inline(line)) for line in part.lines)
        else:
            make = E.ol if part.kind == "numbers" else E.ul
            yield make(*(E.li(*inline(line)) for line in part.lines))


def inline(runs: Iterable[Run]) -> Iterator[Node]:
    """Return runs as elements and words."""
    for run in runs:
        made = _words_of(run.words)
        if run.language:
            made = [E.span(lang(run.language), *made)]
        if run.emphasis:
            made = [E.em(*made)]
        yield from [_linked(run, *made)] if run.kind else made


def _words_of(words: str) -> list[Node]:
    """Return words with what is marked as a soft break in elements that are not shown."""
    parts = SOFT_BREAKS.split(words)
    return [
        E.span({"class": "line-end"}, part.translate(SIGN_OF)) if number % 2 else part
        for number, part in enumerate(parts)
        if part
    ]


def _linked(run: Run, *inner: Node) -> Node:
    own = {"id": run.id} if run.id else {}
    if run.kind == "term":
        kind = {TYPE: "glossref", "role": "doc-glossref", "class": "term"}
        return E.a({**kind, "href": f"glossary.xhtml#{run.target}", **own}, *inner)
    if run.kind == "note":
        kind = {TYPE: "noteref", "role": "doc-noteref", "class": "mark" if run.id else "reference"}
        return E.a({**kind, "href": f"notes.xhtml#note-{run.target}", **own}, *inner)
    if run.kind in FOOTMARKS:
        return E.a({**FOOTMARKS[run.kind], "href": f"text.xhtml#{run.target}", **own}, *inner)
    if run.kind == "cite":
        link = {"role": "doc-biblioref", "href": f"sources.xhtml#source-{run.target}"}
        return E.sup("[", E.a(link, *inner), "]")
    if run.kind == "link":
        return web_link(run.target, *inner)
    page = "glossary" if run.kind == "entry" else "text"
    return E.a({"href": f"{page}.xhtml#{run.target}"}, *inner)


def web_link(address: str, *words: Node) -> Node:
    """Return a link to an address."""
    return E.a({"href": quote(address, safe=URI)}, *(words or (address,)))


def lang(code: str) -> dict[str, str]:
    """Return the attributes that name a language, and its direction if it is the rarer one."""
    return {"lang": code, LANG: code, **({"dir": "rtl"} if tags.is_rtl(code) else {})}
