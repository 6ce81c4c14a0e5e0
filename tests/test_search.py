from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import TEXT
from playwright.sync_api import Browser, Page, expect

from reader.index import Index

DATA = Path(__file__).parent / "data"
QUERIES: list[dict[str, Any]] = yaml.safe_load((DATA / "queries.yml").read_text("utf-8"))
FOLDING: dict[str, list[list[str]]] = yaml.safe_load((DATA / "folding.yml").read_text("utf-8"))
HAN = re.compile(r"[\u3400-\u9fff]+")

# Each result by kind and name: an entry's id, p4, n6, or a page's title.
ASK = """(queries) => {
    const index = self.index ??= ReaderSearch.prepare(READER_INDEX);
    const name = (doc) => doc.id ?? doc.sentences?.[0][0].replace(/s1$/, "")
        ?? (doc.kind === "note" ? doc.anchor.replace("note-", "n") : doc.title);
    return queries.map((query) => {
        const { results, near, corrected } = ReaderSearch.search(index, query);
        const named = results.map(({ kind, doc }) => [kind, name(doc)]);
        return { named, near: near.map(({ doc }) => doc.id), read: Object.values(corrected) };
    });
}"""
# How long the worker takes to answer, in milliseconds, for each letter that is typed.
TYPE = """async (queries) => {
    const worker = new Worker(new URL("assets/search/worker.js", location.href).href);
    const ask = (query) => new Promise((done) => {
        worker.onmessage = ({ data }) => data.type === 3 && done();
        worker.postMessage({ type: 2, data: query });
    });
    await ask("a");
    const times = [];
    for (const query of queries) {
        for (let end = 1; end <= query.length; end++) {
            const start = performance.now();
            await ask(query.slice(0, end));
            times.push(Math.round(performance.now() - start));
        }
    }
    return times;
}"""
Answer = dict[str, Any]


def ask(page: Page, queries: list[str]) -> list[Answer]:
    found: list[Answer] = page.evaluate(ASK, queries)
    return found


def names(answer: Answer, kind: str = "") -> list[str]:
    return [name for of, name in answer["named"] if kind in ("", of)]


def engine(browser: Browser, root: str, home: str) -> Page:
    page = browser.new_page()
    page.goto(root + home)
    for script in ("assets/search/engine.js", "search/reader_index.js"):
        page.add_script_tag(url=root + script)
    return page


@pytest.fixture(scope="session")
def served(browser: Browser, address: str) -> Iterator[Page]:
    """The engine and the index of the served site, in a page."""
    page = engine(browser, address, "")
    yield page
    page.close()


@pytest.fixture(scope="session")
def opened(browser: Browser, folder_site: Path) -> Iterator[Page]:
    """The same from a folder."""
    page = engine(browser, folder_site.as_uri() + "/", "index.html")
    yield page
    page.close()


def test_every_judged_query_finds_what_a_reader_expects(served: Page) -> None:
    answers = ask(served, [case["query"] for case in QUERIES])
    faults = [
        f"{case['query']}: {key} is {got}"
        for case, answer in zip(QUERIES, answers, strict=True)
        for key, got in judge(case, answer)
    ]
    assert not faults, "\n".join(faults)


def judge(case: dict[str, Any], answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """Say in what an answer falls short."""
    found, paragraphs = names(answer), names(answer, "paragraph")
    entries = [name for name in case.get("first", []) if name in names(answer, "entry")]
    places = [name for name in case.get("first", []) if name not in entries]
    rest = found[len(names(answer, "entry")) :]
    if found[: len(entries)] != entries or rest[: len(places)] != places:
        yield "first", [*found[:3], "…", *rest[:3]]
    if not set(case.get("in", [])) <= set(found):
        yield "missing", sorted(set(case["in"]) - set(found))
    if set(case.get("out", [])) & set(found):
        yield "found", sorted(set(case["out"]) & set(found))
    if "paragraphs" in case and sorted(paragraphs) != sorted(case["paragraphs"]):
        yield "paragraphs", paragraphs
    order = case.get("order", [])
    if paragraphs[: len(order)] != order:
        yield "order", paragraphs
    if "read" in case and answer["read"] != [case["read"]]:
        yield "read", answer["read"]
    if "near" in case and (found or answer["near"][: len(case["near"]) or 1] != case["near"]):
        yield "near", [*found[:3], "|", *answer["near"]]


def test_a_folder_finds_what_the_server_finds(served: Page, opened: Page) -> None:
    queries = [case["query"] for case in QUERIES]
    assert ask(served, queries) == ask(opened, queries)


def test_folding_joins_what_is_the_same_to_a_reader_and_nothing_else(served: Page) -> None:
    script = "(words) => words.map((word) => ReaderSearch.fold(word, READER_INDEX.simplified))"
    for same in FOLDING["same"]:
        folded = served.evaluate(script, same)
        assert len(set(folded)) == 1, dict(zip(same, folded, strict=True))
    for pair in FOLDING["different"]:
        assert len(set(served.evaluate(script, pair))) == 2, pair


def unfound(page: Page, wanted: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the queries that miss some of the documents wanted, and which."""
    answers = zip(wanted.items(), ask(page, list(wanted)), strict=True)
    missed = {query: docs - set(names(answer)) for (query, docs), answer in answers}
    return {query: docs for query, docs in missed.items() if docs}


def test_every_run_of_chinese_finds_all_that_hold_it(served: Page, index: Index) -> None:
    seeds = index.edition.seeds
    holders: list[tuple[str, str]] = []
    for term in seeds.terms:
        holders.append((term.id, f"{term.chinese} {term.traditional} {term.pinyin}"))
        holders.append((term.id, f"{term.prose.words} {' '.join(term.also)}"))
    for note in seeds.notes:
        holders.append(
            (f"n{note.number}", f"{note.chinese} {note.established} {note.reason.words}")
        )
    for text in seeds.texts:
        holders += [(block.id, block.words) for block in text.blocks]
    wanted: dict[str, set[str]] = {}
    for name, words in holders:
        for run in HAN.findall(words):
            for start in range(len(run)):
                for end in range(start + 1, min(start + 8, len(run)) + 1):
                    wanted.setdefault(run[start:end], set()).add(name)
    assert len(wanted) > 1000
    assert unfound(served, wanted) == {}


def test_a_phrase_in_quotation_marks_finds_the_paragraphs_that_have_it_and_no_others(
    served: Page, index: Index
) -> None:
    blocks = {block.id: block.words for text in index.edition.seeds.texts for block in text.blocks}
    chance = random.Random(31)
    phrases = set[str]()
    while len(phrases) < 300:
        words = chance.choice(list(blocks.values())).split()
        length = chance.randint(2, 6)
        start = chance.randrange(max(1, len(words) - length))
        phrase = " ".join(words[start : start + length]).strip(".,;:–")
        phrases.add(phrase if chance.random() < 0.7 else phrase.lower())
    answers = ask(served, [f'"{phrase}"' for phrase in phrases])
    for phrase, answer in zip(phrases, answers, strict=True):
        words = r"\s+".join(map(re.escape, phrase.split()))
        test = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE * phrase.islower())
        holding = {name for name, text in blocks.items() if test.search(text)}
        assert set(names(answer, "paragraph")) == holding, phrase


def key(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if c.isalnum())


def named(index: Index) -> dict[str, set[str]]:
    """Return every name in the edition, with the entries that have exactly this name."""
    given = [
        (name, term.id)
        for term in index.terms.values()
        for name in (
            *(term.headword, term.chinese, term.traditional, term.pinyin, *term.also),
            *(wording.words for wording in index.wordings(term)),
            *(rendering.wording for rendering in term.renderings),
        )
    ]
    return {name: {term for other, term in given if key(other) == key(name)} for name, _ in given}


def test_every_name_of_an_entry_finds_it_first(served: Page, index: Index) -> None:
    owners = named(index)
    for (name, terms), answer in zip(owners.items(), ask(served, list(owners)), strict=True):
        assert set(names(answer)[: len(terms)]) == terms, name


def test_a_wrong_letter_in_a_long_word_of_a_name_still_finds_the_entry(
    served: Page, index: Index
) -> None:
    chance = random.Random(31)
    wanted: dict[str, set[str]] = {}
    for name, terms in named(index).items():
        word = max(re.findall(r"[A-Za-z]+", name), key=len, default="")
        if len(word) < 7:
            continue
        at = chance.randrange(len(word) - 1)
        for wrong in (
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice("abcdefghiklmnopqrstuvwyxz") + word[at + 1 :],
        ):
            wanted[name.replace(word, wrong, 1)] = terms
    assert len(wanted) > 1000
    assert unfound(served, wanted) == {}


@pytest.mark.parametrize("case", QUERIES[::12], ids=lambda case: case["query"])
def test_the_search_box_shows_the_results_of_the_engine(
    page: Page, served: Page, address: str, case: dict[str, Any]
) -> None:
    page.goto(f"{address}texts/{TEXT}/")
    page.locator("[data-md-component=search-query]").fill(case["query"])
    [answer] = ask(served, [case["query"]])
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("result|Nothing found"))
    for kind in ("entry", "paragraph", "near"):
        count = len(answer["near"] if kind == "near" else names(answer, kind))
        expect(page.locator(f"[data-found={kind}]")).to_have_count(count)


def test_results_take_less_than_50_ms_a_keystroke_on_a_slow_phone(
    page: Page, folder_site: Path
) -> None:
    """The processor is slowed four times; from a folder the search shares the page's thread."""
    page.goto((folder_site / "index.html").as_uri())
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = page.evaluate(
        TYPE, ["new quality productive forces", "xinzhi shengchanli", "新质生产力"]
    )
    assert sorted(times)[len(times) // 2] < 50, times
