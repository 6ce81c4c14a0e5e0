"""The reader's own highlights and notes, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TEXT, stored
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

WHOLE = f"texts/{TEXT}/"
PARAGRAPH = f"texts/{TEXT}/p4/"
KEY = "reader.annotations"
ACROSS = "required the guidance of new productivity theory, and new productivity had"
WORDS = "We needed to summarize it theoretically"
HOSTILE = '<img src=x onerror="document.title=1"><b>bold</b>'

# Selects words of one paragraph, or from those of one to those of another.
SELECT = """([from, exact, to, last]) => {
    const spot = (id, words, end) => {
        const paragraph = document.getElementById(id);
        let rest = paragraph.textContent.indexOf(words) + (end ? words.length : 0);
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        while (walker.nextNode().length <= rest) rest -= walker.currentNode.length;
        return [walker.currentNode, rest];
    };
    document.getElementById(from).scrollIntoView({ block: "center" });
    const [first, at] = spot(from, exact, false);
    const [second, until] = spot(to ?? from, last ?? exact, true);
    getSelection().setBaseAndExtent(first, at, second, until);
}"""
DRAWN = """() => [...CSS.highlights].filter(([name]) => name.startsWith("own-"))
    .flatMap(([, ranges]) => [...ranges].map(String))"""


def select(page: Page, *where: str) -> None:
    page.evaluate(SELECT, list(where))
    expect(page.get_by_role("button", name="Highlight", exact=True)).to_be_visible()


def highlight(page: Page, *where: str) -> None:
    select(page, *where)
    page.get_by_role("button", name="Highlight", exact=True).click()


def annotate(page: Page, note: str, *where: str) -> None:
    select(page, *where)
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_label("Your note", exact=True).fill(note)
    page.get_by_role("button", name="Save", exact=True).click()


def expect_drawn(page: Page, *words: str) -> None:
    """Wait until just these words are drawn as highlights: a store may be read a little late."""
    drawn = f"(words) => JSON.stringify(({DRAWN})().sort()) === JSON.stringify(words)"
    try:
        page.wait_for_function(drawn, arg=sorted(words))
    except PlaywrightTimeoutError:
        assert sorted(page.evaluate(DRAWN)) == sorted(words)


def kept(page: Page) -> list[dict[str, Any]]:
    value: str | None = page.evaluate(f"localStorage.getItem('{KEY}')")
    items: list[dict[str, Any]] = json.loads(value)["first"]["items"] if value else []
    return items


def keep(page: Page, *items: dict[str, Any]) -> None:
    """Put annotations into the storage, as an earlier visit would have."""
    value = json.dumps({"first": {"items": items}})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])


def annotation(exact: str, paragraph: str = "p4", **more: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}
    return {
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "type": "Annotation",
        "created": "2026-01-01T00:00:00.000Z",
        "modified": "2026-01-01T00:00:00.000Z",
        "target": {"source": f"texts/{TEXT}/{paragraph}/", "selector": [quote]},
        **more,
    }


def bring(page: Page, data: object) -> None:
    words = data if isinstance(data, str) else json.dumps(data)
    file = {"name": "notes.json", "mimeType": "application/json", "buffer": words.encode()}
    page.locator(".your-notes input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def exported(page: Page, name: str) -> str:
    with page.expect_download() as started:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(started.value.path()).read_text(encoding="utf-8")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def test_what_is_pressed_is_about_the_words_that_are_selected_now(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    select(page, "p4", WORDS)
    page.evaluate(
        f"""() => {{
            ({SELECT})(["p4", "In sum"]);
            const button = document.querySelector(".own-bar button");
            button.dispatchEvent(new PointerEvent("pointerdown", {{ bubbles: true }}));
            button.click();
        }}"""
    )
    expect_drawn(page, "In sum")


def test_a_highlight_across_a_term_is_there_and_drawn_after_a_reload(
    page: Page, address: str
) -> None:
    page.goto(address + PARAGRAPH)
    words = page.locator("#p4").text_content()
    highlight(page, "p4", ACROSS)
    expect_drawn(page, ACROSS)
    page.reload()
    expect_drawn(page, ACROSS)
    assert page.locator("#p4").text_content() == words
    assert page.locator("#p4 mark, #p4 button").count() == 0


def test_what_is_kept_is_a_web_annotation_with_quote_and_position(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    annotate(page, "why?", "p4", WORDS)
    (item,) = kept(page)
    words = page.locator("#p4").text_content() or ""
    quote, position, sentence = item["target"]["selector"]
    start = words.index(WORDS)
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": WORDS,
        "prefix": words[start - 32 : start],
        "suffix": words[start + len(WORDS) :][:32],
    }
    assert (position["start"], position["end"]) == (start, start + len(WORDS))
    assert sentence == {"type": "FragmentSelector", "value": "p4s2"}
    assert item["target"]["source"] == PARAGRAPH
    assert item["body"] == {"type": "TextualBody", "value": "why?", "format": "text/plain"}
    assert item["motivation"] == "commenting"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item["id"])


def test_dragging_the_mouse_over_words_offers_to_highlight_them(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    box = page.locator("#p4s2").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + box["height"] - 10, steps=5)
    bar = page.get_by_role("group", name="Selected words")
    expect(bar).to_be_hidden()
    page.mouse.up()
    expect(bar).to_be_visible()
    place = bar.bounding_box()
    assert place is not None
    lowest = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
    assert place["y"] >= lowest
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    assert page.evaluate("String(getSelection())")


def test_words_outside_the_text_are_not_offered(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + PARAGRAPH)
    for script in (
        "getSelection().selectAllChildren(document.querySelector('dl.terms dd'))",
        "getSelection().selectAllChildren(document.body)",
    ):
        page.evaluate(script)
        page.clock.run_for(400)
        expect(page.get_by_role("group", name="Selected words")).to_be_hidden()


def test_a_selection_across_two_paragraphs_makes_one_highlight_in_each(
    page: Page, address: str
) -> None:
    page.goto(address + WHOLE)
    highlight(page, "p4", "the essence was", "p5", "new productive forces")
    assert [item["target"]["source"] for item in kept(page)] == [
        PARAGRAPH,
        PARAGRAPH.replace("p4", "p5"),
    ]
    fourth, fifth = (page.locator(f"#{name}").text_content() or "" for name in ("p4", "p5"))
    end = fifth.index("new productive forces") + len("new productive forces")
    expect_drawn(page, fourth[fourth.index("the essence was") :], fifth[:end])


def test_a_note_is_written_edited_deleted_and_brought_back(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    annotate(page, "first thought", "p4", WORDS)
    counter = page.get_by_role("button", name="1 note of yours on paragraph 4")
    counter.click()
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text("first thought")
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Your note", exact=True).fill("second thought")
    page.get_by_role("button", name="Save", exact=True).click()
    assert kept(page)[0]["body"]["value"] == "second thought"
    assert kept(page)[0]["modified"] > kept(page)[0]["created"]
    counter.click()
    page.get_by_role("button", name="Delete").click()
    assert kept(page) == []
    expect_drawn(page)
    expect(counter).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    assert kept(page)[0]["body"]["value"] == "second thought"
    expect_drawn(page, WORDS)


def test_what_was_written_and_not_saved_can_be_taken_up_again(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    select(page, "p4", WORDS)
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_label("Your note", exact=True).fill("half a")
    page.keyboard.press("Escape")
    assert kept(page) == []
    page.get_by_role("button", name="Go on writing").click()
    expect(page.get_by_label("Your note", exact=True)).to_have_value("half a")
    page.get_by_role("button", name="Save", exact=True).click()
    assert kept(page)[0]["body"]["value"] == "half a"


def test_clicking_a_highlighted_place_opens_its_note(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    annotate(page, "here", "p4", WORDS)
    x, y = page.evaluate(
        """() => {
            const [range] = CSS.highlights.get("own-note");
            const box = range.getClientRects()[0];
            return [box.left + 12, box.top + box.height / 2];
        }"""
    )
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text("here")


def test_the_page_of_a_text_and_that_of_a_paragraph_show_the_same(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    highlight(page, "p4", ACROSS)
    page.goto(address + PARAGRAPH)
    expect_drawn(page, ACROSS)
    page.goto(address + PARAGRAPH.replace("p4", "p5"))
    expect_drawn(page)
    page.goto(address + WHOLE + "index.html")
    expect_drawn(page, ACROSS)


def test_another_tab_shows_what_was_highlighted_here(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    other = page.context.new_page()
    other.goto(address + WHOLE)
    highlight(page, "p4", WORDS)
    expect(other.get_by_role("button", name="1 note of yours on paragraph 4")).to_be_visible()
    expect_drawn(other, WORDS)
    highlight(other, "p5", "new productive forces")
    highlight(page, "p4", ACROSS)
    assert len(kept(page)) == 3


def test_all_is_listed_with_quote_note_date_and_a_link_to_the_place(
    page: Page, address: str
) -> None:
    page.goto(address + "your-notes/")
    expect(page.locator(".your-notes")).to_contain_text("No notes yet")
    page.goto(address + WHOLE)
    annotate(page, "a thought", "p5", "new productive forces")
    highlight(page, "p4", ACROSS)
    page.get_by_role("link", name="Your notes").first.click()
    listed = page.locator(".your-notes article")
    expect(listed).to_have_count(2)
    expect(listed.first.locator("blockquote")).to_have_text(ACROSS)
    expect(listed.nth(1)).to_contain_text("a thought")
    expect(listed.first.locator("time")).to_have_text(re.compile(r"\d{4}"))
    expect(listed.first).to_contain_text("Politburo study session, ¶\u00a04")
    listed.first.get_by_role("button", name="Add a note").click()
    page.get_by_label("Your note", exact=True).fill("from the list")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(listed.first).to_contain_text("from the list")
    listed.nth(1).get_by_role("button", name="Delete").click()
    expect(listed).to_have_count(1)
    listed.first.get_by_role("link", name="¶ 4").click()
    expect(page).to_have_url(f"{address}{PARAGRAPH}#p4")


def test_what_is_exported_is_imported_again_unchanged(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    annotate(page, "two *stars*", "p4", ACROSS)
    highlight(page, "p5", "new productive forces")
    before = kept(page)
    page.goto(address + "your-notes/")
    data = exported(page, "Export as JSON")
    collection = json.loads(data)
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 2)
    assert collection["first"]["type"] == "AnnotationPage"
    markdown = exported(page, "Export as Markdown")
    assert f"> {ACROSS}" in markdown
    assert f"[Politburo study session, ¶\u00a04]({address}{PARAGRAPH}#p4)" in markdown
    assert "two \\*stars\\*" in markdown
    page.evaluate("localStorage.clear()")
    page.reload()
    bring(page, data)
    expect(page.locator(".own-notice")).to_contain_text("2 new")
    assert kept(page) == before
    bring(page, data)
    expect(page.locator(".own-notice")).to_contain_text("0 new")
    assert kept(page) == before


def test_a_foreign_file_is_imported_and_the_newer_version_wins(page: Page, address: str) -> None:
    page.goto(address + "your-notes/")
    mine = annotation(WORDS, body={"type": "TextualBody", "value": "mine"})
    keep(page, mine)
    page.reload()
    foreign = {
        "id": "https://example.org/7",
        "body": [{"type": "TextualBody", "value": "from elsewhere"}],
        "target": [
            {
                "source": f"https://example.org/x/texts/{TEXT}/p5",
                "selector": {"type": "TextQuoteSelector", "exact": "new productive forces"},
            }
        ],
    }
    older = {**mine, "modified": "2025-01-01T00:00:00Z", "bodyValue": "older"}
    bring(page, {"type": "AnnotationPage", "items": [foreign, older, {"id": 1}, None]})
    told = page.locator(".own-notice")
    expect(told).to_contain_text("1 new")
    expect(told).to_contain_text("1 already here")
    expect(told).to_contain_text("2 left out")
    assert [item["body"]["value"] for item in kept(page)] == ["mine", "from elsewhere"]
    newer = {**mine, "modified": "2026-05-01T00:00:00Z", "body": "newer"}
    bring(page, {"items": [newer]})
    expect(told).to_contain_text("1 newer than yours")
    assert kept(page)[0]["body"]["value"] == "newer"
    page.get_by_role("button", name="Undo").click()
    assert kept(page)[0]["body"]["value"] == "mine"
    page.goto(address + WHOLE)
    expect_drawn(page, WORDS, "new productive forces")


@pytest.mark.parametrize("data", ["no JSON", "null", "[]", "7", '{"items": {"a": [1]}}', '"x"'])
def test_a_malformed_file_is_refused_and_changes_nothing(
    page: Page, address: str, data: str
) -> None:
    page.goto(address + "your-notes/")
    keep(page, annotation(WORDS))
    page.reload()
    before = kept(page)
    bring(page, data)
    expect(page.locator(".own-notice")).to_contain_text("Nothing was changed")
    assert kept(page) == before


def test_the_words_are_found_though_their_stored_position_is_wrong(
    page: Page, address: str
) -> None:
    page.goto(address + PARAGRAPH)
    words = page.locator("#p4").text_content() or ""
    second = words.index("high-quality development", words.index("high-quality development") + 1)
    item = annotation("high-quality development")
    item["target"]["selector"][0]["prefix"] = words[second - 32 : second]
    item["target"]["selector"].append({"type": "TextPositionSelector", "start": 2, "end": 26})
    keep(page, item)
    page.reload()
    expect_drawn(page, "high-quality development")
    anchored = page.evaluate(
        "[...CSS.highlights.get('own-highlight')][0].endContainer.parentElement.id"
    )
    assert anchored == "p4-high-quality-development-2"


def test_words_that_moved_to_another_paragraph_are_found_there(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    words = page.locator("#p4").text_content() or ""
    before, _, after = words.partition(WORDS)
    item = annotation(WORDS, paragraph="p7")
    item["target"]["selector"][0] |= {"prefix": before[-32:], "suffix": after[:32]}
    keep(page, item)
    page.goto(address + PARAGRAPH.replace("p4", "p7"))
    assert kept(page)[0]["orphan"] is True
    page.goto(address + WHOLE)
    expect_drawn(page, WORDS)
    assert kept(page)[0]["target"]["source"] == PARAGRAPH
    assert "orphan" not in kept(page)[0]


def test_a_note_whose_words_are_gone_is_listed_and_kept(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    keep(page, annotation("words that nobody wrote", bodyValue="still mine"))
    page.reload()
    expect_drawn(page)
    page.get_by_role("button", name="1 note of yours on paragraph 4").click()
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text("no longer in the text")
    page.goto(address + "your-notes/")
    listed = page.locator(".your-notes article")
    expect(listed).to_contain_text("Its words are no longer in the text")
    expect(listed).to_contain_text("still mine")
    assert "words that nobody wrote" in exported(page, "Export as JSON")
    assert "words that nobody wrote" in exported(page, "Export as Markdown")


def test_what_comes_nearest_to_lost_words_is_shown_and_not_taken(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    keep(page, annotation("in which innovation played the leading role"))
    page.reload()
    expect_drawn(page)
    page.goto(address + "your-notes/")
    page.get_by_role("link", name="What comes closest?").click()
    expect(page.locator(".quotations article")).to_have_attribute("data-verdict", "differs")
    expect(page.locator(".quotations ins")).to_have_text("a")
    assert kept(page)[0]["orphan"] is True


def test_the_keyboard_alone_highlights_writes_and_opens(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + PARAGRAPH)
    page.locator("#p4-advanced-productive-forces-1").focus()
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Highlight", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#p4-advanced-productive-forces-1")).to_be_focused()
    page.clock.run_for(1_000)
    expect(page.get_by_role("group", name="Selected words")).to_be_hidden()
    page.keyboard.press("h")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your note", exact=True)).to_be_focused()
    page.keyboard.type("by hand")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sentence = (page.locator("#p4s3").text_content() or "").strip()
    expect_drawn(page, sentence)
    expect(page.get_by_role("button", name="1 note of yours on paragraph 4")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text("by hand")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Your notes")).to_be_hidden()


def test_selecting_is_announced_with_the_key_that_leads_on(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    select(page, "p4", WORDS)
    expect(page.get_by_role("status").filter(has_text="Press h")).to_be_attached()


def test_notes_are_kept_in_a_folder_opened_by_double_click(
    browser: Browser, folder_site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    folder = folder_site / "texts" / TEXT
    page.goto((folder / "p4.html").as_uri())
    annotate(page, "in a folder", "p4", ACROSS)
    with stored(page):
        page.goto((folder / "index.html").as_uri())
    expect_drawn(page, ACROSS)
    with stored(page):
        page.goto((folder_site / "your-notes.html").as_uri())
    expect(page.locator(".your-notes article")).to_contain_text("in a folder")
    page.locator(".your-notes article a").click()
    expect(page.locator("h1")).to_have_text("¶ 4 of 9")
    context.close()


def test_hostile_notes_and_quotes_are_shown_as_text(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    annotate(page, HOSTILE, "p4", WORDS)
    page.get_by_role("button", name="1 note of yours on paragraph 4").click()
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text(HOSTILE)
    page.goto(address + "your-notes/")
    hostile = annotation(HOSTILE, id="__config", bodyValue=HOSTILE)
    bring(page, [hostile, annotation(WORDS, id="constructor", paragraph="p99")])
    expect(page.locator(".your-notes article")).to_have_count(3)
    expect(page.locator(".your-notes article").first).to_contain_text(HOSTILE)
    assert page.locator(".your-notes img, .your-notes b").count() == 0
    page.reload()
    expect(page.locator(".your-notes article")).to_have_count(3)
    assert page.title() != "1"
    assert "<img" not in exported(page, "Export as Markdown").replace("\\<", "")


def test_one_bad_item_hides_no_good_one_and_is_not_lost(page: Page, address: str) -> None:
    page.goto(address + "your-notes/")
    bad = annotation(WORDS, id="bad")
    bad["target"]["selector"][0]["exact"] = {"trim": 1}
    strange: list[Any] = [bad, None, 5, "x", {"target": {"source": {"id": 7}}}, [[]]]
    keep(page, *strange, annotation(WORDS))
    page.reload()
    expect(page.locator(".your-notes article")).to_have_count(1)
    expect(page.locator(".own-notice")).to_contain_text("6 of your notes cannot be read")
    page.goto(address + PARAGRAPH)
    expect_drawn(page, WORDS)
    highlight(page, "p4", "In sum")
    assert [item for item in kept(page) if item in strange] == strange
    page.goto(address + "your-notes/")
    bring(page, [bad, annotation("In sum", id="good")])
    expect(page.locator(".own-notice")).to_contain_text("1 new, 0 newer than yours")
    expect(page.locator(".own-notice")).to_contain_text("1 left out")


def test_a_word_as_long_as_a_book_is_cut_where_it_is_listed(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    keep(page, annotation(WORDS, bodyValue="x" * 1_000_000), annotation("y" * 1_000_000, id="y"))
    page.reload()
    page.get_by_role("button", name="2 notes of yours on paragraph 4").click()
    dialog = page.get_by_role("dialog", name="Your notes")
    expect(dialog).to_contain_text("(1000000 characters)")
    assert len(dialog.text_content() or "") < 20_000
    page.get_by_role("button", name="Edit").first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    assert len(kept(page)[0]["body"]["value"]) == 1_000_000
    page.goto(address + "your-notes/")
    assert len(page.locator(".your-notes").text_content() or "") < 20_000
    assert len(exported(page, "Export as Markdown")) > 2_000_000


MANY = """(words) => {
    const selector = [{ type: "TextQuoteSelector", exact: words }];
    const target = { source: "texts/TEXT/p4/", selector };
    const items = Array.from({ length: 140_000 }, (_, n) => ({ id: `${n}`, target }));
    const value = JSON.stringify({ first: { items } });
    const get = Storage.prototype.getItem;
    Storage.prototype.getItem = function (key) {
        return key === "reader.annotations" ? value : get.call(this, key);
    };
}""".replace("TEXT", TEXT)


@pytest.mark.parametrize("path", [PARAGRAPH, "your-notes/"])
def test_more_notes_than_anyone_writes_stop_no_page(page: Page, address: str, path: str) -> None:
    page.add_init_script(f"({MANY})({json.dumps(WORDS)})")
    page.goto(address + path)
    if path == PARAGRAPH:
        page.get_by_role("button", name="140000 notes of yours on paragraph 4").click()
    listed = page.locator(".own-item")
    expect(listed).to_have_count(200)
    page.get_by_role("button", name="Show more").click()
    expect(listed).to_have_count(400)
    expect(page.locator(".key-sheet")).to_have_count(1)


@pytest.mark.parametrize("refused", ["getItem", "setItem"])
def test_refused_storage_is_said_and_nothing_on_the_screen_is_lost(
    page: Page, address: str, refused: str
) -> None:
    page.add_init_script(
        f"""const before = Storage.prototype.{refused};
        Storage.prototype.{refused} = function (...given) {{
            if (given[0].startsWith("reader.")) throw new Error("refused");
            return before.apply(this, given);
        }};"""
    )
    page.goto(address + WHOLE)
    annotate(page, "only here", "p4", WORDS)
    expect(page.locator(".own-notice")).to_contain_text("not stored")
    highlight(page, "p5", "new productive forces")
    expect_drawn(page, WORDS, "new productive forces")
    assert "only here" in exported(page, "Save as a file")


def test_damaged_storage_is_not_overwritten(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    page.evaluate(f"localStorage.setItem('{KEY}', 'damaged')")
    page.reload()
    highlight(page, "p4", WORDS)
    expect(page.locator(".own-notice")).to_contain_text("not stored")
    expect_drawn(page, WORDS)
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "damaged"


def test_where_highlights_cannot_be_drawn_the_mark_beside_the_paragraph_remains(
    page: Page, address: str
) -> None:
    page.add_init_script("delete globalThis.Highlight; delete CSS.highlights")
    page.goto(address + PARAGRAPH)
    highlight(page, "p4", WORDS)
    page.get_by_role("button", name="1 note of yours on paragraph 4").click()
    expect(page.get_by_role("dialog", name="Your notes")).to_contain_text(WORDS)


def test_nothing_moves_when_the_bar_or_a_note_appears(page: Page, address: str) -> None:
    page.goto(address + WHOLE)
    boxes = "[...document.querySelectorAll('.words')].map((p) => p.getBoundingClientRect().top)"
    select(page, "p4", WORDS)
    before = page.evaluate(boxes)
    page.get_by_role("button", name="Highlight", exact=True).click()
    assert page.evaluate(boxes) == before


def test_on_a_phone_the_bar_lies_at_the_bottom_with_large_buttons(
    phone: Page, address: str
) -> None:
    phone.goto(address + PARAGRAPH)
    phone.evaluate("scrollTo(0, 0)")
    select(phone, "p4", ACROSS)
    box = phone.get_by_role("button", name="Highlight", exact=True).bounding_box()
    assert box is not None
    assert box["y"] > 700
    assert min(box["width"], box["height"]) >= 40
    phone.get_by_role("button", name="Note", exact=True).tap()
    phone.get_by_label("Your note", exact=True).fill("on the road")
    phone.get_by_role("button", name="Save", exact=True).tap()
    expect_drawn(phone, ACROSS)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_putting_the_hits_of_a_search_away_leaves_the_notes(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    highlight(page, "p4", WORDS)
    page.goto(f"{address}{PARAGRAPH}?find=theory")
    page.get_by_role("button", name="Clear highlights").click()
    expect_drawn(page, WORDS)


def test_without_javascript_the_page_says_that_it_needs_it(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "your-notes/")
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.get_by_text("on this device only")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_page_of_notes_fits_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address + "your-notes/")
    keep(page, annotation("x" * 300, bodyValue="y" * 300))
    page.reload()
    expect(page.locator(".your-notes article")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_notes_leave_nothing_on_paper_but_on_their_own_page(page: Page, address: str) -> None:
    page.goto(address + PARAGRAPH)
    highlight(page, "p4", WORDS)
    page.emulate_media(media="print")
    expect(page.locator(".place .own-button")).to_be_hidden()
    page.goto(address + "your-notes/")
    expect(page.locator(".your-notes blockquote")).to_be_visible()


# What is kept, but for the first load of one page; the real store of a folder may do the same.
EMPTY = """
const isFirst = location.pathname.endsWith("p5.html") && !sessionStorage.tried;
if (isFirst) sessionStorage.tried = "1";
const value = isFirst || sessionStorage.cleared ? {} : { "reader.reading": "check" };
Object.defineProperty(window, "localStorage", { value });
"""
VISIT = "performance.getEntriesByType('navigation')[0].type"


def test_a_page_of_a_folder_that_gets_an_empty_store_is_loaded_again(
    page: Page, folder_site: Path
) -> None:
    """Chromium (156) gives one page in fifty a store of its own; here it is made to."""
    page.add_init_script(f"{{ {EMPTY} }}")
    folder = folder_site / "texts" / TEXT
    for _ in range(10):  # a busy browser may lose the session of a folder too: then once more
        page.goto((folder / "p4.html").as_uri())
        page.evaluate("() => { delete sessionStorage.tried; sessionStorage.there = '1'; }")
        page.evaluate("to => { location.href = to; }", (folder / "p5.html").as_uri())
        page.wait_for_url("**/p5.html")
        page.wait_for_timeout(200)
        if page.evaluate("sessionStorage.there"):
            break
    expect(page.locator("html")).to_have_attribute("data-reading", "check")
    assert page.evaluate(f"[{VISIT}, sessionStorage.tried]") == ["reload", "1"]
    # Whoever clears it is not led in circles.
    page.evaluate("() => { delete localStorage['reader.reading']; sessionStorage.cleared = '1'; }")
    page.evaluate("to => { location.href = to; }", (folder / "p6.html").as_uri())
    page.wait_for_url("**/p6.html")
    assert page.evaluate(VISIT) == "navigate"
