"""Mentions and notes of a text as W3C Web Annotations (JSON-LD).

A target is the element of a paragraph on the page of the text. Positions in it
count code points of the paragraph from 0; the quotation, with 32 characters on
each side, finds the place again when the positions no longer hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from reader.data.names import encoded, urn
from reader.edition import noted
from reader.edition.index import Index
from reader.history import paths
from reader.language import markup
from reader.model import Mention, Note, Paragraph, Term, Text, are_on_translation
from reader.seeds import check

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
AROUND = 32
MOTIVATIONS = {"explanation": "describing", "reference": "linking"}


def web_annotations(index: Index, text: Text) -> bytes:
    """Return a collection with one annotation for each mention and each note."""
    count = sum(len(index.mentions_in(text, block)) for block in text.blocks)
    items = chain(_mentions(index, text), _notes(index, text))
    name = urn("annotations", text.id)
    return encoded(
        {
            "@context": CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": f"Terms{_and_notes(index.notes_of(text))}: {text.meta.label}",
            "total": count + len(index.notes_of(text)),
            "first": {
                "id": f"{name}:1",
                "type": "AnnotationPage",
                "partOf": name,
                "startIndex": 0,
                "items": items,
            },
        }
    )


def _mentions(index: Index, text: Text) -> Iterator[dict[str, Any]]:
    for block in text.blocks:
        starts: dict[str, int] = {}
        place = 0
        for sentence in block.sentences:
            starts[sentence.id] = place
            place += len(sentence.words)
        for mention in index.mentions_in(text, block):
            start = starts[mention.sentence]
            target = _target(text, block, start + mention.start, start + mention.end)
            yield _mention(mention, index.terms[mention.term], target)


def _mention(mention: Mention, term: Term, target: dict[str, Any]) -> dict[str, Any]:
    source = urn("term", term.id)
    return {
        "id": urn("mention", mention.text, mention.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "purpose": "identifying", "source": source},
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "format": "text/plain",
                "value": term.headword,
            },
        ],
        "target": target,
    }


def _notes(index: Index, text: Text) -> Iterator[dict[str, Any]]:
    for note in index.notes_of(text):
        targets = [
            _target(text, text.by_id[place.at], start, start + len(place.quote))
            for place in note.places
            for start in (check.offset(text, place),)
            if start is not None
        ]
        yield {
            "id": urn("note", text.id, note.id),
            "type": "Annotation",
            "motivation": MOTIVATIONS.get(note.group, "commenting"),
            **({"creator": _creators(note)} if note.author else {}),
            "body": [
                *_bodies(note, index.sources, index.collection.tag_of(text.meta)),
                *_others(index, text, note),
            ],
            "target": targets,
        }


def _and_notes(notes: Sequence[Note]) -> str:
    return f" and {'translation ' * are_on_translation(notes)}notes" if notes else ""


def _creators(note: Note) -> list[dict[str, str]]:
    return [{"type": "Agent", "name": name} for name in note.authors]


def _others(index: Index, text: Text, note: Note) -> Iterator[dict[str, Any]]:
    """Return what others read there, and what a note refers to, each with its own body."""
    for who, words in noted.readings(note, index.sources):
        value = {"format": "text/plain", "value": f"{words} ({who})"}
        yield {"type": "TextualBody", "purpose": "describing", "language": text.meta.tag, **value}
    if not note.is_on_translation:
        for target, _ in markup.links(note.reason.words):
            source = _linked(index, target)
            yield {"type": "SpecificResource", "purpose": "linking", "source": source}


def _linked(index: Index, target: str) -> str:
    """Return the address of what prose links to, as seen from the file."""
    if target.startswith(("https://", "http://")):
        return target
    if there := index.fates.place(target):
        page, anchor = index.addresses.place(there)
        return f"../../{paths.url(page)}index.html{'#' if anchor else ''}{anchor}"
    return urn("term", target.removesuffix(".md"))


def _bodies(note: Note, sources: noted.Sources, language: str) -> list[dict[str, Any]]:
    said = [
        ("commenting", "en", noted.prose(note, sources)),
        ("describing", language, note.original),
        *(("editing", "en", f"{label}: {wording}") for label, wording in note.better),
        *(("classifying", "en", label) for label in note.labels),
    ]
    return [
        {
            "type": "TextualBody",
            "purpose": purpose,
            "language": language,
            "format": "text/plain",
            "value": value,
        }
        for purpose, language, value in said
        if value
    ]


def _target(text: Text, block: Paragraph, start: int, end: int) -> dict[str, Any]:
    """Return a target: words of a block, by their position and by their quotation."""
    quote = {
        "exact": block.words[start:end],
        "prefix": block.words[max(0, start - AROUND) : start],
        "suffix": block.words[end : end + AROUND],
    }
    return {
        "source": f"../../texts/{text.id}/index.html",
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": FRAGMENT,
            "value": block.id,
            "refinedBy": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", **quote},
            ],
        },
    }
