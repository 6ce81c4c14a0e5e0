"""Where each page lives: paths of Markdown files below the root of the site."""

from __future__ import annotations

HOME = "index.md"
GLOSSARY = "glossary/index.md"
SOURCES = "sources.md"


def text(name: str) -> str:
    """Return the page of a whole text."""
    return f"texts/{name}/index.md"


def paragraph(name: str, block: str) -> str:
    """Return the page of a paragraph; a heading has its place on the page of the text."""
    return text(name) if block.startswith("h") else f"texts/{name}/{block}.md"


def about(name: str) -> str:
    """Return the page about a text."""
    return f"texts/{name}/about.md"


def notes(name: str) -> str:
    """Return the page of a text's translation notes."""
    return f"texts/{name}/notes.md"


def entry(term: str) -> str:
    """Return the page of a glossary entry."""
    return f"glossary/{term}.md"
