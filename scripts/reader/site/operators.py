"""What the operators of the search can name, and what is told of them.

How a query with operators is read is the engine's business, in ``assets/scripts/search/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from reader.edition.index import Index
from reader.model import CHANGED, SAID, Note
from reader.site import md

MARK = "<!-- operators -->\n"  # where the page on searching has the table
PLACES = ("texts", "glossary", "notes", "pages")
SHOWN = 4  # examples of a kind
LETTERS = 5  # so many stand before the star
Row = tuple[list[str], str]


def named(index: Index) -> Mapping[str, object]:
    """Return what each operator can name: a value, and what readers are shown for it."""
    collection = index.collection
    return {
        "kind": [list(pair) for pair in collection.kinds],
        "theme": [[theme, theme] for theme in collection.themes],
        "note": [[kind, label] for kind, label in _note_kinds(index)],
        "lang": [list(pair) for pair in collection.languages],
        "text": [[text.id, text.meta.label, text.meta.title] for text in index.texts.values()],
        **(_groups(index) if index.has_many else {}),
        "own": index.interface.language,
        "names": collection.headwords,
    }


def _groups(index: Index) -> Mapping[str, object]:
    """Return the series and the years of the texts, each with the ids of its texts."""
    groups = {
        "series": index.arrangement.series.values(),
        "year": (group for group in reversed(index.arrangement.years) if group.name),
    }
    return {
        name: [[group.name, group.name, [text.id for text in group.texts]] for group in found]
        for name, found in groups.items()
    }


def kinds_of(note: Note) -> tuple[str, ...]:
    """Return the kinds of a note, as seeds call them, the gravest first."""
    return (CHANGED, *note.kinds) if note.changes_sense else note.kinds


def _note_kinds(index: Index) -> Iterator[tuple[str, str]]:
    """Return the kinds of the notes that there are, each with what readers are told."""
    used = {kind for note in index.edition.seeds.notes for kind in kinds_of(note)}
    for name, kind in SAID.items():
        if name in used:
            yield name, index.interface.gettext(kind.label)


def rows(index: Index) -> Iterator[Row]:
    """Return examples of all that a query can say besides words, and what each is for."""
    collection, said = index.collection, index.interface.gettext
    phrase, word = _words(index)
    yield [f'"{phrase}"'], said("these very words")
    yield [f"-{word}", f'-"{phrase}"'], said("without this word, or this phrase")
    yield [f"{word[:LETTERS]}*"], said("words that begin so, without any correction")
    yield [f"in:{place}" for place in PLACES], said("a part of the site")
    if index.has_shelf:
        yield _examples("in", index.texts), said("a text, and the entries of its terms")
    if index.has_many:
        years = sorted(group.name for group in index.arrangement.years if group.name)
        if index.arrangement.series:
            yield _examples("series", index.arrangement.series), said("texts of a series")
        if years:
            spans = [f"year:{years[-1]}", f"year:{years[0]}-{years[-1]}"]
            yield spans, said("texts of a year, or of several")
    chosen: tuple[tuple[str, Iterable[str], str], ...] = (
        ("kind", dict(collection.kinds), said("entries of a kind")),
        ("theme", collection.themes, said("entries of a theme")),
        ("note", dict(_note_kinds(index)), said("notes that say this of a passage")),
        ("lang", _languages(index), said("only what is said in this language")),
    )
    yield from ((_examples(name, values), says) for name, values, says in chosen if values)
    yield ["order:text"], said("in the order of the text, not by weight")


def _examples(name: str, values: Iterable[str]) -> list[str]:
    chosen = islice(values, SHOWN)
    return [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in chosen]


def _languages(index: Index) -> list[str]:
    """Return the languages that the search can keep to, if there are several."""
    known = [code for code, _ in index.collection.languages]
    return known if known[1:] else []


def _words(index: Index) -> tuple[str, str]:
    """Return a phrase and a word that stand in the texts: of the term that is used most."""
    terms = sorted(index.terms.values(), key=lambda term: (-len(index.mentions_of(term)), term.id))
    names = [mention.words for term in terms for mention in index.mentions_of(term)[:1]]
    phrase = next((name for name in names if len(name.split()) > 1), "".join(names[:1]) or "word")
    return phrase, max(phrase.split(), key=len)


def table(index: Index) -> str:
    """Return the examples as a table in Markdown."""
    said = index.interface.gettext
    head = (said("in a query"), said("finds"))
    lines = [f"| {' | '.join(head)} |", "|---|---|"]
    for examples, says in rows(index):
        codes = " ".join(f"<code>{md.escape(example)}</code>" for example in examples)
        lines.append(f"| {codes} | {md.escape(says)} |")
    return "\n".join((*lines, ""))


def script(index: Index) -> str:
    """Return the examples as a script, for the help beside the search box."""
    found = [{"examples": examples, "says": says} for examples, says in rows(index)]
    return f"self.READER_OPERATORS = {json.dumps(found, ensure_ascii=False)};\n"
