"""A text as a book: what its EPUB and its PDF show, before either has its form.

Words come cut into runs. A run says what it is and where it leads, and each carrier
makes its own links of that. The ids are those of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, partial

from reader.books.entries import Entry, entry
from reader.books.remarks import Remark, alarm, remark
from reader.books.runs import (
    Kind,
    Part,
    Run,
    Runs,
    Targets,
    chinese_apart,
    from_html,
    prose,
)
from reader.books.sentences import sentences
from reader.citing import bibliography
from reader.data.names import urn
from reader.edition import labels, noted
from reader.edition.index import Index
from reader.history import ids, paths
from reader.interface import ENGLISH, Interface
from reader.language import split
from reader.model import Paragraph, Source, Term, Text, are_on_translation
from reader.stored import key_of

UNDATED = "1980-01-01"  # the first day that a zip knows: for an edition without entries


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph of the text. ``alarms`` warn of a changed sense.

    ``lines`` says how many sentences each item of a list has. ``original`` is what it
    translates, if the text has its original beside it. ``footnote`` says that it begins with
    a footnote of the text.
    """

    id: str
    label: str
    title: str
    address: str
    heading: bool
    shape: str
    spaced: bool
    lines: tuple[int, ...]
    sentences: tuple[tuple[str, Runs], ...]
    alarms: tuple[Runs, ...]
    original: Block | None = None
    footnote: bool = False


@dataclass(frozen=True)
class Work:
    """A source, with its number in the book."""

    key: str
    number: int
    runs: Runs


@dataclass(frozen=True)
class Book:
    """A text with all that explains it. ``date`` is that of the edition, in ISO 8601.

    ``tag`` is the language of the title of the original. ``site`` is the name of the collection,
    ``licensed`` the address of its license, and ``marked`` what is marked as being in a language
    of its own, as readers call it. ``interface`` is what the book says of itself, and ``headwords``
    the language of its entries' names. ``notes_title`` is what its notes are called together.
    """

    id: str
    urn: str
    site: str
    title: str
    label: str
    original_title: str
    tag: str
    language: str
    address: str
    date: str
    sha256: str
    license: str
    licensed: str
    marked: tuple[str, ...]
    facts: tuple[tuple[str, Runs], ...]
    provenance: tuple[Part, ...]
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    works: tuple[Work, ...]
    original_language: str = ""
    interface: Interface = ENGLISH
    headwords: str = ""
    notes_title: str = ""
    notes_on_translation: bool = False

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """A hash of each field by its name; the interface is known by its language."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {n: key_of(v) for n, v in {**values, "interface": self.interface.tag}.items()}


def book(index: Index, text: Text) -> Book:
    """Return a text as a book, with its glossary and every source that is cited.

    Where there are many texts, the glossary has the entries of the terms that the text uses.
    """
    terms = _terms(index, text)
    works, own = _works(index, text, terms), index.collection.license
    numbers = {work.key: work.number for work in works}
    held = frozenset(term.id for term in terms)
    targets = Targets(numbers, partial(_place, index, text), partial(_leads_to, index, held))
    remarks = sorted(index.notes_of(text), key=lambda note: (len(note.number), note.number))
    return Book(
        id=text.id,
        urn=urn("text", text.id),
        site=index.collection.title,
        title=text.meta.title,
        label=text.meta.label,
        original_title=text.meta.original_title,
        tag=index.collection.tag_of(text.meta),
        language=text.meta.tag,
        address=index.edition.address,
        date=index.day or UNDATED,
        sha256=text.sha256,
        license=index.interface.gettext(
            "The glossary and the notes are licensed under the {name} ({short}). "
            "The text belongs to its publisher.",
            name=index.interface.gettext(own.name),
            short=own.short,
        ),
        licensed=own.url,
        marked=tuple(filter(None, (index.collection.original, index.collection.romanization))),
        facts=tuple((name, runs) for name, runs in _facts(index, text) if runs[0].words),
        provenance=prose(text.meta.provenance.words, targets),
        blocks=tuple(_block(index, text, block) for block in text.blocks),
        entries=tuple(entry(index, text, term, targets) for term in terms),
        remarks=tuple(remark(index, note, targets) for note in remarks),
        works=works,
        original_language=text.meta.original_tag if text.original else "",
        interface=index.interface,
        headwords=index.collection.headwords,
        notes_title=noted.title(remarks, index.interface),
        notes_on_translation=are_on_translation(remarks),
    )


def _facts(index: Index, text: Text) -> Iterator[tuple[str, Runs]]:
    meta, said = text.meta, index.interface.gettext
    tag = index.collection.tag_of(meta)
    yield labels.original_title(index, meta), (Run(meta.original_title, language=tag),)
    language = index.collection.language(meta.language)
    for name, value in (
        (said("Author"), meta.author),
        (said("Event"), meta.event),
        (said("Date of the event"), index.interface.date(meta.event_date)),
        (said("Dispatch"), meta.dispatch),
        (said("Date of the dispatch"), index.interface.date(meta.dispatch_date)),
        (said("Series"), meta.of_series),
        (said("Published by"), meta.publisher),
        (said("This {language} wording", language=language), meta.translation),
        (said("Status"), meta.status),
        (said("When quoting"), meta.quoting),
        (said("Rights"), meta.rights),
    ):
        yield name, chinese_apart(value)
    yield labels.original(index, meta), (Run(meta.original, "link", meta.original),)
    beside = said("Below each paragraph stands what it translates, in smaller letters.")
    yield said("The original"), chinese_apart(beside if text.original else "")
    yield said("Other versions"), chinese_apart("; ".join(_versions(index, text)))


def _versions(index: Index, text: Text) -> Iterator[str]:
    """Return the names of the other versions of a text, each with its language."""
    group = index.versions.of(text)
    for other in group.texts if group else ():
        if other is not text:
            yield f"{other.meta.beside} ({index.collection.language(other.meta.language)})"


def _terms(index: Index, text: Text) -> tuple[Term, ...]:
    """Return the terms whose entries a book has, in the order of the glossary."""
    if not index.has_many:
        return index.sorted_terms
    blocks = [part for block in text.blocks for part in (block, block.original) if part]
    used = {term.id for part in blocks for term in index.terms_in(text, part)}
    used |= {form.words for form, _ in text.meta.people}
    return tuple(term for term in index.sorted_terms if term.id in used)


def _leads_to(index: Index, held: frozenset[str], entry: str) -> tuple[Kind, str]:
    """Return what an entry is in a book that has some: in it, or else on the site."""
    if entry in held:
        return "entry", entry
    return _on_site(index, paths.entry(entry))


def _on_site(index: Index, page: str, anchor: str = "") -> tuple[Kind, str]:
    address = f"{index.edition.address}{paths.url(page)}{'#' if anchor else ''}{anchor}"
    return ("link", address) if index.edition.address else ("", "")


def _place(index: Index, text: Text, target: str) -> tuple[Kind, str]:
    """Return what a place in a text is in the book of one: in it, or else on the site."""
    there = index.fates.place(target)
    page, anchor = index.addresses.place(there)
    if ids.text_of(there) == text.id and anchor.startswith("note-"):
        return "note", anchor.removeprefix("note-")
    if ids.text_of(there) == text.id and ids.anchor(there):
        return "place", ids.anchor(there)
    return _on_site(index, page, anchor)


# The text


def _block(index: Index, text: Text, block: Paragraph) -> Block:
    url = paths.url(index.addresses.block(text.id, block.id))
    anchor = f"#{block.id}" if block.is_heading or not index.edition.address else ""
    return Block(
        id=block.id,
        label=index.interface.label(block.id),
        title=index.outlines[text.id].get(block.id, ""),
        address=(index.edition.address + url if index.edition.address else "") + anchor,
        heading=block.is_heading,
        shape=block.shape,
        spaced=block.has_runs_of_space,
        lines=tuple(len(line) for line in split.lines(block)),
        sentences=sentences(index, text, block),
        alarms=tuple(
            alarm(index.interface, note)
            for note in index.notes_in(text, block)
            if note.changes_sense
        ),
        original=_block(index, text, block.original) if block.original else None,
        footnote=index.footnotes[text.id].begins(block) is not None,
    )


# The sources


def _works(index: Index, text: Text, terms: Iterable[Term]) -> tuple[Work, ...]:
    """Return the sources that the book cites, numbered in the order of the alphabet."""
    keys = dict.fromkeys(index.cited_about(text))
    for term in terms:
        keys |= dict.fromkeys(index.cited_by(term))
        keys |= dict.fromkeys(office.source for office in term.offices)
        keys |= dict.fromkeys(rendering.source for rendering in term.renderings)
        for found in term.attestations:
            keys |= dict.fromkeys((found.source, found.rendering_source))
    lines = bibliography.bibliography(index.sources.values())
    order = sorted((key for key in keys if key), key=lambda key: lines[key].casefold())
    return tuple(
        Work(key, number, (*from_html(lines[key]), *_graded(index.sources[key])))
        for number, key in enumerate(order, 1)
    )


def _graded(source: Source) -> Runs:
    return chinese_apart(f" ({'; '.join(part for part in (source.grade, source.note) if part)})")
