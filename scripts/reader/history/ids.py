"""The ids of an edition: how they are written, and which one each paragraph has.

An id is ``pond`` for a text, ``pond/p4`` or ``pond/h1`` for a block, ``pond/p4s2`` for a
sentence, ``glossary/carp`` for an entry. What was published keeps its id for as long as
its words stand somewhere in the text; what is new gets a number that no other ever had.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.model import Change, Paragraph, Published, Seeds, Sentence, Term, Text

GLOSSARY = "glossary"  # so no text may have this name
ADDRESS = "[a-z0-9]+(?:-[a-z0-9]+)*"
NUMBER = "[1-9][0-9]{0,5}"
ID = re.compile(
    rf"(?P<entry>{GLOSSARY}/{ADDRESS})"
    rf"|(?P<text>{ADDRESS})"
    rf"|{ADDRESS}/(?:(?P<heading>h{NUMBER})|(?P<paragraph>p{NUMBER})"
    rf"|(?P<sentence>[hp]{NUMBER}s{NUMBER}))"
)
NOTE = re.compile(rf"({ADDRESS})/n({NUMBER})")  # a note on a translation; it has no record
BLOCKS = ("heading", "paragraph")
PLACES = ("text", *BLOCKS, "sentence")
REVISED = "revised"


def kind(name: str) -> str:
    """Return what an id stands for: text, heading, paragraph, sentence, entry; or ``""``."""
    match = ID.fullmatch(name)
    return (match.lastgroup or "") if match else ""


def anchor(name: str) -> str:
    """Return an id within its text or the glossary: ``p4s2``, ``carp``."""
    return name.partition("/")[2]


def text_of(name: str) -> str:
    """Return the text of an id."""
    return name.partition("/")[0]


def block_of(name: str) -> str:
    """Return the paragraph or heading that holds a sentence; any other id as it is."""
    return name.rpartition("s")[0] if kind(name) == "sentence" else name


def parent(name: str) -> str:
    """Return the id of what holds a sentence, a paragraph or a heading, or ``""``."""
    kinds = {"sentence": block_of, "heading": text_of, "paragraph": text_of}
    find = kinds.get(kind(name))
    return find(name) if find else ""


def series(name: str) -> tuple[str, int]:
    """Return the series to which an id belongs, and its number: ``pond/p`` and 4 of ``pond/p4``.

    Texts are one series, entries another; they have no numbers.
    """
    if "/" not in name or name.startswith(f"{GLOSSARY}/"):
        return f"{name.rpartition('/')[0]}/", 0
    prefix = name.rstrip("0123456789")
    return prefix, int(name.removeprefix(prefix) or 0)


def order(name: str) -> tuple[list[str | int], ...]:
    """Return what ids are sorted by: numbers by their value."""

    def natural(part: str) -> list[str | int]:
        pieces = re.split(r"(\d+)", part)
        return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)]

    return tuple(natural(part) for part in name.split("/"))


def key(words: str) -> str:
    """Return what an id stands for: words, whatever the white space between them."""
    return " ".join(words.split())


def digest(words: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of words."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def meaning(term: Term) -> str:
    """Return what the id of an entry stands for."""
    return key(" · ".join(filter(None, (term.headword, term.original))))


def present(seeds: Seeds) -> Iterator[tuple[str, str]]:
    """Return every id of the seeds as they are, and what it stands for."""
    for text in seeds.texts:
        yield text.id, key(text.meta.title)
        for block in text.blocks:
            yield f"{text.id}/{block.id}", key(block.words)
            for sentence in block.sentences:
                yield f"{text.id}/{sentence.id}", key(sentence.words)
    for term in seeds.terms:
        yield f"{GLOSSARY}/{term.id}", meaning(term)


class Ledger:
    """What was published and what became of it, arranged for those who ask."""

    def __init__(self, published: Iterable[Published] = (), changes: Iterable[Change] = ()) -> None:
        self.lines = {line.id: line for line in published}
        self.gone: dict[str, Change] = {}
        self.revised: dict[str, Change] = {}  # the last word on an id counts
        for change in changes:
            if change.became == REVISED:
                self.revised[change.id] = change
            else:
                self.gone.setdefault(change.id, change)
        self._series: dict[str, list[Published]] = defaultdict(list)
        for line in self.lines.values():
            self._series[series(line.id)[0]].append(line)

    def series(self, prefix: str) -> Sequence[Published]:
        """Return the lines of one series, as that of ``pond/p`` or ``pond/p4s``."""
        return self._series.get(prefix, ())

    def next(self, prefix: str) -> int:
        """Return the first number of a series that was never given out."""
        return 1 + max((series(line.id)[1] for line in self.series(prefix)), default=0)


def assigned(text: Text, ledger: Ledger) -> Text:
    """Return a text with the ids that its headings, paragraphs and sentences have by right."""
    if not ledger.lines:
        return text
    headings = iter(_blocks(f"{text.id}/h", text.headings, ledger))
    paragraphs = iter(_blocks(f"{text.id}/p", text.paragraphs, ledger))
    blocks = (next(headings if block.is_heading else paragraphs) for block in text.blocks)
    return replace(text, blocks=tuple(blocks))


def _blocks(prefix: str, blocks: Sequence[Paragraph], ledger: Ledger) -> tuple[Paragraph, ...]:
    names = numbered(prefix, [key(block.words) for block in blocks], ledger)
    return tuple(_block(name, block, ledger) for name, block in zip(names, blocks, strict=True))


def _block(name: str, block: Paragraph, ledger: Ledger) -> Paragraph:
    words = [key(sentence.words) for sentence in block.sentences]
    names = numbered(f"{name}s", words, ledger)
    sentences = (
        replace(sentence, id=anchor(own))
        for own, sentence in zip(names, block.sentences, strict=True)
    )
    original = block.original and renamed(block.original, f"{anchor(name)}o")
    return replace(block, id=anchor(name), sentences=tuple(sentences), original=original)


def renamed(block: Paragraph, name: str) -> Paragraph:
    """Return a block under another id, its sentences numbered in their order."""
    sentences = (Sentence(f"{name}s{n}", part.words) for n, part in enumerate(block.sentences, 1))
    return replace(block, id=name, sentences=tuple(sentences))


def numbered(prefix: str, words: Sequence[str], ledger: Ledger) -> list[str]:
    """Return the ids, in one series, of pieces with the given words.

    The same words have the same id wherever they stand, in the order of the record if
    they stand there twice; then come those of which a change says how they begin now.
    """
    found = [""] * len(words)
    known: dict[str, deque[str]] = defaultdict(deque)
    for line in sorted(ledger.series(prefix), key=lambda line: line.id in ledger.gone):
        known[line.words].append(line.id)
    for place, piece in enumerate(words):
        if known.get(piece):
            found[place] = known[piece].popleft()
    left = (name for names in known.values() for name in names)
    waiting = {name: ledger.revised[name].begins for name in left if _waits(name, ledger)}
    free = {place: words[place] for place, name in enumerate(found) if not name}
    for name, place in beginning(waiting, free):
        found[place] = found[place] or name
    number = ledger.next(prefix)
    for place, name in enumerate(found):
        if not name:
            found[place] = f"{prefix}{number}"
            number += 1
    return found


def _waits(name: str, ledger: Ledger) -> bool:
    return name in ledger.revised and name not in ledger.gone


def beginning(wanted: Mapping[str, str], pieces: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Return, for each id, the place of the first piece that begins as wanted, if one does.

    A piece that is exactly what is wanted comes before one that only begins so.
    """
    lengths = {len(key(begins)) for begins in wanted.values()}
    places: dict[tuple[int, str], int] = {}
    whole: dict[str, int] = {}
    for place, words in pieces.items():
        whole.setdefault(words, place)
        for length in lengths:
            if length <= len(words):
                places.setdefault((length, words[:length]), place)
    for name in sorted(wanted, key=order):
        begins = key(wanted[name])
        found = whole.get(begins, places.get((len(begins), begins)))
        if found is not None:
            yield name, found
