"""What a new entry takes of what was found, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.glossaries.found import Found
from reader.glossaries.writing import Decided
from reader.language import markup
from reader.language.find import key_of
from reader.language.match import names
from reader.model import RELATIONS, Collection, Problem, Seeds
from reader.seeds import vocabulary
from reader.seeds.keys import COLLECTION_PATH, SOURCES_PATH

Said = tuple[str, ...]
CHECKED = ("kind", "theme", "matching", "responsible", "revised")


def unfit(defaults: Mapping[str, str], collection: Collection) -> Iterator[Problem]:
    """Give the problems of values that were stated for keys, and that no entry may hold."""
    fields = {field.name: field for field in vocabulary.entry(collection)}
    for key, value in defaults.items():
        field = fields.get(key)
        fault = field.fault(value) if field else None
        if value and (fault or field is None):
            fix = fault or "leave it out: entries of this collection have no such key"
            yield Problem(COLLECTION_PATH, 1, "wrong-value", f"--{key} is {value!r}", fix)


class Decider:
    """Decides on new entries, with what the seeds hold and what the command line says.

    ``addresses`` are those of entries by what the file calls them, ``standing`` the other names
    that stand in a text, or None where there is no text.
    """

    def __init__(
        self,
        seeds: Seeds,
        defaults: Mapping[str, str],
        day: str,
        addresses: Mapping[str, str],
        standing: frozenset[str] | None,
    ) -> None:
        self._seeds = seeds
        self._defaults = {**defaults, "revised": day}
        self._addresses = addresses
        self._standing = standing
        self._terms = {term.id for term in seeds.terms}
        self._sources = {source.id for source in seeds.sources}
        self._fields = {field.name: field for field in vocabulary.entry(seeds.collection)}
        self._claimed = {key_of(name): term.id for term in seeds.terms for name in names(term)}

    def decided(self, given: Sequence[tuple[Found, str]]) -> Iterator[tuple[Decided, Said]]:
        """Give for each entry with its address what it is to hold, and what to say of it."""
        for found, name in given:  # no form of one may be a headword of a later one
            for words in found.claims:
                self._claimed.setdefault(key_of(words), name)
        for found, name in given:
            yield self._decided(found, name)

    def _decided(self, found: Found, name: str) -> tuple[Decided, Said]:
        texts, strangers = self._texts(found)
        lists = {key: found.lists.get(key, ()) for key in ("excluded", "also")}
        forms, also = self._forms(found, name)
        lists |= {"forms": tuple(forms), "also": tuple(dict.fromkeys((*lists["also"], *also)))}
        lists["sources"], words = self._cited(found)
        said = [*self._told(found, name, also)]
        for relation in RELATIONS:
            lists[relation], missing = self._related(found.lists.get(relation, ()), name)
            said += (f"{relation} {other!r} is no entry, and is left out" for other in missing)
        return Decided(found, name, texts, lists, strangers, words), tuple(said)

    def _told(self, found: Found, name: str, also: Iterable[str]) -> Iterator[str]:
        for key in self._unknown(found):
            yield f"the source {key!r} is not in {SOURCES_PATH}"
        for words in also:
            owner = self._claimed.get(key_of(words), name)
            if owner != name:
                yield f"{words!r} is a name of {owner!r}, so that it is not marked here"

    def _texts(self, found: Found) -> tuple[dict[str, str], dict[str, str]]:
        """Return the texts that keys may hold, and those that they may not."""
        texts, strangers = dict(found.texts), {}
        for key in CHECKED:
            value = self._known(key, texts.pop(key, ""))
            fault = self._fault(key, value)
            if value and fault:
                strangers[key] = value
            if (not value or fault) and self._defaults.get(key):
                value, fault = self._defaults[key], ""
            if value and not fault:
                texts[key] = value
        return texts, strangers

    def _fault(self, key: str, value: str) -> str:
        field = self._fields.get(key)
        if field is None:
            return "the collection has no such key" if value else ""
        return (field.fault(value) if value else None) or ""

    def _known(self, key: str, value: str) -> str:
        """Return a kind or a theme as the collection spells it, in the singular."""
        collection = self._seeds.collection
        spelled = {theme.casefold(): theme for theme in collection.themes} if key == "theme" else {}
        if key == "kind":
            spelled = {plural.casefold(): kind for kind, plural in collection.kinds}
            spelled |= {kind.casefold(): kind for kind, _ in collection.kinds}
        return spelled.get(value.casefold(), value)

    def _forms(self, found: Found, name: str) -> tuple[list[str], list[str]]:
        """Return the names that are to be marked, and those that are not.

        Not to be marked is what another entry is called, and what stands in no text if the file
        does not say that it is a form.
        """
        stated = found.lists.get("forms", ())
        own = found.claims
        forms: list[str] = []
        also: list[str] = []
        for words in dict.fromkeys((*stated, *(one for one in found.names if one not in own))):
            sure = words in stated or self._stands(words, own)
            if sure and self._claimed.get(key_of(words), name) == name:
                forms.append(words)
                self._claimed[key_of(words)] = name
            else:
                also.append(words)
        return forms, also

    def _stands(self, words: str, own: Iterable[str]) -> bool:
        """Return whether a name is to be marked: it stands in a text, or nobody can tell.

        One that is spelled nearly like the headword is found with it.
        """
        if not key_of(words) or key_of(words) in map(key_of, own):
            return False
        return self._standing is None or words in self._standing

    def _related(self, given: Iterable[str], name: str) -> tuple[tuple[str, ...], list[str]]:
        """Return the entries that a file refers to by their addresses, and what is none."""
        found: list[str] = []
        missing: list[str] = []
        for words in given:
            target = self._target(words)
            if target and target != name:
                found.append(target)
            elif not target:
                missing.append(words)
        return tuple(dict.fromkeys(found)), missing

    def _target(self, words: str) -> str:
        """Return the address of the entry that a file calls so, or ``""``."""
        own = self._addresses.get(words) or self._addresses.get(key_of(words))
        there = words if words in self._terms else self._claimed.get(key_of(words))
        return own or there or ""

    def _cited(self, found: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sources that are cited by their keys, and those that are named in words."""
        in_prose = {key for key, _ in markup.citations(found.prose)}
        given = [words for words in found.lists.get("sources", ()) if words not in in_prose]
        keys = (words for words in given if words in self._sources or self._is_key(found))
        words = (words for words in given if words not in self._sources and not self._is_key(found))
        return tuple(keys), tuple(words)

    @staticmethod
    def _is_key(found: Found) -> bool:
        """Return whether the sources of an entry are keys for certain, as in our own exports."""
        return bool(found.id)

    def _unknown(self, found: Found) -> Iterator[str]:
        if self._is_key(found):
            given = (
                *(key for key, _ in markup.citations(found.prose)),
                *found.lists.get("sources", ()),
            )
            yield from (key for key in dict.fromkeys(given) if key not in self._sources)
