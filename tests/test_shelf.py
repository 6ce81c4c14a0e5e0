"""Several texts with one glossary: the shelf, what entries say across texts, the search in one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from conftest import (
    contents,
    faults,
    output_of,
    parsed_page,
    resting,
    rules_in,
    served,
    strictly_built,
)
from hostile import settings_file
from judges import tei_all
from lxml import etree
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, expect

from reader.build import Build, build, report
from reader.edition.index import Index
from reader.history import paths
from reader.language.pinyin import reading
from reader.model import SeedFile
from reader.site import search, timeline

META = """\
title: {title}
label: {label}
event: A day at the marsh
event_date: {day}
kind: {kind}
publisher: Marsh Press
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
kind: {kind}
theme: reform
original: {chinese}
romanization: {pinyin}
{more}sources: [s]
responsible: the editors
revised: 2026-01-01
---

What *{headword}* means.
"""
SOURCES = "- {id: s, type: book, title: A book, accessed: '2026', grade: press}\n"
LIMITED = "forms_in:\n  - text: {}\n    forms: [the level]\n"
# Not in the order of their days: the order of the folders is another.
TEXTS = {
    "bylaws": (
        ("Bylaws of <b>the</b> marsh", "By|laws", "2023-05-02", "regulation"),
        [
            "The carp is not to be fished.",
            "Whoever has the level of a keeper may fish. Algae stay.",
        ],
    ),
    "opening": (
        ("Words at the opening", "Opening", "2021-03-01", "speech"),
        ["A carp lives here, and a carp eats algae.", "The level is low. We raise the level."],
    ),
    "survey": (
        ("A survey of the marsh", "Survey", "2022-07-15", "report"),
        ["The water level is high.", "The common carp is frequent; herons are not."],
    ),
}
ENTRIES = {
    "carp": ("carp", "concept", "鲤鱼", "forms: [common carp]\n"),
    "algae": ("algae", "concept", "藻类", ""),
    "keeper": ("Anna Keeper", "person", "安娜", ""),
    "water-level": ("water level", "concept", "水位", LIMITED.format("opening")),
    "rank": ("rank", "concept", "等级", LIMITED.format("bylaws")),
}


def files(*more: str) -> tuple[SeedFile, ...]:
    """Return the seeds of the shelf; ``more`` are the names of further texts without a day."""
    settings = settings_file()
    made = {"seeds/sources.yml": SOURCES, settings.path: settings.content.decode()}
    extra = {name: ((name, name, "", ""), [f"A carp in {name}."]) for name in more}
    for name, ((title, label, day, kind), blocks) in {**TEXTS, **extra}.items():
        meta = META.format(title=title, label=label, day=day, kind=kind, count=len(blocks))
        meta += "speaker: keeper\n" if kind == "speech" else ""
        made[f"seeds/texts/{name}/meta.yml"] = meta
        made[f"seeds/texts/{name}/text.txt"] = "\n\n".join([title, *blocks])
    for name, (headword, kind, chinese, lines) in ENTRIES.items():
        entry = ENTRY.format(
            headword=headword,
            kind=kind,
            chinese=chinese,
            pinyin=reading(chinese).capitalize(),
            more=lines,
        )
        made[f"seeds/glossary/{name}.md"] = entry
    return tuple(SeedFile(path, made[path].encode()) for path in sorted(made))


@pytest.fixture(scope="module")
def shelf() -> Build:
    made = build(files())
    assert report(made.problems) == ""
    return made


@pytest.fixture(scope="module")
def index(shelf: Build) -> Index:
    return Index(shelf.edition)


def content(made: Build, path: str) -> str:
    return next(output.content for output in made.outputs if output.path == path)


# The seeds


def test_a_limited_form_counts_in_its_text_alone(index: Index) -> None:
    found = {(m.text, m.term) for m in index.edition.mentions if m.words.lower() == "the level"}
    assert found == {("opening", "water-level"), ("bylaws", "rank")}


def test_one_wording_for_two_terms_is_refused_where_their_texts_meet() -> None:
    def codes(limits: str, forms: str = "") -> list[tuple[str, str]]:
        entry = ENTRY.format(
            headword="rank",
            kind="concept",
            chinese="等级",
            pinyin=reading("等级"),
            more=forms + limits,
        )
        path = "seeds/glossary/rank.md"
        laid = {**{f.path: f for f in files()}, path: SeedFile(path, entry.encode())}
        return [(problem.path, problem.code) for problem in build(laid.values()).problems]

    refused = [("seeds/glossary/water-level.md", "same-form")]
    assert codes(LIMITED.format("bylaws")) == []
    assert codes(LIMITED.format("opening")) == refused
    assert codes("", "forms: [The level]\n") == refused
    unused = [("seeds/glossary/rank.md", "unused-form")]
    assert codes(LIMITED.format("survey")) == unused
    assert codes(LIMITED.format("sea")) == [("seeds/glossary/rank.md", "unknown-text")]


def test_the_exports_say_kind_speaker_and_limits(shelf: Build) -> None:
    data = json.loads(content(shelf, paths.data("edition.json")))
    jsonschema.validate(data, json.loads(content(shelf, paths.data("edition.schema.json"))))
    texts = {text["id"]: (text["kind"], text["speaker"]) for text in data["texts"]}
    assert texts["opening"] == ("speech", "keeper")
    assert texts["survey"] == ("report", "")
    limits = {term["id"]: term["formsIn"] for term in data["terms"]}
    assert limits["rank"] == [{"text": "bylaws", "forms": ["the level"]}]
    tei = content(shelf, paths.data_of("opening", "tei.xml"))
    assert '<term type="kind">speech</term>' in tei
    assert "<persName " in tei
    assert "<persName " not in content(shelf, paths.data_of("survey", "tei.xml"))
    schema = tei_all()
    assert schema.validate(etree.fromstring(tei.encode())), schema.error_log


# The pages


def test_one_text_has_no_shelf() -> None:
    one = {file.path: file for file in files() if not re.search("bylaws/|opening/", file.path)}
    for name in ("rank", "water-level"):
        headword, kind, chinese, _ = ENTRIES[name]
        entry = ENTRY.format(
            headword=headword,
            kind=kind,
            chinese=chinese,
            pinyin=reading(chinese).capitalize(),
            more="",
        )
        path = f"seeds/glossary/{name}.md"
        one[path] = SeedFile(path, entry.encode())
    made = build(one.values())
    assert report(made.problems) == ""
    assert paths.MAP not in [output.path for output in made.outputs]
    for content in contents(made).values():
        assert not re.search(r"div\.(shelf|ledger)|class=\"uses\"|### .*#in-", content)
    assert all("in" not in doc for doc in search.documents(Index(made.edition)))


def test_few_texts_have_tabs_and_many_are_found_on_the_shelf(shelf: Build) -> None:
    assert [output.nav for output in shelf.outputs if output.nav][:4] == [
        "Home",
        "Opening",
        "Survey",
        "By|laws",
    ]
    many = build(files("undated"))
    tabs = [output.nav for output in many.outputs if output.nav]
    assert tabs[:2] == ["Home", "Texts"]
    assert not {"Opening", "Survey", "undated"} & set(tabs)
    assert [text.id for text in Index(many.edition).shelf][-1] == "undated"


def test_without_two_days_there_is_no_line_of_time() -> None:
    undated = [
        SeedFile(file.path, re.sub(rb"event_date: .*", b"event_date: 2021-03-01", file.content))
        for file in files()
    ]
    made = build(undated)
    assert report(made.problems) == ""
    page = content(made, paths.entry("carp"))
    assert "<figure" not in page
    assert "first-and-last" in page


def test_a_long_shelf_draws_the_texts_that_use_a_term_alone(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert timeline.uses(index, index.terms["rank"]).count("<circle") == 3
    monkeypatch.setattr(timeline, "RINGS", 2)
    assert timeline.uses(index, index.terms["rank"]).count("<circle") == 1


def test_two_builds_of_a_shelf_are_the_same_whatever_the_order_of_the_files(shelf: Build) -> None:
    again = build(reversed(files()))
    assert [output.data for output in again.outputs] == [output.data for output in shelf.outputs]


# The built site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shelf as a site; strict, so that each link resolves."""
    return strictly_built(tmp_path_factory.mktemp("shelf"), files())


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as home:
        yield home


def cells(row: HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row.xpath("td|th")]


def test_the_shelf_lists_the_texts_by_their_days(site: Path) -> None:
    (table,) = parsed_page(site, "").xpath("//article//div[@class='shelf']//table")
    head, *rows = [cells(row) for row in table.xpath(".//tr")]
    assert head == ["text", "date", "kind", "speaker", "paragraphs", "terms"]
    assert rows == [
        ["Words at the opening", "1 March 2021", "speech", "Anna Keeper", "2", "3"],
        ["A survey of the marsh", "15 July 2022", "report", "", "2", "2"],
        ["Bylaws of <b>the</b> marsh", "2 May 2023", "regulation", "", "2", "3"],
    ]


def test_the_shelf_has_no_column_for_speakers_where_no_text_names_one() -> None:
    silent = [
        SeedFile(file.path, file.content.replace(b"speaker: keeper\n", b"")) for file in files()
    ]
    table = [
        line
        for line in output_of(build(silent), "index.md").content.splitlines()
        if line[:1] == "|"
    ]
    assert table[0] == "| text | date | kind | paragraphs | terms |"
    assert {line.replace("&#124;", "").count("|") for line in table} == {6}


def test_an_entry_counts_its_wordings_text_by_text(site: Path) -> None:
    page = parsed_page(site, "glossary/carp")
    rows = [cells(row) for row in page.xpath("//div[@class='ledger']//tr")]
    assert rows == [
        ["wording", "Opening1 March 2021", "Survey15 July 2022", "By|laws2 May 2023", "all"],
        ["carp", "2", "", "1", "3"],
        ["common carp", "", "1", "", "1"],
        ["all wordings", "2", "1", "1", "4"],
    ]
    assert page.xpath("//h3/text()") == [
        "Opening, 1 March 2021",
        "Survey, 15 July 2022",
        "By|laws, 2 May 2023",
    ]
    lines = [len(group) for group in page.xpath("//ol[contains(@class, 'concordance')]")]
    assert lines == [2, 1, 1]


def test_an_entry_says_when_it_is_first_and_last_used(site: Path) -> None:
    (line,) = parsed_page(site, "glossary/carp").xpath("//p[@class='first-and-last']")
    assert " ".join(line.text_content().split()) == (
        "First used here on 1 March 2021 (Opening), last used on 2 May 2023 (By|laws)."
    )
    places = [link.get("href") for link in line.xpath(".//a")]
    assert places == ["../../texts/opening/p1/#p1-carp-1", "../../texts/bylaws/p1/#p1-carp-1"]
    (line,) = parsed_page(site, "glossary/rank").xpath("//p[@class='first-and-last']")
    assert " ".join(line.text_content().split()) == "Used on 2 May 2023 (By|laws)."


def test_the_drawing_has_a_mark_for_each_text_and_says_the_same_in_words(site: Path) -> None:
    (drawn,) = parsed_page(site, "glossary/water-level").xpath("//figure[@class='uses']/svg")
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == (
        "Uses over time. 1 March 2021, Opening: 2; 15 July 2022, Survey: 1; 2 May 2023, By|laws: 0"
    )
    assert len(drawn.xpath(".//text")) == 2
    places = [float(dot.get("cx")) for dot in drawn.xpath(".//circle")]
    assert places == sorted(places)
    assert drawn.xpath(".//circle/@class") == ["used", "used", "unused"]


def test_the_map_of_the_shelf_sets_entries_against_texts(site: Path) -> None:
    rows = parsed_page(site, "map").xpath("//div[@class='map']//tr")
    assert cells(rows[0])[1:] == [
        "Opening1 March 2021",
        "Survey15 July 2022",
        "By|laws2 May 2023",
        "all",
    ]
    assert rows[0].xpath(".//a/@href")[0] == "../texts/opening/map/"
    dots = {cells(row)[0]: [len(cell.xpath(".//a")) for cell in row[1:4]] for row in rows[1:]}
    assert dots == {
        "algae": [1, 0, 1],
        "carp": [1, 1, 1],
        "rank": [0, 0, 1],
        "water level": [1, 1, 0],
    }


def test_no_page_has_an_id_twice_and_each_link_within_the_site_resolves(site: Path) -> None:
    pages = {path: lxml.html.parse(str(path)).getroot() for path in site.rglob("*.html")}
    ids = {path: page.xpath("//@id") for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        assert [name for name, count in Counter(ids[path]).items() if count > 1] == [], path
        if path.name == "404.html":
            continue  # served at any address, so its links are absolute
        for href in page.xpath("//article//a/@href"):
            target, _, anchor = href.partition("#")
            if re.match(r"[a-z]+:", href) or target.endswith((".json", ".xml", ".txt")):
                continue
            found = (path.parent / target).resolve() if target else path
            found = found / "index.html" if found.is_dir() else found
            assert found.exists(), (path, href)
            assert not anchor or anchor in ids[found], (path, href)
            checked += 1
    assert checked > 100


# In a browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing_on_the_pages_of_a_shelf(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    with resting(browser, width, scheme) as page:
        for path in ("", "map/", "glossary/carp/", "glossary/rank/", "texts/opening/about/"):
            page.goto(address + path)
            assert faults(page, *rules_in(scheme)) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path


def test_on_a_narrow_screen_the_shelf_is_read_without_scrolling_aside(
    browser: Browser, address: str
) -> None:
    with resting(browser, 320, "light") as page:
        page.goto(address)
        shelf = page.locator(".shelf")
        assert shelf.evaluate("e => e.scrollWidth <= e.clientWidth")
        for row in page.locator(".shelf tbody tr").all():
            assert all(cell.is_visible() for cell in row.locator("td:not(:empty)").all())
        page.goto(address + "map/")
        edges = page.locator(".dot").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().x)"
        )
        assert min(edges) < 320  # dots are seen beside the entries


def test_the_columns_of_the_shelf_can_be_sorted_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    first = page.locator(".shelf tbody tr td:first-child")
    date = page.locator(".shelf th", has_text="date")
    expect(date).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="date").focus()
    page.keyboard.press("Enter")
    expect(date).to_have_attribute("aria-sort", "descending")
    bylaws, survey, opening = "Bylaws of <b>the</b> marsh", "A survey of the marsh", "Words at"
    expect(first).to_have_text([bylaws, survey, re.compile(opening)])
    page.get_by_role("button", name="speaker").click()
    expect(date).not_to_have_attribute("aria-sort", re.compile("."))
    expect(first.first).to_contain_text(opening)
    page.get_by_role("button", name="speaker").click()
    expect(first.first).to_contain_text(opening)  # what has no speaker stays last
    page.get_by_role("button", name="kind").click()
    expect(first).to_have_text([bylaws, survey, re.compile(opening)])


def test_the_search_can_be_kept_to_one_text(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    box = page.locator("[data-md-component=search-query]")
    found = page.locator(".md-search-result__item h1")
    box.fill("carp")
    expect(found).to_have_count(4)  # the entry and a paragraph of each text
    survey = page.get_by_role("group", name="Text").get_by_role("button", name="Survey 2")
    survey.focus()
    page.keyboard.press("Space")
    expect(box).to_have_value("carp in:survey")
    expect(survey).to_have_attribute("aria-pressed", "true")
    expect(survey).to_be_focused()
    expect(page.locator("[data-found=paragraph]")).to_have_count(1)
    expect(found).to_have_text([re.compile("carp"), re.compile("¶ 2 · Survey")])
    assert faults(page) == []
    box.fill("algae in:sur")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found")
    page.get_by_role("button", name="3 results for “algae” alone").click()
    expect(box).to_have_value("algae")
    expect(page.locator("[data-found=paragraph]")).to_have_count(2)
