"""What readers and programs are given to cite: citations, heads of pages, feed, picture, policy."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import atoma
import lxml.html
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from citeproc.source.json import CiteProcJSON
from conftest import ROOT, TEXT, copied, run_mkdocs, served
from hostile import FRAGMENTS
from lxml import etree
from lxml.html import HtmlElement
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from reader.build import Build, build
from reader.citing import bibliography, forms
from reader.citing.capitals import headline
from reader.citing.citations import Citations
from reader.citing.signs import NUMBER, PRIVATE
from reader.data import feed
from reader.edition.index import Index
from reader.history import paths
from reader.seeds import from_disk
from reader.site import policy, social

ADDRESS = "https://reader.example/reader/"
POND = ROOT / "tests" / "problems" / "base"
EXPECTED: dict[str, dict[str, str]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "citations.yml").read_text(encoding="utf-8")
)
STYLES = ("chicago", "chicago-list", "apa", "mla", "gbt7714")
FORMATS = ("bibtex", "ris", "csl-json")
REPORT: dict[str, str] = {
    "event": "First meeting by the pond",
    "event_date": "2024-01-31",
    "dispatch": "Pond News Agency, Marshtown",
    "dispatch_date": "2024-02-01",
    "status": "Unofficial English rendering",
    "original_title": "池塘",
}


def pond(address: str = ADDRESS, responsible: str = "Smith, Ann; Pond Watch", **said: str) -> Index:
    """The tiny edition, with a text and entries of which more is said."""
    edition = build(from_disk.read(POND)).edition
    texts = tuple(replace(t, meta=replace(t.meta, **said)) for t in edition.seeds.texts)  # type: ignore[arg-type]
    terms = tuple(replace(t, responsible=responsible) for t in edition.seeds.terms)
    return Index(
        replace(edition, seeds=replace(edition.seeds, texts=texts, terms=terms), address=address)
    )


def of_paragraph(index: Index) -> dict[str, str]:
    text = index.texts["pond"]
    return {
        form.style: form.content for form in Citations(index).paragraph(text, text.paragraphs[1])
    }


def of_entry(index: Index) -> dict[str, str]:
    return {form.style: form.content for form in Citations(index).entry(index.terms["carp"])}


def expected(case: str, style: str, url: str) -> str:
    words = html.escape(EXPECTED[case][style])
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", words)
    return marked.format(url=url, day='<span data-accessed=""></span>')


def lying(path: str) -> str:
    """How an address stands in a citation before a browser makes it whole."""
    return f'<span data-address="">{path}</span>'


WEEKLY = {**REPORT, "translator": "Marsh *Pond Weekly*"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_a_paragraph_is_cited_as_the_guides_ask(style: str, address: str) -> None:
    page = "texts/pond/p2/"
    url = ADDRESS + page if address else lying(page)
    for case, index in (
        ("paragraph", pond(address, **WEEKLY)),
        ("paragraph without a translator", pond(address, **REPORT)),
        ("paragraph without a date", pond(address)),
    ):
        assert of_paragraph(index)[style] == expected(case, style, url)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_an_entry_is_cited_as_the_guides_ask(style: str, address: str) -> None:
    page = "glossary/carp/"
    url = ADDRESS + page if address else lying(page)
    for case, responsible in (
        ("entry", "Smith, Ann; Pond Watch"),
        ("entry of editors without a name", "the editors"),
    ):
        found = of_entry(pond(address, responsible))[style]
        assert found == expected(case, style, url)


def test_the_settings_name_the_editors() -> None:
    index = pond(responsible="the editors")
    assert of_entry(called(index, editors="Smith, Ann; Pond Watch")) == of_entry(pond())
    assert of_entry(called(pond(), editors="Brown, Joe")) == of_entry(pond())


def called(index: Index, **said: str) -> Index:
    """Return an edition of whose collection more is said."""
    seeds = index.edition.seeds
    collection = replace(seeds.collection, **said)  # type: ignore[arg-type]
    return Index(replace(index.edition, seeds=replace(seeds, collection=collection)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("what", ["text", "p4", "new-quality-productive-forces", "chen-miner"])
def test_the_edition_is_cited_as_the_guides_ask(style: str, what: str, index: Index) -> None:
    """Its entries are revised now and then, so the day is that of the cases."""
    day = "2026-11-25"
    terms = tuple(replace(term, revised=day) for term in index.edition.seeds.terms)
    seeds_then = replace(index.edition.seeds, terms=terms)
    then = Index(replace(index.edition, seeds=seeds_then, address=ADDRESS))
    citations = Citations(then)
    (text,) = then.texts.values()
    if what == "p4":
        forms, page = citations.paragraph(text, text.paragraphs[3]), f"texts/{TEXT}/p4/"
    elif what == "text":
        forms, page = citations.whole(text), f"texts/{TEXT}/"
    else:
        forms, page = citations.entry(then.terms[what]), f"glossary/{what}/"
    content = {form.style: form.content for form in forms}
    assert content[style] == expected(what, style, ADDRESS + page)


def test_a_hash_stands_in_notes_alone() -> None:
    index = pond(**WEEKLY)
    digest = index.texts["pond"].sha256[:12]
    forms = of_paragraph(index)
    for style in STYLES:
        assert digest not in forms[style]
    (csl,) = json.loads(unsigned(forms["csl-json"]))
    assert digest in csl.pop("note")
    assert digest not in json.dumps(csl)


def unsigned(form: str) -> str:
    """A form as a reader without scripts has it."""
    return PRIVATE.sub("", form)


def test_an_english_title_has_its_capitals() -> None:
    assert headline("the life of a pond: an essay on high-quality “ponds”") == (
        "The Life of a Pond: An Essay on High-Quality “Ponds”"
    )
    assert headline("CPC and the iPad") == "CPC and the iPad"
    assert headline("") == ""
    assert "Das leben" in of_paragraph(pond(title="Das leben im Teich", language="de"))["mla"]


def test_no_citation_of_a_whole_text_says_a_paragraph() -> None:
    index = pond(**WEEKLY)
    text = index.texts["pond"]
    forms = {form.style: form.content for form in Citations(index).whole(text)}
    assert list(forms) == [*STYLES, *FORMATS]
    for style, content in forms.items():
        assert NUMBER not in content, style
        assert "¶" not in content, style
        assert "/pond/p" not in content, style
    (csl,) = json.loads(unsigned(forms["csl-json"]))
    assert (csl["id"], csl["URL"]) == ("pond", f"{ADDRESS}texts/pond/")
    assert csl["note"].startswith("Edition of")
    assert parse_string(forms["bibtex"]).entries[0].key == "pond"


HOSTILE = r"""O'Neil & <b>"x"</b> {y} \z 100% #1 $2 _a^b~c ¶ 新 ER  - TY"""


@pytest.mark.parametrize(
    ("title", "address"), [("A pond", ADDRESS), (HOSTILE, ADDRESS), (HOSTILE, "")]
)
def test_other_programs_read_back_what_is_cited(title: str, address: str) -> None:
    index = pond(address, **{**WEEKLY, "title": title})
    forms = {style: unsigned(form) for style, form in of_paragraph(index).items()}
    entry = parse_string(forms["bibtex"]).entries[0]
    ris = rispy.loads(forms["ris"])[0]
    (csl,) = json.loads(forms["csl-json"])
    words = " ".join(title.split())
    url = f"{address}texts/pond/p2/"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it does not know every variable of CSL
        CiteProcJSON([csl])
    assert entry.key == csl["id"] == ris["id"] == "pond-p2"
    assert csl["title"] == ris["title"] == words
    assert entry["title"].startswith("{")
    assert (entry.entry_type, entry["date"], ris["year"]) == ("online", "2024-02-01", "2024")
    assert not {"year", "month"} & set(entry.fields_dict)
    assert ris["date"] == "2024/02/01/"
    assert csl["issued"] == {"date-parts": [[2024, 2, 1]]}
    assert csl["event-title"] == REPORT["event"]
    assert csl["author"] == [{"literal": "Pond News Agency"}]
    assert csl["translator"] == [{"literal": "Marsh Pond Weekly"}]
    assert entry["translator"] == "{Marsh Pond Weekly}"
    assert ris["subsidiary_authors"] == ["Marsh Pond Weekly"]
    assert ris["authors"] == ["Pond News Agency"]
    assert ris["type_of_reference"] == "ELEC"
    for note in (entry["note"], ris["notes"][0]):
        assert note.startswith("¶ 2. Unofficial English from Marsh Pond Weekly.")
    assert csl["note"].startswith("¶ 2. Edition of")
    assert csl["genre"] == "unofficial English from Marsh Pond Weekly"
    assert csl["container-title"] == entry["organization"] == "Annotated Reader"
    assert entry["url"] == ris["urls"][0] == csl["URL"] == url


@pytest.mark.parametrize("name", ["apa", "modern-language-association", "chicago-author-date"])
def test_a_processor_sets_what_it_reads_back(name: str) -> None:
    """As a reference manager does it, with a style of its own and no arranging of ours."""
    for form in (of_paragraph(pond(**WEEKLY))["csl-json"], of_entry(pond())["csl-json"]):
        (item,) = json.loads(unsigned(form))
        work = CitationStylesBibliography(
            bibliography.style(name), bibliography.data([item]), formatter.plain
        )
        work.register(Citation([CitationItem(item["id"])]))
        (line,) = map(str, work.bibliography())
        for words in (item["URL"], item["container-title"], "2024"):
            assert words in line, line
        assert item["title"].casefold() in line.casefold()


def test_an_entry_is_read_back_with_its_chinese() -> None:
    forms = of_entry(pond())
    assert parse_string(forms["bibtex"]).entries[0]["title"] == "{carp (鲤鱼)}"
    (ris,) = rispy.loads(unsigned(forms["ris"]))
    assert (ris["type_of_reference"], ris["title"]) == ("DICT", "carp (鲤鱼)")
    (csl,) = json.loads(unsigned(forms["csl-json"]))
    assert (csl["type"], csl["title"]) == ("entry-dictionary", "carp (鲤鱼)")
    assert csl["author"] == [{"family": "Smith", "given": "Ann"}, {"literal": "Pond Watch"}]


@pytest.mark.parametrize("words", [*FRAGMENTS, HOSTILE, "private \ue000 \ue001 \ue002 use"])
def test_no_words_of_a_seed_become_markup_in_a_citation(words: str) -> None:
    index = pond(title=f"x {words} y", dispatch=f"{words} agency")
    forms = of_paragraph(index)
    for style in STYLES:
        shown = lxml.html.fromstring(f"<p>{forms[style]}</p>")
        tags = {element.tag for element in shown.iter()}
        assert tags <= {"p", "i", "span"}, style
        assert not re.search("[\ue000-\uf8ff]", shown.text_content())
    assert len(rispy.loads(unsigned(forms["ris"]))) == 1
    assert len(json.loads(unsigned(forms["csl-json"]))) == 1


def test_the_templates_of_a_text_give_the_citations_of_its_paragraphs() -> None:
    index = pond(**{**REPORT, "title": HOSTILE})
    data = json.loads(Citations(index).templates(index.texts["pond"]))
    filled = {
        form["style"]: form["template"].replace(data["number"], "2") for form in data["forms"]
    }
    assert filled == of_paragraph(index)
    assert [form["style"] for form in data["forms"] if form["html"]] == list(STYLES)


def test_without_an_address_a_citation_says_where_the_page_lies() -> None:
    index = pond("", **REPORT)
    for content in of_paragraph(index).values():
        assert "http" not in content
        assert "texts/pond/p2/" in content


def test_the_processor_is_not_asked_once_for_each_paragraph_or_entry(
    monkeypatch: pytest.MonkeyPatch, index: Index
) -> None:
    asked: list[object] = []

    class Counted(CitationStylesBibliography):  # type: ignore[misc]
        def register(self, citation: object) -> None:
            asked.append(citation)
            super().register(citation)

    monkeypatch.setattr(forms, "CitationStylesBibliography", Counted)
    Citations(index)
    days = {(term.responsible, term.revised) for term in index.terms.values()}
    assert len(asked) <= len(STYLES) * (len(index.texts) + len(days))


# Pages


@cache
def parsed(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[tuple[Path, HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            yield path, parsed(path)


def lasting(site: Path) -> Iterator[tuple[Path, HtmlElement]]:
    """The pages that search engines may list: not those that only lead on."""
    return ((path, page) for path, page in pages(site) if "robots" not in said(page))


def said(page: HtmlElement) -> dict[str, str]:
    """What the tags of a page's head say, by name."""
    tags = page.xpath("//head/meta[@content]")
    return {tag.get("name") or tag.get("property") or "": tag.get("content") for tag in tags}


def linked(page: HtmlElement, rel: str) -> list[str]:
    return [str(link.get("href")) for link in page.xpath("//head/link[@rel=$rel]", rel=rel)]


@pytest.mark.parametrize("kind", ["site", "folder_site"])
def test_each_paragraph_and_entry_has_its_citations_in_one_fold(
    kind: str, request: pytest.FixtureRequest, built: Build
) -> None:
    site: Path = request.getfixturevalue(kind)
    folds = {path: page.xpath("//details[@class='cite-fold']") for path, page in pages(site)}
    found = [path for path, fold in folds.items() if fold]
    (text,) = built.edition.seeds.texts
    assert len(found) == 1 + len(text.paragraphs) + len(built.edition.seeds.terms)
    for path in found:
        (fold,) = folds[path]
        assert fold.xpath(".//@data-style") == [*STYLES, *FORMATS]
        name = path.parent.name if path.stem == "index" else path.stem
        if name == TEXT:
            what = "Cite this text"
        else:
            what = f"Cite ¶\u00a0{name[1:]}" if "texts" in path.parts else "Cite this entry"
        assert fold.find("summary").text_content() == what
        (csl,) = json.loads(fold.xpath(".//code[@data-style='csl-json']")[0].text_content())
        assert csl["id"].endswith(name)
        urls = re.findall(r"https?://\S+", fold.text_content())
        assert all(url.startswith(ADDRESS) for url in urls)
        assert bool(urls) == (kind == "site")
        lies = fold.xpath(".//*[@data-address]")
        assert len(lies) == (0 if kind == "site" else len(STYLES) + len(FORMATS))
        assert not PRIVATE.search(fold.text_content())


def test_every_page_says_at_its_foot_how_to_cite_and_how_to_report(
    site: Path, folder_site: Path
) -> None:
    for root in (site, folder_site):
        for path, page in pages(root):
            (foot,) = page.xpath("//footer//div[@class='md-copyright']")
            links = {link.text_content(): link.get("href") for link in foot.iter("a")}
            if links or path.name != "404.html":
                assert list(links) == ["License", "How to cite", "Report a mistake"], path
                told, _, anchor = links["Report a mistake"].partition("#")
                there = path.parent / told
                there = there / "index.html" if there.is_dir() else there
                assert parsed(there).xpath(f"//*[@id='{anchor}']"), path


@pytest.mark.parametrize(
    ("to", "begins", "key"),
    [
        ("editors@reader.example", "mailto:editors@reader.example?", "subject"),
        ("https://forge.example/new?template=a", "https://forge.example/new?template=a&", "title"),
    ],
)
def test_the_settings_say_where_a_mistake_is_reported(
    tmp_path: Path, to: str, begins: str, key: str
) -> None:
    root = copied(tmp_path / "copy", "docs", "scripts", "seeds")
    collection = root / "seeds" / "collection.yml"
    given = collection.read_text(encoding="utf-8")
    assert given.count("\ncontact:\n") == 1
    collection.write_text(given.replace("contact:", f'contact: "{to}"'), encoding="utf-8")
    run_mkdocs("build", "--site-dir", str(tmp_path / "site"), root=root, SITE_URL=ADDRESS)
    for page, title in ((f"texts/{TEXT}/p4/", "¶ 4"), ("glossary/chen-miner/", "Chen Min'er")):
        (foot,) = parsed(tmp_path / "site" / page / "index.html").xpath(
            "//footer//div[@class='md-copyright']"
        )
        (link,) = [a.get("href") for a in foot.iter("a") if a.text_content() == "Report a mistake"]
        assert link.startswith(begins)
        said = parse_qs(link.removeprefix("mailto:").partition("?")[2])
        assert said[key] == ["A mistake in Annotated reader"]
        assert said["body"][0].startswith(f"Page: {title}")
        assert f"Address: {ADDRESS}{page}\nEdition of: " in said["body"][0]


def test_the_page_of_a_text_has_the_templates_and_stays_small(site: Path) -> None:
    whole = site / "texts" / TEXT / "index.html"
    (script,) = parsed(whole).xpath("//script[@id='citations']")
    assert script.get("type") == "application/json"
    assert len(script.text) < 6000
    assert set(json.loads(script.text)) == {"number", "visit", "open", "close", "forms"}
    for path in (site / "texts" / TEXT).rglob("p*/index.html"):
        assert len(gzip.compress(path.read_bytes())) < 20_000


def test_every_page_says_what_it_is_and_where(site: Path) -> None:
    for path, page in lasting(site):
        where = paths.url(f"{path.relative_to(site).parent.as_posix()}/index.md").removeprefix("./")
        tags = said(page)
        assert page.findtext(".//title"), path
        assert tags["og:title"]
        assert tags["og:site_name"] == "Annotated reader"
        assert tags["og:description"] == tags["description"], path
        assert tags["og:url"] == ADDRESS + where
        assert linked(page, "canonical") == linked(page, "cite-as") == [ADDRESS + where]


def test_without_an_address_no_page_gives_one(folder_site: Path) -> None:
    for path, page in lasting(folder_site):
        tags = said(page)
        assert tags["og:title"], path
        assert tags["description"], path
        assert not {"og:url", "og:image", "citation_public_url"} & set(tags)
        assert linked(page, "canonical") == linked(page, "cite-as") == []
    assert not (folder_site / "sitemap.xml").exists()


def test_what_decides_for_zotero_is_on_texts_paragraphs_and_entries(
    site: Path, built: Build
) -> None:
    """Zotero takes ``z:itemType`` first; with ``citation_title`` alone it sees a journal."""
    decided = 0
    for _, page in pages(site):
        tags = said(page)
        assert ("citation_title" in tags) == ("z:itemType" in tags)
        decided += "z:itemType" in tags
    (text,) = built.edition.seeds.texts
    assert decided == 1 + len(text.paragraphs) + len(built.edition.seeds.terms)
    paragraph = said(parsed(site / "texts" / TEXT / "p4" / "index.html"))
    assert paragraph["z:itemType"] == "webpage"
    assert paragraph["citation_title"] == f"{text.meta.title}, ¶ 4"
    assert paragraph["citation_author"] == "Xinhua News Agency,"  # the comma keeps it whole
    assert paragraph["citation_publication_date"] == "2024/02/01"
    assert paragraph["DC.type"] == "unofficial translation into English"
    assert paragraph["DC.contributor"] == "Bilby Five Things"
    assert paragraph["DC.description"].startswith(
        "¶ 4. Unofficial English from Bilby Five Things. 11th"
    )
    assert text.sha256[:12] in paragraph["DC.description"]
    entry = said(parsed(site / "glossary" / "new-quality-productive-forces" / "index.html"))
    assert entry["z:itemType"] == "dictionaryEntry"
    assert entry["citation_title"] == "new quality productive forces (新质生产力)"
    assert entry["DC.source"] == "Annotated reader: Glossary"


def linked_data(path: Path) -> dict[str, Any]:
    (script,) = parsed(path).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def test_linked_data_says_what_the_seeds_hold(site: Path, built: Build) -> None:
    (text,) = built.edition.seeds.texts
    home = linked_data(site / "index.html")
    assert (home["@type"], home["url"]) == ("WebSite", ADDRESS)
    whole = linked_data(site / "texts" / TEXT / "index.html")
    assert (whole["@type"], whole["headline"]) == ("Article", text.meta.title)
    assert whole["translationOfWork"]["name"] == text.meta.original_title
    assert whole["translator"]["name"] == "Bilby Five Things"
    assert whole["identifier"]["value"] == text.sha256
    assert whole["about"]["startDate"] == "2024-01-31"
    part = linked_data(site / "texts" / TEXT / "p4" / "index.html")
    assert part["isPartOf"]["@id"] == whole["@id"]
    assert {"total factor productivity"} <= {term["name"] for term in part["mentions"]}
    entries = linked_data(site / "glossary" / "index.html")
    assert entries["@type"] == "DefinedTermSet"
    assert len(entries["hasDefinedTerm"]) == len(built.edition.seeds.terms)
    entry = linked_data(site / "glossary" / "new-quality-productive-forces" / "index.html")
    assert entry["inDefinedTermSet"]["@id"] == entries["@id"]
    assert {"@language": "zh-Hans", "@value": "新质生产力"} in entry["alternateName"]
    assert "new productive forces" in entry["alternateName"]
    assert "license" not in whole
    assert "license" not in part


def test_our_license_is_stated_where_it_holds_and_nowhere_else(site: Path) -> None:
    for path, page in pages(site):
        parts = path.relative_to(site).parts
        free = (parts[0] == "glossary" and "by" not in parts) or path.parent.name == "notes"
        assert bool(linked(page, "license")) == free, path


def test_no_words_of_a_seed_become_markup_in_a_head(tmp_path: Path) -> None:
    words = '"><script>window.hit = 1</script>'
    copied(tmp_path, "docs", "scripts", "seeds")
    meta = tmp_path / "seeds" / "texts" / TEXT / "meta.yml"
    changed = re.sub(
        r"^(title|label|publisher): .*$",
        rf"\1: '{words}'",
        meta.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    meta.write_text(changed, encoding="utf-8")
    run_mkdocs("build", root=tmp_path, SITE_URL=ADDRESS)
    for path, page in pages(tmp_path / "site"):
        scripts = page.xpath("//script[not(@type)]")
        assert not [script for script in scripts if "window.hit" in script.text_content()], path
    tags = said(parsed(tmp_path / "site" / "texts" / TEXT / "p1" / "index.html"))
    assert tags["citation_title"] == f"{words}, ¶ 1"
    assert tags["DC.publisher"] == words
    assert tags["og:title"] == f"¶\u00a01 · {words}"


# What is found from outside


def test_the_sitemap_lists_the_pages_with_the_days_of_the_seeds(site: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.parse(site / "sitemap.xml").getroot()
    urls = root.findall("s:url", names)
    listed = {
        url.findtext("s:loc", None, names): url.findtext("s:lastmod", None, names) for url in urls
    }
    indexed = {linked(page, "canonical")[0] for _, page in lasting(site)}
    assert set(listed) == indexed
    assert listed[f"{ADDRESS}glossary/xi-jinping/"] == "2026-11-29"
    assert listed[f"{ADDRESS}editing/"] is None
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert f"\nSitemap: {ADDRESS}sitemap.xml\n" in robots


def test_the_day_of_the_build_changes_nothing_that_programs_fetch(
    site: Path, tmp_path: Path
) -> None:
    later = str(20 * 365 * 86400)
    run_mkdocs(
        "build", "--site-dir", str(tmp_path / "later"), SITE_URL=ADDRESS, SOURCE_DATE_EPOCH=later
    )
    picture = paths.social(TEXT)
    for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "feed.xml", picture, "index.html"):
        assert (tmp_path / "later" / name).read_bytes() == (site / name).read_bytes(), name


def _revised(index: Index, days: dict[str, str]) -> Index:
    edition = index.edition
    terms = tuple(
        replace(term, revised=days.get(term.id, "2024-01-01")) for term in edition.seeds.terms
    )
    return Index(replace(edition, seeds=replace(edition.seeds, terms=terms)))


@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_the_feed_gives_the_latest_entries_first(index: Index, address: str) -> None:
    edition = replace(index.edition, address=address)
    days = {"xi-jinping": "2025-03-04", "reform-and-opening-up": "2025-03-03"}
    read = atoma.parse_atom_bytes(feed.feed(_revised(Index(edition), days)).encode())
    assert len(read.entries) == feed.MOST
    first, second, third = read.entries[:3]
    assert first.id_ == "urn:x-annotated-reader:term:xi-jinping"
    assert second.title.value == "reform and opening up 改革开放"
    assert first.updated.date().isoformat() == read.updated.date().isoformat() == "2025-03-04"
    assert third.updated.date().isoformat() == "2024-01-01"
    assert first.links[0].href == f"{address}glossary/xi-jinping/"
    assert first.authors[0].name == "the editors"


def test_the_feed_is_found_from_the_home_page_and_the_glossary(site: Path) -> None:
    for page, href in (("index.html", "feed.xml"), ("glossary/index.html", "../feed.xml")):
        links = parsed(site / page).xpath("//link[@type='application/atom+xml']/@href")
        assert links == [href]
    assert "feed.xml" in parsed(site / "data" / "index.html").xpath("//article")[0].text_content()


def test_the_picture_of_a_text_is_a_small_png_of_the_right_size(site: Path) -> None:
    content = (site / paths.social(TEXT)).read_bytes()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(image.convert("RGB").getcolors(10_000) or ()) > 4
    assert len(content) < 60_000
    tags = said(parsed(site / "texts" / TEXT / "p4" / "index.html"))
    assert tags["og:image"] == ADDRESS + paths.social(TEXT)


def test_a_picture_shows_no_character_that_its_font_has_not_got() -> None:
    assert social._seen("Xīnzhì 新质 shēngchǎnlì — “x” café") == "Xinzhì shengchanlì — “x” café"
    long = pond(title="word " * 400 + "w" * 400).edition
    chinese = pond(title="新质生产力").edition
    for edition in (long, chinese):
        (picture,) = social.pictures(edition)
        assert len(picture.data) < 60_000


def test_the_name_in_citations_is_the_name_of_the_collection() -> None:
    index = called(pond(), title="The pond papers")
    paragraph, entry = of_paragraph(index), of_entry(index)
    assert "pond papers" not in paragraph.pop("gbt7714").casefold()  # it names the text alone
    for style, words in (*paragraph.items(), *entry.items()):
        assert "the pond papers" in words.casefold(), style
        assert "annotated reader" not in words.casefold(), style


# The policy


KINDS = (
    "",
    f"texts/{TEXT}/",
    f"texts/{TEXT}/p4/",
    f"texts/{TEXT}/notes/",
    f"texts/{TEXT}/map/",
    "glossary/",
    "glossary/xi-jinping/",
    "sources/",
    "data/",
    "your-notes/",
    "check-a-quotation/",
    "concordance/",
    "editing/",
)
WATCH = """window.blocked = [];
addEventListener("securitypolicyviolation", event => blocked.push(event.violatedDirective));"""


def _places(kind: str, address: str, folder: Path) -> list[str]:
    if kind == "http":
        return [address + place for place in KINDS]
    files = (place.removesuffix("/") + ".html" if place else "index.html" for place in KINDS)
    found = (
        folder / file if (folder / file).exists() else folder / file.replace(".html", "/index.html")
        for file in files
    )
    return [path.as_uri() for path in found]


@pytest.mark.parametrize("kind", ["http", "folder"])
def test_the_policy_blocks_nothing_of_ours(
    page: Page, kind: str, address: str, folder_site: Path
) -> None:
    page.add_init_script(WATCH)
    for place in _places(kind, address, folder_site):
        page.goto(place)
        expect(page.locator("html.js")).to_have_count(1)
        assert page.evaluate("blocked") == [], place
    page.goto(_places(kind, address, folder_site)[0])
    page.keyboard.press("/")
    page.locator(".md-search__input").fill("新质生产力")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.evaluate("blocked") == []


INJECTED = """kind => new Promise(done => {
  const put = document.createElement("div");
  put.innerHTML = kind === "handler" ? "<img src='data:,' onerror='window.hit = 1'>" : "";
  const script = document.createElement("script");
  if (kind === "inline") script.textContent = "window.hit = 1";
  if (kind === "remote") script.src = "https://elsewhere.example/x.js";
  document.body.append(put, script);
  setTimeout(() => done([window.hit ?? 0, blocked.length]), 300);
})"""


@pytest.mark.parametrize(
    ("kind", "what"),
    [(kind, what) for kind in ("http", "folder") for what in ("handler", "inline", "remote")],
)
def test_the_policy_blocks_what_is_put_into_a_page(
    page: Page, kind: str, what: str, address: str, folder_site: Path
) -> None:
    page.add_init_script(WATCH)
    failed: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: failed.update({request.url: request.failure}))
    page.goto(_places(kind, address, folder_site)[2])
    hit, blocked = page.evaluate(INJECTED, what)
    assert (hit, blocked) == (0, 1)
    assert failed.get("https://elsewhere.example/x.js") == ("csp" if what == "remote" else None)


def test_the_policy_names_every_inline_script_of_material_and_no_other(
    site: Path, folder_site: Path
) -> None:
    for path in sorted((*site.rglob("*.html"), *folder_site.rglob("*.html"))):
        page = parsed(path)
        (rule,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "'unsafe-inline'" not in rule.partition("script-src")[2].partition(";")[0]
        assert page.xpath("not(//meta[@http-equiv='Content-Security-Policy']/preceding::title)")
        inline = page.xpath("//script[not(@type)][not(@src)]/text()")
        named = set(re.findall(r"'sha256-[^']+'", rule))
        assert {policy.hashes(f"<script>{script}</script>") for script in inline} == named, path


def test_a_page_asks_for_nothing_that_is_not_there(page: Page, address: str) -> None:
    """Material 9.8.2 asks for a sitemap beside each ``link[rel=alternate]``, which is none."""
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    for place in KINDS:
        page.goto(address + place, wait_until="networkidle")
    assert missing == []


# What the build could not know, the browser fills in


def test_a_browser_fills_in_the_address_and_the_day(page: Page, folder_site: Path) -> None:
    with served(folder_site) as root:
        here = f"{root}texts/{TEXT}/p4.html"
        page.goto(f"{here}?from=elsewhere#p4s2")
        fold = page.locator(".cite-fold")
        expect(fold.locator("[data-address], [data-accessed]")).to_have_count(0)
        today = page.evaluate("new Date().toISOString().slice(0, 10)")
        forms = {style: fold.locator(f"[data-style={style}]") for style in (*STYLES, *FORMATS)}
        for form in forms.values():
            assert form.text_content().count(here) == 1  # type: ignore[union-attr]
        assert f"[{today}]" in (forms["gbt7714"].text_content() or "")
        entry = parse_string(forms["bibtex"].text_content() or "").entries[0]
        assert (entry["url"], entry["urldate"]) == (here, today)
        (ris,) = rispy.loads(forms["ris"].text_content() or "")
        assert (ris["urls"], ris["access_date"]) == ([here], f"{today.replace('-', '/')}/")
        (csl,) = json.loads(forms["csl-json"].text_content() or "")
        assert csl["URL"] == here
        assert csl["accessed"] == {"date-parts": [[int(part) for part in today.split("-")]]}


def test_a_folder_keeps_its_own_address_to_itself(page: Page, folder_site: Path) -> None:
    page.goto((folder_site / "texts" / TEXT / "p4.html").as_uri())
    fold = page.locator(".cite-fold")
    expect(fold.locator("[data-address]")).to_have_count(0)
    assert "file:" not in (fold.text_content() or "")
    assert f"texts/{TEXT}/p4" in (fold.locator("[data-style=apa]").text_content() or "")


# Without a script


def test_the_fold_opens_without_scripts_and_fits_a_narrow_screen(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/p4/")
    expect(page.locator("[data-style=apa]")).to_be_hidden()
    page.get_by_text("Cite ¶").click()
    for style in (*STYLES, *FORMATS):
        box = page.locator(f"[data-style={style}]").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    context.close()
