"""How others cite and describe the release: ``CITATION.cff`` and RO-Crate.

The Citation File Format 1.2.0 is YAML, RO-Crate 1.1 is JSON-LD. The version of the
edition is its date: both files are made with it, as copies kept in git would be stale with
the next entry. The license holds for the glossary and the notes, which are the
edition's own; of each text its own rights are told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from reader.citing.citations import agency
from reader.data.names import dump, urn
from reader.edition.index import Index
from reader.history import paths
from reader.language import markup
from reader.language.words import line
from reader.model import Text

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
CONFORMS = "https://w3id.org/ro/crate/1.1"
CRATE = "ro-crate-metadata.json"
CITATION = "CITATION.cff"
COVERED = (
    "The license covers the glossary and the notes. The texts belong to their publishers; "
    "what is known of their rights is said with each."
)
TYPES = {
    "bib": "application/x-bibtex",
    "cff": "application/yaml",
    "csv": "text/csv",
    "epub": "application/epub+zip",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "pdf": "application/pdf",
    "tbx": "application/x-tbx",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "xml": "application/xml",
    "zip": "application/zip",
}
EDITORS = "#editors"
Json = dict[str, Any]


def version(index: Index) -> str:
    """Return the version of the edition, its date with full stops, or ``""``."""
    return index.day.replace("-", ".")


def cff(index: Index) -> str:
    """Return how to cite the edition, as a Citation File Format file."""
    address = index.edition.address
    value: Json = {
        "cff-version": "1.2.0",
        "message": f"Cite one paragraph or entry as its page says, the whole like this. {COVERED}",
        "type": "dataset",
        "title": index.collection.title,
        "abstract": _lead(index),
        "authors": [{"name": line(name)} for name in _authors(index)],
        **({"version": version(index), "date-released": index.day} if index.day else {}),
        **({"url": address} if address else {}),
        "license": index.collection.license.id,
        "references": [_reference(index, text) for text in index.texts.values()],
    }
    if not value["references"]:
        del value["references"]
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=96)


def _lead(index: Index) -> str:
    """Return what the collection is, in plain words on one line."""
    return line(markup.plain(index.collection.lead.words))


def _authors(index: Index) -> list[str]:
    """Return who answers for the entries, each once; without entries the site itself."""
    names = dict.fromkeys(term.responsible for term in index.terms.values())
    return [name[:1].upper() + name[1:] for name in names] or [index.collection.title]


def _reference(index: Index, text: Text) -> Json:
    meta = text.meta
    address = index.edition.address and index.edition.address + paths.url(paths.text(text.id))
    day = meta.dispatch_date or meta.event_date
    return {
        "type": "generic",
        "title": line(meta.title),
        "authors": [{"name": line(agency(text))}],
        **_published(day),
        **({"url": address} if address else {}),
        **({"collection-title": line(meta.series)} if meta.series else {}),
        "identifiers": [
            {"type": "other", "value": f"sha256:{text.sha256}", "description": "of the source"}
        ],
        "notes": line(f"{meta.status}. {meta.rights}"),
    }


def _published(day: str) -> Json:
    """Return a day, a month or a year as the format has it."""
    names = ("year", "month")
    if len(day) == len("YYYY-MM-DD"):
        return {"date-published": day}
    return {name: int(part) for name, part in zip(names, day.split("-"), strict=False) if part}


def crate(index: Index, files: Mapping[str, bytes]) -> str:
    """Return the description of a release, its ``files`` by their paths, as an RO-Crate."""
    parts = [_file(name, content) for name, content in sorted(files.items())]
    series = _series(index)
    graph: list[Json] = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": CONFORMS},
            "about": {"@id": "./"},
        },
        _root(index, parts),
        {
            "@id": index.collection.license.url,
            "@type": "CreativeWork",
            "name": index.collection.license.short,
            "description": COVERED,
        },
        {"@id": EDITORS, "@type": "Organization", "name": "; ".join(_authors(index))},
        {
            "@id": "site/",
            "@type": "Dataset",
            "name": "The site",
            "description": "The site to publish: lay it on any host for static files.",
        },
        *parts,
        *(thing for text in index.texts.values() for thing in _text(index, text, series)),
        *(
            {"@id": address, "@type": "CreativeWorkSeries", "name": name}
            for name, address in series.items()
        ),
    ]
    return dump({"@context": CONTEXT, "@graph": graph})


def _root(index: Index, parts: list[Json]) -> Json:
    texts = [{"@id": urn("text", text.id)} for text in index.texts.values()]
    address, name = index.edition.address, index.collection.title
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{name}, edition of {index.day}" if index.day else name,
        "description": _lead(index),
        "license": {"@id": index.collection.license.url},
        "author": {"@id": EDITORS},
        "publisher": {"@id": EDITORS},
        "hasPart": [{"@id": part["@id"]} for part in parts] + [{"@id": "site/"}],
        "mentions": texts,
        **({"datePublished": index.day, "version": version(index)} if index.day else {}),
        **({"url": address} if address else {}),
    }


def _file(name: str, content: bytes) -> Json:
    media = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": media,
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _series(index: Index) -> Mapping[str, str]:
    """Return the id of each series that a text belongs to, by its name."""
    names = dict.fromkeys(text.meta.series for text in index.shelf if text.meta.series)
    return {name: f"#series-{number}" for number, name in enumerate(names, 1)}


def _in_series(text: Text, series: Mapping[str, str]) -> Json:
    """Return what says to which series a text belongs, and as which of its texts."""
    if not text.meta.series:
        return {}
    place = {"position": int(text.meta.number)} if text.meta.number else {}
    return {"isPartOf": {"@id": series[text.meta.series]}, **place}


def _text(index: Index, text: Text, series: Mapping[str, str]) -> Iterator[Json]:
    source = index.versions.source_of(text, index.collection.originals)
    named = {"@id": f"#agency-of-{text.id}"}
    yield {
        "@id": urn("text", text.id),
        "@type": "CreativeWork",
        "name": text.meta.title,
        "inLanguage": text.meta.language,
        "author": named,
        "copyrightNotice": text.meta.rights,
        "sha256": text.sha256,
        **({source[0]: {"@id": urn("text", source[1].id)}} if source else {}),
        **_in_series(text, series),
    }
    yield named | {"@type": "Organization", "name": agency(text)}
