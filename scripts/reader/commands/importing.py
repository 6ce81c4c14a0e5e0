"""Take a glossary from elsewhere into the seeds: said first, and done if one says so."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from reader.build import build, report
from reader.commands import clock, disk
from reader.commands.new import encoding
from reader.glossaries import plan as planning
from reader.glossaries import reading
from reader.glossaries.deciding import unfit
from reader.glossaries.found import Asked
from reader.glossaries.plan import OPEN, Plan
from reader.glossaries.telling import told
from reader.model import Problem, SeedFile
from reader.seeds import from_disk, parse

DEFAULTS = ("kind", "theme", "responsible")
LARGEST = 100_000_000  # bytes of a file that is read at all
TRIAL = "Nothing was written. To write the new entries, give --yes too."
REFUSED = "Nothing was written: mend the file, or give --skip-faulty to leave out what is faulty."
FOLLOWING = "Answer the questions in them, then run the command 'check'."


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command ``import`` to those of the build script."""
    command = commands.add_parser("import", help="take a glossary in: CSV, TBX or SKOS")
    command.add_argument("file", type=Path, metavar="FILE", help="CSV, TBX or SKOS")
    command.add_argument("--yes", action="store_true", help="write; else it is only said")
    command.add_argument(
        "--column",
        action="append",
        type=_column,
        default=[],
        metavar="HEADER=KEY",
        help="what a column of a table holds: a key of an entry, definition, names, prose; "
        "nothing behind the sign leaves it out",
    )
    for key in DEFAULTS:
        command.add_argument(f"--{key}", default="", help=f"the {key} where the file has none")
    command.add_argument("--skip-faulty", action="store_true", help="leave out what is faulty")
    command.add_argument("--encoding", type=encoding, help="of a table; else UTF-8")


def _column(words: str) -> tuple[str, str]:
    header, sign, key = words.rpartition("=")
    if not sign or not header.strip():
        raise argparse.ArgumentTypeError(f"{words!r} is not written as HEADER=KEY")
    return " ".join(header.split()), key.strip()


def run(given: argparse.Namespace) -> tuple[str, bool]:
    """Say what an import does, and do it if that is wanted; return the words, and if it failed."""
    files = from_disk.read(given.root)
    day, problems = clock.today(given.file.as_posix())
    if problems:
        return report(problems), True
    seeds = parse.seeds(files)[0]
    if seeds.collection.unread:
        return report(parse.seeds(files)[1] or parse.missing(files)), True
    defaults = {key: getattr(given, key) for key in DEFAULTS}
    if problems := tuple(unfit(defaults, seeds.collection)):
        return report(problems), True
    asked = Asked(dict(given.column), given.encoding or "")
    glossary = reading.read(from_disk.given(given.file, LARGEST), seeds.collection, asked)
    unfinished = parse.unfinished(files, seeds).values()
    plan = planning.plan(glossary, seeds, defaults, day, unfinished)
    refused = bool(plan.problems) and not (given.skip_faulty and plan.steps)
    written = ""
    faults: tuple[Problem, ...] = ()
    if refused:
        written = REFUSED if plan.files else ""
    elif plan.files and given.yes:
        written, faults = _write(given.root, plan.files)
    elif plan.files:
        written = TRIAL
    parts = [report(plan.problems)] if plan.problems else []
    parts += [told(plan, _later(files, plan)), *([report(faults)] if faults else []), written]
    return "\n".join(part for part in parts if part), refused or bool(faults)


def _later(files: Iterable[SeedFile], plan: Plan) -> list[Problem]:
    """Return what ``check`` will say of the new entries, but for their open questions."""
    new = {file.path for file in plan.files}
    problems = build((*files, *plan.files)).problems if new else ()
    return [one for one in problems if one.path in new and one.code not in OPEN]


def _write(root: Path, files: Iterable[SeedFile]) -> tuple[str, tuple[Problem, ...]]:
    """Write new entries, all of them or none."""
    contents = {root / file.path: file.content for file in files}
    try:
        disk.make_all(contents)
    except FileExistsError as fault:
        message, fix = "it is there already", "correct or move it; nothing was written"
        return "", (Problem(str(fault.filename), 1, "already-there", message, fix),)
    except OSError as fault:
        return "", (disk.unwritable(Path("seeds/glossary"), fault),)
    return f"{len(contents):,} written. {FOLLOWING}", ()
