"""The texts by the Distributed Text Services API, version 1.0, as files that never change.

A client puts its parameters into the URI templates of the entry point, and what comes out
is the path of a file, since the templates set them as path parts (``pond;down=1.json``) and
not as a query. Collections, the tree of each text and each text as a document are there.

The templates name ``ref``, ``start`` and ``end`` as every service must, and no file answers
these: whoever asks for one paragraph or a range is told that it is not found (404), and never
given the whole in its place. Files for each would be most of the site, and those for ranges
without number. All that they said stands in the two that are given: the tree of the whole text,
and its TEI, in which ``xml:id`` is what the tree has for an identifier.

The templates and the addresses of answers are absolute, as the API has them, or relative to the
file they stand in, where the site has no address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.data.names import dump
from reader.edition.index import Index
from reader.history import paths
from reader.language.words import address
from reader.model import Paragraph, Text

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
SHELF = "_texts"  # no text can have this id
COMMON = {"@context": CONTEXT, "dtsVersion": VERSION}
# The parameters of a template: some that a client may give to any service, and no file answers.
TREE, WHOLE = "{;ref,start,end,down}", "{;ref,start,end}"
FOLDER = "dts/"
Answer = dict[str, Any]
File = tuple[str, str]


class Addresses:
    """The addresses in a file: absolute, or from a file ``up`` below the entry point."""

    def __init__(self, index: Index, up: str) -> None:
        root = address(index.edition.address)
        self.index = index
        self._here = f"{root}{paths.data(FOLDER)}" if root else up
        self._texts = f"{root}{paths.data('texts')}" if root else f"{up}../texts"

    def of(self, name: str) -> str:
        """Return the address of a file, or a template of one, beside the entry point."""
        return self._here + name

    def document(self, name: str) -> str:
        """Return the address of a text as TEI, or a template of one."""
        return f"{self._texts}{name}.tei.xml"


def entry(index: Index) -> str:
    """Return the entry point, with the templates of the three endpoints."""
    at = Addresses(index, "")
    return dump(
        {
            **COMMON,
            "@id": at.of("index.json"),
            "@type": "EntryPoint",
            "collection": at.of("collection{/id}{;nav}.json"),
            "navigation": at.of(f"navigation{{/resource}}{TREE}.json"),
            "document": at.document(f"{{/resource}}{WHOLE}"),
        }
    )


def about(text: Text) -> str:
    """Return the file that says what a text is."""
    return paths.data(f"{FOLDER}collection/{text.id}.json")


def files(index: Index) -> Iterator[File]:
    """Return the files behind the entry point, each with its path."""
    yield from _shelf(index)
    for text in index.texts.values():
        yield from _text(index, text)


def _json(name: str, answer: Answer, at: Addresses | None = None) -> File:
    """Return a file; of an answer that has no id of its own, the address is one."""
    own = {"@id": at.of(name) if at else ""}
    return paths.data(f"{FOLDER}{name}"), dump({**own, **COMMON, **answer}, lines=False)


# Collections


def _shelf(index: Index) -> Iterator[File]:
    for name, up in (("collection", ""), (f"collection/{SHELF}", "../")):
        at = Addresses(index, up)
        members = [_resource(text, at) for text in index.texts.values()]
        shelf = _collection(index, at)
        yield _json(f"{name}.json", {**shelf, "member": members})
        yield _json(f"{name};nav=children.json", {**shelf, "member": members})
        yield _json(f"{name};nav=parents.json", {**shelf, "member": []})


def _collection(index: Index, at: Addresses) -> Answer:
    """Return what is said of all texts together."""
    return {
        "@id": SHELF,
        "@type": "Collection",
        "title": index.collection.title,
        "totalParents": 0,
        "totalChildren": len(index.texts),
        "collection": at.of(f"collection/{SHELF}{{;nav}}.json"),
    }


def _resource(text: Text, at: Addresses) -> Answer:
    """Return what is said of a text."""
    sentence = {"@type": "CiteStructure", "citeType": "sentence"}
    return {
        "@id": text.id,
        "@type": "Resource",
        "title": text.meta.title,
        "description": text.meta.status,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": at.of(f"collection/{text.id}{{;nav}}.json"),
        "navigation": at.of(f"navigation/{text.id}{TREE}.json"),
        "document": at.document(f"/{text.id}{WHOLE}"),
        "download": at.document(f"/{text.id}"),
        "mediaTypes": ["application/tei+xml"],
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
            **({"isPartOf": [text.meta.series]} if text.meta.series else {}),
            **_versions(at.index, text),
        },
    }


def _versions(index: Index, text: Text) -> Answer:
    """Return of which text this is a version, or which versions there are of it."""
    group = index.versions.of(text)
    if group is None or len(group.texts) == 1:
        return {}
    if text is group.main:
        return {"hasVersion": [other.id for other in group.texts[1:]]}
    return {"isVersionOf": [group.main.id]}


def _text(index: Index, text: Text) -> Iterator[File]:
    at = Addresses(index, "../")
    own = _resource(text, at)
    name = f"collection/{text.id}"
    yield _json(f"{name}.json", own)
    yield _json(f"{name};nav=children.json", {**own, "member": []})
    yield _json(f"{name};nav=parents.json", {**own, "member": [_collection(index, at)]})
    yield from _navigation(text, at)


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


def _navigation(text: Text, at: Addresses) -> Iterator[File]:
    """Return the tree of a text to each depth; -1 is the deepest, whatever that is."""
    whole = [unit for block in text.blocks for unit in _units(block)]
    top = [unit for unit in whole if unit["level"] == 1]
    about = {"@type": "Navigation", "resource": _resource(text, at)}
    for down, members in ((1, top), (2, whole), (-1, whole)):
        name = f"navigation/{text.id};down={down}.json"
        yield _json(name, {**about, "member": members}, at)
