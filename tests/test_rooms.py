"""The house: each room knows only those below it, and no module is too long to read at once."""

from __future__ import annotations

import os
import subprocess
import sys

from conftest import ROOT

LONGEST = 300  # lines of a module


def test_each_room_knows_only_those_below_it() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    paths = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, env=paths, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def test_no_module_is_too_long() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "scripts" / "reader").rglob("*.py")
    }
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}
