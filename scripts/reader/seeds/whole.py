"""The whole: ``seeds/collection.yml``, what the collection is and which words its seeds use."""

from __future__ import annotations

from collections.abc import Iterable

from reader.fields.schema import Record
from reader.language.words import BOM
from reader.model import LICENSES, SAID, UNREAD, Collection, Problem, Prose, SeedFile
from reader.seeds.keys import COLLECTION, COLLECTION_PATH, is_language
from reader.seeds.records import Problems, characters, missing_file, read_record, read_yaml


def read_collection(files: Iterable[SeedFile], problems: Problems) -> Collection:
    """Return what the settings say, or one that is unread, with its problems added."""
    file = next((file for file in files if file.path == COLLECTION_PATH), None)
    words = characters(file, problems) if file else ""
    value = read_yaml(words.removeprefix(BOM), file, problems) if file and words else None
    if file is None or value is None:
        return UNREAD
    before = len(problems)
    data = read_record(value, file.path, COLLECTION, "a collection", problems)
    problems += _keys(data)
    return UNREAD if len(problems) > before else _collection(data)


def missing() -> Problem:
    """Return the problem that there are no settings."""
    return missing_file(COLLECTION_PATH, "there are no settings of the collection")


def _collection(data: Record) -> Collection:
    given = data.values(COLLECTION)
    lead = given["lead"]
    made = {
        "heading": given["heading"] or given["title"],
        "lead": Prose(lead.words, lead.line),
        "license": LICENSES[given["license"]],
        "interface": given["interface"] or "en",
    }
    return Collection(**given | made)


def _keys(data: Record) -> Iterable[Problem]:
    """Give what is wrong with codes of languages, kinds of notes, and originals without a name."""
    for name in ("languages", "romanizations"):
        for form, _ in data.pairs(name):
            if fault := is_language(form.words):
                message = f"{name!r} has the key {form.words!r}"
                yield Problem(data.path, form.line, "wrong-value", message, fault)
    for form, _ in data.pairs("notes"):
        if form.words not in SAID:
            message = f"'notes' has the key {form.words!r}"
            fix = f"use one of: {', '.join(SAID)}"
            yield Problem(data.path, form.line, "wrong-value", message, fix)
    named = {form.words for form, _ in data.pairs("languages")}
    for form in data.forms("originals"):
        if form.words not in named:
            message = f"'originals' has {form.words!r}, which 'languages' does not name"
            fix = f"add a line such as '{form.words}: …' below 'languages'"
            yield Problem(data.path, form.line, "wrong-value", message, fix)
