"""A page of ours for MkDocs: its Markdown is rendered by CommonMark and laid out for the theme."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from reader.model import Output
from reader.site.layout import rendered, rendering
from reader.site.layout.languages import IN_ENGLISH, Tongues
from reader.site.layout.tree import Element
from reader.site.layout.words import part_links
from reader.site.serving import Drawn

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Links:
    """The links of one build: each is resolved once for all pages of a folder.

    MkDocs has no public name for this step; Material's blog takes it from the same place.
    """

    def __init__(self, config: MkDocsConfig, tongues: Tongues = IN_ENGLISH) -> None:
        self.config = config
        self.tongues = tongues
        self._known: dict[tuple[str, bool, str], tuple[str, File | None]] = {}

    def resolve(self, page: Page, link: str, files: Files) -> tuple[str, File | None, str]:
        """Return the address that a link leads to, the file there, and the anchor it names."""
        path, _, anchor = link.partition("#")
        if not path:
            return link, page.file, anchor
        folder, name = posixpath.split(page.file.src_uri)
        place = (folder, name == "index.md", path)
        if place not in self._known:
            resolver = _RelativePathTreeprocessor(page.file, files, self.config)
            target = posixpath.normpath(posixpath.join(folder, path))
            self._known[place] = (resolver.path_to_url(path), files.get_file_from_path(target))
        address, file = self._known[place]
        return (f"{address}#{anchor}" if anchor else address), file, anchor


class OurPage(Page):
    """A page that the build wrote. Its links are checked as those of any page are."""

    _content: bytes | None = None

    def __init__(self, title: str | None, file: File, links: Links) -> None:
        super().__init__(title, file, links.config)
        self._links = links
        self.key = ""  # what it is drawn of, while it is served
        self.drawn: Drawn | None = None  # the page as it was drawn before, if it has not changed

    @property
    def content(self) -> str | None:
        """The HTML of the page. MkDocs holds that of all pages: as bytes it takes half of it."""
        return None if self._content is None else self._content.decode()

    @content.setter
    def content(self, html: str | None) -> None:
        self._content = None if html is None else html.encode()

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Set what MkDocs asks of a page that was read: HTML, contents, anchors and links."""
        if self.drawn:
            self.present_anchor_ids = set(self.drawn.anchors)
            there = ((files.get_file_from_path(uri), n) for uri, n in self.drawn.links.items())
            self.links_to_anchors = {file: names for file, names in there if file}
            self.toc, self.content = get_toc([]), ""
            return
        kind = str(self.meta.get("kind", ""))
        root = rendered(self.markdown or "", kind, self._links.tongues)
        tokens = list(_name_headings(root))
        self.present_anchor_ids = set(root.xpath(".//@id", smart_strings=False))
        self.links_to_anchors = self._resolve_links(root, files)
        part_links(root)
        self.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[arg-type]
        self.content = rendering.html(root)

    def as_drawn(self, html: str, mark: str) -> Drawn:
        """Return the page as it was drawn, to be kept."""
        links = {file.src_uri: names for file, names in (self.links_to_anchors or {}).items()}
        return Drawn(self.key, html, mark, frozenset(self.present_anchor_ids or ()), links)

    def _resolve_links(self, root: Element, files: Files) -> dict[File, dict[str, str]]:
        """Lead links to addresses, and return those that name an anchor."""
        found: dict[File, dict[str, str]] = {}
        for link in root.iter("a"):
            if target := link.get("href"):
                address, file, anchor = self._links.resolve(self, target, files)
                link.set("href", address)
                if file and anchor:
                    found.setdefault(file, {}).setdefault(anchor, target)
        return found


def _name_headings(root: Element) -> Iterator[dict[str, Any]]:
    """Give ids to the headings that have none, and return an entry of the contents for each."""
    known = set(root.xpath(".//@id", smart_strings=False))
    for heading in root.iter(*HEADINGS):
        words = "".join(heading.itertext()).strip()
        if not heading.get("id"):
            heading.set("id", unique(slugify(words, "-"), known))
        name = escape(words)
        entry = {"level": int(heading.tag[1]), "id": heading.get("id"), "name": name}
        yield {**entry, "html": name, "data-toc-label": ""}


class OurFile(File):
    """A file whose content is asked of its output when it is wanted, so that nothing holds it."""

    output: Output

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        """The content of the file."""
        return self.output.data

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        """The content of the file, as text."""
        return self.output.content

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002
        """Write the file below the site; its folder is there already, but for the first time."""
        try:
            Path(self.abs_dest_path).write_bytes(self.output.data)
        except FileNotFoundError:
            write_file(self.output.data, self.abs_dest_path)


def file_of(output: Output, links: Links) -> File:
    """Return an output as a file of MkDocs, and a page of it if it is one."""
    config = links.config
    file = OurFile(output.path, None, config.site_dir, config.use_directory_urls)
    file.output = output
    file.generated_by = "reader"
    file.edit_uri = None
    if not output.nav:
        file.inclusion = InclusionLevel.NOT_IN_NAV
    if output.is_page:
        OurPage(escape(output.nav) if output.nav else None, file, links)
    return file
