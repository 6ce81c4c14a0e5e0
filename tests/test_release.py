"""A release: what changed since the last one, how to cite it, how it is published and kept."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
import yaml
from conftest import ROOT, answered, answering, run_mkdocs
from hostile import FRAGMENTS
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from test_invariants import html_of

from reader import commands
from reader.build import Build, build
from reader.data import crate
from reader.edition import changes
from reader.edition.index import Index
from reader.edition.items import items_of
from reader.history import paths, seal, snapshot
from reader.model import Item, Release, SeedFile
from reader.seeds import from_disk
from reader.site.proof import verify

TINY = ROOT / "tests" / "problems" / "base"
WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"
CARP, POND = "seeds/glossary/carp.md", "seeds/texts/pond/text.txt"

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)
items = st.dictionaries(words, st.dictionaries(words, words, max_size=3), max_size=5).map(
    lambda given: tuple(Item(n, tuple(sorted(parts.items()))) for n, parts in given.items())
)


# What is kept


@given(items, items)
def test_what_was_released_is_read_back_as_it_was_written(
    first: tuple[Item, ...], second: tuple[Item, ...]
) -> None:
    once = snapshot.taken((), first, "2026-01-01")
    twice = snapshot.taken(once, second, "2026-02-01")
    for releases in (once, twice):
        read, problems = snapshot.parse(snapshot.written(releases))
        assert not problems
        assert [release.day for release in read] == [release.day for release in releases]
        for one, other in zip(read, releases, strict=True):
            assert set(one.items) == set(other.items)


def test_a_release_made_again_on_its_day_replaces_itself_and_not_the_one_before() -> None:
    (one, two, three) = ((Item("pond", (("title", name),)),) for name in ("A", "B", "C"))
    releases = snapshot.taken((), one, "2026-01-01")
    releases = snapshot.taken(releases, two, "2026-02-01")
    releases = snapshot.taken(releases, three, "2026-02-01")
    assert [(r.day, r.items) for r in releases] == [("2026-02-01", three), ("2026-01-01", one)]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small edition that was released on 1 March 2027."""
    shutil.copytree(TINY / "seeds", tmp_path / "seeds")
    assert commands.main(["--root", str(tmp_path), "release", "--date", "2027-03-01"]) == 0
    return tmp_path


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


def news(made: Build) -> lxml.html.HtmlElement:
    """Return the page of changes as a browser gets it."""
    assert not made.failed, made.problems
    (page,) = (output for output in made.outputs if output.path == paths.NEWS)
    return lxml.html.fromstring(html_of(page))


def test_the_command_keeps_the_edition_and_the_edition_bears_its_day(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (tiny / snapshot.PATH).read_bytes()
    made = build(from_disk.read(tiny))
    assert made.index.day == "2027-03-01"
    assert made.edition.seeds.releases[0].items == tuple(
        sorted(items_of(made.index), key=lambda item: first.decode().index(f'"{item.id}"'))
    )
    assert commands.main(["--root", str(tiny), "release", "--date", "2027-03-01"]) == 0
    assert (tiny / snapshot.PATH).read_bytes() == first
    assert commands.main(["--root", str(tiny), "release", "--date", "2027-02-28"]) == 1
    assert "the last release is of 2027-03-01" in capsys.readouterr().out
    assert (tiny / snapshot.PATH).read_bytes() == first


def test_a_release_of_seeds_with_an_error_is_not_kept(tiny: Path) -> None:
    first = (tiny / snapshot.PATH).read_bytes()
    (tiny / "seeds" / "stray.txt").write_text("x", encoding="utf-8")
    assert commands.main(["--root", str(tiny), "release", "--date", "2027-04-01"]) == 1
    assert (tiny / snapshot.PATH).read_bytes() == first


@pytest.mark.edition
def test_the_last_release_the_version_and_the_changelog_name_the_same_day() -> None:
    (last, *_) = build(from_disk.read(ROOT)).edition.seeds.releases
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(\d+)\.(\d+)\.(\d+)"$', project, re.MULTILINE)
    assert version
    year, month, day = map(int, version.groups())
    assert last.day == f"{year}-{month:02}-{day:02}"
    log = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+) (\w+) (\d+)$", log, re.MULTILINE)
    assert newest
    months = "January February March April May June July August September October November December"
    assert newest.groups() == (str(day), months.split()[month - 1], str(year))


# What is shown


def test_with_nothing_changed_the_page_says_so_with_the_day(tiny: Path) -> None:
    said = " ".join(news(build(from_disk.read(tiny))).text_content().split())
    assert "Nothing has changed since 1 March 2027." in said
    never = news(build(from_disk.read(TINY))).text_content()
    assert "No release has been recorded yet" in never


def test_what_changed_is_shown_word_by_word(tiny: Path) -> None:
    made = build(from_disk.read(tiny))
    words = made.edition.seeds.texts[0].paragraphs[0].words
    first = words.split()[0]
    edit(tiny, POND, words, words.replace(first, "Once", 1))
    edit(tiny, CARP, "responsible:", "also: [golden carp]\nresponsible:")
    for path in ("record/published.tsv", "record/changes.yml"):
        (tiny / "seeds" / path).unlink(missing_ok=True)
    page = news(build(from_disk.read(tiny)))
    (paragraph,) = page.xpath("//div[@class='change'][.//a[contains(@href, 'pond/p1')]]")
    (removed,) = paragraph.xpath(".//del")
    assert removed.text_content().strip() == first
    assert paragraph.xpath("string(.//ins)").strip() == "Once"
    (entry,) = page.xpath("//div[@class='change'][.//a[contains(@href, 'carp')]]")
    assert entry.xpath("string(.//dt)").strip() == "also"
    assert "golden carp" in entry.xpath("string(.//ins)")
    assert {"changed"} == set(page.xpath("//span[@class='kind']/text()"))


def test_the_changes_of_a_release_stay_on_the_page_after_it(tiny: Path) -> None:
    edit(tiny, CARP, "responsible:", "also: [golden carp]\nresponsible:")
    assert commands.main(["--root", str(tiny), "release", "--date", "2027-04-01"]) == 0
    said = " ".join(news(build(from_disk.read(tiny))).text_content().split())
    assert "Nothing has changed since 1 April 2027." in said
    assert said.index("In the release of 1 April 2027") < said.index("golden carp")
    assert "Compared with the release of 1 March 2027." in said


def test_what_is_new_and_what_is_gone_is_named(built: Build) -> None:
    index = built.index
    now = items_of(index)
    carp = Item("glossary/carp", (("headword", "carp"), ("prose", "A fish.")))
    before = Release("2026-01-01", (*(i for i in now if i.id != "glossary/reform"), carp))
    found = {d.id: d.became for d in changes.differences(before, Release("", now))}
    assert found["glossary/carp"] == "gone"
    assert set(found.values()) <= {"gone", "new"}
    text = next(iter(index.texts))
    others = tuple(i for i in now if i.id.partition("/")[0] != text)
    new = [d.id for d in changes.differences(Release("2026-01-01", others), Release("", now))]
    assert new == [text]  # of a new text its paragraphs are not listed


near = st.text("ab \n新质", max_size=60)


@given(near, near)
def test_the_runs_hold_both_wordings(old: str, new: str) -> None:
    runs = list(changes.runs(old, new))
    assert "".join(run.words for run in runs if run.kind != "added") == old
    assert "".join(run.words for run in runs if run.kind != "removed") == new


def test_long_wordings_that_differ_throughout_are_not_compared_word_by_word() -> None:
    first, second = ("".join(f"{sign}{n} " for n in range(10_000)) for sign in "ab")
    assert [run.kind for run in changes.runs(first, second)] == ["removed", "added"]
    stayed = "".join(f"w{n} " for n in range(10_000))
    runs = list(changes.runs(f"{stayed}x {stayed}", f"{stayed}y {stayed}"))
    assert [run.kind for run in runs] == ["", "removed", "added", ""]
    assert sum(len(run.words) for run in runs) < 4 * changes.AROUND


@pytest.mark.parametrize("kind", ["now", "before"])
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_hostile_words_are_shown_and_not_carried_out(kind: str, fragments: list[str]) -> None:
    hostile = " ".join(fragments)
    row = {"id": "glossary/carp", "now": {"headword": "carp", "prose": "A fish."}}
    row["before"] = dict(row["now"])  # type: ignore[arg-type]
    row[kind] = {"headword": "carp", "prose": hostile}
    rows = ({"released": "2027-03-01", "before": "2027-02-01"}, row)
    content = seal.closed(map(json.dumps, rows), "release").encode()
    page = news(build((*from_disk.read(TINY), SeedFile(snapshot.PATH, content))))
    allowed = {"span", "del", "ins", "dl", "dt", "dd", "p"}
    for shown in page.xpath("//dd | //dt"):
        assert {element.tag for element in shown.iter()} <= allowed
        assert not shown.xpath(".//@*[starts-with(name(), 'on')]")


# How to cite it


def citation(index: Index) -> dict[str, Any]:
    value = yaml.safe_load(crate.cff(index))
    assert isinstance(value, dict)
    return value


def cff_schema() -> jsonschema.Draft7Validator:
    path = ROOT / "tests" / "data" / "cff-1.2.0.schema.json"
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.edition
@pytest.mark.parametrize("address", ["", "https://reader.example/reader/"])
def test_the_citation_is_valid_and_names_day_and_hash(address: str) -> None:
    made = build(from_disk.read(ROOT), address)
    value = citation(made.index)
    assert list(cff_schema().iter_errors(value)) == []
    assert value["version"] == made.index.day.replace("-", ".")
    assert value["date-released"] == made.index.day
    (text,) = made.edition.seeds.texts
    assert value["references"][0]["identifiers"][0]["value"] == f"sha256:{text.sha256}"
    assert ("url" in value) == bool(address)


def test_a_citation_without_an_author_would_be_refused(built: Build) -> None:
    assert list(cff_schema().iter_errors(citation(built.index) | {"authors": []}))


def test_the_description_of_a_release_names_each_file_with_its_hash(built: Build) -> None:
    files = {"a.pdf": b"%PDF", "data/b.ttl": b"<a> <b> <c> ."}
    graph = json.loads(crate.crate(built.index, files))["@graph"]
    things = {thing["@id"]: thing for thing in graph}
    assert len(things) == len(graph)
    root = things[things[crate.CRATE]["about"]["@id"]]
    assert root["datePublished"] == built.index.day
    assert {part["@id"] for part in root["hasPart"]} == {*files, "site/"}
    assert things["data/b.ttl"]["encodingFormat"] == "text/turtle"
    assert things["a.pdf"]["contentSize"] == "4"
    named = [v["@id"] for thing in graph for v in thing.values() if isinstance(v, dict)]
    assert set(named) - {crate.CONFORMS} <= things.keys()


# How it is published


def steps(workflow: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (step for job in workflow["jobs"].values() for step in job["steps"])


def test_the_workflow_pins_its_actions_and_gives_each_job_the_least() -> None:
    written = WORKFLOW.read_text(encoding="utf-8")
    workflow = yaml.load(written, yaml.BaseLoader)
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert len(used) == len(re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", written, re.M))
    assert workflow["permissions"] == {}
    rights = {name: set(job["permissions"].items()) for name, job in workflow["jobs"].items()}
    assert rights == {
        "test": {("contents", "read")},
        "build": {("contents", "read"), ("pages", "read")},
        "deploy": {("pages", "write"), ("id-token", "write")},
    }
    assert not re.search(r"secrets\.|pull_request_target|https?://", written)
    assert workflow["jobs"]["build"]["needs"] == "test"
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    for name in ("build", "deploy"):
        assert "refs/heads/main" in workflow["jobs"][name]["if"]


def test_the_workflow_runs_all_tests_and_publishes_the_site_of_the_release() -> None:
    workflow = yaml.load(WORKFLOW.read_text(encoding="utf-8"), yaml.BaseLoader)
    runs = [step["run"] for step in steps(workflow) if "run" in step]
    assert runs[0] == "./scripts/test"
    assert "scripts/build.py dist dist" in runs[1]
    (given,) = (s["with"]["path"] for s in steps(workflow) if "upload-pages" in s.get("uses", ""))
    assert given == "dist/site"


@pytest.mark.parametrize("path", ["/", "/some/where/"])
def test_the_site_works_at_a_root_and_below_one(path: str, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "www" / path.strip("/")
    run_mkdocs("build", "--strict", "--site-dir", str(folder), SITE_URL=f"http://x.example{path}")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def send_error(self, code: int, *_: Any) -> None:
            """Answer as hosts do: with the site's own page."""
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((folder / "404.html").read_bytes())

    handler = functools.partial(Quiet, directory=str(tmp_path / "www"))
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    with answering(handler) as base:
        home = f"{base.rstrip('/')}{path}"
        page.goto(home)
        page.get_by_role("link", name="Read the text").first.click()
        page.locator("#p4-high-quality-development-1").click()
        expect(page.locator("h1")).to_have_text("high-quality development")
        page.locator("[data-md-component=search-query]").fill("新质生产力")
        answered(page)
        page.locator(".md-search-result__item > a").first.click()
        heading = page.get_by_role("main").locator("h1")  # results have headings of their own
        expect(heading).to_have_text("new quality productive forces")
        assert failed == []
        page.goto(f"{home}no/such/page/")
        assert failed == [f"{home}no/such/page/"]
        sheet = "getComputedStyle(document.querySelector('.md-header')).position"
        assert page.evaluate(sheet) == "sticky"


# How it is kept


def test_the_way_to_zensical_is_open(built: Build, tmp_path: Path) -> None:
    """The commands are those of the page, run as they stand there."""
    page = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    block = re.search(r"\n((?:    .+\n)+)\nThe site is in `\$tree/site`", page)
    assert block
    commands = "\n".join(line.strip() for line in block[1].splitlines())
    done = subprocess.run(
        ["bash", "-euc", commands],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "tree": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    site = tmp_path / "site"
    for output in built.outputs:
        if output.is_page:
            address = output.path.removesuffix("index.md").replace(".md", "/")
            html = (site / address / "index.html").read_text(encoding="utf-8")
            verify(output.path, html, output.shows)
        else:
            assert (site / output.path).read_bytes() == output.data
