"""Terms with originals in several languages, or in none, from a seed to each thing made of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import lxml.html
import pdfplumber
import pytest
import rdflib
from conftest import ROOT, output_of, parsed_page, served, strictly_built
from judges import epub_faults
from lxml import etree
from playwright.sync_api import Page, expect
from test_front import Front

from reader.books.book import book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import Build, build, report
from reader.citing.citations import Citations
from reader.edition.index import Index
from reader.edition.items import items_of
from reader.history import paths
from reader.model import SeedFile, Seeds, Sentence
from reader.seeds import entry_drafts, from_disk
from reader.site import search

DHARMA = ROOT / "tests" / "data" / "dharma"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {  # what an entry is in each language, by the tag of that
    "dharma": {
        "sa": "धर्म",
        "sa-Latn": "dharma (IAST)",
        "bo": "ཆོས",
        "bo-Latn": "chos",
        "zh-Hant": "法門",
        "zh-Latn-pinyin": "fǎmén",
    },
    "buddha": {"bo": "སངས་རྒྱས", "bo-Latn": "sangs rgyas", "fa": "بودا"},
    "lay-follower": {},
}


@pytest.fixture(scope="module")
def made() -> Build:
    made = build(from_disk.read(DHARMA))
    assert report(made.problems) == ""
    return made


@pytest.fixture(scope="module")
def index(made: Build) -> Index:
    return Index(made.edition)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return strictly_built(tmp_path_factory.mktemp("dharma"), from_disk.read(DHARMA))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as home:
        yield home


def named(parent: lxml.html.HtmlElement) -> dict[str, str]:
    """Return what stands in an element in languages of its own, by their tags."""
    return {part.get("lang"): part.text_content() for part in parent.xpath(".//*[@lang]")}


# The pages


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_shows_each_original_below_the_other_with_its_language(
    site: Path, name: str
) -> None:
    lines = parsed_page(site, f"glossary/{name}").xpath("//p[contains(@class, 'original')]")
    assert {tag: words for line in lines for tag, words in named(line).items()} == NAMES[name]
    said = [" ".join(line.text_content().split()) for line in lines]
    assert said == {
        "dharma": ["धर्म dharma (IAST)", "Tibetan: ཆོས chos", "Chinese: 法門 fǎmén"],
        "buddha": ["Tibetan: སངས་རྒྱས sangs rgyas", "Persian: بودا"],
        "lay-follower": [],
    }.get(name)


def test_what_is_read_from_right_to_left_says_so(site: Path) -> None:
    for path in ("glossary/buddha", "texts/heart/p1"):
        found = parsed_page(site, path).xpath("//article//*[@lang='fa']")
        assert found
        assert {part.get("dir") for part in found} == {"rtl"}


def test_titles_notes_and_attestations_name_the_language_of_the_original(site: Path) -> None:
    for path, words in (
        ("", "प्रज्ञापारमिताहृदय"),
        ("texts/heart/about", "प्रज्ञापारमिताहृदय"),
        ("texts/heart/notes", "धारयति"),
        ("texts/heart/p1", "धारयति"),
        ("glossary/dharma", "एवं "),
    ):
        found = parsed_page(site, path).xpath("//article//*[@lang='sa']")
        assert words in [part.text_content() for part in found], path


def test_no_page_takes_an_original_for_simplified_chinese(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert b"zh-Hans" not in path.read_bytes(), path


# The search


@pytest.fixture(scope="module")
def engine(index: Index) -> Iterator[Front]:
    docs = list(search.documents(index))
    script = search.script(docs, {doc["path"]: doc["path"] for doc in docs}, [], {})
    front = Front()
    front.call("prepare", json.loads(script.partition(" = ")[2].rstrip(";\n")))
    yield front
    front.node.communicate()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *(("धर्म", "dharma"), ("ཆོས", "dharma"), ("chos", "dharma"), ("法門", "dharma")),
        *(("法门", "dharma"), ("famen", "dharma"), ("fa men", "dharma")),
        *(("སངས་རྒྱས", "buddha"), ("sangs rgyas", "buddha"), ("بودا", "buddha")),
    ],
)
def test_the_search_finds_an_entry_by_every_name_of_it(
    engine: Front, query: str, name: str
) -> None:
    assert name in engine.call("ask", query)["entry"]


# The data


def test_the_data_hold_every_original_as_their_schemas_say(made: Build) -> None:
    data = json.loads(output_of(made, paths.data("edition.json")).content)
    jsonschema.validate(data, json.loads(output_of(made, "data/edition.schema.json").content))
    terms = {term["id"]: term for term in data["terms"]}
    assert (terms["dharma"]["original"], terms["dharma"]["romanization"]) == (
        "धर्म",
        "dharma (IAST)",
    )
    assert terms["dharma"]["originals"] == [
        {"language": "bo", "original": "ཆོས", "romanization": "chos"},
        {"language": "zh-Hant", "original": "法門", "romanization": "fǎmén"},
    ]
    assert terms["buddha"]["original"] == ""
    assert terms["lay-follower"]["originals"] == []
    schema = json.loads(output_of(made, "data/cards.schema.json").content)
    for name, wanted in NAMES.items():
        card = json.loads(output_of(made, paths.card(paths.entry(name))).content)
        jsonschema.validate(card, schema)
        assert dict(card.get("originals", ())) == wanted
        assert ("originals" in card) == bool(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_skos_and_the_table_have_every_original(made: Build, name: str) -> None:
    graph = rdflib.Graph().parse(data=output_of(made, "data/glossary.ttl").content)
    term = rdflib.URIRef(f"urn:x-annotated-reader:term:{name}")
    labels = {str(one.language): str(one) for one in graph[term : rdflib.SKOS.prefLabel]}
    assert {tag: words for tag, words in labels.items() if tag != "en"} == NAMES[name]
    rows = csv.DictReader(io.StringIO(output_of(made, "data/glossary.csv").content))
    (row,) = (row for row in rows if row["id"] == name)
    assert row["originals"] == {
        "dharma": "bo; ཆོས; chos\nzh-Hant; 法門; fǎmén",
        "buddha": "bo; སངས་རྒྱས; sangs rgyas\nfa; بودا",
    }.get(name, "")


def test_tei_and_annotations_name_the_language_of_the_original(made: Build) -> None:
    tei = etree.fromstring(output_of(made, paths.data_of("heart", "tei.xml")).content.encode())
    assert [part.get(LANG) for part in tei.iter("{*}title") if part.text == "प्रज्ञापारमिताहृदय"] == [
        "sa"
    ]
    assert [(part.get(LANG), part.text) for part in tei.iter("{*}quote")] == [("sa", "धारयति")]
    made_of = output_of(made, paths.data_of("heart", "annotations.jsonld")).content
    bodies = [
        body
        for one in json.loads(made_of)["first"]["items"]
        for body in one["body"]
        if "value" in body
    ]
    assert [body["language"] for body in bodies if body["value"] == "धारयति"] == ["sa"]


def test_what_a_release_says_tells_a_change_of_any_original(made: Build) -> None:
    files = tuple(
        SeedFile(file.path, file.content.replace("རྒྱས".encode(), "རྒྱ".encode()))
        for file in from_disk.read(DHARMA)
    )
    before, after = (
        {item.id: dict(item.parts) for item in items_of(Index(one.edition))}
        for one in (made, build(files))
    )
    assert before["glossary/buddha"] != after["glossary/buddha"]
    assert before["glossary/dharma"] == after["glossary/dharma"]


# The books


def test_an_epub_has_every_original_and_is_valid(index: Index, tmp_path: Path) -> None:
    made = epub(book(index, index.texts["heart"]))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("EPUB/glossary.xhtml"))
    for name, wanted in NAMES.items():
        (item,) = root.xpath(f"//*[@id='{name}']")
        found = {part.get("lang"): part for part in item.iter() if part.get("lang")}
        assert set(found) == set(wanted)
        assert all(words in "".join(found[tag].itertext()) for tag, words in wanted.items())
    assert root.xpath("//*[@lang='fa']/@dir") == ["rtl"]
    assert epub_faults(made, tmp_path) == []


def test_a_pdf_has_every_original(index: Index) -> None:
    made, lacking = pdf(book(index, index.texts["heart"]))
    with pdfplumber.open(io.BytesIO(made)) as opened:
        words = "".join(sheet.extract_text() for sheet in opened.pages)
    for said in ("dharma (IAST)", "Tibetan:", "chos", "Chinese: 法門", "fǎmén", "Persian:"):
        assert said in words
    assert "".join(lacking)  # of Tibetan no package holds a face
    assert all("\u0f00" <= sign <= "\u0fff" for sign in "".join(lacking))


def test_a_citation_of_an_entry_without_an_original_names_none(index: Index) -> None:
    for name in ("lay-follower", "buddha"):
        for cited in Citations(index).entry(index.terms[name]):
            assert "()" not in str(cited)


# What editors and readers see


def test_a_draft_asks_for_the_originals_of_every_language(made: Build) -> None:
    seeds = made.edition.seeds
    content = drafted(seeds, "शून्यता", "sa")
    assert "original: शून्यता\n" in content
    assert "In Tibetan, Chinese, Persian?" in content
    assert "\noriginals: []\n" in content
    assert "library" not in content  # no reading of characters is proposed


def drafted(seeds: Seeds, original: str, language: str) -> str:
    draft, problems = entry_drafts.entry(
        seeds, "emptiness", original, "emptiness", "2026-01-01", language=language
    )
    assert not problems
    assert draft
    return draft.files[0].content.decode()


def test_an_original_stands_behind_its_own_language(made: Build) -> None:
    content = drafted(made.edition.seeds, "空", "zh-Hant")
    assert "\noriginal:\n" in content
    assert "\noriginals: [{language: zh-Hant, original: 空}]\n" in content


def test_the_language_of_an_original_is_that_of_the_texts_in_which_it_stands(made: Build) -> None:
    seeds = made.edition.seeds
    text = seeds.texts[0]
    block = replace(text.blocks[-1], sentences=(Sentence("p9s1", "空"),), language="zh-Hant")
    with_chinese = replace(seeds, texts=(replace(text, blocks=(block,)),))
    assert "{language: zh-Hant, original: 空}" in drafted(with_chinese, "空", "")


def test_the_language_of_an_original_is_asked_for_where_no_text_tells(made: Build) -> None:
    for language in ("", "la"):
        draft, problems = entry_drafts.entry(
            made.edition.seeds, "emptiness", "空", "emptiness", "2026-01-01", language=language
        )
        assert not draft
        (problem,) = problems
        assert "--language" in problem.fix


@pytest.mark.parametrize("path", ["texts/heart/p1/", "texts/heart/"])
def test_a_card_shows_every_original_of_its_term(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    names = ("Buddha", "Dharma")
    for name in names:
        page.locator(".words a.term", has_text=name).first.focus()
        card = page.locator(".card-of-term")
        expect(card).to_be_visible()
        expect(card.locator("p").first).to_contain_text(name)
        found = card.locator("p").first.locator("span[lang]")
        shown = found.evaluate_all("all => all.map(one => [one.lang, one.textContent])")
        assert dict(shown) == NAMES[name.lower()]


def test_the_original_stands_over_a_term_in_its_own_language(page: Page, address: str) -> None:
    for path in ("texts/heart/p1/", "texts/heart/"):
        page.goto(address + path)
        page.get_by_text("Display").click()
        page.get_by_role("group", name="Originals over the terms").get_by_label("on").check()
        over = page.locator(".covered").evaluate_all(
            """all => all.map(one => one.shadowRoot.querySelector(".over"))
                .map(one => [one.lang, one.textContent])"""
        )
        assert over == [["bo", "སངས་རྒྱསsangs rgyas"], ["sa", "धर्मdharma (IAST)"]]
