"""What search engines are told in ``robots.txt``."""

from __future__ import annotations

from reader.history import paths
from reader.language.words import address
from reader.model import Edition, Output


def robots(edition: Edition) -> Output:
    """Return what search engines are told: come in, and where the list of pages is."""
    root = address(edition.address)
    sitemap = f"\nSitemap: {root}{paths.SITEMAP}\n" if root else ""
    return Output(paths.ROBOTS, f"User-agent: *\nAllow: /\n{sitemap}", "seeds")
