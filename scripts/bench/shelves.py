"""Shelves: many texts over ten years, with terms that come, stay and go; never two alike."""

from __future__ import annotations

import datetime
import itertools
import json
import random
from collections.abc import Iterator, Sequence

import yaml

from bench.corpus import ENTRY, ROOT, sources
from reader.model import SeedFile
from reader.seeds import from_disk, parse

FIRST, YEARS = 2014, 10
SERIES = (  # each with its share of the texts; what is left belongs to none
    ("Study sessions", "speech", 0.4),
    ("Work reports", "report", 0.3),
    ("Plenary communiqués", "communiqué", 0.1),
)
NAMED = 3  # invented terms in a paragraph
FIRST_WORDS = (
    "coastal", "digital", "early", "fiscal", "grassroots", "harbor", "inland", "joint", "legal",
    "maritime", "northern", "open", "public", "regional", "rural", "seasonal", "shared", "social",
    "southern", "urban",
)  # fmt: skip
SECOND_WORDS = (
    "archive", "canal", "credit", "dairy", "ferry", "forest", "grain", "housing", "library",
    "market", "museum", "orchard", "pension", "railway", "river", "school", "timber", "transport",
    "water", "wool",
)  # fmt: skip
THIRD_WORDS = ("board", "charter", "council", "fund", "plan", "reform", "scheme", "survey")


def shelf(texts: int, paragraphs: int, terms: int) -> tuple[SeedFile, ...]:
    """Return seeds of so many texts, each with so many paragraphs, and so many entries.

    The real entries come first, and the texts hold the sentences of the real one. Every
    invented term has years of its own; each paragraph names some of those of its year.
    """
    real = from_disk.read(ROOT)
    given = parse.seeds(sorted(real, key=lambda file: file.path))[0]
    sentences = [s.words.strip() for block in given.texts[0].paragraphs for s in block.sentences]
    chance = random.Random(1)
    names = [f"text-{number:03}" for number in range(1, texts + 1)]
    own = f"({given.texts[0].id}/".encode()
    glossary = [
        SeedFile(file.path, file.content.replace(own, f"({names[0]}/".encode()))
        for file in real
        if file.path.startswith("seeds/glossary/")
    ]
    if terms < len(glossary):  # a part of the entries would link to the others
        glossary = []
    invented = _invented(chance, terms - len(glossary))
    return (
        *glossary,
        *(_entry(number, headword) for number, (headword, _) in enumerate(invented)),
        SeedFile("seeds/sources.yml", sources(real)),
        *(file for file in real if file.path == "seeds/collection.yml"),
        *itertools.chain.from_iterable(
            _text(name, meta, _body(chance, meta, sentences, invented, paragraphs))
            for name, meta in zip(names, _metas(chance, texts, paragraphs), strict=True)
        ),
    )


def _invented(chance: random.Random, count: int) -> list[tuple[str, range]]:
    """Return headwords, each with the years in which it is used."""
    names = [" ".join(words) for words in itertools.product(FIRST_WORDS, SECOND_WORDS, THIRD_WORDS)]
    found = []
    for headword in chance.sample(names, count):
        begins = FIRST + max(0, chance.randrange(-YEARS, YEARS))
        lasts = chance.randint(1, YEARS)
        found.append((headword, range(begins, begins + lasts)))
    return found


def _entry(number: int, headword: str) -> SeedFile:
    content = ENTRY.format(headword=json.dumps(headword), number=number)
    content = content.replace("original: 无", f"original: 无{number}")
    return SeedFile(f"seeds/glossary/invented-{number}.md", content.encode())


def _metas(chance: random.Random, texts: int, paragraphs: int) -> Iterator[dict[str, str]]:
    """Give what is known of each text; a series counts its own."""
    counts = dict.fromkeys((name for name, _, _ in SERIES), 0)
    day = datetime.date(FIRST, 1, 15)
    step = YEARS * 365 // texts
    for number in range(1, texts + 1):
        series = _series(number)
        name, kind = series or ("", "report")
        if name:
            counts[name] += 1
        title = f"{name[:-1]} {counts[name]}" if name else f"An occasional paper, {number}"
        yield {
            "title": f"{title}: {' '.join(chance.sample(SECOND_WORDS, 3))}",
            "original_title": f"第{number}份",
            "label": title,
            "event_date": day.isoformat(),
            **({"series": name, "number": str(counts[name])} if name else {}),
            "kind": kind,
            "publisher": "none",
            "status": "invented",
            "rights": "none",
            "language": "en",
            "headings": "1",
            "paragraphs": str(paragraphs),
            "provenance": "Invented.",
        }
        day += datetime.timedelta(days=step)


def _series(number: int) -> tuple[str, str] | None:
    """Return the series of a text and its kind: the texts of one are spread over all years."""
    place = number * 0.618 % 1
    for name, kind, share in SERIES:
        if place < share:
            return name, kind
        place -= share
    return None


def _body(
    chance: random.Random,
    meta: dict[str, str],
    sentences: Sequence[str],
    invented: Sequence[tuple[str, range]],
    paragraphs: int,
) -> Iterator[str]:
    year = int(meta["event_date"][:4])
    used = [headword for headword, years in invented if year in years]
    yield meta["title"]
    for _ in range(paragraphs):
        named = chance.sample(used, min(NAMED, len(used)))
        said = [f"We come to the {headword}." for headword in named]
        yield " ".join((*chance.sample(sentences, 4), *said))


def _text(name: str, meta: dict[str, str], body: Iterator[str]) -> Iterator[SeedFile]:
    yield SeedFile(f"seeds/texts/{name}/meta.yml", yaml.safe_dump(meta).encode())
    yield SeedFile(f"seeds/texts/{name}/text.txt", "\n\n".join(body).encode())
