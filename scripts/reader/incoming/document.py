"""A document as all formats are read: pieces, notes, and what is left out of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.language.words import CONTROL

# Around what a reader of a format adds: no source has these characters, see ``printable``.
ADDED_FROM, ADDED_TO = "\ufde0", "\ufde1"
ADDED = re.compile(f"{ADDED_FROM}[^{ADDED_TO}]*{ADDED_TO}")
UNSEEN = ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs")  # categories of what leaves no trace
SPACES = re.compile(r"[ \t\f\v]+")
LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n|\u2028|\u2029|\x85)[ \t]*")
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class RefusalError(Exception):
    """A file that cannot be read in, with the reason and what to do instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True)
class Piece:
    """What becomes a block of a text: its words, in lines, and what it is.

    ``shape`` is one of ``split.SHAPES`` or ``""``. A heading has a ``level``, from 0 for a title.
    An item of a list is a piece of its own until ``written`` puts the list together.
    """

    words: str
    shape: str = ""
    level: int = 0


@dataclass(frozen=True)
class Document:
    """What was read of a file.

    ``left_out`` has, for each kind of thing, the words of each such thing, or ``""`` for one
    without words. ``done`` are sentences on what was not simply taken over.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    done: tuple[str, ...] = ()
    title: str = ""
    language: str = ""


@dataclass
class Gathering:
    """A document in the making: readers of formats add to it in the order of the source."""

    pieces: list[Piece] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)
    _bodies: dict[str, str] = field(default_factory=dict)

    def inner(self) -> Gathering:
        """Return another gathering, of pieces inside one, that counts and names with this one."""
        return Gathering([], self.left_out, self.done, "", "", self._numbers, self._bodies)

    def add(self, words: str, shape: str = "", level: int = 0) -> None:
        """Add a piece, unless it has no words."""
        lines = tidy(words) if shape != "table" else BLANK_LINES.sub("\n", words).strip("\n")
        if is_seen(lines):
            self.pieces.append(Piece(lines, shape, level))

    def leave_out(self, kind: str, words: str = "") -> None:
        """Name something that is left out, with its words."""
        self.left_out.setdefault(kind, []).append(" ".join(bare(words).split()))

    def do(self, what: str) -> None:
        """Count something that was done, as in ``numbers of lists written out``."""
        self.done[what] = self.done.get(what, 0) + 1

    def mark(self, key: str) -> str:
        """Return the mark of a note, by the key that its source has; notes are counted anew."""
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return added(f"[{number}]")

    def new_key(self) -> str:
        """Return a key for a note whose source has none."""
        return f"new {len(self._numbers)}"

    def note(self, key: str, words: str) -> None:
        """Add the words of a note."""
        self._bodies[key] = tidy(words)

    def finished(self) -> Document:
        """Return the document; a note to which no mark leads comes last."""
        for key in self._bodies:
            self._numbers.setdefault(key, len(self._numbers) + 1)
        return Document(
            tuple(self.pieces),
            tuple(self._bodies.get(key, "") for key in self._numbers),
            tuple((kind, tuple(words)) for kind, words in self.left_out.items()),
            tuple(f"{what}: {count:,}" for what, count in self.done.items()),
            " ".join(self.title.split()),
            self.language,
        )


def added(words: str) -> str:
    """Return words that the source does not have, marked as such."""
    return f"{ADDED_FROM}{words}{ADDED_TO}" if words else ""


def shown(words: str) -> str:
    """Return words as readers see them, what was added included."""
    return without_marks(words)


def bare(words: str, instead: str = "") -> str:
    """Return the words that the source has; ``instead`` of what was added, something may stand."""
    return ADDED.sub(instead, words)


def printable(words: str) -> str:
    """Return the words of a source without characters that no seed may hold."""
    return CONTROL.sub(lambda found: "\n" if found[0] in "\x0b\x0c\x85" else "", words)


def printable_around(words: str) -> str:
    """Return the same of words in which something was added already."""
    parts = re.split(f"({ADDED.pattern})", words)
    return "".join(part if place % 2 else printable(part) for place, part in enumerate(parts))


def without_marks(words: str) -> str:
    """Return the words of a source without the two characters that mark what is added."""
    return words.replace(ADDED_FROM, "").replace(ADDED_TO, "")


def tidy(words: str) -> str:
    """Return words with single spaces, and lines without spaces around them or blank ones."""
    return BLANK_LINES.sub("\n", LINE_END.sub("\n", SPACES.sub(" ", words))).strip()


def on_one_line(words: str) -> str:
    """Return words without line ends."""
    return " ".join(tidy(words).split("\n"))


def is_seen(words: str) -> bool:
    """Return whether there is anything to be seen."""
    return any(unicodedata.category(sign) not in UNSEEN for sign in bare(words))


def joined(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces, one below the other."""
    return "\n".join(piece.words for piece in pieces)
