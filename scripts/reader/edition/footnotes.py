"""Footnotes that a text has of its own: which mark in its words leads to which.

``meta.yml`` says how they are marked, by the first of the marks, such as ``[1]``. A footnote
begins where a line begins with a mark that stood in the words before. All else with such a
mark, such as a numbered paragraph, is none. The words stay what they are: marks are places.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.language import split
from reader.language.words import BREAK_MARKS, bare
from reader.model import Mention, Paragraph, Text

SERIES = {
    "1": r"\d+",
    "\u00b9": "[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+",
    "\u2460": "[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]",
}
WITH_LINE_ENDS = {ord(sign): "\n" for sign in ("\r", *BREAK_MARKS)}  # those of the source


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a footnote in the words; ``start`` and ``end`` are offsets in its sentence.

    ``id`` is its anchor, ``target`` that of the mark to which it leads: from the words to the
    footnote, and from there back. ``at`` is the id of the paragraph in which the target stands.
    """

    id: str
    paragraph: str
    sentence: str
    start: int
    end: int
    words: str
    begins_note: bool = False
    target: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark, its words without it, and the marks that lead to it."""

    mark: Mark
    words: str
    references: tuple[Mark, ...]


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a text in its order; ``lost`` are marks in its words without one."""

    notes: tuple[Footnote, ...]
    lost: tuple[Mark, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Footnote]:
        """The footnotes by the anchors of their marks."""
        return {note.mark.id: note for note in self.notes}

    @cached_property
    def _marks(self) -> Mapping[str, tuple[Mark, ...]]:
        found: dict[str, list[Mark]] = defaultdict(list)
        for note in self.notes:
            for mark in (note.mark, *note.references):
                found[mark.paragraph].append(mark)
        return {name: tuple(marks) for name, marks in found.items()}

    def marks_in(self, block: Paragraph) -> tuple[Mark, ...]:
        """Return the marks in a paragraph that lead somewhere."""
        return self._marks.get(block.id, ())

    def referred_to(self, block: Paragraph) -> tuple[Footnote, ...]:
        """Return the footnotes to which the words of a paragraph lead, each once."""
        targets = (mark.target for mark in self.marks_in(block) if not mark.begins_note)
        return tuple(self.by_id[name] for name in dict.fromkeys(targets))

    def begins(self, block: Paragraph) -> Footnote | None:
        """Return the footnote with which a paragraph begins, if it begins with one."""
        first = next((mark for mark in self.marks_in(block) if mark.begins_note), None)
        note = self.by_id[first.id] if first else None
        return note if note and _stands_first(block, note.mark) else None


NONE = Footnotes((), ())


def found(text: Text, mentions_in: Callable[[Paragraph], Iterable[Mention]]) -> Footnotes:
    """Return the footnotes of a text, if its metadata say how they are marked.

    A mark within one of the mentions in its paragraph leads nowhere: there, the entry does.
    """
    if not text.meta.footnotes:
        return NONE
    pattern = pattern_of(text.meta.footnotes)
    marks = [
        mark
        for block in text.blocks
        for mark in _marks(block, pattern)
        if not any(_overlap(mark, mention) for mention in mentions_in(block))
    ]
    pairs = _paired(marks)
    answered = {mark for references in pairs.values() for mark in references}
    lost = (mark for mark in marks if not mark.begins_note and mark not in answered)
    words = _words(text, pairs)
    return Footnotes(
        tuple(_footnote(mark, words[mark.id], marks) for mark, marks in pairs.items()),
        tuple(lost),
    )


def pattern_of(sample: str) -> re.Pattern[str]:
    """Return what finds the marks of which one is given: ``[1]``, ``(1)``, ``*``, ``¹``, ``①``."""
    first = next((sign for sign in SERIES if sign in sample), "")
    if not first:
        return re.compile(rf"(?<![{re.escape(sample[0])}])(?:{re.escape(sample[0])})+")
    before, _, after = sample.partition(first)
    return re.compile(f"{re.escape(before)}{SERIES[first]}{re.escape(after)}")


def _marks(block: Paragraph, pattern: re.Pattern[str]) -> Iterator[Mark]:
    """Return what looks like a mark in a block, each with an anchor of its own."""
    numbers = {"f": 0, "r": 0}
    sentences = split.read(block)
    whole = "".join(sentence.words for sentence in sentences).translate(WITH_LINE_ENDS)
    start = 0
    for sentence in sentences:
        for place in pattern.finditer(sentence.words):
            at = start + place.start()
            line = whole[whole.rfind("\n", 0, at) + 1 : at]
            series = "r" if line.strip() or block.is_heading else "f"
            numbers[series] += 1
            name = f"{block.id}{series}{numbers[series]}"
            yield Mark(name, block.id, sentence.id, *place.span(), place[0], series == "f")
        start += len(sentence.words)


def _overlap(mark: Mark, mention: Mention) -> bool:
    same = mark.sentence == mention.sentence
    return same and mention.start < mark.end and mark.start < mention.end


def _paired(marks: Sequence[Mark]) -> dict[Mark, list[Mark]]:
    """Return the marks with which footnotes begin, each with those that lead to it.

    Where numbers begin anew, as in each chapter, a footnote belongs to the first series that
    still lacks it. What is left leads to the next footnote with its mark, or to the last.
    """
    waiting: dict[str, list[tuple[int, Mark]]] = defaultdict(list)
    pairs: dict[Mark, list[Mark]] = {}
    series = last = 0
    for mark in marks:
        if not mark.begins_note:
            series += _number(mark) < last
            last = _number(mark)
            waiting[mark.words].append((series, mark))
        elif open_marks := waiting[mark.words]:
            own = open_marks[0][0]
            pairs[mark] = [one for number, one in open_marks if number == own]
            waiting[mark.words] = [pair for pair in open_marks if pair[0] != own]
    order = {mark: place for place, mark in enumerate(marks)}
    for _, mark in (pair for left in waiting.values() for pair in left):
        notes = [note for note in pairs if note.words == mark.words]
        behind = (note for note in notes if order[note] > order[mark])
        if note := next(behind, notes[-1] if notes else None):
            pairs[note].append(mark)
    return pairs


def _number(mark: Mark) -> int:
    digits = [sign for sign in mark.words if unicodedata.numeric(sign, None) is not None]
    if len(digits) == 1:
        return int(unicodedata.numeric(digits[0]))
    return (
        int("".join(str(unicodedata.digit(sign)) for sign in digits)) if digits else len(mark.words)
    )


def _footnote(mark: Mark, words: str, references: Iterable[Mark]) -> Footnote:
    leading = tuple(replace(one, target=mark.id, at=mark.paragraph) for one in references)
    first = leading[0]
    return Footnote(replace(mark, target=first.id, at=first.paragraph), words, leading)


def _words(text: Text, marks: Iterable[Mark]) -> dict[str, str]:
    """Return the words of footnotes by their ids: up to the next one, or the end of the block."""
    by_block: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_block[mark.paragraph].append(mark)
    words: dict[str, str] = {}
    for name, own in by_block.items():
        sentences = split.read(text.by_id[name])
        starts, place = {}, 0
        for sentence in sentences:
            starts[sentence.id] = place
            place += len(sentence.words)
        whole = "".join(sentence.words for sentence in sentences)
        ends = [starts[mark.sentence] + mark.start for mark in own[1:]]
        for mark, end in zip(own, (*ends, len(whole)), strict=True):
            said = bare(whole[starts[mark.sentence] + mark.end : end])
            words[mark.id] = " ".join(said.split())
    return words


def _stands_first(block: Paragraph, mark: Mark) -> bool:
    sentence = split.read(block)[0]
    return mark.sentence == sentence.id and not sentence.words[: mark.start].strip()
