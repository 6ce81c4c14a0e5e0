"""Cut a text into headings, paragraphs and sentences, without losing a character."""

from __future__ import annotations

import re
from itertools import pairwise

import sentencex

from reader.model import Paragraph, Sentence
from reader.words import BOM

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
LINE_ENDS = "\r\n"


def blocks(words: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the runs of lines between blank lines, and what stands after the last.

    Each run comes with what stands before it, a byte-order mark included. Joined
    in order they give ``words``.
    """
    found: list[tuple[str, str]] = []
    start = end = 0
    inside = False
    for line in LINE.finditer(words):
        bare = line[0].removeprefix(BOM) if line.start() == 0 else line[0]
        if not bare.strip():
            inside = False
            continue
        if not inside:
            start = line.end() - len(bare)
            found.append((words[end:start], ""))
        inside = True
        end = line.start() + len(line[0].rstrip(LINE_ENDS))
        found[-1] = (found[-1][0], words[start:end])
    return tuple(found), words[end:]


def sentences(words: str, language: str) -> tuple[str, ...]:
    """Cut a paragraph into sentences; joined they give the paragraph.

    ``language`` is an ISO 639-1 code. A piece without a letter (the ``1.`` of a
    list) is no sentence of its own: it belongs to the piece that follows.
    """
    starts = [b["start_index"] for b in sentencex.get_sentence_boundaries(language, words)]
    cuts = sorted({0, *(start for start in starts if 0 < start < len(words)), len(words)})
    pieces: list[str] = []
    start = 0
    for left, right in pairwise(cuts):
        if any(character.isalpha() for character in words[left:right]):
            pieces.append(words[start:right])
            start = right
    if start < len(words):
        rest = words[start:]
        pieces = [*pieces[:-1], pieces[-1] + rest] if pieces else [rest]
    return tuple(pieces)


def text(
    words: str, headings: int, language: str
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...], str]:
    """Return the headings, the paragraphs, and what stands after the last of them.

    The first ``headings`` blocks are headings: one sentence each.
    """
    runs, after = blocks(words)
    heads = tuple(
        Paragraph(f"h{n}", before, (Sentence(f"h{n}s1", block),))
        for n, (before, block) in enumerate(runs[:headings], 1)
    )
    body = tuple(
        _paragraph(n, before, block, language)
        for n, (before, block) in enumerate(runs[headings:], 1)
    )
    return heads, body, after


def _paragraph(number: int, before: str, block: str, language: str) -> Paragraph:
    parts = enumerate(sentences(block, language), 1)
    return Paragraph(
        f"p{number}", before, tuple(Sentence(f"p{number}s{n}", words) for n, words in parts)
    )
