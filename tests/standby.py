"""Programs that start at once: a process in which all is imported forks one for each.

Python, MkDocs and our libraries take a second of the processor to start, and the tests start
hundreds of programs. What is started so is a process of its own, with its own folder, variables,
output and end; only its modules are there already, and they are those of this checkout.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import logging
import os
import runpy
import subprocess
import sys
import tempfile
import types
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
sys.path[:0] = [str(SCRIPTS)]

from reader import stored
from reader.build import build
from reader.seeds import from_disk

IMPORTED = (
    *("reader.commands", "reader.commands.dist", "reader.commands.serving", "reader.plugin"),
    *("mkdocs.commands.build", "mkdocs.contrib.search", "mkdocs.theme"),
    *("material.plugins.search.plugin", "material.plugins.offline.plugin"),
    *("rdflib", "opencc", "citeproc", "sqlite3", "typst", "babel.dates"),
)
IN_GO = "minify"  # its threads begin when it is imported, and would not be in the fork


def run(
    command: Sequence[str],
    *,
    root: Path | None = None,
    variables: Mapping[str, str] | None = None,
    fresh: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a script of ours, ``-m`` and a module, or ``-c`` and some code, with its arguments.

    It runs to its end in the folder ``root``, in a session of its own. ``fresh`` starts a Python
    anew: for a project that has code of its own, or for variables that Python itself reads.
    """
    environment = {**os.environ, **(variables or {})}
    if fresh or not hasattr(os, "fork"):
        whole = [sys.executable, "-B", *command]
        return subprocess.run(
            whole, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
        )
    with tempfile.TemporaryDirectory() as folder:
        files = [os.devnull, *(str(Path(folder) / name) for name in ("out", "err"))]
        place = str(root or Path.cwd())
        order = {"command": list(command), "cwd": place, "env": environment, "files": files}
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        out, err = (Path(name).read_text(encoding="utf-8") for name in files[1:])
    return subprocess.CompletedProcess(list(command), code, out, err)


def script(root: Path, *arguments: str) -> list[str]:
    """Return what Python is to run for the program of this checkout on a collection."""
    return [str(SCRIPTS / "build.py"), "--root", str(root), *arguments]


@cache
def _server() -> subprocess.Popen[str]:
    """Return the process that forks, which ends when its input does: with this one."""
    command = [sys.executable, "-B", __file__]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    made = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=quiet, text=True
    )
    atexit.register(made.communicate)  # its input ends, and it is waited for
    return made


def serve() -> list[str]:
    """Fork a process for each order; return, in each of these, the command that it has to run."""
    _import_when_used(IN_GO)
    for name in IMPORTED:
        importlib.import_module(name)
    orders, answers = sys.stdin, sys.stdout
    _warm()
    gc.collect()
    gc.freeze()  # so that a fork touches, and copies, as little as it can
    for line in orders:
        child = os.fork()
        if not child:
            return become(**json.loads(line))
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        answers.flush()
    sys.exit()


def _warm() -> None:
    """Let our libraries read once what they read but once in a process."""
    files = from_disk.read(SCRIPTS.parent / "tests" / "problems" / "base")
    os.environ["READER_CACHE"] = ""
    build(files)
    for remembered in (stored.folder, stored.own_files, stored.own_code, stored.templates):
        remembered.cache_clear()


def _import_when_used(name: str) -> None:
    stand_in = types.ModuleType(name)

    def attribute(wanted: str) -> object:
        if sys.modules[name] is stand_in:
            del sys.modules[name]
        return getattr(importlib.import_module(name), wanted)

    stand_in.__dict__["__getattr__"] = attribute
    sys.modules[name] = stand_in


def become(command: list[str], cwd: str, env: dict[str, str], files: list[str]) -> list[str]:
    """Make this process like one that was started with these variables, folder and files."""
    os.setsid()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, name in enumerate(files):
        os.dup2(os.open(name, flags if number else os.O_RDONLY), number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
    err = io.FileIO(2, "w", closefd=False)
    sys.stderr = io.TextIOWrapper(
        err, encoding="utf-8", errors="backslashreplace", line_buffering=True
    )
    return command


def main() -> None:
    """Serve; in a process that was forked, be the program that was asked for, and end as it does.

    What was imported is left to the system: to take it down takes longer than most programs do.
    """
    command, code = serve(), 0
    try:
        _run(command)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(command: list[str]) -> None:
    if command[0] == "-m":
        sys.argv, sys.path[0] = command[1:], os.getcwd()  # noqa: PTH109
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    elif command[0] == "-c":
        sys.argv = [command[0], *command[2:]]
        exec(command[1], {"__name__": "__main__"})
    else:
        sys.argv, sys.path[0] = command, str(Path(command[0]).parent)
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    main()
