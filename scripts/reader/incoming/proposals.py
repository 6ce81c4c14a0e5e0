"""What a program may propose of a text, each with its reason, for an editor to confirm."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from reader.edition.footnotes import pattern_of
from reader.history import ids
from reader.incoming import headings, lines, patterns
from reader.incoming.conversion import Conversion
from reader.incoming.languages import language
from reader.language import split, tags
from reader.language.words import BOM, on_one_line, plural

MARKS = ("[1]", "(1)", "*")  # of footnotes, the first of each kind
MARKED = "the file marks them so"
NOTES = "its last pieces begin with marks that stand in the text"


@dataclass(frozen=True)
class Proposal:
    """A value as it stands in ``meta.yml``, and the reason for it."""

    value: str
    why: str


@dataclass(frozen=True)
class Proposed:
    """What is proposed, by the keys of the metadata, and the blocks of the text."""

    values: Mapping[str, Proposal]
    blocks: tuple[str, ...]


def proposed(words: str, made: Conversion) -> Proposed:
    """Return what may be proposed for a text, which a conversion has given."""
    way, why_lines = ("", "") if made.pieces else lines.meaning(words)
    runs = tuple(run for _, run in split.blocks(words, by_line=way == "paragraphs")[0])
    keys = [ids.key(run) for run in (runs[0].removeprefix(BOM), *runs[1:])] if runs else []
    first, shapes, why_shapes = (
        _structured(made) if _has_headings(made) else _guessed(runs, made, way)
    )
    found = patterns.lines(shapes, first, keys)
    values: dict[str, Proposal] = {}
    if made.title:
        values["title"] = Proposal(quoted(made.title), "the file says so")
    elif first:
        values["title"] = Proposal(quoted(keys[0]), "it is the first heading")
    tag, why = language(words, made.language)
    if tag:
        direction = "; it is read from right to left" if tags.is_rtl(tag) else ""
        values["language"] = Proposal(tag, why + direction)
    if first or found or way or made.pieces:
        values["headings"] = Proposal(str(first), why_shapes)
        rest = f"the other {plural(len(runs) - first, 'piece')}"
        values["paragraphs"] = Proposal(str(len(runs) - first), rest)
    if found:
        listed = "".join(f"\n  {quoted(key)}: {shape}" for key, shape in found.items())
        values["shapes"] = Proposal(listed, why_shapes)
    if way:
        values["lines"] = Proposal(way, why_lines)
    if mark := _footnotes(keys, made):
        values["footnotes"] = Proposal(quoted(mark), NOTES)
    return Proposed(values, runs)


def _has_headings(made: Conversion) -> bool:
    return sum(piece.shape == "heading" for piece in made.pieces) > 1


def _structured(made: Conversion) -> tuple[int, dict[int, str], str]:
    """Return the number of first headings, and all shapes, as the file marks them."""
    levels = {n: piece.level for n, piece in enumerate(made.pieces) if piece.shape == "heading"}
    first = _first_headings(levels)
    inner = sorted({level for place, level in levels.items() if place >= first})
    shapes = {n: piece.shape for n, piece in enumerate(made.pieces) if piece.shape}
    for place, level in levels.items():
        shapes[place] = split.HEADINGS[min(inner.index(level), 1)] if place >= first else ""
    return first, {n: s for n, s in shapes.items() if s not in ("", split.PLAIN)}, MARKED


def _first_headings(levels: Mapping[int, int]) -> int:
    """Return how many of the first blocks are the title: one of a level not used again.

    What is marked as a title in so many words, level 0, may have more lines, as a subtitle has.
    """
    own = levels.get(0, -1)
    if own == 0:
        return next(place for place in count() if levels.get(place) != 0)
    return int(0 in levels and all(own < level for place, level in levels.items() if place))


def _guessed(runs: Sequence[str], made: Conversion, way: str) -> tuple[int, dict[int, str], str]:
    """Return the same for a text that marks nothing, by the look of its blocks."""
    known = {n: p.shape for n, p in enumerate(made.pieces) if p.shape and p.shape != "heading"}
    last = len(runs) - made.notes
    open_ = [("\n" if n in known else run.removeprefix(BOM)) for n, run in enumerate(runs[:last])]
    stripped = [words.strip(" \t\u3000") for words in open_]
    found = headings.found(stripped)
    marked = {n for n, piece in enumerate(made.pieces) if piece.shape == "heading"}
    found |= {n: "" for n in marked if n not in found}
    first = 0
    while first in found and not found[first]:
        first += 1
    kinds = list(dict.fromkeys(kind for place, kind in found.items() if kind and place >= first))
    shapes = {place: _level(kind, kinds) for place, kind in found.items() if place >= first}
    if not made.pieces and way != "paragraphs":
        shapes |= _by_lines(runs, shapes, first, way)
    shapes |= {n: shape for n, shape in known.items() if shape != split.PLAIN}
    return first, shapes, "short lines without a stop, and lines with a number"


def _level(kind: str, kinds: Sequence[str]) -> str:
    return "heading 2" if kind and kinds.index(kind) > 0 else "heading"


def _by_lines(
    runs: Sequence[str], shapes: Mapping[int, str], first: int, way: str
) -> dict[int, str]:
    """Return the lists and the verse among blocks of several lines."""
    parts = {n: run.splitlines() for n, run in enumerate(runs) if n >= first and n not in shapes}
    several = [line for part in parts.values() for line in part[:-1]]
    full = lines.usual_width(several) if way == "wrapped" else 0
    found = {n: "list" for n, part in parts.items() if lines.is_list(part)}
    return found | {n: "verse" for n, part in parts.items() if lines.is_verse(part, full)}


def _footnotes(keys: Sequence[str], made: Conversion) -> str:
    """Return the pattern of the marks of footnotes, if there are any."""
    if made.notes:
        return "[1]"
    for name in MARKS:
        pattern = pattern_of(name).pattern
        begun = {found[0] for key in keys if (found := re.match(rf"{pattern}(?=\s)", key))}
        behind_words = re.compile(rf"(?<=[^\s*(\[]){pattern}")
        used = {mark for key in keys for mark in behind_words.findall(key)} & begun
        if used and len(used) >= len(begun) / 2:
            return name
    return ""


def quoted(words: str) -> str:
    """Return words as YAML takes them, in one line whatever stands in them."""
    written = json.dumps(words, ensure_ascii=False)
    return "".join(
        sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in on_one_line(written)
    )
