"""Guesses: what most likely became of an id whose words are gone."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.history import ids
from reader.history.fates import Fates
from reader.history.ids import GLOSSARY, REVISED
from reader.history.record import CHANGES, PATH
from reader.model import Change, Form, Problem, Published, Seeds

ALIKE = 0.4  # of what two pieces have in common, from 0 to 1: enough to name one
COMPARED = 40_000  # pairs of pieces; to compare more would take too long for a message
SHOWN = 70  # characters of what an id stands for
OPENING = 60  # characters by which a piece is known again
ADD = f"add to {CHANGES}: "


def line(change: Change) -> str:
    """Return a change as a line of its file; what only an editor knows is left open."""
    into = f", into: [{', '.join(form.words for form in change.into)}]" if change.into else ""
    begins = f", begins: {json.dumps(change.begins, ensure_ascii=False)}" if change.begins else ""
    became = f"- {{id: {change.id}, became: {change.became}{into}{begins}"
    return f'{became}, date: YYYY-MM-DD, reason: "…"}}'


def shown(words: str) -> str:
    """Return words as a message quotes them: the beginning of long ones."""
    return repr(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")


@dataclass(frozen=True)
class _Guess:
    """The change that an editor most likely made, and the id of the piece that is nearest."""

    became: str
    heirs: tuple[str, ...] = ()
    begins: str = ""


class Guesses:
    """Guesses on what became of lost ids; ``then`` are the seeds as they would be after them."""

    def __init__(self, seeds: Seeds, fates: Fates, lost: Iterable[Published]) -> None:
        self.seeds = seeds
        self.fates = fates
        self.lost = tuple(lost)
        heirs = {gone.id: tuple(self._heirs(gone)) for gone in self.lost}
        claims = Counter(heir for names in heirs.values() for heir in names)
        self.made = {name: self._guess(name, found, claims) for name, found in heirs.items()}

    def problems(self) -> Iterator[Problem]:
        """Give a problem for each lost id."""
        now = self._renamed
        for gone in self.lost:
            guess = self.made[gone.id]
            heirs = tuple(now.get(heir, heir) for heir in guess.heirs)
            nearest = [f"{heir}, {shown(self.fates.live[heir])}" for heir in guess.heirs[:1]]
            revised = self.fates.ledger.revised.get(gone.id)
            if revised and (other := self._namesake(gone.id, revised)):
                yield _two(revised, other)
                continue
            message = f"{gone.id} is gone, which stood for {shown(gone.words)}"
            message += f"; nearest is {nearest[0]}" if nearest else "; nothing new is like it"
            if revised:
                message += f"; line {revised.line} of {CHANGES} names a beginning that nothing has"
            into = () if guess.became == REVISED else tuple(Form(heir, 0) for heir in heirs)
            change = Change(gone.id, guess.became, into, guess.begins, "", "", 0)
            yield Problem(PATH, gone.line, "lost-id", message, ADD + line(change))

    def _namesake(self, name: str, revised: Change) -> str:
        """Return the published piece of the same series that begins as ``revised`` wants it."""
        prefix = ids.series(name)[0]
        pieces = {
            place: other
            for place, other in enumerate(self.fates.live)
            if ids.series(other)[0] == prefix and other in self.fates.ledger.lines
        }
        words = {place: self.fates.live[other] for place, other in pieces.items()}
        return next((pieces[at] for _, at in ids.beginning({name: revised.begins}, words)), "")

    @cached_property
    def then(self) -> Seeds:
        """The seeds, with the ids that hold once the guesses are written down."""
        guessed = (
            Change(name, REVISED, (), guess.begins, "", "", 0)
            for name, guess in self.made.items()
            if guess.became == REVISED
        )
        changes = (*self.seeds.changes, *guessed)
        ledger = ids.Ledger(self.seeds.published, changes)
        texts = tuple(ids.assigned(text, ledger) for text in self.seeds.texts)
        return replace(self.seeds, texts=texts, changes=changes)

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        pairs = zip(ids.present(self.seeds), ids.present(self.then), strict=True)
        return {old: new for (old, _), (new, _) in pairs}

    def _guess(self, name: str, heirs: tuple[str, ...], claims: Mapping[str, int]) -> _Guess:
        if not heirs:
            return _Guess("withdrawn")
        if len(heirs) > 1:
            return _Guess("split", heirs)
        alone = claims[heirs[0]] == 1 and heirs[0] in self._fresh[ids.series(heirs[0])[0]]
        if not alone:
            return _Guess("merged", heirs)
        prefix = ids.series(name)[0]
        if ids.kind(name) in ("entry", "text") or ids.series(heirs[0])[0] != prefix:
            return _Guess("moved", heirs)
        return _Guess(REVISED, heirs, self._opening(prefix, heirs[0]))

    @cached_property
    def _fresh(self) -> Mapping[str, Sequence[str]]:
        """The ids that are new, by their series."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.fates.live:
            if name not in self.fates.ledger.lines:
                found[ids.series(name)[0]].append(name)
        return found

    @cached_property
    def _where(self) -> Mapping[str, Sequence[str]]:
        """The ids of pieces by their words."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, words in self.fates.live.items():
            found[words].append(name)
        return found

    def _heirs(self, gone: Published) -> Sequence[str]:
        """Return what has the words of a lost id now, or words that are like them."""
        find = {"entry": self._entry, "text": self._text, "sentence": self._sentence}
        return find.get(gone.kind, self._block)(gone) or self._nearest(gone)

    def _entry(self, gone: Published) -> Sequence[str]:
        original = gone.words.rpartition(" · ")[2]
        fresh = self._fresh.get(f"{GLOSSARY}/", ())
        same = (n for n in fresh if self.fates.live[n].rpartition(" · ")[2] == original)
        return tuple(same)[:1]

    def _text(self, gone: Published) -> Sequence[str]:
        """Return the new text that has the most of its paragraphs."""
        fresh = frozenset(self._fresh.get("/", ()))
        blocks = self.fates.within.get(gone.id, ())
        shared = Counter(
            ids.text_of(name)
            for block in blocks
            for name in self._where.get(block.words, ())
            if ids.text_of(name) in fresh and ids.kind(name) in ids.BLOCKS
        )
        return [name for name, _ in shared.most_common(1)]

    def _block(self, gone: Published) -> Sequence[str]:
        """Return the block with the same words, or those that have its sentences."""
        same = self._same(gone.words, ids.BLOCKS)
        if same:
            return same[:1]
        kept = (
            ids.block_of(name)
            for part in self.fates.ledger.series(f"{gone.id}s")
            for name in self._same(part.words, ("sentence",))[:1]
        )
        return tuple(dict.fromkeys(kept))

    def _sentence(self, gone: Published) -> Sequence[str]:
        return self._same(gone.words, ("sentence",))[:1]

    def _same(self, words: str, kinds: Sequence[str]) -> Sequence[str]:
        """Return the pieces with these words, those that are published and their own left out.

        A block that is published may do: one of two equal ones was deleted.
        """
        lines = self.fates.ledger.lines
        found = [name for name in self._where.get(words, ()) if ids.kind(name) in kinds]
        fresh = [name for name in found if name not in lines]
        return fresh or (found if kinds == ids.BLOCKS else [])

    def _nearest(self, gone: Published) -> Sequence[str]:
        """Return the new piece of the series that has the most in common with a lost one."""
        prefix = ids.series(gone.id)[0]
        fresh = self._fresh.get(prefix, ())
        if not fresh or self._sizes[prefix] * len(fresh) > COMPARED:
            return ()
        wanted = _trigrams(gone.words)
        likeness, heir = max((_likeness(wanted, self._pieces[name]), name) for name in fresh)
        return (heir,) if likeness >= ALIKE else ()

    @cached_property
    def _sizes(self) -> Counter[str]:
        return Counter(ids.series(gone.id)[0] for gone in self.lost)

    @cached_property
    def _pieces(self) -> Mapping[str, frozenset[str]]:
        fresh = (name for prefix in self._sizes for name in self._fresh.get(prefix, ()))
        return {name: _trigrams(self.fates.live[name]) for name in fresh}

    def _opening(self, prefix: str, heir: str) -> str:
        """Return the first words of a new piece: all of them, if another begins so too."""
        words = self.fates.live[heir]
        opening = _cut(words)
        return opening if self._openings[prefix][opening] == 1 else words

    @cached_property
    def _openings(self) -> Mapping[str, Counter[str]]:
        """How many new pieces of each series begin with the first words of one of them."""
        found: dict[str, Counter[str]] = {}
        for prefix, fresh in self._fresh.items():
            pieces = [self.fates.live[name] for name in fresh]
            lengths = {len(_cut(words)) for words in pieces}
            found[prefix] = Counter(
                words[:length] for words in pieces for length in lengths if length <= len(words)
            )
        return found


def _cut(words: str) -> str:
    if len(words) <= OPENING:
        return words
    return words[:OPENING].rpartition(" ")[0] or words[:OPENING]


def _trigrams(words: str) -> frozenset[str]:
    folded = words.casefold()
    return frozenset(folded[at : at + 3] for at in range(max(len(folded) - 2, 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _two(revised: Change, other: str) -> Problem:
    message = f"{revised.id} would be the same as {other}, which begins so and has its id"
    merged = Change(revised.id, "merged", (Form(other, 0),), "", "", "", 0)
    fix = f"if {revised.id} has become a part of it, write instead: {line(merged)}"
    return Problem(CHANGES, revised.line, "two-ids", message, fix)
