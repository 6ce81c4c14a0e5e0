"""Glossaries come in and go out: what an export holds comes back, and nothing harmful does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
import rdflib
from conftest import ROOT
from hostile import FRAGMENTS, LETTERS
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import SKOS

from reader.build import report
from reader.data import cards, skos, table, tbx
from reader.edition import annotate
from reader.edition.index import Index
from reader.glossaries import plan as planning
from reader.glossaries import reading, writing
from reader.glossaries.found import Asked
from reader.model import UNSET, SeedFile, Term
from reader.seeds import check, from_disk, parse

POND = ROOT / "tests" / "problems" / "base"
DHARMA, LATIN = (ROOT / "tests" / "data" / name for name in ("dharma", "latin"))
NO_DEFAULTS = {"kind": "", "theme": "", "responsible": ""}
DAY = "2026-11-29"
ADDRESS = "https://reader.example/"


def emptied(files: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return the settings and the sources of a collection alone."""
    kept = ("seeds/collection.yml", "seeds/sources.yml")
    return tuple(file for file in files if file.path in kept)


def planned(
    content: bytes | str, files: Iterable[SeedFile], name: str = "given", **asked: object
) -> planning.Plan:
    """Return what the import of a file into a collection would do."""
    seeds = parse.seeds(files)[0]
    data = content.encode() if isinstance(content, str) else content
    read = reading.read(SeedFile(name, data), seeds.collection, Asked(**asked))  # type: ignore[arg-type]
    return planning.plan(read, seeds, NO_DEFAULTS, DAY)


def taken_files(content: bytes | str, files: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return the entries of a file, with the settings and sources of a collection."""
    kept = emptied(files)
    plan = planned(content, kept)
    assert plan.problems == (), report(plan.problems)
    return (*kept, *plan.files)


def exported(files: Iterable[SeedFile]) -> dict[str, str]:
    """Return the exports of the glossary of a collection, by their endings."""
    files = sorted(files, key=lambda file: file.path)
    seeds, problems = parse.seeds(files)
    faults = [fault for fault in (*problems, *check.seeds(seeds)) if fault.level == "error"]
    assert faults == [], report(faults)
    index = Index(annotate.edition(seeds, ADDRESS, UNSET))
    return {"csv": table.table(index), "tbx": tbx.tbx(index), "ttl": skos.turtle(index)}


COLLECTIONS = (ROOT, POND, DHARMA, LATIN)


@pytest.fixture(scope="module", params=COLLECTIONS, ids=["real", "pond", "dharma", "latin"])
def files(request: pytest.FixtureRequest) -> tuple[SeedFile, ...]:
    return from_disk.read(request.param)


@pytest.fixture(scope="module")
def exports(files: tuple[SeedFile, ...]) -> dict[str, str]:
    return exported(files)


def rows(content: str) -> list[dict[str, str]]:
    """Return the rows of the table without what the texts know alone."""
    given = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    return [{name: cell for name, cell in row.items() if name != "mentions"} for row in given]


def graph(turtle: str) -> rdflib.Graph:
    """Return the statements of SKOS but for attestations, which come back as prose."""
    made = rdflib.Graph().parse(data=turtle, format="turtle")
    made.remove((None, SKOS.historyNote, None))
    return made


def said(term: Term) -> dict[str, object]:
    """Return what an entry says, without the places where it says so."""
    lists = ("forms", "excluded", "broader", "narrower", "related", "distinct")
    records = ("originals", "renderings", "attestations")
    own = ("id", "headword", "kind", "theme", "traditional", "also", "exact", "offices")
    return {
        **{key: getattr(term, key) for key in (*own, "responsible", "revised")},
        **{key: [form.words for form in getattr(term, key)] for key in lists},
        **{key: [replace(one, line=0) for one in getattr(term, key)] for key in records},
        "sources": cards.cited(term),
        "forms_in": [(of.text.words, [f.words for f in of.forms]) for of in term.forms_in],
        "prose": term.prose.words.rstrip(),
    }


# There and back


def test_every_entry_comes_back_from_the_table_as_it_was(
    files: tuple[SeedFile, ...], exports: dict[str, str]
) -> None:
    kept = emptied(files)
    plan = planned(exports["csv"], kept)
    assert [step.said for step in plan.steps if step.said] == []
    terms = parse.seeds(taken_files(exports["csv"], files))[0].terms
    assert [said(term) for term in terms] == [said(term) for term in parse.seeds(files)[0].terms]


def test_tables_tbx_and_skos_come_back_the_same(
    files: tuple[SeedFile, ...], exports: dict[str, str]
) -> None:
    for end, alike in FORMATS.items():
        again = exported(taken_files(exports[end], files))
        assert alike(again[end]) == alike(exports[end])


FORMATS: dict[str, Callable[[str], object]] = {
    "csv": rows,
    "tbx": str,
    "ttl": lambda turtle: {*graph(turtle)},
}


# Entries whatsoever

PIECES = st.sampled_from(FRAGMENTS) | st.text(LETTERS, max_size=8)
SIGNS = (
    "=cmd()",
    "+1",
    "'",
    "''=",
    '"',
    "; ",
    '";"',
    "\\",
    "\\*",
    "שלום",
    "مرحبا",
    "\u202e",
    "@x",
    "",
)
WORDS = st.lists(PIECES | st.sampled_from(SIGNS), max_size=4).map("".join)
LINES = WORDS.map(lambda words: " ".join(words.split()))


@st.composite
def entries(draw: st.DrawFn) -> list[SeedFile]:
    """Return some entries of the pond; a number in each name keeps names apart."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        counted = iter(range(100))

        def named(counted: Iterator[int] = counted, number: int = number) -> str:
            words = f"n{number}x{next(counted)}{draw(LINES)}"
            front = draw(st.sampled_from(("", "=", "'", "- ", '"')))
            return f"{front}{words}"[:290].strip()

        def names(count: int = 3) -> list[str]:
            return [named() for _ in range(draw(st.integers(0, count)))]

        values: dict[str, object] = {
            "headword": named(),
            "kind": draw(st.sampled_from(("concept", "person"))),
            "theme": "reform",
            "original": named(),
            "romanization": named(),
            "forms": names(),
            "excluded": names(),
            "also": names(),
            "matching": draw(st.sampled_from(("", "exact"))),
            "renderings": [{"wording": w, "authority": "ours", "where": named()} for w in names()],
            "offices": [{"title": title, "to": "2024"} for title in names(2)],
            "attestations": [
                {"date": "2024", "document": d, "original": named(), "speaker": named(),
                 "source": "pond-book"}
                for d in names(2)
            ],
            "sources": ["pond-book"],
            "responsible": named().replace(";", ","),
            "revised": DAY,
        }  # fmt: skip
        lines = "".join(writing.dumped(key, value) for key, value in values.items() if value)  # type: ignore[arg-type]
        parts = (f"x{draw(WORDS)}", f"y{draw(LINES)}", f"z{draw(WORDS)}")
        prose = "{}\n\n## {}\n\n{}".format(*map(writing.plain, parts))
        content = f"---\n{lines}---\n\n{prose}\n"
        made.append(SeedFile(f"seeds/glossary/e{number}.md", content.encode()))
    return made


@given(entries())
@settings(max_examples=60, deadline=None)
def test_whatever_an_entry_says_comes_back(given_entries: list[SeedFile]) -> None:
    files = (*emptied(from_disk.read(POND)), *given_entries)
    exports = exported(files)
    for end, alike in FORMATS.items():
        assert alike(exported(taken_files(exports[end], files))[end]) == alike(exports[end])
    terms = parse.seeds(taken_files(exports["csv"], files))[0].terms
    assert [said(term) for term in terms] == [said(term) for term in parse.seeds(files)[0].terms]
