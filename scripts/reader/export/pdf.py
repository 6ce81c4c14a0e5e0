"""A text as a PDF: typeset by Typst, tagged, with bookmarks and its fonts inside.

The words go to Typst as data and never as markup. The standards it is asked to keep
to, PDF/UA-1 and PDF/A-2a, make it refuse what they forbid, a missing glyph among it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from reader.export import book
from reader.export.book import Book
from reader.export.names import LICENSE
from reader.words import bare

TEMPLATE = Path(__file__).parents[2] / "templates" / "book.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


class UnprintableError(Exception):
    """A text holds what cannot be set: a character that none of the fonts has, as a rule."""


def pdf(given: Book) -> bytes:
    """Return a book as a PDF. The same book always gives the same bytes.

    Raises UnprintableError, with Typst's account of it, when the book cannot be set.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)]
    )
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), font_paths=fonts, sys_inputs={"book": _data(given)}
    )
    try:
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as fault:
        raise UnprintableError(fault.message) from fault
    if warnings or not isinstance(made, bytes):
        raise RuntimeError([warning.message for warning in warnings])
    return made


def _data(given: Book) -> str:
    """Return a book as JSON; each mark of a note with the name of its paragraph."""
    data = asdict(given)
    for remark in data["remarks"]:
        remark["marks"] = [(*mark, book.label(mark[1])) for mark in remark["marks"]]
    return bare(json.dumps({**data, "licensed": LICENSE}, ensure_ascii=False))
