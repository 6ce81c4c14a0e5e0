"""Every fault in a seed has a folder here: what differs from a small valid set, and the report."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import standby
from conftest import ROOT, program

from reader import commands
from reader.build import build, report
from reader.commands import disk
from reader.fields.field import Fields
from reader.model import Problem, SeedFile
from reader.seeds import from_disk, keys

PROBLEMS = Path(__file__).parent / "problems"
BASE, ALL = PROBLEMS / "base", PROBLEMS / "all-at-once"
# These codes have tests below, or, for what a release alone can meet, in test_carriers, or,
# for new seeds and for great sizes, in test_drafts and test_hostile, or, for what is written,
# in test_disk, or, for beginning anew, in test_collection, or, for imports, in test_glossaries,
# or, for programs, in test_agents.
ELSEWHERE = {
    "already-there",
    "bad-format",
    "busy",
    "not-an-edition",
    "not-installed",
    "not-sure",
    "folder-not-empty",
    "no-text",
    "not-built",
    "too-large",
    "unknown-column",
    "unknown-format",
    "unprintable",
    "unreadable",
    "unwritable",
    "wrong-encoding",
}
UNREADABLE_FIX = "make it readable for you; in place of a link, put a copy of what it leads to"
CASES = sorted(path.parent for path in PROBLEMS.glob("*/*/expected.txt"))


def files(case: Path) -> tuple[SeedFile, ...]:
    """Return the valid set with a case's files laid over it, without those it removes."""
    laid = {file.path: file for file in (*from_disk.read(BASE), *from_disk.read(case))}
    gone = [n for file in case.glob("removed.txt") for n in file.read_text("utf-8").splitlines()]
    assert set(gone) <= set(laid)
    return tuple(laid[path] for path in sorted(laid) if path not in gone)


def expected(case: Path) -> str:
    """Return the report on a case. {keys of ENTRY} in it are those declared, in their order."""

    def names(found: re.Match[str]) -> str:
        others = (found[2] or "").split(", ")
        declared: Fields = getattr(keys, found[1])
        return ", ".join(field.name for field in declared if field.name not in others)

    report = (case / "expected.txt").read_text(encoding="utf-8")
    return re.sub(r"\{keys of (\w+)(?: without ([\w, ]+))?\}", names, report)


def run(
    root: Path, *arguments: str, fresh: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    return standby.run(standby.script(root, *arguments), variables=variables, fresh=fresh)


def contents(folder: Path) -> dict[Path, bytes]:
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def codes(path: Path) -> Iterator[str]:
    """Give the codes with which a module makes problems, also those that a function chooses."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            code: ast.AST = node.args[2]
            code = functions[getattr(code.func, "id", "")] if isinstance(code, ast.Call) else code
            yield from (str(n.value) for n in ast.walk(code) if isinstance(n, ast.Constant))


@pytest.mark.parametrize("case", [*CASES, ALL], ids=lambda case: "/".join(case.parts[-2:]))
def test_a_fault_gives_exactly_this_report(case: Path) -> None:
    problems = build(files(case)).problems
    assert report(problems) + "\n" == expected(case)
    assert case == ALL or case.parent.name in {problem.code for problem in problems}


@pytest.mark.parametrize(
    "case", [BASE, *sorted(PROBLEMS.glob("handled/*"))], ids=lambda case: str(case.name)
)
def test_however_a_file_was_saved_it_is_read_and_the_text_is_kept(case: Path) -> None:
    made = build(files(case))
    text = made.edition.seeds.texts[0]
    joined = "".join(block.before + block.words for block in text.blocks) + text.after
    assert made.problems == ()
    assert SeedFile("seeds/texts/pond/text.txt", text.source) in files(case)
    assert joined == text.source.decode("utf-8")


@pytest.mark.parametrize("content", [b"", b"\r\n \n", b"\xef\xbb\xbf", b"# None yet.\n"])
def test_sources_that_say_nothing_are_none(content: bytes) -> None:
    def found(sources: bytes) -> tuple[Problem, ...]:
        laid = {file.path: file for file in files(BASE)}
        laid[keys.SOURCES_PATH] = SeedFile(keys.SOURCES_PATH, sources)
        return build(tuple(laid.values())).problems

    assert found(content) == found(b"[]\n")
    assert {problem.path for problem in found(content)}.isdisjoint([keys.SOURCES_PATH])


def test_every_code_has_a_case_and_a_line_in_the_page_for_editors() -> None:
    used = {code for path in (ROOT / "scripts").rglob("*.py") for code in codes(path)}
    page = (ROOT / "docs/editing.md").read_text(encoding="utf-8")
    assert used == {case.parent.name for case in CASES} | ELSEWHERE
    assert [code for code in sorted(used) if f"| `{code}` |" not in page] == []


def test_the_script_ends_with_1_on_a_fault_and_with_0_without(tmp_path: Path) -> None:
    for tree in (BASE, ALL):
        shutil.copytree(tree / "seeds", tmp_path / "seeds", dirs_exist_ok=True)
    bad, good = run(tmp_path, "check", fresh=True), run(BASE, "check", fresh=True)
    assert (bad.returncode, bad.stderr) == (1, "")  # a traceback would stand in stderr
    assert bad.stdout.startswith(expected(ALL))
    assert (good.returncode, good.stderr) == (0, "")
    assert "\n1 text, 2 paragraphs" in "\n" + good.stdout


def test_the_report_comes_on_a_terminal_that_knows_ascii_only() -> None:
    done = run(PROBLEMS / "bad-address/not-ascii", "check", fresh=True, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "\nseeds/glossary/\\u62df\\u9ca4.md:1: bad-address: " in done.stdout


def test_a_folder_without_seeds_is_a_fault(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("seeds:1: missing-file: ")


@pytest.mark.parametrize("path", [file.path for file in from_disk.read(BASE)])
def test_a_file_that_cannot_be_read_is_the_only_fault(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(file: Path) -> bytes:
        if file == BASE / path:
            raise PermissionError(13, "Permission denied")
        with file.open("rb") as opened:
            return opened.read()

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    read = from_disk.read(BASE)
    fault = "the file cannot be read: Permission denied"
    assert SeedFile(path, b"", fault) in read
    assert build(read).problems == (Problem(path, 1, "unreadable", fault, UNREADABLE_FIX),)


@pytest.mark.parametrize("folder", ["seeds", "seeds/glossary", "seeds/texts", "seeds/texts/pond"])
def test_a_folder_that_cannot_be_read_is_the_only_fault(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: str) -> object:
        if Path(path) == BASE / folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    fault = "the folder cannot be read: Permission denied"
    assert build(from_disk.read(BASE)).problems == (
        Problem(folder, 1, "unreadable", fault, UNREADABLE_FIX),
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_is_read_if_it_leads_to_a_file_among_the_seeds(tmp_path: Path) -> None:
    shutil.copytree(BASE / "seeds", tmp_path / "seeds")
    glossary = tmp_path / "seeds/glossary"
    (tmp_path / "seeds/.carp.md").write_bytes((glossary / "carp.md").read_bytes())
    (glossary / "carp.md").unlink()
    (glossary / "carp.md").symlink_to("../.carp.md")
    assert build(from_disk.read(tmp_path)) == build(files(BASE))
    leads: dict[str, Path | str] = {
        "nowhere.md": "nothing",
        "circle.md": "circle.md",
        "outside.md": tmp_path / "outside.md",
        "folder": "../texts",
        "up": tmp_path,
    }
    (tmp_path / "outside.md").write_bytes((glossary / "carp.md").read_bytes())
    for name, target in leads.items():
        (glossary / name).symlink_to(target)
    problems = build(from_disk.read(tmp_path)).problems
    assert {problem.path for problem in problems} == {f"seeds/glossary/{name}" for name in leads}
    assert {problem.code for problem in problems} == {"unreadable"}
    assert {problem.fix for problem in problems} == {UNREADABLE_FIX}


def test_a_name_with_a_line_break_leaves_the_report_its_lines() -> None:
    name = "seeds/glossary/a\n\x1b\udcffb.md"
    problems = build([*files(BASE), SeedFile(name, b"", "it broke")]).problems
    assert {problem.path for problem in problems} == {name}
    assert len(report(problems).splitlines()) == 2 * len(problems)
    assert report(problems).startswith("seeds/glossary/a\\n\\x1b\\udcffb.md:1: bad-address: ")


def _seconds_to_build(links: int) -> float:
    """Return the processor time of a build with prose of many links, the best of three."""
    base = {file.path: file.content for file in files(BASE)}
    base["seeds/glossary/carp.md"] += b"[x](carp.md)\n[@pond-book] " * links
    seeds = [SeedFile(path, content) for path, content in base.items()]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        assert not build(seeds).problems
        best = min(best, time.process_time() - start)
    return best


def test_the_time_to_check_prose_grows_as_it_does() -> None:
    assert _seconds_to_build(4_000) < 8 * _seconds_to_build(1_000)  # 16, if it were its square


def test_a_folder_with_a_strange_file_is_refused_and_left_untouched(tmp_path: Path) -> None:
    letters = [tmp_path / f"letter{number}.txt" for number in range(3)]
    for number, letter in enumerate(letters, 1):
        letter.write_text("keep me", encoding="utf-8")
        done = run(BASE, "write", str(tmp_path))
        assert (done.returncode, done.stderr) == (1, "")
        for strange in letters[:number]:
            assert f"{strange.as_posix()}:1: folder-not-empty: " in done.stdout
        assert done.stdout.count("folder-not-empty") == number
    assert contents(tmp_path) == {Path(letter.name): b"keep me" for letter in letters}


def test_a_folder_without_a_name_is_refused() -> None:
    done = run(BASE, "write", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("argument DIR: the name of the folder is empty\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes and devices")
def test_a_report_that_cannot_be_printed_gives_no_traceback() -> None:
    command = program(BASE, "check")
    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (closed.returncode, closed.stderr) == (1, b"")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
        assert done.stderr.startswith(b"the report cannot be written: ")


def test_what_cannot_be_written_to_is_reported_and_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("keep me", encoding="utf-8")
    for folder, code in ((file, "folder-not-empty"), (file / "below", "unwritable")):
        done = run(BASE, "write", str(folder))
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(f"{folder.as_posix()}:1: {code}: ")
    assert contents(tmp_path) == {Path("letter.txt"): b"keep me"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_folder_in_which_the_system_lets_nothing_be_made_is_reported() -> None:
    done = run(BASE, "write", "/proc/x")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("/proc/x:1: unwritable: cannot write /proc/x: ")


def test_pages_are_written_into_a_new_folder_twice_the_same(tmp_path: Path) -> None:
    new, other = tmp_path / "a/new", tmp_path / "other"
    for folder in (new, new, other):
        assert commands.main(["--root", str(BASE), "write", str(folder)]) == 0
    assert contents(new) == contents(other)
    made = {Path(output.path) for output in build(files(BASE)).outputs}
    assert set(contents(new)) == {*made, Path(disk.LIST)}
