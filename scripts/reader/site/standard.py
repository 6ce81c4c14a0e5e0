"""The standard pages: those that every collection has, and where pages stand in the navigation.

A collection may write a page of the same name in its ``docs/``, which then takes its place, or
what is to stand in it at the mark ``<!-- own -->``, in ``docs/own/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from reader.edition.index import Index
from reader.history import paths
from reader.interface.english import date
from reader.site import md, operators

FOLDER = Path(__file__).parent / "standard"
OWN = "own/"
MARK = "<!-- own -->\n"
EDITION = "<!-- edition -->\n"
FIRST = (
    {"Concordance": "concordance.md"},
    {"Check a quotation": "check-a-quotation.md"},
    {"Your notes": "your-notes.md"},
)
ABOUT = (
    {"About this collection": paths.COLLECTION},
    {"How to cite, and mistakes": "citing.md"},
    {"How long links last": "permanence.md"},
    {"Link to this reader": "linking.md"},
    {"How to search": "searching.md"},
    {"Handout": "handout.md"},
    {"Accessibility": "accessibility.md"},
)


def made(index: Index) -> Mapping[str, str]:
    """Return what of an edition stands in standard pages, by its marks there, in Markdown."""
    day = f", edition of {date(index.day)}" if index.day else ""
    edition = f"{md.escape(index.collection.title)}{day}\n{{ .handout-edition }}\n"
    return {operators.MARK: operators.table(index), EDITION: edition}


def add_pages(files: Files, config: MkDocsConfig, made: Mapping[str, str]) -> None:
    """Add the standard pages that a collection has not written itself.

    ``made`` gives what stands in them at other marks, in Markdown.
    """
    for path in sorted(FOLDER.glob("*.md")):
        own = files.get_file_from_path(OWN + path.name)
        if not files.get_file_from_path(path.name):
            added = own.content_string if own else ""
            words = path.read_text(encoding="utf-8").replace(MARK, added)
            for mark, part in made.items():
                words = words.replace(mark, part)
            files.append(File.generated(config, path.name, content=words))
        if own:
            files.remove(own)


def navigation(files: Files) -> list[Any]:
    """Return where pages stand if ``mkdocs.yml`` does not say it: those written by hand last."""
    known = {page for entry in (*FIRST, *ABOUT) for page in entry.values()}
    about = [*ABOUT, *sorted(set(_written(files)) - known - {"introduction.md"})]
    return [*FIRST, {"About": about}]


def _written(files: Files) -> Iterable[str]:
    return (file.src_uri for file in files if file.src_uri.endswith(".md"))
