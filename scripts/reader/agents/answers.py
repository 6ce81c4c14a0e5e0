"""What programs are answered: types, which the server turns into schemas of its answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["verbatim", "differs", "name", "unchecked", "nowhere"]
ADDRESS = "of the page; relative to the root of the site where that has no address"


class Answer(BaseModel):
    """An answer, or a part of one: no key is there that is not named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Answer):
    """Words in a language, which a tag of BCP 47 names."""

    language: str
    words: str


class Entry(Answer):
    """An entry of the glossary: its id and its headword."""

    term: str
    headword: str


# find


class Lent(Entry):
    """An entry that stands for the words of a query; in which other wordings it stands here."""

    wordings: list[str]


class Result(Answer):
    """A place that was found."""

    kind: str = Field(description="entry, definition, person, paragraph, note or page")
    title: str
    term: str = Field(description="the id of an entry, for look_up_term; or empty")
    text: str = Field(description="the id of a text, for read_paragraph; or empty")
    paragraph: str = Field(description="the id of a paragraph or heading of that; or empty")
    at: str = Field(description="the sentence or the note, as the address ends with it; or empty")
    address: str = Field(description=ADDRESS)
    excerpt: str = Field(description="a part of the words, around a hit: not to be quoted from")
    originals: list[Named] = Field(description="of an entry: its names in other languages")
    called: str = Field(description="the name by which an entry is found, if it is not shown")
    stands_for: list[Lent] = Field(
        description="why a paragraph is found without the words of the query"
    )


class Found(Answer):
    """What the search box of the site finds."""

    count: int = Field(description="how many results there are; a query gives at most 200")
    read_as: list[str] = Field(description="how a misspelled word or name was read")
    only_near: bool = Field(description="nothing was found, and these names come near")
    cut: bool = Field(description="only the beginning of the query was looked for")
    results: list[Result]


# read_paragraph


class Sentence(Answer):
    """A sentence, as the source has it, with the id that addresses end with."""

    id: str
    words: str


class Original(Answer):
    """The paragraph that this one translates."""

    language: str
    words: str
    sentences: list[Sentence]


class Reading(Answer):
    """What a witness has in place of the words that a note is about."""

    words: str = Field(description="empty if the witness leaves them out")
    witness: str


class Note(Answer):
    """A note on a passage: its translation, its sense, what it refers to, other readings."""

    id: str
    labels: list[str] = Field(description="what it means for a reader, the gravest first")
    changes_sense: bool
    quotations: list[str] = Field(description="the words of the paragraph that it is about")
    original: str
    established: str = Field(description="a rendering that others use, or empty")
    suggested: str = Field(description="a rendering of the edition's own, or empty")
    readings: list[Reading]
    reason: str = Field(description="what the note says")
    author: str = Field(description="by whom it is, or empty if by the editors")
    address: str = Field(description=ADDRESS)


class Footnote(Answer):
    """A footnote of the text itself, to which a mark in the paragraph leads."""

    mark: str
    words: str
    paragraph: str


class Use(Entry):
    """A term of a paragraph, and the wordings under which it stands there."""

    wordings: list[str]


class Paragraph(Answer):
    """A paragraph or a heading, and what somebody must know who quotes it."""

    text: str
    title: str
    language: str
    status: str = Field(description="what this wording is, as an unofficial translation")
    quoting: str = Field(description="what whoever quotes the text must know, or empty")
    paragraph: str
    words: str = Field(description="the words of the source, character for character")
    sentences: list[Sentence]
    original: Original | None
    notes: list[Note] = Field(description="by the edition, not of the text itself")
    footnotes: list[Footnote]
    terms: list[Use]
    previous: str = Field(description="the id of the block before it, or empty")
    next: str = Field(description="the id of the block behind it, or empty")
    address: str = Field(description=ADDRESS)


# look_up_term


class Spelling(Answer):
    """A wording of a term in the texts, and how often it stands there."""

    words: str
    places: int


class Rendering(Answer):
    """How somebody renders a term."""

    wording: str
    authority: str = Field(description="official, attested, literal, or suggested by the edition")
    source: str = Field(description="who says so, or empty")


class Place(Answer):
    """A place of a term in a text, with some of the words around it."""

    text: str
    sentence: str
    words: str
    around: str
    address: str = Field(description=ADDRESS)


class Within(Entry):
    """A longer term in which a term stands without being marked, and how often."""

    places: int


class Term(Entry):
    """An entry of the glossary."""

    original: str = Field(description="what it is in the language of the originals, or empty")
    romanization: str = Field(description="that in Latin letters, or empty")
    originals: list[Named] = Field(description="all names in other languages")
    kind: str
    theme: str
    definition: str
    prose: str = Field(description="what the entry says beyond that, as Markdown")
    also: list[str] = Field(description="other names")
    wordings: list[Spelling] = Field(description="the wordings in the texts, most frequent first")
    renderings: list[Rendering]
    count: int = Field(description="how many places it has in the texts")
    places: list[Place] = Field(description="the first of them")
    within: list[Within]
    broader: list[str]
    narrower: list[str]
    related: list[str]
    distinct: list[str] = Field(description="entries not to be confused with it")
    sources: list[str]
    responsible: str
    revised: str
    address: str = Field(description=ADDRESS)


# check_quotation


class Left(Answer):
    """Words that dots in a quotation leave out; whether they deny something."""

    words: str
    denies: bool


class Told(Answer):
    """A note of which somebody must know who quotes a passage."""

    title: str
    address: str = Field(description=ADDRESS)


class Passage(Answer):
    """A passage of a text."""

    text: str
    paragraph: str
    sentence: str
    address: str = Field(description=ADDRESS)
    language: str
    words: str = Field(description="as the text has them")
    left_out: list[Left]
    to_consider: list[str] = Field(description="what is left out, as the site says it")
    notes: list[Told] = Field(description="to be read before quoting")


class Difference(Answer):
    """Words that a quotation has, and what the text has there; one of the two may be empty."""

    wrote: str
    has: str


class Judgment(Answer):
    """What is said of a quotation."""

    quotation: str
    verdict: Verdict
    said: str = Field(description="the verdict in words")
    places: list[Passage] = Field(description="where it stands word for word, the likest first")
    nearest: Passage | None = Field(description="else what comes nearest, if anything does")
    differences: list[Difference]
    written_differently: list[str] = Field(
        description="what was seen through: quotes, capital, hyphen, spelling and others"
    )
    forgiven: str = Field(description="that in words, or empty")
    entries: list[Entry] = Field(description="entries that have it as a name, or are named in it")


class Quoted(Answer):
    """A text that is quoted: what this wording is, and what somebody must know who quotes it."""

    id: str
    title: str
    status: str
    quoting: str


class Checked(Answer):
    """What the page of the site says that checks quotations."""

    quotations: list[Judgment]
    passed_over: int = Field(description="quotations of one or two words, which are not checked")
    texts: list[Quoted]


# cite


class Citation(Answer):
    """A citation, without the day on which somebody read the page, which only they know."""

    id: str
    style: str
    name: str
    citation: str = Field(description="in plain words, or in the format")
    html: str = Field(description="with italics, or empty for a format")
