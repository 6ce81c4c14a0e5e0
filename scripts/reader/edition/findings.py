"""What an editor may want to look at: nothing here is wrong, much of it is worth a look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from reader.edition.index import Index
from reader.edition.phrases import phrases
from reader.edition.unsupported import Finding, unsupported
from reader.language import pinyin, split
from reader.language.match import Matcher, Span, names
from reader.language.words import bare, plural
from reader.model import Mention, Term

FEW, MANY = 3, 40  # marks in a paragraph
PINYIN_SIGNS = re.compile(r"[\s\-'’,·]")


def findings(index: Index) -> tuple[Finding, ...]:
    """Return every observation on an edition, each kind once, empty kinds included.

    First come those with which an editor can do something at once.

    An item is the id of an entry, or nothing, and a sentence.
    """
    terms = tuple(index.terms.values())
    return (
        Finding("Phrases that recur and that no entry covers", tuple(_phrases(index))),
        Finding("Entries that no text mentions", tuple(_unmentioned(index))),
        Finding("Entries that nothing links to", tuple(_orphans(index))),
        Finding("Entries that rest on weak sources alone", tuple(_weak(index))),
        Finding("Sources that nobody cites", tuple(_uncited(index))),
        *(
            [Finding("Pinyin that a library reads otherwise", tuple(_pinyin(terms)))]
            if index.collection.has_pinyin
            else []
        ),
        Finding("Attestations read in a source that only quotes them", tuple(_quoted(index))),
        Finding("Places where a longer form won", tuple(_inside_longer_forms(index))),
        *(
            [Finding("Marks of footnotes that lead to none", tuple(_lost_marks(index)))]
            if any(text.meta.footnotes for text in index.texts.values())
            else []
        ),
        *unsupported(index),
        Finding("Paragraphs with few or very many marks", tuple(_density(index))),
    )


def text(made: Iterable[Finding], most: int | None = None) -> str:
    """Return findings as plain text for a terminal, at most so many of a kind in full."""
    lines = []
    for finding in made:
        count = len(finding.items)
        lines.append(f"{finding.title}: {count:,}")
        lines += [f"  {': '.join(part for part in item if part)}" for item in finding.items[:most]]
        if most is not None and count > most:
            lines.append(f"  and {count - most:,} more, which 'check --all' lists")
    return "\n".join(lines)


def _pinyin(terms: Sequence[Term]) -> Iterator[tuple[str, str]]:
    readings = pinyin.readings_of_all(term.original for term in terms)
    for term in terms:
        read = readings[term.original]
        if PINYIN_SIGNS.sub("", term.romanization.lower()) != read:
            yield term.id, f"{term.original} is {term.romanization} here, {read} in the library"


def _quoted(index: Index) -> Iterator[tuple[str, str]]:
    grades = {source.id: source.grade for source in index.sources.values()}
    for term in index.terms.values():
        for found in term.attestations:
            if grades[found.source] not in index.collection.official:
                yield term.id, f"{found.date}, in {found.source}"


def _inside_longer_forms(index: Index) -> Iterator[tuple[str, str]]:
    """Name the forms that stand inside longer ones: where a term alone would be found."""
    won: Counter[tuple[str, str, str]] = Counter()
    matcher = Matcher(index.terms.values())
    for made in index.texts.values():
        for block in made.blocks:
            marked: dict[str, list[Mention]] = defaultdict(list)
            for mention in index.mentions_in(made, block):
                marked[mention.sentence].append(mention)
            for sentence in split.read(block):
                alone = matcher.alone(sentence.words, made.id, block.language)
                for span in chain.from_iterable(alone.values()):
                    words = bare(sentence.words[span.start : span.end])
                    won.update(
                        (span.term, words, other.term)
                        for other in marked[sentence.id]
                        if other.term != span.term and _overlap(span, other)
                    )
    for (term_id, words, winner), count in sorted(won.items()):
        yield term_id, f"{words!r} stands {plural(count, 'time')} inside a form of {winner}"


def _overlap(span: Span, mention: Mention) -> bool:
    return mention.start < span.end and span.start < mention.end


def _phrases(index: Index) -> Iterator[tuple[str, str]]:
    paragraphs = chain.from_iterable(text.paragraphs for text in index.texts.values())
    terms = index.terms.values()
    limited = (form.words for term in terms for some in term.forms_in for form in some.forms)
    known = chain((name for term in terms for name in names(term)), limited)
    for phrase, count in phrases((block.words for block in paragraphs), known):
        yield "", f"{phrase!r}, {plural(count, 'time')}"


def _density(index: Index) -> Iterator[tuple[str, str]]:
    for made in index.texts.values():
        for block in made.paragraphs:
            count = len(index.mentions_in(made, block))
            if not FEW <= count <= MANY:
                yield "", f"{made.id}, {block.id}: {plural(count, 'mark')}"


def _lost_marks(index: Index) -> Iterator[tuple[str, str]]:
    for made in index.texts.values():
        for mark in index.footnotes[made.id].lost:
            yield "", f"{made.id}, {mark.paragraph}: {mark.words}"


def _unmentioned(index: Index) -> Iterator[tuple[str, str]]:
    for term in index.terms.values():
        if not index.mentions_of(term):
            yield term.id, term.kind


def _orphans(index: Index) -> Iterator[tuple[str, str]]:
    linked = {
        form.words
        for term in index.terms.values()
        for forms in term.relations.values()
        for form in forms
    }
    for term in index.terms.values():
        if term.id not in linked:
            yield term.id, "no entry names it as broader, narrower, related or distinct"


def _uncited(index: Index) -> Iterator[tuple[str, str]]:
    cited = {key for term in index.terms.values() for key in index.cited_by(term)}
    cited |= {key for made in index.texts.values() for key in index.cited_about(made)}
    for key in index.sources:
        if key not in cited:
            yield "", key


def _weak(index: Index) -> Iterator[tuple[str, str]]:
    weakest = index.collection.grades[-1:]
    for term in index.terms.values():
        keys = index.cited_by(term)
        if keys and all(index.sources[key].grade in weakest for key in keys):
            yield term.id, ", ".join(keys)
