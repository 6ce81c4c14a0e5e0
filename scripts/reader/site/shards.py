"""The search index in shards, for editions that are too large for one file.

The head has what a reader needs for any query: all documents but paragraphs as they are, of the
paragraphs only what their addresses follow from, and the first key of each shard of postings.
Shards are loaded by need: the postings of a range of keys, paragraphs with their words in blocks,
and all words of the paragraphs, for what is misspelled. The engine that reads them is
``search/engine/shards.js``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from reader.language import folded
from reader.site.postings import HIDDEN, MORE, OWN, PARTS, ROOM, Posting, Units

Document = dict[str, Any]
LARGE = 1_000_000  # characters of paragraphs from which an index is in shards
POSTINGS = 32_000  # characters of a shard of postings, unless one key has more
BLOCK = 24  # paragraphs whose words are loaded at once
ALL_WORDS = "words"
SHARED = ("kind", "of", "in", "lang", "moreLang", "boost")
NUMBER = re.compile(r"\d+")


def files(data: Mapping[str, Any], folder: str) -> Iterator[tuple[str, str]]:
    """Return the files of an index: the head as ``""``, then each shard by its name.

    ``data`` is what the index in one file holds; ``folder`` is where the head finds the shards.
    """
    docs: list[Document] = data["docs"]
    thin = [doc for doc in docs if doc["kind"] == "paragraph"]
    postings = _postings(thin, data["simplified"])
    shards = list(_cut(postings))
    head = {
        **data,
        "docs": list(_rows(docs)),
        "shards": {
            "folder": folder,
            "count": len(thin),
            "first": [shard[0][0] for shard, _ in shards],
            "block": BLOCK,
        },
    }
    yield "", f"self.READER_INDEX = {_json(head)};\n"
    for n, (shard, forms) in enumerate(shards):
        yield f"w{n}", _shard(f"w{n}", shard)
        yield f"f{n}", _shard(f"f{n}", forms)
    for n, start in enumerate(range(0, len(thin), BLOCK)):
        yield f"d{n}", _shard(f"d{n}", thin[start : start + BLOCK])
    yield ALL_WORDS, _shard(ALL_WORDS, _words(postings, thin))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _shard(name: str, value: object) -> str:
    """Return a script, which loads from a folder too; what stands behind ``=`` is JSON."""
    return f"(self.READER_SHARDS??={{}}).{name}={_json(value)};\n"


# The head


def _rows(docs: Sequence[Document]) -> Iterator[Document]:
    """Return documents as they are, but paragraphs in a row as one that stands for them all."""
    for kept, group in groupby(enumerate(docs), lambda pair: _same(*pair)):
        members = [doc for _, doc in group]
        if kept is None:
            yield from members
        else:
            yield _row(members)


def _same(place: int, doc: Document) -> object:
    """Return what paragraphs that make a row have in common, or None for what stays whole."""
    if doc["kind"] != "paragraph":
        return None
    block = _block(doc)
    if not block:
        return place
    shared = [(key, str(doc.get(key))) for key in SHARED]
    names = [(before, behind, number - place) for before, behind, number in _named(doc, block)]
    return (block[0], block[1] - place, *shared, *names)


def _block(doc: Document) -> tuple[str, int] | None:
    """Return the letter and the number of a block, if sentences and address are named as usual."""
    names = [name for name, _ in doc["sentences"]]
    block = re.fullmatch(r"([a-z])(\d+)s1", names[0]) if names else None
    usual = block and [f"{block[1]}{block[2]}s{n}" for n in range(1, len(names) + 1)]
    addressed = block and f"/{block[1]}{block[2]}" in doc["url"]
    return (block[1], int(block[2])) if block and addressed and names == usual else None


def _title(doc: Document) -> tuple[str, str, int]:
    """Return a title without its first number, which counts blocks, and that number."""
    title, number = doc["title"], NUMBER.search(doc["title"])
    if not number:
        return title, "", 0
    return title[: number.start()], title[number.end() :], int(number[0])


def _named(doc: Document, block: tuple[str, int]) -> tuple[tuple[str, str, int], ...]:
    """Return title and address without their numbers, and these."""
    before, _, behind = doc["url"].rpartition(f"/{block[0]}{block[1]}")
    return _title(doc), (f"{before}/{block[0]}", behind, block[1])


def _row(docs: Sequence[Document]) -> Document:
    """Return what documents in a row have in common, and what their names follow from."""
    first = docs[0]
    row: Document = {key: first[key] for key in SHARED if first.get(key)}
    row["row"] = len(docs)
    if block := _block(first):
        counts = [len(doc["sentences"]) for doc in docs]
        title, url = _named(first, block)
        return {**row, "block": block, "counts": counts, "title": title, "url": url}
    return {**row, **{key: first[key] for key in ("title", "url", "sentences")}}


# Postings


def _postings(docs: Sequence[Document], simplified: Mapping[str, str]) -> dict[str, Posting]:
    """Return the postings of documents, in the order in which a browser sorts their keys."""
    signs = {sign for doc in docs for words in _words_of(doc) for sign in set(words)}
    units = Units(simplified, signs)
    found: dict[str, Posting] = defaultdict(Posting)
    for number, doc in enumerate(docs):
        own, more, *hidden = _words_of(doc)
        part = number * PARTS
        # What is not shown is apart from what follows it, so that it makes no phrase with that.
        apart = [(HIDDEN, words, 2 * n) for n, words in enumerate(hidden)]
        for kind, words, start in [(OWN, own, 0), (MORE, more, 0), *apart]:
            base = (part + kind) << ROOM
            for key, place, form in units.of(words, start):
                posting = found[key]
                posting.places.append(base + place)
                posting.forms.append(form)
        for term, uses in doc.get("mentions", {}).items():
            found[f"#{term}"].counts.append((part, len(uses)))
    return dict(sorted(found.items(), key=lambda pair: pair[0].encode("utf-16-be")))


def _words_of(doc: Document) -> tuple[str, ...]:
    return (doc.get("text", ""), doc.get("more", ""), *doc.get("hidden", []))


def _cut(postings: Mapping[str, Posting]) -> Iterator[tuple[list[list[str]], list[list[object]]]]:
    """Return postings as they are written, cut into shards, each with the forms of its keys."""
    shard: list[list[str]] = []
    forms: list[list[object]] = []
    size = 0
    for key, posting in postings.items():
        row = posting.written(key)
        length = sum(map(len, row))
        if shard and size + length > POSTINGS:
            yield shard, forms
            shard, forms, size = [], [], 0
        shard.append(row)
        size += length
        forms.append(posting.written_forms(key))
    if shard:
        yield shard, forms


def _words(postings: Mapping[str, Posting], docs: Iterable[Document]) -> str:
    """Return all whole words, a line each, but such as are written without spaces.

    The ids and numbers of paragraphs are left out, which follow from the rows of the head.
    """
    told = {word for doc in docs for word in _numbers(doc)}
    words = (key for key in postings if key[0] not in "#'" and key not in told)
    return "\n".join(key for key in words if not folded.is_unspaced(key[0]))


def _numbers(doc: Document) -> set[str]:
    """Return the id and the number of a paragraph, if it is found by them."""
    block = _block(doc)
    names = {f"{block[0]}{block[1]}", str(_title(doc)[2])} if block and block[0] == "p" else set()
    return names & set(" ".join(doc.get("hidden", [])).split())
