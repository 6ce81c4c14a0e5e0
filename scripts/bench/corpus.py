"""Corpora: made of the sentences of the real text, in an order that never changes."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import yaml

from reader.model import SeedFile
from reader.seeds import from_disk, parse

ROOT = Path(__file__).resolve().parents[2]
ENTRY = """\
---
headword: {headword}
kind: concept
theme: development
original: 无
traditional: 无{number}
romanization: wú
sources: [invented]
responsible: the benchmark
revised: 2026-01-01
---

An invented entry of the benchmark, number {number}.
"""


def corpus(paragraphs: int, terms: int) -> tuple[SeedFile, ...]:
    """Return seeds with so many paragraphs and entries.

    The real entries come first; where there is no room for all, their headwords do.
    """
    real = from_disk.read(ROOT)
    given = parse.seeds(sorted(real, key=lambda file: file.path))[0]
    text, terms_of_it = given.texts[0], given.terms
    sentences = [s.words.strip() for block in text.paragraphs for s in block.sentences]
    chance = random.Random(1)
    body = [" ".join(chance.sample(sentences, 4)) for _ in range(paragraphs)]
    meta = {
        "title": "A corpus",
        "label": "Corpus",
        "publisher": "none",
        "status": "invented",
        "rights": "none",
        "language": "en",
        "headings": "0",
        "paragraphs": str(paragraphs),
        "provenance": "Invented.",
    }
    glossary = [
        SeedFile(file.path, file.content.replace(f"({text.id}/".encode(), b"(corpus/"))
        for file in real
        if file.path.startswith("seeds/glossary/")
    ]
    known = [term.headword for term in terms_of_it]
    if terms < len(glossary):  # a part of the entries would link to the others
        glossary = []
    words = sorted({word for sentence in sentences for word in sentence.lower().split()})
    invented = (
        known[n] if not glossary else f"{' '.join(chance.sample(words, 3))} {n}"
        for n in range(terms - len(glossary))
    )
    return (
        *glossary,
        *(
            SeedFile(
                f"seeds/glossary/invented-{n}.md",
                ENTRY.format(headword=json.dumps(headword), number=n)
                .replace("original: 无", f"original: 无{n}")
                .encode(),
            )
            for n, headword in enumerate(invented)
        ),
        SeedFile("seeds/sources.yml", sources(real)),
        *(file for file in real if file.path == "seeds/collection.yml"),
        SeedFile("seeds/texts/corpus/meta.yml", yaml.safe_dump(meta).encode()),
        SeedFile("seeds/texts/corpus/text.txt", "\n\n".join(body).encode()),
    )


def sources(real: Sequence[SeedFile]) -> bytes:
    """Return the real sources, and an invented one."""
    own = next(file.content for file in real if file.path == "seeds/sources.yml")
    invented = {
        "id": "invented",
        "type": "book",
        "title": "Invented",
        "accessed": "2026",
        "grade": "weak",
    }
    return own + b"\n" + yaml.safe_dump([invented]).encode()
