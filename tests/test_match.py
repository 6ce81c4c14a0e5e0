from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from reader import parse
from reader.match import Matcher, fold
from reader.model import SeedFile, Term

CASES = yaml.safe_load((Path(__file__).parent / "data" / "matching.yml").read_text("utf-8"))
MENTION = re.compile(r"«(.*?)\|([a-z]+)»", re.DOTALL)


def terms(given: dict[str, dict[str, Any]]) -> tuple[Term, ...]:
    """Make entries by way of their files, so that the cases meet what an editor writes."""
    common = {
        "kind": "concept",
        "theme": "reform",
        "chinese": "无",
        "pinyin": "wú",
        "responsible": "x",
        "revised": "2026-01-01",
    }
    fronts = {
        name: yaml.safe_dump({"headword": f"entry {name}", **common, **keys})
        for name, keys in given.items()
    }
    seeds, problems = parse.seeds(
        SeedFile(f"seeds/glossary/{name}.md", f"---\n{front}---\nx\n".encode())
        for name, front in fronts.items()
    )
    assert not problems
    return seeds.terms


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_terms_are_found_where_they_stand(case: dict[str, Any]) -> None:
    words = MENTION.sub(r"\1", case["found"])
    spans = Matcher(terms(case["terms"])).find(words)
    marked, place = "", 0
    for span in spans:
        marked += f"{words[place : span.start]}«{words[span.start : span.end]}|{span.term}»"
        place = span.end
    assert marked + words[place:] == case["found"]


@pytest.mark.parametrize("words", ["İstanbul", "ẞ", "ﬁ", "Ǆ", "A‑b—c\u3000d", "\U0001f600é"])
def test_folding_keeps_the_length(words: str) -> None:
    assert len(fold(words)) == len(words)


def test_an_empty_glossary_finds_nothing() -> None:
    assert Matcher(()).find("words") == ()
