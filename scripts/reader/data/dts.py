"""The texts by the Distributed Text Services API, version 1.0, as files that never change.

A client puts its parameters into the URI templates of the entry point, and what comes out
is the path of a file, since the templates set them as path parts (``pond;down=1.json``) and
not as a query. Collections, the tree of each text and each text as a document are there.

The templates name no ``ref``, ``start`` or ``end``: one paragraph or sentence cannot be
asked for, as a Level 0 service would let a client do. That would take several files for
each, and all that they said stands in the two that are given: the tree of the whole text,
and its TEI, in which ``xml:id`` is what the tree has for an identifier.

The templates and the ids of answers are relative to the file they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.data.names import dump
from reader.edition.index import Index
from reader.history import paths
from reader.model import Paragraph, Text

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
SHELF = "_texts"  # no text can have this id
COMMON = {"@context": CONTEXT, "dtsVersion": VERSION}
Answer = dict[str, Any]
File = tuple[str, str]


def entry() -> str:
    """Return the entry point, with the templates of the three endpoints."""
    return dump(
        {
            **COMMON,
            "@id": "index.json",
            "@type": "EntryPoint",
            "collection": "collection{/id}{;nav}.json",
            "navigation": "navigation{/resource}{;down}.json",
            "document": "../texts{/resource}.tei.xml",
        }
    )


def files(index: Index) -> Iterator[File]:
    """Return the files behind the entry point, each with its path."""
    yield from _shelf(index)
    for text in index.texts.values():
        yield from _text(index, text)


def _json(name: str, answer: Answer) -> File:
    own = name.rpartition("/")[2]
    return paths.data(f"dts/{name}"), dump({"@id": own, **COMMON, **answer}, lines=False)


# Collections


def _shelf(index: Index) -> Iterator[File]:
    texts = list(index.texts.values())
    for name, up in (("collection", ""), (f"collection/{SHELF}", "../")):
        shelf = {
            "@id": SHELF,
            "@type": "Collection",
            "title": index.collection.title,
            "totalParents": 0,
            "totalChildren": len(texts),
            "collection": f"{up}collection{{/id}}{{;nav}}.json",
        }
        members = [_resource(text, up) for text in texts]
        yield _json(f"{name}.json", {**shelf, "member": members})
        yield _json(f"{name};nav=children.json", {**shelf, "member": members})
        yield _json(f"{name};nav=parents.json", {**shelf, "member": []})


def _resource(text: Text, up: str) -> Answer:
    """Return what is said of a text, with addresses from a file ``up`` from the entry point."""
    sentence = {"@type": "CiteStructure", "citeType": "sentence"}
    document = f"{up}../texts/{text.id}.tei.xml"
    return {
        "@id": text.id,
        "@type": "Resource",
        "title": text.meta.title,
        "description": text.meta.status,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": f"{up}collection/{text.id}{{;nav}}.json",
        "navigation": f"{up}navigation/{text.id}{{;down}}.json",
        "document": document,
        "download": document,
        "citationTrees": [
            {
                "@type": "CitationTree",
                "citeStructure": [
                    {"@type": "CiteStructure", "citeType": kind, "citeStructure": [sentence]}
                    for kind in ("heading", "paragraph")
                ],
            }
        ],
        "dublinCore": {
            "title": [{"lang": text.meta.language, "value": text.meta.title}],
            "language": [text.meta.language],
            "publisher": [{"lang": "en", "value": text.meta.publisher}],
        },
    }


def _text(index: Index, text: Text) -> Iterator[File]:
    own = _resource(text, "../")
    name = f"collection/{text.id}"
    shelf = {
        "@id": SHELF,
        "@type": "Collection",
        "title": index.collection.title,
        "totalParents": 0,
        "totalChildren": len(index.texts),
        "collection": "../collection{/id}{;nav}.json",
    }
    yield _json(f"{name}.json", own)
    yield _json(f"{name};nav=children.json", {**own, "member": []})
    yield _json(f"{name};nav=parents.json", {**own, "member": [shelf]})
    yield from _navigation(text)


# Navigation


def _unit(name: str, kind: str, parent: str | None) -> Answer:
    level = 1 if parent is None else 2
    return {
        "identifier": name,
        "@type": "CitableUnit",
        "level": level,
        "parent": parent,
        "citeType": kind,
    }


def _units(block: Paragraph) -> Iterator[Answer]:
    """Return a block and, behind it, its sentences."""
    yield _unit(block.id, "heading" if block.is_heading else "paragraph", None)
    for sentence in block.sentences:
        yield _unit(sentence.id, "sentence", block.id)


def _navigation(text: Text) -> Iterator[File]:
    """Return the tree of a text to each depth; -1 is the deepest, whatever that is."""
    whole = [unit for block in text.blocks for unit in _units(block)]
    top = [unit for unit in whole if unit["level"] == 1]
    about = {"@type": "Navigation", "resource": _resource(text, "../")}
    for down, members in ((1, top), (2, whole), (-1, whole)):
        yield _json(f"navigation/{text.id};down={down}.json", {**about, "member": members})
