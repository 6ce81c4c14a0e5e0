"""Headings of a text that marks none: short lines without a stop, and lines with a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.incoming.flow import width
from reader.incoming.lines import CLOSING, PAUSES, STOPS

HAN = "〇零一二三四五六七八九十百千两0-9０-９"
NUMBER = (
    r"(?:\d{1,4}|[ivxlcdm]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|the\s+\w+)"
)
WORDS = (
    r"part|book|volume|title|chapter|section|article|art|amendment|appendix|annex|schedule|act|scene"
    r"|canto|letter|teil|buch|titel|kapitel|abschnitt|artikel|anhang|partie|livre|titre|chapitre"
    r"|annexe|parte|libro|título|titolo|capítulo|capitolo|sección|sezione|artículo|articolo|artigo"
    r"|hoofdstuk|afdeling|del|kap|rozdział|artykuł|hlava|článek|часть|раздел|глава|статья|bölüm|madde"
    r"|pasal|bab|chương|điều|κεφάλαιο|άρθρο|अध्याय|अनुच्छेद"
)
SIGNS = (  # each with the kind of heading it makes
    *((f"^第[{HAN}]+{unit}", unit) for unit in "编編篇卷部章节節条條回"),
    (f"^[{HAN}]+、", "一、"),
    (f"^[（(][{HAN}]+[）)]", "（一）"),
    (rf"^(?P<word>{WORDS})\.?\s+{NUMBER}\b", "word"),
    (r"^§+\s*\d", "§"),
    (r"^[^.!?。]{1,40}\bNo\.\s*\d+", "No."),
    (r"^(?-i:[IVXLC]+)[.)]\s", "I."),
    (r"^\d{1,3}(?:\.\d{1,3})+\.?\s", "1.1"),
    (r"^\d{1,3}[.)]\s", "1."),
    (r"^(?-i:[A-Z])[.)]\s", "A."),
)
KINDS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in SIGNS)
BARE = re.compile(rf"(?:(?:{WORDS})\.?\s+{NUMBER}|§+\s*\d+\w?)\s*\.?", re.IGNORECASE)
WEAK = ("I.", "1.1", "1.", "A.")  # kinds that count only where there are several
LONGEST, LONGEST_NUMBERED = 64, 110  # columns
MOST_FIRST = 4  # headings before the first paragraph
MOST_RUNNING = 3  # short lines in a row that may all be headings
TOO_MANY = 0.4  # of all blocks: what is so common is no heading
OPENING = "\"'“‘«„「『—–-•·*|[("


def kind(words: str) -> str:
    """Return what kind of heading a block is by its number: ``chapter``, ``一、``; or ``""``."""
    if width(words) > LONGEST_NUMBERED or "\n" in words:
        return ""
    for pattern, name in KINDS:
        if found := pattern.match(words):
            is_alone = BARE.fullmatch(words) is not None
            good = is_alone or not _is_ended(words)
            return (found["word"].lower() if name == "word" else name) if good else ""
    return ""


def _is_ended(words: str) -> bool:
    return words.rstrip(CLOSING).endswith((*STOPS, *PAUSES))


def is_short_line(words: str) -> bool:
    """Return whether a block is a short line without a stop, such as headings are."""
    return (
        "\n" not in words
        and width(words) <= LONGEST
        and not _is_ended(words)
        and not words.startswith(tuple(OPENING))
        and any(sign.isalpha() for sign in words)
        and not words[0].islower()
    )


def found(blocks: Sequence[str]) -> dict[int, str]:
    """Return the places of what may be headings, each with its kind; ``""`` for a bare line.

    ``blocks`` are the words of all blocks, their line ends included.
    """
    numbered = {place: name for place, words in enumerate(blocks) if (name := kind(words))}
    short = {
        place
        for place, words in enumerate(blocks[:-1])
        if place not in numbered and is_short_line(words)
    }
    counts = Counter(numbered.values())
    for place in [n for n, name in numbered.items() if name in WEAK and counts[name] < 2]:
        del numbered[place]  # a single number is that of a title, or of nothing
        short |= {place} if is_short_line(blocks[place]) else set()
    first = _first(short)
    running = {place for place in short if _length_of_run(place, short) <= MOST_RUNNING}
    if len(running) > TOO_MANY * len(blocks):
        running = set()
    return dict(sorted((numbered | dict.fromkeys(first | running, "")).items()))


def _first(short: set[int]) -> set[int]:
    """Return the places of the short lines with which a text begins."""
    first: set[int] = set()
    while len(first) in short and len(first) < MOST_FIRST:
        first.add(len(first))
    return first


def _length_of_run(place: int, places: set[int]) -> int:
    start = end = place
    while start - 1 in places:
        start -= 1
    while end + 1 in places:
        end += 1
    return end - start + 1
