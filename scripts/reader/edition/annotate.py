"""Find every mention of every term in every text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reader.language import split
from reader.language.match import Matcher
from reader.model import UNSET, Edition, Mention, Paragraph, Seeds, Settings


def edition(seeds: Seeds, address: str = "", settings: Settings = UNSET) -> Edition:
    """Return the edition: the seeds, and the mentions in the order of the texts."""
    matcher = Matcher(seeds.terms)
    blocks = [(text.id, block) for text in seeds.texts for block in text.blocks]
    originals = [(text, block.original) for text, block in blocks if block.original]
    mentions = tuple(_mentions(blocks, matcher))
    languages = {text.id: text.meta.language for text in seeds.texts}
    return Edition(
        seeds,
        mentions,
        address,
        tuple(_mentions(originals, matcher)),
        settings,
        _within(mentions, languages, matcher),
    )


def _mentions(blocks: list[tuple[str, Paragraph]], matcher: Matcher) -> Iterator[Mention]:
    spellings: dict[str, str] = {}  # so that each is held in memory once, not at each mention
    for text, block in blocks:
        uses: Counter[str] = Counter()
        passages = [sentence.words for sentence in split.read(block)]
        found = matcher.find_each(passages, text, block.language)
        for sentence, spans in zip(block.sentences, found, strict=True):
            for start, end, term in spans:
                uses[term] += 1
                words = sentence.words[start:end]
                words = spellings.setdefault(words, words)
                yield Mention(term, text, block.id, sentence.id, start, end, words, uses[term])


def _within(
    mentions: Iterable[Mention], languages: Mapping[str, str], matcher: Matcher
) -> Mapping[str, Mapping[str, int]]:
    """Return how often each term stands within mentions of others: by it, then by the other.

    Forms that are limited to one text are not looked for.
    """
    spelled = Counter((found.words, found.term, languages[found.text]) for found in mentions)
    within: dict[str, Counter[str]] = defaultdict(Counter)
    for (words, longer, language), count in spelled.items():
        for term, spans in matcher.alone(words, language=language).items():
            if term != longer:
                within[term][longer] += count * len(spans)
    return within
