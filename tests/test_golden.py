"""A tiny edition, page by page as it was when somebody last looked at it.

After an intended change this writes the pages anew::

    PYTHONPATH=scripts .venv/bin/python tests/test_golden.py
"""

from __future__ import annotations

from pathlib import Path

from reader.build import build
from reader.history import paths
from reader.model import Output
from reader.seeds import from_disk

TINY = Path(__file__).parent / "problems" / "base"
GOLDEN = Path(__file__).parent / "golden"


def pages() -> list[Output]:
    """Return the pages, but for the one with sizes of files: those differ by machine."""
    made = build(from_disk.read(TINY)).outputs
    return [output for output in made if output.is_page and output.path != paths.DOWNLOADS]


def test_the_tiny_edition_gives_the_pages_that_were_looked_at() -> None:
    expected = {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in GOLDEN.rglob("*.md")
    }
    assert {page.path: page.content for page in pages()} == expected


if __name__ == "__main__":
    for page in pages():
        path = GOLDEN / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.content, encoding="utf-8")
