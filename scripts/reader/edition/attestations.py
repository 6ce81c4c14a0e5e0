"""What the attestations of a term tell together: the first, the last, how the words changed.

Only single attestations stand in the seeds. What follows from all of them is found here, so
that a new one changes it everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.interface import Interface, message
from reader.interface.english import date
from reader.model import Attestation, Term

COMMAS = "、"
# What readers are told of how an attestation stands to the others.
LABELS = {
    "forerunner": message("forerunner"),
    "first": message("earliest found"),
    "same": message("word for word as on {date}"),
    "other": message("in other words"),
}


@dataclass(frozen=True)
class Step:
    """An attestation, how it stands to the others, and where the term stands in its words.

    ``relation`` is one of: ``forerunner`` (older than the term itself), ``first``, ``same``
    (word for word as on the day ``like``), ``other`` (later, without the term) or ``""``.
    ``before`` and ``after`` are the words around ``term``; without it all are in ``before``.
    """

    attestation: Attestation
    relation: str
    like: str
    before: str
    term: str
    after: str

    def label(self, interface: Interface) -> str:
        """Return what readers are told of it."""
        if not self.relation:
            return ""
        return interface.gettext(LABELS[self.relation], date=interface.date(self.like))


def steps(term: Term) -> tuple[Step, ...]:
    """Return the attestations of a term in order of their days."""
    given = term.attestations
    parts = [_around(term.name_in_original, found.original) for found in given]
    holding = [number for number, (_, hit, _) in enumerate(parts) if hit]
    first = holding[0] if holding else 0
    days: dict[str, str] = {}
    made = []
    for number, found in enumerate(given):
        relation, like = "", days.setdefault(found.original, found.date)
        if number < first:
            relation = "forerunner"
        elif number == first:
            relation = "first"
        elif like != found.date:
            relation = "same"
        elif holding and number not in holding:
            relation = "other"
        made.append(Step(found, relation, like, *parts[number]))
    return tuple(made)


def _around(original: str, words: str) -> tuple[str, str, str]:
    """Return words before a term, the term as it stands there, and words behind it.

    A comma between its characters makes no other term: 堵点、卡点 is 堵点卡点.
    """
    own = [re.escape(sign) for sign in original if sign not in COMMAS]
    hit = re.search(f"[{COMMAS}]?".join(own), words)
    return (words[: hit.start()], hit[0], words[hit.end() :]) if hit else (words, "", "")


def _own(term: Term) -> list[Attestation]:
    """Return the attestations of the term itself, forerunners left out."""
    return [step.attestation for step in steps(term) if step.relation != "forerunner"]


def first_and_last(term: Term) -> tuple[str, str]:
    """Return the days of the first attestation of the term itself and of the last, or nothing."""
    days = [found.date for found in _own(term)]
    return (days[0], days[-1]) if days else ("", "")


def wordings(term: Term) -> int:
    """Return in how many different wordings the term was found, forerunners left out."""
    return len({found.original for found in _own(term)})


def summary(term: Term, interface: Interface) -> str:
    """Return in a sentence or two what the attestations of a term tell, or ``""``."""
    own = _own(term)
    if not own:
        return ""
    sentences = [_counted(term, interface)]
    if len(term.attestations) > len(own):
        day = interface.date(term.attestations[0].date)
        sentences.append(interface.gettext("Forerunners from {date}.", date=day))
    return interface.sentences(*sentences, interface.gettext("Earlier ones may exist."))


def _counted(term: Term, interface: Interface) -> str:
    """Return how many attestations of a term there are, in how many wordings, from when to when."""
    days = first_and_last(term)
    first, last = map(interface.date, days)
    own, worded = len(_own(term)), wordings(term)
    values = {
        "attestations": interface.ngettext("{count} attestation", "{count} attestations", own),
        "wordings": interface.ngettext("{count} wording", "{count} wordings", worded),
    }
    if days[0] == days[1]:
        return interface.gettext("{attestations} in {wordings}, of {date}.", date=first, **values)
    return interface.gettext(
        "{attestations} in {wordings}, from {first} to {last}.", first=first, last=last, **values
    )


def told(attestation: Attestation) -> str:
    """Return an attestation on a line of plain words, without its source."""
    said = f"{date(attestation.date)}, {attestation.document} ({attestation.speaker}): "
    rendering = f" “{attestation.rendering}”" if attestation.rendering else ""
    return f"{said}{attestation.original}{rendering}"
