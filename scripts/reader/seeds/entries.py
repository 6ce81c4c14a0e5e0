"""Entries: a file of seeds/glossary as a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.fields.field import Fields
from reader.fields.schema import Record
from reader.fields.yamlseed import Value
from reader.language import chinese, markup, pinyin
from reader.language.words import BOM, Lines
from reader.model import (
    Attestation,
    Collection,
    Form,
    Limited,
    Office,
    Original,
    Place,
    Problem,
    Prose,
    Rendering,
    SeedFile,
    Term,
    named,
)
from reader.seeds import vocabulary
from reader.seeds.keys import ENTRY, FORMS_IN, OF_TERM, OFFICE, RENDERING
from reader.seeds.records import (
    Problems,
    characters,
    check_name,
    read_record,
    read_yaml,
)

FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)


Forms = Callable[[Iterable[str]], Mapping[str, tuple[str, str]]]


def read_entry(file: SeedFile, name: str, collection: Collection, problems: Problems) -> list[Term]:
    """Return the term of a file, in a list that is empty if there is none."""
    found = _read(file, name, collection, problems)
    return list(_in_traditional(found, collection, problems, chinese.forms))


def read_entries(
    files: Iterable[tuple[SeedFile, str]], collection: Collection, problems: Problems
) -> list[Term]:
    """Return the terms of all files, each given with its name."""
    found = [term for file, name in files for term in _read(file, name, collection, problems)]
    return list(_in_traditional(found, collection, problems, chinese.forms_of_all))


def _read(file: SeedFile, name: str, collection: Collection, problems: Problems) -> list[Term]:
    """Return the term of a file, without the traditional characters that nobody gave."""
    check_name(file, name, problems)
    words = characters(file, problems).removeprefix(BOM)
    if not words:
        return []
    front = FRONT_MATTER.match(words)
    if front is None:
        problems.append(_no_front_matter(file, words))
        return []
    value = read_yaml(front[1], file, problems, first_line=2)
    if value is None:
        return []
    before, fields = len(problems), _fields(value, collection)
    data = read_record(value, file.path, fields, "a glossary entry", problems)
    if not isinstance(value.content, dict):
        return []
    prose = _prose(words, front.end())
    begins_with_heading = prose.words and markup.begins_with_heading(prose.words)
    if begins_with_heading or not markup.definition(prose.words):
        fault = "begins with a heading" if begins_with_heading else "has no definition"
        message = f"the entry {fault}"
        fix = "write a paragraph that defines the term below the front matter"
        problems.append(Problem(file.path, prose.line, "no-definition", message, fix))
    if len(problems) == before:
        problems += _without_original(data)
    if collection.has_pinyin:
        _check_pinyin(data, problems)
    return [_term(name, data, prose, collection, problems)]


def _prose(words: str, start: int) -> Prose:
    """Return what stands behind ``start``; if that is nothing, its line is the last with words."""
    prose = words[start:].lstrip()
    first = len(words) - len(prose) if prose else len(words.rstrip())
    return Prose(prose, Lines(words).at(first))


def _no_front_matter(file: SeedFile, words: str) -> Problem:
    if re.match(r"---[ \t]*[\r\n]", words):
        message, fix = "the front matter is not closed", "add a line '---' after its last key"
    else:
        message = "the entry does not begin with front matter"
        fix = "begin the file with a line '---', then its keys, then a line '---'"
    return Problem(file.path, 1, "front-matter", message, fix)


def _fields(value: Value, collection: Collection) -> Fields:
    """Return the keys of an entry; one with an original in Chinese has to say its pinyin."""
    fields = vocabulary.entry(collection)
    original = value.content.get("original") if isinstance(value.content, dict) else None
    if not collection.has_pinyin or original is None or original.blank:
        return fields
    return tuple(replace(f, required=True) if f.name == "romanization" else f for f in fields)


def _without_original(data: Record) -> Iterator[Problem]:
    """Give the keys that say something of an original where there is none."""
    for key in ("traditional", "romanization"):
        if data.text(key) and not data.text("original"):
            message = f"the entry has {key!r} and lacks 'original'"
            fix = f"add a line 'original: …', or delete {key!r}"
            yield Problem(data.path, data.line_of(key), "missing-key", message, fix)


def _check_pinyin(data: Record, problems: Problems) -> None:
    """Warn of pinyin that GB/T 16159 spells otherwise."""
    words, spelled = data.text("original"), data.text("romanization")
    if words and spelled:
        for fault in pinyin.faults(words, spelled, data.text("kind") == "person"):
            message = f"the pinyin {spelled!r} is not as GB/T 16159 has it: {fault}"
            fix = "write each syllable as its character is read, one before a, e or o as in Xī'ān"
            line = data.line_of("romanization")
            problems.append(Problem(data.path, line, "wrong-pinyin", message, fix, "warning"))


def _originals(data: Record, collection: Collection, problems: Problems) -> Iterator[Original]:
    """Give what a term is in other languages: in the first of them, and in further ones."""
    first = "".join(collection.originals[:1])
    if data.text("original"):
        yield _original(data, first, collection)
    fields = vocabulary.original(collection)
    seen: set[str] = set()
    for item in data.items("originals"):
        before = len(problems)
        part = read_record(item, data.path, fields, "an original", problems)
        language = part.text("language")
        if language in seen:
            message = f"'originals' has two of the language {language!r}"
            fix = "keep one of the two; other names go into 'also'"
            problems.append(Problem(data.path, item.line, "same-language", message, fix))
        elif len(problems) == before:
            seen.add(language)
            yield _original(part, language, collection, is_further=True)


def _original(
    data: Record, language: str, collection: Collection, *, is_further: bool = False
) -> Original:
    romanization = data.text("romanization")
    return Original(
        language=language,
        tag=named(language),
        words=data.text("original"),
        romanization=romanization,
        latin=collection.latin(language) if romanization else "",
        is_further=is_further,
        line=data.line_of("original"),
    )


def _in_traditional(
    terms: Sequence[Term], collection: Collection, problems: Problems, find: Forms
) -> Iterator[Term]:
    """Give Chinese terms their traditional characters: given, or found; a doubt is told."""
    if not (collection.is_from_chinese or collection.unread):
        yield from (replace(term, traditional="") for term in terms)
        return
    forms = find({term.original for term in terms if term.original and not term.traditional})
    for term in terms:
        found, other = forms.get(term.original, ("", ""))
        if term.traditional or not found:
            yield term
            continue
        if other:
            message = f"in traditional characters {term.original!r} may be {found!r} or {other!r}"
            fix = f"write the one that is right, as in 'traditional: {other}'"
            path, line = term.place.path, term.originals[0].line
            problems.append(Problem(path, line, "guessed-form", message, fix, "warning"))
        yield replace(term, traditional=found)


def _term(
    name: str, data: Record, prose: Prose, collection: Collection, problems: Problems
) -> Term:
    return Term(
        id=name,
        place=Place(data.path, data.line_of("headword")),
        prose=prose,
        originals=tuple(_originals(data, collection, problems)),
        renderings=tuple(_renderings(data, problems)),
        offices=tuple(_offices(data, problems)),
        forms_in=tuple(_limited(data, problems)),
        attestations=tuple(_attestations(data, collection, problems)),
        **data.values(OF_TERM)
        | {
            "headword": data.text("headword") or name,
            "sources": _cited(data),
        },
    )


def _cited(data: Record) -> tuple[Form, ...]:
    """Return the sources an entry names in its front matter, each with its line."""
    named = (
        item.content[part.name]
        for field in ENTRY
        for item in data.items(field.name)
        for part in field.item
        if part.refers == "source" and isinstance(item.content, dict) and part.name in item.content
    )
    nested = (
        Form(value.content.strip(), value.line)
        for value in named
        if isinstance(value.content, str) and value.content.strip()
    )
    return (*data.forms("sources"), *nested)


def _limited(data: Record, problems: Problems) -> Iterable[Limited]:
    for item in data.items("forms_in"):
        part = read_record(item, data.path, FORMS_IN, "a list of forms for one text", problems)
        yield Limited(**part.values(FORMS_IN))


def _renderings(data: Record, problems: Problems) -> Iterable[Rendering]:
    for item in data.items("renderings"):
        part = read_record(item, data.path, RENDERING, "a rendering", problems)
        if part.text("authority") in ("official", "attested") and not part.text("source"):
            message = f"the rendering {part.text('wording')!r} names no source"
            fix = "add 'source: <key>', or make it 'literal' or 'ours'"
            problems.append(Problem(data.path, item.line, "missing-key", message, fix))
        yield Rendering(**part.values(RENDERING), line=item.line)


def _offices(data: Record, problems: Problems) -> Iterable[Office]:
    for item in data.items("offices"):
        part = read_record(item, data.path, OFFICE, "an office", problems)
        yield Office(**part.values(OFFICE))


def _attestations(
    data: Record, collection: Collection, problems: Problems
) -> Iterable[Attestation]:
    """Give the attestations of an entry; each is to stand behind those of earlier days."""
    latest = ""
    fields = vocabulary.attestation(collection)
    for item in data.items("attestations"):
        before = len(problems)
        part = read_record(item, data.path, fields, "an attestation", problems)
        day = part.text("date")
        if part.text("rendering_source") and not part.text("rendering"):
            message = "an attestation has 'rendering_source' and lacks 'rendering'"
            fix = "add 'rendering: …' as that source has it, or delete 'rendering_source'"
            problems.append(Problem(data.path, item.line, "missing-key", message, fix))
        if len(problems) > before:
            continue
        if day < latest and not latest.startswith(day):
            message = f"the attestation of {day} stands behind one of {latest}"
            fix = "put the attestations in the order of their days, the earliest first"
            problems.append(Problem(data.path, item.line, "wrong-order", message, fix))
        latest = max(latest, day)
        yield Attestation(**part.values(fields), line=item.line)
