"""Files as people have them become texts: words in are words out, or they are named."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import lxml.html
import pytest
from conftest import ROOT, copied, run_mkdocs
from documents import docx, epub, note, packed, paragraph, run
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader import commands
from reader.build import build, report
from reader.fields.yamlseed import parse
from reader.incoming import archive, conversion, proof
from reader.incoming.conversion import Conversion, converted
from reader.incoming.drafts import name_of, text
from reader.incoming.languages import language
from reader.incoming.proposals import proposed
from reader.model import SeedFile
from reader.seeds import from_disk

DATA = ROOT / "tests" / "data" / "incoming"
ANYTHING = DATA / "anything"
Run = Callable[..., tuple[int, str]]


def read(content: bytes, name: str, encoding: str = "") -> Conversion:
    made, problems = converted(SeedFile(name, content), encoding)
    assert made is not None, problems
    assert problems == ()
    return made


def words(made: Conversion) -> str:
    return made.content.decode()


def left_out(made: Conversion) -> dict[str, tuple[str, ...]]:
    return dict(made.left_out)


def values(made: Conversion) -> dict[str, str]:
    return {key: given.value for key, given in proposed(words(made), made).values.items()}


def refusal(content: bytes, name: str) -> tuple[str, str, str]:
    made, problems = converted(SeedFile(name, content))
    assert made is None
    (problem,) = problems
    return problem.code, problem.message, problem.fix


@pytest.fixture
def run_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the script in a collection of its own; return its exit code and what it said."""
    commands.main(["new", str(tmp_path / "pond")])
    capsys.readouterr()

    def once(*arguments: str) -> tuple[int, str]:
        code = commands.main(["--root", str(tmp_path / "pond"), *arguments])
        return code, capsys.readouterr().out

    return once


# The formats


def test_each_format_gives_exactly_these_words() -> None:
    for file in sorted(DATA.glob("*.expected.txt")):
        source = next(path for path in DATA.glob(f"{file.name.split('.')[0]}.*") if path != file)
        assert words(read(source.read_bytes(), source.name)) == file.read_text("utf-8"), file


BODY = (
    paragraph(run("The Pond"), "Title")
    + paragraph(run("Contents\t3"), "T")
    + paragraph(run("Fish"), "H1")
    + paragraph(
        run("Kar") + run("pfen") + note("4") + run(" <&> ") + '<w:r><w:br w:type="page"/></w:r>'
        "<w:ins><w:r><w:t>lives</w:t></w:r></w:ins><w:del><w:r><w:delText>died</w:delText></w:r></w:del>"
        "<w:r><w:noBreakHyphen/><w:t>now</w:t><w:br/><w:t>here</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    + paragraph(run("Of the water"), "Art")
    + paragraph(run("First"), number="1")
    + paragraph(run("inner"), number="1", level=1)
    + paragraph(run("inner too"), number="1", level=1)
    + paragraph(run("Second"), number="1")
    + paragraph(run("Of the fish"), "Art")
    + paragraph(run("carp"), number="3")
    + paragraph(run("roach"), number="3")
    + paragraph(run("He said so."), "Q")
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Fish</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Age</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>carp</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>30</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    + paragraph(
        run("See the box")
        + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + paragraph(run("In the box"))
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        "<w:txbxContent>" + paragraph(run("In the box")) + "</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    + paragraph(
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
)
FOOTNOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="4">'
    + paragraph("<w:r><w:footnoteRef/></w:r>" + run(" A fish."))
    + "</w:footnote>"
)


def report_as_docx() -> Conversion:
    header = paragraph(run("Draft 7"))
    comments = f'<w:comment w:id="1">{paragraph(run("Really?"))}</w:comment>'
    content = docx(BODY, footnotes=FOOTNOTES, header=header, comments=comments)
    return read(content, "report.docx")


def test_a_word_processor_document_keeps_what_a_reader_sees() -> None:
    assert words(report_as_docx()).split("\n\n") == [
        "The Pond",
        "Fish",
        "Karpfen[1] <&> lives\u2011now\nhere12",
        "Article 1 Of the water",
        "1. First\n  a) inner\n  b) inner too\n2. Second",
        "Article 2 Of the fish",
        "- carp\n- roach",
        "He said so.",
        "Fish | Age\ncarp | 30",
        "See the box",
        "In the box",
        "1/2",
        "[1] A fish.\n",
    ]


def test_what_a_word_processor_hides_is_named_word_by_word() -> None:
    made = report_as_docx()
    named = left_out(made)
    assert named == {
        "the table of contents": ("Contents 3",),
        "deleted words (tracked changes)": ("died",),
        "hidden words": ("unseen",),
        "codes of fields": ("PAGE",),
        "comments": ("Really?",),
        "headers and footers": ("Draft 7",),
    }
    assert "numbers that the word processor writes by itself, written out: 6" in made.said


def test_the_shapes_of_a_document_are_proposed_as_it_marks_them() -> None:
    made = values(report_as_docx())
    assert (made["headings"], made["paragraphs"]) == ("1", "12")
    assert made["shapes"] == (
        '\n  "Article *": heading 2\n  "Fish": heading'
        '\n  "1. First a) inner b) inner too 2. Second": list\n  "- carp - roach": list'
        '\n  "He said so.": quotation\n  "Fish | Age carp | 30": table'
    )


CHAPTERS = {
    "one.xhtml": '<section><h1>One</h1><p>Carp<a epub:type="noteref" href="notes.xhtml#n1">1</a>'
    " &nbsp;swim.</p></section>",
    "two.xhtml": '<h1>Two</h1><p>They rest<a epub:type="noteref" href="notes.xhtml#n2">2</a>.</p>',
    "notes.xhtml": '<h1>Notes</h1><ol><li id="n2" epub:type="endnote"><p>At night. '
    '<a href="two.xhtml">↩</a></p></li><li id="n1" epub:type="endnote"><p>A fish.</p></li></ol>',
}


def test_the_chapters_of_an_epub_follow_one_another_and_its_notes_are_linked_anew() -> None:
    made = read(epub(CHAPTERS, "Of Carp", "de"), "book.epub")
    assert words(made) == (
        "One\n\nCarp[1] \u00a0swim.\n\nTwo\n\nThey rest[2].\n\nNotes\n\n"
        "[1] A fish.\n\n[2] At night.\n"
    )
    assert (made.title, made.language, made.notes) == ("Of Carp", "de", 2)
    assert left_out(made)["links back from notes"] == ("↩",)


@pytest.mark.parametrize(
    ("content", "name", "made"),
    [
        (b"\xff\xfe" + "a\n\nb".encode("utf-16-le"), "a.txt", "utf-16"),
        (b"\xff\xfe\0\0" + "a\n\nb".encode("utf-32-le"), "a.txt", "utf-32"),
        ("a few words\n\nb".encode("utf-16-be"), "a.txt", "utf-16-be"),
        ("一段。\n\n二段。".encode("utf-16-le"), "a.txt", "utf-16-le"),
        ("words\n".encode("utf-32-be"), "a.txt", "utf-32-be"),
        ("é\n".encode(), "a.txt", "utf-8"),
    ],
)
def test_an_encoding_that_is_sure_is_read_and_named(content: bytes, name: str, made: str) -> None:
    found = read(content, name)
    assert found.encoding == made
    assert words(found) == content.decode(made)
    assert found.ending == ("" if made == "utf-8" else ".txt")


def test_an_encoding_that_is_not_sure_is_not_guessed_but_proposed_with_a_sample() -> None:
    code, _, fix = refusal("春眠不觉晓，处处闻啼鸟。\n".encode("gb18030"), "poem.txt")
    assert code == "not-utf-8"
    assert '--encoding gb18030 would read "春眠不觉晓，' in fix
    assert words(read("été\n".encode("cp1252"), "a.txt", "cp1252")) == "été\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ((ANYTHING / "paper.pdf").read_bytes(), "this is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old document of Word"),
        (b"\x89PNG\r\n", "this is a picture"),
        (packed({"a.txt": "a"}), "this is a zip"),
        (packed({"xl/workbook.xml": "a", "[Content_Types].xml": "a"}), "a table or a presentation"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "LibreOffice"),
        (b"PK\x03\x04" + bytes(40), "it is damaged"),
        (b"<?xml version='1.0'?><akomaNtoso/>", "XML of another kind, with the root 'akomaNtoso'"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do_instead(
    content: bytes, message: str
) -> None:
    for name in ("file.txt", "file.docx"):
        code, said, fix = refusal(content, name)
        assert code == "no-text"
        assert message in said
        assert fix


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><p>a</p>", "html"),
        (b"\xef\xbb\xbf<html><p>a</p></html>", "html"),
        (b"{\\rtf1 a}", "rtf"),
        (docx(paragraph(run("a"))), "docx"),
        (epub({"a.xhtml": "<p>a</p>"}), "epub"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>a</p></text></TEI>', "tei"),
        (b"# a", "text"),
    ],
)
def test_a_format_is_told_by_the_content_and_not_by_the_ending(content: bytes, kind: str) -> None:
    assert read(content, "lies.txt").format == kind


# Strangers


def bomb() -> bytes:
    return packed({"word/document.xml": bytes(archive.MOST_BYTES + 1)})


def lying_bomb() -> bytes:
    """A zip that says of a large file that it is small."""
    content = packed({"word/document.xml": bytes(1000)})
    sizes = struct.pack("<L", 1000)
    return content.replace(sizes, struct.pack("<L", 10))


LAUGHS = (
    "<!DOCTYPE TEI ["
    '<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><TEI><text><p>&i;</p></text></TEI>"
)
STEAL = (
    '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><text><p>a &x;</p></text></TEI>'
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bomb(), "a.docx"),
        (lying_bomb(), "a.docx"),
        (LAUGHS.encode(), "a.xml"),
        (b"<TEI>" + b"<p>" * 5000 + b"a" + b"</p>" * 5000 + b"</TEI>", "a.xml"),
        (b"<html><body>" + b"<b>" * 5000 + b"a", "a.html"),
        (b"{\\rtf1" + b"{" * 5000 + b"a" + b"}" * 5001, "a.rtf"),
        (docx("<w:p/>")[:200], "a.docx"),
        (b"<TEI><p>a", "a.xml"),
    ],
)
def test_a_hostile_file_is_a_problem(content: bytes, name: str) -> None:
    made, problems = converted(SeedFile(name, content))
    assert made is None or proof_holds(made, "a")
    assert made or problems[0].code == "no-text"


def proof_holds(made: Conversion, source: str) -> bool:
    named = [said for _, several in made.left_out for said in several]
    return not proof.differences(source, words(made), named)[0]


def test_no_file_of_the_machine_is_read_for_an_entity() -> None:
    made, _ = converted(SeedFile("a.xml", STEAL.encode()))
    assert made is None or "root:" not in words(made)


def test_a_packed_stream_that_breaks_off_is_a_problem() -> None:
    content = docx(paragraph(run("a" * 999)))
    spoilt = content.replace(zlib.compress(b"")[2:-4], b"\xff" * 4)
    for cut in range(50, len(content), 97):
        made, problems = converted(SeedFile("a.docx", spoilt[:cut] + bytes(9) + spoilt[cut + 9 :]))
        assert made or problems[0].code == "no-text"


# The proof


def test_a_word_that_a_reader_of_a_format_drops_is_named() -> None:
    lost, invented = proof.differences("all carp swim here", "all swim there", ["here"])
    assert (dict(lost), dict(invented)) == ({"carp": 1}, {"there": 1})


def test_words_that_are_only_cut_otherwise_are_not_lost() -> None:
    assert proof.differences("a word[1]", "a word", ["[1]"]) == ({}, {})
    assert proof.differences("foo bar", "foobar", []) == ({}, {})
    assert proof.differences("生产力", "生 产力", []) == ({}, {})
    assert proof.differences("生产力", "生产", [])[0] == {"力": 1}


WORD = st.text(st.sampled_from("abcAé<&>\"'字水،أ\u03011.-*_[]#|\u00ad"), min_size=1, max_size=6)
INLINE = st.lists(st.tuples(st.sampled_from(["", "b", "i", "sup", "a", "span"]), WORD), max_size=4)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["p", "h2", "li", "blockquote", "pre", "td", "dd", "div"]), INLINE),
    max_size=6,
)


def as_html(blocks: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    made = []
    for name, parts in blocks:
        inner = " ".join(f"<{tag}>{escape(w)}</{tag}>" if tag else escape(w) for tag, w in parts)
        around = {
            "li": ("<ul>", "</ul>"),
            "td": ("<table><tr>", "</tr></table>"),
            "dd": ("<dl>", "</dl>"),
        }
        before, after = around.get(name, ("", ""))
        made.append(f"{before}<{name}>{inner}</{name}>{after}")
    return f"<!DOCTYPE html><html><body>{''.join(made)}</body></html>"


@given(BLOCKS)
@example([("p", [("sup", "*")]), ("li", [("a", "[1]")])])
@settings(max_examples=200, deadline=None)
def test_words_into_a_page_are_words_out_of_it(
    blocks: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    said = [word for _, parts in blocks for _, word in parts]
    made, _ = converted(SeedFile("a.html", as_html(blocks).encode()))
    assert made is not None
    assert proof.words(" ".join(said)) <= proof.words(f"{words(made)} {named(made)}")
    assert conversion.LOST not in left_out(made)


def named(made: Conversion) -> str:
    return " ".join(said for _, several in made.left_out for said in several)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "H1", "Q", "Art"]), st.lists(WORD, max_size=4)), max_size=6
    )
)
@settings(max_examples=200, deadline=None)
def test_words_into_a_document_are_words_out_of_it(blocks: list[tuple[str, list[str]]]) -> None:
    body = "".join(
        paragraph(" ".join(run(f"{w} ") for w in parts), style) for style, parts in blocks
    )
    made, _ = converted(SeedFile("a.docx", docx(body)))
    assert made is not None
    said = " ".join(word for _, parts in blocks for word in parts)
    assert proof.words(said) <= proof.words(words(made))
    assert conversion.LOST not in left_out(made)


@given(st.binary(max_size=300), st.sampled_from(["a.rtf", "a.html", "a.md", "a.xml", "a.txt"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_text_or_a_problem(content: bytes, name: str) -> None:
    start = {"a.rtf": b"{\\rtf1 ", "a.html": b"<html>", "a.xml": b"<TEI><p>"}.get(name, b"")
    made, problems = converted(SeedFile(name, start + content))
    assert (made is None) == bool(problems)
    draft, faults = text(SeedFile(name, start + content), "talk")
    assert (draft is None) == bool(faults)


# What is proposed


def of_case(name: str) -> dict[str, str]:
    return values(read((DATA / "cases" / name).read_bytes(), name))


def test_lines_that_are_paragraphs_are_told_from_a_text_without_blank_lines() -> None:
    found = of_case("one-line-one-paragraph.txt")
    assert (found["lines"], found["headings"], found["paragraphs"]) == ("paragraphs", "1", "5")
    assert found["language"] == "zh"
    assert found["shapes"] == '\n  "一、去年工作回顾": heading\n  "二、今年工作任务": heading'


def test_many_numbered_headings_are_one_line() -> None:
    found = of_case("many-headings.txt")
    assert found["shapes"] == '\n  "FEDERALIST No. *": heading'
    assert (found["headings"], found["paragraphs"]) == ("1", "4")


ARTICLES = "\n\n".join(f"Art. {n}\n\nThe water is free." for n in range(1, 220))
CHINESE = (
    "总则\n\n第一章 水\n\n第一条\n\n水是自由的。\n\n第二条\n\n鱼也是。\n\n"
    "第二章 鱼\n\n第三条\n\n鱼游。"
)
WRAPPED = (
    "A Talk\n\nThe water of the pond is free, and nobody may dam it or sell it or make\n"
    "it muddy for those who come to drink from it in the heat of the summer; for\n"
    "the law of the spring says so.\n\nO slow river,\nO deep pond,\nBe still.\n\n"
    "1. The first of the carp swam slowly along the northern bank of the pond and\n"
    "   rested there.\n2. The second did not.\n"
)


@pytest.mark.parametrize(
    ("words", "shapes"),
    [
        (f"Law\n\nChapter 1\n\n{ARTICLES}", {"Art. *": "heading 2", "Chapter 1": "heading"}),
        (CHINESE, {"第*章*": "heading", "第*条": "heading 2"}),
        ("Talk\n\n- carp\n- roach\n\nIt ends.", {"- carp - roach": "list"}),
        ("Talk\n\nWe came at noon, and the bank was empty.\n\nThe end", {}),
        (WRAPPED, {"O slow river, O deep pond, Be still.": "verse"}),
    ],
)
def test_headings_lists_and_verse_are_proposed(words: str, shapes: dict[str, str]) -> None:
    made = values(read(words.encode(), "a.txt"))
    value, faults = parse(f"shapes:{made.get('shapes', '')}", "meta.yml")
    assert faults == ()
    assert value is not None
    assert isinstance(value.content, dict)
    found = value.content["shapes"].content
    listed = found.items() if isinstance(found, dict) else ()
    assert {key: part.content for key, part in listed} == shapes


def test_blocks_that_begin_alike_are_named_by_as_many_words_as_it_takes() -> None:
    long = "甲" * 200
    blocks = (
        "题",
        f"- {long}乙\n- 一",
        f"- {long}丙\n- 二",
        "甲。",
        "- x " * 400 + "\n- y",
        "- 一。",
    )
    made = values(read("\n\n".join(blocks).encode(), "a.txt"))
    value, faults = parse(f"shapes:{made['shapes']}", "meta.yml")
    assert faults == ()
    assert value is not None
    assert isinstance(value.content, dict)
    listed = value.content["shapes"].content
    assert isinstance(listed, dict)
    assert list(listed) == [f"- {long}乙", f"- {long}丙", "- x - x - x - x - x - x - x - x"]


def test_a_document_of_three_hundred_pages_is_read_whole() -> None:
    body = paragraph(run("Chapter"), "H1") + paragraph(run("Carp swim slowly. " * 30), "") * 3_000
    content = docx(body)
    draft, _ = text(SeedFile("a.docx", content), "talk")
    assert draft is not None
    (made,) = (file.content for file in draft.files if file.path.endswith("text.txt"))
    assert made.count(b"Carp swim slowly.") == 90_000


def test_wrapped_lines_are_told_by_their_width() -> None:
    assert values(read(WRAPPED.encode(), "a.txt"))["lines"] == "wrapped"
    assert "lines" not in values(read(b"A talk\n\nIt has a line.\nAnd another.\n", "a.txt"))


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("All human beings are born free and equal in dignity and rights.", "en"),
        (
            "Alle Menschen sind frei und gleich an Würde geboren, und die Gedanken sind es auch.",
            "de",
        ),
        ("Tous les êtres humains naissent libres et égaux en dignité et en droits.", "fr"),
        ("すべての人間は、生まれながらにして自由であり", "ja"),
        ("人人生而自由，在尊严和权利上一律平等。", "zh"),
        ("모든 인간은 태어날 때부터 자유로우며", "ko"),
        ("Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν", "grc"),
        ("Carp swim.", ""),
    ],
)
def test_a_language_is_proposed_only_where_it_can_be_told(words: str, tag: str) -> None:
    assert language(words)[0] == tag
    assert language(words, "fr-CA")[0] == ("fr-CA" if tag in ("fr", "") else tag)


@pytest.mark.parametrize(
    ("stem", "made"),
    [
        ("2024年政府工作报告", "2024-nian-zheng-fu-gong-zuo-bao-gao"),
        ("Talk on Carp (2)", "talk-on-carp-2"),
        ("Конституция 1993", ""),
        ("Élan", "elan"),
        ("2024", "2024"),
    ],
)
def test_a_poor_name_of_a_file_makes_no_poor_id(stem: str, made: str) -> None:
    assert name_of(stem)[0] == made
    assert bool(name_of(stem)[1]) == ("年" in stem)


# The whole way


def confirmed(meta: Path, **answers: str) -> None:
    words = re.sub(r"^proposed: .*\n", "", meta.read_text("utf-8"), flags=re.MULTILINE)
    for key, value in answers.items():
        words = re.sub(rf"^{key}:\n", f"{key}: {value}\n", words, flags=re.MULTILINE)
    meta.write_text(words, encoding="utf-8")


ANSWERS = {
    "title": "A text",
    "label": "Text",
    "publisher": "The pond",
    "status": "invented",
    "rights": "none",
    "language": "en",
    "headings": "0",
    "paragraphs": "1",
    "provenance": "Invented.",
}


def test_every_kind_of_file_is_read_in_and_kept_beside_its_text(
    tmp_path: Path, run_there: Run
) -> None:
    names = {
        "utf16.txt": ("utf16", "It was a plain text, in utf-16, now in UTF-8"),
        "utf32.txt": ("utf32", "It was a plain text, in utf-32, now in UTF-8"),
        "page.html": ("page", "a page of the web (HTML), converted; it lies beside as source.html"),
        "note.rtf": ("note", "Rich Text Format (RTF), converted; it lies beside as source.rtf"),
    }
    for file, (name, said) in names.items():
        assert run_there("new-text", str(ANYTHING / file))[0] == 0
        folder = tmp_path / "pond/seeds/texts" / name
        assert (folder / f"source{Path(file).suffix}").read_bytes() == (
            ANYTHING / file
        ).read_bytes()
        assert said in (folder / "meta.yml").read_text("utf-8")
        confirmed(folder / "meta.yml", **ANSWERS)
    code, said = run_there("new-text", str(ANYTHING / "2024年政府工作报告.txt"))
    assert "its id is 2024-nian-zheng-fu-gong-zuo-bao-gao, its name in pinyin; --id" in said
    confirmed(tmp_path / "pond/seeds/texts/2024-nian-zheng-fu-gong-zuo-bao-gao/meta.yml", **ANSWERS)
    code, said = run_there("new-text", str(ANYTHING / "paper.pdf"))
    assert (code, "paper.pdf:1: no-text: this is a PDF" in said) == (1, True)
    code, said = run_there("check")
    assert (code, "0 errors, 0 warnings" in said) == (0, True), said
    (folder / "source.rtf").write_bytes(b"another")
    assert "source.rtf:1: source-hash: " in run_there("check")[1]


def test_what_is_proposed_is_not_silently_final(tmp_path: Path, run_there: Run) -> None:
    code, said = run_there("new-text", str(DATA / "cases/one-line-one-paragraph.txt"))
    assert "Proposed, to be confirmed: lines: paragraphs (its lines end with" in said
    meta = tmp_path / "pond/seeds/texts/one-line-one-paragraph/meta.yml"
    line = re.search(r"^proposed: .*\n", meta.read_text("utf-8"), re.MULTILINE)
    confirmed(meta, **ANSWERS)
    assert run_there("check")[0] == 0
    assert line is not None
    meta.write_text(f"{meta.read_text('utf-8')}{line[0]}", encoding="utf-8")
    code, said = run_there("check")
    assert code == 0
    assert (
        "warning: unconfirmed: nobody has confirmed what was proposed: title, language, headings"
        in said
    )
    made = build(from_disk.read(tmp_path / "pond"))
    blocks = made.edition.seeds.texts[-1].blocks
    shapes = [(block.id, block.shape, block.words) for block in blocks]
    assert shapes == [
        ("h1", "", "水车工作报告"),
        ("p1", "", "各位乡亲："),
        ("h2", "heading", "一、去年工作回顾"),
        ("p2", "", "去年，水车修好了。磨坊重新开门。"),
        ("h3", "heading", "二、今年工作任务"),
        ("p3", "", "今年要修桥。"),
    ]


def test_a_constitution_in_markdown_is_a_site_after_its_questions_are_answered(
    tmp_path: Path,
) -> None:
    copied(tmp_path, "docs", "scripts", "seeds")
    for file in ("constitution.md", "cases/one-line-one-paragraph.txt"):
        assert commands.main(["--root", str(tmp_path), "new-text", str(DATA / file)]) == 0
        confirmed(tmp_path / "seeds/texts" / Path(file).stem / "meta.yml", **ANSWERS)
    folder = tmp_path / "seeds/texts/constitution"
    made = build(from_disk.read(tmp_path))
    assert report(made.problems) == ""
    run_mkdocs("build", "--strict", "--site-dir", str(tmp_path / "site"), root=tmp_path)
    page = lxml.html.parse(tmp_path / "site/texts/constitution/index.html").getroot()
    found = {e.get("id"): e.text_content() for e in page.xpath("//h1[@id]|//h2[@id]|//h3[@id]")}
    assert [found[f"h{n}"] for n in range(1, 10)] == [
        *("Constitution of the Pond", "Preamble", "Chapter I: The water", "Art. 1", "Art. 2"),
        *("Art. 3", "Chapter II: The council", "Art. 4", "Art. 5"),
    ]
    assert "free.[2] Nobody" in page.text_content()
    marks = [link.text_content() for link in page.xpath("//a") if "[2]" in link.text_content()]
    assert len(marks) == 2  # the one in the words leads to the footnote, which leads back
    lines = lxml.html.parse(tmp_path / "site/texts/one-line-one-paragraph/index.html").getroot()
    assert lines.get_element_by_id("p2").text_content() == "去年，水车修好了。磨坊重新开门。"
    about = (tmp_path / "site/texts/constitution/about/index.html").read_text("utf-8")
    assert "source.md" in about
    named = (folder / "left-out.txt").read_text("utf-8")
    assert "comments (1)\n- not before spring\n" in named
    shutil.rmtree(tmp_path / "site")


def test_a_word_that_could_be_cut_in_endless_ways_is_given_up() -> None:
    word, parts = "a" * 150 + "b", " ".join("a" * n for n in range(1, 30) for _ in range(30))
    lost, _ = proof.differences(word, parts, [])
    assert lost == {word: 1}
