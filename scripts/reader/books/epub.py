"""A text as an EPUB 3.3, with its glossary and its notes as pop-ups.

Reading systems that know them show a term's entry and a note beside the place; others
follow the link. The ids are those of the site: ``p4``, ``p4s2``, the names of entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker

from reader import stored
from reader.books import fonts
from reader.books.book import Block, Book
from reader.books.chapters import about, glossary, notes, sources, text, title
from reader.books.packed import packed
from reader.books.xhtml import LANG, TYPE, E, Node
from reader.interface import message
from reader.language import tags
from reader.language.words import bare

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
VENDOR = Path(__file__).parents[1] / "site" / "assets" / "vendor"
FONTS = (
    "source-serif-4-latin-400-normal.woff2",
    "source-serif-4-latin-400-italic.woff2",
    "source-serif-4-latin-600-normal.woff2",
    "source-serif-4.LICENSE.txt",
)
STYLE = Path(__file__).parent / "book.css"
MEDIA = {"xhtml": "application/xhtml+xml", "css": "text/css", "txt": "text/plain"}
MEDIA |= {"woff2": "font/woff2", "ttf": "font/ttf"}
Faces = tuple[tuple[str, str, Path], ...]  # name, range of characters, file
OWN_FACE = '"Source Serif 4", '
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
SUMMARY = message(
    "All of the book is text. Headings, a table of contents and a list of the numbered paragraphs "
    "lead through it. Terms are links to the glossary and numbers are links to the notes; each "
    "note leads back."
)
# The documents in reading order: file, title, and what it is.
CHAPTERS = (
    ("title", message("Title page"), "titlepage"),
    ("about", message("About this text"), "preface"),
    ("text", message("The text"), "bodymatter"),
    ("glossary", message("Glossary"), "glossary"),
    ("notes", "", "footnotes"),  # what they are called, the book knows
    ("sources", message("Sources"), "bibliography"),
)
LONG = {"text": "blocks", "glossary": "entries"}  # chapters, and what is in each alone
APART = ("blocks", "entries", "remarks", "works", "sha256")  # what chapters do not share
# What stands in each. They are made one after the other: of a long text each tree is large.
BODIES: Mapping[str, Callable[[Book], list[Node]]] = {
    "title": title,
    "about": about,
    "text": text,
    "glossary": glossary,
    "notes": notes,
    "sources": sources,
}


def epub(given: Book) -> bytes:
    """Return a book as an EPUB. The same book always gives the same bytes."""
    said = given.interface.gettext
    documents = {
        "EPUB/nav.xhtml": _page(given, said("Contents"), _navigation(given)),
        **{
            f"EPUB/{name}.xhtml": _chapter(given, heading, name)
            for name, heading, _ in _chapters(given)
        },
    }
    faces = _faces(documents.values())
    files = {
        "META-INF/container.xml": _written(_container()),
        "EPUB/package.opf": _written(_package(given, faces)),
        **documents,
        "EPUB/book.css": _style(faces),
        **{f"EPUB/fonts/{name}": content for name, content in _fonts()},
        **{f"EPUB/fonts/{_file(path)}": path.read_bytes() for _, _, path in faces},
    }
    return packed({"mimetype": b"application/epub+zip", **files}, given.date, stored=1)


def _chapter(given: Book, heading: str, name: str) -> bytes:
    """Return a chapter; a long one is stored, and is there again when only another has changed."""

    def make() -> bytes:
        return _page(given, heading, BODIES[name](given), name)

    if name not in LONG:
        return make()
    shared = {field: made for field, made in given.hashes.items() if field not in APART}
    made_of = stored.key_of(name, heading, given.hashes[LONG[name]], shared)
    return stored.content("chapters", made_of, ["lxml"], make)


@cache
def _fonts() -> tuple[tuple[str, bytes], ...]:
    return tuple((name, (VENDOR / name).read_bytes()) for name in FONTS)


def _faces(documents: Iterable[bytes]) -> Faces:
    """Return the faces for the scripts of a book's documents, with their ranges and files."""
    signs = {sign for document in documents for sign in set(document.decode())}
    return tuple(fonts.needed("".join(signs)))


def _file(path: Path) -> str:
    """Return the name of a font's file as the book has it: without the brackets of its axes."""
    return path.name.partition("[")[0] + path.suffix


def _style(faces: Faces) -> bytes:
    """Return the style sheet, with the faces of the book behind its own."""
    style = STYLE.read_text(encoding="utf-8")
    names = "".join(f'"{name}", ' for name, _, _ in faces)
    rules = "".join(
        f'\n@font-face {{\n  font-family: "{name}";\n  src: url("fonts/{_file(path)}");\n'
        f"  unicode-range: {fonts.unicode_range(signs)};\n}}\n"
        for name, signs, path in faces
    )
    return (style.replace(OWN_FACE, f"{OWN_FACE}{names}") + rules).encode()


def _written(root: Node, doctype: str = "") -> bytes:
    written = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{written}\n'.encode()


def _page(given: Book, title: str, body: Iterable[Node], name: str = "") -> bytes:
    language = given.language if name == "text" else given.interface.tag
    root = E.html(
        {"lang": language, LANG: language},
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
    return [
        (name, given.interface.gettext(title) if title else given.notes_title, kind)
        for name, title, kind in CHAPTERS
        if name not in empty
    ]


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


def _package(given: Book, faces: Faces) -> Node:
    make = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
    names = ["nav.xhtml", *(f"{name}.xhtml" for name, *_ in _chapters(given)), "book.css"]
    names += [f"fonts/{name}" for name in FONTS]
    names += [f"fonts/{_file(path)}" for _, _, path in faces]
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
        make.spine(*order, **_progression(given)),
    )


def _progression(given: Book) -> dict[str, str]:
    is_rtl = tags.is_rtl(given.language)
    return {"page-progression-direction": "rtl"} if is_rtl else {}


def _item(name: str) -> str:
    return "item-" + name.replace("/", "-").replace(".", "-")


def _metadata(given: Book, make: ElementMaker) -> Iterator[Node]:
    core = ElementMaker(namespace=DC, nsmap={"dc": DC})
    yield core.identifier(given.urn, id="id")
    yield core.title(given.title)
    for language in (given.language, given.original_language):
        if language:
            yield core.language(language)
    yield core.creator(given.site)
    yield core.date(given.date)
    yield core.rights(f"{given.license} {given.licensed}")
    properties = (
        ("dcterms:modified", f"{given.date}T00:00:00Z"),
        ("dcterms:provenance", f"SHA-256 of the source text: {given.sha256}"),
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        *(("schema:accessibilityFeature", feature) for feature in FEATURES),
        ("schema:accessibilityHazard", "none"),
        ("schema:accessibilitySummary", _summary(given)),
        ("pageBreakSource", "none"),
    )
    for name, value in properties:
        yield make.meta(value, property=name)


def _summary(given: Book) -> str:
    said, names = given.interface.gettext, given.interface.listed(given.marked)
    marked = given.interface.ngettext(
        "{names} is marked as such.", "{names} are marked as such.", len(given.marked), names=names
    )
    return given.interface.sentences(
        said(SUMMARY),
        *([marked] if given.marked else []),
        said("There are no pictures, sounds or scripts."),
    )


def _navigation(given: Book) -> Iterator[Node]:
    said = given.interface.gettext
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
    yield _nav("toc", "doc-toc", said("Contents"), listed)
    marks = (E.li(E.a({TYPE: kind}, title, href=f"{n}.xhtml")) for n, title, kind in chapters)
    yield _nav("landmarks", "", said("Landmarks"), marks)
    blocks = (block for block in given.blocks if not block.heading)
    pages = (E.li(E.a(block.id, href=f"text.xhtml#page-{block.id}")) for block in blocks)
    yield _nav("page-list", "doc-pagelist", said("Paragraphs"), pages)


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
