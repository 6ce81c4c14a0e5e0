"""Find every mention of every term in every text."""

from __future__ import annotations

from collections import Counter

from reader import split
from reader.match import Matcher
from reader.model import Edition, Mention, Paragraph, Seeds


def edition(seeds: Seeds, address: str = "") -> Edition:
    """Return the edition: the seeds, and the mentions in the order of the texts."""
    matcher = Matcher(seeds.terms)
    mentions = (
        mention
        for text in seeds.texts
        for block in text.blocks
        for mention in _mentions(text.id, block, matcher)
    )
    originals = (
        mention
        for text in seeds.texts
        for block in text.blocks
        if block.original
        for mention in _mentions(text.id, block.original, matcher)
    )
    return Edition(seeds, tuple(mentions), address, tuple(originals))


def _mentions(text: str, block: Paragraph, matcher: Matcher) -> list[Mention]:
    uses: Counter[str] = Counter()
    found: list[Mention] = []
    for sentence, read in zip(block.sentences, split.read(block), strict=True):
        for span in matcher.find(read.words, text):
            uses[span.term] += 1
            words = sentence.words[span.start : span.end]
            place = (span.term, text, block.id, sentence.id, span.start, span.end)
            found.append(Mention(*place, words, uses[span.term]))
    return found
