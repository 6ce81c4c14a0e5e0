"""A text: whole, by paragraph, what is known of it, its map, its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, count
from typing import Any

from reader.edition import labels, noted
from reader.edition.footnotes import Mark
from reader.history import paths
from reader.interface.english import label
from reader.language import markup, split
from reader.model import FEW, Mention, Note, Output, Paragraph, Term, Text
from reader.site import md
from reader.site.md import Link, Md
from reader.site.pages.versions import Versioned

COLUMNS = 60  # of a map
LONG = 500  # paragraphs, beyond which their notes and terms stand on their own pages only


class Texts(Versioned):
    """The pages of texts."""

    def text(self, text: Text) -> Iterable[Output]:
        """Return the pages of a text: whole, by paragraph, about it, its notes."""
        source = f"seeds/texts/{text.id}/text.txt"
        path = paths.text(text.id)
        long = len(text.paragraphs) > LONG
        yield self._page(
            path,
            "text.md",
            source,
            nav=text.meta.label if len(self.index.texts) <= FEW else "",
            shows=[shown for block in text.blocks for shown in _shows(block)],
            frame=partial(self.frames.text, text, long=long),
            revised=self.citations.day,
            text=text,
            blocks=[(block, self._block(path, text, block)) for block in text.blocks],
            originals=self._originals(path, text, text.blocks),
            alarms={block.id: self._alarms(path, text, block) for block in text.blocks},
            long=long,
            earlier=self._earlier(path, text.id),
            versions=self._versions_of(text),
        )
        for number, block in enumerate(text.paragraphs):
            yield self._paragraph(text, number, block)
        yield self._about(text)
        yield self._map(text)
        yield self._notes(text)
        yield from self._versions(text)

    def _paragraph(self, text: Text, number: int, block: Paragraph) -> Output:
        path = paths.paragraph(text.id, block.id)
        around = text.paragraphs
        beside = self._beside(path, text, block)
        return self._page(
            path,
            "paragraph.md",
            f"seeds/texts/{text.id}/text.txt",
            shows=[*_shows(block), *beside.shows],
            frame=partial(self.frames.paragraph, text, number),
            stamp=text.stamp,
            revised=self.citations.day,
            text=text,
            block=block,
            position=number + 1,
            earlier=self._earlier(path, f"{text.id}/{block.id}"),
            words=self._block(path, text, block),
            originals=self._originals(path, text, (block,)),
            alarms=self._alarms(path, text, block),
            previous=around[number - 1] if number else None,
            following=around[number + 1] if number + 1 < len(around) else None,
            outline=self.index.outlines[text.id].get(block.id, ""),
            terms=self.index.terms_in(text, block),
            notes=[self._note(path, note) for note in self.index.notes_in(text, block)],
            footnotes=self._footnotes(path, text, block),
            referring=self._referring(path, text, block),
            beside=beside,
            original_language=labels.original_language(self.index, text.meta),
        )

    def _about(self, text: Text) -> Output:
        path = paths.about(text.id)
        cited = (key for key, _ in markup.citations(text.meta.provenance.words))
        keys = (*cited, *(form.words for form in text.meta.sources))
        numbers = numbered(keys)
        return self._page(
            path,
            "about.md",
            text.place.path,
            frame=partial(self.frames.beside, path, text),
            revised=self.citations.day,
            text=text,
            versions=self._other_versions(text),
            provenance=self._prose(path, text.meta.provenance.words, numbers),
            people=[
                (term, role, term.offices_on(text.meta.event_date))
                for form, role in text.meta.people
                for term in (self.index.terms[form.words],)
            ],
            sources=self._sources(numbers),
        )

    def _map(self, text: Text) -> Output:
        """Return the map: a row for each entry, a column for each heading and paragraph.

        In a long text headings share a column with the paragraph below them, and as many
        paragraphs share one as make the map short enough.
        """
        path = paths.map_of(text.id)
        columns, folded = _columns(text.blocks)
        column_of = {block.id: _first(column).id for column in columns for block in column}
        rows: dict[str, dict[str, list[Mention]]] = {}
        for block in text.blocks:
            for mention in self.index.mentions_in(text, block):
                cells = rows.setdefault(mention.term, defaultdict(list))
                cells[column_of[block.id]].append(mention)
        return self._page(
            path,
            "map.md",
            f"seeds/texts/{text.id}/text.txt",
            frame=partial(self.frames.beside, path, text, broad=True),
            revised=self.citations.day,
            text=text,
            rows=[(self.index.terms[term], cells) for term, cells in rows.items()],
            columns=[(_first(column), _column(column)) for column in columns],
            folded=folded if folded > 1 else 0,
        )

    def _notes(self, text: Text) -> Output:
        path = paths.notes(text.id)
        notes = [note for note in self.index.edition.seeds.notes if note.text == text.id]
        numbers = numbered(noted.cited(notes))
        return self._page(
            path,
            "notes.md",
            f"seeds/texts/{text.id}/notes.yml",
            frame=partial(self.frames.notes, path, text),
            revised=self.citations.day,
            text=text,
            notes=[self._note(path, note, numbers) for note in notes],
            sources=self._sources(numbers),
        )

    def _block(self, page: str, text: Text, block: Paragraph) -> Md:
        """Return a paragraph's words, its mentions as links and its notes as marks."""
        links = self._links(page, text, block)
        marks = self._marks(page, text, block)
        parts = {
            sentence.id: self._landings(text, sentence.id)
            + md.sentence(sentence, links[sentence.id], marks.get(sentence.id, {}))
            for sentence in split.read(block)
        }
        lines = ["".join(parts[part.id] for part in line) for line in split.lines(block)]
        lines[0] = "".join((self._landings(text, block.id), lines[0]))
        return md.items(lines) if block.shape == "list" else Md("".join(lines))

    def _links(self, page: str, text: Text, block: Paragraph) -> Mapping[str, list[Link]]:
        """Return the links in a paragraph's words, by sentence: its mentions, its footnotes."""
        found: dict[str, list[Link]] = defaultdict(list)
        keys = self.index.key_mentions(text, block)
        for mention in self.index.mentions_in(text, block):
            target = md.href(page, paths.entry(mention.term))
            key = ".key" if mention.id in keys else ""
            found[mention.sentence].append(Link(mention.start, mention.end, target, key))
        footmarks = self.index.footnotes[text.id].marks_in(block)
        for mark in footmarks:
            target = self._footmark(page, text, mark)
            attributes = f"#{mark.id} .{'footnote-mark' if mark.begins_note else 'noteref'}"
            found[mark.sentence].append(Link(mark.start, mark.end, target, attributes))
        for sentence in {mark.sentence for mark in footmarks}:
            found[sentence].sort()
        return found

    def _footmark(self, page: str, text: Text, mark: Mark) -> str:
        """Return the address to which a mark of a footnote leads, as seen from a page."""
        whole = paths.text(text.id)
        target = whole if page == whole else paths.paragraph(text.id, mark.at)
        return md.href(page, target, mark.target)

    def _footnotes(self, page: str, text: Text, block: Paragraph) -> list[tuple[str, str, str]]:
        """Return the footnotes to a paragraph that stand elsewhere: mark, address, words."""
        notes = self.index.footnotes[text.id].referred_to(block)
        return [
            (note.mark.words, self._footmark(page, text, note.references[0]), note.words)
            for note in notes
            if note.mark.paragraph != block.id
        ]

    def _referring(self, page: str, text: Text, block: Paragraph) -> list[Md]:
        """Return links to the entries and notes that refer to a paragraph and are not listed."""
        listed = (*self.index.terms_in(text, block), *self.index.notes_in(text, block))
        others = [source for source in self.referred.to(text, block) if source not in listed]
        return [
            md.link(source.headword, md.href(page, paths.entry(source.id)))
            if isinstance(source, Term)
            else md.link(
                self.interface.gettext("note {number}", number=source.number),
                md.href(page, *paths.place(f"{source.text}/{source.id}")),
            )
            for source in others
        ]

    def _originals(self, page: str, text: Text, blocks: Iterable[Paragraph]) -> Mapping[str, Md]:
        """Return the words of the originals beside blocks, by the ids of the blocks."""
        return {
            block.id: self._block(page, text, block.original) for block in blocks if block.original
        }

    def _marks(self, page: str, text: Text, block: Paragraph) -> Mapping[str, Mapping[int, Md]]:
        """Return the marks of a paragraph's notes, by sentence and offset."""
        marks: dict[str, dict[int, Md]] = defaultdict(dict)
        for note in self.index.notes_in(text, block):
            for place in note.places:
                if place.at == block.id:
                    sentence, offset = self.index.mark_at(text, place)
                    before = marks[sentence].get(offset, Md(""))
                    marks[sentence][offset] = Md(before + _mark(page, note, block))
        return marks

    def _alarms(self, page: str, text: Text, block: Paragraph) -> list[Mapping[str, Any]]:
        """Return the notes on a paragraph that say that its sense is changed."""
        notes = (note for note in self.index.notes_in(text, block) if note.changes_sense)
        return [self._note(page, note) for note in notes]


def _shows(block: Paragraph) -> list[tuple[str, str]]:
    """Return what a page with a block must show unaltered: its words and their original."""
    given = (block, block.original) if block.original else (block,)
    return [(part.id, markup.shown(part.words)) for part in given]


def numbered(keys: Iterable[str]) -> dict[str, int]:
    """Return a number for each key, in the order in which they first come."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}


def _columns(blocks: Sequence[Paragraph]) -> tuple[list[tuple[Paragraph, ...]], int]:
    """Return the columns of a map, and how many paragraphs share one."""
    if len(blocks) <= COLUMNS:
        return [(block,) for block in blocks], 1
    groups = _with_headings(blocks)
    folded = _folded(len(groups))
    batches = (groups[start : start + folded] for start in range(0, len(groups), folded))
    return [tuple(chain.from_iterable(batch)) for batch in batches], folded


def _with_headings(blocks: Iterable[Paragraph]) -> list[tuple[Paragraph, ...]]:
    """Return each paragraph with the headings that stand above it; the last may have only these."""
    groups: list[tuple[Paragraph, ...]] = []
    waiting: tuple[Paragraph, ...] = ()
    for block in blocks:
        waiting += (block,)
        if not block.is_heading:
            groups.append(waiting)
            waiting = ()
    return [*groups, waiting] if waiting else groups


def _folded(paragraphs: int) -> int:
    """Return how many paragraphs share a column of a map: 1, 2, 5, 10, 20, 50 and so on."""
    steps = (int(step * 10**power) for power in count() for step in (1, 2, 5))
    return next(step for step in steps if step * COLUMNS >= paragraphs)


def _first(blocks: Sequence[Paragraph]) -> Paragraph:
    """Return the first paragraph of a column, or its first heading, if it has only these."""
    return next((block for block in blocks if not block.is_heading), blocks[0])


def _column(blocks: Sequence[Paragraph]) -> str:
    """Return the name of a column of the map: a paragraph, or several; of headings the first."""
    first, last = _first(blocks), blocks[-1]
    if first.is_heading:
        return str(first.number)
    return label(first.id) if first is last else f"{label(first.id)}–{last.number}"


def _mark(page: str, note: Note, block: Paragraph) -> Md:
    """Return a note's mark: an empty link, whose sign is drawn by the style sheet.

    The words of the paragraph stay what they are, for the eye of a program too.
    """
    own = paths.paragraph(note.text, block.id) == page and not block.is_heading
    target = page if own else paths.notes(note.text)
    rank = f"{'.changes-sense ' if note.changes_sense else ''}data-rank={note.rank}"
    rank += "" if note.is_on_translation else f" .is-{note.group} data-kind={note.group}"
    return md.link(Md(""), md.href(page, target, f"note-{note.number}"), rank)
