"""A text: whole, by paragraph, what is known of it, its map, its notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from reader.edition import labels, noted
from reader.edition.grouping import steps
from reader.history import paths
from reader.interface.english import label
from reader.language import markup
from reader.model import Mention, Output, Paragraph, Term, Text
from reader.site import md
from reader.site.md import Md
from reader.site.pages.versions import Beside
from reader.site.pages.wholes import Wholes
from reader.site.pages.words import shows

COLUMNS, ROWS = 60, 300  # of a map


class Texts(Wholes):
    """The pages of texts."""

    def text(self, text: Text) -> Iterable[Output]:
        """Return the pages of a text: whole, by paragraph, about it, its notes."""
        yield from self._whole(text)
        for number, block in enumerate(text.paragraphs):
            yield self._paragraph(text, number, block)
        yield self._about(text)
        yield self._map(text)
        yield self._notes(text)
        yield from self._versions(text)

    def _paragraph(self, text: Text, number: int, block: Paragraph) -> Output:
        path = paths.paragraph(text.id, block.id)
        beside = self._beside(path, text, block)
        return self._later(
            path,
            "paragraph.md",
            f"seeds/texts/{text.id}/text.txt",
            shows=[*shows(block), *beside.shows],
            frame=partial(self.frames.paragraph, text, number),
            stamp=text.stamp,
            values=partial(self._of_paragraph, path, text, number, beside),
            made_of=self.made_of.paragraph(text, block, self._old_in(path, text, block)),
            inserts=self.said,
        )

    def _of_paragraph(
        self, path: str, text: Text, number: int, beside: Beside
    ) -> Mapping[str, Any]:
        """Return what the page of a paragraph shows, for a template."""
        around = text.paragraphs
        block = around[number]
        return {
            "revised": self.citations.day,
            "text": text,
            "block": block,
            "position": number + 1,
            "earlier": self._earlier(path, f"{text.id}/{block.id}"),
            "words": self._block(path, text, block),
            "originals": self._originals(path, text, (block,)),
            "alarms": self._alarms(path, text, block),
            "previous": around[number - 1] if number else None,
            "following": around[number + 1] if number + 1 < len(around) else None,
            "outline": self.index.outlines[text.id].get(block.id, ""),
            "terms": self.index.terms_in(text, block),
            "notes": [self._note(path, note) for note in self.index.notes_in(text, block)],
            "footnotes": self._footnotes(path, text, block),
            "referring": self._referring(path, text, block),
            "beside": beside,
            "original_language": labels.original_language(self.index, text.meta),
        }

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
        paragraphs share one as make the map short enough. Of very many entries those have a row
        that the text mentions most often.
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
            rows=[(term, rows[term.id]) for term in self._mapped(text, rows)],
            entries=len(rows),
            columns=[(_first(column), _column(column)) for column in columns],
            folded=folded if folded > 1 else 0,
        )

    def _mapped(self, text: Text, found: Iterable[str]) -> Sequence[Term]:
        """Return the entries that have a row in a map, in the given order."""
        terms = [self.index.terms[name] for name in found]
        if len(terms) <= ROWS:
            return terms
        often = sorted(terms, key=lambda term: -len(self.index.mentions_of(term, text)))
        kept = {term.id for term in often[:ROWS]}
        return [term for term in terms if term.id in kept]

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

    def _referring(self, page: str, text: Text, block: Paragraph) -> list[Md]:
        """Return links to the entries and notes that refer to a paragraph and are not listed."""
        listed = (*self.index.terms_in(text, block), *self.index.notes_in(text, block))
        others = [source for source in self.referred.to(text, block) if source not in listed]
        return [
            md.link(source.headword, md.href(page, paths.entry(source.id)))
            if isinstance(source, Term)
            else md.link(
                self.interface.gettext("note {number}", number=source.number),
                md.href(page, *self.index.addresses.place(f"{source.text}/{source.id}")),
            )
            for source in others
        ]


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
    """Return how many paragraphs share a column of a map."""
    return next(step for step in steps() if step * COLUMNS >= paragraphs)


def _first(blocks: Sequence[Paragraph]) -> Paragraph:
    """Return the first paragraph of a column, or its first heading, if it has only these."""
    return next((block for block in blocks if not block.is_heading), blocks[0])


def _column(blocks: Sequence[Paragraph]) -> str:
    """Return the name of a column of the map: a paragraph, or several; of headings the first."""
    first, last = _first(blocks), blocks[-1]
    if first.is_heading:
        return str(first.number)
    return label(first.id) if first is last else f"{label(first.id)}–{last.number}"
