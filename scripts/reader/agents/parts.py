"""Parts of answers that are made of one value each."""

from __future__ import annotations

from collections.abc import Iterable

from reader.agents import answers
from reader.edition.footnotes import Footnote
from reader.model import Paragraph, Text


def sentences(block: Paragraph) -> list[answers.Sentence]:
    """Return the sentences of a paragraph."""
    return [answers.Sentence(id=given.id, words=given.words) for given in block.sentences]


def original(text: Text, block: Paragraph) -> answers.Original | None:
    """Return the paragraph that a paragraph translates, if that stands beside the text."""
    if not block.original:
        return None
    return answers.Original(
        language=text.meta.original_tag,
        words=block.original.words,
        sentences=sentences(block.original),
    )


def footnote(note: Footnote) -> answers.Footnote:
    """Return a footnote of the text itself."""
    mark = note.mark
    return answers.Footnote(mark=mark.words, words=note.words, paragraph=mark.paragraph)


def named(pairs: Iterable[tuple[str, str]]) -> list[answers.Named]:
    """Return words, each behind the tag of its language."""
    return [answers.Named(language=tag, words=words) for tag, words in pairs]
