"""The sources for a reference manager: CSL-JSON and BibTeX."""

from __future__ import annotations

from reader import cite
from reader.bibtex import entry
from reader.export.names import dump
from reader.index import Index
from reader.model import Source


def csl(index: Index) -> str:
    """Return the sources as CSL-JSON."""
    return dump([_item(source) for source in index.edition.seeds.sources])


def _item(source: Source) -> dict[str, object]:
    return {**cite.csl(source), **({"note": source.note} if source.note else {})}


def bibtex(index: Index) -> str:
    """Return the sources as BibTeX, in UTF-8."""
    return "\n".join(entry(source) for source in index.edition.seeds.sources)
