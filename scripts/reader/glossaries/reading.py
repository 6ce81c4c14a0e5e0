"""Which format a file has, told by its content, and its entries."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from reader.glossaries import tables, tbx
from reader.glossaries.found import (
    MOST_BYTES,
    MOST_ENTRIES,
    Asked,
    Glossary,
    Reader,
    bad_format,
    failed,
)
from reader.glossaries.markup_files import refused_json, refused_xml
from reader.language.words import BOM, plural
from reader.model import Collection, Problem, SeedFile

TURTLE = re.compile(
    rb"(?:\s|#[^\n]*\n)*(?:@prefix\s|@base\s|prefix\s+[\w-]*:|base\s*<|<[^\s<>]+:[^\s<>]*>\s)", re.I
)
BINARY = {
    b"PK\x03\x04": "it is a workbook or another package: save its sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "it is an old workbook: save its sheet as CSV (UTF-8)",
    b"%PDF": "it is a PDF: copy its table into a spreadsheet, and save that as CSV (UTF-8)",
    b"SQLite": "it is a database: export it as text or CSV",
}
FORMATS = "CSV, TBX or SKOS"


def read(file: SeedFile, collection: Collection, asked: Asked) -> Glossary:
    """Return the entries of a file, with what is wrong with it."""
    fault = _refused(file)
    if fault:
        return failed(file, "", fault)
    reader, problems = _reader(file)
    if reader is None:
        return failed(file, "", *problems)
    glossary = reader(file, collection, asked)
    if len(glossary.found) > MOST_ENTRIES:
        message = f"it has {plural(len(glossary.found), 'entry', 'entries')}"
        fix = f"import at most {MOST_ENTRIES:,} at once: part the file"
        return failed(file, glossary.format, Problem(file.path, 1, "too-large", message, fix))
    if not (glossary.found or glossary.problems):
        return replace(glossary, problems=(_empty(file),))
    return glossary


def _refused(file: SeedFile) -> Problem | None:
    if file.fault:
        fix = "name a file that is there, and that you may read"
        return Problem(file.path, 1, "unreadable", file.fault, fix)
    if len(file.content) > MOST_BYTES:
        message = f"it has {len(file.content):,} bytes"
        fix = f"import at most {MOST_BYTES:,} at once: part the file"
        return Problem(file.path, 1, "too-large", message, fix)
    for sign, remedy in BINARY.items():
        if file.content.startswith(sign):
            message = f"the file is not {FORMATS}"
            return Problem(file.path, 1, "unknown-format", message, remedy)
    return None if file.content.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff") else _empty(file)


def _empty(file: SeedFile) -> Problem:
    fix = f"export the glossary anew, as {FORMATS}"
    return Problem(file.path, 1, "empty", "no entry stands in the file", fix)


def _reader(file: SeedFile) -> tuple[Reader | None, tuple[Problem, ...]]:
    """Return what reads a file, or why nothing does."""
    start = _start(file.content)
    if TURTLE.match(start):
        return _rdf_reader("turtle"), ()
    if start.startswith(b"<"):
        return _xml_reader(file)
    if start.startswith((b"{", b"[")):
        problems = refused_json(file)
        return (None if problems else _rdf_reader("json-ld")), problems
    return tables.read, ()


def _start(content: bytes) -> bytes:
    """Return where the words of a file begin, whether it is in UTF-8 or in UTF-16."""
    return content[:4000].removeprefix(BOM.encode()).strip(b"\xff\xfe\0 \t\r\n").replace(b"\0", b"")


def _rdf_reader(syntax: str) -> Reader:
    # Its library takes longer to load than most commands to run.
    from reader.glossaries import skos  # noqa: PLC0415

    return skos.reader(syntax)


def _xml_reader(file: SeedFile) -> tuple[Reader | None, tuple[Problem, ...]]:
    if problems := refused_xml(file):
        return None, problems
    try:
        name = str(etree.QName(etree.fromstring(file.content, tbx.parser())).localname)
    except etree.XMLSyntaxError as fault:  # as of elements inside too many others
        message, fix = f"the XML cannot be read: {fault.msg}", "export the glossary anew"
        return None, (bad_format(file.path, fault.lineno or 1, message, fix),)
    if name in tbx.ROOTS:
        return tbx.read, ()
    if name == "RDF":
        return _rdf_reader("xml"), ()
    message = f"the XML is neither TBX nor RDF: it begins with <{name}>"
    fix = f"export the glossary as {FORMATS}"
    return None, (Problem(file.path, 1, "unknown-format", message, fix),)
