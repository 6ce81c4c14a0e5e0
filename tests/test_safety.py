"""No words of a seed become a tag, a script, an address or a style, whichever key they stand at.

The words stand in one small edition, at every key that a page shows, and the site is built as a
folder, whose pages have no server to protect them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import markdown
import pytest
from conftest import ROOT, project, run_mkdocs
from playwright.sync_api import Browser

from reader.build import build, report
from reader.model import SeedFile
from reader.seeds import from_disk

WORDS = (
    "*hover*{ onpointerenter=document.title='ran' } [go](javascript:document.title='ran') "
    "![x](https://elsewhere.example/a.png) <img src=x onerror=document.title='ran'>"
)
# In prose a link is Markdown's own, and one to a script is refused by the check.
PROSE = WORDS.replace("[go](javascript:document.title='ran') ", "")
ADDRESS = "https://e.org/[x](/autofocus/onfocus=document.title=1//)"
SIGNS = "a *b* _c_ `d` ~e~ ^f^ ==g== $h$ \\i"
HAN = "https://zh.wikipedia.org/wiki/鲤鱼"

SOURCES = f"""\
- id: pond-book
  type: book
  title: '{SIGNS}'
  author: '{SIGNS}'
  publisher: '{SIGNS}'
  issued: 2019
  accessed: 2024-02-01
  language: en
  grade: scholarly
- id: words
  type: webpage
  title: "{WORDS}"
  author: "{WORDS}"
  publisher: "{WORDS}"
  accessed: 2024-02-01
  url: "{ADDRESS}"
  grade: press
- id: han
  type: webpage
  title: A carp
  accessed: 2024-02-01
  url: {HAN}
  grade: press
"""
META = f"""\
title: "{WORDS}"
label: "{SIGNS[:12]}"
publisher: "{WORDS}"
status: "{WORDS}"
rights: "{WORDS}"
language: fr
headings: 2
paragraphs: 2
outline:
  p1: "{WORDS}"
  p2: '{SIGNS}'
provenance: "{PROSE}"
sources: [pond-book, words, han]
original: "{ADDRESS}"
"""
NOTES = f"""\
- id: n1
  kind: odd
  places: [{{at: p1, quote: eats algae}}]
  original: "{WORDS}"
  established: "{WORDS}"
  reason: "{PROSE}[@words][@han]"
  entries: [algae]
"""
CARP = f"""\
---
headword: "{WORDS}"
kind: concept
theme: green development
original: "{WORDS}"
romanization: lǐyú
forms: [carp]
related: [algae]
sources: [words, han]
responsible: "{WORDS}"
revised: 2024-02-01
---

A fish of still waters.[@pond-book]

## In this text

{PROSE}

 ///

/// html | script

\t/// tab

 \t

![x](https://elsewhere.example/a.png) It eats [algae](algae.md).

After.
"""
TEXT = """\
Un

La vie d'un étang

A carp lives in the pond. It eats algae.

In summer the algae grow fast. The carp grows slowly.
"""


def files() -> Iterator[SeedFile]:
    """Yield the small edition of the tests, with these words at the keys that pages show."""
    given = {
        "seeds/sources.yml": SOURCES,
        "seeds/glossary/carp.md": CARP,
        "seeds/texts/pond/meta.yml": META,
        "seeds/texts/pond/notes.yml": NOTES,
        "seeds/texts/pond/text.txt": TEXT,
    }
    for file in from_disk.read(ROOT / "tests/problems/base"):
        words = given.get(file.path)
        yield SeedFile(file.path, words.encode()) if words else file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("safety"), files())
    run_mkdocs("build", "--strict", "--site-dir", str(root / "site"), root=root, OFFLINE="true")
    return root / "site"


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_the_seeds_are_good() -> None:
    made = build(files())
    assert not made.failed, report(made.problems)


def test_no_tag_attribute_or_address_comes_from_the_words(folder: Path) -> None:
    for path in pages(folder):
        for element in lxml.html.parse(path).iter(lxml.etree.Element):
            where = (path.relative_to(folder), lxml.html.tostring(element)[:200])
            acting = [name for name in element.attrib if name.startswith("on")]
            assert acting == [], where
            for name in ("href", "src", "action", "data", "srcdoc"):
                address = element.get(name, "")
                assert urlsplit(address).scheme in ("", "http", "https", "mailto"), where
            if element.tag in ("img", "iframe", "embed", "object", "script", "base", "link"):
                assert "elsewhere.example" not in (element.get("src") or ""), where
            if element.tag == "script" and element.get("type") not in (
                "application/ld+json",
                "application/json",
            ):
                assert element.get("src") or "ran" not in (element.text or ""), where


def test_every_address_is_written_as_the_web_writes_it(folder: Path) -> None:
    allowed = set("!#$&'()*+,;=:@/?%-._~[]")
    seen = set()
    for path in pages(folder):
        for element in lxml.html.parse(path).iter("a", "link", "meta"):
            for name in ("href", "content"):
                address = element.get(name, "")
                if address.startswith(("http://", "https://")) and " " not in address:
                    seen.add(address)
                    signs = {sign for sign in address if not (sign.isascii() and sign.isalnum())}
                    assert signs <= allowed, (path, address)
    assert "https://zh.wikipedia.org/wiki/%E9%B2%A4%E9%B1%BC" in seen


def test_words_that_look_like_markup_are_shown_as_they_are(folder: Path) -> None:
    shown = lxml.html.parse(folder / "sources.html").getroot().text_content()
    assert SIGNS in shown
    assert WORDS in shown
    entry = lxml.html.parse(folder / "glossary/carp.html").getroot()
    assert WORDS in entry.findtext(".//h1", "") or WORDS in entry.find(".//h1").text_content()
    article = entry.find(".//article")
    assert article is not None
    assert "After." in article.text_content()
    assert [p.text_content() for p in article.iter("p")].count("After.") == 1


def test_no_copy_of_a_page_has_a_picture_or_a_script_in_any_reader_of_markdown(
    folder: Path,
) -> None:
    copies = sorted((folder / "data/pages").rglob("*.md.txt"))
    assert copies
    for path in copies:
        _, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        tree = lxml.html.fromstring(f"<div>{markdown.markdown(body)}</div>")
        assert [e.get("src") for e in tree.iter("img", "script", "iframe")] == [], path
        for element in tree.iter("a"):
            scheme = urlsplit(unescape(element.get("href", ""))).scheme
            assert scheme in ("", "http", "https"), (path, element.get("href"))


def test_no_words_run_in_a_browser(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in pages(folder):
        page.goto(path.as_uri())
        for link in page.locator("article em, article a, article img").all()[:40]:
            link.dispatch_event("pointerenter")
            link.dispatch_event("focus")
        assert page.title() != "ran", path
        assert page.title() not in {"1", "ran"}, path
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_data_have_the_same_addresses_as_pages(folder: Path) -> None:
    for name in ("edition.json", "sources.bib", "sources.csl.json"):
        words = (folder / "data" / name).read_text(encoding="utf-8")
        assert "wikipedia.org/wiki/%E9%B2%A4%E9%B1%BC" in words, name
        assert "/wiki/\u9ca4" not in words, name
    made = [*(folder / "data").rglob("*.xml"), *pages(folder)]
    assert len(made) > 10
    assert [path for path in made if "/[x](/" in path.read_text(encoding="utf-8")] == []
