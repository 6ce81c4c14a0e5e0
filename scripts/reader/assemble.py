"""Edition to outputs: every page, each at its own address, and every file of data."""

from __future__ import annotations

from collections.abc import Mapping

from reader.books.carriers import carriers
from reader.data.exports import exports
from reader.edition.index import Index
from reader.model import Output
from reader.site import copies, robots, social
from reader.site.pages.edition import Pages


def outputs(index: Index, given: Mapping[str, bytes]) -> tuple[Output, ...]:
    """Return every output of an indexed edition, in the order in which the site lists them.

    ``given`` are the carriers that were made before, by their names.
    """
    data, taken = tuple(exports(index)), tuple(carriers(index, given))
    pages = tuple(Pages(index, data, taken).all())
    beside = (robots.robots(index.edition), *social.pictures(index.edition))
    files = (export.output for export in (*data, *taken))
    return (*pages, *files, *copies.copies(pages), *beside)
