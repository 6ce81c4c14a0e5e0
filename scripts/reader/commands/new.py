"""Lay down the draft of a text or of an entry. Nothing that is there is written over."""

from __future__ import annotations

import argparse
import codecs
import unicodedata
from dataclasses import replace
from pathlib import Path

from reader.commands import clock, disk
from reader.incoming import conversion
from reader.incoming import drafts as text_drafts
from reader.model import Problem
from reader.seeds import drafts, entry_drafts, from_disk, parse
from reader.seeds.drafts import Draft
from reader.seeds.whole import read_collection


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands ``new-text`` and ``new-entry`` to those of the build script."""
    text = commands.add_parser("new-text", help="make the folder of a text from a file")
    text.add_argument("file", type=Path, metavar="FILE", help="a text, or a document with one")
    text.add_argument("--id", metavar="NAME", help="its address; else made from the file's name")
    text.add_argument("--encoding", type=encoding, help="found out, or UTF-8, if left out")
    entry = commands.add_parser("new-entry", help="make the file of a glossary entry")
    entry.add_argument("headword", metavar="HEADWORD")
    entry.add_argument("--id", metavar="NAME", help="its address; else made from the headword")
    entry.add_argument(
        "--original",
        "--chinese",
        dest="original",
        default="",
        metavar="WORDS",
        help="the term in a language of the originals",
    )
    entry.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="which language that is; else that of the texts in which it stands",
    )


def encoding(words: str) -> str:
    """Return the name that Python has for an encoding of texts."""
    try:
        b"a".decode(words)
    except UnicodeError:
        pass  # it exists, but has no such byte
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"no encoding of texts is called {words!r}") from None
    return codecs.lookup(words).name


def text(
    root: Path, file: Path, name: str | None, encoding: str | None
) -> tuple[Problem, ...] | Draft:
    """Lay down a text and its open questions; return what was done, or the problems."""
    name, word = text_drafts.name_of(file.stem) if name is None else (name, "")
    collection = read_collection(from_disk.read(root), [])
    given = from_disk.given(file, conversion.LARGEST)
    draft, problems = text_drafts.text(given, name, encoding or "", collection)
    if draft and word:
        draft = replace(draft, said=(word, *draft.said))
    return _lay(root, draft) if draft else problems


def entry(
    root: Path, headword: str, original: str, name: str | None, language: str = ""
) -> tuple[Problem, ...] | Draft:
    """Lay down an entry and its open questions; return what was done, or the problems."""
    name = drafts.address(headword) if name is None else name
    day, faults = clock.today(f"seeds/glossary/{name}.md")
    if faults:
        return faults
    files = from_disk.read(root)
    made = parse.seeds(files)[0]
    unfinished = parse.unfinished(files, made)
    draft, problems = entry_drafts.entry(made, headword, original, name, day, unfinished, language)
    return _lay(root, draft) if draft else problems


def _lay(root: Path, draft: Draft) -> tuple[Problem, ...] | Draft:
    """Write the files of a draft, unless one of them, or the folder of a text, is there."""
    first = root / draft.files[0].path
    new = first.parent if len(draft.files) > 1 else first
    taken = _taken(new)
    if taken:
        return (_there(taken.relative_to(root).as_posix()),)
    try:
        if new is first:
            first.parent.mkdir(parents=True, exist_ok=True)
            disk.make(first, draft.files[0].content)
        else:
            disk.make_folder(new, {Path(file.path).name: file.content for file in draft.files})
    except FileExistsError:
        return (_there(new.relative_to(root).as_posix()),)
    except OSError as fault:
        return (disk.unwritable(new.relative_to(root), fault),)
    return draft


def _taken(path: Path) -> Path | None:
    """Return what has the name of a path already; letter case and normal form count for nothing."""
    wanted = _alike(path.name)
    names = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return next((other for other in names if _alike(other.name) == wanted), None)


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _there(path: str) -> Problem:
    fix = "give another name with --id; nothing was written"
    return Problem(path, 1, "already-there", "it is there already", fix)
