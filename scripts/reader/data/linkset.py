"""The links between pages and files of data as a link set (RFC 9264), by the Signposting profile.

A file of data cannot say in a head of its own to which page it belongs, and a site of files
sends no headers: here it is said. Paragraphs and entries say it in their pages alone, since they
are many. A link set holds full addresses; without one there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reader.data.names import dump
from reader.edition.index import Index
from reader.history import paths
from reader.language.words import address

PATH = paths.data("linkset.json")
MEDIA = "application/linkset+json"
LINKSET, ITEM, DESCRIBES = "linkset", "item", "describedby"
BACK = {ITEM: "collection", DESCRIBES: "describes"}  # how a file speaks of its page
File = tuple[str, str, str, str]
Link = dict[str, str]
Context = dict[str, Any]


def landings(index: Index) -> Iterator[str]:
    """Return the pages of which a link set speaks."""
    yield paths.HOME
    yield from (paths.text(text.id) for text in index.texts.values())
    yield paths.GLOSSARY


def linkset(index: Index, files: Iterable[File]) -> str:
    """Return the link set; ``files`` have a page, a path, a media type and a role each."""
    beside: dict[str, list[File]] = defaultdict(list)
    for file in files:
        beside[file[0]].append(file)
    root = address(index.edition.address)
    pages = [
        context
        for page in landings(index)
        if beside[page]
        for context in _contexts(root, root + paths.url(page), beside[page])
    ]
    return dump({"linkset": pages})


def _contexts(root: str, page: str, files: Iterable[File]) -> Iterator[Context]:
    """Return the links of a page, then those of each of its files."""
    roles: Mapping[str, list[Link]] = {ITEM: [], DESCRIBES: []}
    back = []
    for _, path, media, role in files:
        roles[role].append({"href": root + path, "type": media})
        back.append({"anchor": root + path, BACK[role]: [{"href": page, "type": "text/html"}]})
    own = {role: links for role, links in roles.items() if links}
    yield {"anchor": page, "cite-as": [{"href": page}], **own}
    yield from back
