"""MkDocs calls this: the seeds become pages in memory, and each page is proved."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections import deque
from dataclasses import dataclass, field
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.html
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from reader import policy, search, seeds, styles
from reader.build import build, report, summary
from reader.index import Index
from reader.model import Output
from reader.proof import AlteredError, verify
from reader.scripts import shortened

UNDATED = "1980-01-01"  # MkDocs would take the day of the build; no page shows either
SHEET = "assets/site.css"
log = logging.getLogger("mkdocs.hooks.reader")


@dataclass
class _Site:
    """What one build needs between its events; a new build starts with a new one."""

    index: Index
    shows: dict[str, tuple[tuple[str, str], ...]]
    urls: dict[str, str]
    sheets: list[str]
    attributes: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Reading:
    """What MkDocs has from the Markdown of a page, and that Markdown."""

    source: str
    html: str
    parts: dict[str, Any]
    links: dict[str, dict[str, str]]


@dataclass
class _Serving:
    """What ``serve`` keeps from build to build: what was read, and what all pages depend on."""

    around: str = ""
    readings: dict[str, _Reading] = field(default_factory=dict)

    def depend(self, around: str) -> None:
        """Forget what was read when all pages depended on something else."""
        if around != self.around:
            self.around = around
            self.readings.clear()


READ = ("toc", "_title_from_render", "present_anchor_ids")  # what a page has of its Markdown
_site: list[_Site] = []
_serving: list[_Serving] = []


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Note whether pages will be built again in this process."""
    _serving[:] = (_serving or [_Serving()]) if command == "serve" else []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let Markdown be read sooner, and blocks of HTML in linear time; the HTML is the same."""
    names = config.markdown_extensions
    ours = ["reader.blocks" if name == "pymdownx.blocks.html" else name for name in names]
    config.markdown_extensions = [*ours, "reader.inline"]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every output, and put the chief ones into the navigation."""
    root = Path(config.config_file_path).parent
    made = build(seeds.read(root), config.site_url or "", _carriers())
    if made.failed:
        raise PluginError("\n" + report(made.problems))
    if made.problems:
        log.info("%s", report(made.problems))
    for line in summary(made).splitlines():
        log.info("%s", line)
    config.nav = [*({escape(o.nav): o.path} for o in made.outputs if o.nav), *(config.nav or [])]
    texts = made.edition.seeds.texts
    config.extra["shelf"] = {text.id: text.meta.label for text in texts} if texts[1:] else {}
    index, outputs = made.index, deque(made.outputs)
    shows = {output.path: output.shows for output in outputs}
    del made  # so that each output goes when its file is made of it
    while outputs:
        files.append(_file(outputs.popleft(), config))
    urls = {file.src_uri: file.url for file in files}
    for kept in _serving:
        kept.depend(repr((sorted(urls.items()), config.markdown_extensions, config.mdx_configs)))
    _site[:] = [_Site(index, shows, urls, _sheets(config))]
    return files


def _file(output: Output, config: MkDocsConfig) -> File:
    """Return an output as a file of MkDocs: bytes, which take half the memory of characters."""
    file = File.generated(config, output.path, content=output.data)
    file.edit_uri = None
    if not output.nav:
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _carriers() -> dict[str, bytes]:
    """Return the files, by name, that ``build.py dist`` made for the site to offer."""
    folder = os.environ.get("READER_CARRIERS")
    paths = sorted(Path(folder).iterdir()) if folder else []
    return {path.name: path.read_bytes() for path in paths}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Let the theme name the scripts that a page may run."""
    env.filters["hashes"] = policy.hashes
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Leave nothing to read of a page that is as it was when it was last read."""
    known = _serving[0].readings.get(page.file.src_uri) if _serving else None
    if not known or known.source != markdown:
        return markdown
    _site[0].unchanged.add(page.file.src_uri)
    return ""


def _keep(html: str, page: Page) -> None:
    """Keep what was read of a page for the next build."""
    links = {file.src_uri: there for file, there in (page.links_to_anchors or {}).items()}
    parts = {part: getattr(page, part) for part in READ}
    made = _Reading(page.markdown or "", html, parts, links)
    _serving[0].readings[page.file.src_uri] = made


def _restored(page: Page, files: Files) -> str:
    """Give a page what was read of it before; return its HTML."""
    known = _serving[0].readings[page.file.src_uri]
    for part, value in known.parts.items():
        setattr(page, part, value)
    there = ((files.get_file_from_path(uri), links) for uri, links in known.links.items())
    page.links_to_anchors = {file: links for file, links in there if file}
    return known.html


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Prove that the page shows the words of its source, and date it by its seed."""
    shows = _site[0].shows.get(page.file.src_uri)
    if page.file.src_uri in _site[0].unchanged:
        html = _restored(page, files)
    elif _serving and shows is not None:
        _keep(html, page)
    page.update_date = str(page.meta.get("revised", UNDATED))
    page.markdown = ""  # nothing reads it again, and every page is kept to the end
    if shows is not None:
        page.meta["search"] = {"exclude": True}  # from Material's index, which is not used
        try:
            verify(page.file.src_uri, html, shows)
        except AlteredError as fault:
            raise PluginError(f"the text was altered on the way: {fault}") from fault
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index; Material's own is emptied, since every page would load it."""
    site = _site[0]
    folder = Path(config.site_dir) / "search"
    path = folder / "search_index.json"
    stock = json.loads(path.read_text(encoding="utf-8"))
    pages = [_page_document(doc) for doc in stock["docs"]]
    index = search.script(search.documents(site.index), site.urls, pages)
    (folder / "reader_index.js").write_text(index, encoding="utf-8")
    path.write_text(json.dumps({**stock, "docs": []}), encoding="utf-8")
    _minify(Path(config.site_dir))
    _join(Path(config.site_dir), site)


def on_page_context(
    context: TemplateContext,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: Navigation,
) -> TemplateContext:
    """Mark in the navigation where a page stands that it does not name: a paragraph in its text."""
    around = {f"{folder}/index.md" for folder in PurePosixPath(page.file.src_uri).parents}
    for other in nav.pages:
        other.active = False
    for other in (page, *nav.pages):
        if other is page or other.file.src_uri in around:
            other.active = True  # and what it is listed under, which the loop above has cleared
    return context


def on_post_page(html: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Note the classes of a page, for the style sheet; the page is done."""
    page.content = ""
    _site[0].attributes.update(styles.attributes(html))
    return html


def _sheets(config: MkDocsConfig) -> list[str]:
    """Take our style sheets out of the configuration: the pages link to one sheet of all."""
    own = [str(path) for path in config.extra_css]
    config.extra_css = []
    config.extra["sheet"] = SHEET
    return own


def _join(folder: Path, site: _Site) -> None:
    """Write the one sheet, of Material's and ours, and put those away that went into it."""
    stock = sorted((folder / "assets" / "stylesheets").glob("*.css"))  # main, then palette
    sheets = [*stock, *(folder / name for name in site.sheets)]
    scripts = (path.read_text(encoding="utf-8") for path in (folder / "assets").rglob("*.js"))
    not_found = (folder / "404.html").read_text(encoding="utf-8")
    used = styles.classes({*site.attributes, *styles.attributes(not_found)}, scripts)
    sheet = styles.joined((path.read_text(encoding="utf-8") for path in sheets), used)
    (folder / SHEET).write_text(sheet, encoding="utf-8", newline="\n")
    for path in sheets:
        path.unlink()
    shutil.rmtree(folder / "assets" / "stylesheets")


def _minify(site: Path) -> None:
    """Shorten our own scripts; their source is in the repository."""
    assets = site / "assets"
    for path in (*assets.glob("*.js"), *(assets / "search").glob("*.js")):
        source = path.read_text(encoding="utf-8")
        path.write_text(shortened(source), encoding="utf-8", newline="\n")


def _page_document(doc: dict[str, str]) -> search.Document:
    """Turn what Material found on a page written by hand into a document."""
    url, _, anchor = doc["location"].partition("#")
    words = lxml.html.fromstring(f"<p>{doc['text']}</p>").text_content()
    title = lxml.html.fromstring(f"<p>{doc['title']}</p>").text_content()
    return {"kind": "page", "url": url, "anchor": anchor, "title": title, "text": words}
