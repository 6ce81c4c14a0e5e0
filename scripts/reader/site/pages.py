"""Edition to pages: what each page shows is gathered here, how it looks stands in templates."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reader.citing import bibliography, citations
from reader.data import cards
from reader.data.exports import Export
from reader.edition import attestations, changes, findings
from reader.edition.index import Index
from reader.edition.items import items_of
from reader.history import ids, paths, record
from reader.history.fates import Fates
from reader.language import markup, split
from reader.language.words import address as web_address
from reader.language.words import date, label, plural, without_tones
from reader.model import Mention, Note, NotePlace, Output, Paragraph, Published, Release, Term, Text
from reader.seeds.keys import KINDS, THEMES
from reader.site import md
from reader.site.frames import Frame, Frames
from reader.site.head import Head, Heads
from reader.site.md import Md

TEMPLATES = Path(__file__).parent / "templates"

BARE = Head()
# What a page holds at most: more would only slow down those who open it.
SHOWN = {"lines": 200, "places": 50}  # of an entry, and of one of its wordings
COLUMNS = 60  # of a map
LONG = 500  # paragraphs, beyond which their notes and terms stand on their own pages only
ORDERED = 100  # paragraphs that each list all of their entries in the glossary's order
LATER = {"PDF": "the PDF", "Zip": "the site as a zip"}  # what is made for a release only

BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")  # what templates leave between parts

TABS = 3  # as many texts have a tab of their own; more are found on the shelf

PLURALS = {
    "concept": "Concepts",
    "person": "People",
    "institution": "Institutions",
    "event": "Events",
    "document": "Documents",
}


def size(count: int) -> str:
    """Return a number of bytes for readers, on one line: ``156 kB``, ``2.1 MB``."""
    return f"{count / 1e6:.1f}\u00a0MB" if count >= 1e6 else f"{math.ceil(count / 1e3)}\u00a0kB"


def sorting(term: Term) -> str:
    """Return what an entry is sorted by in the glossary."""
    return without_tones(term.headword).casefold()


@cache  # compiling the templates takes longer than a small edition
def environment() -> Environment:
    """Return the template environment: every value is escaped unless it is Md."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=md.escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,  # so that a macro's result is known to be Markdown
    )
    made.filters |= {
        "date": date,
        "label": label,
        "plural": plural,
        "size": size,
        "curly": markup.curly,
        "indented": md.indented,
        "quoted": lambda words: Md(re.sub("^", "> ", words, flags=re.MULTILINE)),
        "raw": Md,
    }
    return made


class Pages:
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
            self.alternates[export.page].append(export)
            self.alternates[export.also].append(export)
        self.environment = environment()
        self.fates = Fates(index.edition.seeds)
        self.citations = citations.Citations(index)
        self.bibliography = bibliography.bibliography(index.sources.values())
        self.definitions = {term.id: cards.definition(term) for term in index.terms.values()}
        self.heads = Heads(index, self.citations, self.definitions)
        self.frames = Frames(index, self.citations, self.heads, self.alternates)

    def all(self) -> Iterable[Output]:
        """Return every page, the home page first."""
        yield self.home()
        for text in self.index.shelf:
            yield from self.text(text)
        if self.index.has_shelf:
            yield self.shelf_map()
        yield self.glossary()
        yield from (self.ordered(order) for order in paths.ORDERS)
        for term in self.index.terms.values():
            yield self.entry(term)
        yield self.sources()
        yield self.data()
        yield self.downloads()
        yield self.news()
        yield self.report()
        yield from self.gone()

    def _page(
        self,
        path: str,
        template: str,
        origin: str,
        *,
        frame: Callable[[], Frame] | None = None,
        revised: str = "",
        nav: str = "",
        shows: Iterable[tuple[str, str]] = (),
        **values: Any,
    ) -> Output:
        common = {
            "front": partial(_front, revised),
            "index": self.index,
            "paths": paths,
            "href": partial(md.href, path),
            "link": md.link,
            "web_link": md.web_link,
            "cite": md.cite,
            "count": partial(_count, path),
            "definitions": self.definitions,
            "term_item": partial(self._term_item, path.rpartition("/")[0]),
        }
        content = self.environment.get_template(template).render(**common, **values)
        tidy = BLANK_LINES.sub("\n\n", content).strip() + "\n"
        own = frame or partial(self.frames.plain, path, BARE)
        return Output(path, tidy, origin, nav, tuple(shows), frame=own)

    @cache  # noqa: B019 (the pages of one build share it, and it goes with them)
    def _term_item(self, folder: str, name: str) -> Md:
        """Return an entry as an item of the list of terms on a page in a folder."""
        term = self.index.terms[name]
        link = md.link(term.headword, md.href(f"{folder}/", paths.entry(name)))
        said = md.escape(markup.curly(self.definitions[name]))
        return Md(f"{link} {md.escape(term.chinese)} *{md.escape(term.pinyin)}*\n:   {said}\n")

    # The shelf and its texts

    def home(self) -> Output:
        """Return the home page."""
        frequent = sorted(
            self.index.terms.values(), key=lambda term: -len(self.index.mentions_of(term))
        )
        return self._page(
            paths.HOME,
            "shelf.md" if self.index.has_shelf else "home.md",
            "seeds",
            nav="Texts" if len(self.index.texts) > TABS else "Home",
            frame=self.frames.home,
            revised=self.citations.day,
            introduction=self.index.edition.settings,
            texts=self.index.shelf,
            frequent=frequent[:8],
        )

    def shelf_map(self) -> Output:
        """Return the map of the shelf: a row for each entry, a column for each text."""
        terms = sorted(self.index.terms.values(), key=sorting)
        return self._page(
            paths.MAP,
            "shelf_map.md",
            "seeds",
            texts=self.index.shelf,
            frame=partial(self.frames.plain, paths.MAP, BARE, "broad"),
            rows=[term for term in terms if self.index.mentions_of(term)],
        )

    def _ledger(self, term: Term) -> Mapping[str, Any]:
        """Return how the texts of a shelf use a term, for a template.

        ``first`` and ``last`` are the outermost texts that have a day, or None.
        """
        texts = self.index.texts_with(term)
        dated = [text for text in texts if text.meta.day]
        rows = []
        for wording in self.index.wordings(term):
            cells: dict[str, list[Mention]] = defaultdict(list)
            for mention in wording.mentions:
                cells[mention.text].append(mention)
            rows.append((wording, cells))
        return {
            "texts": texts,
            "rows": rows,
            "first": dated[0] if dated else None,
            "last": dated[-1] if dated else None,
            "groups": [
                (text, [self.index.line(mention) for mention in self.index.mentions_of(term, text)])
                for text in texts
            ],
        }

    def text(self, text: Text) -> Iterable[Output]:
        """Return the pages of a text: whole, by paragraph, about it, its notes."""
        source = f"seeds/texts/{text.id}/text.txt"
        path = paths.text(text.id)
        long = len(text.paragraphs) > LONG
        yield self._page(
            path,
            "text.md",
            source,
            nav=text.meta.label if len(self.index.texts) <= TABS else "",
            shows=[shown for block in text.blocks for shown in _shows(block)],
            frame=partial(self.frames.text, text, long=long),
            revised=self.citations.day,
            text=text,
            blocks=[(block, self._block(path, text, block)) for block in text.blocks],
            originals=self._originals(path, text, text.blocks),
            alarms={block.id: self._alarms(path, text, block) for block in text.blocks},
            long=long,
            earlier=self._earlier(path, text.id),
        )
        for number, block in enumerate(text.paragraphs):
            yield self._paragraph(text, number, block)
        yield self._about(text)
        yield self._map(text)
        yield self._notes(text)

    def _paragraph(self, text: Text, number: int, block: Paragraph) -> Output:
        path = paths.paragraph(text.id, block.id)
        around = text.paragraphs
        return self._page(
            path,
            "paragraph.md",
            f"seeds/texts/{text.id}/text.txt",
            shows=_shows(block),
            frame=partial(self.frames.paragraph, text, number),
            revised=self.citations.day,
            text=text,
            block=block,
            position=number + 1,
            earlier=self._earlier(path, f"{text.id}/{block.id}"),
            words=self._block(path, text, block),
            originals=self._originals(path, text, (block,)),
            alarms=self._alarms(path, text, block),
            previous=around[number - 1] if number else None,
            following=around[number + 1] if number + 1 < len(around) else None,
            outline=self.index.outlines[text.id].get(block.id, ""),
            terms=self.index.terms_in(text, block),
            notes=[self._note(path, note) for note in self.index.notes_in(text, block)],
        )

    def _about(self, text: Text) -> Output:
        path = paths.about(text.id)
        cited = (key for key, _ in markup.citations(text.meta.provenance.words))
        keys = (*cited, *(form.words for form in text.meta.sources))
        numbers = _numbers(keys)
        return self._page(
            path,
            "about.md",
            text.place.path,
            frame=partial(self.frames.beside, path, text),
            revised=self.citations.day,
            text=text,
            provenance=self._prose(path, text.meta.provenance.words, numbers),
            people=[
                (term, role, self.index.offices_on(term, text.meta.event_date))
                for form, role in text.meta.people
                for term in (self.index.terms[form.words],)
            ],
            sources=self._sources(numbers),
        )

    def _map(self, text: Text) -> Output:
        """Return the map: a row for each entry, a column for each heading and paragraph.

        In a long text as many paragraphs share a column as make it short enough.
        """
        path = paths.map_of(text.id)
        folded = _folded(len(text.paragraphs))
        columns: list[tuple[Paragraph, ...]] = [(heading,) for heading in text.headings]
        columns += list(_batched(text.paragraphs, folded))
        column_of = {block.id: column[0].id for column in columns for block in column}
        rows: dict[str, dict[str, list[Mention]]] = {}
        for block in text.blocks:
            for mention in self.index.mentions_in(text, block):
                cells = rows.setdefault(mention.term, defaultdict(list))
                cells[column_of[block.id]].append(mention)
        return self._page(
            path,
            "map.md",
            f"seeds/texts/{text.id}/text.txt",
            frame=partial(self.frames.beside, path, text, broad=True),
            revised=self.citations.day,
            text=text,
            rows=[(self.index.terms[term], cells) for term, cells in rows.items()],
            columns=[(column[0], _column(column)) for column in columns],
            folded=folded if folded > 1 else 0,
        )

    def _notes(self, text: Text) -> Output:
        path = paths.notes(text.id)
        notes = [note for note in self.index.edition.seeds.notes if note.text == text.id]
        numbers = _numbers(key for note in notes for key, _ in markup.citations(note.reason.words))
        return self._page(
            path,
            "notes.md",
            f"seeds/texts/{text.id}/notes.yml",
            frame=partial(self.frames.notes, path, text),
            revised=self.citations.day,
            text=text,
            notes=[self._note(path, note, numbers) for note in notes],
            sources=self._sources(numbers),
        )

    def _block(self, page: str, text: Text, block: Paragraph) -> Md:
        """Return a paragraph's words, its mentions as links and its notes as marks."""
        by_sentence: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.index.mentions_in(text, block):
            by_sentence[mention.sentence].append(mention)
        marks = self._marks(page, text, block)
        keys = self.index.key_mentions(text, block)
        parts = {
            sentence.id: self._landings(text, sentence.id)
            + md.sentence(
                sentence,
                by_sentence[sentence.id],
                partial(_term_address, page),
                marks.get(sentence.id, {}),
                keys,
            )
            for sentence in split.read(block)
        }
        lines = ["".join(parts[part.id] for part in line) for line in split.lines(block)]
        lines[0] = "".join((self._landings(text, block.id), lines[0]))
        return md.items(lines) if block.shape == "list" else Md("".join(lines))

    def _originals(self, page: str, text: Text, blocks: Iterable[Paragraph]) -> Mapping[str, Md]:
        """Return the words of the originals beside blocks, by the ids of the blocks."""
        return {
            block.id: self._block(page, text, block.original) for block in blocks if block.original
        }

    def _marks(self, page: str, text: Text, block: Paragraph) -> Mapping[str, Mapping[int, Md]]:
        """Return the marks of a paragraph's notes, by sentence and offset."""
        marks: dict[str, dict[int, Md]] = defaultdict(dict)
        for note in self.index.notes_in(text, block):
            for place in note.places:
                if place.at == block.id:
                    sentence, offset = self.index.mark_at(text, place)
                    before = marks[sentence].get(offset, Md(""))
                    marks[sentence][offset] = Md(before + _mark(page, note, block))
        return marks

    def _alarms(self, page: str, text: Text, block: Paragraph) -> list[Mapping[str, Any]]:
        """Return the notes on a paragraph that say that its sense is changed."""
        notes = (note for note in self.index.notes_in(text, block) if note.changes_sense)
        return [self._note(page, note) for note in notes]

    def _note(
        self, page: str, note: Note, numbers: Mapping[str, int] | None = None
    ) -> Mapping[str, Any]:
        """Return a note for a template; without numbers its citations and links are left out."""
        reason = (
            md.escape(markup.curly(markup.plain(note.reason.words)))
            if numbers is None
            else self._prose(page, note.reason.words, numbers)
        )
        places: dict[str, list[NotePlace]] = defaultdict(list)
        for place in note.places:
            places[place.quote].append(place)
        return {"note": note, "reason": reason, "places": list(places.items())}

    # The glossary

    def glossary(self) -> Output:
        """Return the index of the glossary, from A to Z."""
        letters: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.index.terms.values(), key=sorting):
            first = sorting(term)[0].upper()
            letters[first if first.isalpha() else "#"].append(term)
        return self._page(
            paths.GLOSSARY,
            "glossary.md",
            "seeds/glossary",
            nav="Glossary",
            frame=partial(self.frames.glossary, paths.GLOSSARY, self.heads.glossary()),
            revised=self.citations.day,
            letters=letters,
        )

    def ordered(self, order: str) -> Output:
        """Return the glossary in one of its other orders."""
        terms = sorted(self.index.terms.values(), key=sorting)
        groups: dict[str, list[Term]] = {}
        blocks = sum(len(text.blocks) for text in self.index.texts.values())
        first_only = order == "paragraph" and blocks > ORDERED
        if order == "paragraph":
            groups = self._by_paragraph(first_only=first_only)
        else:
            key, sort = self._orders()[order]
            for term in sorted(terms, key=sort):
                groups.setdefault(key(term), []).append(term)
        return self._page(
            paths.by(order),
            "ordered.md",
            "seeds/glossary",
            frame=partial(self.frames.glossary, paths.by(order), BARE),
            order=order,
            groups=groups,
            first_only=first_only,
        )

    def _by_paragraph(self, *, first_only: bool) -> dict[str, list[Term]]:
        """Return the entries that stand in each paragraph, or in none before it."""
        groups: dict[str, list[Term]] = {}
        seen: set[str] = set()
        for text in self.index.texts.values():
            for block in text.blocks:
                terms = [t for t in self.index.terms_in(text, block) if t.id not in seen]
                groups[f"{label(block.id)} · {text.meta.label}"] = terms
                if first_only:
                    seen.update(term.id for term in terms)
        return groups

    def _orders(self) -> Mapping[str, tuple[Callable[[Term], str], Callable[[Term], Any]]]:
        """Return, for each order, what an entry is grouped by and what it is sorted by."""

        def uses(term: Term) -> int:
            return len(self.index.mentions_of(term))

        def spoken(term: Term) -> str:
            return without_tones(term.pinyin).lower()

        return {
            "theme": (lambda term: term.theme.capitalize(), lambda term: THEMES.index(term.theme)),
            "kind": (lambda term: PLURALS[term.kind], lambda term: KINDS.index(term.kind)),
            "pinyin": (lambda term: spoken(term)[0].upper(), spoken),
            "frequency": (lambda term: plural(uses(term), "place"), lambda term: -uses(term)),
        }

    def report(self) -> Output:
        """Return the report for editors; it stands in no navigation."""
        found = findings.findings(self.index)
        return self._page(paths.REPORT, "report.md", "seeds", findings=found)

    def entry(self, term: Term) -> Output:
        """Return the page of an entry."""
        path = paths.entry(term.id)
        numbers = _numbers(self.index.cited_by(term))
        definition, rest = markup.sections(term.prose.words)
        return self._page(
            path,
            "entry.md",
            term.place.path,
            frame=partial(self.frames.entry, term),
            revised=term.revised,
            term=term,
            definition=self._prose(path, definition, numbers),
            prose=markup.Parted(
                *(self._prose(path, part, numbers) for part in markup.parted(rest))
            ),
            history=attestations.steps(term),
            past=attestations.summary(term),
            mentions=self.index.mentions_of(term),
            lines=[
                self.index.line(mention)
                for mention in self.index.mentions_of(term)[: SHOWN["lines"]]
            ],
            shown=SHOWN,
            wordings=self.index.wordings(term),
            ledger=self._ledger(term) if self.index.has_shelf else None,
            notes=[self._note(path, note, numbers) for note in self.index.notes_on(term)],
            relations=self._relations(term),
            numbers=numbers,
            sources=self._sources(numbers),
        )

    def _relations(self, term: Term) -> list[tuple[str, list[Term]]]:
        named = (
            ("Broader", term.broader),
            ("Narrower", term.narrower),
            ("Related", term.related),
            ("Not to be confused with", term.distinct),
        )
        found = ((name, [self.index.terms[form.words] for form in forms]) for name, forms in named)
        return [(name, terms) for name, terms in found if terms]

    def sources(self) -> Output:
        """Return the bibliography, with the entries that cite each source."""
        citing: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.index.terms.values(), key=sorting):
            for key in self.index.cited_by(term):
                citing[key].append(term)
        order = sorted(self.bibliography, key=lambda key: self.bibliography[key].casefold())
        return self._page(
            paths.SOURCES,
            "sources.md",
            "seeds/sources.yml",
            nav="Sources",
            items=[
                (self.index.sources[key], md.from_html(self.bibliography[key]), citing[key])
                for key in order
            ],
        )

    def data(self) -> Output:
        """Return the page that lists the files of data."""
        texts = self.index.texts.values()
        titles = {
            paths.HOME: "The edition",
            paths.DATA: "The edition",
            **{paths.text(text.id): text.meta.label for text in texts},
            paths.GLOSSARY: "The glossary",
            paths.SOURCES: "The sources",
        }
        groups: dict[str, list[Export]] = defaultdict(list)
        for export in self.exports:
            if export.purpose:
                groups[titles[export.page]].append(export)
        return self._page(paths.DATA, "data.md", "seeds", nav="Data", groups=groups)

    def downloads(self) -> Output:
        """Return the page of the files that readers take away, with their sizes."""
        made = {carrier.format for carrier in self.carriers}
        return self._page(
            paths.DOWNLOADS,
            "downloads.md",
            "seeds",
            day=self.citations.day,
            carriers=self.carriers,
            missing=[words for name, words in LATER.items() if name not in made],
            tei=[export for export in self.exports if export.format == "TEI P5"],
        )

    def news(self) -> Output:
        """Return the page of what changed since the last release, and in it."""
        now = Release("", items_of(self.index))
        releases = self.index.edition.seeds.releases
        return self._page(
            paths.NEWS,
            "changes.md",
            "seeds",
            releases=releases,
            sections=[
                (after.day, before.day, self._differences(before, after, now))
                for before, after in zip(releases, (now, *releases), strict=False)
            ],
        )

    def _differences(
        self, before: Release, after: Release, now: Release
    ) -> Mapping[str, list[Mapping[str, Any]]]:
        """Return the differences for a template, by text, glossary and sources."""
        live = {item.id for item in now.items}
        groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for found in changes.differences(before, after):
            href = md.href(paths.NEWS, *changes.place(found.id)) if found.id in live else ""
            item = {"name": _called(found), "href": href, "difference": found}
            groups[self._group(found)].append(item)
        return groups

    def _group(self, found: changes.Difference) -> str:
        """Return where a difference belongs: the label of a text, the glossary or the sources."""
        holder = ids.text_of(found.id)
        if holder == ids.GLOSSARY:
            return "The glossary"
        if holder.startswith("@"):
            return "The sources"
        text = self.index.texts.get(holder)
        return text.meta.label if text else holder

    # What is gone

    def gone(self) -> Iterable[Output]:
        """Return a page at every address that an id had which is gone."""
        for line in self.fates.gone:
            for path in paths.of_id(line.id):
                yield self._gone(path, line)

    def _gone(self, path: str, line: Published) -> Output:
        heirs = self.fates.targets(line.id)
        page, anchor = self._place(heirs[0]) if len(heirs) == 1 else ("", "")
        return self._page(
            path,
            "gone.md",
            record.CHANGES,
            frame=partial(self.frames.gone, path, (page, anchor) if page else None),
            line=line,
            title=self._name(line.id),
            story=self._story(path, line.id),
            heirs=[self._heir(path, heir, line.id) for heir in heirs],
            parts=[self._part(path, part) for part in self._parts(line)],
        )

    def _parts(self, line: Published) -> Iterable[Published]:
        """Return what an id that is gone consisted of: paragraphs, or sentences."""
        prefixes = (f"{line.id}/h", f"{line.id}/p") if line.kind == "text" else (f"{line.id}s",)
        return (part for prefix in prefixes for part in self.fates.ledger.series(prefix))

    def _part(self, path: str, part: Published) -> Mapping[str, Any]:
        """Return a part for a template, with a link if one thing stands for it alone."""
        heirs = self.fates.targets(part.id)
        alone = len(heirs) == 1 and heirs != self.fates.targets(ids.parent(part.id))
        pages = paths.of_id(part.id)
        own = pages[0] if part.kind == "paragraph" else ""
        place = self._place(heirs[0]) if alone else (own, "")
        return {
            "anchor": ids.anchor(part.id),
            "name": self._name(part.id, part.id),
            "words": part.words,
            "href": md.href(path, *place) if place[0] else "",
            "within": [ids.anchor(inner.id) for inner in self._parts(part)],
        }

    def _story(self, path: str, name: str) -> list[Mapping[str, Any]]:
        """Return what happened to an id, step by step, for a template."""
        return [
            {
                "what": self._name(change.id, name),
                "change": change,
                "into": [self._heir(path, form.words, name) for form in change.into],
            }
            for change in self.fates.story(name)
        ]

    def _heir(self, path: str, name: str, origin: str) -> tuple[str, str]:
        """Return the name of what stands for ``origin`` now, and its address if it is there."""
        href = md.href(path, *self._place(name)) if name in self.fates.live else ""
        return self._name(name, origin), href

    def _place(self, name: str) -> tuple[str, str]:
        """Return the page of an id that is there, and the anchor on it, if it needs one."""
        kind = ids.kind(name)
        if kind in ("sentence", "heading"):
            block = ids.anchor(ids.block_of(name))
            return paths.paragraph(ids.text_of(name), block), ids.anchor(name)
        return paths.of_id(name)[0], ""

    def _name(self, name: str, origin: str = "") -> str:
        """Return what readers call an id, seen from a page about ``origin``."""
        kind = ids.kind(name)
        if kind == "entry":
            term = self.index.terms.get(ids.anchor(name))
            return term.headword if term else self.fates.ledger.lines[name].words
        text = self.index.texts.get(ids.text_of(name))
        title = text.meta.label if text else self.fates.ledger.lines[ids.text_of(name)].words
        if kind == "text":
            return title
        spoken = label(ids.anchor(ids.block_of(name)))
        if kind == "sentence":
            spoken += f", sentence {ids.series(name)[1]}"
        return spoken if ids.text_of(name) == ids.text_of(origin) else f"{spoken} · {title}"

    def _landings(self, text: Text, anchor: str) -> Md:
        """Return empty elements with the old ids whose words stand in a piece of a text now."""
        names = self._landed.get(f"{text.id}/{anchor}", ())
        return Md("".join(f'<span id="{ids.anchor(name)}"></span>' for name in names))

    @cached_property
    def _landed(self) -> Mapping[str, list[str]]:
        """What each paragraph and sentence stands for that is gone from the same text."""
        found: dict[str, list[str]] = defaultdict(list)
        for holder in self.index.texts:
            for line in self.fates.within.get(holder, ()):
                if place := self._landing(line, holder):
                    found[place].append(line.id)
        return found

    def _landing(self, line: Published, holder: str) -> str:
        """Return the one piece of a text or a paragraph that stands for a gone one, or ``""``."""
        heirs = self.fates.targets(line.id)
        if len(heirs) != 1 or not ids.anchor(heirs[0]):
            return ""
        around = (ids.block_of(heirs[0]), ids.parent(ids.block_of(heirs[0])))
        return heirs[0] if holder in around else ""

    def _earlier(self, path: str, holder: str) -> list[Mapping[str, Any]]:
        """Return what was once in a text or a paragraph and has no place there any more."""
        found: dict[str, Any] = {}
        for line in self.fates.within.get(holder, ()):
            whole = ids.parent(line.id)
            if self._landing(line, holder):
                continue
            if whole in found and self.fates.change(line.id) == self.fates.change(whole):
                found[whole]["within"].append(ids.anchor(line.id))
            else:
                found[line.id] = {
                    "anchor": ids.anchor(line.id),
                    "words": line.words,
                    "story": self._story(path, line.id),
                    "within": [],
                }
        return list(found.values())

    def _prose(self, page: str, prose: str, numbers: Mapping[str, int]) -> Md:
        return md.prose(prose, numbers, partial(_address, page))

    def _sources(self, numbers: Mapping[str, int]) -> list[tuple[Any, Md]]:
        return [(self.index.sources[key], md.from_html(self.bibliography[key])) for key in numbers]


def _front(revised: str, **values: object) -> Md:
    """Return what stands before a page; the theme's own lists of pages are hidden on all."""
    return md.front_matter({**values, "revised": revised, "hide": ["navigation", "toc"]})


def _count(page: str, mentions: Sequence[Mention] | None) -> Md:
    """Return a cell of a table of places: how many there are, as a link to the first."""
    if not mentions:
        return Md("")
    target = paths.paragraph(mentions[0].text, mentions[0].paragraph)
    return md.link(len(mentions), md.href(page, target, mentions[0].id))


def _called(found: changes.Difference) -> str:
    """Return what readers call an item that is new, changed or gone."""
    own = ids.anchor(found.id)
    if found.id.startswith((f"{ids.GLOSSARY}/", "@")):
        return found.name
    if not own:
        return "About the text" if found.became == "changed" else "The whole text"
    return f"Note {own[1:]}" if own.startswith("n") else label(own)


def _shows(block: Paragraph) -> list[tuple[str, str]]:
    """Return what a page with a block must show unaltered: its words and their original."""
    given = (block, block.original) if block.original else (block,)
    return [(part.id, markup.shown(part.words)) for part in given]


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}


def _address(page: str, target: str) -> str:
    if target.startswith(("https://", "http://")):
        return web_address(target)
    return md.href(page, paths.entry(target.removesuffix(".md")))


def _term_address(page: str, mention: Mention) -> str:
    return md.href(page, paths.entry(mention.term))


def _folded(paragraphs: int) -> int:
    """Return how many paragraphs share a column of a map: 1, 2, 5, 10, 20, 50 and so on."""
    steps = (int(step * 10**power) for power in count() for step in (1, 2, 5))
    return next(step for step in steps if step * COLUMNS >= paragraphs)


def _batched(blocks: Sequence[Paragraph], size: int) -> Iterator[tuple[Paragraph, ...]]:
    return (tuple(blocks[start : start + size]) for start in range(0, len(blocks), size))


def _column(blocks: Sequence[Paragraph]) -> str:
    """Return the name of a column of the map: a heading's number, a paragraph, or several."""
    first, last = blocks[0], blocks[-1]
    if first.is_heading:
        return str(first.number)
    return label(first.id) if first is last else f"{label(first.id)}–{last.number}"


def _mark(page: str, note: Note, block: Paragraph) -> Md:
    """Return a note's mark: an empty link, whose sign is drawn by the style sheet.

    The words of the paragraph stay what they are, for the eye of a program too.
    """
    own = paths.paragraph(note.text, block.id) == page and not block.is_heading
    target = page if own else paths.notes(note.text)
    rank = f"{'.changes-sense ' if note.changes_sense else ''}data-rank={note.rank}"
    return md.link(Md(""), md.href(page, target, f"note-{note.number}"), rank)
