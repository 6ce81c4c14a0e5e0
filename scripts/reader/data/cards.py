"""Cards: a small file for each entry and paragraph, for links to them.

A script takes one where a reader rests on a link: ours on our pages, ``assets/embed.js`` on other
sites. What a page says itself of its terms and notes is in it as JSON, made here too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from reader.data.names import dump, urn
from reader.data.schema_parts import COUNT, DIALECT, ID, ORDINAL, TEXT, list_of, object_of, one_of
from reader.edition import noted
from reader.edition.index import Index
from reader.history import ids, paths
from reader.interface import ENGLISH, Interface
from reader.language import han, markup, split
from reader.model import Collection, Note, Output, Paragraph, Term, Text

Card = dict[str, Any]
LINKED = ("entry", "paragraph", "sentence")  # kinds of ids that have a card
ORIGINALS: Card = {
    "description": "its names in other languages, some in Latin letters: the tag, and the words",
    "type": "array",
    "items": {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2},
    "minItems": 1,
}
SENTENCES: Card = {"type": "array", "items": TEXT, "minItems": 1}
LINKS: Card = {
    "description": "the links in 'text': start, end and the id they lead to; code points count",
    **list_of({"type": "array", "prefixItems": [COUNT, COUNT, TEXT], "minItems": 3, "maxItems": 3}),
}
MENTIONS: Card = {
    "description": "each term in the words: its sentence, from 0, start and end in that, its "
    "entry, and 1 if it is marked for those who study the text",
    **list_of(
        {
            "type": "array",
            "prefixItems": [COUNT, COUNT, COUNT, ID, one_of(0, 1)],
            "minItems": 5,
            "maxItems": 5,
        }
    ),
}
NUMBERS: Card = {
    "description": "the numbers in the ids of the sentences, where they are not 1, 2, 3 …",
    **list_of(ORDINAL),
}


def cards(index: Index) -> Iterator[tuple[str, str]]:
    """Return the card of every entry and every paragraph, each with its path."""
    for term in index.terms.values():
        yield paths.card(paths.entry(term.id)), dump(_of_entry(index, term), lines=False)
    for text in index.texts.values():
        for block in text.paragraphs:
            path = paths.card(paths.paragraph(text.id, block.id))
            yield path, dump(paragraph(index, text, block), lines=False)


def as_script(card: Output) -> Output:
    """Return a card as a script: a page that is opened from a folder may load nothing else."""
    return Output(f"{card.path}.js", partial(_script, card), card.origin)


def _script(card: Output) -> str:
    name = paths.of_card(card.path).removesuffix(".md")
    return f"(self.READER_CARDS??={{}})[{json.dumps(name)}]={card.content.strip()};\n"


def definition(term: Term) -> str:
    """Return the paragraph that defines a term, without its markup, on one line."""
    return markup.definition(term.prose.words)


def cited(term: Term) -> tuple[str, ...]:
    """Return the keys of the sources that an entry itself cites, in its prose first."""
    in_prose = (key for key, _ in markup.citations(term.prose.words))
    return tuple(dict.fromkeys((*in_prose, *(form.words for form in term.sources))))


def entry(index: Index, term: Term) -> Card:
    """Return what a card says of an entry."""
    named = [list(pair) for pair in term.in_languages]
    links = list(_links(index, term))
    return {
        "headword": term.headword,
        **({"originals": named} if named else {}),
        "text": markup.curly(definition(term)),
        **({"links": links} if links else {}),
    }


def _of_entry(index: Index, term: Term) -> Card:
    """Return what the file of an entry says: its language too, and where a sentence ends."""
    said = entry(index, term)
    first, *_ = split.sentences(said["text"], index.interface.tag)
    return {**said, "language": index.collection.headwords, "first": len(first.rstrip())}


def _links(index: Index, term: Term) -> Iterator[list[Any]]:
    """Return the links of a definition to entries and paragraphs, as the schema has them."""
    for start, end, target in markup.plain_links(markup.sections(term.prose.words)[0]):
        name = target.removesuffix(".md")
        place = f"{ids.GLOSSARY}/{name}" if name in index.terms else index.fates.place(target)
        if ids.kind(place) in LINKED and not ids.anchor(place).startswith("h"):
            yield [start, end, place]


def note(
    of: Note, sources: noted.Sources, language: str = "", interface: Interface = ENGLISH
) -> Card:
    """Return what a card says of a note; its quotation and its mark stand in the text.

    ``language`` is the tag of what it translates; a page knows Chinese by its characters.
    """
    named = bool(of.original) and language not in ("", han.LANGUAGE)
    return {
        **({"language": language} if named else {}),
        **({"original": of.original} if of.original else {}),
        "better": [[interface.gettext(name), wording] for name, wording in of.better],
        "text": markup.curly(noted.in_plain_words(of, sources, interface)),
    }


def paragraph(index: Index, text: Text, block: Paragraph) -> Card:
    """Return what a card says of a paragraph; its sentences are those of the source."""
    names = [sentence.id for sentence in block.sentences]
    numbers = [int(name.rpartition("s")[2]) for name in names]
    keys = index.key_mentions(text, block)
    mentions = [
        [names.index(found.sentence), found.start, found.end, found.term, +(found.id in keys)]
        for found in index.mentions_in(text, block)
    ]
    return {
        "label": f"¶\u00a0{block.number}",
        "title": text.meta.label,
        "status": text.meta.status,
        "language": text.meta.language,
        "sentences": [sentence.words for sentence in block.sentences],
        **({"numbers": numbers} if numbers != list(range(1, len(numbers) + 1)) else {}),
        **({"mentions": mentions} if mentions else {}),
    }


def schema(collection: Collection) -> str:
    """Return the JSON Schema of a card in a collection."""
    about_entry = {"headword": TEXT, "text": TEXT, "language": TEXT, "first": ORDINAL}
    more, about_words = {"links": LINKS}, {"mentions": MENTIONS, "numbers": NUMBERS}
    named = [{**about_entry, "originals": ORIGINALS}] if collection.originals else []
    about_paragraph = dict.fromkeys(("label", "title", "status", "language"), TEXT)
    kinds = [
        *(object_of("The card of an entry with an original", own, more) for own in named),
        object_of("The card of an entry without one", about_entry, more),
        object_of(
            "The card of a paragraph; 'sentences' are its words, as the source has them",
            {**about_paragraph, "sentences": SENTENCES},
            about_words,
        ),
    ]
    return dump({"$schema": DIALECT, "$id": urn("schema", "card"), "oneOf": kinds})
