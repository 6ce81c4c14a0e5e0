"""Edition to outputs: every page, each at its own address, and every file of data."""

from __future__ import annotations

from reader import head, social
from reader.export import exports
from reader.index import Index
from reader.model import Edition, Output
from reader.pages import Pages


def outputs(edition: Edition) -> tuple[Output, ...]:
    """Return every output of an edition, in the order in which the site lists them."""
    index = Index(edition)
    data = tuple(exports(index))
    beside = (head.robots(edition), *social.pictures(edition))
    return (*Pages(index, data).all(), *(export.output for export in data), *beside)
