"""Cells of a table: lists and records in one cell, and words that a spreadsheet would calculate.

Items are joined by ``; ``; one that holds a semicolon, a quotation mark or a line end stands
between quotation marks, as in CSV. A record is a line of items.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What begins a formula in a spreadsheet, also as the wide signs of Chinese and Japanese.
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
LARGEST = 10_000_000  # characters of a cell; the limit of the library is too small for long prose


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe, if need be."""
    return f"'{cell}" if cell.startswith(GUARDED) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before ``guarded``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(GUARDED) else cell


def joined(items: Iterable[str]) -> str:
    """Return a list as a cell, ``a; b``; empty items at its end are left out."""
    given = [*items]
    while given and not given[-1]:
        given.pop()
    return "; ".join(map(_item, given))


def _item(words: str) -> str:
    is_plain = words and words == words.strip() and not any(sign in words for sign in ';"\r\n')
    return words if is_plain else '"{}"'.format(words.replace('"', '""'))


def lines(records: Iterable[Sequence[str]]) -> str:
    """Return records as a cell, one a line."""
    return "\n".join(map(joined, records))


def records(cell: str) -> tuple[tuple[str, ...], ...]:
    """Return the records of a cell, each the items of a line.

    Raises csv.Error if a quotation mark is opened and not closed.
    """
    csv.field_size_limit(LARGEST)
    rows = csv.reader(
        io.StringIO(cell, newline=""), delimiter=";", skipinitialspace=True, strict=True
    )
    return tuple(tuple(item.strip() for item in row) for row in rows if row)


def parted(cell: str) -> tuple[str, ...]:
    """Return the items of a list in a cell, on one line or on several; empty ones are none."""
    return tuple(item for record in records(cell) for item in record if item)
