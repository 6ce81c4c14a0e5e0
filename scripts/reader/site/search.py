"""What can be searched: a document for each entry, paragraph, note and page.

How documents are found and ranked is the engine's business, in
``assets/scripts/search/``; here stands what it is given.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import lxml.html

from reader.edition import noted
from reader.edition.index import Index
from reader.history import paths
from reader.interface import ENGLISH
from reader.language import chinese, markup, split
from reader.language.words import BREAK_MARKS, bare
from reader.model import Note, Paragraph, Term, Text, are_on_translation
from reader.seeds import check
from reader.site import operators

Document = dict[str, Any]
HAN_BLOCK = range(0x3400, 0xA000)
HAN = re.compile(f"[{chr(HAN_BLOCK[0])}-{chr(HAN_BLOCK[-1])}]")
UNREAD = re.compile(f"[{''.join(BREAK_MARKS)}]|\r(?=\n)")  # signs of a seed that nobody reads
# A name's weight is what it falls short of the headword, in points of the ranking.
HEADWORD, WORDING, ALIAS, RENDERING = 0, 1, 2, 3
SEPARATOR = " · "
GRAVE = 2  # the rank of a note of which somebody who quotes must know: the sense, or misleading


def documents(index: Index) -> Iterator[Document]:
    """Return the documents of an edition. ``path`` is the page that shows each of them."""
    for term in index.terms.values():
        yield _entry(index, term) | _within(index, *index.texts_with(term))
    for text in index.texts.values():
        for block in text.blocks:
            yield _block(index, text, block) | _beside(text, block) | _within(index, text)
        yield _about(text) | _within(index, text)
    # Where not all are on a translation, they stand together under a name that says less.
    together = {} if are_on_translation(index.edition.seeds.notes) else {"group": "remark"}
    for note in index.edition.seeds.notes:
        yield _note(index, note) | together | _within(index, index.texts[note.text])


def _within(index: Index, *texts: Text) -> Document:
    """Return in which texts a document is, where there are several."""
    return {"in": [text.id for text in texts]} if index.has_shelf else {}


def of_edition(index: Index, urls: Mapping[str, str], pages: Iterable[Document]) -> dict[str, Any]:
    """Return what the index of an edition holds."""
    return gathered(documents(index), urls, pages, texts(index), operators.named(index))


def texts(index: Index) -> Mapping[str, Document]:
    """Return by id what somebody who quotes a text is told of it."""
    return {
        text.id: {
            "title": text.meta.title,
            "status": text.meta.status,
            **({"quoting": text.meta.quoting} if text.meta.quoting else {}),
            **(_on_shelf(index, text) if index.has_shelf else {}),
        }
        for text in index.texts.values()
    }


def _on_shelf(index: Index, text: Text) -> Document:
    """Return what tells a text from others: its date, and of which text it is a version.

    ``rows`` say which of its paragraphs stand for the same as those of other versions.
    """
    day = {"day": index.interface.date(text.meta.day)} if text.meta.day else {}
    group = index.versions.of(text)
    if group is None or len(group.texts) == 1:
        return day
    rows = {at: row for (name, at), row in group.row_of.items() if name == text.id}
    return {**day, "work": group.main.id, "rows": rows}


def script(
    docs: Iterable[Document],
    urls: Mapping[str, str],
    pages: Iterable[Document],
    texts: Mapping[str, Document],
    named: Mapping[str, object] | None = None,
) -> str:
    """Return the index as a script, which loads from a folder as well as from a server."""
    return as_script(gathered(docs, urls, pages, texts, named))


def as_script(data: Mapping[str, object]) -> str:
    """Return an index as a script."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"self.READER_INDEX = {written};\n"


def gathered(
    docs: Iterable[Document],
    urls: Mapping[str, str],
    pages: Iterable[Document],
    texts: Mapping[str, Document],
    named: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Return all that an index holds.

    ``urls`` gives the address of each page; ``pages`` are documents with addresses; ``named`` is
    what the operators of the search can name.
    """
    addressed = [
        *({**doc, "url": urls[doc["path"]]} for doc in docs),
        *pages,
    ]
    for doc in addressed:
        doc.pop("path", None)
    return {
        "simplified": _simplified(addressed),
        "docs": addressed,
        "texts": texts,
        "named": named or {},
    }


def _simplified(docs: Iterable[Document]) -> dict[str, str]:
    """Return the simplified character for each traditional one that a reader may type.

    All characters of the basic block are asked for, so that every variant of a character
    that stands in the edition is known.
    """
    used: set[str] = set()
    for doc in docs:
        used.update(HAN.findall(json.dumps(doc, ensure_ascii=False)))
    variants = [chr(code) for code in HAN_BLOCK]
    # In one call, each on a line of its own: the converter takes longer to call than to work.
    pairs = zip(variants, chinese.simplified("\n".join(variants)).split("\n"), strict=True)
    return {
        variant: plain for variant, plain in pairs if plain != variant and {plain, variant} & used
    }


def _about(text: Text) -> Document:
    """Return a document for the text as a whole: its titles."""
    return {
        "kind": "page",
        "path": paths.about(text.id),
        "title": text.meta.title,
        "text": " · ".join(part for part in (text.meta.original_title, text.meta.event) if part),
    }


def _entry(index: Index, term: Term) -> Document:
    definition, rest = markup.sections(term.prose.words)
    named = (
        *((name, HEADWORD) for name in (term.headword, term.original, term.traditional)),
        *((name, HEADWORD) for _, name in term.in_languages),
        *((wording.words, WORDING) for wording in index.wordings(term)),
        *((name, ALIAS) for name in term.also),
        *((rendering.wording, RENDERING) for rendering in term.renderings),
    )
    names: dict[str, int] = {}
    for name, weight in (pair for pair in named if pair[0]):
        names.setdefault(name, weight)
    return {
        "kind": "entry",
        "path": paths.entry(term.id),
        "id": term.id,
        "title": term.headword,
        **({"originals": term.in_languages} if term.originals else {}),
        "names": list(names.items()),
        "places": len(index.mentions_of(term)),
        "text": markup.plain(definition),
        "more": markup.plain(rest),
        "type": term.kind,
        **({"theme": term.theme} if term.theme else {}),
    }


def _block(index: Index, text: Text, block: Paragraph) -> Document:
    words, at = _read(block)
    starts = _starts(block)
    mentions: dict[str, list[tuple[int, int]]] = {}
    for mention in index.mentions_in(text, block):
        start = starts[mention.sentence]
        span = (at(start + mention.start), at(start + mention.end))
        mentions.setdefault(mention.term, []).append(span)
    said = index.interface.gettext
    name = (
        said("Heading {number}", number=block.number) if block.is_heading else f"¶ {block.number}"
    )
    return {
        "kind": "paragraph",
        "of": text.id,
        "path": index.addresses.block(text.id, block.id),
        "title": f"{name} · {text.meta.label}{_version(index, text)}",
        "text": words,
        "sentences": [(name, at(start)) for name, start in starts.items()],
        "mentions": mentions,
        "hidden": [] if block.is_heading else [block.id, *_called(index, block)],
        "boost": 30 if block.is_heading else 0,
        **({"lang": text.meta.tag} if text.meta.tag != index.interface.language else {}),
    }


def _version(index: Index, text: Text) -> str:
    """Return which version of a text a result is from, as it stands behind its title."""
    named = text.meta.version if index.versions.several(text) else ""
    return f"{SEPARATOR}{named}" if named and named != text.meta.label else ""


def _called(index: Index, block: Paragraph) -> Iterator[str]:
    """Return what a reader may call a paragraph: in English, and as the interface does."""
    yield f"paragraph {block.number}"
    if index.interface != ENGLISH:
        yield index.interface.gettext("paragraph {number}", number=block.number)


def _beside(text: Text, block: Paragraph) -> Document:
    """Return what a paragraph has of its original: more words, in their language and places."""
    if not block.original:
        return {}
    words, at = _read(block.original)
    return {
        "more": words,
        "moreLang": text.meta.original_tag,
        "moreSentences": [(name, at(start)) for name, start in _starts(block.original).items()],
    }


def _read(block: Paragraph) -> tuple[str, Callable[[int], int]]:
    """Return a block as one reads it, and where in that a place of its words is."""
    words = "".join(sentence.words for sentence in split.read(block))
    gone = [sign.start() for sign in UNREAD.finditer(words)]
    return markup.shown(bare(words)), lambda place: place - bisect_left(gone, place)


def _starts(block: Paragraph) -> dict[str, int]:
    """Return where each sentence of a block begins, by its id."""
    starts: dict[str, int] = {}
    place = 0
    for sentence in block.sentences:
        starts[sentence.id] = place
        place += len(sentence.words)
    return starts


def _note(index: Index, note: Note) -> Document:
    said = index.interface.gettext
    name = said("Note {number}", number=note.number)
    label = f" · {index.texts[note.text].meta.label}" if index.has_shelf else ""
    quoted = "“" + "; ".join(dict.fromkeys(place.quote for place in note.places)) + "”"
    tag = index.collection.tag_of(index.texts[note.text].meta)
    start = len(quoted) + len(SEPARATOR)
    read = noted.readings(note, index.sources, index.interface)
    own = {"original": (tag, start, start + len(note.original))} if note.original and tag else {}
    return {
        "kind": "note",
        "path": paths.notes(note.text),
        "anchor": f"note-{note.number}",
        "title": " · ".join((name, *map(said, note.labels))) + label,
        "text": SEPARATOR.join(filter(None, (quoted, note.original)))
        + "".join(
            f"{SEPARATOR}{said(label)}{index.interface.colon}{wording}"
            for label, wording in note.better
        )
        + "".join(f"{SEPARATOR}{wording} ({who})" for who, wording in read),
        **own,
        "kinds": operators.kinds_of(note),
        "more": " ".join(
            filter(None, (markup.plain(note.reason.words), noted.byline(note, index.interface)))
        ),
        "about": [form.words for form in note.entries],
        **({"of": note.text, "grave": _places(index, note)} if note.rank <= GRAVE else {}),
    }


def _places(index: Index, note: Note) -> list[tuple[str, int, int]]:
    """Return where a note applies: the first sentence of a block, and places in the block."""
    text = index.texts[note.text]
    found = []
    for place in note.places:
        start = check.offset(text, place) or 0
        block = text.by_id[place.at]
        _, at = _read(block)
        found.append((block.sentences[0].id, at(start), at(start + len(place.quote))))
    return found


def by_hand(doc: dict[str, str]) -> Document:
    """Turn what Material found on a page written by hand into a document."""
    url, _, anchor = doc["location"].partition("#")
    words = lxml.html.fromstring(f"<p>{doc['text']}</p>").text_content()
    title = lxml.html.fromstring(f"<p>{doc['title']}</p>").text_content()
    return {"kind": "page", "url": url, "anchor": anchor, "title": title, "text": words}
