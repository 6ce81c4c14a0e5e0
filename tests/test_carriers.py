"""The carriers of an edition, read back: zip, EPUB, PDF, TEI and data, made by one command."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pdfplumber
import pytest
from conftest import ROOT, TEXT, answered, project
from firefox import firefox
from hostile import FRAGMENTS, seed_files
from hostile import texts as st_texts
from hypothesis import given, settings
from judges import epub_faults
from lxml import etree
from pdfminer.pdftypes import resolve1
from playwright.sync_api import Browser, expect

from reader import commands
from reader.books.book import Book, book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.build import Build, build
from reader.commands import disk, dist
from reader.edition.index import Index
from reader.interface import ENGLISH
from reader.language import han, markup
from reader.model import SeedFile, Text
from reader.seeds import from_disk

pytestmark = pytest.mark.edition

X = {
    "x": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
ADDRESS = "https://reader.example/reader/"
TINY = ROOT / "tests" / "problems" / "base"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes, in a folder whose name has a space and Chinese in it."""
    folder = tmp_path_factory.mktemp("release one") / "版本"
    assert not dist.dist(ROOT, folder, ADDRESS).problems
    return folder


@pytest.fixture(scope="module")
def unpacked(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder that the zip holds."""
    target = tmp_path_factory.mktemp("memory stick") / "读 本"
    (name,) = release.glob("*-site.zip")
    with zipfile.ZipFile(name) as archive:
        archive.extractall(target)
    (top,) = target.iterdir()
    return top


@pytest.fixture(scope="module")
def index(built: Build) -> Index:
    return Index(built.edition)


@pytest.fixture(scope="module")
def text(index: Index) -> Text:
    return index.texts[TEXT]


def book_of(made: Build) -> Book:
    index = Index(made.edition)
    (text,) = index.texts.values()
    return book(index, text)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# The release as a whole


def test_a_release_made_anew_is_the_same_to_the_byte(release: Path) -> None:
    first = contents(release)
    assert len(first) > 200
    assert not dist.dist(ROOT, release, ADDRESS).problems
    assert contents(release) == first


def test_the_sums_are_those_of_the_files_and_name_them_all(release: Path) -> None:
    lines = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = dict(line.split("  ", 1)[::-1] for line in lines)
    files = {n: c for n, c in contents(release).items() if not n.startswith("site/")}
    assert listed.keys() == files.keys() - {"SHA256SUMS", disk.LIST}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest
    endings = {name.rpartition(".")[2] for name in listed}
    assert endings >= {"zip", "epub", "pdf", "xml", "json", "ttl", "csv", "bib", "txt"}


def test_all_five_name_the_same_date_and_the_hash_of_the_source(
    release: Path, unpacked: Path, text: Text
) -> None:
    day, digest = "2026-11-29", hashlib.sha256(text.source).hexdigest()
    epub_file = zipfile.ZipFile(release / f"{TEXT}.epub").read("EPUB/package.opf").decode()
    with pdfplumber.open(release / f"{TEXT}.pdf") as file:
        pdf_file = file.metadata["Subject"]
    tei = (release / "data" / "texts" / f"{TEXT}.tei.xml").read_text(encoding="utf-8")
    data = (release / "data" / "edition.json").read_text(encoding="utf-8")
    read_me = (unpacked / "README.txt").read_text(encoding="utf-8")
    page = (release / "site" / "texts" / TEXT / "index.html").read_text(encoding="utf-8")
    cite = (release / "CITATION.cff").read_text(encoding="utf-8")
    described = (release / "ro-crate-metadata.json").read_text(encoding="utf-8")
    for words in (page, epub_file, tei, data, read_me, cite, described):
        assert day in words
        assert digest in words
    assert ENGLISH.date(day) in pdf_file
    assert digest in pdf_file
    assert json.loads(data)["date"] == day
    for name in ("downloads/index.html", f"texts/{TEXT}/about.html"):
        assert digest in (unpacked / name).read_text(encoding="utf-8")


def test_the_site_offers_every_carrier_with_its_true_size(release: Path) -> None:
    page = lxml.html.parse(release / "site" / "downloads" / "index.html")
    offered = {}
    for row in page.xpath("//article//dl[@class='files']/dt"):
        (href,) = row.xpath(".//a/@href")
        file = release / "site" / "downloads" / unquote(href)
        size = row.text_content().strip().rpartition(", ")[2]
        offered[file.name] = size, file.resolve().read_bytes()
    kept = {path.name: path.read_bytes() for path in release.iterdir() if path.is_file()}
    about = {"SHA256SUMS", "CITATION.cff", "ro-crate-metadata.json", disk.LIST}
    assert offered.keys() - {f"{TEXT}.tei.xml"} == kept.keys() - about
    assert f"{TEXT}.tei.xml" in offered
    for name, (size, content) in offered.items():
        assert content == kept.get(name, content)
        number, unit = size.split("\u00a0" if "\u00a0" in size else " ")
        scale = {"kB": 1e3, "MB": 1e6}[unit]
        assert float(number) * scale == pytest.approx(len(content), abs=scale)
    assert "This copy does not hold" not in page.xpath("string(//article)")
    head = lxml.html.parse(release / "site" / "texts" / TEXT / "index.html")
    kinds = head.xpath("/html/head/link[contains(@rel, 'alternate')]/@type")
    assert {"application/epub+zip", "application/pdf"} <= set(kinds)


def test_a_site_that_is_no_release_says_what_it_lacks(site: Path) -> None:
    page = lxml.html.parse(site / "downloads" / "index.html")
    words = page.xpath("string(//article)")
    assert "This copy does not hold the PDF and the site as a zip." in words
    assert page.xpath("//article//dt//a/@href")[0].endswith(f"{TEXT}.epub")


def test_no_release_is_laid_over_the_files_of_others(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    (problem,) = dist.dist(ROOT, tmp_path, "").problems
    assert (problem.path, problem.code) == (str(tmp_path / "letter.txt"), "folder-not-empty")
    (tmp_path / "SHA256SUMS").write_text("0  other.txt\n", encoding="utf-8")
    named = {problem.path for problem in dist.dist(ROOT, tmp_path, "").problems}
    assert named == {str(tmp_path / name) for name in ("letter.txt", "SHA256SUMS")}
    (problem,) = dist.dist(ROOT, tmp_path / "letter.txt", "").problems
    assert problem.code == "folder-not-empty"
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_a_character_that_no_font_has_is_named_and_the_release_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, from_disk.read(TINY))
    (path,) = (root / "seeds" / "texts").glob("*/text.txt")
    path.write_text(path.read_text(encoding="utf-8") + "\u0f40", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert commands.main(["--root", str(root), "dist", str(root / "dist")]) == 0
    said = capsys.readouterr().out
    assert f"seeds/texts/pond/text.txt:{line}: warning: unprintable: pond: the PDF has no" in said
    assert "U+0F40 TIBETAN LETTER KA" in said
    with pdfplumber.open(root / "dist" / "pond.pdf") as file:
        shown = "".join(page.extract_text() for page in file.pages)
    assert "This PDF has no sign for 1 character" in shown
    assert "U+0F40 TIBETAN LETTER KA" in shown
    assert "\u25a1" in shown
    assert (root / "dist" / "site" / "downloads" / "pond.pdf").is_file()


def test_the_same_ids_stand_on_all_five(
    release: Path, unpacked: Path, tagged: Tagged, text: Text, index: Index
) -> None:
    blocks, terms = {block.id for block in text.paragraphs}, set(index.terms)
    for folder in (release / "site", unpacked):
        (path,) = folder.glob(f"texts/{TEXT}/index.html")
        assert blocks <= set(lxml.html.parse(path).xpath("//@id"))
        stems = {p.parent.name if p.stem == "index" else p.stem for p in folder.rglob("*.html")}
        assert terms <= stems
    documents = parts((release / f"{TEXT}.epub").read_bytes())
    assert blocks <= set(documents["text.xhtml"].xpath("//@id"))
    assert terms <= set(documents["glossary.xhtml"].xpath("//@id"))
    assert blocks | {f"glossary/{term}" for term in terms} <= set(tagged.names)
    tei = etree.parse(release / "data" / "texts" / f"{TEXT}.tei.xml")
    named = set(tei.xpath("//@xml:id"))
    assert blocks | {f"term-{mention.term}" for mention in index.edition.mentions} <= named


def test_the_description_lists_every_file_with_its_true_size_and_hash(release: Path) -> None:
    described = json.loads((release / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    listed = {t["@id"]: t for t in described["@graph"] if t["@type"] == "File"}
    files = {n: c for n, c in contents(release).items() if not n.startswith("site/")}
    assert listed.keys() == files.keys() - {"SHA256SUMS", "ro-crate-metadata.json", disk.LIST}
    for name, thing in listed.items():
        assert thing["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert thing["contentSize"] == str(len(files[name]))
        assert thing["encodingFormat"] != "application/octet-stream"


# The zip


def test_the_zip_is_one_folder_with_the_site_but_without_itself(release: Path) -> None:
    (name,) = release.glob("*-site.zip")
    with zipfile.ZipFile(name) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert {name.partition("/")[0] for name in names} == {"annotated-reader-2026-11-29"}
    assert {entry.date_time for entry in entries} == {(2026, 11, 29, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert names[1:] == sorted(names[1:])
    assert not [name for name in names if name.endswith(".zip")]
    for ending in (f"downloads/{TEXT}.epub", f"downloads/{TEXT}.pdf", "index.html"):
        assert f"annotated-reader-2026-11-29/{ending}" in names


@cache
def page_of(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def test_every_link_of_every_page_of_the_zip_leads_to_a_file_in_it(unpacked: Path) -> None:
    checked = 0
    for path in sorted(unpacked.rglob("*.html")):
        if path.name == "404.html":
            continue
        for target in page_of(path).xpath("//*/@href | //*/@src"):
            address, anchor = urldefrag(urljoin(path.as_uri(), target))
            if address.startswith("file:"):
                file = Path(unquote(address.removeprefix("file://")))
                assert file.is_file(), f"{path}: {target}"
                assert file.is_relative_to(unpacked), f"{path}: {target}"
                if anchor and file.suffix == ".html" and not anchor.startswith("__"):
                    assert page_of(file).xpath("//*[@id=$a]", a=unquote(anchor)), target
                checked += 1
    page_of.cache_clear()
    assert checked > 1000


def test_the_zip_shows_the_words_of_the_source(unpacked: Path, text: Text) -> None:
    page = lxml.html.parse(unpacked / "texts" / TEXT / "index.html")
    for block in text.blocks:
        (element,) = page.xpath("//*[@id=$id]", id=block.id)
        assert element.text_content() == markup.shown(block.words)


def test_the_zip_works_in_chromium_by_double_click(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((unpacked / "index.html").as_uri())
    page.get_by_role("link", name="Read the text").click()
    term = page.locator("#p4-high-quality-development-1")
    term.scroll_into_view_if_needed()
    term.hover()
    expect(page.locator(".card-of-term")).to_contain_text("高质量发展")
    page.keyboard.press("Escape")
    page.locator("#p4 .note-mark:visible").first.click()
    page.locator(".card-title").click()
    expect(page.locator("dt:target")).to_be_in_viewport()
    page.locator("[data-md-component=search-query]").fill("新质生产力")
    first = page.locator(".md-search-result__item > a").first
    expect(first).to_have_attribute(
        "href", re.compile(r"glossary/new-quality-productive-forces\.html")
    )
    answered(page)
    first.click()
    heading = page.get_by_role("main").locator("h1")  # results have headings of their own
    expect(heading).to_have_text("new quality productive forces")
    page.goto((unpacked / "downloads" / "index.html").as_uri())
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{TEXT}.epub").click()
    assert download.value.path().read_bytes() == (unpacked / f"downloads/{TEXT}.epub").read_bytes()
    assert not [url for url in requests if not url.startswith(("file:", "data:", "blob:"))]
    assert not errors
    context.close()


def test_the_zip_works_in_firefox_by_double_click(unpacked: Path, tmp_path: Path) -> None:
    ready = "document.readyState == 'complete' && document.querySelector(%r) != null"
    term, mark = "#p4-high-quality-development-1", "#p4 .note-mark[data-study]"
    with firefox(tmp_path) as browser:
        browser.goto((unpacked / "index.html").as_uri())
        browser.click(".md-button--primary")
        browser.wait(ready % term)
        browser.hover(term)
        card = browser.wait("document.querySelector('.card-of-term:not([hidden])')?.textContent")
        assert "高质量发展" in card
        browser.click("[data-md-component=search-query]")
        browser.type("新质生产力")
        first = browser.wait("document.querySelector('.md-search-result__item > a')?.href")
        assert "glossary/new-quality-productive-forces.html" in first
        browser.goto((unpacked / "texts" / TEXT / "index.html").as_uri())
        browser.click(mark)
        card = "document.querySelector('.card-of-term:not([hidden]) .card-title')?.href"
        browser.goto(browser.wait(card))
        assert "note-" in browser.wait("document.querySelector('dt:target')?.id")
        browser.goto(first)
        title = browser.run("document.querySelector('h1').textContent")
        assert title == "new quality productive forces"


# The EPUB


@pytest.mark.parametrize("kind", ["real", "hostile"])
def test_epubcheck_reports_nothing(kind: str, release: Path, tmp_path: Path) -> None:
    if kind == "real":
        content = (release / f"{TEXT}.epub").read_bytes()
    else:
        made = build(seed_files(list(FRAGMENTS)))
        assert not made.failed
        content = epub(book_of(made))
    assert epub_faults(content, tmp_path) == []


def test_epubcheck_would_report_a_link_that_leads_nowhere(built: Build, tmp_path: Path) -> None:
    content = epub(book_of(built))
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as broken:
        for entry in source.infolist():
            data = source.read(entry).replace(b"glossary.xhtml#reform", b"glossary.xhtml#gone")
            data = data.replace(b'id="xi-jinping"', b'id="somebody"')
            broken.writestr(entry, data)
    assert any("RSC-012" in line for line in epub_faults(target.getvalue(), tmp_path))


def parts(content: bytes) -> dict[str, etree._Element]:
    """Return the documents of an EPUB by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removeprefix("EPUB/"): etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


def words_of(root: etree._Element, name: str) -> str:
    """Return the words of an element without the numbers of notes."""
    (element,) = root.xpath("//*[@id=$id]", id=name)
    (copy,) = (etree.fromstring(etree.tostring(element, with_tail=False)),)
    for mark in copy.xpath(".//x:a[@role='doc-noteref']", namespaces=X):
        mark.text = ""
    return "".join(copy.itertext())


@given(st_texts)
@settings(max_examples=25, deadline=None)
def test_every_text_comes_back_from_its_epub(given_texts: list[str]) -> None:
    made = build(seed_files(given_texts))
    root = parts(epub(book_of(made)))["text.xhtml"]
    for block in made.edition.seeds.texts[0].blocks:
        assert words_of(root, block.id) == markup.shown(block.words)
        for sentence in block.sentences:
            assert words_of(root, sentence.id) == markup.shown(sentence.words)


def test_the_epub_holds_the_text_its_ids_and_its_marks(
    release: Path, text: Text, index: Index
) -> None:
    root = parts((release / f"{TEXT}.epub").read_bytes())["text.xhtml"]
    for block in text.blocks:
        assert words_of(root, block.id) == markup.shown(block.words)
    links = root.xpath("//x:a[@role='doc-glossref']", namespaces=X)
    assert [link.get("id") for link in links] == [m.id for m in index.edition.mentions]
    for link, mention in zip(links, index.edition.mentions, strict=True):
        assert (link.get(TYPE), link.get("href")) == ("glossref", f"glossary.xhtml#{mention.term}")
        assert "".join(link.itertext()) == mention.words
    marks = root.xpath("//x:a[@role='doc-noteref'][@id]", namespaces=X)
    assert len(marks) == sum(len(note.places) for note in index.notes_of(text))
    for mark in marks:
        assert (mark.get(TYPE), mark.get("href")) == ("noteref", f"notes.xhtml#note-{mark.text}")


def test_every_link_in_the_epub_leads_to_an_element(release: Path) -> None:
    documents = parts((release / f"{TEXT}.epub").read_bytes())
    ids = {name: set(root.xpath("//@id")) for name, root in documents.items()}
    count = 0
    for name, root in documents.items():
        for href in root.xpath("//x:a/@href", namespaces=X):
            if not href.startswith(("http:", "https:")):
                file, anchor = urldefrag(urljoin(name, href))
                assert file in documents, href
                assert not anchor or anchor in ids[file], href
                count += 1
    assert count > 1000


def test_the_epub_says_how_it_can_be_read(release: Path, text: Text) -> None:
    content = (release / f"{TEXT}.epub").read_bytes()
    documents = parts(content)
    package, navigation = documents["package.opf"], documents["nav.xhtml"]
    said: dict[str, list[str]] = {}
    for meta in package.xpath("//o:meta", namespaces=X):
        said.setdefault(meta.get("property"), []).append(meta.text)
    assert said["schema:accessMode"] == said["schema:accessModeSufficient"] == ["textual"]
    assert said["schema:accessibilityHazard"] == ["none"]
    assert {"pageNavigation", "tableOfContents"} <= set(said["schema:accessibilityFeature"])
    assert said["schema:accessibilitySummary"]
    assert "dcterms:conformsTo" not in said  # nobody has certified it
    assert said["dcterms:modified"] == ["2026-11-29T00:00:00Z"]
    (name,) = package.xpath("//d:identifier/text()", namespaces=X)
    assert name == f"urn:x-annotated-reader:text:{TEXT}"
    lists = {nav.get(TYPE): nav for nav in navigation.xpath("//x:nav", namespaces=X)}
    assert lists.keys() == {"toc", "landmarks", "page-list"}
    pages = lists["page-list"].xpath(".//x:a", namespaces=X)
    assert [page.text for page in pages] == [block.id for block in text.paragraphs]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        names = archive.namelist()
    assert sum(name.endswith(".woff2") for name in names) == 3
    assert "EPUB/fonts/source-serif-4.LICENSE.txt" in names


def test_glossary_and_notes_of_the_epub_are_marked_as_what_they_are(
    release: Path, index: Index, text: Text
) -> None:
    documents = parts((release / f"{TEXT}.epub").read_bytes())
    (glossary,) = documents["glossary.xhtml"].xpath("//x:section", namespaces=X)
    assert (glossary.get(TYPE), glossary.get("role")) == ("glossary", "doc-glossary")
    named = documents["glossary.xhtml"].xpath("//x:dt/@id", namespaces=X)
    assert sorted(named) == sorted(index.terms)
    assert len(glossary.xpath(".//x:dfn", namespaces=X)) == len(index.terms)
    notes = documents["notes.xhtml"].xpath("//x:div[@role='doc-footnote']", namespaces=X)
    assert len(notes) == len(index.notes_of(text))
    for note in notes:
        assert note.get(TYPE) == "footnote"
        assert note.xpath(".//x:a[@role='doc-backlink']", namespaces=X)
    for root in documents.values():
        bare = root.xpath("//text()[not(ancestor::*[starts-with(@lang, 'zh')])]")
        assert [t for t in bare if han.RUN.search(t)] == []


# The PDF


class Tagged:
    """The content of a PDF in the order of its tags: what a screen reader reads."""

    def __init__(self, content: bytes) -> None:
        with pdfplumber.open(io.BytesIO(content)) as file:
            self.catalog: dict[str, Any] = file.doc.catalog
            self.outline = [(level, title) for level, title, *_ in file.doc.get_outlines()]
            self.metadata = file.metadata
            self.chars: dict[tuple[int, int], list[dict[str, Any]]] = {}
            self.untagged = []
            for page in file.pages:
                pageid: Any = page.page_obj.pageid
                for char in page.chars:
                    if char["mcid"] is None:
                        self.untagged.append(char)
                    else:
                        key = pageid, int(char["mcid"])
                        self.chars.setdefault(key, []).append(char)
            self.fonts = list(self._fonts(file))
            self.names = list(self._names(resolve1(self.catalog["Names"])["Dests"]))
            self.marked = resolve1(self.catalog["MarkInfo"])["Marked"]
            root = resolve1(self.catalog["StructTreeRoot"])
            self.runs = list(self._walk(root["K"], 0, ()))

    def _walk(
        self, node: object, page: int, path: tuple[tuple[str, int], ...]
    ) -> Iterator[tuple[tuple[tuple[str, int], ...], str, float]]:
        """Return each run: the tags around it with their identities, words, and size."""
        node = resolve1(node)
        if isinstance(node, list):
            for child in node:
                yield from self._walk(child, page, path)
        elif isinstance(node, int):
            chars = self.chars.get((page, node), [])
            yield (
                path,
                "".join(c["text"] for c in chars),
                max((c["size"] for c in chars), default=0),
            )
        elif isinstance(node, dict):
            page = node["Pg"].objid if "Pg" in node else page
            if "MCID" in node:
                yield from self._walk(node["MCID"], page, path)
            elif "K" in node:
                own = ((node["S"].name, id(node)),) if "S" in node else ()
                yield from self._walk(node["K"], page, (*path, *own))

    @staticmethod
    def _fonts(file: pdfplumber.pdf.PDF) -> Iterator[tuple[str, bool]]:
        for page in file.pages:
            for font in resolve1(page.page_obj.resources["Font"]).values():
                (inner,) = resolve1(resolve1(font)["DescendantFonts"])
                descriptor = resolve1(resolve1(inner)["FontDescriptor"])
                embedded = any(name in descriptor for name in ("FontFile2", "FontFile3"))
                yield descriptor["FontName"].name, embedded

    def _names(self, node: object) -> Iterator[str]:
        given = resolve1(node)
        for child in given.get("Kids", []):
            yield from self._names(child)
        yield from (name.decode() for name in given.get("Names", [])[::2])

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Return the headings and paragraphs in order: tag, and words without small numbers."""
        before: object = None
        kind, words = "", ""
        for path, run, size in self.runs:
            own = next((part for part in path if part[0] in {"P", "H1", "H2", "H3", "LI"}), None)
            if own != before:
                if before:
                    yield kind, words
                before, kind, words = own, own[0] if own else "", ""
            small = kind == "P" and size < 8
            words += "" if small else run
        yield kind, words


@pytest.fixture(scope="module")
def tagged(release: Path) -> Tagged:
    return Tagged((release / f"{TEXT}.pdf").read_bytes())


UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e]")


def visible(words: str) -> str:
    """Return words without white space and the signs that only steer how they are set."""
    return "".join(UNSEEN.sub("", words).split())


def squeezed(words: str) -> str:
    """Return words with every run of white space as one space: lines break where they must."""
    return " ".join(words.split())


def test_the_text_of_the_pdf_in_the_order_of_its_tags_is_the_source(
    tagged: Tagged, text: Text, built: Build
) -> None:
    blocks = list(tagged.blocks())
    start = blocks.index(("H1", "The text")) + 1
    end = blocks.index(("H1", "Glossary"))
    read = [squeezed(words) for kind, words in blocks[start:end] if kind == "P"]
    wanted = [squeezed(block.words) for block in text.blocks]
    assert [words for words in read if words in set(wanted)] == wanted
    others = [words for words in read if words not in set(wanted)]
    addresses = [f"{ADDRESS}texts/{TEXT}/{block.id}/" for block in text.paragraphs]
    warnings = [words for words in others if words.startswith("The translation changes the sense")]
    assert [words for words in others if words not in warnings] == addresses
    assert len(warnings) == sum(note.changes_sense for note in built.edition.seeds.notes)


def test_the_pdf_is_tagged_and_every_sign_of_it_has_a_tag(tagged: Tagged) -> None:
    assert tagged.marked is True
    tags = {name for path, *_ in tagged.runs for name, _ in path}
    assert tags >= {"Document", "Title", "H1", "H2", "H3", "P", "Link", "L", "LI", "LBody", "Em"}
    assert {char["size"] for char in tagged.untagged} <= {8.0}  # the foot of the page
    assert tagged.catalog["Lang"] == b"en"
    assert tagged.metadata["Title"].startswith("Accelerate the development of new productive")


def test_the_pdf_has_bookmarks_and_the_ids_of_the_site(
    tagged: Tagged, text: Text, index: Index
) -> None:
    top = [title for level, title in tagged.outline if level == 1]
    assert top == ["About this text", "The text", "Glossary", "Notes on the translation", "Sources"]
    second = [title for level, title in tagged.outline if level == 2]
    for block in text.paragraphs:
        (found,) = [title for title in second if title.startswith(f"¶\u00a0{block.number} ")]
        assert found.endswith({f.words: line for f, line in text.meta.outline}[block.id])
    assert {term.headword for term in index.terms.values()} <= set(second)
    assert {block.id for block in text.paragraphs} <= set(tagged.names)
    assert {f"glossary/{term}" for term in index.terms} <= set(tagged.names)
    assert {f"notes/note-{note.number}" for note in index.notes_of(text)} <= set(tagged.names)


def test_every_font_of_the_pdf_is_inside_it(tagged: Tagged) -> None:
    assert {embedded for _, embedded in tagged.fonts} == {True}
    assert any("NotoSerifSC" in name for name, _ in tagged.fonts)


def test_hostile_words_are_set_and_not_carried_out() -> None:
    # One has a sign that no font has, one turns the direction of what follows around.
    fragments = [words for words in FRAGMENTS if not re.search("[\U0001f600\u202e]", words)]
    fragments += ["#eval(1) $x$ *b* _e_ = h", "#panic()", "@ref <label> \\u{41}"]
    made = build(seed_files(fragments))
    assert not made.failed
    content, _ = pdf(book_of(made))
    read = {visible(words) for kind, words in Tagged(content).blocks() if kind == "P"}
    for block in made.edition.seeds.texts[0].paragraphs:
        assert visible(block.words) in read


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("A \U0001f600, \u0f40.", {"\u0f40"}),
        ("\uc548\ub155 x \uc548", {"\uc548", "\ub155"}),
        ("\u0f66\u0f90\u0f51", {"\u0f66", "\u0f90", "\u0f51"}),
        ("private \ue000, rare \U00020bb7 \ua751", {"\ue000", "\U00020bb7"}),
        ("a digit in a keycap 1\u20e3, and 1", set()),
        ("\U0001f468\u200d\U0001f469\ufe0f \u0e2a\u0e27\u0e31", set()),
        ("Latin, \u4e2d\u6587, e\u0301\u0301, \u202eabc\u202c", set()),
    ],
)
def test_a_pdf_shows_a_sign_for_what_no_font_has_and_keeps_the_rest(
    words: str, lacking: set[str]
) -> None:
    content, found = pdf(book_of(build(seed_files([words, f"# x # {words}", "The end."]))))
    assert set(found) == lacking
    read = " ".join(words for kind, words in Tagged(content).blocks() if kind == "P")
    assert "The end." in read
    assert ("\u25a1" in read) == bool(lacking)


def test_a_table_of_any_length_can_be_set() -> None:
    lines = "\n".join(f"{n:05}      ; column {'x' * (n % 9)}      # {n}" for n in range(400))
    files = list(seed_files([lines]))
    meta = next(file for file in files if file.path.endswith("meta.yml"))
    files[files.index(meta)] = SeedFile(meta.path, meta.content + b"shapes: {'00000': table}\n")
    content, lacking = pdf(book_of(build(files)))
    assert not lacking
    assert "00399\u00a0\u00a0" in "".join(words for _, words, _ in Tagged(content).runs)
