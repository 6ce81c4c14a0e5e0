"""What an editor may want to look at: nothing here is wrong, much of it is worth a look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from reader.edition.index import Index
from reader.language import pinyin, split
from reader.language.find import key_of
from reader.language.match import Matcher, Span, names
from reader.language.words import bare, plural
from reader.model import Mention, Term

FEW, MANY = 3, 40  # marks in a paragraph
PHRASE_WORDS = range(2, 6)
PHRASE_USES = 3
# Words at which no phrase begins or ends.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from had has have he his in into is it its must of on "
        "or that the their them this to was we were which with",
    )
)
BREAK = re.compile(r"[^\w\s'’-]+")
PINYIN_SIGNS = re.compile(r"[\s\-'’,·]")


@dataclass(frozen=True)
class Finding:
    """A kind of observation, and what was observed; ``term`` is the entry it concerns, if one."""

    title: str
    items: tuple[tuple[str, str], ...]


def findings(index: Index) -> tuple[Finding, ...]:
    """Return every observation on an edition, each kind once, empty kinds included.

    An item is the id of an entry, or nothing, and a sentence.
    """
    terms = tuple(index.terms.values())
    return (
        *(
            [Finding("Pinyin that a library reads otherwise", tuple(_pinyin(terms)))]
            if index.collection.has_pinyin
            else []
        ),
        Finding("Attestations read in a source that only quotes them", tuple(_quoted(index))),
        Finding("Places where a longer form won", tuple(_inside_longer_forms(index))),
        Finding("Phrases that recur and that no entry covers", tuple(_phrases(index))),
        Finding("Paragraphs with few or very many marks", tuple(_density(index))),
        Finding("Entries that no text mentions", tuple(_unmentioned(index))),
        Finding("Entries that nothing links to", tuple(_orphans(index))),
        Finding("Sources that nobody cites", tuple(_uncited(index))),
        Finding("Entries that rest on weak sources alone", tuple(_weak(index))),
    )


def text(made: Iterable[Finding]) -> str:
    """Return findings as plain text for a terminal."""
    lines = []
    for finding in made:
        lines.append(f"{finding.title}: {len(finding.items)}")
        lines += [f"  {': '.join(part for part in item if part)}" for item in finding.items]
    return "\n".join(lines)


def _pinyin(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    for term in terms:
        read = pinyin.reading(term.original)
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
    frequent = _frequent(index)
    keys = {phrase: tuple(key_of(phrase).split()) for phrase in frequent}
    longest = max((len(key) for key in keys.values()), default=0)
    within = {part for key in keys.values() for part in _parts(key, longest) if part != key}
    for name in (name for term in index.terms.values() for name in names(term)):
        within.update(_parts(tuple(key_of(name).split()), longest))
    for phrase, count in sorted(frequent.items(), key=lambda item: (-item[1], item[0])):
        if keys[phrase] not in within:
            yield "", f"{phrase!r}, {plural(count, 'time')}"


def _frequent(index: Index) -> dict[str, int]:
    """Return the phrases that recur, with their counts.

    One of three words can recur only if the two at its beginning and at its end do: so
    each length is counted among what the one before it left, and few are ever held.
    """
    blocks = chain.from_iterable(text.paragraphs for text in index.texts.values())
    runs = [run.lower().split() for block in blocks for run in BREAK.split(block.words)]
    known: set[str] | None = None
    found: dict[str, int] = {}
    for length in PHRASE_WORDS:
        uses: Counter[str] = Counter()
        for words in runs:
            pieces = _pieces(words, length - 1)
            uses.update(
                f"{left} {right_words}"
                for left, right, right_words in zip(
                    pieces, pieces[1:], words[length - 1 :], strict=False
                )
                if known is None or (left in known and right in known)
            )
        recurring = {phrase: count for phrase, count in uses.items() if count >= PHRASE_USES}
        known = set(recurring)
        found |= recurring
    return {phrase: count for phrase, count in found.items() if _begins_and_ends_well(phrase)}


def _pieces(words: list[str], length: int) -> list[str]:
    if length == 1:
        return words
    return [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]


def _begins_and_ends_well(phrase: str) -> bool:
    words = phrase.split()
    return STOP_WORDS.isdisjoint((words[0], words[-1]))


def _parts(words: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    """Return every run of words that is not longer than the longest asked for."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + longest) + 1):
            yield words[start:end]


def _density(index: Index) -> Iterator[tuple[str, str]]:
    for made in index.texts.values():
        for block in made.paragraphs:
            count = len(index.mentions_in(made, block))
            if not FEW <= count <= MANY:
                yield "", f"{made.id}, {block.id}: {plural(count, 'mark')}"


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
