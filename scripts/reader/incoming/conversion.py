"""Conversion: a file that somebody has becomes a text, what is left out is named, and both proved.

Nothing is read here but the bytes that are given, and nothing is written.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from reader.incoming import docx, encodings, epub, html, markdown, proof, readings, rtf, tei
from reader.incoming.document import Document, Piece, RefusalError, bare
from reader.incoming.formats import format_of
from reader.incoming.writing import blocks, written
from reader.language.words import on_one_line
from reader.model import Problem, SeedFile

LARGEST = 200_000_000  # bytes of a file that is read at all
NAMES = {
    "docx": "a document of a word processor (docx)",
    "epub": "an EPUB",
    "html": "a page of the web (HTML)",
    "markdown": "Markdown",
    "rtf": "Rich Text Format (RTF)",
    "tei": "TEI",
    "text": "a plain text",
}
LOST = "words for which there was no place"
Read = Callable[[bytes], tuple[Document, str]]
PACKED: dict[str, Read] = {"docx": docx.document, "epub": epub.document}
PACKED |= {"rtf": rtf.document, "tei": tei.document}


@dataclass(frozen=True)
class Conversion:
    """A file as a text: the bytes of ``text.txt``, and what is known of how it was made.

    ``ending`` is that of the file as it is kept, ``""`` if it is the text itself. ``pieces``
    are those of the text in their order, if its format knows any. ``left_out`` has the words
    of each thing by its kind, ``said`` what was done, in sentences.
    """

    content: bytes
    ending: str = ""
    format: str = "text"
    encoding: str = "utf-8"
    pieces: tuple[Piece, ...] = ()
    notes: int = 0
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    said: tuple[str, ...] = ()
    title: str = ""
    language: str = ""


Converted = tuple[Conversion | None, tuple[Problem, ...]]


def converted(file: SeedFile, encoding: str = "") -> Converted:
    """Return a file as a text, or the reasons why it cannot be one.

    ``encoding`` is one that Python knows, or ``""``: then it is found out, if that is sure.
    """
    if file.fault:
        return Conversion(b""), ()  # whoever decodes it says what is wrong
    try:
        kind = format_of(file.content, file.path)
        if kind == "text":
            return _plain(file, encoding)
        return _document(file, kind, encoding), ()
    except RefusalError as refused:
        message = on_one_line(str(refused))
        return None, (Problem(file.path, 1, "no-text", message, refused.fix),)
    except RecursionError:
        fix = "open it in the program that made it, and copy its text into a plain file"
        message = "its parts stand too deep within one another"
        return None, (Problem(file.path, 1, "no-text", message, fix),)


def _plain(file: SeedFile, encoding: str) -> Converted:
    """Return a plain text: UTF-8 as it is, to the byte, all else in UTF-8."""
    found = encoding or encodings.detect(file.content)
    if found == "utf-8" or not found:
        return (Conversion(file.content), ()) if found or not file.content else _unknown(file)
    try:
        words = file.content.decode(found)
        content = words.encode()  # no surrogate
    except UnicodeError as fault:
        at = f" (at byte {fault.start})" if isinstance(fault, UnicodeDecodeError) else ""
        message = f"the file is not in the encoding {found}{at}"
        return None, (Problem(file.path, 1, "wrong-encoding", message, "state another encoding"),)
    return Conversion(content, _ending(file, ".txt"), "text", found), ()


def _unknown(file: SeedFile) -> Converted:
    """Say that the encoding cannot be known, and how the likely ones would read."""
    ways = [
        f'--encoding {name} would read "{on_one_line(words)}"'
        for name, words in encodings.proposals(file.content)
    ]
    message = "the file is not in UTF-8, and what it is in cannot be told for sure"
    fix = "; ".join(("save it in UTF-8, or state the encoding", *ways))
    return None, (Problem(file.path, 1, "not-utf-8", message, fix),)


def _document(file: SeedFile, kind: str, encoding: str) -> Conversion:
    """Return a document as a text, each of its words in it or named."""
    words = ""
    if kind in PACKED:
        read, source = PACKED[kind](file.content)
    else:
        words = _characters(file.content, kind, encoding)
        read = (html if kind == "html" else markdown).document(words)
        source = (readings.of_html if kind == "html" else readings.of_markdown)(words)
    pieces = blocks(read)
    text = written(pieces)
    plain = words if kind == "markdown" else ""
    left_out, done = _proved(read, pieces, source, plain)
    return Conversion(
        content=text.encode(),
        ending=_ending(file, f".{kind}"),
        format=kind,
        pieces=pieces,
        notes=len(read.notes),
        left_out=left_out,
        said=done,
        title=read.title,
        language=read.language,
    )


def _characters(content: bytes, kind: str, encoding: str) -> str:
    """Return the characters of a page or of Markdown."""
    found = encoding or encodings.detect(content)
    try:
        if found or kind == "markdown":
            return content.decode(found or "utf-8").replace("\0", "")
    except UnicodeError as fault:
        fix = "save it in UTF-8, or state the encoding with --encoding"
        raise RefusalError(f"it is not in the encoding {found or 'utf-8'}: {fault}", fix) from None
    return encodings.of_page(content)


def _proved(
    read: Document, pieces: tuple[Piece, ...], source: str, plain: str
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """Return what is left out, words that the second reading alone has found included.

    ``plain`` is Markdown as it was written, or ``""``.
    """
    is_bare = bool(plain)
    taken = "\n".join(bare(piece.words, " ") for piece in pieces)
    named = [words for _, several in read.left_out for words in several]
    lost, invented = proof.differences(source, taken, named, bare=is_bare)
    if is_bare:  # a sign may be written in two ways, and stand for itself in one of them
        invented = proof.differences(f"{source}\n{plain}", taken, named, bare=True)[1]
    left_out, done = read.left_out, read.done
    if lost:
        kind = "signs and addresses of Markdown" if is_bare else LOST
        left_out = (*left_out, (kind, (_listed(lost),)))
    if invented:
        done = (*done, f"words that a second reading of the file has not: {_listed(invented)}")
    return left_out, done


def _listed(words: Counter[str]) -> str:
    return " ".join(word for word, count in words.items() for _ in range(count))


def _ending(file: SeedFile, otherwise: str) -> str:
    """Return the ending under which a file is kept: its own, if that can be one."""
    own = PurePosixPath(file.path).suffix.lower()
    good = own[1:].isascii() and own[1:].isalnum() and len(own) <= 9
    return own if good else otherwise


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
