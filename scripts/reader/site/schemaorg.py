"""Parts of JSON-LD: what schema.org calls an event, a translator, the names of a term."""

from __future__ import annotations

import json
from typing import Any

from reader.citing import citations
from reader.language.html import in_script
from reader.language.words import address
from reader.model import Term, Text

Json = dict[str, Any]


def event(text: Text) -> Json:
    """Return the event that a text reports, or nothing."""
    meta = text.meta
    if not meta.event:
        return {}
    return {"@type": "Event", "name": meta.event, "startDate": meta.event_date}


def held(site: Json, text: Text) -> Json:
    """Return what a text is a part of: the site, and its series, if it belongs to one."""
    series = {"@type": "CreativeWorkSeries", "name": text.meta.series}
    parts = [site, series] if text.meta.series else site
    return {"isPartOf": parts, "position": text.meta.number}


def made(text: Text) -> Json:
    """Return what a text reports, who made its wording, and whose it is."""
    return {
        "about": event(text),
        "translator": translator(text),
        "creditText": text.meta.translation,
        "copyrightNotice": text.meta.rights,
    }


def original(text: Text, language: str) -> Json:
    """Return the original of a text, whose title is in a language, if anything is known of it."""
    meta = text.meta
    if not meta.original_title and not meta.original:
        return {}
    author = {"@type": "Organization", "name": citations.agency(text)} if meta.dispatch else {}
    return {
        "@type": "Article",
        "name": meta.original_title,
        "inLanguage": language if meta.original_title else "",
        "author": author,
        "datePublished": meta.dispatch_date,
        "url": address(meta.original),
    }


def translator(text: Text) -> Json:
    """Return who made the wording of a text, if a citation names them."""
    name = citations.translator(text)
    return {"@type": "Organization", "name": name} if name else {}


def names(term: Term) -> list[Json | str]:
    """Return the other names of a term: originals with their languages, then English."""
    first, *others = term.in_languages or [("", "")]
    marked = (first, ("zh-Hant", term.other_characters), *others)
    english = (*(form.words for form in term.forms), *term.also)
    return [
        *({"@language": language, "@value": words} for language, words in marked if words),
        *dict.fromkeys(english),
    ]


def written(thing: Json) -> str:
    """Return a thing as JSON-LD that may stand in a script of a page."""
    whole = {"@context": "https://schema.org", **_without_empty(thing)}
    words = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return str(in_script(words))


def _without_empty(thing: Json) -> Json:
    parts = {k: _without_empty(v) if isinstance(v, dict) else v for k, v in thing.items()}
    return {name: part for name, part in parts.items() if part not in ("", {}, [])}
