"""Links in prose to places in texts: checked, followed through moves, and led back from."""

from __future__ import annotations

import re

import pytest
from conftest import output_of
from hostile import seed_files

from reader.books.book import book
from reader.build import Build, build
from reader.history import ids, seal
from reader.model import SeedFile

PLACES = {
    "hostile/p2": "../texts/hostile/p2.md",
    "hostile/p2s1": "../texts/hostile/p2.md#p2s1",
    "hostile/h1": "../texts/hostile/index.md#h1",
    "hostile": "../texts/hostile/index.md",
    "hostile/n1": "../texts/hostile/notes.md#note-1",
}
NOTES = """\
- id: n1
  kind: variant
  places: [{at: p1, quote: pond}]
  original: 池
  reason: See [the other](hostile/p2) and [the next](hostile/n1).
"""


def made(prose: str, *more: SeedFile) -> Build:
    """Return a build of two paragraphs, with some prose at the end of an entry."""
    files = seed_files(["The title", "A pond.", "A bold 力. Another."], 1)
    entry = next(file for file in files if file.path.endswith("mark.md"))
    changed = SeedFile(entry.path, entry.content + f"\n{prose}\n".encode())
    notes = SeedFile("seeds/texts/hostile/notes.yml", NOTES.encode())
    rest = (file for file in files if file is not entry)
    return build((*rest, changed, notes, *more))


@pytest.mark.parametrize("target", PLACES)
def test_a_link_in_prose_leads_to_a_place_in_a_text(target: str) -> None:
    built = made(f"As in [those words]({target}).")
    assert not built.failed
    page = output_of(built, "glossary/mark.md").content
    assert f"[those words]({PLACES[target]})" in page


@pytest.mark.parametrize("target", ["hostile/p9", "hostile/p2s9", "hostile/n9", "pond/p1"])
def test_a_link_to_a_place_that_is_not_there_is_a_problem(target: str) -> None:
    built = made(f"As in [those words]({target}).")
    (problem,) = (problem for problem in built.problems if problem.level == "error")
    assert (problem.code, problem.path) == ("bad-link", "seeds/glossary/mark.md")
    assert f"'{target}', which is not there" in problem.message
    assert "name-of-the-text/p4" in problem.fix


def test_a_link_follows_what_was_published_to_where_it_is_now() -> None:
    (text,) = made("x").edition.seeds.texts
    published = (
        ("hostile", "text", ids.key(text.meta.title)),
        ("hostile/p1", "paragraph", "A pond."),
        ("hostile/p2", "paragraph", "A bold 力. Another."),
        ("hostile/p3", "paragraph", "An old pond."),
    )
    rows = ["id\tkind\tsha256\tsince\twords"]
    for name, kind, words in published:
        rows.append("\t".join((name, kind, ids.digest(words), "2026-01-01", words)))
    change = (
        "- {id: hostile/p3, became: merged, into: [hostile/p2], date: 2026-01-02, reason: Joined.}"
    )
    built = made(
        "As in [those words](hostile/p3).",
        SeedFile("seeds/record/published.tsv", seal.closed(rows, "publish").encode()),
        SeedFile("seeds/record/changes.yml", change.encode()),
    )
    assert not built.failed, [problem.message for problem in built.problems]
    assert "[those words](../texts/hostile/p2.md)" in output_of(built, "glossary/mark.md").content


def test_a_paragraph_names_the_notes_and_entries_that_refer_to_it() -> None:
    built = made("As in [those words](hostile/p1).")
    line = "Also referred to from [&#42;&#42;' e](../../glossary/mark.md)."
    assert line in output_of(built, "texts/hostile/p1.md").content
    other = output_of(built, "texts/hostile/p2.md").content
    assert "Also referred to from [note 1](notes.md#note-1)." in other


def test_in_a_book_a_place_in_its_text_is_a_place_in_it() -> None:
    built = made("As in [those words](hostile/p2s1), and [a note](hostile/n1).")
    index = built.index
    (entry,) = (
        entry for entry in book(index, index.texts["hostile"]).entries if entry.id == "mark"
    )
    lines = (line for part in entry.parts for line in part.lines)
    runs = {run.words: (run.kind, run.target) for line in lines for run in line}
    assert runs["those words"] == ("place", "p2s1")
    assert runs["a note"] == ("note", "1")


def test_the_links_to_paragraphs_in_the_edition_lead_where_they_say(built: Build) -> None:
    named = 0
    for output in built.outputs:
        if output.path.startswith(("glossary/", "texts/")) and output.is_page:
            for number, target in re.findall(r"\[¶ (\d+)\]\(([^)]*)\)", output.content):
                assert target.endswith(f"p{number}.md")
                named += 1
    assert named > 100
