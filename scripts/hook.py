"""MkDocs calls this: the seeds become pages in memory, and each page is proved."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import re
import shutil
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.html
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from reader import assets, han, policy, search, seeds, styles, theme
from reader.build import Build, build, report, summary
from reader.index import Index
from reader.model import Output, Settings
from reader.page import Links, OurPage, file_of
from reader.proof import AlteredError, verify
from reader.scripts import shortened
from reader.serving import Serving, key_of
from reader.words import plural

UNDATED = "1980-01-01"  # MkDocs would take the day of the build; no page shows either
INTRODUCTION = "introduction.md"
SHOWN = re.compile("<!-- home: from here -->(.*?)<!-- home: to here -->", re.DOTALL)
log = logging.getLogger("mkdocs.hooks.reader")


@dataclass
class _Site:
    """What one build needs between its events; a new build starts with a new one."""

    index: Index
    outputs: dict[str, Output]
    urls: dict[str, str]
    sheets: list[str]
    names: dict[str, str]
    mark: str
    attributes: set[str] = field(default_factory=set)


_site: list[_Site] = []
_serving: list[Serving] = []


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Note whether the site will be built again in this process."""
    _serving[:] = (_serving or [Serving()]) if command == "serve" else []


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every output, and put the chief ones into the navigation."""
    root = Path(config.config_file_path).parent
    made = build(seeds.read(root), config.site_url or "", _carriers(), _settings(files, config))
    if made.failed:
        made = _last_good(made)
    elif made.problems:
        log.info("%s", report(made.problems))
    for line in summary(made).splitlines():
        log.info("%s", line)
    home, *chief = ({escape(o.nav): o.path} for o in made.outputs if o.nav)
    introduction = made.edition.settings.introduction
    config.nav = [home, *filter(None, [introduction]), *chief, *(config.nav or [])]
    texts = made.edition.seeds.texts
    config.extra["shelf"] = {text.id: text.meta.label for text in texts} if texts[1:] else {}
    for serving in _serving:
        serving.good = made
    pages = {output.path: output for output in made.outputs if output.is_page}
    index, outputs = made.index, deque(made.outputs)
    del made  # so that each output goes when its file is made of it
    links = Links(config)
    while outputs:
        files.append(file_of(outputs.popleft(), links))
    urls = {file.src_uri: file.url for file in files}
    sheets = _sheets(config)
    names = _name_scripts(files, config)
    for serving in _serving:
        serving.depend(_around_all(config, urls, files))
    by_hand = [path.read_bytes() for path in _by_hand(files)]
    own = [(Path(config.docs_dir) / name).read_bytes() for name in sheets]
    mark = assets.of_pages([*by_hand, *own, *(page.data for page in pages.values())])
    names |= {path: assets.named(path, mark) for path in (assets.SHEET, assets.INDEX)}
    config.extra["sheet"] = names[assets.SHEET]
    _site[:] = [_Site(index, pages, urls, sheets, names, mark)]
    return files


def _name_scripts(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Put each script of ours, shortened, in place of its source; return the new names."""
    own = (file for file in files if file.src_dir == config.docs_dir)  # the others are the theme's
    given = {file.src_uri: file for file in own if assets.is_script(file.src_uri)}
    made = assets.scripts({path: file.content_string for path, file in given.items()})
    for path, (name, content) in made.items():
        files.remove(given[path])
        files.append(file_of(Output(name, content, path), Links(config)))
    for script in config.extra_javascript:
        path = str(script)
        if path in made and not isinstance(script, str):
            script.path = made[path][0]
    return {path: name for path, (name, _) in made.items()}


def _by_hand(files: Files) -> list[Path]:
    """Return the pages that are written by hand."""
    return [Path(f.abs_src_path) for f in files if f.abs_src_path and f.src_uri.endswith(".md")]


def _last_good(made: Build) -> Build:
    """Return the last build without an error, while one is served; tell what is wrong now.

    A server whose build fails answers nothing until the next save. The message is no record
    of the log: one of those would end a strict build.
    """
    good = _serving[0].good if _serving else None
    if not good:
        raise PluginError("\n" + report(made.problems))
    sys.stderr.write(f"\n{report(made.problems)}\nThe site stays as it was.\n")
    return good


def _around_all(config: MkDocsConfig, urls: dict[str, str], files: Files) -> str:
    """Return what tells one state of all that pages have in common from another."""
    templates = (Path(folder) for folder in config.theme.dirs if "site-packages" not in folder)
    read = [path for folder in templates for path in sorted(folder.rglob("*.html"))]
    times = [(str(path), path.stat().st_mtime_ns) for path in (*_by_hand(files), *read)]
    scripts = [str(script) for script in config.extra_javascript]
    return key_of(sorted(urls.items()), config.nav, config.extra, config.site_url, scripts, times)


def _settings(files: Files, config: MkDocsConfig) -> Settings:
    """Return what the settings say, and what the page that introduces readers has for home."""
    page = files.get_file_from_path(INTRODUCTION)
    marked = SHOWN.search(page.content_string) if page else None
    return Settings(
        config.site_author or "", page.src_uri if page else "", marked[1].strip() if marked else ""
    )


def _carriers() -> dict[str, bytes]:
    """Return the files, by name, that ``build.py dist`` made for the site to offer."""
    folder = os.environ.get("READER_CARRIERS")
    paths = sorted(Path(folder).iterdir()) if folder else []
    return {path.name: path.read_bytes() for path in paths}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the theme what its templates for our pages ask for."""
    env.filters |= {
        "asset": lambda path: _site[0].names.get(path, path),
        "filled": theme.filled,
        "han": han.in_words,
        "hashes": policy.hashes,
        "plural": plural,
        "untitled": theme.untitled,
    }
    env.globals |= {"kept": theme.Kept(), "same": None, "title_sign": theme.TITLE}
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Escape what the theme prints as HTML of a page of ours."""
    if isinstance(page, OurPage):
        printed = ("title", "description")
        page.meta.update({name: escape(page.meta[name]) for name in printed if name in page.meta})
        for serving in _serving:
            page.key = key_of(markdown, page.meta, _frame(page))
            page.drawn = serving.known(page.file.src_uri, page.key)
            if page.drawn:
                page.meta["template"] = "kept.html"
    return markdown


def _frame(page: Page) -> Mapping[str, Any]:
    output = _site[0].outputs.get(page.file.src_uri)
    return output.frame() if output and output.frame else {}


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Date a page by its seed; of ours, Material's search need not know.

    On a page written by hand the Chinese gets its language here; ours have it already.
    """
    page.update_date = str(page.meta.get("revised", UNDATED))
    page.markdown = ""  # nothing reads it again, and every page is kept to the end
    if not isinstance(page, OurPage):
        return han.in_html(html)
    page.meta["search"] = {"exclude": True}
    return html


def on_build_error(error: Exception) -> None:
    """Tell of a disk that is full or read-only in one line."""
    if isinstance(error, OSError):
        place = error.filename or "the site"
        raise PluginError(f"cannot write {place}: {error.strerror}") from error


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index; Material's own is emptied, since every page would load it."""
    site = _site[0]
    folder = Path(config.site_dir) / "search"
    path = folder / "search_index.json"
    stock = json.loads(path.read_text(encoding="utf-8"))
    pages = [_page_document(doc) for doc in stock["docs"]]
    index = search.script(search.documents(site.index), site.urls, pages)
    own = Path(config.site_dir) / site.names[assets.INDEX]
    own.write_text(index, encoding="utf-8")
    path.write_text(json.dumps({**stock, "docs": []}), encoding="utf-8")
    _shorten(Path(config.site_dir) / assets.PUBLIC)
    _join(Path(config.site_dir), site)


def on_page_context(
    context: TemplateContext,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: Navigation,
) -> TemplateContext:
    """Give the theme the frame of a page, and mark in the navigation what the page belongs to."""
    if isinstance(page, OurPage) and page.drawn:
        html = page.drawn.html.replace(page.drawn.mark, _site[0].mark)
        return {**context, "drawn": html}  # type: ignore[typeddict-unknown-key]
    ours: dict[str, object] = {"urls": _site[0].urls, "same": None, "frame": _frame(page)}
    around = _around(posixpath.dirname(page.file.src_uri))
    for other in nav.pages:
        other.active = False
    for other in (page, *nav.pages):
        if other is page or other.file.src_uri in around:
            other.active = True  # and what it is listed under, which the loop above has cleared
    if page not in nav.pages:
        active = tuple(other.url for other in nav.pages if other.active)
        ours["same"] = (context["base_url"], active)
    return {**context, **ours}  # type: ignore[typeddict-item]


@cache
def _around(folder: str) -> frozenset[str]:
    """Return the pages that a page in a folder belongs to, from the innermost on."""
    folders = (folder, *map(str, PurePosixPath(folder).parents)) if folder else ()
    return frozenset(f"{name}/index.md" for name in folders)


def on_post_page(html: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Prove that the page shows the words of its source, and note its classes for the styles."""
    page.content = ""
    output = _site[0].outputs.get(page.file.src_uri)
    if output and isinstance(page, OurPage) and not page.drawn:
        try:
            verify(output.path, html[html.index("<article") :], output.shows)
        except AlteredError as fault:
            raise PluginError(f"the text was altered on the way: {fault}") from fault
        for serving in _serving:
            serving.pages[output.path] = page.as_drawn(html, _site[0].mark)
    _site[0].attributes.update(styles.attributes(html))
    return html


def _sheets(config: MkDocsConfig) -> list[str]:
    """Take our style sheets out of the configuration: the pages link to one sheet of all."""
    own = [str(path) for path in config.extra_css]
    config.extra_css = []
    return own


def _join(folder: Path, site: _Site) -> None:
    """Write the one sheet, of Material's and ours, and put those away that went into it."""
    stock = sorted((folder / "assets" / "stylesheets").glob("*.css"))  # main, then palette
    sheets = [*stock, *(folder / name for name in site.sheets)]
    scripts = (path.read_text(encoding="utf-8") for path in (folder / "assets").rglob("*.js"))
    not_found = (folder / "404.html").read_text(encoding="utf-8")
    used = styles.classes({*site.attributes, *styles.attributes(not_found)}, scripts)
    sheet = styles.joined((path.read_text(encoding="utf-8") for path in sheets), used)
    (folder / site.names[assets.SHEET]).write_text(sheet, encoding="utf-8", newline="\n")
    for path in sheets:
        path.unlink()
    shutil.rmtree(folder / "assets" / "stylesheets")


def _shorten(path: Path) -> None:
    """Shorten a script; its source is in the repository."""
    if path.is_file():
        source = path.read_text(encoding="utf-8")
        path.write_text(shortened(source), encoding="utf-8", newline="\n")


def _page_document(doc: dict[str, str]) -> search.Document:
    """Turn what Material found on a page written by hand into a document."""
    url, _, anchor = doc["location"].partition("#")
    words = lxml.html.fromstring(f"<p>{doc['text']}</p>").text_content()
    title = lxml.html.fromstring(f"<p>{doc['title']}</p>").text_content()
    return {"kind": "page", "url": url, "anchor": anchor, "title": title, "text": words}
