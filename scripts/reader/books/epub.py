"""A text as an EPUB 3.3, with its glossary and its translation notes as pop-ups.

Reading systems that know them show a term's entry and a note beside the place; others
follow the link. The ids are those of the site: ``p4``, ``p4s2``, the names of entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker

from reader.books import book
from reader.books.book import Block, Book, Entry, Part, Remark, Run
from reader.books.packed import packed
from reader.data.names import LICENSE
from reader.language.words import VEIL, VEILED, bare

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"
UNVEILED = dict(zip(map(ord, VEIL), ("\n", " ", ""), strict=True))
URI = "%/:?#[]@!$&'()*+,;=~"
VENDOR = Path(__file__).parents[3] / "docs" / "assets" / "vendor"
FONTS = (
    "source-serif-4-latin-400-normal.woff2",
    "source-serif-4-latin-400-italic.woff2",
    "source-serif-4-latin-600-normal.woff2",
    "source-serif-4.LICENSE.txt",
)
STYLE = Path(__file__).parent / "book.css"
MEDIA = {"xhtml": "application/xhtml+xml", "css": "text/css", "txt": "text/plain"}
MEDIA["woff2"] = "font/woff2"
FEATURES = (
    "ARIA",
    "displayTransformability",
    "pageBreakMarkers",
    "pageNavigation",
    "readingOrder",
    "rubyAnnotations",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
SUMMARY = (
    "All of the book is text. Headings, a table of contents and a list of the numbered paragraphs "
    "lead through it. Terms are links to the glossary and numbers are links to the notes; each "
    "note leads back. Chinese and pinyin are marked as such. There are no pictures, sounds or "
    "scripts."
)
# The documents in reading order: file, title, and what it is.
CHAPTERS = (
    ("title", "Title page", "titlepage"),
    ("about", "About this text", "preface"),
    ("text", "The text", "bodymatter"),
    ("glossary", "Glossary", "glossary"),
    ("notes", "Notes on the translation", "footnotes"),
    ("sources", "Sources", "bibliography"),
)
Node = Any  # an element of lxml, or a string
E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


def epub(given: Book) -> bytes:
    """Return a book as an EPUB. The same book always gives the same bytes."""
    pages = {
        "title": _title(given),
        "about": _about(given),
        "text": _text(given),
        "glossary": _glossary(given),
        "notes": _notes(given),
        "sources": _sources(given),
    }
    files = {
        "META-INF/container.xml": _written(_container()),
        "EPUB/package.opf": _written(_package(given)),
        "EPUB/nav.xhtml": _page(given, "Contents", _navigation(given)),
        **{
            f"EPUB/{name}.xhtml": _page(given, title, pages[name])
            for name, title, _ in CHAPTERS
            if pages[name]
        },
        "EPUB/book.css": STYLE.read_bytes(),
        **{f"EPUB/fonts/{name}": content for name, content in _fonts()},
    }
    return packed({"mimetype": b"application/epub+zip", **files}, given.date, stored=1)


@cache
def _fonts() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, (VENDOR / name).read_bytes()) for name in FONTS)


def _written(root: Node, doctype: str = "") -> bytes:
    written = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{written}\n'.encode()


def _page(given: Book, title: str, body: Iterable[Node]) -> bytes:
    root = E.html(
        {"lang": given.language, LANG: given.language},
        E.head(E.title(f"{title} · {given.label}"), E.link(rel="stylesheet", href="book.css")),
        E.body(*body),
    )
    return _written(root, "<!DOCTYPE html>\n")


def _chapters(given: Book) -> list[tuple[str, str, str]]:
    """Return the chapters that a book has; one without notes or sources lacks theirs."""
    empty = {
        name
        for name, things in (
            ("glossary", given.entries),
            ("notes", given.remarks),
            ("sources", given.works),
        )
        if not things
    }
    return [chapter for chapter in CHAPTERS if chapter[0] not in empty]


# The package


def _container() -> Node:
    root = etree.Element(f"{{{CONTAINER}}}container", {"version": "1.0"}, {None: CONTAINER})
    files = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    etree.SubElement(
        files,
        f"{{{CONTAINER}}}rootfile",
        {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"},
    )
    return root


def _package(given: Book) -> Node:
    make = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
    names = ["nav.xhtml", *(f"{name}.xhtml" for name, *_ in _chapters(given)), "book.css"]
    names += [f"fonts/{name}" for name in FONTS]
    items = [
        make.item(
            id=_item(name),
            href=name,
            **{"media-type": MEDIA[name.rpartition(".")[2]]},
            **({"properties": "nav"} if name == "nav.xhtml" else {}),
        )
        for name in names
    ]
    order = [make.itemref(idref=_item(f"{name}.xhtml")) for name, *_ in _chapters(given)]
    return make.package(
        {"version": "3.0", "unique-identifier": "id", LANG: given.language},
        make.metadata(*_metadata(given, make)),
        make.manifest(*items),
        make.spine(*order),
    )


def _item(name: str) -> str:
    return "item-" + name.replace("/", "-").replace(".", "-")


def _metadata(given: Book, make: ElementMaker) -> Iterator[Node]:
    core = ElementMaker(namespace=DC, nsmap={"dc": DC})
    yield core.identifier(given.urn, id="id")
    yield core.title(given.title)
    for language in (given.language, given.original_language):
        if language:
            yield core.language(language)
    yield core.creator("Annotated reader")
    yield core.date(given.date)
    yield core.rights(f"{given.license} {LICENSE}")
    properties = (
        ("dcterms:modified", f"{given.date}T00:00:00Z"),
        ("dcterms:provenance", f"SHA-256 of the source text: {given.sha256}"),
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in FEATURES),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", SUMMARY),
        ("pageBreakSource", "none"),
    )
    for name, value in properties:
        yield make.meta(value, property=name)


def _navigation(given: Book) -> Iterator[Node]:
    chapters = _chapters(given)
    nested = {
        "text": [(block.id, _numbered(block)) for block in given.blocks if _listed(block)],
        "glossary": [(entry.id, entry.headword) for entry in given.entries],
    }
    listed = (
        E.li(
            E.a(title, href=f"{name}.xhtml"),
            *_anchors(f"{name}.xhtml", nested.get(name, [])),
        )
        for name, title, _ in chapters
    )
    yield _nav("toc", "doc-toc", "Contents", listed)
    marks = (E.li(E.a({TYPE: kind}, title, href=f"{n}.xhtml")) for n, title, kind in chapters)
    yield _nav("landmarks", "", "Landmarks", marks)
    blocks = (block for block in given.blocks if not block.heading)
    pages = (E.li(E.a(block.id, href=f"text.xhtml#page-{block.id}")) for block in blocks)
    yield _nav("page-list", "doc-pagelist", "Paragraphs", pages)


def _nav(kind: str, role: str, title: str, items: Iterable[Node]) -> Node:
    given = {"role": role} if role else {}
    made = E.nav({TYPE: kind, "aria-label": title, **given}, E.h2(title), E.ol(*items))
    if kind != "toc":
        made.set("hidden", "hidden")
    return made


def _anchors(page: str, things: list[tuple[str, str]]) -> list[Node]:
    items = [E.li(E.a(words, href=f"{page}#{name}")) for name, words in things]
    return [E.ol(*items)] if items else []


def _listed(block: Block) -> bool:
    return bool(block.shape) or not block.heading


def _numbered(block: Block) -> str:
    if block.heading:
        words = "".join(run.words for _, runs in block.sentences for run in runs if not run.id)
        return " ".join(bare(words).split())
    return f"{block.label} {block.title}".strip()


# The chapters


def _title(given: Book) -> list[Node]:
    lines = [E.p({"class": "subtitle", **_lang("zh-Hans")}, given.chinese)] if given.chinese else []
    lines += [
        E.p("Annotated reader"),
        E.p(f"Edition of {given.date}"),
        *([E.p(_link(given.address))] if given.address else []),
        E.p({"class": "hash"}, "SHA-256 of the text: ", E.code(given.sha256)),
        E.p({"class": "small"}, given.license, " ", _link(LICENSE)),
        E.p({"class": "small"}, "The typeface is Source Serif 4, under the SIL Open Font License."),
    ]
    return [E.section({TYPE: "titlepage", "class": "title"}, E.h1(given.title), *lines)]


def _about(given: Book) -> list[Node]:
    facts = (pair for name, runs in given.facts for pair in (E.dt(name), E.dd(*_runs(runs))))
    return [
        E.section(
            {TYPE: "preface", "role": "doc-preface"},
            E.h1("About this text"),
            E.dl(*facts, E.dt("Edition"), E.dd(given.date)),
            E.h2("Provenance"),
            *_parts(given.provenance, E.h3),
            E.h2("Unaltered"),
            E.p(
                f"Without the numbers{', the original' if given.original_language else ''} and "
                "the links, the text in this book is its source, character for character. The "
                "source has this SHA-256:"
            ),
            E.p({"class": "hash"}, E.code(given.sha256)),
        )
    ]


def _text(given: Book) -> list[Node]:
    headings = [block for block in given.blocks if block.heading and not block.shape]
    top = [
        node
        for number, block in enumerate(headings, 1)
        for node in (
            _words(E.h1, block) if number == len(headings) else _words(E.p, block, "heading"),
            *_original(given, block),
        )
    ] or [E.h1(given.title)]
    warned = [node for block in headings for node in _alarms(block)]
    blocks = (block for block in given.blocks if block.shape or not block.heading)
    units = (node for block in blocks for node in _unit(given, block))
    return [E.section({TYPE: "chapter", "role": "doc-chapter"}, *top, *warned, *units)]


def _unit(given: Book, block: Block) -> list[Node]:
    if block.heading:
        make = E.h2 if block.shape == "heading" else E.h3
        return [_words(make, block), *_original(given, block)]
    title = [" ", E.span({"class": "outline"}, block.title)] if block.title else []
    words = f"paragraph {block.id[1:]}"
    mark = {TYPE: "pagebreak", "role": "doc-pagebreak", "aria-label": words}
    return [
        E.section(
            {"aria-labelledby": f"label-{block.id}"},
            E.span({"id": f"page-{block.id}", **mark}, ""),
            E.h2({"id": f"label-{block.id}", "class": "label"}, block.label, *title),
            _shaped(block),
            *_original(given, block),
            *_alarms(block),
        )
    ]


def _original(given: Book, block: Block) -> list[Node]:
    """Return what a block translates, if the book has it."""
    if not block.original:
        return []
    return [E.div({"class": "original", **_lang(given.original_language)}, _shaped(block.original))]


def _shaped(block: Block) -> Node:
    words = _words(E.ul if block.shape == "list" else E.p, block)
    return E.blockquote(words) if block.shape == "quotation" else words


def _words(make: Any, block: Block, kind: str = "") -> Node:
    """Return the words of a paragraph, its marks among them, and nothing else."""
    names = ("words", kind, block.shape.partition(" ")[0], "spaced" if block.spaced else "")
    kinds = " ".join(part for part in names if part)
    sentences = (E.span({"id": name}, *_runs(runs)) for name, runs in block.sentences)
    parts: Iterable[Node] = sentences
    if block.shape == "list":
        parts = (E.li(*islice(sentences, count)) for count in block.lines)
    return make({"id": block.id, "class": kinds}, *parts)


def _alarms(block: Block) -> list[Node]:
    return [E.aside({"class": "alarm"}, E.p(*_runs(runs))) for runs in block.alarms]


def _glossary(given: Book) -> list[Node]:
    if not given.entries:
        return []
    items = (node for entry in given.entries for node in _entry(entry))
    return [
        E.section(
            {TYPE: "glossary", "role": "doc-glossary"},
            E.h1("Glossary"),
            E.dl({"class": "glossary"}, *items),
        )
    ]


def _entry(entry: Entry) -> Iterator[Node]:
    pinyin = _lang("zh-Latn-pinyin")
    ruby = E.ruby(_lang("zh-Hans"), entry.chinese, E.rp("("), E.rt(pinyin, entry.pinyin), E.rp(")"))
    other = [" traditional ", E.span(_lang("zh-Hant"), entry.traditional)]
    yield E.dt(
        {"id": entry.id},
        E.dfn({TYPE: "glossterm"}, entry.headword),
        " ",
        ruby,
        *(other if entry.traditional else []),
    )
    yield E.dd(
        {TYPE: "glossdef"}, *_parts(entry.parts, lambda *nodes: E.p({"class": "sub"}, *nodes))
    )


def _notes(given: Book) -> list[Node]:
    if not given.remarks:
        return []
    items = map(_remark, given.remarks)
    return [E.section({TYPE: "footnotes"}, E.h1("Notes on the translation"), *items)]


def _remark(remark: Remark) -> Node:
    # Not an aside: some reading systems hide those, and this chapter would be empty.
    return E.div(
        {TYPE: "footnote", "role": "doc-footnote", "id": f"note-{remark.number}", "class": "note"},
        E.p({"class": "sub"}, f"Note {remark.number}", *_back(remark)),
        *_parts(remark.parts, lambda *nodes: E.p({"class": "sub"}, *nodes)),
    )


def _back(remark: Remark) -> Iterator[Node]:
    """Return links to the marks of a note; several in one paragraph are told apart by number."""
    for block, marks in groupby(remark.marks, lambda mark: mark[1]):
        for number, (name, _) in enumerate(marks, 1):
            words = book.label(block) + (f" ({number})" if number > 1 else "")
            yield " "
            yield E.a({"role": "doc-backlink", "href": f"text.xhtml#{name}"}, words)


def _sources(given: Book) -> list[Node]:
    if not given.works:
        return []
    items = (E.li({"id": f"source-{work.key}"}, *_runs(work.runs)) for work in given.works)
    return [
        E.section(
            {TYPE: "bibliography", "role": "doc-bibliography"},
            E.h1("Sources"),
            E.ol({"class": "sources"}, *items),
        )
    ]


# Prose and runs


def _parts(parts: Iterable[Part], heading: Any) -> Iterator[Node]:
    for part in parts:
        if part.kind == "heading":
            yield heading(*_runs(part.lines[0]))
        elif part.kind == "paragraph":
            yield from (E.p(*_runs(line)) for line in part.lines)
        else:
            make = E.ol if part.kind == "numbers" else E.ul
            yield make(*(E.li(*_runs(line)) for line in part.lines))


def _runs(runs: Iterable[Run]) -> Iterator[Node]:
    for run in runs:
        made = _words_of(run.words)
        if run.chinese:
            made = [E.span(_lang("zh-Hans"), *made)]
        if run.emphasis:
            made = [E.em(*made)]
        yield from [_linked(run, *made)] if run.kind else made


def _words_of(words: str) -> list[Node]:
    """Return words with what is veiled in elements that are not shown."""
    parts = VEILED.split(words)
    return [
        E.span({"class": "line-end"}, part.translate(UNVEILED)) if number % 2 else part
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
    if run.kind == "cite":
        link = {"role": "doc-biblioref", "href": f"sources.xhtml#source-{run.target}"}
        return E.sup("[", E.a(link, *inner), "]")
    if run.kind == "link":
        return _link(run.target, *inner)
    page = "glossary" if run.kind == "entry" else "text"
    return E.a({"href": f"{page}.xhtml#{run.target}"}, *inner)


def _link(address: str, *words: Node) -> Node:
    return E.a({"href": quote(address, safe=URI)}, *(words or (address,)))


def _lang(code: str) -> dict[str, str]:
    return {"lang": code, LANG: code}
