"""What the search of a site loads: an index in one file, and for a large edition one in shards.

The pages on quotations, places in lines and the handout need all texts: they load the one file.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.edition.index import Index
from reader.site import naming, operators, search, shards

SETTING = "READER_SHARDS_FROM"  # for tests: characters of texts from which there are shards


def names(index: Index, mark: str) -> dict[str, str]:
    """Return the names of what is made of all pages; ``mark`` is what tells them from older ones.

    What the search box loads first is the head of the shards, or the index in one file.
    """
    found = {path: naming.named(path, mark) for path in naming.OF_PAGES}
    first = naming.HEAD if is_large(index) else naming.INDEX
    return {**found, naming.HEAD: found[first]}


def is_large(index: Index) -> bool:
    """Return whether an edition has its index in shards."""
    limit = int(os.environ.get(SETTING) or shards.LARGE)
    blocks = (block for text in index.texts.values() for block in text.blocks)
    return sum(len(block.words) for block in blocks) > limit


def write(folder: Path, index: Index, urls: Mapping[str, str], named: Mapping[str, str]) -> None:
    """Write the index and its help; Material's own is read, then emptied: every page loads it.

    ``urls`` are the addresses of pages; ``named`` are the names of what pages load.
    """
    path = folder / "search" / "search_index.json"
    stock = json.loads(path.read_text(encoding="utf-8"))
    data = search.of_edition(index, urls, map(search.by_hand, stock["docs"]))
    (folder / named[naming.INDEX]).write_text(search.as_script(data), encoding="utf-8")
    (folder / named[naming.HELP]).write_text(operators.script(index), "utf-8")
    path.write_text(json.dumps({**stock, "docs": []}), encoding="utf-8")
    if named[naming.HEAD] != named[naming.INDEX]:
        _write_shards(folder, data, named[naming.HEAD])


def _write_shards(folder: Path, data: Mapping[str, Any], head: str) -> None:
    """Write an index in shards: they lie in a folder that is named as its head is."""
    within, _ = posixpath.splitext(head)
    place = folder / within
    place.mkdir(parents=True, exist_ok=True)
    for name, content in shards.files(data, f"{posixpath.basename(within)}/"):
        path = place / f"{name}.js" if name else folder / head
        path.write_text(content, encoding="utf-8", newline="\n")
