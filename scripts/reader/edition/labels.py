"""What readers call things of an edition, in the language of its interface."""

from __future__ import annotations

from collections.abc import Iterable

from reader.edition.index import Index
from reader.interface import Interface, message
from reader.model import Meta, Office, Paragraph, Term

EDITORS = "the editors"  # as entries say it; the settings may name them
ORDERS = {  # how the glossary can be sorted, and what a page of it is called
    "theme": (message("by theme"), message("Glossary by theme")),
    "kind": (message("by kind"), message("Glossary by kind")),
    "paragraph": (message("by paragraph"), message("Glossary by paragraph")),
    "frequency": (message("by frequency"), message("Glossary by frequency")),
}


def original_language(index: Index, meta: Meta) -> str:
    """Return the name of the language that a text is translated from, or ``""``."""
    return index.collection.language(meta.original_language) or index.collection.original


def original(index: Index, meta: Meta) -> str:
    """Return a label for the original of a text."""
    if name := original_language(index, meta):
        return index.interface.gettext("{language} original", language=name)
    return index.interface.gettext("Original")


def original_title(index: Index, meta: Meta) -> str:
    """Return a label for the title of the original of a text."""
    if name := original_language(index, meta):
        return index.interface.gettext("{language} title", language=name)
    return index.interface.gettext("Original title")


def term_of(interface: Interface, office: Office) -> str:
    """Return when an office was held, as it stands behind its title."""
    start, end = map(interface.date, (office.since, office.until))
    if start and end:
        return interface.gettext(", from {start} to {end}", start=start, end=end)
    if start:
        return interface.gettext(", from {start}", start=start)
    return interface.gettext(", to {end}", end=end) if end else ""


def responsible(interface: Interface, term: Term) -> str:
    """Return who answers for an entry; "the editors", as seeds say it, in the interface's words."""
    is_plain = term.responsible.casefold() == EDITORS
    return interface.gettext("the editors") if is_plain else term.responsible


def by(index: Index, order: str) -> str:
    """Return what readers call an order of the glossary, behind its name."""
    if order in ORDERS:
        return index.interface.gettext(ORDERS[order][0])
    return index.interface.gettext("by {romanization}", romanization=order)


def glossary_by(index: Index, order: str) -> str:
    """Return what the glossary is called in one of its orders."""
    if order in ORDERS:
        return index.interface.gettext(ORDERS[order][1])
    return index.interface.gettext("Glossary by {romanization}", romanization=order)


def run(interface: Interface, blocks: Iterable[Paragraph]) -> str:
    """Return what a run of paragraphs is called, ``¶ 4–9``; its headings do not count."""
    paragraphs = [block for block in blocks if not block.is_heading]
    if not paragraphs:
        return ""
    first, last = paragraphs[0], paragraphs[-1]
    name = interface.label(first.id)
    return name if first is last else f"{name}–{last.number}"
