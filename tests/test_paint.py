"""What a page costs the browser before it is read, counted and not timed.

Each element is styled once. Of a long page what is far from the screen is laid out when it comes
near, and is for all that found, printed and landed on as if it were there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from conftest import TEXT
from playwright.sync_api import Browser, Page

LONG = {  # and of each what it has many of
    "sources/": ".sources > li",
    f"texts/{TEXT}/notes/": ".note",
    "changes/": ".change",
    "editing/": ".md-typeset__table",
    "glossary/new-quality-productive-forces/": "ol.sources > li",
}
KINDS = (
    *("", "introduction/", "glossary/", f"texts/{TEXT}/", f"texts/{TEXT}/p3/"),
    *(f"texts/{TEXT}/map/", f"texts/{TEXT}/about/", "glossary/xi-jinping/"),
    *("check-a-quotation/", "concordance/", "handout/"),
    *LONG,
)
PHONE: Any = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "has_touch": True}
TRACED = {"includedCategories": ["devtools.timeline"], "excludedCategories": ["*"]}
IN_LAYOUT = "e => e.checkVisibility({contentVisibilityAuto: true})"
LAID_OUT = f"[...document.querySelectorAll('article *')].filter({IN_LAYOUT}).length"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone on which nobody has been here."""
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


def start(page: Page, url: str) -> list[int]:
    """Open a page and return how many elements were styled each time until it rested."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    session.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    session.on("Tracing.tracingComplete", lambda found: ended.append(found))  # noqa: PLW0108 (Playwright marks it)
    page.goto("about:blank")
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": TRACED})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)  # what scripts put off until the page rests
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    styled = (event for event in events if event["name"] == "UpdateLayoutTree")
    return [event.get("args", {}).get("elementCount", 0) for event in styled]


@pytest.mark.parametrize("path", KINDS)
def test_no_element_is_styled_twice_when_a_page_opens(phone: Page, address: str, path: str) -> None:
    styled = start(phone, address + path)
    there = phone.evaluate("document.querySelectorAll('body *').length")
    # Scripts add a few, whose neighbors are styled anew. Where one can write notes of one's own,
    # the card of a term is moved behind what they need: all that stands beside it, once more.
    times = 2 if path.startswith(f"texts/{TEXT}/") else 1.3
    assert 100 < sum(styled) <= times * there + 250, styled


@pytest.mark.parametrize("path", LONG)
def test_a_long_page_is_laid_out_where_one_looks(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    there = phone.locator("article *").count()
    assert 20 < phone.evaluate(LAID_OUT) < min(620, 0.7 * there)
    last = phone.locator(LONG[path]).last
    within = "e => (e.firstElementChild ?? e).checkVisibility({contentVisibilityAuto: true})"
    assert not last.evaluate(within)
    last.scroll_into_view_if_needed()
    near = f"s => ({within})([...document.querySelectorAll(s)].at(-1))"
    phone.wait_for_function(near, arg=LONG[path])


@pytest.mark.parametrize("path", LONG)
def test_what_is_far_is_found_in_the_page_and_printed(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    words = "e => e.textContent.trim().split(/\\s+/).slice(0, 3).join(' ')"
    first = "a, td, dd, p"
    sought = page.locator(LONG[path]).last.locator(first).last.evaluate(words)
    assert page.evaluate("w => find(w)", sought)
    if path in ("sources/", "changes/"):  # an entry is printed as a card
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as paper:  # long: others are slower
            words = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
        assert "".join(sought.split()) in "".join(words.split())


LANDINGS = [
    ("sources/", ".sources > li[id]", 150),
    (f"texts/{TEXT}/notes/", ".note dt[id]", 40),
    ("changes/", "h3[id]", 2),
    ("editing/", "h2[id]", 8),
    ("glossary/new-quality-productive-forces/", "ol.sources > li[id]", 12),
]


@pytest.mark.parametrize(("path", "selector", "nth"), LANDINGS)
def test_one_lands_far_down_at_the_right_place(
    phone: Page, address: str, path: str, selector: str, nth: int
) -> None:
    phone.goto(address + path)
    anchor = phone.locator(selector).nth(nth).get_attribute("id")
    places = []
    for there in (f"{address}{path}#{anchor}", f"{address}{path}?again#{anchor}"):
        phone.goto(there)  # within the page, then as a new page
        phone.wait_for_timeout(300)
        places.append(
            phone.locator(f"[id='{anchor}']").evaluate("e => e.getBoundingClientRect().y")
        )
    assert all(0 <= place <= 160 for place in places), places


def test_a_broad_table_far_down_can_be_scrolled_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(f"{address}editing/")
    boxes = phone.locator(".md-typeset__scrollwrap")
    for box in boxes.all():
        box.scroll_into_view_if_needed()
        box.locator("td").first.wait_for()
        phone.wait_for_timeout(50)
    broad = "e => [e.scrollWidth > e.clientWidth, e.tabIndex === 0]"
    found = [tuple(box.evaluate(broad)) for box in boxes.all()]
    assert found
    assert all(is_broad == by_keyboard for is_broad, by_keyboard in found)


def test_tables_are_in_their_boxes_before_any_script_runs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for path in ("editing/", f"texts/{TEXT}/map/"):
        plain.goto(address + path)
        tables = plain.locator("article table").count()
        assert tables
        assert (
            plain.locator(".md-typeset__scrollwrap > .md-typeset__table > table").count() == tables
        )
    context.close()


def test_what_became_of_words_is_said_to_those_who_do_not_see_it(page: Page, address: str) -> None:
    page.goto(f"{address}changes/")
    change = page.locator(".change:has(del):has(ins)").first
    change.locator("summary").click()
    for tag, said in (("del", "[removed: "), ("ins", "[added: ")):
        words = change.locator(tag).first.text_content()
        assert f"{said}{words}".strip() in change.aria_snapshot().replace("\\", "")
