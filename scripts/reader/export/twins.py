"""Markdown twins: what the pages say, as Markdown that reads well as it stands.

The Markdown that MkDocs is given is of no use to a reader: it is full of blocks
and attributes. A twin is CommonMark; citations, as ``[@key]``, are Pandoc's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader import md, paths
from reader.index import Index
from reader.model import Note, Paragraph, Source, Term, Text
from reader.split import HEADINGS
from reader.words import plural

# What CommonMark, GitHub or Pandoc would act on in plain words, and in an editor's prose.
SIGNS = re.compile(r"[\\`*_\[\]<>#~|@^$]|&(?=#?\w+;)")
LINE_START = re.compile(r"^[ \t]*(?:(?=[-+=:])|(\d+)(?=[.)]))", re.MULTILINE)
UNSAFE = re.compile(r"[\\`<>\[\]~|^$]|(?<=\w)_|_(?=\w)|&(?=#?\w+;)")
INDENT = re.compile(r"^(?: {4,}|\t)\s*", re.MULTILINE)
RELATIONS = (
    ("Broader", "broader"),
    ("Narrower", "narrower"),
    ("Related", "related"),
    ("Not to be confused with", "distinct"),
)


def twins(index: Index) -> Iterator[tuple[str, str]]:
    """Return the twins, each with the page that it is a twin of."""
    for text in index.texts.values():
        yield paths.text(text.id), _text(text)
        for block in text.paragraphs:
            yield paths.paragraph(text.id, block.id), _paragraph(index, text, block)
        yield paths.about(text.id), _about(index, text)
        yield paths.notes(text.id), _notes(index, text)
    yield paths.GLOSSARY, _glossary(index)
    for term in index.terms.values():
        yield paths.entry(term.id), _entry(index, term)
    yield paths.SOURCES, _sources(index)


def escaped(words: str) -> str:
    """Return words as Markdown that shows them; white space may run together."""
    signs = SIGNS.sub(lambda sign: "\\" + sign[0], md.shown(words))
    return LINE_START.sub(lambda start: f"{start[1] or ''}\\", signs)


def _line(words: str) -> str:
    return escaped(" ".join(words.split()))


def _whole(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Paragraph) -> str:
    return _shaped(block, f"**{block.id}** {escaped(block.words)}".rstrip())


def _shaped(block: Paragraph, words: str) -> str:
    """Return the escaped words of a block as Markdown of its shape."""
    if block.shape in HEADINGS:
        return f"{'##' if block.shape == 'heading' else '###'} {' '.join(words.split())}"
    return _quoted(words) if block.shape == "quotation" else _broken(block, words)


def _beside(block: Paragraph) -> str:
    """Return the original of a block as a quotation, or nothing."""
    if not block.original:
        return ""
    return _quoted(_broken(block, escaped(block.original.words).strip()))


def _quoted(words: str) -> str:
    return re.sub(r"^", "> ", words, flags=re.MULTILINE)


def _broken(block: Paragraph, words: str) -> str:
    """Return words with the ends of their lines kept, if the block has a shape."""
    return words.replace("\n", "\\\n") if block.shape else words


def _link(page: str, words: str, target: str) -> str:
    return f"[{_line(words)}]({md.href(paths.twin(page), paths.twin(target))})"


def _text(text: Text) -> str:
    blocks = (part for block in text.blocks for part in (_block(block), _beside(block)))
    return _whole((f"# {_line(text.meta.title)}", *blocks))


def _paragraph(index: Index, text: Text, block: Paragraph) -> str:
    page = paths.paragraph(text.id, block.id)
    terms = [
        f"- {_link(page, term.headword, paths.entry(term.id))} {_line(term.chinese)}"
        for term in index.terms_in(text, block)
    ]
    notes = [_note(page, note) for note in index.notes_in(text, block)]
    return _whole(
        (
            f"# {block.id} · {_line(text.meta.label)}",
            _shaped(block, escaped(block.words).strip()),
            _beside(block),
            "## Terms" if terms else "",
            "\n".join(terms),
            "## Notes on the translation" if notes else "",
            "\n".join(notes),
        )
    )


def _about(index: Index, text: Text) -> str:
    page, meta = paths.about(text.id), text.meta
    facts = (
        ("Chinese title", meta.chinese),
        ("Event", meta.event),
        ("Date of the event", meta.event_date),
        ("Dispatch", meta.dispatch),
        ("Date of the dispatch", meta.dispatch_date),
        ("Kind", meta.kind),
        ("Speaker", index.terms[meta.speaker.words].headword if meta.speaker.words else ""),
        ("Published by", meta.publisher),
        ("This English wording", meta.translation),
        ("Status", meta.status),
        ("Rights", meta.rights),
        ("SHA-256", text.sha256),
    )
    return _whole(
        (
            f"# {_line(meta.title)}",
            "\n".join(f"- {name}: {_line(value)}" for name, value in facts if value),
            f"- Original: <{meta.original}>" if meta.original else "",
            "## Provenance",
            _prose(page, meta.provenance.words),
            *_cited(index, index.cited_about(text)),
        )
    )


def _notes(index: Index, text: Text) -> str:
    page = paths.notes(text.id)
    notes = [_note(page, note) for note in index.notes_of(text)]
    title = f"# Translation notes · {_line(text.meta.label)}"
    return _whole((title, "\n".join(notes), *_cited(index, index.cited_about(text))))


def _note(page: str, note: Note) -> str:
    """Return a note as an item of a list."""
    places: dict[str, list[str]] = {}
    for place in note.places:
        places.setdefault(place.quote, []).append(place.at)
    quotes = "; ".join(
        f"“{_line(quote)}” ({', '.join(dict.fromkeys(at))})" for quote, at in places.items()
    )
    kinds = [*note.kinds, *(["changes the sense"] if note.changes_sense else [])]
    established = f" — established: {_line(note.established)}" if note.established else ""
    reason = "\n".join(f"  {line}".rstrip() for line in _prose(page, note.reason.words).split("\n"))
    return (
        f"- Note {note.number} ({', '.join(kinds)}). {quotes}: {_line(note.chinese)}{established}"
        f"\n\n{reason}\n"
    )


def _glossary(index: Index) -> str:
    terms = (
        f"- {_link(paths.GLOSSARY, term.headword, paths.entry(term.id))}"
        f" {_line(term.chinese)} ({_line(term.pinyin)})"
        for term in index.terms.values()
    )
    return _whole(("# Glossary", "\n".join(terms)))


def _entry(index: Index, term: Term) -> str:
    page = paths.entry(term.id)
    names = [term.chinese, term.pinyin]
    if term.traditional not in ("", term.chinese):
        names.append(f"traditional {term.traditional}")
    return _whole(
        (
            f"# {_line(term.headword)}",
            _line(" · ".join((*names, term.kind, term.theme))),
            f"Also: {_line(' · '.join(term.also))}" if term.also else "",
            _prose(page, term.prose.words),
            *_offices(term),
            *_renderings(term),
            *_places(index, term),
            *_relations(index, term),
            *_cited(index, index.cited_by(term)),
            f"Entry by {_line(term.responsible)}, last revised {term.revised}.",
        )
    )


def _prose(page: str, prose: str) -> str:
    """Return prose as its editor wrote it, its links led to twins, all else shown."""
    words = INDENT.sub("", md.shown(prose))
    pieces: list[str] = []
    place = 0
    for token in md.TOKEN.finditer(words):
        pieces.append(_safe(words[place : token.start()]))
        if token["cite"]:
            pieces.append(token[0])
        else:
            pieces.append(f"[{_safe(token['words'])}]({_address(page, token['target'])})")
        place = token.end()
    return "".join((*pieces, _safe(words[place:]))).strip()


def _safe(prose: str) -> str:
    return UNSAFE.sub(lambda sign: "\\" + sign[0], prose)


def _address(page: str, target: str) -> str:
    if target.startswith(("https://", "http://")):
        return f"<{target}>"
    leads = paths.twin(paths.entry(target.removesuffix(".md")))
    return md.href(paths.twin(page), leads)


def _offices(term: Term) -> Iterator[str]:
    if term.offices:
        yield "## Office"
        yield "\n".join(
            f"- {_line(office.title)}"
            + (f", from {office.since}" if office.since else "")
            + (f" to {office.until}" if office.until else "")
            + (f" [@{office.source}]" if office.source else "")
            for office in term.offices
        )


def _renderings(term: Term) -> Iterator[str]:
    if term.renderings:
        yield "## How others render it"
        yield "\n".join(
            f"- {_line(given.wording)} ({given.authority})"
            + (f": {_line(given.where)}" if given.where else "")
            + (f" [@{given.source}]" if given.source else "")
            for given in term.renderings
        )


def _places(index: Index, term: Term) -> Iterator[str]:
    wordings = index.wordings(term)
    if wordings:
        yield "## Wordings in the texts"
        yield "\n".join(
            f"- {_line(wording.words)}: {plural(len(wording.mentions), 'place')} ("
            + ", ".join(
                dict.fromkeys(
                    f"{m.text} {m.paragraph}" if index.has_shelf else m.paragraph
                    for m in wording.mentions
                )
            )
            + ")"
            for wording in wordings
        )


def _relations(index: Index, term: Term) -> Iterator[str]:
    page = paths.entry(term.id)
    lines = [
        f"- {name}: {', '.join(links)}"
        for name, kind in RELATIONS
        if (
            links := [
                _link(page, index.terms[form.words].headword, paths.entry(form.words))
                for form in getattr(term, kind)
            ]
        )
    ]
    if lines:
        yield "## Related entries"
        yield "\n".join(lines)


def _cited(index: Index, keys: Iterable[str]) -> Iterator[str]:
    lines = [_source(index.sources[key]) for key in keys]
    if lines:
        yield "## Sources"
        yield "\n".join(lines)


def _sources(index: Index) -> str:
    return _whole(("# Sources", "\n".join(map(_source, index.sources.values()))))


def _source(source: Source) -> str:
    given = source.fields
    names = ("author", "title", "container-title", "publisher", "issued")
    said = ". ".join(_line(given[name]) for name in names if given.get(name))
    address = f" <{given['url']}>" if given.get("url") else ""
    return f"- @{source.id}: {said}.{address} ({_line(source.grade)})"
