"""The page of a whole text, by how many paragraphs the text has: what a slow phone waits for."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from reader.history import paths

Size = tuple[int, int]
Measured = Mapping[str, float]
TEXT = "corpus"  # the text of a corpus
PATIENCE = 300_000  # milliseconds in which a page has to load
ELEMENTS = "document.querySelectorAll('*').length"


def lines(runs: Mapping[Size, Sequence[Measured]]) -> Iterable[str]:
    """Return what was measured of each size, in words: medians."""
    for (paragraphs, terms), found in runs.items():
        first, largest, loaded, size = (
            statistics.median(run[key] for run in found)
            for key in ("paint", "largest", "loaded", "bytes")
        )
        yield (
            f"{paragraphs:,} paragraphs, {terms:,} terms: first paint {first:,.0f} ms, "
            f"largest {largest:,.0f} ms, loaded {loaded:,.0f} ms, {size:,.0f} bytes"
        )


def measured(
    browser: Browser,
    sites: Mapping[Size, str],
    vitals: Callable[[Browser, str], Measured],
    rounds: int,
) -> Mapping[Size, Sequence[Measured]]:
    """Return what a device sees of the whole text of each site, so often, in turn."""
    found: dict[Size, list[Measured]] = {size: [] for size in sites}
    for _ in range(rounds):
        for size, base in sites.items():
            found[size].append(vitals(browser, base + paths.url(paths.text(TEXT))))
    return found


def pages(browser: Browser, site: Path, base: str) -> Iterable[str]:
    """Return what the pages on which the whole text stands hold: bytes, elements."""
    folder = site / "texts" / TEXT
    page = browser.new_page()
    for file in (folder / "index.html", *sorted(folder.glob("part/*/index.html"))):
        page.goto(f"{base}{file.parent.relative_to(site).as_posix()}/", timeout=PATIENCE)
        count = page.evaluate(ELEMENTS)
        yield f"  {file.relative_to(site)}: {file.stat().st_size:,} bytes, {count:,} elements"
    page.close()
