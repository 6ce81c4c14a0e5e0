"""References: which entries and notes have links in their prose to a place in a text.

Such a link names an id as the record has it: ``pond`` for a text, ``pond/p4``, ``pond/p4s2``,
or ``pond/n12`` for a note. What was published keeps leading somewhere: to what became of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from reader.edition.index import Index
from reader.history import ids
from reader.language import markup
from reader.model import Note, Paragraph, Prose, Term, Text

Referring = Term | Note


class Referred:
    """Which entries and notes refer to the paragraphs of the texts."""

    def __init__(self, index: Index) -> None:
        found: dict[str, dict[str, Referring]] = defaultdict(dict)
        for source, name, prose in _sources(index):
            for target, _ in markup.links(prose.words):
                if there := index.fates.place(target):
                    found[ids.block_of(there)][name] = source
        self._found: Mapping[str, Mapping[str, Referring]] = found

    def to(self, text: Text, block: Paragraph) -> tuple[Referring, ...]:
        """Return the entries and notes that refer to a paragraph or a sentence of it."""
        return tuple(self._found.get(f"{text.id}/{block.id}", {}).values())


def _sources(index: Index) -> Iterator[tuple[Referring, str, Prose]]:
    for term in index.terms.values():
        yield term, f"{ids.GLOSSARY}/{term.id}", term.prose
    for note in index.edition.seeds.notes:
        yield note, f"{note.text}/{note.id}", note.reason
