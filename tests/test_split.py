from __future__ import annotations

from pathlib import Path

import pytest

from reader.language import split

CASES = (Path(__file__).parent / "data" / "sentences.txt").read_text(encoding="utf-8")


def sentence_cases() -> list[list[str]]:
    lines = [line for line in CASES.splitlines() if not line.startswith("#")]
    return [case.splitlines() for case in "\n".join(lines).strip().split("\n\n")]


@pytest.mark.parametrize("sentences", sentence_cases(), ids=lambda case: case[0][:30])
def test_a_paragraph_is_cut_at_the_ends_of_its_sentences(sentences: list[str]) -> None:
    paragraph = " ".join(sentences)
    assert [part.strip() for part in split.sentences(paragraph, "en")] == sentences


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
