"""What a reader takes away: the site as a zip, the EPUB, the PDF, the TEI, and the data.

An EPUB is made in every build. The PDF and the zip take longer; they are made for a
release, before the site, and handed to it as files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from reader import stored
from reader.books import fonts
from reader.books.book import Book, book
from reader.books.epub import epub
from reader.data.exports import Export
from reader.edition.index import Index
from reader.history import paths
from reader.interface import message
from reader.seeds import drafts

EPUB = "application/epub+zip"
PDF = "application/pdf"
ZIP = "application/zip"


def carriers(index: Index, files: Mapping[str, bytes]) -> Iterator[Export]:
    """Return the carriers that the site offers: its EPUBs, and the ``files`` made before it.

    A carrier that may exist but was not made is left out.
    """
    for text in index.texts.values():
        page = paths.text(text.id)
        yield Export(
            paths.download(f"{text.id}.epub"),
            _epub(book(index, text)),
            EPUB,
            "EPUB 3.3",
            message("For reading devices and apps: terms and notes open beside the place."),
            page,
        )
        pdf = f"{text.id}.pdf"
        if pdf in files:
            yield Export(
                paths.download(pdf),
                files[pdf],
                PDF,
                "PDF",
                message("For paper and for citing: numbered paragraphs, bookmarks, tags."),
                page,
            )
    for name, content in files.items():
        if name.endswith(".zip"):
            yield Export(
                paths.download(name),
                content,
                ZIP,
                "Zip",
                message(
                    "This site as a folder. Unpack it and open index.html: no network is needed."
                ),
                paths.HOME,
            )


def made_before() -> dict[str, bytes]:
    """Return the files, by name, that the command ``dist`` made for the site to offer."""
    folder = os.environ.get("READER_CARRIERS")
    found = sorted(Path(folder).iterdir()) if folder else []
    return {path.name: path.read_bytes() for path in found}


def _epub(given: Book) -> bytes:
    """Return a book as an EPUB; one that says the same was stored, it may be, and is not made."""
    made_of = stored.key_of(given.hashes, fonts.state())
    return stored.content("epub", made_of, ["lxml"], partial(epub, given))


def zip_name(title: str, date: str) -> str:
    """Return the name of the zip of the site of a collection that has a title."""
    return f"{drafts.address(title) or 'reader'}-{date}-site.zip"
