"""Look things up in an edition: mentions by term or paragraph, notes, sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial

from reader.edition import quotations
from reader.edition.arrangement import Arrangement
from reader.edition.footnotes import found
from reader.edition.grouping import grouped
from reader.edition.noted import cited
from reader.edition.versions import Versions
from reader.history.addresses import Addresses
from reader.history.fates import Fates
from reader.interface import Interface
from reader.language import markup, split
from reader.language.fold import spelling
from reader.language.words import LINE_END, bare, sorting
from reader.model import (
    Collection,
    Edition,
    Mention,
    Note,
    NotePlace,
    Paragraph,
    Sentence,
    Term,
    Text,
)

CONTEXT = 64
FEWEST = 2  # terms of a paragraph that are marked in any case
MARKED = 0.15  # of the words of a paragraph, while one studies it: all would be too many


@dataclass(frozen=True)
class Wording:
    """One spelling under which a term stands in the texts, with its places."""

    words: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Line:
    """A line of concordance: a mention with the words around it."""

    mention: Mention
    left: str
    words: str
    right: str


class Index:
    """The edition, arranged for those who ask."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        seeds = edition.seeds
        self.interface = Interface(seeds.collection.interface)
        self.terms = {term.id: term for term in seeds.terms}
        self.texts = {text.id: text for text in seeds.texts}
        self.sources = {source.id: source for source in seeds.sources}
        self.outlines = {
            text.id: {form.words: line for form, line in text.meta.outline} for text in seeds.texts
        }
        self._sentences = {
            (text.id, sentence.id): sentence
            for text in seeds.texts
            for block in text.blocks
            for part in filter(None, (block, block.original))
            for sentence in split.read(part)
        }
        blocks = ((text.id, block.id) for text in seeds.texts for block in text.blocks)
        self._order = {name: number for number, name in enumerate(blocks)}
        self.fates = Fates(seeds)
        self.addresses = Addresses(seeds, self.fates)
        self._by_term = grouped(edition.mentions, lambda m: m.term)
        self._by_use = grouped(edition.mentions, lambda m: (m.term, m.text))
        everywhere = (*edition.mentions, *edition.originals)
        self._by_block = grouped(everywhere, lambda m: (m.text, m.paragraph))
        self.footnotes = {
            text.id: found(text, partial(self.mentions_in, text)) for text in seeds.texts
        }
        self._wordings = {term: self.worded(given) for term, given in self._by_term.items()}
        self._wordings_by_use = {use: self.worded(given) for use, given in self._by_use.items()}
        self._notes_by_block: dict[tuple[str, str], list[Note]] = defaultdict(list)
        self._notes_by_term: dict[str, list[Note]] = defaultdict(list)
        self._notes_by_text: dict[str, list[Note]] = defaultdict(list)
        for note in seeds.notes:
            self._notes_by_text[note.text].append(note)
            for at in dict.fromkeys(place.at for place in note.places):
                self._notes_by_block[note.text, at].append(note)
            for form in note.entries:
                self._notes_by_term[form.words].append(note)

    @property
    def collection(self) -> Collection:
        """What the settings say of the whole."""
        return self.edition.seeds.collection

    @cached_property
    def sorted_terms(self) -> tuple[Term, ...]:
        """The terms in the order of the glossary."""
        return tuple(sorted(self.terms.values(), key=lambda t: (sorting(t.headword), t.id)))

    @cached_property
    def versions(self) -> Versions:
        """The texts of which there are several versions, or an original."""
        return Versions(self.texts, self.fates, self.interface)

    @cached_property
    def shelf(self) -> tuple[Text, ...]:
        """The texts by their days, the oldest first; those without one last."""
        return tuple(sorted(self.texts.values(), key=lambda text: (text.meta.day or "~", text.id)))

    @cached_property
    def arrangement(self) -> Arrangement:
        """The texts by year and by series."""
        return Arrangement(self.shelf, self.edition.seeds.works)

    @property
    def has_shelf(self) -> bool:
        """Whether there are several texts, so that one has to be told from another."""
        return len(self.texts) > 1

    @property
    def has_many(self) -> bool:
        """Whether there are so many texts that pages list them by year and by series."""
        return self.edition.seeds.has_many

    @property
    def has_few(self) -> bool:
        """Whether there are several texts, but so few that a table has a column for each."""
        return self.has_shelf and not self.has_many

    def texts_with(self, term: Term) -> tuple[Text, ...]:
        """Return the texts that mention a term, in the order of the shelf."""
        return self._texts_by_term.get(term.id, ())

    def term_count(self, text: Text) -> int:
        """Return how many terms a text mentions."""
        return self._term_counts[text.id]

    @cached_property
    def _texts_by_term(self) -> dict[str, tuple[Text, ...]]:
        place = {text.id: number for number, text in enumerate(self.shelf)}
        uses = sorted(self._by_use, key=lambda use: place[use[1]])
        return {
            term: tuple(self.texts[text] for _, text in group)
            for term, group in grouped(uses, lambda use: use[0]).items()
        }

    @cached_property
    def _term_counts(self) -> Counter[str]:
        return Counter(text for _, text in self._by_use)

    @property
    def day(self) -> str:
        """When the edition was last released or an entry revised; else when it was published."""
        revised = (term.revised for term in self.terms.values())
        released = (release.day for release in self.edition.seeds.releases)
        published = (line.since for line in self.edition.seeds.published)
        return max((*revised, *released), default="") or max(published, default="")

    def mentions_of(self, term: Term, text: Text | None = None) -> tuple[Mention, ...]:
        """Return every mention of a term, in the order of the texts; or those in one text."""
        if text is None:
            return self._by_term.get(term.id, ())
        return self._by_use.get((term.id, text.id), ())

    def mentions_in(self, text: Text, block: Paragraph) -> tuple[Mention, ...]:
        """Return every mention in a paragraph, in the order of its words."""
        return self._by_block.get((text.id, block.id), ())

    def key_mentions(self, text: Text, block: Paragraph) -> frozenset[str]:
        """Return the ids of the mentions in a paragraph that are marked for those who study it.

        Each is the first mention of its term in the paragraph. Of them those of the terms that
        the text has most often are taken, as long as their words are at most ``MARKED`` of the
        paragraph, but never fewer than ``FEWEST``: in a short paragraph a term is seen too. A
        heading may have none.
        """
        uses: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions_in(text, block):
            uses[mention.term].append(mention)
        frequent = {term: len(self.mentions_of(self.terms[term], text)) for term in uses}
        room = MARKED * len(block.words)
        fewest = 0 if block.is_heading else FEWEST
        found: set[str] = set()
        for term in sorted(uses, key=lambda term: -frequent[term]):
            first = uses[term][0]
            length = first.end - first.start
            if length <= room or len(found) < fewest:
                room -= length
                found.add(first.id)
        return frozenset(found)

    def uses_in(self, term: Term, text: Text, block: Paragraph) -> range:
        """Return which of a term's mentions in a text stand in a paragraph, from 0."""
        mentions = self.mentions_of(term, text)

        def order(mention: Mention) -> int:
            return self._order[mention.text, mention.paragraph]

        here = self._order[text.id, block.id]
        return range(
            bisect_left(mentions, here, key=order), bisect_right(mentions, here, key=order)
        )

    def terms_in(self, text: Text, block: Paragraph) -> tuple[Term, ...]:
        """Return the terms of a paragraph, each once, in the order of first mention."""
        found = dict.fromkeys(mention.term for mention in self.mentions_in(text, block))
        return tuple(self.terms[term] for term in found)

    def notes_in(self, text: Text, block: Paragraph) -> tuple[Note, ...]:
        """Return the notes on a paragraph, in the order of their marks in it.

        Raises LookupError as ``mark_at`` does.
        """
        first_mark = partial(quotations.first_mark, text, block)
        return tuple(sorted(self._notes_by_block[text.id, block.id], key=first_mark))

    def notes_of(self, text: Text) -> tuple[Note, ...]:
        """Return the notes of a text, in the order of their file."""
        return tuple(self._notes_by_text[text.id])

    def notes_on(self, term: Term) -> tuple[Note, ...]:
        """Return the notes that concern a term."""
        return tuple(self._notes_by_term[term.id])

    def wordings(self, term: Term, text: Text | None = None) -> tuple[Wording, ...]:
        """Return the spellings of a term found in the texts, or one text; the most frequent first.

        Spellings that differ in letter case alone are one; the first found is shown.
        """
        if text is None:
            return self._wordings.get(term.id, ())
        return self._wordings_by_use.get((term.id, text.id), ())

    def worded(self, mentions: Iterable[Mention]) -> tuple[Wording, ...]:
        """Return the spellings of some mentions, the most frequent first."""
        groups = grouped(mentions, lambda mention: spelling(self.words_of(mention)))
        found = (Wording(self.words_of(group[0]), group) for group in groups.values())
        return tuple(sorted(found, key=lambda wording: -len(wording.mentions)))

    def words_of(self, mention: Mention) -> str:
        """Return the words of a mention as one reads them: without the line end in them."""
        if not LINE_END.search(mention.words):
            return mention.words
        return bare(self.sentence(mention).words[mention.start : mention.end])

    def line(self, mention: Mention) -> Line:
        """Return a mention with about ``CONTEXT`` characters of its sentence on each side."""
        words = self.sentence(mention).words
        start, end = mention.start, mention.end
        left, own, right = map(bare, (words[:start], words[start:end], words[end:].rstrip()))
        if len(left) > CONTEXT:
            left = "… " + (left[-CONTEXT:].partition(" ")[2] or left[-CONTEXT:])
        if len(right) > CONTEXT:
            right = (right[:CONTEXT].rpartition(" ")[0] or right[:CONTEXT]) + " …"
        return Line(mention, left, own, right)

    def sentence(self, mention: Mention) -> Sentence:
        """Return the sentence that holds a mention, as one reads it."""
        return self._sentences[mention.text, mention.sentence]

    def cited_by(self, term: Term) -> tuple[str, ...]:
        """Return the keys of an entry's sources in the order of first citation."""
        prose = (key for key, _ in markup.citations(term.prose.words))
        front = (form.words for form in term.sources)
        return tuple(dict.fromkeys((*prose, *front, *cited(self.notes_on(term)))))

    def cited_about(self, text: Text) -> tuple[str, ...]:
        """Return the keys that the account of a text and its notes cite."""
        about = (key for key, _ in markup.citations(text.meta.provenance.words))
        front = (form.words for form in text.meta.sources)
        return tuple(dict.fromkeys((*about, *front, *cited(self.notes_of(text)))))

    def within(self, term: Term) -> tuple[tuple[Term, int], ...]:
        """Return the longer terms that a term stands within, the most frequent first."""
        counts = self.edition.within.get(term.id, {})
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple((self.terms[longer], count) for longer, count in ordered)

    def mark_at(self, text: Text, place: NotePlace) -> tuple[str, int]:
        """Return the sentence, and the offset in it, behind which a note's mark stands.

        Raises LookupError when the quotation is not there: the checks refuse that.
        """
        end = quotations.end(text, place)
        for sentence in text.by_id[place.at].sentences:
            if end <= len(sentence.words):
                return sentence.id, end
            end -= len(sentence.words)
        raise LookupError(place.quote)
