"""Texts in other languages, scripts and directions, from a seed to each thing made of it."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pdfplumber
import pytest
from conftest import ROOT, faults, output_of, parsed_page, served, strictly_built
from hostile import settings_file
from judges import epub_faults, tei_all
from lxml import etree
from playwright.sync_api import Page

from reader.books import fonts
from reader.books.book import book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import Build, build, report
from reader.edition.index import Index
from reader.history import paths
from reader.language import chinese, pinyin, tags
from reader.model import Collection, SeedFile
from reader.seeds import entry_drafts, parse

CASES = ROOT / "tests" / "data" / "languages"
META = """\
title: {title}
label: {title}
publisher: Marsh Press
status: written for the tests
rights: free to use
language: {language}
headings: 1
paragraphs: {count}
provenance: Made up for the tests.
{more}"""
ENTRY = """\
---
headword: {headword}
kind: concept
theme: reform
original: {chinese}
romanization: {pinyin}
forms: [{form}]
responsible: the editors
revised: 2026-01-01
sources: [s]
---

What *{headword}* means.
"""
SOURCES = "- {id: s, type: book, title: A book, accessed: '2026', grade: press}\n"
# The texts: language, the tag of their pages, the number of sentences, an entry with a form as
# a dictionary has it, the words that it marks, what a reader types to find them.
TEXTS = {
    "arabic": ("ar", "ar", 2, ("dignity", "الكرامة"), "الكَرَامَة", "الكرامة"),
    "hebrew": ("he", "he", 2, ("earth", "הארץ"), "הָאָרֶץ", "הארץ"),
    "tibetan": ("bo", "bo", 3, ("greeting", "བཀྲ་ཤིས་བདེ་ལེགས"), "བཀྲ་ཤིས་བདེ་ལེགས", "བདེ་ལེགས"),
    "analects": ("zh", "zh-Hant", 2, ("practise", "時習"), "時習", "学而时习之"),
    "greek": ("grc", "grc", 2, ("word", "λόγος"), "λόγος", "λογος"),
    "japanese": ("ja", "ja", 2, ("law", "法"), "法", "等しい"),
}
RTL = ("arabic", "hebrew")


def entry(headword: str, form: str, number: int) -> str:
    """Return the file of an entry; no two of them have the same Chinese."""
    sign = "池河湖海江山水火木金土日月人口手足云雨风"[number]
    read = pinyin.reading(sign)
    return ENTRY.format(headword=headword, form=form, chinese=sign, pinyin=read)


def files() -> tuple[SeedFile, ...]:
    settings = settings_file()
    made = {"seeds/sources.yml": SOURCES, settings.path: settings.content.decode()}
    for name, (language, *_, (headword, form), _, _) in TEXTS.items():
        words = (CASES / f"{name}.txt").read_text(encoding="utf-8")
        title, *blocks = words.strip().split("\n\n")
        meta = META.format(title=title, language=language, count=len(blocks), more="")
        made[f"seeds/texts/{name}/meta.yml"] = meta
        made[f"seeds/texts/{name}/text.txt"] = words
        made[f"seeds/glossary/{headword}.md"] = entry(headword, form, len(made))
    return tuple(SeedFile(path, made[path].encode()) for path in sorted(made))


def alone(words: str, language: str, more: str = "", **entries: str) -> Build:
    """Build one text, a heading and one paragraph, with entries of these names and forms."""
    settings = settings_file()
    made = {
        settings.path: settings.content.decode(),
        "seeds/sources.yml": SOURCES,
        "seeds/texts/pond/meta.yml": META.format(
            title="Pond", language=language, count=words.count("\n\n"), more=more
        ),
        "seeds/texts/pond/text.txt": words,
    }
    for name, form in entries.items():
        made[f"seeds/glossary/{name}.md"] = entry(name, form, len(made))
    return build(SeedFile(path, made[path].encode()) for path in sorted(made))


@pytest.fixture(scope="module")
def shelf() -> Build:
    made = build(files())
    assert report(made.problems) == ""
    return made


@pytest.fixture(scope="module")
def index(shelf: Build) -> Index:
    return Index(shelf.edition)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return strictly_built(tmp_path_factory.mktemp("languages"), files())


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as home:
        yield home


# The shelf


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_cut_and_its_terms_are_found(index: Index, name: str) -> None:
    _, tag, count, (headword, _), marked, _ = TEXTS[name]
    text = index.texts[name]
    assert text.meta.tag == tag
    assert text.sentence_count == count
    found = {mention.words for mention in index.mentions_of(index.terms[headword], text)}
    assert found == {marked}


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_says_language_and_direction_wherever_the_words_stand(site: Path, name: str) -> None:
    _, tag, _, (headword, _), _, _ = TEXTS[name]
    turned = "rtl" if name in RTL else None
    whole, one = parsed_page(site, f"texts/{name}"), parsed_page(site, f"texts/{name}/p1")
    for root, anchor in ((whole, "h1"), (whole, "p1"), (one, "p1")):
        words = root.get_element_by_id(anchor)
        assert (words.get("lang"), words.get("dir")) == (tag, turned)
    entry = parsed_page(site, f"glossary/{headword}")
    lines = entry.xpath("//ol[@class='concordance']/li")
    assert {line.get("dir") for line in lines} == {turned}
    assert {part.get("lang") for line in lines for part in line.xpath("span|a[@class='hit']")} == {
        tag
    }


@pytest.mark.parametrize("name", RTL)
def test_a_title_in_another_direction_is_set_apart_from_what_stands_around(
    site: Path, name: str
) -> None:
    title = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]
    for path in ("", f"texts/{name}/p1"):
        found = parsed_page(site, path).xpath("//article//bdi/text()")
        assert title in found or not path


@pytest.mark.parametrize("name", RTL)
def test_words_begin_at_the_right_and_their_full_stop_stands_at_the_left(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}texts/{name}/p1/")
    box = """name => {
        const words = document.getElementById(name);
        const [node] = [...words.querySelectorAll(".sentence")].slice(-1);
        const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        let last = walk.nextNode();
        for (let next = last; next; next = walk.nextNode()) last = next;
        const range = document.createRange();
        const end = last.data.trimEnd().length;
        range.setStart(last, end - 1);
        range.setEnd(last, end);
        const stop = range.getBoundingClientRect();
        const line = [...node.getClientRects()].filter(({ top, bottom }) =>
            top < stop.bottom && stop.top < bottom);
        const left = Math.min(...line.map(rect => rect.left));
        return {align: getComputedStyle(words).textAlign, stop: stop.left - left};
    }"""
    seen = page.evaluate(box, "p1")
    assert seen["align"] in ("start", "right")
    assert abs(seen["stop"]) < 3


def test_pages_in_other_directions_pass_an_audit(page: Page, address: str) -> None:
    for path in ("texts/arabic/", "texts/arabic/p1/", "glossary/dignity/"):
        page.goto(address + path)
        assert faults(page) == []


SEARCH = """query => ReaderSearch
    .search(self.prepared ??= ReaderSearch.prepare(READER_INDEX), query)
    .results.map(result => result.doc.url)"""


@pytest.mark.parametrize("name", TEXTS)
def test_the_search_finds_words_as_readers_type_them(
    page: Page, site: Path, address: str, name: str
) -> None:
    page.goto(address)
    for path in ("search/reader_index", "assets/search/engine"):
        (script,) = site.glob(f"{path}*.js")
        page.add_script_tag(url=f"{address}{script.relative_to(site).as_posix()}")
    found = page.evaluate(SEARCH, TEXTS[name][5])
    assert any(url.startswith(f"texts/{name}/p1") for url in found)


@pytest.mark.parametrize("name", TEXTS)
def test_data_name_language_and_direction(shelf: Build, index: Index, name: str) -> None:
    tag = index.texts[name].meta.tag
    data = json.loads(output_of(shelf, paths.data("edition.json")).content)
    schema = json.loads(output_of(shelf, paths.data("edition.schema.json")).content)
    jsonschema.validate(data, schema)
    (text,) = [text for text in data["texts"] if text["id"] == name]
    assert text["language"] == tag
    assert text["direction"] == ("rtl" if name in RTL else "ltr")
    tei = etree.fromstring(output_of(shelf, paths.data_of(name, "tei.xml")).content.encode())
    assert tei_all().validate(tei), tei_all().error_log
    words = tei.find("{*}text")
    assert words.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    assert ("rtl" in words.get("style", "")) == (name in RTL)


@pytest.mark.parametrize("name", TEXTS)
def test_an_epub_reads_in_its_direction_with_a_face_for_its_script(index: Index, name: str) -> None:
    made = epub(book(index, index.texts[name]))
    files = zipfile.ZipFile(io.BytesIO(made))
    root = etree.fromstring(files.read("EPUB/text.xhtml"))
    (words,) = root.xpath("//*[@id='p1']")
    assert words.get("dir") == ("rtl" if name in RTL else None)
    spine = etree.fromstring(files.read("EPUB/package.opf")).find("{*}spine")
    assert (spine.get("page-progression-direction") == "rtl") == (name in RTL)
    if name in RTL:
        assert f"EPUB/fonts/NotoSans{name.capitalize()}.ttf" in files.namelist()
        assert f"Noto Sans {name.capitalize()}" in files.read("EPUB/book.css").decode()


def test_an_epub_in_another_direction_is_valid(index: Index, tmp_path: Path) -> None:
    assert epub_faults(epub(book(index, index.texts["arabic"])), tmp_path) == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_pdf_has_its_faces_inside_or_says_what_it_lacks(index: Index, name: str) -> None:
    made, lacking = pdf(book(index, index.texts[name]))
    with pdfplumber.open(io.BytesIO(made)) as opened:
        sheets = opened.pages
        faces = {sign["fontname"].partition("+")[2] for sheet in sheets for sign in sheet.chars}
        whole = "".join(sheet.extract_text() for sheet in sheets)
    if name == "tibetan":  # no package holds a face of this script
        assert "This PDF has no sign for" in whole.replace("\n", " ")
        assert any("TIBETAN" in sign for sign in map(_names, lacking))
    else:
        assert lacking == ()
    if name == "arabic":
        assert any(face.startswith("NotoSansArabic") for face in faces)
    if name in RTL:
        sheet = next(s for s in sheets if "About this text" in s.extract_text())
        assert "About this text" in sheet.extract_text()  # its letters in their order


def _names(signs: str) -> str:
    return unicodedata.name(signs[0], "")


def test_more_faces_are_taken_from_a_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(fonts.FOLDER, str(tmp_path))
    fonts.folders.cache_clear()
    try:
        assert str(tmp_path) in fonts.folders()
    finally:
        fonts.folders.cache_clear()


# Single texts that failed


def mentions(made: Build, name: str) -> list[str]:
    index = Index(made.edition)
    return [index.line(mention).words for mention in index.mentions_of(index.terms[name])]


def test_composed_and_decomposed_letters_are_one_term() -> None:
    words = (
        "Forms\n\nThe cafe\u0301 is decomposed. The caf\u00e9 is composed.\n\n"
        "ἡ ἀξιοπρ\u1f73πεια stands here."
    )
    made = alone(words, "en", cafe="caf\u00e9", worth="ἀξιοπρ\u03adπεια")
    assert len(mentions(made, "cafe")) == 2
    assert len(mentions(made, "worth")) == 1
    assert not [problem for problem in made.problems if problem.code == "unused-form"]


def test_soft_hyphens_and_ligatures_hide_no_term() -> None:
    words = (
        "Copied\n\nThe insti\u00adtution and free\u200bdom. The \ufb01nance of the Congre\u017fs."
    )
    made = alone(words, "en", a="institution", b="freedom", c="finance", d="Congress")
    assert [len(mentions(made, name)) for name in "abcd"] == [1, 1, 1, 1]


def test_a_word_cut_at_a_line_end_is_one_word() -> None:
    words = (
        "On the bank\n\nThe old mill had no Con- \nstitution of its own, self-\ngoverned, "
        "a self-governed mill."
    )
    made = alone(words, "en", "lines: wrapped\n", charter="Constitution", rule="self-governed")
    assert mentions(made, "charter") == ["Constitution"]
    assert mentions(made, "rule") == ["self-governed", "self-governed"]
    index = Index(made.edition)
    assert [wording.words for wording in index.wordings(index.terms["charter"])] == ["Constitution"]


def test_traditional_characters_are_told_from_the_words() -> None:
    made = alone("論語\n\n子曰：「學而時習之，不亦說乎？」", "zh")
    (text,) = made.edition.seeds.texts
    assert text.meta.tag == "zh-Hant"
    made = alone("论语\n\n学而时习之。", "zh")
    assert made.edition.seeds.texts[0].meta.tag == "zh-Hans"


@pytest.mark.parametrize("words", ["被发明", "一百年历史"])
def test_traditional_characters_that_are_doubtful_are_asked_about(words: str) -> None:
    assert chinese.other_traditional(words)
    assert chinese.other_traditional(words[-2:]) == ""


@pytest.mark.parametrize(
    ("words", "wanted"), [("重来", "chóng"), ("弹奏", "tán"), ("等长", "cháng")]
)
def test_readings_that_a_character_has_besides_are_shown(words: str, wanted: str) -> None:
    assert wanted in pinyin.other_readings(words)
    collection = Collection(originals=("zh",), romanizations=(("zh", "Pinyin"),))
    seeds = replace(parse.seeds(())[0], collection=collection)
    draft, problems = entry_drafts.entry(seeds, "x", words, "x", "2026-01-01")
    assert not problems
    assert draft
    assert wanted in draft.files[0].content.decode()


def test_a_sign_that_no_face_has_stops_no_book() -> None:
    made = alone("Rare\n\nThe sign 𠮷 and ꝑ, and the word 😀.", "en")
    index = Index(made.edition)
    content, lacking = pdf(book(index, index.texts["pond"]))
    assert content.startswith(b"%PDF")
    assert "𠮷" in lacking


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *(("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("fa", "rtl")),
        *(("ur", "rtl"), ("az", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("syc", "rtl")),
        *(("zh-Hant-TW", "ltr"), ("yi", "rtl"), ("dv", "rtl"), ("nqo", "rtl"), ("x", "ltr")),
    ],
)
def test_a_tag_tells_the_direction(tag: str, direction: str) -> None:
    assert tags.direction(tag) == direction


@pytest.mark.parametrize(
    "tag", ["en", "grc", "zh-Hant", "de-1996", "sr-Latn-RS", "es-419", "sa-Latn"]
)
def test_a_language_is_a_tag_of_bcp_47(tag: str) -> None:
    assert tags.is_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "english", "en_US", "en-", "zh-Hant-", "12"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    assert not tags.is_tag(tag)
