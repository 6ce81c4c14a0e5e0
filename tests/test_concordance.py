"""The concordance: all places of words, outside a browser, and the page that shows them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TEXT
from playwright.sync_api import Page, expect
from test_front import Front
from test_quotations import judge_of

from reader.edition.index import Index

TERM = "new-quality-productive-forces"


@pytest.fixture(scope="module")
def front(index: Index) -> Iterator[Front]:
    made = judge_of(index)
    yield made
    made.node.communicate()


def test_every_place_of_a_word_is_found_and_none_within_another(front: Front, index: Index) -> None:
    words = " ".join(block.words for block in index.texts[TEXT].blocks)
    for word in ("forces", "green", "productivity", "we", "high-quality development"):
        wanted = re.findall(rf"(?i)(?<!\w){word}(?!\w)", re.sub(r"\s+", " ", words))
        lines = front.call("lines", word, None, "place")
        assert len(lines) == len(wanted), word
        for line in lines:
            whole = line["before"] + line["words"] + line["after"]
            assert whole in {block.words for block in index.texts[TEXT].blocks}


def test_a_star_stands_for_the_rest_of_a_word(front: Front) -> None:
    found = {line["words"].lower() for line in front.call("lines", "produc*", None, "place")}
    assert found == {"production", "productive", "productivity"}
    lines = front.call("lines", "product* force*", None, "place")
    assert {line["words"].lower() for line in lines} == {"productive forces"}


def test_a_term_stands_at_each_of_its_mentions(front: Front, index: Index) -> None:
    mentions = index.mentions_of(index.terms[TERM])
    lines = front.call("lines", "", TERM, "place")
    assert [(line["sentence"], line["words"]) for line in lines] == [
        (mention.sentence, mention.words) for mention in mentions
    ]


@pytest.mark.parametrize("order", ["left", "right", "wording"])
def test_lines_stand_in_the_order_that_is_asked_for(front: Front, order: str) -> None:
    def key(line: dict[str, str]) -> str:
        before = re.findall(r"[\w']+", line["before"].lower())[-4:]
        after = re.findall(r"[\w']+", line["after"].lower())[:4]
        sides = {"left": " ".join(reversed(before)), "right": " ".join(after)}
        return sides.get(order, " ".join(re.findall(r"\w+", line["words"].lower())))

    keys = [key(line) for line in front.call("lines", "", TERM, order)]
    assert len(keys) == 15
    assert keys == sorted(keys)


def test_words_beside_are_counted(front: Front, index: Index) -> None:
    counts: Counter[str] = Counter()
    for block in index.texts[TEXT].blocks:
        words = re.findall(r"\w+", block.words.lower())
        for place in (place for place, word in enumerate(words) if word == "green"):
            counts.update(words[max(0, place - 5) : place] + words[place + 1 : place + 6])
    beside = dict(front.call("beside", "green", 50))
    assert len(beside) > 10
    for word, count in beside.items():
        assert counts[word] == count > 1, word
    assert "and" not in beside


def test_csv_can_be_read_again_and_starts_no_formula(front: Front) -> None:
    rows = [["a, b", 'say "so"', "two\nlines"], ["=1+1", "-x", "@y"]]
    read = list(csv.reader(io.StringIO(front.call("csv", rows))))
    assert read == [["a, b", 'say "so"', "two lines"], ["'=1+1", "'-x", "'@y"]]


@pytest.mark.parametrize("kind", ["http", "folder"])
def test_an_entry_leads_to_all_places_of_its_term(
    page: Page, address: str, folder_site: Path, kind: str
) -> None:
    root, end = (address, "/") if kind == "http" else (f"{folder_site.as_uri()}/", ".html")
    page.goto(f"{root}glossary/{TERM}{end}")
    page.get_by_role("link", name="In the concordance").click()
    expect(page.get_by_role("heading", name="15 places in 8 paragraphs")).to_be_visible()
    page.get_by_label("Sort by").select_option("left")
    expect(page.locator(".kwic-lines tbody tr").first).to_contain_text("guidance of")
    assert "by=left" in page.url
    page.reload()
    expect(page.locator(".kwic-lines tbody tr").first).to_contain_text("guidance of")
    page.get_by_label("as the term").uncheck()
    expect(page.get_by_role("heading", name="1 place in 1 paragraph")).to_be_visible()
    page.get_by_role("link", name="¶ 6, sentence 2").click()
    expect(page.locator("#p6s2")).to_be_visible()


def test_lines_are_saved_as_csv(page: Page, address: str) -> None:
    page.goto(f"{address}concordance/#words=toolbox")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save as CSV").click()
    written = Path(started.value.path()).read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(written))
    assert (row["Words"], row["Place"]) == ("toolbox", "¶ 7, sentence 5")
    assert row["Address"] == f"{address}texts/{TEXT}/p7/#p7s5"


def test_hostile_words_stay_words(page: Page, address: str) -> None:
    page.goto(f"{address}concordance/#words=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    assert page.locator(".kwic img").count() == 0


def test_where_words_stand_nowhere_terms_with_them_are_offered(page: Page, address: str) -> None:
    page.goto(f"{address}concordance/#words=绿色")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("link", name="green development").click()
    expect(page.get_by_role("heading", name=re.compile("places? in"))).to_be_visible()
    expect(page.locator(".kwic-lines mark").first).to_contain_text("green development")


def test_a_query_leads_to_all_its_places(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".md-search__input").fill("digital economy")
    page.get_by_role("link", name="All places in lines").click()
    expect(page.get_by_role("heading", name="2 places in 1 paragraph")).to_be_visible()
