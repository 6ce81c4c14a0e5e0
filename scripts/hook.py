"""MkDocs calls this: the seeds become pages in memory, and each page is proved."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from reader import search, seeds
from reader.build import Build, build, report, summary
from reader.index import Index
from reader.model import Output
from reader.proof import AlteredError, verify

ROOT = Path(__file__).resolve().parent.parent
SEARCH_INDEX = Path("search") / "search_index.json"
log = logging.getLogger("mkdocs.hooks.reader")


@dataclass
class _Site:
    """What one build needs between its events; a new build starts with a new one."""

    build: Build
    outputs: dict[str, Output]
    urls: dict[str, str]


_site: list[_Site] = []


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every output, and put the chief ones into the navigation."""
    made = build(seeds.read(Path(config.config_file_path).parent))
    if made.failed:
        raise PluginError("\n" + report(made.problems))
    if made.problems:
        log.info("%s", report(made.problems))
    for line in summary(made).splitlines():
        log.info("%s", line)
    for output in made.outputs:
        file = File.generated(config, output.path, content=output.content)
        file.edit_uri = None
        if not output.nav:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    config.nav = [*({o.nav: o.path} for o in made.outputs if o.nav), *(config.nav or [])]
    by_path = {output.path: output for output in made.outputs}
    _site[:] = [_Site(made, by_path, {file.src_uri: file.url for file in files})]
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Prove that the page shows the words of its source."""
    output = _site[0].outputs.get(page.file.src_uri)
    if output:
        try:
            verify(output.path, html, output.shows)
        except AlteredError as fault:
            raise PluginError(f"the text was altered on the way: {fault}") from fault
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Put one document for each paragraph and entry into the search index."""
    path = Path(config.site_dir) / SEARCH_INDEX
    data = json.loads(path.read_text(encoding="utf-8"))
    site = _site[0]
    own = {site.urls[name] for name in site.outputs}
    written_by_hand = [doc for doc in data["docs"] if doc["location"].partition("#")[0] not in own]
    data["docs"] = [*_documents(site), *written_by_hand]
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _documents(site: _Site) -> list[dict[str, Any]]:
    return [
        {
            "location": site.urls[doc.path] + (f"#{doc.anchor}" if doc.anchor else ""),
            "title": doc.title,
            "text": doc.text,
            "boost": doc.boost,
        }
        for doc in search.documents(Index(site.build.edition))
    ]
