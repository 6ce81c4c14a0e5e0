"""What a term is called in several languages, as headword, originals, forms and other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from reader.language import chinese, tags
from reader.model import Collection

Role = Literal["preferred", "form", "name", "also"]
TRADITIONAL, LATIN = "traditional", "romanization"
SCRIPTS = ("hant", "tw", "hk", "mo")  # what a tag has that means traditional characters


@dataclass(frozen=True)
class Name:
    """A name of a term, the tag of its language, and whether it is to be marked in texts.

    A ``name`` is one of which nothing is said; ``also`` is never to be marked.
    """

    words: str
    tag: str
    role: Role = "name"


@dataclass
class Placed:
    """Names by the keys of an entry, and the tags of those that have no place in it."""

    texts: dict[str, str] = field(default_factory=dict)
    originals: list[dict[str, str]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, name: Name) -> None:
        """Take another name of the term into the list of its role."""
        of_role = {"form": self.forms, "also": self.also}.get(name.role, self.names)
        of_role.append(name.words)


def place_of(tag: str, collection: Collection) -> str:
    """Return where a name in a language belongs: a code of the collection, or a key, or ``""``.

    A name without a language is taken for a headword.
    """
    parts = (tag or collection.headwords).lower().replace("_", "-").split("-")
    known = (collection.headwords, *collection.originals)
    if exact := next((code for code in known if code.lower().split("-") == parts), ""):
        return exact
    if "latn" in parts:
        return LATIN if parts[0] in _bases(collection.originals) else ""
    if parts[0] == "zh" and {*SCRIPTS} & {*parts[1:]}:
        of_script = [code for code in known if {*SCRIPTS} & {*code.lower().split("-")}]
        return of_script[0] if of_script else TRADITIONAL if collection.is_from_chinese else ""
    return next((code for code in known if code.lower().split("-")[0] == parts[0]), "")


def _bases(codes: Iterable[str]) -> set[str]:
    return {tags.base(code) for code in codes}


def placed(given: Iterable[Name], collection: Collection) -> Placed:
    """Return names where an entry has them: of each language the preferred one, else the first."""
    by_place: dict[str, list[Name]] = defaultdict(list)
    found = Placed()
    for name in given:
        by_place[place_of(name.tag, collection)].append(name)
    found.left_out = [name.tag for name in by_place.pop("", ())]
    read = by_place.pop(LATIN, [])
    for name in by_place.pop(TRADITIONAL, ())[:1]:
        found.texts["traditional"] = name.words
    for code, names in by_place.items():
        first = next((name for name in names if name.role == "preferred"), _first(names))
        _take(found, code, first.words, collection)
        for name in names:
            if name is not first:
                found.add(name)
    for name in read:
        _read(found, name, collection)
    return found


def _first(names: list[Name]) -> Name:
    """Return the first name that is not deprecated, or the first."""
    return next((name for name in names if name.role != "also"), names[0])


def _take(found: Placed, code: str, words: str, collection: Collection) -> None:
    if code == collection.headwords:
        found.texts["headword"] = words
    elif code == collection.originals[0]:
        found.texts["original"] = words
    else:
        found.originals.append({"language": code, "original": words})


def _read(found: Placed, name: Name, collection: Collection) -> None:
    """Take a name in Latin letters for the romanization of the original in the same language."""
    base = tags.base(name.tag)
    if "original" in found.texts and base in _bases(collection.originals[:1]):
        found.texts.setdefault("romanization", name.words)
        return
    for original in found.originals:
        if base in _bases([original["language"]]):
            original.setdefault("romanization", name.words)


def in_simplified(texts: dict[str, str], collection: Collection) -> dict[str, str]:
    """Return texts with a Chinese original in simplified characters, as entries have it."""
    given = texts.get("original") or texts.get("traditional", "")
    if collection.is_from_chinese and given and chinese.is_traditional(given):
        texts = {**texts, "original": chinese.simplified(given), "traditional": given}
    return without_derived(texts, collection)


def without_derived(texts: dict[str, str], collection: Collection) -> dict[str, str]:
    """Return texts without the traditional characters that the program finds by itself."""
    words = texts.get("original", "")
    if not (collection.is_from_chinese and words) or chinese.other_traditional(words):
        return texts
    found = chinese.traditional(words)
    return {key: said for key, said in texts.items() if (key, said) != (TRADITIONAL, found)}
