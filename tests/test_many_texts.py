"""Many texts: series and years, the list of all, entries and the map over them, the search."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from conftest import ROOT, faults, output_of, parsed_page, resting, served, strictly_built
from hostile import settings_file
from lxml import etree
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, expect

from reader.books.book import book
from reader.books.epub import epub
from reader.build import Build, build, report
from reader.citing.citations import Citations
from reader.data import reading
from reader.data.crate import crate
from reader.edition import usage
from reader.edition.arrangement import Arrangement, words_in
from reader.edition.index import Index
from reader.history import paths
from reader.model import SeedFile, Seeds
from reader.site.pages import shelf as shelf_pages
from reader.site.pages import uses as entry_uses

META = """\
title: {title}
label: {label}
original_title: {original}
{more}publisher: Marsh Press
status: Written for the tests
rights: Free to use
language: en
headings: 1
paragraphs: {count}
provenance: Made up for the tests.
"""
ENTRY = """\
---
headword: {headword}
kind: concept
theme: reform
original: {chinese}
romanization: {pinyin}
sources: [s]
responsible: the editors
revised: 2026-01-01
---

What *{headword}* means.
"""
SOURCES = "- {id: s, type: book, title: A book, accessed: '2026', grade: press}\n"
ENTRIES = {
    "carp": ("carp", "鲤鱼", "lǐyú"),
    "algae": ("algae", "藻类", "zǎolèi"),
    "heron": ("heron", "苍鹭", "cānglù"),
}
EATS = "It eats [algae](algae.md) and [carp](carp.md).\n"
XHTML = {"x": "http://www.w3.org/1999/xhtml"}
CARP = "A carp swims by."
# Eight texts of three years, in two series; and an older version of one of them.
TEXTS = {
    "first": ("event_date: 2021-02-01\nseries: Sessions\nnumber: 1\n", [CARP, "Algae, algae."]),
    "tenth": ("event_date: 2024-02-01\nseries: Sessions\nnumber: 10\n", ["A heron.", CARP]),
    "second": ("event_date: 2022-02-01\nseries: Sessions\nnumber: 2\n", [CARP] * 6),
    "spring": ("event_date: 2021-05-03\nseries: Reports\n", ["Algae grow.", CARP]),
    "summer": ("event_date: 2022-05-03\nseries: Reports\n", ["Nothing to report.", CARP]),
    "autumn": ("event_date: 2024-05-03\nseries: Reports\n", ["A heron, a heron.", CARP]),
    "paper": ("event_date: 2022-09-09\n", ["A paper by itself.", CARP]),
    "draft": ("", ["Nobody knows when.", CARP]),
    "first-old": (
        "event_date: 2021-01-31\nversion_of: first\nversion: Older\n",
        ["The carp swims by.", "Algae, much algae."],
    ),
}


def files() -> tuple[SeedFile, ...]:
    """Return the seeds of the shelf."""
    settings = settings_file()
    made = {"seeds/sources.yml": SOURCES, settings.path: settings.content.decode()}
    for name, (more, blocks) in TEXTS.items():
        title = f"The {name} text"
        label = name.capitalize()
        meta = META.format(title=title, label=label, original="文", more=more, count=len(blocks))
        made[f"seeds/texts/{name}/meta.yml"] = meta
        made[f"seeds/texts/{name}/text.txt"] = "\n\n".join([title, *blocks])
    for name, (headword, chinese, pinyin) in ENTRIES.items():
        entry = ENTRY.format(headword=headword, chinese=chinese, pinyin=pinyin)
        made[f"seeds/glossary/{name}.md"] = entry + (f"\n{EATS}" if name == "heron" else "")
    return tuple(SeedFile(path, made[path].encode()) for path in sorted(made))


@pytest.fixture(scope="module")
def shelf() -> Build:
    made = build(files())
    assert report(made.problems) == ""
    return made


@pytest.fixture(scope="module")
def index(shelf: Build) -> Index:
    return Index(shelf.edition)


# Series, as data


def test_the_exports_say_to_which_series_a_text_belongs(shelf: Build, index: Index) -> None:
    data = json.loads(output_of(shelf, paths.data("edition.json")).content)
    schema = json.loads(output_of(shelf, paths.data("edition.schema.json")).content)
    jsonschema.validate(data, schema)
    said = {text["id"]: (text["series"], text["number"]) for text in data["texts"]}
    assert said["tenth"] == ("Sessions", "10")
    assert said["spring"] == ("Reports", "")
    assert said["paper"] == ("", "")
    again = {text.id: text.meta for text in reading.edition(data).seeds.texts}
    assert (again["tenth"].series, again["tenth"].number) == ("Sessions", "10")
    tei = etree.fromstring(output_of(shelf, paths.data_of("tenth", "tei.xml")).content.encode())
    rules = etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "tei_all.rng"))
    assert rules.validate(tei), rules.error_log
    name = {"t": "http://www.tei-c.org/ns/1.0"}
    assert tei.xpath("//t:sourceDesc/t:bibl/t:title[@level='s']/text()", namespaces=name) == [
        "Sessions"
    ]
    assert tei.xpath("//t:bibl/t:biblScope/text()", namespaces=name) == ["10"]
    graph = {thing["@id"]: thing for thing in json.loads(crate(index, {}))["@graph"]}
    work = next(thing for thing in graph.values() if thing.get("name") == "The tenth text")
    assert work["position"] == 10
    assert graph[work["isPartOf"]["@id"]]["name"] == "Sessions"


def test_a_book_has_the_entries_of_the_terms_that_its_text_uses(index: Index) -> None:
    content = epub(book(index, index.texts["autumn"]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = {name: archive.read(f"EPUB/{name}.xhtml") for name in ("glossary", "text")}
    documents = {name: etree.fromstring(document) for name, document in written.items()}
    assert documents["glossary"].xpath("//x:dt/@id", namespaces=XHTML) == ["carp", "heron"]
    for name, document in documents.items():
        for link in document.xpath("//x:a/@href", namespaces=XHTML):
            target, _, anchor = link.partition("#")
            there = documents[target.removesuffix(".xhtml") or name]
            assert there.xpath("//*[@id=$id]", id=anchor), link
    # What an entry says of one that the book has not stays as words.
    assert "algae" in "".join(documents["glossary"].itertext())


def test_citations_name_the_series(index: Index) -> None:
    forms = {form.style: form.content for form in Citations(index).whole(index.texts["tenth"])}
    assert "series = {Sessions},\n  number = {10}," in forms["bibtex"]
    assert "T3  - Sessions" in forms["ris"]
    assert '"collection-number": "10", "collection-title": "Sessions"' in forms["csl-json"]
    alone = {form.style: form.content for form in Citations(index).whole(index.texts["paper"])}
    assert "series" not in alone["bibtex"]
    assert "T3  -" not in alone["ris"]


# How the texts are arranged


def test_the_texts_of_a_series_follow_their_numbers_or_their_days(index: Index) -> None:
    series = index.arrangement.series
    assert {name: [text.id for text in group.texts] for name, group in series.items()} == {
        "Reports": ["spring", "summer", "autumn"],
        "Sessions": ["first", "second", "tenth"],
    }

    def beside(name: str) -> list[str]:
        return [text.id if text else "" for text in index.arrangement.beside(index.texts[name])]

    assert beside("first") == ["", "second"]
    assert beside("second") == ["first", "tenth"]
    assert beside("autumn") == ["summer", ""]
    assert beside("paper") == ["", ""]


def test_years_without_texts_are_years_too_and_many_years_share_a_row(index: Index) -> None:
    periods = index.arrangement.periods
    counts = [(period.name, len(period.texts)) for period in periods]
    assert counts == [("2021", 3), ("2022", 3), ("2023", 0), ("2024", 2)]
    years = [group.name for group in index.arrangement.years]
    assert years == ["2024", "2022", "2021", ""]
    long_ago = [
        SeedFile(file.path, file.content.replace(b"2021-02-01", b"1788"))
        for file in files()
        if not file.path.startswith("seeds/texts/first-old")
    ]
    old = Index(build(long_ago).edition).arrangement.periods
    assert [period.name for period in old][:2] == ["1780–1799", "1800–1819"]
    assert len(old) == 13
    assert sum(len(period.texts) for period in old) == 7


def test_a_character_of_chinese_counts_as_a_word(index: Index) -> None:
    said = "The first text A carp swims by Algae algae"
    assert words_in(index.texts["first"]) == len(said.split())
    chinese = [
        SeedFile(file.path, file.content.replace(b"A carp swims by.", "鲤鱼，don’t go。".encode()))
        for file in files()
        if "first-old" not in file.path
    ]
    text = Index(build(chinese).edition).texts["paper"]
    said = "The paper text A paper by itself 鲤 鱼 don’t go"
    assert words_in(text) == len(said.split())


def test_versions_of_a_text_do_not_make_many_of_it(index: Index) -> None:
    assert "first-old" not in [text.id for text in index.arrangement.works]
    few = [text for text in index.texts.values() if text.id in ("first", "first-old", "paper")]
    assert not Seeds(texts=tuple(few)).has_many
    assert Arrangement(few, Seeds(texts=tuple(few)).works).series["Sessions"].span == ("2021",) * 2


def test_terms_come_and_go(index: Index) -> None:
    new = [(m.group.name, [term.id for term in m.terms]) for m in usage.newcomers(index, 5)]
    gone = [(m.group.name, [term.id for term in m.terms]) for m in usage.vanished(index, 5)]
    assert new == [("2024", ["heron"])]
    assert gone == [("2021", ["algae"])]
    assert usage.newcomers(index, 0)[0].more == 1


# The pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf as a site; strict, so that each link resolves."""
    return strictly_built(tmp_path_factory.mktemp("many"), files())


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as home:
        yield home


def cells(row: HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row.xpath("td|th")]


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_home_page_names_the_newest_texts_and_leads_to_all(
    site: Path, shelf: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = parsed_page(site, "")
    titles = page.xpath("//ul[@class='texts']/li/a[1]/text()")
    assert titles[:3] == ["The autumn text", "The tenth text", "The paper text"]
    assert titles[7:] == [
        "The draft text",
        "Reports: 3 texts, 2021–2024",
        "Sessions: 3 texts, 2021–2024",
    ]
    first = words(page.xpath("//ul[@class='texts']/li")[1])
    assert first == "The tenth text 文 1 February 2024 · Sessions, 10 · 2 paragraphs"
    assert page.xpath("//nav[@class='years']//a/@href")[0] == "texts/#y2024"
    assert not page.xpath("//article//table")
    monkeypatch.setattr(shelf_pages, "NEWEST", 2)
    home = output_of(build(files()), "index.md").content
    assert home.count(" paragraphs\n") == 2
    assert [output.nav for output in shelf.outputs if output.nav][:2] == ["Home", "Texts"]


def test_all_texts_stand_by_series_and_by_year(site: Path) -> None:
    page = parsed_page(site, "texts")
    folds = page.xpath("//details[@class='own-how fold']")
    assert [words(fold.find("summary")) for fold in folds] == [
        "Reports: 3 texts, 2021–2024",
        "Sessions: 3 texts, 2021–2024",
    ]
    assert folds[1].xpath(".//li/a[1]/text()") == [
        "The tenth text",
        "The second text",
        "The first text",
    ]
    years = page.xpath("//div[@class='by-years']/h2")
    assert [(words(year), year.get("id")) for year in years] == [
        ("2024", "y2024"),
        ("2022", "y2022"),
        ("2021", "y2021"),
        ("undated", "undated"),
    ]
    listed = page.xpath("//div[@class='by-years']//li/a[1]/text()")
    assert len(listed) == 8
    assert listed[0] == "The autumn text"
    versions = page.xpath("//div[@class='by-years']//li[contains(., 'first text')]//a/@href")
    assert "first/versions/" in versions
    assert page.xpath("//nav[@class='years']//a/@href") == [
        "#y2024",
        "#y2022",
        "#y2021",
        "#undated",
    ]


def test_a_text_says_where_it_stands_and_leads_to_its_neighbors(site: Path) -> None:
    page = parsed_page(site, "texts/second")
    (way,) = page.xpath("//p[@class='crumb']")
    assert words(way) == "Texts · 2022 · Sessions, 2"
    links = page.xpath("//nav[@class='in-series']//a")
    assert [(words(link), link.get("href"), link.get("rel")) for link in links] == [
        ("← First", "../first/", "prev"),
        ("Tenth →", "../tenth/", "next"),
    ]
    (way,) = parsed_page(site, "texts/paper/p1").xpath("//p[@class='crumb']")
    assert words(way) == "Texts · 2022"
    assert not parsed_page(site, "texts/paper").xpath("//nav[@class='in-series']")
    (linked,) = page.xpath("//script[@type='application/ld+json']/text()")
    held = json.loads(linked)["isPartOf"]
    assert {part["@type"]: part["name"] for part in held}["CreativeWorkSeries"] == "Sessions"
    facts = parsed_page(site, "texts/tenth/about").xpath(
        "//dt[.='Series']/following-sibling::dd[1]"
    )
    assert words(facts[0]) == "Sessions, 10"


def test_an_entry_says_in_one_glance_how_often_and_when(site: Path) -> None:
    page = parsed_page(site, "glossary/carp")
    (line,) = page.xpath("//p[@class='first-and-last']")
    assert words(line) == (
        "14 places, in 9 of 9 texts. First: First-old, 31 January 2021. Last: Autumn, 3 May 2024."
    )
    by_year, by_series, wordings = page.xpath("//div[@class='ledger']//table")
    rows = [cells(row) for row in by_year.xpath(".//tr")]
    assert rows[0] == ["year", "places", "texts", "per 1,000 words"]
    assert [row[:3] for row in rows[1:]] == [
        ["2021", "3", "3 of 3"],
        ["2022", "8", "3 of 3"],
        ["2023", "", "no texts"],
        ["2024", "2", "2 of 2"],
    ]
    bars = [float(bar.get("width")) for bar in by_year.xpath(".//svg/rect")]
    rates = [float(row[3]) for row in rows[1:] if row[3]]
    assert max(bars) == 100
    assert [round(100 * rate / max(rates)) for rate in rates] == pytest.approx(bars, abs=1)
    assert all(svg.get("aria-hidden") == "true" for svg in by_year.xpath(".//svg"))
    assert [cells(row)[:2] for row in by_series.xpath(".//tr")][1:] == [
        ["Reports", "3"],
        ["Sessions", "8"],
    ]
    row = cells(wordings.xpath(".//tr")[1])
    assert row == ["carp", "14", "9", "First-old", "Autumn"]  # no undated text is the last
    assert not page.xpath("//figure")


def test_a_rate_is_of_the_words_of_all_texts_of_a_year(index: Index) -> None:
    (used,) = [
        one
        for one in usage.of(index, index.terms["heron"], index.arrangement.periods)
        if one.mentions
    ]
    total = words_in(index.texts["tenth"]) + words_in(index.texts["autumn"])
    assert used.rate == pytest.approx(1000 * 3 / total)


def test_the_places_of_an_entry_stand_by_text_and_fold_beyond_a_number(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = parsed_page(site, "glossary/carp")
    assert not page.xpath("//details[@class='own-how fold']")
    headings = [words(heading) for heading in page.xpath("//h3[starts-with(@id, 'in-')]")]
    assert headings == [
        "2024: 2 places, 2 texts",
        "2022: 8 places, 3 texts",
        "2021: 3 places, 3 texts",
        "undated: 1 place, 1 text",
    ]
    assert len(page.xpath("//ol[contains(@class, 'concordance')]/li")) == 14
    monkeypatch.setattr(entry_uses, "FOLDED", 5)
    monkeypatch.setattr(entry_uses, "PLACES", 8)
    monkeypatch.setattr(entry_uses, "OF_TEXT", 4)
    content = output_of(build(files()), "glossary/carp.md").content
    assert content.count(".fold }") == 4
    assert len(re.findall(r"^1\. \[", content, re.MULTILINE)) == 8
    assert "8 of 14 places are shown." in content
    assert "… and 2 more" in content
    assert content.count("#### ") == 9


def test_the_map_sets_the_terms_that_a_year_uses_most_against_the_years(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = parsed_page(site, "map")
    head, *rows = page.xpath("//div[@class='map']//tr")
    assert cells(head) == ["entry", "2021", "2022", "2023", "2024", "all"]
    assert head.xpath(".//a/@href") == ["../texts/#y2021", "../texts/#y2022", "../texts/#y2024"]
    dots = {cells(row)[0]: [len(cell.xpath(".//a")) for cell in row[1:5]] for row in rows}
    assert dots == {"carp": [1, 1, 0, 1], "algae": [1, 0, 0, 0], "heron": [0, 0, 0, 1]}
    assert rows[0].xpath(".//a/@aria-label")[1] == "carp, 2022: 8 places"
    sizes = [float(circle.get("r")) for circle in rows[0].xpath(".//circle")]
    assert sizes[1] == max(sizes)
    assert len(set(sizes)) == 3
    new, gone = page.xpath("//dl[@class='movements']")
    assert words(new) == "2024 heron"
    assert words(gone) == "2021 algae"
    monkeypatch.setattr(shelf_pages, "TOP", 1)
    monkeypatch.setattr(shelf_pages, "ROWS", 2)
    content = output_of(build(files()), "map.md").content
    assert re.findall(r"^\| \[(\w+)\]", content, re.MULTILINE) == ["carp", "algae"]


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = lxml.html.parse(str(path)).getroot().xpath("//@id")
        assert len(ids) == len(set(ids)), path


# In a browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_the_pages_of_many_texts(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    with resting(browser, width, scheme) as page:
        for path in ("", "texts/", "map/", "glossary/carp/", "texts/second/", "texts/first/p1/"):
            page.goto(address + path)
            assert faults(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path


def test_the_list_of_texts_is_filtered_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}texts/")
    box = page.get_by_role("searchbox", name="Filter the texts")
    shown = page.locator(".by-years li:visible")
    expect(shown).to_have_count(8)
    box.fill("sessions")
    expect(shown).to_have_count(3)
    expect(page.locator(".filter-status")).to_have_text("3 of 8 texts")
    expect(page.locator(".by-years h2:visible")).to_have_text(["2024", "2022", "2021"])
    expect(page.locator(".years a:visible")).to_have_count(3)
    box.fill("summer may 2022")
    box.fill("may 2022")
    expect(shown).to_have_text([re.compile("The summer text")])


def test_without_scripts_all_texts_are_there_and_no_empty_box(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}texts/#series-2")
    expect(page.locator(".by-years li:visible")).to_have_count(8)
    expect(page.locator(".shelf-filter")).to_be_hidden()
    page.locator("summary", has_text="Sessions").click()
    expect(page.locator("details li:visible")).to_have_count(3)
    page.goto(f"{address}glossary/carp/")
    expect(page.get_by_role("cell", name="3 of 3").first).to_be_visible()
    context.close()


def test_a_link_to_a_series_opens_its_fold(page: Page, address: str) -> None:
    page.goto(f"{address}texts/second/")
    page.locator(".crumb").get_by_role("link", name="Sessions").click()
    expect(page.locator("details[open] summary")).to_have_text("Sessions: 3 texts, 2021–2024")


BOX = "[data-md-component=search-query]"


def test_results_say_their_text_and_day_and_those_of_one_text_stand_together(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.locator(BOX).fill("carp swims")
    found = page.locator(".md-search-result__item", has=page.locator("[data-found=paragraph]"))
    expect(found).to_have_count(8)  # the older version of a text stands with it
    second = found.filter(has_text="Second")
    expect(second).to_have_count(1)
    expect(second.locator("h1")).to_contain_text("Second 1 February 2022")
    more = second.locator(".md-search-result__more")
    expect(more.locator("summary")).to_have_text("5 more places in this text")
    more.locator("summary").click()
    expect(more.locator("h2").first).to_contain_text(re.compile("¶ 2 · Second"))
    first = found.filter(has_text="First")
    expect(first.locator(".md-search-result__more summary")).to_have_text(
        "1 more place in this text"
    )
    # A paragraph that stands in two versions is one place: 13, and the entry.
    expect(page.locator(".md-search-result__meta")).to_have_text("14 results")
    assert faults(page) == []


def test_the_search_is_narrowed_by_series_and_by_years(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    box = page.locator(BOX)
    box.fill("carp swims in:texts")
    found = page.locator("[data-found=paragraph]")
    page.get_by_role("group", name="Series").get_by_role("button", name="Reports 3").click()
    expect(box).to_have_value("carp swims in:texts series:Reports")
    expect(found).to_have_count(3)
    box.fill("carp swims in:texts year:2021")
    expect(found).to_have_count(3)
    expect(
        page.get_by_role("group", name="Year").get_by_role("button", name=re.compile("2021"))
    ).to_have_attribute("aria-pressed", "true")
    box.fill("carp swims in:texts year:2022-")
    expect(found).to_have_count(10)
    box.fill("carp swims in:texts -year:2022-2024")
    expect(found).to_have_count(4)
    box.fill("carp swims series:novels")
    expect(page.locator(".search-lines p").first).to_contain_text(
        "No series is called “novels”. Series: Reports Sessions"
    )
    box.fill("carp swims in:second")
    expect(page.locator(".md-search-result__item")).to_have_count(7)  # each alone, and the entry
