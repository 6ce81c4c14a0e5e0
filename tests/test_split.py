from __future__ import annotations

import time

import pytest
from conftest import ROOT, TEXT

from bench import sentences
from reader.history import ids, record
from reader.language import split

CASES = tuple(sentences.cases())


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.missed], ids=lambda case: case.words[:30]
)
def test_a_paragraph_is_cut_where_a_reader_would(case: sentences.Case) -> None:
    assert split.sentences(case.words, case.language) == case.sentences


def test_what_the_rules_are_known_to_miss_is_missed() -> None:
    missed = [case for case in CASES if case.missed]
    found = [split.sentences(case.words, case.language) for case in missed]
    assert len(missed) < len(CASES) / 20
    for case, cut in zip(missed, found, strict=True):
        assert cut != case.sentences, "the rules know better now: delete the mark"
        assert "".join(cut) == case.words


def test_the_judged_list_holds_many_languages() -> None:
    assert len(CASES) >= 300
    assert len({case.language.partition("-")[0] for case in CASES}) >= 40


def test_our_rules_part_more_rightly_than_the_library_alone() -> None:
    ours, _ = sentences.score(sentences.CUTTERS["ours"][1])["all"]
    library, _ = sentences.score(sentences.CUTTERS["sentencex"][1])["all"]
    assert ours > 1.4 * library


def test_the_sentences_that_were_published_keep_their_words() -> None:
    """An id lasts for ever, and so does where the sentence of that id ends."""
    lines, _ = record.parse((ROOT / record.PATH).read_text(encoding="utf-8"))
    published = {
        ids.anchor(line.id): line.words
        for line in lines
        if line.kind == "sentence" and ids.text_of(line.id) == TEXT
    }
    source = (ROOT / f"seeds/texts/{TEXT}/text.txt").read_bytes().decode()
    blocks, _ = split.text(source, 3, "en")
    found = {part.id: ids.key(part.words) for block in blocks for part in block.sentences}
    assert found == published
    assert len([name for name in found if name.startswith("p")]) == 38


HARD = ("(", "“", ". ", "1. ", "！", "”", "。”的", "x", "( a. ", ")", "། ", "॥ 1 ", "a) ", "\n- ")


@pytest.mark.parametrize("piece", HARD)
@pytest.mark.parametrize("language", ["en", "zh", "bo"])
def test_a_long_paragraph_of_anything_is_cut_in_no_time(piece: str, language: str) -> None:
    words = piece * (100_000 // len(piece))
    began = time.process_time()
    assert "".join(split.sentences(words, language)) == words
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("a\n\nb", ["a", "b"]),
        ("\n\na\n \n\t\nb\n\n", ["a", "b"]),
        ("a\r\n\r\nb\r\n", ["a", "b"]),
        ("a\r\rb", ["a", "b"]),
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("one\r\ntwo\r\n\r\nthree", ["one\r\ntwo", "three"]),
        ("\ufeffa\n\nb", ["a", "b"]),
        ("\ufeff\n\na", ["a"]),
        ("  a\n\n\u00a0b\u00a0", ["  a", "\u00a0b\u00a0"]),
        ("a\n\u3000\nb", ["a", "b"]),
        ("\ufeff", []),
        ("", []),
    ],
)
def test_blank_lines_separate_paragraphs_and_nothing_is_lost(
    source: str, blocks: list[str]
) -> None:
    found, after = split.blocks(source)
    assert [words for _, words in found] == blocks
    assert "".join(before + words for before, words in found) + after == source


def test_the_first_lines_are_headings_of_one_sentence_each() -> None:
    blocks, after = split.text("1. A. B.\n\nCats ran. Dogs sat.\n\nE.", 1, "en")
    assert [s.words for s in blocks[0].sentences] == ["1. A. B."]
    assert [block.id for block in blocks] == ["h1", "p1", "p2"]
    assert [s.id for s in blocks[1].sentences] == ["p1s1", "p1s2"]
    assert after == ""
