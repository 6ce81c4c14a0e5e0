"""A text as a PDF: typeset by Typst, tagged, with bookmarks and its fonts inside.

The words go to Typst as data and never as markup. The standards it is asked to keep
to, PDF/UA-1 and PDF/A-2a, make it refuse what they forbid, a missing glyph among it. So
a sign stands in the place of each character that no font has, and the book says which.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from reader.books import fonts
from reader.books.book import Book
from reader.interface import Interface, message
from reader.language import tags
from reader.language.words import bare, plural

TEMPLATE = Path(__file__).parent / "book.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
FIRST = ("Libertinus Serif", "Noto Serif SC")
LAST = ("New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
STAND_IN = "\u25a1"  # a white square, for a character that no font has
NAMED = 12  # of the characters that are lacking; the others are counted
TRIES = 200  # times that a book is set anew without a character that could not be set
JOINED = "[\u200d\ufe00-\ufe0f\u20d0-\u20ff]"  # would change the sign that stands in
# What Typst says of a character that it cannot set, or that the standards forbid.
REFUSED = re.compile(
    r"(?:the text|the codepoint) `\"(.+?)\"`(?: could not be displayed|)", re.DOTALL
)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# What leads somewhere must stay as it is, and is not shown.
UNSEEN = {
    *("id", "key", "target", "address", "urn", "sha256", "date", "licensed"),
    *("language", "original_language", "rtl", "kind", "shape", "tag", "latin"),
    *("interface", "speaks", "headwords"),
}
# One document for every character: each is set alone, so that none hides another.
TRIAL = """\
#set document(title: "Trial", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: json(bytes(sys.inputs.fonts)), lang: "en")
#for one in json(bytes(sys.inputs.trial)) { par(text(one)) }
"""


class UnprintableError(Exception):
    """A text holds what cannot be set, though every character that is lacking was left out."""


def pdf(given: Book) -> tuple[bytes, tuple[str, ...]]:
    """Return a book as a PDF, and the characters that it lacks.

    The same book always gives the same bytes. Raises UnprintableError, with Typst's
    account of it, when the book cannot be set for another reason.
    """
    data = _data(given)
    lacking = list(_lacking(sorted({sign for words in _shown(data) for sign in words})))
    for _ in range(TRIES):
        try:
            made = _set(
                TEMPLATE.read_bytes(), {"book": _written(data, lacking, given.interface)}, warn=True
            )
            return made, tuple(lacking)
        except typst.TypstError as fault:
            refused = REFUSED.search(fault.message)
            words = ESCAPED.sub(_character, refused[1]) if refused else ""
            # Characters may each have a sign and none together, such as a digit in a keycap.
            found = _clusters(data, words).difference(lacking) or {words}.difference(lacking)
            if not words or not found:
                raise UnprintableError(fault.message) from fault
            lacking += sorted(found)
    raise UnprintableError(said(lacking))


def _clusters(data: dict[str, Any], words: str) -> set[str]:
    """Return what stands in a book for some characters, where signs that join others follow."""
    found = set()
    for shown in _shown(data) if words else ():
        for place in re.finditer(re.escape(words), shown):
            end = place.end()
            while unicodedata.category(shown[end : end + 1] or " ") in ("Mn", "Mc", "Me", "Cf"):
                end += 1
            if end > place.end():
                found.add(shown[place.start() : end])
    return found


def said(lacking: Sequence[str]) -> str:
    """Return for editors which characters a PDF lacks."""
    named = "; ".join(" ".join(map(_named, words)) for words in lacking[:NAMED])
    more = f"; and {plural(len(lacking) - NAMED, 'other')}" if lacking[NAMED:] else ""
    what = plural(len(lacking), "character")
    return f"the PDF has no sign for {what} and shows {STAND_IN} instead: {named}{more}"


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f" {name}" if name else "")


def _character(found: re.Match[str]) -> str:
    """Return the character that an escape of Rust stands for."""
    return chr(int(found[1], 16)) if found[1] else {"n": "\n", "t": "\t"}.get(found[2], found[2])


def _set(template: bytes, inputs: dict[str, str], *, warn: bool = False) -> bytes:
    """Return what Typst makes of a template; with ``warn``, a warning is an error of ours."""
    given = {**inputs, "fonts": json.dumps(_families())}
    compiler = typst.Compiler(template, font_paths=_fonts(), sys_inputs=given)
    made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    if (warnings and warn) or not isinstance(made, bytes):
        raise RuntimeError([warning.message for warning in warnings])
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[*fonts.folders()])


@cache
def _families() -> list[str]:
    """Return the families in the order in which a character is looked for in them."""
    others = (name for name in _fonts().families() if name not in (*FIRST, *LAST))
    return [*FIRST, *sorted(others), *LAST]


def _lacking(signs: Sequence[str]) -> Iterator[str]:
    """Return those of some characters that cannot be set: halved until one is left."""
    if not signs:
        return
    try:
        _set(TRIAL.encode(), {"trial": json.dumps(signs)})
    except typst.TypstError:
        if len(signs) == 1:
            yield signs[0]
            return
        middle = len(signs) // 2
        yield from _lacking(signs[:middle])
        yield from _lacking(signs[middle:])


def _data(given: Book) -> dict[str, Any]:
    """Return a book as values of JSON; each mark of a note with the name of its paragraph."""
    data = asdict(given)
    for remark in data["remarks"]:
        remark["marks"] = [(*mark, given.interface.label(mark[1])) for mark in remark["marks"]]
    for block in data["blocks"]:
        for part in (block, block["original"]):
            if part and part["shape"] == "table":
                _spaced(part)
    own = {original.tag for entry in given.entries for original in entry.originals}
    spoken = sorted({given.language, given.original_language, given.tag} | own)
    data["rtl"] = [tag for tag in spoken if tags.is_rtl(tag)]
    data["speaks"], data["said"] = given.interface.tag, _said(given)
    made: dict[str, Any] = json.loads(bare(json.dumps(data, ensure_ascii=False)))
    return made


def _said(given: Book) -> dict[str, str]:
    """Return what the book says of itself, in the language of its interface."""
    said, day = given.interface.gettext, given.interface.date(given.date)
    return {
        "edition": said("Edition of {date}", date=day),
        "footer": said("edition of {date}", date=day),
        "hash": said("SHA-256 of the text:"),
        "lacks": said("The pages, the EPUB and the data have the words as they are."),
        "fonts": said(
            "Set in Libertinus Serif, Noto Serif SC and, where they lack a character, other "
            "faces of Noto, all under the SIL Open Font License."
        ),
        "cite": said(_how_to_cite(given)),
        "about": said("About this text"),
        "provenance": said("Provenance"),
        "text": said("The text"),
        "glossary": said("Glossary"),
        "note": said("Note {number}", number="{}"),
        "traditional": said("traditional {characters}", characters="{}"),
        "sources": said("Sources"),
        "comma": given.interface.comma,
        "colon": given.interface.colon,
    }


def _how_to_cite(given: Book) -> str:
    """Return in English how one cites the book, and where its links lead."""
    if given.notes_on_translation:
        return message(
            "A paragraph is cited by its number, as ¶ 4. A small number in the text leads to a "
            "note on its translation, a word with a dotted line to its entry in the glossary."
        )
    if given.remarks:
        return message(
            "A paragraph is cited by its number, as ¶ 4. A small number in the text leads to a "
            "note, a word with a dotted line to its entry in the glossary."
        )
    return message(
        "A paragraph is cited by its number, as ¶ 4. A word with a dotted line leads to its entry "
        "in the glossary."
    )


def _spaced(block: dict[str, Any]) -> None:
    """Keep the spaces of a table, by which its columns stand one below the other."""
    for _, runs in block["sentences"]:
        for run in runs:
            run["words"] = run["words"].replace(" ", "\u00a0")


def _shown(value: Any) -> Iterator[str]:
    """Return the words of a book that are set."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in UNSEEN:
                yield from _shown(part)
    elif isinstance(value, list):
        for part in value:
            yield from _shown(part)


def _written(data: dict[str, Any], lacking: Sequence[str], interface: Interface) -> str:
    """Return a book as JSON, without the characters that are lacking, and a word on them."""
    if not lacking:
        return json.dumps({**data, "lacking": ""}, ensure_ascii=False)
    longest = sorted(lacking, key=len, reverse=True)
    signs = re.compile(f"(?:{'|'.join(map(re.escape, longest))}){JOINED}*")
    told = {**_replaced(data, signs), "lacking": _told(lacking, interface)}
    return json.dumps(told, ensure_ascii=False)


def _told(lacking: Sequence[str], interface: Interface) -> str:
    """Return for readers which characters the PDF lacks."""
    names = interface.semicolon.join(" ".join(map(_named, words)) for words in lacking[:NAMED])
    if more := len(lacking[NAMED:]):
        others = interface.ngettext("and {count} other", "and {count} others", more)
        names = f"{names}{interface.semicolon}{others}"
    return interface.ngettext(
        "This PDF has no sign for {count} character and shows {sign} instead: {names}.",
        "This PDF has no sign for {count} characters and shows {sign} instead: {names}.",
        len(lacking),
        sign=STAND_IN,
        names=names,
    )


def _replaced(value: Any, signs: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return signs.sub(STAND_IN, value)
    if isinstance(value, list):
        return [_replaced(part, signs) for part in value]
    if isinstance(value, dict):
        pairs = value.items()
        return {n: part if n in UNSEEN else _replaced(part, signs) for n, part in pairs}
    return value
