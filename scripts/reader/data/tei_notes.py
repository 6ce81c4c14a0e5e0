"""Notes in TEI: they stand off, each with its target; other readings as an apparatus.

Who wrote a note, where it is not the editors, stands in the header, and ``resp`` names them. So do
the witnesses of readings. A reading without words is an omission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from reader.data.tei_xml import XML, add
from reader.edition import noted
from reader.edition.index import Index
from reader.language import markup
from reader.model import Note, Reading, Text
from reader.seeds import check


def in_original(index: Index, text: Text, element: etree._Element) -> None:
    """Say that an element is in the language that a text is translated from, if one is known."""
    if tag := index.collection.tag_of(text.meta):
        element.set(f"{XML}lang", tag)


def category(label: str) -> str:
    """Return the id of a kind of notes, by what readers are told of it."""
    return f"kind-{label.replace(' ', '-')}"


def range_of(element: str, start: int, end: int) -> str:
    """Return a pointer to characters of an element."""
    return f"#string-range({element},{start},{end - start})"


def add_authors(parent: etree._Element, notes: Iterable[Note]) -> None:
    """Add to the statement of the title who wrote notes."""
    given = tuple(notes)
    people = {note.author: note.authors for note in given}
    for author, name in _authors(given).items():
        made = add(parent, "respStmt")
        made.set(f"{XML}id", name)
        add(made, "resp", "notes")
        for person in people[author]:
            add(made, "name", person)


def _authors(notes: Iterable[Note]) -> Mapping[str, str]:
    """Return the ids of those who wrote notes, in the order of their first notes."""
    named = dict.fromkeys(note.author for note in notes if note.author)
    return {author: f"author-{number}" for number, author in enumerate(named, 1)}


def add_witnesses(parent: etree._Element, index: Index, notes: Iterable[Note]) -> None:
    """Add to the sources who has other readings."""
    witnesses = _witnesses(index, notes)
    if witnesses:
        listed = add(parent, "listWit")
        for words, name in witnesses.items():
            add(listed, "witness", words).set(f"{XML}id", name)


def _witnesses(index: Index, notes: Iterable[Note]) -> Mapping[str, str]:
    """Return the ids of witnesses, in the order of their first readings."""
    named = (_named(index, reading) for note in notes for reading in note.readings)
    return {words: f"witness-{number}" for number, words in enumerate(dict.fromkeys(named), 1)}


def _named(index: Index, reading: Reading) -> str:
    """Return a witness, with the title of the source that tells of it."""
    source = index.sources.get(reading.source.words)
    title = source.fields.get("title", "") if source else ""
    who = noted.witness(reading, index.sources)
    return f"{who} ({title})" if title not in ("", who) else who


def add_notes(parent: etree._Element, index: Index, text: Text, notes: Iterable[Note]) -> None:
    """Add the notes, and the apparatus of those that give readings."""
    given = tuple(notes)
    authors, witnesses = _authors(given), _witnesses(index, given)
    plain = [note for note in given if not note.readings]
    if plain:
        listed = add(parent, "listAnnotation", type="notes")
        for note in plain:
            _note(add(listed, "note"), index, text, note, authors)
    entries = [note for note in given if note.readings]
    if entries:
        listed = add(parent, "listApp", type="notes")
        for note in entries:
            _app(listed, index, text, note, authors, witnesses)


def _targets(text: Text, note: Note) -> Iterator[tuple[str, str]]:
    """Give the quotations of a note with the pointers to them, each once."""
    found = {
        range_of(place.at, start, start + len(place.quote)): place.quote
        for place in note.places
        for start in (check.offset(text, place),)
        if start is not None
    }
    yield from found.items()


def _note(
    made: etree._Element, index: Index, text: Text, note: Note, authors: Mapping[str, str]
) -> None:
    made.set(f"{XML}id", f"note-{note.id}")
    made.set("type", note.group)
    _by(made, note, authors)
    made.set("ana", " ".join(f"#{category(label)}" for label in note.labels))
    made.set("target", " ".join(target for target, _ in _targets(text, note)))
    if note.original:
        in_original(index, text, add(made, "quote", note.original))
    for label, wording in note.better:
        add(made, "gloss", wording, type=label)
    add(made, "p", noted.prose(note, index.sources))


def _by(made: etree._Element, note: Note, authors: Mapping[str, str]) -> None:
    if note.author:
        made.set("resp", f"#{authors[note.author]}")


def _app(
    parent: etree._Element,
    index: Index,
    text: Text,
    note: Note,
    authors: Mapping[str, str],
    witnesses: Mapping[str, str],
) -> None:
    """Add what others read in each place of a note; the first has the id of the note."""
    for number, (target, quote) in enumerate(_targets(text, note), 1):
        made = add(parent, "app", type=note.group)
        made.set(f"{XML}id", f"note-{note.id}" + (f"-{number}" if number > 1 else ""))
        made.set("from", target)
        made.set("ana", " ".join(f"#{category(label)}" for label in note.labels))
        add(made, "lem", quote)
        for reading in note.readings:
            add(made, "rdg", reading.words, wit=f"#{witnesses[_named(index, reading)]}")
        if note.reason.words or note.author:
            _by(said := add(made, "note"), note, authors)
            add(said, "p", markup.plain(note.reason.words))
