"""What MkDocs calls: the seeds become pages in memory, and each page is proved."""

from __future__ import annotations

import gc
import logging
import posixpath
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from reader import stored
from reader.books import carriers
from reader.build import SHOWN, Build, build, report, summary
from reader.edition.index import Index
from reader.language import han
from reader.model import Inserts, Output, inserted
from reader.seeds import from_disk
from reader.site import (
    bundle,
    configuration,
    drawn,
    naming,
    policy,
    searched,
    standard,
    styles,
    tables,
    templating,
    wording,
)
from reader.site.layout import pieces
from reader.site.layout.languages import Tongues
from reader.site.page import Links, OurPage, by_hand, files_of
from reader.site.proof import AlteredError, article, verify
from reader.site.serving import Serving
from reader.site.settings import settings

UNDATED = "1980-01-01"  # MkDocs would take the day of the build; no page shows either
# Hardly an object is in a circle, since no template of a page has a macro of its own: to look for
# them would take a sixth of a build.
COLLECTED = (500_000, 20, 20)
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
    drawings: drawn.Drawings | None
    files: Files
    inserts: Inserts
    attributes: set[str] = field(default_factory=set)
    active: list[Page] = field(default_factory=list)  # the page last drawn, and those around it


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
        gc.set_threshold(*COLLECTED)

    def on_config(self, config: MkDocsConfig, /) -> MkDocsConfig:
        """Add what every reader has to what the collection says."""
        configuration.complete(config)
        return config

    # Pages

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for every output, and put the chief ones into the navigation."""
        root = Path(config.config_file_path).parent
        seeds, before = from_disk.read(root), carriers.made_before()
        made = self._good(build(seeds, config.site_url or "", before, settings(root)))
        for line in summary(made).splitlines():
            log.info("%s", line)
        configuration.name(config, made.index)
        standard.add_pages(files, config, standard.made(made.index), made.index.interface)
        rest = config.nav or standard.navigation(files, made.index.interface)
        home, *chief = ({escape(o.nav): o.path} for o in made.outputs if o.nav)
        config.nav = [home, *filter(None, [made.edition.settings.introduction]), *chief, *rest]
        pages = {output.path: output for output in made.outputs if output.is_page}
        index, outputs = made.index, deque(made.outputs)
        del made  # so that each output goes when its file is made of it
        links = Links(config, Tongues(index.interface, index.collection.headwords))
        while outputs:
            for file in files_of(outputs.popleft(), links):
                files.append(file)
        self.site = self._prepared(index, pages, files, links)
        return files

    def _good(self, made: Build) -> Build:
        """Return a build that can be shown: this one, or the last without an error, if served.

        The message is no record of the log: one of those would end a strict build.
        """
        if made.failed:
            good: Build | None = self.serving.good if self.serving else None
            if not good:
                raise PluginError("\n" + report(made.problems, SHOWN))
            sys.stderr.write(f"\n{report(made.problems, SHOWN)}\nThe site stays as it was.\n")
            return good
        if made.problems:
            log.info("%s", report(made.problems, SHOWN))
        if self.serving:
            self.serving.good = made
        return made

    def _prepared(
        self, index: Index, pages: dict[str, Output], files: Files, links: Links
    ) -> _Site:
        """Return what the later events need, with the names of all that pages load."""
        config = links.config
        urls = {file.src_uri: file.url for file in files}
        sheets = bundle.take_sheets(config)
        names = bundle.add_files(files, config, index.interface)
        own_words = [file.content_bytes for file in by_hand(files)]
        own = [path.read_bytes() for path in sheets]
        mark = naming.of_pages([*own_words, *own], pages.values())
        known = [sorted(urls.items()), sorted(names.items()), searched.is_large(index)]
        drawings = self._drawings(config, own_words, *known)
        inserts = pieces(pages.values(), links.tongues)
        names |= searched.names(index, mark)
        config.extra["sheet"] = names[naming.SHEET]
        site = _Site(index, pages, urls, sheets, names, mark, drawings, files, inserts)
        if drawings:
            drawings.take_all(files, mark, config.nav, inserts)
            site.attributes.update(drawings.attributes)
        return site

    def _drawings(self, config: MkDocsConfig, *around: Any) -> drawn.Drawings | None:
        """Return the pages as they were drawn, if they are kept somewhere."""
        store = drawn.store(config) or (self.serving.pages if self.serving else None)
        return drawn.Drawings(store, drawn.around(config, *around)) if store else None

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape what the theme prints as HTML of a page of ours."""
        del config, files
        if isinstance(page, OurPage):
            page.meta.update({n: escape(page.meta[n]) for n in PRINTED if n in page.meta})
        return markdown

    def _frame(self, page: Page) -> Mapping[str, Any]:
        made = self.site.drawings.frame(page.file.src_uri) if self.site.drawings else None
        if made is not None:
            return made
        output = self.site.outputs.get(page.file.src_uri)
        return output.frame() if output and output.frame else {}

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Date a page by its seed, and box its tables; of ours, Material's search need not know.

        On a page written by hand the Chinese gets its language here; ours have it already.
        """
        del config, files
        page.update_date = str(page.meta.get("revised", UNDATED))
        page.markdown = ""  # nothing reads it again, and every page is kept to the end
        if not isinstance(page, OurPage):
            return tables.boxed(han.in_html(html))
        page.meta["search"] = {"exclude": True}
        return tables.boxed(html)

    # The theme

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme what its templates for our pages ask for."""
        del files

        @pass_context  # else the name would be compiled into the template, which serving keeps
        def asset(_: Context, path: str) -> str:
            return self.site.names.get(path, path)

        env.filters |= {
            "asset": asset,
            "han": han.in_words,
            "hashes": policy.hashes,
            "slots": templating.slots,
            "untitled": templating.untitled,
        }
        env.auto_reload = False  # a new build has a new environment: nothing is looked up twice
        env.bytecode_cache = self.serving.templates if self.serving else stored.templates()
        env.globals |= {"kept": templating.Kept(), "same": None, **templating.SIGNS}
        env.globals |= wording.of_html(self.site.index.interface)
        env.globals["translated"] = templating.translated(env, config.theme["language"])
        return env

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the frame of a page, and mark in the navigation where it belongs."""
        del config
        ours: dict[str, object] = {"urls": self.site.urls, "same": None, "frame": self._frame(page)}
        ours["content"] = page.content
        if isinstance(page, OurPage):
            page.content = ""  # Material's search would go through it once more
        around = _around(posixpath.dirname(page.file.src_uri))
        for other in self.site.active:
            other.active = False
        self.site.active = [page, *(p for p in nav.pages if p.file.src_uri in around)]
        for other in self.site.active:
            other.active = True  # and what it is listed under, which the loop above cleared
        if page not in nav.pages:
            active = tuple(other.url for other in self.site.active[1:])
            ours["same"] = (context["base_url"], active)
        return {**context, **ours}  # type: ignore[typeddict-item]

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Prove that the page shows the words of its source, and note its classes."""
        del config
        page.content = ""
        made = self.site.outputs.get(page.file.src_uri)
        source = output
        if made and made.inserts:
            output = inserted(source.encode(), self.site.inserts).decode()
        attributes = frozenset(styles.attributes(output))
        self.site.attributes.update(attributes)
        if made and isinstance(page, OurPage):
            try:
                verify(made.path, article(output), made.shows)
            except AlteredError as fault:
                raise PluginError(f"the text was altered on the way: {fault}") from fault
            if drawings := self.site.drawings:
                drawings.keep(page, made, source, self.site.mark, attributes)
        return output

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name all pages in the list of them, also those that are as they were drawn before."""
        del template_name, config
        pages = [
            f for f in self.site.files if f.page and f.inclusion.value > InclusionLevel.DRAFT.value
        ]
        return {**context, "pages": pages}

    # The end

    @event_priority(-50)  # when Material has written its own index, which is read here
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the search loads, and the one style sheet."""
        site, folder = self.site, Path(config.site_dir)
        searched.write(folder, site.index, site.urls, site.names)
        speaks = site.index.interface
        bundle.join_sheets(folder, site.sheets, site.attributes, site.names, speaks)
        if site.drawings:
            site.drawings.close(site.files, config.validation.links.anchors)

    def on_build_error(self, *, error: Exception) -> None:
        """Tell of a disk that is full or read-only in one line."""
        if isinstance(error, OSError):
            place = error.filename or "the site"
            raise PluginError(f"cannot write {place}: {error.strerror}") from error


@cache
def _around(folder: str) -> frozenset[str]:
    """Return the pages that a page in a folder belongs to, from the innermost on."""
    folders = (folder, *map(str, PurePosixPath(folder).parents)) if folder else ()
    return frozenset(f"{name}/index.md" for name in folders)
