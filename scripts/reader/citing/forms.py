"""Forms: what is cited, in the words of each style and in each format that programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter

from reader import stored
from reader.citing import bibliography, bibtex
from reader.citing.signs import (
    VISIT,
    joined,
    marked_up,
    plain,
    sentences,
)
from reader.citing.styles import STYLES, Cited, Form, Style
from reader.interface.english import date
from reader.model import Source

RIS_TYPES = {"webpage": "ELEC", "entry-dictionary": "DICT"}


def forms_of_all(given: Sequence[Cited]) -> list[tuple[Form, ...]]:
    """Return the forms of each thing that is cited, as ``forms_of`` does.

    What the processor sets is stored from build to build.
    """

    def make() -> dict[str, str]:
        named = product(enumerate(given), STYLES)
        return {f"{n} {style.id}": _set(style, cited) for (n, cited), style in named}

    made_of = [repr(cited) for cited in given]
    lines = stored.strings("citations", made_of, bibliography.PROCESSOR, make)
    return [
        forms_of(cited, [lines[f"{n} {style.id}"] for style in STYLES])
        for n, cited in enumerate(given)
    ]


@cache
def _set(style: Style, cited: Cited) -> str:
    """Return a citation as the processor sets it: HTML, every value escaped."""
    item = {name: value for name, value in style.item(cited).items() if value}
    work = CitationStylesBibliography(
        bibliography.style(style.file), bibliography.data([item]), formatter.html
    )
    citation = Citation([CitationItem(item["id"])])
    work.register(citation)
    line = str(work.cite(citation, None) if style.is_note else work.bibliography()[0])
    return marked_up(style.finished(item, line))


def forms_of(cited: Cited, lines: Iterable[str]) -> tuple[Form, ...]:
    """Return what is cited in every style and format, in the order in which pages show them.

    ``lines`` are the citations in each of ``STYLES``, as HTML.
    """
    source = cited.source
    noted = account(cited)
    made = plain(cited.made)
    whole = Source(source.id, source.place, source.csl, "", "", noted)
    said = sentences(cited.place and f"¶ {cited.place}", _read(cited))  # the rest has variables
    csl = {**bibliography.csl(whole), "note": said, **({"genre": made} if made else {})}
    if cited.translator:
        csl["translator"] = [{"literal": cited.translator}]
    entry = bibtex.entry(whole, translator=cited.translator)
    data = json.dumps([csl], ensure_ascii=False, sort_keys=True)
    formats = (
        ("bibtex", "BibTeX", entry.replace("  url = ", f"{VISIT}  url = ")),
        ("ris", "RIS", _ris(whole, cited.translator)),
        ("csl-json", "CSL-JSON", data.replace("[{", f"[{{{VISIT}", 1)),
    )
    return (
        *(
            Form(style.id, style.name, line, True)
            for style, line in zip(STYLES, lines, strict=True)
        ),
        *(Form(key, name, content.strip("\n"), False) for key, name, content in formats),
    )


def account(cited: Cited) -> str:
    """Return what a title, an author and a date do not say, in sentences."""
    given = cited.source.fields
    event = given.get("event-title", "")
    held = joined(event, date(given.get("event-date", ""))) if event else ""
    return sentences(cited.place and f"¶ {cited.place}", plain(cited.made), held, _read(cited))


def _read(cited: Cited) -> str:
    """Return which state of the site was read."""
    return joined(
        f"edition of {date(cited.day)}" if cited.day and cited.digest else "",
        f"SHA-256 {cited.digest}" if cited.digest else "",
        f"revised {date(cited.day)}" if cited.day and not cited.digest else "",
    )


def _ris(source: Source, translator: str) -> str:
    """Return a source as RIS: a line a field, which ends with ``ER``."""
    given = source.fields
    day = given.get("issued", "")
    fields = (
        ("TY", RIS_TYPES[given["type"]]),
        ("ID", source.id),
        *(("AU", name) for name in given.get("author", "").split("; ")),
        ("A4", translator),
        ("TI", given["title"]),
        ("T2", given["container-title"]),
        ("T3", given.get("collection-title", "")),
        ("M1", given.get("collection-number", "")),
        ("PY", day[:4]),
        ("DA", day and "/".join((*day.split("-"), "", "", "")[:4])),
        ("LA", given.get("language", "")),
        ("N1", source.note),
        ("UR", given.get("url", "")),
    )
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value]
    return "".join((*lines, VISIT, "ER  - \n"))
