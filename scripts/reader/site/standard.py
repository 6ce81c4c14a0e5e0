"""The standard pages: those that every collection has, and where pages stand in the navigation.

There is a folder for each language of the interface; all hold the same pages, with the same links
and anchors. A collection may write a page of the same name in its ``docs/``, which then takes its
place, or what is to stand in it at the mark ``<!-- own -->``, in ``docs/own/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from reader.edition.index import Index
from reader.history import paths
from reader.interface import Interface, message
from reader.interface.languages import SOURCE
from reader.site import md, operators

FOLDER = Path(__file__).parent / "standard"
OWN = "own/"
MARK = "<!-- own -->\n"
EDITION = "<!-- edition -->\n"
FIRST = (
    {message("Concordance"): "concordance.md"},
    {message("Check a quotation"): "check-a-quotation.md"},
    {message("Your notes"): "your-notes.md"},
)
ABOUT = (
    {message("About this collection"): paths.COLLECTION},
    {message("How to cite, and mistakes"): "citing.md"},
    {message("How long links last"): "permanence.md"},
    {message("Link to this reader"): "linking.md"},
    {message("How to search"): "searching.md"},
    {message("Handout"): "handout.md"},
    {message("Accessibility"): "accessibility.md"},
)


def made(index: Index) -> Mapping[str, str]:
    """Return what of an edition stands in standard pages, by its marks there, in Markdown."""
    interface, title = index.interface, index.collection.title
    day = interface.date(index.day)
    named = interface.gettext("{title}, edition of {date}", title=title, date=day) if day else title
    edition = f"{md.escape(named)}\n{{ .handout-edition }}\n"
    return {operators.MARK: operators.table(index), EDITION: edition}


def add_pages(
    files: Files, config: MkDocsConfig, made: Mapping[str, str], interface: Interface
) -> None:
    """Add the standard pages that a collection has not written itself.

    They are in the language of the interface, or else in English. ``made`` gives what stands in
    them at other marks, in Markdown.
    """
    for path in sorted((FOLDER / SOURCE).glob("*.md")):
        own = files.get_file_from_path(OWN + path.name)
        if not files.get_file_from_path(path.name):
            added = own.content_string if own else ""
            spoken = FOLDER / interface.language / path.name
            page = spoken if spoken.exists() else path
            words = page.read_text(encoding="utf-8").replace(MARK, added)
            for mark, part in made.items():
                words = words.replace(mark, part)
            files.append(File.generated(config, path.name, content=words))
        if own:
            files.remove(own)


def navigation(files: Files, interface: Interface) -> list[Any]:
    """Return where pages stand if ``mkdocs.yml`` does not say it: those written by hand last."""
    known = {page for entry in (*FIRST, *ABOUT) for page in entry.values()}
    about: list[Any] = [*ABOUT, *sorted(set(_written(files)) - known - {"introduction.md"})]
    return [*_named(FIRST, interface), {interface.gettext("About"): _named(about, interface)}]


def _named(entries: Iterable[str | Mapping[str, str]], interface: Interface) -> list[Any]:
    """Return entries of the navigation with their names in the language of the interface."""
    return [
        entry
        if isinstance(entry, str)
        else {interface.gettext(name): page for name, page in entry.items()}
        for entry in entries
    ]


def _written(files: Files) -> Iterable[str]:
    return (file.src_uri for file in files if file.src_uri.endswith(".md"))
