"""The scripts that make the environment: they take nothing that is not theirs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no bash; it is not served so")
LISTS = ("requirements.txt", "requirements-test.txt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the scripts alone."""
    root = tmp_path / "a project"
    (root / "scripts").mkdir(parents=True)
    for name in ("environment.sh", *LISTS):
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    return root


def stub(root: Path, python: str) -> None:
    """Lay down an environment whose Python is a few lines of shell."""
    path = root / ".venv" / "bin" / "python"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    path.chmod(0o755)
    (root / ".venv" / "thesis.txt").write_text("keep me", encoding="utf-8")


def source(root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Source the script as serve and test do, from the folder above."""
    command = f'set -euo pipefail; cd "{root}"; source scripts/environment.sh; echo "$PWD $PYTHON"'
    return subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["folder", "link", "file"])
def test_an_environment_that_is_not_ours_is_never_deleted(project: Path, kind: str) -> None:
    stub(project, "exit 1")  # it has no pip
    if kind == "link":
        (project / ".venv").rename(project / "venv-of-mine")
        (project / ".venv").symlink_to("venv-of-mine")
    if kind == "file":
        shutil.rmtree(project / ".venv")
        (project / ".venv").write_text("keep me", encoding="utf-8")
    done = source(project)
    assert done.returncode == 1
    assert "that this command did not make" in done.stderr
    assert "Remedy: " in done.stderr
    kept = project / ".venv" if kind == "file" else project / ".venv" / "thesis.txt"
    assert kept.read_text(encoding="utf-8") == "keep me"


def test_an_environment_of_ours_that_broke_is_made_anew(project: Path) -> None:
    stub(project, "exit 1")
    (project / ".venv" / ".made-by-environment.sh").touch()
    base = project / "python"
    base.write_text(
        '#!/bin/sh\ncase "$*" in *venv*) mkdir -p .venv/bin\n'
        "printf '#!/bin/sh\\n' > .venv/bin/python; chmod +x .venv/bin/python;; esac\n",
        encoding="utf-8",
    )
    base.chmod(0o755)
    done = source(project, READER_PYTHON=str(base))
    assert done.returncode == 0, done.stderr
    assert not (project / ".venv" / "thesis.txt").exists()
    assert (project / ".venv" / ".made-by-environment.sh").exists()


@pytest.mark.parametrize("name", LISTS)
def test_what_is_installed_is_not_installed_again(project: Path, name: str) -> None:
    stub(project, 'case "$*" in *install*) echo installing "$@"; esac')
    first, again = source(project, REQUIREMENTS=name), source(project, REQUIREMENTS=name)
    assert f"--only-binary :all: -r scripts/{name}" in first.stdout
    assert "installing" not in again.stdout
    other = source(project, REQUIREMENTS=LISTS[0])  # what testing needs holds what building needs
    assert "installing" not in other.stdout


def test_a_folder_of_the_same_name_elsewhere_is_left_alone(project: Path, tmp_path: Path) -> None:
    """The shell goes to the first folder in CDPATH that has the name."""
    other = tmp_path / "other"
    (other / "scripts").mkdir(parents=True)
    stub(other, "exit 1")
    (other / ".venv" / ".made-by-environment.sh").touch()  # it might be deleted
    stub(project, "")
    done = source(project, CDPATH=str(other))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{project} {project}/.venv/bin/python"
    assert (other / ".venv" / "thesis.txt").exists()


@pytest.mark.parametrize("name", ["scripts/serve", "scripts/test", ".ci/run"])
def test_every_script_is_deaf_to_the_path_of_cd(name: str) -> None:
    script = (ROOT / name).read_text(encoding="utf-8")
    assert script.index("CDPATH") < script.index("dirname")
    assert "CDPATH= " not in script


def test_the_two_lists_agree_and_hold_only_what_they_say() -> None:
    pinned = [
        dict(re.findall(r"^(\S+?)==(\S+)", (ROOT / "scripts" / n).read_text("utf-8"), re.M))
        for n in LISTS
    ]
    building, testing = pinned
    assert building.items() <= testing.items()
    assert {"mkdocs", "typst"} <= building.keys()
    assert {"pytest", "playwright", "mypy", "ruff"} <= testing.keys() - building.keys()
