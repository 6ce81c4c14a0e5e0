"""What the commands write: whole or not at all, one at a time, and only over their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import kills
import pytest
import standby
from conftest import ROOT, project
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import commands
from reader.build import build
from reader.commands import clock, disk
from reader.history import record, snapshot
from reader.model import SeedFile
from reader.seeds import from_disk, parse

BASE = ROOT / "tests" / "problems" / "base"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small edition that was published and released."""
    shutil.copytree(BASE / "seeds", tmp_path / "seeds")
    for command in ("publish", "release"):
        assert commands.main(["--root", str(tmp_path), command, "--date", "2026-11-25"]) == 0
    return tmp_path


def run(root: Path, *arguments: str, shell: str = "") -> subprocess.CompletedProcess[str]:
    """Run the build script, after some shell if need be."""
    if not shell:
        return standby.run(standby.script(root, *arguments))
    line = f'{shell} exec "$0" -B "$@"'
    command = [
        "bash",
        "-c",
        line,
        sys.executable,
        *standby.script(root, *arguments),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# A record that was cut


@pytest.mark.edition
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_record_cut_anywhere_is_noticed_and_no_remedy_deletes_it(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from((record.PATH, snapshot.PATH)))
    whole = (ROOT / path).read_bytes()
    at = data.draw(st.integers(0, len(whole.rstrip()) - 1))
    _, problems = parse.seeds([SeedFile(path, whole[:at])])
    found = [problem for problem in problems if problem.path == path]
    assert found
    for problem in found:
        assert "git restore" in problem.fix
        assert "delete" not in problem.fix


@pytest.mark.edition
@pytest.mark.parametrize("path", [record.PATH, snapshot.PATH])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_line_ends_and_blank_lines_at_the_end_cut_nothing(path: str, end: str) -> None:
    words = (ROOT / path).read_text(encoding="utf-8").rstrip("\n")
    given_file = SeedFile(path, (words.replace("\n", "\r\n") + end).encode())
    assert parse.seeds([given_file])[1] == ()


@pytest.mark.edition
def test_a_line_that_is_deleted_or_changed_is_noticed() -> None:
    words = (ROOT / snapshot.PATH).read_text(encoding="utf-8")
    rows = words.splitlines()
    for changed in ([*rows[:5], *rows[6:]], [rows[0], rows[2], rows[1], *rows[3:]]):
        content = "\n".join(changed).encode()
        (problem,) = parse.seeds([SeedFile(snapshot.PATH, content)])[1]
        assert problem.message == "the closing line does not fit what stands above it"


def test_an_old_record_is_read_once_when_asked_and_gets_its_closing_line(root: Path) -> None:
    paths = [root / record.PATH, root / snapshot.PATH]
    whole = [path.read_bytes() for path in paths]
    for path, content in zip(paths, whole, strict=True):
        path.write_bytes(b"".join(content.splitlines(keepends=True)[:-1]))
    old = [path.read_bytes() for path in paths]
    refused = run(root, "publish")
    assert (refused.returncode, refused.stderr) == (1, "")
    assert "publish --old-record" in refused.stdout
    assert [path.read_bytes() for path in paths] == old
    assert run(root, "publish", "--old-record", "--date", "2026-11-25").returncode == 0
    assert [path.read_bytes() for path in paths] == whole


def test_an_old_record_that_ends_within_a_line_is_not_taken_for_whole(root: Path) -> None:
    path = root / record.PATH
    whole = b"".join(path.read_bytes().splitlines(keepends=True)[:-1])
    path.write_bytes(whole[:-4])
    done = run(root, "publish", "--old-record", "--date", "2026-11-25")
    assert (done.returncode, done.stderr) == (1, "")
    assert path.read_bytes() == whole[:-4]


def test_a_closing_line_that_is_cut_is_not_made_good(root: Path) -> None:
    path = root / record.PATH
    cut = path.read_bytes()[:-9] + b"\n"
    path.write_bytes(cut)
    assert run(root, "publish", "--old-record", "--date", "2026-11-25").returncode == 1
    assert path.read_bytes() == cut


# A disk that takes no more, a second command, a kill


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("command", ["publish", "release", "write"])
def test_a_file_that_may_not_grow_leaves_the_old_one(root: Path, command: str) -> None:
    if command == "write":
        assert run(root, "write", str(root / "write")).returncode == 0
    kills.change(root, 1)
    before = contents(root)
    limit = "trap '' XFSZ; ulimit -f 0;"
    folder = [str(root / "write")] if command == "write" else ["--date", "2026-11-26"]
    done = run(root, command, *folder, shell=limit)
    assert (done.returncode, done.stderr) == (1, "")
    assert "unwritable: cannot write " in done.stdout
    assert "File too large; what was there is kept" in done.stdout
    assert contents(root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is another one there")
@pytest.mark.parametrize("command", ["publish", "release", "write", "dist"])
def test_of_two_commands_at_once_the_second_is_told(root: Path, command: str) -> None:
    before = contents(root / "seeds")
    folder = command in ("write", "dist")
    lock = root / ".made.lock" if folder else (root / record.PATH).with_name(".lock")
    rest = [str(root / "made")] if folder else ["--date", "2026-11-26"]
    with disk.alone(lock):
        done = run(root, command, *rest)
    assert (done.returncode, done.stderr) == (1, "")
    assert ": busy: another command is writing here at this moment; nothing" in done.stdout
    assert contents(root / "seeds") == before
    assert not (root / "made").exists()
    assert not lock.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills otherwise")
@pytest.mark.parametrize("command", ["publish", "release", "write"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(root: Path, command: str) -> None:
    """Carriers take longer: tests/kills.py kills their command too, and a hundred times."""
    shutil.copytree(
        ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(root / "seeds/record", root / kills.KEPT)
    assert kills.run(root, command, 0).returncode == 0
    count = 5 if command == "write" else 4
    assert list(kills.kills(root, count, 7, (command,))) == []


def test_what_a_kill_between_two_renamings_left_is_set_to_rights(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    with disk.replacing(folder):
        disk.replace(folder, {"a.txt": b"old", "b/c.txt": b"old"})
    before = contents(folder)
    work = tmp_path / ".made.unfinished"
    work.mkdir()
    folder.rename(work / "old")
    with disk.replacing(folder):
        assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_an_old_folder_that_was_half_deleted_is_no_strange_one(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    for content in (b"old", b"new"):
        done = run_until_removed(folder, content)
    assert done == -9
    with disk.replacing(folder):
        assert (folder / "a.txt").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def run_until_removed(folder: Path, content: bytes) -> int:
    """Replace a folder in another process, which is killed when it removes a folder."""
    code = (
        "import os, signal, sys; from pathlib import Path; from reader.commands import disk\n"
        "sys.addaudithook(lambda e, a: e == 'os.rmdir' and Path(a[0]).name == 'b' "
        "and os.kill(os.getpid(), signal.SIGKILL))\n"
        f"f = Path({str(folder)!r})\n"
        f"with disk.replacing(f): disk.replace(f, {{'a.txt': {content!r}, 'b/c.txt': b'x'}})\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    return subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode


# What no command wrote


@pytest.fixture
def made(root: Path) -> Path:
    """A folder that the command ``write`` made."""
    folder = root / "pages"
    assert commands.main(["--root", str(root), "write", str(folder)]) == 0
    return folder


STRANGE = ("_headers", "CNAME", ".git/HEAD", "photo.jpg", "texts/pond/thesis.md", "glossary/x/y.md")


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_is_named_and_kept(made: Path, root: Path, name: str) -> None:
    path = made / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("keep me", encoding="utf-8")
    before = contents(made)
    kills.change(root, 1)
    done = run(root, "write", str(made))
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{path.as_posix()}:1: folder-not-empty: " in done.stdout
    assert contents(made) == before


def test_a_page_that_was_changed_by_hand_is_named_and_kept(made: Path, root: Path) -> None:
    page = made / "index.md"
    page.write_text("my thesis", encoding="utf-8")
    kills.change(root, 1)
    done = run(root, "write", str(made))
    assert f"{page.as_posix()}:1: folder-not-empty: " in done.stdout
    assert page.read_text(encoding="utf-8") == "my thesis"


def test_an_empty_folder_and_a_link_are_strange_too(made: Path, root: Path) -> None:
    (made / "empty").mkdir()
    (made / "link").symlink_to(root / "seeds", target_is_directory=True)
    done = run(root, "write", str(made))
    assert done.stdout.count(": folder-not-empty: ") == 2
    assert (made / "link").is_symlink()
    assert (root / "seeds" / "sources.yml").exists()


def test_a_list_of_somebody_else_is_no_leave_to_delete(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "debian.iso").write_text("keep me", encoding="utf-8")
    digest = "0" * 64
    for name in ("SHA256SUMS", disk.LIST):
        (folder / name).write_text(f"{digest}  debian.iso\n", encoding="utf-8")
    before = contents(folder)
    assert run(root, "write", str(folder)).returncode == 1
    assert contents(folder) == before


def test_what_is_gone_from_the_edition_goes_and_what_is_new_comes(made: Path, root: Path) -> None:
    before = set(contents(made))
    kills.change(root, 1)
    assert run(root, "write", str(made)).returncode == 0
    after = set(contents(made))
    assert {name for name in after - before if name.endswith(".md")} == {"glossary/new-1.md"}
    kills.change(root, 0)
    assert run(root, "write", str(made)).returncode == 0
    assert set(contents(made)) == before


def test_a_link_to_a_folder_stays_and_the_folder_is_written(made: Path, root: Path) -> None:
    (root / "link").symlink_to("pages")
    kills.change(root, 1)
    assert run(root, "write", str(root / "link")).returncode == 0
    assert (root / "link").is_symlink()
    assert (made / "glossary" / "new-1.md").exists()


def test_what_appears_while_the_new_one_is_made_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    with disk.replacing(folder):
        disk.replace(folder, {"a.txt": b"old"})
    with disk.replacing(folder):
        (folder / "letter.txt").write_text("keep me", encoding="utf-8")
        with pytest.raises(disk.StrangeError):
            disk.replace(folder, {"a.txt": b"new"})
    assert contents(folder).keys() == {"a.txt", "letter.txt", disk.LIST}
    assert (folder / "a.txt").read_bytes() == b"old"


def test_files_added_on_purpose_have_a_place_and_a_release_is_made_over_itself(
    tmp_path: Path,
) -> None:
    """The place is the one that docs/publishing.md names."""
    root = project(tmp_path, from_disk.read(BASE))
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    for name in ("_headers", "CNAME"):
        assert f"`docs/{name}`" in page
        (root / "docs" / name).write_text("on purpose", encoding="utf-8")
    for _ in range(2):
        done = run(root, "dist", str(root / "dist"))
        assert done.returncode == 0, done.stdout + done.stderr
        for name in ("_headers", "CNAME"):
            assert (root / "dist" / "site" / name).read_text(encoding="utf-8") == "on purpose"
    (root / "dist" / "site" / "CNAME").write_text("by hand", encoding="utf-8")
    before = contents(root / "dist")
    done = run(root, "dist", str(root / "dist"))
    assert "dist/site/CNAME:1: folder-not-empty: " in done.stdout
    assert contents(root / "dist") == before
    assert disk.strange(root / "dist") == [root / "dist" / "site" / "CNAME"]


def test_a_site_that_mkdocs_refuses_is_a_problem_and_leaves_the_old_release(
    tmp_path: Path,
) -> None:
    root = project(tmp_path, from_disk.read(BASE))
    (root / "docs" / "mine.md").write_text("# Mine\n\n[x](nowhere.md)\n", encoding="utf-8")
    done = run(root, "dist", str(root / "dist"))
    assert (done.returncode, done.stderr) == (1, "")
    assert "mkdocs.yml:1: not-built: the site was not built: " in done.stdout
    assert "nowhere.md" in done.stdout
    assert not (root / "dist").exists()


# The clock


CLOCK = """
import datetime, runpy, sys
class date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromisoformat(day)
datetime.date = date
_, day, *sys.argv = sys.argv
script = sys.argv[0]
sys.path.insert(0, script.rpartition("/")[0])
runpy.run_path(script, run_name="__main__")
"""


def on(day: str, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the build script on a machine whose clock says a day."""
    command = [
        sys.executable,
        "-B",
        "-c",
        CLOCK,
        day,
        str(ROOT / "scripts" / "build.py"),
        "--root",
        str(root),
    ]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("day", ["1970-01-01", "0001-01-01", "2204-01-01", "2026-11-24"])
@pytest.mark.parametrize("command", ["publish", "release"])
def test_a_clock_that_cannot_be_right_changes_no_record(root: Path, day: str, command: str) -> None:
    kills.change(root, 1)
    before = contents(root)
    done = on(day, root, command)
    assert (done.returncode, done.stderr) == (1, "")
    path = record.PATH if command == "publish" else snapshot.PATH
    assert f"{path}:" in done.stdout
    assert ": wrong-date: " in done.stdout
    assert "--date" in done.stdout or "name the day" in done.stdout
    assert contents(root) == before


def test_an_entry_is_not_begun_on_a_day_that_cannot_be(root: Path) -> None:
    done = on("1970-01-01", root, "new-entry", "pike")
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        "seeds/glossary/pike.md:1: wrong-date: the clock of this machine says 1970" in done.stdout
    )
    assert not (root / "seeds/glossary/pike.md").exists()


@pytest.mark.parametrize("command", ["publish", "release"])
@pytest.mark.parametrize("day", ["2099-12-31", "2204-01-01", "1899-12-31"])
def test_a_day_far_ahead_or_of_another_age_is_refused(root: Path, command: str, day: str) -> None:
    before = contents(root)
    done = run(root, command, "--date", day)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"wrong-date: --date is {day!r}" in done.stdout.replace(f"is {day},", f"is {day!r}")
    assert contents(root) == before
    assert clock.AHEAD < 2 * 366


def test_a_closed_output_stops_no_command(root: Path) -> None:
    kills.change(root, 1)
    done = run(root, "publish", "--date", "2026-11-26", shell="exec >&-;")
    assert (done.returncode, done.stderr) == (0, "")
    assert b"glossary/new-1\t" in (root / record.PATH).read_bytes()
    assert not build(from_disk.read(root)).failed


def test_an_edition_older_than_zip_is_packed(tmp_path: Path) -> None:
    root = project(tmp_path, from_disk.read(BASE))
    for path in (root / "seeds/glossary").glob("*.md"):
        words = path.read_text(encoding="utf-8").replace("2024-02-01", "1950-02-01")
        path.write_text(words, encoding="utf-8")
    done = run(root, "dist", str(root / "dist"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "dist" / "annotated-reader-1950-02-01-site.zip").is_file()


def test_a_new_text_is_laid_down_whole_or_not_at_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = root / "talk.txt"
    talk.write_text("A talk\n\nOf carps.\n", encoding="utf-8")
    flushed = os.fsync
    calls = iter(range(99))

    def full(handle: int) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        flushed(handle)

    before = contents(root)
    monkeypatch.setattr(os, "fsync", full)
    assert commands.main(["--root", str(root), "new-text", str(talk)]) == 1
    assert contents(root) == before
    assert not (root / "seeds/texts/talk").exists()
