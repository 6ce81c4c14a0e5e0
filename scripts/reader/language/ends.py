"""Where sentences end: the signs of all scripts, and what stands around them.

A full stop may be part of an abbreviation or a number: a library decides on it, which knows
the abbreviations of thirty languages. Every other sign is one of Unicode's (Sentence_Terminal,
and the shads of Tibetan), and ends a sentence unless the words go on. What is in quotation
marks is parted like the words around it; what is in brackets in the middle of a sentence is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import sentencex

OPENING = (
    "([{\u00ab\u2039\u201c\u2018\u201e\u201a\u201f\u00bf\u00a1\u300a\u3008\u300c\u300e\u3010\uff08"
    "\uff3b\"'"
)
CLOSED = ")]}\u00bb\u203a\u201d\u2019\u300b\u3009\u300d\u300f\u3011\uff09\uff3d\"'"
CLOSING = f"{CLOSED}\u00ab\u2039\u201c\u2018"  # those of German among them, which open elsewhere
MARKS = re.escape(OPENING + CLOSING)
SHADS = "\u0f0d-\u0f12\u0f14"
DANDAS = "\u0964\u0965"
WIDE = "\u3002\uff01\uff0e\uff1f\uff61\ufe12\ufe15\ufe16\ufe52\ufe56\ufe57"
OTHERS = (  # Hebrew, Armenian, Arabic, Urdu, Syriac, Thai, Burmese, Ethiopic, Khmer and so on
    "\u0589\u05c3\u061d-\u061f\u06d4\u0700-\u0702\u0df4\u0e5a\u0e5b\u104b\u1362\u1367\u1368\u166e"
    "\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab\u1b5a\u1b5b\u1b5e\u1b5f\u1c3b\u1c3c\u1c7e"
    "\u1c7f\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f"
    "\uaaf0\uaaf1\uabeb"
)
STOP = "."
SPACED = f"{STOP}\u2026!?;\u037e\u203c\u203d\u2047\u2048\u2049"  # no end unless white space follows
VERSE_NUMBER = r"[\s\d.,:\u2013-]*\d[\s\d.,:\u2013-]*"  # between dandas, and part of the verse
END = re.compile(
    rf"[{SHADS}]+(?:[ \u00a0]+[{SHADS}]+)*"
    rf"|[{DANDAS}]+(?:{VERSE_NUMBER}[{DANDAS}]+)?"
    rf"|\|+(?:{VERSE_NUMBER}\|+)?"  # a danda in Latin letters
    r"|\u17d4\u179b\u17d4"  # Khmer for "and so on"
    rf"|[{SPACED}{WIDE}{OTHERS}]+"
)
ONLY_IN = {  # signs that end a sentence in some languages only
    ";": ("el", "grc"),
    "|": ("sa", "pi"),
    "\u17d4\u179b\u17d4": (),
}
# What belongs to the sentence behind its end: closing marks, the number of a note, a word in
# Chinese brackets such as "applause".
TAIL = re.compile(
    rf"(?:[{re.escape(CLOSED)}]|[\u201c\u2018\u00ab\u2039](?![\w\u201e\u201a])"
    r"|[ \u00a0\u202f]+[\u00bb\u203a](?!\w)|\[\w{1,3}\]|[\u00b2\u00b3\u00b9\u2070-\u2079]"
    r"|\uff08[^\W\d\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,8}\uff09"
    r"(?=[^\s\u3001\u3002\uff0c\uff1b]))*"
)
SPACE = re.compile(r"\s*")
# A number or a letter that stands before the words it counts.
LABEL = re.compile(  # the word is "article", in Arabic too
    r"\s*(?:(?:art(?:icle|ikel|\.)?|\u0627\u0644\u0645\u0627\u062f\u0629)\s+|\u00a7+\s*)?[(\[\uff08]?"
    r"(?:[\d.]*\d(?:er)?|[^\W\d_]|[ivxlc]+|[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b"
    r"\u4e5d\u5341]+)[.):\uff09\]\u3001\uff0e\u00b0]+\s*",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:[(\[]?\w{1,4}[)\]]|\d{1,3}\.)\s")
LISTED = re.compile(  # the same, or a bullet, at the beginning of a line
    rf"^[^\S\n]*(?P<item>{ITEM.pattern}|[-*+\u2013\u2022\u25cf\u25aa\u25e6]\s)", re.MULTILINE
)
SAYS = "\u8bf4\u8aaa\u9053\u95ee\u554f\u558a\u53eb\u66f0\u4e91"
IN_CLAUSE = r"[^\s\u3001-\u303f\uff01-\uff1f\u2018-\u201d]"
# How a sentence goes on behind a quotation: with a particle (と, って, など, の, を, が, 的), or
# with who says it.
PARTICLES = r"\u3068|\u3063\u3066|\u306a\u3069|\u306e|\u3092|\u304c|\u7684"
PARTICLE = re.compile(PARTICLES)
GOES_ON = re.compile(rf"{PARTICLES}|{IN_CLAUSE}{{0,8}}[{SAYS}][\uff0c\u3002\uff01\uff1f]")
JOINS = ",;:\u00b7\u060c\u061b\u3001\u3002\uff0c\uff1b\uff1a.)]\uff09"
UNSAID = re.compile(rf"[\s{MARKS}]*")  # white space and marks before a word
BETWEEN = re.compile(rf"[\s{MARKS}\u2010-\u2015-]*")
QUOTATION = re.compile(
    r"[\u201c\u300c\u300e\u300a][^\u201c\u201d\u300c-\u300f\u300a\u300b]*[\u201d\u300d\u300f\u300b]"
)
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
ENDED = re.compile(rf"(?:{END.pattern})[{re.escape(CLOSING)}]*$")
LONGEST_LABEL = 20
GEORGIAN = re.compile(r"[\u10d0-\u10ff]")  # small to Unicode; it has no capitals in use
BRACKET = re.compile(r"[(\[\uff08\uff3b]|[)\]\uff09\uff3d]")
# What is kept from the library: the numbers of notes, bullets, quotation marks and brackets.
MASKED = re.compile(
    r"(?<=[.\u2026!?\"\u201d\u2019\u00bb)])(?:\[\w{1,3}\]|[\u00b2\u00b3\u00b9\u2070-\u2079])+"
    rf"|[\u2022\u25cf\u25aa\u25e6]|(?<!\w)['\u2019]|['\u2019](?!\w)|[{MARKS}](?<!['\u2019])"
)
# Languages that write a stop behind an ordinal.
ORDINALS = re.compile("bs|cs|da|de|et|fi|fo|hr|hu|is|lt|lv|mk|nb|nn|no|pl|sk|sl|sq|sr|tr")
ORDINAL = re.compile(r"(?<![\w.,])(?:\d{1,2}|[IVX]+)$")
# A letter that stands for a name; those of English are known to the library.
INITIAL = re.compile(r"(?:^|[\s.(])[^\W\d_a-zA-Z]$")
REFERENCES = re.compile(  # which a number follows: article, page, figure
    r"(?:^|\W)(?:[Aa]rt|[Vv]ols?|[Ff]igs?|[Nn]os?|[Nn]r|[Aa]bs|[Kk]ap|[Bb]d|[Cc]ap|[Ll]ib|pp?|s|str|ust"
    r"|pkt|\u0440\u0438\u0441|\u0441|\u0441\u0442|\u0433\u043b|\u043f|\u0635|\u062c|\u03c0\u03b1\u03c1|\u03c3\u03b5\u03bb)$"
)
NUMBER = re.compile(r"\d|[IVXLC]+\b")
SHORT = {  # abbreviations that the library does not know, before the stop
    "la": ("Cn", "Kal", "Id", "Non", "Ser", "Sex", "Sp", "Ti"),
    "hi": ("\u0921\u0949", "\u092a\u094d\u0930\u094b", "\u0936\u094d\u0930\u0940", "\u092a\u0902"),
}
UNCASED = ("grc", "pi", "sa")  # a sentence may begin with a small letter in their editions
LIBRARY = {"grc": "el", "lzh": "zh", "yue": "zh", "sa": "hi", "pi": "hi"}


def ends(words: str, language: str) -> Iterator[int]:
    """Give the offsets at which a sentence has ended, and another begins.

    ``language`` is a tag of BCP 47; its first part counts.
    """
    items = [found.start("item") for found in LISTED.finditer(words)]
    found = {*_spoken(words, language.partition("-")[0]), *(items if len(items) > 1 else ())}
    yield from sorted(found - {0})


def _spoken(words: str, tongue: str) -> Iterator[int]:
    """Give the offsets behind the ends of sentences that their signs tell."""
    stops = _stops(words, tongue)
    inner = _Inner(words)
    begun = 0
    for found in END.finditer(words):
        after = _end_of(TAIL, words, found.end())
        start = _end_of(SPACE, words, after)
        if start == len(words) or found.start() in inner:
            continue
        if start == after and found[0][-1] in SPACED and not _is_in_chinese(words, found, start):
            continue
        if found[0] == STOP:
            is_end = _is_full_stop(words, found.start(), start, tongue, stops)
        else:
            is_end = _is_sign(words, found[0], start, tongue)
        if (
            is_end
            and not _goes_on(words, found.end(), after, start, tongue)
            and not LABEL.fullmatch(words, begun, start)
        ):
            yield start
            begun = start


def _end_of(pattern: re.Pattern[str], words: str, start: int) -> int:
    """Return where a pattern ends that may be empty."""
    found = pattern.match(words, start)
    return found.end() if found else start


def _is_full_stop(words: str, stop: int, start: int, tongue: str, stops: frozenset[int]) -> bool:
    before = words[max(0, stop - 8) : stop]
    if ORDINALS.fullmatch(tongue) and ORDINAL.search(before):
        return False
    if INITIAL.search(before) and not before[-1].islower():
        return False
    if REFERENCES.search(before) and NUMBER.match(words, start):
        return False
    if before.endswith(SHORT.get(tongue, ())):
        return False
    item = ITEM.match(words) and ITEM.match(words, start)  # of a list in one paragraph
    return bool(item) or _end_of(UNSAID, words, start) in stops


def _is_in_chinese(words: str, sign: re.Match[str], start: int) -> bool:
    before, after = words[max(0, sign.start() - 1)], words[start]
    return bool(IDEOGRAPH.match(before) and IDEOGRAPH.match(after))


def _is_sign(words: str, sign: str, start: int, tongue: str) -> bool:
    for key in (sign, sign[0]):
        if key in ONLY_IN:
            return tongue in ONLY_IN[key]
    is_gap = not sign.strip(f"{STOP}\u2026")
    word = _end_of(BETWEEN, words, start)
    return not is_gap or words[word : word + 1].isupper()


def _goes_on(words: str, end: int, after: int, start: int, tongue: str) -> bool:
    """Return whether a sentence goes on behind what might be its end."""
    if words[after] in JOINS:
        return True
    if after > end and start == after and GOES_ON.match(words, after):
        return True
    place = _end_of(BETWEEN, words, start)
    small = words[place : place + 1].islower() and not GEORGIAN.match(words, place)
    return small and tongue not in UNCASED and not ITEM.match(words, start)


def _stops(words: str, tongue: str) -> frozenset[int]:
    """Return the offsets before which the library sees the end of a sentence.

    It never parts what is in quotation marks or brackets, so these are kept from it.
    """
    if STOP not in words:
        return frozenset()
    if tongue in UNCASED:
        return frozenset(_end_of(UNSAID, words, found.end()) for found in re.finditer(r"\.", words))
    runs, last = [], 0
    for mask in MASKED.finditer(words):
        runs.append((last, mask.start()))
        last = mask.end()
    runs.append((last, len(words)))
    shown = "".join(words[start:end] for start, end in runs)
    lengths = list(accumulate((end - start for start, end in runs), initial=0))
    found = set()
    for boundary in sentencex.get_sentence_boundaries(LIBRARY.get(tongue, tongue), shown):
        place = boundary["start_index"]
        run = bisect_right(lengths, place) - 1
        if run < len(runs):
            found.add(_end_of(UNSAID, words, runs[run][0] + place - lengths[run]))
    return frozenset(found)


class _Inner:
    """Tells whether an offset stands in brackets, or a quotation, that a sentence runs around."""

    def __init__(self, words: str) -> None:
        spans = sorted((*_brackets(words), *_quotations(words)))
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def __contains__(self, place: int) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._ends[before - 1]


def _brackets(words: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for found in BRACKET.finditer(words):
        if found[0] in "([\uff08\uff3b":
            opened.append(found.start())
        elif opened and not _is_free(words, start := opened.pop()):
            yield start, found.end()


def _quotations(words: str) -> Iterator[tuple[int, int]]:
    for found in QUOTATION.finditer(words):
        within = found.start() and IDEOGRAPH.match(words[found.start() - 1])
        if within or found[0][0] == "\u300a" or PARTICLE.match(words, found.end()):
            yield found.span()


def _is_free(words: str, start: int) -> bool:
    """Return whether brackets begin a sentence, and hold all of it."""
    before = words[max(0, start - LONGEST_LABEL) : start].rstrip()
    return not before.rstrip(CLOSING) or bool(ENDED.search(before) or LABEL.fullmatch(before))
