"""A page of ours for MkDocs: its Markdown is rendered by CommonMark and laid out for the theme."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from reader.data import cards
from reader.history import paths
from reader.model import Output
from reader.site.layout import rendered, rendering
from reader.site.layout.languages import IN_ENGLISH, Tongues
from reader.site.layout.tree import Element
from reader.site.layout.words import part_links

Target = tuple[str, File | None, str]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Links:
    """The links of one build: each is resolved once for all pages of a folder.

    MkDocs has no public name for this step; Material's blog takes it from the same place.
    """

    def __init__(self, config: MkDocsConfig, tongues: Tongues = IN_ENGLISH) -> None:
        self.config = config
        self.aside = Aside()
        self.tongues = tongues
        self._known: dict[tuple[str, bool], dict[str, tuple[str, File | None]]] = {}

    def resolver(self, page: Page, files: Files) -> Callable[[str], Target]:
        """Return what says of a link on a page to which address, file and anchor it leads."""
        folder, name = posixpath.split(page.file.src_uri)
        known = self._known.setdefault((folder, name == "index.md"), {})

        def resolve(link: str) -> Target:
            path, _, anchor = link.partition("#")
            if not path:
                return link, page.file, anchor
            if path not in known:
                resolver = _RelativePathTreeprocessor(page.file, files, self.config)
                target = posixpath.normpath(posixpath.join(folder, path))
                known[path] = (resolver.path_to_url(path), files.get_file_from_path(target))
            address, file = known[path]
            return (f"{address}#{anchor}" if anchor else address), file, anchor

        return resolve


class Aside:
    """What waits on disk until it is asked for: the HTML of all pages would fill the memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (it goes with the build)

    def __del__(self) -> None:
        """Let the file go with the pages of the build."""
        self._file.close()

    def put(self, data: bytes) -> tuple[int, int]:
        """Lay something aside; return where it is, and how long."""
        place = self._file.seek(0, os.SEEK_END)
        self._file.write(data)
        return place, len(data)

    def get(self, place: int, size: int) -> bytes:
        """Return what was laid aside."""
        self._file.seek(place)
        return self._file.read(size)


class OurPage(Page):
    """A page that the build wrote. Its links are checked as those of any page are."""

    _content: tuple[int, int] | None = None

    def __init__(self, title: str | None, file: File, links: Links) -> None:
        super().__init__(title, file, links.config)
        self._links = links

    @property
    def content(self) -> str | None:
        """The HTML of the page. MkDocs would hold that of all pages until they are drawn."""
        return None if self._content is None else self._links.aside.get(*self._content).decode()

    @content.setter
    def content(self, html: str | None) -> None:
        self._content = None if html is None else self._links.aside.put(html.encode())

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Set what MkDocs asks of a page that was read: HTML, contents, anchors and links."""
        kind = str(self.meta.get("kind", ""))
        root = rendered(self.markdown or "", kind, self._links.tongues)
        tokens = list(_name_headings(root))
        self.present_anchor_ids = set(root.xpath(".//@id", smart_strings=False))
        self.links_to_anchors = self._resolve_links(root, files)
        part_links(root)
        self.toc = get_toc(nest_toc_tokens(tokens))  # type: ignore[arg-type]
        self.content = rendering.html(root)

    def take(
        self,
        meta: dict[str, Any],
        anchors: Iterable[str],
        links: Mapping[str, dict[str, str]],
        files: Files,
    ) -> None:
        """Be a page that was drawn before: only links from it and to it are still asked for."""
        self.meta = meta
        self.present_anchor_ids = set(anchors)
        there = ((files.get_file_from_path(path), names) for path, names in links.items())
        self.links_to_anchors = {file: names for file, names in there if file}

    def _resolve_links(self, root: Element, files: Files) -> dict[File, dict[str, str]]:
        """Lead links to addresses, and return those that name an anchor."""
        found: dict[File, dict[str, str]] = {}
        resolve = self._links.resolver(self, files)
        for link in root.iter("a"):
            if target := link.get("href"):
                address, file, anchor = resolve(target)
                if address != target:
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
    _is_taken = False

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        """The content of the file."""
        return self.output.data

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        """What MkDocs reads of the file: names stand where inserts are to be put in."""
        return self.output.source.decode()

    def is_documentation_page(self) -> bool:
        """Return whether MkDocs is to make a page of the file."""
        return super().is_documentation_page() and not self._is_taken

    def take(self, html: bytes) -> None:
        """Be a page that was drawn before, which is written at once."""
        self._is_taken = True
        self._write(html)

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002
        """Write the file below the site, if it is not there yet."""
        if not self._is_taken:
            self._write(self.output.data)

    def _write(self, data: bytes) -> None:
        """Write the file; its folder is there already, but for the first time."""
        try:
            Path(self.abs_dest_path).write_bytes(data)
        except FileNotFoundError:
            write_file(data, self.abs_dest_path)


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


def files_of(output: Output, links: Links) -> Iterator[File]:
    """Return an output as files of MkDocs: a card for a folder is there as a script too."""
    yield file_of(output, links)
    if paths.is_card(output.path) and not links.config.use_directory_urls:
        yield file_of(cards.as_script(output), links)


def by_hand(files: Files) -> list[File]:
    """Return the pages that are written by hand, the standard ones among them."""
    pages = (file for file in files if file.src_uri.endswith(".md"))
    return [file for file in pages if not isinstance(file, OurFile)]
