"""Drafts of new entries: with the uses of the term counted, and questions for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import yaml

from reader.fields.schema import is_address
from reader.language import pinyin, split
from reader.language.find import key_of
from reader.language.match import Matcher, names
from reader.language.tags import base
from reader.language.words import CONTROL, on_one_line, plural
from reader.model import Collection, Paragraph, Problem, SeedFile, Seeds, Term, Text
from reader.seeds import keys
from reader.seeds.drafts import Draft, Drafted, bad_address
from reader.seeds.entries import read_entry

NONE: Mapping[str, str] = MappingProxyType({})
ENTRY = """\
---
# A draft. Write the answers behind the keys, and the definition below the second line '---'.
# The command 'check' names what is open.
headword: {headword}
{kind}{theme}{original}# {uses}
# Which other wordings are to be marked? Plurals and variants; none is guessed.
forms: []
# On which sources does the entry rest? Their keys in {sources}.
sources: []
{responsible}revised: {day}
---

"""
KIND = """\
# Which kind is it? One of: {kinds}
kind:
"""
RESPONSIBLE = """\
# Who answers for the entry?{people}
responsible:
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
originals: {known}
"""


def entry(
    seeds: Seeds,
    headword: str,
    original: str,
    name: str,
    day: str,
    unfinished: Mapping[str, str] = NONE,
    language: str = "",
) -> Drafted:
    """Return the draft of an entry, or the reasons why there is none.

    ``original`` may be empty. It is in ``language``, one of those of the originals; if that is
    ``""``, in that of the texts in which it stands. ``name`` is the id of the entry, ``day`` the
    date it bears. Its uses are counted in the texts of ``seeds``, and in the words of those that
    are ``unfinished``, by their ids: what is known of them does not make a text yet.
    """
    path = f"seeds/glossary/{name}.md"
    headword, original = (" ".join(words.split()) for words in (headword, original))
    problems = [*_refused(seeds, headword, original, name, path)]
    if original and not problems:
        language = language or _language(seeds, original)
        problems += _unknown_language(seeds.collection, original, language, path)
    if problems:
        return None, tuple(problems)
    given = _Original(original, language)
    content = _entry(seeds, headword, given, day, "")
    (term,) = read_entry(SeedFile(path, content.encode()), name, seeds.collection, [])
    uses = _uses(seeds.texts, unfinished, term)
    content = _entry(seeds, headword, given, day, uses)
    return Draft((SeedFile(path, content.encode()),), (uses,)), ()


@dataclass(frozen=True)
class _Original:
    """What a term is in one of the languages of the originals; both may be ``""``."""

    words: str
    language: str

    def within(self, languages: Iterable[str]) -> str:
        """Return the words, if they are in one of the languages, or ``""``."""
        return self.words if self.language in languages else ""


def _language(seeds: Seeds, original: str) -> str:
    """Return the only language of the originals whose texts hold some words, or ``""``."""
    originals = seeds.collection.originals
    if len(originals) < 2:
        return "".join(originals)
    read = {
        base(block.language)
        for text in seeds.texts
        for block in _with_originals(text)
        if original in block.words
    }
    found = [code for code in originals if base(code) in read]
    return found[0] if len(found) == 1 else ""


def _with_originals(text: Text) -> Iterator[Paragraph]:
    """Return the pieces of a text, each with that of the original which it translates."""
    for block in text.blocks:
        yield block
        if block.original:
            yield block.original


def _unknown_language(
    collection: Collection, original: str, language: str, path: str
) -> Iterator[Problem]:
    if collection.originals and language not in collection.originals:
        message = f"{original!r} may be in any of the languages of the originals"
        if language:
            message = f"{language!r} is no language of the originals"
        fix = f"say it with --language, as one of: {', '.join(collection.originals)}"
        yield Problem(path, 1, "wrong-value", message, fix)


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


def _entry(seeds: Seeds, headword: str, original: _Original, day: str, uses: str) -> str:
    return ENTRY.format(
        headword=scalar(headword),
        kind=question("kind", seeds),
        theme=question("theme", seeds) if seeds.collection.themes else "",
        original=_original(seeds, original),
        uses=uses,
        sources=keys.SOURCES_PATH,
        responsible=question("responsible", seeds),
        day=day,
    )


def question(key: str, seeds: Seeds, original: str = "") -> str:
    """Return the question about a key of an entry, and the key without a value.

    The key is one that every entry needs; for a romanization, ``original`` is what to read.
    """
    collection = seeds.collection
    if key == "kind":
        return KIND.format(kinds=", ".join(kind for kind, _ in collection.kinds))
    if key == "theme":
        return THEME.format(themes=", ".join(collection.themes))
    if key == "romanization":
        read = _reading(original) if collection.has_pinyin else ""
        return SOUND.format(romanization=collection.romanization, reading=read)
    people = Counter(term.responsible for term in seeds.terms if term.responsible)
    said = f" Most entries say: {on_one_line(people.most_common(1)[0][0])}" if people else ""
    return RESPONSIBLE.format(people=said)


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


def _original(seeds: Seeds, given: _Original) -> str:
    """Return the questions about the original of a term, if a collection asks for one."""
    collection = seeds.collection
    if not collection.originals:
        return ""
    original = given.within(collection.originals[:1])
    han = collection.is_from_chinese
    asked = ORIGINAL.format(
        language=collection.original,
        traditional=" In simplified characters: the traditional ones are found by the program."
        if han
        else "",
        original=f" {scalar(original)}" if original else "",
    )
    if collection.romanization:
        asked += question("romanization", seeds, original)
    if others := collection.originals[1:]:
        languages = ", ".join(map(collection.language, others))
        further = scalar(given.within(others))
        known = (
            f"[{{language: {given.language}, original: {further}}}]"
            if given.within(others)
            else "[]"
        )
        asked += FURTHER.format(languages=languages, code=others[0], known=known)
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
