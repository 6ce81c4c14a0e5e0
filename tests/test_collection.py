"""A collection of one's own: laid down by a wheel, in another language, under another name."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
import yaml
from conftest import ROOT, run_mkdocs, served
from playwright.sync_api import Page, expect

from reader import commands
from reader.build import Build, build, report
from reader.model import SeedFile
from reader.seeds import from_disk

LATIN = ROOT / "tests" / "data" / "latin"
POND = ROOT / "tests" / "problems" / "base"
# What belongs to the shipped edition alone.
FOREIGN = re.compile("[Pp]olitical text|Chinese|[Pp]inyin|Xinhua|Politburo|productive forces")
SETTINGS = f"""\
site_name: Reader
site_url: !ENV [SITE_URL, ""]
strict: true
plugins: []
hooks: [{ROOT / "scripts" / "hook.py"}]
"""


# A wheel, and nothing of the checkout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which a wheel of the checkout is installed.

    What the wheel needs is taken from the environment of the tests: nothing is downloaded.
    """
    folder = tmp_path_factory.mktemp("installed")
    offline = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    pip = [sys.executable, "-m", "pip"]
    wheels = folder / "wheels"
    made = [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(made, check=True)
    venv.create(folder / "env", with_pip=False)
    (programs,) = (
        path.parent for path in (folder / "env").glob("*/python*") if path.stem == "python"
    )
    lib = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (Path(lib) / "of-the-tests.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (wheel,) = wheels.iterdir()
    python = str(programs / "python")
    subprocess.run([*pip, "--python", python, "install", *offline, str(wheel)], check=True)
    return programs


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The variables of a user whose home is empty, and who knows nothing of the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    (tmp_path / "home").mkdir()
    return {**kept, "HOME": str(tmp_path / "home"), "NO_MKDOCS_2_WARNING": "1"}


def test_a_wheel_declares_what_it_needs_and_holds_what_pages_load(installed: Path) -> None:
    (path,) = (installed.parents[1] / "wheels").iterdir()
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        (about,) = (name for name in names if name.endswith("METADATA"))
        needed = re.findall(r"^Requires-Dist: ([\w-]+)", wheel.read(about).decode(), re.MULTILINE)
    assert {"mkdocs", "mkdocs-material", "typst", "lxml"} <= set(needed)
    for folder in ("site/theme", "site/templates", "site/standard", "site/assets", "books"):
        own = [path for path in (ROOT / "scripts/reader" / folder).rglob("*") if path.is_file()]
        inside = {f"reader/{path.relative_to(ROOT / 'scripts/reader').as_posix()}" for path in own}
        assert {name for name in inside if "__pycache__" not in name} <= names, folder


def test_three_commands_lead_to_a_served_collection(
    installed: Path, tmp_path: Path, home: dict[str, str]
) -> None:
    reader = str(installed / "reader")

    def run(*arguments: str, cwd: Path = tmp_path) -> str:
        command = [reader, *arguments]
        return subprocess.run(
            command, cwd=cwd, env=home, check=True, capture_output=True, text=True
        ).stdout

    assert "reader serve" in run("new", "ponds")
    ponds = tmp_path / "ponds"
    assert "0 errors, 0 warnings" in run("check", cwd=ponds)
    serving = subprocess.Popen(
        [reader, "serve"], cwd=ponds, env=home, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    try:
        assert serving.stderr
        lines = iter(line.decode() for line in serving.stderr)
        address = next(found[1] for line in lines if (found := re.search(r"at (http://\S+)", line)))
        next(line for line in lines if "Serving on" in line)
        with urllib.request.urlopen(f"{address}texts/ferry/p1/") as page:
            assert "A ferry crosses the river" in re.sub("<[^>]+>", "", page.read().decode())
    finally:
        serving.kill()
        serving.communicate()
    assert {path.name for path in (ponds / "packages").iterdir()} == {
        path.name for path in (installed.parents[1] / "wheels").iterdir()
    }


def test_a_new_collection_builds_strictly_and_is_published_by_its_workflow(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "ponds"
    assert commands.main(["new", str(folder)]) == 0
    settings = folder / "mkdocs.yml"
    said = settings.read_text(encoding="utf-8")
    assert "strict: true\nplugins: [reader]\n" in said
    settings.write_text(SETTINGS, encoding="utf-8")
    workflow = yaml.safe_load((folder / ".github/workflows/site.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ["pip install -r requirements.txt", "reader check", "reader dist dist"]
    for arguments in (("check",), ("publish",), ("release",), ("dist",)):
        assert commands.main(["--root", str(folder), *arguments]) == 0
    assert (folder / "dist" / "ferry.pdf").is_file()
    for name in ("about", "linking", "permanence", "your-notes", "introduction"):
        assert (folder / "dist" / "site" / name / "index.html").is_file()


def test_nothing_is_laid_over_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    assert commands.main(["new", str(tmp_path)]) == 1
    assert "already-there: there is something in the folder" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_one_step_removes_the_shipped_edition_with_its_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    for name in ("seeds", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    said = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    hook = str(ROOT / "scripts" / "hook.py")
    own = said.replace("scripts/hook.py", hook).replace("\nwatch:", "\n# watch:")
    (folder / "mkdocs.yml").write_text(own, encoding="utf-8")
    before = (folder / "seeds/collection.yml").read_bytes()
    assert commands.main(["--root", str(folder), "anew"]) == 1
    assert "not-sure: every text, entry" in capsys.readouterr().out
    assert (folder / "seeds/collection.yml").read_bytes() == before
    assert commands.main(["--root", str(folder), "anew", "--yes"]) == 0
    assert not (folder / "seeds/record").exists()
    assert {path.name for path in (folder / "seeds/texts").iterdir()} == {"ferry"}
    assert commands.main(["--root", str(folder), "check"]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out
    run_mkdocs("build", "--strict", root=folder)


# Another language


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a collection in which nothing has an original."""
    folder = tmp_path_factory.mktemp("latin")
    shutil.copytree(LATIN / "seeds", folder / "seeds")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert commands.main(["--root", str(folder), "dist"]) == 0
    return folder / "dist"


def written(release: Path) -> Iterator[tuple[str, str]]:
    """Give what a release says, file by file, but for the scripts and styles of its pages."""
    for path in sorted(path for path in release.rglob("*") if path.is_file()):
        name = path.relative_to(release).as_posix()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    yield f"{name}/{part}", book.read(part).decode(errors="replace")
        elif path.suffix == ".pdf":
            with pdfplumber.open(io.BytesIO(path.read_bytes())) as book:
                pages = (page.extract_text() for page in book.pages)
                yield name, "\n".join((*pages, str(book.metadata)))
        elif "site/assets/" not in name and path.suffix not in (".zip", ".png"):
            yield name, path.read_bytes().decode(errors="replace")


def test_a_latin_collection_holds_nothing_of_the_shipped_edition(latin: Path) -> None:
    said = dict(written(latin))
    assert {"gallia.epub/EPUB/text.xhtml", "gallia.pdf", "data/edition.json"} <= said.keys()
    assert {
        name: FOREIGN.findall(words) for name, words in said.items() if FOREIGN.search(words)
    } == {}
    assert "Small Latin reader" in said["gallia.pdf"]
    assert "Small Latin reader" in said["site/index.html"]


@pytest.mark.parametrize("path", ["texts/gallia/", "texts/gallia/p1/"])
def test_a_card_shows_no_original_where_there_is_none(latin: Path, page: Page, path: str) -> None:
    with served(latin / "site") as home:
        page.goto(f"{home}{path}#p1")
        page.locator("#p1 .term").first.focus()
        card = page.locator(".card-of-term")
        expect(card).to_contain_text("Gaul, and those who live there.")
        assert card.locator("p").first.inner_text().strip() == "Gallia"
        assert "undefined" not in card.inner_text()


def test_the_shipped_edition_would_be_found_so() -> None:
    """The words that are looked for are words of the shipped edition."""
    said = (ROOT / "seeds/collection.yml").read_text(encoding="utf-8")
    assert {"Political text", "Chinese", "pinyin", "productive forces"} <= {*FOREIGN.findall(said)}


def test_the_data_of_a_collection_has_no_key_that_it_has_no_use_for() -> None:
    made = {output.path: output for output in build(from_disk.read(LATIN)).outputs}
    head = made["data/glossary.csv"].content.splitlines()[0].split(",")
    assert head[:4] == ["id", "headword", "kind", "forms"]
    data = made["data/edition.json"].content
    schema = made["data/edition.schema.json"].content
    for key in ("original_title", "traditional", "romanization", "theme", "rendering"):
        assert f'"{key}"' not in data
        assert f'"{key}"' not in schema
    kinds, whole = json.loads(schema)["$defs"], json.loads(data)
    said = [
        *whole["terms"],
        *whole["notes"],
        kinds["term"]["properties"],
        kinds["note"]["properties"],
    ]
    assert said
    assert not [thing for thing in said if "original" in thing]
    assert '"words": "The northern tribes"' in data


def test_a_name_in_one_place_is_the_name_everywhere() -> None:
    files = (
        SeedFile(file.path, file.content.replace(b"title: Annotated reader", b"title: Pond papers"))
        for file in from_disk.read(POND)
    )
    outputs = build(files, "https://reader.example/").outputs
    said = {output.path: output.data.decode(errors="replace") for output in outputs}
    program = re.compile(r"x-annotated-reader|Program\n:   Annotated reader|An annotated reader")
    for path, words in said.items():
        assert "annotated reader" not in program.sub("", words).casefold(), path
    for path in ("feed.xml", "data/CITATION.cff", "data/glossary.ttl", "data/texts/pond.tei.xml"):
        assert "Pond papers" in said[path], path


# Old texts

OLD = (
    "event_date: 1788",
    "event_date: 1788-05",
    "author: Hamilton",
    "language: grc",
    "language: lzh",
    "language: zh-Hant",
    "kind: essay",
    "kind: poem",
)


def old(line: str) -> Build:
    """Return the Latin collection, with a line in the metadata of one text."""
    key = line.partition(":")[0]
    files = {file.path: file.content.decode() for file in from_disk.read(LATIN)}
    path = "seeds/texts/oratio/meta.yml"
    rest = [given for given in files[path].splitlines() if not given.startswith(f"{key}:")]
    files[path] = "\n".join((*rest, line, ""))
    return build(SeedFile(name, words.encode()) for name, words in files.items())


@pytest.mark.parametrize("line", OLD)
def test_an_old_text_of_any_genre_is_at_home(line: str) -> None:
    made = old(line)
    assert not made.failed, report(made.problems)
    said = {output.path: output.content for output in made.outputs if output.is_page}
    if not line.startswith("language"):
        words = {"1788-05": "May 1788"}.get(value := line.partition(": ")[2], value)
        assert words in said["texts/oratio/about.md"]


def test_who_wrote_a_text_is_cited_as_its_author() -> None:
    made = old("author: Hamilton")
    text = made.index.texts["oratio"]
    frames = {output.path: output.frame for output in made.outputs}
    frame = frames["texts/oratio/p1.md"]
    assert frame
    tags = dict(frame()["head"].tags)
    assert tags["DC.creator"] == "Hamilton"
    assert all(
        "Hamilton" in form.content for form in frame()["citations"] if form.style != "gbt7714"
    )
    assert text.meta.publisher == "Marsh Press"
