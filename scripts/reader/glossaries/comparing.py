"""An entry found elsewhere beside the one that is there: what is the same, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.data.cards import definition
from reader.data.table import TEXTS
from reader.glossaries.found import Found
from reader.language.find import key_of
from reader.language.match import names
from reader.model import Seeds, Term


@dataclass(frozen=True)
class Likeness:
    """An entry that is there, and what a file has otherwise (``differs``) or besides (``more``)."""

    id: str
    path: str
    differs: tuple[str, ...]
    more: tuple[str, ...]


class Known:
    """The entries that are there, found by any of their names."""

    def __init__(self, seeds: Seeds) -> None:
        self._seeds = seeds
        self._by_id = {term.id: term for term in seeds.terms}
        self._by_name: dict[str, Term] = {}
        for term in seeds.terms:
            for name in names(term):
                self._by_name.setdefault(key_of(name), term)

    def like(self, found: Found) -> Likeness | None:
        """Return the entry that is there for one of a file, or None: by its address or a name."""
        term = self._by_id.get(found.id) or next(self._named(found), None)
        if term is None:
            return None
        differs = (*_texts(found, term), *_definition(found, term))
        more = (*_more(found, term), *_besides(found, term))
        return Likeness(term.id, term.place.path, differs, more)

    def _named(self, found: Found) -> Iterator[Term]:
        for words in found.claims:
            if (term := self._by_name.get(key_of(words))) is not None:
                yield term


def _value(term: Term, key: str) -> str:
    if key == "matching":
        return "exact" if term.exact else ""
    return str(getattr(term, key))


def _texts(found: Found, term: Term) -> Iterator[str]:
    """Give what a file says otherwise than the entry does."""
    for key in TEXTS:
        given, there = found.texts.get(key, ""), _value(term, key)
        if given and there and given != there and key not in ("responsible", "revised"):
            yield f"{key}: {given!r} in the file, {there!r} in the entry"


def _definition(found: Found, term: Term) -> Iterator[str]:
    given = " ".join(found.definition.split())
    if given and given != definition(term):
        yield "definition"


def _more(found: Found, term: Term) -> Iterator[str]:
    """Give what a file says and the entry does not."""
    for key in TEXTS:
        if found.texts.get(key) and not _value(term, key):
            yield f"{key} {found.texts[key]!r}"
    known = {key_of(name) for name in (*names(term), *term.also)}
    given = (*found.lists.get("forms", ()), *found.names, *found.lists.get("also", ()))
    if unknown := [name for name in dict.fromkeys(given) if key_of(name) not in known]:
        yield f"names {_listed(unknown)}"
    for key in ("excluded", "sources"):
        there = {form.words for form in getattr(term, key)}
        if unknown := [words for words in found.lists.get(key, ()) if words not in there]:
            yield f"{key} {_listed(unknown)}"


def _besides(found: Found, term: Term) -> Iterator[str]:
    held = {original.language for original in term.originals}
    for original in found.records.get("originals", ()):
        if original["language"] not in held:
            yield f"{original['language']} {original['original']!r}"
    if found.sections:
        yield f"prose below {_listed(dict.fromkeys(heading for heading, _ in found.sections))}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(repr, words))
