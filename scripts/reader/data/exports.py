"""The data exports: the edition in the formats of others, each a pure function of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from reader.data import (
    anki,
    bibliography,
    cards,
    crate,
    dts,
    edition,
    feed,
    linkset,
    llms,
    plain,
    schema,
    skos,
    table,
    tbx,
    tei,
    webannotations,
)
from reader.data.linkset import DESCRIBES, ITEM
from reader.edition.index import Index
from reader.history import paths
from reader.interface import message
from reader.model import Output, Text


@dataclass(frozen=True)
class Export:
    """A file of data: its format, what it is for, and the pages whose heads link to it.

    ``made`` is its content, or what makes it when it is written. ``rel`` says what it is to
    those pages by the Signposting profile: ``item`` has their content, ``describedby`` tells of
    it.

    One without a purpose is not listed: it belongs to one that is.
    """

    path: str
    made: str | bytes | Callable[[], str | bytes]
    media: str
    format: str = ""
    purpose: str = ""
    page: str = ""
    also: str = ""
    rel: str = ""

    @property
    def output(self) -> Output:
        """The file as an output of the build."""
        return Output(self.path, self.made, "seeds")

    @property
    def content(self) -> str:
        """The content of a file of text."""
        return self.output.content


def exports(index: Index) -> Iterator[Export]:
    """Return every file of data, in the order in which the Data page lists them."""
    files = (*_files(index),)
    if index.edition.address:
        files = (*files, _linkset(index, files))
    yield from files
    listed = [(file.path, file.format, file.purpose) for file in files if file.purpose]
    yield Export(
        llms.PATH,
        llms.llms(index, listed),
        "text/plain",
        "llms.txt",
        message("What stands where, and what a program must know that quotes for people."),
        paths.DATA,
    )


def _linkset(index: Index, files: Iterable[Export]) -> Export:
    roles = [
        (page, file.path, file.media, file.rel)
        for file in files
        for page in (file.page, file.also)
        if page and file.rel
    ]
    return Export(
        linkset.PATH,
        linkset.linkset(index, roles),
        linkset.MEDIA,
        message("Link set"),
        message(
            "Which files have the content of a page, and which describe it, by the Signposting "
            "profile."
        ),
        paths.HOME,
        rel=linkset.LINKSET,
    )


def _files(index: Index) -> Iterator[Export]:
    yield from _edition(index)
    for text in index.texts.values():
        yield from _text(index, text)
    yield from _glossary(index)
    yield from _feed(index)
    yield from _sources(index)
    yield Export(
        paths.data("dts/index.json"),
        dts.entry(index),
        "application/ld+json",
        "DTS 1.0",
        message(
            "Find the texts, the numbers of their paragraphs and sentences, and their TEI, with a "
            "client of Distributed Text Services."
        ),
        paths.HOME,
        rel=DESCRIBES,
    )
    about = {dts.about(text): paths.text(text.id) for text in index.texts.values()}
    for path, content in dts.files(index):
        page = about.get(path, "")
        yield Export(path, content, "application/ld+json", "DTS 1.0", page=page, rel=DESCRIBES)
    yield from _cards(index)


def _edition(index: Index) -> Iterator[Export]:
    yield Export(
        paths.data("edition.json"),
        partial(edition.edition, index),
        "application/json",
        "JSON",
        message("Everything in one file, for programs: texts, glossary, mentions, notes, sources."),
        paths.HOME,
        rel=ITEM,
    )
    yield Export(
        paths.data("edition.schema.json"),
        schema.schema(index.collection),
        "application/schema+json",
        "JSON Schema",
        message("What stands in that file, and a way to check it."),
        paths.DATA,
    )
    yield Export(
        paths.data(crate.CITATION),
        crate.cff(index),
        "application/yaml",
        "Citation File Format",
        message("How to cite the edition as a whole, for GitHub, Zotero and Zenodo."),
        paths.DATA,
        also=paths.HOME,
        rel=DESCRIBES,
    )


def _text(index: Index, text: Text) -> Iterator[Export]:
    page = paths.text(text.id)
    yield Export(
        paths.data_of(text.id, "tei.xml"),
        tei.tei(index, text),
        "application/tei+xml",
        "TEI P5",
        message(
            "For editors of texts and their tools; mentions and notes stand apart from the words."
        ),
        page,
        rel=ITEM,
    )
    yield Export(
        paths.data_of(text.id, "annotations.jsonld"),
        partial(webannotations.web_annotations, index, text),
        "application/ld+json",
        "Web Annotations",
        message("The mentions and notes alone, to be laid over the text by annotation tools."),
        page,
        rel=DESCRIBES,
    )
    yield Export(
        paths.data_of(text.id, "txt"),
        plain.plain(text),
        "text/plain",
        message("Plain text"),
        message(
            "To read, search and count with any tool; each paragraph has its number in front of it."
        ),
        page,
        rel=ITEM,
    )
    if text.original:
        yield Export(
            paths.data_of(text.id, "original.txt"),
            plain.original(text),
            "text/plain",
            message("Original in plain text"),
            message("What the text translates; each paragraph has the number of its translation."),
            page,
            rel=ITEM,
        )


def _glossary(index: Index) -> Iterator[Export]:
    yield Export(
        paths.data("glossary.ttl"),
        skos.turtle(index),
        "text/turtle",
        message("SKOS in Turtle"),
        message("The glossary for thesaurus tools and linked data."),
        paths.GLOSSARY,
        rel=DESCRIBES,
    )
    yield Export(
        paths.data("glossary.csv"),
        table.table(index),
        "text/csv",
        "CSV",
        message("The glossary for spreadsheets, in UTF-8: an entry a row."),
        paths.GLOSSARY,
        rel=ITEM,
    )
    if not index.terms:
        return  # the format knows no empty list of entries
    yield Export(
        paths.data("glossary.tbx"),
        tbx.tbx(index),
        "application/x-tbx",
        "TBX-Basic",
        message("The glossary for translators’ tools: TBX of 2019 (ISO 30042), style DCA."),
        paths.GLOSSARY,
    )
    yield Export(
        paths.data("glossary.anki.txt"),
        anki.anki(index),
        "text/plain",
        "Anki",
        message(
            "The glossary as cards to learn with, in both directions: choose File, then Import, in "
            "Anki. A later file changes the cards that you have."
        ),
        paths.GLOSSARY,
    )


def _feed(index: Index) -> Iterator[Export]:
    yield Export(
        paths.FEED,
        feed.feed(index),
        "application/atom+xml",
        "Atom",
        message("Give its address to a feed reader, and it tells you when an entry changes."),
        paths.GLOSSARY,
        also=paths.HOME,
    )


def _cards(index: Index) -> Iterator[Export]:
    yield Export(
        paths.data("cards.schema.json"),
        cards.schema(index.collection),
        "application/schema+json",
        "JSON Schema",
        message(
            "What stands in a card: a small JSON file for each entry and paragraph, such as "
            "cards/texts/NAME/p1.json, for sites that link to them."
        ),
        paths.DATA,
    )
    for path, content in cards.cards(index):
        yield Export(path, content, "application/json", "JSON", page=paths.of_card(path), rel=ITEM)


def _sources(index: Index) -> Iterator[Export]:
    yield Export(
        paths.data("sources.csl.json"),
        bibliography.csl(index),
        "application/vnd.citationstyles.csl+json",
        "CSL-JSON",
        message("The sources for Zotero, Pandoc and other programs that cite."),
        paths.SOURCES,
        rel=ITEM,
    )
    yield Export(
        paths.data("sources.bib"),
        bibliography.bibtex(index),
        "application/x-bibtex",
        "BibTeX",
        message("The sources for LaTeX and reference managers."),
        paths.SOURCES,
        rel=ITEM,
    )
