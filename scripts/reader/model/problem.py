"""Problems: what is wrong with a seed, and the file that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a seed, with its place and its remedy.

    ``path`` is relative to the repository, ``line`` counts from 1.
    """

    path: str
    line: int
    code: str
    message: str
    fix: str
    level: Level = "error"


@dataclass(frozen=True)
class SeedFile:
    """One file below ``seeds/``: its path from the repository, and its bytes.

    ``fault`` says why it could not be read, if so.
    """

    path: str
    content: bytes
    fault: str = ""


@dataclass(frozen=True)
class Place:
    """Where something stands in the seeds: a file and a line."""

    path: str
    line: int


@dataclass(frozen=True)
class Prose:
    """What an editor writes, in Markdown, and the line of the file on which it begins."""

    words: str
    line: int


@dataclass(frozen=True)
class Form:
    """A word or a wording that a seed lists, and the line on which it stands."""

    words: str
    line: int
