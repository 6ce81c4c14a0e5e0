"""The build script: check the seeds, draft new ones, write the pages, publish, or release."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import clock
import disk
import dist
import new
from reader.build import Build, build, report, summary
from reader.edition import findings
from reader.edition.items import items_of
from reader.fields.schema import is_day
from reader.history import record, seal, snapshot
from reader.language.words import plural
from reader.model import Problem
from reader.seeds import from_disk
from reader.site.settings import settings

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 1 if a seed has an error, or on a full disk."""
    given = _parser().parse_args(arguments)
    if given.command in ("new-text", "new-entry"):
        return draft(given)
    address = os.environ.get("SITE_URL", "")
    said: tuple[str, ...] = ()
    if given.command == "dist":
        made = dist.dist(given.root, given.folder, address)
    elif given.command in ("publish", "release"):
        made, said = recorded(given)
    else:
        made = build(from_disk.read(given.root), address, settings=settings(given.root))
    if given.command == "write" and not made.failed:
        made = write_outputs(made, given.folder)
    parts = [*said, report(made.problems)] if made.problems else [*said]
    if given.command == "check" and not made.failed:
        parts.append(findings.text(findings.findings(made.index)))
        parts += _waiting(record.waiting(made.edition.seeds))
    return int(not say("\n".join((*parts, summary(made)))) or made.failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds seeds/")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="list every problem, then one line of counts")
    write = commands.add_parser("write", help="write the pages into a folder")
    write.add_argument("folder", type=_folder, metavar="DIR", help="a folder that is new or empty")
    release = commands.add_parser("dist", help="make the zip, EPUB, PDF, data, and their site")
    release.add_argument("folder", type=_folder, metavar="DIR", nargs="?", default=ROOT / "dist")
    publish = commands.add_parser("publish", help="take new ids into the record")
    mark = commands.add_parser("release", help="keep the edition as that of a release")
    for command in (publish, mark):
        command.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="today, if left out")
    publish.add_argument(
        "--old-record",
        action="store_true",
        help="add the last line to records that an earlier version wrote without one",
    )
    new.add_commands(commands)
    return parser


def draft(given: argparse.Namespace) -> int:
    """Lay down a new seed, tell of it, and return the exit code."""
    if given.command == "new-text":
        made = new.text(given.root, given.file, given.id, given.encoding)
    else:
        made = new.entry(given.root, given.headword, given.chinese, given.id)
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


def recorded(given: argparse.Namespace) -> tuple[Build, tuple[str, ...]]:
    """Publish or release: return the build with its problems, and what to tell of what was done.

    No other command may write a record between our reading and our writing.
    """
    path = given.root / (record.PATH if given.command == "publish" else snapshot.PATH)
    write = write_record if given.command == "publish" else write_release
    problems: tuple[Problem, ...]
    try:
        with disk.alone(path.with_name(".lock")):
            files = from_disk.read(given.root)
            old = seal.unsealed(files) if given.command == "publish" and given.old_record else ()
            made = build(seal.laid(files, old))
            if made.failed:
                return made, ()
            day, problems = clock.day(given.date, made.edition.seeds, given.command)
            if problems:
                return _with(made, *problems), ()
            for file in old:
                disk.write(given.root / file.path, file.content)
            return made, write(made, path, day)
    except disk.BusyError:
        problems = (disk.busy(path),)
    except OSError as fault:
        problems = (disk.unwritable(path, fault),)
    return _with(build(from_disk.read(given.root)), *problems), ()


def _with(made: Build, *problems: Problem) -> Build:
    return replace(made, problems=(*made.problems, *problems))


def write_record(made: Build, path: Path, day: str) -> tuple[str, ...]:
    """Take the ids of a build without errors into the record; return what to tell of it.

    Nothing is written if nothing is new.
    """
    taken = record.written(record.taken(made.edition.seeds, day)).encode()
    if not path.is_file() or path.read_bytes() != taken:
        disk.write(path, taken)
    return (f"{plural(record.waiting(made.edition.seeds), 'id')} taken into the record",)


def write_release(made: Build, path: Path, day: str) -> tuple[str, ...]:
    """Keep the edition of a build without errors as that of a release; return what to tell."""
    items = items_of(made.index)
    releases = snapshot.taken(made.edition.seeds.releases, items, day)
    disk.write(path, snapshot.written(releases).encode())
    return (f"the edition is kept as that of {day}: {plural(len(items), 'item')}",)


def write_outputs(made: Build, folder: Path) -> Build:
    """Write every output into a folder, in place of what an earlier run wrote there.

    Anything else in it is named and kept, and then nothing is written.
    """
    problems: tuple[Problem, ...]
    try:
        with disk.replacing(folder):
            kept = disk.replace(folder, {output.path: output.data for output in made.outputs})
            problems = disk.kept(kept)
    except disk.BusyError:
        problems = (disk.busy(folder),)
    except disk.StrangeError as fault:
        problems = disk.not_ours(fault.paths)
    except OSError as fault:
        problems = (disk.unwritable(folder, fault),)
    return _with(made, *problems)


def say(text: str) -> bool:
    """Print to the terminal, whatever characters it knows; return whether that went well."""
    if sys.stdout is None:  # closed before we began: what is to be done is done all the same
        return True
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
