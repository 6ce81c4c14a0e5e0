"""Edition to outputs: every page, each at its own address."""

from __future__ import annotations

from reader.index import Index
from reader.model import Edition, Output
from reader.pages import Pages


def outputs(edition: Edition) -> tuple[Output, ...]:
    """Return every output of an edition, in the order in which the site lists them."""
    return tuple(Pages(Index(edition)).all())
