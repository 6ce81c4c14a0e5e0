"""The sources for a reference manager: CSL-JSON and BibTeX."""

from __future__ import annotations

from reader.citing import bibliography
from reader.citing.bibtex import entry
from reader.data.names import dump
from reader.edition.index import Index
from reader.model import Source


def csl(index: Index) -> str:
    """Return the sources as CSL-JSON."""
    return dump([_item(source) for source in index.edition.seeds.sources])


def _item(source: Source) -> dict[str, object]:
    return {**bibliography.csl(source), **({"note": source.note} if source.note else {})}


def bibtex(index: Index) -> str:
    """Return the sources as BibTeX, in UTF-8."""
    return "\n".join(entry(source) for source in index.edition.seeds.sources)
