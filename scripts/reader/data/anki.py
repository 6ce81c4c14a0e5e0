"""The glossary as cards to learn with, in the text format that Anki imports without an add-on.

Each entry is two notes of Anki's own type "Basic": from the headword to what it is, and back.
Notes have ids, so that a later file changes the cards one has and adds no second ones; those of
another collection stay apart.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reader.data.cards import definition
from reader.data.names import urn
from reader.edition.index import Index
from reader.history import paths
from reader.language import markup
from reader.language.words import line
from reader.model import Original, Term
from reader.seeds.drafts import address

COLUMNS = ("guid", "Front", "Back", "Tags")
HEAD = """\
#separator:tab
#html:true
#notetype:Basic
#deck:{deck}
#columns:{columns}
#guid column:1
#tags column:4
"""


def anki(index: Index) -> str:
    """Return the cards: lines of fields between tabs, below what tells Anki how to read them."""
    deck = line(index.collection.title).replace("::", ":")
    head = HEAD.format(deck=deck, columns="\t".join(COLUMNS))
    rows = (row for term in index.edition.seeds.terms for row in _notes(index, term))
    return head + "".join("\t".join(row) + "\n" for row in rows)


def _notes(index: Index, term: Term) -> Iterator[tuple[str, ...]]:
    tags = " ".join(f"{by}::{_tag(name)}" for by, name in _groups(term))
    headword, meaning = _words("headword", term.headword), _words("definition", _meaning(term))
    called = "".join(_original(given) for given in term.originals)
    more = "".join((_renderings(term), _link(index, term)))
    asked = "".join(_asked(given) for given in term.originals) or meaning
    told = (called if term.originals else "") + meaning
    card = (address(index.collection.title) or "reader", term.id)
    yield urn("card", *card, "forth"), headword, told + more, tags
    answer = headword + (called + meaning if term.originals else "")
    yield urn("card", *card, "back"), asked, answer + more, tags


def _meaning(term: Term) -> str:
    return markup.curly(definition(term))


def _groups(term: Term) -> Iterator[tuple[str, str]]:
    if term.theme:
        yield "theme", term.theme
    yield "kind", term.kind


def _tag(words: str) -> str:
    """Return words as a tag of Anki: without spaces, and without the sign that parts levels."""
    return re.sub(r"[\s:\"]+", "-", words).strip("-")


def _escaped(words: str) -> str:
    """Return words as HTML on one line; the quotation mark would begin a field of CSV."""
    return html.escape(line(words))


def _words(kind: str, words: str, tag: str = "") -> str:
    """Return a line of a card; ``tag`` is the language of what is not in that of the cards."""
    language = f" lang={tag} dir=auto" if tag else ""
    return f"<div class={kind}{language}>{_escaped(words)}</div>"


def _asked(given: Original) -> str:
    return _words("original", given.words, given.tag)


def _original(given: Original) -> str:
    read = _words("romanization", given.romanization, given.latin) if given.romanization else ""
    return _asked(given) + read


def _renderings(term: Term) -> str:
    items = (f"{given.wording} ({given.label})" for given in term.renderings)
    rows = "".join(f"<li>{_escaped(item)}</li>" for item in dict.fromkeys(items))
    return f"<ul class=renderings>{rows}</ul>" if rows else ""


def _link(index: Index, term: Term) -> str:
    """Return a link to the entry, if it is known where the site is."""
    if not index.edition.address:
        return ""
    page = _escaped(index.edition.address + paths.url(paths.entry(term.id)))
    return f"<div class=entry><a href='{page}'>{page}</a></div>"
