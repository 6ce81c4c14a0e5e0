"""Operators, choices, help and the kept list, in the box of a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TEXT, answered, faults, parsed_page, resting, rules_in
from playwright.sync_api import Browser, Locator, Page, expect

from reader.edition.index import Index
from reader.site import operators

BOX = "[data-md-component=search-query]"
WHOLE = f"texts/{TEXT}/"


@pytest.fixture(params=["served", "opened"])
def home(request: pytest.FixtureRequest, address: str, folder_site: Path) -> str:
    """The home page of the site on a server, and in a folder."""
    return address if request.param == "served" else f"{folder_site.as_uri()}/index.html"


def choice(page: Page, group: str, label: str) -> Locator:
    """Return the button of a choice, whatever its count."""
    name = re.compile(rf"^{label}( \d+)?$")
    return page.get_by_role("group", name=group, exact=True).get_by_role("button", name=name)


def asked(page: Page, query: str) -> None:
    """Fill the box, and wait for what can be chosen."""
    page.locator(BOX).fill(query)
    answered(page)


def test_a_choice_writes_its_operator_and_takes_it_back(page: Page, home: str) -> None:
    page.goto(home)
    asked(page, "finance")
    people = choice(page, "Kind", "People")
    expect(people).to_have_text("People 1")
    people.press("Enter")
    expect(page.locator(BOX)).to_have_value("finance kind:person")
    expect(people).to_have_attribute("aria-pressed", "true")
    expect(people).to_be_focused()
    expect(page.locator(".md-search-result__meta")).to_have_text("1 result")
    assert page.url.endswith("#q=finance+kind%3Aperson")
    people.press(" ")
    expect(page.locator(BOX)).to_have_value("finance")


def test_a_link_to_a_search_holds_its_choices(page: Page, home: str) -> None:
    page.goto(f"{home}#q=kind%EF%BC%9Aperson+jinping")
    expect(page.locator("[data-found=entry]")).to_have_count(1)
    expect(choice(page, "Kind", "People")).to_have_attribute("aria-pressed", "true")


def test_an_operator_that_names_nothing_is_told_with_what_there_is(page: Page, home: str) -> None:
    page.goto(home)
    page.locator(BOX).fill("kind:planet talent")
    line = page.locator(".search-lines p").first
    expect(line).to_contain_text("No kind is called “planet”. Kinds: Concepts People")
    line.get_by_role("button", name="Concepts").click()
    expect(page.locator(BOX)).to_have_value("talent kind:concept")
    expect(page.locator(".search-lines p")).to_have_count(0)


def test_the_order_of_the_text_is_kept_for_the_next_search(page: Page, home: str) -> None:
    page.goto(home)
    asked(page, "green")
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("green finance")
    choice(page, "Order", "In the order of the text").click()
    expect(first).to_contain_text("¶ 3")
    expect(page.locator(BOX)).to_have_value("green order:text")
    page.goto("about:blank")
    page.goto(home)
    asked(page, "green")
    expect(first).to_contain_text("¶ 3")
    expect(choice(page, "Order", "In the order of the text")).to_have_attribute(
        "aria-pressed", "true"
    )
    choice(page, "Order", "By relevance").click()
    expect(first).to_contain_text("green finance")
    expect(page.locator(BOX)).to_have_value("green")


def test_help_lists_what_the_page_on_searching_lists(
    page: Page, home: str, index: Index, site: Path
) -> None:
    page.goto(home)
    page.locator(BOX).focus()
    summary = page.locator(".search-help summary")
    summary.press("Enter")
    shown = page.locator(".search-help dt button")
    wanted = [example for examples, _ in operators.rows(index) for example in examples]
    expect(shown).to_have_text(wanted)
    cells = parsed_page(site, "searching").xpath("//article//td[1]/code")
    assert [cell.text_content() for cell in cells] == wanted
    page.get_by_role("button", name="kind:person").press("Escape")
    expect(page.locator(".search-help")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    summary.press("Enter")
    page.get_by_role("button", name="kind:person").click()
    expect(page.locator("[data-found=entry]")).to_have_count(7)


def kept(page: Page, home: str, query: str) -> Locator:
    """Search, keep the list open, and return the list."""
    page.goto(home)
    asked(page, query)
    page.get_by_role("button", name="Keep the list open").click()
    expect(page.locator("#__search")).not_to_be_checked()
    return page.get_by_role("complementary", name="Search results")


def test_a_list_stays_while_one_goes_from_result_to_result(page: Page, home: str) -> None:
    results = kept(page, home, "disruptive")
    links = results.get_by_role("link")
    count = links.count()
    paragraph = links.filter(has_text="¶ 5 · ").first
    paragraph.click()
    bar = page.get_by_role("group", name="Search hits")
    bar.wait_for()
    current = results.locator("[aria-current]")
    expect(current).to_contain_text("¶ 5 · ")
    assert "/p5" in page.url
    asked_for = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name.split('#')[0])"
    )
    assert not [name for name in asked_for if "reader_index" in name]
    hits = page.evaluate("CSS.highlights.get('found').size")
    for _ in range(hits):
        page.keyboard.press("n")
    assert "/p5" in page.url
    page.keyboard.press("n")  # beyond the last
    expect(current).not_to_contain_text("¶ 5 · ")
    page.wait_for_url(re.compile("^(?!.*/p5)"))
    expect(links).to_have_count(count)
    back = results.get_by_role("button", name="Previous result")
    back.press("Enter")
    page.wait_for_url(re.compile("/p5"))
    expect(current).to_contain_text("¶ 5 · ")
    expect(back).to_be_focused()
    asked(page, "green finance")  # a search meanwhile changes nothing, until one follows it
    expect(links).to_have_count(count)
    page.locator(".md-search-result__link", has_text="¶ 7").first.click()
    expect(current).to_contain_text("¶ 7 · ")
    expect(results.get_by_role("button", name="green finance")).to_be_visible()
    current.press("Escape")
    expect(results).to_have_count(0)
    page.reload()
    expect(page.locator("html.with-list")).to_have_count(0)


def test_what_a_store_holds_of_a_list_runs_no_script_and_leads_nowhere_else(
    page: Page, address: str
) -> None:
    evil = {
        "location": "javascript:alert(1)",
        "title": "<img src=x onerror='self.harmed = 1'><b>Title</b>",
        "text": "<script>self.harmed = 1</script><mark onclick=x>words</mark>",
    }
    page.goto(address)
    list_of = {"query": "<i>q</i>", "items": [evil], "current": 0}
    page.evaluate("(kept) => sessionStorage.setItem('reader.list', kept)", json.dumps(list_of))
    page.reload()
    link = page.get_by_role("complementary", name="Search results").get_by_role("link")
    expect(link).to_have_attribute("href", address)
    assert link.locator("img, b, script, [onclick]").count() == 0
    assert page.evaluate("self.harmed") is None
    page.evaluate("sessionStorage.setItem('reader.list', '{')")
    page.reload()
    page.locator(BOX).focus()
    expect(page.locator("html.with-list")).to_have_count(0)


def test_nothing_of_it_is_loaded_before_somebody_asks(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    loaded = (
        "performance.getEntriesByType('resource').map((one) => one.name.split('#')[0]).join(' ')"
    )
    assert not re.search(r"panel|operators|engine|reader_index", page.evaluate(loaded))
    page.locator(BOX).fill("green")
    page.locator(".search-groups button").first.wait_for()
    assert re.search(r"search/panel.*", page.evaluate(loaded))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with resting(browser, 390, "dark") as page:
        yield page


def test_on_a_phone_results_stay_in_view(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator("label.md-header__button[for=__search]").click()
    asked(phone, "green")
    groups = phone.locator(".search-groups").bounding_box()
    first = phone.locator(".md-search-result__item").first.bounding_box()
    assert groups
    assert first
    assert groups["height"] < 48
    assert first["y"] < 260
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.get_by_role("button", name="Keep the list open")).to_be_hidden()
    assert faults(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_choices_help_and_a_kept_list(
    browser: Browser, address: str, scheme: str
) -> None:
    with resting(browser, 1440, scheme) as page:
        page.goto(address + WHOLE)
        asked(page, "productivity note:wrong kind:x")
        page.locator(".search-help summary").click()
        expect(page.locator(".search-help dt").first).to_be_visible()
        assert faults(page, *rules_in(scheme)) == []
        page.get_by_role("button", name="Keep the list open").click()
        expect(page.locator(".kept-list")).to_be_visible()
        assert faults(page, *rules_in(scheme)) == []
