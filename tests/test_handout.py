"""The handout: gathered while one reads, ordered, printed, as Markdown and as a Word document."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from conftest import faults, stored
from lxml import etree
from playwright.sync_api import Page, expect
from test_sentence import OPENING, ask

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "texts/politburo-study-session"
KEPT = "JSON.parse(localStorage.getItem('reader.handout') ?? '[]').length"

pytestmark = pytest.mark.edition


def gather(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).first.click()
    page.locator(".share-menu").get_by_role("button", name="to the handout").click()
    expect(page.locator(".share-menu").get_by_role("link", name="Open the handout")).to_be_focused()
    page.keyboard.press("Escape")


@pytest.fixture
def handout(page: Page, address: str) -> Page:
    """The page of the handout, on a server, with a paragraph and an entry."""
    page.goto(f"{address}{TEXT}/p4/")
    gather(page, "Copy paragraph 4: link, quotation or citation")
    page.goto(f"{address}glossary/new-quality-productive-forces/")
    gather(page, "Copy this entry: link, quotation or citation")
    page.goto(f"{address}handout/")
    expect(page.locator(".handout-items li")).to_have_count(2)
    return page


def test_a_note_is_gathered_from_the_panel_of_a_sentence(page: Page, folder_site: Path) -> None:
    page.goto((folder_site / TEXT / "p4.html").as_uri())
    panel = ask(page, OPENING)
    item = panel.locator(".sentence-item").first
    item.get_by_role("button", name="to the handout").click()
    with stored(page):
        item.get_by_role("link", name="Open the handout").click()
        expect(page).to_have_url((folder_site / "handout.html").as_uri())
    assert page.evaluate(KEPT) == 1
    (name,) = names(page)
    assert name.startswith("Note N")
    assert " on " in name
    assert len(page.locator("blockquote").inner_text()) > 20


def names(page: Page) -> list[str]:
    return page.locator(".handout-items a").all_inner_texts()


def test_what_was_gathered_stands_with_its_words_and_its_place(
    handout: Page, address: str, folder_site: Path
) -> None:
    expect(handout.locator(".handout-items li")).to_have_count(2)
    assert names(handout)[0].endswith(", ¶ 4")
    words = handout.locator("blockquote").first.inner_text()
    source = (folder_site / "data" / TEXT).with_suffix(".txt")
    assert words.startswith("“")
    assert words.endswith("”")
    assert words[1:-1] in " ".join(source.read_text(encoding="utf-8").split())
    assert not handout.locator("blockquote").nth(1).inner_text().startswith("“")
    assert "edition of" in handout.locator(".handout-edition").inner_text()
    assert "Paragraphs 1 and 3 to 9" in handout.locator(".handout-foot").inner_text()
    handout.locator(".handout-items a").first.click()
    expect(handout).to_have_url(f"{address}{TEXT}/p4/")


def test_items_are_moved_removed_and_put_back_by_keyboard(handout: Page) -> None:
    first, second = names(handout)
    handout.get_by_role("button", name=f"Move {first} down").press("Enter")
    assert names(handout) == [second, first]
    handout.get_by_role("button", name=f"Remove {second}").press("Enter")
    assert names(handout) == [first]
    expect(handout.get_by_role("button", name=f"Put {second} back")).to_be_focused()
    handout.keyboard.press("Enter")
    assert names(handout) == [second, first]
    handout.reload()
    expect(handout.locator(".handout-items li")).to_have_count(2)
    assert names(handout) == [second, first]


def test_a_comment_is_kept(handout: Page) -> None:
    handout.locator("textarea").first.fill("Mind the term.\nTwice.")
    handout.reload()
    expect(handout.locator("textarea").first).to_have_value("Mind the term.\nTwice.")


def test_the_word_document_has_the_words_the_places_and_the_comments(
    handout: Page, tmp_path: Path
) -> None:
    handout.locator("textarea").first.fill("<b>Mind</b> & “it”")
    handout.locator(".handout-title").fill("On one term")
    words = handout.locator("blockquote").first.inner_text()
    with handout.expect_download() as download:
        handout.get_by_role("button", name="Save for Word as a document").click()
    path = tmp_path / "handout.docx"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        for name in file.namelist():
            etree.fromstring(file.read(name))
        document = etree.fromstring(file.read("word/document.xml"))
        links = file.read("word/_rels/document.xml.rels").decode()
    paragraphs = ["".join(part.itertext()) for part in document.iter(f"{WORD}p")]
    assert paragraphs[:2] == ["On one term", words]
    assert "<b>Mind</b> & “it”" in paragraphs
    assert "/p4/" in links


def test_the_markdown_has_all_of_it(handout: Page) -> None:
    handout.context.grant_permissions(["clipboard-read", "clipboard-write"])
    handout.locator("textarea").first.fill("*Mind* it.")
    handout.get_by_role("button", name="Copy as Markdown").click()
    expect(handout.get_by_role("button", name="Copied")).to_be_visible()
    copied = handout.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# Handout\n\n> “")
    assert "\\*Mind\\* it." in copied
    assert "edition of" in copied.splitlines()[-1]


def test_what_another_window_gathers_is_not_lost_by_a_comment(handout: Page, address: str) -> None:
    comment = handout.locator("textarea").first
    comment.fill("First.")
    other = handout.context.new_page()
    other.goto(f"{address}{TEXT}/p7/")
    gather(other, "Copy paragraph 7: link, quotation or citation")
    expect(handout.locator(".handout-items li")).to_have_count(3)
    expect(comment).to_be_focused()
    comment.press_sequentially(" Second.")
    handout.reload()
    expect(handout.locator(".handout-items li")).to_have_count(3)
    expect(comment).to_have_value("First. Second.")


@pytest.mark.parametrize(
    "stored",
    [
        "nonsense",
        "7",
        json.dumps([None, {"link": "javascript:alert(1)", "title": "x"}, {"link": 1}]),
        json.dumps([{"link": "https://example.org/", "title": "<img src=x onerror=hit()>"}]),
    ],
)
def test_what_others_wrote_into_the_storage_is_no_item(
    stored: str, page: Page, folder_site: Path
) -> None:
    page.goto((folder_site / "handout.html").as_uri())
    page.evaluate("stored => localStorage.setItem('reader.handout', stored)", stored)
    page.reload()
    expect(page.locator(".handout-none")).to_be_visible()
    expect(page.locator(".handout-items li")).to_have_count(0)


def test_on_paper_stands_what_was_gathered_and_no_button(handout: Page) -> None:
    handout.emulate_media(media="print")
    assert not handout.locator(".handout .own-button:visible").count()
    expect(handout.locator("blockquote").first).to_be_visible()


def test_axe_finds_nothing_on_a_handout(handout: Page) -> None:
    assert faults(handout) == []
