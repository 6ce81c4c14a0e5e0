"""Footnotes that a text has of its own: found, linked, and in every format."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import lxml.html
import pytest
from hostile import seed_files
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_carriers import Tagged
from test_long_texts import made
from test_shapes import made as shaped

from reader.books.book import book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import build, report
from reader.data import edition, schema, tei
from reader.edition.findings import findings
from reader.edition.footnotes import Footnotes, pattern_of
from reader.seeds.keys import is_footnote_mark

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def of_treaty() -> Footnotes:
    return shaped().index.footnotes["treaty"]


def pairs(footnotes: Footnotes) -> dict[str, list[str]]:
    """Return which marks lead to which footnotes."""
    return {note.mark.id: [mark.id for mark in note.references] for note in footnotes.notes}


def marked(given: list[str], sample: str) -> dict[str, list[str]]:
    """Return what leads where in a text whose footnotes are marked so."""
    built = made(given, 0, f"footnotes: {json.dumps(sample)}\n")
    assert not built.failed, report(built.problems)
    return pairs(built.index.footnotes["hostile"])


def test_each_mark_leads_to_its_footnote_where_numbers_begin_anew() -> None:
    assert pairs(of_treaty()) == {
        "p3f1": ["p1r1"],
        "p3f2": ["p1r2"],
        "p4f1": ["p2r1"],
        "p5f1": ["p2r2"],
    }
    assert [mark.words for mark in of_treaty().lost] == ["[7]"]


def test_the_words_of_a_footnote_go_on_to_the_next_one() -> None:
    words = [note.words for note in of_treaty().notes]
    assert words[0] == "See the letter from the mill."
    assert words[2] == "That is, of a rule in it, not of the whole. Reform takes two meetings."


@pytest.mark.parametrize(
    ("given", "sample", "expected"),
    [
        (["A pond (1) is.", "(1) Wet."], "(1)", {"p2f1": ["p1r1"]}),
        (["(1) A pond is.", "(2) It is wet."], "(1)", {}),  # numbered paragraphs
        (["A pond*, a carp**.", "* Wet.\n** Wet too."], "*", {"p2f1": ["p1r1"], "p2f2": ["p1r2"]}),
        (["鱼①，水②。", "① 大鱼。", "② 河水。"], "①", {"p2f1": ["p1r1"], "p3f1": ["p1r2"]}),
        (["A pond¹² is.", "¹² Wet."], "¹", {"p2f1": ["p1r1"]}),
        (["A [1] and again [1].", "[1] Both."], "[1]", {"p2f1": ["p1r1", "p1r2"]}),
        (["[1] No footnote.", "One [1].", "  [1] One."], "[1]", {"p3f1": ["p2r1"]}),
        # Endnotes of two chapters in two series, and a mark that comes once more.
        (
            ["a[1] b[2]", "c[1] d[2]", "[1] A\n[2] B", "[1] C\n[2] D"],
            "[1]",
            {"p3f1": ["p1r1"], "p3f2": ["p1r2"], "p4f1": ["p2r1"], "p4f2": ["p2r2"]},
        ),
        (
            ["a[1] b[2] a again[1]", "[1] A\n[2] B"],
            "[1]",
            {"p2f1": ["p1r1", "p1r3"], "p2f2": ["p1r2"]},
        ),
    ],
)
def test_footnotes_are_found_by_their_kind_of_mark(
    given: list[str], sample: str, expected: dict[str, list[str]]
) -> None:
    assert marked(given, sample) == expected


@pytest.mark.parametrize("sample", ["[1]", "(1)", "*", "†", "¹", "①", "1)", "〔1〕"])
def test_a_first_mark_is_accepted_and_finds_itself(sample: str) -> None:
    assert is_footnote_mark(sample) is None
    assert pattern_of(sample).fullmatch(sample)


@pytest.mark.parametrize("sample", ["1", "[2]", "a", "**", "note 1", "[[[[1]", "[1] x"])
def test_what_is_no_first_mark_is_refused(sample: str) -> None:
    assert is_footnote_mark(sample)


def test_without_the_key_no_mark_is_linked() -> None:
    assert not made(["A[1].", "[1] B."]).index.footnotes["hostile"].notes


def test_the_report_names_marks_that_lead_to_no_footnote() -> None:
    said = {found.title: found.items for found in findings(shaped().index)}
    assert said["Marks of footnotes that lead to none"] == (("", "treaty, p2: [7]"),)


def test_the_tei_has_the_footnotes_as_notes_and_their_marks_as_references() -> None:
    index = shaped().index
    root = etree.fromstring(tei.tei(index, index.texts["treaty"]).encode())
    notes = {
        note.get(XML_ID): note.get("target") for note in root.iter(f"{TEI}note") if note.get(XML_ID)
    }
    assert notes == {"p3": "#p1r1", "p4": "#p2r1", "p5": "#p2r2"}
    refs = {
        ref.get(XML_ID): (ref.get("type"), ref.get("target"), ref.text)
        for ref in root.iter(f"{TEI}ref")
    }
    assert refs["p1r2"] == ("noteref", "#p3f2", "[2]")
    assert refs["p3f2"] == ("backlink", "#p1r2", "[2]")


def test_the_json_has_the_footnotes_with_their_places() -> None:
    index = shaped().index
    (text,) = (text for text in edition.written(index)["texts"] if text["id"] == "treaty")
    (first, *_) = text["footnotes"]
    assert (first["id"], first["mark"], first["words"]) == (
        ("p3f1", "[1]", "See the letter from the mill.")
    )
    (place,) = first["references"]
    sentence = next(
        s for b in text["paragraphs"] for s in b["sentences"] if s["id"] == place["sentence"]
    )
    assert sentence["words"][place["start"] : place["end"]] == "[1]"
    assert '"footnotes"' in schema.schema(index.collection)


def test_the_epub_shows_a_footnote_where_its_mark_is_pressed() -> None:
    index = shaped().index
    with ZipFile(BytesIO(epub(book(index, index.texts["treaty"])))) as file:
        name = next(name for name in file.namelist() if name.endswith("text.xhtml"))
        root = lxml.html.fromstring(file.read(name))
    links = {link.get("id"): link for link in root.iter("a") if link.get("id")}
    assert links["p1r1"].get("epub:type") == "noteref"
    assert links["p1r1"].get("href") == "text.xhtml#p3"
    assert links["p1r2"].get("href") == "text.xhtml#p3f2"
    (note,) = root.xpath("//*[@id='p4']")
    assert note.get("epub:type") == "footnote"
    assert links["p4f1"].get("href") == "text.xhtml#p2r1"


def test_the_pdf_links_a_mark_to_its_footnote() -> None:
    index = shaped().index
    content, lacking = pdf(book(index, index.texts["treaty"]))
    assert not lacking
    assert "[1] That is, of a rule in it" in " ".join(
        words for kind, words in Tagged(content).blocks() if kind == "P"
    )


MARKS = st.sampled_from(["[1]", "[2]", "[3]", "pond ", "bold ", ". ", "\n", "[", "1", "力"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(MARKS, min_size=1, max_size=8).map("".join), min_size=1, max_size=6))
def test_every_mark_that_is_linked_leads_to_one_that_leads_back(given: list[str]) -> None:
    blocks = [block for block in given if block.strip()] or ["x"]
    built = build(seed_files(blocks))
    files = made(blocks, 0, "footnotes: '[1]'\n")
    assert built.failed == files.failed
    if not files.failed:
        footnotes = files.index.footnotes["hostile"]
        by_id = footnotes.by_id
        for note in footnotes.notes:
            assert note.references
            assert note.mark.target == note.references[0].id
            assert all(by_id[mark.target] is note for mark in note.references)
            assert {mark.words for mark in note.references} == {note.mark.words}
