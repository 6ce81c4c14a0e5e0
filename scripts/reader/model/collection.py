"""The collection: what it is called, who makes it, and the words that its seeds may use."""

from __future__ import annotations

from dataclasses import dataclass

from reader.interface import message
from reader.model.glossary import KIND_RANKS, RANKS
from reader.model.problem import Prose
from reader.model.text import Meta, named

Pairs = tuple[tuple[str, str], ...]
NOTHING = Prose("", 1)


@dataclass(frozen=True)
class License:
    """A license of glossary and notes. ``id`` is that of SPDX, ``short`` what readers know."""

    id: str
    short: str
    name: str
    url: str


LICENSES = {
    given.id: given
    for given in (
        License(
            "CC-BY-4.0",
            "CC BY 4.0",
            message("Creative Commons Attribution 4.0 International license"),
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        License(
            "CC-BY-SA-4.0",
            "CC BY-SA 4.0",
            message("Creative Commons Attribution-ShareAlike 4.0 International license"),
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        License(
            "CC-BY-NC-4.0",
            "CC BY-NC 4.0",
            message("Creative Commons Attribution-NonCommercial 4.0 International license"),
            "https://creativecommons.org/licenses/by-nc/4.0/",
        ),
        License(
            "CC0-1.0",
            "CC0 1.0",
            message("Creative Commons Zero 1.0 Universal dedication"),
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
    )
}


@dataclass(frozen=True)
class Collection:
    """What ``seeds/collection.yml`` says of the whole.

    ``heading`` is what the home page says first, ``lead`` the paragraph below it. ``editors``
    are the names by which "the editors" are cited, and ``contact`` is an address to write to.
    ``languages`` gives the name of each language by its code. ``originals`` are the languages
    in which entries give the original of a term, that of the texts first, and ``romanizations``
    what the writing in Latin letters of one of them is called. ``kinds`` are those of entries,
    each with its plural; ``grades`` those of sources, the best first. Where nothing is listed
    under ``text_kinds``, any word is one. ``notes`` are the kinds of notes, each with what it
    means; where none is listed, all are in use. One that could not be read is ``unread``: then no
    word is held against a seed.
    """

    title: str = "Reader"
    heading: str = ""
    description: str = ""
    lead: Prose = NOTHING
    editors: str = ""
    contact: str = ""
    license: License = LICENSES["CC-BY-4.0"]
    interface: str = "en"
    languages: Pairs = ()
    originals: tuple[str, ...] = ()
    romanizations: Pairs = ()
    kinds: Pairs = ()
    themes: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    text_kinds: tuple[str, ...] = ()
    notes: Pairs = ()
    unread: bool = False

    @property
    def original(self) -> str:
        """The name of the language in which entries give the original of a term, or ``""``."""
        return self.language(self.originals[0]) if self.originals else ""

    @property
    def headwords(self) -> str:
        """The tag of the language of headwords: the first that is none of the originals."""
        own = (code for code, _ in self.languages if code not in self.originals)
        return next(own, self.interface)

    @property
    def romanization(self) -> str:
        """What readers call an original in Latin letters, or ``""``."""
        return dict(self.romanizations).get(self.originals[0], "") if self.originals else ""

    @property
    def tag(self) -> str:
        """The tag of the first language of the originals as pages name it, or ``""``."""
        return named("".join(self.originals[:1]))

    def tag_of(self, meta: Meta) -> str:
        """Return the tag of the language that a text is translated from, or ``""``."""
        return named(meta.original_language or "".join(self.originals[:1]))

    def latin(self, language: str) -> str:
        """Return the tag of one of the originals in Latin letters; pinyin has one of its own."""
        base = language.partition("-")[0].lower()
        is_pinyin = base == "zh" and dict(self.romanizations).get(language, "").lower() == "pinyin"
        return f"{base}-Latn" + ("-pinyin" if is_pinyin else "")

    @property
    def is_from_chinese(self) -> bool:
        """Whether entries give the original of a term in Chinese: other rules hold for that."""
        return self.originals[:1] == ("zh",)

    @property
    def has_pinyin(self) -> bool:
        """Whether entries say in pinyin how the original of a term is read."""
        return self.is_from_chinese and self.romanization.lower() == "pinyin"

    @property
    def ranks(self) -> Pairs:
        """What notes mean for a reader, the gravest first: its label, and what that says."""
        ranked = {"changed": 1, **KIND_RANKS}
        said = sorted((ranked[kind], words) for kind, words in self.notes if kind in ranked)
        return tuple((RANKS[rank - 1], words) for rank, words in said)

    @property
    def official(self) -> tuple[str, ...]:
        """The grades of sources on which an official rendering may rest: the two best."""
        return self.grades[:2]

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders of the glossary besides that of the alphabet."""
        own = ("theme" if self.themes else "", "kind", self.romanization.lower())
        return (*filter(None, own), "paragraph", "frequency")

    def language(self, code: str) -> str:
        """Return the name of a language, or its code where it has no name."""
        return dict(self.languages).get(code, code)


UNREAD = Collection(unread=True)
