"""The rows of a table, as entries."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from reader.data.table import LISTS, RECORDS, TEXTS, keys_of
from reader.glossaries.columns import DEFINITION, ID, NAMES, OUT, SECTION, Column, Table
from reader.glossaries.found import Found, Glossary, bad_format
from reader.language import cells
from reader.model import Collection, Problem

FORMAT = "a table"
OWN_FORMAT = "a table of a reader"
PARTING = re.compile(r"[;；|\n]")


def read(
    path: str, table: Table, body: Iterable[tuple[int, list[str]]], collection: Collection
) -> Glossary:
    """Return an entry for each row that can be read, and a problem for every other."""
    found, problems = [], []
    for line, row in body:
        if len(row) > len(table.columns) and any(
            cell.strip() for cell in row[len(table.columns) :]
        ):
            problems.append(_too_long(path, line, row, table))
            continue
        try:
            entry = _entry(line, _values(row, table), table, collection)
        except csv.Error as fault:
            fix = "close the quotation mark in the cell"
            problems.append(
                bad_format(path, line, f"a list in the row cannot be read: {fault}", fix)
            )
            continue
        if entry.headword:
            found.append(entry)
        else:
            problems.append(_no_headword(path, line))
    form = OWN_FORMAT if table.is_own else FORMAT
    return Glossary(path, form, tuple(found), tuple(problems), table.said)


def _too_long(path: str, line: int, row: list[str], table: Table) -> Problem:
    message = f"the row has {len(row)} cells, and the first row has {len(table.columns)}"
    fix = "put a cell that holds the separator between quotation marks"
    return bad_format(path, line, message, fix)


def _no_headword(path: str, line: int) -> Problem:
    fix = "write the headword into the row, or delete the row"
    return Problem(path, line, "missing-key", "the row has no headword", fix)


def _values(row: list[str], table: Table) -> Iterator[tuple[Column, str]]:
    for column in table.columns:
        cell = row[column.place] if column.place < len(row) else ""
        words = (cells.unguarded(cell) if table.is_own else cell).strip()
        if words and column.key != OUT:
            yield column, words


def _entry(
    line: int, values: Iterable[tuple[Column, str]], table: Table, collection: Collection
) -> Found:
    """Return the entry of a row. Raises csv.Error for a list that cannot be read."""
    by_key: dict[str, str] = {}
    sections: list[tuple[str, str]] = []
    originals: list[Mapping[str, str]] = []
    for column, words in values:
        if column.key == SECTION and not table.is_own:
            sections.append((column.header, words))
        elif column.language:
            originals.append({"language": column.language, "original": " ".join(words.split())})
        elif column.key in by_key:
            by_key[column.key] += f"; {words}"
        else:
            by_key[column.key] = words
    records = _records(by_key, collection) if table.is_own else {}
    return Found(
        line,
        key=by_key.get(ID, ""),
        id=by_key.get(ID, "") if table.is_own else "",
        texts={key: _line(by_key[key], table) for key in TEXTS if key in by_key},
        lists={key: _list(by_key[key], table) for key in LISTS if key in by_key},
        records={**records, **({"originals": tuple(originals)} if originals else {})},
        names=_list(by_key.get(NAMES, ""), table),
        definition=by_key.get(DEFINITION, ""),
        sections=tuple(sections),
        prose=by_key.get(SECTION, ""),
    )


def _line(words: str, table: Table) -> str:
    return words if table.is_own else " ".join(words.split())


def _list(cell: str, table: Table) -> tuple[str, ...]:
    """Return the items of a list, as we write it, or parted as people do it."""
    if table.is_own:
        return cells.parted(cell)
    return tuple(
        dict.fromkeys(" ".join(item.split()) for item in PARTING.split(cell) if item.strip())
    )


def _records(
    by_key: Mapping[str, str], collection: Collection
) -> dict[str, tuple[Mapping[str, str], ...]]:
    """Return what has several values, as an export of a reader has it."""
    return {
        name: tuple(_record(name, items, collection) for items in cells.records(by_key[name]))
        for name in RECORDS
        if name in by_key
    }


def _record(name: str, items: tuple[str, ...], collection: Collection) -> dict[str, str]:
    named = keys_of(name, collection)
    if name == "forms_in":  # the forms behind the text are as many as there are
        return {named[0]: items[0], named[1]: cells.joined(items[1:])}
    return {key: item for key, item in zip(named, items, strict=False) if item}
