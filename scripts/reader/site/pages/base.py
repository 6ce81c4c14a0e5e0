"""What pages of every kind are made with: the templates, the lists of sources, the frames."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reader import stored
from reader.citing import bibliography, citations
from reader.data import cards
from reader.data.exports import Export
from reader.edition import labels, noted, references
from reader.edition.index import Index, Line
from reader.history import paths
from reader.history.addresses import Addresses
from reader.interface import Interface
from reader.language import han, markup, tags
from reader.language.words import address as web_address
from reader.model import (
    NO_INSERTS,
    Inserts,
    Mention,
    Note,
    NotePlace,
    Output,
    Term,
    are_on_translation,
    insert,
)
from reader.site import md, wording
from reader.site.frames import Frame, Frames
from reader.site.head import Head, Heads
from reader.site.md import Md
from reader.site.pages.made_of import MadeOf

TEMPLATES = Path(__file__).parents[1] / "templates"
BARE = Head()
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")  # what templates leave between parts


class Base:
    """All pages of an edition; ``exports`` are the files of data that stand beside them.

    ``carriers`` are the files that readers take away.
    """

    def __init__(
        self, index: Index, exports: Iterable[Export] = (), carriers: Iterable[Export] = ()
    ) -> None:
        self.index = index
        self.exports = tuple(exports)
        self.carriers = tuple(carriers)
        self.alternates: dict[str, list[Export]] = defaultdict(list)
        for export in (*self.exports, *self.carriers):
            for page in filter(None, (export.page, export.also)):
                self.alternates[page].append(export)
        self.environment = environment(index.interface)
        self.interface = index.interface
        self.fates = index.fates
        self.referred = references.Referred(index)
        self.citations = citations.Citations(index)
        self.bibliography = bibliography.bibliography(index.sources.values())
        self.definitions = {term.id: cards.definition(term) for term in index.terms.values()}
        self.said = {n: md.escape(markup.curly(words)) for n, words in self.definitions.items()}
        self.heads = Heads(index, self.citations, self.definitions)
        self.frames = Frames(index, self.citations, self.heads, self.alternates)
        self.made_of = MadeOf(index, self.referred, self.alternates)

    def _page(
        self,
        path: str,
        template: str,
        origin: str,
        *,
        frame: Callable[[], Frame] | None = None,
        nav: str = "",
        shows: Iterable[tuple[str, str]] = (),
        stamp: str = "",
        **values: Any,
    ) -> Output:
        """Return a page of a template and its values, which is made at once."""
        content = self._content(path, template, **values)
        own = frame or partial(self.frames.plain, path, BARE)
        return Output(path, content, origin, nav, tuple(shows), frame=own, stamp=stamp)

    def _later(
        self,
        path: str,
        template: str,
        origin: str,
        *,
        frame: Callable[[], Frame],
        values: Callable[[], Mapping[str, Any]],
        made_of: str,
        shows: Iterable[tuple[str, str]] = (),
        stamp: str = "",
        inserts: Inserts = NO_INSERTS,
    ) -> Output:
        """Return a page that is made when it is asked for, once: it may have been made before."""

        @cache
        def content() -> bytes:
            return self._content(path, template, **values()).encode()

        return Output(
            path,
            content,
            origin,
            shows=tuple(shows),
            frame=frame,
            stamp=stamp,
            made_of=made_of,
            inserts=inserts,
        )

    def _content(self, path: str, template: str, *, revised: str = "", **values: Any) -> str:
        common = {
            "front": partial(_front, revised),
            "index": self.index,
            "collection": self.index.collection,
            "paths": paths,
            "href": partial(md.href, path),
            "link": md.link,
            "interface": self.interface,
            "by": partial(labels.by, self.index),
            "responsible": partial(labels.responsible, self.interface),
            "term_of": partial(labels.term_of, self.interface),
            "original_label": partial(labels.original, self.index),
            "original_title_label": partial(labels.original_title, self.index),
            "web_link": md.web_link,
            "cite": md.cite,
            "count": partial(_count, self.index.addresses, path),
            "place": partial(self._place, path),
            "concordance": partial(self._concordance, path),
            "definitions": self.definitions,
            "term_item": partial(self._term_item, path.rpartition("/")[0]),
        }
        content = self.environment.get_template(template).render(**common, **values)
        return BLANK_LINES.sub("\n\n", content).strip() + "\n"

    @cache  # noqa: B019 (the pages of one build share it, and it goes with them)
    def _term_item(self, folder: str, name: str) -> Md:
        """Return an entry as an item of the list of terms on a page in a folder.

        Its definition is an insert: an edit of it is no edit of hundreds of pages.
        """
        term = self.index.terms[name]
        link = md.link(term.headword, md.href(f"{folder}/", paths.entry(name)))
        return Md(f"{link}{_in_original(term)}\n:   {insert(name)}\n")

    def _concordance(self, page: str, line: Line) -> Md:
        """Return a line of concordance: its words are in the language of their text.

        A glossary has many thousands: a macro would take ten times as long for each.
        """
        tag = self.index.texts[line.mention.text].meta.tag
        tongue = _tongue(self.interface.language, tag)
        left, words, right = map(md.escape, (line.left, line.words, line.right))
        own = f"   {{{tongue} }}\n" if tongue else ""
        return Md(f"1. {self._place(page, line.mention)} {left}<mark>{words}</mark>{right}\n{own}")

    def _place(self, page: str, mention: Mention) -> Md:
        """Return a link to a use of a term, which names its paragraph."""
        target = self.index.addresses.block(mention.text, mention.paragraph)
        name = self.interface.label(mention.paragraph)
        return md.link(name, md.href(page, target, mention.id))

    def _prose(self, page: str, prose: str, numbers: Mapping[str, int] | None) -> Md:
        return md.prose(prose, numbers, partial(self._address, page))

    def _address(self, page: str, target: str) -> str:
        """Return the address of what a link in an editor's prose leads to, as seen from a page."""
        if target.startswith(("https://", "http://")):
            return web_address(target)
        if there := self.fates.place(target):
            return md.href(page, *self.index.addresses.place(there))
        return md.href(page, paths.entry(target.removesuffix(".md")))

    def _sources(self, numbers: Mapping[str, int]) -> list[tuple[Any, Md]]:
        return [(self.index.sources[key], md.from_html(self.bibliography[key])) for key in numbers]

    def _note(
        self, page: str, note: Note, numbers: Mapping[str, int] | None = None
    ) -> Mapping[str, Any]:
        """Return a note for a template; without numbers its citations are left out.

        So are, of a note on a translation, its links. What another leads to is what it says; its
        sources are named below it, each a link to the list of them.
        """
        reason = (
            md.escape(markup.curly(markup.plain(note.reason.words)))
            if numbers is None and note.is_on_translation
            else self._prose(page, note.reason.words, numbers)
        )
        if not reason:  # it says nothing but a citation
            reason = md.escape(markup.curly(noted.prose(note, self.index.sources, self.interface)))
        unnumbered = noted.cited([note]) if numbers is None and not note.is_on_translation else ()
        places: dict[str, list[NotePlace]] = defaultdict(list)
        for place in note.places:
            places[place.quote].append(place)
        return {
            "note": note,
            "reason": reason,
            "places": list(places.items()),
            "readings": [
                (reading, noted.witness(reading, self.index.sources)) for reading in note.readings
            ],
            "numbers": numbers,
            "byline": noted.byline(note, self.interface),
            "sources": [self.index.sources[key] for key in dict.fromkeys(unnumbered)],
        }


def _in_original(term: Term) -> str:
    """Return what a term is in other languages, as it stands behind its headword."""
    return "".join(f" {md.original(given)}" for given in term.originals)


def size(interface: Interface, count: int) -> str:
    """Return a number of bytes for readers, on one line: ``156 kB``, ``2.1 MB``."""
    if count >= 1e6:
        return f"{interface.number(count / 1e6, 1)}\u00a0MB"
    return f"{interface.number(math.ceil(count / 1e3))}\u00a0kB"


@cache  # compiling the templates takes longer than a small edition
def environment(interface: Interface) -> Environment:
    """Return the template environment: every value is escaped unless it is Md."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=md.escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,  # so that a macro's result is known to be Markdown
        bytecode_cache=stored.templates(),
    )
    made.filters |= {
        "tongue": partial(_tongue, interface.language),
        "own_tongue": lambda tag: "" if tag == han.LANGUAGE else _tongue(interface.language, tag),
        "foreign": md.foreign,
        "original": md.original,
        "date": interface.date,
        "label": interface.label,
        "size": partial(size, interface),
        "curly": markup.curly,
        "indented": md.indented,
        "on_translation": are_on_translation,
        "notes_title": partial(noted.title, interface=interface),
        "quoted": lambda words: Md(re.sub("^", "> ", words, flags=re.MULTILINE)),
        "raw": Md,
    }
    made.globals |= wording.functions(interface, md.escape, Md)
    made.globals |= {"comma": Md(interface.comma), "colon": Md(interface.colon)}
    return made


def _front(revised: str, **values: object) -> Md:
    """Return what stands before a page; the theme's own lists of pages are hidden on all."""
    return md.front_matter({**values, "revised": revised, "hide": ["navigation", "toc"]})


def _count(addresses: Addresses, page: str, mentions: Sequence[Mention] | None) -> Md:
    """Return a cell of a table of places: how many there are, as a link to the first."""
    if not mentions:
        return Md("")
    target = addresses.block(mentions[0].text, mentions[0].paragraph)
    return md.link(len(mentions), md.href(page, target, mentions[0].id))


def _tongue(own: str, tag: str) -> str:
    """Return the attributes of words in a language that is not a page's own, as Markdown."""
    if tag in ("", own):
        return ""
    return f" lang={tag} dir=rtl" if tags.is_rtl(tag) else f" lang={tag}"
