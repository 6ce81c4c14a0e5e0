"""What the page of a paragraph or of an entry is made of, as a hash: of the same, the same page.

There are so many of these pages that making their Markdown, only to see that it is what it was,
would take longer than all else that a build does after an edit. So it is told before.

Everything in the edition counts, whatever it is, but for what is left out here by name: the
words of other paragraphs, the prose of other entries, notes on other places. What of those shows
all the same is put in. A test edits at random, and compares pages that have the same hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cached_property

from reader.data.exports import Export
from reader.edition import usage
from reader.edition.index import Index
from reader.edition.references import Referred
from reader.history import paths
from reader.language import markup
from reader.model import Form, Note, Original, Paragraph, Prose, Term, Text
from reader.site.pages import uses
from reader.stored import key_of

# What of an entry only its own page says; its definition is an insert on others.
OWN = frozenset(
    (
        *("place", "traditional", "forms", "excluded", "forms_in", "also", "renderings"),
        *("offices", "sources", "revised", "prose", "attestations"),
    )
)
Name = tuple[str, str]  # of a block or a note: the ids of its text and of itself


class MadeOf:
    """The hashes of what the pages of an edition are made of.

    ``alternates`` are the files of data beside each page.
    """

    def __init__(
        self, index: Index, referred: Referred, alternates: Mapping[str, Iterable[Export]]
    ) -> None:
        self.index = index
        self.referred = referred
        self.alternates = alternates

    def paragraph(self, text: Text, block: Paragraph, old: object) -> str:
        """Return the hash of what the page of a paragraph is made of, but for stamp and inserts.

        ``old`` is what the page says of ids that are gone.
        """
        index = self.index
        return key_of(
            self._everywhere,
            self._files_beside(paths.paragraph(text.id, block.id)),
            self._blocks[text.id, block.id],
            [(term.id, self._uses.get((term.id, text.id))) for term in self._terms(text, block)],
            [self._notes[note.text, note.id] for note in index.notes_in(text, block)],
            list(map(_named, self.referred.to(text, block))),
            index.footnotes[text.id].referred_to(block),
            self._versions[text.id] if index.versions.several(text) else "",
            old,
        )

    def entry(self, term: Term) -> str:
        """Return the hash of what the page of an entry is made of."""
        index = self.index
        blocks = dict.fromkeys((use.text, use.paragraph) for use in index.mentions_of(term))
        return key_of(
            self._everywhere,
            self._files_beside(paths.entry(term.id)),
            self._entries[term.id],
            [self._blocks[name] for name in blocks],
            [(longer.id, count) for longer, count in index.within(term)],
            [self._notes[note.text, note.id] for note in index.notes_on(term)],
            self._rates(term) if index.has_many else "",
            sorted(self._versions.items()),
        )

    def _terms(self, text: Text, block: Paragraph) -> tuple[Term, ...]:
        own = self.index.terms_in(text, block)
        return own + (self.index.terms_in(text, block.original) if block.original else ())

    def _files_beside(self, page: str) -> list[tuple[str, ...]]:
        found = self.alternates.get(page, ())
        return [(file.path, file.media, file.format, file.rel) for file in found]

    # What many pages share

    @cached_property
    def _everywhere(self) -> str:
        """All that is in the edition, but for words, prose and notes."""
        index, seeds = self.index, self.index.edition.seeds
        settings = index.edition.settings
        return key_of(
            (seeds.collection, seeds.sources, seeds.published, seeds.changes, seeds.releases),
            (index.edition.address, index.day, [line.id for line in index.fates.gone]),
            (settings.introduction, settings.example, sorted(settings.pages)),
            list(map(_outline, seeds.texts)),
            list(map(_without_prose, seeds.terms)),
            [(note.text, note.id, note.number) for note in seeds.notes],
        )

    @cached_property
    def _entries(self) -> Mapping[str, str]:
        terms = self.index.terms.values()
        return {term.id: key_of(term, self._places(term.prose)) for term in terms}

    @cached_property
    def _notes(self) -> Mapping[Name, str]:
        return {
            (note.text, note.id): key_of(note, self._places(note.reason))
            for note in self.index.edition.seeds.notes
        }

    def _places(self, prose: Prose) -> list[str]:
        """Return where the links of some prose lead now: the words of old places may tell."""
        return [self.index.fates.place(target) for target, _ in markup.links(prose.words)]

    @cached_property
    def _uses(self) -> Mapping[tuple[str, str], str]:
        """Where and in which words texts have terms, by the ids of the term and the text."""
        uses = self.index.mentions_of
        return {
            (term.id, text.id): key_of([(use.id, use.words) for use in uses(term, text)])
            for term in self.index.terms.values()
            for text in self.index.texts_with(term)
        }

    @cached_property
    def _blocks(self) -> Mapping[Name, str]:
        """The blocks of texts: their words, what is marked in them, and their originals."""
        return {
            (text.id, block.id): key_of(*map(self._words, [text, text], (block, block.original)))
            for text in self.index.texts.values()
            for block in text.blocks
        }

    def _words(self, text: Text, block: Paragraph | None) -> tuple[object, ...]:
        if block is None:
            return ()
        return (
            (block.id, block.before, block.sentences, block.shape, block.wrapped, block.language),
            sorted(block.compounds),
            self.index.mentions_in(text, block),
            self.index.footnotes[text.id].marks_in(block),
        )

    @cached_property
    def _versions(self) -> Mapping[str, str]:
        """All versions of a text together, by the id of each."""
        return {
            text.id: key_of([self._blocks[one.id, b.id] for one in group.texts for b in one.blocks])
            for group in self.index.versions.groups
            for text in group.texts
        }

    def _rates(self, term: Term) -> list[tuple[str, int]]:
        """Return how often texts use a term, as its page says it: of how many words all have."""
        index, found = self.index, self.index.arrangement
        groups = (usage.of(index, term, group) for group in (found.periods, found.series.values()))
        return [
            (uses.rate(index.interface, one), uses.share(one, all_))
            for all_ in groups
            for one in all_
        ]


def _outline(text: Text) -> tuple[object, ...]:
    """Return what all pages may say of a text: all of it but the words of its paragraphs."""
    return (text.id, text.meta, text.made_from, bool(text.original), tuple(_parts(text)))


def _parts(text: Text) -> Iterator[object]:
    for block in text.blocks:
        heading = block.words if block.is_heading else ""
        yield block.id, block.shape, heading


def _without_prose(term: Term) -> list[object]:
    """Return what all pages may say of an entry: all of it but what only its own page says."""
    told = (field.name for field in fields(term) if field.name not in OWN)
    return [_without_line(getattr(term, name)) for name in told]


def _without_line(value: object) -> object:
    """Return a value without the lines of its file: no page says them, and an edit moves them."""
    if isinstance(value, tuple):
        return tuple(map(_without_line, value))
    if isinstance(value, Form):
        return value.words
    return replace(value, line=0) if isinstance(value, Original) else value


def _named(one: Term | Note) -> tuple[str, ...]:
    return (one.id, one.headword) if isinstance(one, Term) else (one.text, one.id, one.number)
