"""The glossary: terms, their sources, and the notes on translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.interface import message
from reader.model.problem import Form, Place, Prose

LABELS = {  # what readers see of the authority of a rendering: ours is suggested, as in notes
    "official": message("official"),
    "attested": message("attested"),
    "literal": message("literal"),
    "ours": message("suggested"),
}


@dataclass(frozen=True)
class Rendering:
    """How somebody renders a term, with what authority, and the line that says so."""

    wording: str
    authority: str
    source: str = ""
    where: str = ""
    line: int = 0

    @property
    def label(self) -> str:
        """What readers see of its authority."""
        return LABELS.get(self.authority, self.authority)


@dataclass(frozen=True)
class Office:
    """An office somebody held; a date may be a day, a month, a year or empty."""

    title: str
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True)
class Attestation:
    """Where somebody said a term or what led to it, as the source has the words.

    ``rendering`` is the official rendering of the words, read in ``rendering_source``, or in
    ``source`` if that is empty. The date may be a day, a month or a year.
    """

    date: str
    document: str
    original: str
    speaker: str
    source: str
    rendering: str = ""
    rendering_source: str = ""
    line: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class Original:
    """What a term is in one language, and that in Latin letters, if the entry says so.

    ``language`` is one of the collection's originals, ``tag`` what pages call it, and ``latin``
    the tag of the romanization. One that ``is_further`` is in another language than the first.
    """

    language: str
    tag: str
    words: str
    romanization: str = ""
    latin: str = ""
    is_further: bool = False
    line: int = field(default=0, kw_only=True)

    @property
    def is_chinese(self) -> bool:
        """Whether it is the first, in Chinese: then each syllable stands over its character."""
        has_own = self.latin in ("", "zh-Latn-pinyin")
        return self.language == "zh" and has_own and not self.is_further

    @property
    def in_languages(self) -> tuple[tuple[str, str], ...]:
        """The words and their romanization, each behind its tag."""
        read = ((self.latin, self.romanization),) if self.romanization else ()
        return ((self.tag, self.words), *read)


@dataclass(frozen=True)
class Limited:
    """Forms that count in one text alone: in the next the wording may be another term, or none."""

    text: Form
    forms: tuple[Form, ...]


# The relations of a term to others, and what readers call them.
RELATIONS = {
    "broader": message("Broader"),
    "narrower": message("Narrower"),
    "related": message("Related"),
    "distinct": message("Not to be confused with"),
}


@dataclass(frozen=True)
class Term:
    """An entry of the glossary. The first paragraph of its prose defines the term.

    ``originals`` are what it is in other languages, those under ``originals`` of the seed last.
    """

    id: str
    place: Place
    headword: str
    kind: str
    theme: str
    originals: tuple[Original, ...]
    traditional: str
    forms: tuple[Form, ...]
    excluded: tuple[Form, ...]
    also: tuple[str, ...]
    exact: bool
    renderings: tuple[Rendering, ...]
    offices: tuple[Office, ...]
    broader: tuple[Form, ...]
    narrower: tuple[Form, ...]
    related: tuple[Form, ...]
    distinct: tuple[Form, ...]
    sources: tuple[Form, ...]
    responsible: str
    revised: str
    prose: Prose
    forms_in: tuple[Limited, ...] = ()
    attestations: tuple[Attestation, ...] = ()

    @property
    def original(self) -> str:
        """What it is in the first language of the originals, or ``""``."""
        return self._first.words if self._first else ""

    @property
    def romanization(self) -> str:
        """That in Latin letters, or ``""``."""
        return self._first.romanization if self._first else ""

    @property
    def _first(self) -> Original | None:
        return self.originals[0] if self.originals and not self.originals[0].is_further else None

    @property
    def further(self) -> tuple[Original, ...]:
        """What it is in the languages besides the first."""
        return tuple(given for given in self.originals if given.is_further)

    @property
    def in_languages(self) -> tuple[tuple[str, str], ...]:
        """Its originals and romanizations, each behind the tag of its language."""
        return tuple(pair for given in self.originals for pair in given.in_languages)

    @property
    def name_in_original(self) -> str:
        """What it is called in the language of the original: the headword, if nothing is said."""
        return self.original or self.headword

    @property
    def other_characters(self) -> str:
        """A Chinese original in traditional characters, if these are others."""
        return self.traditional if self.traditional != self.original else ""

    def offices_on(self, day: str) -> tuple[Office, ...]:
        """Return the offices that somebody held on a day, as far as the entry knows."""
        return tuple(
            office
            for office in self.offices
            if office.since <= day and not (office.until and office.until <= day)
        )

    @property
    def relations(self) -> Mapping[str, tuple[Form, ...]]:
        """The terms it names, by relation, in the order in which readers see them."""
        return {name: getattr(self, name) for name in RELATIONS}


@dataclass(frozen=True)
class Source:
    """An item of the bibliography. ``csl`` is what a citation processor takes."""

    id: str
    place: Place
    csl: tuple[tuple[str, str], ...]
    grade: str
    accessed: str
    note: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The CSL variables by name."""
        return dict(self.csl)


@dataclass(frozen=True)
class NotePlace:
    """Where a translation note applies: a paragraph, the words, and which of their uses."""

    at: str
    quote: str
    occurrence: int
    line: int


# What a note means for a reader, the gravest first: its rank is the place here, from 1.
RANKS = (
    message("changes the sense"),
    message("misleads"),
    message("inconsistent"),
    message("odd"),
    message("variant"),
)
KIND_RANKS = {"wrong": 2, "inconsistent": 3, "odd": 4, "variant": 5}


@dataclass(frozen=True)
class Note:
    """A note on how a passage is translated.

    ``established`` is a wording that others use, ``suggested`` one of the edition's own.
    """

    id: str
    text: str
    place: Place
    kinds: tuple[str, ...]
    changes_sense: bool
    places: tuple[NotePlace, ...]
    original: str
    established: str
    suggested: str
    reason: Prose
    entries: tuple[Form, ...]

    @property
    def number(self) -> str:
        """The number that readers see."""
        return self.id.removeprefix("n")

    @property
    def better(self) -> tuple[tuple[str, str], ...]:
        """What could stand there instead: each wording behind the label that readers see."""
        given = (
            (message("established"), self.established),
            (message("suggested"), self.suggested),
        )
        return tuple((label, wording) for label, wording in given if wording)

    @property
    def ranks(self) -> tuple[int, ...]:
        """What it means for a reader, from 1 (changes the sense) to 5, the gravest first.

        What changes the sense misleads as well, so that is not said again.
        """
        of_kinds = {KIND_RANKS[kind] for kind in self.kinds if kind in KIND_RANKS}
        if self.changes_sense:
            return (1, *sorted(of_kinds - {KIND_RANKS["wrong"]}))
        return tuple(sorted(of_kinds))

    @property
    def rank(self) -> int:
        """Its gravest rank, which a kind that was misspelled does not have."""
        return self.ranks[0] if self.ranks else len(RANKS)

    @property
    def labels(self) -> tuple[str, ...]:
        """What readers are told that it means, the gravest first."""
        return tuple(RANKS[rank - 1] for rank in self.ranks)
