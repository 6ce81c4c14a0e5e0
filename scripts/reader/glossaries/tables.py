"""A table from elsewhere: CSV with commas, semicolons or tabs, as spreadsheets save it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from reader.glossaries import columns, rows
from reader.glossaries.found import Asked, Glossary, bad_format, failed
from reader.language import cells
from reader.language.words import BOM, CONTROL, UTF16_MARKS, Lines
from reader.model import Collection, Problem, SeedFile

FORMAT = "a table"
SEPARATORS = ",;\t"
STATED = re.compile(r"sep=(.)[^\n]*\n", re.IGNORECASE)  # Excel's own first line
Row = tuple[int, list[str]]


def read(file: SeedFile, collection: Collection, asked: Asked) -> Glossary:
    """Return the entries of a table; its first row names the columns."""
    words, problems = decoded(file, asked.encoding)
    if problems:
        return failed(file, FORMAT, *problems)
    given: list[Row] = []
    try:
        given += _rows(words)
    except csv.Error as fault:
        line = given[-1][0] if given else 1
        fix = "close the quotation mark that is opened there, or save the table anew"
        return failed(file, FORMAT, bad_format(file.path, line, f"not CSV: {fault}", fix))
    if not given:
        return failed(file, FORMAT)
    head, *body = given
    table, problems = columns.understood(file.path, head, body, collection, asked.columns)
    if problems:
        return failed(file, FORMAT, *problems)
    return rows.read(file.path, table, body, collection)


def decoded(file: SeedFile, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the characters of a file: in the encoding that was stated, in UTF-8 or UTF-16."""
    found = "utf-16" if file.content.startswith(UTF16_MARKS) else "utf-8"
    try:
        words = file.content.decode(encoding or found).removeprefix(BOM)
    except UnicodeError as fault:
        at = fault.start if isinstance(fault, UnicodeDecodeError) else 0
        line = file.content[:at].count(b"\n") + 1
        message = f"the file is not in the encoding {encoding or found} (at byte {at})"
        fix = "save it as CSV UTF-8, or state the encoding, as in --encoding gb18030"
        return "", (Problem(file.path, line, "wrong-encoding", message, fix),)
    if control := CONTROL.search(words):
        line = Lines(words).at(control.start())
        message = f"a control character (U+{ord(control[0]):04X}) stands in the file"
        fix = "delete it; or state the encoding of the file, as in --encoding gb18030"
        return "", (Problem(file.path, line, "control-character", message, fix),)
    return words, ()


def _rows(words: str) -> Iterator[Row]:
    """Give the rows that hold something, each with the line on which it begins.

    Raises csv.Error at the first row that cannot be read.
    """
    csv.field_size_limit(cells.LARGEST)
    stated = STATED.match(words)
    skipped = 0
    if stated:
        words, skipped = words[stated.end() :], 1
    separator = stated[1] if stated else _separator(words)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        row = next(reader, None)
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _separator(words: str) -> str:
    """Return the sign that parts the most cells of the first rows."""

    def parted(separator: str) -> int:
        rows = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
        count = 0
        with suppress(csv.Error):  # it is told when all rows are read
            for row in islice(rows, 3):
                count += len(row)
        return count

    return max(SEPARATORS, key=parted)
