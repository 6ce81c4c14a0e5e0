"""The editor's loop: save a seed, see it; save a broken one, read the message; go on."""

from __future__ import annotations

import cProfile
import os
import pstats
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TEXT, copied, run_mkdocs
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from reader import stored

PATIENCE = 60.0  # seconds; a rebuild takes about two
ENTRY = Path("seeds/glossary/total-factor-productivity.md")
CHANGE = "- {{id: {name}, became: revised, begins: {begins}, date: 2026-11-25, reason: a test}}\n"
REVISED = (("p3", "Xi Jinping delivered"), ("p3s5", "At the same time"))


class Served:
    """A copy of the repository that is being served."""

    def __init__(self, root: Path, log: Path, url: str) -> None:
        self.root, self.log, self.url = root, log, url

    def page(self, path: str) -> str:
        """Return a page, or nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, words: str, path: str = "") -> None:
        """Wait until a page, or without a path the log, holds the words."""
        end = time.monotonic() + PATIENCE
        while words not in (self.page(path) if path else self.log.read_text("utf-8")):
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.log.read_text()}"
            time.sleep(0.2)

    def replace(self, path: Path, old: str, new: str) -> None:
        """Save a file with some words replaced, as an editor would."""
        words = (self.root / path).read_text(encoding="utf-8")
        assert old in words
        (self.root / path).write_text(words.replace(old, new), encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = copied(tmp_path / "a copy", "docs", "scripts", "seeds")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=root,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        made = Served(root, log, f"http://{address}/")
        try:
            made.wait_for("Serving on")
            yield made
        finally:
            process.terminate()
            process.wait(timeout=20)


def reads(root: Path, site: Path) -> int:
    """Build as ``mkdocs serve`` does, and return how many pages of ours were read."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    profile = cProfile.Profile()
    profile.runcall(mkdocs_build, config)
    stats: dict[tuple[str, int, str], tuple[int, int]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return next(
        calls[0]
        for (path, _, name), calls in stats.items()
        if path.endswith("rendering.py") and name == "tree"
    )


@pytest.mark.parametrize("cache", ["", "stored"])
def test_while_serving_only_what_changed_is_read_again(
    cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CACHE", str(tmp_path / cache) if cache else "")
    stored.folder.cache_clear()
    root = copied(tmp_path / "a copy", "docs", "scripts", "seeds")
    first = reads(root, tmp_path / "first")
    entry = root / ENTRY
    entry.write_text(entry.read_text(encoding="utf-8").replace("also:\n", "also:\n  - fresh\n"))
    assert 0 < reads(root, tmp_path / "second") < first / 5
    run_mkdocs("build", "--site-dir", str(tmp_path / "clean"), root=root)
    files = sorted(path for path in (tmp_path / "clean").rglob("*") if path.is_file())
    for path in files:
        again = tmp_path / "second" / path.relative_to(tmp_path / "clean")
        assert again.read_bytes() == path.read_bytes() or path.suffix == ".gz", path
    monkeypatch.undo()
    stored.folder.cache_clear()


def test_a_saved_seed_shows_and_a_broken_save_is_survived(served: Served) -> None:
    page = "glossary/total-factor-productivity/"
    served.wait_for("total factor productivity", page)
    served.replace(ENTRY, "also:\n", "also:\n  - a fresh alias\n")
    served.wait_for("a fresh alias", page)
    served.replace(ENTRY, "kind: concept", "kind: conzept")
    served.wait_for("wrong-value: 'kind' is 'conzept'")
    assert "Traceback" not in served.log.read_text(encoding="utf-8")
    served.replace(ENTRY, "kind: conzept", "kind: concept")
    served.replace(ENTRY, "a fresh alias", "a fresher alias")
    served.wait_for("a fresher alias", page)
    changes = (CHANGE.format(name=f"{TEXT}/{name}", begins=begins) for name, begins in REVISED)
    (served.root / "seeds/record/changes.yml").write_text("".join(changes), encoding="utf-8")
    text = Path(f"seeds/texts/{TEXT}/text.txt")
    served.replace(text, "must be taken seriously", "must surely be taken seriously")
    served.wait_for("must surely be taken", f"texts/{TEXT}/p3/")
