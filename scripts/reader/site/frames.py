"""The frames of pages: what the theme draws around what people read, from the edition.

A frame holds what stands in no Markdown: the head for programs, the way to the pages beside,
citations, and the data of cards. It is made when its page is drawn, and kept no longer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.citing.citations import Citations
from reader.data import cards, linkset
from reader.data.exports import Export
from reader.edition import labels, noted
from reader.edition.footnotes import Footnote
from reader.edition.index import Index
from reader.edition.versions import Group, Row
from reader.history import paths
from reader.history.parts import Part
from reader.language import markup
from reader.language.fold import spelling
from reader.language.html import in_script
from reader.model import Note, Paragraph, Term, Text, are_on_translation
from reader.site import timeline
from reader.site.head import Head, Heads
from reader.site.layout.numbers import numbered

Frame = Mapping[str, Any]
Numbers = Mapping[tuple[str, str], Mapping[str, int]]
LISTS = ("assets/lists.js",)  # the script of pages with a list to filter or to sort
VERSIONS = ("assets/versions.js",)  # that of pages with versions of one text
BRIEF = {"quote": 56, "wording": 64, "told": 120}  # characters of a note beside the words


class Frames:
    """The frames of an edition; ``alternates`` are the files of data beside each page."""

    def __init__(
        self,
        index: Index,
        citations: Citations,
        heads: Heads,
        alternates: Mapping[str, Iterable[Export]],
    ) -> None:
        self.index = index
        self.citations = citations
        self.heads = heads
        self.alternates = alternates
        self.landings = frozenset(linkset.landings(index))
        self.files = {file.path: file for files in alternates.values() for file in files}

    def plain(self, path: str, head: Head, width: str = "", described: str = "") -> Frame:
        """Return the frame of any page; ``width`` names how wide its words are set.

        ``described`` is a file beside another page that describes this one too.
        """
        landing = linkset.PATH if path in self.landings and path != paths.HOME else ""
        more = [self.files[name] for name in (described, landing) if name in self.files]
        files = [
            (file.media, self.index.interface.gettext(file.format), file.path, _role(file))
            for file in (*self.alternates.get(path, ()), *more)
        ]
        copy = ("text/markdown", "Markdown", paths.copy(path), f"alternate {linkset.ITEM}")
        return {"head": head, "width": width, "alternates": (*files, copy)}

    def home(self) -> Frame:
        """Return the frame of the home page, which has a table if there are a few texts."""
        has_table = self.index.has_few
        plain = self.plain(paths.HOME, self.heads.home(), "broad" if has_table else "")
        return {**plain, "scripts": LISTS if has_table else ()}

    def notes(self, path: str, text: Text) -> Frame:
        """Return the frame of the notes on a text, which our license covers."""
        return {**self.beside(path, text, free=True), "scripts": LISTS}

    def beside(self, path: str, text: Text, *, free: bool = False, broad: bool = False) -> Frame:
        """Return the frame of a page about a text; ``free`` says that our license covers it."""
        return self.plain(path, self.heads.beside(text, free=free), "broad" if broad else "")

    def text(self, text: Text, part: Part, holds: Mapping[str, str]) -> Frame:
        """Return the frame of a whole text, or of a part of it.

        ``holds`` are the anchors on the page of each part, if there are several.
        """
        numbers = self._numbers(text, part)
        path, head = paths.text(text.id, part.name), self.heads.text(text, part)
        data = paths.data_of(text.id, "annotations.jsonld") if part.name else ""
        return {
            **self.plain(path, head, _width(text, sided=True), data),
            "margins": {
                block.id: self._margin(text, block, numbers)
                for block in part.blocks
                if not block.is_heading
            },
            "cards": self._cards(text, part, in_parts=bool(holds)),
            "headwords": self.index.collection.headwords,
            "label": self.index.interface.gettext("this text"),
            "citations": tuple(self.citations.whole(text)),
            "templates": self.citations.templates(text),
            **(self._beside(text, part, holds) if holds else {}),
        }

    def _beside(self, text: Text, part: Part, holds: Mapping[str, str]) -> Frame:
        """Return what the page of a part knows of the others: the ways to them, their anchors."""
        parts = self.index.addresses.parts(text)
        number = parts.index(part)
        ways = [
            (labels.run(self.index.interface, other.blocks), paths.text(text.id, other.name))
            for other in parts
        ]
        own = ways[number][1]
        return {
            "previous": ways[number - 1] if number else None,
            "whole": (text.meta.label, paths.text(text.id), ""),
            "following": ways[number + 1] if number + 1 < len(ways) else None,
            "elsewhere": [(path, anchors) for path, anchors in holds.items() if path != own],
        }

    def paragraph(self, text: Text, number: int) -> Frame:
        """Return the frame of a paragraph, by its place among those of its text."""
        around, named = text.paragraphs, self.index.interface.label
        block = around[number]
        path = paths.paragraph(text.id, block.id)
        before = around[number - 1] if number else None
        after = around[number + 1] if number + 1 < len(around) else None
        return {
            **self.plain(
                path,
                self.heads.paragraph(text, block),
                _width(text, sided=True),
                paths.data_of(text.id, "annotations.jsonld"),
            ),
            "previous": before and (named(before.id), paths.paragraph(text.id, before.id)),
            "whole": (text.meta.label, self.index.addresses.whole(text.id, block.id), block.id),
            "following": after and (named(after.id), paths.paragraph(text.id, after.id)),
            "label": named(block.id),
            "scripts": VERSIONS if self.index.versions.several(text) else (),
            "citations": tuple(self.citations.paragraph(text, block)),
            "headwords": self.index.collection.headwords,
            "uses": _written(
                {
                    **{
                        term.id: self._uses(term, text, (block,))
                        for term in self.index.terms_in(text, block)
                    },
                    **_footnotes(self.index.footnotes[text.id].referred_to(block)),
                }
            ),
        }

    def versions(self, path: str, group: Group, rows: Iterable[Row]) -> Frame:
        """Return the frame of a page of versions side by side, with the cards of its terms."""
        terms = dict.fromkeys(
            term
            for row in rows
            for column, cell in zip(group.columns, row.cells, strict=True)
            for block in cell
            for term in self.index.terms_in(column.text, block)
        )
        found = {"terms": {term.id: cards.entry(self.index, term) for term in terms}}
        plain = self.plain(path, self.heads.beside(group.main), "columns")
        return {**plain, "cards": _written(found), "scripts": VERSIONS}

    def glossary(self, path: str, head: Head) -> Frame:
        """Return the frame of the glossary, with the other names by which its entries are found."""
        names = {term.id: " · ".join(term.also) for term in self.index.terms.values() if term.also}
        return {**self.plain(path, head), "names": names, "scripts": LISTS}

    def entry(self, term: Term) -> Frame:
        """Return the frame of an entry."""
        shelf = self.index.has_shelf and self.index.mentions_of(term)
        path = paths.entry(term.id)
        return {
            **self.plain(
                path, self.heads.entry(term), "broad" if shelf else "", paths.data("glossary.ttl")
            ),
            "label": self.index.interface.gettext("this entry"),
            "citations": tuple(self.citations.entry(term)),
            "drawing": timeline.uses(self.index, term) if shelf and not self.index.has_many else "",
        }

    def gone(self, path: str, onward: tuple[str, str] | None) -> Frame:
        """Return the frame of a page that is gone; ``onward`` is what took its place, if any."""
        return {**self.plain(path, Head()), "alternates": (), "onward": onward}

    # Beside the words

    def _numbers(self, text: Text, part: Part) -> Numbers:
        """Return the numbers of the notes of a part of a text, by paragraph and note."""
        return numbered(
            ((block.id, note.number), note.rank)
            for block in part.blocks
            for note in self.index.notes_in(text, block)
        )

    def _margin(self, text: Text, block: Paragraph, numbers: Numbers) -> Mapping[str, Any]:
        """Return what stands beside a paragraph of a whole text: its notes in short."""
        notes = self.index.notes_in(text, block)
        return {
            "label": self.index.interface.label(block.id),
            "are_on_translation": are_on_translation(notes),
            "notes": [self._brief(note, block, numbers[block.id, note.number]) for note in notes],
        }

    def _brief(self, note: Note, block: Paragraph, numbers: Mapping[str, int]) -> Mapping[str, Any]:
        """Return a note in short: what it is about, other wordings, or how its prose begins."""
        said, sources = self.index.interface.gettext, self.index.sources
        quotes = dict.fromkeys(place.quote for place in note.places if place.at == block.id)
        page = paths.notes(note.text) if block.is_heading else paths.paragraph(note.text, block.id)
        better = [(said(name), words) for name, words in note.better]
        others = better or noted.readings(note, sources, self.index.interface)
        is_told = not (note.is_on_translation or others)
        told = noted.prose(note, sources, self.index.interface) if is_told else ""
        return {
            "note": note,
            "numbers": numbers,
            "page": page,
            "quotes": " / ".join(_shortened(quote, BRIEF["quote"]) for quote in quotes),
            "better": [(name, _shortened(words, BRIEF["wording"])) for name, words in others],
            "labels": self.index.interface.comma.join(map(said, note.labels)),
            "told": markup.curly(_shortened(told, BRIEF["told"])),
        }

    def _cards(self, text: Text, part: Part, *, in_parts: bool) -> str:
        """Return what the cards of a whole text show, of terms and of notes, as JSON.

        Those of a part count the uses of the whole, under a name that no term can have.
        """
        terms = dict.fromkeys(
            term for block in part.blocks for term in self.index.terms_in(text, block)
        )
        here = [note for block in part.blocks for note in self.index.notes_in(text, block)]
        notes = dict.fromkeys(here) if in_parts else self.index.notes_of(text)
        language = self.index.collection.tag_of(text.meta)
        footnotes = self.index.footnotes[text.id]
        marked = [note for block in part.blocks for note in footnotes.referred_to(block)]
        data = {
            "terms": {term.id: cards.entry(self.index, term) for term in terms},
            "notes": {
                note.number: cards.note(note, self.index.sources, language, self.index.interface)
                for note in notes
            },
            **_footnotes(marked if in_parts else footnotes.notes),
        }
        if in_parts:
            data["/"] = {term.id: self._uses(term, text, part.blocks) for term in terms}
        return _written(data)

    def _uses(self, term: Term, text: Text, blocks: Sequence[Paragraph]) -> Mapping[str, Any]:
        """Return which uses of a term some blocks have, and how often the text has each wording.

        ``first`` is the number of the first one here, from 1; ``previous`` and ``next`` are
        the uses around those that are here. The page holds the rest.
        """
        all_uses = self.index.mentions_of(term, text)
        first, last = (self.index.uses_in(term, text, block) for block in (blocks[0], blocks[-1]))
        here = range(first.start, last.stop)
        spellings = {spelling(self.index.words_of(all_uses[number])) for number in here}
        return {
            "first": here.start + 1,
            "total": len(all_uses),
            "previous": all_uses[here.start - 1].id if here.start else "",
            "next": all_uses[here.stop].id if here.stop < len(all_uses) else "",
            "wordings": {
                key: len(wording.mentions)
                for wording in self.index.wordings(term, text)
                if (key := spelling(wording.words)) in spellings
            },
        }


def _footnotes(notes: Iterable[Footnote]) -> Mapping[str, Any]:
    """Return what the cards of a text's own footnotes say, under a name that no term can have."""
    words = {note.mark.id: note.words for note in notes}
    return {"#": words} if words else {}


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 4].rsplit(' ', 1)[0]} …"


def _role(file: Export) -> str:
    """Return what a file is to a page, as a head says it.

    Material (9.8.2) asks for a sitemap beside each ``link[rel=alternate]``: the space is for it.
    """
    return file.rel if file.rel == linkset.LINKSET else f"alternate {file.rel}"


def _width(text: Text, *, sided: bool) -> str:
    names = ("sided" if sided else "", "han" if text.meta.tag.startswith("zh") else "")
    return " ".join(filter(None, names))


def _written(data: object) -> str:
    """Return data as JSON that may stand in a script of a page."""
    return in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
