"""What a term's attestations tell together, and what a note suggests, in every form we give."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import jsonschema
import lxml.html
import pdfplumber
import pytest
import rdflib
from conftest import ROOT, contents
from lxml import etree
from rdflib.namespace import SKOS

from reader.books.book import book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import Build, build
from reader.data import cards
from reader.edition import attestations
from reader.edition.index import Index
from reader.interface import ENGLISH
from reader.model import SeedFile, Term
from reader.seeds import from_disk

BASE = ROOT / "tests" / "problems" / "base"
ROACH = """\
---
headword: roach
kind: concept
theme: green development
original: 红鳍鱼
romanization: hóngqíyú
forms: [carp lives in the pond]
attestations:
  - {date: 2018, document: A letter, original: 鱼有红鳍, speaker: Anna Reed, source: pond-paper}
  - {date: 2019-05, document: Speech, original: 红、鳍鱼多, speaker: Joe Brown, source: pond-paper}
  - date: 2020-01-02
    document: A report
    original: 这红鳍鱼好
    speaker: the meeting
    source: pond-paper
    rendering: this roach is good
    rendering_source: pond-english
  - {date: 2021, document: A plan, original: 这红鳍鱼好, speaker: Anna Reed, source: pond-paper}
  - {date: 2022-12-31, document: A book, original: 好鱼, speaker: Joe Brown, source: pond-book}
responsible: the editors
revised: 2024-02-01
---

A fish with red fins.
"""
SOURCES = """
- {id: pond-paper, type: webpage, title: 鱼报, accessed: 2024-02-01, language: zh, grade: primary}
- {id: pond-english, type: webpage, title: Fish, accessed: 2024-02-01, grade: official English}
"""
LINES = (
    "2018, A letter (Anna Reed): 鱼有红鳍",
    "May 2019, Speech (Joe Brown): 红、鳍鱼多",
    "2 January 2020, A report (the meeting): 这红鳍鱼好 “this roach is good”",
    "2021, A plan (Anna Reed): 这红鳍鱼好",
    "31 December 2022, A book (Joe Brown): 好鱼",
)
LABELS = ("forerunner", "earliest found", "word for word as on 2 January 2020", "in other words")
SUMMARY = (
    "4 attestations in 3 wordings, from May 2019 to 31 December 2022. Forerunners from 2018. "
    "Earlier ones may exist."
)
SUGGESTED = "lives on algae"


@pytest.fixture(scope="module")
def made() -> Build:
    files = {file.path: file.content for file in from_disk.read(BASE)}
    files["seeds/glossary/roach.md"] = ROACH.encode()
    files["seeds/sources.yml"] += SOURCES.encode()
    notes = "seeds/texts/pond/notes.yml"
    files[notes] = files[notes].replace(b"  reason", f"  suggested: {SUGGESTED}\n  reason".encode())
    done = build(tuple(SeedFile(path, content) for path, content in files.items()))
    assert not done.problems
    return done


@pytest.fixture(scope="module")
def term(made: Build) -> Term:
    return made.index.terms["roach"]


@pytest.fixture(scope="module")
def files(made: Build) -> dict[str, str]:
    return contents(made)


def in_order(parts: tuple[str, ...], words: str) -> bool:
    """Return whether each part stands behind the one before it."""
    at = 0
    for part in parts:
        found = words.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def test_the_first_the_last_and_the_change_follow_from_single_attestations(term: Term) -> None:
    steps = attestations.steps(term)
    assert [step.relation for step in steps] == ["forerunner", "first", "", "same", "other"]
    assert [step.like for step in steps if step.relation == "same"] == ["2020-01-02"]
    assert [label for step in steps if (label := step.label(ENGLISH))] == list(LABELS)
    assert attestations.first_and_last(term) == ("2019-05", "2022-12-31")
    assert attestations.wordings(term) == 3
    assert attestations.summary(term, ENGLISH) == SUMMARY


def test_the_term_is_found_though_a_comma_stands_in_it(term: Term) -> None:
    step = attestations.steps(term)[1]
    assert (step.before, step.term, step.after) == ("", "红、鳍鱼", "多")
    apart = replace(term.attestations[1], original="红，鳍鱼多")
    assert attestations.steps(replace(term, attestations=(apart,)))[0].term == ""


def test_without_the_term_no_attestation_is_called_other_words(term: Term) -> None:
    alone = replace(term, attestations=term.attestations[:1])
    assert [step.relation for step in attestations.steps(alone)] == ["first"]
    nothing = replace(term, attestations=())
    assert attestations.summary(nothing, ENGLISH) == ""
    assert attestations.first_and_last(nothing) == ("", "")


def test_the_json_has_the_history_and_its_schema_knows_it(files: dict[str, str]) -> None:
    data = json.loads(files["data/edition.json"])
    schema = jsonschema.Draft202012Validator(json.loads(files["data/edition.schema.json"]))
    schema.validate(data)
    roach = next(term for term in data["terms"] if term["id"] == "roach")
    assert roach["history"] == {"first": "2019-05", "last": "2022-12-31", "wordings": 3}
    relations = [found["relation"] for found in roach["attestations"]]
    assert relations == ["forerunner", "first", "", "same", "other"]
    assert roach["attestations"][2]["renderingSource"] == "pond-english"
    assert roach["attestations"][3]["renderingSource"] == ""
    (note,) = data["notes"]
    assert (note["established"], note["suggested"]) == ("feeds on algae", SUGGESTED)
    roach["attestations"][0]["relation"] = "older"
    assert not schema.is_valid(data)


def test_skos_and_csv_have_the_attestations(files: dict[str, str]) -> None:
    graph = rdflib.Graph().parse(data=files["data/glossary.ttl"], format="turtle")
    concept = rdflib.URIRef("urn:x-annotated-reader:term:roach")
    assert sorted(map(str, graph.objects(concept, SKOS.historyNote))) == sorted(LINES)
    rows = csv.DictReader(io.StringIO(files["data/glossary.csv"], newline=""))
    row = next(row for row in rows if row["id"] == "roach")
    assert (row["attested_first"], row["attested_last"]) == ("2019-05", "2022-12-31")
    assert row["attestations"].splitlines()[1].startswith("2019-05; Speech; 红、鳍鱼多; ")


def test_the_page_and_its_copy_tell_the_history(files: dict[str, str]) -> None:
    for path in ("glossary/roach.md", "data/pages/glossary/roach.md.txt"):
        page = files[path]
        assert in_order((SUMMARY, "**2018**", "*forerunner*", "鱼有红鳍", "**May 2019**"), page)
        assert in_order(LABELS, page)
        assert "“this roach is good”" in page
    assert "<mark>红、鳍鱼</mark>多" in files["glossary/roach.md"]


def test_what_is_suggested_is_told_from_what_is_established(
    made: Build, files: dict[str, str]
) -> None:
    tei = etree.fromstring(files["data/texts/pond.tei.xml"].encode())
    glosses = tei.xpath("//t:gloss", namespaces={"t": "http://www.tei-c.org/ns/1.0"})
    said = [("established", "feeds on algae"), ("suggested", SUGGESTED)]
    assert [(gloss.get("type"), gloss.text) for gloss in glosses] == said
    (note,) = made.edition.seeds.notes
    assert cards.note(note)["better"] == [list(pair) for pair in said]
    annotations = files["data/texts/pond.annotations.jsonld"]
    assert f"suggested: {SUGGESTED}" in annotations
    page = files["texts/pond/notes.md"]
    assert in_order(("established: **feeds on algae**", f"suggested: **{SUGGESTED}**"), page)


def test_the_plain_text_holds_the_text_alone(files: dict[str, str]) -> None:
    plain = files["data/texts/pond.txt"]
    assert "A carp lives in the pond." in plain
    assert SUGGESTED not in plain


def test_the_epub_tells_the_history_and_what_is_suggested(made: Build) -> None:
    index = Index(made.edition)
    content = epub(book(index, index.texts["pond"]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = {n.rpartition("/")[2]: archive.read(n) for n in archive.namelist()}
    glossary = lxml.html.fromstring(pages["glossary.xhtml"]).text_content()
    assert in_order(
        (SUMMARY, *LABELS[:2], "红、鳍鱼多", "“this roach is good”", *LABELS[2:]), glossary
    )
    notes = lxml.html.fromstring(pages["notes.xhtml"]).text_content()
    assert in_order(("established", "feeds on algae", "suggested", SUGGESTED), notes)


def test_the_pdf_tells_the_history_and_what_is_suggested(made: Build) -> None:
    index = Index(made.edition)
    content, _ = pdf(book(index, index.texts["pond"]))
    with pdfplumber.open(io.BytesIO(content)) as file:
        words = "".join("".join(page.extract_text().split()) for page in file.pages)
    for part in (SUMMARY, *LABELS, "红、鳍鱼多", "“this roach is good”", f"suggested:{SUGGESTED}"):
        assert "".join(part.split()) in words
