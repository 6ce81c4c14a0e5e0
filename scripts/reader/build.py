"""The whole way from seed files to outputs, and what was wrong with the seeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from reader import assemble
from reader.edition import annotate
from reader.edition.grouping import grouped
from reader.edition.index import Index
from reader.language.words import on_one_line, plural
from reader.model import UNSET, Edition, Output, Problem, SeedFile, Settings
from reader.seeds import check, parse

NONE: Mapping[str, bytes] = {}
SHOWN = 10  # problems of a kind that are told, unless all are asked for


@dataclass(frozen=True)
class Build:
    """What a build gives. With an error among the problems there are no outputs."""

    index: Index = field(compare=False)
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]

    @property
    def edition(self) -> Edition:
        """The seeds with every mention found."""
        return self.index.edition

    @property
    def failed(self) -> bool:
        """Whether a problem is an error."""
        return any(problem.level == "error" for problem in self.problems)


def build(
    files: Iterable[SeedFile],
    address: str = "",
    carriers: Mapping[str, bytes] = NONE,
    settings: Settings = UNSET,
) -> Build:
    """Build the edition and its outputs, whatever the order of the files.

    ``address`` is where the site is published, if that is known. ``carriers`` are files
    made before, by name, which the site offers. Problems come sorted, all of them.
    """
    made = read(files, address, settings)
    return made if made.failed else replace(made, outputs=assemble.outputs(made.index, carriers))


def read(files: Iterable[SeedFile], address: str = "", settings: Settings = UNSET) -> Build:
    """Build the edition alone, without outputs, for those who only ask of it."""
    ordered = sorted(files, key=lambda file: file.path)
    seeds, found = parse.seeds(ordered)
    faults = {*parse.missing(ordered), *found}
    broken = frozenset(problem.path for problem in faults if problem.level == "error")
    edition = annotate.edition(seeds, address and address.rstrip("/") + "/", settings)
    problems = sorted(faults | {*check.seeds(seeds, broken), *check.edition(edition, broken)})
    return Build(Index(edition), (), tuple(problems))


def report(problems: Iterable[Problem], most: int | None = None) -> str:
    """Return problems as text: one line each, its remedy below it.

    Where a kind has more than ``most``, each kind stands under its name and count, errors and
    what is rare first, and so many of it are told.
    """
    given = tuple(problems)
    kinds = grouped(given, lambda problem: (problem.level, problem.code))
    if most is None or all(len(found) <= most for found in kinds.values()):
        return "\n".join(chain.from_iterable(map(_told, given)))
    ordered = sorted(kinds.items(), key=lambda kind: (kind[0][0], len(kind[1]), kind[0]))
    return "\n\n".join(_kind(*kind, found, most) for kind, found in ordered) + "\n"


def _told(problem: Problem) -> tuple[str, str]:
    level = "warning: " if problem.level == "warning" else ""
    where = f"{problem.path}:{problem.line}"
    told = on_one_line(f"{where}: {level}{problem.code}: {problem.message}")
    return told, on_one_line(f"  fix: {problem.fix}")


def _kind(level: str, code: str, found: Sequence[Problem], most: int) -> str:
    """Return the first problems of a kind below its name, and how many more there are."""
    files = len({problem.path for problem in found})
    lines = [f"{code}: {plural(len(found), level)} in {plural(files, 'file')}"]
    lines += chain.from_iterable(map(_told, found[:most]))
    if found[most:]:
        lines.append(f"and {len(found) - most:,} more, which 'check --kind {code}' lists")
    return "\n".join(lines)


def summary(build: Build) -> str:
    """Return one line of counts, and one line for each text with its SHA-256."""
    seeds = build.edition.seeds
    paragraphs = sum(len(text.paragraphs) for text in seeds.texts)
    sentences = sum(text.sentence_count for text in seeds.texts)
    errors = sum(problem.level == "error" for problem in build.problems)
    counts = (
        (len(seeds.texts), "text"),
        (paragraphs, "paragraph"),
        (sentences, "sentence"),
        (len(seeds.terms), "term"),
        (len(build.edition.mentions), "mention"),
        (len(seeds.notes), "note"),
        (errors, "error"),
        (len(build.problems) - errors, "warning"),
    )
    line = ", ".join(plural(count, word) for count, word in counts)
    return "\n".join((line, *(f"{text.id}: SHA-256 {text.sha256}" for text in seeds.texts)))
