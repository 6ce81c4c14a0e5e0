"""What changed between two releases: item by item, part by part, words removed and added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reader.history import ids, paths
from reader.history.addresses import Addresses
from reader.model import Release

TOKEN = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+\s*|\s+")
LONGEST = 2000  # tokens; comparing takes time that grows with the square of them
AROUND = 90  # characters of what stayed that are shown beside what did not

Kind = Literal["", "removed", "added"]


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


def place(addresses: Addresses, name: str) -> tuple[str, str]:
    """Return the page of an item that is there, and its anchor on it, if it needs one."""
    holder, _, own = name.partition("/")
    if name.startswith("@"):
        return paths.SOURCES, f"source-{name[1:]}"
    if holder == ids.GLOSSARY:
        return paths.entry(own), ""
    if own.startswith("n"):
        return addresses.place(name)
    if not own:
        return paths.text(holder), ""
    return addresses.block(holder, own), own if own[0] == "h" else ""
