"""The real seeds: what the edition must say about the study-session text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest
from conftest import ROOT, TEXT

from reader.build import Build
from reader.build import report as listed
from reader.edition import findings
from reader.edition.index import Index

pytestmark = pytest.mark.edition

SHA256 = "e1b2d1b52f64ada61be23ef9fe849a0e32445fdb710993cec227ea14b483e75a"


def test_the_seeds_have_no_problem_and_no_warning(built: Build) -> None:
    assert listed(built.problems) == ""


def test_the_source_is_what_it_was(built: Build) -> None:
    path = ROOT / "seeds" / "texts" / TEXT / "text.txt"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256
    assert built.edition.seeds.texts[0].sha256 == SHA256


def test_the_text_has_three_headings_nine_paragraphs_and_38_sentences(built: Build) -> None:
    text = built.edition.seeds.texts[0]
    assert [block.id for block in text.headings] == ["h1", "h2", "h3"]
    assert [len(block.sentences) for block in text.paragraphs] == [4, 4, 5, 6, 2, 4, 6, 4, 3]


def places(index: Index, term: str) -> dict[str, int]:
    return dict(Counter(mention.paragraph for mention in index.mentions_of(index.terms[term])))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (
            "new-quality-productive-forces",
            {"h3": 1, "p1": 2, "p4": 2, "p5": 2, "p6": 1, "p7": 1, "p8": 4, "p9": 2},
        ),
        ("high-quality-development", {"h3": 1, "p1": 6, "p3": 3, "p4": 2, "p7": 1, "p9": 1}),
        ("total-factor-productivity", {"p4": 1}),
        ("he-lifeng", {"p2": 1}),
        ("growth-model", {"p3": 1}),
        ("xi-jinping", {"h2": 1, "p1": 1, **{f"p{n}": 1 for n in range(3, 10)}}),
        ("new-development-philosophy", {"p1": 1, "p4": 1}),
        ("talent", {"p9": 4}),
    ],
)
def test_a_term_stands_in_these_paragraphs(
    index: Index, term: str, expected: dict[str, int]
) -> None:
    assert places(index, term) == expected


def test_the_term_of_the_title_is_found_under_four_wordings(index: Index) -> None:
    wordings = index.wordings(index.terms["new-quality-productive-forces"])
    assert [(w.words, len(w.mentions)) for w in wordings] == [
        ("new productive forces", 11),
        ("new quality productivity", 2),
        ("new productivity", 1),
        ("new-quality productive forces", 1),
    ]


def test_look_alikes_are_not_taken_for_the_term(index: Index) -> None:
    marked = {(m.paragraph, m.words): m.term for m in index.edition.mentions}
    assert marked["p4", "new productivity theory"] == "productive-forces"
    assert marked["p3", "development mode"] == "growth-model"
    found = {mention.words.lower() for mention in index.edition.mentions}
    assert not found & {"he", "high quality", "high-quality production factors", "high-quality"}


def found(index: Index, title: str) -> list[str]:
    listed = {finding.title: finding.items for finding in findings.findings(index)}
    return [": ".join(item) for item in listed[title]]


def test_pinyin_is_what_a_dictionary_reads(index: Index) -> None:
    assert found(index, "Pinyin that a library reads otherwise") == []


def test_every_entry_is_linked_and_every_source_is_cited(index: Index) -> None:
    assert found(index, "Entries that nothing links to") == []
    assert found(index, "Sources that nobody cites") == []
    assert found(index, "Entries that rest on weak sources alone") == []


def test_the_report_names_the_places_where_a_longer_form_won(index: Index) -> None:
    won = found(index, "Places where a longer form won")
    form = "'productive forces' stands 12 times inside a form of new-quality-productive-forces"
    assert f"productive-forces: {form}" in won


def test_a_term_within_longer_ones_is_counted_apart(index: Index) -> None:
    term = index.terms["productive-forces"]
    assert len(index.mentions_of(term)) == 2
    counts = {longer.id: count for longer, count in index.within(term)}
    assert counts["new-quality-productive-forces"] == 12
    others = (mention.words for mention in index.edition.mentions if mention.term != term.id)
    forms = r"\b(productive\s+forces|productivity development|new productivity theory)\b"
    inner = (re.findall(forms, words, re.IGNORECASE) for words in others)
    assert sum(map(len, inner)) == sum(counts.values())
    assert index.within(index.terms["new-quality-productive-forces"]) == ()


def test_every_people_entry_names_an_office_with_its_source(built: Build) -> None:
    people = [term for term in built.edition.seeds.terms if term.kind == "person"]
    assert len(people) == 7
    for person in people:
        assert person.offices
        assert all(office.source for office in person.offices), person.id
