"""What grows with the texts grows no faster than they do, and no page without end."""

from __future__ import annotations

import cProfile
import json
import pstats
import re
from collections.abc import Callable
from functools import cache, partial

from conftest import output_of
from test_record import Shelf

from bench.corpus import corpus
from reader.build import Build, build
from reader.edition import findings
from reader.history import paths
from reader.language.find import key_of
from reader.language.match import names
from reader.model import Output
from reader.site.pages.glossary import SHOWN
from reader.site.pages.texts import COLUMNS, ROWS

SIZES = (150, 300, 450)  # beyond what folds at 100
TERMS = 110
CARP = {"carp": ("carp", "鲤鱼")}


@cache
def made(paragraphs: int, terms: int = TERMS) -> Build:
    """Return the build of a corpus."""
    return build(corpus(paragraphs, terms))


def calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls: the same number each time."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_some_paragraphs_more_cost_the_same_however_many_there_are() -> None:
    build(corpus(*(SIZES[0], TERMS)))  # what is done once is done
    counts = [calls(partial(build, corpus(size, TERMS))) for size in SIZES]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    assert second < 1.05 * first


def test_a_paragraph_page_does_not_grow_with_its_text() -> None:
    small, large = (output_of(made(size), paths.paragraph("corpus", "p50")) for size in (100, 300))
    assert len(large.content) < 1.02 * len(small.content) + 500


def uses_on(output: Output) -> dict[str, dict[str, object]]:
    """Return what the cards of a page count, by term."""
    assert output.frame
    found: dict[str, dict[str, object]] = json.loads(output.frame()["uses"])
    return found


def test_a_card_knows_the_place_of_each_use_in_the_whole_text() -> None:
    built = made(100)
    text = built.edition.seeds.texts[0]
    order: dict[str, list[str]] = {}
    for mention in built.edition.mentions:
        order.setdefault(mention.term, []).append(mention.id)
    for block in text.paragraphs[:20]:
        for term, card in uses_on(output_of(built, paths.paragraph(text.id, block.id))).items():
            uses = order[term]
            here = [n for n, use in enumerate(uses) if use.startswith(f"{block.id}-{term}-")]
            assert (card["first"], card["total"]) == (here[0] + 1, len(uses))
            assert card["previous"] == (uses[here[0] - 1] if here[0] else "")
            assert card["next"] == (uses[here[-1] + 1] if uses[here[-1] + 1 :] else "")


def test_an_entry_says_how_many_of_its_places_it_shows_and_where_the_rest_are() -> None:
    built = made(300)
    index = built.index
    frequent = max(index.terms.values(), key=lambda term: len(index.mentions_of(term)))
    count = len(index.mentions_of(frequent))
    shown = SHOWN["lines"]
    assert count > shown
    content = output_of(built, paths.entry(frequent.id)).content
    assert f"the first {shown} of {count} places; the last is [¶" in content
    assert content.count("\n1. [") == shown
    data = json.loads(output_of(built, paths.data("edition.json")).content)
    held = [m["id"] for m in data["mentions"] if m["term"] == frequent.id]
    assert len(held) == count


def test_a_long_map_has_few_columns_and_counts_every_place() -> None:
    built = made(300)
    content = output_of(built, paths.map_of("corpus")).content
    header = next(line for line in content.splitlines() if line.startswith("| entry |"))
    assert header.count("](") == 300 / 5 <= COLUMNS
    assert "paragraphs, 5 to a column" in content
    places = sum(int(count) for count in re.findall(r"\[(\d+)\]\(p", content))
    assert places == len(built.edition.mentions)


def test_a_map_of_very_many_entries_has_those_that_stand_there_most_often() -> None:
    entries = [f"carp {number}x" for number in range(ROWS + 40)]
    rare = " ".join(f"A {name}." for name in entries)
    often = " ".join(f"A {name}." for name in entries[40:])
    names = {f"carp-{number}": (name, f"鲤{number}") for number, name in enumerate(entries)}
    made = build(Shelf({"pond": ["Of ponds", rare, often]}, names).files())
    content = output_of(made, paths.map_of("pond")).content
    rows = re.findall(r"^\| \[(carp \d+x)\]", content, re.MULTILINE)
    assert rows == entries[40:]
    assert f"the {ROWS} entries that stand here most often, of {ROWS + 40}" in content


def test_an_entry_in_several_texts_shows_a_share_of_each_and_the_last_place() -> None:
    share = SHOWN["lines"] // 2
    bodies = {name: [f"Of {name}s"] + [f"A carp on day {n}." for n in range(150)] for name in "ab"}
    made = build(Shelf({f"pond-{k}": v for k, v in bodies.items()}, CARP).files())
    content = output_of(made, paths.entry("carp")).content
    assert content.count("\n1. [") == 2 * share
    assert content.count(f"the first {share} of 150 places; the last is [¶\u00a0150]") == 2
    (row,) = re.findall(r"^\| carp \|.*", content, re.MULTILINE)
    assert re.findall(r"\[?(\d+)[] ]", row)[-1] == "300"


def test_a_paragraph_more_is_at_most_four_files_more() -> None:
    few, many = (made(size).outputs for size in (100, 300))
    assert len(many) - len(few) <= 4 * 200


def test_a_phrase_that_an_entry_covers_is_not_reported() -> None:
    index = made(100).index
    found = {f.title: f.items for f in findings.findings(index)}
    said = [words for _, words in found["Phrases that recur and that no entry covers"]]
    phrases = {key_of(words.split("'")[1]) for words in said if words.count("'") == 2}
    covered = {key_of(name) for term in index.terms.values() for name in names(term)}
    assert len(phrases) > 50
    assert not phrases & covered
