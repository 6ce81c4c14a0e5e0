"""What readers stumbled over once, in a real browser: each test fails when it comes back."""

from __future__ import annotations

import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from conftest import TEXT, answered, choose, named, parsed_page
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from reader.build import Build

WHOLE = f"texts/{TEXT}/"
ENTRY = "glossary/new-quality-productive-forces/"
CARD = ".card-of-term"
LATER = 1200  # milliseconds: more than it takes until a card is shown
QUERY = "[data-md-component=search-query]"
SEEN = "place => place.checkVisibility({ opacityProperty: true, visibilityProperty: true })"


def box(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


def rest_of_scrolling(page: Page) -> None:
    """Wait until the page has stood still for some frames."""
    page.evaluate(
        """() => new Promise((done) => {
            let [last, same] = [NaN, 0];
            const look = () => {
                same = scrollY === last ? same + 1 : 0;
                last = scrollY;
                if (same > 5) done();
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )


# Keys


def test_arrow_keys_on_a_whole_text_stop_with_the_paragraph_below_the_header(
    page: Page, address: str
) -> None:
    page.goto(address + WHOLE)
    page.wait_for_load_state()
    for key, number in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        rest_of_scrolling(page)
        label = page.locator(f".unit:has(#p{number}) .label")
        expect(label).to_be_focused()
        header, words = box(page.locator(".md-header")), box(page.locator(f"#p{number}"))
        assert header["y"] + header["height"] <= words["y"] < 250


FOCUSED = """() => {
  const place = document.activeElement;
  const { width, height } = place.getBoundingClientRect();
  const seen = place.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return [place.outerHTML.slice(0, 120), seen && width > 0 && height > 0];
}"""


@pytest.mark.parametrize(
    ("query", "end"), [("", "article"), ("green", ".md-search__scrollwrap")], ids=["none", "one"]
)
def test_tab_leads_from_the_search_to_its_results_and_each_stop_has_a_body(
    page: Page, address: str, query: str, end: str
) -> None:
    page.goto(address + ENTRY)
    field = page.locator(QUERY)
    field.click()
    field.fill(query)
    if query:
        expect(page.locator(".md-search-result__item").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        html, has_body = page.evaluate(FOCUSED)
        assert has_body, html
        assert not query or page.locator("#__search").is_checked(), html
        if page.evaluate("end => document.activeElement.closest(end) !== null", end):
            return
    pytest.fail(f"{end} is not reached")


def test_before_an_answer_nothing_stands_there_that_goes_with_it(page: Page, address: str) -> None:
    page.route("**/worker.*.js", lambda _: None)
    page.goto(address + ENTRY)
    page.locator(QUERY).click()
    expect(page.locator(".search-tools")).to_be_visible()
    expect(page.locator(".search-keep")).to_be_hidden()


# Cards


def test_a_card_opens_after_scrolling_to_a_term_under_the_pointer(page: Page, address: str) -> None:
    choose(page, reading="check")
    page.goto(address + WHOLE)
    term = page.locator("#p8-high-standard-market-system-1")
    for first in ("", "#p1-politburo-1"):  # from no card, and from that of another term
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(2, 2)
        expect(page.locator(CARD)).to_have_count(0)
        if first:
            page.locator(first).hover()
            expect(page.locator(CARD)).to_be_visible()
        at = box(term)
        page.mouse.move(at["x"] + 20, 500)
        page.mouse.wheel(0, at["y"] + 5 - 500)
        expect(page.locator(CARD)).to_contain_text("high-standard market system")


UNDER = """() => {
  const buttons = [...document.querySelectorAll(".own-bar button")];
  const button = buttons.find((one) => one.checkVisibility());
  const { x, y, width, height } = button.getBoundingClientRect();
  const at = [x + width / 2, y + height / 2];
  const below = document.elementsFromPoint(...at).some((one) => one.closest(".term[href]"));
  return below ? at : null;
}"""
SELECT = """(id) => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById(id));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.getElementById(id).scrollIntoView({ block: "center", behavior: "instant" });
}"""


def test_after_highlight_no_card_covers_what_was_highlighted(page: Page, address: str) -> None:
    choose(page, reading="check")
    page.goto(address + WHOLE)
    bar = page.get_by_role("button", name="Highlight", exact=True)
    sentences = page.locator(".unit .sentence").evaluate_all("all => all.map(one => one.id)")
    for sentence in sentences:
        page.evaluate(SELECT, sentence)
        expect(bar).to_be_visible()
        rest_of_scrolling(page)
        at = page.evaluate(UNDER)
        if at:
            break
    assert at, "the bar lies on no term anywhere"
    page.mouse.move(*at, steps=3)
    page.mouse.down()
    page.mouse.up()
    expect(bar).to_be_hidden()
    page.wait_for_timeout(LATER)
    expect(page.locator(CARD)).to_have_count(0)
    page.mouse.move(2, 2)
    page.mouse.move(at[0] + 1, at[1])  # whoever comes back may have it
    expect(page.locator(CARD)).to_be_visible()


# Copying


def test_copied_is_seen_by_who_has_a_mouse(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + WHOLE)
    button = page.locator(".unit:has(#p2) .copy-link")
    page.locator("#p2").hover()
    button.click()
    page.get_by_role("button", name="Copy the link", exact=True).click()
    expect(button).to_have_text("Copied")
    page.mouse.move(2, 2)
    assert button.evaluate(SEEN)
    assert button.evaluate("button => getComputedStyle(button).opacity") == "1"


# The search


@pytest.mark.parametrize(
    "query", ["xin zhi sheng chan li", "self-reliance", "New Quality", '"tolerates failure"']
)
def test_the_bar_of_hits_has_the_query_as_it_was_typed(
    page: Page, address: str, query: str
) -> None:
    page.goto(address)
    page.locator(QUERY).fill(query)
    answered(page)
    page.locator(f".md-search-result__item > a[href*='{WHOLE}p']").first.click()
    expect(page.locator(".hit-bar q")).to_have_text(query)


def indexed(site: Path) -> list[dict[str, str]]:
    script = (site / named(site, "search/reader_index.js")).read_text(encoding="utf-8")
    data = json.loads(script[script.index("{") : script.rindex("}") + 1])
    docs: list[dict[str, str]] = data["docs"]
    return docs


def test_what_is_found_on_pages_is_what_they_show(site: Path) -> None:
    # Material finds HTML there: tags and entities would be shown as they are.
    found = [doc for doc in indexed(site) if doc["kind"] == "page" and "anchor" in doc]
    shown: dict[str, str] = {}
    assert len(found) > 50
    for doc in found:
        if doc["url"] not in shown:
            words = parsed_page(site, doc["url"]).xpath("//article")[0].text_content()
            shown[doc["url"]] = "".join(words.split())
        assert "".join(doc["title"].split()) in shown[doc["url"]], doc["title"]
        for line in doc["text"].split("\n"):
            assert "".join(line.split()) in shown[doc["url"]], (doc["url"], line)


@pytest.mark.parametrize("query", ["MkDocs", "address <code>", "seed"])
def test_results_of_pages_show_no_markup(page: Page, address: str, query: str) -> None:
    page.goto(address)
    page.locator(QUERY).fill(f"{query} in:pages")
    results = page.locator(".md-search-result__item article")
    expect(results.first).to_be_visible()
    for words in results.all_inner_texts():
        assert not re.search(r"</|<mark|&(?:lt|gt|amp|quot|#\d+);", words)


@pytest.mark.parametrize("query", ["innovation", "productive forces", "economy", "self-reliance"])
def test_excerpts_of_results_end_with_whole_words(
    page: Page, address: str, site: Path, query: str
) -> None:
    docs = [f"{doc.get('text', '')} \n {doc.get('more', '')}" for doc in indexed(site)]
    whole = " ".join(" \n ".join(docs).split())
    page.goto(address)
    page.locator(QUERY).fill(query)
    excerpts = page.locator(".md-search-result__item article > p")
    expect(excerpts.first).to_be_visible()
    told = [" ".join(words.split()) for words in excerpts.all_text_contents()]
    cut = [words for words in told if "…" in words]
    assert cut
    pieces = [piece.strip() for words in cut for piece in words.split("…") if len(piece) > 20]
    known = [piece for piece in pieces if piece in whole]
    assert len(known) > 3
    for piece in known:
        assert re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", whole), piece


def test_notes_beside_the_words_are_cut_between_words(site: Path, built: Build) -> None:
    page = parsed_page(site, WHOLE)
    quotes = {place.quote for note in built.edition.seeds.notes for place in note.places}
    shown = [" ".join(quote.text_content().split()) for quote in page.xpath("//li/q")]
    cut = [words.removesuffix(" …") for words in shown if words.endswith("…")]
    assert cut
    joined = " \n ".join(" ".join(quote.split()) for quote in quotes)
    for words in cut:
        for part in words.split(" / ")[-1:]:
            assert re.search(rf"{re.escape(part)}(?!\w)", joined), words


# Lists


def test_a_filtered_glossary_has_no_letters_that_lead_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}glossary/")
    letters = page.locator(".letters a")
    every = letters.count()
    assert every > 10
    page.get_by_label("Filter the entries").fill("xinzhi")
    expect(page.locator(".filter-status")).not_to_be_empty()
    left = [letter for letter in letters.all() if letter.is_visible()]
    assert 0 < len(left) < every
    for letter in left:
        heading = page.locator(str(letter.evaluate("a => a.hash")))
        expect(heading).to_be_visible()
        group = heading.locator("xpath=following-sibling::*[1]")
        expect(group.locator("li >> visible=true").first).to_be_visible()
    page.get_by_label("Filter the entries").fill("")
    expect(letters.locator("visible=true")).to_have_count(every)


def test_no_heading_stands_twice_on_the_page_of_an_entry(site: Path, built: Build) -> None:
    people = {term.id for term in built.edition.seeds.terms if term.offices}
    assert len(people) > 5
    for term in built.edition.seeds.terms:
        found = parsed_page(site, f"glossary/{term.id}").xpath("//article//h2|//article//h3")
        headings = [" ".join(heading.text_content().split()) for heading in found]
        assert len(headings) == len(set(headings)), term.id
        assert term.id not in people or "Offices held" in headings


def test_the_number_of_a_source_leads_to_an_item_that_is_marked_and_leads_back(
    page: Page, address: str
) -> None:
    page.goto(address + ENTRY)
    cited = page.locator(".cite a").first
    target = page.locator(str(cited.evaluate("a => a.hash")))
    color = "item => getComputedStyle(item).backgroundColor"
    before = target.evaluate(color)
    cited.click()
    expect(page.locator("li:target")).to_have_count(1)
    expect(target).to_be_in_viewport()
    assert target.evaluate(color) != before
    target.locator("a.back").click()
    expect(cited).to_be_in_viewport()
    assert cited.evaluate("a => a.closest(':target') !== null")


# A page, and paper


@pytest.mark.parametrize("way", ["study", "check"])
def test_what_stands_beside_the_words_leaves_the_paragraphs_together(
    page: Page, address: str, way: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    choose(page, reading=way)
    page.goto(address + WHOLE)
    tops = "all => all.map((one) => one.getBoundingClientRect().top)"
    words = page.locator(".unit .words")
    beside = words.evaluate_all(tops)
    expect(page.locator(".brief-notes li:visible").first).to_be_visible()
    page.add_style_tag(content=".margin { display: none !important }")
    assert words.evaluate_all(tops) == pytest.approx(beside, abs=1)


def test_a_place_that_a_link_leads_to_is_marked_for_a_while_only(page: Page, address: str) -> None:
    page.goto(f"{address}{WHOLE}#p4")
    target = page.locator("#p4")
    color = "words => getComputedStyle(words).backgroundColor"
    clear = page.locator("#p5").evaluate(color)
    assert target.evaluate("words => words.getAnimations().length") == 1
    assert target.evaluate(color) != clear
    target.evaluate("words => words.getAnimations().forEach((one) => one.finish())")
    assert target.evaluate(color) == clear
    expect(target).to_have_css("box-shadow", "none")


def test_a_printed_map_has_every_paragraph_on_the_sheet(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}{WHOLE}map/")
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        first = paper.pages[0]
        words = first.extract_words()
        heads = [
            (one, other)
            for one, other in pairwise(words)
            if one["text"] == "¶" and other["text"].isdigit()
        ]
        assert [other["text"] for _, other in heads] == [str(n) for n in range(1, 10)]
        assert all(0 <= one["x0"] < other["x1"] <= first.width for one, other in heads)
        last = max(heads, key=lambda pair: pair[1]["x1"])[1]
        counts = [word for word in words if word["text"].isdigit() and word["x0"] > last["x1"]]
        assert counts  # and behind them how often each stands in all
        assert all(word["x1"] <= first.width for word in counts)
    context.close()
