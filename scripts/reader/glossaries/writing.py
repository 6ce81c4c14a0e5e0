"""An entry found elsewhere as the file of an entry, with questions for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from reader.data.table import COLUMNS, LISTS, RECORDS, TEXTS
from reader.glossaries.found import Found
from reader.language import cells, markup
from reader.language.words import address, on_one_line
from reader.model import Collection, Seeds
from reader.seeds import entry_drafts
from reader.seeds.vocabulary import entry as keys_of_entries
from reader.seeds.vocabulary import has_use

ELSEWHERE, SOURCES = "Elsewhere", "Sources named there"


class _Plain(yaml.SafeDumper):
    """Quotes no day and no number: seeds are read as strings."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (as the library declares it)


Value = str | list[str] | list[dict[str, object]]


@dataclass(frozen=True)
class Decided:
    """What an entry is to hold, beside what was found of it.

    ``lists`` are those that were compared with the seeds, ``strangers`` words of the file that
    no key may hold, by the key they were meant for, ``sources`` words that are no key of a source.
    """

    found: Found
    id: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    strangers: Mapping[str, str]
    sources: tuple[str, ...]


def written(entry: Decided, seeds: Seeds, file: str) -> bytes:
    """Return the file of an entry; ``file`` is the name of that which it was found in."""
    head = f"# From {on_one_line(PurePosixPath(file).name)}, line {entry.found.line}.\n"
    keys = "".join(_keys(entry, seeds))
    return f"---\n{head}{keys}---\n\n{prose(entry)}".encode()


def _keys(entry: Decided, seeds: Seeds) -> Iterator[str]:
    values = _values(entry, seeds.collection)
    for key in COLUMNS:
        if key in entry.strangers:
            yield f"# The file says of its {key}: {on_one_line(entry.strangers[key])}\n"
        if not has_use(key, seeds.collection):
            continue
        if key in values:
            yield dumped(key, values[key])
        elif _is_asked(key, entry, seeds.collection):
            yield entry_drafts.question(key, seeds, entry.texts.get("original", ""))


def _is_asked(key: str, entry: Decided, collection: Collection) -> bool:
    if key == "romanization":
        return collection.has_pinyin and bool(entry.texts.get("original"))
    return any(field.name == key and field.required for field in keys_of_entries(collection))


def _values(entry: Decided, collection: Collection) -> dict[str, Value]:
    values: dict[str, Value] = {key: entry.texts[key] for key in TEXTS if entry.texts.get(key)}
    values |= {key: [*entry.lists[key]] for key in LISTS if entry.lists.get(key)}
    for key in RECORDS:
        records = [_record(key, record) for record in entry.found.records.get(key, ())]
        if records and has_use(key, collection):
            values[key] = records
    return values


def _record(key: str, record: Mapping[str, str]) -> dict[str, object]:
    if key == "forms_in":
        return {**record, "forms": [*cells.parted(record["forms"])]}
    return {**record}


def dumped(key: str, value: Value) -> str:
    """Return a key with its value as YAML: a list on one line, records a line each."""
    if isinstance(value, list) and isinstance(value[0], dict):
        return f"{key}:\n" + "".join(f"  - {_in_line(record)}\n" for record in value)
    return f"{key}: {_in_line(value)}\n"


def _in_line(value: object) -> str:
    """Return a value as YAML on one line, unless words in it have lines of their own."""
    if isinstance(value, str):
        return _in_line([value])[1:-1]  # as an item of a list: alone it may be cut into lines
    dumped = yaml.dump(
        value,
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
        default_flow_style=True,
    )
    return str(dumped).removesuffix("\n")


# Prose


def prose(entry: Decided) -> str:
    """Return the prose of an entry, in which no sign of plain words is markup."""
    found = entry.found
    sections = [*_merged(found.sections)]
    if entry.sources:
        sections.append((SOURCES, "\n".join(_items(entry.sources))))
    links = [*_links(found.links)]
    if links:
        sections.append((ELSEWHERE, "\n".join(links)))
    parts = [_definition(found), *(f"## {heading}\n\n{words}" for heading, words in sections)]
    return "".join(f"{part}\n\n" for part in parts if part).rstrip() + "\n"


def _definition(found: Found) -> str:
    """Return the prose of a reader, unless its definition was changed in the file since."""
    first, rest = markup.sections(found.prose) if found.prose.strip() else ("", "")
    if first and (
        not found.definition or markup.plain(first) == " ".join(found.definition.split())
    ):
        return found.prose.strip()
    paragraphs = (plain(found.definition), rest)
    return "\n\n".join(part for part in paragraphs if part)


def plain(words: str) -> str:
    """Return plain words as prose, each line a paragraph: a cell has lines where they are meant."""
    lines = (line.strip() for line in markup.shown(words).split("\n"))
    return "\n\n".join(markup.escape(line) for line in lines if line)


def _merged(sections: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the sections, those with the same heading as one."""
    found: dict[str, list[str]] = {}
    for heading, words in sections:
        found.setdefault(heading, []).append(plain(words))
    for heading, parts in found.items():
        yield markup.escape(" ".join(heading.split())), "\n\n".join(parts)


def _items(items: Iterable[str]) -> Iterator[str]:
    return (f"- {markup.escape(' '.join(item.split()))}" for item in items)


def _links(links: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, target in links:
        said = f"{label}: " if label else ""
        known = address(target).replace("(", "%28").replace(")", "%29")
        words = target.replace("[", "%5B").replace("]", "%5D")
        if known:
            yield f"- {said}[{markup.escape(words)}]({known})"
        else:
            yield f"- {said}{markup.escape(' '.join(target.split()))}"
