"""The commands: check seeds, draft new ones, write pages, publish, release, serve, answer."""

from __future__ import annotations

import argparse
import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reader.build import SHOWN, Build, build, read, report, summary
from reader.commands import answering, collection, disk, dist, importing, new, recording, serving
from reader.edition import findings
from reader.fields.schema import is_day
from reader.history import record
from reader.model import Problem
from reader.seeds import from_disk
from reader.site.settings import settings


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Run one command and return its exit code: 1 if a seed has an error, or on a full disk.

    ``root`` is the folder of the collection if ``--root`` names none: else the current one.
    """
    given = _parser(root or Path()).parse_args(arguments)
    if run := COMMANDS.get(given.command):
        return run(given)
    address = _address()
    said: tuple[str, ...] = ()
    if given.command == "check":
        return check(given, read(from_disk.read(given.root), address, settings(given.root)))
    if given.command == "dist":
        made = dist.dist(given.root, given.folder or given.root / "dist", address)
    elif given.command in ("publish", "release"):
        made, said = recording.recorded(given)
    else:
        made = build(from_disk.read(given.root), address, settings=settings(given.root))
    if given.command == "write" and not made.failed:
        made = write_outputs(made, given.folder)
    parts = [*said, report(made.problems, SHOWN)] if made.problems else [*said]
    return int(not say("\n".join((*parts, summary(made)))) or made.failed)


def check(given: argparse.Namespace, made: Build) -> int:
    """Tell what is wrong with an edition and what to look at; return the exit code.

    Of each kind some are told, or all; or all of one kind, and nothing else.
    """
    found = () if made.failed else findings.findings(made.index)
    problems = made.problems
    if given.kind:
        problems = tuple(problem for problem in problems if problem.code == given.kind)
        found = tuple(one for one in found if given.kind.lower() in one.title.lower())
    most = None if given.all or given.kind else SHOWN
    parts = [report(problems, most)] if problems else []
    if found:
        parts.append(findings.text(found, most))
    if given.kind:
        parts = parts or [f"Nothing of the kind {given.kind!r}."]
    else:
        if not made.failed:
            parts += _waiting(record.waiting(made.edition.seeds))
        parts.append(summary(made))
    return int(not say("\n".join(parts)) or made.failed)


def _address() -> str:
    """Return where the site is to be published, or ``""``."""
    return os.environ.get("SITE_URL", "")


def _parser(root: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=root, help="the folder that holds seeds/")
    commands = parser.add_subparsers(dest="command", required=True)
    begun = commands.add_parser("new", help="lay down a new collection, with a sample text")
    begun.add_argument("folder", type=_folder, metavar="DIR", help="a folder that is new or empty")
    anew = commands.add_parser("anew", help="put a sample in place of all texts and records")
    anew.add_argument("--yes", action="store_true", help="do it: everything in seeds/ is deleted")
    check = commands.add_parser("check", help="list every problem, and what to look at")
    check.add_argument("--all", action="store_true", help="list everything, however much it is")
    about = "list all of one kind: wrong-pinyin, or a word of its heading, as phrases"
    check.add_argument("--kind", metavar="KIND", help=about)
    serve = commands.add_parser("serve", help="serve the site here, and follow each save")
    serve.add_argument("address", metavar="HOST:PORT", nargs="?", default="", help="a free port")
    mcp = commands.add_parser("mcp", help="answer programs (Model Context Protocol, over stdio)")
    about = "an edition.json of a site; the seeds, if left out"
    mcp.add_argument("file", type=Path, metavar="FILE", nargs="?", help=about)
    write = commands.add_parser("write", help="write the pages into a folder")
    write.add_argument("folder", type=_folder, metavar="DIR", help="a folder that is new or empty")
    release = commands.add_parser("dist", help="make the zip, EPUB, PDF, data, and their site")
    release.add_argument("folder", type=_folder, metavar="DIR", nargs="?", help="dist, if left out")
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
    importing.add_command(commands)
    return parser


def begin(folder: Path) -> int:
    """Lay down a new collection, tell of it, and return the exit code."""
    following = f"To see it: cd {shlex.quote(str(folder))} && reader serve"
    return _tell(folder, collection.lay(folder, _who_asks()), following)


def begin_anew(root: Path, *, sure: bool) -> int:
    """Put a sample in place of what a collection holds, tell of it, and return the exit code."""
    if not sure:
        message = "every text, entry, source and record would be deleted; nothing was done"
        fix = "commit what you want to keep, then give --yes"
        say(report([Problem("seeds", 1, "not-sure", message, fix)]))
        return 1
    return _tell(
        root, collection.begin_anew(root, _who_asks()), "The command 'check' names faults."
    )


def _tell(folder: Path, made: tuple[Problem, ...] | tuple[str, ...], following: str) -> int:
    if isinstance(made[0], Problem):
        say(report(problem for problem in made if isinstance(problem, Problem)))
        return 1
    return int(not say(f"{folder}: a collection is laid down, {len(made)} files.\n{following}"))


def _who_asks() -> Callable[[collection.Question], str] | None:
    """Return what puts questions, if somebody sits before a terminal."""
    return _answer_typed if sys.stdin and sys.stdin.isatty() else None


def _answer_typed(question: collection.Question) -> str:
    return input(f"{question.words} [{question.default or 'empty'}]: ")


def draft(given: argparse.Namespace) -> int:
    """Lay down a new seed, tell of it, and return the exit code."""
    if given.command == "new-text":
        made = new.text(given.root, given.file, given.id, given.encoding)
    else:
        made = new.entry(given.root, given.headword, given.original, given.id, given.language)
    if isinstance(made, tuple):
        say(report(made))
        return 1
    written = (f"{file.path} is written" for file in made.files)
    following = "Answer the questions in it, then run the command 'check'."
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
        yield f"{ids} not yet in the record: run the command 'publish'"


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
    return replace(made, problems=(*made.problems, *problems))


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


def _import(given: argparse.Namespace) -> int:
    words, failed = importing.run(given)
    return int(not say(words) or failed)


# Those that do not begin with a build of the collection.
COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": lambda given: begin(given.folder),
    "anew": lambda given: begin_anew(given.root, sure=given.yes),
    "serve": lambda given: serving.serve(given.root, given.address),
    "new-text": draft,
    "new-entry": draft,
    "import": _import,
    "mcp": lambda given: answering.answer(given.root, given.file, _address()),
}
