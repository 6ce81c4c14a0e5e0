"""What the line ends of a plain text mean: nothing, a paragraph, or a line of verse."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.incoming.flow import width
from reader.language import split

STOPS = ".!?。！？…⋯।។။؟"
CLOSING = "\"'”’»」』）)]】》"
PAUSES = ",;:，；：、"
NARROWEST, WIDEST = 30, 130  # columns of a page whose lines somebody wrapped
FULL = 0.7  # a wrapped line takes at least so much of the width
MOSTLY = 0.8
VERSE_WIDTH = 64  # columns
FEWEST = 3  # lines of which something can be told


def meaning(words: str) -> tuple[str, str]:
    """Return ``wrapped`` or ``paragraphs`` for the key ``lines``, and why; or ``("", "")``."""
    runs = [run.splitlines() for _, run in split.blocks(words)[0]]
    several = [lines for lines in runs if len(lines) > 1 and not is_list(lines)]
    prose = [lines for lines in several if not is_verse(lines)] or several
    pairs = (pair for lines in prose for pair in pairwise(lines))
    inner = [line for line, following in pairs if not split.BULLET.match(following)]
    if len(inner) < FEWEST:
        return "", ""
    full = usual_width(inner)
    if _is_wrapped(inner, full):
        return "wrapped", f"most lines end near column {full}, in the middle of a sentence"
    lines = [line for part in runs for line in part]
    ended = sum(is_stopped(line) or line.rstrip().endswith((":", "：")) for line in lines)
    is_long = any(width(line) > WIDEST for line in lines)
    if len(lines) >= FEWEST * len(runs) and (is_long or ended >= len(lines) / 3):
        return "paragraphs", "its lines end with sentences, and few blank lines part them"
    return "", ""


def _is_wrapped(inner: Sequence[str], full: int) -> bool:
    reaching = sum(width(line) >= FULL * full for line in inner)
    stopped = sum(is_stopped(line) for line in inner)
    return (
        NARROWEST <= full <= WIDEST
        and reaching >= MOSTLY * len(inner)
        and stopped <= len(inner) / 2
        and max(width(line) for line in inner) <= 2 * full
    )


def usual_width(lines: Sequence[str]) -> int:
    """Return the columns that all but the longest tenth of some lines take."""
    widths = sorted(width(line.rstrip()) for line in lines)
    return widths[len(widths) * 9 // 10] if widths else 0


def is_stopped(line: str) -> bool:
    """Return whether a line ends as sentences do."""
    return line.rstrip().rstrip(CLOSING).endswith(tuple(STOPS))


def is_list(lines: Sequence[str]) -> bool:
    """Return whether each of several lines begins like an item of a list."""
    return len(lines) > 1 and all(split.BULLET.match(line) for line in lines)


def is_verse(lines: Sequence[str], full: int = 0) -> bool:
    """Return whether lines look like verse; ``full`` is the width of wrapped lines, if they are."""
    if len(lines) < FEWEST or is_list(lines):
        return False
    most = max(width(line.rstrip()) for line in lines)
    if most > VERSE_WIDTH or (full and most > FULL * full):
        return False
    letters = [line.lstrip(" \t\"'“‘«—–-")[:1] for line in lines]
    begun = sum(
        letter.isupper() or not (letter.isupper() or letter.islower()) for letter in letters
    )
    stopped = sum(is_stopped(line) for line in lines)
    return begun >= MOSTLY * len(lines) and stopped <= MOSTLY * len(lines)
