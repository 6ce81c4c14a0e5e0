"""What an editor of long texts meets: phrases, the map, the report of ``check``, kept lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import output_of, project
from hostile import seed_files
from test_carriers import Tagged, book_of

from reader import commands
from reader.books.pdf import pdf
from reader.build import Build, build
from reader.edition import findings
from reader.edition.phrases import phrases
from reader.history import paths
from reader.model import SeedFile
from reader.seeds import from_disk

SENTENCE = "我们要推动高质量发展，第{}次说高质量发展。"


def with_meta(files: tuple[SeedFile, ...], more: str) -> tuple[SeedFile, ...]:
    """Return seeds with more lines in the metadata of their text."""
    return tuple(
        SeedFile(file.path, file.content + more.encode())
        if file.path.endswith("meta.yml")
        else file
        for file in files
    )


def made(given: list[str], headings: int = 0, more: str = "") -> Build:
    return build(with_meta(seed_files(given, headings), more))


def test_a_phrase_that_recurs_is_found_where_no_spaces_are_written() -> None:
    counts = dict(phrases([SENTENCE.format(number) for number in range(10)], []))
    assert counts["高质量发展"] == 20
    assert counts["我们要推动高质量发展"] == 10
    assert "推动高质量发展" not in counts  # it always stands within the longer one


def test_no_phrase_stands_within_the_name_of_an_entry() -> None:
    given = [SENTENCE.format(number) for number in range(10)]
    assert "高质量发展" not in dict(phrases(given, ["推动高质量发展"]))


@pytest.mark.parametrize(
    ("passage", "phrase"),
    [
        ("The old mill turns. And the old mill, the *old mill*!", "old mill"),
        ("ความมั่นคงของน้ำ 1. ความมั่นคงของน้ำ 2. ความมั่นคงของน้ำ", "ความมั่นคงของน้ำ"),
        ("新しい川。新しい川、新しい川！", "新しい川"),
        ("The Mill\nWheel, the mill wheel, the mill  wheel", "mill wheel"),
    ],
)
def test_a_phrase_has_signs_and_line_ends_around_it_and_none_inside(
    passage: str, phrase: str
) -> None:
    assert dict(phrases([passage], []))[phrase] == 3


def test_a_phrase_counts_apart_from_the_longer_ones_around_it() -> None:
    often = ["the green pond", "a green pond", "my green pond is deep"] * 2
    counts = dict(phrases([*often, *["green pond water"] * 3], []))
    assert (counts["green pond"], counts["green pond water"]) == (9, 3)
    assert "pond water" not in counts


def test_the_map_of_a_text_with_many_headings_has_at_most_sixty_columns() -> None:
    given = ["The title"]
    for number in range(1, 41):
        given += [f"Art {number}", f"Of item {number}, bold 力."]
    shapes = "".join(f'  "Art {number}": heading\n' for number in range(1, 41))
    page = output_of(made(given, 1, f"shapes:\n{shapes}"), paths.map_of("hostile")).content
    header = next(line for line in page.splitlines() if line.startswith("| entry |"))
    assert header.count("](") == 40
    assert "[¶\u00a040](p40.md#p40)" in header
    assert sum(int(count) for count in re.findall(r"\[(\d+)\]\(", page)) == 80


def test_the_map_of_a_short_text_has_its_headings_where_they_stand() -> None:
    files = ["The title", "One 力.", "Art 2", "Two 力."]
    page = output_of(made(files, 1, 'shapes: {"Art 2": heading}\n'), paths.map_of("hostile"))
    header = next(line for line in page.content.splitlines() if line.startswith("| entry |"))
    assert re.findall(r"\[([^\]]+)\]", header) == ["1", "¶\u00a01", "2", "¶\u00a02"]


def test_the_pdf_keeps_the_lines_that_the_text_keeps() -> None:
    content, _ = pdf(book_of(made(["Address list", "12 Mill Lane\nLeeds\r\nEngland"], 1)))
    lines = [words for _, words, _ in Tagged(content).runs]
    assert {"12 Mill Lane", "Leeds", "England"} <= {words.strip() for words in lines}


def test_check_tells_first_what_can_be_acted_on_and_folds_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [f"Pond {word}, pond {word}. A pond {word}." for word in "bcdefghjklmnopqrstuvwxyz"]
    root = project(tmp_path, seed_files(given))
    assert commands.main(["--root", str(root), "check"]) == 0
    short = capsys.readouterr().out
    assert "\nPhrases that recur and that no entry covers: 24\n  'pond " in short
    assert "\n  and 14 more, which 'check --all' lists\n" in short
    assert commands.main(["--root", str(root), "check", "--all"]) == 0
    whole = capsys.readouterr().out
    assert "--all" not in whole
    assert whole.count("\n  'pond ") == 24


def test_check_groups_what_is_wrong_by_kind_and_tells_all_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = ", ".join(f"unused {word}" for word in "bcdefghjklmn")
    files = [
        SeedFile(file.path, file.content.replace(b"<script>, a", many.encode()))
        for file in seed_files(["A 力.", "Another 力."])
    ]
    root = project(tmp_path, files)
    assert commands.main(["--root", str(root), "check"]) == 0
    short = capsys.readouterr().out
    assert "\nunused-form: 14 warnings in 2 files\nseeds/glossary/" in f"\n{short}"
    assert short.count("unused-form: the form") == 10
    assert "\nand 4 more, which 'check --kind unused-form' lists\n" in short
    assert commands.main(["--root", str(root), "check", "--kind", "unused-form"]) == 0
    kind = capsys.readouterr().out
    assert kind.count("unused-form: the form") == 14
    assert kind.count("\n") == 2 * 14
    assert commands.main(["--root", str(root), "check", "--all"]) == 0
    assert capsys.readouterr().out.count("unused-form: the form") == 14
    assert commands.main(["--root", str(root), "check", "--kind", "sources"]) == 0
    assert "Sources that nobody cites: 0" in capsys.readouterr().out
    assert commands.main(["--root", str(root), "check", "--kind", "nothing such"]) == 0
    assert capsys.readouterr().out == "Nothing of the kind 'nothing such'.\n"


def test_every_kind_of_finding_is_named_though_there_is_none() -> None:
    said = findings.text(findings.findings(made(["A 力."]).index), 10)
    assert "Sources that nobody cites: " in said
    assert "Entries that nothing links to: " in said


def test_an_edition_without_entries_has_the_date_on_which_it_was_published(
    tmp_path: Path,
) -> None:
    files = [file for file in seed_files(["A pond."]) if "glossary" not in file.path]
    root = project(tmp_path, files)
    assert commands.main(["--root", str(root), "publish", "--date", "2026-11-20"]) == 0
    assert build(from_disk.read(root)).index.day == "2026-11-20"
