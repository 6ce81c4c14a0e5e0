"""Seed files to seeds: every file is checked on its own, and every fault is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from reader.history import ids, snapshot
from reader.history import record as publication
from reader.model import (
    Change,
    Note,
    Problem,
    Published,
    Release,
    SeedFile,
    Seeds,
    Source,
    Text,
)
from reader.seeds.apparatus import read_sources
from reader.seeds.chronicle import read_changes, read_published, read_releases
from reader.seeds.entries import read_entries
from reader.seeds.keys import COLLECTION_PATH, SOURCES_PATH
from reader.seeds.notes import read_notes
from reader.seeds.records import (
    TEXT_PATH,
    Problems,
    characters,
    missing_file,
)
from reader.seeds.texts import read_text
from reader.seeds.whole import missing as no_collection
from reader.seeds.whole import read_collection

ENTRY_PATH = re.compile(r"seeds/glossary/([^/]+)\.md")


def seeds(files: Iterable[SeedFile]) -> tuple[Seeds, tuple[Problem, ...]]:
    """Return the seeds that could be read, and everything that is wrong with the rest."""
    files = tuple(files)
    problems: Problems = []
    collection = read_collection(files, problems)
    entries: list[tuple[SeedFile, str]] = []
    sources: tuple[Source, ...] = ()
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()
    releases: tuple[Release, ...] = ()
    folders: dict[str, dict[str, SeedFile]] = defaultdict(dict)
    for file in _but_settings(files):
        if match := ENTRY_PATH.fullmatch(file.path):
            entries.append((file, match[1]))
        elif match := TEXT_PATH.fullmatch(file.path):
            folders[match[1]][match[2]] = file
        elif file.path == SOURCES_PATH:
            sources = read_sources(file, collection, problems)
        elif file.path == publication.PATH:
            published = read_published(file, problems)
        elif file.path == publication.CHANGES:
            changes = tuple(read_changes(file, problems))
        elif file.path == snapshot.PATH:
            releases = read_releases(file, problems)
        else:
            _other(file, problems)
    texts: list[Text] = []
    notes: list[Note] = []
    ledger = ids.Ledger(published, changes)
    for name, folder in folders.items():
        text = read_text(name, folder, collection, problems)
        texts += [ids.assigned(text, ledger)] if text else []
        if "notes.yml" in folder:
            notes += read_notes(folder["notes.yml"], name, collection, problems)
    made = Seeds(
        texts=tuple(texts),
        terms=tuple(read_entries(entries, collection, problems)),
        sources=sources,
        notes=tuple(notes),
        published=published,
        changes=changes,
        releases=releases,
        collection=collection,
    )
    return made, tuple(problems)


def unfinished(files: Iterable[SeedFile], made: Seeds) -> dict[str, str]:
    """Return the words of the texts that could not be made of their files, by their ids."""
    done = {text.id for text in made.texts}
    places = ((TEXT_PATH.fullmatch(file.path), file) for file in files)
    return {
        match[1]: words
        for match, file in places
        if match and match[2] == "text.txt" and match[1] not in done
        if (words := characters(file, []))
    }


def _but_settings(files: Iterable[SeedFile]) -> Iterable[SeedFile]:
    return (file for file in files if file.path != COLLECTION_PATH)


def missing(files: Iterable[SeedFile]) -> Iterable[Problem]:
    """Give what is missing from a whole edition: every file, or the sources."""
    given = {file.path for file in files}
    if not given:
        message, fix = "there is no seed", "name the folder that holds seeds/ with --root"
        yield Problem("seeds", 1, "missing-file", message, fix)
        return
    if not {SOURCES_PATH, "seeds"} & given:
        yield missing_file(SOURCES_PATH, "there is no list of sources")
    if not {COLLECTION_PATH, "seeds"} & given:
        yield no_collection()


def _other(file: SeedFile, problems: Problems) -> None:
    if file.fault:
        characters(file, problems)
    else:
        problems.append(_stray(file))


def _stray(file: SeedFile) -> Problem:
    fix = (
        "a text is seeds/texts/<name>/text.txt, beside it meta.yml, notes.yml, original.txt and "
        "what it was made from, as source.docx; "
        "an entry is seeds/glossary/<name>.md; the sources are seeds/sources.yml, and the settings "
        "of the whole seeds/collection.yml"
    )
    return Problem(file.path, 1, "stray-file", "no seed has its place here", fix)
