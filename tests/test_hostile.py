"""Whatever bytes the seeds hold: outputs or named problems, never an exception, never a hang."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from conftest import ROOT, copied, run_mkdocs, served
from hostile import ENTRY, FRAGMENTS, seed_files
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Dialog

from reader.build import Build, build, report
from reader.edition import annotate
from reader.fields import yamlseed
from reader.language import markup, split
from reader.language.words import CONTROL
from reader.model import SeedFile
from reader.seeds import check, from_disk, parse, texts

BASE = {file.path: file.content for file in from_disk.read(ROOT / "tests/problems/base")}
RECORD = {
    "seeds/record/published.tsv": b"id\tkind\twords\tsince\n",
    "seeds/record/changes.yml": b"- {id: pond/p1, became: moved, date: 2026-01-01, reason: x}\n",
}
PATHS = (*BASE, *RECORD, "seeds/texts/pond/original.txt", "seeds/glossary/new.md")
SIGNS = (
    "\u202e\u2066\u202c",  # other directions
    "\u200d\u200b\u2060\ufeff\u00ad",
    "e\u0301\u0301\u0301 \u0338",
    "\u2028\u2029\u0085",
    "\x00\x1b[2J\x7f",
    "? x",
    "&a [*a, *a]",
    "*a",
    "<<: {a: b}",
    "!!python/object/apply:os.system [id]",
    "\tx",
    "[" * 30,
    "p" + "9" * 5000,
    "pond/p" + "9" * 5000,
    "n" + "9" * 5000,
    "9" * 5000,
    "\u0661\u00bd\u2460",
    "2024-02-30",
    "0000-00-00",
    "http://[",
    "---",
    "...",
    "",
    ".*+?[(\\",
)
pieces = (
    st.sampled_from(FRAGMENTS + SIGNS).map(lambda words: words.encode("utf-8"))
    | st.binary(max_size=8)
    | st.text(max_size=8).map(lambda words: words.encode("utf-16", "surrogatepass"))
)


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """A file with some of it replaced: somewhere, or behind a key."""
    for _ in range(draw(st.integers(1, 3))):
        piece = draw(pieces)
        lines = content.split(b"\n")
        line = draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[line] = lines[line].partition(b": ")[0] + b": " + piece
            content = b"\n".join(lines)
        else:
            start = draw(st.integers(0, len(content)))
            content = content[:start] + piece + content[start + draw(st.integers(0, 30)) :]
    return content


@st.composite
def folders(draw: st.DrawFn) -> tuple[SeedFile, ...]:
    """A small edition of which some files are spoilt."""
    files = dict(BASE)
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=3, unique=True)):
        content = BASE.get(path, RECORD.get(path, BASE["seeds/glossary/carp.md"]))
        files[path] = draw(spoilt(content) | st.binary(max_size=40))
    return tuple(SeedFile(path, content) for path, content in files.items())


def says_all(made: Build) -> None:
    """Check that there are outputs, or errors that each have a place, a name and a remedy."""
    assert made.failed != bool(made.outputs)
    for problem in made.problems:
        assert problem.path
        assert problem.line >= 1
        assert problem.code
        assert problem.message
        assert problem.fix
    assert len(report(made.problems).splitlines()) == 2 * len(made.problems)


@given(folders())
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_outputs_or_named_problems(files: tuple[SeedFile, ...]) -> None:
    says_all(build(files))


names = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=12)


@given(
    st.lists(names, min_size=1, max_size=3),
    st.sampled_from(["glossary/{}.md", "texts/{}/text.txt", "{}"]),
)
@settings(max_examples=100, deadline=None)
def test_any_name_of_a_file_is_taken_or_refused_by_name(given_names: list[str], place: str) -> None:
    extra = {f"seeds/{place.format(name)}": b"x" for name in given_names}
    says_all(build(SeedFile(path, content) for path, content in {**BASE, **extra}.items()))


def test_two_names_that_differ_by_letter_case_or_normal_form_are_both_named() -> None:
    extra = ("Carp", "caf\u00e9", "cafe\u0301", "a b", "a.b", ".md", "-")
    files = [
        SeedFile(f"seeds/glossary/{name}.md", BASE["seeds/glossary/carp.md"]) for name in extra
    ]
    made = build([*(SeedFile(*item) for item in BASE.items()), *files])
    bad = {problem.path for problem in made.problems if problem.code == "bad-address"}
    assert bad == {file.path for file in files}


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\ufffe", "\U0001fffe"])
def test_what_a_page_cannot_show_is_refused_and_everything_else_kept(sign: str) -> None:
    words = f"One {sign} carp."
    files = {**BASE, "seeds/texts/pond/text.txt": f"Pond\n\n{words}\n\nTwo.\n".encode()}
    files.pop("seeds/texts/pond/notes.yml")
    made = build(SeedFile(*item) for item in files.items())
    codes = {problem.code for problem in made.problems if problem.level == "error"}
    if CONTROL.search(sign):
        assert codes == {"control-character"}
    else:
        (text,) = made.edition.seeds.texts
        assert text.paragraphs[0].words == words
        assert codes == set()


# Yet larger


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def read(files: tuple[SeedFile, ...]) -> None:
    found, problems = parse.seeds(files)
    assert "too-large" not in {problem.code for problem in problems}
    list(check.seeds(found))
    annotate.edition(found)


def _forms(forms: list[str], words: str) -> tuple[SeedFile, ...]:
    entry = ENTRY.format(headword="zz", chinese="zz", forms=", ".join(forms))
    return (*seed_files([words]), SeedFile("seeds/glossary/forms.md", entry.encode()))


def _vetoed(size: int) -> tuple[SeedFile, ...]:
    entry = ENTRY.format(headword="ab", chinese="zz", forms="") + "x"
    entry = entry.replace("sources:", "excluded: [ab cd]\nsources:")
    return (*seed_files(["ab cd " * size]), SeedFile("seeds/glossary/ab.md", entry.encode()))


def _in_parts(words: str, times: int, size: int) -> tuple[SeedFile, ...]:
    return seed_files([words * times] * size)


GROWING: dict[str, Callable[[int], tuple[SeedFile, ...]]] = {
    "paragraphs of one word": lambda n: seed_files(["word"] * (400 * n)),
    "one line": lambda n: seed_files(["new quality productive forces. " * (200 * n)]),
    "one word": lambda n: seed_files(["abc" * (4000 * n)]),
    "lines of one paragraph": lambda n: seed_files(["\n".join(["word"] * (2400 * n))]),
    "combining marks": lambda n: seed_files(["e" + "\u0301" * (12_000 * n)]),
    "quotation marks": lambda n: seed_files(['"(' * (6_000 * n)]),
    "Chinese": lambda n: _in_parts("新质生产力。", 300, n),
    "forms of one letter": lambda n: _forms(list("abc"), "a b c d " * (600 * n)),
    "excluded": lambda n: _vetoed(500 * n),
    "overlapping forms": lambda n: _forms(
        [f"w{k} w{k + 1}" for k in range(150 * n)], " ".join(f"w{k}" for k in range(150 * n))
    ),
    "text for forms within forms": lambda n: _forms(
        [" ".join("a" * k) for k in range(1, 60)], "a " * (400 * n)
    ),
    "forms that look like expressions": lambda n: _forms(
        [f"'(a+)+$[{k}.*'" for k in range(100 * n)], "aaaaaaaaaaaaaaaaaaaaaaaa! " * 99
    ),
}


@pytest.mark.parametrize("what", GROWING)
def test_four_times_as_much_takes_no_more_than_eight_times_the_work(what: str) -> None:
    small, large = GROWING[what](2), GROWING[what](8)
    assert _seconds(lambda: read(large)) < 8 * _seconds(lambda: read(small)) + 0.05


@pytest.mark.parametrize("line", ["a line of some words\n", "\n", "word\n\n", "word\r", "word "])
def test_lines_are_cut_in_linear_time(line: str) -> None:
    small, large = line * 20_000, line * 80_000
    assert _seconds(lambda: split.blocks(large)) < 8 * _seconds(lambda: split.blocks(small)) + 0.05


@pytest.mark.parametrize(
    "unit", ["[x](a.md)", "[", "[[", "[@a; ", "[a](", "**", "<b>", "\n> ", "@a ", "[a] ("]
)
def test_prose_of_any_kind_is_read_in_linear_time(unit: str) -> None:
    def work(size: int) -> None:
        prose = unit * size
        markup.unfinished(prose)
        markup.citations(prose)
        markup.sections(prose)
        markup.plain(prose)

    assert _seconds(lambda: work(8000)) < 8 * _seconds(lambda: work(2000)) + 0.05


@pytest.mark.parametrize(
    "words",
    [
        "[" * 100_000,
        "? " * 100_000,
        "a: &a [x]\nb: " + "[*a, " * 9,
        "".join(" " * n + "a:\n" for n in range(300)),
    ],
)
def test_no_value_of_yaml_grows_beyond_its_file(words: str) -> None:
    start = time.process_time()
    value, problems = yamlseed.parse(words, "x.yml")
    assert (value, [problem.code for problem in problems]) == (None, ["bad-yaml"])
    assert time.process_time() - start < 2


def test_a_paragraph_or_a_text_beyond_measure_is_refused_with_a_remedy() -> None:
    line = seed_files(["word " * 2_000_000])
    words = seed_files(["word"] * 100_000)
    found = [build(line).problems, build(words).problems]
    path = "seeds/texts/hostile/text.txt"
    assert [
        [(p.path, p.line, p.code) for p in problems if p.level == "error"] for problems in found
    ] == [
        [(path, 1, "too-large")],
        [(path, 1, "too-large")],
    ]
    assert "10,000,000 characters; the most is 100,000" in report(found[0])
    assert "100,000 blocks between blank lines; the most is 20,000" in report(found[1])
    assert texts.LONGEST == 100_000
    second = seed_files(["a", "b" * texts.LONGEST, "c" * (texts.LONGEST + 1)])
    (problem,) = (p for p in build(second).problems if p.level == "error")
    assert (problem.line, problem.code) == (5, "too-large")


def test_a_thousand_forms_within_one_another_are_refused_where_they_grow_too_long() -> None:
    files = _forms([" ".join("a" * length) for length in range(1, 1001)], "a " * 20_000)
    start = time.process_time()
    made = build(files)
    errors = [problem for problem in made.problems if problem.level == "error"]
    assert {problem.code for problem in errors} == {"wrong-value"}
    assert {problem.fix for problem in errors} == {"write a wording of at most 300 characters"}
    assert len(errors) == 1  # they stand on one line and begin alike
    assert time.process_time() - start < 30


# In a browser


ODD = (
    "\u202eright to left\u202c \u2066x\u2069 \u200e\u200f",
    "zero\u200d\u200c\u200b\u2060width\u00ad",
    "e\u0301\u0301\u0301 a\u0338\u20dd",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0001",
    "\ue000\uf8ff private",
    "\ufeffmark inside",
    "</script><script>alert(1)</script>",
    "'\"><svg onload=alert(1)>",
    "javascript:alert(1) data:text/html,<script>alert(1)</script>",
    "{{ ''.__class__ }} {% raw %} {{ 7*7 }}",
    "<iframe src=https://elsewhere.example/></iframe><base href=https://elsewhere.example/>",
    "<img src=https://elsewhere.example/x.png><link rel=stylesheet href=//elsewhere.example/x>",
    "]]> --> <!--[if IE]> <![CDATA[ x ]]>",
    "\u2028\u2029 ends of lines",
    "<plaintext><noscript><style>*{display:none}</style>",
)
SAMPLE = (*ODD, *FRAGMENTS)
HOSTILE_META = """\
title: "<img src=x onerror=alert(1)>{{ x }}</title><script>alert(1)</script>"
label: "</script><script>alert(1)</script>"
publisher: '"><svg onload=alert(1)>'
status: "[x](javascript:alert(1))"
rights: "<style>*{display:none}</style>"
language: en
headings: 0
paragraphs: PARAGRAPHS
provenance: "<script>alert(1)</script> `x` {{ x }}"
outline:
  p1: "</script><img src=x onerror=alert(1)>"
"""


def _hostile_files() -> Iterator[SeedFile]:
    given_blocks = [words.strip("\n\r") for words in SAMPLE]
    source = "\n\n".join(given_blocks)
    count = len(split.blocks(source)[0])
    for file in seed_files(given_blocks):
        if file.path.endswith("meta.yml"):
            yield SeedFile(file.path, HOSTILE_META.replace("PARAGRAPHS", str(count)).encode())
        else:
            yield file
    entry = ENTRY.format(
        headword="'<svg onload=alert(1)>'", chinese="'</script>x'", forms="elsewhere"
    )
    yield SeedFile(
        "seeds/glossary/svg.md",
        entry.encode() + b"\n{{ x }} <iframe srcdoc='<script>parent.alert(1)</script>'>\n",
    )


SHOWN = """ids => [typeof window.hit !== "undefined", Object.fromEntries(ids.flatMap(id => {
  const found = document.querySelector(`article .words#${id}, article #${id} .words`);
  return found ? [[id, found.textContent]] : [];
}))]"""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of many hostile documents, built once."""
    root = copied(tmp_path_factory.mktemp("hostile"), "docs", "scripts")
    (root / "docs/introduction.md").unlink()  # as the next, it names pages of the edition
    shutil.rmtree(root / "docs/own")
    for file in _hostile_files():
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    run_mkdocs("build", "--strict", "--site-dir", str(root / "site"), root=root, OFFLINE="false")
    return root / "site"


def _pages_of(site: Path) -> list[Path]:
    return sorted(
        [*site.glob("*.html"), *site.glob("texts/**/*.html"), *site.glob("glossary/**/*.html")]
    )


def test_nothing_runs_and_nothing_is_asked_of_others_on_pages_of_hostile_seeds(
    browser: Browser, hostile_site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    seen: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("request", lambda request: seen.append(request.url))
    proved = 0
    texts = build(from_disk.read(hostile_site.parent)).edition.seeds.texts
    words = {block.id: markup.shown(block.words) for block in texts[0].blocks}
    with served(hostile_site) as address:
        for path in _pages_of(hostile_site):
            place = path.relative_to(hostile_site).as_posix().removesuffix("index.html")
            page.goto(address + place)
            hit, shown = page.evaluate(SHOWN, list(words))
            assert not hit, place
            for name, got in shown.items():
                assert got.strip("\n") == words[name].strip("\n"), (place, name)
                proved += 1
    assert [what for what in seen if not what.startswith(address)] == []
    assert proved >= 2 * len(words)
    context.close()


def test_a_page_evaluates_no_string_as_a_script(browser: Browser, hostile_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    file = hostile_site / "index.html"
    rule = lxml.html.parse(file).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "unsafe-eval" not in rule
    context.route("**/*", lambda route: route.fulfill(path=file, content_type="text/html"))
    page.goto("http://hostile.example/")
    result = page.evaluate(
        """() => new Promise(done => {
          const refused = [];
          addEventListener("securitypolicyviolation", event => refused.push(event.blockedURI));
          setTimeout("window.hit = 1", 0);
          setTimeout(() => done([window.hit ?? 0, refused]), 300);
        })"""
    )
    assert result == [0, ["eval"]]
    context.close()
