"""The build script: check the seeds, or write the pages as Markdown files."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from reader import report as findings
from reader import seeds
from reader.build import Build, build, report, summary
from reader.index import Index
from reader.model import Problem

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 1 when a seed has an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds seeds/")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="list every problem, then one line of counts")
    write = commands.add_parser("write", help="write the pages into a folder")
    write.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    given = parser.parse_args(arguments)
    made = build(seeds.read(given.root))
    if given.command == "write" and not made.failed:
        made = write_outputs(made, given.folder)
    if made.problems:
        say(report(made.problems))
    if given.command == "check" and not made.failed:
        say(findings.text(findings.findings(Index(made.edition))))
    say(summary(made))
    return int(made.failed)


def write_outputs(made: Build, folder: Path) -> Build:
    """Write every output below a folder, unless it holds files that the build did not make.

    What an earlier run wrote is written anew. Nothing is ever deleted.
    """
    own = {folder / output.path for output in made.outputs}
    strange = sorted(path for path in folder.rglob("*") if path.is_file() and path not in own)
    problems = [_strange(path) for path in strange]
    if not strange:
        try:
            for output in made.outputs:
                path = folder / output.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(output.content, encoding="utf-8", newline="\n")
        except OSError as fault:
            problems.append(_unwritable(folder, fault))
    return Build(made.edition, made.outputs, (*made.problems, *problems))


def _strange(path: Path) -> Problem:
    message = "the folder holds a file that this build does not make; nothing was written"
    fix = "choose a new or an empty folder, or move this file away"
    return Problem(path.as_posix(), 1, "folder-not-empty", message, fix)


def _unwritable(folder: Path, fault: OSError) -> Problem:
    message = f"cannot write {fault.filename}: {fault.strerror}"
    fix = "choose a folder that can be made or written to"
    return Problem(folder.as_posix(), 1, "unwritable", message, fix)


def say(text: str) -> None:
    """Print to the terminal, whatever characters it knows."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
