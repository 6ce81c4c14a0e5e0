"""Notes of any kind, where the interface speaks another language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import output_of, parsed_page, strictly_built
from test_interface import OTHERS, Site, english, said_on
from test_notes import NOTED, SERMON

from reader.books.book import book
from reader.build import Build, build
from reader.interface import Interface
from reader.model import SAID, SeedFile
from reader.seeds import from_disk

HOSTILE = "<i>D</i>"


@cache
def files(language: str) -> tuple[SeedFile, ...]:
    """Return the edition with notes of each kind in a language; a witness has a hostile name."""
    found = {file.path: file.content for file in from_disk.read(NOTED)}
    found["seeds/collection.yml"] += f"interface: {language}\n".encode()
    notes = f"seeds/{SERMON}/notes.yml"
    found[notes] = found[notes].replace(b"witness: D}", f'witness: "{HOSTILE}"}}'.encode())
    return tuple(SeedFile(path, content) for path, content in found.items())


@cache
def made(language: str) -> Build:
    done = build(files(language))
    assert done.problems == ()
    return done


@pytest.fixture(scope="module", params=OTHERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    language = request.param
    folder = strictly_built(tmp_path_factory.mktemp(f"noted-{language}"), files(language))
    return Site(folder, language)


def words_of(folder: Path, path: str, expression: str) -> list[str]:
    found = parsed_page(folder, path).xpath(expression)
    return [" ".join(one.text_content().split()) for one in found]


def test_no_string_about_notes_is_left_in_english(site: Site) -> None:
    known = english(site.language)
    kinds = {word for pair in made(site.language).index.collection.kinds for word in pair}
    left: dict[str, str] = {}
    for text in made(site.language).index.texts:
        for path in sorted((site.folder / "texts" / text).rglob("index.html")):
            root = parsed_page(site.folder, path.parent.relative_to(site.folder).as_posix())
            for words in said_on(root, site.language):
                line = " ".join(words.split())
                if known.fullmatch(line) and line not in kinds:
                    left.setdefault(line, path.parent.name)
    assert left == {}


def test_a_note_says_its_kind_its_author_and_what_is_left_out(site: Site) -> None:
    said = Interface(site.language).gettext
    (box,) = words_of(site.folder, f"{SERMON}/notes", "//div[dt[@id='note-3']]")
    assert f"{said('left out')} ({HOSTILE})" in box
    labels = words_of(site.folder, f"{SERMON}/notes", "//em[contains(@class, 'kind-')]")
    assert set(labels) == {said(kind) for kind in ("explanation", "reference", "textual")}
    by = words_of(site.folder, f"{SERMON}/p1", "//p[@class='note-by']")
    names = Interface(site.language).listed(("Ann Smith", "Pond Watch"))
    assert any(line.startswith(said("Note by {names}", names=names)) for line in by)


def test_the_name_of_a_witness_is_no_markup_in_the_margin(site: Site) -> None:
    briefs = "//ul[contains(@class, 'brief-notes')]/li"
    assert any(HOSTILE in words for words in words_of(site.folder, SERMON, briefs))
    assert parsed_page(site.folder, SERMON).xpath(f"{briefs}//i") == []


@pytest.mark.parametrize("language", OTHERS)
def test_each_kind_has_a_name_of_its_own(language: str) -> None:
    said = Interface(language).gettext
    assert len({said(kind.label) for kind in SAID.values()}) == len(SAID)


@pytest.mark.parametrize("language", OTHERS)
def test_a_book_has_the_notes_in_the_language(language: str) -> None:
    index, own = made(language).index, Interface(language)
    given = book(index, index.texts["montanus"])
    assert given.notes_title == own.gettext("Notes")
    said = [
        "".join(run.words for part in one.parts for line in part.lines for run in line)
        for one in given.remarks
    ]
    assert f"{own.gettext('left out')} ({HOSTILE})" in said[2]
    names = own.listed(("Ann Smith", "Pond Watch"))
    by = own.gettext("Note by {names}", names=names)
    assert said[0].endswith(own.gettext("{sentence}.", sentence=by))


@pytest.mark.parametrize("language", OTHERS)
def test_what_programs_read_of_notes_is_english(language: str) -> None:
    for path in ("data/texts/montanus.tei.xml", "data/texts/montanus.annotations.jsonld"):
        assert output_of(made(language), path).data == output_of(made("en"), path).data
