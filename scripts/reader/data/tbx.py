"""The glossary as TBX (ISO 30042:2019), dialect TBX-Basic, style DCA: for translators' tools.

The dialect knows no kinds of entries, no relations but one, and no words on how a wording is
rendered elsewhere. Such things stand in references and notes, behind a label that names them;
``glossaries.tbx`` reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from reader.citing.signs import glossary
from reader.data.cards import cited, definition
from reader.data.names import urn
from reader.data.tei_xml import XML, written
from reader.edition.index import Index
from reader.history import paths
from reader.language import cells, han
from reader.language.words import line
from reader.model import Attestation, Term, named

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
ID = "entry-"  # an id of XML begins with a letter
# Labels of what the dialect has no category for.
KIND, ROMANIZATION, RENDERING = "kind", "romanization", "rendering"
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
VARIANT = "variant"  # the type of a term that is marked in the texts; other names have none


def tbx(index: Index) -> str:
    """Return the glossary as a document of TBX; there is none without an entry."""
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE})
    for name, value in (("type", "TBX-Basic"), ("style", "dca"), (f"{XML}lang", _own(index))):
        root.set(name, value)
    _header(root, index)
    body = _add(_add(root, "text"), "body")
    for term in index.edition.seeds.terms:
        _entry(body, index, term)
    etree.indent(root, " ")
    return written(root)


def _own(index: Index) -> str:
    return named(index.collection.headwords)


def _add(parent: etree._Element, tag: str, words: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    made.text = words or None
    return made


def _header(root: etree._Element, index: Index) -> None:
    described = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(described, "publicationStmt"), "p", index.collection.license.url)
    _add(_add(described, "titleStmt"), "title", line(glossary(index.collection.title)))
    _add(_add(described, "sourceDesc"), "p", urn("glossary"))


def _entry(body: etree._Element, index: Index, term: Term) -> None:
    entry = _add(body, "conceptEntry", id=f"{ID}{term.id}")
    changed = _add(entry, "transacGrp")
    _add(changed, "transac", "modification", type="transactionType")
    _add(changed, "date", term.revised)
    _add(changed, "transacNote", term.responsible, type="responsibility")
    if term.theme:
        _add(entry, "descrip", term.theme, type="subjectField")
    for relation, others in term.relations.items():
        for other in others:
            words = _labelled(relation, index.terms[other.words].headword)
            _add(entry, "ref", words, type="crossReference", target=f"{ID}{other.words}")
    for source in cited(term):
        _add(entry, "admin", source, type="source")
    _add(entry, "note", _labelled(KIND, term.kind))
    if index.edition.address:
        page = index.edition.address + paths.url(paths.entry(term.id))
        _add(entry, "xref", page, type="externalCrossReference", target=page)
    for tag, terms in _languages(index, term).items():
        section = _add(entry, "langSec", **{f"{XML}lang": tag})
        if tag == _own(index):
            _add(section, "descrip", definition(term), type="definition")
        section.extend(terms)


def _labelled(label: str, *items: str) -> str:
    return f"{label}: {cells.joined(items)}"


def _languages(index: Index, term: Term) -> dict[str, list[etree._Element]]:
    """Return the names of a term by language, the preferred one of each first."""
    own, han_tag = _own(index), _tag_of_han(index)
    found = {own: [_term(term.headword, PREFERRED)]}
    for given in term.originals:
        made = _term(given.words, PREFERRED)
        if given.romanization:
            _add(made, "note", _labelled(ROMANIZATION, given.romanization))
        found.setdefault(given.tag, []).append(made)
    if term.other_characters:
        found.setdefault("zh-Hant", []).append(_term(term.traditional, PREFERRED))
    for name, kind in _others(term):
        tag = han_tag if han_tag and han.RUN.search(name) else own
        found.setdefault(tag, []).append(_term(name, ADMITTED, kind))
    _render(found[own], term)
    said = found[term.originals[0].tag if term.originals else own][0]
    for attestation in term.attestations:
        _attest(said, attestation)
    return found


def _tag_of_han(index: Index) -> str:
    """Return the tag of names in Chinese characters among others, if they have one."""
    return index.collection.tag if index.collection.is_from_chinese else ""


def _others(term: Term) -> Iterator[tuple[str, str]]:
    forms = dict.fromkeys(form.words for form in term.forms)
    yield from ((form, VARIANT) for form in forms)
    yield from ((name, "") for name in dict.fromkeys(term.also) if name not in forms)


def _term(words: str, status: str, kind: str = "") -> etree._Element:
    made = etree.Element(f"{{{NAMESPACE}}}termSec", nsmap={None: NAMESPACE})
    _add(made, "term", words)
    if kind:
        _add(made, "termNote", kind, type="termType")
    if status:
        _add(made, "termNote", status, type="administrativeStatus")
    return made


def _render(terms: list[etree._Element], term: Term) -> None:
    """Say how others render a term: at the wording, if it is a name of the term, or at its own."""
    by_words = {made[0].text: made for made in terms}
    for given in term.renderings:
        if given.wording not in by_words:
            by_words[given.wording] = _term(given.wording, "")
            terms.append(by_words[given.wording])
        words = _labelled(RENDERING, given.authority, given.source, given.where)
        _add(by_words[given.wording], "note", words)


def _attest(said: etree._Element, given: Attestation) -> None:
    group = _add(said, "descripGrp")
    _add(group, "descrip", given.original, type="context")
    _add(group, "admin", given.source, type="source")
    _add(group, "note", cells.joined(_circumstances(given)))


def _circumstances(given: Attestation) -> Iterable[str]:
    yield from (given.date, given.document, given.speaker)
    yield from (given.rendering, given.rendering_source)
