"""What notes say besides their prose: who wrote them, what others read, which sources they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.interface import ENGLISH, Interface
from reader.language import markup
from reader.model import Note, Reading, Source, are_on_translation

Sources = Mapping[str, Source]


def title(notes: Iterable[Note], interface: Interface = ENGLISH) -> str:
    """Return what notes are called where they stand together."""
    said = interface.gettext
    return said("Notes on the translation") if are_on_translation(notes) else said("Notes")


def cited(notes: Iterable[Note]) -> Iterator[str]:
    """Return the keys of the sources that notes cite, in their readings and in their prose."""
    for note in notes:
        yield from (reading.source.words for reading in note.readings if reading.source.words)
        yield from (key for key, _ in markup.citations(note.reason.words))


def witness(reading: Reading, sources: Sources) -> str:
    """Return who has a reading: as the editor says it, or else the title of the source."""
    source = sources.get(reading.source.words)
    return reading.witness or (source.fields.get("title", "") if source else "")


def readings(
    note: Note, sources: Sources, interface: Interface = ENGLISH
) -> tuple[tuple[str, str], ...]:
    """Return who has other words in place of those of a note, and these words."""
    absent = interface.gettext("left out")  # by a witness that does not have the words
    return tuple((witness(reading, sources), reading.words or absent) for reading in note.readings)


def readings_in_line(note: Note, sources: Sources, interface: Interface = ENGLISH) -> str:
    """Return the readings of a note as one line: ``Belgi (B); left out (C)``."""
    found = readings(note, sources, interface)
    return interface.semicolon.join(f"{words} ({who})" for who, words in found)


def byline(note: Note, interface: Interface = ENGLISH, *, ends: bool = False) -> str:
    """Return by whom a note is, if somebody is named: ``Note by Ann Smith and Pond Watch``.

    If it ``ends``, a full stop stands behind it.
    """
    names = [_straight(name) for name in note.authors]
    said = interface.gettext("Note by {names}", names=interface.listed(names)) if names else ""
    return _as_sentence(said, interface) if ends else said


def _as_sentence(words: str, interface: Interface) -> str:
    return interface.gettext("{sentence}.", sentence=words) if words else ""


def _straight(name: str) -> str:
    """Return a name that a bibliography begins with the family as one says it."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()


def prose(note: Note, sources: Sources, interface: Interface = ENGLISH) -> str:
    """Return the prose of a note without its markup; of one that only cites, what it cites."""
    words = markup.plain(note.reason.words)
    keys = dict.fromkeys(cited([note])) if not (words or note.readings) else ()
    titles = [sources[key].fields["title"] for key in keys if key in sources]
    if words or not titles:
        return words
    return interface.gettext("See {titles}.", titles=interface.listed(titles))


def in_plain_words(note: Note, sources: Sources, interface: Interface = ENGLISH) -> str:
    """Return all that a note says, without its markup, on one line."""
    before = _as_sentence(readings_in_line(note, sources, interface), interface)
    behind = byline(note, interface, ends=True)
    return " ".join(filter(None, (before, prose(note, sources, interface), behind)))
