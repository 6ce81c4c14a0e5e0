"""The glossary as a table in CSV, from which every entry can be made again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.data.cards import cited, definition
from reader.data.values import written
from reader.edition import attestations
from reader.edition.index import Index
from reader.language import cells
from reader.model import Collection, Term
from reader.seeds import vocabulary
from reader.seeds.keys import ENTRY
from reader.seeds.vocabulary import has_use

TEXTS = tuple(f.name for f in ENTRY if f.kind in ("text", "flag"))
LISTS = tuple(f.name for f in ENTRY if f.kind in ("list", "texts"))
RECORDS = tuple(f.name for f in ENTRY if f.kind == "records")
# What the program works out: no entry says it.
COUNTED = ("attested_first", "attested_last", "mentions")
# The columns that stand before one of a key, those of the keys in their order.
BEFORE = {
    "headword": ("id",),
    "renderings": ("definition",),
    "responsible": ("attested_first", "attested_last", "attestations", "mentions"),
}
MOVED = {name for names in BEFORE.values() for name in names}
COLUMNS = (
    *(
        name
        for field in ENTRY
        for name in (*BEFORE.get(field.name, ()), field.name)
        if field.name not in MOVED
    ),
    "prose",
)


def table(index: Index) -> str:
    """Return the glossary as CSV (RFC 4180), one entry a row, lists and records as ``cells`` has.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, and so does
    one that begins with an apostrophe: without its first one each has its words.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    columns = [name for name in COLUMNS if has_use(name, index.collection)]
    rows.writerow(columns)
    for term in index.edition.seeds.terms:
        row = _row(index, term)
        rows.writerow(cells.guarded(row[name]) for name in columns)
    return out.getvalue()


def _row(index: Index, term: Term) -> dict[str, str]:
    first, last = attestations.first_and_last(term)
    return {
        "id": term.id,
        **{f.name: str(getattr(term, f.attribute)) for f in ENTRY if f.kind == "text"},
        **{name: cells.joined(items) for name, items in _lists(term).items()},
        **{name: cells.lines(records) for name, records in _records(index, term).items()},
        "matching": "exact" if term.exact else "",
        "definition": definition(term),
        "attested_first": first,
        "attested_last": last,
        "mentions": str(len(index.mentions_of(term))),
        "prose": term.prose.words.rstrip(),
    }


def _lists(term: Term) -> dict[str, tuple[str, ...]]:
    own = written(term, (field for field in ENTRY if field.name in LISTS))
    return {**own, "sources": cited(term)}


def _records(index: Index, term: Term) -> dict[str, list[tuple[str, ...]]]:
    """Return what has several values: in the order of its keys, forms of a text behind its name."""
    own = {field.name: field for field in ENTRY if field.kind == "records"}
    own["attestations"] = replace(
        own["attestations"], item=vocabulary.attestation(index.collection)
    )
    return {
        name: [tuple(_flat(written(one, field.item))) for one in getattr(term, field.attribute)]
        for name, field in own.items()
    }


def _flat(values: Mapping[str, str | list[str]]) -> Iterator[str]:
    for value in values.values():
        yield from (value,) if isinstance(value, str) else value


def keys_of(name: str, collection: Collection) -> tuple[str, ...]:
    """Return the keys of the items of a record, in the order in which a cell has them."""
    fields = {field.name: field.item for field in ENTRY}
    fields["attestations"] = vocabulary.attestation(collection)
    return tuple(field.name for field in fields[name])
