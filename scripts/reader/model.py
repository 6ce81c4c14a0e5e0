"""The values that the pipeline hands on: frozen, made of tuples, without behaviour."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

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


@dataclass(frozen=True)
class Sentence:
    """A sentence with the white space that follows it."""

    id: str
    words: str


@dataclass(frozen=True)
class Paragraph:
    """A run of lines between blank lines; ``id`` is ``p4``, or ``h3`` for a heading.

    ``before`` is what stands between it and the one before it in the source.
    """

    id: str
    before: str
    sentences: tuple[Sentence, ...]

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
        return re.search(r"\s{2}|[^\S ]|^\s|\s$", self.words) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it is one of the heading lines."""
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


@dataclass(frozen=True)
class Text:
    """A source text, cut up without losing a byte."""

    id: str
    place: Place
    meta: Meta
    source: bytes
    headings: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    after: str

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the source file, in hexadecimal."""
        return hashlib.sha256(self.source).hexdigest()

    @cached_property
    def blocks(self) -> tuple[Paragraph, ...]:
        """Headings and paragraphs in the order of the source."""
        return self.headings + self.paragraphs

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


@dataclass(frozen=True)
class Office:
    """An office somebody held; a date may be a day, a month, a year or empty."""

    title: str
    since: str = ""
    until: str = ""
    source: str = ""


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


@dataclass(frozen=True)
class Note:
    """A note on how a passage is translated."""

    id: str
    text: str
    place: Place
    kinds: tuple[str, ...]
    changes_sense: bool
    places: tuple[NotePlace, ...]
    chinese: str
    established: str
    reason: Prose
    entries: tuple[Form, ...]

    @property
    def number(self) -> str:
        """The number that readers see."""
        return self.id.removeprefix("n")


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Seeds:
    """Everything that was read, each kind in the order of its ids."""

    texts: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A place where a term stands in a text: stand-off, the text itself is untouched.

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
class Edition:
    """The seeds with every mention found.

    ``address`` is where the site is published, with a slash at its end, or ``""``.
    """

    seeds: Seeds
    mentions: tuple[Mention, ...]
    address: str = ""


@dataclass(frozen=True)
class Output:
    """A file of the site: a page in Markdown, or data.

    ``origin`` is the seed it comes from. ``nav`` is its label in the navigation,
    if it stands there. ``shows`` lists what the built page must show unaltered:
    the id of an element, and its words. ``binary`` is the content of a file that is
    no text.
    """

    path: str
    content: str
    origin: str
    nav: str = ""
    shows: tuple[tuple[str, str], ...] = ()
    binary: bytes = b""

    @property
    def data(self) -> bytes:
        """The content as it is written to a disk."""
        return self.binary or self.content.encode()

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a file of data, which is served as it stands."""
        return self.path.endswith(".md")
