"""Shapes of text: headings inside it, lists, quotations, verse, tables; Chinese; originals."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import lxml.html
import pytest
from conftest import ROOT, copied, faults, rules_in, run_mkdocs
from hostile import seed_files, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import tei_all
from lxml import etree
from playwright.sync_api import Browser, Page, expect
from test_invariants import good, html_of, pages

from reader.build import Build, build, report
from reader.edition.index import Index
from reader.history import ids
from reader.language import split
from reader.language.words import bare
from reader.model import Form, SeedFile
from reader.seeds import from_disk, shapes
from reader.site.proof import verify

SEEDS = ROOT / "tests" / "data" / "shapes"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
TEXTS = ("letter", "meeting", "notice", "treaty", "typed", "wrapped")
SHOWN = ".reader-switches input[name=shown]"


@cache
def made() -> Build:
    built = build(from_disk.read(SEEDS))
    assert not built.failed, report(built.problems)
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture as a site, built by MkDocs: what is altered on the way stops the build."""
    root = copied(tmp_path_factory.mktemp("shapes"), "docs", "scripts")
    shutil.copytree(SEEDS / "seeds", root / "seeds")
    for path in (root / "docs").rglob("*.md"):
        path.write_text("---\ntitle: x\n---\n", encoding="utf-8")  # they link to the real text
    shutil.rmtree(root / "docs" / "own")
    run_mkdocs("build", "--site-dir", str(root / "site"), root=root, OFFLINE="true")
    return root / "site"


def whole(site: Path, text: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(site / "texts" / text / "index.html").getroot()


def one(root: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement:
    (found,) = root.xpath("//*[@id=$name]", name=name)
    return found


def test_each_shape_has_its_element_and_exactly_the_words_of_the_source(site: Path) -> None:
    root = whole(site, "meeting")
    tags = {name: one(root, name).tag for name in ("h2", "h3", "h4", "h5", "p2", "p3", "p5")}
    assert tags == {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h2", "p2": "p", "p3": "p", "p5": "p"}
    assert one(root, "p3").get("role") == "list"
    assert [item.text_content() for item in one(root, "p3").xpath("*[@role='listitem']")] == [
        "- The mill is old. It needs reform.\n",
        "- The wheel turns.\n",
        "- *Nobody* knows why.",
    ]
    assert one(root, "p4").tag == "blockquote"
    assert one(root, "p6").get("tabindex") == "0"
    assert one(root, "p6").get("aria-label") == "Table, ¶\u00a06"
    for text in made().edition.seeds.texts:
        page = whole(site, text.id)
        for block in text.blocks:
            assert one(page, block.id).text_content() == block.words
            if not block.is_heading:
                own = lxml.html.parse(site / "texts" / text.id / f"{block.id}.html").getroot()
                assert one(own, block.id).text_content() == block.words


def test_a_heading_inside_the_text_takes_no_number_from_the_paragraphs() -> None:
    (text,) = (text for text in made().edition.seeds.texts if text.id == "meeting")
    assert [block.id for block in text.blocks] == (
        ["h1", "h2", "p1", "h3", "p2", "h4", "p3", "p4", "p5", "p6", "h5", "p7", "p8", "p9"]
    )


def test_an_item_of_a_wrapped_list_runs_over_its_line() -> None:
    (text,) = (text for text in made().edition.seeds.texts if text.id == "wrapped")
    items = ["".join(part.words for part in line) for line in split.lines(text.by_id["p2"])]
    assert items == [
        "1. The first item runs over\n   the end of its line. It goes on.\n",
        "2. The second does not.",
    ]
    assert not text.by_id["p1"].has_runs_of_space  # so its lines run on


def test_the_sentences_and_terms_of_a_chinese_text_are_found() -> None:
    built = made()
    index = Index(built.edition)
    text = index.texts["notice"]
    assert [part.words for part in text.by_id["p1"].sentences] == [
        "会议于中午开始。",
        "村长说：“发展新质生产力，要靠改革。”",
        "大家都同意了！",
        "还有问题吗？",
        "没有。",
    ]
    found = [mention.words for mention in index.mentions_in(text, text.by_id["p1"])]
    assert found == ["新质生产力", "改革"]
    line = index.line(index.mentions_in(text, text.by_id["p1"])[0])
    assert (line.left, line.right) == ("村长说：“发展", "，要靠改革。”")


def test_a_term_of_chinese_is_found_across_the_end_of_a_wrapped_line() -> None:
    index = Index(made().edition)
    text = index.texts["typed"]
    found = [(m.id, m.words) for block in text.blocks for m in index.mentions_in(text, block)]
    assert found == [
        ("p1-new-quality-productive-forces-1", "新质\n生产力"),
        ("p1-reform-1", "改\n革"),
        ("p2-reform-1", "改\n  革"),  # but no lines of verse are joined
    ]
    first = text.by_id["p1"].original
    assert first is not None
    assert [m.words for m in index.mentions_in(text, first)] == ["新质\n生产力", "改\n革"]
    assert {wording.words for wording in index.wordings(index.terms["reform"], text)} == {"改革"}
    line = index.line(index.mentions_in(text, text.by_id["p1"])[0])
    assert (line.left, line.words, line.right) == ("村长说：“发展", "新质生产力", "，要靠改革。”")
    assert report(made().problems) == ""


def test_the_lines_of_wrapped_chinese_run_on_without_a_space(site: Path, sizes: list[Page]) -> None:
    page = sizes[0]
    page.goto((site / "texts/typed/p1.html").as_uri())
    assert page.locator("#p1").inner_text() == (
        "村长说：“发展新质生产力，要靠改革。”大家都同意了！GDP也会增长。"
    )
    page.goto((site / "texts/typed/p2.html").as_uri())
    items = page.locator("#p2 [role=listitem]").all_inner_texts()
    assert items == ["一、修水车，要靠改革。", "二、修磨坊。"]


@pytest.mark.parametrize("name", TEXTS)
def test_the_tei_is_valid_holds_the_source_and_says_the_shapes(name: str) -> None:
    files = {output.path: output for output in made().outputs}
    root = etree.fromstring(files[f"data/texts/{name}.tei.xml"].content.encode())
    assert tei_all().validate(root), tei_all().error_log
    (text,) = (text for text in made().edition.seeds.texts if text.id == name)
    (words,) = root.xpath("t:text[not(@type)]", namespaces=TEI)
    assert "".join(words.itertext()).encode() == text.source
    for block in text.blocks:
        (element,) = root.xpath("//*[@xml:id=$id]", id=block.id)
        plain = "note" if made().index.footnotes[name].begins(block) else "p"
        wanted = {"list": "list", "quotation": "quote", "verse": "lg"}.get(block.shape, plain)
        assert etree.QName(element).localname == ("head" if block.is_heading else wanted)
        assert "".join(element.itertext()) == block.words


def test_the_json_says_the_shapes_and_the_order() -> None:
    (data,) = (o.content for o in made().outputs if o.path == "data/edition.json")
    for text in json.loads(data)["texts"]:
        blocks = {block["id"]: block for block in (*text["headings"], *text["paragraphs"])}
        ordered = [blocks[name] for name in text["order"]]
        words = "".join(
            block["before"] + "".join(part["words"] for part in block["sentences"])
            for block in ordered
        )
        source = (SEEDS / "seeds/texts" / text["id"] / "text.txt").read_bytes()
        assert (words + text["after"]).encode() == source
    assert blocks["p2"]["shape"] == "list"
    letter = next(text for text in json.loads(data)["texts"] if text["id"] == "letter")
    originals = [block["original"] for block in letter["paragraphs"]]
    assert originals == ["新质生产力从磨坊开始。然后是改革。", "磨坊在转，<b>改革</b>也在转。"]


def test_the_original_opens_in_place_and_a_switch_shows_either_or_both(
    site: Path, sizes: list[Page]
) -> None:
    page = sizes[0]
    address = (site / "texts/letter/index.html").as_uri()
    page.goto(address)
    words, original = page.locator("#p1"), page.locator("#p1o")
    assert original.get_attribute("lang") == "zh-Hans"
    assert (words.is_visible(), original.is_visible()) == (True, False)
    page.locator("#p1 ~ .in-original summary").click()
    assert original.is_visible()
    page.locator(".reader-switches summary").click()
    for value, seen in (
        ("both", (True, True)),
        ("original", (False, True)),
        ("translation", (True, False)),
    ):
        page.locator(f"{SHOWN}[value={value}]").check()
        assert (words.is_visible(), original.is_visible()) == seen
        assert (page.locator("#h2").is_visible(), page.locator("#h2o").is_visible()) == seen
        assert page.locator("#p1 ~ .in-original summary").is_visible() == (value == "translation")
    page.locator(f"{SHOWN}[value=original]").check()
    page.goto(address + "?again#p1s1")
    assert original.is_visible()  # the choice is remembered
    assert words.is_visible()  # what a link leads to is shown
    assert faults(page) == []
    page.locator(".reader-switches summary").click()
    page.locator(f"{SHOWN}[value=translation]").check()


def test_an_entry_says_in_which_language_its_wordings_and_places_are(site: Path) -> None:
    page = lxml.html.parse(site / "glossary" / "reform.html")
    spoken = "//*[ancestor-or-self::*[@lang='zh-Hans']]"
    (wording,) = page.xpath(f"//div[@class='ledger']{spoken}[text()='改革']")
    assert wording.tag == "span"
    lines = page.xpath("//ol[contains(@class, 'concordance')]/li")
    chinese = [line for line in lines if "改革" in line.text_content()]
    assert len(chinese) == 4
    for line in lines:
        tags = {part.get("lang") for part in line.xpath("span | a[contains(@class, 'hit')]")}
        assert tags == ({"zh-Hans"} if line in chinese else {None})


def test_a_term_lights_its_counterpart_with_more_than_color(site: Path, sizes: list[Page]) -> None:
    page = sizes[0]
    page.goto((site / "texts/letter/p1.html").as_uri())
    page.locator(".in-original summary").click()
    page.locator("#p1-reform-1").focus()
    assert page.locator(".lit").evaluate_all("all => all.map(one => one.id)") == [
        "p1-reform-1",
        "p1o-reform-1",
    ]
    style = page.locator("#p1o-reform-1").evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert style == "solid"
    page.locator("#p1o-new-quality-productive-forces-1").hover()
    assert page.locator(".lit").count() == 2
    assert page.locator("#p1-reform-1.lit").count() == 0


def test_without_scripts_the_original_opens(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "texts/letter/p1.html").as_uri())
    page.locator(".in-original summary").click()
    assert page.locator("#p1o").is_visible()
    context.close()


@pytest.mark.parametrize(
    ("query", "at", "marked"),
    [
        ("磨坊开始", "p1os1", ["磨坊开始"]),
        ("磨坊開始", "p1os1", ["磨坊开始"]),
        ("然后是改革", "p1os2", ["然后是改革"]),  # it ends in a term
        ("“也在转”", "p2os1", ["也在转"]),
        ("关于磨坊", "h2os1", ["关于磨坊"]),
        ("力要靠改", "p1os1", ["力要靠改"]),  # over two ends of lines
    ],
)
def test_a_paragraph_is_found_by_the_words_of_its_original(
    site: Path, page: Page, query: str, at: str, marked: list[str]
) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator("[data-md-component=search-query]").fill(query)
    found = page.locator(".md-search-result__item a:has([data-found=paragraph])")
    expect(found).to_have_count(1)
    snippet = found.locator("p [lang=zh-Hans]")
    expect(snippet.locator("mark")).to_have_text(marked)
    found.click()
    page.locator(".hit-bar").wait_for()
    place = page.locator(f"#{at}")
    assert page.url.endswith(f"#{at}")
    expect(place).to_be_in_viewport()
    ranges = page.evaluate("[...CSS.highlights.get('found')].map(String)")
    assert ["".join(words.split()) for words in ranges] == marked
    assert page.locator(".in-original[open]").count() == 1


def test_the_next_hit_opens_the_original_in_which_it_stands(site: Path, page: Page) -> None:
    page.goto((site / "texts/letter/p1.html").as_uri() + "?find=begin+%E5%BC%80%E5%A7%8B")
    expect(page.locator(".hit-bar")).to_contain_text("2 hits")
    original = page.locator("#p1o")
    page.keyboard.press("n")
    assert not original.is_visible()
    page.keyboard.press("n")
    expect(original).to_be_in_viewport()


@given(
    st.text(st.sampled_from("a1.-* |\n\r\t。改“\u3000B"), max_size=60),
    st.dictionaries(st.integers(0, 8), st.sampled_from(split.SHAPES)),
    st.sampled_from(["en", "zh"]),
    st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_whatever_the_shapes_the_blocks_give_the_source(
    source: str,
    shapes: dict[int, str],
    language: str,
    wrapped: bool,
) -> None:
    blocks, after = split.text(source, 1, language, shapes, wrapped=wrapped)
    assert "".join(block.before + block.words for block in blocks) + after == source
    for block in blocks:
        lines = split.lines(block)
        assert tuple(part for line in lines for part in line) == block.sentences
        assert all(lines)
        read = split.read(block)
        assert [len(part.words) for part in read] == [len(part.words) for part in block.sentences]
        seen = "".join(bare("".join(part.words for part in read)).split())
        hyphens = str.maketrans("", "", "-\u2010") if wrapped else {}  # of words that were cut
        assert seen.translate(hyphens) == "".join(block.words.split()).translate(hyphens)


def quoted(words: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in words) + '"'


@given(texts, st.data())
@settings(max_examples=12, deadline=None)
def test_whatever_the_shapes_every_page_shows_the_words_of_its_seed(
    paragraphs: list[str], data: st.DataObject
) -> None:
    keys = sorted({ids.key(words) for words in paragraphs if len(words) < 90})  # YAML's limit
    shapes = {key: data.draw(st.sampled_from(split.SHAPES)) for key in keys}
    lines = [f"  {quoted(key)}: {shape}\n" for key, shape in shapes.items()]
    by_line = [] if any(re.search(r"[\r\n]", words) for words in paragraphs) else ["paragraphs"]
    way = data.draw(st.sampled_from(["kept", "wrapped", *by_line]))
    added = f"lines: {way}\nshapes:\n{''.join(lines)}".encode()
    files = [
        replace(file, content=file.content + added) if file.path.endswith("meta.yml") else file
        for file in seed_files(paragraphs)
    ]
    built = good(files)
    (text,) = built.edition.seeds.texts
    assert {ids.key(block.words) for block in text.blocks if block.shape} == set(keys)
    for output in pages(built):
        verify(output.path, html_of(output), output.shows)


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def sizes(browser: Browser) -> Iterator[list[Page]]:
    pages = []
    for width in (1440, 320):
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            pages.append(context.new_page())
    yield pages
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("name", TEXTS)
def test_axe_finds_nothing_and_nothing_overflows(name: str, site: Path, sizes: list[Page]) -> None:
    for page, scheme in zip(sizes, SCHEMES * 2, strict=True):
        page.goto((site / "texts" / name / "index.html").as_uri())
        page.locator(".own-bar").wait_for(state="attached")  # the scripts are done
        assert faults(page, *rules_in(scheme)) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_line_of_chinese_has_about_forty_characters(site: Path, sizes: list[Page]) -> None:
    page = sizes[0]
    page.goto((site / "texts/notice/p2.html").as_uri())
    words = page.locator("#p2")
    assert words.get_attribute("lang") == "zh-Hans"
    width = words.evaluate("e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize)")
    assert 38 <= width <= 42


def test_a_footnote_is_linked_to_its_mark_and_back_and_the_words_stay(
    site: Path, page: Page
) -> None:
    page.goto((site / "texts" / "treaty" / "index.html").as_uri())
    mark = page.locator("#p2r1")
    expect(mark).to_have_attribute("role", "doc-noteref")
    mark.hover()
    card = page.locator(".card-of-term")
    expect(card).to_contain_text("That is, of a rule in it, not of the whole.")
    expect(card).to_have_attribute("aria-label", "Footnote [1]")
    page.keyboard.press("Escape")
    mark.click()
    assert page.evaluate("location.hash") == "#p4f1"
    expect(page.locator("#p4f1")).to_be_in_viewport()
    page.locator("#p4f1").click()
    assert page.evaluate("location.hash") == "#p2r1"


def test_the_page_of_a_paragraph_lists_its_footnotes(site: Path, page: Page) -> None:
    page.goto((site / "texts" / "treaty" / "p1.html").as_uri())
    listed = page.locator(".footnotes")
    assert listed.locator("dt").all_inner_texts() == ["[1]", "[2]"]
    expect(listed.locator("dd").first).to_have_text("See the letter from the mill.")
    page.locator("#p1r2").hover()
    expect(page.locator(".card-of-term")).to_contain_text("A pond is clean")
    page.keyboard.press("Escape")
    listed.locator("dt a").nth(1).click()
    expect(page).to_have_url((site / "texts" / "treaty" / "p3.html").as_uri() + "#p3f2")


# Patterns, and texts in which each line is a block


RUNS = ("Law", "Art. 1", "Free.", "Art. 2 of *", "Art. * is free", "* * *")


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ({"Art. *": "heading"}, {4: "heading"}),  # a block begins with just these signs
        ({"Art.*": "heading"}, {1: "heading", 3: "heading", 4: "heading"}),
        ({"Art.*": "heading", "Art. 1": "paragraph"}, {3: "heading", 4: "heading"}),
        ({"*r*2*": "verse"}, {3: "verse"}),
        ({"* * *": "quotation"}, {5: "quotation"}),
        ({"*": "list"}, {5: "list"}),
        ({"L*": "list"}, {}),  # it is one of the first headings
    ],
)
def test_a_pattern_names_the_blocks_that_fit_from_end_to_end(
    pairs: dict[str, str], found: dict[int, str]
) -> None:
    listed = [(Form(words, line), shape) for line, (words, shape) in enumerate(pairs.items(), 1)]
    made, problems = shapes.shapes(listed, 1, "meta.yml", RUNS)
    assert made == found
    assert bool(problems) == (not found)


def test_no_pattern_takes_long() -> None:
    start = time.monotonic()
    assert list(shapes.fits("a*" * 40 + "b", ["a" * 100_000])) == []
    assert time.monotonic() - start < 1


@given(st.text(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_blocks_joined_give_the_text_also_where_each_line_is_one(words: str, by_line: bool) -> None:
    found, after = split.blocks(words, by_line=by_line)
    assert "".join(before + run for before, run in found) + after == words
    assert not by_line or not any("\n" in run for _, run in found)


def test_an_original_stands_line_by_line_beside_a_text_of_lines() -> None:
    files = {file.path: file for file in from_disk.read(SEEDS)}
    meta = files["seeds/texts/notice/meta.yml"].content.decode()
    folder = "seeds/texts/lines"
    said = meta.split("shapes:")[0].replace("headings: 1", "headings: 0")
    numbers = re.sub(r"(?m)^(headings|paragraphs|lines): .*\n", "", said)
    text = f"{numbers}headings: 1\nparagraphs: 2\nlines: paragraphs\noriginal_language: en\n"
    made = build(
        (
            *files.values(),
            SeedFile(f"{folder}/meta.yml", text.encode()),
            SeedFile(f"{folder}/text.txt", "题\n一。二。\n三。".encode()),
            SeedFile(f"{folder}/original.txt", b"Title\nOne. Two.\n\nThree."),
        )
    )
    assert report(p for p in made.problems if folder in p.path) == ""
    (lines,) = (text for text in made.edition.seeds.texts if text.id == "lines")
    pairs = [(b.id, b.words, b.original.words) for b in lines.blocks if b.original]
    assert pairs == [
        ("h1", "题", "Title"),
        ("p1", "一。二。", "One. Two."),
        ("p2", "三。", "Three."),
    ]
