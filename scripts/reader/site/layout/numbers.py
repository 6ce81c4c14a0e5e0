"""Numbers of notes: 1, 2, 3 in the order of their marks, in each way of reading.

A note keeps its own number in addresses, data and citations. Within what one reads it has the
number of its mark, and it is counted once in a paragraph, however often it is marked there.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from reader.model import LEAST

# The ranks of notes that each way of reading shows: up to this one.
WAYS = {"read": 1, "study": 3, "check": LEAST}

Key = TypeVar("Key", bound=Hashable)


def numbered(marks: Iterable[tuple[Key, int]]) -> Mapping[Key, Mapping[str, int]]:
    """Return the number of each mark, by key, in every way of reading that shows it.

    ``marks`` are keys with the ranks of their notes, in the order in which they are read.
    """
    ranks = dict(marks)
    found: dict[Key, dict[str, int]] = {key: {} for key in ranks}
    for way, most in WAYS.items():
        shown = (key for key, rank in ranks.items() if rank <= most)
        for number, key in enumerate(shown, 1):
            found[key][way] = number
    return found


def first_number(numbers: Mapping[str, int]) -> int:
    """Return the number of a note where one begins to read, or where it is first shown."""
    return numbers.get("study") or numbers["check"]
