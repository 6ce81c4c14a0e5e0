"""Taking a place along: links to words, quotations and citations, in a real browser."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from conftest import TEXT
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from reader.edition.index import Index

PARAGRAPH = f"texts/{TEXT}/p4/"
# Select from one place to another in the words of the paragraphs, as a reader does.
SELECT = """([id, start, length]) => {
    const range = new Range();
    const find = (at) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data, length } = walker.currentNode;
            if (at <= length) return [walker.currentNode, at];
            at -= length;
        }
    };
    range.setStart(...find(start));
    range.setEnd(...find(start + length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return range.toString();
}"""
# Whether the words that are wanted stand on the screen, and not the whole page does.
SEEN = """(words) => {
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const visible = [];
    while (walker.nextNode()) {
        const range = new Range();
        range.selectNodeContents(walker.currentNode);
        const { top, bottom } = range.getBoundingClientRect();
        if (bottom > 0 && top < innerHeight) visible.push(walker.currentNode.data);
    }
    return visible.join("").replace(/\\s+/g, " ").includes(words);
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window so low that a link has to lead to its very words."""
    made = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"],
        viewport={"width": 1280, "height": 240},
        reduced_motion="reduce",
    )
    yield made
    made.close()


def take(page: Page, what: str) -> str:
    """Choose something from the menu, and return what is on the clipboard then."""
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name=f"Copy the {what}", exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    expect(page.get_by_role("status").filter(has_text="Copied: ")).to_be_attached()
    for _ in range(20):  # a busy browser gives nothing now and then, though something is there
        if words := str(page.evaluate("navigator.clipboard.readText()")):
            return words
        page.wait_for_timeout(50)
    raise AssertionError(f"nothing was copied as {what}")


def link_to_words(page: Page, paragraph: str, start: int, length: int) -> tuple[str, str]:
    """Select words, and return them and the link that the page offers."""
    words = page.evaluate(SELECT, [paragraph, start, length])
    page.locator(".own-bar").get_by_text("Copy").click()
    return words, take(page, "link")


def test_a_paragraph_gives_its_link_and_its_words(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/")
    opener = page.get_by_role("button", name="Copy paragraph 4: link, quotation or citation")
    opener.click()
    assert take(page, "link") == address + PARAGRAPH
    expect(opener).to_be_focused()
    opener.press("Enter")
    words = " ".join(str(page.locator("#p4").text_content()).split())
    title = "Accelerate the development of new productive forces and solidly promote high-quality"
    source = f"({title} development, ¶ 4)\n{address}{PARAGRAPH}"
    assert take(page, "quotation") == f"“{words}” {source}"


def test_the_menu_is_put_away_by_escape_and_focus_returns(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    opener = page.locator(".copy-link")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy the link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".share-menu")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("path", [f"texts/{TEXT}/", PARAGRAPH])
def test_citations_are_those_of_the_fold(context: BrowserContext, address: str, path: str) -> None:
    page = context.new_page()
    page.goto(address + PARAGRAPH)
    page.locator(".cite-fold > summary").click()
    wanted = {
        name: re.sub(r"\s+", " ", form).strip()
        for name, form in zip(
            page.locator(".cite-fold dt").all_text_contents(),
            page.locator(".cite-fold dd").all_text_contents(),
            strict=True,
        )
    }
    assert len(wanted) == 8
    page.goto(address + path)
    for name, form in wanted.items():
        page.get_by_role("button", name="Copy paragraph 4: link, quotation or citation").click()
        given = re.sub(r"\s+", " ", take(page, f"citation: {name}")).strip()
        assert given == form


def test_an_entry_is_cited_like_a_paragraph(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}glossary/total-factor-productivity/")
    page.get_by_role("button", name="Copy this entry: link, quotation or citation").click()
    assert "全要素生产率" in take(page, "citation: APA")


def test_words_in_italics_arrive_in_italics(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + PARAGRAPH)
    page.locator(".copy-link").click()
    take(page, "citation: APA")
    html = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType("text/html")).text();
        }"""
    )
    assert "<i>" in html


def test_a_link_to_any_words_leads_to_them(
    context: BrowserContext, address: str, index: Index
) -> None:
    """Across terms, notes and sentences, and by the fragment alone, without the id."""
    chance = random.Random(4)
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/")
    for block in index.texts[TEXT].paragraphs:
        start = chance.randrange(len(block.words) - 60)
        length = chance.choice((3, 20, 60, min(400, len(block.words) - start - 1)))
        words, link = link_to_words(page, block.id, start, length)
        base, _, fragment = link.partition("#")
        assert base == f"{address}texts/{TEXT}/{block.id}/"
        sentence, _, text = fragment.partition(":~:")
        assert re.fullmatch(rf"{block.id}s\d+", sentence)
        friend = context.new_page()
        friend.goto(f"{base}#:~:{text}")
        friend.wait_for_function(SEEN, arg=" ".join(words.split())[:20].strip())
        expect(friend.locator(".hit-bar")).to_have_count(0)
        friend.close()


def test_words_of_two_paragraphs_have_a_link_to_the_whole_text(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/")
    page.evaluate(SELECT, ["p4", 700, 0])
    page.evaluate(
        """() => getSelection().extend(document.querySelector("#p5s1 .term").firstChild, 3)"""
    )
    page.locator(".own-bar").get_by_text("Copy").click()
    link = take(page, "link")
    assert re.match(rf"{re.escape(address)}texts/{TEXT}/#p4s\d+:~:text=", link)
    friend = context.new_page()
    friend.goto(link)
    expect(friend.locator(".hit-bar")).to_have_count(0)


def test_a_link_whose_words_are_gone_says_so(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{PARAGRAPH}#p4s5:~:text=these%20words%20never%20stood%20here")
    expect(page.locator(".hit-bar")).to_contain_text("these words never stood here")
    expect(page.locator("#p4s5")).to_be_in_viewport()


CHINESE = (
    "中共中央政治局下午就扎实推进高质量发展进行第十一次集体学习。"
    "发展新质生产力是推动高质量发展的内在要求和重要着力点。"
)


def test_a_link_to_chinese_words_leads_to_them(context: BrowserContext, address: str) -> None:
    def in_chinese(route: Route) -> None:
        response = route.fetch()
        html = response.text().replace('<html lang="en"', '<html lang="zh-Hans"')
        sentence = r'(<span id="p4s1" class="sentence">).*?(?=<span id="p4s2")'
        html = re.sub(sentence, rf"\g<1>{CHINESE * 30}</span>", html, flags=re.DOTALL)
        html = html.replace(CHINESE * 30, f"{CHINESE * 29}新质生产力需要人来发展。")
        route.fulfill(response=response, body=html)

    context.route(f"**/{PARAGRAPH}", in_chinese)
    page = context.new_page()
    page.goto(address + PARAGRAPH)
    start = len(CHINESE) * 29 + 1  # in the midst of a word
    words, link = link_to_words(page, "p4", start, 6)
    assert words == "质生产力需要"
    friend = context.new_page()
    base, _, fragment = link.partition("#")
    friend.goto(f"{base}#:~:{fragment.partition(':~:')[2]}")
    friend.wait_for_function("scrollY > 300")
    expect(friend.locator(".hit-bar")).to_have_count(0)


def test_the_button_of_an_entry_is_seen(page: Page, address: str) -> None:
    page.goto(f"{address}glossary/total-factor-productivity/")
    expect(page.locator(".crumb .copy-link")).to_have_css("opacity", "1")
