"""Styles: what each arranges of what is cited, and what is mended behind the processor."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.citing import bibliography, capitals
from reader.citing.signs import (
    HEADWORD,
    VISIT,
    glossary,
    joined,
    marked_up,
    plain,
    sentence,
    title,
)
from reader.interface import message
from reader.interface.english import date
from reader.language import han
from reader.model import Source

FAR = {"date-parts": [[9999, 12, 31]]}  # stands for the day of the visit


@dataclass(frozen=True)
class Cited:
    """What is cited: the item, and what is said of it beside its title, author and date.

    ``made`` says what wording it is and who made it, ``translator`` only who, ``day`` when
    the edition was made that was read, ``digest`` the start of its hash, and ``place`` is
    the number of the paragraph. ``site`` is the name of the whole, with the capitals of a name.
    Each may be empty.
    """

    source: Source
    made: str = ""
    translator: str = ""
    day: str = ""
    digest: str = ""
    place: str = ""
    site: str = ""


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
        return marked_up(html.escape(self.content, quote=False))


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


# Chicago, 18th edition, by the style of the 17th. The processor sets what is no book best as a web
# page: "genre" comes before the date, "archive" behind it. It abbreviates given names, so names are
# given whole.
def _chicago_note(cited: Cited) -> Item:
    item = _chicago(cited, [_name(name) for name in _names(cited)])
    if cited.place:
        place = f"para. {cited.place}"
        item["archive"] = joined(cited.made, place, f"in {title(cited.site)}", _edition(cited))
    else:
        item["genre"] = f"in {title(glossary(cited.site))}"
    return item


def _chicago_list(cited: Cited) -> Item:
    item = _chicago(cited, _inverted(_names(cited)))
    if cited.place:
        held = joined(f"In {title(cited.site)}", _edition(cited))
        item["archive"] = ". ".join(filter(None, (sentence(cited.made), held)))
    else:
        item["genre"] = f"In {title(glossary(cited.site))}"
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
        return item | {"medium": sentence(cited.made)}
    item |= {"type": "webpage", "container-title": f"In {title(glossary(cited.site))}"}
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
        item["genre"] = ". ".join(filter(None, (_short_date(first), sentence(cited.made))))
        item["issued"] = _date_parts(cited.day)
    return item if names else _by_title(item)


def _mla_finished(item: Item, line: str) -> str:
    return _american(item, line.replace(".. ", ". "))


# GB/T 7714-2015. It wants the day of the visit, which only the reader's browser knows; names of
# bodies keep their letter case, which the style takes from them.
def _gbt(cited: Cited) -> Item:
    item = _item(cited) | {"type": "webpage", "medium": "OL", "accessed": FAR}
    item.pop("container-title")
    made = plain(cited.made)  # the standard has no italics
    return item | {"number": made if cited.place else f"{cited.site}, glossary"}


def _gbt_finished(item: Item, line: str) -> str:
    for name in item.get("author", ()):
        literal = html.escape(name.get("literal", ""))
        line = line.replace(literal.upper(), literal) if literal else line
    return line.replace("]. [9999-12-31]", f"]{VISIT}").replace("[9999-12-31]", VISIT)


_CHICAGO = "chicago-notes-bibliography-17th-edition"
LISTED = message("Chicago, bibliography")
STYLES = (
    Style("chicago", message("Chicago, note"), _CHICAGO, True, _chicago_note, _american),
    Style("chicago-list", LISTED, _CHICAGO, False, _chicago_list, _american),
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


def _names(cited: Cited) -> list[dict[str, str]]:
    return list(_item(cited).get("author", ()))


def _inverted(names: list[dict[str, str]]) -> list[str]:
    """Return names as a list of works begins with them: the first by the family."""
    if not names:
        return []
    first, *others = names
    whole = ", ".join(filter(None, (first.get("family"), first.get("given")))) or _name(first)
    return [whole, *map(_name, others)]


def _date_parts(day: str) -> Item:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def _american_date(day: str) -> str:
    """Return a day as Chicago writes it: ``November 25, 2026``; a month or a year as they are."""
    said = date(day)
    number, _, rest = said.partition(" ")
    month, _, year = rest.partition(" ")
    return f"{month} {number}, {year}" if year else said


def _short_date(day: str) -> str:
    """Return a day as MLA writes it: ``25 Nov. 2026``; so too a month or a year."""
    short = {"June": "June", "July": "July", "September": "Sept."}
    words = (
        word if word.isdigit() or len(word) < 4 else short.get(word, f"{word[:3]}.")
        for word in date(day).split()
    )
    return " ".join(words)


def _name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join((name["given"], name["family"]))
