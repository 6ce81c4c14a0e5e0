"""The edition: all seeds, the mentions found in them, and the files made of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from reader.model.collection import UNREAD, Collection
from reader.model.glossary import Source, Term
from reader.model.ledger import Change, Published, Release
from reader.model.notes import Note
from reader.model.text import Text

FEW = 3  # texts: so many have a tab each, and a column each in tables


@dataclass(frozen=True)
class Seeds:
    """Everything that was read, each kind in the order of its ids; the last release first."""

    texts: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()
    releases: tuple[Release, ...] = ()
    collection: Collection = UNREAD

    @cached_property
    def works(self) -> tuple[Text, ...]:
        """The texts of which the others are versions."""
        names = {text.id for text in self.texts}
        return tuple(text for text in self.texts if text.meta.version_of.words not in names)

    @property
    def has_many(self) -> bool:
        """Whether there are more texts than are told apart by eye: versions of one are one."""
        return len(self.works) > FEW


class Mention(NamedTuple):
    """A place where a term stands in a text: stand-off, the text itself is untouched.

    It is a tuple since there are many: one is made in a quarter of the time of a dataclass.

    ``start`` and ``end`` count characters (code points) within the sentence.
    ``nth`` counts the uses of this term within its paragraph, from 1.
    """

    term: str
    text: str
    paragraph: str
    sentence: str
    start: int
    end: int
    words: str
    nth: int

    @property
    def id(self) -> str:
        """Its anchor on every page that shows the paragraph."""
        return f"{self.paragraph}-{self.term}-{self.nth}"


@dataclass(frozen=True)
class Settings:
    """What pages written by hand say to the edition.

    ``introduction`` is the page that introduces readers, and ``example`` what the home page
    shows of it, as Markdown. ``pages`` are the names of all. Each may be empty.
    """

    introduction: str = ""
    example: str = ""
    pages: frozenset[str] = frozenset()


UNSET = Settings()


@dataclass(frozen=True)
class Edition:
    """The seeds with every mention found.

    ``originals`` are those in the originals beside texts: they count as no use of a term.
    ``address`` is where the site is published, with a slash at its end, or ``""``. ``within``
    says how often a term stands within mentions of longer ones, by their ids.
    """

    seeds: Seeds
    mentions: tuple[Mention, ...]
    address: str = ""
    originals: tuple[Mention, ...] = ()
    settings: Settings = UNSET
    within: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


Content = str | bytes
Shows = tuple[tuple[str, str], ...]
Inserts = Mapping[str, str]  # words by their names
NO_INSERTS: Inserts = {}
_AROUND = "\ufdd9"  # the name of an insert: no seed may hold it
_INSERT = re.compile(f"{_AROUND}(.+?){_AROUND}".encode())


def insert(name: str) -> str:
    """Return what stands for an insert until it is put in."""
    return f"{_AROUND}{name}{_AROUND}"


def inserted(page: bytes, inserts: Inserts) -> bytes:
    """Return a page, or anything that has no inserts, with its inserts put in."""
    if not inserts:
        return page
    return _INSERT.sub(lambda found: inserts[found[1].decode()].encode(), page)


class Output:
    """A file of the site: a page in Markdown, or data.

    ``content`` may be what makes it: then it is made each time that it is asked for, and
    nothing holds it. ``origin`` is the seed it comes from. ``nav`` is its label in the
    navigation, if it stands there. ``shows`` lists what the built page must show unaltered:
    the id of an element, and its words. ``frame`` gives what the theme draws around a page.
    ``stamp`` stands in the page as it is, and may differ where all else of it is the same.
    ``made_of`` is a hash of all that page and frame are made of but the stamp and the inserts,
    for a page of which that is known before it is made. ``inserts`` are what is put into a page
    last, in Markdown: words of others, of which the page itself is not made.
    """

    __slots__ = (
        *("_made", "frame", "inserts", "made_of", "nav", "origin", "path", "shows", "stamp"),
    )

    def __init__(
        self,
        path: str,
        content: Content | Callable[[], Content],
        origin: str,
        nav: str = "",
        shows: Shows = (),
        *,
        frame: Callable[[], Mapping[str, Any]] | None = None,
        stamp: str = "",
        made_of: str = "",
        inserts: Inserts = NO_INSERTS,
    ) -> None:
        self.path = path
        self.origin = origin
        self.nav = nav
        self.shows = shows
        self.frame = frame
        self.stamp = stamp
        self.made_of = made_of
        self.inserts = inserts
        # Bytes take half the memory of characters, one of which may be Chinese.
        self._made = content.encode() if isinstance(content, str) else content

    @property
    def source(self) -> bytes:
        """The content as it was made: names stand where inserts are to be put in."""
        made = self._made() if callable(self._made) else self._made
        return made.encode() if isinstance(made, str) else made

    @property
    def data(self) -> bytes:
        """The content as it is written to a disk."""
        return inserted(self.source, self.inserts)

    @property
    def content(self) -> str:
        """The content as text."""
        return self.data.decode()

    def take(self, source: bytes) -> None:
        """Have a source that was made before, of the same."""
        self._made = source

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a file of data, which is served as it stands."""
        return self.path.endswith(".md")

    def __eq__(self, other: object) -> bool:
        """Return whether another output is the same file."""
        if not isinstance(other, Output):
            return NotImplemented
        own, others = (
            (one.path, one.origin, one.nav, one.shows, one.data) for one in (self, other)
        )
        return own == others

    def __hash__(self) -> int:
        """Return the hash of the path, of which there is one file."""
        return hash(self.path)

    def __repr__(self) -> str:
        """Return what names the output in the message of a test."""
        return f"Output({self.path!r})"
