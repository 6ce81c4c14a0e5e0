"""The search index in shards: it answers as the one in one file, and loads little for it."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import test_languages
import yaml
from conftest import project, run_mkdocs, served
from playwright.sync_api import Browser, Page, Route, expect
from test_front import Front

from bench.corpus import ROOT, corpus
from reader.edition import annotate
from reader.edition.index import Index
from reader.history import paths
from reader.language import folded
from reader.seeds import from_disk, parse
from reader.site import operators, postings, search, shards

DATA = Path(__file__).parent / "data"
BOX = "[data-md-component=search-query]"
RESULTS = ".md-search-result__item"
COUNT = ".md-search-result__meta"
MOST_BYTES = 300_000
ENTRIES = 110  # all of the real glossary, and some more
Files = dict[str, str]


@cache
def edition(name: str) -> Index:
    """An edition of the fixtures, the real one, or one with so many paragraphs."""
    if name.isdigit():
        seeds = corpus(int(name), ENTRIES)
    elif name == "languages":
        seeds = test_languages.files()
    else:
        seeds = from_disk.read(ROOT if name == "real" else DATA / name)
    return Index(annotate.edition(parse.seeds(sorted(seeds, key=lambda file: file.path))[0]))


@cache
def data(name: str) -> dict[str, Any]:
    index = edition(name)
    docs = list(search.documents(index))
    urls = {doc["path"]: paths.url(doc["path"]) for doc in docs}
    return search.gathered(docs, urls, [], search.texts(index), operators.named(index))


@cache
def files(name: str) -> Files:
    return dict(shards.files(data(name), "head/"))


def content(file: str) -> Any:
    """What a script of the index holds."""
    return json.loads(file[file.index("=", file.index(")") if file[0] == "(" else 0) + 1 : -2])


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    made = Front()
    yield made
    made.node.communicate()


@pytest.fixture(scope="module", params=["real", "shapes", "languages", "latin", "150"])
def both(front: Front, request: pytest.FixtureRequest) -> tuple[Front, str]:
    """Node with both forms of an index, and the name of its edition."""
    prepare(front, request.param)
    return front, request.param


def prepare(front: Front, name: str) -> None:
    front.call("prepare", data(name))
    given = {key: content(file) for key, file in files(name).items()}
    front.call("shard", given.pop(""), given)


def judged() -> list[str]:
    """All judged queries."""
    queries = yaml.safe_load((DATA / "queries.yml").read_text("utf-8"))
    groups = yaml.safe_load((DATA / "operators.yml").read_text("utf-8")).values()
    cases = [*queries, *(case for group in groups for case in group)]
    return [case["query"] for case in cases if "query" in case]


def invented(name: str, count: int) -> Iterator[str]:
    """Queries made of the texts of an edition: words, phrases, parts of words, misspellings."""
    chance = random.Random(name)
    passages = [doc[key] for doc in data(name)["docs"] for key in ("text", "more") if doc.get(key)]
    for _ in range(count):
        passage = chance.choice(passages)
        start = chance.randrange(len(passage))
        run = passage[start : start + chance.randrange(1, 30)].strip()
        words = passage[start:].split()[1 : chance.randrange(2, 6)]
        word = chance.choice(chance.choice(passages).split() or ["a"])
        yield chance.choice(
            (
                *(run, f'"{run}"', " ".join(words), f'"{" ".join(words)}"', f"{run}*"),
                *(f"{word} {run}", f"-{word} {run}", f'{run} -"{word}"', f"{run} in:texts"),
                *(word[:2] + word[3:], f"{run} lang:zh", f"{run} lang:en"),
                f"p{chance.randrange(12)}s{chance.randrange(5)}"[: chance.randrange(2, 5)],
            )
        )


def asks_for_signs_alone(query: str) -> bool:
    """Whether a phrase has no word: signs are in no shard."""
    quoted = re.split('["“”„«»「」『』]', query)[1::2]
    return any(part and not re.search(r"[^\W_]|[¶§]", part) for part in quoted)


def test_both_forms_answer_judged_queries_alike(both: tuple[Front, str]) -> None:
    front, _ = both
    for query in judged():
        answer = front.call("both", query)
        assert answer["sharded"] == answer["whole"], query


def test_both_forms_answer_any_query_alike(both: tuple[Front, str]) -> None:
    front, name = both
    for query in invented(name, 250):
        if query.strip() and not asks_for_signs_alone(query):
            for order in ("weight", "text"):
                answer = front.call("both", query, order)
                assert answer["sharded"] == answer["whole"], (query, order)


def test_a_query_loads_little_however_many_paragraphs_have_its_words(front: Front) -> None:
    name = "1200"
    size = {key: len(gzip.compress(file.encode(), mtime=0)) for key, file in files(name).items()}
    for query in ("the", "new quality productive forces", "tehcnological self-relience", "S&T"):
        prepare(front, name)
        answer = front.call("both", query, "weight", 10)
        assert size[""] + sum(size[key] for key in answer["asked"]) < MOST_BYTES, query
        assert len(answer["sharded"]["found"]) == len(answer["whole"]["found"]), query
    assert len(size) < 100


def test_what_is_found_takes_one_load_and_what_is_misspelled_three(front: Front) -> None:
    for query in ("forces", "new quality productive forces", '"quality development"', "新质生产力"):
        prepare(front, "150")
        assert front.call("both", query, "weight", 8)["needed"] <= 1, query
    for query in ("tehcnological self-relience", "selfreliance", "xinzhishengchnali"):
        prepare(front, "150")
        assert front.call("both", query, "weight", 8)["needed"] <= 3, query


def test_the_head_tells_titles_and_addresses(both: tuple[Front, str]) -> None:
    front, name = both
    prepare(front, name)
    for query in ("in:texts", "p1", "1"):
        answer = front.call("both", query)
        assert answer["titles"] == answer["whole_titles"]


def test_a_phrase_is_told_without_the_words_of_its_paragraphs(front: Front) -> None:
    prepare(front, "150")
    answer = front.call("both", '"high-quality development"', "weight", 0)
    assert len(answer["sharded"]["found"]) == len(answer["whole"]["found"]) > 50
    assert not [key for key in answer["asked"] if key.startswith("d")]


def test_the_index_folds_words_as_the_search_does(front: Front) -> None:
    front.call("prepare", {"docs": [], "simplified": {"質": "质"}})
    signs = [chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code < 0xE000]
    known = [sign for sign in signs if unicodedata.category(sign) != "Cn"]
    chance = random.Random(1)
    parts = ["centre", "tre", "ll", "ed", "lab", "our", "skil", "l", "nv", "grey", "yz", "ogue"]
    parts += [" ", "'", "’", "质", "質", "é", "e\u0301", "ß", "Σ", "İ", "½", "ﷺ", "-", "ー", "ä"]
    words = ["".join(chance.choices(parts, k=chance.randrange(1, 7))) for _ in range(5000)]
    for given in (known, [f"a{sign}b" for sign in known], words):
        ours = [folded.fold(word, {"質": "质"}) for word in given]
        pairs = zip(given, ours, front.call("fold", given), strict=True)
        assert [word for word, one, other in pairs if one != other] == []


def test_the_files_are_the_same_in_every_build() -> None:
    assert list(shards.files(data("shapes"), "head/")) == list(files("shapes").items())


@pytest.mark.parametrize("number", [0, 63, 64, 92, 93, 5000, 1 << 40])
def test_a_number_is_read_back(number: int) -> None:
    value, unit = 0, 1
    for sign in postings.digits(number):
        value += unit * postings.SIGNS.index(sign)
        unit *= postings.HIGHER
    assert value == number


# In a browser


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site to be served and one to be opened from a folder, with paragraphs in shards."""
    root = project(tmp_path_factory.mktemp("shards"), corpus(60, ENTRIES))
    for name, offline in (("web", "false"), ("folder", "true")):
        variables = {"OFFLINE": offline, "READER_SHARDS_FROM": "1000"}
        run_mkdocs("build", "--site-dir", str(root / name), root=root, **variables)
    return {name: root / name for name in ("web", "folder")}


@pytest.fixture(scope="module")
def homes(sites: dict[str, Path]) -> Iterator[list[str]]:
    with served(sites["web"]) as home:
        yield [f"{home}index.html", (sites["folder"] / "index.html").as_uri()]


@pytest.mark.parametrize("place", [0, 1], ids=["served", "folder"])
def test_the_search_box_finds_in_shards(page: Page, homes: list[str], place: int) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(homes[place])
    page.locator(BOX).fill("new quality productive forces")
    expect(page.locator(f"{RESULTS} mark").first).to_be_visible()
    found = re.search(r"\d+", page.locator(COUNT).inner_text())
    assert found
    before = page.locator(RESULTS).count()
    assert int(found[0]) > before
    assert not [name for name in asked if name.startswith("reader_index")]
    assert len([name for name in asked if name == "w0.js"]) <= 1
    page.locator(".search-more").first.click()
    page.locator(".md-search__scrollwrap").hover()
    for _ in range(100):  # Material draws results as far as one sees, once they have come
        page.mouse.wheel(0, 5000)
        if page.locator(RESULTS).count() > before:
            break
        page.wait_for_timeout(50)
    expect(page.locator(RESULTS).nth(before)).to_be_attached()
    page.locator(BOX).fill('"no such phrase anywhere"')
    expect(page.locator(COUNT)).to_have_text("Nothing found")


@pytest.fixture
def far(browser: Browser, homes: list[str]) -> Iterator[Page]:
    """A page of the site that is served; the test says which shards are kept back."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(homes[0])
    yield page
    context.close()


class Kept:
    """The shards that begin with a letter are kept back, until they are let go."""

    def __init__(self, page: Page, letter: str) -> None:
        self.held: list[Route] = []
        self.free = False
        page.context.route(re.compile(rf"/{letter}\d+\.js$"), self.take)

    def take(self, route: Route) -> None:
        """Keep what was asked for."""
        if self.free:
            route.continue_()
        else:
            self.held.append(route)

    def let_go(self) -> None:
        """Let all come, and whatever is asked for later."""
        self.free = True
        for route in self.held:
            route.continue_()


def tops(page: Page) -> list[float]:
    """Where each result stands."""
    each = "rows => rows.map(row => row.getBoundingClientRect().top)"
    found: list[float] = page.locator(RESULTS).evaluate_all(each)
    return found


def test_what_every_query_needs_is_loaded_when_the_box_has_the_focus(far: Page) -> None:
    with far.expect_request("**/engine.*.js"), far.expect_request("**/reader_head.*.js"):
        far.locator(BOX).focus()
    expect(far.locator(COUNT)).to_have_text("Type to start searching")


def test_entries_come_before_the_paragraphs(far: Page) -> None:
    kept = Kept(far, "w")
    far.locator(BOX).fill("quality productive")
    expect(far.locator(f"{RESULTS} [data-found=entry]").first).to_be_attached()
    expect(far.locator(COUNT)).to_have_text("Looking through the texts …")
    assert not far.locator(f"{RESULTS} [data-found=paragraph]").count()
    kept.let_go()
    expect(far.locator(f"{RESULTS} [data-found=paragraph]").first).to_be_attached()
    expect(far.locator(COUNT)).to_have_text(re.compile(r"\d+ results"))


def test_words_take_the_place_that_was_kept_for_them(far: Page) -> None:
    kept = Kept(far, "d")
    far.locator(BOX).fill("quality productive")
    blank = far.locator(f"{RESULTS} .coming")
    expect(blank.first).to_be_attached()
    expect(far.get_by_role("button", name=re.compile("^By relevance"))).to_be_visible()
    before, count = tops(far), blank.count()
    kept.let_go()
    words = far.locator(f"{RESULTS} .came mark")
    expect(words.first).to_be_attached()
    expect(blank).to_have_count(0)
    assert far.locator(f"{RESULTS} .came").count() == count == 8
    assert tops(far) == before
    link = far.locator(".md-search-result__link:has(.came)").first
    assert re.search(r"at=p\d+s\d+", link.get_attribute("href") or "")


def test_words_that_do_not_come_are_said_and_asked_for_again(far: Page) -> None:
    far.context.route("**/d*.js", lambda route: route.abort())
    far.locator(BOX).fill("quality productive")
    expect(far.locator(f"{RESULTS} .came").first).to_contain_text("could not be loaded")
    far.context.unroute("**/d*.js")
    far.get_by_role("button", name="Try again").click()
    expect(far.locator(f"{RESULTS}:has([data-found=paragraph]) p mark").first).to_be_attached()
    expect(far.locator(".md-search-result__list")).not_to_contain_text("could not be loaded")


def test_a_shard_that_does_not_come_is_said_and_asked_for_again(
    browser: Browser, homes: list[str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(homes[0])
    context.route("**/reader_head.*/*.js", lambda route: route.abort())
    page.locator(BOX).fill("xinhua")
    expect(page.locator(RESULTS)).to_contain_text("could not be loaded")
    context.unroute("**/reader_head.*/*.js")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(f"{RESULTS} mark").first).to_have_text("Xinhua")
    context.close()


def test_pages_that_need_all_texts_still_have_them(page: Page, homes: list[str]) -> None:
    page.goto(homes[0].replace("index.html", "concordance/#words=forces"))
    expect(page.locator(".kwic-lines tbody tr").first).to_be_visible()


def test_an_edition_of_the_size_of_this_one_has_one_file(site: Path) -> None:
    assert not list((site / "search").glob("reader_head*"))
    assert "reader_index." in (site / "index.html").read_text(encoding="utf-8")
