"""Entries: what a book says of each term of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reader.books.runs import Part, Run, Runs, Targets, chinese_apart, cited, prose
from reader.edition import attestations, labels, noted
from reader.edition.index import Index
from reader.interface import Interface
from reader.language import markup
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
    parted = markup.parted(rest, index.interface)
    past = attestations.summary(term, index.interface)
    said = index.interface.gettext
    numbers = targets.numbers
    return Entry(
        id=term.id,
        headword=term.headword,
        originals=tuple(_named(index, given) for given in term.originals),
        traditional=term.other_characters,
        parts=(
            *prose(definition, targets),
            *_list("", [_also(index.interface, term)] if term.also else []),
            *_list(said("Offices held"), _offices(index.interface, term, numbers)),
            *_list(said("Wordings in this text"), _wordings(index, text, term)),
            *prose(parted.other, targets),
            *prose(parted.here, targets),
            *_renderings(index.interface, term, parted.renderings, targets),
            *_list(
                noted.title(own := _noted(index, text, term), index.interface), _notes(index, own)
            ),
            *_list(said("History"), _history(index.interface, term, past, numbers)),
            *prose(parted.history, targets),
            *_list(said("Related entries"), _relations(index, term, targets)),
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


def _also(interface: Interface, term: Term) -> Runs:
    return chinese_apart(interface.gettext("Also: {names}", names=" · ".join(term.also)))


def _offices(interface: Interface, term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for office in term.offices:
        held = office.title + labels.term_of(interface, office)
        yield (*chinese_apart(held), *cited(office.source, numbers))


def _wordings(index: Index, text: Text, term: Term) -> Iterator[Runs]:
    label = index.interface.label
    for wording in index.wordings(term, text):
        places = [
            run
            for mention in wording.mentions
            for run in (
                Run(" "),
                Run(label(mention.paragraph), "place", mention.id),
            )
        ]
        count = index.interface.ngettext("{count} place", "{count} places", len(wording.mentions))
        yield (*chinese_apart(f"{' '.join(wording.words.split())}, {count}:"), *places)


def _renderings(interface: Interface, term: Term, said: str, targets: Targets) -> Iterator[Part]:
    """Return the list of renderings and what is said of them, under one heading."""
    if term.renderings or said:
        yield Part("heading", ((Run(interface.gettext("How others render it")),),))
    if term.renderings:
        yield Part("list", tuple(_rendered(interface, term, targets.numbers)))
    yield from prose(said, targets)


def _rendered(interface: Interface, term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for given in term.renderings:
        where = interface.colon + given.where if given.where else ""
        said = f"{given.wording} ({interface.gettext(given.label)}){where}"
        yield (*chinese_apart(said), *cited(given.source, numbers))


def _history(
    interface: Interface, term: Term, past: str, numbers: Mapping[str, int]
) -> Iterator[Runs]:
    if past:
        yield chinese_apart(past)
        yield from _attestations(interface, term, numbers)


def _attestations(interface: Interface, term: Term, numbers: Mapping[str, int]) -> Iterator[Runs]:
    for step in attestations.steps(term):
        found, label = step.attestation, step.label(interface)
        day = interface.date(found.date) + (f" — {label}" if label else "")
        said = f"{day}{interface.colon}{found.document}, {found.speaker}. {found.original}"
        rendering = chinese_apart(f" “{found.rendering}”") if found.rendering else ()
        yield (
            *chinese_apart(said),
            *cited(found.source, numbers),
            *rendering,
            *cited(found.rendering_source, numbers),
        )


def _noted(index: Index, text: Text, term: Term) -> list[Note]:
    return [note for note in index.notes_on(term) if note.text == text.id]


def _notes(index: Index, given: Iterable[Note]) -> Iterator[Runs]:
    for note in given:
        quote = index.interface.colon + note.places[0].quote if note.places else ""
        named = index.interface.gettext("Note {number}", number=note.number)
        yield (Run(named, "note", note.number), *chinese_apart(quote))


def _relations(index: Index, term: Term, targets: Targets) -> Iterator[Runs]:
    for name, forms in term.relations.items():
        others = [index.terms[form.words] for form in forms]
        if others:
            links = [
                (Run(index.interface.comma), Run(other.headword, *targets.entry(other.id)))
                for other in others
            ]
            named = index.interface.gettext(RELATIONS[name])
            yield (Run(named + index.interface.colon), *[run for link in links for run in link][1:])
