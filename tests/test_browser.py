"""The reader's way through the built site, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TEXT, answered
from playwright.sync_api import Browser, Page, expect

PARAGRAPH = f"texts/{TEXT}/p4/"


def search(page: Page, query: str) -> list[str]:
    """Type a query into the search box of the page and return the addresses of the results."""
    page.locator("[data-md-component=search-query]").fill(query)
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"^\d+ result"))
    links = page.locator(".md-search-result__item > a").all()
    return [re.split("[?#]", link.get_attribute("href") or "")[0] for link in links]


def test_a_newcomer_gets_from_home_to_a_term_and_back_to_the_word(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Read the text").click()
    term = page.locator("#p5-new-quality-productive-forces-1")
    expect(term).to_have_text("new productive forces")
    term.click()
    expect(page.locator("h1")).to_have_text("new quality productive forces")
    expect(page.locator("ruby")).to_contain_text("新(xīn)质(zhì)生(shēng)产(chǎn)力(lì)")
    page.locator(".concordance .hit").nth(5).click()
    expect(page.locator(":target")).to_have_class(re.compile("term"))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(f"^{address}texts/{TEXT}/#p[45]"))
    expect(page.locator("#p5-new-quality-productive-forces-1")).to_be_in_viewport()


HASTY = """
const box = () => document.querySelector("[data-md-component=search-query]");
const type = () => {
  box().focus();
  box().value = "green finance";
};
"""
# The box is focused and filled as soon as it stands in the page, before a script is there to hear
# of it; or when all have run, and Material is about to close the search for a place on the page.
BEFORE_THE_SCRIPTS = """
const watch = new MutationObserver(() => {
  if (!box()) return;
  watch.disconnect();
  type();
});
watch.observe(document, { childList: true, subtree: true });
"""
AFTER_THE_SCRIPTS = """
addEventListener("DOMContentLoaded", () => {
  type();
  box().dispatchEvent(new InputEvent("input"));
});
"""


@pytest.mark.parametrize("when", [BEFORE_THE_SCRIPTS, AFTER_THE_SCRIPTS], ids=["before", "after"])
def test_whoever_types_while_a_page_begins_is_answered(page: Page, address: str, when: str) -> None:
    page.add_init_script(f"(() => {{ {HASTY} {when} }})()")
    page.goto(f"{address}{PARAGRAPH}#p4s1")
    page.wait_for_timeout(300)  # Material closes after 125
    expect(page.locator(".md-search-result__item").first).to_contain_text("green finance")
    expect(page.locator(".search-groups button").first).to_be_visible()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_paragraphs_are_turned_like_pages(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    expect(page.locator("h1")).to_have_text("¶ 4 of 9")
    page.get_by_role("link", name="¶ 5 →").click()
    expect(page.locator("h1")).to_have_text("¶ 5 of 9")
    page.get_by_role("link", name="← ¶ 4").click()
    page.get_by_role("link", name="Politburo study session").nth(1).click()
    expect(page).to_have_url(f"{address}texts/{TEXT}/#p4")


@pytest.mark.parametrize("anchor", ["p4", "p9s3", "p7-green-finance-1"])
def test_a_link_to_a_place_lands_below_the_header(page: Page, address: str, anchor: str) -> None:
    page.goto(f"{address}texts/{TEXT}/#{anchor}")
    target = page.locator(f"#{anchor}")
    expect(target).to_be_in_viewport()
    box, header = target.bounding_box(), page.locator(".md-header").bounding_box()
    assert box is not None
    assert header is not None
    assert box["y"] >= header["y"] + header["height"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("total factor productivity", "glossary/total-factor-productivity/"),
        ("TFP", "glossary/total-factor-productivity/"),
        ("新质生产力", "glossary/new-quality-productive-forces/"),
        ("新質生產力", "glossary/new-quality-productive-forces/"),
        ("NQPF", "glossary/new-quality-productive-forces/"),
        ("new quality productive forces", "glossary/new-quality-productive-forces/"),
        ("xinzhi shengchanli", "glossary/new-quality-productive-forces/"),
        ("xīnzhì shēngchǎnlì", "glossary/new-quality-productive-forces/"),
        ("质生产", "glossary/new-quality-productive-forces/"),
        ("何立峰", "glossary/he-lifeng/"),
        ("He Lifeng", "glossary/he-lifeng/"),
    ],
)
def test_searching_finds_the_entry_first(page: Page, address: str, query: str, first: str) -> None:
    page.goto(address + PARAGRAPH)
    results = search(page, query)
    assert results[0].endswith(first), results


@pytest.mark.parametrize("query", ["新质生产力", "new quality productive forces", "NQPF"])
def test_searching_finds_the_paragraphs_under_any_wording(
    page: Page, address: str, query: str
) -> None:
    page.goto(address)
    results = search(page, query)
    for number in (1, 4, 5, 6, 7, 8, 9):
        assert results.count(f"{address}texts/{TEXT}/p{number}/") == 1


def test_a_search_result_lands_on_its_paragraph_with_the_hits_marked(
    page: Page, address: str
) -> None:
    page.goto(address)
    search(page, "tolerates failure")
    answered(page)
    page.locator(f".md-search-result__item > a[href*='{TEXT}/p9']").first.click()
    expect(page.get_by_role("main").locator("h1")).to_have_text("¶ 9 of 9")
    expect(page.locator(":target")).to_have_id("p9s3")
    expect(page.locator(".hit-bar")).to_contain_text("hits")
    page.keyboard.press("n")
    expect(page.locator(".hit-bar")).to_contain_text("1 of")
    assert page.evaluate("CSS.highlights.get('found').size") >= 2
    page.go_back()
    expect(page.locator("[data-md-component=search-query]")).to_have_value("tolerates failure")
    expect(page.locator(f".md-search-result__item > a[href*='{TEXT}/p9']").first).to_be_visible()


def test_a_word_that_no_page_holds_is_not_found(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-md-component=search-query]").fill("semiconductor")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found")
    expect(page.locator(".md-search-result__item")).to_have_count(0)


def test_copied_words_are_the_words_of_the_text(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/")
    selection = page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStartBefore(document.querySelector("#p4"));
            range.setEndAfter(document.querySelector("#p5"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert "¶" not in selection
    assert "Copy" not in selection
    context.close()


def test_the_glossary_is_filtered_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}glossary/")
    field = page.get_by_label("Filter the entries")
    shown = page.locator(".glossary li:visible")
    for query in ("新质", "xinzhi", "xīnzhì shēng", "NQPF", "new-quality"):
        field.fill(query)
        expect(shown.first).to_contain_text("new quality productive forces")
    field.fill("nothing like this")
    expect(shown).to_have_count(0)
    expect(page.locator(".filter-status")).to_contain_text("0 of")


def test_without_javascript_all_but_the_conveniences_is_there(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/")
    page.locator("#p4-high-quality-development-1").click()
    expect(page.locator("h1")).to_have_text("high-quality development")
    page.get_by_role("link", name="Glossary").first.click()
    expect(page.locator(".glossary li").first).to_be_visible()
    expect(page.locator(".md-search")).to_be_hidden()
    context.close()


def test_the_folder_opens_by_double_click_and_its_search_works(
    browser: Browser, folder_site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((folder_site / "index.html").as_uri())
    page.get_by_role("link", name="Read the text").click()
    page.locator("#p4-high-quality-development-1").click()
    expect(page.locator("h1")).to_have_text("high-quality development")
    results = search(page, "新质生产力")
    assert results[0].endswith("glossary/new-quality-productive-forces.html")
    answered(page)
    page.locator(f".md-search-result__item > a[href*='{TEXT}/p6']").first.click()
    expect(page.get_by_role("main").locator("h1")).to_have_text("¶ 6 of 9")
    assert not [url for url in requests if not url.startswith(("file:", "data:", "blob:"))]
    context.close()


def test_no_request_leaves_the_site_and_nothing_is_set(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for path in ("404.html", "", f"texts/{TEXT}/", "glossary/", "sources/", "editing/", PARAGRAPH):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    search(page, "TFP")
    host = address.removesuffix("reader/")
    assert [url for url in requests if not url.startswith((host, "data:", "blob:"))] == []
    assert context.cookies() == []
    context.close()


def test_a_wrong_address_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}404.html")
    expect(page).to_have_title("Not found - Annotated reader")
    page.locator("article").get_by_role("link", name="Glossary").click()
    expect(page).to_have_url(f"{address}glossary/")


@pytest.mark.parametrize("width", [1440, 820, 390, 320])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    entry = "glossary/new-quality-productive-forces/"
    about = f"texts/{TEXT}/about/"
    notes = f"texts/{TEXT}/notes/"
    for path in ("", f"texts/{TEXT}/", PARAGRAPH, "glossary/", entry, about, notes, "sources/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_notes_are_filtered_by_kind_and_by_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/notes/")
    shown = page.locator("dl.notes > .note:visible")
    expect(shown).to_have_count(70)
    page.get_by_label("All paragraphs").select_option("p3")
    page.get_by_label("All kinds").select_option("misleads")
    expect(shown).to_have_count(1)  # note 23
    page.get_by_label("All kinds").select_option("changes the sense")
    expect(shown).to_have_count(1)
    expect(shown.first).to_contain_text("changes the sense")
    expect(page.locator(".filter-status")).to_have_text("1 of 70 notes")
