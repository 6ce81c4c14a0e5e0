"""What ``mkdocs serve`` keeps from one build to the next: pages as they were last drawn.

A page is drawn of its Markdown, of its frame, and of what stands around all pages. If none of
these has changed, it is what it was. Nothing is kept on a disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


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


class Compiled(BytecodeCache):
    """The templates of the theme as they were compiled, by their names and their sources."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its template, if that was compiled before."""
        if code := self._code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@dataclass
class Serving:
    """The last build without an error, its pages by their paths, and the compiled templates."""

    good: Any = None
    around: str = ""
    pages: dict[str, Drawn] = field(default_factory=dict)
    templates: Compiled = field(default_factory=Compiled)

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
