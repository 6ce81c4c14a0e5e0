"""Permanent ids: whatever an editor does to the seeds, an old link resolves or says why not."""

from __future__ import annotations

import functools
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import conftest
import lxml.html
import pytest
import standby
from conftest import ROOT, TEXT, faults, project, run_mkdocs
from hostile import settings_file
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from reader.build import Build, build, report
from reader.history import ids, record
from reader.history.fates import Fates
from reader.language.pinyin import reading
from reader.model import Problem, SeedFile, Seeds
from reader.seeds import check, from_disk, parse

DAY = "2026-01-02"
META = """\
title: {title}
label: {title}
publisher: Marsh Press
status: invented
rights: none
language: en
headings: 1
paragraphs: {count}
provenance: Invented.
"""
ENTRY = """\
---
headword: {headword}
kind: concept
theme: reform
original: {chinese}
romanization: {pinyin}
sources: [s]
responsible: the editors
revised: 2026-01-01
---

A {headword}.
"""
SOURCES = "- {id: s, type: book, title: A book, accessed: '2026', grade: press}\n"
PROPOSED = re.compile(r'- \{id: .*, date: YYYY-MM-DD, reason: "…"\}')


@dataclass
class Shelf:
    """Seeds that are easily edited: texts as lists of paragraphs, entries, the record."""

    texts: dict[str, list[str]]
    entries: dict[str, tuple[str, str]]
    published: bytes = b""
    changes: list[str] = field(default_factory=list)

    def files(self) -> tuple[SeedFile, ...]:
        """Return the files that an editor would have."""
        settings = settings_file()
        made = {"seeds/sources.yml": SOURCES, settings.path: settings.content.decode()}
        for name, blocks in self.texts.items():
            meta = META.format(title=blocks[0], count=len(blocks) - 1)
            made[f"seeds/texts/{name}/meta.yml"] = meta
            made[f"seeds/texts/{name}/text.txt"] = "\n\n".join(blocks)
        for name, (headword, chinese) in self.entries.items():
            entry = ENTRY.format(headword=headword, chinese=chinese, pinyin=reading(chinese))
            made[f"seeds/glossary/{name}.md"] = entry
        if self.published:
            made[record.PATH] = self.published.decode()
        if self.changes:
            made[record.CHANGES] = "\n".join(self.changes) + "\n"
        return tuple(SeedFile(path, made[path].encode()) for path in sorted(made))

    def read(self) -> tuple[Seeds, list[Problem]]:
        """Return the seeds and what is wrong with them, warnings left out."""
        made, found = parse.seeds(self.files())
        broken = frozenset(problem.path for problem in found)
        errors = [p for p in (*found, *check.seeds(made, broken)) if p.level == "error"]
        return made, errors

    def heed(self, reason: str = "the editors thought better of it") -> None:
        """Do what the problems say: delete lines, write those that are proposed; publish."""
        for _ in range(5):
            made, errors = self.read()
            if not errors:
                self.publish(made)
                return
            void = {problem.line for problem in errors if problem.path == record.CHANGES}
            self.changes = [line for n, line in enumerate(self.changes, 1) if n not in void]
            for problem in errors:
                proposed = PROPOSED.findall(problem.fix)
                assert proposed or problem.fix.startswith("delete the line"), report([problem])
                self.changes += [
                    line.replace("YYYY-MM-DD", DAY).replace("…", reason) for line in proposed
                ]
        raise AssertionError(report(errors))

    def publish(self, made: Seeds | None = None) -> None:
        """Take the ids into the record, as the command does."""
        lines = record.taken(made or self.read()[0], DAY)
        self.published = record.written(lines).encode()


def pond() -> Shelf:
    """Return what is published before anything is edited."""
    made = Shelf(
        {
            "bog": ["Of bogs", "Moss grows on the bog. A crane nests there.", "The moss is wet."],
            "pond": [
                "Of ponds",
                "A carp lives in the pond. It eats algae. It is old.",
                "In summer the algae grow fast.",
                "In winter the pond is frozen over.",
                "A heron comes at dawn. It waits for frogs. At noon a boat comes. A man fishes.",
                "Rain fills the pond.",
                "The brook fills it too.",
                "This <b>paragraph</b> is [wrong](x) & will go.",
                "The water are clear in spring. One sees the ground.",
                "The brook comes from the hills.",
            ],
            "stream": ["Of streams", "Trout live in the stream."],
        },
        {"carp": ("carp", "鲤鱼"), "algae": ("algae", "藻类"), "pike": ("pike", "狗鱼")},
    )
    made.publish()
    return made


def edited() -> Shelf:
    """Return what stands there after every kind of edit, with lines as the problems propose."""
    made = pond()
    head, *body = made.texts["pond"]
    body[0] = "A carp lives in the pond. It is old."  # a sentence is deleted
    body[1], body[2] = body[2], body[1]
    body[7] = "The water is clear in spring. One sees the ground."
    made.texts["stream"].append(body.pop(8))
    del body[6]
    body[4:6] = ["Rain fills the pond. The brook fills it too."]
    body[3:4] = [
        "A heron comes at dawn. It waits for frogs.",
        "At noon a boat comes. A man fishes.",
    ]
    body.insert(0, "This paragraph is new.")
    made.texts["pond"] = [head, *body]
    made.entries["common-carp"] = made.entries.pop("carp")
    del made.entries["pike"]
    del made.texts["bog"]
    made.heed("<i>reasons</i> were [given](x)")
    return made


def codes(shelf: Shelf) -> list[str]:
    return sorted(problem.code for problem in shelf.read()[1])


def words(shelf: Shelf) -> dict[str, str]:
    return dict(ids.present(shelf.read()[0]))


# What has which id


def test_an_unchanged_text_has_the_ids_that_it_has_without_a_record() -> None:
    bare = Shelf(pond().texts, pond().entries)
    assert words(bare) == words(pond())
    assert list(words(bare))[:3] == ["bog", "bog/h1", "bog/h1s1"]
    assert "pond/p4s2" in words(bare)


def test_paragraphs_and_sentences_keep_their_ids_wherever_they_stand() -> None:
    shelf = pond()
    before = words(shelf)
    head, *body = shelf.texts["pond"]
    shelf.texts["pond"] = [head, *reversed(body)]
    assert words(shelf) == before
    assert codes(shelf) == []
    order = [block.id for block in shelf.read()[0].texts[1].paragraphs]
    assert order == [f"p{n}" for n in range(9, 0, -1)]


def test_other_white_space_is_no_other_paragraph() -> None:
    shelf = pond()
    before = words(shelf)
    shelf.texts["pond"][4] = shelf.texts["pond"][4].replace(". ", ".\r\n  ")
    assert words(shelf) == before


def test_what_is_new_gets_a_number_that_was_never_given_out() -> None:
    shelf = pond()
    shelf.texts["pond"].insert(1, "A new one.")
    assert words(shelf)["pond/p10"] == "A new one."
    shelf.publish()
    del shelf.texts["pond"][1]
    shelf.heed()
    shelf.texts["pond"].insert(3, "Another new one.")
    assert words(shelf)["pond/p11"] == "Another new one."


def test_another_title_makes_no_other_text() -> None:
    shelf = pond()
    files = {file.path: file.content for file in shelf.files()}
    files["seeds/texts/pond/meta.yml"] = META.format(title="Of lakes", count=9).encode()
    made, found = parse.seeds(SeedFile(path, content) for path, content in files.items())
    assert [*found, *check.seeds(made)] == []
    lines = {line.id: line.words for line in record.taken(made, DAY)}
    assert lines["pond"] == "Of lakes"


def test_equal_paragraphs_keep_the_order_of_the_record() -> None:
    shelf = Shelf({"pond": ["H", "Same.", "Other.", "Same."]}, {})
    shelf.publish()
    shelf.texts["pond"] = ["H", "Other.", "Same.", "Same."]
    order = [block.id for block in shelf.read()[0].texts[0].paragraphs]
    assert order == ["p2", "p1", "p3"]
    assert codes(shelf) == []
    del shelf.texts["pond"][3]
    (problem,) = shelf.read()[1]
    assert "pond/p3 is gone" in problem.message
    assert "became: merged, into: [pond/p1]" in problem.fix


def test_sentences_published_under_other_rules_lead_to_what_they_are_now() -> None:
    shelf = Shelf({"law": ["Law", "(1) One law is made. Two laws are made."]}, {})
    whole, half = "(1) One law is made. Two laws are made.", "Two laws are made."
    lines, _ = record.parse(record.written(record.taken(shelf.read()[0], DAY)))
    before = [line for line in lines if line.words != half]
    joined = [replace(line, words=whole) if line.id == "law/p1s1" else line for line in before]
    shelf.published = record.written(joined).encode()
    (problem,) = shelf.read()[1]
    assert 'became: revised, begins: "(1) One law is made."' in problem.fix
    shelf.heed()
    assert codes(shelf) == []
    (paragraph,) = shelf.read()[0].texts[0].paragraphs
    assert [part.id for part in paragraph.sentences] == ["p1s1", "p1s2"]


def test_every_edit_is_told_by_the_line_that_says_it_best() -> None:
    told = {}
    for change in edited().changes:
        name, became, rest = re.findall(r"id: ([^,]+), became: (\w+)(.*), date", change)[0]
        told[name] = (became, *re.findall(r"into: \[(.*?)\]", rest))
    assert told == {
        "bog": ("withdrawn",),
        "glossary/carp": ("moved", "glossary/common-carp"),
        "glossary/pike": ("withdrawn",),
        "pond/p1": ("revised",),
        "pond/p1s2": ("withdrawn",),
        "pond/p4": ("split", "pond/p11, pond/p12"),
        "pond/p5": ("merged", "pond/p13"),
        "pond/p6": ("merged", "pond/p13"),
        "pond/p7": ("withdrawn",),
        "pond/p8": ("revised",),
        "pond/p8s1": ("revised",),
        "pond/p9": ("moved", "stream/p2"),
    }


def test_an_id_leads_through_its_heirs_to_what_is_there_now() -> None:
    shelf = edited()
    fates = Fates(shelf.read()[0])
    leads = {
        "pond/p4": ("pond/p11", "pond/p12"),
        "pond/p4s3": ("pond/p12s1",),
        "pond/p5": ("pond/p13",),
        "pond/p6s1": ("pond/p13s2",),
        "pond/p9s1": ("stream/p2s1",),
        "glossary/carp": ("glossary/common-carp",),
        "bog/p1s2": (),
    }
    assert {name: fates.targets(name) for name in leads} == leads
    place = next(n for n, block in enumerate(shelf.texts["pond"]) if block.startswith("Rain"))
    del shelf.texts["pond"][place]
    shelf.heed()
    fates = Fates(shelf.read()[0])
    assert fates.targets("pond/p5") == ()
    assert [change.id for change in fates.story("pond/p5")] == ["pond/p5", "pond/p13"]


SENTENCES = tuple(
    f"{a} {b}." for a in ("The carp", "A frog", "Rain") for b in ("sleeps", "eats", "goes")
)
SENTENCES += ("The carp sleeps well.", "A frog eats, and eats.")
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
texts = st.lists(paragraphs, max_size=6)
entries = st.dictionaries(st.sampled_from(["carp", "frog", "rain"]), st.sampled_from(["", "s"]))
versions = st.lists(st.tuples(texts, st.none() | texts, entries), min_size=2, max_size=4)
CHINESE = {"carp": "鲤鱼", "frog": "青蛙", "rain": "雨水"}


@given(versions)
@settings(max_examples=150, deadline=None)
def test_after_any_edits_no_id_is_lost_or_reused(
    given_versions: list[tuple[list[str], list[str] | None, dict[str, str]]],
) -> None:
    shelf = Shelf({}, {})
    stood: dict[str, str] = {}
    for pond_now, bog_now, glossary in given_versions:
        shelf.texts = {"pond": ["Of ponds", *pond_now]}
        if bog_now is not None:
            shelf.texts["bog"] = ["Of bogs", *bog_now]
        shelf.entries = {name: (name + end, CHINESE[name]) for name, end in glossary.items()}
        shelf.heed()
        made, errors = shelf.read()
        assert errors == []
        fates = Fates(made)
        revised = {change.id for change in made.changes if change.became == "revised"}
        for name, before in stood.items():
            if name in fates.live:
                assert fates.live[name] == before or name in revised
            else:
                assert fates.change(name), name
                assert set(fates.targets(name)) <= set(fates.live)
        lines = {line.id: line.words for line in made.published}
        assert set(stood) | set(fates.live) == set(lines)
        assert record.waiting(made) == 0
        stood = lines


# Old links, in built pages


@dataclass(frozen=True)
class Sites:
    """The site as it was published first, and as it is after the edits; that in a folder too."""

    before: Path
    after: Path
    folder: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    root = tmp_path_factory.mktemp("record")
    first = project(root / "first", pond().files())
    then = project(root / "then", edited().files())
    for name, made, offline in (
        ("before", first, "false"),
        ("after", then, "false"),
        ("folder", then, "true"),
    ):
        target = str(root / name)
        run_mkdocs("build", "--strict", "--site-dir", target, root=made, OFFLINE=offline)
    return Sites(root / "before", root / "after", root / "folder")


@functools.cache
def parsed(path: Path) -> HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def onward(page: HtmlElement) -> str:
    """Return where a page leads on to without JavaScript, or ``""``."""
    found = page.xpath("//head//noscript/meta[@http-equiv='refresh']/@content")
    return found[0].removeprefix("0; url=") if found else ""


def by_id(page: HtmlElement, anchor: str) -> HtmlElement | None:
    found = page.xpath("//*[@id=$anchor]", anchor=anchor)
    return found[0] if found else None


def old_links(site: Path) -> Iterator[tuple[str, str]]:
    """Give every page of a text or an entry, and every anchor on it that is promised."""
    for path in sorted([*site.glob("texts/**/index.html"), *site.glob("glossary/*/index.html")]):
        page = path.parent.relative_to(site).as_posix()
        yield page, ""
        for anchor in parsed(path).xpath("//article//@id"):
            if re.fullmatch(r"[hp]\d+(s\d+)?(-[a-z-]+-\d+)?", anchor):
                yield page, anchor


def test_every_old_page_and_anchor_is_there_or_leads_on_or_says_why(sites: Sites) -> None:
    checked = 0
    for page, anchor in old_links(sites.before):
        path = sites.after / page / "index.html"
        assert path.is_file(), page
        now = parsed(path)
        if anchor:
            plain = anchor.partition("-")[0]  # what the script does for a mention
            found = by_id(now, anchor)
            found = by_id(now, plain) if found is None else found
            assert found is not None or now.xpath("//a[contains(@class, 'onward')]"), (page, anchor)
        if now.xpath("//*[@class='gone']"):
            assert now.xpath("//meta[@name='robots']/@content") == ["noindex"]
            assert "given" in now.xpath("string(//*[@class='gone'])"), page
        if target := onward(now):
            address, _, wanted = target.partition("#")
            other = parsed((path.parent / address).resolve() / "index.html")
            assert not wanted or by_id(other, wanted) is not None, (page, target)
        checked += 1
    assert checked > 80


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("glossary/carp", "../common-carp/"),
        ("texts/pond/p5", "../p13/"),
        ("texts/pond/p6", "../p13/"),
        ("texts/pond/p9", "../../stream/p2/"),
    ],
)
def test_an_address_with_one_heir_leads_there_without_a_server(
    sites: Sites, page: str, target: str
) -> None:
    now = parsed(sites.after / page / "index.html")
    assert onward(now) == target
    assert now.xpath("//a[contains(@class, 'onward')]/@href") == [target]


@pytest.mark.parametrize(
    ("page", "says", "links"),
    [
        ("texts/pond/p4", "¶ 4 was split into ¶ 11, ¶ 12", {"../p11/", "../p12/"}),
        ("texts/pond/p7", "¶ 7 was withdrawn. <i>reasons</i> were [given](x)", set()),
        ("glossary/pike", "pike · 狗鱼 was withdrawn", set()),
        ("texts/bog", "Of bogs was withdrawn", {"p1/", "p2/"}),
        ("texts/bog/p2", "Of bogs was withdrawn", set()),
        ("texts/bog/about", "Of bogs was withdrawn", set()),
    ],
)
def test_an_address_without_one_heir_says_what_became_of_it(
    sites: Sites, page: str, says: str, links: set[str]
) -> None:
    now = parsed(sites.after / page / "index.html")
    article = now.xpath("//article")[0]
    shown = article.text_content().replace("\u00a0", " ")
    assert f"2 January 2026: {says}" in shown
    assert set(article.xpath(".//a/@href")) - {"#"} >= links
    assert not onward(now)


def test_a_notice_shows_the_words_it_stands_for_and_acts_on_none(sites: Sites) -> None:
    now = parsed(sites.after / "texts/pond/p7/index.html")
    was = now.xpath("//blockquote")[0]
    assert was.text_content().strip() == "This <b>paragraph</b> is [wrong](x) & will go."
    assert not was.xpath(".//b | .//a")


def test_a_sentence_of_what_is_gone_leads_to_where_it_is_now(sites: Sites) -> None:
    now = parsed(sites.after / "texts/pond/p4/index.html")
    targets = {name: by_id(now, name) for name in ("p4s1", "p4s2", "p4s3", "p4s4")}
    assert {name: link.get("href") for name, link in targets.items() if link is not None} == {
        "p4s1": "../p11/#p11s1",
        "p4s2": "../p11/#p11s2",
        "p4s3": "../p12/#p12s1",
        "p4s4": "../p12/#p12s2",
    }


def test_in_the_whole_text_an_old_anchor_lands_on_its_heir_or_on_a_notice(sites: Sites) -> None:
    now = parsed(sites.after / "texts/pond/index.html")

    def lands(anchor: str) -> str:
        found = by_id(now, anchor)
        assert found is not None
        if "sentence" in (found.get("class") or ""):
            return str(found.text_content())
        following = found.xpath("following::text()[normalize-space()][1]")
        return found.text_content() or str(following[0])

    assert lands("p5").startswith("Rain fills the pond.")
    assert lands("p6s1") == "The brook fills it too."
    assert lands("p4s3") == "At noon a boat comes. "
    assert "was split into" in lands("p4")
    assert "was withdrawn" in lands("p7")
    assert "was withdrawn" in lands("p1s2")
    assert "was moved to" in lands("p9")
    assert by_id(now, "p9s1") in now.xpath("//*[@id='p9']//span")
    assert lands("p8s1") == "The water is clear in spring. "


def test_on_the_page_of_a_paragraph_a_lost_sentence_is_told(sites: Sites) -> None:
    now = parsed(sites.after / "texts/pond/p1/index.html")
    told = by_id(now, "p1s2")
    assert told is not None
    assert "sentence 2 was withdrawn" in told.text_content()
    assert "It was: “It eats algae.”" in told.text_content()


def test_the_number_on_a_page_says_no_more_than_is_true(sites: Sites) -> None:
    def title(page: str) -> str:
        words = parsed(sites.after / page / "index.html").xpath("string(//h1)")
        return str(words).replace("\u00a0", " ").strip()

    assert title("texts/pond/p10") == "¶ 10, paragraph 1 of 8"
    assert title("texts/stream/p2") == "¶ 2 of 2"


def test_data_name_sentences_by_their_ids(sites: Sites) -> None:
    tei = lxml.etree.parse(str(sites.after / "data/texts/pond.tei.xml"))
    for part in tei.iter("{http://www.tei-c.org/ns/1.0}s"):
        holder = part.getparent().get("{http://www.w3.org/XML/1998/namespace}id")
        own = part.get("{http://www.w3.org/XML/1998/namespace}id")
        assert own == f"{holder}s{part.get('n')}"
    tree = json.loads((sites.after / "data/dts/navigation/pond;down=2.json").read_text("utf-8"))
    assert "p1s3" in [unit["identifier"] for unit in tree["member"]]


# In a browser


@pytest.fixture(scope="module")
def served(sites: Sites) -> Iterator[str]:
    with conftest.served(sites.after) as home:
        yield home


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("glossary/carp/", "glossary/common-carp/"),
        ("texts/pond/p5/", "texts/pond/p13/"),
        ("texts/pond/p5/#p5s1", "texts/pond/p13/#p13s1"),
        ("texts/pond/p5/#p5-rain-1", "texts/pond/p13/"),
        ("texts/pond/p9/#p9s1", "texts/stream/p2/#p2s1"),
        ("texts/pond/#p5-rain-1", "texts/pond/#p5"),
        ("texts/pond/p9/#p9", "texts/stream/p2/"),
        ("texts/pond/p1/#p1-pike-7", "texts/pond/p1/#p1"),
        ("texts/pond/#p1-pike-7", "texts/pond/#p1"),
        ("texts/pond/p4/#p4s3", "texts/pond/p4/#p4s3"),
    ],
)
def test_a_browser_is_led_on_with_the_anchor(page: Page, served: str, old: str, new: str) -> None:
    page.goto(served + old)
    page.wait_for_url(served + new, timeout=5000)


def test_without_javascript_a_browser_is_led_on_too(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}texts/pond/p5/")
    page.wait_for_url(f"{served}texts/pond/p13/", timeout=5000)
    context.close()


@pytest.mark.parametrize("script_runs", [True, False])
def test_in_a_folder_a_browser_is_led_on(browser: Browser, sites: Sites, script_runs: bool) -> None:
    context = browser.new_context(java_script_enabled=script_runs)
    page = context.new_page()
    page.goto((sites.folder / "texts/pond/p9.html").as_uri())
    page.wait_for_url((sites.folder / "texts/stream/p2.html").as_uri(), timeout=5000)
    context.close()


@pytest.mark.parametrize("page_name", ["texts/pond/p4", "texts/pond", "texts/bog", "glossary/pike"])
def test_notices_pass_an_audit_of_accessibility(page: Page, served: str, page_name: str) -> None:
    page.goto(f"{served}{page_name}/")
    assert faults(page) == []


@pytest.mark.parametrize("anchor", ["p5", "p4s3", "p7", "p1s2"])
def test_a_browser_shows_where_an_old_anchor_lands(page: Page, served: str, anchor: str) -> None:
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(f"{served}texts/pond/#{anchor}")
    page.wait_for_function("document.readyState === 'complete'")
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", anchor)
    assert 40 <= top < 300  # below the header, within the window


# The command


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return standby.run(standby.script(root, *arguments))


def lay(root: Path, shelf: Shelf) -> None:
    for file in shelf.files():
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.content)


def contents(folder: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_command_alone_takes_new_ids_and_running_it_twice_changes_nothing(
    tmp_path: Path,
) -> None:
    shelf = pond()
    shelf.texts["pond"].append("A new one.")
    lay(tmp_path, shelf)
    before = contents(tmp_path)
    said = run(tmp_path, "check")
    assert said.returncode == 0
    assert "\n2 ids are not yet in the record: run the command 'publish'\n" in said.stdout
    assert contents(tmp_path) == before
    assert run(tmp_path, "publish", "--date", "2026-03-04").returncode == 0
    after = contents(tmp_path)
    path = tmp_path / record.PATH
    assert {name for name in after if after[name] != before.get(name)} == {path}
    added = set(after[path].splitlines()[:-1]) - set(before[path].splitlines())
    assert {line.split(b"\t")[0] for line in added} == {b"pond/p10", b"pond/p10s1"}
    assert {line.split(b"\t")[3] for line in added} == {b"2026-03-04"}
    assert run(tmp_path, "publish", "--date", "2027-01-01").returncode == 0
    assert contents(tmp_path) == after
    assert "not yet in the record" not in run(tmp_path, "check").stdout


def test_the_command_refuses_what_has_errors_and_dates_that_are_none(tmp_path: Path) -> None:
    shelf = pond()
    del shelf.entries["pike"]
    lay(tmp_path, shelf)
    before = contents(tmp_path)
    refused = run(tmp_path, "publish")
    assert (refused.returncode, refused.stderr) == (1, "")
    assert "lost-id: glossary/pike" in refused.stdout
    assert run(tmp_path, "publish", "--date", "2026-02-30").returncode == 2
    assert contents(tmp_path) == before


def test_new_words_of_a_revised_paragraph_keep_its_day(tmp_path: Path) -> None:
    shelf = pond()
    shelf.texts["pond"][5] = "Rain and snow fill the pond."
    _, errors = shelf.read()
    lines = [PROPOSED.findall(problem.fix)[0] for problem in errors]
    shelf.changes = [line.replace("YYYY-MM-DD", DAY).replace("…", "so") for line in lines]
    lay(tmp_path, shelf)
    assert "\n2 ids are not yet in the record" in run(tmp_path, "check").stdout
    assert run(tmp_path, "publish", "--date", "2026-03-04").returncode == 0
    rows = (tmp_path / record.PATH).read_text(encoding="utf-8").splitlines()
    row = next(row.split("\t") for row in rows if row.startswith("pond/p5\t"))
    assert row[3:] == [DAY, "Rain and snow fill the pond."]


# The record of this edition


def test_the_record_holds_all_that_is_published(built: Build) -> None:
    made = built.edition.seeds
    lines = {line.id: line for line in made.published}
    assert record.waiting(made) == 0
    assert [f"{TEXT}/p{n}" for n in range(1, 10)] == [
        name for name in lines if re.search(r"/p\d+$", name) and name.startswith(TEXT)
    ]
    assert len([line for line in lines.values() if line.kind == "entry"]) >= 104
    assert min(line.since for line in lines.values()) == "2026-11-25"


@pytest.mark.edition
def test_the_record_is_as_the_command_would_write_it() -> None:
    made, _ = parse.seeds(from_disk.read(ROOT))
    assert (ROOT / record.PATH).read_text(encoding="utf-8") == record.written(made.published)


def test_equal_seeds_build_the_same_pages_with_and_without_a_record() -> None:
    with_record = {output.path: output.data for output in build(pond().files()).outputs}
    bare = {
        output.path: output.data
        for output in build(Shelf(pond().texts, pond().entries).files()).outputs
    }
    assert with_record == bare
