"""EPUB as a document: its chapters in their order of reading, each a page of XHTML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from reader.incoming import html, readings
from reader.incoming.archive import Archive, local
from reader.incoming.document import Document, Gathering, RefusalError, printable
from reader.incoming.encodings import of_page
from reader.incoming.html_notes import notes_of

CONTAINER = "META-INF/container.xml"
LOCKED = "META-INF/encryption.xml"
OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


def document(content: bytes) -> tuple[Document, str]:
    """Return a book as a document, and all its words by a second reading."""
    archive = Archive(content)
    _refuse_locked(archive)
    path = _package(archive)
    package = archive.xml(path)
    if package is None:
        raise RefusalError("it has no package file, so it is no EPUB", "get another copy of it")
    pages = {name: of_page(archive.read(name)) for name in _spine(archive, package, path)}
    to = Gathering()
    _about(package, to)
    parsed = {name: html.parsed(words) for name, words in pages.items() if words.strip()}
    notes = notes_of(parsed)
    for root in parsed.values():
        html.read(root, to, notes)
    return to.finished(), "\n".join(readings.of_html(words) for words in pages.values())


def _package(archive: Archive) -> str:
    container = archive.xml(CONTAINER)
    files = container.iter(etree.Element) if container is not None else ()
    return next((f.get("full-path", "") for f in files if local(f) == "rootfile"), "")


def _refuse_locked(archive: Archive) -> None:
    """Refuse a book whose chapters are locked; fonts often are, and nobody needs them here."""
    root = archive.xml(LOCKED)
    methods = root.iter(etree.Element) if root is not None else ()
    used = {m.get("Algorithm", "") for m in methods if local(m) == "EncryptionMethod"}
    if used - set(OF_FONTS):
        raise RefusalError("it is locked by its seller", "get a copy without a lock")


def _spine(archive: Archive, package: etree._Element, path: str) -> Iterator[str]:
    """Return the paths of the chapters in their order."""
    parts = {e.get("id", ""): e for e in package.iter(etree.Element) if local(e) == "item"}
    for place in package.iter(etree.Element):
        item = parts.get(place.get("idref", "")) if local(place) == "itemref" else None
        if item is not None and item.get("media-type") in PAGES:
            href = unquote(item.get("href", "").partition("#")[0])
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
            if name in archive.names:
                yield name


def _about(package: etree._Element, to: Gathering) -> None:
    """Take the title and the language, and name the rest of what a book says of itself."""
    for element in package.iter(etree.Element):
        words = printable(element.text or "").strip()
        if (
            not words
            or local(element.getparent() if element is not package else element) != "metadata"
        ):
            continue
        if local(element) == "title":
            to.title = to.title or words
        if local(element) == "language":
            to.language = to.language or words
        to.leave_out("what the book says of itself", f"{local(element)}: {words}")
