"""What an editor waits for while her collection is served: the first build, and one edit.

MkDocs tells the pages that are open in a browser when the site is built anew; here we are told
instead of them. Seconds are those of a clock, with what MkDocs takes to see that a file changed.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.builds import EDITS, edit
from reader.model import SeedFile

EPOCH = re.compile(r"livereload\((\d+), ")
SETTLED = 2  # seconds in which MkDocs begins to watch its files


def edits(
    folder: Path,
    lay_down: Callable[[Path, Sequence[SeedFile]], object],
    files: Sequence[SeedFile],
) -> Iterator[str]:
    """Serve some seeds, edit them, and say what each edit takes."""
    project = folder / "served"
    lay_down(project, files)
    start = time.perf_counter()
    with _serving(project) as home:
        first = time.perf_counter() - start
        time.sleep(SETTLED)
        for what, *change in EDITS:
            epoch = _epoch(home)
            start = time.perf_counter()
            edit(project, *change)
            while int(_get(f"{home}livereload/{epoch}/1")) <= epoch:
                pass
            took = time.perf_counter() - start
            yield (
                f"one edit of {what}, served: shown after {took:.2f} s, first build "
                f"{first:.2f} s, {took / first:.2f} of it"
            )


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    """Serve a project; give its address when the first build is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        for line in server.stderr:
            if "Serving on" in line:
                break
        threading.Thread(target=server.stderr.read, daemon=True).start()  # else it would fill
        try:
            yield f"http://{address}/"
        finally:
            server.terminate()


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def _epoch(home: str) -> int:
    """Return which build of the site is shown."""
    found = EPOCH.search(_get(home))
    assert found
    return int(found[1])
