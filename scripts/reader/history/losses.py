"""What is wrong with the ids of the seeds: one is lost, or given to something else.

Each problem comes with the line for ``changes.yml`` that is likeliest to be right. The
numbers in these lines are those that hold once all the lines are written.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

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


def problems(given: Seeds, fates: Fates, is_broken: Callable[[str], bool]) -> Iterator[Problem]:
    """Give what is wrong among the record, the changes and the seeds, whose fates are given.

    ``is_broken`` says of a path whether its file has errors of its own.
    """
    if is_broken(PATH) or is_broken(CHANGES):
        return  # what follows would be wrong

    def hidden(name: str) -> bool:
        """Say whether an id may well be there, in a file that could not be read."""
        if ids.kind(name) == "entry":
            return is_broken(f"seeds/glossary/{ids.anchor(name)}.md")
        folder = f"seeds/texts/{ids.text_of(name)}"
        return is_broken(f"{folder}/text.txt") or is_broken(f"{folder}/meta.yml")

    yield from _contradictions(fates, hidden)
    yield from _circles(fates)
    yield from _other_things(fates)
    missing = [gone for gone in lost(fates) if not hidden(gone.id)]
    if missing:
        guesses = _Guesses(given, fates, [gone for gone in missing if gone.kind != "sentence"])
        yield from guesses.problems()
        then = Fates(guesses.then)  # the sentences of a paragraph are looked for where it is
        parts = [gone for gone in lost(then) if gone.kind == "sentence" and not hidden(gone.id)]
        yield from _Guesses(guesses.then, then, parts).problems()


def line(change: Change) -> str:
    """Return a change as a line of its file; what only an editor knows is left open."""
    into = f", into: [{', '.join(form.words for form in change.into)}]" if change.into else ""
    begins = f", begins: {json.dumps(change.begins, ensure_ascii=False)}" if change.begins else ""
    became = f"- {{id: {change.id}, became: {change.became}{into}{begins}"
    return f'{became}, date: YYYY-MM-DD, reason: "…"}}'


def lost(fates: Fates) -> Iterator[Published]:
    """Return what is gone without a word; of a whole that is lost, its parts are not named."""
    for gone in fates.gone:
        holder = ids.parent(gone.id)
        if (not holder or holder in fates.live) and not fates.change(gone.id):
            yield gone


def _shown(words: str) -> str:
    return repr(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")


# What the lines of changes.yml say


def _contradictions(fates: Fates, hidden: Callable[[str], bool]) -> Iterator[Problem]:
    changes = (*fates.ledger.gone.values(), *fates.ledger.revised.values())
    known = {*fates.ledger.lines, *fates.live}
    for change in changes:
        if change.id not in fates.ledger.lines:
            yield _unknown(change.id, change.line, fates)
        for form in change.into:
            if form.words not in known and not hidden(form.words):
                yield _unknown(form.words, form.line, fates)
    for name, change in fates.ledger.gone.items():
        if name in fates.live and name in fates.ledger.lines:
            message = f"{name} was {change.became} by this line, and yet it is there"
            fix = (
                "delete the line if it is the same again; if it is another, give it another name"
                if ids.kind(name) in ("entry", "text")
                else "delete the line: these words stand in the text again"
            )
            yield Problem(CHANGES, change.line, "reused-id", message, fix)


def _unknown(name: str, number: int, fates: Fates) -> Problem:
    if name in fates.live:
        message = f"{name!r} was never published"
        fix = "delete the line, or run 'python scripts/build.py publish' first"
    else:
        message = f"there is no id {name!r}, and there never was"
        known = (other for other in fates.live if ids.kind(other) in ("entry", "text"))
        near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.7)
        fix = f"use {' or '.join(near)}" if near else f"write it as it stands in {PATH}"
    return Problem(CHANGES, number, "unknown-id", message, fix)


def _circles(fates: Fates) -> Iterator[Problem]:
    graph = {
        name: [form.words for form in change.into]
        for name, change in fates.ledger.gone.items()
        if name not in fates.live
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as fault:
            circle = list(dict.fromkeys(fault.args[1]))
            first = min(circle, key=ids.order)
            message = f"these ids lead to one another and nowhere else: {', '.join(circle)}"
            fix = "name in one of the lines what is there now, or write 'became: withdrawn'"
            yield Problem(CHANGES, fates.ledger.gone[first].line, "circle", message, fix)
            for name in circle:
                del graph[name]
        else:
            return


def _other_things(fates: Fates) -> Iterator[Problem]:
    """Find entries and texts whose id stands for something else than it did."""
    lines = fates.ledger.lines
    holders = {ids.text_of(name) for name in fates.live if lines.get(name) and "/p" in name}
    for name, words in fates.live.items():
        old = lines.get(name)
        if old is None or old.kind not in ("entry", "text") or old.words == words:
            continue
        if old.kind == "text" and name in holders:
            continue  # another title of the same text
        revised = fates.ledger.revised.get(name)
        if revised is None or not words.startswith(ids.key(revised.begins)):
            message = f"{name} stood for {_shown(old.words)}, and now for {_shown(words)}"
            opening = words.partition(" · ")[0] if old.kind == "entry" else words
            proposal = line(Change(name, REVISED, (), opening, "", "", 0))
            other = "if it is another, give it another name"
            fix = f"if it is the same, {ADD}{proposal}; {other}"
            yield Problem(PATH, old.line, "reused-id", message, fix)


# What is lost, and what most likely became of it


@dataclass(frozen=True)
class _Guess:
    """The change that an editor most likely made, and the id of the piece that is nearest."""

    became: str
    heirs: tuple[str, ...] = ()
    begins: str = ""


class _Guesses:
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
            nearest = [f"{heir}, {_shown(self.fates.live[heir])}" for heir in guess.heirs[:1]]
            revised = self.fates.ledger.revised.get(gone.id)
            if revised and (other := self._namesake(gone.id, revised)):
                yield _two(revised, other)
                continue
            message = f"{gone.id} is gone, which stood for {_shown(gone.words)}"
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
        chinese = gone.words.rpartition(" · ")[2]
        fresh = self._fresh.get(f"{GLOSSARY}/", ())
        same = (n for n in fresh if self.fates.live[n].rpartition(" · ")[2] == chinese)
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
