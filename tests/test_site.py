"""The built site, read as files: every link, every address, the same pages by both ways."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from conftest import ROOT, TEXT, named
from lxml.html import HtmlElement
from playwright.sync_api import Page

from reader import commands
from reader.build import Build, build
from reader.commands import disk
from reader.data import cards
from reader.edition.index import Index
from reader.seeds import from_disk
from reader.site.proof import verify
from reader.site.settings import settings


@cache
def parsed(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_the_strict_build_says_nothing_but_information(build_log: tuple[Path, str]) -> None:
    lines = [line for line in build_log[1].splitlines() if line.strip()]
    assert [line for line in lines if not line.startswith("INFO")] == []


@pytest.mark.parametrize("kind", ["site", "folder_site"])
def test_every_link_and_anchor_leads_somewhere(kind: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(kind)
    checked = 0
    for path in pages(site):
        if path.name == "404.html":
            continue  # served at any address, so its links are absolute
        base = f"http://site/{path.relative_to(site).as_posix()}"
        for element in parsed(path).xpath("//*[@href or @src]"):
            target = urljoin(base, element.get("href") or element.get("src"))
            address, anchor = urldefrag(target)
            if not address.startswith("http://site/"):
                continue
            file = site / unquote(address.removeprefix("http://site/"))
            file = file / "index.html" if kind == "site" and file.is_dir() else file
            assert file.is_file(), f"{path}: {target}"
            if anchor and file.suffix == ".html" and not anchor.startswith("__"):
                assert parsed(file).xpath("//*[@id=$anchor]", anchor=unquote(anchor)), (
                    f"{path}: {target}"
                )
            checked += 1
    assert checked > 1000


@pytest.mark.parametrize("kind", ["site", "folder_site"])
def test_no_page_loads_anything_from_elsewhere(kind: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(kind)
    for path in pages(site):
        loading = "//*[@src] | //link[@rel='stylesheet' or @rel='icon' or contains(@rel, 'pre')]"
        for element in parsed(path).xpath(f"{loading} | //link[contains(@rel, 'alternate')]"):
            address = element.get("src") or element.get("href")
            assert not address.startswith(("http:", "https:", "//")), f"{path}: {address}"


def test_no_sign_of_markdown_is_left_on_a_page(site: Path) -> None:
    for path in pages(site):
        for article in parsed(path).xpath("//article"):
            for block in article.xpath(".//pre | .//code"):
                block.drop_tree()
            words = article.text_content()
            for sign in ("///", "|--", "| |", "{ .", "{.", "**", "](", "&#", "[@"):
                assert sign not in words, f"{path}: {sign}"
    parsed.cache_clear()


def test_chinese_is_marked_as_chinese_and_terms_as_terms(site: Path) -> None:
    for path in pages(site):
        page = parsed(path)
        bare = page.xpath("//article//text()[not(ancestor::*[starts-with(@lang, 'zh')])]")
        code = set(page.xpath("//article//*[self::code or self::script]//text()"))
        assert [t for t in bare if t not in code and re.search(r"[\u3400-\u9fff]", t)] == [], path
        roles = page.xpath("//a[contains(@class, 'term')]/@role")
        assert set(roles) <= {"doc-glossref"}


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in pages(site):
        ids = parsed(path).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_each_promised_address_exists(site: Path, built: Build) -> None:
    for term in built.edition.seeds.terms:
        assert (site / "glossary" / term.id / "index.html").is_file()
    text = parsed(site / "texts" / TEXT / "index.html")
    for number in range(1, 10):
        page = parsed(site / "texts" / TEXT / f"p{number}" / "index.html")
        for root in (text, page):
            assert root.xpath(f"//p[@id='p{number}']")
            assert root.xpath(f"//*[@id='p{number}s1']")
    assert text.xpath("//a[@id='p1-new-quality-productive-forces-1'][@role='doc-glossref']")


def test_the_sources_of_a_page_bear_the_numbers_that_are_cited(page: Page, address: str) -> None:
    page.goto(f"{address}glossary/new-quality-productive-forces/")
    items = page.locator("ol.sources > li")
    shown = items.evaluate_all("all => all.map((one) => getComputedStyle(one).display)")
    assert set(shown) == {"list-item"}
    numbered = items.evaluate_all("all => all.map((one) => one.id)")
    cited = page.locator(".cite a").evaluate_all("all => all.map(a => [a.hash.slice(1), +a.text])")
    assert {(number, numbered[number - 1]) for _, number in cited} == {(n, at) for at, n in cited}


def test_cards_have_the_quotation_marks_of_the_pages(
    site: Path, built: Build, index: Index
) -> None:
    def on_page(path: Path, expression: str) -> str:
        (part,) = deepcopy(parsed(path).xpath(expression))
        for citation in part.xpath(".//sup[@class='cite']"):
            citation.drop_tree()
        return " ".join(part.text_content().split())

    for term in built.edition.seeds.terms:
        path = site / "glossary" / term.id / "index.html"
        assert cards.entry(index, term)["text"] == on_page(path, "//div[@class='definition']"), (
            term.id
        )
    path = site / "texts" / TEXT / "notes" / "index.html"
    for note in built.edition.seeds.notes:
        said = on_page(path, f"//div[dt[@id='note-{note.number}']]")
        assert said.endswith(cards.note(note, {})["text"]), note.id


def test_each_mark_of_a_note_and_each_note_says_its_rank(built: Build, site: Path) -> None:
    text = parsed(site / "texts" / TEXT / "index.html")
    listed = parsed(site / "texts" / TEXT / "notes" / "index.html")
    for note in built.edition.seeds.notes:
        rank = str(note.rank)
        marks = text.xpath("//a[@data-note=$number]", number=note.number)
        assert marks, note.id
        assert {mark.get("data-rank") for mark in marks} == {rank}, note.id
        beside = text.xpath("//li[@data-rank][a[text()=$number]]", number=note.number)
        assert {item.get("data-rank") for item in beside} <= {rank}, note.id
        (box,) = listed.xpath("//div[dt[@id=$anchor]]", anchor=f"note-{note.number}")
        assert box.get("data-rank") == rank, note.id
        assert [em.text for em in box.xpath("dt[1]/em")] == list(note.labels), note.id


def test_the_navigation_says_in_which_part_of_the_site_a_page_stands(site: Path) -> None:
    part = {
        "index.html": "Home",
        f"texts/{TEXT}/p4/index.html": "Politburo study session",
        f"texts/{TEXT}/map/index.html": "Politburo study session",
        "glossary/xi-jinping/index.html": "Glossary",
        "glossary/by/theme/index.html": "Glossary",
        "sources/index.html": "Sources",
        "linking/index.html": "About",
        "decisions/index.html": "For editors",
        "report/index.html": None,
    }
    for path, name in part.items():
        tabs = parsed(site / path).xpath("//li[contains(@class, 'md-tabs__item--active')]")
        assert [tab.text_content().strip() for tab in tabs] == ([name] if name else []), path


@pytest.mark.edition
def test_the_site_and_the_written_tree_hold_the_same_pages(
    site: Path, built: Build, tmp_path: Path
) -> None:
    assert commands.main(["write", str(tmp_path)], ROOT) == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    written = {path.relative_to(tmp_path).as_posix() for path in files}
    assert written == {*(output.path for output in built.outputs), disk.LIST}
    served = build(from_disk.read(ROOT), "https://reader.example/reader/", settings=settings(ROOT))
    published = {output.path: output.data for output in served.outputs}
    for output in built.outputs:
        assert (tmp_path / output.path).read_bytes() == output.data
        if not output.is_page:
            assert (site / output.path).read_bytes() == published[output.path]
            continue
        built_page = site / output.path.removesuffix("index.md").replace(".md", "/") / "index.html"
        verify(output.path, built_page.read_text(encoding="utf-8"), output.shows)


def test_each_paragraph_and_entry_stands_once_in_the_search_index(site: Path, built: Build) -> None:
    script = (site / named(site, "search/reader_index.js")).read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("self.READER_INDEX = ").removesuffix(";\n"))
    urls = [doc["url"] for doc in data["docs"] if doc["kind"] in ("entry", "paragraph")]
    paragraphs = [f"texts/{TEXT}/p{n}/" for n in range(1, 10)]
    entries = [f"glossary/{term.id}/" for term in built.edition.seeds.terms]
    assert urls == [*entries, *[f"texts/{TEXT}/"] * 3, *paragraphs]


def test_nothing_of_the_search_is_loaded_before_it_is_used(site: Path) -> None:
    stock = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert stock["docs"] == []


def test_the_claims_of_paths_are_the_paths_of_the_pages(built: Build) -> None:
    claimed = [path for path, _ in built.index.addresses.claims()]
    assert sorted(claimed) == sorted(output.path for output in built.outputs if output.is_page)
