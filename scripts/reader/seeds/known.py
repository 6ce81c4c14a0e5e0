"""Known: what the seeds name, so that a check can say what a wrong name is near to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from reader.history import ids
from reader.history.fates import Fates
from reader.model import (
    Form,
    Problem,
    Seeds,
    Term,
)
from reader.seeds import keys


@dataclass(frozen=True)
class Known:
    """What other seeds may refer to. ``broken`` are the files with errors of their own.

    Such a file may not have been read whole, or may be a folder that could not be read.
    What stands in it may well be there: nothing is said of references to it.
    """

    terms: Mapping[str, Term]
    sources: frozenset[str]
    texts: frozenset[str]
    broken: frozenset[str]
    fates: Fates

    def has_term(self, name: str) -> bool:
        """Return whether there is an entry of a name, or a broken file that may hold it."""
        return name in self.terms or self.is_broken(f"seeds/glossary/{name}.md")

    def has_source(self, key: str) -> bool:
        """Return whether there is a source of a key, or a broken file that may hold it."""
        return key in self.sources or self.is_broken(keys.SOURCES_PATH)

    def has_text(self, name: str) -> bool:
        """Return whether there is a text of a name, or a broken file that may hold it."""
        return name in self.texts or self._is_broken_text(name)

    def _is_broken_text(self, name: str) -> bool:
        folder = f"seeds/texts/{name}"
        inside = any(path.startswith(f"{folder}/") for path in self.broken)
        return inside or self.is_broken(folder)

    def has_place(self, name: str) -> bool:
        """Return whether an id of a text, a part of one or a note is there, or what became of it.

        Of a text with a broken file nothing is said.
        """
        return bool(self.fates.place(name)) or self._is_broken_text(ids.text_of(name))

    def is_broken(self, path: str) -> bool:
        """Return whether a file, or a folder that it lies in, has an error of its own."""
        return not self.broken.isdisjoint((path, *map(str, PurePosixPath(path).parents)))


def known_of(given: Seeds, broken: frozenset[str]) -> Known:
    """Return what is known of seeds; ``broken`` are the paths of files with errors."""
    return Known(
        {term.id: term for term in given.terms},
        frozenset(source.id for source in given.sources),
        frozenset(text.id for text in given.texts),
        broken,
        Fates(given),
    )


def entry(form: Form, path: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if there is no such entry."""
    if not known.has_term(form.words):
        message = f"there is no entry {form.words!r}"
        yield Problem(path, form.line, "unknown-entry", message, near(form.words, known.terms))


def source(form: Form, path: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if no source has this key."""
    if not known.has_source(form.words):
        message = f"there is no source {form.words!r} in {keys.SOURCES_PATH}"
        yield Problem(path, form.line, "unknown-source", message, near(form.words, known.sources))


def text(form: Form, path: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if there is no such text."""
    if not known.has_text(form.words):
        message = f"there is no text {form.words!r}"
        yield Problem(path, form.line, "unknown-text", message, near(form.words, known.texts))


def close(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that are spelled nearly like the one given."""
    bare = name.rpartition("/")[2].partition("#")[0].removesuffix(".md")
    wanted = "-".join(bare.lower().split())
    return difflib.get_close_matches(wanted, sorted(known), n=3, cutoff=0.7)


def near(name: str, known: Iterable[str]) -> str:
    """Return a remedy that names what is spelled nearly like it."""
    found = close(name, known)
    return f"use {' or '.join(found)}" if found else "correct the name, or add what it names"
