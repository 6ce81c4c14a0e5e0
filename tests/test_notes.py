"""Notes of every kind, on a scripture and a law that nobody translated."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from conftest import (
    ROOT,
    choose,
    faults,
    parsed_page,
    resting,
    rules_in,
    served,
    strictly_built,
)
from jsonschema import Draft202012Validator
from judges import epub_faults, tei_all
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from reader.books.book import book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import Build, build
from reader.data import reading
from reader.edition.findings import findings
from reader.edition.items import items_of
from reader.model import Note, SeedFile
from reader.seeds import from_disk
from reader.site import search

NOTED = ROOT / "tests" / "data" / "noted"
SERMON = "texts/montanus"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
CARD, PANEL = ".card-of-term", ".sentence-panel"
ON_TRANSLATION = b"""
- id: n9
  kind: odd
  places: [{at: p1, quote: ipsorum}]
  suggested: eorum
  author: Reed, Anna
  reason: The pronoun is strong.
"""


@pytest.fixture(scope="module")
def made() -> Build:
    built = build(from_disk.read(NOTED))
    assert built.problems == ()
    return built


@pytest.fixture(scope="module")
def files(made: Build) -> dict[str, bytes]:
    return {output.path: output.data for output in made.outputs}


@pytest.fixture(scope="module")
def mixed() -> Build:
    """The same edition, one of whose texts has a note on a translation too."""
    given = {file.path: file for file in from_disk.read(NOTED)}
    notes, settings = f"seeds/{SERMON}/notes.yml", "seeds/collection.yml"
    given[notes] = SeedFile(notes, given[notes].content + ON_TRANSLATION)
    kinds = given[settings].content.partition(b"notes:")[0]  # without a list all are in use
    given[settings] = SeedFile(settings, kinds)
    built = build(tuple(given.values()))
    assert built.problems == ()
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return strictly_built(tmp_path_factory.mktemp("noted"), from_disk.read(NOTED))


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def note(made: Build, number: int, text: str = "montanus") -> Note:
    return next(n for n in made.edition.seeds.notes if (n.text, n.id) == (text, f"n{number}"))


def said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


# The seeds


def test_each_kind_says_in_which_ways_of_reading_it_shows(made: Build) -> None:
    ranks = {n.group: n.rank for n in made.edition.seeds.notes}
    assert ranks == {"explanation": 3, "reference": 3, "textual": 4}


def test_a_dash_says_that_a_witness_leaves_the_words_out(made: Build) -> None:
    read = [(r.words, r.witness, r.source.words) for r in note(made, 3).readings]
    assert read == [
        ("Beati mansueti", "k, Cyprian", "vulgate"),
        ("", "D", ""),
        ("mites <beati>", "", "allen"),
    ]


def test_check_names_notes_that_rest_on_nothing(made: Build) -> None:
    found = {finding.title: finding.items for finding in findings(made.index)}
    assert found["Explanations without a source"] == (("", "montanus, n5: possidebunt"),)
    assert found["References without a link or a source"] == ()


def test_a_source_that_only_a_reading_names_is_cited(made: Build) -> None:
    sermon = made.index.texts["montanus"]
    assert made.index.cited_about(sermon) == ("vulgate", "allen")


# The pages


def test_no_page_of_notes_speaks_of_a_translation(files: dict[str, bytes]) -> None:
    pages = {path: words for path, words in files.items() if path.startswith(("texts/", "gloss"))}
    assert len(pages) > 15
    assert [path for path, words in pages.items() if b"translat" in words.lower()] == []


def test_a_text_without_notes_has_no_link_to_them(files: dict[str, bytes]) -> None:
    assert b"notes.md" not in files["texts/nuda/index.md"]
    assert b"notes.md" not in files["texts/nuda/about.md"]
    assert b"There are no notes on this text." in files["texts/nuda/notes.md"]
    assert b"[Notes](notes.md)" in files[f"{SERMON}/index.md"]


def test_where_not_all_are_on_a_translation_they_are_called_notes(mixed: Build) -> None:
    pages = {output.path: output.data for output in mixed.outputs}
    page = pages[f"{SERMON}/notes.md"].decode()
    assert "# Notes\n" in page
    assert "suggested: **eorum**" in page
    assert "“pauperes spiritu”" in page
    assert "Note by Anna Reed" in page


def test_a_note_names_its_author_and_its_sources(site: Path) -> None:
    (box,) = parsed_page(site, f"{SERMON}/p1").xpath("//div[dt[@id='note-1']]")
    assert said(box).endswith(
        "see mitis. Note by Ann Smith and Pond Watch · Source: A Companion to the Sermon"
    )
    (source,) = box.xpath(".//p[@class='note-by']/a/@href")
    assert source == "../notes/#source-allen"
    (listed,) = parsed_page(site, f"{SERMON}/notes").xpath("//div[dt[@id='note-1']]")
    assert listed.xpath(".//sup[@class='cite']/a/@href") == ["#source-allen"]


def test_a_reference_leads_there_from_the_page_of_its_paragraph(site: Path) -> None:
    (box,) = parsed_page(site, f"{SERMON}/p1").xpath("//div[dt[@id='note-2']]")
    assert box.xpath(".//dd//a/@href") == ["../../tabulae/p1/", "https://example.org/scan"]
    (back,) = parsed_page(site, f"{SERMON}/p2").xpath("//p[contains(., 'Also referred')]//a/@href")
    assert back == "../../tabulae/notes/#note-2"


def test_a_note_that_only_cites_names_what_it_cites(site: Path) -> None:
    (box,) = parsed_page(site, "texts/tabulae/p1").xpath("//div[dt[@id='note-3']]")
    assert said(box).endswith("See Digesta Iustiniani. Source: Digesta Iustiniani")
    (brief,) = parsed_page(site, "texts/tabulae").xpath("//li[contains(., 'capito')]")
    assert "capito: See Digesta Iustiniani. reference" in said(brief)


def test_readings_stand_in_the_language_of_the_text_with_their_witnesses(site: Path) -> None:
    for path in (f"{SERMON}/notes", f"{SERMON}/p2", "glossary/mitis"):
        (box,) = parsed_page(site, path).xpath("//div[dt[@id='note-3']]")
        assert [part.text for part in box.xpath(".//dd//span[@lang='la']")] == [
            "Beati mansueti",
            "mites <beati>",
        ]
        assert re.search(
            r"“Beati mansueti” \(k, Cyprian\)( \d)?; left out \(D\); "
            r"“mites <beati>” \(A Companion to the Sermon\)",
            said(box),
        ), path


def test_a_note_in_the_margin_begins_to_say_what_it_says(site: Path) -> None:
    briefs = parsed_page(site, SERMON).xpath("//ul[contains(@class, 'brief-notes')]/li")
    assert [said(brief).removeprefix("Note ") for brief in briefs] == [
        "pauperes spiritu: Not those who lack spirit, but those who know that they lack it; "
        "see mitis. explanation",
        "regnum caelorum: Compare Tab. 1 and a scan. reference",
        "Beati mites / lugent: Beati mansueti (k, Cyprian); left out (D); "
        "mites <beati> (A Companion to the Sermon) textual",
        "possidebunt: They inherit. The land is meant, not the earth. explanation",
    ]


# In a browser


def visible(page: Page) -> list[str | None]:
    marks = page.locator(".note-mark").all()
    return [mark.get_attribute("aria-label") for mark in marks if mark.is_visible()]


@pytest.mark.parametrize(
    ("way", "heard"),
    [
        ("read", []),
        ("study", ["Note 1, explanation", "Note 2, reference", "Note 3, explanation"]),
        (
            "check",
            [
                *("Note 1, textual", "Note 2, explanation", "Note 3, reference"),
                *("Note 4, textual", "Note 5, explanation", "Note 4, textual"),
            ],
        ),
    ],
)
def test_a_way_of_reading_shows_the_kinds_that_belong_to_it(
    page: Page, home: str, way: str, heard: list[str]
) -> None:
    choose(page, reading=way)
    page.goto(home + SERMON)
    assert visible(page) == heard


def test_kinds_differ_by_shape_and_color_alike_in_text_and_margin(page: Page, home: str) -> None:
    choose(page, reading="check")
    page.goto(home + SERMON)
    look = """mark => { const { borderWidth, borderStyle, borderRadius, color }
        = getComputedStyle(mark); return [borderWidth, borderStyle, borderRadius, color].join() }"""
    looks = {}
    for kind in ("explanation", "reference", "textual"):
        mark = page.locator(f".note-mark.is-{kind}").first
        beside = page.locator(f".brief .is-{kind} .note-number").first
        looks[kind] = mark.evaluate(look)
        # The radius is of the size of the letters.
        assert re.sub(r"[\d.]+px,rgb", "", looks[kind]) == re.sub(
            r"[\d.]+px,rgb", "", beside.evaluate(look)
        )
    shapes = {kind: shown.partition(",rgb")[0] for kind, shown in looks.items()}
    assert len(set(shapes.values())) == 3
    assert len({shown.partition(",rgb")[2] for shown in looks.values()}) == 3


@pytest.mark.parametrize(("path", "by"), [(SERMON, True), (f"{SERMON}/p1", False)])
def test_a_card_says_what_a_note_says(page: Page, home: str, path: str, by: bool) -> None:
    page.goto(f"{home}{path}/")
    page.locator(".note-mark.is-explanation").first.focus()
    card = page.locator(CARD)
    expect(card).to_contain_text("Note 1, explanation")
    expect(card).to_contain_text("those who know that they lack it; see mitis.")
    assert ("Note by Ann Smith" in card.inner_text()) == by


def test_a_card_gives_readings(page: Page, home: str) -> None:
    choose(page, reading="check")
    for path in (SERMON, f"{SERMON}/p2"):
        page.goto(f"{home}{path}/")
        page.locator(".note-mark.is-textual").nth(1 if path == SERMON else 0).focus()
        expect(page.locator(CARD)).to_contain_text("(k, Cyprian); left out (D); ")
        expect(page.locator(CARD)).to_contain_text("The order of the two verses changes with it.")


def test_the_panel_of_a_sentence_calls_them_notes(page: Page, home: str) -> None:
    page.goto(f"{home}{SERMON}/")
    page.locator("#p1s1").click(position={"x": 8, "y": 8})
    panel = page.locator(PANEL)
    expect(panel.locator("h3").first).to_have_text("Notes")
    expect(panel).to_contain_text("Note 1, explanation")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("note:textual", ["Note 3 · textual", "Note 4 · textual"]),
        ("mansueti", ["Note 3 · textual"]),
        ("note:reference", ["Note 2", "Note 2", "Note 3"]),
        ("Smith", ["Note 1 · explanation"]),
    ],
)
def test_the_search_finds_notes_by_kind_by_readings_and_by_author(
    page: Page, home: str, query: str, found: list[str]
) -> None:
    page.goto(home)
    page.locator("[data-md-component=search-query]").fill(query)
    results = page.locator(".md-search-result__item:has([data-found=remark])")
    expect(results).to_have_count(len(found))
    titles = [title.partition(" · ")[0] for title in results.locator("h1").all_inner_texts()]
    assert titles == [title.partition(" · ")[0] for title in found]
    heading = results.first.evaluate("item => getComputedStyle(item, '::before').content")
    assert heading == '"Notes"'


def test_notes_are_filtered_by_kind(page: Page, home: str) -> None:
    page.goto(f"{home}{SERMON}/notes/")
    page.get_by_label("All kinds").select_option("textual")
    expect(page.locator(".note:visible")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_where_notes_show(
    browser: Browser, home: str, scheme: str, width: int
) -> None:
    with resting(browser, width, scheme) as page:
        choose(page, reading="check")
        for path in (SERMON, f"{SERMON}/p1", f"{SERMON}/p2", f"{SERMON}/notes", "glossary/mitis"):
            page.goto(f"{home}{path}/")
            assert faults(page, *rules_in(scheme)) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


# Books


def pdf_words(content: bytes) -> str:
    """Return the words of a PDF, with a space at each end of a line."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        return " ".join(" ".join(page.extract_text() for page in file.pages).split())


def test_the_epub_has_them_as_notes(made: Build, tmp_path: Path) -> None:
    content = epub(book(made.index, made.index.texts["montanus"]))
    assert epub_faults(content, tmp_path) == []


def test_the_books_say_all_that_a_note_says(made: Build) -> None:
    given = book(made.index, made.index.texts["montanus"])
    assert given.notes_title == "Notes"
    words = pdf_words(pdf(given)[0])
    for part in (
        "A small number in the text leads to a note, a word with a dotted line to its entry",
        "Note by Ann Smith and Pond Watch.",
        "textual. “Beati mites”; “lugent” — Beati mansueti (k, Cyprian) — left out (D)",
    ):
        assert part in words
    assert "translation" not in words
    bare = book(made.index, made.index.texts["nuda"])
    assert "A word with a dotted line leads to its entry" in pdf_words(pdf(bare)[0])


# The data


def test_the_tei_is_valid_and_has_readings_as_an_apparatus(files: dict[str, bytes]) -> None:
    schema = tei_all()
    tei = etree.fromstring(files["data/texts/montanus.tei.xml"])
    assert schema.validate(tei), schema.error_log
    notes = tei.xpath("//t:standOff//t:note[@target]", namespaces=TEI)
    assert [(n.get(ID), n.get("type"), n.get("resp")) for n in notes] == [
        ("note-n1", "explanation", "#author-1"),
        ("note-n2", "reference", None),
        ("note-n5", "explanation", None),
    ]
    names = tei.xpath("//t:respStmt[@xml:id='author-1']/t:name/text()", namespaces=TEI)
    assert names == ["Smith, Ann", "Pond Watch"]
    first, second, _ = tei.xpath("//t:listApp/t:app", namespaces=TEI)
    assert (first.get("from"), first.get(ID)) == ("#string-range(p2,0,11)", "note-n3")
    assert second.get("from") == "#string-range(p2,56,6)"
    read = first.xpath("t:rdg", namespaces=TEI)
    who = {f"#{w.get(ID)}": w.text for w in tei.xpath("//t:listWit/t:witness", namespaces=TEI)}
    assert [(rdg.text, who[rdg.get("wit")]) for rdg in read] == [
        ("Beati mansueti", "k, Cyprian (Biblia Sacra Vulgata)"),
        (None, "D"),
        ("mites <beati>", "A Companion to the Sermon"),
    ]


def test_the_json_fits_its_schema_and_is_read_back(
    made: Build, mixed: Build, files: dict[str, bytes]
) -> None:
    for built in (made, mixed):
        given = {output.path: output.data for output in built.outputs}
        data = json.loads(given["data/edition.json"])
        Draft202012Validator(json.loads(given["data/edition.schema.json"])).validate(data)
        for mine, theirs in zip(
            reading.edition(data).seeds.notes, built.edition.seeds.notes, strict=True
        ):
            for part in ("kinds", "author", "group", "labels", "rank", "suggested"):
                assert getattr(mine, part) == getattr(theirs, part)
            assert [(r.words, r.witness, r.source.words) for r in mine.readings] == [
                (r.words, r.witness, r.source.words) for r in theirs.readings
            ]
    first = json.loads(files["data/edition.json"])["notes"][0]
    assert first.keys().isdisjoint({"original", "established", "suggested", "changesSense"})


def test_web_annotations_say_why_and_by_whom(files: dict[str, bytes]) -> None:
    data = json.loads(files["data/texts/montanus.annotations.jsonld"])
    assert data["label"] == "Terms and notes: Sermo"
    notes = [item for item in data["first"]["items"] if ":note:" in item["id"]]
    assert [item["motivation"] for item in notes] == [
        *("describing", "linking", "commenting", "commenting", "describing")
    ]
    assert [creator["name"] for creator in notes[0]["creator"]] == ["Smith, Ann", "Pond Watch"]
    links = [body["source"] for body in notes[1]["body"] if body["purpose"] == "linking"]
    assert links == ["../../texts/tabulae/p1/index.html", "https://example.org/scan"]


def test_the_changes_tell_of_authors_and_readings(made: Build) -> None:
    items = {item.id: dict(item.parts) for item in items_of(made.index)}
    assert items["montanus/n1"]["author"] == "Smith, Ann; Pond Watch"
    assert items["montanus/n3"]["readings"].startswith(
        "words: Beati mansueti, witness: k, Cyprian, source: vulgate"
    )


def test_where_all_are_on_a_translation_the_search_says_so(built: Build) -> None:
    assert all("group" not in doc for doc in search.documents(built.index))
