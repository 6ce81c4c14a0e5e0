"""What is stored in a browser, or given in an address, is not trusted and breaks nothing."""

from __future__ import annotations

import http.server
import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TEXT, answered, answering, named, stored
from firefox import firefox
from playwright.sync_api import Browser, Page, expect

WHOLE = f"texts/{TEXT}/"
PARAGRAPH = f"texts/{TEXT}/p4/"
BOX = "[data-md-component=search-query]"
RESULT = ".md-search-result__item > a"
KINDS = ("http", "folder")
CHOICES = ("reading", "size", "lines", "type", "over", "cards", "shown", "letters", "face")
MANY = "new+" * 3000
BLOCKED = """window.blocked = [];
addEventListener("securitypolicyviolation", event => blocked.push(event.violatedDirective));"""


@pytest.fixture(params=KINDS)
def home(request: pytest.FixtureRequest, address: str, folder_site: Path) -> str:
    """The address of the home page, of the served site and of the folder."""
    return f"{address}index.html" if request.param == "http" else _file(folder_site, "index.html")


def _file(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


def paragraph(home: str, name: str = "p4") -> str:
    """Return the address of a paragraph of the site that has this home page."""
    root = home.removesuffix("index.html")
    return f"{root}{WHOLE}{name}.html" if home.startswith("file:") else f"{root}{WHOLE}{name}/"


def keep(page: Page, key: str, value: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])


def works(page: Page) -> None:
    """The search answers, the menus are made, and the text is there."""
    expect(page.locator("html.js")).to_have_count(1)
    expect(page.locator(".key-sheet")).to_have_count(1)
    page.locator(BOX).fill("NQPF")
    expect(page.locator(RESULT).first).to_be_visible()


# Stored

SCHEMES = [
    "damaged",
    "null",
    "5",
    '"x"',
    "[]",
    "{}",
    '{"color": 5}',
    '{"index": "x", "color": {}}',
    '{"index": 1.5, "color": {"scheme": "slate"}}',
    '{"index": 0, "color": {"a b": "x"}}',
    '{"index": 0, "color": null}',
]


@pytest.mark.parametrize("value", SCHEMES)
def test_a_damaged_color_scheme_is_passed_over(page: Page, home: str, value: str) -> None:
    page.goto(home)
    key = page.evaluate("`${__md_scope.pathname}.__palette`")
    keep(page, key, value)
    with stored(page):
        page.reload()
    works(page)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


def test_a_color_scheme_that_was_chosen_is_kept(page: Page, home: str) -> None:
    page.goto(home)
    for _ in range(2):
        page.locator(".md-header__option label:visible").click()
    with stored(page):
        page.goto(paragraph(home))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def ground(page: Page) -> str:
    """The color that a page is painted on."""
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize("scripted", [True, False])
def test_colors_follow_the_device_with_scripts_or_without(
    browser: Browser, home: str, scripted: bool
) -> None:
    context = browser.new_context(color_scheme="dark", java_script_enabled=scripted)
    page = context.new_page()
    page.goto(home)
    dark = ground(page)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).not_to_have_css("background-color", dark)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", dark)
    context.close()


def test_the_switch_of_colors_is_turned_by_mouse_and_keyboard(page: Page, home: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(home)
    body, root = page.locator("body"), page.locator("html")
    page.get_by_title("as the device").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    with stored(page):
        page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(root).to_have_css("color-scheme", "light")
    assert page.locator("meta[name=theme-color]").get_attribute("content") == ground(page)
    page.get_by_role("radio", name="light").press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="dark")).to_be_focused()
    expect(page.get_by_role("radio", name="dark")).to_be_checked()
    assert page.locator("meta[name=theme-color]").get_attribute("content") == ground(page)
    page.keyboard.press("ArrowUp")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert page.url.split("#")[0].split("?") == [home]


PLACES: list[object] = [
    {"block": "p4", "address": "javascript:document.title=1234", "text": "x"},
    {"block": "p4", "address": "data:text/html,x", "text": "x"},
    {"block": "p4", "address": "https://elsewhere.example/", "text": "x"},
    {"block": "p4", "address": "file:///elsewhere/x.html", "text": "x"},
    {"block": "p4", "address": 5, "text": "x"},
    {"block": {"slice": 1}, "address": "HOME", "text": "x"},
    {"block": "pxyz", "address": "HOME", "text": "x"},
    {"address": "HOME"},
    [],
    None,
    7,
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_place_to_go_on_from_is_one_of_this_site(page: Page, home: str, place: object) -> None:
    page.goto(home)
    keep(page, "reader.place", json.dumps(place).replace("HOME", home))
    with stored(page):
        page.reload()
    expect(page.locator(".go-on a")).to_have_count(0)
    works(page)


def test_the_place_where_reading_stopped_is_offered(page: Page, home: str) -> None:
    page.goto(paragraph(home))
    with stored(page):
        page.goto(home)
    page.locator(".go-on a").click()
    expect(page.locator("h1")).to_have_text("¶ 4 of 9")


@pytest.mark.parametrize("value", ["", "constructor", "__proto__", "<b>", "x" * 100_000])
def test_a_choice_that_is_none_is_the_usual_one(page: Page, home: str, value: str) -> None:
    page.goto(home)
    for name in CHOICES:
        keep(page, f"reader.{name}", value)
    with stored(page):
        page.goto(paragraph(home))
    page.get_by_text("Display").click()
    expect(page.get_by_label("Study")).to_be_checked()
    expect(page.get_by_role("group", name="Text size").get_by_label("normal")).to_be_checked()
    works(page)


NO_STORAGE = {
    "null": "value: null",
    "refused": 'get() { throw new DOMException("refused", "SecurityError") }',
    "without": "value: undefined",
}


@pytest.mark.parametrize("how", NO_STORAGE)
def test_without_a_store_all_but_the_notes_works(page: Page, home: str, how: str) -> None:
    for store in ("localStorage", "sessionStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{store}', {{ {NO_STORAGE[how]} }})")
    page.goto(paragraph(home))
    works(page)
    page.keyboard.press("Escape")
    page.get_by_label("Check").check()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p4s2'))")
    page.get_by_role("button", name="Highlight", exact=True).click()
    expect(page.locator(".own-notice")).to_contain_text("not stored")
    page.goto(home)
    works(page)


# Given in an address

FRAGMENTS = [
    ":~:text=%",
    ":~:text=%E4%A,%FF",
    f":~:text={'new,' * 3000}",
    "\\",
    "p4s2\\",
    '"]',
    "%",
    "find=%",
    "q=%",
    "at=%22%5C",
    "find=new&at=<img src=x onerror=document.title=1>",
    "__config",
    "p999999999999999999s1",
    f"find={MANY}",
    f"find={'x' * 1_000_000}",
]


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment[:20])
def test_no_fragment_stops_the_page(page: Page, home: str, fragment: str) -> None:
    page.goto(f"{paragraph(home)}#{fragment}")
    expect(page.locator("html.js")).to_have_count(1)
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    works(page)
    assert "Annotated reader" in page.title()


def test_words_of_a_link_that_are_no_encoding_are_said_to_be_gone(page: Page, address: str) -> None:
    page.goto(f"{address}{PARAGRAPH}#:~:text=100%25%20x,50%")
    expect(page.locator(".hit-bar")).to_contain_text("50%")


@pytest.mark.parametrize("given", ["?q=", "#q="])
@pytest.mark.parametrize("words", [MANY, "x" * 100_000, "%C2%B6" * 3000, "%22new%22+" * 300])
def test_a_query_of_any_length_is_answered_at_once(
    page: Page, home: str, given: str, words: str
) -> None:
    if given == "?q=" and home.startswith("http"):
        words = words[:60_000]  # no server takes more
    page.goto(f"{home}{given}{words}")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("result|Nothing"))
    assert len(page.locator(BOX).input_value()) <= 300
    assert len(page.url) < 4000


def test_a_query_that_was_cut_says_so(page: Page, home: str) -> None:
    page.goto(home)
    page.locator(BOX).fill("new " * 3000)
    expect(page.locator(RESULT).first).to_contain_text("Only the beginning")


SLOWEST = """(queries) => {
    const index = self.index ??= ReaderSearch.prepare(READER_INDEX);
    return Math.max(...queries.map((query) => {
        const times = [1, 2, 3].map(() => {
            const start = performance.now();
            ReaderSearch.search(index, query);
            return performance.now() - start;
        });
        return Math.min(...times);
    }));
}"""


def test_the_engine_keeps_no_page_waiting(page: Page, folder_site: Path) -> None:
    page.goto(_file(folder_site, "index.html"))
    page.add_script_tag(url=_file(folder_site, named(folder_site, "assets/search/engine.js")))
    page.add_script_tag(url=_file(folder_site, named(folder_site, "search/reader_index.js")))
    long = ["new " * 3000, "¶" * 3000, "½" * 3000, "a-" * 3000, "x" * 1_000_000, '"new" ' * 3000]
    letters = [" ".join("abcdefghijklmnopqrstuvwxyz") * 9, "inovatoin devlopmnt " * 99]
    chinese = ["新质生产力" * 999, "a新" * 999]
    # Ten times what was measured, for a busy machine; without the limit it is seconds.
    assert page.evaluate(SLOWEST, [*long, *letters, *chinese]) < 300


# Old links of a search


@pytest.mark.parametrize("given", ["?find=theory&at=p4s3", "#find=theory&at=p4s3"])
def test_the_words_of_a_search_are_marked_and_taken_out_of_the_address(
    page: Page, home: str, given: str
) -> None:
    page.goto(paragraph(home) + given)
    expect(page.locator(".hit-bar q")).to_have_text("theory")
    expect(page.locator(":target")).to_have_id("p4s3")
    assert page.url == f"{paragraph(home)}#p4s3"
    page.reload()
    expect(page.locator(".hit-bar q")).to_have_text("theory")
    page.get_by_role("button", name="Clear highlights").click()
    page.reload()
    expect(page.locator(".place")).to_be_visible()
    expect(page.locator(".hit-bar")).to_have_count(0)


@pytest.mark.parametrize("given", ["?q=TFP", "#q=TFP"])
def test_an_address_with_a_query_opens_the_search(page: Page, home: str, given: str) -> None:
    page.goto(home + given)
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page).to_have_url(f"{home}#q=TFP")
    page.keyboard.press("Escape")
    expect(page).to_have_url(home)


def test_a_result_on_the_same_page_is_marked_there(page: Page, home: str) -> None:
    page.goto(paragraph(home, "p9"))
    page.locator(BOX).fill("tolerates failure")
    answered(page)
    page.locator(f"{RESULT}[href*='{TEXT}/p9']").first.click()
    expect(page.locator(".hit-bar q")).to_have_text("tolerates failure")
    expect(page.locator(":target")).to_have_id("p9s3")
    page.go_back()
    expect(page.locator(BOX)).to_have_value("tolerates failure")


# Nothing of a search is sent


@pytest.fixture
def asked(site: Path) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server of the site, and what it was asked for: each path, and where from."""
    seen: list[tuple[str, str | None]] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def do_GET(self) -> None:
            seen.append((self.path, self.headers["Referer"]))
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler) as address:
        yield address, seen


def test_a_search_that_is_followed_sends_none_of_its_words(
    page: Page, site: Path, asked: tuple[str, list[tuple[str, str | None]]]
) -> None:
    home, seen = asked
    page.goto(home)
    page.locator(BOX).fill("tolerates failure")
    answered(page)
    page.locator(f"{RESULT}[href*='{TEXT}/p9']").first.click()
    expect(page.locator(".hit-bar")).to_contain_text("hits")
    page.go_back()
    expect(page.locator(BOX)).to_have_value("tolerates failure")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert len(seen) > 10
    assert [path for path, _ in seen if "?" in path or "tolerate" in path] == []
    # A worker names its script, whatever the page says, and a style sheet that asks for a face
    # names itself.
    ours = {home + named(site, path) for path in ("assets/search/worker.js", "assets/site.css")}
    assert {referrer for _, referrer in seen} <= {None, *ours}


def test_what_is_kept_is_what_the_page_says(page: Page, home: str) -> None:
    page.goto(paragraph(home))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p4s2'))")
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.get_by_text("Display").click()
    expect(page.locator(".reader-switches fieldset").nth(4)).to_be_visible()
    for group in page.locator(".reader-switches fieldset").all():
        group.locator("input").last.check()
    page.get_by_role("button", name="Keys", exact=True).click()
    page.get_by_label("Single-key shortcuts").click()
    root = home.removesuffix("index.html")
    with stored(page):
        page.goto(f"{root}your-notes.html" if home.startswith("file:") else f"{root}your-notes/")
    named = page.locator("article td:first-child code").all_text_contents()
    keys = page.evaluate("Object.keys(localStorage)")
    assert len(keys) > 6
    for key in keys:
        assert re.sub(r".*\.__", "….__", key) in named, key
    assert page.evaluate("[sessionStorage.length, document.cookie]") == [0, ""]


# From a folder the search runs in the page


def test_in_a_folder_the_search_needs_no_frame(page: Page, folder_site: Path) -> None:
    page.add_init_script(BLOCKED)
    page.goto(_file(folder_site, f"{WHOLE}p4.html"))
    page.locator(BOX).fill("新质生产力")
    expect(page.locator(RESULT).first).to_contain_text("new quality productive forces")
    page.locator(BOX).fill("TFP")
    expect(page.locator(RESULT).first).to_contain_text("total factor productivity")
    assert page.locator("iframe").count() == 0
    assert page.evaluate("blocked") == []


def test_what_does_not_load_is_said_and_asked_for_again(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    context.route("**/reader_index.*.js", lambda route: route.abort())
    page.locator(BOX).fill("TFP")
    expect(page.locator(RESULT)).to_contain_text("could not be loaded")
    context.unroute("**/reader_index.*.js")
    page.locator(BOX).fill("TFP again")
    page.locator(BOX).fill("TFP")
    expect(page.locator(RESULT).first).to_contain_text("total factor productivity")
    context.close()


def test_in_firefox_too_a_folder_is_searched_and_trusts_nothing(
    folder_site: Path, tmp_path: Path
) -> None:
    home = _file(folder_site, "index.html")
    place = json.dumps(json.dumps(PLACES[0]))
    with firefox(tmp_path) as browser:
        browser.goto(home)
        browser.run(f"localStorage.setItem('reader.place', {place})")
        browser.run("localStorage.setItem(`${__md_scope.pathname}.__palette`, 'damaged')")
        browser.goto(f"{home}#q={urllib.parse.quote('新质生产力')}")
        first = browser.wait(f"document.querySelector('{RESULT}')?.textContent")
        assert "new quality productive forces" in first
        assert browser.run("document.querySelectorAll('iframe, .go-on a').length") == 0
        rule = browser.run("document.querySelector('[http-equiv=Content-Security-Policy]').content")
        assert "'unsafe-inline'" not in rule.partition("script-src")[2].partition(";")[0]
        browser.goto(f"{paragraph(home)}#find=theory&at=p4s3")
        assert browser.wait("document.querySelector('.hit-bar q')?.textContent") == "theory"
        assert browser.wait("document.querySelector(':target')?.id") == "p4s3"
        assert browser.run("location.hash") == "#p4s3"


def test_in_firefox_too_a_worker_finds_what_it_loads(address: str, tmp_path: Path) -> None:
    with firefox(tmp_path) as browser:
        browser.goto(f"{address}#q=TFP")
        first = browser.wait(f"document.querySelector('{RESULT}')?.textContent")
        assert "total factor productivity" in first
