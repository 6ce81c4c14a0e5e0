"""A text as TEI P5. The mentions and notes stand off: the words of the text are its own.

The character content of ``<text>`` is the source, character for character, white
space included. A mention points at a sentence, a note at a paragraph, by TEI's
``string-range(id, offset, length)``, which counts code points from 0.

An original beside the text is a second ``<text>``, with the characters of its own file;
each of its paragraphs and the one that translates it name each other by ``corresp``.
In one ``<text>`` together, neither file could be read back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lxml import etree

from reader.data import tei_body, tei_links, tei_notes
from reader.data.names import urn
from reader.data.tei_xml import NAMESPACE, XML, add, tei_name, written
from reader.edition.index import Index
from reader.model import Mention, Note, Paragraph, Text


def tei(index: Index, text: Text) -> str:
    """Return a text as a TEI document."""
    notes = index.notes_of(text)
    mentions = _mentions(index, text, text.blocks)
    originals = [block.original for block in text.blocks if block.original]
    counterparts = _mentions(index, text, originals)
    root = etree.Element(tei_name("TEI"), nsmap={None: NAMESPACE})
    root.append(_header(index, text, [*mentions, *counterparts], notes))
    root.append(tei_body.body(text, text.meta.language, index.footnotes[text.id]))
    if originals:
        root.append(tei_body.original(text, originals))
    links = tuple(tei_links.links(index, text))
    if mentions or counterparts or notes or links:
        root.append(_stand_off(index, text, mentions, counterparts, notes))
        root[-1].extend(links)
        etree.indent(root[-1])
    return written(root)


def _mentions(index: Index, text: Text, blocks: Iterable[Paragraph]) -> list[Mention]:
    return [mention for block in blocks for mention in index.mentions_in(text, block)]


def _header(
    index: Index, text: Text, mentions: Iterable[Mention], notes: Iterable[Note]
) -> etree._Element:
    header = etree.Element(tei_name("teiHeader"), nsmap={None: NAMESPACE})
    described = add(header, "fileDesc")
    titled = add(described, "titleStmt")
    add(titled, "title", text.meta.title)
    tei_notes.add_authors(titled, notes)
    if index.day:
        add(add(add(described, "editionStmt"), "edition"), "date", index.day, when=index.day)
    published = add(described, "publicationStmt")
    add(published, "publisher", index.collection.title)
    add(published, "idno", urn("text", text.id), type="URN")
    available = add(published, "availability")
    own = index.collection.license
    license_of = add(available, "licence", target=own.url)
    add(license_of, "p", f"The notes and the glossary: {own.short}.")
    add(license_of, "p", f"The text: {text.meta.rights}")
    sources = add(described, "sourceDesc")
    _source(sources, index, text)
    _source_of_original(sources, index, text)
    tei_notes.add_witnesses(sources, index, notes)
    encoding = add(header, "encodingDesc")
    _taxonomies(encoding, index, mentions, notes)
    _references(encoding, text)
    profile = add(header, "profileDesc")
    languages = add(profile, "langUsage")
    for tag in (text.meta.language, text.meta.original_tag if text.original else ""):
        if tag:
            add(languages, "language", ident=tag)
    _kind_and_speaker(profile, index, text)
    etree.indent(header)
    return header


def _source(parent: etree._Element, index: Index, text: Text) -> None:
    meta = text.meta
    source = add(parent, "bibl")
    add(source, "title", meta.title)
    if meta.original_title:
        tei_notes.in_original(index, text, add(source, "title", meta.original_title))
    if meta.series:
        add(source, "title", meta.series, level="s")
    add(source, "publisher", meta.publisher)
    if meta.dispatch_date:
        add(source, "date", meta.dispatch_date, when=meta.dispatch_date)
    if meta.number:
        add(source, "biblScope", meta.number, unit="issue")
    for words in (meta.status, meta.translation):
        if words:
            add(source, "note", words)
    if meta.original:
        add(source, "ptr", target=meta.original)
    add(source, "idno", text.sha256, type="SHA-256")
    if meta.source_sha256:
        add(source, "idno", meta.source_sha256, type="SHA-256", subtype="made-from")


def _source_of_original(parent: etree._Element, index: Index, text: Text) -> None:
    """Say of the original beside the text what its file is."""
    if text.original:
        source = add(parent, "bibl", type=tei_body.ORIGINAL)
        if text.meta.original_title:
            tei_notes.in_original(index, text, add(source, "title", text.meta.original_title))
        add(source, "idno", hashlib.sha256(text.original).hexdigest(), type="SHA-256")


def _kind_and_speaker(profile: etree._Element, index: Index, text: Text) -> None:
    if text.meta.kind:
        keywords = add(add(profile, "textClass"), "keywords")
        add(keywords, "term", text.meta.kind, type="kind")
    if speaker := text.meta.speaker.words:
        people = add(add(profile, "particDesc"), "listPerson")
        person = add(people, "person", role="speaker")
        add(person, "persName", index.terms[speaker].headword, ref=urn("term", speaker))


def _taxonomies(
    parent: etree._Element, index: Index, mentions: Iterable[Mention], notes: Iterable[Note]
) -> None:
    terms = dict.fromkeys(mention.term for mention in mentions)
    kinds = {tei_notes.category(label): label for note in notes for label in note.labels}
    if terms or kinds:
        declared = add(parent, "classDecl")
        _taxonomy(declared, "terms", {f"term-{term}": index.terms[term].headword for term in terms})
        _taxonomy(declared, "note-kinds", kinds)


def _taxonomy(parent: etree._Element, name: str, categories: dict[str, str]) -> None:
    if categories:
        taxonomy = add(parent, "taxonomy")
        taxonomy.set(f"{XML}id", name)
        for key, words in categories.items():
            category = add(taxonomy, "category")
            category.set(f"{XML}id", key)
            add(category, "catDesc", words)


def _references(parent: etree._Element, text: Text) -> None:
    """Say how paragraphs and sentences are cited: ``p4``, ``p4s2``."""
    shaped = any(block.shape for block in text.blocks) or bool(text.meta.footnotes)
    own = "text[not(@type)]" if text.original else "text"
    declared = add(parent, "refsDecl")
    shapes = "self::p or self::list or self::quote or self::lg or self::note[@type='footnote']"
    paragraph = f"*[{shapes}]" if shaped else "p"
    for unit, element in (("paragraph", paragraph), ("heading", "head")):
        cited = add(declared, "citeStructure", unit=unit, use="@xml:id")
        cited.set("match", f"/TEI/{own}/body/{'/' if shaped else ''}{element}")
        within = ".//s" if shaped else "s"
        add(cited, "citeStructure", unit="sentence", match=within, use="@n", delim="s")


def _stand_off(
    index: Index,
    text: Text,
    mentions: Iterable[Mention],
    counterparts: Iterable[Mention],
    notes: Iterable[Note],
) -> etree._Element:
    """Return the mentions in the text, those in its original, and the notes."""
    made = etree.Element(tei_name("standOff"), nsmap={None: NAMESPACE})
    for kind, given in (("mentions", mentions), ("mentions-in-original", counterparts)):
        _listed_mentions(made, kind, given)
    tei_notes.add_notes(made, index, text, notes)
    return made


def _listed_mentions(parent: etree._Element, kind: str, mentions: Iterable[Mention]) -> None:
    """Add a list of mentions; each element is made in its place, not moved there."""
    listed: etree._Element | None = None
    annotation, pointer = tei_name("annotation"), tei_name("ptr")
    for mention in mentions:
        if listed is None:
            listed = add(parent, "listAnnotation", type=kind)
        attributes = {
            f"{XML}id": mention.id,
            "motivation": "identifying",
            "target": tei_notes.range_of(mention.sentence, mention.start, mention.end),
        }
        made = etree.SubElement(listed, annotation, attributes)
        etree.SubElement(made, pointer, {"target": f"#term-{mention.term}"})
