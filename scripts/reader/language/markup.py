"""Prose: what an editor writes, in paragraphs with headings, lists, emphasis, links, citations.

What is made of it for a page, a book or data is made elsewhere, of the pieces named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from reader.interface import Interface, message
from reader.language.words import LINE_END

TOKEN = re.compile(
    r"\[(?P<cite>@[a-z0-9-]+(?:; @[a-z0-9-]+)*)\]"
    r"|\[(?P<words>[^\]\[]*)\]\((?P<target>[^()\s]*)\)"
)
CITATION = re.compile(r"@([a-z0-9-]+)")
# Brackets with at most one pair inside. No character of this may be given back once it is
# matched (*+), or the time it takes would grow with the square of the prose; of groups,
# Python before 3.11.5 would lose its place.
BRACKETS = r"\[(?:[^\]\[]++|\[[^\]\[]*+\])*\]"
# What looks like a citation or a link, and is none: it is looked for between tokens.
UNFINISHED = re.compile(
    rf"{TOKEN.pattern}|(?P<unfinished>"
    r"\[\[[^\]\[\n]*+\]{0,2}"  # [[carp]]
    rf"|{BRACKETS}\((?:[^()\n]++|\([^()\n]*+\))*\)?"  # [fish](the carp.md), [fi[s]h](carp.md)
    rf"|{BRACKETS}\s++\((?=[^()\s]*+(?<=\.md)\)|https?:)[^()\n]*+\)?"  # [fish] (carp.md)
    rf"|{BRACKETS}\[(?!@)[^\]\[]*+\]"  # [fish][carp]
    r"|\[[^\]\[@]*+@[^\]\[]*+\]"  # [see @key], [@key, p. 3]
    r"|\[?@\w[\w-]*+)"  # @key, [@key
)
# A sign of markup behind a backslash is the sign itself. While markup is looked for, a character
# stands for it that no seed may hold.
SIGNS = "\\*_[@#+-=.)"
ESCAPED = re.compile(rf"\\([{re.escape(SIGNS)}])")
STAND_INS = {sign: chr(0xFDE0 + place) for place, sign in enumerate(SIGNS)}
_SIGNS_AGAIN = str.maketrans({stand_in: sign for sign, stand_in in STAND_INS.items()})
# What markup would act on where it stands: emphasis, links and citations, and what begins a line.
_ACTING = re.compile(
    r"[*\[_]|\\(?=[\\*_\[@#+\-=.)])|@(?=\w)"
    r"|^(?P<before>[^\S\n]*\d*)(?P<first>[#+\-=]|(?<=\d)[.)])",
    re.MULTILINE,
)
HEADING = re.compile(r"#|[^\n]*\n(?:=+|-+) *(?:\n|\Z)")


def shown(words: str) -> str:
    """Return the characters that a page shows for a seed's words: line ends become newlines."""
    return LINE_END.sub("\n", words)


def hide_escaped(prose: str) -> str:
    """Return prose with a stand-in for each sign behind a backslash: markup acts on none."""
    return ESCAPED.sub(lambda found: STAND_INS[found[1]], prose) if "\\" in prose else prose


def show_escaped(words: str) -> str:
    """Return words with the signs themselves in place of their stand-ins."""
    return words.translate(_SIGNS_AGAIN)


def escape(words: str) -> str:
    """Return plain words as prose that shows them: markup would act on none of their signs."""
    return _ACTING.sub(
        lambda found: f"{found['before']}\\{found['first']}" if found["first"] else f"\\{found[0]}",
        words,
    )


def citations(prose: str) -> tuple[tuple[str, int], ...]:
    """Return the keys that prose cites, each with its offset, escaped signs hidden."""
    return tuple(
        (key[1], token.start("cite") + key.start())
        for token in TOKEN.finditer(hide_escaped(prose))
        if token["cite"]
        for key in CITATION.finditer(token["cite"])
    )


def links(prose: str) -> tuple[tuple[str, int], ...]:
    """Return the targets of the links in prose, each with its offset, escaped signs hidden."""
    return tuple(
        (token["target"], token.start())
        for token in TOKEN.finditer(hide_escaped(prose))
        if not token["cite"]
    )


def unfinished(prose: str) -> tuple[tuple[str, int], ...]:
    """Return what looks like a citation or a link in prose but is none, with offsets."""
    return tuple(
        (found["unfinished"], found.start())
        for found in UNFINISHED.finditer(hide_escaped(prose))
        if found["unfinished"]
    )


def begins_with_heading(prose: str) -> bool:
    """Return whether the first paragraph of prose is a heading, underlined ones included."""
    return HEADING.match(sections(prose)[0]) is not None


def plain(prose_text: str) -> str:
    """Return prose without its markup, on one line."""
    return _bare(prose_text, lambda token: token["words"] or "")


# What encloses the words of a link while its place is looked for: no seed may hold these.
_OPEN, _CLOSE = "\ufdd7", "\ufdd8"


def plain_links(prose_text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the words of each link stand in prose without its markup, and its target."""
    targets: list[str] = []

    def enclosed(token: re.Match[str]) -> str:
        if token["cite"]:
            return ""
        targets.append(token["target"])
        return f"{_OPEN}{token['words']}{_CLOSE}"

    words = _bare(prose_text, enclosed)
    if words.replace(_OPEN, "").replace(_CLOSE, "") != plain(prose_text):
        return ()  # emphasis begins or ends within the words of a link
    parts = re.split(f"[{_OPEN}{_CLOSE}]", words)
    ends = list(accumulate(map(len, parts)))
    return tuple(zip(ends[::2], ends[1::2], targets, strict=False))


def _bare(prose_text: str, instead: Callable[[re.Match[str]], str]) -> str:
    bare = TOKEN.sub(instead, hide_escaped(prose_text))
    unmarked = re.sub(r"(?<!\w)\*|\*(?!\w)|^#+ ", "", bare, flags=re.MULTILINE)
    return show_escaped(" ".join(unmarked.split()))


def curly(words: str) -> str:
    """Return words with typographic quotation marks, each as long as what it stands for."""
    opened = re.sub(r"(?<![^\s(\[/—–-])(['\"])(?=\S)", lambda q: "‘“"[q[0] == '"'], words)
    return opened.replace('"', "”").replace("'", "’")


def sections(text: str) -> tuple[str, str]:
    """Return the first paragraph of prose, which defines the term, and the rest."""
    head, *rest = re.split(r"\n(?:[^\S\n]*\n)+", shown(text).strip(), maxsplit=1)
    return head, "".join(rest).strip()


def definition(prose: str) -> str:
    """Return the paragraph of prose that defines the term, without its markup, on one line."""
    return plain(sections(prose)[0])


class Parted(NamedTuple):
    """The sections of an entry behind its definition, each where readers look for it."""

    other: str = ""
    here: str = ""
    renderings: str = ""
    history: str = ""


SECTION = re.compile(r"^(?=## +\S)", re.MULTILINE)
SECTION_HEADING = re.compile(r"## +(.*?) *#* *(?:\n+|\Z)")
PARTS = {  # where a section goes that has this heading; any other stays behind the definition
    message("In this text"): "here",
    message("Renderings"): "renderings",
    message("Origin"): "history",
    message("Later history"): "history",
    message("Reception"): "history",
}


def parted(prose: str, interface: Interface) -> Parted:
    """Return the prose behind a definition, its sections sorted by their headings.

    Headings are known in English and in the language of the interface. Sections of one kind
    keep their order. The heading of renderings is left out, since the list of them has one
    already.
    """
    parts = {name.lower(): part for name, part in PARTS.items()}
    parts |= {interface.gettext(name).lower(): part for name, part in PARTS.items()}
    found: dict[str, list[str]] = {}
    for section in SECTION.split(prose):
        heading = SECTION_HEADING.match(section)
        part = parts.get(heading[1].lower(), "other") if heading else "other"
        words = section[heading.end() :] if heading and part == "renderings" else section
        if words.strip():
            found.setdefault(part, []).append(words.strip())
    return Parted(**{part: "\n\n".join(sections) for part, sections in found.items()})
