"""The build script: check the seeds, draft new ones, write the pages, publish, or release."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import dist
import new
from reader import changes, record, seeds, snapshot
from reader import report as findings
from reader.build import Build, build, report, summary, unwritable
from reader.model import Problem
from reader.schema import is_day
from reader.words import plural

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 1 if a seed has an error, or on a full disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds seeds/")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="list every problem, then one line of counts")
    write = commands.add_parser("write", help="write the pages into a folder")
    write.add_argument("folder", type=_folder, metavar="DIR", help="a folder that is new or empty")
    release = commands.add_parser("dist", help="make the zip, EPUB, PDF, data, and their site")
    release.add_argument("folder", type=_folder, metavar="DIR", nargs="?", default=ROOT / "dist")
    publish = commands.add_parser("publish", help="take new ids into the record")
    publish.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="today, if left out")
    mark = commands.add_parser("release", help="keep the edition as that of a release")
    mark.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="today, if left out")
    new.add_commands(commands)
    given = parser.parse_args(arguments)
    if given.command in ("new-text", "new-entry"):
        return draft(given)
    address = os.environ.get("SITE_URL", "")
    if given.command == "dist":
        made = dist.dist(given.root, given.folder, address)
    else:
        made = build(seeds.read(given.root), address)
    if given.command == "write" and not made.failed:
        made = write_outputs(made, given.folder)
    if given.command == "publish" and not made.failed:
        made = write_record(made, given.root, given.date or date.today().isoformat())
    if given.command == "release" and not made.failed:
        day = given.date or date.today().isoformat()
        last = next((release.day for release in made.edition.seeds.releases), "")
        if day < last:
            parser.error(f"the last release is of {last}: name that day or a later one")
        made = write_release(made, given.root, day)
    parts = [report(made.problems)] if made.problems else []
    if given.command == "check" and not made.failed:
        parts.append(findings.text(findings.findings(made.index)))
        parts += _waiting(record.waiting(made.edition.seeds))
    said = say("\n".join((*parts, summary(made))))
    return int(made.failed or not said)


def draft(given: argparse.Namespace) -> int:
    """Lay down a new seed, tell of it, and return the exit code."""
    if given.command == "new-text":
        made = new.text(given.root, given.file, given.id, given.encoding)
    else:
        today = date.today().isoformat()
        made = new.entry(given.root, given.headword, given.chinese, given.id, today)
    if isinstance(made, tuple):
        say(report(made))
        return 1
    written = (f"{file.path} is written" for file in made.files)
    following = "Answer the questions in it, then run 'python scripts/build.py check'."
    return int(not say("\n".join((*written, *made.said, following))))


def _folder(name: str) -> Path:
    """Return the path for an argument; an empty one would mean the folder one is in."""
    if not name.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(name)


def _day(words: str) -> str:
    """Return a day as it was given, if it is one."""
    if fault := is_day(words):
        raise argparse.ArgumentTypeError(fault)
    return words


def _waiting(count: int) -> Iterator[str]:
    if count:
        ids = "1 id is" if count == 1 else f"{count:,} ids are"
        yield f"{ids} not yet in the record: run 'python scripts/build.py publish'"


def write_record(made: Build, root: Path, day: str) -> Build:
    """Take the ids of a build without errors into the record below ``root``.

    Nothing is written if nothing is new.
    """
    path = root / record.PATH
    taken = record.written(record.taken(made.edition.seeds, day)).encode()
    try:
        if not path.is_file() or path.read_bytes() != taken:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(taken)
    except OSError as fault:
        return replace(made, problems=(*made.problems, unwritable(path, fault)))
    say(f"{plural(record.waiting(made.edition.seeds), 'id')} taken into the record")
    return made


def write_release(made: Build, root: Path, day: str) -> Build:
    """Keep the edition of a build without errors, below ``root``, as that of a release."""
    path = root / snapshot.PATH
    items = changes.items(made.index)
    releases = snapshot.taken(made.edition.seeds.releases, items, day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(snapshot.written(releases).encode())
    except OSError as fault:
        return replace(made, problems=(*made.problems, unwritable(path, fault)))
    say(f"the edition is kept as that of {day}: {plural(len(items), 'item')}")
    return made


def write_outputs(made: Build, folder: Path) -> Build:
    """Write every output below a folder, unless it holds files that the build did not make.

    What an earlier run wrote is written anew. Nothing is ever deleted.
    """
    own = {folder / output.path for output in made.outputs}
    strange = sorted(path for path in folder.rglob("*") if path.is_file() and path not in own)
    problems = [_strange(strange)] if strange else []
    if not strange:
        try:
            for output in made.outputs:
                path = folder / output.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(output.data)
        except OSError as fault:
            problems.append(unwritable(folder, fault))
    return Build(made.index, made.outputs, (*made.problems, *problems))


def _strange(paths: Sequence[Path]) -> Problem:
    """Name the first file, and count the others."""
    more = f" and {plural(len(paths) - 1, 'other')}" if paths[1:] else ""
    message = f"this build does not make this file{more}; nothing was written"
    fix = "choose a new or an empty folder, or move what does not belong there away"
    return Problem(paths[0].as_posix(), 1, "folder-not-empty", message, fix)


def say(text: str) -> bool:
    """Print to the terminal, whatever characters it knows; return whether that went well."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError as fault:
        # Python would try once more at the end to write what is left, and print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError):  # nobody reads on: that needs no word
            sys.stderr.write(f"the report cannot be written: {fault.strerror}\n")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
