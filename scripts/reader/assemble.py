"""Edition to outputs: every page, each at its own address."""

from __future__ import annotations

from collections.abc import Iterable

from reader.index import Index
from reader.model import Edition, Output, Problem
from reader.pages import Pages


def outputs(edition: Edition) -> tuple[Output, ...]:
    """Return every output of an edition, in the order in which the site lists them."""
    return tuple(Pages(Index(edition)).all())


def collisions(made: Iterable[Output]) -> tuple[Problem, ...]:
    """Return a problem for each two outputs that claim one path.

    Paths are compared without letter case, since some file systems do the same.
    """
    owners: dict[str, Output] = {}
    problems = []
    for output in made:
        owner = owners.setdefault(output.path.lower(), output)
        if owner is not output:
            message = f"{output.path} is made from {owner.origin} too"
            fix = "rename one of the two"
            problems.append(Problem(output.origin, 1, "same-path", message, fix))
    return tuple(problems)
