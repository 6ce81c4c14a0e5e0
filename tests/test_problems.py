"""Every fault in a seed has a folder here: what differs from a small valid set, and the report."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

import build as script
from reader import seeds
from reader.build import build, report
from reader.model import Problem, SeedFile

PROBLEMS = Path(__file__).parent / "problems"
BASE, ALL = PROBLEMS / "base", PROBLEMS / "all-at-once"
ELSEWHERE = {"folder-not-empty", "unreadable", "unwritable"}  # these codes have tests below
CASES = sorted(path.parent for path in PROBLEMS.glob("*/*/expected.txt"))


def files(case: Path) -> tuple[SeedFile, ...]:
    """Return the valid set with a case's files laid over it, without those it removes."""
    laid = {file.path: file for file in (*seeds.read(BASE), *seeds.read(case))}
    gone = [n for file in case.glob("removed.txt") for n in file.read_text("utf-8").splitlines()]
    assert set(gone) <= set(laid)
    return tuple(laid[path] for path in sorted(laid) if path not in gone)


def run(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", script.__file__, "--root", str(root), *arguments]
    environment = {**os.environ, **variables}
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )


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
    assert report(problems) + "\n" == (case / "expected.txt").read_text(encoding="utf-8")
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


def test_every_code_has_a_case_and_a_line_in_the_page_for_editors() -> None:
    used = {code for path in (ROOT / "scripts").rglob("*.py") for code in codes(path)}
    page = (ROOT / "docs/editing.md").read_text(encoding="utf-8")
    assert used == {case.parent.name for case in CASES} | ELSEWHERE
    assert [code for code in sorted(used) if f"| `{code}` |" not in page] == []


def test_the_script_ends_with_1_on_a_fault_and_with_0_without(tmp_path: Path) -> None:
    for tree in (BASE, ALL):
        shutil.copytree(tree / "seeds", tmp_path / "seeds", dirs_exist_ok=True)
    bad, good = run(tmp_path, "check"), run(BASE, "check")
    assert (bad.returncode, bad.stderr) == (1, "")  # a traceback would stand in stderr
    assert bad.stdout.startswith((ALL / "expected.txt").read_text(encoding="utf-8"))
    assert (good.returncode, good.stderr) == (0, "")
    assert "\n1 text, 2 paragraphs" in "\n" + good.stdout


def test_the_report_comes_on_a_terminal_that_knows_ascii_only() -> None:
    done = run(PROBLEMS / "bad-address/not-ascii", "check", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("seeds/glossary/\\u62df\\u9ca4.md:1: bad-address: ")


def test_a_folder_without_seeds_is_a_fault(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("seeds:1: missing-file: ")


@pytest.mark.parametrize("path", [file.path for file in seeds.read(BASE)])
def test_a_file_that_cannot_be_read_is_the_only_fault(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(file: Path) -> bytes:
        if file == BASE / path:
            raise PermissionError(13, "Permission denied")
        with file.open("rb") as opened:
            return opened.read()

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    read = seeds.read(BASE)
    fault = "the file cannot be read: Permission denied"
    assert SeedFile(path, b"", fault) in read
    assert build(read).problems == (
        Problem(path, 1, "unreadable", fault, "make the file readable for you"),
    )


def test_a_folder_with_a_strange_file_is_refused_and_left_untouched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    done = run(BASE, "write", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{tmp_path.as_posix()}/letter.txt:1: folder-not-empty: ")
    assert contents(tmp_path) == {Path("letter.txt"): b"keep me"}


def test_what_cannot_be_written_to_is_reported_and_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("keep me", encoding="utf-8")
    for folder in (file, file / "below"):
        done = run(BASE, "write", str(folder))
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(f"{folder.as_posix()}:1: unwritable: cannot write {folder}: ")
    assert contents(tmp_path) == {Path("letter.txt"): b"keep me"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_folder_in_which_the_system_lets_nothing_be_made_is_reported() -> None:
    done = run(BASE, "write", "/proc/x")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("/proc/x:1: unwritable: cannot write /proc/x: ")


def test_pages_are_written_into_a_new_folder_twice_the_same(tmp_path: Path) -> None:
    new, other = tmp_path / "a/new", tmp_path / "other"
    for folder in (new, new, other):
        assert script.main(["--root", str(BASE), "write", str(folder)]) == 0
    assert contents(new) == contents(other)
    assert set(contents(new)) == {Path(output.path) for output in build(files(BASE)).outputs}
