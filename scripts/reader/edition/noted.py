"""What notes say besides their prose: who wrote them, what others read, which sources they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.language import markup
from reader.model import Note, Reading, Source, are_on_translation

LEFT_OUT = "left out"  # what stands in place of words that a witness does not have
Sources = Mapping[str, Source]


def title(notes: Iterable[Note]) -> str:
    """Return what notes are called where they stand together."""
    return "Notes on the translation" if are_on_translation(notes) else "Notes"


def cited(notes: Iterable[Note]) -> Iterator[str]:
    """Return the keys of the sources that notes cite, in their readings and in their prose."""
    for note in notes:
        yield from (reading.source.words for reading in note.readings if reading.source.words)
        yield from (key for key, _ in markup.citations(note.reason.words))


def witness(reading: Reading, sources: Sources) -> str:
    """Return who has a reading: as the editor says it, or else the title of the source."""
    source = sources.get(reading.source.words)
    return reading.witness or (source.fields.get("title", "") if source else "")


def readings(note: Note, sources: Sources) -> tuple[tuple[str, str], ...]:
    """Return who has other words in place of those of a note, and these words."""
    return tuple(
        (witness(reading, sources), reading.words or LEFT_OUT) for reading in note.readings
    )


def readings_in_line(note: Note, sources: Sources) -> str:
    """Return the readings of a note as one line: ``Belgi (B); left out (C)``."""
    return "; ".join(f"{words} ({who})" for who, words in readings(note, sources))


def byline(note: Note) -> str:
    """Return by whom a note is, if somebody is named: ``Note by Ann Smith and Pond Watch``."""
    names = [_straight(name) for name in note.author.split(";")] if note.author else []
    return f"Note by {_listed(names)}" if names else ""


def _straight(name: str) -> str:
    """Return a name that a bibliography begins with the family as one says it."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()


def _listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def prose(note: Note, sources: Sources) -> str:
    """Return the prose of a note without its markup; of one that only cites, what it cites."""
    words = markup.plain(note.reason.words)
    keys = dict.fromkeys(cited([note])) if not (words or note.readings) else ()
    titles = [sources[key].fields["title"] for key in keys if key in sources]
    return words or (f"See {_listed(titles)}." if titles else "")


def in_plain_words(note: Note, sources: Sources) -> str:
    """Return all that a note says, without its markup, on one line."""
    before, behind = readings_in_line(note, sources), byline(note)
    said = prose(note, sources)
    return " ".join(filter(None, (before and f"{before}.", said, behind and f"{behind}.")))
