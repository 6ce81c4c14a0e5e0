"""Find the terms of a glossary in running text: longest match first, from the left."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, MatchKind

from reader.language.find import SEPARATOR, Finder, edges_of, key_of
from reader.language.fold import IN_WORD, PASSED_OVER, Rule, evened, fold, is_regular, rule_of
from reader.language.words import bare
from reader.model import Term


class Span(NamedTuple):
    """A term found in a string; offsets count characters."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class _Pattern:
    term: str
    words: str
    exact: bool
    veto: bool
    text: str = ""


# The term that a form means wherever it stands as a word, or nothing; and what may stand
# neither before nor after it.
_Sure = tuple[str, Mapping[str, bool], Mapping[str, bool]]


def _sure_term(
    key: str, given: Sequence[_Pattern], text: str, vetoes: Mapping[str, Sequence[str]]
) -> str:
    """Return the term that ``key`` means in a text, if it means one, and that everywhere."""
    mine = [pattern for pattern in given if pattern.text in ("", text)]
    terms = {pattern.term for pattern in mine}
    if len(terms) != 1 or any(pattern.exact for pattern in mine):
        return ""
    (term,) = terms
    # Of an excluded string that begins where the form does, the engine would tell: it is longer.
    doubtful = any(key == veto or key in veto[1:] for veto in vetoes.get(term, ()))
    return "" if doubtful else term


class _Cover:
    """Tells whether a span lies within one of some others; they are sorted only once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


class _Forms:
    """All forms of all terms as a rule folds them, ready to be looked for."""

    def __init__(self, terms: Iterable[Term], rule: Rule) -> None:
        self._rule = rule
        self._patterns: dict[str, list[_Pattern]] = defaultdict(list)
        self._limited: set[str] = set()  # texts for which some forms are meant
        self._sure: dict[str, Sequence[_Sure]] = {}
        for term in terms:
            for words in names(term):
                self._add(term, words)
            for limited in term.forms_in:
                self._limited.add(limited.text.words)
                for form in limited.forms:
                    self._add(term, form.words, text=limited.text.words)
            for form in term.excluded:
                self._add(term, form.words, veto=True)
        self._forms = (*self._patterns, *PASSED_OVER)

    def _add(self, term: Term, words: str, *, veto: bool = False, text: str = "") -> None:
        if key := key_of(words, self._rule):  # of '---' nothing is left
            self._patterns[key].append(_Pattern(term.id, words, term.exact, veto, text))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._patterns, self._rule)

    def find_each(self, passages: Sequence[str], text: str) -> Sequence[Sequence[Span]]:
        """Return the terms in each of some passages, which are searched at once.

        The engine itself can choose the longest from the left, before boundaries are
        checked. If all that it chose in a passage is good, nothing else can be: each time
        it chose the longest of the leftmost that were left. If one is not, it may have
        hidden a shorter one, and the passage is looked at again, at all forms in it.
        """
        words = [passage.rstrip() for passage in passages]  # no form ends with a space
        joined = SEPARATOR.join(("", *words, ""))
        folded = fold(joined, self._rule)
        rule = self._rule
        again = set() if is_regular(joined, rule) else _irregular(words, rule)
        found: list[Sequence[Span]] = []
        spans: list[Span] = []
        add = spans.append
        start_here, end_here = 0, -1  # of the passage in which the matches are now
        sure, apart = self._sure_in(text), _APART
        span_of = tuple.__new__  # half the time of calling Span
        for number, start, end in self._longest_in(folded):
            while start > end_here:
                start_here, spans = end_here + 2, []
                end_here = start_here + len(words[len(found)]) - 1
                found.append(spans)
                add = spans.append
            term, cut_before, cut_after = sure[number]
            before, after = folded[start - 1], folded[end]
            if term and (
                (before in apart or not cut_before[before])
                and (after in apart or not cut_after[after])
            ):
                add(span_of(Span, (start - start_here, end - start_here, term)))
            else:
                again.add(len(found) - 1)
        found += [()] * (len(passages) - len(found))
        for place in again:
            found[place] = _choose(self.every(passages[place], text))
        return found

    def _longest_in(self, folded: str) -> list[tuple[int, int, int]]:
        """Return the forms that the engine chooses; in bytes, where these are characters.

        Given bytes it need not count characters, which takes a fifth of its time.
        """
        if folded.isascii():
            return self._longest_of_bytes.find_matches_as_indexes(folded.encode())
        return self._longest.find_matches_as_indexes(folded)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _longest_of_bytes(self) -> BytesAhoCorasick:
        forms = [form.encode() for form in self._forms]
        return BytesAhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)

    def _sure_in(self, text: str) -> Sequence[_Sure]:
        """Return what is known of each form in a text, kept for the next passages."""
        text = text if text in self._limited else ""
        if text not in self._sure:
            vetoes: dict[str, list[str]] = defaultdict(list)
            for key, given in self._patterns.items():
                for pattern in given:
                    if pattern.veto:
                        vetoes[pattern.term].append(key)
            self._sure[text] = tuple(
                (_sure_term(key, given, text, vetoes), *edges_of(key))
                for key, given in (*self._patterns.items(), *((key, ()) for key in PASSED_OVER))
            )
        return self._sure[text]

    def alone(self, words: str, text: str) -> dict[str, tuple[Span, ...]]:
        """Return, for each term in ``words``, where it would be if it were the only one."""
        by_term: dict[str, list[Span]] = defaultdict(list)
        for span in self.every(words, text):
            by_term[span.term].append(span)
        return {term: _choose(spans) for term, spans in by_term.items()}

    def every(self, words: str, text: str) -> list[Span]:
        """Return every form in ``words``, overlaps included.

        Boundaries are checked; what lies in an excluded string of its own term is dropped.
        """
        wanted: list[Span] = []
        vetoes: dict[str, list[Span]] = defaultdict(list)
        for found, start, end in self._finder.hits(words):
            for pattern in self._patterns[found]:
                if pattern.text not in ("", text):
                    continue
                if not pattern.exact or _is_exact(words[start:end], pattern.words):
                    span = Span(start, end, pattern.term)
                    (vetoes[pattern.term] if pattern.veto else wanted).append(span)
        if not vetoes:
            return wanted
        # Of its own term only: within it another may be meant, such as a shorter one.
        held = {term: _Cover(spans) for term, spans in vetoes.items()}
        return [span for span in wanted if span.term not in held or span not in held[span.term]]


class Matcher:
    """All forms of all terms, ready to be looked for in any language. Built once for a glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._by_rule: dict[Rule, _Forms] = {}

    def _forms(self, language: str) -> _Forms:
        rule = rule_of(language)
        if rule not in self._by_rule:
            self._by_rule[rule] = _Forms(self._terms, rule)
        return self._by_rule[rule]

    def find(self, words: str, text: str = "", language: str = "") -> tuple[Span, ...]:
        """Return the terms in ``words``, sorted and free of overlaps.

        What is marked as a soft break is passed over.

        The longest wins, from the left. Two terms never share a form: the checks of the
        entries refuse it. Forms that are limited to a text count if ``text`` is its id.
        ``language`` is a tag of BCP 47, by whose rules words are compared.
        """
        return tuple(self.find_each((words,), text, language)[0])

    def find_each(
        self, passages: Sequence[str], text: str = "", language: str = ""
    ) -> Sequence[Sequence[Span]]:
        """Return what ``find`` does for each of some passages, which are searched at once."""
        return self._forms(language).find_each(passages, text)

    def alone(self, words: str, text: str = "", language: str = "") -> dict[str, tuple[Span, ...]]:
        """Return, for each term in ``words``, where it would be if it were the only one."""
        return self._forms(language).alone(words, text)

    def every(self, words: str, text: str = "", language: str = "") -> list[Span]:
        """Return every form in ``words``, overlaps included, as word boundaries allow them."""
        return self._forms(language).every(words, text)


def _irregular(passages: Sequence[str], rule: Rule) -> set[int]:
    return {place for place, words in enumerate(passages) if not is_regular(words, rule)}


def _is_exact(found: str, form: str) -> bool:
    return evened(bare(found)) == evened(form)


def names(term: Term) -> tuple[str, ...]:
    """Return every string by which a term is found in any text: headword, forms, originals.

    Each stands there once. A headword need not be listed as a form, so that a new entry is
    marked at once.
    """
    originals = (given.words for given in term.originals)
    forms = (form.words for form in term.forms)
    given = [term.headword, *forms, *originals, term.traditional]
    return tuple(dict.fromkeys(words for words in given if words))


# Nearly all that stands beside a match; a set answers in half the time of the table above.
_APART = frozenset(sign for sign in map(chr, range(128)) if not IN_WORD[sign])


def _choose(spans: Iterable[Span]) -> tuple[Span, ...]:
    chosen: list[Span] = []
    last = 0
    for start, end, term in sorted((start, -end, term) for start, end, term in spans):
        if start >= last:
            chosen.append(Span(start, -end, term))
            last = -end
    return tuple(chosen)
