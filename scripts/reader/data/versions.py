"""Versions of one text in ``edition.json``: which stand together, and what stands for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reader.data.schema_parts import BLOCK_ID, ID, TEXT, Schema, described, list_of, object_of
from reader.edition.index import Index
from reader.edition.versions import Group
from reader.model import Form, Text
from reader.seeds.alignment import MISSING

Json = Mapping[str, Any]


def written(index: Index) -> list[dict[str, Any]]:
    """Return the texts of which there are several versions."""
    return [_group(group) for group in index.versions.groups if len(group.texts) > 1]


def _group(group: Group) -> dict[str, Any]:
    return {
        "text": group.main.id,
        "label": group.main.meta.version,
        "versions": [_version(group, text) for text in group.texts[1:]],
    }


def _version(group: Group, text: Text) -> dict[str, Any]:
    pairs = group.pairs[text.id]
    return {
        "text": text.id,
        "label": text.meta.version,
        "aligned": [{"own": list(pair.own), "main": list(pair.main)} for pair in pairs],
    }


def of_versions() -> Schema:
    """Return the schema of the versions."""
    blocks = list_of(BLOCK_ID)
    pair = object_of(
        "Blocks of a version and those of the main text that they stand for; one of the two is "
        "empty where there is no counterpart. Each block of both texts stands in one pair",
        {"own": blocks, "main": blocks},
    )
    label = described(TEXT, "what it is called beside the others, or empty: then as the text is")
    version = object_of(
        "A version of the main text", {"text": ID, "label": label, "aligned": list_of(pair)}
    )
    group = {"text": described(ID, "the main text"), "label": label, "versions": list_of(version)}
    return list_of(object_of("A text of which there are several versions", group))


def read(texts: Iterable[Text], groups: Iterable[Json]) -> Iterator[Text]:
    """Return texts with what the file says of the versions among them."""
    given = {
        version["text"]: {
            "version": version["label"],
            "version_of": Form(group["text"], 1),
            "aligned": tuple(_lines(version["aligned"])),
        }
        for group in groups
        for version in group["versions"]
    }
    given |= {group["text"]: {"version": group["label"]} for group in groups}
    for text in texts:
        found = given.get(text.id)
        yield replace(text, meta=replace(text.meta, **found)) if found else text


def _lines(pairs: Iterable[Json]) -> Iterator[tuple[Form, str]]:
    """Return the lines that an editor would write; each block has one of its own."""
    lacking: list[str] = []
    for pair in pairs:
        for name in pair["own"]:
            yield Form(name, 1), ", ".join(pair["main"]) or MISSING
        if not pair["own"]:
            lacking += pair["main"]
    if lacking:
        yield Form(MISSING, 1), ", ".join(lacking)
