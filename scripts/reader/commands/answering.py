"""Answer programs that ask by the Model Context Protocol, over standard input and output.

Standard output is theirs: what people are told goes to standard error.
"""

from __future__ import annotations

import contextlib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.build import read, report
from reader.model import Problem
from reader.seeds import from_disk

if TYPE_CHECKING:
    from reader.edition.index import Index

# As pyproject.toml lists them under "mcp": a collection need not have them.
PACKAGES = ("mcp==2.3.0", "pydantic==2.14.4", "jsonschema==4.26.0", "quickjs-ng==0.17.0.2")


def answer(root: Path, file: Path | None, address: str) -> int:
    """Answer until the program that asks goes away; return the exit code.

    The edition is that of ``file``, or else of the seeds below ``root``; ``address`` is that of
    its site, if known.
    """
    try:
        from reader.agents import source  # noqa: PLC0415 (its packages may not be there)
        from reader.agents.library import Library  # noqa: PLC0415
        from reader.agents.server import server  # noqa: PLC0415
    except ModuleNotFoundError as fault:
        if str(fault.name).partition(".")[0] == "reader":
            raise
        return _refuse(_not_installed(str(fault.name)))
    found = source.of_file(file) if file else _of_seeds(root, address)
    if isinstance(found, Problem):
        return _refuse(found)
    if not found:
        return 1
    if sys.stdin.isatty():
        sys.stderr.write("Waiting for a program that speaks MCP here (to stop: Ctrl+C)\n")
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        server(Library(found)).run()
    return 0


def _of_seeds(root: Path, address: str) -> Index | None:
    """Return the edition of a collection; of one with errors, tell these and return nothing."""
    made = read(from_disk.read(root), address)
    if not made.failed:
        return made.index
    sys.stderr.write(report(made.problems) + "\n")
    return None


def _refuse(problem: Problem) -> int:
    sys.stderr.write(report([problem]) + "\n")
    return 1


def _not_installed(name: str) -> Problem:
    """Return the problem that a package is missing which only this command needs."""
    message = f"the command 'mcp' needs the package {name!r}, which is not installed"
    fix = f"run: {shlex.join((sys.executable, '-m', 'pip', 'install', *PACKAGES))}"
    return Problem("mcp", 1, "not-installed", message, fix)
