"""Drafts of new seeds: what could be found out stands in them, and questions for the rest.

A question is a comment above a key without a value: ``check`` names each one that is open.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from reader.fields.schema import is_address
from reader.history import ids
from reader.language import split
from reader.language.words import BOM, decode, on_one_line, plural
from reader.model import UNREAD, Collection, Problem, SeedFile
from reader.seeds import vocabulary

ENCODING = "utf-8"
SHOWN = 100  # characters of a line that a question quotes
LETTERS_WITHOUT_NAME = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
)

META = """\
# A draft, made from {file}.
# Write the answers behind the keys; one with ': ' or ' #' in it between quotation marks.
# The command 'check' names what is open.

# What is the title? {first}
title:
# And a short title, for menus?
label:
# Who published it?
publisher:
# What is it, as in 'Official translation'?
status:
# Who holds the rights, and on what terms does it stand here?
rights:
# In which language is it, as a tag such as 'en', 'grc' or 'zh-Hant'?{letters}
language:
# How many of the first lines are headings? {lines}
headings:
# {blocks}
paragraphs:
# Where does the text come from? Name the source, and cite it as [@key].
provenance:{provenance}
# These may be added: {optional}.
# The page for editors says what stands in them.
"""
CONVERTED = """\
 |
  ? Where does the text come from? Write it in place of this paragraph, and keep the next.

  The file was saved in the encoding {encoding} and stands here in UTF-8.
  As it was saved, its SHA-256 is {digest}.\
"""


@dataclass(frozen=True)
class Draft:
    """New files for the seeds, and what to tell whoever asked for them."""

    files: tuple[SeedFile, ...]
    said: tuple[str, ...]


Drafted = tuple[Draft | None, tuple[Problem, ...]]


def address(words: str) -> str:
    """Return the address that words make, or ``""``: ``Green Bonds`` gives ``green-bonds``."""
    parts = unicodedata.normalize("NFKD", words.casefold()).translate(LETTERS_WITHOUT_NAME)
    bare = "".join(part for part in parts if not unicodedata.combining(part) and part not in "'’")
    return "-".join(re.findall("[a-z0-9]+", bare))


def text(
    file: SeedFile, name: str, encoding: str = ENCODING, collection: Collection = UNREAD
) -> Drafted:
    """Return the draft of a text, or the reasons why there is none.

    ``file`` is what was given, ``name`` the id of the text, ``encoding`` one that Python
    knows. A file in UTF-8 stays as it is, to the byte; any other is converted. The keys that
    may be added are those for which the ``collection`` has use.
    """
    if fault := _bad_text_id(name):
        return None, (bad_address(file.path, name, fault),)
    unaltered = encoding == ENCODING
    seed, problems = (file, ()) if unaltered else _converted(file, encoding)
    words, faults = decode(seed) if seed else ("", problems)
    if not words or seed is None:
        return None, tuple(_with_encoding(problem) for problem in faults)
    meta = META.format(
        file=on_one_line(PurePosixPath(file.path).name),
        **_found(words),
        optional=", ".join(
            field.name for field in vocabulary.meta(collection) if not field.required
        ),
        provenance=""
        if unaltered
        else CONVERTED.format(encoding=encoding, digest=_sha256(file.content)),
    )
    folder = f"seeds/texts/{name}"
    files = (
        SeedFile(f"{folder}/text.txt", seed.content),
        SeedFile(f"{folder}/meta.yml", meta.encode()),
    )
    return Draft(files, tuple(_said_of_text(file, seed, encoding))), ()


def _said_of_text(file: SeedFile, seed: SeedFile, encoding: str) -> Iterator[str]:
    if encoding != ENCODING:
        yield f"SHA-256 of the file given {_sha256(file.content)}, in {encoding}; now in UTF-8"
    yield f"SHA-256 of text.txt {_sha256(seed.content)}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _bad_text_id(name: str) -> str | None:
    return "its ids would be those of entries" if name == ids.GLOSSARY else is_address(name)


def bad_address(path: str, name: str, fault: str) -> Problem:
    """Return the problem of a name that makes no good address; it may be empty."""
    message = f"{name!r} makes no good address" if name else "its name makes no good address"
    return Problem(path, 1, "bad-address", message, f"give another with --id: {fault}")


def _converted(file: SeedFile, encoding: str) -> tuple[SeedFile | None, tuple[Problem, ...]]:
    """Return a file in UTF-8; what cannot be read keeps its reason."""
    if file.fault:
        return file, ()
    try:
        words = file.content.decode(encoding)
        return replace(file, content=words.encode("utf-8")), ()  # no surrogate
    except UnicodeError as fault:
        at = f" (at byte {fault.start})" if isinstance(fault, UnicodeDecodeError) else ""
        message = f"the file is not in the encoding {encoding}{at}"
        return None, (Problem(file.path, 1, "wrong-encoding", message, "state another encoding"),)


def _with_encoding(problem: Problem) -> Problem:
    """Return a problem with the remedy that this command has."""
    if problem.code != "not-utf-8":
        return problem
    fix = f"{problem.fix}; or state the encoding, as in --encoding gb18030"
    return replace(problem, fix=fix)


def _found(words: str) -> dict[str, str]:
    """Return what a text says of itself, in words for the questions."""
    runs = [run for _, run in split.blocks(words)[0]]
    shown = [f"# {place}. {_quoted(run)}" for place, run in enumerate(runs[:3], 1)]
    what = "The only one is" if len(runs) == 1 else f"The first {len(shown)} are"
    blocks = f"{plural(len(runs), 'piece')} between blank lines: headings and paragraphs together."
    return {
        "first": f"The first line is {_quoted(runs[0])}.",
        "letters": _letters(words),
        "lines": "\n".join((f"{what}:", *shown)),
        "blocks": f"How many paragraphs follow? There {'is' if len(runs) == 1 else 'are'} {blocks}"
        + _unbroken(runs),
    }


def _unbroken(runs: Sequence[str]) -> str:
    """Return a warning if a text seems to lack its blank lines."""
    lines = len(runs[0].splitlines()) if len(runs) == 1 else 1
    hint = "its lines are one paragraph, unless blank lines part them in the source"
    return f"\n# No blank line stands between its {lines:,} lines: {hint}." if lines > 1 else ""


def _quoted(words: str) -> str:
    """Return the first line of some words, shortened, between quotation marks."""
    line = " ".join(words.removeprefix(BOM).strip().splitlines()[0].split())
    return f'"{on_one_line(line[:SHOWN])}{"…" if len(line) > SHOWN else ""}"'


def _letters(words: str) -> str:
    """Return what the letters of a text suggest; its language is for the editor to say."""
    scripts = Counter(unicodedata.name(one, "").partition(" ")[0] for one in words if one.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else ""
    guesses = {"CJK": " Most of it is Chinese characters: zh?", "LATIN": " As in 'en' for English."}
    return guesses.get(script, f" Most of its letters are {script.capitalize()}." if script else "")
