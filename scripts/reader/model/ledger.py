"""The ledger: ids that were published, what became of them, and what releases said."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.problem import Form


@dataclass(frozen=True, slots=True)
class Published:
    """A line of the record: an id that was published, the words it stands for, since when."""

    id: str
    kind: str
    words: str
    since: str
    line: int = 0


@dataclass(frozen=True)
class Change:
    """What became of a published id. ``begins`` are the first words of what has it now."""

    id: str
    became: str
    into: tuple[Form, ...]
    begins: str
    date: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that the edition speaks of: its id, and what is said, piece by piece by name."""

    id: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Release:
    """The edition as it was released on a day, or, without a day, as it is."""

    day: str = ""
    items: tuple[Item, ...] = ()
