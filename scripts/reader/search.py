"""What can be searched: one document for each paragraph, entry and page of a text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from reader import md, paths
from reader.index import Index
from reader.match import names
from reader.model import Paragraph, Term, Text
from reader.words import without_tones


@dataclass(frozen=True)
class Document:
    """A unit of search. ``text`` is HTML; words that are found but not shown are ``hidden``."""

    path: str
    anchor: str
    title: str
    text: str
    boost: float


def documents(index: Index) -> Iterable[Document]:
    """Return the documents of an edition: entries, then paragraphs, each once."""
    for term in index.terms.values():
        yield _entry(index, term)
    for text in index.texts.values():
        for block in text.blocks:
            yield _block(index, text, block)


def _entry(index: Index, term: Term) -> Document:
    definition = md.plain(md.sections(term.prose)[0])
    title = f"{term.headword} · {term.chinese}"
    shown = f"{term.pinyin}. {definition}"
    found = (term.traditional, *term.also, *(w.words for w in index.wordings(term)), *keys(term))
    return Document(paths.entry(term.id), "", title, _text(shown, found), 4)


def _block(index: Index, text: Text, block: Paragraph) -> Document:
    found = (
        word
        for term in index.terms_in(text, block)
        for word in (term.headword, *term.also, *keys(term))
    )
    name = f"Heading {block.number}" if block.is_heading else f"¶ {block.number}"
    title = f"{name} · {text.meta.label}"
    anchor = block.id if block.is_heading else ""
    path = paths.paragraph(text.id, block.id)
    return Document(path, anchor, title, _text(block.words.strip(), found), 1)


def _text(shown: str, found: Iterable[str]) -> str:
    hidden = " ".join(dict.fromkeys(found))
    return f"<p>{html.escape(shown)} <span hidden>{html.escape(hidden)}</span></p>"


def keys(term: Term) -> tuple[str, ...]:
    """Return the words by which a prefix search finds an entry's Chinese and its pinyin.

    Every tail of the Chinese, so that every run of its characters begins one of
    them; the pinyin with and without tones, by syllable groups and in one word.
    """
    chinese = [name for name in names(term) if name in (term.chinese, term.traditional)]
    tails = (name[start:] for name in chinese for start in range(len(name)))
    bare = without_tones(term.pinyin).lower().replace("-", " ")
    joined = "".join(bare.split()).replace("'", "").replace("’", "")
    return tuple(dict.fromkeys((*tails, term.pinyin, bare, joined)))
