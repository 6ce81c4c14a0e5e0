"""Runs: words with what they mean, and an editor's prose made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import lxml.html

from reader.language import han, markup

EMPHASIS = re.compile(r"\*+")
ITEM = re.compile(r"(?:- |(\d+)\. )")
OPENING = re.compile(r"(?:(?<=[\s(\[—–/])|\A)([\"'])")
QUOTES = {'"': "“”", "'": "‘’"}

Kind = Literal["", "term", "note", "entry", "cite", "link", "place", "noteref", "footnote"]


@dataclass(frozen=True)
class Run:
    """Words of one kind. ``target`` is where they lead, ``id`` their own anchor.

    Line ends that mean nothing are marked, as ``split.read`` has it. ``language`` is a tag where
    it is another than that of the book.

    A target is the id of an entry for ``term`` and ``entry``, the number of a note for
    ``note``, the key of a source for ``cite``, an address for ``link``, the id of
    a paragraph for ``place``, and of what a mark of the text's own footnotes leads to for
    ``noteref`` and, in front of the footnote, ``footnote``.
    """

    words: str
    kind: Kind = ""
    target: str = ""
    id: str = ""
    emphasis: bool = False
    language: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Part:
    """A part of prose: a paragraph or a heading, which has one line, or a list."""

    kind: Literal["paragraph", "heading", "list", "numbers"]
    lines: tuple[Runs, ...]


@dataclass(frozen=True)
class Targets:
    """What prose may lead to in a book: ``numbers`` of its sources, places in texts, entries.

    ``place`` gives the kind and the target of a run that leads to an id, ``entry`` of one that
    leads to an entry, by its id.
    """

    numbers: Mapping[str, int]
    place: Callable[[str], tuple[Kind, str]]
    entry: Callable[[str], tuple[Kind, str]]


def from_html(line: str) -> Iterator[Run]:
    """Return a line of the bibliography in runs; it comes as HTML from its processor."""
    yield from _element(
        lxml.html.fragment_fromstring(han.in_html(line), create_parent="p"), Run("")
    )


def _element(element: lxml.html.HtmlElement, around: Run) -> Iterator[Run]:
    """Return an element in runs; ``around`` is what holds for words at its place."""
    own = replace(
        around,
        emphasis=around.emphasis or element.tag in ("i", "em"),
        language=element.get("lang") or around.language,
        kind="link" if element.tag == "a" else around.kind,
        target=element.get("href", around.target),
    )
    if element.text:
        yield replace(own, words=element.text)
    for inside in element:
        yield from _element(inside, own)
        if inside.tail:
            yield replace(own, words=inside.tail)


def prose(words: str, targets: Targets) -> tuple[Part, ...]:
    """Return an editor's prose: paragraphs, headings and lists, as ``docs/editing.md`` has them."""
    given = markup.hide_escaped(markup.shown(words).strip())
    pieces = (piece for piece in re.split(r"\n(?:[^\S\n]*\n)+", given) if piece)
    # A heading without words is none: on the page it is invisible, in a PDF forbidden.
    return tuple(_part(piece, targets) for piece in pieces if piece.strip("# \n"))


def _part(piece: str, targets: Targets) -> Part:
    if piece.startswith("#"):
        return Part("heading", (_inline(piece.lstrip("# "), targets),))
    first = ITEM.match(piece)
    if first:
        items = re.split(r"^(?:- |\d+\. )", piece, flags=re.MULTILINE)[1:]
        lines = tuple(_inline(" ".join(item.split()), targets) for item in items)
        return Part("numbers" if first[1] else "list", lines)
    return Part("paragraph", (_inline(" ".join(piece.split()), targets),))


def _inline(words: str, targets: Targets) -> Runs:
    """Return a line of prose in runs: its emphasis, links, citations and Chinese."""
    runs: list[Run] = []
    emphasis, before, place = False, "", 0

    def add(piece: str, kind: Kind = "", target: str = "") -> None:
        nonlocal emphasis, before
        for number, part in enumerate(EMPHASIS.split(_curly(piece, before))):
            emphasis ^= number > 0
            given = Run(markup.show_escaped(part), kind, target, emphasis=emphasis)
            runs.extend(_chinese(given))
        before = piece[-1:] or before

    for token in markup.TOKEN.finditer(words):
        add(words[place : token.start()])
        if token["cite"]:
            for key in markup.CITATION.findall(token["cite"]):
                runs.extend(cited(key, targets.numbers))
        else:
            add(token["words"], *_leads_to(token["target"], targets))
        place = token.end()
    add(words[place:])
    return tuple(runs)


def _leads_to(target: str, targets: Targets) -> tuple[Kind, str]:
    """Return what a link in prose leads to: the web, an entry, or a place in a text."""
    if target.startswith(("https://", "http://")):
        return "link", target
    if target.endswith(".md"):
        return targets.entry(target.removesuffix(".md"))
    return targets.place(target)


def _curly(words: str, before: str) -> str:
    """Return words with typographic quotation marks, as the pages have them."""
    opened = OPENING.sub(lambda sign: QUOTES[sign[1]][0], before + words)
    return opened.replace('"', "”").replace("'", "’")[len(before) :]


def _chinese(run: Run) -> Iterator[Run]:
    """Return a run with its Chinese in runs of its own."""
    place = 0
    for found in han.RUN.finditer(run.words):
        if run.words[place : found.start()]:
            yield replace(run, words=run.words[place : found.start()])
        yield replace(run, words=found[0], language=han.LANGUAGE)
        place = found.end()
    if run.words[place:]:
        yield replace(run, words=run.words[place:])


def chinese_apart(words: str) -> Runs:
    """Return plain words in runs, their Chinese apart."""
    return tuple(_chinese(Run(markup.shown(words)))) or (Run(""),)


def cited(key: str, numbers: Mapping[str, int]) -> Runs:
    """Return the mark of a citation, the number of its source."""
    return (Run(str(numbers[key]), "cite", key),) if key else ()
