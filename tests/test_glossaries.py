"""Glossaries come in and go out: what an export holds comes back, and nothing harmful does."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import rdflib
import yaml
from conftest import ROOT, output_of
from hostile import FRAGMENTS, LETTERS
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from rdflib.namespace import SKOS

from reader import commands
from reader.books import runs
from reader.build import build, report
from reader.commands import disk
from reader.data import cards, skos, tbx
from reader.data.table import table
from reader.edition import annotate
from reader.edition.index import Index
from reader.glossaries import columns, reading, writing
from reader.glossaries import plan as planning
from reader.glossaries.found import MOST_BYTES, MOST_ENTRIES, Asked
from reader.language import markup
from reader.model import UNSET, Published, SeedFile, Term
from reader.seeds import check, from_disk, parse
from reader.site import md

POND = ROOT / "tests" / "problems" / "base"
DHARMA, LATIN = (ROOT / "tests" / "data" / name for name in ("dharma", "latin"))
NO_DEFAULTS = {"kind": "", "theme": "", "responsible": ""}
DAY = "2026-11-29"
ADDRESS = "https://reader.example/"


def emptied(files: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return a collection without its glossary: settings, sources, and the texts it links to."""
    return tuple(file for file in files if not file.path.startswith("seeds/glossary/"))


def planned(
    content: bytes | str, files: Iterable[SeedFile], name: str = "given", **asked: object
) -> planning.Plan:
    """Return what the import of a file into a collection would do."""
    seeds = parse.seeds(files)[0]
    data = content.encode() if isinstance(content, str) else content
    read = reading.read(SeedFile(name, data), seeds.collection, Asked(**asked))  # type: ignore[arg-type]
    return planning.plan(read, seeds, NO_DEFAULTS, DAY, parse.unfinished(files, seeds).values())


def taken_files(content: bytes | str, files: Iterable[SeedFile]) -> tuple[SeedFile, ...]:
    """Return the entries of a file, with the settings and sources of a collection."""
    kept = emptied(files)
    plan = planned(content, kept)
    assert plan.problems == (), report(plan.problems)
    return (*kept, *plan.files)


def exported(files: Iterable[SeedFile]) -> dict[str, str]:
    """Return the exports of the glossary of a collection, by their endings."""
    files = sorted(files, key=lambda file: file.path)
    seeds, problems = parse.seeds(files)
    faults = [fault for fault in (*problems, *check.seeds(seeds)) if fault.level == "error"]
    assert faults == [], report(faults)
    index = Index(annotate.edition(seeds, ADDRESS, UNSET))
    return {"csv": table(index), "tbx": tbx.tbx(index), "ttl": skos.turtle(index)}


COLLECTIONS = (ROOT, POND, DHARMA, LATIN)


@pytest.fixture(scope="module", params=COLLECTIONS, ids=["real", "pond", "dharma", "latin"])
def files(request: pytest.FixtureRequest) -> tuple[SeedFile, ...]:
    return from_disk.read(request.param)


@pytest.fixture(scope="module")
def exports(files: tuple[SeedFile, ...]) -> dict[str, str]:
    return exported(files)


def rows(content: str) -> list[dict[str, str]]:
    """Return the rows of the table without what the texts know alone."""
    given = csv.DictReader(io.StringIO(content, newline=""), strict=True)
    return [{name: cell for name, cell in row.items() if name != "mentions"} for row in given]


def graph(turtle: str) -> rdflib.Graph:
    """Return the statements of SKOS but for attestations, which come back as prose."""
    made = rdflib.Graph().parse(data=turtle, format="turtle")
    made.remove((None, SKOS.historyNote, None))
    return made


def said(term: Term) -> dict[str, object]:
    """Return what an entry says, without the places where it says so."""
    lists = ("forms", "excluded", "broader", "narrower", "related", "distinct")
    records = ("originals", "renderings", "attestations")
    own = ("id", "headword", "kind", "theme", "traditional", "also", "exact", "offices")
    return {
        **{key: getattr(term, key) for key in (*own, "responsible", "revised")},
        **{key: [form.words for form in getattr(term, key)] for key in lists},
        **{key: [replace(one, line=0) for one in getattr(term, key)] for key in records},
        "sources": cards.cited(term),
        "forms_in": [(of.text.words, [f.words for f in of.forms]) for of in term.forms_in],
        "prose": term.prose.words.rstrip(),
    }


# There and back


def test_every_entry_comes_back_from_the_table_as_it_was(
    files: tuple[SeedFile, ...], exports: dict[str, str]
) -> None:
    kept = emptied(files)
    plan = planned(exports["csv"], kept)
    assert [step.said for step in plan.steps if step.said] == []
    terms = parse.seeds(taken_files(exports["csv"], files))[0].terms
    assert [said(term) for term in terms] == [said(term) for term in parse.seeds(files)[0].terms]


def test_tables_tbx_and_skos_come_back_the_same(
    files: tuple[SeedFile, ...], exports: dict[str, str]
) -> None:
    for end, alike in FORMATS.items():
        again = exported(taken_files(exports[end], files))
        assert alike(again[end]) == alike(exports[end])


FORMATS: dict[str, Callable[[str], object]] = {
    "csv": rows,
    "tbx": str,
    "ttl": lambda turtle: {*graph(turtle)},
}


# Entries whatsoever

PIECES = st.sampled_from(FRAGMENTS) | st.text(LETTERS, max_size=8)
SIGNS = (
    "=cmd()",
    "+1",
    "'",
    "''=",
    '"',
    "; ",
    '";"',
    "\\",
    "\\*",
    "שלום",
    "مرحبا",
    "\u202e",
    "@x",
    "",
)
WORDS = st.lists(PIECES | st.sampled_from(SIGNS), max_size=4).map("".join)
LINES = WORDS.map(lambda words: " ".join(words.split()))


@st.composite
def entries(draw: st.DrawFn) -> list[SeedFile]:
    """Return some entries of the pond; a number in each name keeps names apart."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        counted = iter(range(100))

        def named(counted: Iterator[int] = counted, number: int = number) -> str:
            words = f"n{number}x{next(counted)}{draw(LINES)}"
            front = draw(st.sampled_from(("", "=", "'", "- ", '"')))
            return f"{front}{words}"[:290].strip()

        def names(count: int = 3) -> list[str]:
            return [named() for _ in range(draw(st.integers(0, count)))]

        values: dict[str, object] = {
            "headword": named(),
            "kind": draw(st.sampled_from(("concept", "person"))),
            "theme": "reform",
            "original": named(),
            "romanization": named(),
            "forms": names(),
            "excluded": names(),
            "also": names(),
            "matching": draw(st.sampled_from(("", "exact"))),
            "renderings": [{"wording": w, "authority": "ours", "where": named()} for w in names()],
            "offices": [{"title": title, "to": "2024"} for title in names(2)],
            "attestations": [
                {"date": "2024", "document": d, "original": named(), "speaker": named(),
                 "source": "pond-book"}
                for d in names(2)
            ],
            "sources": ["pond-book"],
            "responsible": named().replace(";", ","),
            "revised": DAY,
        }  # fmt: skip
        lines = "".join(writing.dumped(key, value) for key, value in values.items() if value)  # type: ignore[arg-type]
        parts = (f"x{draw(WORDS)}", f"y{draw(LINES)}", f"z{draw(WORDS)}")
        prose = "{}\n\n## {}\n\n{}".format(*map(writing.plain, parts))
        content = f"---\n{lines}---\n\n{prose}\n"
        made.append(SeedFile(f"seeds/glossary/e{number}.md", content.encode()))
    return made


SETTINGS = tuple(
    file
    for file in from_disk.read(POND)
    if file.path in ("seeds/collection.yml", "seeds/sources.yml")
)


@given(entries())
@settings(max_examples=60, deadline=None)
def test_whatever_an_entry_says_comes_back(given_entries: list[SeedFile]) -> None:
    files = (*SETTINGS, *given_entries)
    exports = exported(files)
    for end, alike in FORMATS.items():
        assert alike(exported(taken_files(exports[end], files))[end]) == alike(exports[end])
    terms = parse.seeds(taken_files(exports["csv"], files))[0].terms
    assert [said(term) for term in terms] == [said(term) for term in parse.seeds(files)[0].terms]


@given(WORDS)
@settings(max_examples=300, deadline=None)
def test_plain_words_become_prose_that_shows_them(words: str) -> None:
    for prose in filter(None, writing.plain(words).split("\n\n")):
        assert (markup.unfinished(prose), markup.citations(prose), markup.links(prose)) == ((),) * 3
        assert not markup.begins_with_heading(prose)
        plain = markup.plain(prose)
        page = Markdown(extensions=["attr_list", "def_list", "tables"]).convert(
            md.prose(prose, {}, lambda target: target)
        )
        (paragraph,) = lxml.html.fragments_fromstring(page)
        assert straight(paragraph.text_content()) == straight(plain)
        assert not paragraph.xpath(".//em | .//strong | .//a | .//code")
        (part,) = runs.prose(prose, NOWHERE)
        assert straight("".join(run.words for run in part.lines[0])) == straight(plain)
        assert not any(run.emphasis for run in part.lines[0])
    assert markup.plain(writing.plain(words)) == " ".join(markup.shown(words).split())


NOWHERE = runs.Targets({}, lambda target: ("place", target), lambda entry: ("entry", entry))


def straight(words: str) -> str:
    """Return words with single spaces and straight quotation marks."""
    return " ".join(words.translate(str.maketrans("“”‘’", "\"\"''")).split())


# The formats of others

SAMPLES = ROOT / "tests" / "data" / "glossaries"
WORKED_OUT = """\
headword: roach
# Which kind is it? One of: concept, person, institution, event, document
kind:
theme: green development
original: 拟鲤
# How does that sound? In pinyin. A library reads it nǐlǐ, without spaces: is that right?
romanization:
also: [rudd, red-eye]
# Who answers for the entry? Most entries say: the editors
responsible:
revised: 2026-11-29
---

A fish with \\*red\\* fins.
"""


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("roach*")), ids=lambda path: str(path.name))
def test_a_concept_becomes_the_same_entry_from_each_format(path: Path) -> None:
    plan = planned(path.read_bytes(), from_disk.read(POND), path.name)
    assert plan.problems == ()
    (file,) = plan.files
    assert file.path == "seeds/glossary/roach.md"
    content = file.content.decode()
    _, _, rest = content.partition("\n# From ")
    assert rest.partition("\n")[2].startswith(WORKED_OUT), content
    assert "Seen in <ponds>.\n" in content
    assert "## Sources named there\n\n- Fishes, 1901\n" in content
    if path.suffix in (".ttl", ".rdf", ".jsonld"):
        assert "- exact match: [http://example.org/other/1](http://example.org/other/1)" in content
    if path.suffix != ".csv":
        assert "  the language cs stays out (1 value)" in plan.glossary.said


TABLE = (
    ("English", "中文", "Pinyin", "Definition", "Notes"),
    ("roach", "拟鲤", "nǐlǐ", 'A "fish", of; ponds', "one\ntwo"),
    ("pike", "狗鱼", "", "=cmd()", ""),
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_a_table_is_read_however_a_spreadsheet_saved_it(separator: str, encoding: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(TABLE)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    stated = {"encoding": encoding} if encoding == "gb18030" else {}
    content = mark + out.getvalue().encode(encoding)
    plan = planned(content, from_disk.read(POND), **stated)
    assert [(step.id, step.found.line, step.open) for step in plan.steps] == [
        ("roach", 2, ("kind", "theme", "responsible")),
        ("pike", 4, ("kind", "theme", "romanization", "responsible")),
    ]
    roach, pike = (file.content.decode() for file in plan.files)
    assert roach.endswith('---\n\nA "fish", of; ponds\n\n## Notes\n\none\n\ntwo\n')
    assert pike.endswith("---\n\n\\=cmd()\n")


@pytest.mark.parametrize(
    ("header", "key"),
    [
        *(
            ("Term", "headword"),
            ("EN-GB", "headword"),
            ("English term", "headword"),
            ("英语", "headword"),
        ),
        *(("Englisch", "headword"), ("Chinesisch", "original"), ("汉语", "original")),
        *(("Chinese (simplified)", "original"), ("zh", "original"), ("繁體", "traditional")),
        *(("拼音", "romanization"), ("释义", "definition"), ("Bedeutung", "definition")),
        *(("备注", "prose"), ("Anmerkungen", "prose"), ("来源", "sources"), ("Quelle", "sources")),
        *(("Fachgebiet", "theme"), ("Synonyms", "names"), ("别名", "also"), ("Rating", "")),
    ],
)
def test_a_column_is_known_by_what_people_call_it(header: str, key: str) -> None:
    collection = parse.seeds(from_disk.read(POND))[0].collection
    table, _ = columns.understood("x", (1, [header, "headword"]), (), collection, {})
    assert table.columns[0].key == key


def test_what_a_column_holds_can_be_said_and_what_stays_out_is_named() -> None:
    table = "Expression,Rating,Empty\nroach,five,\n"
    files = from_disk.read(POND)
    plan = planned(table, files, columns={"Expression": "headword"})
    assert plan.glossary.said == (
        "  Expression -> headword",
        "  Rating stays out (1 value): no key is known for it; to keep it: --column 'Rating=prose'",
    )
    stated = {"Expression": "headword", "Rating": "prose"}
    (file,) = planned(table, files, columns=stated).files
    assert file.content.decode().endswith("---\n\n## Rating\n\nfive\n")
    problems = planned(table, files, columns={"Nothing": "headword", "Rating": "star"}).problems
    assert [problem.message for problem in problems] == [
        "no column can be read as 'star'",
        "no column is known to hold the headword; there are: Expression, Rating, Empty",
        "the table has no column 'Nothing'",
    ]


def test_chinese_in_traditional_characters_is_taken_in_simplified_ones() -> None:
    (file,) = planned("English,Chinese\ncarp pond,鯉魚塘\n", from_disk.read(POND)).files
    assert "original: 鲤鱼塘\n" in file.content.decode()


def test_a_language_that_the_collection_does_not_know_stays_out() -> None:
    plan = planned((SAMPLES / "roach-2008.tbx").read_bytes(), from_disk.read(LATIN))
    assert "  the language zh-CN stays out (1 value)" in plan.glossary.said
    assert "拟鲤" not in plan.files[0].content.decode()


# What is there already


def test_what_is_there_stays_and_what_the_file_has_otherwise_is_said() -> None:
    table = (
        "English,中文,Definition,Synonyms,Notes\n"
        "Carp,,A fish of still waters.,,\n"
        "carp,鲤鱼,Another fish,goldfish,n\n"
        "fish of the pond,鲤鱼,,,\n"
    )
    plan = planned(table, from_disk.read(POND))
    same, other, named = (step.likeness for step in plan.steps)
    assert plan.files == ()
    assert same is not None
    assert (same.path, same.differs, same.more) == (
        "seeds/glossary/carp.md",
        ("headword: 'Carp' in the file, 'carp' in the entry",),
        (),
    )
    assert other is not None
    assert other.differs == ("definition",)
    assert other.more == ("names 'goldfish'", "prose below 'Notes'")
    assert named is not None
    assert named.differs == ("headword: 'fish of the pond' in the file, 'carp' in the entry",)


def test_a_repeated_row_is_left_out_and_addresses_are_numbered() -> None:
    table = "English,Definition\nroach,A fish\nroach,A fish\nthe: roach,A fish\nThe (roach)!,x\n"
    plan = planned(table, from_disk.read(POND))
    assert plan.problems == ()
    assert [(step.state, step.id) for step in plan.steps] == [
        ("new", "roach"),
        ("repeated", ""),
        ("new", "the-roach"),
        ("new", "the-roach-2"),
    ]


def test_an_address_that_was_published_is_given_to_no_other_entry() -> None:
    seeds = parse.seeds(from_disk.read(POND))[0]
    gone = (Published("glossary/roach", "entry", "roach", "2026-01-01"),)
    table = SeedFile("given", b"English,Definition\nroach,A fish\n")
    read = reading.read(table, seeds.collection, Asked())
    plan = planning.plan(read, replace(seeds, published=gone), NO_DEFAULTS, DAY)
    assert [step.id for step in plan.steps] == ["roach-2"]


def test_a_name_without_latin_letters_gets_an_address_too() -> None:
    files = from_disk.read(POND)
    table = "Term,Definition\n狗鱼,A fish\nпескарь,A fish\n"
    assert [step.id for step in planned(table, files).steps] == ["gouyu", "entry-3"]


def test_a_synonym_that_stands_in_a_text_is_a_form_and_any_other_a_name() -> None:
    table = "Term,Synonyms\nlake,still waters; tarn; algae\n"
    files = [*from_disk.read(POND)]
    words = next(file for file in files if file.path.endswith("text.txt"))
    files[files.index(words)] = replace(words, content=words.content + b" Still waters.\n")
    (step,) = planned(table, files).steps
    assert step.file is not None
    content = step.file.content.decode()
    assert "forms: [still waters]\nalso: [tarn, algae]\n" in content
    assert step.said == ("'algae' is a name of 'algae', so that it is not marked here",)


def test_a_synonym_is_looked_for_in_texts_that_are_not_finished_too() -> None:
    draft = (
        SeedFile("seeds/texts/treaty/text.txt", b"The meres are one water."),
        SeedFile("seeds/texts/treaty/meta.yml", b"title:\n"),
    )
    table = "Term,Synonyms\nbasin,meres\n"
    (entry,) = planned(table, (*emptied(from_disk.read(POND)), *draft)).files
    assert b"forms: [meres]" in entry.content
    (entry,) = planned(table, emptied(from_disk.read(POND))).files
    assert b"also: [meres]" in entry.content


def test_relations_hold_among_new_entries_and_with_old_ones_and_others_are_named() -> None:
    table = "id,headword,related\na,roach,b; carp; nowhere\nb,pike,a\n"
    one, other = planned(table, from_disk.read(POND)).steps
    assert one.file is not None
    assert "related: [b, carp]\n" in one.file.content.decode()
    assert one.said == ("related 'nowhere' is no entry, and is left out",)
    assert other.file is not None
    assert "related: [a]\n" in other.file.content.decode()


# What is refused


def _cases() -> list[dict[str, Any]]:
    given_cases = yaml.safe_load((SAMPLES / "refused.yml").read_text(encoding="utf-8"))
    return list(given_cases)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: str(case["name"]))
def test_what_is_no_glossary_is_refused_by_name(case: dict[str, Any]) -> None:
    content, times = case["content"], case.get("times", {})
    for sign, of in (("XX", "of"), ("YY", "and")):
        content = content.replace(sign, times.get(of, "a") * times.get(sign, 0))
    plan = planned(content, from_disk.read(POND), "given")
    assert f"given:{case['says']}" in report(plan.problems) or case["says"] in report(plan.problems)
    assert all(problem.fix for problem in plan.problems)
    assert plan.files == () or case["says"].startswith(
        ("2: missing", "3: same", "2: bad-format: the")
    )


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """Return a sample, or an export of ours, with some pieces cut out, doubled or exchanged."""
    content = draw(st.sampled_from(SPOILED))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        piece = draw(
            st.sampled_from((b"", b'"', b"<", b"&a;", b";", b"\xff", b"\n", content[start:end] * 2))
        )
        content = content[:start] + piece + content[end:]
    return content


SPOILED = (
    *(path.read_bytes() for path in sorted(SAMPLES.glob("roach*"))),
    *(
        content.encode()
        for root in (POND, DHARMA)
        for content in exported(from_disk.read(root)).values()
    ),
)


@given(spoiled())
@settings(max_examples=150, deadline=None)
def test_a_spoiled_file_gives_entries_or_problems(content: bytes) -> None:
    plan = planned(content, from_disk.read(POND))
    assert plan.steps or plan.problems
    for file in plan.files:
        assert not {problem.code for problem in parse.seeds([file])[1]} & {
            "bad-yaml",
            "front-matter",
        }


def test_a_file_that_is_too_large_is_refused() -> None:
    seeds = parse.seeds(from_disk.read(POND))[0]
    rows_of = "headword\n" + "\n".join(f"n{number}" for number in range(MOST_ENTRIES + 1))
    for content in (b" " * (MOST_BYTES + 1), rows_of.encode()):
        read = reading.read(SeedFile("given", content), seeds.collection, Asked())
        assert [problem.code for problem in read.problems] == ["too-large"]


# The command

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the pond."""
    shutil.copytree(POND / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Import a table of some words there; return the exit code, and what was said."""

    def once(table: str, *arguments: str) -> tuple[int, str]:
        (root / "terms.csv").write_text(table, encoding="utf-8")
        file = str(root / "terms.csv")
        code = commands.main(["--root", str(root), "import", file, *arguments])
        return code, capsys.readouterr().out

    return once


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


STATED = ("--kind", "concept", "--theme", "reform", "--responsible", "me")


def test_a_trial_writes_nothing_and_then_all_is_written(root: Path, run: Run) -> None:
    table = "English,中文,Pinyin,Definition,Source\n" + "".join(
        f"fish {number},{chr(0x9C7C)}{chr(0x4E00 + number)},,Fish,pond-book\n"
        for number in range(30)
    )
    before = contents(root / "seeds")
    code, said = run(table, *STATED)
    assert (code, contents(root / "seeds")) == (0, before)
    assert said.endswith(
        "30 new (30 with open questions), 0 existing, 0 problems\n"
        "Nothing was written. To write the new entries, give --yes too.\n"
    )
    code, said = run(table, *STATED, "--yes")
    assert (code, len(contents(root / "seeds"))) == (0, len(before) + 30)
    assert said.endswith(
        "30 written. Answer the questions in them, then run the command 'check'.\n"
    )
    after = contents(root / "seeds")
    assert {path: after[path] for path in before} == before
    code, said = run(table, *STATED, "--yes")
    assert (code, contents(root / "seeds")) == (0, after)
    assert said.endswith("0 new, 30 existing, 0 problems\n")
    assert ", and says the same\n" in said


def test_an_imported_glossary_is_built_when_its_questions_are_answered(
    root: Path, run: Run
) -> None:
    assert (
        run("English,中文,Pinyin,Definition\nroach,拟鲤,nǐlǐ,A *fish*\n", *STATED, "--yes")[0] == 0
    )
    made = build(from_disk.read(root))
    assert [problem.code for problem in made.problems] == ["no-source"]
    page = output_of(made, "glossary/roach.md").content
    assert "A &#42;fish&#42;" in page


def test_one_fault_keeps_everything_out_unless_the_faulty_are_to_be_skipped(
    root: Path, run: Run
) -> None:
    table = "English,Definition\nroach,A fish\n,no name\n"
    before = contents(root / "seeds")
    code, said = run(table, *STATED, "--yes")
    assert (code, contents(root / "seeds")) == (1, before)
    assert "terms.csv:3: missing-key: the row has no headword\n" in said
    assert "Nothing was written: mend the file, or give --skip-faulty" in said
    code, said = run(table, *STATED, "--yes", "--skip-faulty")
    assert (code, (root / "seeds/glossary/roach.md").exists()) == (0, True)


def test_a_value_that_no_entry_may_hold_cannot_be_stated(run: Run) -> None:
    code, said = run("English\nroach\n", "--theme", "fish", "--yes")
    assert (code, "wrong-value: --theme is 'fish'" in said) == (1, True)


def test_entries_are_written_all_or_none(tmp_path: Path) -> None:
    there = tmp_path / "b.md"
    there.write_bytes(b"there")
    files = {tmp_path / name: b"new" for name in ("a.md", "b.md", "c.md")}
    with pytest.raises(FileExistsError):
        disk.make_all(files)
    assert contents(tmp_path) == {there: b"there"}
    (tmp_path / ".c.md.unfinished").mkdir()  # where c.md is written first
    with pytest.raises(OSError, match="directory"):
        disk.make_all({tmp_path / name: b"new" for name in ("a.md", "c.md")})
    assert contents(tmp_path) == {there: b"there"}
