"""The words of a block as a page shows them: mentions as links, notes as marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from reader.edition.footnotes import Mark
from reader.history import paths
from reader.language import markup, split
from reader.model import Note, Paragraph, Text
from reader.site import md
from reader.site.md import Link, Md
from reader.site.pages.versions import Versioned


class Worded(Versioned):
    """The pages that show the words of a text."""

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
        addresses = self.index.addresses
        find = addresses.whole if addresses.is_of_whole(text.id, page) else addresses.block
        target = find(text.id, mark.at)
        return md.href(page, target, mark.target)

    def _footnotes(self, page: str, text: Text, block: Paragraph) -> list[tuple[str, str, str]]:
        """Return the footnotes to a paragraph that stand elsewhere: mark, address, words."""
        notes = self.index.footnotes[text.id].referred_to(block)
        return [
            (note.mark.words, self._footmark(page, text, note.references[0]), note.words)
            for note in notes
            if note.mark.paragraph != block.id
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


def shows(block: Paragraph) -> list[tuple[str, str]]:
    """Return what a page with a block must show unaltered: its words and their original."""
    given = (block, block.original) if block.original else (block,)
    return [(part.id, markup.shown(part.words)) for part in given]


def _mark(page: str, note: Note, block: Paragraph) -> Md:
    """Return a note's mark: an empty link, whose sign is drawn by the style sheet.

    The words of the paragraph stay what they are, for the eye of a program too.
    """
    own = paths.paragraph(note.text, block.id) == page and not block.is_heading
    target = page if own else paths.notes(note.text)
    rank = f"{'.changes-sense ' if note.changes_sense else ''}data-rank={note.rank}"
    rank += "" if note.is_on_translation else f" .is-{note.group} data-kind={note.group}"
    return md.link(Md(""), md.href(page, target, f"note-{note.number}"), rank)
