"""The interface in other languages: every string is there, and every page speaks the language."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pytest
from babel.messages.catalog import Catalog, Message
from conftest import ROOT, faults, output_of, served, strictly_built
from lxml import etree, html
from playwright.sync_api import Browser, Page
from test_history import ROACH, SOURCES

import catalogues
from reader.books.book import book
from reader.books.pdf import pdf
from reader.build import Build, build, report
from reader.interface import ENGLISH, Interface, accepts, languages
from reader.interface.languages import FOLDER, SAME
from reader.language import markup
from reader.model import SeedFile
from reader.seeds import from_disk

OTHERS = tuple(sorted(path.stem for path in FOLDER.glob("*.po")))
BASE = ROOT / "tests" / "problems" / "base"
SHAPES = ROOT / "tests" / "data" / "shapes"
PERSON = """\
---
headword: Joe Brown
kind: person
theme: green development
original: 乔·布朗
romanization: Qiáo Bùlǎng
forms: [the chair]
also: [Mr Brown]
related: [roach]
distinct: [carp]
renderings:
  - {wording: Joseph Brown, authority: attested, source: pond-paper}
  - {wording: J. Brown, authority: ours}
offices:
  - {title: warden of the pond, from: 2019-05, to: 2021, source: pond-paper}
  - {title: warden of the mill, from: 2022-01-03}
responsible: the editors
revised: 2024-02-01
---

A man of the village.
"""
NAMED = re.compile(r"\{(\w+)\}")
LETTERS = re.compile(r"[A-Za-z](?![^{}]*\})")  # of what stands in no braces
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
SAID = ("aria-label", "title", "placeholder", "alt")
BLOCKS = (
    "p",
    "li",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "th",
    "summary",
    "legend",
    "label",
    "a",
)
# Pages for editors, and what the styles of citations and formats of files are called.
UNTRANSLATED = "report/index.html"


@cache
def source() -> Catalog:
    return catalogues.extracted()


def words_of(message: Message) -> tuple[str, ...]:
    """Return the forms of a string, one or several, in English."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translated(message: Message) -> tuple[str, ...]:
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_string_and_no_other(language: str) -> None:
    catalogue = catalogues.read(FOLDER / f"{language}.po")
    wanted = {(found.context, words_of(found)) for found in source() if found.id}
    there = {(found.context, words_of(found)) for found in catalogue if found.id}
    remedy = "run scripts/catalogues.py, and translate what is new"
    assert wanted - there == set(), remedy
    assert there - wanted == set(), remedy
    assert catalogues.missing(catalogue) == [], "these have no translation"
    assert not [found.id for found in catalogue if found.fuzzy]
    assert not catalogue.obsolete


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_names_and_the_links_of_the_english(language: str) -> None:
    for found in catalogues.read(FOLDER / f"{language}.po"):
        if not found.id:
            continue
        english = words_of(found)[-1]
        for words in translated(found):
            assert set(NAMED.findall(words)) == set(NAMED.findall(english)), words
            assert len(LINK.findall(words)) == len(LINK.findall(english)), words
            assert words.count("`") == words.count("`"), words
            assert '"' not in words, f"a straight quotation mark would end an attribute: {words}"


def test_the_catalogues_are_as_the_command_writes_them(tmp_path: Path) -> None:
    for language in OTHERS:
        copy = tmp_path / f"{language}.po"
        copy.write_bytes((FOLDER / copy.name).read_bytes())
        assert catalogues.update(copy, source()) == 0
        assert copy.read_bytes() == (FOLDER / copy.name).read_bytes()


def test_a_new_language_is_one_file_with_every_string_to_translate(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    assert catalogues.update(path, source()) == len(source())
    assert "nplurals=2" in path.read_text(encoding="utf-8")
    assert languages() == ("en", *sorted((*OTHERS, *SAME)))
    assert accepts("de") is None
    assert accepts("fr") == f"use one of: {', '.join(languages())}"


def test_english_reads_no_catalogue() -> None:
    asked = (
        "import sys; from reader.interface import Interface; from reader.site import wording;"
        "said = Interface('en'); said.gettext('Glossary'); said.date('2024-01-31');"
        "said.number(1234); print(sorted(name for name in sys.modules if 'babel' in name))"
    )
    command = [sys.executable, "-c", asked]
    folder = ROOT / "scripts"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_dates_numbers_and_lists_are_written_as_the_language_does() -> None:
    german, chinese = Interface("de"), Interface("zh-Hans")
    days = ("2024-01-31", "2024-03", "2024", "")
    assert [*map(ENGLISH.date, days)] == ["31 January 2024", "March 2024", "2024", ""]
    assert [*map(german.date, days)] == ["31. Januar 2024", "März 2024", "2024", ""]
    assert [*map(chinese.date, days)] == ["2024年1月31日", "2024年3月", "2024年", ""]
    assert (german.number(1234), german.number(2.14, 1)) == ("1.234", "2,1")
    assert (chinese.number(1234), ENGLISH.number(1234)) == ("1,234", "1,234")
    assert ENGLISH.listed("ABC") == "A, B and C"
    assert german.listed("ABC") == "A, B und C"
    assert chinese.listed("ABC") == "A、B和C"
    places = ("{count} place", "{count} places")
    assert [german.ngettext(*places, n) for n in (1, 2)] == ["1 Stelle", "2 Stellen"]
    assert [chinese.ngettext(*places, n) for n in (1, 2)] == ["1 处", "2 处"]


# A site in each language


def files(language: str) -> tuple[SeedFile, ...]:
    """Return the seeds of both fixtures as one collection with an interface in a language."""
    found = {
        file.path: file.content for folder in (SHAPES, BASE) for file in from_disk.read(folder)
    }
    found["seeds/glossary/roach.md"] = ROACH.encode()
    found["seeds/glossary/brown.md"] = PERSON.encode()
    found["seeds/sources.yml"] += SOURCES.encode()
    settings = found["seeds/collection.yml"].decode()
    found["seeds/collection.yml"] = settings.replace(
        "interface: en", f"interface: {language}"
    ).encode()
    notes = found["seeds/texts/pond/notes.yml"].decode()
    changed = notes.replace("  places", "  sense: changed\n  places", 1)
    found["seeds/texts/pond/notes.yml"] = changed.encode()
    return tuple(SeedFile(path, content) for path, content in found.items())


@cache
def made(language: str) -> Build:
    done = build(files(language))
    assert not done.failed, report(done.problems)
    return done


class Site(NamedTuple):
    """A site, and the language in which it speaks."""

    folder: Path
    language: str


@pytest.fixture(scope="module", params=OTHERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    language = request.param
    folder = strictly_built(tmp_path_factory.mktemp(f"interface-{language}"), files(language))
    return Site(folder, language)


def in_own_language(root: html.HtmlElement, language: str) -> Iterator[html.HtmlElement]:
    """Return the elements of a page that speak the language of the interface."""
    for element in root.iter(etree.Element):
        around = (element, *element.iterancestors())
        is_unseen = any(one.tag in ("script", "style", "code", "pre") for one in around)
        own = next((one.get("lang") for one in around if one.get("lang")), "")
        if not is_unseen and own == language:
            yield element


def said_on(root: html.HtmlElement, language: str) -> Iterator[str]:
    """Return all that a page says to a reader in the language of the interface."""
    for element in in_own_language(root, language):
        yield from (element.get(name) for name in SAID if element.get(name))
        if element.tag in BLOCKS and element.find(".//code") is None:
            yield element.text_content()
        yield from filter(None, (element.text, *(child.tail for child in element)))


def english(language: str) -> re.Pattern[str]:
    """Return what matches each string of the interface that is another in a language."""
    catalogue = catalogues.read(FOLDER / f"{language}.po")
    found: set[str] = set()
    for message in catalogue:
        if message.id and not set(words_of(message)) & set(translated(message)):
            found.update(LINK.sub(r"\1", words) for words in words_of(message))
    told = [words for words in found if len(LETTERS.findall(words)) > 7 or not NAMED.search(words)]
    patterns = (NAMED.sub("(?:.+)", re.sub(r"([^\w\s{}])", r"\\\1", words)) for words in told)
    return re.compile("|".join(sorted(patterns)), re.DOTALL)


def test_no_string_of_the_interface_is_left_in_english(site: Site) -> None:
    known = english(site.language)
    own = words_of_the_edition(site.language)
    left: dict[str, str] = {}
    for path in sorted(site.folder.rglob("*.html")):
        name = path.relative_to(site.folder).as_posix()
        if name != UNTRANSLATED:
            root = html.fromstring(path.read_bytes())
            for words in said_on(root, site.language):
                line = " ".join(words.split())
                if known.fullmatch(line) and line not in own:
                    left.setdefault(line, name)
    assert left == {}


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_sections_of_an_entry_are_known_by_their_headings_in_a_language(language: str) -> None:
    interface = Interface(language)
    manual = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    for name, part in markup.PARTS.items():
        for heading in (name, interface.gettext(name)):
            found = markup.parted(f"Swims.\n\n## {heading}\n\nIt was rare.", interface)
            assert found.other == "Swims.", heading
            assert "It was rare." in getattr(found, part), heading
            assert f"`{heading}`" in manual
    assert "It" in markup.parted("## Verbleib\n\nIt was rare.", interface).other


def words_of_the_edition(language: str) -> frozenset[str]:
    """Return what the fixture itself calls things, which is never translated."""
    collection = made(language).index.collection
    texts = made(language).index.texts.values()
    kinds = (word for pair in collection.kinds for word in pair)
    labels = (text.meta.label for text in texts)
    prose = ("In this text", " ".join(collection.lead.words.split()))
    return frozenset((*kinds, *collection.themes, *labels, *prose))


def test_a_page_names_its_language_and_a_text_keeps_its_own(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        root = html.fromstring(path.read_bytes())
        assert root.get("lang") == site.language, path
    whole = html.fromstring((site.folder / "texts/pond/index.html").read_bytes())
    for block in whole.xpath("//*[contains(@class, 'words') and starts-with(@id, 'p')]"):
        assert block.get("lang") == "en"
    entry = html.fromstring((site.folder / "glossary/carp/index.html").read_bytes())
    assert entry.xpath("//dfn/@lang") == ["en"]
    for hit in entry.xpath("//*[@class='hit' or @class='left' or @class='right']"):
        assert hit.get("lang") == "en"
    home = html.fromstring((site.folder / "index.html").read_bytes())
    (link,) = home.xpath("//a[text()='The life of a pond']")
    assert link.get("lang") == "en"


AXED = ("", "texts/pond/", "texts/pond/p1/", "glossary/carp/", "glossary/", "map/", "searching/")


@pytest.fixture(scope="module")
def home(site: Site) -> Iterator[str]:
    with served(site.folder) as address:
        yield address


def test_axe_finds_nothing_on_pages_in_another_language(home: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    for path in AXED:
        page.goto(home + path)
        assert faults(page) == [], path
    context.close()


def test_the_buttons_of_a_page_speak_its_language(home: str, site: Site, page: Page) -> None:
    page.goto(f"{home}texts/pond/p1/")
    ways = page.locator(".reader-switches .ways label").all_inner_texts()
    own = Interface(site.language)
    expected = [own.pgettext("way of reading", way) for way in ("Read", "Study", "Check")]
    assert [way.strip() for way in ways] == expected


# Books


@pytest.mark.parametrize("language", OTHERS)
def test_a_book_speaks_the_language_and_its_text_keeps_its_own(language: str) -> None:
    done = made(language)
    said = Interface(language).gettext
    epub = zipfile.ZipFile(BytesIO(output_of(done, "downloads/pond.epub").data))
    pages = {name: epub.read(f"EPUB/{name}.xhtml") for name in ("about", "glossary", "text", "nav")}
    roots = {name: etree.fromstring(page) for name, page in pages.items()}
    assert {name: root.get("lang") for name, root in roots.items()} == {
        "about": language,
        "glossary": language,
        "text": "en",
        "nav": language,
    }
    headings = roots["about"].xpath("//*[local-name()='h1' or local-name()='h2']/text()")
    assert headings == [said("About this text"), said("Provenance"), said("Unaltered")]
    assert roots["glossary"].xpath("//*[local-name()='dfn']/@lang")[0] == "en"
    aside = roots["text"].xpath("//*[local-name()='aside']")[0]
    assert aside.get("lang") == language
    assert "".join(aside.itertext()).startswith(said("The translation changes the sense here."))


@pytest.mark.parametrize("language", OTHERS)
def test_the_pdf_speaks_the_language(language: str) -> None:
    index = made(language).index
    content, lacking = pdf(book(index, index.texts["pond"]))
    assert not lacking
    with pdfplumber.open(BytesIO(content)) as read:
        assert read.doc.catalog["Lang"].decode().partition("-")[0] == language
        words = "".join("".join((page.extract_text() or "").split()) for page in read.pages)
    own = Interface(language)
    for english in ("About this text", "Notes on the translation", "Glossary", "Sources"):
        assert "".join(own.gettext(english).split()) in words
    assert "".join(own.date(index.day).split()) in words
    assert "Carp eats algae".replace(" ", "") in words or "eatsalgae" in words


@pytest.mark.parametrize("language", OTHERS)
def test_what_programs_read_is_the_same_in_every_language(language: str) -> None:
    for path in ("data/glossary.csv", "data/glossary.tbx", "data/sources.bib"):
        assert output_of(made(language), path).data == output_of(made("en"), path).data, path
