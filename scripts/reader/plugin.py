"""What MkDocs calls: the seeds become pages in memory, and each page is proved."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import lxml.html
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from reader import stored
from reader.build import Build, build, report, summary
from reader.edition.index import Index
from reader.language import han
from reader.model import Output
from reader.seeds import from_disk
from reader.site import (
    bundle,
    configuration,
    naming,
    operators,
    policy,
    search,
    standard,
    styles,
    templating,
    wording,
)
from reader.site.layout.languages import Tongues
from reader.site.page import Links, OurFile, OurPage, file_of
from reader.site.proof import AlteredError, verify
from reader.site.serving import Serving, key_of
from reader.site.settings import settings

UNDATED = "1980-01-01"  # MkDocs would take the day of the build; no page shows either
PRINTED = ("title", "description")  # what the theme prints as HTML of a page's front matter
log = logging.getLogger("mkdocs.plugins.reader")


@dataclass
class _Site:
    """What one build needs between its events; a new build starts with a new one."""

    index: Index
    outputs: dict[str, Output]
    urls: dict[str, str]
    sheets: list[Path]
    names: dict[str, str]
    mark: str
    attributes: set[str] = field(default_factory=set)


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in ``mkdocs.yml``: there are none."""


class Reader(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The plugin. Between two builds it holds only what ``mkdocs serve`` keeps."""

    site: _Site
    serving: Serving | None = None

    def on_startup(
        self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool = False
    ) -> None:
        """Note whether the site will be built again in this process."""
        del dirty  # every page of ours is made in memory: none is older than its source
        self.serving = (self.serving or Serving()) if command == "serve" else None

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Add what every reader has to what the collection says."""
        configuration.complete(config)
        return config

    # Pages

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for every output, and put the chief ones into the navigation."""
        root = Path(config.config_file_path).parent
        made = build(from_disk.read(root), config.site_url or "", _carriers(), settings(root))
        made = self._good(made)
        for line in summary(made).splitlines():
            log.info("%s", line)
        configuration.name(config, made.index.collection, made.index.interface)
        standard.add_pages(files, config, standard.made(made.index), made.index.interface)
        rest = config.nav or standard.navigation(files, made.index.interface)
        home, *chief = ({escape(o.nav): o.path} for o in made.outputs if o.nav)
        config.nav = [home, *filter(None, [made.edition.settings.introduction]), *chief, *rest]
        pages = {output.path: output for output in made.outputs if output.is_page}
        index, outputs = made.index, deque(made.outputs)
        del made  # so that each output goes when its file is made of it
        links = Links(config, Tongues(index.interface, index.collection.headwords))
        while outputs:
            files.append(file_of(outputs.popleft(), links))
        self.site = self._prepared(index, pages, files, config)
        return files

    def _good(self, made: Build) -> Build:
        """Return a build that can be shown: this one, or the last without an error, if served.

        A server whose build fails answers nothing until the next save. The message is no record
        of the log: one of those would end a strict build.
        """
        if made.failed:
            good: Build | None = self.serving.good if self.serving else None
            if not good:
                raise PluginError("\n" + report(made.problems))
            sys.stderr.write(f"\n{report(made.problems)}\nThe site stays as it was.\n")
            return good
        if made.problems:
            log.info("%s", report(made.problems))
        if self.serving:
            self.serving.good = made
        return made

    def _prepared(
        self, index: Index, pages: dict[str, Output], files: Files, config: MkDocsConfig
    ) -> _Site:
        """Return what the later events need, with the names of all that pages load."""
        urls = {file.src_uri: file.url for file in files}
        sheets = bundle.take_sheets(config)
        names = bundle.add_files(files, config, index.interface)
        if self.serving:
            self.serving.depend(_around_all(config, urls, files))
        by_hand = [file.content_bytes for file in _by_hand(files)]
        own = [path.read_bytes() for path in sheets]
        mark = naming.of_pages([*by_hand, *own, *(page.data for page in pages.values())])
        names |= {path: naming.named(path, mark) for path in naming.OF_PAGES}
        config.extra["sheet"] = names[naming.SHEET]
        return _Site(index, pages, urls, sheets, names, mark)

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape what the theme prints as HTML of a page of ours."""
        del config, files
        if isinstance(page, OurPage):
            page.meta.update({n: escape(page.meta[n]) for n in PRINTED if n in page.meta})
            if self.serving:
                page.key = key_of(markdown, page.meta, self._frame(page))
                page.drawn = self.serving.known(page.file.src_uri, page.key)
            if page.drawn:
                page.meta["template"] = "kept.html"
        return markdown

    def _frame(self, page: Page) -> Mapping[str, Any]:
        output = self.site.outputs.get(page.file.src_uri)
        return output.frame() if output and output.frame else {}

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Date a page by its seed; of ours, Material's search need not know.

        On a page written by hand the Chinese gets its language here; ours have it already.
        """
        del config, files
        page.update_date = str(page.meta.get("revised", UNDATED))
        page.markdown = ""  # nothing reads it again, and every page is kept to the end
        if not isinstance(page, OurPage):
            return han.in_html(html)
        page.meta["search"] = {"exclude": True}
        return html

    # The theme

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme what its templates for our pages ask for."""
        del config, files

        @pass_context  # else the name would be compiled into the template, which serving keeps
        def asset(_: Context, path: str) -> str:
            return self.site.names.get(path, path)

        env.filters |= {
            "asset": asset,
            "filled": templating.filled,
            "han": han.in_words,
            "hashes": policy.hashes,
            "untitled": templating.untitled,
        }
        env.auto_reload = False  # a new build has a new environment: nothing is looked up twice
        env.bytecode_cache = self.serving.templates if self.serving else stored.templates()
        env.globals |= {"kept": templating.Kept(), "same": None, **templating.SIGNS}
        env.globals |= wording.of_html(self.site.index.interface)
        return env

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the frame of a page, and mark in the navigation where it belongs."""
        del config
        if isinstance(page, OurPage) and page.drawn:
            html = page.drawn.html.replace(page.drawn.mark, self.site.mark)
            return {**context, "drawn": html}  # type: ignore[typeddict-unknown-key]
        ours: dict[str, object] = {"urls": self.site.urls, "same": None, "frame": self._frame(page)}
        around = _around(posixpath.dirname(page.file.src_uri))
        for other in nav.pages:
            other.active = False
        for other in (page, *nav.pages):
            if other is page or other.file.src_uri in around:
                other.active = True  # and what it is listed under, which the loop above cleared
        if page not in nav.pages:
            active = tuple(other.url for other in nav.pages if other.active)
            ours["same"] = (context["base_url"], active)
        return {**context, **ours}  # type: ignore[typeddict-item]

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Prove that the page shows the words of its source, and note its classes."""
        del config
        page.content = ""
        made = self.site.outputs.get(page.file.src_uri)
        if made and isinstance(page, OurPage) and not page.drawn:
            try:
                verify(made.path, output[output.index("<article") :], made.shows)
            except AlteredError as fault:
                raise PluginError(f"the text was altered on the way: {fault}") from fault
            if self.serving:
                self.serving.pages[made.path] = page.as_drawn(output, self.site.mark)
        self.site.attributes.update(styles.attributes(output))
        return output

    # The end

    @event_priority(-50)  # when Material has written its own index, which is read here
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index and its help; Material's own is emptied: every page loads it."""
        site, folder = self.site, Path(config.site_dir)
        path = folder / "search" / "search_index.json"
        stock = json.loads(path.read_text(encoding="utf-8"))
        pages = [_page_document(doc) for doc in stock["docs"]]
        index = search.written(site.index, site.urls, pages)
        (folder / site.names[naming.INDEX]).write_text(index, encoding="utf-8")
        (folder / site.names[naming.HELP]).write_text(operators.script(site.index), "utf-8")
        path.write_text(json.dumps({**stock, "docs": []}), encoding="utf-8")
        speaks = site.index.interface
        bundle.join_sheets(folder, site.sheets, site.attributes, site.names, speaks)

    def on_build_error(self, *, error: Exception) -> None:
        """Tell of a disk that is full or read-only in one line."""
        if isinstance(error, OSError):
            place = error.filename or "the site"
            raise PluginError(f"cannot write {place}: {error.strerror}") from error


def _by_hand(files: Files) -> list[File]:
    """Return the pages that are written by hand, the standard ones among them."""
    pages = (file for file in files if file.src_uri.endswith(".md"))
    return [file for file in pages if not isinstance(file, OurFile)]


def _around_all(config: MkDocsConfig, urls: dict[str, str], files: Files) -> str:
    """Return what tells one state of all that pages have in common from another."""
    templates = (Path(folder) for folder in config.theme.dirs if "site-packages" not in folder)
    read = [path for folder in templates for path in sorted(folder.rglob("*.html"))]
    times: list[object] = [(str(path), path.stat().st_mtime_ns) for path in read]
    times += (naming.digest(file.content_bytes) for file in _by_hand(files))
    scripts = [str(script) for script in config.extra_javascript]
    return key_of(sorted(urls.items()), config.nav, config.extra, config.site_url, scripts, times)


def _carriers() -> dict[str, bytes]:
    """Return the files, by name, that the command ``dist`` made for the site to offer."""
    folder = os.environ.get("READER_CARRIERS")
    paths = sorted(Path(folder).iterdir()) if folder else []
    return {path.name: path.read_bytes() for path in paths}


@cache
def _around(folder: str) -> frozenset[str]:
    """Return the pages that a page in a folder belongs to, from the innermost on."""
    folders = (folder, *map(str, PurePosixPath(folder).parents)) if folder else ()
    return frozenset(f"{name}/index.md" for name in folders)


def _page_document(doc: dict[str, str]) -> search.Document:
    """Turn what Material found on a page written by hand into a document."""
    url, _, anchor = doc["location"].partition("#")
    words = lxml.html.fromstring(f"<p>{doc['text']}</p>").text_content()
    title = lxml.html.fromstring(f"<p>{doc['title']}</p>").text_content()
    return {"kind": "page", "url": url, "anchor": anchor, "title": title, "text": words}
