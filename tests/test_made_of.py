"""A page of which is known what it is made of: of the same, the same page."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import test_many_texts
import test_record
from conftest import ROOT
from edits import EDITS, LIGHT, edited

from reader.build import build
from reader.model import Output, SeedFile
from reader.seeds import from_disk
from reader.site.drawn import STAMP

Given = Path | Callable[[], Iterable[SeedFile]]
SEEDS: dict[str, Given] = {
    **{path.parent.name: path.parent for path in sorted(ROOT.glob("tests/data/*/seeds"))},
    "many": test_many_texts.files,
    "record": lambda: test_record.edited().files(),  # one of which much is gone
    "edition": ROOT,
}
STEPS = {"edition": 4}
USUAL = 15


def laid_down(given: Given, root: Path) -> Path:
    if isinstance(given, Path):
        shutil.copytree(given / "seeds", root / "seeds")
        return root
    for file in given():
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.content)
    return root


def told(root: Path) -> list[Output]:
    """The pages of some seeds of which it is known what they are made of."""
    outputs = build(from_disk.read(root), "https://reader.example/").outputs
    return [output for output in outputs if output.made_of]


def shown(page: Output) -> str:
    """All of a page that may be seen, but for the stamp of its text and its inserts."""
    assert page.frame
    whole = repr((page.source, page.frame(), page.shows))
    return whole.replace(page.stamp, STAMP) if page.stamp else whole


@pytest.mark.parametrize("name", SEEDS)
def test_pages_that_are_made_of_the_same_are_the_same_whatever_is_edited(
    name: str, tmp_path: Path
) -> None:
    root = laid_down(SEEDS[name], tmp_path / "project")
    chance = random.Random(11)
    known = {(page.path, page.made_of): shown(page) for page in told(root)}
    same = 0
    for _ in range(STEPS.get(name, USUAL)):
        edited(chance, root, LIGHT if name == "edition" else EDITS)
        for page in told(root):
            whole = shown(page)
            before = known.setdefault((page.path, page.made_of), whole)
            assert before == whole, page.path
            same += before is not whole
    assert same > len({path for path, _ in known}) / 2


def test_paragraphs_and_entries_tell_what_they_are_made_of() -> None:
    pages = {page.path for page in told(ROOT)}
    assert len(pages) == 9 + len(list((ROOT / "seeds" / "glossary").glob("*.md")))


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "page"),
    [
        ("shapes", "treaty/text.txt", "See the letter", "See it", "texts/treaty/p1.md"),
        ("noted", "montanus/notes.yml", "verses changes", "lines change", "texts/montanus/p2.md"),
        ("noted", "tabulae/notes.yml", "(montanus/p2)", "(montanus/p1)", "texts/montanus/p1.md"),
        ("many", "autumn/text.txt", "A heron, a heron.", "Rain fell here.", "glossary/carp.md"),
        ("many", "first-old/text.txt", "The carp", "Some carp", "texts/first/p1.md"),
    ],
    ids=["a footnote", "a note", "a reference", "a rate", "a version"],
)
def test_what_stands_elsewhere_counts_where_it_shows(
    name: str, file: str, old: str, new: str, page: str, tmp_path: Path
) -> None:
    root = laid_down(SEEDS[name], tmp_path)
    before = {page.path: page for page in told(root)}
    path = root / "seeds" / "texts" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    after = {page.path: page for page in told(root)}
    assert shown(before[page]) != shown(after[page])
    assert before[page].made_of != after[page].made_of
