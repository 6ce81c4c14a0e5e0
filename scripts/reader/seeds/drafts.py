"""Drafts of new seeds: what could be found out stands in them, and questions for the rest.

A question is a comment above a key without a value: ``check`` names each one that is open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reader.model import Problem, SeedFile

LETTERS_WITHOUT_NAME = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
)


@dataclass(frozen=True)
class Draft:
    """New files for the seeds, and what to tell whoever asked for them."""

    files: tuple[SeedFile, ...]
    said: tuple[str, ...]


Drafted = tuple[Draft | None, tuple[Problem, ...]]


def address(words: str) -> str:
    """Return the address that words make, or ``""``: ``Green Bonds`` gives ``green-bonds``."""
    parts = unicodedata.normalize("NFKD", words.casefold()).translate(LETTERS_WITHOUT_NAME)
    bare = "".join(part for part in parts if not unicodedata.combining(part) and part not in "'’")
    return "-".join(re.findall("[a-z0-9]+", bare))


def bad_address(path: str, name: str, fault: str) -> Problem:
    """Return the problem of a name that makes no good address; it may be empty."""
    message = f"{name!r} makes no good address" if name else "its name makes no good address"
    return Problem(path, 1, "bad-address", message, f"give another with --id: {fault}")
