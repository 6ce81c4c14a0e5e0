"""A site that is built of what an earlier build stored has the bytes of one built anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, project
from edits import EDITS, LIGHT, edited
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from reader import stored
from reader.seeds import from_disk
from reader.site import drawn
from reader.stored.database import Database

SHELF = ROOT / "tests" / "data" / "shapes"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """A way to say where builds store what they make; nowhere, if it has no name."""

    def at(name: str) -> Path:
        monkeypatch.setenv("READER_CACHE", str(tmp_path / name) if name else "")
        stored.folder.cache_clear()
        return tmp_path / name / drawn.FILE

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    yield at
    monkeypatch.undo()
    stored.folder.cache_clear()


def site(root: Path, folder: Path) -> dict[str, bytes]:
    """Build the site of a project below a folder, strictly, and return its files."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def drawn_in(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build a site, and return the pages that were drawn and are kept."""
    names: list[str] = []
    keep = drawn.Drawings.keep

    def noted(self: drawn.Drawings, *given: object) -> None:
        names.append(given[0].file.src_uri)  # type: ignore[attr-defined]
        keep(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(drawn.Drawings, "keep", noted)
        site(root, folder)
    return names


def assert_same(found: dict[str, bytes], wanted: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(wanted)
    assert [path for path in wanted if found[path] != wanted[path]] == []


def damage(chance: random.Random, path: Path) -> None:
    """Spoil a file: some bytes, the end, or all of it."""
    data = bytearray(path.read_bytes())
    kind = chance.choice(("bytes", "end", "all", "gone"))
    if kind == "bytes":
        for _ in range(chance.choice((1, 100, 10_000))):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == "end":
        del data[chance.randrange(len(data)) :]
    path.write_bytes(b"nothing" if kind == "all" else data)
    if kind == "gone":
        path.unlink()


@pytest.mark.parametrize(
    ("seeds", "edits", "steps"), [(SHELF, EDITS, 5), (ROOT, LIGHT, 2)], ids=["shelf", "edition"]
)
def test_after_any_edits_a_build_with_what_is_stored_is_a_clean_build(
    seeds: Path,
    edits: tuple[Callable[[random.Random, Path], None], ...],
    steps: int,
    tmp_path: Path,
    place: Callable[[str], Path],
) -> None:
    chance = random.Random(7)
    root = project(tmp_path / "project", from_disk.read(seeds))
    for step in range(steps):
        database = place("stored")
        if step % 3 == 2:
            damage(chance, database)
        found = site(root, tmp_path / "site")
        assert database.exists()
        place("")
        assert_same(found, site(root, tmp_path / "clean"))
        edited(chance, root, edits)


def test_only_what_an_edit_changes_is_drawn_again(
    tmp_path: Path, place: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "project", from_disk.read(SHELF))
    place("stored")
    first = drawn_in(root, tmp_path / "site", monkeypatch)
    again = set(drawn_in(root, tmp_path / "site", monkeypatch))
    text = root / "seeds" / "texts" / "treaty" / "text.txt"
    text.write_text(text.read_text("utf-8").replace(". ", ". Indeed. ", 1), "utf-8")
    edited = set(drawn_in(root, tmp_path / "site", monkeypatch)) - again
    assert len(first) > len(again) * 3
    assert 0 < len(edited) < len(first) / 5


@pytest.mark.parametrize("what", ["code", "package", "template"])
def test_another_version_of_what_draws_a_page_draws_it_again(
    what: str, tmp_path: Path, place: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path / "project", from_disk.read(SHELF))
    place("stored")
    first = drawn_in(root, tmp_path / "site", monkeypatch)
    if what == "code":
        monkeypatch.setattr(stored, "own_code", lambda: "another")
    elif what == "package":
        monkeypatch.setattr(drawn, "version", lambda _: "0")
    else:
        monkeypatch.setattr(drawn, "_templates", lambda _: [("main.html", "another")])
    assert drawn_in(root, tmp_path / "site", monkeypatch) == first


def test_where_others_draw_too_no_page_is_stored(
    tmp_path: Path, place: Callable[[str], Path]
) -> None:
    root = project(tmp_path / "project", from_disk.read(SHELF))
    (root / "own.py").write_text("def on_post_page(output, **_):\n    return output\n", "utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("hooks: [", "hooks: [own.py, "), "utf-8"
    )
    database = place("stored")
    site(root, tmp_path / "site")
    assert "own.py" in settings.read_text("utf-8")
    assert not database.exists()


# The database


def test_what_was_put_comes_back_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "made"
    first = Database(path)
    first.put("fish", b"carp")
    assert first.get("fish") == b"carp"
    first.close()
    second = Database(path)
    assert second.get("fish") == b"carp"
    assert second.get("bird") is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "made"
    for name in ("a", "b", "c"):
        one = Database(path, most=20)
        one.get("a")
        one.put(name, name.encode() * 10)
        one.close()
    last = Database(path)
    assert [last.get(name) is not None for name in "abc"] == [True, False, True]


def test_two_builds_store_at_once(tmp_path: Path) -> None:
    one, other = Database(tmp_path / "made"), Database(tmp_path / "made")
    one.put("fish", b"carp")
    other.put("fish", b"carp")
    other.put("bird", b"wren")
    one.close()
    other.close()
    last = Database(tmp_path / "made")
    assert (last.get("fish"), last.get("bird")) == (b"carp", b"wren")


@pytest.mark.parametrize("number", range(40))
def test_a_damaged_file_gives_what_was_put_or_nothing(number: int, tmp_path: Path) -> None:
    chance, path = random.Random(number), tmp_path / "made"
    put = {str(n): chance.randbytes(chance.choice((10, 5_000))) for n in range(60)}
    one = Database(path)
    for name, value in put.items():
        one.put(name, value)
    one.close()
    damage(chance, path)
    other = Database(path)
    assert all(other.get(name) in (value, None) for name, value in put.items())
    for name, value in put.items():
        other.put(name, value)
    other.close()
    last = Database(path)
    assert all(last.get(name) in (value, None) for name, value in put.items())


def test_a_file_of_something_else_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "made"
    path.write_bytes(b"not a database" * 100)
    one = Database(path)
    one.put("fish", b"carp")
    one.close()
    assert Database(path).get("fish") == b"carp"


def test_without_a_place_to_write_nothing_is_stored(tmp_path: Path) -> None:
    one = Database(tmp_path / "missing" / "made")
    one.put("fish", b"carp")
    one.close()
    assert Database(tmp_path / "missing" / "made").get("fish") is None
