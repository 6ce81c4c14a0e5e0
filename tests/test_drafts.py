"""A new text or entry: a draft is laid down, the questions are answered, the site builds."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from conftest import ROOT, copied, run_mkdocs
from hostile import FRAGMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import commands
from reader.build import build, report
from reader.fields.yamlseed import parse
from reader.incoming import drafts as text_drafts
from reader.model import SeedFile, Seeds
from reader.seeds import drafts, entry_drafts, from_disk

pytestmark = pytest.mark.edition

BASE = ROOT / "tests" / "problems" / "base"
GREEN = "Green finance, (*not* <b>fish</b>).  It is GREEN-FINANCE."
TALK = f"A talk on carp\r\n\r\n{GREEN}\r\n\r\nThe end\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the seeds."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the script there; return its exit code and what it said."""

    def once(*arguments: str) -> tuple[int, str]:
        code = commands.main(["--root", str(root), *arguments])
        return code, capsys.readouterr().out

    return once


Run = Callable[..., tuple[int, str]]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answer(path: Path, **answers: str) -> None:
    """Write an answer behind each key, in place of what is proposed, and confirm it."""
    words = re.sub(r"^proposed: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for key, value in answers.items():
        line = re.compile(rf"^{key}:.*$", re.MULTILINE)
        assert len(line.findall(words)) == 1, key
        words = line.sub(f"{key}: {value}", words)
    path.write_text(words, encoding="utf-8")


ANSWERS = {
    "title": "A talk on carp",
    "label": "Carp",
    "publisher": "The pond",
    "status": "invented",
    "rights": "none",
    "language": "en",
    "headings": "1",
    "paragraphs": "2",
}
MEANING = {
    "kind": "concept",
    "theme": "reform",
    "romanization": "lǜsè xìndài",
    "responsible": "the editors",
}


def test_a_text_and_an_entry_are_drafted_answered_and_built(tmp_path: Path, run: Run) -> None:
    copied(tmp_path, "docs", "scripts")
    given_file = tmp_path / "Talk on Carp (2).txt"
    given_file.write_bytes(TALK.encode())
    code, said = run("new-text", str(given_file))
    folder = tmp_path / "seeds/texts/talk-on-carp-2"
    digest = hashlib.sha256(TALK.encode()).hexdigest()
    assert (code, (folder / "text.txt").read_bytes()) == (0, TALK.encode())
    assert f"SHA-256 of text.txt {digest}\n" in said
    code, said = run("new-entry", "It is Green", "--original", "绿色信贷")
    assert code == 0
    assert "It stands 1 time in talk-on-carp-2, which is not finished\n" in said
    answer(folder / "meta.yml", **ANSWERS, provenance="Invented.")
    entry = tmp_path / "seeds/glossary/it-is-green.md"
    entry.unlink()
    code, said = run("new-entry", "It is Green", "--original", "绿色信贷")
    assert "It stands 1 time in talk-on-carp-2: p1\n" in said
    answer(entry, **MEANING)
    entry.write_text(entry.read_text("utf-8") + "A kind of credit.\n", encoding="utf-8")
    code, said = run("check")
    assert code == 0, said
    assert f"talk-on-carp-2: SHA-256 {digest}" in said
    run_mkdocs("build", "--strict", "--site-dir", str(tmp_path / "site"), root=tmp_path)
    page = lxml.html.parse(tmp_path / "site/texts/talk-on-carp-2/p1/index.html")
    (words,) = page.xpath("//*[contains(@class, 'words')]")
    assert (
        words.text_content().strip() == "Green finance, (*not* <b>fish</b>).  It is GREEN-FINANCE."
    )
    terms = [link.get("href").rstrip("/").rpartition("/")[2] for link in words.xpath(".//a[@href]")]
    assert terms == ["green-finance", "it-is-green"]
    built = (tmp_path / "site/glossary/it-is-green/index.html").read_text(encoding="utf-8")
    assert "A kind of credit." in built
    assert "綠色信貸" in built


def test_each_open_question_is_a_problem_with_its_line(root: Path, run: Run) -> None:
    (root / "talk.txt").write_bytes(TALK.encode())
    assert run("new-text", str(root / "talk.txt"))[0] == 0
    assert run("new-entry", "a carp of carps", "--original", "鲤鲤")[0] == 0
    code, said = run("check")
    assert code == 1
    places = (
        ("texts/talk/meta.yml", ("label", "publisher", "status", "rights")),
        ("texts/talk/meta.yml", ("provenance",)),
        ("glossary/a-carp-of-carps.md", MEANING),
    )
    for path, keys in places:
        lines = (root / "seeds" / path).read_text(encoding="utf-8").splitlines()
        for key in keys:
            line = lines.index(f"{key}:") + 1
            assert f"seeds/{path}:{line}: missing-key: '{key}' has no value\n" in said
            assert lines[line - 2].startswith("#"), key
    assert "a-carp-of-carps.md:21: no-definition: " in said
    comments = "\n".join(
        lines for lines in (root / "seeds/texts/talk/meta.yml").read_text().splitlines()
    )
    assert "Correct it if it is wrong. The first 3 are:\n" in comments
    assert '# 1. "A talk on carp"\n# 2. "Green finance, (*not* <b>fish</b>). It' in comments


def test_a_text_in_another_encoding_is_converted_if_that_is_stated(root: Path, run: Run) -> None:
    words = "绿色金融\n\n发展绿色金融，打造绿色产业集群。\n"
    (root / "talk.txt").write_bytes(words.encode("gb18030"))
    code, said = run("new-text", str(root / "talk.txt"))
    assert code == 1
    assert "talk.txt:1: not-utf-8: " in said
    assert 'or state the encoding; --encoding gb18030 would read "绿色金融"; ' in said
    code, said = run("new-text", str(root / "talk.txt"), "--encoding", "GB18030")
    digest = hashlib.sha256(words.encode("gb18030")).hexdigest()
    assert f"SHA-256 of the file given {digest}, in gb18030; now in UTF-8\n" in said
    folder = root / "seeds/texts/talk"
    assert (folder / "text.txt").read_bytes() == words.encode()
    assert (folder / "source.txt").read_bytes() == words.encode("gb18030")
    assert "\nlanguage: zh\n" in (folder / "meta.yml").read_text("utf-8")
    answer(folder / "meta.yml", **{**ANSWERS, "language": "zh", "paragraphs": "1"})
    answer(folder / "meta.yml", provenance="From me.")
    made = build(from_disk.read(root))
    assert made.problems == ()
    (text,) = (text for text in made.edition.seeds.texts if text.id == "talk")
    assert (text.meta.source_sha256, text.made_from) == (digest, "source.txt")
    about = next(o for o in made.outputs if o.path == "texts/talk/about.md")
    assert f"`source.txt`, with this SHA-256:\n\n`{digest}`" in about.data.decode()


@pytest.mark.parametrize(
    ("content", "encoding", "code"),
    [
        (b"\xff\xfea\x00", "utf-8", "not-utf-8"),
        (b"\xff", "ascii", "wrong-encoding"),
        (b"+2AA-", "utf-7", "wrong-encoding"),  # a lone surrogate
        (b"a\x00b", "utf-8", "control-character"),
        ("a\x85b".encode("latin-1"), "latin-1", "control-character"),
        (b"", "utf-8", "empty"),
        (b"\xef\xbb\xbf \n", "utf-8", "empty"),
        (b"a", "undefined", "wrong-encoding"),
    ],
)
def test_what_is_no_text_is_refused_by_name(
    root: Path, run: Run, content: bytes, encoding: str, code: str
) -> None:
    before = contents(root / "seeds")
    (root / "talk.txt").write_bytes(content)
    exit_code, said = run("new-text", str(root / "talk.txt"), "--encoding", encoding)
    assert exit_code == 1
    assert f"talk.txt:1: {code}: " in said
    assert "\n  fix: " in said
    assert contents(root / "seeds") == before


@pytest.mark.parametrize("name", ["rot13", "hex", "no such", "", "a\0b"])
def test_an_encoding_that_does_not_exist_is_refused(
    run: Run, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("new-text", "talk.txt", "--encoding", name)
    assert "no encoding of texts is called" in capsys.readouterr().err


def test_nothing_that_is_there_is_written_over(root: Path, run: Run) -> None:
    (root / "talk.txt").write_bytes(TALK.encode())
    (root / "seeds/glossary/ÉLAN.md").write_bytes(b"x")
    (root / "seeds/glossary/link.md").symlink_to("nowhere")
    (root / "seeds/texts/Talk").mkdir()
    before = contents(root / "seeds")
    for name in ("politburo-study-session", "talk"):
        code, said = run("new-text", str(root / "talk.txt"), "--id", name)
        assert (code, ":1: already-there: " in said) == (1, True)
    for headword, name in (("carp", "green-finance"), ("link", "link")):
        code, said = run("new-entry", headword, "--id", name)
        assert (code, f"{name}.md:1: already-there: " in said) == (1, True)
    assert contents(root / "seeds") == before
    assert not (root / "seeds/glossary/nowhere").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("new-entry", "GREEN-finance"),
            "same-form: 'green finance' stands in seeds/glossary/green-f",
        ),
        (
            ("new-entry", "carp", "--chinese", "新质生产力"),
            "same-form: '新质生产力' stands in seeds/gl",
        ),
        (("new-entry", "新质"), "bad-address: its name makes no good address"),
        (("new-entry", "..."), "wrong-value: the headword is '...'"),
        (("new-entry", ""), "bad-address: its name makes no good address"),
        (("new-entry", "a", "--chinese", "…"), "wrong-value: the original is '…'"),
        (("new-entry", "carp", "--id", "../carp"), "bad-address: '../carp' makes no good address"),
        (("new-entry", "a\x1bb"), "control-character: a control character stands in the headword"),
        (
            ("new-entry", "a", "--chinese", "\udc80"),
            "control-character: a control character stands",
        ),
        (
            ("new-text", "{talk}", "--id", "glossary"),
            "bad-address: 'glossary' makes no good address",
        ),
        (("new-text", "{talk}", "--id", "a/b"), "bad-address: 'a/b' makes no good address"),
        (("new-text", "{talk}", "--id", ""), "bad-address: its name makes no good address"),
        (("new-text", "{talk}/x"), "unreadable: the file cannot be read: Not a directory"),
        (("new-text", "/dev/zero"), "unreadable: it is a folder, or no file at all"),
        (("new-text", "a\0b"), "unreadable: the file cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_drafted_is_a_problem_with_a_remedy(
    root: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    before = contents(root / "seeds")
    (root / "talk.txt").write_bytes(TALK.encode())
    code, said = run(*(part.format(talk=root / "talk.txt") for part in arguments))
    assert code == 1
    assert message in said
    assert "\n  fix: " in said
    assert contents(root / "seeds") == before


def test_a_folder_that_cannot_be_written_to_is_a_problem(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mkdir(path: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    (root / "talk.txt").write_bytes(TALK.encode())
    monkeypatch.setattr(Path, "mkdir", mkdir)
    code, said = run("new-text", str(root / "talk.txt"))
    assert code == 1
    assert "seeds/texts/talk:1: unwritable: cannot write seeds/texts/talk: No space left" in said


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Green Bonds (draft)", "green-bonds-draft"),
        ("Élan & Straße", "elan-strasse"),
        ("the people’s own", "the-peoples-own"),
        ("ＡＢＣ ½", "abc-1-2"),
        ("新质", ""),
        ("../..", ""),
    ],
)
def test_an_address_is_made_from_words(words: str, made: str) -> None:
    assert drafts.address(words) == made


hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(), min_size=1, max_size=4).map("".join)


@given(hostile, st.text())
@settings(max_examples=200, deadline=None)
def test_a_draft_of_any_text_asks_and_no_more(words: str, name: str) -> None:
    source = words.encode("utf-8", "replace")
    draft, problems = text_drafts.text(SeedFile(f"{name}.txt", source), "talk")
    if draft is None:
        assert {p.code for p in problems} <= {"control-character", "empty"}
        return
    assert draft.files[0].content == source
    value, faults = parse(draft.files[1].content.decode(), "meta.yml")
    assert faults == ()
    assert value is not None
    assert isinstance(value.content, dict)
    asked = {key for key, part in value.content.items() if part.blank}
    given = value.content.keys() - asked
    proposed = value.content["proposed"].content if "proposed" in given else ()
    assert isinstance(proposed, tuple)
    assert asked | given >= {*ANSWERS, "provenance"}
    assert given - {"proposed", "source_sha256"} == {part.content for part in proposed}


@cache
def base() -> Seeds:
    return build(from_disk.read(BASE)).edition.seeds


@given(hostile, hostile)
@settings(max_examples=200, deadline=None)
def test_a_draft_of_any_entry_keeps_its_headword(headword: str, chinese: str) -> None:
    draft, problems = entry_drafts.entry(base(), headword, chinese, "new", "2026-01-31")
    assert (draft is None) == bool(problems)
    if draft:
        made = build((*from_disk.read(BASE), *draft.files))
        (term,) = (term for term in made.edition.seeds.terms if term.id == "new")
        assert term.headword == " ".join(headword.split())
        assert term.original == " ".join(chinese.split())
        codes = {problem.code for problem in made.problems}
        assert codes <= {"missing-key", "no-definition", "no-source"}, report(made.problems)
