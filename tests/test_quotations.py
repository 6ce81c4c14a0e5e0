"""Whether a quotation is one: the judged cases outside a browser, and the page that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import TEXT
from playwright.sync_api import Page, expect
from test_front import Front
from test_record import Shelf

from reader.build import build
from reader.edition.index import Index
from reader.site import search

DATA = Path(__file__).parent / "data" / "quotations"
CASES = yaml.safe_load((DATA / "cases.yml").read_text("utf-8"))
TAO = (DATA / "taohuayuan.txt").read_text("utf-8")
# White space is nobody's; marks around a whole quotation are those of whoever quotes.
UNSAID = {"spaces", "quotes"}


def judge_of(*indexes: Index) -> Front:
    """Return the checker, with the texts of some editions."""
    docs = [doc for index in indexes for doc in search.documents(index)]
    texts = {name: told for index in indexes for name, told in search.texts(index).items()}
    script = search.script(docs, {doc["path"]: doc["path"] for doc in docs}, [], texts)
    front = Front()
    front.call("shelve", json.loads(script.partition(" = ")[2].rstrip(";\n")))
    return front


@pytest.fixture(scope="module")
def judge(index: Index) -> Iterator[Front]:
    """The checker with the shipped text and a Chinese one."""
    chinese = Shelf({"tao": ["桃花源记", *TAO.strip().split("\n\n")]}, {}).files()
    front = judge_of(index, Index(build(chinese).edition))
    yield front
    front.node.communicate()


def evened(words: str) -> str:
    """Return words as the cases write those that differ."""
    return " ".join(re.sub(r"[^\w]+", " ", words.lower()).split())


def pairs(differences: Iterable[dict[str, str]]) -> list[tuple[str, str]]:
    return [(evened(found["wrote"]), evened(found["has"])) for found in differences]


def test_every_true_quotation_is_found_where_it_stands(judge: Front) -> None:
    faults = []
    for case in CASES["true"]:
        found = judge.call("judge", case["quote"])
        places = [(place["text"], place["sentence"]) for place in found["places"]]
        there = ("tao" if case.get("text") else TEXT, case["place"])
        if found["verdict"] != "verbatim" or there not in places:
            faults.append((case, found))
    assert faults == []


def test_what_was_seen_through_is_named(judge: Front) -> None:
    faults = []
    for case in CASES["true"]:
        found = set(judge.call("judge", case["quote"])["forgiven"])
        if found - UNSAID != set(case.get("forgiven", ())) - UNSAID:
            faults.append((case, found))
    assert faults == []


def test_words_that_were_altered_are_told_with_those_of_the_text(judge: Front) -> None:
    faults = []
    for case in CASES["altered"]:
        found = judge.call("judge", case["quote"])
        wanted = [(evened(wrote), evened(has)) for wrote, has in case["changes"]]
        if (found["verdict"], pairs(found["differences"])) != ("differs", wanted):
            faults.append((case, found["verdict"], pairs(found["differences"])))
    assert len(faults) <= len(CASES["altered"]) * 3 // 100, faults


def test_no_altered_or_invented_quotation_passes(judge: Front) -> None:
    for kind in ("altered", "invented"):
        for case in CASES[kind]:
            assert judge.call("judge", case["quote"])["verdict"] != "verbatim", case


def test_an_invented_quotation_is_said_to_stand_nowhere(judge: Front) -> None:
    faults = [
        case["quote"]
        for case in CASES["invented"]
        if judge.call("judge", case["quote"])["verdict"] != "nowhere"
    ]
    assert faults == []


# What is quoted in an article


@pytest.mark.parametrize(
    ("article", "quotations"),
    [
        ("no marks at all", []),
        (
            "It says “one thing” and “another, ‘so called’, thing”.",
            ["one thing", "another, ‘so called’, thing"],
        ),
        ('He wrote "a b c" and "d e f".', ["a b c", "d e f"]),
        ("The party’s paper said ‘it isn’t so’ twice.", ["it isn’t so"]),
        ("It’s the party’s, and nobody else’s.", []),
        ("Er sagte: „so nicht“, und «comme ça».", ["so nicht", "comme ça"]),
        ("报道说：「发展新质生产力」，又说“高质量发展”。", ["发展新质生产力", "高质量发展"]),
        ("“First paragraph.\n\n“Second paragraph.”", ["First paragraph.", "Second paragraph."]),
        ("As follows:\n\n> quoted so\n> and so\n\nEnd.", ["quoted so", "and so"]),
    ],
)
def test_what_stands_between_marks_is_quoted(
    judge: Front, article: str, quotations: list[str]
) -> None:
    assert judge.call("quotations", article) == quotations


def test_what_is_left_out_is_told_and_whether_it_denies() -> None:
    shelf = Shelf(
        {"no": ["A title", "The plan does not mean that coal will be given up soon."]}, {}
    )
    front = judge_of(Index(build(shelf.files()).edition))
    (place,) = front.call("judge", "The plan … mean that coal will be given up")["places"]
    assert place["left"] == [{"words": "does not", "denies": True}]
    front.node.communicate()


def test_a_name_of_the_glossary_is_no_passage(judge: Front) -> None:
    found = judge.call("judge", "新质生产力")
    assert (found["verdict"], found["entries"]) == ("name", ["new-quality-productive-forces"])


# The page

ARTICLE = """Xinhua wrote that “production relations must adapt to the requirements of
productivity development”. It went on: “We must never accelerate the green transformation of the
development model,” adding that “by 2035 the country will lead in quantum computing”. <b>“x”</b>"""


def verdicts(page: Page) -> list[str | None]:
    found = page.locator(".quotations article")
    return [found.nth(n).get_attribute("data-verdict") for n in range(found.count())]


@pytest.mark.parametrize("kind", ["http", "folder"])
def test_an_article_is_judged_quotation_by_quotation(
    page: Page, address: str, folder_site: Path, kind: str
) -> None:
    root = address if kind == "http" else f"{folder_site.as_uri()}/"
    page.goto(f"{root}check-a-quotation{'/' if kind == 'http' else '.html'}")
    page.get_by_label("A quotation, or an article").fill(ARTICLE)
    page.get_by_role("button", name="Check", exact=True).click()
    summary = page.get_by_role("heading", name="3 quotations:")
    expect(summary).to_be_focused()
    assert verdicts(page) == ["verbatim", "differs", "nowhere"]
    expect(page.locator(".quotations del")).to_have_text("never")
    expect(page.locator(".quotations .quoting")).to_contain_text("not his own words")
    page.get_by_role("link", name="¶ 7, sentence 2").click()
    expect(page.locator("#p7s2")).to_contain_text("We must accelerate the green transformation")
    assert page.url.endswith("#p7s2")


def test_what_is_pasted_is_shown_as_it_is_and_judged_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}check-a-quotation/")
    hostile = "<img src=x onerror=alert(1)> production relations must adapt"
    box = page.get_by_label("A quotation, or an article")
    box.evaluate(
        "(box, words) => { box.value = words; box.dispatchEvent(new Event('paste')) }", hostile
    )
    expect(page.locator(".quotations article dd").first).to_have_text(hostile)
    assert page.locator(".quotations img").count() == 0


def test_a_long_query_can_be_checked_as_a_quotation(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator(".md-search__input")
    box.fill("green development")
    expect(page.get_by_role("link", name="Check this as a quotation")).to_be_hidden()
    box.fill("production relations should adapt to the requirements of development")
    page.get_by_role("link", name="Check this as a quotation").click()
    expect(page.locator(".quotations article")).to_have_attribute("data-verdict", "differs")


def test_a_link_that_lost_its_words_leads_to_what_comes_nearest(page: Page, address: str) -> None:
    words = "in%20which%20innovation%20played%20the%20leading%20role"
    page.goto(f"{address}texts/{TEXT}/p4/#p4s3:~:text={words}")
    expect(page.locator(".hit-bar")).to_contain_text("are no longer here")
    page.get_by_role("link", name="What comes closest?").click()
    expect(page.locator(".quotations del")).to_have_text("the")
    expect(page.locator(".quotations ins")).to_have_text("a")


def test_the_report_is_copied_with_links(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}check-a-quotation/")
    page.get_by_label("A quotation, or an article").fill(ARTICLE)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name="Copy the report").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    report = page.evaluate("navigator.clipboard.readText()")
    assert "3 quotations: 1 word for word, 1 not word for word, 1 not in the texts." in report
    assert "  added: “never”" in report
    assert f"{address}texts/{TEXT}/p8/#p8s1" in report
