from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.language.fold import fold, folded_with_places, rule_of
from reader.language.match import Matcher, Span
from reader.language.words import BREAK_MARKS, mark_soft_breaks
from reader.model import SeedFile, Term
from reader.seeds import parse

CASES = yaml.safe_load((Path(__file__).parent / "data" / "matching.yml").read_text("utf-8"))
MENTION = re.compile(r"«(.*?)\|([a-z]+)»", re.DOTALL)


def terms(given: dict[str, dict[str, Any]]) -> tuple[Term, ...]:
    """Make entries by way of their files, so that the cases meet what an editor writes."""
    common = {
        "kind": "concept",
        "theme": "reform",
        "original": "无",
        "romanization": "wú",
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
    assert not [problem for problem in problems if problem.code != "wrong-pinyin"]
    return seeds.terms


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_terms_are_found_where_they_stand(case: dict[str, Any]) -> None:
    words = MENTION.sub(r"\1", case["found"])
    spans = Matcher(terms(case["terms"])).find(words, language=case.get("language", ""))
    marked, place = "", 0
    for span in spans:
        marked += f"{words[place : span.start]}«{words[span.start : span.end]}|{span.term}»"
        place = span.end
    assert marked + words[place:] == case["found"]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("zh", "发展新质\n生产力", ["新质\n生产力"]),
        ("zh", "新 \r\n 质生产\r力", ["新 \r\n 质生产\r力"]),
        ("zh", "铺5G\n网络", ["5G\n网络"]),
        ("zh", "新质 生产力", []),  # a space is no line end
        ("en", "its 新质\n生产力", ["新质\n生产力"]),
        ("en", "the 5G\n网络 of 5G 网络", []),
        ("en", "a new\nera, a\n新", ["new\nera"]),
    ],
)
def test_a_line_end_that_is_nothing_is_passed_over(
    language: str, words: str, found: list[str]
) -> None:
    forms = {
        "a": {"forms": ["新质生产力"]},
        "b": {"forms": ["5G网络"]},
        "c": {"forms": ["new era"]},
    }
    exact = {name: {**keys, "matching": "exact"} for name, keys in forms.items()}
    for glossary in (forms, exact):
        spans = Matcher(terms(glossary)).find(mark_soft_breaks(words, language))
        if glossary is forms or "new" not in words:
            assert [words[span.start : span.end] for span in spans] == found


@pytest.mark.parametrize("words", ["İstanbul", "ẞ", "ﬁ", "Ǆ", "A‑b—c\u3000d", "\U0001f600é"])
def test_folding_keeps_the_length(words: str) -> None:
    assert len(fold(words)) == len(words)


def test_folding_a_string_is_folding_its_characters() -> None:
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    for start in range(0, len(characters), 64):
        words = "".join(characters[start : start + 64])
        assert fold(words) == "".join(map(fold, words))
    for sign in "ΣİΑ":  # lower() makes another sigma of the last one in a word, two of İ
        assert fold(f"α{sign} -’") == f"α{fold(sign)}  '"


ODD = ("\u0301", "\u00ad", "\u200b", "é", "ﬀ", "ſ", "ā")
SIGNS = st.sampled_from([*"aab  bc-A力质’.", "\n", *BREAK_MARKS, *ODD])
PASSAGES = st.lists(st.text(SIGNS, max_size=25), max_size=5)
FORM = st.text(st.sampled_from([*"aab bc-A力质’"]), min_size=1, max_size=5).filter(
    lambda words: any(map(str.isalnum, words))
)
ENTRY = st.fixed_dictionaries(
    {
        "headword": FORM,
        "original": FORM,
        "forms": st.lists(FORM, max_size=2, unique=True),
        "excluded": st.lists(FORM, max_size=1),
        "matching": st.sampled_from(["loose", "loose", "exact"]),
        "forms_in": st.sampled_from([[], [{"text": "one", "forms": ["a b"]}]]),
    }
)
GLOSSARY = st.dictionaries(st.sampled_from("uvwxyz"), ENTRY, max_size=6)


def chosen(every: list[Span]) -> tuple[Span, ...]:
    """Choose as the rule says: of all that is left the leftmost, and of these the longest."""
    found: list[Span] = []
    for span in sorted(every, key=lambda span: (span.start, -span.end, span.term)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


@given(GLOSSARY, PASSAGES)
@settings(max_examples=500, deadline=None)
def test_what_the_engine_chooses_at_once_is_what_the_rule_chooses_of_all_that_is_there(
    entries: dict[str, dict[str, Any]], passages: list[str]
) -> None:
    matcher = Matcher(terms(entries))
    for text, language in (("one", "en"), ("two", "en"), ("two", "la")):
        found = [tuple(spans) for spans in matcher.find_each(passages, text, language)]
        assert found == [chosen(matcher.every(words, text, language)) for words in passages]
        assert found == [matcher.find(words, text, language) for words in passages]


@given(
    st.text(
        st.sampled_from([*"abe -\n", *ODD, *BREAK_MARKS, "한", "\u1112", "\u1161", "क", "\u093c"])
    )
)
@settings(max_examples=500, deadline=None)
def test_each_folded_sign_has_its_place_in_the_words(words: str) -> None:
    for language in ("en", "la"):
        folded, places = folded_with_places(words, rule_of(language))
        assert (
            folded == folded_with_places(unicodedata.normalize("NFC", words), rule_of(language))[0]
        )
        if places is None:
            assert len(folded) == len(words)
            continue
        assert len(places.starts) == len(places.ends) == len(folded)
        assert places.starts == sorted(places.starts)
        assert places.ends == sorted(places.ends)
        assert all(a < b for a, b in zip(places.starts, places.ends, strict=True))


def test_an_empty_glossary_finds_nothing() -> None:
    assert Matcher(()).find("words") == ()
