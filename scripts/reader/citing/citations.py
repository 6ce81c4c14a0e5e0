"""How readers cite us: a paragraph or an entry in the styles and formats they ask for.

The citation processor takes about 10 ms a citation. So it sets each text once, and each
day of revision of the glossary once, with a sign that is of no language where a number, a
headword or a hash will stand; the paragraphs and entries are filled in by replacing the sign.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from reader.citing import bibtex, capitals
from reader.citing.forms import account, forms_of_all
from reader.citing.signs import (
    CLOSE,
    DIGEST,
    ENTRY,
    HEADWORD,
    NUMBER,
    OPEN,
    PRIVATE,
    STARRED,
    TITLED,
    VISIT,
    glossary,
    sentence,
)
from reader.citing.styles import Cited, Form
from reader.edition.index import Index
from reader.edition.labels import EDITORS
from reader.history import paths
from reader.language.html import in_script
from reader.language.words import address
from reader.model import Paragraph, Place, Source, Term, Text

# Where a citation says which paragraph it is of: words, the address, the key, notes.
ANY_PARAGRAPH = dict.fromkeys(
    (f", para. {NUMBER}", f"p{NUMBER}/", f"-p{NUMBER}", f"¶ {NUMBER}. ", f"¶ {NUMBER}"), ""
)


class Citations:
    """The citations of an edition, of its texts by paragraph and of its entries."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.address = address(index.edition.address)
        self.day = index.day
        self.site = capitals.headline(index.collection.title)  # as a name is cited
        texts = index.texts.values()
        entries = sorted({(term.responsible, term.revised) for term in index.terms.values()})
        cited = [*map(self._text, texts), *(self._entry(*key) for key in entries)]
        forms = iter(forms_of_all(cited))
        self._texts = {
            text.id: tuple(form.filled({DIGEST: text.stamp}) for form in next(forms))
            for text in texts
        }
        self._entries = {key: next(forms) for key in entries}

    def templates(self, text: Text) -> Markup:
        """Return the citations of any paragraph as JSON for a script of a page.

        ``number`` is the sign that stands where the number of the paragraph belongs.
        """
        forms = [
            {
                "style": form.style,
                "name": self.index.interface.gettext(form.name),
                "html": form.html,
                "template": form.content,
            }
            for form in self._texts[text.id]
        ]
        signs = {"number": NUMBER, "visit": VISIT, "open": OPEN, "close": CLOSE}
        data = json.dumps({**signs, "forms": forms}, ensure_ascii=False)
        for sign in signs.values():
            data = data.replace(sign, f"\\u{ord(sign):04x}")
        return in_script(data)

    def whole(self, text: Text) -> Iterator[Form]:
        """Return the citations of a whole text: those of a paragraph without what says which."""
        return (form.filled(ANY_PARAGRAPH) for form in self._texts[text.id])

    def paragraph(self, text: Text, block: Paragraph) -> Iterator[Form]:
        """Return the citations of a paragraph."""
        return (form.filled({NUMBER: block.id[1:]}) for form in self._texts[text.id])

    def entry(self, term: Term) -> Iterator[Form]:
        """Return the citations of an entry."""
        for form in self._entries[term.responsible, term.revised]:
            words = _line(_cased(form.style, term.headword) + _in_original(term))
            yield form.filled({HEADWORD: _in(form.style, words), ENTRY: term.id})

    def account(self, text: Text, number: str = "") -> str:
        """Return what is said of a text, or a paragraph by its number, beside its title."""
        return account(replace(self._text(text), place=number, digest=text.stamp))

    def _text(self, text: Text) -> Cited:
        meta = text.meta
        block = f"p{NUMBER}"
        fields = {
            "type": "webpage",
            "title": meta.title,
            "original-title": meta.original_title,
            "author": agency(text),
            "container-title": self.site,
            "collection-title": meta.series,
            "collection-number": meta.number,
            "event-title": meta.event,
            "event-date": meta.event_date,
            "issued": meta.dispatch_date or meta.event_date,
            "language": meta.language,
        }
        url = self._url(paths.paragraph(text.id, block))
        source = _source(f"{text.id}-{block}", text.place, fields, url)
        return Cited(source, *_made(text), self.day, DIGEST, NUMBER, self.site)

    def _entry(self, responsible: str, revised: str) -> Cited:
        fields = {
            "type": "entry-dictionary",
            "author": self.author(responsible),
            "container-title": glossary(self.site),
            "issued": revised,
            "language": self.index.collection.headwords,
        }
        url = self._url(paths.entry(ENTRY))
        place = Place("seeds/glossary", 1)
        source = _source(f"glossary-{ENTRY}", place, fields, url, HEADWORD)
        return Cited(source, day=revised, site=self.site)

    def author(self, responsible: str) -> str:
        """Return who is cited as the author of an entry: nobody, if nobody is named."""
        named = self.index.collection.editors
        return named if responsible.casefold() == EDITORS else sentence(responsible)

    def _url(self, page: str) -> str:
        """Return the address of a page, or where it lies, between signs, if there is none."""
        return self.address + paths.url(page) if self.address else f"{OPEN}{paths.url(page)}{CLOSE}"


def agency(text: Text) -> str:
    """Return who is cited as the author: the agency of the dispatch, without its place.

    A text that names its author has that one.
    """
    return text.meta.author or text.meta.dispatch.partition(", ")[0] or text.meta.publisher


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
    return sentence(headword) if style in ("apa", "gbt7714") else headword


def _in_original(term: Term) -> str:
    return f" ({term.original})" if term.original else ""


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
