"""Cut a text into headings, paragraphs and sentences, without losing a character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise

from reader.language.ends import ends
from reader.language.words import BOM, compounds, mark_soft_breaks
from reader.model import Paragraph, Sentence

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
LINE_ENDS = "\r\n"
HEADINGS = ("heading", "heading 2")
SHAPES = (*HEADINGS, "list", "quotation", "verse", "table")
PLAIN = "paragraph"  # what an editor calls a block that has none of the shapes
BY_LINE = ("verse", "table")  # each line is one sentence
# How an item of a list begins: a bullet, or a number or letter with its sign.
BULLET = re.compile(
    r"\s*(?:[-\u2010-\u2015*+\u00b7\u2022\u25aa\u25cf\u25e6\u30fb](?=\s)|\u2022|\u25cf"
    r"|[(\uff08]?(?:\d+|[A-Za-z]|[ivxIVX]+|[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d"
    r"\u4e03\u516b\u4e5d\u5341]+)[.):\uff09\u3001\uff0e])"
)
REMEMBERED = 20_000  # paragraphs of which the sentences are remembered
Shapes = Mapping[int, str]
NO_SHAPES: Shapes = {}


def blocks(words: str, *, by_line: bool = False) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the runs of lines between blank lines, and what stands after the last.

    Each run comes with what stands before it, a byte-order mark included. Joined
    in order they give ``words``. ``by_line`` says that each line is a run of its own.
    """
    spans: list[tuple[int, int]] = []
    inside = False
    for line in LINE.finditer(words):
        bare = line[0].removeprefix(BOM) if line.start() == 0 else line[0]
        if bare.strip():
            start = spans.pop()[0] if inside and not by_line else line.end() - len(bare)
            spans.append((start, line.start() + len(line[0].rstrip(LINE_ENDS))))
        inside = bool(bare.strip())
    ends = [0, *(end for _, end in spans)]
    found = tuple(
        (words[last:start], words[start:end])
        for last, (start, end) in zip(ends, spans, strict=False)
    )
    return found, words[ends[-1] :]


@lru_cache(REMEMBERED)
def sentences(words: str, language: str) -> tuple[str, ...]:
    """Cut a paragraph into sentences; joined they give the paragraph.

    ``language`` is a tag of BCP 47. While a site is served most paragraphs come again.
    """
    return pieces(words, ends(words, language))


def pieces(words: str, starts: Iterable[int]) -> tuple[str, ...]:
    """Cut words at the places where sentences start, in their order.

    A piece without a letter is no sentence of its own: it belongs to the one that follows.
    """
    made: list[str] = []
    start = 0
    for left, right in pairwise((0, *starts, len(words))):
        if any(character.isalpha() for character in words[left:right]):
            made.append(words[start:right])
            start = right
    if start < len(words):
        rest = words[start:]
        made = [*made[:-1], made[-1] + rest] if made else [rest]
    return tuple(made)


def text(
    words: str,
    headings: int,
    language: str,
    shapes: Shapes = NO_SHAPES,
    *,
    wrapped: bool = False,
    by_line: bool = False,
) -> tuple[tuple[Paragraph, ...], str]:
    """Return the blocks of a text, and what stands after the last of them.

    The first ``headings`` blocks are headings: one sentence each. ``shapes`` says what
    others are, by their places from 0. ``wrapped`` says that line ends mean nothing,
    ``by_line`` that each parts two blocks.
    """
    runs, after = blocks(words, by_line=by_line)
    whole = compounds(words) if wrapped else frozenset[str]()
    made: list[Paragraph] = []
    counts = {"h": 0, "p": 0}
    for place, (before, block) in enumerate(runs):
        shape = shapes.get(place, "")
        series = "h" if place < headings or shape in HEADINGS else "p"
        counts[series] += 1
        name = f"{series}{counts[series]}"
        cut = (block,) if series == "h" else _pieces(block, language, shape, wrapped=wrapped)
        parts = tuple(Sentence(f"{name}s{n}", piece) for n, piece in enumerate(cut, 1))
        block_made = Paragraph(name, before, parts, shape, wrapped, None, language, whole)
        made.append(block_made)
    return tuple(made), after


def _pieces(words: str, language: str, shape: str, *, wrapped: bool) -> Iterator[str]:
    if shape in BY_LINE:
        yield from _lines(words)
    elif shape == "list":
        for item in _items(words, wrapped=wrapped):
            yield from sentences(item, language)
    else:
        yield from sentences(words, language)


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line[0] for line in LINE.finditer(words) if line[0])


def _items(words: str, *, wrapped: bool) -> Iterator[str]:
    """Return the items of a list: its lines, or those that begin like one if it is wrapped."""
    item = ""
    for line in _lines(words):
        if item and (not wrapped or BULLET.match(line)):
            yield item
            item = ""
        item += line
    yield item


def read(block: Paragraph) -> tuple[Sentence, ...]:
    """Return the sentences of a block as one reads them, each as long as it is.

    Line ends that are nothing to a reader are marked, as ``words.mark_soft_breaks`` has it.
    """
    if not block.wrapped or block.shape in BY_LINE:
        return block.sentences
    made: list[Sentence] = []
    for line in lines(block):
        words, start = _soft_breaks_marked("".join(part.words for part in line), block), 0
        for part in line:
            end = start + len(part.words)
            made.append(Sentence(part.id, words[start:end]))
            start = end
    return tuple(made)


def _soft_breaks_marked(words: str, block: Paragraph) -> str:
    return mark_soft_breaks(words, block.language, block.compounds)


def lines(block: Paragraph) -> tuple[tuple[Sentence, ...], ...]:
    """Return the sentences of a list by its items, those of another block all together."""
    if block.shape != "list":
        return (block.sentences,)
    numbers: dict[str, int] = {}
    ends = iter(_items(block.words, wrapped=block.wrapped))
    number, left = 0, len(next(ends))
    for sentence in block.sentences:
        numbers[sentence.id] = number
        left -= len(sentence.words)
        if not left:
            number, left = number + 1, len(next(ends, ""))
    groups = groupby(block.sentences, lambda sentence: numbers[sentence.id])
    return tuple(tuple(group) for _, group in groups)
