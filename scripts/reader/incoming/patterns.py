"""Few lines for many blocks: patterns that fit all blocks of a shape and no other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from reader.model import Form
from reader.seeds import shapes

NUMBER = re.compile(
    r"\d+(?:\.\d+)*|[〇零一二三四五六七八九十百千]+|\b(?-i:[IVXLC]+|[A-Z])\b(?=[.):\s]|$)"
    r"|(?<=\s)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
BEHIND = re.compile(r"[编編篇卷部章节節条條回]|[^\w\s]+ ?| ")
FEWEST = 2  # blocks that a pattern is for
LONGEST = 300  # characters of a name; YAML takes no key of more than 1,024
SHOWN = 60  # characters of a block that is named by its first words
OF_SHAPES = {"list": ("- *", "1. *", "a) *", "(1) *", "(a) *", "• *"), "table": ("* | *",)}


def lines(wanted: Mapping[int, str], headings: int, runs: Sequence[str]) -> dict[str, str]:
    """Return lines for ``shapes`` that give each wanted place its shape, and no other any.

    ``runs`` are the words of all blocks with single spaces between them.
    """
    found = dict(_patterns(wanted, headings, runs))
    covered = {place for pattern in found for place in _fitting(pattern, headings, runs)}
    ordered = sorted(runs)
    for place, shape in wanted.items():
        opening = _opening(runs[place], ordered)
        if place not in covered and place >= headings and len(opening) <= LONGEST:
            found.setdefault(opening, shape)
    return _without_faults(found, headings, runs)


def _patterns(
    wanted: Mapping[int, str], headings: int, runs: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for shape in sorted(set(wanted.values())):
        places = {place for place, own in wanted.items() if own == shape and place >= headings}
        candidates = Counter(made for place in places if (made := _pattern(runs[place])))
        candidates.update(dict.fromkeys(OF_SHAPES.get(shape, ()), FEWEST))
        left = set(places)
        for pattern, count in candidates.most_common():
            fitting = set(_fitting(pattern, headings, runs))
            if count >= FEWEST and len(fitting & left) >= FEWEST and fitting <= places:
                left -= fitting
                yield pattern, shape


def _pattern(words: str) -> str:
    """Return a block with an asterisk for its number, and one for what stands behind its sign."""
    number = NUMBER.search(words)
    if not number or number.start() > SHOWN:
        return ""
    sign = BEHIND.match(words, number.end())
    end = sign.end() if sign else number.end()
    literal = words[: number.start()] + (sign[0] if sign else "")
    behind = sign[0] if sign and sign[0].strip() else ""
    rest = shapes.ANY if behind and end < len(words) else ""
    made = f"{words[: number.start()]}{shapes.ANY}{behind}{rest}"
    is_telling = any(sign.isalnum() or sign == "§" for sign in literal)
    return made if is_telling else ""


def _fitting(pattern: str, headings: int, runs: Sequence[str]) -> list[int]:
    return [place for place in shapes.fits(pattern, runs) if place >= headings]


def _opening(words: str, ordered: Sequence[str]) -> str:
    """Return the first words of a block, as many as name it alone; all, if it is short.

    ``ordered`` are all blocks, sorted: those that begin most alike stand beside one another.
    """
    place = bisect_left(ordered, words)
    beside = (*ordered[max(0, place - 1) : place], *ordered[place + 1 : place + 2])
    alike = max((_alike(words, other) for other in beside), default=0)
    least = max(alike + 1, SHOWN // 2)
    end = words.find(" ", least, least + SHOWN)  # Chinese has no spaces
    return words if len(words) <= SHOWN else words[: end if end > 0 else least + 1].rstrip()


def _alike(words: str, other: str) -> int:
    """Return with how many of the same characters two blocks begin."""
    pairs = zip(words, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _without_faults(found: dict[str, str], headings: int, runs: Sequence[str]) -> dict[str, str]:
    """Return the lines that the check of a seed accepts."""
    pairs = [(Form(words, number), shape) for number, (words, shape) in enumerate(found.items())]
    _, problems = shapes.shapes(pairs, headings, "", runs)
    faulty = {problem.line for problem in problems}
    return {form.words: shape for form, shape in pairs if form.line not in faulty}
