"""A text as TEI P5. The mentions and notes stand off: the words of the text are its own.

The character content of ``<text>`` is the source, character for character, white
space included. A mention points at a sentence, a note at a paragraph, by TEI's
``string-range(id, offset, length)``, which counts code points from 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from urllib.parse import quote

from lxml import etree

from reader import check, md, split
from reader.export.names import LICENSE, urn
from reader.index import Index
from reader.model import Mention, Note, Paragraph, Sentence, Text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
SPACE = " \t\r\n"
URI = "%/:?#[]@!$&'()*+,;="  # what may stand in an address as it is, beside letters and digits
CHANGES_SENSE = "changes-sense"
# The element of a block by its shape, and that of its lines.
SHAPES = {"list": ("list", "item"), "quotation": ("quote", ""), "verse": ("lg", "l")}


def tei(index: Index, text: Text) -> str:
    """Return a text as a TEI document."""
    notes = index.notes_of(text)
    mentions = [m for block in text.blocks for m in index.mentions_in(text, block)]
    root = etree.Element(_tei("TEI"), nsmap={None: NAMESPACE})
    root.append(_header(index, text, mentions, notes))
    root.append(_body(text))
    if mentions or notes:
        root.append(_stand_off(text, mentions, notes))
    return written(root)


def written(root: etree._Element) -> str:
    """Return a document as the characters of an XML file."""
    return str(etree.tostring(root, encoding="unicode")).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def block_element(block: Paragraph) -> etree._Element:
    """Return a heading or a paragraph, cut into sentences."""
    outer, inner = ("head", "") if block.is_heading else SHAPES.get(block.shape, ("p", ""))
    made = etree.Element(_tei(outer), nsmap={None: NAMESPACE})
    made.set(f"{XML}id", block.id)
    if block.shape == "table":
        made.set("rend", "table")
    for line in _lines(block):
        holder = _add(made, inner) if inner else made
        for sentence in line:
            number = sentence.id.rpartition("s")[2]
            part = _add(holder, "s", sentence.words, n=number)
            part.set(f"{XML}id", sentence.id)
    return made


def _lines(block: Paragraph) -> Iterable[tuple[Sentence, ...]]:
    if block.shape == "verse":
        return ((sentence,) for sentence in block.sentences)
    return split.lines(block)


def _tei(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, _tei(name), attributes)
    if words:
        made.text = words
    return made


def _header(
    index: Index, text: Text, mentions: Iterable[Mention], notes: Iterable[Note]
) -> etree._Element:
    header = etree.Element(_tei("teiHeader"), nsmap={None: NAMESPACE})
    described = _add(header, "fileDesc")
    _add(_add(described, "titleStmt"), "title", text.meta.title)
    if index.day:
        _add(_add(_add(described, "editionStmt"), "edition"), "date", index.day, when=index.day)
    published = _add(described, "publicationStmt")
    _add(published, "publisher", "Annotated reader")
    _add(published, "idno", urn("text", text.id), type="URN")
    available = _add(published, "availability")
    license_of = _add(available, "licence", target=LICENSE)
    _add(license_of, "p", "The notes and the glossary: CC BY 4.0.")
    _add(license_of, "p", f"The text: {text.meta.rights}")
    _source(_add(described, "sourceDesc"), text)
    encoding = _add(header, "encodingDesc")
    _taxonomies(encoding, index, mentions, notes)
    _references(encoding, any(block.shape for block in text.blocks))
    profile = _add(header, "profileDesc")
    language = _add(_add(profile, "langUsage"), "language")
    language.set("ident", text.meta.language)
    _kind_and_speaker(profile, index, text)
    etree.indent(header)
    return header


def _source(parent: etree._Element, text: Text) -> None:
    meta = text.meta
    source = _add(parent, "bibl")
    _add(source, "title", meta.title)
    if meta.chinese:
        _add(source, "title", meta.chinese).set(f"{XML}lang", "zh-Hans")
    _add(source, "publisher", meta.publisher)
    if meta.dispatch_date:
        _add(source, "date", meta.dispatch_date, when=meta.dispatch_date)
    for words in (meta.status, meta.translation):
        if words:
            _add(source, "note", words)
    if meta.original:
        _add(source, "ptr", target=quote(meta.original, safe=URI))
    _add(source, "idno", text.sha256, type="SHA-256")


def _kind_and_speaker(profile: etree._Element, index: Index, text: Text) -> None:
    if text.meta.kind:
        keywords = _add(_add(profile, "textClass"), "keywords")
        _add(keywords, "term", text.meta.kind, type="kind")
    if speaker := text.meta.speaker.words:
        people = _add(_add(profile, "particDesc"), "listPerson")
        person = _add(people, "person", role="speaker")
        _add(person, "persName", index.terms[speaker].headword, ref=urn("term", speaker))


def _taxonomies(
    parent: etree._Element, index: Index, mentions: Iterable[Mention], notes: Iterable[Note]
) -> None:
    terms = dict.fromkeys(mention.term for mention in mentions)
    kinds = dict.fromkeys(kind for note in notes for kind in _kinds(note))
    if terms or kinds:
        declared = _add(parent, "classDecl")
        _taxonomy(declared, "terms", {f"term-{term}": index.terms[term].headword for term in terms})
        _taxonomy(declared, "note-kinds", {f"kind-{kind}": kind for kind in kinds})


def _taxonomy(parent: etree._Element, name: str, categories: dict[str, str]) -> None:
    if categories:
        taxonomy = _add(parent, "taxonomy")
        taxonomy.set(f"{XML}id", name)
        for key, words in categories.items():
            category = _add(taxonomy, "category")
            category.set(f"{XML}id", key)
            _add(category, "catDesc", words)


def _references(parent: etree._Element, shaped: bool) -> None:
    """Say how paragraphs and sentences are cited: ``p4``, ``p4s2``."""
    declared = _add(parent, "refsDecl")
    paragraph = "*[self::p or self::list or self::quote or self::lg]" if shaped else "p"
    for unit, element in (("paragraph", paragraph), ("heading", "head")):
        cited = _add(declared, "citeStructure", unit=unit, use="@xml:id")
        cited.set("match", f"/TEI/text/body/{'/' if shaped else ''}{element}")
        within = ".//s" if shaped else "s"
        _add(cited, "citeStructure", unit="sentence", match=within, use="@n", delim="s")


def _body(text: Text) -> etree._Element:
    made = etree.Element(_tei("text"), nsmap={None: NAMESPACE})
    made.set(f"{XML}lang", text.meta.language)
    made.set(f"{XML}space", "preserve")
    body = holder = _add(made, "body")
    for block in text.blocks:
        _between(holder, block.before)
        if block.shape in split.HEADINGS:
            holder = _division(body, holder, split.HEADINGS.index(block.shape))
        holder.append(block_element(block))
    if not text.paragraphs and holder is body:
        _add(body, "p")
    _between(holder, text.after)
    return made


def _division(body: etree._Element, holder: etree._Element, level: int) -> etree._Element:
    """Return a new division below the last one that is wider: ``level`` 0 stands in the body."""
    wider = holder
    while wider is not body and int(wider.get("n", "")) > level:
        wider = wider.getparent()
    return _add(wider, "div", n=str(level + 1))


def _between(body: etree._Element, words: str) -> None:
    """Put in what stands between paragraphs: blank lines, or what else counts as blank.

    TEI allows no characters there except XML's own white space; others, such as a
    byte-order mark, become a note.
    """
    if words.strip(SPACE):
        _add(body, "note", words, type="blank")
    elif len(body):
        body[-1].tail = words
    else:
        body.text = words


def _stand_off(text: Text, mentions: Iterable[Mention], notes: Iterable[Note]) -> etree._Element:
    made = etree.Element(_tei("standOff"), nsmap={None: NAMESPACE})
    listed = [_mention(mention) for mention in mentions]
    if listed:
        _add(made, "listAnnotation", type="mentions").extend(listed)
    remarks = [_note(text, note) for note in notes]
    if remarks:
        _add(made, "listAnnotation", type="notes").extend(remarks)
    etree.indent(made)
    return made


def _mention(mention: Mention) -> etree._Element:
    made = etree.Element(_tei("annotation"))
    made.set(f"{XML}id", mention.id)
    made.set("motivation", "identifying")
    made.set("target", _range(mention.sentence, mention.start, mention.end))
    _add(made, "ptr", target=f"#term-{mention.term}")
    return made


def _note(text: Text, note: Note) -> etree._Element:
    made = etree.Element(_tei("note"))
    made.set(f"{XML}id", f"note-{note.id}")
    made.set("type", "translation")
    made.set("ana", " ".join(f"#kind-{kind}" for kind in _kinds(note)))
    ranges = (
        _range(place.at, start, start + len(place.quote))
        for place in note.places
        for start in (check.offset(text, place),)
        if start is not None
    )
    made.set("target", " ".join(dict.fromkeys(ranges)))
    _add(made, "quote", note.chinese).set(f"{XML}lang", "zh-Hans")
    if note.established:
        _add(made, "gloss", note.established)
    _add(made, "p", md.plain(note.reason.words))
    return made


def _kinds(note: Note) -> Iterable[str]:
    return chain(note.kinds, [CHANGES_SENSE] if note.changes_sense else [])


def _range(element: str, start: int, end: int) -> str:
    return f"#string-range({element},{start},{end - start})"
