"""An edition for those who ask: what is found, read, looked up, checked and cited in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from reader.agents import answers, parts
from reader.agents.engine import Engine
from reader.citing import bibliography
from reader.citing.citations import Citations
from reader.citing.signs import CLOSE, OPEN, VISIT
from reader.citing.styles import Form
from reader.edition import noted
from reader.edition.index import Index
from reader.history import ids, paths, record
from reader.language import markup
from reader.language.words import address
from reader.model import RELATIONS, Mention, Note, Paragraph, Rendering, Term, Text
from reader.site import copies
from reader.site.pages.edition import Pages

MOST = 200  # results of a query: so many are ranked
LONGEST = 200_000  # characters of an article
PLACES = 50  # of a term that are listed
SHOWN = 30  # ids that an error names
# What a page puts the day of a visit into, and the address of a site that the build does not know.
VISITED = re.compile(f"[{VISIT}{OPEN}{CLOSE}]|</?span[^>]*>")
BLOCK = re.compile(r"(?:¶\s*)?([hp]?)([1-9][0-9]{0,5})(?:s[1-9][0-9]{0,5})?")


class UnknownError(LookupError):
    """Nothing has this id or name; the message names some that are there."""


class Library:
    """The texts and the glossary of an edition, as programs ask for them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.engine = Engine(index)
        self.root = address(index.edition.address)

    # Find

    def find(self, query: str, limit: int) -> answers.Found:
        """Return what the search box finds, at most ``limit`` results."""
        found = self.engine.find(query, max(1, min(limit, MOST)))
        return answers.Found.model_validate(self._addressed(found))

    def check_quotation(self, quotation: str) -> answers.Checked:
        """Return what is said of a quotation, or of all that stand in an article."""
        if len(quotation) > LONGEST:
            raise ValueError(f"it has {len(quotation):,} characters; the most is {LONGEST:,}")
        checked = self.engine.check(quotation)
        return answers.Checked.model_validate(self._addressed(checked))

    def _addressed(self, value: Any) -> Any:
        """Return an answer of the scripts with addresses in place of its paths."""
        if isinstance(value, list):
            return [self._addressed(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {
            **{key: self._addressed(part) for key, part in value.items() if key != "path"},
            **({"address": self.root + value["path"]} if "path" in value else {}),
        }

    def _address(self, page: str, anchor: str = "") -> str:
        return self.root + paths.url(page) + (anchor and f"#{anchor}")

    # Read

    def text(self, name: str) -> Text:
        """Return a text by its id; the only one, if none is named."""
        texts = self.index.texts
        if not name.strip() and len(texts) == 1:
            return next(iter(texts.values()))
        if name.strip() not in texts:
            raise UnknownError(self._gone(name.strip()) or _none("text", name, texts))
        return texts[name.strip()]

    def block(self, text: Text, name: str) -> Paragraph:
        """Return a paragraph or heading by its id, its number, or the id of a sentence in it."""
        said = BLOCK.fullmatch(name.strip())
        block = text.by_id.get(f"{said[1] or 'p'}{said[2]}") if said else None
        if not block:
            known = (given.id for given in text.blocks)
            fault = _none("paragraph", name, known, f" in {text.id!r}")
            raise UnknownError(self._gone(f"{text.id}/{name.strip()}") or fault)
        return block

    def _gone(self, name: str) -> str:
        """Return what became of an id that was published and is gone, or ``""``."""
        change = self.index.fates.change(name) if ids.kind(name) else None
        if not change:
            return ""
        now = ", ".join(self.index.fates.targets(name))
        return (
            f"{name!r} is gone ({change.became}, {change.date}): {now or 'nothing stands for it'}"
        )

    def read_paragraph(self, text: str, paragraph: str) -> answers.Paragraph:
        """Return a paragraph, and what somebody must know who quotes it."""
        of = self.text(text)
        block = self.block(of, paragraph)
        names = [given.id for given in of.blocks]
        place = names.index(block.id)
        page = self.index.addresses.block(of.id, block.id)
        return answers.Paragraph(
            text=of.id,
            title=of.meta.title,
            language=of.meta.language,
            status=of.meta.status,
            quoting=of.meta.quoting,
            paragraph=block.id,
            words=block.words,
            sentences=parts.sentences(block),
            original=parts.original(of, block),
            notes=[self._note(note, block) for note in self.index.notes_in(of, block)],
            footnotes=[*map(parts.footnote, self.index.footnotes[of.id].referred_to(block))],
            terms=[self._use(of, block, term) for term in self.index.terms_in(of, block)],
            previous=names[place - 1] if place else "",
            next=next(iter(names[place + 1 :]), ""),
            address=self._address(page, block.id if block.is_heading else ""),
        )

    def _note(self, note: Note, block: Paragraph) -> answers.Note:
        return answers.Note(
            id=note.id,
            labels=list(note.labels),
            changes_sense=note.changes_sense,
            quotations=list(dict.fromkeys(p.quote for p in note.places if p.at == block.id)),
            original=note.original,
            established=note.established,
            suggested=note.suggested,
            readings=[
                answers.Reading(words=r.words, witness=noted.witness(r, self.index.sources))
                for r in note.readings
            ],
            reason=markup.plain(note.reason.words),
            author=note.author,
            address=self._address(paths.notes(note.text), f"note-{note.number}"),
        )

    def _use(self, text: Text, block: Paragraph, term: Term) -> answers.Use:
        here = (m for m in self.index.mentions_in(text, block) if m.term == term.id)
        wordings = dict.fromkeys(self.index.words_of(mention) for mention in here)
        return answers.Use(term=term.id, headword=term.headword, wordings=list(wordings))

    # Look up

    def term(self, name: str) -> Term:
        """Return an entry by its id, or by a name that the search knows it by."""
        said = name.strip().removeprefix(f"{ids.GLOSSARY}/")
        if said in self.index.terms:
            return self.index.terms[said]
        found = self.engine.find(said, MOST)
        near = [one["term"] for one in found["results"] if one["kind"] == "entry"]
        if near and not found["only_near"] and not found["read_as"]:
            return self.index.terms[near[0]]
        known = near or list(self.index.terms)
        raise UnknownError(self._gone(f"glossary/{said}") or _none("entry", name, known))

    def look_up_term(self, name: str) -> answers.Term:
        """Return an entry of the glossary."""
        term = self.term(name)
        mentions = self.index.mentions_of(term)
        definition, rest = markup.sections(term.prose.words)
        return answers.Term(
            term=term.id,
            headword=term.headword,
            original=term.original,
            romanization=term.romanization,
            originals=parts.named(term.in_languages),
            kind=term.kind,
            theme=term.theme,
            definition=markup.plain(definition),
            prose=rest.strip(),
            also=list(term.also),
            wordings=[
                answers.Spelling(words=given.words, places=len(given.mentions))
                for given in self.index.wordings(term)
            ],
            renderings=[self._rendering(given) for given in term.renderings],
            count=len(mentions),
            places=[self._place(mention) for mention in mentions[:PLACES]],
            within=[
                answers.Within(term=longer.id, headword=longer.headword, places=count)
                for longer, count in self.index.within(term)
            ],
            **{name: [form.words for form in term.relations[name]] for name in RELATIONS},
            sources=[self._source(key) for key in self.index.cited_by(term)],
            responsible=term.responsible,
            revised=term.revised,
            address=self._address(paths.entry(term.id)),
        )

    def _place(self, mention: Mention) -> answers.Place:
        line = self.index.line(mention)
        return answers.Place(
            text=mention.text,
            sentence=mention.sentence,
            words=line.words,
            around=f"{line.left}{line.words}{line.right}",
            address=self._address(
                self.index.addresses.block(mention.text, mention.paragraph), mention.id
            ),
        )

    def _rendering(self, given: Rendering) -> answers.Rendering:
        source = self._source(given.source) if given.source else ""
        return answers.Rendering(wording=given.wording, authority=given.label, source=source)

    def _source(self, key: str) -> str:
        return Markup(self._sources.get(key, key)).striptags()

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return bibliography.bibliography(self.index.sources.values())

    # Cite

    def cite(self, name: str, style: str) -> answers.Citation:
        """Return the citation of a text, a paragraph or an entry, in a style or a format."""
        forms = {form.style: form for form in self._forms(name.strip())}
        if style not in forms:
            raise UnknownError(_none("style", style, forms))
        form = forms[style]
        content = VISITED.sub("", form.content)
        return answers.Citation(
            id=name.strip(),
            style=form.style,
            name=form.name,
            citation=Markup(content).striptags() if form.html else content,
            html=content if form.html else "",
        )

    def _forms(self, name: str) -> Iterable[Form]:
        if name in self.index.terms or name.startswith(f"{ids.GLOSSARY}/"):
            return self._citations.entry(self.term(name))
        text = self.text(ids.text_of(name))
        if "/" not in name:
            return self._citations.whole(text)
        block = self.block(text, ids.anchor(name))
        if block.is_heading:
            return self._citations.whole(text)
        return self._citations.paragraph(text, block)

    @cached_property
    def _citations(self) -> Citations:
        return Citations(self.index)

    # Pages

    def page(self, path: str) -> str:
        """Return the Markdown of the page of a text, a paragraph or an entry."""
        kind, _, rest = path.partition("/")
        if kind == ids.GLOSSARY:
            page = self._pages.entry(self.term(rest))
        else:
            name, _, block = rest.partition("/")
            text = self.text(name)
            at = block and self.block(text, block).id
            wanted = self.index.addresses.block(text.id, at) if at else paths.text(text.id)
            page = next(made for made in self._pages.text(text) if made.path == wanted)
        return self._ways.moved(page)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self.index)

    @cached_property
    def _ways(self) -> copies.Ways:
        claimed = self.index.addresses.claims()
        return copies.Ways(path for path, seed in claimed if seed != record.CHANGES)


def _none(kind: str, name: str, known: Iterable[str], where: str = "") -> str:
    """Return that nothing has a name, and some of the names that there are."""
    names = list(known)
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"no {kind} {name[:80]!r}{where}; there are: {', '.join(names[:SHOWN])}{more}"
