"""Markdown as a document: CommonMark with the tables and footnotes of GitHub, by way of HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pyromark

from reader.incoming import html
from reader.incoming.document import Document

FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.M
)
TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
LANGUAGE = re.compile(r"^lang(?:uage)?:[ \t]*['\"]?([A-Za-z-]+)", re.MULTILINE)
OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)


def document(words: str) -> Document:
    """Return a Markdown file as a document; what stands in its front matter is left out."""
    front = FRONT.match(words)
    rest = words[front.end() :] if front else words.removeprefix("\ufeff")
    made = html.document(f"<body>{pyromark.html(rest, options=OPTIONS)}</body>")
    if not front:
        return replace(made, title="")
    title, language = TITLE.search(front[1]), LANGUAGE.search(front[1])
    return replace(
        made,
        left_out=(("front matter", (" ".join(front[1].split()),)), *made.left_out),
        title=title[1].strip("'\"") if title else "",
        language=language[1] if language else "",
    )
