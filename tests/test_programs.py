"""What programs ask in Python: the scripts of the site, with the answers that readers get."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from test_front import Front
from test_quotations import ARTICLE, CASES, TAO, judge_of
from test_record import Shelf
from test_search import QUERIES, faults

from reader.agents.engine import Engine, TooLongError
from reader.build import build
from reader.edition.index import Index
from reader.site import scripts

HOSTILE = (
    "",
    " ",
    "“”",
    '"',
    "`);throw 1//",
    "\0\u2028\u2029\ud800",
    "${1}</script>",
    "[" * 999,
    "“" * 999,
    "…" * 999,
    "a " * 500,
    "̈" * 999,
    "𠮷" * 99,
    "in:",
    "__proto__",
    "constructor",
)


@pytest.fixture(scope="module")
def shelves(index: Index) -> tuple[Index, ...]:
    """The shipped text and a Chinese one."""
    chinese = Shelf({"tao": ["桃花源记", *TAO.strip().split("\n\n")]}, {}).files()
    return index, Index(build(chinese).edition)


@pytest.fixture(scope="module")
def engine(shelves: tuple[Index, ...]) -> Engine:
    return Engine(*shelves)


@pytest.fixture(scope="module")
def judge(shelves: tuple[Index, ...]) -> Iterator[Front]:
    """The checker of the pages, in Node."""
    front = judge_of(*shelves)
    yield front
    front.node.communicate()


def as_judged(found: dict[str, Any]) -> dict[str, Any]:
    """Return what Python says of a quotation as ``judge`` of ``front.mjs`` has it."""

    def placed(place: dict[str, Any]) -> dict[str, Any]:
        return {"text": place["text"], "sentence": place["sentence"], "left": place["left_out"]}

    return {
        "verdict": found["verdict"],
        "forgiven": found["written_differently"],
        "differences": found["differences"],
        "places": [placed(place) for place in found["places"]],
        "near": placed(found["nearest"]) if found["nearest"] else None,
        "entries": [entry["term"] for entry in found["entries"]],
    }


def test_every_judged_quotation_is_judged_in_python_as_on_the_page(
    engine: Engine, judge: Front
) -> None:
    cases = [case["quote"] for case in chain(*(CASES[kind] for kind in sorted(CASES)))]
    whole = 0
    for quote in cases:
        wanted = judge.call("judge", quote)
        for difference in wanted["differences"]:
            del difference["at"]
        judged = engine.check(quote)["quotations"]
        if len(judged) == 1 and judged[0]["quotation"] == quote.strip():
            assert as_judged(judged[0]) == wanted, quote
            whole += 1
        else:  # it has marks within, or stands nowhere and has several sentences
            assert [as_judged(one)["verdict"] for one in judged] == [
                judge.call("judge", one["quotation"])["verdict"] for one in judged
            ]
    assert whole > len(cases) * 0.9


def test_an_article_is_judged_in_python_as_on_the_page(engine: Engine) -> None:
    found = engine.check(ARTICLE)
    verdicts = [one["verdict"] for one in found["quotations"]]
    assert verdicts == ["verbatim", "differs", "nowhere"]
    assert found["passed_over"] == 1
    (told,) = found["texts"]
    assert "not his own words" in told["quoting"]
    assert found["quotations"][1]["differences"] == [{"wrote": "never", "has": ""}]
    (place,) = found["quotations"][0]["places"]
    assert place["path"] == "texts/politburo-study-session/p8/#p8s1"
    assert next(note["title"] for note in place["notes"]).startswith("Note 32")


def named(result: dict[str, Any]) -> str:
    """Return what names a result in the judged queries."""
    if result["kind"] == "note":
        return str(result["at"]).replace("note-", "n")
    return str(result["term"] or result["paragraph"] or result["title"])


@pytest.mark.parametrize("case", QUERIES, ids=[case["query"] for case in QUERIES])
def test_a_judged_query_finds_in_python_what_a_reader_expects(
    case: dict[str, Any], alone: Engine
) -> None:
    found = alone.find(case["query"], 200)
    names = [named(result) for result in found["results"]]
    answer: dict[str, list[str]] = {"all": [], "near": [], "entry": [], "paragraph": []}
    answer["near" if found["only_near"] else "all"] = names
    for result in [] if found["only_near"] else found["results"]:
        answer.setdefault(result["kind"], []).append(named(result))
    assert list(faults(case, answer | {"read": found["read_as"]})) == []


@pytest.fixture(scope="module")
def alone(index: Index) -> Engine:
    """The engine with the shipped text alone, on which the queries are judged."""
    return Engine(index)


def test_a_result_says_why_it_is_found(alone: Engine) -> None:
    results = alone.find("new quality productive forces", 200)["results"]
    lent = [one["stands_for"] for one in results if one["stands_for"]]
    assert lent[0][0]["term"] == "new-quality-productive-forces"
    assert "new quality productivity" in lent[0][0]["wordings"]
    assert alone.find("new quality productive forces", 1)["count"] == len(results)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_is_answered(engine: Engine, words: str) -> None:
    assert isinstance(engine.find(words, 5)["results"], list)
    assert isinstance(engine.check(words)["quotations"], list)


def test_an_answer_that_takes_too_long_is_given_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.agents.engine.PATIENCE", 0.000001)
    with pytest.raises(TooLongError):
        engine.check("word " * 100_000)
    monkeypatch.undo()
    assert engine.check("productivity is high")["quotations"]


def test_programs_run_the_scripts_of_the_site_byte_for_byte() -> None:
    site = scripts.joined()
    of_programs = tuple(scripts.for_programs())
    assert of_programs[:-1] == tuple(site[scripts.path_of(n)] for n in scripts.PROGRAMS[:-1])
    assert scripts.path_of(scripts.PROGRAMS[-1]) not in site
