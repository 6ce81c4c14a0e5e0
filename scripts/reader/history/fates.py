"""What became of the ids that are gone: where their links lead now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from reader.history import ids
from reader.model import Change, Published, Seeds


class Fates:
    """The published ids that the seeds no longer have, and what an editor says of them."""

    def __init__(self, seeds: Seeds) -> None:
        self._notes = frozenset(f"{note.text}/{note.id}" for note in seeds.notes)
        self.ledger = ids.Ledger(seeds.published, seeds.changes)
        self.live = dict(ids.present(seeds))
        self.gone = tuple(line for line in self.ledger.lines.values() if line.id not in self.live)

    @cached_property
    def within(self) -> Mapping[str, Sequence[Published]]:
        """What is gone from each text, sentences included, and from each of its blocks."""
        found: dict[str, list[Published]] = defaultdict(list)
        for line in self.gone:
            if line.kind in (*ids.BLOCKS, "sentence"):
                for holder in {ids.text_of(line.id), ids.parent(line.id)}:
                    found[holder].append(line)
        return found

    def change(self, name: str) -> Change | None:
        """Return what is said of an id that is gone, or of the whole to which it belonged."""
        while name and name not in self.live:
            if name in self.ledger.gone:
                return self.ledger.gone[name]
            name = ids.parent(name)
        return None

    def targets(self, name: str) -> tuple[str, ...]:
        """Return the ids, all of them there, that stand for an id now."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = [name]
        while stack:
            current = stack.pop()
            if current in self.live:
                found[current] = None
            elif current not in seen:
                seen.add(current)
                stack.extend(reversed(self._next(current)))
        return tuple(found)

    def place(self, name: str) -> str:
        """Return the id of what a place in a text is now, a note included, or ``""``."""
        if ids.NOTE.fullmatch(name):
            return name if name in self._notes else ""
        return next(iter(self.targets(name)), "") if ids.kind(name) in ids.PLACES else ""

    def story(self, name: str) -> tuple[Change, ...]:
        """Return all that happened to an id, and to those that stood for it, in turn."""
        found: dict[Change, None] = {}
        stack = [name]
        while stack:
            current = stack.pop()
            change = self.change(current)
            if change and change not in found:
                found[change] = None
                stack.extend(form.words for form in reversed(change.into))
        return tuple(found)

    def _next(self, name: str) -> Sequence[str]:
        """Return what an id turned into; a part goes where its words are, or with its whole."""
        if name in self.ledger.gone:
            return [form.words for form in self.ledger.gone[name].into]
        holder = ids.parent(name)
        if not holder or holder in self.live:
            return ()
        heirs = self.targets(holder)
        words = self.ledger.lines[name].words if name in self.ledger.lines else ""
        same = (self._parts[heir].get(words, "") for heir in heirs if heir in self._parts)
        part = next(filter(None, same), "")
        return [part] if part else heirs

    @cached_property
    def _parts(self) -> Mapping[str, Mapping[str, str]]:
        """What each text and block consists of: the first id for the same words."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for name, words in self.live.items():
            found[ids.parent(name)].setdefault(words, name)
        return found
