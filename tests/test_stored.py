"""What is stored on disk from build to build costs time if it is lost, and never truth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest
from conftest import ROOT, program
from jinja2 import DictLoader, Environment

from reader import stored


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for what is stored."""
    monkeypatch.setenv("READER_CACHE", str(tmp_path / "stored"))
    stored.folder.cache_clear()
    yield tmp_path / "stored"
    monkeypatch.undo()
    stored.folder.cache_clear()


class Made:
    """Makes words, and counts how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> dict[str, str]:
        """Return the words, and count."""
        self.count += 1
        return {"鱼": "carp"}


def ask(make: Made, made_of: object = "pond", packages: tuple[str, ...] = ("jinja2",)) -> None:
    assert stored.strings("fish", made_of, packages, make) == {"鱼": "carp"}


def test_what_was_made_once_is_not_made_again(place: Path) -> None:
    make = Made()
    ask(make)
    ask(make)
    assert make.count == 1
    assert len(list(place.iterdir())) == 1


def test_what_it_is_made_of_and_what_makes_it_count(place: Path) -> None:
    make = Made()
    ask(make)
    ask(make, "river")
    ask(make, packages=("jinja2", "lxml"))
    assert make.count == len(list(place.iterdir())) == 3


def test_a_large_value_is_made_once_of_the_same(place: Path) -> None:
    made: list[str] = []

    def ask(made_of: str) -> bytes:
        def make() -> bytes:
            made.append(made_of)
            return made_of.encode()

        return stored.content("book", made_of, ["lxml"], make)

    assert [ask("pond"), ask("river"), ask("pond")] == [b"pond", b"river", b"pond"]
    assert made == ["pond", "river"]
    (path,) = place.iterdir()
    path.write_bytes(b"damaged")
    assert ask("pond") == b"pond"
    assert made == ["pond", "river", "pond"]


@pytest.mark.parametrize("damage", [b"", b"x", b"0\n{}", None])
def test_what_is_damaged_is_made_again(place: Path, damage: bytes | None) -> None:
    make = Made()
    ask(make)
    (path,) = place.iterdir()
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    ask(make)
    ask(make)
    assert make.count == 2


def test_what_is_old_goes(place: Path) -> None:
    for number in range(stored.MOST + 3):
        ask(Made(), number)
    assert len(list(place.iterdir())) == stored.MOST


def test_templates_are_compiled_though_another_build_lets_their_folder_go(place: Path) -> None:
    stored.templates.cache_clear()
    pages = DictLoader({"page": "{{ 2 + 2 }}"})
    environment = Environment(loader=pages, bytecode_cache=stored.templates())
    (folder,) = place.glob("templates-*")
    folder.rmdir()
    assert environment.get_template("page").render() == "4"
    stored.templates.cache_clear()


@pytest.mark.parametrize("named", ["", "{file}/inside"])
def test_without_a_folder_nothing_is_stored(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READER_CACHE", named.format(file=tmp_path / "file"))
    stored.folder.cache_clear()
    make = Made()
    ask(make)
    ask(make)
    stored.folder.cache_clear()
    assert make.count == 2
    assert stored.folder() != tmp_path


def test_the_program_gives_the_same_pages_with_and_without_what_is_stored(tmp_path: Path) -> None:
    def pages(name: str, cache: str) -> dict[str, bytes]:
        environment = {**os.environ, "READER_CACHE": cache}
        run(program(ROOT, "write", str(tmp_path / name)), check=True, env=environment)
        files = (path for path in (tmp_path / name).rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in files}

    place = tmp_path / "stored"
    none, first = pages("none", ""), pages("first", str(place))
    for path in (*place.rglob("*.json"), *place.rglob("*.sqlite")):
        path.write_bytes(b"damaged")
    second, third = pages("second", str(place)), pages("third", str(place))
    assert none == first == second == third
    assert {path.name.partition("-")[0] for path in place.iterdir()} == {
        *("bibliography", "chapters.sqlite", "citations", "epub.sqlite", "pinyin"),
        *("templates", "traditional"),
    }
