"""The closing line of a record: how many lines stand above it, and their hash.

By it a file that was cut, wherever that was, is told from a whole one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from reader.language.words import BOM, LINE_END
from reader.model import Problem, SeedFile

PATHS = {"seeds/record/published.tsv": "publish", "seeds/record/released.jsonl": "release"}
# Within a line of JSON for one record, and a line that no id can be for the other.
CLOSING = {
    "publish": "# end: {count} lines above, SHA-256 {digest}",
    "release": '{{"end": {count}, "sha256": "{digest}"}}',
}
SEALED = re.compile(r"(# end: |\{\"end\": )\d.*")


def closed(rows: Iterable[str], command: str) -> str:
    """Return the rows of the record that a command writes as its file, with the closing line."""
    given = list(rows)
    return "".join(f"{row}\n" for row in (*given, _closing(given, command)))


def opened(words: str, path: str) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the rows of a record without its closing line, and what that line betrays.

    White space at the end of the file and the kind of its line ends count for nothing.
    """
    command = PATHS[path]
    rows = LINE_END.split(words.removeprefix(BOM).rstrip("\r\n"))
    if SEALED.fullmatch(rows[-1]):
        *rows, last = rows
        if last == _closing(rows, command):
            return rows, ()
        message = "the closing line does not fit what stands above it"
        return rows, (Problem(path, len(rows) + 1, "broken-record", message, restore(path)),)
    message = "the closing line is missing: the file was cut, or an earlier version wrote it"
    return rows, (Problem(path, len(rows), "broken-record", message, restore(path)),)


def restore(path: str) -> str:
    """Return the remedy for a broken record, which loses nothing."""
    command = PATHS[path]
    sign = CLOSING[command][:7].replace("{{", "{")
    return (
        f"take the file back as it was committed ('git restore {path}'), or from a copy; if that "
        f"is whole and has no line {sign!r} at its end, an earlier version wrote it, and "
        "the command 'publish --old-record' adds the line"
    )


def unsealed(files: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return the records without a closing line as they are with one, taken for whole."""
    records = (file for file in files if file.path in PATHS and not file.fault)
    return tuple(made for file in records if (made := _with_closing(file)) != file)


def laid(files: Iterable[SeedFile], over: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return files with others in place of those that have their paths."""
    return tuple({file.path: file for file in (*files, *over)}.values())


def _with_closing(file: SeedFile) -> SeedFile:
    try:
        words = file.content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError:
        return file
    rows = LINE_END.split(words.rstrip("\r\n"))
    # What does not end with its line was cut: no version ever wrote it so.
    if words[-1:] not in ("\n", "\r") or SEALED.fullmatch(rows[-1]):
        return file
    return replace(file, content=closed(rows, PATHS[file.path]).encode())


def _closing(rows: Iterable[str], command: str) -> str:
    given = list(rows)
    digest = hashlib.sha256("".join(f"{row}\n" for row in given).encode()).hexdigest()
    return CLOSING[command].format(count=len(given), digest=digest)
