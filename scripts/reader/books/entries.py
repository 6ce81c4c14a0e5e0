"""Entries: what a book says of each term of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.books.runs import Part, Run, Runs, Targets, chinese_apart, cited, prose
from reader.edition import attestations, noted
from reader.edition.index import Index
from reader.language import markup
from reader.language.words import date, label, plural
from reader.model import RELATIONS, Note, Original, Term, Text


@dataclass(frozen=True)
class Named:
    """What a term is in another language: ``name`` is that of a language besides the first."""

    name: str
    tag: str
    words: str
    latin: str
    romanization: str


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary. The first part defines it."""

    id: str
    headword: str
    originals: tuple[Named, ...]
    traditional: str
    parts: tuple[Part, ...]


def entry(index: Index, text: Text, term: Term, targets: Targets) -> Entry:
    """Return an entry as it stands in the book of a text."""
    definition, rest = markup.sections(term.prose.words)
    parted = markup.parted(rest)
    past = attestations.summary(term)
    numbers = targets.numbers
    return Entry(
        id=term.id,
        headword=term.headword,
        originals=tuple(_named(index, given) for given in term.originals),
        traditional=term.other_characters,
        parts=(
            *prose(definition, targets),
            *_list("", [chinese_apart("Also: " + " · ".join(term.also))] if term.also else []),
            *_list("Office", _offices(term, numbers)),
            *_list("Wordings in this text", _wordings(index, text, term)),
            *prose(parted.other, targets),
            *prose(parted.here, targets),
            *_renderings(term, parted.renderings, targets),
            *_list(noted.title(own := _noted(index, text, term)), _notes(own)),
            *_list("History", [chinese_apart(past), *_attestations(term, numbers)] if past else []),
            *prose(parted.history, targets),
            *_list("Related entries", _relations(index, term)),
        ),
    )


def _named(index: Index, given: Original) -> Named:
    name = index.collection.language(given.language) if given.is_further else ""
    return Named(name, given.tag, given.words, given.latin, given.romanization)


def _list(title: str, lines: Iterable[Runs]) -> Iterator[Part]:
    given = tuple(lines)
    if given and title:
        yield Part("heading", ((Run(title),),))
        yield Part("list", given)
    elif given:
        yield Part("paragraph", given)


def _offices(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for office in term.offices:
        since = f", from {office.since}" if office.since else ""
        until = f" to {office.until}" if office.until else ""
        yield (*chinese_apart(office.title + since + until), *cited(office.source, numbers))


def _wordings(index: Index, text: Text, term: Term) -> Iterator[Runs]:
    for wording in index.wordings(term, text):
        places = [
            run
            for mention in wording.mentions
            for run in (Run(" "), Run(label(mention.paragraph), "place", mention.id))
        ]
        count = plural(len(wording.mentions), "place")
        yield (*chinese_apart(f"{' '.join(wording.words.split())}, {count}:"), *places)


def _renderings(term: Term, said: str, targets: Targets) -> Iterator[Part]:
    """Return the list of renderings and what is said of them, under one heading."""
    if term.renderings or said:
        yield Part("heading", ((Run("How others render it"),),))
    if term.renderings:
        yield Part("list", tuple(_rendered(term, targets.numbers)))
    yield from prose(said, targets)


def _rendered(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for given in term.renderings:
        where = f": {given.where}" if given.where else ""
        said = f"{given.wording} ({given.label}){where}"
        yield (*chinese_apart(said), *cited(given.source, numbers))


def _attestations(term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for step in attestations.steps(term):
        found = step.attestation
        relation = f" — {step.label}" if step.label else ""
        said = f"{date(found.date)}{relation}: {found.document}, {found.speaker}. {found.original}"
        rendering = chinese_apart(f" “{found.rendering}”") if found.rendering else ()
        yield (
            *chinese_apart(said),
            *cited(found.source, numbers),
            *rendering,
            *cited(found.rendering_source, numbers),
        )


def _noted(index: Index, text: Text, term: Term) -> list[Note]:
    return [note for note in index.notes_on(term) if note.text == text.id]


def _notes(given: Iterable[Note]) -> Iterator[Runs]:
    for note in given:
        quote = f": {note.places[0].quote}" if note.places else ""
        yield (Run(f"Note {note.number}", "note", note.number), *chinese_apart(quote))


def _relations(index: Index, term: Term) -> Iterator[Runs]:
    for name, forms in term.relations.items():
        others = [index.terms[form.words] for form in forms]
        if others:
            links = [(Run(", "), Run(other.headword, "entry", other.id)) for other in others]
            yield (Run(f"{RELATIONS[name]}: "), *[run for link in links for run in link][1:])
