"""Settings: what the introduction, a page written by hand, gives the home page."""

from __future__ import annotations

import re
from pathlib import Path

from reader.model import Settings

INTRODUCTION = "introduction.md"
SHOWN = re.compile("<!-- home: from here -->(.*?)<!-- home: to here -->", re.DOTALL)


def settings(root: Path) -> Settings:
    """Return the settings of the collection in a folder; what is not there stays empty."""
    docs = root / "docs"
    page = docs / INTRODUCTION
    words = page.read_text(encoding="utf-8") if page.is_file() else ""
    marked = SHOWN.search(words)
    return Settings(
        INTRODUCTION if words else "", marked[1].strip() if marked else "", _pages(docs)
    )


def _pages(docs: Path) -> frozenset[str]:
    return frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
