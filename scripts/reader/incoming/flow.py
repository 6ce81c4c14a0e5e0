"""A flow of marked-up words, cut into pieces where its blocks begin and end.

Formats that nest their blocks, HTML and TEI, tell it what they meet; it keeps what is open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reader.incoming.document import Gathering, added, on_one_line, shown

WIDEST = 100  # columns of a table whose cells are set in columns
LONGEST_CELL = 300  # characters; a table with more in a cell is a layout, or no help as a table
BETWEEN_CELLS = " | "


@dataclass
class Flow:
    """Words on their way to a document.

    ``shape`` is what the next piece will be; ``marker`` what it begins with, once, as a list
    has it; ``depth`` counts the lists that are open.
    """

    to: Gathering
    shape: str = ""
    level: int = 0
    marker: str = ""
    depth: int = 0
    keeps_lines: bool = False
    words: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Add words to the piece that is open."""
        self.words.append(words)

    def end_piece(self) -> None:
        """End the piece that is open, if it has words."""
        words, self.words = "".join(self.words), []
        if not self.keeps_lines and not words.strip():
            return
        if self.marker and words.strip():
            # A line of its own would be another item.
            self.to.add(self.marker + on_one_line(words), "list", self.depth)
            self.marker = ""
        else:
            is_line = self.shape == "heading"
            self.to.add(on_one_line(words) if is_line else words, self.shape, self.level)

    @contextmanager
    def block(self, shape: str, level: int | None = None) -> Iterator[None]:
        """Make what is read meanwhile pieces of a shape; without a level it keeps that it has."""
        self.end_piece()
        before = self.shape, self.level
        self.shape, self.level = shape, self.level if level is None else level
        yield
        self.end_piece()
        self.shape, self.level = before


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the lines of a table, its cells in columns if it is not too wide for that."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    count = max((len(row) for row in lines), default=0)
    widths = [max((width(r[n]) for r in lines if n < len(r)), default=0) for n in range(count)]
    in_columns = sum(widths) + len(BETWEEN_CELLS) * count <= WIDEST
    return "\n".join(_row(row, widths if in_columns else [0] * count) for row in lines if any(row))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    made = [cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=False)]
    return added(BETWEEN_CELLS).join(made).rstrip()


def width(words: str) -> int:
    """Return how many columns words take in letters of one width."""
    seen = (sign for sign in shown(words) if not unicodedata.combining(sign))
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in seen)


def is_tabular(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows of cells make a table, rather than a page laid out in a frame."""
    several = sum(len([cell for cell in row if cell.strip()]) > 1 for row in rows)
    return several > 0 and all(len(cell) <= LONGEST_CELL for row in rows for cell in row)
