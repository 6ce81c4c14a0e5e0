"""Chapters: what stands in each document of an EPUB, title page to sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from reader.books.book import Block, Book
from reader.books.entries import Entry
from reader.books.remarks import Remark
from reader.books.xhtml import TYPE, E, Node, inline, lang, prose, web_link
from reader.interface import Interface, message
from reader.language import tags

TYPEFACE = message("The typeface is Source Serif 4, under the SIL Open Font License.")


def foreign(given: Book, tag: str) -> dict[str, str]:
    """Return the language of words of a book that is not that of what stands around them."""
    return {} if tag in ("", given.interface.tag) else lang(tag)


def title(given: Book) -> list[Node]:
    """Return the title page."""
    lines = (
        [E.p({"class": "subtitle", **lang(given.tag)}, given.original_title)]
        if given.original_title
        else []
    )
    said = given.interface.gettext
    lines += [
        E.p(given.site),
        E.p(said("Edition of {date}", date=given.interface.date(given.date))),
        *([E.p(web_link(given.address))] if given.address else []),
        E.p({"class": "hash"}, said("SHA-256 of the text:") + " ", E.code(given.sha256)),
        E.p({"class": "small"}, given.license, " ", web_link(given.licensed)),
        E.p({"class": "small"}, said(TYPEFACE)),
    ]
    return [
        E.section(
            {TYPE: "titlepage", "class": "title"},
            E.h1(foreign(given, given.language), given.title),
            *lines,
        )
    ]


def about(given: Book) -> list[Node]:
    """Return what is known of the text."""
    said = given.interface.gettext
    unaltered = (
        said(
            "Without the numbers, the original and the links, the text in this book is its source, "
            "character for character. The source has this SHA-256:"
        )
        if given.original_language
        else said(
            "Without the numbers and the links, the text in this book is its source, character "
            "for character. The source has this SHA-256:"
        )
    )
    facts = (pair for name, runs in given.facts for pair in (E.dt(name), E.dd(*inline(runs))))
    return [
        E.section(
            {TYPE: "preface", "role": "doc-preface"},
            E.h1(said("About this text")),
            E.dl(*facts, E.dt(said("Edition")), E.dd(given.interface.date(given.date))),
            E.h2(said("Provenance")),
            *prose(given.provenance, E.h3),
            E.h2(said("Unaltered")),
            E.p(unaltered),
            E.p({"class": "hash"}, E.code(given.sha256)),
        )
    ]


def text(given: Book) -> list[Node]:
    """Return the words of the text, with their marks."""
    headings = [block for block in given.blocks if block.heading and not block.shape]
    top = [
        node
        for number, block in enumerate(headings, 1)
        for node in (
            _words(E.h1, block) if number == len(headings) else _words(E.p, block, "heading"),
            *_original(given, block),
        )
    ] or [E.h1(given.title)]
    warned = [node for block in headings for node in _alarms(given, block)]
    blocks = (block for block in given.blocks if block.shape or not block.heading)
    units = (node for block in blocks for node in _unit(given, block))
    made = E.section({TYPE: "chapter", "role": "doc-chapter"}, *top, *warned, *units)
    if tags.is_rtl(given.language):
        _turn(made)
    return [made]


def _turn(section: Node) -> None:
    """Say of the words of a text that they are read from right to left; not of its original."""
    for element in section.iter():
        is_original = any(part.get("class") == "original" for part in element.iterancestors())
        if "words" in (element.get("class") or "").split() and not is_original:
            element.set("dir", "rtl")


def _unit(given: Book, block: Block) -> list[Node]:
    if block.heading:
        make = E.h2 if block.shape == "heading" else E.h3
        return [_words(make, block), *_original(given, block)]
    title = [" ", E.span({"class": "outline"}, block.title)] if block.title else []
    words = given.interface.gettext("paragraph {number}", number=block.id[1:])
    mark = {TYPE: "pagebreak", "role": "doc-pagebreak", "aria-label": words}
    return [
        E.section(
            {"aria-labelledby": f"label-{block.id}"},
            E.span({"id": f"page-{block.id}", **mark}, ""),
            E.h2({"id": f"label-{block.id}", "class": "label"}, block.label, *title),
            _shaped(block),
            *_original(given, block),
            *_alarms(given, block),
        )
    ]


def _original(given: Book, block: Block) -> list[Node]:
    """Return what a block translates, if the book has it."""
    if not block.original:
        return []
    return [E.div({"class": "original", **lang(given.original_language)}, _shaped(block.original))]


def _shaped(block: Block) -> Node:
    words = _words(E.ul if block.shape == "list" else E.p, block)
    return E.blockquote(words) if block.shape == "quotation" else words


def _words(make: Any, block: Block, kind: str = "") -> Node:
    """Return the words of a paragraph, its marks among them, and nothing else."""
    names = ("words", kind, block.shape.partition(" ")[0], "spaced" if block.spaced else "")
    kinds = " ".join(part for part in names if part)
    sentences = (E.span({"id": name}, *inline(runs)) for name, runs in block.sentences)
    parts: Iterable[Node] = sentences
    if block.shape == "list":
        parts = (E.li(*islice(sentences, count)) for count in block.lines)
    # Not an aside, though it is a footnote: it is one of the paragraphs of the text.
    named = {TYPE: "footnote", "role": "doc-footnote"} if block.footnote else {}
    return make({"id": block.id, "class": kinds, **named}, *parts)


def _alarms(given: Book, block: Block) -> list[Node]:
    """Return the warnings, in the language of the interface, which need not be that of the text."""
    own = {} if given.language == given.interface.tag else lang(given.interface.tag)
    return [E.aside({"class": "alarm", **own}, E.p(*inline(runs))) for runs in block.alarms]


def glossary(given: Book) -> list[Node]:
    """Return the entries, or nothing if there are none."""
    if not given.entries:
        return []
    items = (node for entry in given.entries for node in _entry(given, entry))
    return [
        E.section(
            {TYPE: "glossary", "role": "doc-glossary"},
            E.h1(given.interface.gettext("Glossary")),
            E.dl({"class": "glossary"}, *items),
        )
    ]


def _entry(given: Book, entry: Entry) -> Iterator[Node]:
    yield E.dt(
        {"id": entry.id},
        E.dfn({TYPE: "glossterm", **foreign(given, given.headwords)}, entry.headword),
        *_in_original(given.interface, entry),
    )
    yield E.dd(
        {TYPE: "glossdef"}, *prose(entry.parts, lambda *nodes: E.p({"class": "sub"}, *nodes))
    )


def _in_original(interface: Interface, entry: Entry) -> Iterator[Node | str]:
    """Give what a term is in the original, with how that is read above it, if one says so."""
    for given in entry.originals:
        yield f" {given.name}: " if given.name else " "
        read = (E.rp("("), E.rt(lang(given.latin), given.romanization), E.rp(")"))
        made = E.ruby if given.romanization else E.span
        yield made(lang(given.tag), given.words, *(read if given.romanization else ()))
        if entry.traditional and not given.name:
            before, _, after = interface.gettext("traditional {characters}").partition(
                "{characters}"
            )
            yield f" {before}"
            yield E.span(lang("zh-Hant"), entry.traditional)
            yield after


def notes(given: Book) -> list[Node]:
    """Return the notes, or nothing if there are none.

    They are no footnotes of a page: a note has several places, and one number everywhere.
    """
    if not given.remarks:
        return []
    items = (_remark(given.interface, remark) for remark in given.remarks)
    return [E.section({TYPE: "footnotes"}, E.h1(given.notes_title), *items)]


def _remark(interface: Interface, remark: Remark) -> Node:
    number = interface.gettext("Note {number}", number=remark.number)
    # Not an aside: some reading systems hide those, and this chapter would be empty.
    return E.div(
        {TYPE: "footnote", "role": "doc-footnote", "id": f"note-{remark.number}", "class": "note"},
        E.p({"class": "sub"}, number, *_back(interface, remark)),
        *prose(remark.parts, lambda *nodes: E.p({"class": "sub"}, *nodes)),
    )


def _back(interface: Interface, remark: Remark) -> Iterator[Node]:
    """Return links to the marks of a note; several in one paragraph are told apart by number."""
    for block, marks in groupby(remark.marks, lambda mark: mark[1]):
        for number, (name, _) in enumerate(marks, 1):
            words = interface.label(block) + (f" ({number})" if number > 1 else "")
            yield " "
            yield E.a({"role": "doc-backlink", "href": f"text.xhtml#{name}"}, words)


def sources(given: Book) -> list[Node]:
    """Return the bibliography, or nothing if it is empty."""
    if not given.works:
        return []
    items = (E.li({"id": f"source-{work.key}"}, *inline(work.runs)) for work in given.works)
    return [
        E.section(
            {TYPE: "bibliography", "role": "doc-bibliography"},
            E.h1(given.interface.gettext("Sources")),
            E.ol({"class": "sources"}, *items),
        )
    ]
