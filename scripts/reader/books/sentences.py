"""The sentences of a book: words in runs, with the marks and links that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.books.runs import Kind, Run, Runs
from reader.edition.index import Index
from reader.language import markup, split
from reader.model import Note, Paragraph, Text


class Link(NamedTuple):
    """A link in a sentence: offsets in characters, and what a ``Run`` says of where it leads."""

    start: int
    end: int
    kind: Kind
    target: str
    id: str


def sentences(index: Index, text: Text, block: Paragraph) -> tuple[tuple[str, Runs], ...]:
    """Return the sentences of a block by their ids, each in runs."""
    links, marks = _links(index, text, block), _marks(index, text, block)
    return tuple(
        (part.id, tuple(_cut(part.words, links[part.id], marks.get(part.id, {}))))
        for part in split.read(block)
    )


def _links(index: Index, text: Text, block: Paragraph) -> Mapping[str, list[Link]]:
    """Return the links in a paragraph's words, by sentence: its mentions, its footnotes."""
    found: dict[str, list[Link]] = defaultdict(list)
    for mention in index.mentions_in(text, block):
        found[mention.sentence].append(
            Link(mention.start, mention.end, "term", mention.term, mention.id)
        )
    footnotes = index.footnotes[text.id]
    for mark in footnotes.marks_in(block):
        note = footnotes.begins(text.by_id[mark.at])
        # An EPUB shows what has the id: the whole footnote, if the paragraph begins with it.
        target = mark.at if note and note.mark.id == mark.target else mark.target
        kind: Kind = "footnote" if mark.begins_note else "noteref"
        found[mark.sentence].append(Link(mark.start, mark.end, kind, target, mark.id))
        found[mark.sentence].sort()
    return found


def _marks(index: Index, text: Text, block: Paragraph) -> Mapping[str, Mapping[int, Runs]]:
    """Return the marks of a paragraph's notes, by sentence and offset."""
    marks: dict[str, dict[int, Runs]] = {}
    for note in index.notes_in(text, block):
        for number, place in enumerate(note.places, 1):
            if place.at == block.id:
                sentence, offset = index.mark_at(text, place)
                own = marks.setdefault(sentence, {})
                mark = Run(note.number, "note", note.number, mark_id(note, number))
                own[offset] = (*own.get(offset, ()), mark)
    return marks


def mark_id(note: Note, number: int) -> str:
    """Return the anchor of a note's mark: the one at so many of its places, from 1."""
    return f"mark-{note.number}-{number}"


def _cut(words: str, links: Iterable[Link], marks: Mapping[int, Runs]) -> Iterator[Run]:
    """Return a sentence in runs; a mark stands behind its offset or the link around it."""
    spans = [(link.start, link.end, link) for link in links]
    moved: dict[int, Runs] = {}
    for offset in sorted(marks):
        around = next((end for start, end, _ in spans if start < offset < end), offset)
        moved[around] = (*moved.get(around, ()), *marks[offset])
    place = 0
    for start, end, link in (*spans, (len(words), len(words), None)):
        for offset in sorted(at for at in moved if place < at <= start):
            yield from _plain(words[place:offset])
            yield from moved.pop(offset)
            place = offset
        yield from _plain(words[place:start])
        if link:
            yield Run(markup.shown(words[start:end]), link.kind, link.target, link.id)
        yield from moved.pop(end, ())
        place = end


def _plain(words: str) -> Iterator[Run]:
    if words:
        yield Run(markup.shown(words))
