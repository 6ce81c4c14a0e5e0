"""Drafts of new entries: with the uses of the term counted, and questions for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import yaml

from reader.fields.schema import is_address
from reader.language import pinyin, split
from reader.language.find import key_of
from reader.language.match import Matcher, names
from reader.language.words import CONTROL, on_one_line, plural
from reader.model import Collection, Problem, SeedFile, Seeds, Term, Text
from reader.seeds import keys
from reader.seeds.drafts import Draft, Drafted, bad_address
from reader.seeds.entries import read_entry

NONE: Mapping[str, str] = MappingProxyType({})
ENTRY = """\
---
# A draft. Write the answers behind the keys, and the definition below the second line '---'.
# The command 'check' names what is open.
headword: {headword}
# Which kind is it? One of: {kinds}
kind:
{theme}{original}# {uses}
# Which other wordings are to be marked? Plurals and variants; none is guessed.
forms: []
# On which sources does the entry rest? Their keys in {sources}.
sources: []
# Who answers for the entry?{responsible}
responsible:
revised: {day}
---

"""
THEME = """\
# Which theme? One of: {themes}
theme:
"""
ORIGINAL = """\
# What is it in {language}?{traditional} Leave it empty if it has no name there.
original:{original}
"""
SOUND = """\
# How does that sound? In {romanization}.{reading}
romanization:
"""
FURTHER = """\
# In {languages}? One item for each that you know:
# {{language: {code}, original: …, romanization: …}}
originals: []
"""


def entry(
    seeds: Seeds,
    headword: str,
    original: str,
    name: str,
    day: str,
    unfinished: Mapping[str, str] = NONE,
) -> Drafted:
    """Return the draft of an entry, or the reasons why there is none.

    ``original`` may be empty. ``name`` is the id of the entry, ``day`` the date it bears.
    Its uses are counted in the texts of ``seeds``, and in the words of those that are
    ``unfinished``, by their ids: what is known of them does not make a text yet.
    """
    path = f"seeds/glossary/{name}.md"
    headword, original = (" ".join(words.split()) for words in (headword, original))
    problems = tuple(_refused(seeds, headword, original, name, path))
    if problems:
        return None, problems
    content = _entry(seeds, headword, original, day, "")
    (term,) = read_entry(SeedFile(path, content.encode()), name, seeds.collection, [])
    uses = _uses(seeds.texts, unfinished, term)
    content = _entry(seeds, headword, original, day, uses)
    return Draft((SeedFile(path, content.encode()),), (uses,)), ()


def _refused(seeds: Seeds, headword: str, original: str, name: str, path: str) -> Iterator[Problem]:
    stated = {"the headword": headword, **({"the original": original} if original else {})}
    for what, words in stated.items():
        if CONTROL.search(words):
            message = f"a control character stands in {what}"
            yield Problem(path, 1, "control-character", message, "write it without")
        if fault := keys.is_form(words):
            yield Problem(path, 1, "wrong-value", f"{what} is {words!r}", fault)
    if fault := is_address(name):
        yield bad_address(path if name else "seeds/glossary", name, fault)
    wanted = {key_of(words) for words in stated.values()}
    for term in seeds.terms:
        lines = {form.words: form.line for form in term.forms}
        for words in names(term):
            if key_of(words) in wanted:
                place = f"{term.place.path}:{lines.get(words, term.place.line)}"
                fix = "change that entry, or choose another headword"
                yield Problem(path, 1, "same-form", f"{words!r} stands in {place} already", fix)


def _entry(seeds: Seeds, headword: str, original: str, day: str, uses: str) -> str:
    people = Counter(term.responsible for term in seeds.terms if term.responsible)
    return ENTRY.format(
        headword=scalar(headword),
        kinds=", ".join(kind for kind, _ in seeds.collection.kinds),
        theme=THEME.format(themes=", ".join(seeds.collection.themes))
        if seeds.collection.themes
        else "",
        original=_original(seeds.collection, original),
        uses=uses,
        sources=keys.SOURCES_PATH,
        responsible=f" Most entries say: {on_one_line(people.most_common(1)[0][0])}"
        if people
        else "",
        day=day,
    )


def scalar(words: str) -> str:
    """Return words as a value of YAML, on one line."""
    shown = yaml.safe_dump(words, allow_unicode=True, width=len(words) * 12 + 80)
    return str(shown).removesuffix("...\n").strip()


def _reading(chinese: str) -> str:
    """Return what a library reads, and how else the characters may be read, as a question."""
    read = pinyin.reading(chinese)
    others = pinyin.other_readings(chinese) if read else ""
    asked = f" A library reads it {read}, without spaces: is that right?" if read else ""
    return asked + (f"\n# There are other readings too: {others}." if others else "")


def _original(collection: Collection, original: str) -> str:
    """Return the questions about the original of a term, if a collection asks for one."""
    if not collection.originals:
        return ""
    han = collection.is_from_chinese
    asked = ORIGINAL.format(
        language=collection.original,
        traditional=" In simplified characters: the traditional ones are found by the program."
        if han
        else "",
        original=f" {scalar(original)}" if original else "",
    )
    if collection.romanization:
        asked += SOUND.format(
            romanization=collection.romanization,
            reading=_reading(original) if collection.has_pinyin else "",
        )
    if others := collection.originals[1:]:
        languages = ", ".join(map(collection.language, others))
        asked += FURTHER.format(languages=languages, code=others[0])
    return asked


def _uses(texts: Iterable[Text], unfinished: Mapping[str, str], term: Term) -> str:
    """Return where a term stands in the texts, counted and in words."""
    matcher = Matcher([term])
    found = [(text.id, tuple(_places(text, matcher))) for text in texts]
    parts = [
        f"{plural(len(places), 'time')} in {name}: {', '.join(dict.fromkeys(places))}"
        for name, places in found
        if places
    ]
    for name, words in unfinished.items():
        count = sum(1 for _, run in split.blocks(words)[0] for _ in matcher.find(run))
        if count:
            parts.append(f"{plural(count, 'time')} in {name}, which is not finished")
    return f"It stands {'; '.join(parts) or 'in no text'}"


def _places(text: Text, matcher: Matcher) -> Iterator[str]:
    for block in text.blocks:
        for sentence in split.read(block):
            yield from (block.id for _ in matcher.find(sentence.words, language=block.language))
