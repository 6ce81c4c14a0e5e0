"""What the documents promise."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import lxml.html
import pytest
from conftest import ROOT, named

ASSETS = ROOT / "scripts" / "reader" / "site" / "assets"


def test_the_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    agreed = {"mkdocs.yml", "docs", "seeds", "scripts", "tests", "pyproject.toml", "README.md"}
    kept = {path.split("/")[0] for path in tracked()}
    assert {name for name in kept if not name.startswith(".")} == agreed


def tracked() -> list[str]:
    """What belongs to the project, by path: an editor's own files may lie beside it.

    Without git, as in an archive of the sources, it is all that lies there; then one's own
    files cannot be told from the project's.
    """
    if not (ROOT / ".git").exists():
        made = {"site", "dist"}
        return [path.name for path in ROOT.iterdir() if path.name not in made]
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip("\0").split("\0")


def test_every_path_and_link_in_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)]+)\)", readme)
    named = re.findall(r"`((?:seeds|scripts|docs|tests)/[a-z_./]*)`", readme)
    assert len(linked) + len(named) > 10
    for path in [*linked, *named]:
        assert (ROOT / path).exists(), path


def test_the_readme_fits_a_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60


def test_what_is_vendored_is_what_the_list_says() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)` \| .* \| .* \| `([0-9a-f]{64})` \|$", page, re.MULTILINE)
    vendored = {path for path in (ASSETS / "vendor").iterdir() if ".LICENSE" not in path.name}
    assert {ASSETS / name for name, _ in rows} == vendored
    for name, digest in rows:
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == digest
        licenses = [
            path.name.split(".LICENSE")[0] for path in (ASSETS / "vendor").glob("*.LICENSE*")
        ]
        assert any(Path(name).name.startswith(license_of) for license_of in licenses)


def test_ci_runs_the_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith('/../scripts/test"')
    assert "./scripts/test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_worker_that_the_theme_replaces_is_the_one_of_the_theme(site: Path) -> None:
    for path in (site / "index.html", site / "glossary" / "index.html"):
        page = path.read_text(encoding="utf-8")
        assert named(site, "assets/search/worker.js") in page
        assert "workers/search" not in page


@pytest.mark.edition
def test_the_introduction_is_as_long_as_a_reader_has_patience_for() -> None:
    page = (ROOT / "docs" / "introduction.md").read_text(encoding="utf-8")
    body = page.split("# Introduction\n", 1)[1].partition("{ #example }")[0]
    words = re.sub(r"\]\([^)]*\)", "]", body).split()
    assert 600 <= len(words) <= 900


@pytest.mark.edition
def test_each_part_of_the_introduction_names_its_sources() -> None:
    page = (ROOT / "docs" / "introduction.md").read_text(encoding="utf-8")
    parts = page.split("\n## ")[1:]
    assert len(parts) == 6
    for part in parts:
        assert len(re.findall(r"\]\((?:glossary|texts|sources)", part)) >= 3, part[:40]
    steps = re.findall(r"^\*\*(\d)\. .+$", page, re.MULTILINE)
    assert steps == list("123456")


def test_home_begins_the_example_and_leads_on(site: Path) -> None:
    home = lxml.html.parse(site / "index.html")
    words = home.xpath("string(//article)")
    assert "1. One name, three wordings." in words
    assert "3. What it leaves" not in words
    links = home.xpath("//article//a/@href")
    assert {"introduction/", "introduction/#example"} <= set(links)
    page = lxml.html.parse(site / "introduction" / "index.html")
    assert page.xpath("//h2[@id='example']")
    assert page.xpath("//article//span[@lang='zh-Hans'][text()='新质生产力']")
    tabs = home.xpath("//nav[contains(@class, 'md-tabs')]//a")
    assert [tab.text_content().strip() for tab in tabs][:2] == ["Home", "Introduction"]
