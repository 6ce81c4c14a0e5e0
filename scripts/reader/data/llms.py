"""The edition for programs that read on behalf of people: an index in Markdown (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.edition import labels
from reader.edition.index import Index
from reader.history import paths
from reader.interface import ENGLISH
from reader.language import markup
from reader.language.words import line, plural
from reader.model import Text

PATH = "llms.txt"
BRACKETS = str.maketrans("[]", "()")  # which would end the words of a link


def llms(index: Index, files: Iterable[tuple[str, str, str]]) -> str:
    """Return the index; ``files`` of data have a path, a format and a purpose each.

    Without an address links are relative to the file.
    """
    return "\n".join(_lines(index, files)) + "\n"


def _lines(index: Index, files: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    collection, address = index.collection, index.edition.address
    yield f"# {line(collection.title)}"
    yield from ("", f"> {line(collection.description or markup.plain(collection.lead.words))}", "")
    yield "Link to a paragraph (texts/NAME/p4/) or to a sentence of it (texts/NAME/p4/#p4s2)."
    yield "Before you quote, compare each word with the text, and say what is said of it below."
    yield f"Glossary and notes: {collection.license.short}. The texts belong to their publishers."
    yield from ("", "## Texts", "")
    for text in index.texts.values():
        for part in index.addresses.parts(text):
            place = f", {labels.run(ENGLISH, part.blocks)}" if part.name else ""
            page = paths.copy(paths.text(text.id, part.name))
            yield _link(address, page, f"{text.meta.title}{place}", _said(text))
    yield from ("", "## Glossary", "")
    about = f"{len(index.terms)} entries, each with its places in the texts and its sources."
    yield _link(address, paths.copy(paths.GLOSSARY), "All entries", about)
    yield from ("", "## Data", "")
    for path, name, purpose in files:
        yield _link(address, path, name, purpose)


def _said(text: Text) -> str:
    extent = plural(len(text.paragraphs), "paragraph")
    return line(f"{text.meta.status}; {extent}. {text.meta.quoting}")


def _link(address: str, path: str, name: str, about: str) -> str:
    return f"- [{line(name).translate(BRACKETS)}]({address}{path}): {about}"
