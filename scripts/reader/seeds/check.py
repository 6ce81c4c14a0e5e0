"""Check the seeds against each other: what each file cannot know alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from reader.history import losses
from reader.history.addresses import Addresses
from reader.language import markup, split
from reader.language.find import key_of, occurring
from reader.language.match import names
from reader.model import (
    Edition,
    Form,
    Note,
    NotePlace,
    Paragraph,
    Place,
    Problem,
    Seeds,
    Term,
    Text,
)
from reader.seeds.check_grades import official
from reader.seeds.check_prose import prose
from reader.seeds.check_values import values
from reader.seeds.check_versions import versions
from reader.seeds.keys import META, NOTE, OF_TERM
from reader.seeds.known import Known, known_of

RETURNS = {
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "distinct": "distinct",
}


def seeds(given: Seeds, broken: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Give what is wrong among entries, sources, notes and texts.

    ``broken`` are the paths of files with errors of their own.
    """
    known = known_of(given, broken)
    # A text with an error of its own, as in the number of its paragraphs, may be cut wrongly.
    whole = {
        text.id: text
        for text in given.texts
        if not known.is_broken(f"seeds/texts/{text.id}/text.txt")
    }
    grades = {source.id: source.grade for source in given.sources}
    yield from _same_forms(given.terms)
    yield from _same_paths(Addresses(given, known.fates))
    yield from losses.problems(given, known.fates, known.is_broken)
    lost = frozenset(line.id for line in losses.lost(known.fates))  # said once is enough
    for term in given.terms:
        yield from _relations(term, known)
        yield from values(term, OF_TERM, term.place.path, known)
        yield from prose(term.prose, term.place.path, known)
        yield from official(term, grades, given.collection.official)
        if term.place.path not in broken and not _names_source(term):
            yield _no_source(term)
    for text in given.texts:
        yield from values(text.meta, META, text.place.path, known)
        yield from _speaker(text, known)
    yield from versions(whole.values(), known)
    for text in whole.values():
        yield from _outline(text, lost)
    for note in given.notes:
        yield from _note(note, known, whole.get(note.text), lost)


def edition(given: Edition, broken: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Return the warnings that only the finished edition can give: forms that never occur.

    A form that stands only inside longer ones occurs: it is there for other texts.
    ``broken`` are the paths of files with errors of their own: a form may stand in a
    text that could not be read.
    """
    read = {text.id for text in given.seeds.texts}
    places = (PurePosixPath(path).parts for path in broken)
    lost = any(place[:2] == ("seeds", "texts") and read.isdisjoint(place[2:3]) for place in places)
    if lost or not read:
        return ()
    terms = given.seeds.terms
    # Not the headword and the Chinese: nobody listed them as standing there.
    everywhere = [(term, form) for term in terms for form in term.forms]
    spelled = {(mention.term, mention.words) for mention in given.mentions}  # far fewer
    marked = {(term, key_of(words)) for term, words in spelled}
    found = [*_unused(everywhere, given.seeds.texts, marked, "stands in no text")]
    limited: dict[str, list[tuple[Term, Form]]] = defaultdict(list)
    for term in terms:
        for limits in term.forms_in:
            limited[limits.text.words] += ((term, form) for form in limits.forms)
    for text in given.seeds.texts:
        fault = f"does not stand in the text {text.id!r}"
        found += _unused(limited[text.id], (text,), set(), fault)
    return tuple(found)


def _unused(
    forms: Iterable[tuple[Term, Form]],
    texts: Iterable[Text],
    marked: Container[tuple[str, str]],
    fault: str,
) -> Iterator[Problem]:
    """Give a warning for each form that stands nowhere in the texts; ``fault`` says so.

    ``marked`` are terms with the keys of their forms that are known to stand there.
    """
    unmarked = [(term, form) for term, form in forms if (term.id, key_of(form.words)) not in marked]
    passages = (
        (sentence.words, block.language)
        for text in texts
        for block in text.blocks
        for sentence in split.read(block)
    )
    there = occurring({form.words for _, form in unmarked}, passages) if unmarked else ()
    for term, form in unmarked:
        if form.words not in there:
            message = f"the form {form.words!r} {fault}"
            fix = "delete it, or correct its spelling"
            yield Problem(term.place.path, form.line, "unused-form", message, fix, "warning")


@dataclass(frozen=True)
class _Claim:
    """A wording that a term claims: everywhere, or in the one text that ``text`` names."""

    term: str
    words: str
    place: Place
    text: str = ""

    def meets(self, other: _Claim) -> bool:
        """Return whether there is a text in which both count, for two terms."""
        apart = self.text and other.text and self.text != other.text
        return self.term != other.term and not apart


def _claims(term: Term) -> Iterator[_Claim]:
    lines = {given.words: given.line for given in term.further}
    lines |= {form.words: form.line for form in term.forms}
    for words in names(term):
        place = Place(term.place.path, lines.get(words, term.place.line))
        yield _Claim(term.id, words, place)
    for limited in term.forms_in:
        for form in limited.forms:
            place = Place(term.place.path, form.line)
            yield _Claim(term.id, form.words, place, limited.text.words)


def _same_forms(terms: Iterable[Term]) -> Iterator[Problem]:
    claimed: dict[str, list[_Claim]] = defaultdict(list)
    for term in terms:
        claims = tuple(_claims(term))
        for claim in claims:
            earlier = claimed[key_of(claim.words)]
            first = next((other.place for other in earlier if claim.meets(other)), None)
            if first:
                message = f"the form {claim.words!r} belongs to {first.path}:{first.line} already"
                fix = "keep it in one of the two entries, or make one of them longer"
                yield Problem(claim.place.path, claim.place.line, "same-form", message, fix)
            earlier.append(claim)
        own = {key_of(claim.words) for claim in claims}
        for form in term.excluded:
            if key_of(form.words) in own:
                message = f"{form.words!r} is a form of this entry and excluded from it"
                fix = "keep it in one of the two lists; an excluded string is longer than a form"
                yield Problem(term.place.path, form.line, "same-form", message, fix)


def _speaker(text: Text, known: Known) -> Iterator[Problem]:
    speaker, path = text.meta.speaker, text.place.path
    term = known.terms.get(speaker.words)
    if term and term.kind != "person" and term.place.path not in known.broken:
        message = f"'speaker' names {speaker.words!r}, which is no person but a {term.kind}"
        fix = "name an entry of kind person, or say in 'people' what the others did"
        yield Problem(path, speaker.line, "wrong-value", message, fix)


def _same_paths(addresses: Addresses) -> Iterator[Problem]:
    """Find pages that claim one path; letter case counts for nothing, as on some disks."""
    owners: dict[str, str] = {}
    # A name in small letters has the better claim.
    for path, origin in sorted(addresses.claims(), key=lambda claim: not claim[0].islower()):
        owner = owners.setdefault(path.lower(), origin)
        if owner != origin:
            message = f"its page would be {path}, which is the page of {owner}"
            yield Problem(origin, 1, "same-path", message, "rename this file")


def _relations(term: Term, known: Known) -> Iterator[Problem]:
    path = term.place.path
    for relation, back in RETURNS.items():
        for form in getattr(term, relation):
            other = known.terms.get(form.words)
            if form.words == term.id:
                message = f"{relation!r} names the entry itself"
                yield Problem(path, form.line, "unknown-entry", message, "delete the line")
            elif (
                other
                and other.place.path not in known.broken
                and term.id not in (returned.words for returned in getattr(other, back))
            ):
                message = f"{relation} {form.words!r} is not returned by that entry"
                fix = f"add {term.id!r} to '{back}' in {other.place.path}"
                yield Problem(path, form.line, "unreturned-relation", message, fix, "warning")


def _names_source(term: Term) -> bool:
    """Return whether an entry names a source, or tries to."""
    prose = term.prose.words
    slips = (words for words, _ in markup.unfinished(prose) if "@" in words)
    return bool(term.sources or markup.citations(prose) or any(slips))


def _no_source(term: Term) -> Problem:
    message = "the entry names no source"
    fix = "add 'sources: [<key>]', or cite one in the prose as [@key]"
    return Problem(term.place.path, term.place.line, "no-source", message, fix, "warning")


def _outline(text: Text, lost: frozenset[str]) -> Iterator[Problem]:
    known = {block.id for block in text.blocks}
    for form, _ in text.meta.outline:
        if form.words not in known and f"{text.id}/{form.words}" not in lost:
            message = f"'outline' names {form.words!r}, which the text does not have"
            yield Problem(text.place.path, form.line, "wrong-value", message, f"use {_ids(text)}")


def _ids(text: Text) -> str:
    """Return the ids of a text's paragraphs and headings, as 'p1 to p9 or h1'."""
    runs: list[list[Paragraph]] = []
    for block in (*text.paragraphs, *text.headings):
        last = runs[-1][-1] if runs else block
        if (last.is_heading, last.number + 1) == (block.is_heading, block.number):
            runs[-1].append(block)
        else:
            runs.append([block])
    return " or ".join(" to ".join(dict.fromkeys((run[0].id, run[-1].id))) for run in runs)


def _note(note: Note, known: Known, text: Text | None, lost: frozenset[str]) -> Iterator[Problem]:
    path = note.place.path
    yield from values(note, NOTE, path, known)
    for place in note.places:
        there = text is not None and f"{text.id}/{place.at}" not in lost
        if text is not None and there and offset(text, place) is None:
            yield _misplaced(place, path, text)


def _misplaced(place: NotePlace, path: str, text: Text) -> Problem:
    holders = [block.id for block in text.blocks if place.quote in block.words]
    fix = "copy the words from text.txt exactly"
    if place.at not in (block.id for block in text.blocks):
        message = f"the text has no {place.at!r}"
        fix = f"use {_ids(text)}"
    elif place.at in holders:
        message = f"{place.at} does not hold {place.quote!r} {place.occurrence} times"
        fix = "correct 'occurrence', or leave it out"
    else:
        message = f"{place.at} does not hold {place.quote!r}"
    if holders and place.at not in holders:
        fix = f"these words stand in {', '.join(holders)}"
    return Problem(path, place.line, "note-quote", message, fix)


def offset(text: Text, place: NotePlace) -> int | None:
    """Return where in its paragraph a note's quotation begins, or None if it does not."""
    block = text.by_id.get(place.at)
    start = -1
    for _ in range(place.occurrence):
        start = block.words.find(place.quote, start + 1) if block else -1
        if start < 0:
            return None
    return start
