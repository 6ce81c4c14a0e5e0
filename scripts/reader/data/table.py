"""The glossary as a table in CSV, from which every entry can be made again."""

from __future__ import annotations

import csv
import io

from reader.data.cards import cited, definition
from reader.edition import attestations
from reader.edition.index import Index
from reader.language import cells
from reader.model import Collection, Term
from reader.seeds import vocabulary
from reader.seeds.keys import FORMS_IN, OFFICE, ORIGINAL, RENDERING
from reader.seeds.vocabulary import has_use

TEXTS = (  # columns that hold one value of an entry
    *("headword", "kind", "theme", "original", "traditional", "romanization"),
    *("matching", "responsible", "revised"),
)
LISTS = ("forms", "excluded", "also", "broader", "narrower", "related", "distinct", "sources")
RECORDS = ("originals", "forms_in", "renderings", "offices", "attestations")
# What the program works out: no entry says it.
COUNTED = ("attested_first", "attested_last", "mentions")
COLUMNS = (
    "id",
    "headword",
    "kind",
    "theme",
    "original",
    "traditional",
    "romanization",
    "originals",
    "forms",
    "forms_in",
    "excluded",
    "also",
    "matching",
    "definition",
    "renderings",
    "offices",
    "broader",
    "narrower",
    "related",
    "distinct",
    "sources",
    "attested_first",
    "attested_last",
    "attestations",
    "mentions",
    "responsible",
    "revised",
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
    own = (name for name in ("id", *TEXTS) if name != "matching")
    return {
        **{name: str(getattr(term, name)) for name in own},
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
    forms = ("forms", "excluded", *term.relations)
    return {
        **{name: tuple(form.words for form in getattr(term, name)) for name in forms},
        "also": term.also,
        "sources": cited(term),
    }


def _records(index: Index, term: Term) -> dict[str, list[tuple[str, ...]]]:
    """Return what has several values: in the order of its keys, forms of a text behind its name."""
    fields = vocabulary.attestation(index.collection)
    return {
        "originals": [(o.language, o.words, o.romanization) for o in term.further],
        "forms_in": [(of.text.words, *(f.words for f in of.forms)) for of in term.forms_in],
        "renderings": [(r.wording, r.authority, r.source, r.where) for r in term.renderings],
        "offices": [(o.title, o.since, o.until, o.source) for o in term.offices],
        "attestations": [
            (a.date, a.document, a.original, a.speaker, a.source, a.rendering, a.rendering_source)[
                : len(fields)
            ]
            for a in term.attestations
        ],
    }


def keys_of(name: str, collection: Collection) -> tuple[str, ...]:
    """Return the keys of the items of a record, in the order in which a cell has them."""
    fields = {
        "originals": ORIGINAL,
        "forms_in": FORMS_IN,
        "renderings": RENDERING,
        "offices": OFFICE,
        "attestations": vocabulary.attestation(collection),
    }
    return tuple(field.name for field in fields[name])
