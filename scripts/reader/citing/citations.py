"""How readers cite us: a paragraph or an entry in the styles and formats they ask for.

The citation processor takes about 10 ms a citation. So it sets each text once, and each
day of revision of the glossary once, with a sign that is of no language where a number or
a headword will stand; the paragraphs and entries are filled in by replacing the sign.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator, formatter
from markupsafe import Markup

from reader.citing import bibliography, bibtex
from reader.edition.index import Index
from reader.history import paths
from reader.language import han
from reader.language.html import in_script
from reader.language.words import date
from reader.model import Paragraph, Place, Source, Term, Text

SITE = "Annotated reader"  # as in mkdocs.yml
GLOSSARY = f"{SITE}: Glossary"

# Private characters: no seed's word has one after `_line`, and no style changes one.
NUMBER = "\ue000"  # the number of a paragraph
HEADWORD = "\ue001"
ENTRY = "\ue002"  # the id of an entry
PRIVATE = re.compile("[\ue000-\uf8ff]")
NO_DAY = {"date-parts": [[9999, 12, 31]]}  # where the day of the reader's visit belongs
DAY = '<span data-accessed=""></span>'
RIS_TYPES = {"webpage": "ELEC", "entry-dictionary": "DICT"}


@dataclass(frozen=True)
class Cited:
    """What is cited: the item, and what is said of it beside its title, author and date.

    ``status`` is the standing of the translation, ``edition`` the date and hash of what
    was read, ``place`` the number of the paragraph. Each may be empty.
    """

    source: Source
    status: str = ""
    edition: str = ""
    place: str = ""


@dataclass(frozen=True)
class Form:
    """A citation in one style (``html``) or one format (plain text)."""

    style: str
    name: str
    content: str
    html: bool

    def filled(self, values: Mapping[str, str]) -> Form:
        """Return the form with each sign replaced by its value, a plain string."""
        content = self.content
        for sign, value in values.items():
            content = content.replace(sign, html.escape(value) if self.html else value)
        return Form(self.style, self.name, content, self.html)

    @property
    def markup(self) -> str:
        """The form as HTML, the Chinese of a citation marked as Chinese."""
        return han.in_html(self.content) if self.html else html.escape(self.content, quote=False)


Item = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Style:
    """A style of the citation processor.

    ``item`` arranges what is cited in the variables that the style sets; ``finished``
    mends what it sets amiss, given the item and its HTML.
    """

    id: str
    name: str
    files: Mapping[str, str]
    is_note: bool
    item: Callable[[Cited], Item]
    finished: Callable[[Item, str], str] = lambda _, line: line


DATA_ONLY = ("event-title", "event-date", "original-title")  # too much for a note


def _item(cited: Cited) -> Item:
    item = bibliography.csl(cited.source)
    return {name: value for name, value in item.items() if name not in DATA_ONLY}


# Chicago. The processor abbreviates given names in the 17th edition and sets the date of a
# web page in stray brackets in the 16th: names are given whole to the one, entries to the other.


def _chicago(cited: Cited) -> Item:
    item = _item(cited)
    if cited.place:
        item["archive"] = _joined(item.pop("container-title"), cited.edition)
        item["genre"] = cited.status
        item["author"] = [{"literal": _name(name)} for name in _names(item)]
    return item


def _american(_: Item, line: str) -> str:
    """Put commas and full stops inside quotation marks."""
    return line.replace("”,", ",”").replace("”.", ".”")


# APA. The number of a paragraph belongs to the mention in the text; the description of the
# work, in square brackets, is where the list of references can hold it.


def _apa(cited: Cited) -> Item:
    item = _item(cited)
    if cited.place:
        item["medium"] = _sentence(_joined(cited.status, f"para. {cited.place}"))
        item["container-title"] = _joined(item["container-title"], cited.edition)
    else:
        item["edition"] = cited.edition
    return item


def _undated(_: Item, line: str) -> str:
    """Leave out "Retrieved", which the processor sets without a day when there is no date."""
    return line.replace(". Retrieved http", ". http")


# MLA. A paragraph is the location, which the style takes for a page.


def _mla(cited: Cited) -> Item:
    item = _item(cited)
    first, *others = _names(item)
    whole = [
        ", ".join(filter(None, (first.get("family"), first.get("given")))),
        *map(_name, others),
    ]
    item["author"] = [{"literal": name or _name(first)} for name in whole]
    if cited.place:
        item |= {"genre": cited.status, "archive": cited.edition, "page": cited.place}
    return item


def _paragraph_for_page(_: Item, line: str) -> str:
    return _american(_, line.replace(f"p. {NUMBER}", f"par. {NUMBER}"))


# GB/T 7714. The standard has no place for a paragraph but the title's further words; it
# wants the day of the visit, which only the reader's browser knows; names of bodies keep
# their letter case, which the style takes from them.


def _gbt(cited: Cited) -> Item:
    item = _item(cited)
    if cited.place:
        place = f"¶\u00a0{cited.place}"
        item["number"] = _joined(cited.status, place, item.pop("container-title"), cited.edition)
    elif "URL" not in item:
        item["edition"] = _sentence(cited.edition)
    return item | {"medium": "OL", "accessed": NO_DAY if "URL" in item else None}


def _bodies(item: Item, line: str) -> str:
    for name in _names(item):
        literal = html.escape(name.get("literal", ""))
        line = line.replace(literal.upper(), literal) if literal else line
    return line.replace("]. [9999-12-31]", f"]{DAY}").replace("[9999-12-31]", DAY)


_CHICAGO = "chicago-notes-bibliography-%s-edition"
STYLES = (
    Style(
        "chicago",
        "Chicago, note",
        {"webpage": _CHICAGO % "17th", "entry-dictionary": _CHICAGO % "16th"},
        True,
        _chicago,
        _american,
    ),
    Style("apa", "APA", {"": "apa"}, False, _apa, _undated),
    Style("mla", "MLA", {"": "modern-language-association"}, False, _mla, _paragraph_for_page),
    Style(
        "gbt7714",
        "GB/T 7714",
        {"": "china-national-standard-gb-t-7714-2015-note"},
        True,
        _gbt,
        _bodies,
    ),
)


@cache
def _set(style: Style, cited: Cited) -> str:
    """Return a citation as the processor sets it: HTML, every value escaped."""
    item = {name: value for name, value in style.item(cited).items() if value}
    kind = item["type"]
    work = CitationStylesBibliography(
        bibliography.style(style.files.get(kind, style.files.get("", ""))),
        bibliography.data([item]),
        formatter.html,
    )
    locator = {"locator": Locator("paragraph", cited.place)} if cited.place else {}
    citation = Citation([CitationItem(item["id"], **locator)])
    work.register(citation)
    line = work.cite(citation, None) if style.is_note else work.bibliography()[0]
    return style.finished(item, str(line))


def _forms(cited: Cited) -> tuple[Form, ...]:
    """Return what is cited in every style and format, in the order in which pages show them."""
    source = cited.source
    noted = _account(cited)
    whole = Source(source.id, source.place, source.csl, "", "", noted)
    csl = {
        **bibliography.csl(whole),
        "note": noted,
        **({"genre": cited.status} if cited.status else {}),
    }
    formats = (
        ("bibtex", "BibTeX", bibtex.entry(whole)),
        ("ris", "RIS", _ris(whole)),
        ("csl-json", "CSL-JSON", json.dumps([csl], ensure_ascii=False, sort_keys=True)),
    )
    return (
        *(Form(style.id, style.name, _set(style, cited), True) for style in STYLES),
        *(Form(key, name, content.strip("\n"), False) for key, name, content in formats),
    )


def _account(cited: Cited) -> str:
    """Return what a title, an author and a date do not say, in sentences."""
    given = cited.source.fields
    event = given.get("event-title", "")
    held = _joined(event, date(given.get("event-date", ""))) if event else ""
    said = (cited.place and f"¶ {cited.place}", cited.status, held, cited.edition)
    return ". ".join(_sentence(part) for part in said if part)


def _ris(source: Source) -> str:
    """Return a source as RIS: a line a field, which ends with ``ER``."""
    given = source.fields
    day = given.get("issued", "")
    fields = (
        ("TY", RIS_TYPES[given["type"]]),
        ("ID", source.id),
        *(("AU", name) for name in given.get("author", "").split("; ")),
        ("TI", given["title"]),
        ("T2", given["container-title"]),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("LA", given.get("language", "")),
        ("N1", source.note),
        ("UR", given.get("url", "")),
    )
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value]
    return "".join((*lines, "ER  - \n"))


class Citations:
    """The citations of an edition, of its texts by paragraph and of its entries."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.address = index.edition.address
        self.day = index.day
        self._texts = {text.id: _forms(self._text(text)) for text in index.texts.values()}
        self._entries = {
            key: _forms(self._entry(*key))
            for key in {(term.responsible, term.revised) for term in index.terms.values()}
        }

    def templates(self, text: Text) -> Markup:
        """Return the citations of any paragraph as JSON for a script of a page.

        ``number`` is the sign that stands where the number of the paragraph belongs.
        """
        forms = [
            {"style": form.style, "name": form.name, "html": form.html, "template": form.content}
            for form in self._texts[text.id]
        ]
        data = json.dumps({"number": NUMBER, "forms": forms}, ensure_ascii=False)
        return in_script(data.replace(NUMBER, "\\ue000"))

    def paragraph(self, text: Text, block: Paragraph) -> Iterator[Form]:
        """Return the citations of a paragraph."""
        return (form.filled({NUMBER: block.id[1:]}) for form in self._texts[text.id])

    def entry(self, term: Term) -> Iterator[Form]:
        """Return the citations of an entry."""
        words = _line(f"{term.headword} ({term.chinese})")
        for form in self._entries[term.responsible, term.revised]:
            yield form.filled({HEADWORD: _in(form.style, words), ENTRY: term.id})

    def account(self, text: Text, number: str = "") -> str:
        """Return what is said of a text, or a paragraph by its number, beside its title."""
        return _account(replace(self._text(text), place=number))

    def _text(self, text: Text) -> Cited:
        meta = text.meta
        block = f"p{NUMBER}"
        fields = {
            "type": "webpage",
            "title": meta.title,
            "original-title": meta.chinese,
            "author": agency(text),
            "container-title": SITE,
            "event-title": meta.event,
            "event-date": meta.event_date,
            "issued": meta.dispatch_date or meta.event_date,
            "language": meta.language,
        }
        url = self._url(paths.paragraph(text.id, block))
        source = _source(f"{text.id}-{block}", text.place, fields, url)
        edition = _joined(
            f"edition of {date(self.day)}" if self.day else "", f"SHA-256 {text.sha256[:12]}"
        )
        return Cited(source, standing(text), edition, NUMBER)

    def _entry(self, responsible: str, revised: str) -> Cited:
        fields = {
            "type": "entry-dictionary",
            "author": _sentence(responsible),
            "container-title": GLOSSARY,
            "issued": revised,
        }
        url = self._url(paths.entry(ENTRY))
        place = Place("seeds/glossary", 1)
        source = _source(f"glossary-{ENTRY}", place, fields, url, HEADWORD)
        return Cited(source, edition=f"revised {date(revised)}" if revised else "")

    def _url(self, page: str) -> str:
        return self.address and self.address + paths.url(page)


def agency(text: Text) -> str:
    """Return who is cited as the author: the agency of the dispatch, without its place."""
    return text.meta.dispatch.partition(", ")[0] or text.meta.publisher


def standing(text: Text) -> str:
    """Return the standing of a text, as a citation says it."""
    status = text.meta.status
    if not status.casefold().startswith("unofficial"):
        return status[:1].lower() + status[1:]
    return "unofficial translation" + (" into English" if text.meta.language == "en" else "")


def _in(style: str, words: str) -> str:
    """Return words as a format writes them inside a value."""
    if style == "csl-json":
        return json.dumps(words, ensure_ascii=False)[1:-1]
    return bibtex.escaped(words) if style == "bibtex" else words


def _source(
    name: str, place: Place, fields: Mapping[str, str], url: str, title: str = ""
) -> Source:
    """Return what is cited as a source; ``url`` and ``title`` may hold signs."""
    given = {key: _line(value) for key, value in fields.items()} | {"id": name, "url": url}
    given["title"] = title or given["title"]
    return Source(name, place, tuple((k, v) for k, v in given.items() if v), "", "")


def _line(words: str) -> str:
    """Return words on one line; a private character, which no font has, is left out."""
    return " ".join(PRIVATE.sub("", words).split())


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _names(item: Item) -> list[dict[str, str]]:
    return list(item["author"])


def _name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join((name["given"], name["family"]))
