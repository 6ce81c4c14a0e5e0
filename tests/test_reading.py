"""Reading in a real browser: cards, keys, the margin, the place where one stopped, weight."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from conftest import ROOT, TEXT, choose, faults, named, printed, resting, rules_in
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

WHOLE = f"texts/{TEXT}/"
TERM = "#p5-new-quality-productive-forces-1"
CARD = ".card-of-term"
KINDS = [
    "",
    WHOLE,
    f"{WHOLE}p3/",
    f"{WHOLE}about/",
    f"{WHOLE}notes/",
    f"{WHOLE}map/",
    "glossary/",
    "glossary/by/theme/",
    "glossary/new-quality-productive-forces/",
    "glossary/xi-jinping/",
    "sources/",
    "report/",
    "editing/",
    "your-notes/",
    "check-a-quotation/",
    "concordance/",
    "searching/",
    "handout/",
    "404.html",
]


# Axe takes a time that grows with the square of a list. The items of one are made alike.
SHORTER = "document.querySelectorAll('article li:nth-child(n + 31)').forEach(it => it.remove())"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    with resting(browser, width, scheme) as page:
        for path in KINDS:
            page.goto(address + path)
            page.evaluate(SHORTER)
            assert faults(page, *rules_in(scheme)) == [], path


HAND_WRITTEN = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing_on_any_page_that_is_written_by_hand(
    browser: Browser, address: str, width: int
) -> None:
    assert {"contributing", "scaling", "editing"} <= set(HAND_WRITTEN)
    with resting(browser, width, "light") as page:
        for name in HAND_WRITTEN:
            page.goto(f"{address}{name}/")
            assert faults(page) == [], name


def test_axe_finds_nothing_while_a_card_a_sheet_or_the_search_is_open(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")  # what is half faded in has half its contrast
    page.goto(address + WHOLE)
    page.locator(TERM).scroll_into_view_if_needed()
    page.locator(TERM).hover()
    expect(page.locator(CARD)).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator(".key-sheet")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-md-component=search-query]").fill("green")
    expect(page.locator(".md-search-result__meta")).to_contain_text("results")
    assert faults(page) == []


def test_resting_on_a_term_shows_its_card_and_leaving_it_hides_it(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}{WHOLE}#p5")
    page.locator(TERM).hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("新质生产力")
    expect(card).to_contain_text("xīnzhì shēngchǎnlì")
    expect(card).to_contain_text("Mention 6 of 15, 11 in this wording")
    card.hover()
    page.clock.run_for(600)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_the_mark_of_a_note_has_a_card_too(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    page.locator("#p1 [data-note='6']").hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("Note 3, misleads")
    expect(card).to_contain_text("自立自强 — established: self-reliance and strength")
    expect(card).to_contain_text("Official English says “self-reliance and strength”")
    expect(card.locator(".card-text :lang(zh-Hans)")).to_have_text(["自立", "自强"])
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#p1 [data-note='10']").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_contain_text("Note 6, changes the sense")
    expect(card).to_contain_text("changes the sense")
    assert faults(page) == []
    page.mouse.move(5, 5)
    page.locator("#p1 [data-note='6']").click()
    expect(page).to_have_url(address + WHOLE)  # it is read where its mark stands
    expect(card).to_contain_text("Note 3, misleads")
    card.locator(".card-title").click()
    expect(page.locator("#note-6")).to_be_in_viewport()


def test_a_card_costs_the_browser_no_more_than_itself(
    browser: Browser, page: Page, address: str
) -> None:
    page.goto(address + WHOLE)
    page.locator(TERM).scroll_into_view_if_needed()
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.locator(TERM).hover()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [e["args"].get("elementCount", 0) for e in events if e["name"] == "UpdateLayoutTree"]
    assert 0 < max(styled) < page.locator("*").count() / 10


def test_a_card_leads_to_the_place_before_and_the_place_after(page: Page, address: str) -> None:
    choose(page, reading="check")
    page.goto(f"{address}{WHOLE}p5/")
    page.locator("#p5-new-quality-productive-forces-2").hover()
    page.get_by_label("Next place").click()
    expect(page).to_have_url(f"{address}{WHOLE}p6/#p6-new-quality-productive-forces-1")
    page.goto(f"{address}{WHOLE}p1/")
    page.locator("#p1-new-quality-productive-forces-1").hover()
    page.get_by_label("Previous place").click()
    expect(page).to_have_url(f"{address}{WHOLE}#h3-new-quality-productive-forces-1")


def test_the_keyboard_opens_a_card_enters_it_and_returns(page: Page, address: str) -> None:
    choose(page, reading="check")
    page.goto(f"{address}{WHOLE}p4/")
    page.locator("#p4-total-factor-productivity-1").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator(CARD)
    expect(card).to_contain_text("Only mention")
    page.keyboard.press("Tab")
    expect(page.locator(".card-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("#p4-total-factor-productivity-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("total factor productivity")


# The drawer of a narrow screen, or of a wide one at 400 %.


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def either(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with scripts, and one without."""
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(either: Page, address: str) -> Page:
    either.set_viewport_size({"width": 320, "height": 700})
    either.emulate_media(reduced_motion="reduce")
    either.goto(f"{address}{WHOLE}p4/")
    return either


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def in_drawer(place: Locator) -> bool:
    return place.locator("xpath=ancestor::*[@data-md-level]").count() > 0


def tab_to(wanted: Locator, most: int) -> None:
    """Press Tab until a place has the focus, at most so many times."""
    for _ in range(most):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    expect(wanted).to_be_focused()


def test_the_drawer_is_passed_over_while_it_is_closed(narrow: Page) -> None:
    for _ in range(8):
        narrow.keyboard.press("Tab")
        assert not in_drawer(focused(narrow))
    expect(focused(narrow)).to_be_in_viewport()


def test_the_drawer_opens_by_keyboard_and_leads_on(narrow: Page) -> None:
    name = re.compile("^Navigation")
    button, box = narrow.get_by_role("button", name=name), narrow.get_by_role("checkbox", name=name)
    tab_to(button.or_(box), 5)
    ring = narrow.locator(".md-header").get_by_text("Navigation").locator("..")
    assert ring.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    narrow.keyboard.press("Space")
    tab_to(narrow.get_by_role("checkbox", name="For editors"), 14)
    narrow.keyboard.press("Space")
    narrow.keyboard.press("Tab")
    expect(focused(narrow)).to_have_text(re.compile("How to add a term or a text"))
    narrow.keyboard.press("Enter")
    expect(narrow.locator("h1")).to_have_text("Editing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_while_the_drawer_is_open_nothing_else_is_reached(
    page: Page, address: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}{WHOLE}p4/")
    opener = page.get_by_role("button", name="Navigation")
    opener.press("Enter")
    expect(page.get_by_role("link", name="Home")).to_be_focused()
    assert faults(page) == []
    paper = "element => getComputedStyle(element).backgroundColor"
    title = page.locator(".md-nav__title[for=__drawer]")
    assert title.evaluate(paper) == page.locator("body").evaluate(paper)
    for _ in range(7):
        assert in_drawer(focused(page))
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    page.set_viewport_size({"width": 1440, "height": 700})
    expect(page.locator(".md-content")).not_to_have_attribute("inert", "")
    expect(opener).to_be_hidden()


def test_a_tap_shows_a_sheet_and_its_title_leads_on(browser: Browser, address: str) -> None:
    size = {"width": 390, "height": 800}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + WHOLE)
    page.locator(TERM).evaluate("term => term.scrollIntoView({block: 'end'})")
    page.locator(TERM).tap()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    sheet = box(card)
    assert sheet["y"] + sheet["height"] == pytest.approx(800, abs=1)
    assert page.locator(TERM).evaluate("term => term.getBoundingClientRect().bottom") <= sheet["y"]
    page.locator(".card-title").tap()
    expect(page.locator("h1")).to_have_text("new quality productive forces")
    context.close()


def test_cards_can_be_turned_off_and_stay_off(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}{WHOLE}p5/")
    page.get_by_text("Display").click()
    page.get_by_role("group", name="Cards").get_by_label("off").check()
    page.reload()
    page.locator(TERM).hover()
    page.clock.run_for(900)
    expect(page.locator(CARD)).to_be_hidden()


def test_a_card_works_in_a_folder(browser: Browser, folder_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    choose(page, reading="check")
    page.goto((folder_site / "texts" / TEXT / "p5.html").as_uri())
    page.locator("#p5-new-quality-productive-forces-2").hover()
    page.get_by_label("Next place").click()
    expect(page.locator("h1")).to_have_text("¶ 6 of 9")
    context.close()


def test_back_from_an_entry_returns_to_the_word(page: Page, address: str) -> None:
    page.clock.install()
    choose(page, reading="check")
    page.goto(address + WHOLE)
    page.locator("#p8-high-standard-market-system-1").click()
    expect(page.locator("h1")).to_have_text("high-standard market system")
    page.go_back()
    page.clock.run_for(400)  # the address follows what is read, but not away from the word
    expect(page).to_have_url(f"{address}{WHOLE}#p8-high-standard-market-system-1")
    expect(page.locator("#p8-high-standard-market-system-1")).to_be_in_viewport()


def test_the_arrow_keys_turn_paragraphs_and_letters_can_be_turned_off(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{WHOLE}p4/")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("¶ 5 of 9")
    page.wait_for_load_state()  # the words are there before the scripts
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text("¶ 4 of 9")
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("[data-md-component=search-query]")).not_to_be_focused()


def test_reading_goes_on_where_it_stopped_and_history_stays_short(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Read the text").click()
    length = page.evaluate("history.length")
    for number in range(2, 8):
        page.locator(f"#p{number}").evaluate("unit => unit.scrollIntoView()")
        expect(page).to_have_url(f"{address}{WHOLE}#p{number}")
    assert page.evaluate("history.length") == length
    page.goto(address)
    page.get_by_role("link", name="Continue at ¶ 7").click()
    expect(page.locator("h1")).to_have_text("¶ 7 of 9")


def test_terms_far_below_cost_nothing_and_notes_are_landed_on(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    laid_out = "element => element.checkVisibility({contentVisibilityAuto: true})"
    last = page.locator(".around .terms > dt").last
    page.goto(f"{address}{WHOLE}p1/")
    assert not last.evaluate(laid_out)
    page.get_by_label("Check").check()
    page.locator("#p1 [data-note='57']").click()
    note = page.locator("#note-57")
    # What stands above is laid out as it comes near.
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    expect(note).to_be_in_viewport()
    top = note.evaluate("element => element.getBoundingClientRect().top")
    assert page.locator(".md-header").evaluate("element => element.offsetHeight") < top < 400


# Paper


def test_a_paragraph_on_paper_has_its_notes_and_its_address(page: Page, address: str) -> None:
    choose(page, reading="check")
    words = " ".join(printed(page, f"{address}{WHOLE}p1/"))
    assert "the heading alone has the present tense" in words
    assert words.endswith(f"{WHOLE}p1/")
    for other in ("Display", "Copy", "Cite", "@misc", "Next"):
        assert other not in words


def test_the_whole_text_on_paper_is_numbered_and_has_its_notes(page: Page, address: str) -> None:
    words = " ".join(printed(page, address + WHOLE))
    assert re.findall(r"¶ \d", words) == [f"¶ {number}" for number in range(1, 10)]
    assert "12 “new productivity”: new quality productive forces (established) misleads" in words
    assert "About this text" not in words


def test_an_entry_on_paper_is_a_card(page: Page, address: str) -> None:
    entry = "glossary/new-quality-productive-forces/"
    (card,) = printed(page, address + entry)
    for part in (*"新质生产力", "zhì", "shēng", "Party term for a form", "all wordings 15"):
        assert part in card
    assert "Sources" not in card
    assert card.replace(" ", "").endswith(entry)


# What stands beside the words, and stays where it is


def box(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


def stands_beside(aside: Locator, words: Locator) -> bool:
    """Whether something stands to the right of words, at the height where they begin."""
    side, text = box(aside), box(words)
    return side["x"] > text["x"] + text["width"] and abs(side["y"] - text["y"]) < 20


def test_on_a_wide_screen_notes_stand_beside_the_words_in_their_order(
    either: Page, address: str
) -> None:
    either.set_viewport_size({"width": 1440, "height": 900})
    either.goto(address + WHOLE)
    beside = either.locator(".unit:has(#p4) .margin")
    assert stands_beside(beside, either.locator("#p4"))
    assert beside.locator(".brief-notes").evaluate("list => list.checkVisibility()")
    expect(beside.locator("summary")).to_be_hidden()
    either.goto(f"{address}{WHOLE}p4/")
    assert stands_beside(either.locator(".around-notes"), either.locator("#p4"))
    in_text = either.locator("#p4 .note-mark")
    marks = [mark.get_attribute("data-note") for mark in in_text.all() if mark.is_visible()]
    beside_it = either.locator(".around-notes .own-number").all()
    own = [f"N{number}" for number in marks]
    listed = [one.text_content() for one in beside_it if one.is_visible()]
    assert [name for name in listed if name in own] == own  # without scripts all are listed
    assert box(either.locator(".around-terms"))["x"] == box(either.locator("#p4"))["x"]


SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => { for (const { value } of list.getEntries()) sum += value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"reading": "read", "size": "small"},
        {"reading": "check", "lines": "wide", "type": "sans"},
    ],
    ids=["nothing", "less", "more"],
)
def test_nothing_moves_whatever_was_chosen_before(
    browser: Browser, address: str, chosen: dict[str, str], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{WHOLE}p3/")  # where the home page goes on from
    page.evaluate("() => localStorage.setItem('reader.face', 'here')")
    for name, value in chosen.items():
        page.evaluate(f"() => localStorage.setItem('reader.{name}', '{value}')")
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    for line in ("near", "far"):
        if line == "far":
            slow(page)
        for path in ("", WHOLE, f"{WHOLE}p4/", f"{WHOLE}map/", "your-notes/", "check-a-quotation/"):
            page.goto(address + path)
            assert page.evaluate(SHIFTED) < 0.001, path
    context.close()


@pytest.mark.parametrize("spacing", [True, False])
def test_text_can_be_enlarged_and_spaced(page: Page, address: str, spacing: bool) -> None:
    page.set_viewport_size({"width": 640, "height": 500})  # 1280 px at 200 %
    page.goto(f"{address}{WHOLE}p4/")
    if spacing:
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
            " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def compressed(site: Path, *names: str) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), mtime=0)) for name in names)


def test_pages_and_scripts_keep_to_their_weight(site: Path) -> None:
    assets = site / "assets"
    styles = [f"assets/{path.name}" for path in assets.glob("*.css")]
    theme = [path.relative_to(site).as_posix() for path in assets.glob("javascripts/bundle.*.js")]
    page = f"texts/{TEXT}/p1/index.html"
    html = (site / page).read_text(encoding="utf-8")
    ours = re.findall(r'<script src="(?:\.\./)+(assets/[\w.-]+\.js)"', html)
    assert len(ours) == 1
    first_visit = compressed(
        site, page, *ours, *styles, *theme, named(site, "assets/search/worker.js")
    )
    assert first_visit <= 100_000
    assert compressed(site, *ours) <= 13_500
    assert compressed(site, f"texts/{TEXT}/index.html") <= 40_000


# The reading face: over a slow line the words do not wait for it.

FACE = "Source Serif 4"


def faces(page: Page, selector: str) -> set[str]:
    """The faces that the browser draws the signs of an element with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    fonts = session.send("CSS.getPlatformFontsForNode", found)["fonts"]
    return {font["familyName"] for font in fonts}


def drawn(page: Page, address: str) -> bool:
    """Whether words and title are drawn in the reading face; a busy machine may try again."""
    for _ in range(5):
        page.goto(address)
        if faces(page, ".words") == {FACE} and faces(page, "h1") == {f"{FACE} SemiBold"}:
            return True
        # A busy machine looked like a slow line: the face is kept for the next page.
        page.evaluate("face => document.fonts.load(`1em '${face}'`)", FACE)
    return False


def slow(page: Page) -> None:
    """Let everything that the page asks for take long, as on a phone far from a mast."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    speed = {"downloadThroughput": 400_000, "uploadThroughput": 90_000}
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 200, **speed})


def test_the_face_is_there_with_the_first_page(page: Page, address: str) -> None:
    assert drawn(page, f"{address}{WHOLE}p3/")


def test_over_a_slow_line_the_face_comes_with_the_second_page(page: Page, far_address: str) -> None:
    page.goto(f"{far_address}{WHOLE}p3/")
    assert FACE not in faces(page, ".words")
    page.wait_for_function("() => localStorage.getItem('reader.face')")
    assert drawn(page, f"{far_address}{WHOLE}p4/")


def test_from_a_folder_the_face_is_there_at_once(page: Page, folder_site: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder_site / f"{WHOLE}p3.html").as_uri())
    page.evaluate("() => document.fonts.ready")
    assert said == []  # looking at the faces makes the browser say something itself
    assert drawn(page, (folder_site / f"{WHOLE}p3.html").as_uri())


def test_what_is_asked_for_early_is_what_the_style_sheet_names(page: Page, address: str) -> None:
    assert drawn(page, f"{address}{WHOLE}p3/")
    early = [
        str(link.evaluate("link => link.href")) for link in page.locator("link[rel=preload]").all()
    ]
    assert early
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    assert sorted(early) == sorted(name for name in asked if name.endswith("-normal.woff2"))


def test_nothing_but_the_theme_holds_up_the_words(site: Path) -> None:
    html = (site / f"{WHOLE}p1/index.html").read_text(encoding="utf-8")
    words = html.index('class="words"')
    assert html.index('<script type="application/ld+json"') > words
    waited_for = re.findall(r"<script[^>]* src=\"([^\"]+)\"(?![^>]*\bdefer\b)", html[:words])
    assert waited_for == []
    assert re.findall(r"<script src=\"[^\"]*/assets/(\w+)\.js\">", html) == []
    assert "md-sidebar--secondary" not in html
    editors = (site / "editing/index.html").read_text(encoding="utf-8")
    assert "md-sidebar--secondary" in editors
