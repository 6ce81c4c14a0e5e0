"""The values that the pipeline hands on: frozen, made of tuples, without behaviour."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a seed, with its place and its remedy.

    ``path`` is relative to the repository, ``line`` counts from 1.
    """

    path: str
    line: int
    code: str
    message: str
    fix: str
    level: Level = "error"


@dataclass(frozen=True)
class SeedFile:
    """One file below ``seeds/``: its path from the repository, and its bytes.

    ``fault`` says why it could not be read, if so.
    """

    path: str
    content: bytes
    fault: str = ""


@dataclass(frozen=True)
class Place:
    """Where something stands in the seeds: a file and a line."""

    path: str
    line: int


@dataclass(frozen=True)
class Prose:
    """What an editor writes, in Markdown, and the line of the file on which it begins."""

    words: str
    line: int


@dataclass(frozen=True)
class Form:
    """A word or a wording that a seed lists, and the line on which it stands."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the white space that follows it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines between blank lines; ``id`` is ``p4``, or ``h3`` for a heading.

    ``before`` is what stands between it and the one before it in the source. ``shape`` is
    what the metadata call it, a heading inside the text included, or ``""``. If it is
    ``wrapped``, its lines end where the page ended and mean nothing. ``original`` is the
    paragraph that it translates, as a text beside this one has it. ``language`` is a code
    of ISO 639-1.
    """

    id: str
    before: str
    sentences: tuple[Sentence, ...]
    shape: str = ""
    wrapped: bool = False
    original: Paragraph | None = None
    language: str = ""

    @property
    def words(self) -> str:
        """The paragraph as the source has it."""
        return "".join(sentence.words for sentence in self.sentences)

    @property
    def number(self) -> int:
        """Its number among the paragraphs, or among the headings, from 1."""
        return int(self.id[1:])

    @property
    def has_runs_of_space(self) -> bool:
        """Whether a page would lose white space if it ran its spaces together."""
        if self.wrapped and self.shape not in ("verse", "table"):
            return False
        return re.search(r"\s{2}|[^\S ]|^\s|\s$", self.words) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, before the text or inside it."""
        return self.id.startswith("h")


@dataclass(frozen=True)
class Meta:
    """What a text does not say of itself. Dates are ISO 8601 strings."""

    title: str
    label: str
    chinese: str
    event: str
    event_date: str
    dispatch: str
    dispatch_date: str
    publisher: str
    status: str
    translation: str
    rights: str
    language: str
    headings: int
    paragraphs: int
    provenance: Prose
    original: str = ""
    outline: tuple[tuple[Form, str], ...] = ()
    people: tuple[tuple[Form, str], ...] = ()
    sources: tuple[Form, ...] = ()
    kind: str = ""
    speaker: Form = Form("", 1)
    shapes: tuple[tuple[Form, str], ...] = ()
    wrapped: bool = False
    original_language: str = ""
    translator: str = ""

    @property
    def tag(self) -> str:
        """The language as pages name it."""
        return "zh-Hans" if self.language == "zh" else self.language

    @property
    def original_tag(self) -> str:
        """The language of the original as pages name it."""
        return "zh-Hans" if self.original_language == "zh" else self.original_language

    @property
    def day(self) -> str:
        """The day by which it stands among other texts: of the event, else of the dispatch."""
        return self.event_date or self.dispatch_date


@dataclass(frozen=True)
class Text:
    """A source text, cut up without losing a byte.

    ``blocks`` are headings and paragraphs in the order of the source. ``original`` is the
    file of the original, if it stands beside the text; its blocks stand in those.
    """

    id: str
    place: Place
    meta: Meta
    source: bytes
    blocks: tuple[Paragraph, ...]
    after: str
    original: bytes = b""
    original_after: str = ""

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the source file, in hexadecimal."""
        return hashlib.sha256(self.source).hexdigest()

    @cached_property
    def headings(self) -> tuple[Paragraph, ...]:
        """The headings, those inside the text included."""
        return tuple(block for block in self.blocks if block.is_heading)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The blocks that are no headings."""
        return tuple(block for block in self.blocks if not block.is_heading)

    @cached_property
    def by_id(self) -> Mapping[str, Paragraph]:
        """Headings and paragraphs by their ids."""
        return {block.id: block for block in self.blocks}

    @property
    def sentence_count(self) -> int:
        """How many sentences the paragraphs hold; headings are not counted."""
        return sum(len(paragraph.sentences) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Rendering:
    """How somebody renders a term, and with what authority."""

    wording: str
    authority: str
    source: str = ""
    where: str = ""

    @property
    def label(self) -> str:
        """What readers see of its authority: ours is suggested, as in notes."""
        return "suggested" if self.authority == "ours" else self.authority


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

    ``english`` is the official English of the words, read in ``english_source``, or in
    ``source`` if that is empty. The date may be a day, a month or a year.
    """

    date: str
    document: str
    chinese: str
    speaker: str
    source: str
    english: str = ""
    english_source: str = ""


@dataclass(frozen=True)
class Limited:
    """Forms that count in one text alone."""

    text: Form
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Term:
    """An entry of the glossary. The first paragraph of its prose defines the term."""

    id: str
    place: Place
    headword: str
    kind: str
    theme: str
    chinese: str
    traditional: str
    pinyin: str
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
RANKS = ("changes the sense", "misleads", "inconsistent", "odd", "variant")
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
    chinese: str
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
        given = (("established", self.established), ("suggested", self.suggested))
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


@dataclass(frozen=True, slots=True)
class Published:
    """A line of the record: an id that was published, the words it stands for, since when."""

    id: str
    kind: str
    words: str
    since: str
    line: int = 0


@dataclass(frozen=True)
class Change:
    """What became of a published id. ``begins`` are the first words of what has it now."""

    id: str
    became: str
    into: tuple[Form, ...]
    begins: str
    date: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that the edition speaks of: its id, and what is said, piece by piece by name."""

    id: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Release:
    """The edition as it was released on a day, or, without a day, as it is."""

    day: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Seeds:
    """Everything that was read, each kind in the order of its ids; the last release first."""

    texts: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()
    releases: tuple[Release, ...] = ()


class Mention(NamedTuple):
    """A place where a term stands in a text: stand-off, the text itself is untouched.

    It is a tuple since there are many: one is made in a quarter of the time of a dataclass.

    ``start`` and ``end`` count characters (code points) within the sentence.
    ``nth`` counts the uses of this term within its paragraph, from 1.
    """

    term: str
    text: str
    paragraph: str
    sentence: str
    start: int
    end: int
    words: str
    nth: int

    @property
    def id(self) -> str:
        """Its anchor on every page that shows the paragraph."""
        return f"{self.paragraph}-{self.term}-{self.nth}"


@dataclass(frozen=True)
class Settings:
    """What the settings of the site say to the edition.

    ``editors`` are the names by which "the editors" are cited. ``introduction`` is the page
    that introduces readers, written by hand, and ``example`` what the home page shows of it,
    as Markdown. Each may be empty.
    """

    editors: str = ""
    introduction: str = ""
    example: str = ""


UNSET = Settings()


@dataclass(frozen=True)
class Edition:
    """The seeds with every mention found.

    ``originals`` are those in the originals beside texts: they count as no use of a term.
    ``address`` is where the site is published, with a slash at its end, or ``""``.
    """

    seeds: Seeds
    mentions: tuple[Mention, ...]
    address: str = ""
    originals: tuple[Mention, ...] = ()
    settings: Settings = UNSET


Content = str | bytes
Shows = tuple[tuple[str, str], ...]


class Output:
    """A file of the site: a page in Markdown, or data.

    ``content`` may be what makes it: then it is made each time that it is asked for, and
    nothing holds it. ``origin`` is the seed it comes from. ``nav`` is its label in the
    navigation, if it stands there. ``shows`` lists what the built page must show unaltered:
    the id of an element, and its words. ``frame`` gives what the theme draws around a page.
    """

    __slots__ = ("_made", "frame", "nav", "origin", "path", "shows")

    def __init__(
        self,
        path: str,
        content: Content | Callable[[], Content],
        origin: str,
        nav: str = "",
        shows: Shows = (),
        frame: Callable[[], Mapping[str, Any]] | None = None,
    ) -> None:
        self.path = path
        self.origin = origin
        self.nav = nav
        self.shows = shows
        self.frame = frame
        # Bytes take half the memory of characters, one of which may be Chinese.
        self._made = content.encode() if isinstance(content, str) else content

    @property
    def data(self) -> bytes:
        """The content as it is written to a disk."""
        made = self._made() if callable(self._made) else self._made
        return made.encode() if isinstance(made, str) else made

    @property
    def content(self) -> str:
        """The content as text."""
        return self.data.decode()

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a file of data, which is served as it stands."""
        return self.path.endswith(".md")

    def __eq__(self, other: object) -> bool:
        """Return whether another output is the same file."""
        if not isinstance(other, Output):
            return NotImplemented
        own, others = (
            (one.path, one.origin, one.nav, one.shows, one.data) for one in (self, other)
        )
        return own == others

    def __hash__(self) -> int:
        """Return the hash of the path, of which there is one file."""
        return hash(self.path)

    def __repr__(self) -> str:
        """Return what names the output in the message of a test."""
        return f"Output({self.path!r})"
