"""The keys of a source of the bibliography."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_address, is_date, is_names, is_url
from reader.interface import message

SOURCE_TYPES = (  # of CSL, those that the citation style sets well
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "post-weblog",
    "report",
    "speech",
    "thesis",
    "webpage",
)
# What citation processors take; ``data`` is what CSL calls it.
CSL = (
    Field(
        "id",
        about="the key by which entries cite it: lower-case letters a to z, digits, hyphens",
        example="example-report-2024",
        required=True,
        check=is_address,
        recorded=None,
    ),
    Field(
        "type",
        about="one of the usual words of bibliographies: book, chapter, report, speech, thesis, "
        "webpage, post-weblog, article-journal, article-magazine, article-newspaper",
        example="report",
        required=True,
        choices=SOURCE_TYPES,
        label=message("type"),
    ),
    Field(
        "title",
        about="what it is called. If you do not know the title of a page, describe it in square "
        "brackets, and put the whole between straight quotation marks: `'[Index of articles]'`. A "
        "description stands in citations without quotation marks",
        example="A report on ecological civilization",
        required=True,
        label=message("title"),
    ),
    Field(
        "author",
        about="family name first; several names are parted by semicolons",
        example="Doe, Jane; Example Institute",
        check=is_names,
        label=message("author"),
    ),
    Field(
        "container-title",
        about="the book or journal that contains it",
        example="Journal of Examples",
        label=message("published in"),
    ),
    Field(
        "publisher",
        about="who published it",
        example="Example Press",
        label=message("publisher"),
    ),
    Field(
        "issued",
        about="when it was published: a day, a month or a year",
        example="2024-05",
        check=is_date,
        label=message("issued"),
    ),
    Field(
        "accessed",
        about="when you saw it",
        example="2026-11-25",
        required=True,
        check=is_date,
        label=message("accessed"),
    ),
    Field(
        "url",
        about="its address in the web",
        example="https://example.org/report",
        check=is_url,
        data="URL",
        label=message("address"),
    ),
    Field(
        "language",
        about="its language, as a tag of BCP 47",
        example="en",
        label=message("language"),
    ),
)
SOURCE = (
    *CSL,
    Field(
        "grade",
        about="who answers for the words; see below",
        example="scholarly",
        required=True,
        label=message("grade"),
    ),
    Field(
        "note",
        about="what somebody who looks it up has to know",
        example="seen in part",
        label=message("note"),
    ),
)
