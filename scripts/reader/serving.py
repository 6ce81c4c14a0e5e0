"""What ``mkdocs serve`` keeps from one build to the next: pages as they were last drawn.

A page is drawn of its Markdown, of its frame, and of what stands around all pages. If none of
these has changed, it is what it was. Nothing is kept on a disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from reader.build import Build


@dataclass(frozen=True)
class Drawn:
    """A page as it was drawn, and what is asked of it to check the links of others.

    ``mark`` is what the names of the style sheet and the search index held then. ``links``
    are the anchors that the page names, by the path of the page that has them.
    """

    key: str
    html: str
    mark: str
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]


@dataclass
class Serving:
    """The last build without an error, and its pages by their paths."""

    good: Build | None = None
    around: str = ""
    pages: dict[str, Drawn] = field(default_factory=dict)

    def depend(self, around: str) -> None:
        """Forget the pages when what stands around all of them has changed."""
        if around != self.around:
            self.around = around
            self.pages.clear()

    def known(self, path: str, key: str) -> Drawn | None:
        """Return a page as it was drawn, if it was drawn of the same."""
        page = self.pages.get(path)
        return page if page and page.key == key else None


def key_of(*parts: object) -> str:
    """Return what tells one state of some values from another."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
