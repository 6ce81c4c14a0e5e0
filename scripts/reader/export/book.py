"""A text as a book: what its EPUB and its PDF show, before either has its form.

Words come cut into runs. A run says what it is and where it leads, and each carrier
makes its own links of that. The ids are those of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import lxml.html

from reader import cite, han, history, md, paths, split
from reader.export.names import urn
from reader.index import Index
from reader.model import Mention, Note, Paragraph, Source, Term, Text
from reader.words import date, plural, without_tones

EMPHASIS = re.compile(r"\*+")
ITEM = re.compile(r"(?:- |(\d+)\. )")
OPENING = re.compile(r"(?:(?<=[\s(\[—–/])|\A)([\"'])")
QUOTES = {'"': "“”", "'": "‘’"}
UNDATED = "1980-01-01"  # the first day that a zip knows: for an edition without entries
RELATIONS = (
    ("Broader", "broader"),
    ("Narrower", "narrower"),
    ("Related", "related"),
    ("Not to be confused with", "distinct"),
)
LICENSE = (
    "The glossary and the notes are licensed under the Creative Commons Attribution 4.0 "
    "International license (CC BY 4.0). The text belongs to its publisher."
)
BESIDE = "Below each paragraph stands what it translates, in smaller letters."
Kind = Literal["", "term", "note", "entry", "cite", "link", "place"]


@dataclass(frozen=True)
class Run:
    """Words of one kind. ``target`` is where they lead, ``id`` their own anchor.

    Line ends that mean nothing are veiled, as ``split.read`` has it.

    A target is the id of an entry for ``term`` and ``entry``, the number of a note for
    ``note``, the key of a source for ``cite``, an address for ``link`` and the id of
    a paragraph for ``place``.
    """

    words: str
    kind: Kind = ""
    target: str = ""
    id: str = ""
    emphasis: bool = False
    chinese: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Part:
    """A part of prose: a paragraph or a heading, which has one line, or a list."""

    kind: Literal["paragraph", "heading", "list", "numbers"]
    lines: tuple[Runs, ...]


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph of the text. ``alarms`` warn of a changed sense.

    ``lines`` says how many sentences each item of a list has. ``original`` is what it
    translates, if the text has its original beside it.
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


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary. The first part defines it."""

    id: str
    headword: str
    chinese: str
    traditional: str
    pinyin: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Remark:
    """A translation note. ``marks`` are the anchors of its marks, each with its paragraph."""

    number: str
    marks: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Work:
    """A source, with its number in the book."""

    key: str
    number: int
    runs: Runs


@dataclass(frozen=True)
class Book:
    """A text with all that explains it. ``date`` is that of the edition, in ISO 8601."""

    id: str
    urn: str
    title: str
    label: str
    chinese: str
    language: str
    address: str
    date: str
    sha256: str
    license: str
    facts: tuple[tuple[str, Runs], ...]
    provenance: tuple[Part, ...]
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    works: tuple[Work, ...]
    original_language: str = ""


def book(index: Index, text: Text) -> Book:
    """Return a text as a book, with the whole glossary and every source that is cited."""
    works = _works(index, text)
    numbers = {work.key: work.number for work in works}
    remarks = sorted(index.notes_of(text), key=lambda note: (len(note.number), note.number))
    return Book(
        id=text.id,
        urn=urn("text", text.id),
        title=text.meta.title,
        label=text.meta.label,
        chinese=text.meta.chinese,
        language=text.meta.language,
        address=index.edition.address,
        date=index.day or UNDATED,
        sha256=text.sha256,
        license=LICENSE,
        facts=tuple((name, runs) for name, runs in _facts(text) if runs[0].words),
        provenance=_prose(text.meta.provenance.words, numbers),
        blocks=tuple(_block(index, text, block) for block in text.blocks),
        entries=tuple(_entry(index, text, term, numbers) for term in _sorted(index)),
        remarks=tuple(_remark(note, numbers) for note in remarks),
        works=works,
        original_language=text.meta.original_tag if text.original else "",
    )


def _sorted(index: Index) -> list[Term]:
    return sorted(
        index.terms.values(), key=lambda term: (without_tones(term.headword).casefold(), term.id)
    )


def label(block: str) -> str:
    """Return the name of a paragraph or a heading that never breaks, as ``¶ 4``."""
    return f"heading\u00a0{block[1:]}" if block.startswith("h") else f"¶\u00a0{block[1:]}"


def _facts(text: Text) -> Iterator[tuple[str, Runs]]:
    meta = text.meta
    yield "Chinese title", (Run(meta.chinese, chinese=True),)
    for name, value in (
        ("Event", meta.event),
        ("Date of the event", meta.event_date),
        ("Dispatch", meta.dispatch),
        ("Date of the dispatch", meta.dispatch_date),
        ("Published by", meta.publisher),
        ("This English wording", meta.translation),
        ("Status", meta.status),
        ("Rights", meta.rights),
    ):
        yield name, _spoken(value)
    yield "Chinese original", (Run(meta.original, "link", meta.original),)
    yield "The original", _spoken(BESIDE if text.original else "")


# The text


def _block(index: Index, text: Text, block: Paragraph) -> Block:
    marks = _marks(index, text, block)
    mentions: dict[str, list[Mention]] = {}
    for mention in index.mentions_in(text, block):
        mentions.setdefault(mention.sentence, []).append(mention)
    url = paths.url(paths.paragraph(text.id, block.id))
    anchor = f"#{block.id}" if block.is_heading or not index.edition.address else ""
    return Block(
        id=block.id,
        label=label(block.id),
        title=index.outlines[text.id].get(block.id, ""),
        address=(index.edition.address + url if index.edition.address else "") + anchor,
        heading=block.is_heading,
        shape=block.shape,
        spaced=block.has_runs_of_space,
        lines=tuple(len(line) for line in split.lines(block)),
        sentences=tuple(
            (part.id, tuple(_cut(part.words, mentions.get(part.id, ()), marks.get(part.id, {}))))
            for part in split.read(block)
        ),
        alarms=tuple(_alarm(note) for note in index.notes_in(text, block) if note.changes_sense),
        original=_block(index, text, block.original) if block.original else None,
    )


def _marks(index: Index, text: Text, block: Paragraph) -> Mapping[str, Mapping[int, Runs]]:
    """Return the marks of a paragraph's notes, by sentence and offset."""
    marks: dict[str, dict[int, Runs]] = {}
    for note in index.notes_in(text, block):
        for number, place in enumerate(note.places, 1):
            if place.at == block.id:
                sentence, offset = index.mark_at(text, place)
                own = marks.setdefault(sentence, {})
                mark = Run(note.number, "note", note.number, _mark_id(note, number))
                own[offset] = (*own.get(offset, ()), mark)
    return marks


def _mark_id(note: Note, number: int) -> str:
    return f"mark-{note.number}-{number}"


def _cut(words: str, mentions: Iterable[Mention], marks: Mapping[int, Runs]) -> Iterator[Run]:
    """Return a sentence in runs; a mark stands behind its offset or the mention around it."""
    spans = [(mention.start, mention.end, mention) for mention in mentions]
    moved: dict[int, Runs] = {}
    for offset in sorted(marks):
        around = next((end for start, end, _ in spans if start < offset < end), offset)
        moved[around] = (*moved.get(around, ()), *marks[offset])
    place = 0
    for start, end, mention in (*spans, (len(words), len(words), None)):
        for offset in sorted(at for at in moved if place < at <= start):
            yield from _plain(words[place:offset])
            yield from moved.pop(offset)
            place = offset
        yield from _plain(words[place:start])
        if mention:
            yield Run(md.shown(words[start:end]), "term", mention.term, mention.id)
        yield from moved.pop(end, ())
        place = end


def _plain(words: str) -> Iterator[Run]:
    if words:
        yield Run(md.shown(words))


def _alarm(note: Note) -> Runs:
    said = f"“{note.places[0].quote}” stands for "
    better = "; ".join(f"{label}: {wording}" for label, wording in note.better)
    return (
        Run("The translation changes the sense here. ", emphasis=True),
        *_spoken(f"{said}{note.chinese} — {better}. "),
        Run(f"Note {note.number}", "note", note.number),
    )


# The glossary


def _entry(index: Index, text: Text, term: Term, numbers: Mapping[str, int]) -> Entry:
    definition, rest = md.sections(term.prose.words)
    prose = md.parted(rest)
    past = history.summary(term)
    return Entry(
        id=term.id,
        headword=term.headword,
        chinese=term.chinese,
        traditional=term.traditional if term.traditional != term.chinese else "",
        pinyin=term.pinyin,
        parts=(
            *_prose(definition, numbers),
            *_list("", [_spoken("Also: " + " · ".join(term.also))] if term.also else []),
            *_list("Office", _offices(term, numbers)),
            *_list("Wordings in this text", _wordings(index, text, term)),
            *_prose(prose.other, numbers),
            *_prose(prose.here, numbers),
            *_renderings(term, prose.renderings, numbers),
            *_list("Notes on the translation", _notes(index, text, term)),
            *_list("History", [_spoken(past), *_attestations(term, numbers)] if past else []),
            *_prose(prose.history, numbers),
            *_list("Related entries", _relations(index, term)),
        ),
    )


def _list(title: str, lines: Iterable[Runs]) -> Iterator[Part]:
    given = tuple(lines)
    if given and title:
        yield Part("heading", ((Run(title),),))
        yield Part("list", given)
    elif given:
        yield Part("paragraph", given)


def _offices(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for office in term.offices:
        since = f", from {office.since}" if office.since else ""
        until = f" to {office.until}" if office.until else ""
        yield (*_spoken(office.title + since + until), *_cited(office.source, numbers))


def _wordings(index: Index, text: Text, term: Term) -> Iterator[Runs]:
    for wording in index.wordings(term, text):
        places = [
            run
            for mention in wording.mentions
            for run in (Run(" "), Run(label(mention.paragraph), "place", mention.id))
        ]
        count = plural(len(wording.mentions), "place")
        yield (*_spoken(f"{' '.join(wording.words.split())}, {count}:"), *places)


def _renderings(term: Term, prose: str, numbers: Mapping[str, int]) -> Iterator[Part]:
    """Return the list of renderings and what is said of them, under one heading."""
    if term.renderings or prose:
        yield Part("heading", ((Run("How others render it"),),))
    if term.renderings:
        yield Part("list", tuple(_rendered(term, numbers)))
    yield from _prose(prose, numbers)


def _rendered(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for given in term.renderings:
        where = f": {given.where}" if given.where else ""
        said = f"{given.wording} ({given.label}){where}"
        yield (*_spoken(said), *_cited(given.source, numbers))


def _attestations(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for step in history.steps(term):
        found = step.attestation
        label = f" — {step.label}" if step.label else ""
        said = f"{date(found.date)}{label}: {found.document}, {found.speaker}. {found.chinese}"
        english = _spoken(f" “{found.english}”") if found.english else ()
        yield (
            *_spoken(said),
            *_cited(found.source, numbers),
            *english,
            *_cited(found.english_source, numbers),
        )


def _notes(index: Index, text: Text, term: Term) -> Iterator[Runs]:
    for note in index.notes_on(term):
        if note.text == text.id:
            quote = f": {note.places[0].quote}" if note.places else ""
            yield (Run(f"Note {note.number}", "note", note.number), *_spoken(quote))


def _relations(index: Index, term: Term) -> Iterator[Runs]:
    for name, kind in RELATIONS:
        others = [index.terms[form.words] for form in getattr(term, kind)]
        if others:
            links = [(Run(", "), Run(other.headword, "entry", other.id)) for other in others]
            yield (Run(f"{name}: "), *[run for link in links for run in link][1:])


# The notes and the sources


def _remark(note: Note, numbers: Mapping[str, int]) -> Remark:
    quotes = "; ".join(dict.fromkeys(f"“{place.quote}”" for place in note.places))
    better = "".join(f" — {label}: {wording}" for label, wording in note.better)
    head = (
        Run(", ".join(note.labels), emphasis=True),
        *_spoken(f". {quotes}: {note.chinese}{better}"),
    )
    return Remark(
        number=note.number,
        marks=tuple((_mark_id(note, n), place.at) for n, place in enumerate(note.places, 1)),
        parts=(Part("paragraph", (head,)), *_prose(note.reason.words, numbers)),
    )


def _works(index: Index, text: Text) -> tuple[Work, ...]:
    """Return the sources that the book cites, numbered in the order of the alphabet."""
    keys = dict.fromkeys(index.cited_about(text))
    for term in index.terms.values():
        keys |= dict.fromkeys(index.cited_by(term))
        keys |= dict.fromkeys(office.source for office in term.offices)
        keys |= dict.fromkeys(rendering.source for rendering in term.renderings)
        for found in term.attestations:
            keys |= dict.fromkeys((found.source, found.english_source))
    lines = cite.bibliography(index.sources.values())
    order = sorted((key for key in keys if key), key=lambda key: lines[key].casefold())
    return tuple(
        Work(key, number, (*_html(lines[key]), *_graded(index.sources[key])))
        for number, key in enumerate(order, 1)
    )


def _graded(source: Source) -> Runs:
    return _spoken(f" ({'; '.join(part for part in (source.grade, source.note) if part)})")


def _html(line: str) -> Iterator[Run]:
    """Return a line of the bibliography in runs; it comes as HTML from its processor."""
    yield from _element(
        lxml.html.fragment_fromstring(han.in_html(line), create_parent="p"), Run("")
    )


def _element(element: lxml.html.HtmlElement, around: Run) -> Iterator[Run]:
    """Return an element in runs; ``around`` is what holds for words at its place."""
    own = replace(
        around,
        emphasis=around.emphasis or element.tag in ("i", "em"),
        chinese=around.chinese or element.get("lang", "").startswith("zh"),
        kind="link" if element.tag == "a" else around.kind,
        target=element.get("href", around.target),
    )
    if element.text:
        yield replace(own, words=element.text)
    for inside in element:
        yield from _element(inside, own)
        if inside.tail:
            yield replace(own, words=inside.tail)


# Prose


def _prose(words: str, numbers: Mapping[str, int]) -> tuple[Part, ...]:
    """Return an editor's prose: paragraphs, headings and lists, as ``docs/editing.md`` has them."""
    pieces = (piece for piece in re.split(r"\n(?:[^\S\n]*\n)+", md.shown(words).strip()) if piece)
    # A heading without words is none: on the page it is invisible, in a PDF forbidden.
    return tuple(_part(piece, numbers) for piece in pieces if piece.strip("# \n"))


def _part(piece: str, numbers: Mapping[str, int]) -> Part:
    if piece.startswith("#"):
        return Part("heading", (_inline(piece.lstrip("# "), numbers),))
    first = ITEM.match(piece)
    if first:
        items = re.split(r"^(?:- |\d+\. )", piece, flags=re.MULTILINE)[1:]
        lines = tuple(_inline(" ".join(item.split()), numbers) for item in items)
        return Part("numbers" if first[1] else "list", lines)
    return Part("paragraph", (_inline(" ".join(piece.split()), numbers),))


def _inline(words: str, numbers: Mapping[str, int]) -> Runs:
    """Return a line of prose in runs: its emphasis, links, citations and Chinese."""
    runs: list[Run] = []
    emphasis, before, place = False, "", 0

    def add(piece: str, kind: Kind = "", target: str = "") -> None:
        nonlocal emphasis, before
        for number, part in enumerate(EMPHASIS.split(_curly(piece, before))):
            emphasis ^= number > 0
            given = Run(part, kind, target, emphasis=emphasis)
            runs.extend(_chinese(given))
        before = piece[-1:] or before

    for token in md.TOKEN.finditer(words):
        add(words[place : token.start()])
        if token["cite"]:
            for key in md.CITATION.findall(token["cite"]):
                runs.extend(_cited(key, numbers))
        else:
            web = token["target"].startswith(("https://", "http://"))
            target = token["target"] if web else token["target"].removesuffix(".md")
            add(token["words"], "link" if web else "entry", target)
        place = token.end()
    add(words[place:])
    return tuple(runs)


def _curly(words: str, before: str) -> str:
    """Return words with typographic quotation marks, as the pages have them."""
    opened = OPENING.sub(lambda sign: QUOTES[sign[1]][0], before + words)
    return opened.replace('"', "”").replace("'", "’")[len(before) :]


def _chinese(run: Run) -> Iterator[Run]:
    """Return a run with its Chinese in runs of its own."""
    place = 0
    for found in han.RUN.finditer(run.words):
        if run.words[place : found.start()]:
            yield replace(run, words=run.words[place : found.start()])
        yield replace(run, words=found[0], chinese=True)
        place = found.end()
    if run.words[place:]:
        yield replace(run, words=run.words[place:])


def _spoken(words: str) -> Runs:
    """Return plain words in runs, their Chinese apart."""
    return tuple(_chinese(Run(md.shown(words)))) or (Run(""),)


def _cited(key: str, numbers: Mapping[str, int]) -> Runs:
    return (Run(str(numbers[key]), "cite", key),) if key else ()
