"""Read ``edition.json`` back: the edition that it was written of, as far as the file tells it.

What it does not hold stays behind: the record of ids and of releases, but for the day of the
last, the pages written by hand, and the spacing of the originals beside texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reader.data import values, versions
from reader.data.edition import FORMAT
from reader.data.notes import note_read
from reader.edition import annotate
from reader.history import ids
from reader.language import split
from reader.language.words import compounds
from reader.model import (
    LICENSES,
    Collection,
    Edition,
    Meta,
    Original,
    Paragraph,
    Place,
    Prose,
    Release,
    Seeds,
    Sentence,
    Source,
    Term,
    Text,
    named,
)
from reader.seeds.keys import COLLECTION, CSL, META, OF_SOURCE, OF_TERM

Json = Mapping[str, Any]
HERE = Place("edition.json", 1)


class OtherFormatError(ValueError):
    """It is JSON, and no edition in the format that this program writes."""


def loaded(content: bytes) -> dict[str, Any]:
    """Return the JSON of an edition.

    Raises ``ValueError`` for what is no JSON in UTF-8, and ``OtherFormatError``.
    """
    try:
        data = json.loads(content)
    except RecursionError as fault:
        raise ValueError("it is nested too deeply") from fault
    found: dict[str, Any] = data if isinstance(data, dict) else {}
    said = found.get("format")
    if said != FORMAT:
        raise OtherFormatError(f"its format is {said!r}, this program reads {FORMAT!r}")
    return found


def edition(data: Json) -> Edition:
    """Return the edition of JSON that keeps to ``edition.schema.json``.

    Mentions are found anew: the same terms stand at the same places. Raises ``ValueError`` if
    a text is not the one that was hashed.
    """
    collection = read_collection(data["collection"])
    texts = tuple(versions.read(map(_text, data["texts"]), data["versions"]))
    return annotate.edition(
        Seeds(
            texts=texts,
            terms=tuple(_term(given, collection) for given in data["terms"]),
            sources=tuple(_source(given) for given in data["sources"]),
            notes=tuple(note_read(given, HERE) for given in data["notes"]),
            releases=(Release(data["date"]),) if data["date"] else (),
            collection=collection,
        ),
        data["address"],
    )


def read_collection(data: Json) -> Collection:
    """Return what the file says of the whole."""
    given = values.read(data, COLLECTION)
    return Collection(**given | {"license": LICENSES[data["license"]["id"]]})


# Texts


def _text(data: Json) -> Text:
    given = {block["id"]: block for block in (*data["headings"], *data["paragraphs"])}
    written = [given[name] for name in data["order"]]
    source = "".join((*map(_source_of, written), data["after"]))
    meta = _meta(data)
    whole = compounds(source) if meta.wrapped else frozenset[str]()
    blocks = tuple(_block(block, meta, whole) for block in written)
    text = Text(data["id"], HERE, meta, source.encode(), blocks, data["after"])
    if text.sha256 != data["sha256"]:
        raise ValueError(f"the text {text.id!r} is not the one that its SHA-256 was made of")
    return _beside(text, written)


def _source_of(block: Json) -> str:
    words = (sentence["words"] for sentence in block["sentences"])
    return "".join((block["before"], *words))


def _meta(data: Json) -> Meta:
    return Meta(
        **values.read(data, META),
        headings=len(data["headings"]),
        paragraphs=len(data["paragraphs"]),
        lines="wrapped" if data["wrapped"] else "",
    )


def _block(data: Json, meta: Meta, whole: frozenset[str]) -> Paragraph:
    sentences = tuple(Sentence(given["id"], given["words"]) for given in data["sentences"])
    return Paragraph(
        data["id"], data["before"], sentences, data["shape"], meta.wrapped, None, meta.language,
        whole,
    )  # fmt: skip


def _beside(text: Text, written: Iterable[Json]) -> Text:
    """Return a text with its original, which is cut as it was when it stood in a file."""
    runs = [block["original"] for block in written]
    if not any(runs):
        return text
    words, meta = "\n\n".join(runs), text.meta
    shapes = {place: block.shape for place, block in enumerate(text.blocks) if block.shape}
    first = next((n for n, block in enumerate(text.blocks) if not block.is_heading), len(runs))
    first -= sum(place < first for place in shapes)
    cut, after = split.text(words, first, meta.original_language, shapes, wrapped=meta.wrapped)
    if len(cut) != len(text.blocks):
        raise ValueError(f"the original of {text.id!r} has blank lines within a paragraph")
    blocks = tuple(
        replace(block, original=ids.renamed(original, f"{block.id}o"))
        for block, original in zip(text.blocks, cut, strict=True)
    )
    return replace(text, blocks=blocks, original=words.encode(), original_after=after)


# Glossary


def _term(data: Json, collection: Collection) -> Term:
    # Where a collection has no originals, the words of an attestation are called so.
    said = [{"original": given.get("words"), **given} for given in data["attestations"]]
    return Term(
        id=data["id"],
        place=HERE,
        prose=Prose(data["prose"], 1),
        originals=tuple(_originals(data, collection)),
        **values.read({**data, "attestations": said}, OF_TERM),
    )


def _originals(data: Json, collection: Collection) -> Iterator[Original]:
    first = "".join(collection.originals[:1])
    if data.get("original"):
        own = (data["original"], data.get("romanization", ""))
        yield _original(first, *own, collection, is_further=False)
    by_tag = {named(language): language for language in collection.originals}
    for given in data.get("originals", ()):
        language = by_tag.get(given["language"], given["language"])
        own = (given["original"], given["romanization"])
        yield _original(language, *own, collection, is_further=True)


def _original(
    language: str, words: str, romanization: str, collection: Collection, *, is_further: bool
) -> Original:
    latin = collection.latin(language) if romanization else ""
    return Original(language, named(language), words, romanization, latin, is_further)


# Apparatus


def _source(data: Json) -> Source:
    own = {field.data: field.name for field in CSL}
    csl = tuple((own.get(name, name), _said(value)) for name, value in data["csl"].items())
    accessed = dict(csl).get("accessed", "")
    return Source(data["id"], HERE, csl, accessed=accessed, **values.read(data, OF_SOURCE))


def _said(value: Any) -> str:
    """Return a value of CSL as an editor writes it: a date, names, or words."""
    if isinstance(value, dict):
        (parts,) = value["date-parts"]
        return "-".join(f"{part:02}" for part in parts)
    if isinstance(value, list):
        return "; ".join(map(_name, value))
    return str(value)


def _name(name: Json) -> str:
    return str(name.get("literal") or f"{name['family']}, {name['given']}")
