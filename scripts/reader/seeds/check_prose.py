"""Check an editor's prose: its citations, its links, and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.fields.schema import Joined, is_url
from reader.history import ids
from reader.language import markup
from reader.language.words import Lines
from reader.model import (
    Form,
    Problem,
    Prose,
)
from reader.seeds.known import Known, close, source


def prose(prose: Prose, path: str, known: Known) -> Iterator[Problem]:
    """Check what prose cites and where its links lead."""
    words = markup.hide_escaped(prose.words)
    lines = Lines(words)
    found = [
        *_citations(words, path, lines, known),
        *_links(words, path, lines, known),
        *_unfinished(words, path, lines),
    ]
    for problem in found:
        if isinstance(prose, Joined):
            message = f"{problem.message} (in the value that begins here)"
            yield replace(problem, message=message, line=prose.line)
        else:
            yield replace(problem, line=prose.line + problem.line - 1)


def _citations(words: str, path: str, lines: Lines, known: Known) -> Iterator[Problem]:
    for key, offset in markup.citations(words):
        yield from source(Form(key, lines.at(offset)), path, known)


def _links(words: str, path: str, lines: Lines, known: Known) -> Iterator[Problem]:
    for target, offset in markup.links(words):
        good = target.endswith(".md") and known.has_term(target.removesuffix(".md"))
        if not good and not known.has_place(target) and is_url(target):
            what = "is not there" if _is_place(target) else "is no entry"
            message = f"the link leads to {target!r}, which {what}"
            fix = _link_fix(target, words[offset - 1 : offset] == "!", known)
            yield Problem(path, lines.at(offset), "bad-link", message, fix)


def _is_place(target: str) -> bool:
    return "/" in target and (ids.kind(target) in ids.PLACES or bool(ids.NOTE.fullmatch(target)))


def _link_fix(target: str, is_picture: bool, known: Known) -> str:
    if is_picture:
        return "delete it: pictures are not supported here"
    if _is_place(target):
        return "write the id of a paragraph, a sentence or a note, as in name-of-the-text/p4"
    near = " or ".join(f"{name}.md" for name in close(target, known.terms))
    if "#" in target:
        return f"write {near or 'name-of-entry.md'}: a link leads to a whole entry"
    return f"use {near}" if near else "write [words](name-of-entry.md), or a full web address"


def _unfinished(words: str, path: str, lines: Lines) -> Iterator[Problem]:
    for piece, offset in markup.unfinished(words):
        message = f"{_shortened(markup.show_escaped(piece))!r} is neither a citation nor a link"
        fix = (
            "cite as [@key] or [@key; @other]; in an e-mail address write (at)"
            if "@" in piece
            else "link as [words](name-of-entry.md) or [words](https://example.org/)"
        )
        yield Problem(path, lines.at(offset), "bad-link", message, fix)


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
