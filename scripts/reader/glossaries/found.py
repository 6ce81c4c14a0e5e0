"""What a file from elsewhere says, entry by entry, before it is set beside the seeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.model import Collection, Problem, SeedFile

MOST_BYTES = 50_000_000
MOST_ENTRIES = 20_000


@dataclass(frozen=True)
class Found:
    """An entry as a file has it, and the line on which it begins.

    ``key`` is what the file's own relations call it, ``id`` its address where the file is an
    export of a reader. ``texts``, ``lists`` and ``records`` hold values by the keys of an entry;
    relations name keys of the file. ``names`` are other names of which the file does not say
    whether they are to be marked. ``definition`` is plain words, ``sections`` are plain words
    under headings, ``links`` addresses of the web behind what they are, and ``prose`` is what the
    entry of a reader has, in Markdown.
    """

    line: int
    key: str = ""
    id: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    definition: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    prose: str = ""

    @property
    def headword(self) -> str:
        """What the entry is called."""
        return self.texts.get("headword", "")

    @property
    def claims(self) -> tuple[str, ...]:
        """The names by which the entry would be found in every text, whatever its forms are."""
        own = (self.headword, self.texts.get("original", ""))
        further = (one.get("original", "") for one in self.records.get("originals", ()))
        return tuple(name for name in (*own, *further) if name)


@dataclass(frozen=True)
class Glossary:
    """A file that was read: its format, its entries, its faults, and what to say of the reading."""

    path: str
    format: str
    found: tuple[Found, ...]
    problems: tuple[Problem, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What was said on the command line of how a file is to be read.

    ``columns`` are keys by the header of their column, ``encoding`` is one that Python knows.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""


Reader = Callable[[SeedFile, Collection, Asked], Glossary]


def failed(file: SeedFile, form: str, *problems: Problem) -> Glossary:
    """Return what was read of a file that cannot be read."""
    return Glossary(file.path, form, (), problems)


def bad_format(path: str, line: int, message: str, fix: str) -> Problem:
    """Return the problem of a file that does not keep to its format."""
    return Problem(path, line, "bad-format", message, fix)
