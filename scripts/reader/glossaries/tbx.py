"""TBX from elsewhere: of 2019 in both styles, of 2008, and TBX-Min."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from reader.data import tbx as export
from reader.data.names import urn
from reader.data.table import keys_of
from reader.glossaries.found import Asked, Found, Glossary, bad_format
from reader.glossaries.names import Name, Placed, Role, placed
from reader.language import cells
from reader.language.words import plural
from reader.model import RELATIONS, Collection, Problem, SeedFile

ROOTS = {"tbx": "TBX of 2019", "martif": "TBX of 2008", "TBX": "TBX-Min"}
ENTRIES = ("conceptEntry", "termEntry", "entry")
LANGUAGES = ("langSec", "langSet", "langGroup")
TERMS = ("termSec", "tig", "ntig", "termGroup")
# Elements whose category is their type; in the other style it is their name.
TYPED = (
    "admin",
    "adminNote",
    "descrip",
    "descripNote",
    "ref",
    "termNote",
    "transac",
    "transacNote",
    "xref",
)
HELD = ("definition", "subjectField", "note", "context", "source", "crossReference", "term")
STATUS = ("administrativeStatus", "normativeAuthorization", "termStatus", "status")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OLD = re.compile("deprecated|superseded|obsolete|rejected|forbidden", re.IGNORECASE)
# What says who changed an entry and when: not of use to another collection.
OF_CHANGES = ("transacGrp", "transac", "transacNote", "date", "responsibility", "transactionType")


def parser() -> etree.XMLParser:
    """Return a parser that fetches nothing, with the limits that its library has."""
    return etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip


def read(file: SeedFile, collection: Collection, _: Asked) -> Glossary:
    """Return the entries of a file, and a problem for each without a headword."""
    root = etree.fromstring(file.content, parser())
    is_own = urn("glossary") in (_words(part) for part in root.iterfind(".//{*}sourceDesc/{*}p"))
    found, problems = [], []
    left: Counter[str] = Counter()
    for element in _named(root, ENTRIES):
        try:
            entry = (_own if is_own else _foreign)(element, collection, left)
        except csv.Error as fault:
            problems.append(_bad_list(file.path, element, fault))
            continue
        if entry.headword:
            found.append(entry)
        else:
            problems.append(_no_headword(file.path, element, collection))
    form = "TBX of a reader" if is_own else ROOTS[etree.QName(root).localname]
    return Glossary(file.path, form, tuple(found), tuple(problems), tuple(_told(left)))


def _named(element: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    wanted = {*names}
    return (part for part in element.iter("{*}*") if etree.QName(part).localname in wanted)


def _words(element: etree._Element) -> str:
    """Return the words of an element; a line end with its spaces is a space."""
    return re.sub(r"\s*[\r\n]\s*", " ", "".join(element.itertext())).strip()


def _category(element: etree._Element) -> str:
    name = str(etree.QName(element).localname)
    return element.get("type", name) if name in TYPED else name


def _no_headword(path: str, element: etree._Element, collection: Collection) -> Problem:
    tags = ", ".join(dict.fromkeys(_tag(part) for part in _named(element, LANGUAGES)))
    own = collection.language(collection.headwords)
    message = f"an entry has no term in {own} ({collection.headwords}), only in: {tags or 'none'}"
    fix = "add one, or leave the entry out with --skip-faulty"
    return Problem(path, element.sourceline or 1, "missing-key", message, fix)


def _bad_list(path: str, element: etree._Element, fault: csv.Error) -> Problem:
    fix = "close the quotation mark in the note"
    message = f"a note of the entry cannot be read: {fault}"
    return bad_format(path, element.sourceline or 1, message, fix)


def _tag(section: etree._Element) -> str:
    return str(section.get(XML_LANG) or section.get("lang") or "")


def _told(left: Counter[str]) -> Iterator[str]:
    for what, count in sorted(left.items()):
        yield f"  {what} stays out ({plural(count, 'value')})"


# What holds for both


def _names(element: etree._Element, *, is_own: bool) -> Iterator[tuple[Name, etree._Element]]:
    for section in _named(element, LANGUAGES):
        for part in _named(section, TERMS):
            term = next(_named(part, ["term"]), None)
            if term is not None and _words(term):
                yield Name(_words(term), _tag(section), _role(part, is_own=is_own)), part


def _role(part: etree._Element, *, is_own: bool) -> Role:
    said = {_category(note): _words(note) for note in part.iter("{*}*")}
    status = next((said[name] for name in STATUS if name in said), "")
    if is_own and status == export.ADMITTED:
        return "form" if said.get("termType") == export.VARIANT else "also"
    if OLD.search(status):
        return "also"
    return "preferred" if status.lower().startswith("preferred") else "name"


def _texts(entry: etree._Element, category: str) -> tuple[str, ...]:
    given = (_words(part) for part in entry.iter("{*}*") if _category(part) == category)
    return tuple(dict.fromkeys(words for words in given if words))


def _common(entry: etree._Element, found: Placed) -> Found:
    """Return what is read of an entry in the same way, whoever wrote it."""
    lists = {"forms": tuple(found.forms), "also": tuple(found.also), **_relations(entry)}
    themes = _texts(entry, "subjectField")
    return Found(
        line=entry.sourceline or 1,
        key=entry.get("id", ""),
        names=tuple(found.names),
        texts={**found.texts, **({"theme": themes[0]} if themes else {})},
        lists={key: values for key, values in lists.items() if values},
        records={"originals": tuple(found.originals)} if found.originals else {},
    )


def _relations(entry: etree._Element) -> dict[str, tuple[str, ...]]:
    """Return the keys of the entries that an entry refers to, by relation."""
    found: dict[str, list[str]] = {}
    for part in entry.iter("{*}*"):
        target = part.get("target", "")
        if _category(part) == "crossReference" and target:
            label = _words(part).partition(":")[0]
            found.setdefault(label if label in RELATIONS else "related", []).append(target)
    return {relation: tuple(targets) for relation, targets in found.items()}


# From elsewhere


def _foreign(entry: etree._Element, collection: Collection, left: Counter[str]) -> Found:
    found = placed((name for name, _ in _names(entry, is_own=False)), collection)
    left.update(f"the language {tag}" for tag in found.left_out)
    left.update(_unheld(entry))
    definitions = [*_definitions(entry, collection)]
    sections = [
        *((f"Definition ({tag})", words) for tag, words in definitions[1:]),
        *(("Fields", words) for words in _texts(entry, "subjectField")[1:]),
        *(("Notes", words) for words in _texts(entry, "note")),
        *(("Context", words) for words in _texts(entry, "context")),
    ]
    common, sources = _common(entry, found), _texts(entry, "source")
    return replace(
        common,
        lists={**common.lists, **({"sources": sources} if sources else {})},
        definition=definitions[0][1] if definitions else "",
        sections=tuple(sections),
        links=tuple(("", target) for target in dict.fromkeys(_targets(entry))),
    )


def _definitions(entry: etree._Element, collection: Collection) -> list[tuple[str, str]]:
    """Return the definitions with the tags of their languages, that of the headword first."""
    found: dict[str, str] = {}
    for part in entry.iter("{*}*"):
        if _category(part) == "definition" and _words(part):
            sections = (above for above in part.iterancestors() if _is_language(above))
            section = next(sections, None)
            tag = _tag(section) if section is not None else ""
            found.setdefault(_words(part), tag)
    own = collection.headwords.partition("-")[0]
    ranked = sorted(found.items(), key=lambda pair: pair[1].partition("-")[0] not in (own, ""))
    return [(tag, words) for words, tag in ranked]


def _is_language(element: etree._Element) -> bool:
    return etree.QName(element).localname in LANGUAGES


def _targets(entry: etree._Element) -> Iterator[str]:
    return (part.get("target") for part in _named(entry, ["xref"]) if part.get("target"))


def _unheld(entry: etree._Element) -> Iterator[str]:
    """Give the categories of values that no entry has a place for."""
    holders = (*ENTRIES, *LANGUAGES, *TERMS, *OF_CHANGES, "xref", "termGrp", *STATUS)
    for part in entry.iter("{*}*"):
        name, category = str(etree.QName(part).localname), _category(part)
        is_group = name.endswith("Grp") or name in holders or category in holders
        if not is_group and category not in HELD and (part.text or "").strip():
            yield category


# From a reader


def _own(entry: etree._Element, collection: Collection, _: Counter[str]) -> Found:
    """Return an entry as our own export has it."""
    pairs = [*_names(entry, is_own=True)]
    found = placed((name for name, part in pairs if _is_name(part)), collection)
    for name, part in pairs:
        _romanize(found, name.words, _labelled(part, export.ROMANIZATION))
    common = _common(entry, found)
    kinds = [items[0] for items in _labelled(entry, export.KIND)]
    said = {
        "kind": kinds,
        "responsible": _texts(entry, "responsibility"),
        "revised": _texts(entry, "date"),
    }
    return replace(
        common,
        id=entry.get("id", "").removeprefix(export.ID),
        texts={**common.texts, **{key: words[0] for key, words in said.items() if words}},
        lists={**common.lists, "sources": _at_entry(entry, "source")},
        records={
            **common.records,
            "renderings": tuple(_records("renderings", _renderings(pairs), collection)),
            "attestations": tuple(_records("attestations", _attestations(entry), collection)),
        },
        definition="".join(_texts(entry, "definition")[:1]),
    )


def _records(
    name: str, given: Iterable[tuple[str, ...]], collection: Collection
) -> Iterator[dict[str, str]]:
    for items in given:
        pairs = zip(keys_of(name, collection), items, strict=False)
        yield {key: words for key, words in pairs if words}


def _renderings(pairs: Iterable[tuple[Name, etree._Element]]) -> Iterator[tuple[str, ...]]:
    for name, part in pairs:
        yield from ((name.words, *items) for items in _labelled(part, export.RENDERING))


def _is_name(part: etree._Element) -> bool:
    """Return whether a term is more than how others render it."""
    return any(_category(note) in STATUS for note in part.iter("{*}*"))


def _labelled(element: etree._Element, label: str) -> Iterator[tuple[str, ...]]:
    """Give the items behind a label in the notes of an element, not of those within it."""
    for note in element.iterchildren("{*}note"):
        head, colon, items = "".join(note.itertext()).partition(": ")
        if colon and head == label:
            yield from cells.records(items)


def _romanize(found: Placed, words: str, read: Iterable[tuple[str, ...]]) -> None:
    for items in read:
        if found.texts.get("original") == words:
            found.texts["romanization"] = items[0]
        for original in found.originals:
            if original["original"] == words:
                original["romanization"] = items[0]


def _at_entry(entry: etree._Element, category: str) -> tuple[str, ...]:
    return tuple(_words(part) for part in entry if _category(part) == category)


def _attestations(entry: etree._Element) -> Iterator[tuple[str, ...]]:
    """Give the attestations, in the order of the keys that they have in a seed."""
    for group in _named(entry, ["descripGrp"]):
        said = {_category(part): part for part in group}
        if {"context", "source", "note"} <= {*said}:
            (items, *_) = cells.records("".join(said["note"].itertext())) or ((),)
            date, document, speaker, *rendered = (*items, "", "", "")
            words = (_words(said["context"]), speaker, _words(said["source"]))
            yield (date, document, *words, *rendered)[:7]
