from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import answered, named
from playwright.sync_api import Browser, Page, expect

from reader.edition.index import Index

DATA = Path(__file__).parent / "data"
QUERIES: list[dict[str, Any]] = yaml.safe_load((DATA / "queries.yml").read_text("utf-8"))
OPERATORS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (DATA / "operators.yml").read_text("utf-8")
)
FOLDING: dict[str, list[list[str]]] = yaml.safe_load((DATA / "folding.yml").read_text("utf-8"))
Answer = dict[str, list[str]]
Names = dict[str, set[str]]
# An answer names what it found by kind: an entry's id, p4, n6, or a page's title.
ASK = """(queries) => {
    const index = self.index ??= ReaderSearch.prepare(READER_INDEX);
    const name = ({ kind, doc }) => doc.id ?? doc.sentences?.[0][0].replace(/s1$/, "")
        ?? (kind === "note" ? doc.anchor.replace("note-", "n") : doc.title);
    return queries.map((query) => {
        const { results, near, corrected } = ReaderSearch.search(index, query);
        const answer = { all: results.map(name), near: near.map(name), entry: [], paragraph: [] };
        for (const result of results) answer[result.kind]?.push(name(result));
        return { ...answer, read: Object.values(corrected) };
    });
}"""


def ask(page: Page, queries: list[str]) -> list[Answer]:
    found: list[Answer] = page.evaluate(ASK, queries)
    return found


def misses(page: Page, wanted: Names) -> list[str]:
    answers = zip(wanted.items(), ask(page, list(wanted)), strict=True)
    return [query for (query, docs), got in answers if not docs <= set(got["all"])]


@pytest.fixture(scope="session")
def engines(browser: Browser, address: str, site: Path, folder_site: Path) -> list[Page]:
    """The engine and the index in a page: of the served site, and of the folder."""
    homes = {address: site, folder_site.as_uri() + "/": folder_site}
    pages = []
    for home, folder in homes.items():
        page = browser.new_page()
        page.goto(home + "index.html")
        page.add_script_tag(url=home + named(folder, "assets/search/engine.js"))
        page.add_script_tag(url=home + named(folder, "search/reader_index.js"))
        pages.append(page)
    return pages


def faults(case: dict[str, Any], answer: Answer) -> Iterator[object]:
    found, entries, paragraphs = answer["all"], answer["entry"], answer["paragraph"]
    first, order, near = (case.get(key, []) for key in ("first", "order", "near"))
    named, placed = [n for n in first if n in entries], [n for n in first if n not in entries]
    if found[: len(named)] != named or found[len(entries) :][: len(placed)] != placed:
        yield "first", found
    if not set(case.get("in", [])) <= set(found) or set(case.get("out", [])) & set(found):
        yield "in, out", found
    if sorted(case.get("paragraphs", paragraphs)) != sorted(paragraphs):
        yield "paragraphs", paragraphs
    if paragraphs[: len(order)] != order or case.get("read", "") not in (*answer["read"], ""):
        yield "order, read", paragraphs, answer["read"]
    if "near" in case and (found or answer["near"][: len(near) or 1] != near):
        yield "near", found, answer["near"]


def test_every_judged_query_finds_what_a_reader_expects(engines: list[Page]) -> None:
    cases = [*QUERIES, *OPERATORS["edition"]]
    served, opened = (ask(page, [case["query"] for case in cases]) for page in engines)
    for case, answer in zip(cases, served, strict=True):
        assert list(faults(case, answer)) == [], case["query"]
    assert served == opened


@pytest.mark.parametrize("query", [case["query"] for case in QUERIES[::15]])
def test_the_search_box_shows_it(page: Page, engines: list[Page], address: str, query: str) -> None:
    page.goto(address)
    page.locator("[data-md-component=search-query]").fill(query)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("result|Nothing found"))
    for kind in ("entry", "paragraph", "near"):
        count = len(ask(engines[0], [query])[0][kind])
        expect(page.locator(f"[data-found={kind}]")).to_have_count(count)


def test_folding_joins_what_is_the_same_to_a_reader_and_no_more(engines: list[Page]) -> None:
    fold = "(words) => words.map((word) => ReaderSearch.fold(word, READER_INDEX.simplified))"
    for kind, words in ((kind, words) for kind, cases in FOLDING.items() for words in cases):
        count = len(set(engines[0].evaluate(fold, words)))
        assert count == (1 if kind == "same" else len(words)), words


@pytest.fixture(scope="session")
def names(index: Index) -> Names:
    """Every name in the edition, with the entries that have exactly this name."""
    holders: Names = {}
    given: dict[str, str] = {}
    for t in index.terms.values():
        others = [form.words for form in index.wordings(t)] + [r.wording for r in t.renderings]
        for name in (t.headword, t.original, t.traditional, t.romanization, *t.also, *others):
            given[name] = "".join(filter(str.isalnum, unicodedata.normalize("NFD", name.lower())))
            holders.setdefault(given[name], set()).add(t.id)
    return {name: holders[plain] for name, plain in given.items()}


def test_every_name_of_an_entry_finds_it_first(engines: list[Page], names: Names) -> None:
    for (name, terms), got in zip(names.items(), ask(engines[0], list(names)), strict=True):
        assert set(got["all"][: len(terms)]) == terms, name


def test_a_wrong_letter_in_a_long_word_is_forgiven(engines: list[Page], names: Names) -> None:
    wanted: Names = {}
    for name, terms in names.items():
        word = max(re.findall(r"[A-Za-z]{7,}", name), key=len, default="")
        for at in random.Random(name).sample(range(len(word) - 1), 1 if word else 0):
            start, a, b, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
            for wrong in (start + b + rest, start + b + a + rest, f"{start}{a}x{rest}"):
                wanted[name.replace(word, wrong, 1)] = terms
    assert misses(engines[0], wanted) == []


def test_every_run_of_chinese_finds_all_that_hold_it(engines: list[Page], index: Index) -> None:
    seeds, wanted = index.edition.seeds, Names()
    holders = [
        (t.id, f"{t.original} {t.traditional} {t.prose.words} {t.also}") for t in seeds.terms
    ]
    holders += [
        (n.id, f"{n.original} {n.established} {n.suggested} {n.reason.words}") for n in seeds.notes
    ]
    holders += [(block.id, block.words) for text in seeds.texts for block in text.blocks]
    for name, words in holders:
        for run in re.findall(r"[\u3400-\u9fff]+", words):
            for start, end in combinations(range(len(run) + 1), 2):
                wanted.setdefault(run[start : min(end, start + 8)], set()).add(name)
    assert misses(engines[0], wanted) == []


def test_a_quoted_phrase_finds_just_what_has_it(engines: list[Page], index: Index) -> None:
    blocks = {block.id: block.words for text in index.edition.seeds.texts for block in text.blocks}
    chance = random.Random(31)
    for _ in range(300):
        words = chance.choice(list(blocks.values())).split()
        at = chance.randrange(len(words) - 1)
        phrase = " ".join(words[at : at + chance.randint(2, 6)]).strip(".,;:– ")
        phrase = chance.choice([phrase, phrase.lower()])
        case = re.IGNORECASE if phrase == phrase.lower() else 0
        test = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", case)
        holding = {name for name, words in blocks.items() if test.search(words)}
        assert set(ask(engines[0], [f'"{phrase}"'])[0]["paragraph"]) == holding, phrase


def test_all_parts_of_a_query_are_marked_where_it_leads(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-md-component=search-query]").fill("TFP innovation")
    answered(page)
    page.locator(".md-search-result__link", has_text="¶ 4").first.click()
    page.locator(".hit-bar").wait_for()
    marked = page.evaluate("[...CSS.highlights.get('found')].map(String)")
    assert {"total factor productivity", "innovation"} <= {words.lower() for words in marked}


def test_a_result_that_is_pressed_slowly_is_followed(page: Page, address: str) -> None:
    """The press takes the focus from the box, which asked for the results once more."""
    page.goto(f"{address}glossary/high-quality-development/")
    page.locator("[data-md-component=search-query]").fill("新质生产力")
    answered(page)
    page.locator(".md-search-result__item > a").first.click(delay=500)
    page.wait_for_url("**/glossary/new-quality-productive-forces/*")


TOPS = """addEventListener('DOMContentLoaded', () => {
    self.tops = new Set();
    const look = () => {
        const first = document.querySelector('.md-search-result__item');
        if (first) tops.add(Math.round(first.getBoundingClientRect().top));
        requestAnimationFrame(look);
    };
    look();
})"""


@pytest.mark.parametrize("width", [1440, 390])
def test_results_stay_where_they_are_when_the_choices_come(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(TOPS)
    page.goto(f"{address}glossary/high-quality-development/")
    page.keyboard.press("/")
    page.locator(".search-panel").wait_for()
    page.locator("[data-md-component=search-query]").fill("reform")
    answered(page)
    assert len(page.evaluate("[...tops]")) == 1


def test_a_note_is_found_by_any_name_of_what_it_is_about(engines: list[Page], index: Index) -> None:
    wanted: Names = {}
    for note in index.edition.seeds.notes:
        for form in note.entries:
            term = index.terms[form.words]
            for name in (term.headword, term.romanization, *term.also):
                wanted.setdefault(name, set()).add(note.id)
    assert misses(engines[0], wanted) == []


def test_results_come_in_their_groups(engines: list[Page]) -> None:
    order = ["entry", "paragraph", "definition", "note", "person", "page"]
    kinds = engines[0].evaluate(
        """(queries) => {
            const index = self.index ??= ReaderSearch.prepare(READER_INDEX);
            return queries.map((query) => [...new Set(
                ReaderSearch.search(index, query).results.map(({ kind }) => kind))]);
        }""",
        [case["query"] for case in QUERIES],
    )
    assert any("person" in found for found in kinds)
    for found in kinds:
        assert found == sorted(found, key=order.index)
