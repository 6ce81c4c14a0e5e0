"""The panel for a sentence, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TEXT, choose, faults, resting, rules_in
from playwright.sync_api import Browser, Locator, Page, expect

WHOLE = f"texts/{TEXT}/"
SENTENCE = "#p4s2"  # it has a note of a low rank, and no term
OPENING = "#p4s1"  # it has terms and a note
PANEL = ".sentence-panel"
END = """element => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { right, bottom } = [...element.getClientRects()].at(-1);
    return [right, bottom];
}"""


def ask(page: Page, sentence: str = SENTENCE) -> Locator:
    """Click on the last words of a sentence; return the panel that opens."""
    right, bottom = page.locator(sentence).evaluate(END)
    page.mouse.click(right - 12, bottom - 8)
    expect(page.locator(PANEL)).to_be_visible()
    return page.locator(PANEL)


def test_a_click_on_a_sentence_shows_its_terms_notes_and_copies(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    panel = ask(page, OPENING)
    expect(panel).to_contain_text("¶ 4, sentence 1")
    expect(panel.get_by_role("link", name="high-quality development", exact=True)).to_be_visible()
    expect(panel).to_contain_text("高质量发展")
    expect(panel).to_contain_text("Notes on the translation")
    expect(panel.get_by_role("button", name="Copy the link")).to_be_visible()
    expect(page.locator(OPENING)).to_have_class("sentence asked")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(OPENING)).to_have_class("sentence")


@pytest.mark.parametrize("path", [WHOLE, f"{WHOLE}p4/"])
def test_its_link_and_its_quotation_name_the_sentence(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + path)
    panel = ask(page)
    link = f"{address}{WHOLE}p4/#p4s2"
    for name, words in {
        "Copy the link": link,
        "Copy the quotation": "“We needed to summarize it theoretically to use it to guide new "
        f"development practices.” (Politburo study session, ¶ 4)\n{link}",
    }.items():
        panel.get_by_role("button", name=name).click()
        expect(panel.get_by_role("button", name=name)).to_have_text("Copied")
        page.wait_for_function(
            "async words => (await navigator.clipboard.readText()) === words", arg=words
        )
    context.close()


def test_keys_open_it_and_lead_from_sentence_to_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}{WHOLE}p4/")
    page.locator("#p4-high-quality-development-1").focus()
    page.keyboard.press("i")
    panel = page.locator(PANEL)
    expect(panel.get_by_role("heading", name="¶ 4, sentence 1")).to_be_focused()
    expect(page.get_by_role("button", name="Previous sentence")).to_be_hidden()
    page.get_by_role("button", name="Next sentence").press("Enter")
    expect(panel).to_contain_text("¶ 4, sentence 2")
    expect(page.get_by_role("button", name="Next sentence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#p4-high-quality-development-1")).to_be_focused()


def test_it_has_what_the_way_of_reading_leaves_out(page: Page, address: str) -> None:
    choose(page, reading="read")
    page.goto(f"{address}{WHOLE}p4/")
    panel = ask(page, OPENING)
    term = panel.get_by_role("link", name="high-quality development", exact=True)
    assert (term.get_attribute("href") or "").endswith("glossary/high-quality-development/")
    expect(panel.locator(".card-title").first).not_to_contain_text("Note")
    ask(page)
    expect(panel).to_contain_text("¶ 4, sentence 2")
    expect(panel.get_by_role("link", name="Odd", exact=True)).to_be_visible()


def test_a_note_written_from_it_is_listed_in_it(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    panel = ask(page)
    panel.get_by_role("button", name="Write a note on this sentence").click()
    page.get_by_label("Your note", exact=True).fill("to look up")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(panel).to_contain_text("to look up")
    panel.get_by_role("button", name="Delete").click()
    expect(panel).not_to_contain_text("to look up")


def test_selecting_words_and_following_a_link_do_not_open_it(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    right, bottom = page.locator(SENTENCE).evaluate(END)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p4s3'))")
    expect(page.get_by_role("group", name="Selected words")).to_be_visible()
    page.mouse.click(right - 150, bottom - 8)  # puts the selection away
    expect(page.get_by_role("group", name="Selected words")).to_be_hidden()
    expect(page.locator(PANEL)).to_have_count(0)
    page.locator("#p4-high-quality-development-1").click()
    expect(page.locator("h1")).to_have_text("high-quality development")


def test_on_a_phone_the_sheet_does_not_cover_the_sentence(browser: Browser, address: str) -> None:
    with resting(browser, 390, "light") as page:
        page.goto(address + WHOLE)
        ask(page, "#p9s1")
        sheet = page.locator(PANEL).bounding_box()
        words = page.locator("#p9s1").bounding_box()
        assert sheet is not None
        assert words is not None
        assert sheet["width"] == 390
        header = page.locator(".md-header").evaluate("it => it.getBoundingClientRect().bottom")
        assert header <= words["y"]
        assert words["y"] + min(words["height"], 100) <= sheet["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_is_open(browser: Browser, address: str, scheme: str) -> None:
    with resting(browser, 1440, scheme) as page:
        page.goto(address + WHOLE)
        ask(page, OPENING)
        assert faults(page, *rules_in(scheme)) == []


def test_it_works_in_a_folder(page: Page, folder_site: Path) -> None:
    page.goto((folder_site / WHOLE / "p4.html").as_uri())
    expect(ask(page)).to_contain_text("从理论上进行总结")
