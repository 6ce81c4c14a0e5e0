"""Check the seeds against each other: what each file cannot know alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader import md
from reader.match import key_of, names, occurring
from reader.model import Edition, Form, Note, NotePlace, Place, Problem, Seeds, Term, Text
from reader.words import line_at

RETURNS = {
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "distinct": "distinct",
}


def seeds(given: Seeds) -> tuple[Problem, ...]:
    """Return what is wrong among entries, sources, notes and texts."""
    terms = {term.id: term for term in given.terms}
    keys = frozenset(source.id for source in given.sources)
    texts = {text.id: text for text in given.texts}
    return (
        *_same_forms(given.terms),
        *(problem for term in given.terms for problem in _relations(term, terms)),
        *(problem for term in given.terms for problem in _term_sources(term, keys)),
        *(problem for term in given.terms for problem in _prose_links(term, terms)),
        *(problem for text in given.texts for problem in _text_sources(text, keys)),
        *(
            problem
            for note in given.notes
            for problem in _note(note, terms, keys, texts.get(note.text))
        ),
    )


def edition(given: Edition) -> tuple[Problem, ...]:
    """Return the warnings that only the finished edition can give: forms that never occur.

    A form that stands only inside longer ones occurs: it is there for other texts.
    """
    marked = {(mention.term, key_of(mention.words)) for mention in given.mentions}
    unmarked = [
        (term, form)
        for term in given.seeds.terms
        for form in term.forms
        if (term.id, key_of(form.words)) not in marked
    ]
    passages = (
        sentence.words
        for text in given.seeds.texts
        for block in text.blocks
        for sentence in block.sentences
    )
    occurring_keys = occurring({key_of(form.words) for _, form in unmarked}, passages)
    return tuple(
        Problem(
            term.place.path,
            form.line,
            "unused-form",
            f"the form {form.words!r} stands in no text",
            "delete it, or correct its spelling",
            "warning",
        )
        for term, form in unmarked
        if key_of(form.words) not in occurring_keys
    )


def _same_forms(terms: Iterable[Term]) -> Iterable[Problem]:
    owners: dict[str, tuple[Term, Place]] = {}
    for term in terms:
        lines = {form.words: form.line for form in term.forms}
        for words in names(term):
            place = Place(term.place.path, lines.get(words, term.place.line))
            owner, first = owners.setdefault(key_of(words), (term, place))
            if owner.id != term.id:
                message = f"the form {words!r} belongs to {first.path}:{first.line} already"
                fix = "keep it in one of the two entries, or make one of them longer"
                yield Problem(place.path, place.line, "same-form", message, fix)


def _relations(term: Term, terms: Mapping[str, Term]) -> Iterable[Problem]:
    for relation, back in RETURNS.items():
        for form in getattr(term, relation):
            other = terms.get(form.words)
            if other is None:
                yield _unknown_entry(form, term.place.path, terms)
            elif term.id not in (returned.words for returned in getattr(other, back)):
                message = f"{relation} {form.words!r} is not returned by that entry"
                fix = f"add {term.id!r} to '{back}' in {other.place.path}"
                yield Problem(
                    term.place.path, form.line, "unreturned-relation", message, fix, "warning"
                )


def _unknown_entry(form: Form, path: str, terms: Mapping[str, Term]) -> Problem:
    message = f"there is no entry {form.words!r}"
    return Problem(path, form.line, "unknown-entry", message, _near(form.words, terms))


def _near(word: str, known: Iterable[str]) -> str:
    start = word[:4]
    near = sorted(name for name in known if name.startswith(start))[:4]
    return f"use one of: {', '.join(near)}" if near else "correct the name, or add it"


def _unknown_source(key: str, path: str, line: int, keys: Iterable[str]) -> Problem:
    message = f"there is no source {key!r} in seeds/sources.yml"
    return Problem(path, line, "unknown-source", message, _near(key, keys))


def _term_sources(term: Term, keys: frozenset[str]) -> Iterable[Problem]:
    path = term.place.path
    for form in term.sources:
        if form.words not in keys:
            yield _unknown_source(form.words, path, form.line, keys)
    cited = md.citations(term.prose)
    for key, offset in cited:
        if key not in keys:
            line = term.prose_line + line_at(term.prose, offset) - 1
            yield _unknown_source(key, path, line, keys)
    if not term.sources and not cited:
        message = "the entry names no source"
        fix = "add 'sources: [<key>]', or cite one in the prose as [@key]"
        yield Problem(path, term.place.line, "no-source", message, fix, "warning")


def _prose_links(term: Term, terms: Mapping[str, Term]) -> Iterable[Problem]:
    for target, offset in md.links(term.prose):
        known = target.removesuffix(".md") in terms and target.endswith(".md")
        if not known and not target.startswith(("https://", "http://")):
            line = term.prose_line + line_at(term.prose, offset) - 1
            message = f"the link leads to {target!r}, which is no entry"
            fix = "write [words](name-of-entry.md), or a full address of the web"
            yield Problem(term.place.path, line, "bad-link", message, fix)


def _text_sources(text: Text, keys: frozenset[str]) -> Iterable[Problem]:
    for key in (*text.meta.sources, *(key for key, _ in md.citations(text.meta.provenance))):
        if key not in keys:
            yield _unknown_source(key, text.place.path, 1, keys)


def _note(
    note: Note, terms: Mapping[str, Term], keys: frozenset[str], text: Text | None
) -> Iterable[Problem]:
    path = note.place.path
    for form in note.entries:
        if form.words not in terms:
            yield _unknown_entry(form, path, terms)
    for key, _ in md.citations(note.reason):
        if key not in keys:
            yield _unknown_source(key, path, note.place.line, keys)
    for place in note.places:
        if text is not None and offset(text, place) is None:
            message = f"{place.at} does not hold {place.quote!r}"
            if place.occurrence > 1:
                message += f" {place.occurrence} times"
            fix = "copy the words from text.txt exactly, and name the paragraph that holds them"
            yield Problem(path, place.line, "note-quote", message, fix)


def offset(text: Text, place: NotePlace) -> int | None:
    """Return where in its paragraph a note's quotation begins, or None if it does not."""
    block = next((block for block in text.blocks if block.id == place.at), None)
    start = -1
    for _ in range(max(place.occurrence, 1)):
        start = block.words.find(place.quote, start + 1) if block else -1
        if start < 0:
            return None
    return start
