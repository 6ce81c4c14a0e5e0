"""Cards on links to paragraphs and entries, and cards within cards, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from conftest import TEXT, choose, faults, named
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route, expect

WHOLE = f"texts/{TEXT}/"
ENTRY = "glossary/new-quality-productive-forces/"
CARD = ".card-of-term"
LATER = 1000  # milliseconds: more than it takes until a card is shown, or put away
LEAVE = 300  # milliseconds until a card is put away that was left
FUTURE = "2100-01-01"  # a clock that stands still has to stand somewhere
# Of each kind of page a link, and what its card says.
LINKS = [
    ("introduction/", "[href$='/p8/']", "Xi Jinping emphasized that production relations"),
    ("introduction/", "[href$='/high-quality-development/']", "高质量发展"),
    ("", ".outline a", "¶ 1 Politburo study session"),
    ("glossary/", ".entries a", "11th collective study session"),
    ("sources/", ".sources a[href*='glossary/he-lifeng/']", "何立峰"),
    ("changes/", ".change a[href*='glossary/']", ""),
    (ENTRY, ".beyond p a[href$='/p4/']", "¶ 4"),
    (ENTRY, ".relations a", ""),
    (ENTRY, ".concordance .hit >> nth=5", "… "),
    (f"{WHOLE}map/", ".dot >> nth=20", "¶ 5"),
    (f"{WHOLE}notes/", ".notes a[href$='/p1/#p1']", "Xinhua News Agency, Beijing"),
    (f"{WHOLE}p3/", ".referring a", "做好创新这篇大文章"),
    (f"{WHOLE}about/", "table a[href*='glossary/chen-miner/']", "陈敏尔"),
]


def box(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


def link(page: Page, selector: str) -> Locator:
    return page.locator(f"article {selector}").first


def rest(place: Locator) -> None:
    """Rest on a place: the page must not move under the pointer, or cards would go."""
    place.scroll_into_view_if_needed()
    place.page.evaluate("() => new Promise(requestAnimationFrame)")
    place.hover()


def nothing_shown(page: Page, milliseconds: int = LATER) -> None:
    page.wait_for_timeout(milliseconds)
    expect(page.locator(CARD)).to_have_count(0)


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The cards and the scripts of cards that a page asks for."""
    paths: list[str] = []

    def note(url: str) -> None:
        if found := re.search(r"/(data/cards/.*|assets/previews\..*)", url):
            paths.append(found[1])

    page.on("request", lambda request: note(request.url))
    return paths


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page that is touched."""
    size = {"width": 390, "height": 800}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


# On links


@pytest.mark.parametrize(("path", "selector", "said"), LINKS)
def test_a_link_to_an_entry_or_a_paragraph_has_a_card_on_any_page(
    page: Page, address: str, path: str, selector: str, said: str
) -> None:
    page.goto(address + path)
    rest(link(page, selector))
    card = page.locator(CARD)
    expect(card).to_contain_text(said)
    expect(card.locator(".card-text")).not_to_be_empty()
    assert card.locator(".card-title").evaluate("a => a.href") == link(page, selector).evaluate(
        "a => a.href"
    )
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_an_entry_is_told_in_its_first_sentence_with_its_original(page: Page, address: str) -> None:
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/new-quality-productive-forces/']"))
    card = page.locator(CARD)
    expect(card.locator(".card-title")).to_have_text("new quality productive forces")
    expect(card.locator(".card-title")).to_have_attribute("lang", "en")
    expect(card.locator(":lang(zh-Hans)").first).to_have_text("新质生产力")
    expect(card.locator(":lang(zh-Latn-pinyin)")).to_have_text("xīnzhì shēngchǎnlì")
    words = card.locator(".card-text")
    expect(words).to_have_text(re.compile(r"^Party term for a form .* plays the leading part\.$"))


def test_a_paragraph_is_told_in_whole_words_up_to_a_limit(
    page: Page, address: str, site: Path
) -> None:
    page.goto(f"{address}{WHOLE}notes/")
    rest(link(page, ".notes a[href$='/p1/#p1']"))
    words = page.locator(f"{CARD} .card-text")
    expect(words).to_have_attribute("lang", "en")
    said = (words.text_content() or "").removesuffix(" …")
    data = json.loads((site / "data" / "cards" / WHOLE / "p1.json").read_text(encoding="utf-8"))
    whole = "".join(data["sentences"])
    assert 200 < len(said) <= 280
    assert whole.startswith(said)
    assert whole[len(said)] == " "


def test_a_link_to_a_sentence_or_to_a_use_of_a_term_begins_there(page: Page, address: str) -> None:
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='#p4s5']"))
    expect(page.locator(f"{CARD} .card-text")).to_have_text(re.compile("^… "))
    page.goto(f"{address}{WHOLE}p4/")
    fifth = page.locator("#p4s5").text_content() or ""
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='#p4s5']"))
    expect(page.locator(f"{CARD} .card-text")).to_contain_text(fifth[:60])
    page.goto(f"{address}{WHOLE}p9/")
    use = page.locator("#p9-new-quality-productive-forces-2")
    sentence = use.evaluate("use => use.closest('.sentence').firstChild.textContent")
    page.goto(address + ENTRY)
    rest(link(page, ".concordance .hit[href$='#p9-new-quality-productive-forces-2']"))
    expect(page.locator(f"{CARD} .card-text")).to_contain_text(sentence.strip()[:30])


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        (f"{WHOLE}p4/", ".pager a"),
        (f"{WHOLE}p4/", ".terms dt a"),  # what it leads to stands beside it
        (WHOLE, ".unit .label"),  # so does the paragraph
        (f"{WHOLE}p4/", ".note-number >> visible=true"),
        (ENTRY, ".cite a"),
    ],
)
def test_what_leads_to_what_stands_beside_it_has_no_card(
    page: Page, address: str, asked: list[str], path: str, selector: str
) -> None:
    page.goto(address + path)
    rest(link(page, selector))
    nothing_shown(page)
    assert not [name for name in asked if name.startswith("data/")]


def test_neither_the_header_nor_the_results_of_a_search_have_cards(
    page: Page, address: str, asked: list[str]
) -> None:
    page.goto(address + ENTRY)
    page.locator(".md-tabs a").nth(1).hover()
    nothing_shown(page)
    page.locator("[data-md-component=search-query]").fill("green finance")
    page.locator(".md-search-result__item > a").first.hover()
    nothing_shown(page)
    assert asked == []


# What it asks for


def held_in(held: list[Route]) -> Callable[[Route], None]:
    """Return what keeps a request waiting; Playwright takes no method of a list."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def test_nothing_is_asked_for_before_a_card_is_wanted_and_each_once(
    page: Page, address: str, asked: list[str]
) -> None:
    page.goto(f"{address}introduction/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    card = page.locator(CARD)
    for _ in range(2):
        rest(link(page, "[href$='/p8/']"))
        expect(card).to_contain_text("¶ 8")
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)
        expect(card).to_have_count(0)
    assert [re.sub(r"\..*\.js", "", path) for path in asked] == [
        "assets/previews",
        f"data/cards/{WHOLE}p8.json",
    ]


def test_a_pointer_that_only_passes_asks_for_no_card(
    page: Page, address: str, asked: list[str]
) -> None:
    page.goto(f"{address}introduction/")
    place = link(page, "[href$='/p8/']")
    rest(place)  # so that the script is there
    expect(page.locator(CARD)).to_be_visible()
    asked.clear()
    page.mouse.move(2, 2)
    expect(page.locator(CARD)).to_have_count(0)
    page.clock.install(time=FUTURE)
    page.clock.pause_at(FUTURE)
    link(page, "[href$='/high-quality-development/']").hover()
    page.clock.run_for(450)
    page.mouse.move(2, 2)
    page.clock.run_for(LATER)
    assert asked == []
    link(page, "[href$='/high-quality-development/']").hover()
    page.clock.run_for(550)
    expect(page.locator(CARD)).to_be_visible()


def test_whoever_saves_data_is_sent_none_but_has_the_cards_of_the_page(
    page: Page, address: str, asked: list[str]
) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/p8/']"))
    nothing_shown(page)
    page.goto(f"{address}{WHOLE}p4/")
    rest(page.locator("#p4-new-quality-productive-forces-1"))
    expect(page.locator(CARD)).to_contain_text("新质生产力")
    assert not [path for path in asked if path.startswith("data/")]


def test_a_card_that_cannot_be_had_is_none_and_is_asked_for_again(page: Page, address: str) -> None:
    page.goto(f"{address}introduction/")
    page.route("**/data/cards/**", lambda route: route.abort())
    first = link(page, "[href$='/p8/']")
    rest(first)
    nothing_shown(page)
    page.unroute("**/data/cards/**")
    page.mouse.move(2, 2)
    rest(first)
    expect(page.locator(CARD)).to_contain_text("¶ 8")


def test_a_card_that_comes_late_does_not_show_for_a_pointer_that_left(
    page: Page, address: str
) -> None:
    page.goto(f"{address}introduction/")
    held: list[Route] = []
    page.route("**/data/cards/**", held_in(held))
    with page.expect_request("**/data/cards/**"):
        rest(link(page, "[href$='/p8/']"))
    page.mouse.move(2, 2)
    page.wait_for_timeout(LEAVE)
    held[0].continue_()
    nothing_shown(page)


def test_without_the_script_a_tapped_term_is_the_link_that_it_is(phone: Page, address: str) -> None:
    phone.route("**/assets/previews.*", lambda route: route.abort())
    phone.goto(f"{address}{WHOLE}p4/")
    phone.locator("#p4-new-quality-productive-forces-1").tap()
    expect(phone.locator("h1")).to_have_text("new quality productive forces")


def test_a_tap_before_the_script_has_come_shows_the_card_when_it_has(
    phone: Page, address: str
) -> None:
    held: list[Route] = []
    phone.route("**/assets/previews.*", held_in(held))
    phone.goto(f"{address}{WHOLE}p4/")
    phone.locator("#p4-new-quality-productive-forces-1").tap()
    phone.wait_for_timeout(LEAVE)
    expect(phone).to_have_url(f"{address}{WHOLE}p4/")
    held[0].continue_()
    expect(phone.locator(CARD)).to_contain_text("新质生产力")


def test_a_tap_on_a_link_goes_there(phone: Page, address: str) -> None:
    choose(phone, reading="check")
    phone.goto(f"{address}introduction/")
    link(phone, "[href$='/p8/']").tap()
    expect(phone.locator("h1")).to_have_text("¶ 8 of 9")
    # A link in the sheet of a term is a link too.
    phone.goto(address + WHOLE)
    phone.locator("#p4-total-factor-productivity-1").tap()
    phone.locator(f"{CARD} .card-text a").tap()
    expect(phone.locator("h1")).to_have_text("productive forces")


def test_cards_of_links_work_in_a_folder(page: Page, folder_site: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder_site / "introduction.html").as_uri())
    rest(link(page, "[href$='/p8.html']"))
    cards = page.locator(CARD)
    expect(cards).to_contain_text("Xi Jinping emphasized")
    cards.get_by_role("link", name="Xi Jinping").hover()
    expect(cards.nth(1)).to_contain_text("习近平")
    expect(cards.nth(1).get_by_role("link", name="Xi Jinping")).to_have_attribute(
        "href", re.compile("^file:.*/glossary/xi-jinping.html$")
    )
    assert said == []
    cards.nth(1).get_by_role("link", name="Xi Jinping").click()
    expect(page.locator("h1")).to_have_text("Xi Jinping")


def test_scripts_with_cards_are_for_folders_alone(site: Path, folder_site: Path) -> None:
    files = {path.stem for path in (folder_site / "data" / "cards").rglob("*.json.js")}
    assert files == {path.name for path in (site / "data" / "cards").rglob("*.json")}
    assert not list((site / "data" / "cards").rglob("*.js"))


def test_without_scripts_links_are_links(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}introduction/")
    link(page, "[href$='/p8/']").hover()
    nothing_shown(page)
    link(page, "[href$='/p8/']").click()
    expect(page.locator("h1")).to_have_text("¶ 8 of 9")
    context.close()


def test_cards_that_are_turned_off_are_off_on_links_too(
    page: Page, address: str, asked: list[str]
) -> None:
    choose(page, cards="off")
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/p8/']"))
    nothing_shown(page)
    assert not [path for path in asked if path.startswith("data/")]


# Within cards


@pytest.mark.parametrize(("way", "links"), [("read", 0), ("study", 3), ("check", 6)])
def test_a_card_has_the_links_of_the_way_in_which_one_reads(
    page: Page, address: str, way: str, links: int
) -> None:
    choose(page, reading=way)
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/p8/']"))
    words = page.locator(f"{CARD} .card-text")
    expect(words).to_be_visible()
    assert words.locator("a").count() == links
    page.goto(f"{address}{WHOLE}p8/")
    marked = page.locator("#p8 .term[href]")
    begin = marked.all_text_contents()[:links]
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/p8/']"))
    expect(words).to_be_visible()
    assert words.locator("a").all_text_contents() == begin


def nested(page: Page, address: str) -> Locator:
    """Open two cards: of a paragraph, and of a term in it."""
    page.goto(f"{address}introduction/")
    rest(link(page, "[href$='/p8/']"))
    cards = page.locator(CARD)
    expect(cards).to_have_count(1)
    cards.locator(".card-text a").first.hover()
    expect(cards).to_have_count(2)
    return cards


def test_a_link_in_a_card_opens_one_more_and_the_first_stays(page: Page, address: str) -> None:
    cards = nested(page, address)
    expect(cards.nth(0)).to_contain_text("¶ 8")
    expect(cards.nth(1)).to_contain_text("习近平")
    inner, opener = box(cards.nth(1)), box(cards.nth(0).locator(".card-text a").first)
    assert inner["y"] >= opener["y"] + opener["height"]  # it does not cover what it is about
    cards.nth(1).hover()
    page.wait_for_timeout(LATER)
    expect(cards).to_have_count(2)
    cards.nth(0).locator(".card-title").hover()
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("¶ 8")
    page.mouse.move(2, 2)
    expect(cards).to_have_count(0)


def test_leaving_all_cards_puts_all_away(page: Page, address: str) -> None:
    cards = nested(page, address)
    page.mouse.move(2, 2)
    expect(cards).to_have_count(0)


def test_escape_and_the_button_close_the_topmost_alone(page: Page, address: str) -> None:
    cards = nested(page, address)
    page.keyboard.press("Escape")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("¶ 8")
    page.keyboard.press("Escape")
    expect(cards).to_have_count(0)
    page.mouse.move(2, 2)
    cards = nested(page, address)
    cards.nth(1).get_by_role("button", name="Close").click()
    expect(cards).to_have_count(1)
    cards.get_by_role("button", name="Close").click()
    expect(cards).to_have_count(0)
    expect(link(page, "[href$='/p8/']")).to_be_focused()


def test_there_are_at_most_three_and_none_is_about_the_same_as_one_below(
    page: Page, address: str
) -> None:
    # Each entry leads to the paragraph, the paragraph to entries: it would have no end.
    card = {"headword": "x", "language": "en", "text": "see", "first": 3}
    for name, target in (("xi-jinping", "glossary/talent"), ("talent", "glossary/new-era")):
        made = json.dumps({**card, "headword": name, "links": [[0, 3, target]]})
        page.route(
            f"**/data/cards/glossary/{name}.json",
            partial(Route.fulfill, body=made, content_type="application/json"),
        )
    cards = nested(page, address)
    cards.nth(1).locator(".card-text a").hover()
    expect(cards).to_have_count(3)
    expect(cards.nth(2)).to_contain_text("talent")
    cards.nth(2).locator(".card-text a").hover()
    page.wait_for_timeout(LATER)
    expect(cards).to_have_count(3)
    cards.nth(2).locator(".card-title").hover()  # it is about talent already
    page.wait_for_timeout(LATER)
    expect(cards).to_have_count(3)


def test_a_term_in_a_text_leads_from_its_card_to_further_cards(page: Page, address: str) -> None:
    choose(page, reading="check")
    page.goto(f"{address}{WHOLE}p4/")
    rest(page.locator("#p4-new-quality-productive-forces-1"))
    cards = page.locator(CARD)
    cards.get_by_label("Previous place").hover()
    expect(cards.nth(1)).to_contain_text("¶ 1 Politburo study session")
    cards.nth(1).locator(".card-text a").first.hover()
    expect(cards).to_have_count(3)
    page.goto(address + WHOLE)
    rest(page.locator("#p4-total-factor-productivity-1"))
    cards.locator(".card-text a").hover()
    expect(cards.nth(1)).to_contain_text("生产力")


# By keyboard


def test_the_keyboard_goes_into_each_card_and_back_to_where_it_came_from(
    page: Page, address: str
) -> None:
    page.goto(f"{address}introduction/")
    opener = link(page, "[href$='/p8/']")
    opener.focus()
    cards = page.locator(CARD)
    expect(cards).to_contain_text("¶ 8")
    page.keyboard.press("Tab")
    expect(cards.locator(".card-title")).to_be_focused()
    page.keyboard.press("Tab")
    term = cards.first.locator(".card-text a").first
    expect(term).to_be_focused()
    expect(cards.nth(1)).to_contain_text("习近平")
    page.keyboard.press("Tab")
    expect(cards.nth(1).locator(".card-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cards).to_have_count(1)
    expect(term).to_be_focused()
    page.keyboard.press("Escape")
    expect(cards).to_have_count(0)
    expect(opener).to_be_focused()
    page.wait_for_timeout(LATER)
    expect(cards).to_have_count(0)  # a focus that comes back opens none


def test_tab_leaves_the_last_card_in_order_and_shift_tab_the_first(
    page: Page, address: str
) -> None:
    page.goto(f"{address}introduction/")
    opener = link(page, "[href$='/p8/']")
    opener.focus()
    cards = page.locator(CARD)
    expect(cards).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(cards).to_have_count(2)
    page.keyboard.press("Tab")  # into the card of the term, which has no more than its title
    page.keyboard.press("Tab")
    expect(cards.first.locator(".card-text a").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(cards.first.locator(".card-title")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(cards).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Tab")
    expect(opener).not_to_be_focused()
    assert page.evaluate("() => document.activeElement.closest('article') !== null")


def test_enter_follows_a_link_that_has_a_card(page: Page, address: str) -> None:
    page.goto(f"{address}introduction/")
    link(page, "[href$='/p8/']").focus()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("¶ 8 of 9")


# How it looks


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_cards_are_open_one_above_the_other(
    page: Page, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    cards = nested(page, address)
    assert faults(page) == []
    for card in cards.all():
        expect(card).to_have_role("complementary")
        expect(card).to_have_accessible_name(
            re.compile("^(¶.8 Politburo study session|Xi Jinping)$")
        )


def test_on_a_narrow_screen_the_second_card_leaves_the_first_to_be_seen(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    cards = nested(page, address)
    above, below = box(cards.nth(1)), box(cards.nth(0))
    assert above["y"] == 0
    assert above["y"] + above["height"] <= below["y"]
    assert below["y"] + below["height"] == pytest.approx(700, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


SHIFTS = """() => {
  self.shifts = 0;
  const add = (list) => { for (const { value } of list.getEntries()) self.shifts += value; };
  new PerformanceObserver(add).observe({ type: "layout-shift" });
}"""


def test_cards_move_nothing_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}introduction/")
    link(page, "[href$='/p8/']").scroll_into_view_if_needed()
    page.evaluate(SHIFTS)
    link(page, "[href$='/p8/']").hover()
    cards = page.locator(CARD)
    expect(cards).to_have_count(1)
    cards.locator(".card-text a").first.hover()
    expect(cards).to_have_count(2)
    for card in cards.all():
        assert card.evaluate("card => card.getAnimations().length") == 0
        assert card.evaluate("card => getComputedStyle(card).transitionDuration") == "0s"
    page.mouse.move(2, 2)
    expect(cards).to_have_count(0)
    assert page.evaluate("self.shifts") == 0


def test_the_script_is_loaded_by_need(site: Path) -> None:
    name = named(site, "assets/previews.js")
    html = (site / "introduction" / "index.html").read_text(encoding="utf-8")
    assert f'data-previews="../{name}"' in html
    assert not re.search(rf"<(?:script|link)[^>]*{re.escape(name)}", html)
