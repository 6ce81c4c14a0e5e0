"""The texts by the Distributed Text Services API, version 1.0, as files that never change.

Level 0 is what DTS calls a service without ranges in its navigation: files can be
one. A client puts its parameters into the URI templates of the entry point, and
what comes out is the path of a file, since the templates set them as path parts
(``p4;down=1.json``) and not as a query. Every value of ``down`` that gives an
answer of its own has its file; a greater one finds none. What a server would
refuse finds none either: the answer is 404. The document endpoint has no ranges:
their number grows with the square of the text. In a long text the paragraphs are the
last level, as its citation tree says; their documents hold the sentences all the same.

The templates and the ids of answers are relative to the file they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from reader import paths
from reader.export.names import dump
from reader.export.tei import NAMESPACE, XML, block_element, tei, written
from reader.index import Index
from reader.model import Paragraph, Text

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
WRAPPER = "https://w3id.org/api/dts#"
SHELF = "_texts"  # no text can have this id
DEEP = 500  # paragraphs of a text whose sentences have files of their own
PAGE = 100  # siblings in one answer: all of them in each would grow with their square
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
            "navigation": "navigation{/resource,ref}{;down}.json",
            "document": "document{/resource,ref}.xml",
        }
    )


def files(index: Index) -> Iterator[File]:
    """Return the files behind the entry point, each with its path."""
    yield from _shelf(index)
    for text in index.texts.values():
        yield from _text(index, text)


def _path(name: str) -> str:
    return paths.data(f"dts/{name}")


def _json(name: str, answer: Answer) -> File:
    own = name.rpartition("/")[2]
    return _path(name), dump({"@id": own, **COMMON, **answer}, indent=None)


# Collections


def _shelf(index: Index) -> Iterator[File]:
    texts = list(index.texts.values())
    for name, up in (("collection", ""), (f"collection/{SHELF}", "../")):
        shelf = {
            "@id": SHELF,
            "@type": "Collection",
            "title": "Annotated reader",
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
    within = {"citeStructure": [sentence]} if _is_deep(text) else {}
    return {
        "@id": text.id,
        "@type": "Resource",
        "title": text.meta.title,
        "description": text.meta.status,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": f"{up}collection/{text.id}{{;nav}}.json",
        "navigation": f"{up}navigation/{text.id}{{/ref}}{{;down}}.json",
        "document": f"{up}document/{text.id}{{/ref}}.xml",
        "download": f"{up}../texts/{text.id}.tei.xml",
        "citationTrees": [
            {
                "@type": "CitationTree",
                "citeStructure": [
                    {"@type": "CiteStructure", "citeType": kind, **within}
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


def _is_deep(text: Text) -> bool:
    """Whether the sentences of a text are units to be asked for."""
    return len(text.paragraphs) <= DEEP


def _text(index: Index, text: Text) -> Iterator[File]:
    own = _resource(text, "../")
    name = f"collection/{text.id}"
    shelf = {
        "@id": SHELF,
        "@type": "Collection",
        "title": "Annotated reader",
        "totalParents": 0,
        "totalChildren": len(index.texts),
        "collection": "../collection{/id}{;nav}.json",
    }
    yield _json(f"{name}.json", own)
    yield _json(f"{name};nav=children.json", {**own, "member": []})
    yield _json(f"{name};nav=parents.json", {**own, "member": [shelf]})
    yield from _navigation(text)
    yield _path(f"document/{text.id}.xml"), tei(index, text)
    for block in text.blocks:
        element = block_element(block)
        yield _document(text, block.id, element)
        parts = element.iter(f"{{{NAMESPACE}}}s")
        for part in parts if _is_deep(text) else ():
            yield _document(text, part.attrib[f"{XML}id"], part)


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


def _block_unit(block: Paragraph) -> Answer:
    return _unit(block.id, "heading" if block.is_heading else "paragraph", None)


def _navigation(text: Text) -> Iterator[File]:
    top = [_block_unit(block) for block in text.blocks]
    within = [
        [_unit(sentence.id, "sentence", block.id) for sentence in block.sentences]
        if _is_deep(text)
        else []
        for block in text.blocks
    ]
    whole = [unit for head, parts in zip(top, within, strict=True) for unit in (head, *parts)]
    resource = {"@type": "Navigation", "resource": _resource(text, "../")}
    levels = [(1, top), *([(2, whole)] if _is_deep(text) else []), (-1, whole)]
    for down, members in levels:
        name = f"navigation/{text.id};down={down}.json"
        yield _json(name, {**resource, "member": members})
    for number, parts in enumerate(within):
        yield from _around(text, top, number, [top[number], *parts])
        for place in range(len(parts)):
            yield from _around(text, parts, place, [parts[place]])


def _around(
    text: Text, siblings: Sequence[Answer], number: int, tree: list[Answer]
) -> Iterator[File]:
    """Return the answers about one unit: itself, its siblings, and the tree below it."""
    unit = siblings[number]
    name = f"navigation/{text.id}/{unit['identifier']}"
    about = {"@type": "Navigation", "resource": _resource(text, "../../"), "ref": unit}
    yield _json(f"{name}.json", about)
    start = number - number % PAGE
    page = {**about, "member": siblings[start : start + PAGE]}
    if len(siblings) > PAGE:
        page["view"] = _view(siblings, number)
    yield _json(f"{name};down=0.json", page)
    for down in (1, -1):
        yield _json(f"{name};down={down}.json", {**about, "member": tree})


def _view(siblings: Sequence[Answer], number: int) -> Answer:
    """Return where the other pages of siblings are: with the first sibling of each."""

    def address(place: int) -> str | None:
        inside = 0 <= place < len(siblings)
        return f"{siblings[place]['identifier']};down=0.json" if inside else None

    start = number - number % PAGE
    last = len(siblings) - 1
    return {
        "@id": address(number),
        "@type": "Pagination",
        "first": address(0),
        "previous": address(start - PAGE),
        "next": address(start + PAGE),
        "last": address(last - last % PAGE),
    }


# Documents


def _document(text: Text, name: str, element: etree._Element) -> File:
    """Return a paragraph or a sentence, wrapped as DTS asks, its white space kept."""
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE, "dts": WRAPPER})
    wrapper = etree.SubElement(root, f"{{{WRAPPER}}}wrapper", {f"{XML}space": "preserve"})
    wrapper.append(etree.fromstring(etree.tostring(element, with_tail=False)))
    return _path(f"document/{text.id}/{name}.xml"), written(root)
