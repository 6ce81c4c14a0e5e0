"""The script for other sites, on pages of a second origin, in a real browser."""

from __future__ import annotations

import http.server
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import TEXT, answering, contents
from playwright.sync_api import Browser, Locator, Page, expect
from test_data import hostile_files

from reader.build import Build, build

ENTRY = "glossary/new-quality-productive-forces/"
ENTRY_CARD = "data/cards/glossary/new-quality-productive-forces.json"
REST = 500  # milliseconds until a card is shown
FUTURE = "2100-01-01"  # a clock that stands still has to stand somewhere


@dataclass
class Server:
    """A server on a port of its own: an origin. It notes what it was asked for."""

    folder: Path | None = None
    pages: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, Message]] = field(default_factory=list)
    address: str = ""
    delay: float = 0  # seconds before data are sent

    @property
    def cards(self) -> list[str]:
        """The cards that were asked for."""
        return [path for path, _ in self.requests if path.startswith("data/cards/")]

    def answer(self, path: str) -> bytes | None:
        """Return what stands at a path, if anything does."""
        if path in self.pages or self.folder is None:
            return self.pages.get(path)
        file = self.folder / path
        file = file / "index.html" if file.is_dir() else file
        return file.read_bytes() if file.is_file() else None


TYPES = {".js": "text/javascript", ".json": "application/json", ".css": "text/css"}


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix("/").removeprefix("reader/")
            server.requests.append((path, self.headers))
            content = server.answer(path)
            if path.startswith("data/"):
                time.sleep(server.delay)
            self.send_response(404 if content is None else 200)
            kind = TYPES.get(Path(path).suffix, "text/html; charset=utf-8")
            self.send_header("Content-Type", kind)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler) as server.address:
        yield server


@pytest.fixture
def reader(site: Path) -> Iterator[Server]:
    """Our site, in a folder of a server that lets other origins read."""
    with serving(Server(site, headers={"Access-Control-Allow-Origin": "*"})) as made:
        made.address += "reader/"
        yield made


@pytest.fixture
def other() -> Iterator[Server]:
    """The server of somebody else's page."""
    with serving(Server()) as made:
        yield made


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the console says in the course of a test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    return said


def visit(page: Page, other: Server, reader: Server, body: str, head: str = "") -> None:
    """Open somebody's page, which includes our script; ``READER`` is our address."""
    script = f'<script src="{reader.address}assets/embed.js" defer></script>'
    markup = f"<!doctype html><title>Theirs</title>{head or script}<body>{body}</body>"
    other.pages[""] = markup.replace("READER/", reader.address).encode()
    other.pages.setdefault("favicon.ico", b"")
    page.clock.install()
    page.goto(other.address)


def link(href: str = ENTRY, words: str = "theirs") -> str:
    return f'<p style="margin: 4em"><a href="READER/{href}">{words}</a></p>'


def card(page: Page) -> Locator:
    return page.locator("reader-card div")


def shown(page: Page, *words: str) -> Locator:
    expect(card(page)).not_to_be_empty()
    expect(card(page)).to_be_visible()
    for piece in words:
        expect(card(page)).to_contain_text(piece)
    return card(page)


def nothing_shown(page: Page, rest: int = REST + 400) -> None:
    """No card comes though `rest` milliseconds pass on the clock of the page."""
    page.clock.run_for(rest)
    if page.url.startswith("http"):  # what was asked for before is answered before
        page.evaluate(
            "async () => { for (const _ of 'twice') await fetch(location).catch(String); }"
        )
    assert not page.evaluate("document.querySelector('reader-card')?.shadowRoot.textContent ?? ''")


def asks_for_a_card(page: Page, reader: Server, seen: int = 1) -> None:
    """The pointer has rested: so many cards in all have been asked for."""
    for _ in range(100):
        page.clock.run_for(REST)
        if len(reader.cards) >= seen:
            break
        page.wait_for_timeout(20)
    assert len(reader.cards) == seen


# What is shown


def test_resting_on_a_link_to_an_entry_shows_its_card(
    page: Page, other: Server, reader: Server, console: list[str]
) -> None:
    visit(page, other, reader, link())
    page.clock.pause_at(FUTURE)  # a busy machine does not bring the card early
    page.hover("a")
    page.clock.run_for(REST - 1)
    assert not reader.cards
    page.clock.run_for(1)
    made = shown(page, "new quality productive forces", "127.0.0.1")
    expect(made.locator("[lang=zh-Hans]")).to_have_text("新质生产力")
    expect(made.locator("[lang=zh-Latn-pinyin]")).to_have_text("xīnzhì shēngchǎnlì")
    assert reader.cards == [ENTRY_CARD]
    assert console == []


NINTH = "tolerates failure"


@pytest.mark.parametrize(
    ("href", "number", "has", "lacks"),
    [
        (f"texts/{TEXT}/p9/", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9.html", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9/#p9s3", 9, NINTH, "Xi Jinping emphasized"),
        (f"texts/{TEXT}/p9/?find=x#p9s3", 9, NINTH, "Xi Jinping emphasized"),
        (f"texts/{TEXT}/#p9s3", 9, NINTH, "Xi Jinping emphasized"),
        (f"texts/{TEXT}/index.html#p9s3", 9, NINTH, "Xi Jinping emphasized"),
        (f"texts/{TEXT}/#p9-talents-1", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9/#note-3", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9/#p9s99", 9, "Xi Jinping emphasized", NINTH),
        (f"texts/{TEXT}/p9/#p8s1", 9, "Xi Jinping emphasized", NINTH),
    ],
)
def test_a_link_to_a_paragraph_shows_its_first_words_or_the_sentence_it_names(
    page: Page, other: Server, reader: Server, href: str, number: int, has: str, lacks: str
) -> None:
    visit(page, other, reader, link(href))
    page.hover("a")
    made = shown(page, f"¶\u00a0{number}", "Politburo study session", "Unofficial", has)
    expect(made).not_to_contain_text(lacks)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "glossary/",
        "glossary/index.html",
        "glossary/by/theme/",
        "sources/",
        f"texts/{TEXT}/",
        f"texts/{TEXT}/#h1",
        f"texts/{TEXT}/about/",
        f"texts/{TEXT}/notes/#p4x",
        "../elsewhere/glossary/reform/",
        "data/edition.json",
    ],
)
def test_other_links_have_no_card_and_ask_for_nothing(
    page: Page, other: Server, reader: Server, href: str
) -> None:
    visit(page, other, reader, link(href))
    page.hover("a")
    nothing_shown(page)
    assert [path for path, _ in reader.requests] == ["assets/embed.js"]


def test_links_within_a_picture_are_left_alone(page: Page, other: Server, reader: Server) -> None:
    picture = (
        "<svg width=80 height=20><a href='https://example.org/'><text y=15>svg</text></a></svg>"
    )
    visit(page, other, reader, picture + link())
    page.locator("svg a").hover()
    page.locator("p a").hover()
    shown(page)


def test_a_card_is_asked_for_once_without_cookie_or_referrer(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link() + "<h1>Theirs</h1>")
    page.evaluate("document.cookie = 'theirs=1'")  # a cookie is sent to every port of a host
    for _ in range(2):
        page.hover("a")
        shown(page)
        page.hover("h1")
        nothing_shown(page, 600)
    assert reader.cards == [ENTRY_CARD]
    (headers,) = [headers for path, headers in reader.requests if path == ENTRY_CARD]
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_a_pointer_that_only_passes_asks_for_nothing(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link() + "<h1>Theirs</h1>")
    page.clock.pause_at(FUTURE)
    page.hover("a")
    page.clock.run_for(REST - 1)
    page.hover("h1")
    page.clock.run_for(10 * REST)
    nothing_shown(page, 100)
    assert reader.cards == []


# WCAG 2.2, 1.4.13


def test_the_keyboard_shows_a_card_and_escape_puts_it_away(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link() + "<button>Theirs</button>")
    page.evaluate("window.keys = []; addEventListener('keydown', (event) => keys.push(event.key))")
    page.keyboard.press("Tab")
    expect(shown(page)).to_have_attribute("aria-live", "polite")
    page.keyboard.press("Escape")
    nothing_shown(page)
    assert page.evaluate("keys") == ["Tab"]
    expect(page.locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("keys") == ["Tab", "Escape"]
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    shown(page)
    page.keyboard.press("Tab")
    nothing_shown(page)


def test_the_pointer_may_enter_a_card_which_stays_until_it_is_left(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link() + "<h1 style='margin-top: 20em'>Theirs</h1>")
    page.hover("a")
    made = shown(page)
    box = made.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=4)
    page.clock.run_for(1500)
    expect(made).to_contain_text("新质生产力")
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
    expect(made).to_contain_text("新质生产力")
    page.hover("h1")
    nothing_shown(page, 600)


def test_escape_puts_away_what_the_pointer_showed_until_it_comes_again(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link(words="<b>two</b> <i>words</i>") + "<h1>Theirs</h1>")
    page.hover("b")
    shown(page)
    page.keyboard.press("Escape")
    page.hover("i")
    nothing_shown(page)
    page.hover("h1")
    page.hover("b")
    shown(page)


def test_there_is_one_card_at_a_time(page: Page, other: Server, reader: Server) -> None:
    visit(page, other, reader, link() + link(f"texts/{TEXT}/p4/", "fourth"))
    page.hover("a >> nth=1")
    shown(page, "¶\u00a04")
    page.hover("a >> nth=0")  # a card lies below its link: the one above is free
    shown(page, "新质生产力")
    expect(card(page)).not_to_contain_text("¶")
    expect(page.locator("reader-card")).to_have_count(1)


TOP = "(card) => card.getBoundingClientRect().y"


def test_a_card_follows_its_link_and_goes_when_that_is_out_of_sight(
    page: Page, other: Server, reader: Server
) -> None:
    space = "<p style='height: 200vh'></p>"
    visit(page, other, reader, link() + space)
    page.keyboard.press("Tab")
    before = shown(page).evaluate(TOP)
    page.evaluate("scrollBy({ top: 20, behavior: 'instant' })")
    card = shown(page).element_handle()
    there = f"([card, y]) => Math.abs(({TOP})(card) - y) < 1"
    page.wait_for_function(there, arg=[card, before - 20])
    page.evaluate("scrollTo(0, 900)")
    nothing_shown(page, 300)


@pytest.mark.parametrize(("width", "height"), [(320, 480), (1280, 200)])
@pytest.mark.parametrize("place", ["top: 0; left: 0", "bottom: 0; right: 0"])
def test_a_card_keeps_within_the_window_and_off_its_link(
    page: Page, other: Server, reader: Server, width: int, height: int, place: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, other, reader, link().replace("margin: 4em", f"position: fixed; {place}"))
    page.keyboard.press("Tab")
    box, theirs = shown(page).bounding_box(), page.locator("a").bounding_box()
    assert box is not None
    assert theirs is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    assert box["y"] >= theirs["y"] + theirs["height"] or box["y"] + box["height"] <= theirs["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_tap_follows_the_link_at_once(browser: Browser, other: Server, reader: Server) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    visit(page, other, reader, link())
    page.tap("a")
    page.wait_for_url(reader.address + ENTRY)
    assert reader.cards == []
    context.close()


# On a page of others


def test_nothing_of_the_host_page_is_changed(page: Page, other: Server, reader: Server) -> None:
    state = """() => [
        Object.getOwnPropertyNames(window).length, Object.getOwnPropertySymbols(document).length,
        document.head.outerHTML, document.body.outerHTML, document.documentElement.className,
        document.cookie, localStorage.length, sessionStorage.length, document.styleSheets.length,
        document.adoptedStyleSheets.length, document.documentElement.scrollHeight,
    ]"""
    visit(page, other, reader, link(), head="<meta charset='utf-8'>")
    before = page.evaluate(state)
    visit(page, other, reader, link())
    page.hover("a")
    shown(page)
    after = page.evaluate(state)
    script = f'<script src="{reader.address}assets/embed.js" defer=""></script>'
    before[2] = before[2].replace('<meta charset="utf-8">', script)
    assert after == before


def test_the_styles_of_the_host_page_do_not_reach_the_card(
    page: Page, other: Server, reader: Server
) -> None:
    style = (
        "<style>* { color: red !important; font-size: 40px !important; direction: rtl }"
        " reader-card { display: none; opacity: 0 !important; transform: rotate(9deg);"
        " position: static; margin: 9em } div, p { border: 9px solid red }</style>"
    )
    visit(page, other, reader, style + link())
    page.hover("a")
    made = shown(page)
    expect(page.locator("reader-card")).to_have_css("opacity", "1")
    expect(made.locator("p").first).to_have_css("border-top-width", "0px")
    expect(made).to_have_css("font-size", "15.2px")
    expect(made).to_have_css("color", "rgb(0, 0, 0)")
    expect(made).to_have_css("direction", "ltr")
    assert page.evaluate("document.querySelector('reader-card').matches(':popover-open')")


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_a_card_is_light_or_dark_as_the_device_is(
    page: Page, other: Server, reader: Server, scheme: Any, dark: bool
) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(page, other, reader, link())
    page.hover("a")
    shown(page)
    paper, ink = page.evaluate(
        "(({ backgroundColor, color }) => [backgroundColor, color].map((rgb) =>"
        " Number(rgb.match(/\\d+/)[0])))"
        "(getComputedStyle(document.querySelector('reader-card').shadowRoot.firstChild))"
    )
    assert (paper < 40 and ink > 220) if dark else (paper > 240 and ink < 40)
    page.emulate_media(media="print")
    expect(card(page)).to_be_hidden()


def test_a_strict_policy_of_the_host_page_is_kept(
    page: Page, other: Server, reader: Server, console: list[str]
) -> None:
    ours = reader.address.removesuffix("reader/")
    other.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {ours}; connect-src {ours}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    visit(page, other, reader, f"<p><a href='READER/{ENTRY}'>theirs</a></p>")
    console.clear()  # the browser asks for an icon, which this policy refuses
    page.hover("a")
    expect(shown(page, "新质生产力")).to_have_css("position", "fixed")
    assert console == []


def test_links_that_come_later_or_stand_in_a_component_have_cards(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, "<article></article><section></section>")
    later = link().replace("READER/", reader.address)
    page.evaluate("(html) => { document.querySelector('section').innerHTML = html }", later)
    inside = link(f"texts/{TEXT}/p4/", "inside").replace("READER/", reader.address)
    page.evaluate(
        "(html) => { document.querySelector('article').attachShadow({ mode: 'open' })"
        ".innerHTML = html }",
        inside,
    )
    page.hover("section a")
    shown(page, "新质生产力")
    page.hover("article a")
    shown(page, "¶\u00a04")


def test_included_twice_it_runs_once(
    page: Page, other: Server, reader: Server, console: list[str]
) -> None:
    script = "<script src='READER/assets/embed.js{}' {}></script>"
    head = script.format("", "defer") + script.format("?again", "") + script.format("", "async")
    visit(page, other, reader, link(), head=head + script.format("", "type=module"))
    page.hover("a")
    shown(page)
    expect(page.locator("reader-card")).to_have_count(1)
    assert reader.cards == [ENTRY_CARD]
    assert console == []


# What goes wrong


def test_where_reading_is_refused_links_stay_links_and_no_more_is_asked(
    page: Page, other: Server, reader: Server, console: list[str]
) -> None:
    reader.headers.clear()
    visit(page, other, reader, link() + link(f"texts/{TEXT}/p4/", "fourth"))
    for nth in (0, 1):
        page.hover(f"a >> nth={nth}")
        asks_for_a_card(page, reader)
        nothing_shown(page)
    assert reader.cards == [ENTRY_CARD]
    assert all("CORS" in line or "ERR_FAILED" in line for line in console)  # the browser's own
    page.click("a >> nth=0")
    page.wait_for_url(reader.address + ENTRY)


def test_a_policy_that_refuses_the_request_leaves_links_as_they_are(
    page: Page, other: Server, reader: Server
) -> None:
    other.headers["Content-Security-Policy"] = "connect-src 'none'"
    visit(page, other, reader, link())
    page.hover("a")
    nothing_shown(page)
    page.click("a")
    page.wait_for_url(reader.address + ENTRY)


def test_a_page_that_is_not_there_has_no_card_and_others_still_do(
    page: Page, other: Server, reader: Server
) -> None:
    visit(page, other, reader, link("glossary/nobody/") + link())
    for _ in range(2):
        page.hover("a >> nth=0")
        asks_for_a_card(page, reader, max(1, len(reader.cards)))
        nothing_shown(page)
        page.hover("a >> nth=1")
        shown(page, "新质生产力")
    assert reader.cards == ["data/cards/glossary/nobody.json", ENTRY_CARD]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<!doctype html>",
        "null",
        "1",
        "[]",
        "{}",
        '{"headword": "x"}',
        '{"headword": 1, "originals": 2, "text": 4}',
        '{"headword": "x", "originals": [null], "text": "y"}',
        '{"headword": "x", "originals": [], "text": null}',
        '{"sentences": []}',
        '{"sentences": [null], "label": "x", "title": "y", "status": "z"}',
    ],
)
def test_data_that_are_no_card_show_none_and_raise_nothing(
    page: Page, other: Server, reader: Server, console: list[str], content: str
) -> None:
    reader.pages[ENTRY_CARD] = content.encode()
    visit(page, other, reader, link())
    page.hover("a")
    asks_for_a_card(page, reader)
    nothing_shown(page)
    assert reader.cards == [ENTRY_CARD]
    assert console == []


def test_markup_in_the_data_is_shown_and_not_acted_on(
    page: Page, other: Server, reader: Server
) -> None:
    markup = "<img src=x onerror='window.hit = 1'><script>window.hit = 1</script>"
    named = {"headword": markup, "originals": [["'><b>", markup]], "text": markup}
    reader.pages[ENTRY_CARD] = json.dumps(named).encode()
    reader.pages[f"data/cards/texts/{TEXT}/p4.json"] = json.dumps(
        {
            **dict.fromkeys(("label", "title", "status"), markup),
            "language": "'><b>",
            "sentences": [markup, "x"],
        }
    ).encode()
    visit(page, other, reader, link() + link(f"texts/{TEXT}/p4/", "fourth"))
    for nth, first in ((1, f"{markup} {markup}"), (0, markup)):
        page.hover(f"a >> nth={nth}")
        expect(card(page).locator("b")).to_have_text(first)
        shown(page, "<img src=x", "</script>")
        expect(card(page).locator("img, script")).to_have_count(0)
    assert page.evaluate("window.hit") is None


def test_a_card_that_comes_late_does_not_show_for_a_pointer_that_left(
    page: Page, other: Server, reader: Server
) -> None:
    reader.delay = 0.6
    visit(page, other, reader, link() + "<h1>Theirs</h1>")
    page.hover("a")
    with page.expect_request("**/*.json"):
        pass
    page.hover("h1")
    nothing_shown(page, 1200)
    assert reader.cards == [ENTRY_CARD]


# On our own pages, and the data


def test_it_is_as_small_as_promised(site: Path) -> None:
    assert (site / "assets" / "embed.js").stat().st_size < 5_000


def test_the_page_about_it_shows_it(page: Page, reader: Server, console: list[str]) -> None:
    page.goto(reader.address + "linking/")
    article = page.locator("article")
    article.get_by_role("link", name="one sentence of the ninth").hover()
    shown(page, "¶\u00a09", NINTH)
    article.get_by_role("link", name="new quality productive forces").hover()
    shown(page, "新质生产力")
    assert console == []


def test_opened_from_a_folder_its_page_has_plain_links(
    page: Page, folder_site: Path, console: list[str]
) -> None:
    page.goto((folder_site / "linking.html").as_uri())
    entry = page.locator("article").get_by_role("link", name="green finance")
    entry.hover()
    nothing_shown(page)
    assert console == []
    entry.click()
    expect(page.locator("h1")).to_have_text("green finance")


def test_a_text_of_ours_keeps_its_own_cards(page: Page, reader: Server) -> None:
    page.goto(f"{reader.address}texts/{TEXT}/p4/")
    page.add_script_tag(url=reader.address + "assets/embed.js")
    page.hover("#p4-new-quality-productive-forces-1")
    expect(page.locator(".card-of-term")).to_be_visible()
    nothing_shown(page)
    assert reader.cards == []


@pytest.mark.parametrize("kind", ["real", "hostile"])
def test_each_entry_and_paragraph_has_a_card_that_keeps_to_the_schema(
    built: Build, kind: str
) -> None:
    made = built if kind == "real" else build(hostile_files())
    files = contents(made)
    schema = json.loads(files.pop("data/cards.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = {path: json.loads(files[path]) for path in files if path.startswith("data/cards/")}
    for data in found.values():
        validator.validate(data)
        assert not validator.is_valid({**data, "more": "x"})
    seeds = made.edition.seeds
    terms = {f"data/cards/glossary/{term.id}.json": term for term in seeds.terms}
    blocks = {
        f"data/cards/texts/{text.id}/{block.id}.json": block
        for text in seeds.texts
        for block in text.paragraphs
    }
    assert found.keys() == terms.keys() | blocks.keys()
    for path, term in terms.items():
        assert found[path]["headword"] == term.headword
        assert found[path]["originals"] == [list(pair) for pair in term.in_languages]
        assert found[path]["text"]
    for path, block in blocks.items():
        assert "".join(found[path]["sentences"]) == block.words
