"""The notes of a book: each with its places, and the warnings where a translation misleads."""

from __future__ import annotations

from dataclasses import dataclass

from reader.books.runs import Part, Run, Runs, Targets, chinese_apart, cited, prose
from reader.books.sentences import mark_id
from reader.edition import noted
from reader.edition.index import Index
from reader.interface import Interface
from reader.model import Note


@dataclass(frozen=True)
class Remark:
    """A note. ``marks`` are the anchors of its marks, each with its paragraph."""

    number: str
    marks: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def alarm(interface: Interface, note: Note) -> Runs:
    """Return the warning at a passage whose translation changes the sense."""
    quote, original, better = note.places[0].quote, note.original, _better(interface, note)
    said = (
        interface.gettext(
            "“{words}” stands for {original}{better}.",
            words=quote,
            original=original,
            better=better,
        )
        if original
        else interface.gettext(
            "“{words}” stands for something else{better}.", words=quote, better=better
        )
    )
    return (
        Run(interface.gettext("The translation changes the sense here.") + " ", emphasis=True),
        *chinese_apart(f"{said} "),
        Run(interface.gettext("Note {number}", number=note.number), "note", note.number),
    )


def _better(interface: Interface, note: Note) -> str:
    """Return what could stand in the place of what a note is about."""
    return "".join(
        f" — {interface.gettext(name)}{interface.colon}{wording}" for name, wording in note.better
    )


def remark(index: Index, note: Note, targets: Targets) -> Remark:
    """Return a note with its places and all that it says."""
    interface = index.interface
    quoted = (interface.gettext("“{words}”", words=place.quote) for place in note.places)
    quotes = interface.semicolon.join(dict.fromkeys(quoted))
    original = interface.colon + note.original if note.original else ""
    others = noted.readings(note, index.sources, interface)
    read = "".join(f" — {words} ({who})" for who, words in others)
    head = (
        Run(interface.comma.join(map(interface.gettext, note.labels)), emphasis=True),
        *chinese_apart(f". {quotes}{original}{_better(interface, note)}{read}"),
        *_cited_by_readings(note, targets),
    )
    by = noted.byline(note, interface, ends=True)
    return Remark(
        number=note.number,
        marks=tuple((mark_id(note, n), place.at) for n, place in enumerate(note.places, 1)),
        parts=(
            Part("paragraph", (head,)),
            *prose(note.reason.words, targets),
            *((Part("paragraph", ((Run(by),),)),) if by else ()),
        ),
    )


def _cited_by_readings(note: Note, targets: Targets) -> Runs:
    keys = dict.fromkeys(reading.source.words for reading in note.readings)
    return tuple(run for key in keys for run in cited(key, targets.numbers))
