"""A long text in parts: addresses that last, anchors that lead to the right part, by any way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from conftest import faults, output_of, parsed_page, project, resting, run_mkdocs, served
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from test_record import DAY, Shelf

from reader.build import Build, build
from reader.history import parts, paths
from reader.history.parts import LIMIT, SIZE
from reader.model import Paragraph, SeedFile, Text

TEXT = "tale"
COUNT = 620
CHAPTER = 90  # paragraphs
ROOT_ADDRESS = "https://reader.example/"


def of_ids(*ids: str, great: Sequence[str] = ()) -> Text:
    """Return a text of blocks of which nothing but the ids is known, and how great headings are."""
    text = tale_built().index.texts[TEXT]
    shapes = {name: "heading" if name in great else "heading 2" for name in ids if name[0] == "h"}
    blocks = tuple(Paragraph(name, "", (), shapes.get(name, "")) for name in ids)
    return replace(text, blocks=blocks)


def numbered(*runs: range) -> list[str]:
    return [f"p{number}" for run in runs for number in run]


def named(text: Text) -> list[tuple[str, str, int]]:
    """Return the name of each part, its first block, and how many paragraphs it has."""
    return [(p.name, p.blocks[0].id, p.last - p.first + 1) for p in parts.cut(text)]


def tale() -> Shelf:
    """Return a long text with chapters, published."""
    blocks = ["Of a long pond"]
    for number in range(1, COUNT + 1):
        if number % CHAPTER == 1:
            blocks.append(f"Chapter {number // CHAPTER + 1}")
        blocks.append(f"A carp came on day {number}. It found algae.")
    made = Tale({TEXT: blocks}, {"carp": ("carp", "鲤鱼"), "algae": ("algae", "藻类")})
    made.publish()
    return made


class Tale(Shelf):
    """Seeds of which each line of a text that begins with "Chapter" is a heading."""

    def files(self) -> tuple[SeedFile, ...]:
        """Return the files that an editor would have."""
        shapes = "shapes:\n" + "".join(
            f'  "{words}": heading\n' for words in self.texts[TEXT] if words.startswith("Chapter")
        )
        return tuple(
            replace(file, content=file.content + shapes.encode())
            if file.path == f"seeds/texts/{TEXT}/meta.yml"
            else file
            for file in super().files()
        )


@cache
def tale_built() -> Build:
    """Return the edition after a paragraph of the first part moved to a later one."""
    return build(edited().files(), ROOT_ADDRESS)


def edited() -> Shelf:
    made = tale()
    blocks = made.texts[TEXT]
    gone = blocks.pop(place_of(blocks, 77))
    at = place_of(blocks, 500)
    blocks[at] = f"{blocks[at]} {gone}"
    made.changes.append(
        f"- {{id: {TEXT}/p77, became: merged, into: [{TEXT}/p500], date: {DAY}, reason: So.}}"
    )
    made.heed()
    return made


def place_of(blocks: list[str], day: int) -> int:
    return next(n for n, words in enumerate(blocks) if f"on day {day}." in words)


# How a text is cut


def test_a_text_is_in_parts_when_it_is_longer_than_a_page_may_be() -> None:
    assert named(of_ids(*numbered(range(1, LIMIT + 1)))) == [("", "p1", LIMIT)]
    rest = LIMIT + 1 - SIZE
    whole = of_ids(*numbered(range(1, LIMIT + 2)))
    assert named(whole) == [("", "p1", SIZE), (f"p{SIZE + 1}", f"p{SIZE + 1}", rest)]


def test_a_part_begins_with_the_greatest_heading_near_its_bound() -> None:
    ids = numbered(range(1, 701))
    for name, before in (("h1", "p150"), ("h2", "p190"), ("h3", "p401"), ("h4", "p520")):
        ids.insert(ids.index(before), name)
    assert named(of_ids(*ids)) == [
        ("", "p1", 189),
        ("p201", "h2", 211),
        ("p401", "h3", 119),
        ("p601", "h4", 181),
    ]
    assert named(of_ids(*ids, great=["h1"]))[1] == ("p201", "h1", 251)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 400)), max_size=5), st.booleans())
def test_parts_hold_each_block_once_and_are_neither_tiny_nor_endless(
    edits: list[tuple[int, int]], withdrawn: bool
) -> None:
    ids, number = numbered(range(1, 901)), 901
    for place, count in edits:
        if withdrawn:
            del ids[place : place + count // 2]
        ids[place:place] = numbered(range(number, number + count))
        number += count
    text = of_ids(*ids)
    found = parts.cut(text)
    assert [block.id for part in found for block in part.blocks] == ids
    assert [(one.last + 1, one.name == "") for one in found[:-1]] == [
        (other.first, number == 0) for number, other in enumerate(found[1:])
    ]
    if len(ids) > LIMIT:
        sizes = [part.last - part.first + 1 for part in found]
        assert min(sizes) >= SIZE // 2
        assert max(sizes) < 3 * SIZE
        assert all(part.name in {block.id for block in part.blocks} for part in found[1:])
    else:
        assert len(found) == 1


def claimed(made: Shelf) -> set[str]:
    seeds = made.read()[0]
    assert not made.read()[1]
    outputs = build(made.files()).outputs
    assert {f"texts/{TEXT}/index.md", *wholes(seeds.texts[0])} <= {out.path for out in outputs}
    return {output.path for output in outputs if "/part/" in output.path and output.is_page}


def wholes(text: Text) -> list[str]:
    return [paths.text(text.id, part.name) for part in parts.cut(text)]


def insert(made: Shelf, at: int, count: int) -> None:
    new = [f"A heron came on night {at}-{number}. It left." for number in range(count)]
    made.texts[TEXT][at:at] = new


def withdraw(made: Shelf, start: int, end: int) -> None:
    ids = {block.words: block.id for block in made.read()[0].texts[0].blocks}
    made.changes += [
        f"- {{id: {TEXT}/{ids[words]}, became: withdrawn, date: {DAY}, reason: So.}}"
        for words in made.texts[TEXT][start:end]
    ]
    del made.texts[TEXT][start:end]


@pytest.mark.parametrize(
    "edit",
    [
        lambda made: insert(made, 120, 130),
        lambda made: insert(made, 1, 250),
        lambda made: insert(made, len(made.texts[TEXT]), 90),
        lambda made: withdraw(made, 205, 215),
        lambda made: withdraw(made, 2, 340),
    ],
    ids=["more in the middle", "more before", "more behind", "a name withdrawn", "short again"],
)
def test_an_address_of_a_part_is_there_whatever_becomes_of_the_text(
    edit: Callable[[Shelf], None],
) -> None:
    made = tale()
    before = claimed(made)
    assert before == {f"texts/{TEXT}/part/p{number}.md" for number in (201, 401, 601)}
    edit(made)
    made.heed()
    assert before <= claimed(made)


def test_all_of_the_whole_text_stands_in_its_parts_unaltered() -> None:
    built = tale_built()
    text = built.index.texts[TEXT]
    pages = [output_of(built, path) for path in wholes(text)]
    shown = [name for page in pages for name, _ in page.shows]
    assert shown == [block.id for block in text.blocks]
    assert len(pages) > 2
    for page in pages:
        assert page.content.count("## Contents") == 1
        assert page.content.count("\n- ") == len(pages)


def test_a_part_says_which_uses_of_the_whole_it_has() -> None:
    built = tale_built()
    text = built.index.texts[TEXT]
    order = [mention.id for mention in built.edition.mentions if mention.term == "carp"]
    for part, path in zip(parts.cut(text), wholes(text), strict=True):
        frame = output_of(built, path).frame
        assert frame
        uses = json.loads(frame()["cards"])["/"]["carp"]
        held = {block.id for block in part.blocks}
        here = [n for n, name in enumerate(order) if name.partition("-")[0] in held]
        assert (uses["first"], uses["total"]) == (here[0] + 1, len(order))
        assert uses["previous"] == (order[here[0] - 1] if here[0] else "")
        assert uses["next"] == (order[here[-1] + 1] if order[here[-1] + 1 :] else "")


def test_programs_that_read_are_told_of_every_part() -> None:
    built = tale_built()
    said = output_of(built, "llms.txt").content
    for path in wholes(built.index.texts[TEXT]):
        assert said.count(paths.copy(path)) == 1


# In a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("tale"), edited().files())
    run_mkdocs(
        "build", "--strict", "--site-dir", str(root / "web"), root=root, SITE_URL=ROOT_ADDRESS
    )
    run_mkdocs("build", "--strict", "--site-dir", str(root / "folder"), root=root, OFFLINE="true")
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site / "web") as home:
        yield home


WAYS = [
    ("p450", "p401"),
    ("p450s2", "p401"),
    ("p450-carp-1", "p401"),
    ("p3", ""),
    ("h4", "p201"),
    ("p77", "p401"),  # merged into ¶ 500
    ("p77s1", "p401"),
    ("p999-carp-1", ""),
    ("find=carp&at=p620s1", "p401"),
]


@pytest.mark.parametrize(("anchor", "part"), WAYS)
def test_an_old_anchor_on_the_whole_text_leads_into_its_part(
    page: Page, address: str, anchor: str, part: str
) -> None:
    page.goto(f"{address}texts/{TEXT}/#{anchor}")
    there = f"{address}texts/{TEXT}/" + (f"part/{part}/" if part else "")
    page.wait_for_url(re.compile(re.escape(there) + "(#.*)?$"))
    wanted = anchor.rpartition("=")[2]
    assert page.url.endswith(f"#{wanted}")
    if wanted != "p999-carp-1":
        place = page.locator(f"[id='{wanted}']")
        place.evaluate("place => new Promise(requestAnimationFrame)")
        top = place.evaluate("place => place.getBoundingClientRect().top")
        assert -5 <= top <= 800


def test_an_anchor_that_is_typed_leads_on_from_any_part(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/part/p401/#p450")
    page.evaluate("location.hash = 'p2'")
    page.wait_for_url(f"{address}texts/{TEXT}/#p2")
    page.go_back()
    page.wait_for_url(f"{address}texts/{TEXT}/part/p401/#p450")


def test_a_link_to_words_leads_on_with_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/#p450s1:~:text=no%20such%20words")
    page.wait_for_url(f"{address}texts/{TEXT}/part/p401/**")
    page.locator(".hit-bar", has_text="no such words").wait_for()


def test_an_address_that_a_part_had_leads_on_with_its_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/part/p601/#p610s2")  # too short to be a part
    page.wait_for_url(f"{address}texts/{TEXT}/part/p401/#p610s2")


def test_old_anchors_lead_on_in_a_folder_too(page: Page, site: Path) -> None:
    folder = (site / "folder" / "texts" / TEXT).as_uri()
    page.goto(f"{folder}/index.html#p450s2")
    page.wait_for_url(f"{folder}/part/p401.html#p450s2")
    page.locator(".pager .whole").first.click()
    page.wait_for_url(f"{folder}/index.html")


def test_without_scripts_the_contents_lead_everywhere(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}texts/{TEXT}/#p450")
    contents = page.get_by_role("navigation", name="Contents")
    assert "¶\u00a01–" in contents.locator("[aria-current=page]").inner_text()
    names = contents.locator("> details > ul > li > :first-child").all_inner_texts()
    ends = [re.findall(r"\d+", name) for name in names]
    assert [int(end) + 1 for _, end in ends[:-1]] == [int(start) for start, _ in ends[1:]]
    contents.locator("summary", has_text="Chapter 5").click()
    contents.get_by_role("link", name="Chapter 6").click()
    page.wait_for_url(f"{address}texts/{TEXT}/part/p401/#h7")
    context.close()


def test_a_card_counts_in_the_whole_and_leads_into_the_part_before(
    page: Page, address: str
) -> None:
    first = tale_built().index.addresses.parts(tale_built().index.texts[TEXT])[1].blocks[1].id
    page.goto(f"{address}texts/{TEXT}/part/p201/")
    page.locator(f"[id='{first}-carp-1']").hover()
    card = page.locator(".card-of-term")
    card.get_by_text(f"Mention {int(first[1:]) - 1} of {COUNT}", exact=False).wait_for()
    card.get_by_role("link", name="Previous place").click()
    page.wait_for_url(f"{address}texts/{TEXT}/#p{int(first[1:]) - 1}-carp-1")


def test_arrow_keys_go_from_paragraph_to_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/part/p401/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Paragraph"
    )
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{address}texts/{TEXT}/part/p201/**")


def test_the_page_of_a_paragraph_leads_to_its_place_in_the_whole(page: Page, address: str) -> None:
    page.goto(f"{address}texts/{TEXT}/p450/")
    page.locator(".pager .whole").click()
    page.wait_for_url(f"{address}texts/{TEXT}/part/p401/#p450")


def test_heads_say_how_parts_follow_each_other_and_what_is_cited(site: Path) -> None:
    home = f"{ROOT_ADDRESS}texts/{TEXT}/"
    names = ["", "part/p201/", "part/p401/"]
    pages = [parsed_page(site / "web", f"texts/{TEXT}/{name}") for name in names]
    for name, made in zip(names, pages, strict=True):
        (canonical,) = made.xpath("//link[@rel='canonical']/@href")
        assert canonical == f"{home}{name}"
        assert made.xpath("//link[@rel='cite-as']/@href") == [home]
    assert [made.xpath("//link[@rel='next']/@href") for made in pages] == [
        ["part/p201/"],
        ["../p401/"],
        [],
    ]
    assert [made.xpath("//link[@rel='prev']/@href") for made in pages] == [
        [],
        ["../../"],
        ["../p201/"],
    ]
    listed = lxml.html.fromstring((site / "web" / "sitemap.xml").read_bytes()).xpath("//loc/text()")
    assert {f"{home}{name}" for name in names} <= set(listed)


def test_headings_are_found_where_they_stand(site: Path) -> None:
    (file,) = (site / "web" / "search").glob("reader_index.*.js")
    data = json.loads(file.read_text(encoding="utf-8").split("=", 1)[1].rstrip().rstrip(";"))
    urls = {doc["title"].split(" · ")[0]: doc["url"] for doc in data["docs"] if doc.get("boost")}
    assert urls["Heading 7"] == f"texts/{TEXT}/part/p401/"


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_every_reader_can_use_the_pages_of_parts(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    with resting(browser, width, scheme) as page:
        for name in ("", "part/p401/"):
            page.goto(f"{address}texts/{TEXT}/{name}")
            page.locator(".text-contents details").first.evaluate("fold => { fold.open = true }")
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
