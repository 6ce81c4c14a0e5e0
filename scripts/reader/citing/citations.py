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

from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
from markupsafe import Markup

from reader.citing import bibliography, bibtex, capitals
from reader.edition.index import Index
from reader.history import paths
from reader.language import han
from reader.language.html import in_script
from reader.language.words import address, date
from reader.model import Paragraph, Place, Source, Term, Text

SITE = "Annotated reader"  # as in mkdocs.yml
GLOSSARY = f"{SITE}: Glossary"
NAME = capitals.headline(SITE)  # a name is capitalized where it is cited
OWN_GLOSSARY = f"{NAME}: Glossary"
STARRED = re.compile(r"\*([^*]+)\*")

# Private characters: no seed's word has one after `_line`, and no style changes one.
NUMBER = "\ue000"  # the number of a paragraph
HEADWORD = "\ue001"
ENTRY = "\ue002"  # the id of an entry
VISIT = "\ue003"  # where the day of the reader's visit belongs, which only a browser knows
OPEN, CLOSE = "\ue004", "\ue005"  # around an address below a root that the build does not know
TITLE, END = "\ue006", "\ue007"  # around the title of a work within other words
TITLED = rf"{TITLE}\1{END}"
PRIVATE = re.compile("[\ue000-\uf8ff]")
FAR = {"date-parts": [[9999, 12, 31]]}  # stands for the day of the visit
MARKUP = {
    VISIT: '<span data-accessed=""></span>',
    OPEN: '<span data-address="">',
    CLOSE: "</span>",
    TITLE: "<i>",
    END: "</i>",
}
RIS_TYPES = {"webpage": "ELEC", "entry-dictionary": "DICT"}
EDITORS = "the editors"  # as entries say it; the settings may name them


@dataclass(frozen=True)
class Cited:
    """What is cited: the item, and what is said of it beside its title, author and date.

    ``made`` says what wording it is and who made it, ``translator`` only who, ``day`` when
    the edition was made that was read, ``digest`` the start of its hash, and ``place`` is
    the number of the paragraph. Each may be empty.
    """

    source: Source
    made: str = ""
    translator: str = ""
    day: str = ""
    digest: str = ""
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
        if self.html:
            return han.in_html(self.content)
        return _marked_up(html.escape(self.content, quote=False))


def _marked_up(words: str) -> str:
    for sign, markup in MARKUP.items():
        words = words.replace(sign, markup)
    return words


Item = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Style:
    """A style of the citation processor.

    ``item`` arranges what is cited in the variables that the style sets; ``finished``
    mends what it sets amiss, given the item and its HTML.
    """

    id: str
    name: str
    file: str
    is_note: bool
    item: Callable[[Cited], Item]
    finished: Callable[[Item, str], str]


DATA_ONLY = ("event-title", "event-date", "original-title")  # too much for a note


def _item(cited: Cited) -> Item:
    item = bibliography.csl(cited.source)
    return {name: value for name, value in item.items() if name not in DATA_ONLY}


def _headline(item: Item) -> Item:
    """Capitalize an English title as Chicago and MLA do."""
    english = str(item.get("language", "")).partition("-")[0] == "en"
    return item | {"title": capitals.headline(item["title"]) if english else item["title"]}


# Chicago, 18th edition. The processor sets what is no book best as a web page: "genre" comes
# before the date, "archive" behind it. It abbreviates given names, so names are given whole.


def _chicago_note(cited: Cited) -> Item:
    item = _chicago(cited, [_name(name) for name in _names(cited)])
    if cited.place:
        place = f"para. {cited.place}"
        item["archive"] = _joined(cited.made, place, f"in {_title(NAME)}", _edition(cited))
    else:
        item["genre"] = f"in {_title(OWN_GLOSSARY)}"
    return item


def _chicago_list(cited: Cited) -> Item:
    item = _chicago(cited, _inverted(_names(cited)))
    if cited.place:
        held = _joined(f"In {_title(NAME)}", _edition(cited))
        item["archive"] = ". ".join(filter(None, (_sentence(cited.made), held)))
    else:
        item["genre"] = f"In {_title(OWN_GLOSSARY)}"
    return item if item["author"] else _by_title(item)


def _chicago(cited: Cited, names: list[str]) -> Item:
    item = _headline(_item(cited)) | {"type": "webpage"}
    item.pop("container-title")
    return item | {"author": [{"literal": name} for name in names]}


def _by_title(item: Item) -> Item:
    """Put the title of what has no author first: the processor would set it there twice."""
    return item | {"author": [{"literal": f"“{item['title']}”"}], "title": ""}


def _edition(cited: Cited) -> str:
    return f"edition of {_american_date(cited.day)}" if cited.day else ""


def _american(_: Item, line: str) -> str:
    """Put commas and full stops inside quotation marks."""
    return line.replace("”,", ",”").replace("”.", ".”")


# APA, 7th edition. The number of a paragraph belongs to the mention in the text.


def _apa(cited: Cited) -> Item:
    item = _item(cited)
    if cited.place:
        return item | {"medium": _sentence(cited.made)}
    item |= {"type": "webpage", "container-title": f"In {_title(OWN_GLOSSARY)}"}
    if not _names(cited):
        return item | {"author": [{"literal": item.pop("title")}]}
    return item


def _apa_finished(_: Item, line: str) -> str:
    """Set an entry upright, and leave out "Retrieved", which is set where there is no date."""
    line = line.replace(f"<i>{HEADWORD}</i>", HEADWORD)
    return line.replace(". Retrieved ", ". ")


# MLA, 9th edition. The day of the original follows the title, that of the edition the site. A
# paragraph belongs to the mention in the text.


def _mla(cited: Cited) -> Item:
    item = _headline(_item(cited))
    names = _inverted(_names(cited))
    item["author"] = [{"literal": name} for name in names]
    if cited.place:
        first = cited.source.fields.get("issued", "")
        item["genre"] = ". ".join(filter(None, (_short_date(first), _sentence(cited.made))))
        item["issued"] = _date_parts(cited.day)
    return item if names else _by_title(item)


def _mla_finished(item: Item, line: str) -> str:
    return _american(item, line.replace(".. ", ". "))


# GB/T 7714-2015. It wants the day of the visit, which only the reader's browser knows; names of
# bodies keep their letter case, which the style takes from them.


def _gbt(cited: Cited) -> Item:
    item = _item(cited) | {"type": "webpage", "medium": "OL", "accessed": FAR}
    item.pop("container-title")
    made = _plain(cited.made)  # the standard has no italics
    return item | {"number": made if cited.place else f"{NAME}, glossary"}


def _gbt_finished(item: Item, line: str) -> str:
    for name in item.get("author", ()):
        literal = html.escape(name.get("literal", ""))
        line = line.replace(literal.upper(), literal) if literal else line
    return line.replace("]. [9999-12-31]", f"]{VISIT}").replace("[9999-12-31]", VISIT)


_CHICAGO = "chicago-notes-bibliography-17th-edition"
STYLES = (
    Style("chicago", "Chicago, note", _CHICAGO, True, _chicago_note, _american),
    Style("chicago-list", "Chicago, bibliography", _CHICAGO, False, _chicago_list, _american),
    Style("apa", "APA", "apa", False, _apa, _apa_finished),
    Style("mla", "MLA", "modern-language-association", False, _mla, _mla_finished),
    Style(
        "gbt7714",
        "GB/T 7714",
        "china-national-standard-gb-t-7714-2015-note",
        True,
        _gbt,
        _gbt_finished,
    ),
)


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
    return _marked_up(style.finished(item, line))


def _forms(cited: Cited) -> tuple[Form, ...]:
    """Return what is cited in every style and format, in the order in which pages show them."""
    source = cited.source
    noted = _account(cited)
    made = _plain(cited.made)
    whole = Source(source.id, source.place, source.csl, "", "", noted)
    said = _sentences(cited.place and f"¶ {cited.place}", _read(cited))  # the rest has variables
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
        *(Form(style.id, style.name, _set(style, cited), True) for style in STYLES),
        *(Form(key, name, content.strip("\n"), False) for key, name, content in formats),
    )


def _account(cited: Cited) -> str:
    """Return what a title, an author and a date do not say, in sentences."""
    given = cited.source.fields
    event = given.get("event-title", "")
    held = _joined(event, date(given.get("event-date", ""))) if event else ""
    return _sentences(cited.place and f"¶ {cited.place}", _plain(cited.made), held, _read(cited))


def _read(cited: Cited) -> str:
    """Return which state of the site was read."""
    return _joined(
        f"edition of {date(cited.day)}" if cited.day and cited.digest else "",
        f"SHA-256 {cited.digest}" if cited.digest else "",
        f"revised {date(cited.day)}" if cited.day and not cited.digest else "",
    )


def _sentences(*parts: str) -> str:
    return ". ".join(_sentence(part) for part in parts if part)


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
        ("PY", day[:4]),
        ("DA", day and f"{day.replace('-', '/')}/"),
        ("LA", given.get("language", "")),
        ("N1", source.note),
        ("UR", given.get("url", "")),
    )
    lines = [f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value]
    return "".join((*lines, VISIT, "ER  - \n"))


class Citations:
    """The citations of an edition, of its texts by paragraph and of its entries."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.address = address(index.edition.address)
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
        signs = {"number": NUMBER, "visit": VISIT, "open": OPEN, "close": CLOSE}
        data = json.dumps({**signs, "forms": forms}, ensure_ascii=False)
        for sign in signs.values():
            data = data.replace(sign, f"\\u{ord(sign):04x}")
        return in_script(data)

    def paragraph(self, text: Text, block: Paragraph) -> Iterator[Form]:
        """Return the citations of a paragraph."""
        return (form.filled({NUMBER: block.id[1:]}) for form in self._texts[text.id])

    def entry(self, term: Term) -> Iterator[Form]:
        """Return the citations of an entry."""
        for form in self._entries[term.responsible, term.revised]:
            words = _line(f"{_cased(form.style, term.headword)} ({term.chinese})")
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
            "container-title": NAME,
            "event-title": meta.event,
            "event-date": meta.event_date,
            "issued": meta.dispatch_date or meta.event_date,
            "language": meta.language,
        }
        url = self._url(paths.paragraph(text.id, block))
        source = _source(f"{text.id}-{block}", text.place, fields, url)
        return Cited(source, *_made(text), self.day, text.sha256[:12], NUMBER)

    def _entry(self, responsible: str, revised: str) -> Cited:
        fields = {
            "type": "entry-dictionary",
            "author": self.author(responsible),
            "container-title": OWN_GLOSSARY,
            "issued": revised,
            "language": "en",
        }
        url = self._url(paths.entry(ENTRY))
        place = Place("seeds/glossary", 1)
        source = _source(f"glossary-{ENTRY}", place, fields, url, HEADWORD)
        return Cited(source, day=revised)

    def author(self, responsible: str) -> str:
        """Return who is cited as the author of an entry: nobody, if nobody is named."""
        named = self.index.edition.settings.editors
        return named if responsible.casefold() == EDITORS else _sentence(responsible)

    def _url(self, page: str) -> str:
        """Return the address of a page, or where it lies, between signs, if there is none."""
        return self.address + paths.url(page) if self.address else f"{OPEN}{paths.url(page)}{CLOSE}"


def agency(text: Text) -> str:
    """Return who is cited as the author: the agency of the dispatch, without its place."""
    return text.meta.dispatch.partition(", ")[0] or text.meta.publisher


def standing(text: Text) -> str:
    """Return the standing of a text, as a citation says it."""
    status = text.meta.status
    if not status.casefold().startswith("unofficial"):
        return status[:1].lower() + status[1:]
    return "unofficial translation" + (" into English" if text.meta.language == "en" else "")


def translator(text: Text) -> str:
    """Return who made the wording of a text, if a citation names them."""
    return _line(text.meta.translator).replace("*", "")


def _made(text: Text) -> tuple[str, str]:
    """Return what wording a text is and who made it, and only who: a title in signs."""
    who = _line(text.meta.translator)
    if not who:
        return standing(text), ""
    said = standing(text).replace("unofficial translation into English", "unofficial English")
    return f"{said} from {STARRED.sub(TITLED, who)}", translator(text)


def _cased(style: str, headword: str) -> str:
    """Return a headword with the capitals of a style."""
    if style in ("chicago", "chicago-list", "mla"):
        return capitals.headline(headword)
    return _sentence(headword) if style in ("apa", "gbt7714") else headword


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


def _names(cited: Cited) -> list[dict[str, str]]:
    return list(_item(cited).get("author", ()))


def _inverted(names: list[dict[str, str]]) -> list[str]:
    """Return names as a list of works begins with them: the first by the family."""
    if not names:
        return []
    first, *others = names
    whole = ", ".join(filter(None, (first.get("family"), first.get("given")))) or _name(first)
    return [whole, *map(_name, others)]


def _plain(words: str) -> str:
    return words.replace(TITLE, "").replace(END, "")


def _title(words: str) -> str:
    return f"{TITLE}{words}{END}"


def _date_parts(day: str) -> Item:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def _american_date(day: str) -> str:
    """Return a day as Chicago writes it: ``November 25, 2026``."""
    number, month, year = date(day).split()
    return f"{month} {number}, {year}"


def _short_date(day: str) -> str:
    """Return a day as MLA writes it: ``25 Nov. 2026``."""
    if not day:
        return ""
    number, month, year = date(day).split()
    short = {"June": "June", "July": "July", "September": "Sept."}
    cut = month if len(month) < 4 else short.get(month, f"{month[:3]}.")
    return f"{number} {cut} {year}"


def _name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join((name["given"], name["family"]))
