"""The parts of the front end that need no page, run by the Node that Playwright brings."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import playwright
import pytest
import yaml
from test_record import Shelf
from test_search import FOLDING, OPERATORS, QUERIES, faults
from test_shapes import made as texts_with_originals
from test_shelf import files as shelf_files

from reader.build import Build, build
from reader.edition.index import Index
from reader.language import chinese
from reader.model import Paragraph
from reader.site import operators, search

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
ANCHORING = yaml.safe_load((HERE / "data" / "anchoring.yml").read_text("utf-8"))
FRAGMENTS = yaml.safe_load((HERE / "data" / "fragments.yml").read_text("utf-8"))
SPAN = re.compile(r'<span id="(\w+)">(</span>)?')


class Front:
    """The functions of ``front.mjs``."""

    def __init__(self) -> None:
        command = [str(NODE), "--no-warnings", str(HERE / "front.mjs")]
        self.node = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def call(self, name: str, *given: object) -> Any:
        """Return what a function answers."""
        assert self.node.stdin
        assert self.node.stdout
        self.node.stdin.write(json.dumps([name, *given]) + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    made = Front()
    yield made
    made.node.communicate()


# The engine, without the pages that are written by hand: those the browser tests find.


def prepare(front: Front, index: Index) -> Front:
    docs = list(search.documents(index))
    urls = {doc["path"]: doc["path"] for doc in docs}
    script = search.script(docs, urls, [], search.texts(index), operators.named(index))
    front.call("prepare", json.loads(script.partition(" = ")[2].rstrip(";\n")))
    return front


@pytest.fixture(scope="module")
def engine(front: Front, index: Index) -> Front:
    return prepare(front, index)


@pytest.mark.parametrize("case", QUERIES, ids=[case["query"] for case in QUERIES])
def test_a_judged_query_finds_what_a_reader_expects(engine: Front, case: dict[str, Any]) -> None:
    assert list(faults(case, engine.call("ask", case["query"]))) == []


@pytest.fixture(scope="module")
def searched(engine: Front) -> Iterator[dict[str, Front]]:
    """The engine with each of the collections that the cases name."""
    indexes = {
        "shelf": Index(build(shelf_files()).edition),
        "originals": Index(texts_with_originals().edition),
    }
    others = {name: prepare(Front(), index) for name, index in indexes.items()}
    yield {"edition": engine, **others}
    for front in others.values():
        front.node.communicate()


def operator_faults(case: dict[str, Any], engine: Front) -> Iterator[object]:
    answer, chosen = engine.call("ask", case["query"]), engine.call("choose", case["query"])
    yield from faults(case, answer)
    found, wanted = answer["all"], case.get("all", answer["all"])
    if "order:" not in case["query"]:
        found, wanted = sorted(found), sorted(wanted)
    if found != wanted or case.get("count", len(found)) != len(found):
        yield "all, count", len(found), found
    for group, counts in case.get("choices", {}).items():
        if chosen.get(group, {}) != counts:
            yield "choices", group, chosen.get(group)
    for choice, query in case.get("makes", {}).items():
        if chosen["queries"].get(choice) != query:
            yield "makes", choice, chosen["queries"]
    if chosen["unnamed"] != case.get("unnamed", []):
        yield "unnamed", chosen["unnamed"]
    if (chosen["wider"] or {}).get("count") != case.get("wider"):
        yield "wider", chosen["wider"]


@pytest.mark.parametrize(
    ("collection", "case"),
    [(name, case) for name, cases in OPERATORS.items() for case in cases],
    ids=[case["query"] for cases in OPERATORS.values() for case in cases],
)
def test_a_query_with_operators_finds_what_a_reader_expects(
    searched: dict[str, Front], collection: str, case: dict[str, Any]
) -> None:
    assert list(operator_faults(case, searched[collection])) == []


CHOSEN = [case["query"] for case in OPERATORS["edition"]]


@pytest.mark.parametrize("query", ["innovation", "green talent", "生产力", *CHOSEN[::4]])
def test_a_choice_finds_as_many_as_it_says(engine: Front, query: str) -> None:
    chosen = engine.call("choose", query)
    for choice, after in chosen["queries"].items():
        group, _, label = choice.partition(" ")
        said, found = chosen[group][label], len(engine.call("ask", after)["all"])
        assert label.endswith("+") or found == min(said, 200), choice
        assert label.endswith("+") or f"{label}+" in engine.call("choose", after)[group], choice


def test_folding_joins_what_is_the_same_and_no_more(engine: Front) -> None:
    for kind, words in ((kind, words) for kind, cases in FOLDING.items() for words in cases):
        count = len(set(engine.call("fold", words)))
        assert count == (1 if kind == "same" else len(words)), words


def test_syllables_stand_over_the_characters_as_they_do_in_books(
    front: Front, index: Index
) -> None:
    for term in index.terms.values():
        found = front.call(
            "syllables", {"original": term.original, "romanization": term.romanization}
        )
        wanted = chinese.syllables(term.original, term.romanization)
        assert [(signs, *said) for signs, *said in found] == [
            (signs, said) if said else (signs,) for signs, said in wanted
        ]


# Private notes


@pytest.fixture(scope="module")
def versions() -> tuple[Build, Build]:
    """A text before and after its editor changed it, and said what became of its ids."""
    shelf = Shelf({"pn": ANCHORING["before"]}, {"moss": ("moss", "苔藓")})
    shelf.publish()
    before = build(shelf.files())
    shelf.texts["pn"] = ANCHORING["after"]
    shelf.heed()
    return before, build(shelf.files())


def passages(made: Build) -> dict[str, dict[str, object]]:
    """What a page knows of the paragraphs of the text."""
    (text,) = made.edition.seeds.texts
    return {block.id: passage(block) for block in text.paragraphs}


def passage(block: Paragraph) -> dict[str, object]:
    sentences, start = [], 0
    for sentence in block.sentences:
        end = start + len(sentence.words)
        sentences.append({"id": sentence.id, "start": start, "end": end})
        start = end
    return {"source": f"texts/pn/{block.id}/", "words": block.words, "sentences": sentences}


def heirs(made: Build) -> dict[str, str]:
    """The sentence that each id leads to: one that is gone stands, empty, before it."""
    page = next(output for output in made.outputs if output.path == "texts/pn/index.md").content
    found: dict[str, str] = {}
    waiting: list[str] = []
    for name, empty in SPAN.findall(page):
        waiting.append(name)
        if not empty:
            found |= dict.fromkeys(waiting, name)
            waiting.clear()
    return found


@pytest.mark.parametrize("case", [*ANCHORING["gone"], *ANCHORING["kept"]], ids=str)
def test_a_note_stays_at_its_very_words_or_says_that_they_are_gone(
    front: Front, versions: tuple[Build, Build], case: dict[str, Any]
) -> None:
    before, after = map(passages, versions)
    place = before[case["in"]]
    spots = [found.start() for found in re.finditer(re.escape(case["words"]), str(place["words"]))]
    at = spots[case.get("nth", 0)]
    given = (place, at, case["words"], case.get("named", True), list(after.values()))
    found = front.call("follow", *given, heirs(versions[1]))
    if "found" not in case:
        assert found == {"at": None, "source": place["source"], "orphan": True}
    else:
        there = after[case["found"]]
        assert (found["source"], found["orphan"]) == (there["source"], False)
        assert str(there["words"]).startswith(case["words"], found["at"])
        if case["in"] == case["found"] and place["words"] == there["words"]:
            assert found["at"] == at


@pytest.mark.parametrize("given", [None, 7, "x", [], {}, {"target": {"source": "texts/a/p1/"}}])
def test_what_is_no_note_is_not_taken(front: Front, given: object) -> None:
    assert front.call("accept", given) is None


def test_of_two_versions_of_a_note_the_newer_is_kept(front: Front) -> None:
    old, new = ({"id": "a", "modified": f"{year}-01-01T00:00:00.000Z"} for year in (2025, 2026))
    assert front.call("merge", [old], [new]) == [new]
    assert front.call("merge", [new], [old]) == [new]
    assert front.call("merge", [], [old]) == [old]


# Links to words


@pytest.mark.parametrize("case", FRAGMENTS, ids=lambda case: case["passage"][:40])
def test_a_link_to_words_names_them_and_their_neighbors(front: Front, case: dict[str, str]) -> None:
    before, words, after = re.split(r"[\[\]]", case["passage"])
    whole, start = before + words + after, len(before)
    lang = case.get("lang", "en")
    assert front.call("fragment", whole, lang, start, start + len(words)) == case["fragment"]


def test_what_a_link_names_stands_in_the_paragraph(front: Front, index: Index) -> None:
    chance = random.Random(7)
    for text in index.texts.values():
        for block in text.paragraphs:
            for _ in range(20):
                start, end = sorted(chance.sample(range(len(block.words) + 1), 2))
                made = front.call("fragment", block.words, "en", start, end)
                named = made.removeprefix(":~:text=")
                assert front.call("missingWords", named, block.words) == []
                for part in filter(None, named.split(",")):
                    plain = " ".join(block.words.split())
                    assert unquote(part.strip("-")) in plain


def test_words_that_a_page_does_not_have_are_named(front: Front) -> None:
    given = "We%20saw-,no%20birds,by%20the%20river,-today&text=other"
    assert front.call("missingWords", given, "They met by the river.") == ["no birds"]
    assert front.call("missingWords", "100%", "It is 100% sure.") == []
