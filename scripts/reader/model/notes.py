"""Notes on a text: what kinds there are, what each may say, and a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.interface import message
from reader.model.problem import Form, Place, Prose

TRANSLATION = "translation"


@dataclass(frozen=True)
class NoteKind:
    """What a note may say. ``label`` is what readers are told of it.

    The ``rank`` says in which ways of reading it shows: 1 in all, to 3 for those who study, all
    where one checks. Of a note on a translation it says how grave it is, too. ``keys`` are those
    that a note of the kind may have besides the ones of all notes, ``needs`` those that it has
    to have; a key of another kind is refused.
    """

    name: str
    label: str
    group: str
    rank: int
    needs: tuple[str, ...]
    keys: tuple[str, ...] = ()


def _on_translation(name: str, label: str, rank: int) -> NoteKind:
    keys = ("also", "sense", "established", "suggested")
    return NoteKind(name, label, TRANSLATION, rank, ("original", "reason"), keys)


CHANGED = "changed"  # of a translation: it has another sense. Notes say it by ``sense``
# All that notes may say, the gravest first.
SAID = {
    kind.name: kind
    for kind in (
        _on_translation(CHANGED, message("changes the sense"), 1),
        _on_translation("wrong", message("misleads"), 2),
        _on_translation("inconsistent", message("inconsistent"), 3),
        _on_translation("odd", message("odd"), 4),
        _on_translation("variant", message("variant"), 5),
        NoteKind("explanation", message("explanation"), "explanation", 3, ("note",)),
        NoteKind("reference", message("reference"), "reference", 3, ("note",)),
        NoteKind("textual", message("textual"), "textual", 4, ("readings",), ("note",)),
    )
}
NOTE_KINDS = tuple(name for name in SAID if name != CHANGED)
LEAST = max(kind.rank for kind in SAID.values())


@dataclass(frozen=True)
class NotePlace:
    """Where a note applies: a paragraph, the words, and which of their uses."""

    at: str
    quote: str
    occurrence: int
    line: int = 1


@dataclass(frozen=True)
class Reading:
    """What others have in place of the words of a note; ``words`` are empty if they lack them.

    ``witness`` names them as the editor does, ``source`` is where that was read. One may be empty.
    """

    words: str
    witness: str
    source: Form


@dataclass(frozen=True)
class Note:
    """A note on a passage: on how it is translated, what it means, refers to, or reads elsewhere.

    ``established`` is a wording that others use, ``suggested`` one of the edition's own; both are
    of notes on a translation. ``reason`` is what the note says. Where no ``author`` is named, it
    is by the editors.
    """

    id: str
    text: str
    place: Place
    kinds: tuple[str, ...]
    changes_sense: bool
    places: tuple[NotePlace, ...]
    original: str
    established: str
    suggested: str
    reason: Prose
    entries: tuple[Form, ...]
    author: str = ""
    readings: tuple[Reading, ...] = ()

    @property
    def number(self) -> str:
        """The number that readers see."""
        return self.id.removeprefix("n")

    @property
    def authors(self) -> tuple[str, ...]:
        """By whom it is, each as a bibliography begins a name; none, if it is by the editors."""
        return tuple(name.strip() for name in self.author.split(";")) if self.author else ()

    @property
    def group(self) -> str:
        """What kind of note it is: on the translation, or one of the others."""
        kind = SAID.get(self.kinds[0]) if self.kinds else None
        return kind.group if kind else TRANSLATION

    @property
    def is_on_translation(self) -> bool:
        """Whether it says something of how a passage is translated."""
        return self.group == TRANSLATION

    @property
    def better(self) -> tuple[tuple[str, str], ...]:
        """What could stand there instead: each wording behind the label that readers see."""
        given = (
            (message("established"), self.established),
            (message("suggested"), self.suggested),
        )
        return tuple((label, wording) for label, wording in given if wording)

    @property
    def said(self) -> tuple[NoteKind, ...]:
        """What it says, the gravest first.

        What changes the sense misleads as well, so that is not said again.
        """
        hidden = "wrong" if self.changes_sense else ""
        names = {*self.kinds, *((CHANGED,) if self.changes_sense else ())} - {hidden}
        return tuple(kind for name, kind in SAID.items() if name in names)

    @property
    def rank(self) -> int:
        """Its gravest rank, which a kind that was misspelled does not have."""
        return min((kind.rank for kind in self.said), default=LEAST)

    @property
    def labels(self) -> tuple[str, ...]:
        """What readers are told that it means, the gravest first."""
        return tuple(kind.label for kind in self.said)


def are_on_translation(notes: Iterable[Note]) -> bool:
    """Return whether notes say something of a translation, and of nothing else."""
    given = tuple(notes)
    return bool(given) and all(note.is_on_translation for note in given)
