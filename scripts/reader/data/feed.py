"""The feed of changed entries, in Atom (RFC 4287): for a program that tells what is new."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.builder import ElementMaker

from reader.data.cards import definition
from reader.data.names import urn
from reader.edition.index import Index
from reader.history import paths
from reader.language.words import line
from reader.model import Term

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
NEVER = "1970-01-01"  # an edition without entries was never revised
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})


def feed(index: Index) -> str:
    """Return the feed: the entry revised last comes first, at most ``MOST``.

    Ids depend on no address, so that a moved site tells nothing twice; without an address
    links are relative to the feed.
    """
    address = index.edition.address
    terms = sorted(index.terms.values(), key=lambda term: term.id)
    latest = sorted(terms, key=lambda term: term.revised, reverse=True)[:MOST]
    said = index.interface.gettext
    root = E.feed(
        {"{http://www.w3.org/XML/1998/namespace}lang": index.interface.tag},
        E.title(said("{title}: Glossary, changed entries", title=index.collection.title)),
        E.id(urn("feed")),
        E.updated(_moment(latest[0].revised if latest else "")),
        E.link(rel="alternate", type="text/html", href=address + paths.url(paths.GLOSSARY)),
        E.link(rel="self", type="application/atom+xml", href=address + paths.FEED),
        E.link(rel="license", href=index.collection.license.url),
        *(_entry(term, address) for term in latest),
    )
    written = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'


def _entry(term: Term, address: str) -> etree._Element:
    attributes: Mapping[str, str] = {"term": term.kind}
    return E.entry(
        E.title(line(f"{term.headword} {term.original}")),
        E.id(urn("term", term.id)),
        E.updated(_moment(term.revised)),
        E.author(E.name(line(term.responsible))),
        E.category(attributes),
        E.link(rel="alternate", type="text/html", href=address + paths.url(paths.entry(term.id))),
        E.summary(definition(term)),
    )


def _moment(day: str) -> str:
    """Return a day as Atom wants it: the seeds know no hour."""
    return f"{day or NEVER}T00:00:00Z"
