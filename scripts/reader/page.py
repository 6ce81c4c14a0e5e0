"""A page of ours for MkDocs: its Markdown is rendered by CommonMark and laid out for the theme."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from reader.layout import rendered, rendering
from reader.layout.tree import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class OurPage(Page):
    """A page that the build wrote. Its links are checked as those of any page are."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what MkDocs asks of a page that was read: HTML, contents, anchors and links."""
        root = rendered(self.markdown or "", str(self.meta.get("kind", "")))
        tokens = list(_name_headings(root))
        self.present_anchor_ids = {name for one in root.iter("*") if (name := one.get("id"))}
        self.links_to_anchors = self._resolve_links(root, config, files)
        self.toc = get_toc(nest_toc_tokens(tokens))
        self.content = rendering.html(root)

    def _resolve_links(
        self, root: Element, config: MkDocsConfig, files: Files
    ) -> dict[File, dict[str, str]]:
        """Lead links to addresses, and return those that name an anchor.

        MkDocs has no public name for this step; Material's blog takes it from the same place.
        """
        links = _RelativePathTreeprocessor(self.file, files, config)
        for link in root.iter("a"):
            if target := link.get("href"):
                link.set("href", links.path_to_url(target))
        return links.links_to_anchors


def _name_headings(root: Element) -> Iterator[dict[str, Any]]:
    """Give ids to the headings that have none, and return an entry of the contents for each."""
    known = {name for one in root.iter("*") if (name := one.get("id"))}
    for heading in root.iter(*HEADINGS):
        words = "".join(heading.itertext()).strip()
        if not heading.get("id"):
            heading.set("id", unique(slugify(words, "-"), known))
        name = escape(words)
        entry = {"level": int(heading.tag[1]), "id": heading.get("id"), "name": name}
        yield {**entry, "html": name, "data-toc-label": ""}


def page_of(file: File, title: str, config: MkDocsConfig) -> None:
    """Make a file of ours a page; ``title`` is its name in the navigation, if it stands there."""
    OurPage(escape(title) if title else None, file, config)
