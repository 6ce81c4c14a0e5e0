"""Pages as they were drawn, kept from one build to the next.

A page is drawn of its Markdown, of its frame, of what stands around all pages, and by our code
and that of others. If none of these has changed, it is what it was: it is neither read nor drawn
again. On a disk it is stored under the hash of all of them. Of a paragraph and an entry it is
told before what Markdown and frame are made of: these are not even made then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from reader import stored
from reader.model import Inserts, Output, inserted
from reader.site.page import OurFile, OurPage
from reader.stored.database import Database

FILE = "pages.sqlite"
META = ("revised", "robots")  # of a page's front matter, what is asked when it is drawn
MAKERS = (  # of a page's HTML, but for our own code
    *("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "lxml", "pyromark", "markdown"),
    "pymdown-extensions",
)
# What ``mkdocs.yml`` says that no page shows, and what is told apart in another way.
ASIDE = (
    *("config_file_path", "docs_dir", "site_dir", "dev_addr", "watch", "strict", "hooks"),
    *("plugins", "theme", "extra_css", "extra_javascript", "exclude_docs", "draft_docs"),
    *("not_in_nav", "validation", "markdown_extensions", "mdx_configs", "remote_branch"),
    "remote_name",
)
OWN_PLUGINS = ("Reader", "SearchPlugin", "OfflinePlugin")  # those that draw a page with us


Frame = Mapping[str, Any]
STAMP = "\ufdd6"  # for a stamp, in what a page is drawn of: no seed may hold it
FRAMES = 2_000  # that wait for their pages to be drawn; further ones are made twice


@dataclass(frozen=True)
class Drawn:
    """A page as it was drawn, with its Markdown, both in UTF-8, and what is asked of it beyond.

    ``stamps`` are what stands in it and may differ though all it is drawn of is the same: what
    the names of the style sheet and the search index held, and the stamp of its output. ``anchors``
    and ``links`` are there to check links: ``links`` are the anchors that the page names, by
    the path of the page that has them. ``attributes`` are the values of its class attributes.
    In HTML and Markdown stand the names of inserts: what these are today is put in.
    """

    html: bytes
    markdown: bytes
    stamps: list[str]
    meta: dict[str, Any]
    anchors: list[str]
    links: dict[str, dict[str, str]]
    attributes: list[str]

    def written(self) -> bytes:
        """Return the page as it is stored: a line of JSON, its HTML, its Markdown."""
        rest = (self.stamps, self.meta, self.anchors, self.links, self.attributes)
        head = json.dumps([len(self.html), *rest], ensure_ascii=False).encode()
        return b"".join((head, b"\n", self.html, self.markdown))


def read(data: bytes) -> Drawn:
    """Return a page that was stored."""
    head, _, rest = data.partition(b"\n")
    length, *more = json.loads(head)
    return Drawn(rest[:length], rest[length:], *more)


class Store(Protocol):
    """Values by their keys."""

    def get(self, key: str) -> bytes | None:
        """Return a value as it was put, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Store a value."""

    def close(self) -> None:
        """End a build."""


class Memory:
    """Values that last from build to build while a site is served, where no disk stores them."""

    def __init__(self) -> None:
        self._before: dict[str, bytes] = {}
        self._now: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return a value of this build or the one before, or None."""
        if key in self._before:
            self._now[key] = self._before[key]
        return self._now.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Store a value."""
        self._now[key] = value

    def close(self) -> None:
        """Forget what the build that ends did not ask for."""
        self._before, self._now = self._now, {}


class Drawings:
    """The pages that one build takes as they were drawn, and those that it draws to be kept."""

    def __init__(self, store: Store, around: str) -> None:
        self._store, self._around = store, around
        self._keys: dict[str, str] = {}
        self._frames: dict[str, Frame] = {}
        self.taken: list[OurPage] = []
        self.attributes: set[str] = set()

    def take_all(self, files: Files, mark: str, navigation: object, inserts: Inserts) -> None:
        """Write every page that was drawn of the same before; ``inserts`` are HTML.

        Of MkDocs's steps only the checks of its links are left to do, by ``close``. A page in
        the navigation is drawn in every build: the navigation of others is made of it.
        """
        named = frozenset(_named(navigation))
        for file in files.documentation_pages(inclusion=InclusionLevel.is_not_in_nav):
            if isinstance(file, OurFile) and file.src_uri not in named:
                self._take(file, files, mark, inserts)

    def _take(self, file: OurFile, files: Files, mark: str, inserts: Inserts) -> None:
        page, output = file.page, file.output
        key = self._keys[file.src_uri] = stored.key_of(
            self._around, output.path, self._made_of(output)
        )
        data = self._store.get(key)
        if data is None or not isinstance(page, OurPage):
            return
        found, stamps = read(data), _stamps(output, mark)
        self._frames.pop(file.src_uri, None)
        page.take(found.meta, found.anchors, found.links, files)
        output.take(_restamped(found.markdown, found.stamps, stamps))
        file.take(inserted(_restamped(found.html, found.stamps, stamps), inserts))
        self.taken.append(page)
        self.attributes.update(found.attributes)

    def _made_of(self, output: Output) -> str:
        """Return what tells one state of the Markdown and the frame of a page from another."""
        if output.made_of:
            return output.made_of
        frame = output.frame() if output.frame else {}
        if len(self._frames) < FRAMES:
            self._frames[output.path] = frame
        made_of = repr((output.data, frame))
        return made_of.replace(output.stamp, STAMP) if output.stamp else made_of

    def frame(self, path: str) -> Frame | None:
        """Return the frame of a page that is drawn, if it was made for its key; once."""
        return self._frames.pop(path, None)

    def keep(
        self, page: OurPage, output: Output, html: str, mark: str, attributes: Iterable[str]
    ) -> None:
        """Store a page that was drawn."""
        if key := self._keys.get(page.file.src_uri):
            links = {file.src_uri: names for file, names in (page.links_to_anchors or {}).items()}
            meta = {name: value for name, value in page.meta.items() if name in META}
            anchors = sorted(page.present_anchor_ids or ())
            data = html.encode("utf-8", "xmlcharrefreplace")
            rest = (_stamps(output, mark), meta, anchors, links, sorted(attributes))
            self._store.put(key, Drawn(data, output.source, *rest).written())

    def close(self, files: Files, level: int) -> None:
        """End the build: check the links of the pages that were taken, as MkDocs does others."""
        for page in self.taken:
            page.validate_anchor_links(files=files, log_level=level)
        self._store.close()


def _stamps(output: Output, mark: str) -> list[str]:
    return [mark, output.stamp] if output.stamp else [mark]


def _restamped(html: bytes, old: list[str], new: list[str]) -> bytes:
    for before, now in zip(old, new, strict=True):
        html = html.replace(before.encode(), now.encode())
    return html


def _named(navigation: object) -> Iterator[str]:
    """Return the paths that a navigation names, as ``mkdocs.yml`` has it."""
    if isinstance(navigation, str):
        yield navigation
    elif isinstance(navigation, dict | list):
        parts = navigation.values() if isinstance(navigation, dict) else navigation
        for part in parts:
            yield from _named(part)


def store(config: MkDocsConfig) -> Database | None:
    """Return the store on disk, or None if there is none, or others have a hand in the pages.

    What a plugin, a hook or a template of the collection itself draws of is not known to us.
    """
    place = stored.folder()
    others = [one for one in config.plugins.values() if not _is_own(one)]
    if place is None or others or config.theme.custom_dir:
        return None
    return Database(place / FILE)


def _is_own(plugin: object) -> bool:
    if isinstance(plugin, ModuleType):  # the hook of a checkout
        return type(getattr(plugin, "_reader", None)).__name__ in OWN_PLUGINS
    return type(plugin).__name__ in OWN_PLUGINS


def around(config: MkDocsConfig, by_hand: Iterable[bytes], *more: object) -> str:
    """Return what tells one state of all that pages have in common from another.

    ``by_hand`` are the pages written by hand, whose titles stand in the navigation.
    """
    said = [(name, config[name]) for name in sorted(config) if name not in ASIDE]
    return stored.key_of(
        stored.own_code(),
        [(name, version(name)) for name in MAKERS],
        [hashlib.sha256(content).hexdigest() for content in by_hand],
        _templates(config),
        sorted((name, repr(value)) for name, value in dict(config.theme).items()),
        repr(said),
        [str(script) for script in config.extra_javascript],
        *more,
    )


def _templates(config: MkDocsConfig) -> list[tuple[str, str]]:
    """Return the templates that belong to no package whose version is known, by their contents."""
    packages = [Path(name) for name in config.theme.dirs if not _is_of_packages(name)]
    found = [path for folder in packages for path in sorted(folder.rglob("*.html"))]
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in found]


def _is_of_packages(folder: str) -> bool:
    return Path(folder).parent.name in {"material", "mkdocs"}
