"""What changed between two releases: item by item, piece by piece, words removed and added.

An item is what has an id: ``pond`` for what is said about a text, ``pond/p4`` for a
paragraph, ``pond/n3`` for a note, ``glossary/carp`` for an entry, ``@key`` for a source.
Its pieces are the values of the export ``edition.json``, as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from reader.data import edition
from reader.edition.index import Index
from reader.history import ids, paths
from reader.language import markup
from reader.model import Item, Release

PROSE = ("prose", "provenance", "reason")
LEFT_OUT = (
    "id",
    "text",
    "headings",
    "paragraphs",
    "blocks",
    "definition",
    "after",
    "history",
    "rank",
    "labels",
)
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+\s*|\s+")
LONGEST = 2000  # tokens; comparing takes time that grows with the square of them
AROUND = 90  # characters of what stayed that are shown beside what did not

Kind = Literal["", "removed", "added"]
Json = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """Words that stayed, were removed or were added."""

    words: str
    kind: Kind = ""


@dataclass(frozen=True)
class Difference:
    """An item that is new, changed or gone, with its name and the pieces of it that differ."""

    id: str
    became: Literal["new", "changed", "gone"]
    name: str
    parts: tuple[tuple[str, tuple[Run, ...]], ...]


def items(index: Index) -> tuple[Item, ...]:
    """Return every item of an edition."""
    given = edition.written(index)
    found: list[Item] = []
    for text, values in zip(index.texts.values(), given["texts"], strict=True):
        found.append(_item(text.id, values))
        for block in text.blocks:
            beside = block.original.words if block.original else ""
            said = {"words": block.words, "original": beside}
            found.append(_item(f"{text.id}/{block.id}", said))
    found += (_item(f"{ids.GLOSSARY}/{term['id']}", term) for term in given["terms"])
    found += (_item(f"{note['text']}/{note['id']}", note) for note in given["notes"])
    for source in index.sources.values():
        more = {"grade": source.grade, "accessed": source.accessed, "note": source.note}
        found.append(_item(f"@{source.id}", source.fields | more))
    return tuple(found)


def _item(name: str, values: Json) -> Item:
    parts = ((key, _words(key, value)) for key, value in values.items() if key not in LEFT_OUT)
    named = ((_spoken(key), words) for key, words in parts if words)
    return Item(name, tuple(sorted(named)))


def _spoken(key: str) -> str:
    """Return the name of a value for readers: ``changesSense`` gives ``changes sense``."""
    return re.sub("(?<=[a-z])[A-Z]", lambda sign: f" {sign[0].lower()}", key).replace("_", " ")


def _words(key: str, value: object) -> str:
    """Return a value as words; one that says nothing gives ``""``."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        inner = ((name, _words(name, part)) for name, part in value.items() if name != "relation")
        return ", ".join(f"{_spoken(name)}: {words}" for name, words in inner if words)
    if isinstance(value, list):
        return "; ".join(filter(None, (_words(key, part) for part in value)))
    return _readable(str(value)) if key in PROSE else markup.shown(str(value))


def _readable(prose: str) -> str:
    """Return an editor's prose without its markup, but with what it cites and links to."""

    def bare(token: re.Match[str]) -> str:
        if token["cite"]:
            return f"[{', '.join(markup.CITATION.findall(token['cite']))}]"
        return f"{token['words']} ({token['target'].removesuffix('.md')})"

    return markup.plain(markup.TOKEN.sub(bare, prose))


def differences(before: Release, after: Release) -> Iterator[Difference]:
    """Return what differs between two releases, in the order of the later one, gone ones last.

    Of a text that is new or gone nothing but itself is named.
    """
    old = {item.id: item.parts for item in before.items}
    new = {item.id: item.parts for item in after.items}
    for name in (*new, *(name for name in old if name not in new)):
        holder = name.partition("/")[0]
        whole = holder == name or (holder in old) == (holder in new)
        if whole and old.get(name) != new.get(name):
            yield _difference(name, dict(old.get(name, ())), dict(new.get(name, ())))


def _difference(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    became: Literal["new", "changed", "gone"] = "changed" if old and new else "new"
    parts = (
        (key, tuple(runs(old.get(key, ""), new.get(key, ""))))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    )
    given = new or old
    title = given.get("headword") or given.get("label") or given.get("title", "")
    return Difference(name, became if new else "gone", title, tuple(parts))


def runs(old: str, new: str) -> Iterator[Run]:
    """Return two wordings as one: what was removed, what was added, and some of what stayed.

    Where more than ``LONGEST`` words lie between the first difference and the last, all of
    them are removed and added.
    """
    first, second = TOKEN.findall(old), TOKEN.findall(new)
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    yield from _stayed("".join(first[:start]), begins=True)
    middle = first[start : len(first) - end], second[start : len(second) - end]
    yield from _middle(*middle)
    yield from _stayed("".join(first[len(first) - end :]), ends=True)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many tokens at the beginning are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))


def _middle(first: Sequence[str], second: Sequence[str]) -> Iterator[Run]:
    steps = [("replace", 0, len(first), 0, len(second))]
    if max(len(first), len(second)) <= LONGEST:
        steps = list(SequenceMatcher(None, first, second).get_opcodes())
    for step, start, end, begin, stop in steps:
        removed, added = "".join(first[start:end]), "".join(second[begin:stop])
        if step == "equal":
            yield from _stayed(removed)
            continue
        if removed:
            yield Run(removed, "removed")
        if added:
            yield Run(added, "added")


def _stayed(words: str, *, begins: bool = False, ends: bool = False) -> Iterator[Run]:
    """Return words that stayed, the middle of long ones, or an end of the whole, left out."""
    left = "" if begins else words[:AROUND]
    right = "" if ends else words[-AROUND:]
    if len(words) > len(left) + len(right):
        left = left.rpartition(" ")[0] or left
        words = f"{left} … {right.partition(' ')[2] or right}"
    if words:
        yield Run(words)


def place(name: str) -> tuple[str, str]:
    """Return the page of an item that is there, and its anchor on it, if it needs one."""
    holder, _, own = name.partition("/")
    if name.startswith("@"):
        return paths.SOURCES, f"source-{name[1:]}"
    if holder == ids.GLOSSARY:
        return paths.entry(own), ""
    if own.startswith("n"):
        return paths.notes(holder), f"note-{own[1:]}"
    return paths.paragraph(holder, own) if own else paths.text(holder), own if own[
        :1
    ] == "h" else ""
