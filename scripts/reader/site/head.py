"""What the head of a page says to programs: who reads it there is a search engine or Zotero.

A tag's name says whose words it speaks: ``citation_`` Highwire, ``DC.`` and ``DCTERMS.``
Dublin Core, ``og:`` and ``article:`` OpenGraph, ``z:`` Zotero, which would take a page for
the article of a journal. Where a page names its kind, Zotero keeps ``DC.description`` too.
Nothing is said that the seeds do not hold, and no address but a full one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from reader.citing import citations
from reader.citing.citations import Citations
from reader.citing.signs import glossary
from reader.citing.styles import Form
from reader.data.names import urn
from reader.edition.index import Index
from reader.history import paths
from reader.history.parts import Part
from reader.language.words import address
from reader.model import Paragraph, Term, Text
from reader.site import schemaorg
from reader.site.alternates import alternates

Json = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The head of a page: tags of ``meta`` by name, and schema.org's account of it as JSON.

    ``revised`` is the day of its last change, ``license`` an address, ``image`` the path of
    a picture below the root, for those who share the page, and ``pictured`` what it shows.
    The rest is for the Signposting profile: ``type`` is what schema.org calls that of which the
    page is, ``collection`` the page of what it belongs to, and ``author`` that of who made it.
    ``languages`` are the pages that have the same in several languages, each with its tag.
    """

    tags: tuple[tuple[str, str], ...] = ()
    linked: str = ""
    revised: str = ""
    license: str = ""
    image: str = ""
    pictured: str = ""
    type: str = ""
    collection: str = ""
    author: str = ""
    languages: tuple[tuple[str, str], ...] = ()


class Heads:
    """The heads of the pages of an edition."""

    def __init__(self, index: Index, citations: Citations, definitions: Mapping[str, str]) -> None:
        self.index = index
        self.citations = citations
        self.definitions = definitions
        self.address = address(index.edition.address)
        self.site = index.collection.title
        self.tag = index.interface.tag
        self.license = index.collection.license.url

    def home(self) -> Head:
        """Return the head of the home page."""
        texts = [self._thing("Article", text) for text in self.index.texts.values()]
        linked = {"@type": "WebSite", "name": self.site, "inLanguage": self.tag, "hasPart": texts}
        return Head(
            linked=schemaorg.written(linked | self._url(paths.HOME)),
            revised=self.citations.day,
            type="WebSite",
            author=paths.COLLECTION,
        )

    def text(self, text: Text, part: Part) -> Head:
        """Return the head of a whole text; what a further part says is that it is of one."""
        meta = text.meta
        if part.name:
            return self._part(text, part)
        site = {"@type": "WebSite", "name": self.site} | self._url(paths.HOME)
        linked = self._thing("Article", text) | {
            "headline": meta.title,
            "inLanguage": meta.language,
            **schemaorg.held(site, text),
            "translationOfWork": schemaorg.original(text, self.index.collection.tag_of(text.meta)),
            **schemaorg.made(text),
            "dateModified": self.citations.day,
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "SHA-256",
                "value": text.sha256,
            },
            **self._related(text),
        }
        more = (
            ("DC.description", self.citations.account(text)),
            ("DCTERMS.bibliographicCitation", self._cited(self.citations.whole(text))),
        )
        return self._of_text(text, None, meta.title, urn("text", text.id), linked, *more)

    def _part(self, text: Text, part: Part) -> Head:
        """Return the head of a further part of a text, which is cited as the whole."""
        linked = {
            "@type": "Article",
            "headline": text.meta.title,
            "inLanguage": text.meta.language,
            "isPartOf": self._thing("Article", text),
            "dateModified": self.citations.day,
        } | self._url(paths.text(text.id, part.name))
        whole = self.text(text, self.index.addresses.parts(text)[0])
        return replace(
            whole, linked=schemaorg.written(linked), collection=paths.text(text.id), languages=()
        )

    def paragraph(self, text: Text, block: Paragraph) -> Head:
        """Return the head of a paragraph; most of what holds of its whole text is said there."""
        page = paths.paragraph(text.id, block.id)
        name = urn("text", text.id, block.id)
        title = f"{text.meta.title}, ¶ {block.id[1:]}"
        linked = {
            "@type": "Article",
            "@id": name,
            "headline": title,
            "inLanguage": text.meta.language,
            "isPartOf": self._thing("Article", text),
            "mentions": [self._term(term) for term in self.index.terms_in(text, block)],
            "translationOfWork": schemaorg.original(text, self.index.collection.tag_of(text.meta)),
            "about": schemaorg.event(text),
            "dateModified": self.citations.day,
        }
        more = (
            ("DC.description", self.citations.account(text, block.id[1:])),
            ("DCTERMS.bibliographicCitation", self._cited(self.citations.paragraph(text, block))),
        )
        return self._of_text(text, block, title, name, linked | self._url(page), *more)

    def beside(self, text: Text, *, free: bool = False) -> Head:
        """Return the head of a page about a text; ``free`` says that our license covers it."""
        return Head(
            revised=self.citations.day,
            license=self.license if free else "",
            image=paths.social(text.id),
            pictured=text.meta.title,
        )

    def glossary(self) -> Head:
        """Return the head of the glossary."""
        terms = [self._term(term) for term in self.index.terms.values()]
        linked = self._set() | {
            "inLanguage": self.tag,
            "license": self.license,
            "hasDefinedTerm": terms,
        }
        return Head(
            linked=schemaorg.written(linked),
            revised=self.citations.day,
            license=self.license,
            type="DefinedTermSet",
            collection=paths.HOME,
            author=paths.COLLECTION,
        )

    def entry(self, term: Term) -> Head:
        """Return the head of an entry."""
        page = paths.entry(term.id)
        title = f"{term.headword} ({term.original})" if term.original else term.headword
        linked = self._term(term) | {
            "description": self.definitions[term.id],
            "alternateName": schemaorg.names(term),
            "inDefinedTermSet": self._set(),
        }
        author = self.citations.author(term.responsible)
        tags = (
            ("z:itemType", "dictionaryEntry"),
            ("citation_title", title),
            ("citation_author", author and _whole(author)),
            ("citation_publication_date", term.revised.replace("-", "/")),
            ("citation_language", self.index.collection.headwords),
            ("citation_public_url", self._address(page)),
            ("DC.title", title),
            ("DC.creator", author),
            ("DC.source", glossary(self.site)),
            ("DC.date", term.revised),
            ("DC.type", "Text"),
            ("DC.language", self.index.collection.headwords),
            ("DC.identifier", urn("term", term.id)),
            ("DC.rights", self.license),
            ("DCTERMS.modified", term.revised),
            ("DCTERMS.bibliographicCitation", self._cited(self.citations.entry(term))),
            ("article:modified_time", term.revised),
        )
        return Head(
            _held(tags),
            schemaorg.written(linked),
            term.revised,
            self.license,
            type="DefinedTerm",
            collection=paths.GLOSSARY,
            author=paths.COLLECTION,
        )

    def _of_text(
        self,
        text: Text,
        block: Paragraph | None,
        title: str,
        name: str,
        linked: Json,
        *more: tuple[str, str],
    ) -> Head:
        meta = text.meta
        page = paths.paragraph(text.id, block.id) if block else paths.text(text.id)
        day = meta.dispatch_date or meta.event_date
        author = citations.agency(text)
        tags = (
            ("z:itemType", "webpage"),
            ("citation_title", title),
            ("citation_author", _whole(author)),
            ("citation_publication_date", day.replace("-", "/")),
            ("citation_language", meta.language),
            ("citation_public_url", self._address(page)),
            ("DC.title", title),
            ("DC.creator", author),
            ("DC.contributor", citations.translator(text)),
            ("DC.publisher", meta.publisher),
            ("DC.date", day),
            ("DC.type", citations.standing(text)),
            ("DC.language", meta.language),
            ("DC.identifier", name),
            ("DC.rights", meta.rights),
            ("DCTERMS.isPartOf", meta.series),
            ("DCTERMS.modified", self.citations.day),
            ("article:published_time", day),
            ("article:modified_time", self.citations.day),
            *more,
        )
        return Head(
            _held(tags),
            schemaorg.written(linked),
            self.citations.day,
            image=paths.social(text.id),
            pictured=meta.title,
            type="Article",
            collection=paths.text(text.id) if block else paths.HOME,
            languages=alternates(self.index, text, block),
        )

    def _cited(self, forms: Iterable[Form]) -> str:
        """Return the citation of a bibliography, if it can have an address."""
        found = next(form.content for form in forms if form.style == "chicago-list")
        return Markup(found).striptags() if self.address else ""

    # What schema.org calls things. Each has a name that depends on no address.

    def _thing(self, kind: str, text: Text) -> Json:
        named = {"@type": kind, "@id": urn("text", text.id), "name": text.meta.title}
        return named | self._url(paths.text(text.id))

    def _term(self, term: Term) -> Json:
        named = {"@type": "DefinedTerm", "@id": urn("term", term.id), "name": term.headword}
        return named | self._url(paths.entry(term.id))

    def _set(self) -> Json:
        named = {"@type": "DefinedTermSet", "@id": urn("glossary"), "name": glossary(self.site)}
        return named | self._url(paths.GLOSSARY)

    def _related(self, text: Text) -> Json:
        """Return of which version another was made, and which were made of it."""
        languages = self.index.collection.originals
        source = self.index.versions.source_of(text, languages)
        made = self.index.versions.made_of(text, languages)
        return {
            **({source[0]: self._thing("Article", source[1])} if source else {}),
            **({"workTranslation": [self._thing("Article", t) for t in made]} if made else {}),
        }

    def _url(self, page: str) -> Json:
        return {"url": self._address(page)} if self.address else {}

    def _address(self, page: str) -> str:
        return self.address and self.address + paths.url(page)


def _whole(author: str) -> str:
    """Return an author; a body with a comma behind it, or it would be cut into two names."""
    return author if ", " in author else f"{author},"


def _held(tags: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, " ".join(content.split())) for name, content in tags if content)
