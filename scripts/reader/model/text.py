"""A text: its paragraphs and sentences, and what is known of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reader.model.problem import Form, Place, Prose

NOBODY = Form("", 1)


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
    paragraph that it translates, as a text beside this one has it. ``language`` is a tag of
    BCP 47. ``compounds`` are the words with hyphens of a wrapped text.
    """

    id: str
    before: str
    sentences: tuple[Sentence, ...]
    shape: str = ""
    wrapped: bool = False
    original: Paragraph | None = None
    language: str = ""
    compounds: frozenset[str] = frozenset()

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


def named(language: str) -> str:
    """Return a language as pages name it: Chinese by its characters."""
    return "zh-Hans" if language == "zh" else language


@dataclass(frozen=True)
class Meta:
    """What a text does not say of itself. Dates are ISO 8601 strings: a day, a month or a year.

    Languages are tags of BCP 47. ``author`` is written as a source has authors.
    ``quoting`` says what somebody who quotes the text has to know, ``footnotes`` how its own
    footnotes are marked: by the first of these marks. ``lines`` says what the ends of lines mean.
    ``source_sha256`` is that of the file from which the text was made, in hexadecimal, if it was
    not this text.

    ``series`` is the name of the series that the text belongs to, ``number`` its number in it,
    a whole number, or ``""``.

    ``version_of`` is the text of which this is a version, with an empty name if of none, and
    ``version`` what it is called beside the others. ``aligned`` says what of it stands for what
    of that text, as the seed has it.
    """

    title: str
    label: str
    original_title: str
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
    series: str = ""
    number: str = ""
    speaker: Form = NOBODY
    shapes: tuple[tuple[Form, str], ...] = ()
    lines: str = ""
    original_language: str = ""
    translator: str = ""
    author: str = ""
    quoting: str = ""
    footnotes: str = ""
    source_sha256: str = ""
    version_of: Form = NOBODY
    version: str = ""
    aligned: tuple[tuple[Form, str], ...] = ()

    @property
    def wrapped(self) -> bool:
        """Whether its lines end where the page ended."""
        return self.lines == "wrapped"

    @property
    def by_line(self) -> bool:
        """Whether each line is a block."""
        return self.lines == "paragraphs"

    @property
    def tag(self) -> str:
        """The language as pages name it."""
        return named(self.language)

    @property
    def of_series(self) -> str:
        """The series with the number in it, as a list of facts has them: ``Study sessions, 11``."""
        return ", ".join(filter(None, (self.series, self.number)))

    @property
    def beside(self) -> str:
        """What the text is called beside other versions of it."""
        return self.version or self.label

    @property
    def original_tag(self) -> str:
        """The language of the original as pages name it."""
        return named(self.original_language)

    @property
    def day(self) -> str:
        """The day by which it stands among other texts: of the event, else of the dispatch."""
        return self.event_date or self.dispatch_date


@dataclass(frozen=True)
class Text:
    """A source text, cut up without losing a byte.

    ``blocks`` are headings and paragraphs in the order of the source. ``original`` is the
    file of the original, if it stands beside the text; its blocks stand in those. ``made_from``
    is the name of the file from which the text was made, or ``""``.
    """

    id: str
    place: Place
    meta: Meta
    source: bytes
    blocks: tuple[Paragraph, ...]
    after: str
    original: bytes = b""
    original_after: str = ""
    made_from: str = ""

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the source file, in hexadecimal."""
        return hashlib.sha256(self.source).hexdigest()

    @property
    def stamp(self) -> str:
        """The start of the SHA-256, as citations have it."""
        return self.sha256[:12]

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
