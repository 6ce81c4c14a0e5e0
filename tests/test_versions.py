"""Versions of one text: aligned by paragraph, side by side, in all that is made of them.

What a page does with them in a browser stands in ``test_side_by_side``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import jsonschema
import lxml.html
from conftest import ROOT, contents
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import tei_all
from lxml import etree
from test_invariants import elsewhere, good, html_of, pages

from reader.books.book import book
from reader.books.runs import Runs
from reader.build import Build, build
from reader.data import edition as json_edition
from reader.data import reading
from reader.data.crate import crate
from reader.edition.index import Index
from reader.edition.versions import Group
from reader.edition.wordings import Wordings
from reader.history import record
from reader.history.fates import Fates
from reader.model import Form, Paragraph, Place, Prose, SeedFile, Seeds, Sentence, Text
from reader.model.text import Meta
from reader.seeds import from_disk, lengths
from reader.seeds.alignment import aligned
from reader.site import search
from reader.site.proof import verify

SEEDS = ROOT / "tests" / "data" / "versions"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
PAGE = "texts/mill/versions.md"


@cache
def made() -> Build:
    return good(from_disk.read(SEEDS))


def group() -> Group:
    index = Index(made().edition)
    found = index.versions.of(index.texts["mill"])
    assert found
    return found


def root_of(path: str) -> lxml.html.HtmlElement:
    (page,) = (output for output in made().outputs if output.path == path)
    return lxml.html.fromstring(f"<main>{html_of(page)}</main>")


def shown_rows() -> list[list[str]]:
    """Return the page side by side, row by row: the ids of the blocks of each cell."""
    return [
        [" ".join(cell.xpath("*[contains(@class, 'words')]/@id")) for cell in row]
        for row in root_of(PAGE).xpath("//div[@class='row']")
    ]


# Alignment


def test_what_an_editor_says_and_what_follows_in_order_make_the_rows() -> None:
    rows = [[" ".join(block.id for block in cell) for cell in row.cells] for row in group().rows]
    assert [column.label for column in group().columns] == [
        "Weir 2003",
        "Brook 1861",
        "حداد",
        "磨坊语录",
    ]
    assert rows == [
        ["h1", "h1", "h1", "h1"],
        ["p1", "p1", "p1", "p1"],
        ["p2 p3", "p2", "p2 p3", "p2 p3"],
        ["h2", "h2", "", "h2"],
        ["p4", "p3", "p4 p5", "p4"],
        ["p5", "p4", "p6", "p5"],
        ["", "p5", "", ""],
        ["p6", "", "", "p6"],
        ["p7", "p6", "p7", "p7"],
    ]


def test_below_a_paragraph_stands_only_what_stands_for_it() -> None:
    found = group()
    beside = {
        block.id: [" ".join(b.id for b in cell) for _, cell in found.beside(found.main, block)]
        for block in found.main.paragraphs
    }
    assert beside["p2"] == ["p2", "p2", "p2"]
    assert beside["p3"] == ["p2", "p3", "p3"]
    assert beside["p6"] == ["", "", "p6"]
    old = found.texts[1]
    assert [len(cell) for _, cell in found.beside(old, old.by_id["p2"])] == [2, 2, 2]
    assert [len(cell) for _, cell in found.beside(old, old.by_id["p5"])] == [0, 0, 0]


def text(name: str, kinds: str, said: dict[str, str] | None = None) -> Text:
    """Return a text of headings and paragraphs, as in ``hpp``; their lengths differ."""
    numbers = {"h": 0, "p": 0}
    blocks = []
    for place, kind in enumerate(kinds):
        numbers[kind] += 1
        own = f"{kind}{numbers[kind]}"
        sentence = Sentence(f"{own}s1", "word " * (place * 7 % 11 + 1))
        blocks.append(Paragraph(own, "", (sentence,)))
    empty = dict.fromkeys(
        (
            *("title", "label", "original_title", "event", "event_date", "dispatch"),
            *("dispatch_date", "publisher", "status", "translation", "rights"),
        ),
        name,
    )
    meta = Meta(
        **empty,  # type: ignore[arg-type]
        language="en",
        headings=numbers["h"],
        paragraphs=numbers["p"],
        provenance=Prose("", 1),
        version_of=Form("main", 1),
        aligned=tuple((Form(key, 1), value) for key, value in (said or {}).items()),
    )
    return Text(name, Place(name, 1), meta, b"", tuple(blocks), "")


NOBODY_GONE = Fates(Seeds())
kinds = st.text("hp", max_size=14)
block_ids = st.from_regex(r"[hp][1-9]", fullmatch=True)
values = st.lists(block_ids, min_size=1, max_size=3).map(", ".join) | st.just("missing")
lines = st.dictionaries(block_ids | st.just("missing"), values, max_size=4)


@given(kinds, kinds, lines)
@settings(max_examples=400, deadline=None)
def test_every_block_of_both_texts_stands_in_exactly_one_pair_or_there_is_a_reason(
    main: str, own: str, said: dict[str, str]
) -> None:
    texts = text("main", main), text("own", own, said)
    found = aligned(*texts, NOBODY_GONE)
    if found.faults or found.gaps:
        assert found.pairs == ()
        return
    for side, given_text in ((1, texts[0]), (0, texts[1])):
        names = [name for pair in found.pairs for name in pair[side]]
        assert sorted(names) == sorted(block.id for block in given_text.blocks)


@given(kinds, st.lists(kinds, max_size=3))
@settings(max_examples=200, deadline=None)
def test_every_block_stands_in_exactly_one_row_whatever_is_proposed(
    main: str, others: list[str]
) -> None:
    first = text("main", main)
    versions = []
    for number, own in enumerate(others):
        version = text(f"own-{number}", own)
        gaps = aligned(first, version, NOBODY_GONE).gaps
        said = lengths.proposal(gaps, 1.0)
        lines = tuple((Form(key, 1), value) for key, value in said)
        versions.append(replace(version, meta=replace(version.meta, aligned=lines)))
        found = aligned(first, versions[-1], NOBODY_GONE)
        assert (found.faults, found.gaps) == ((), ())  # a proposal may be taken as it is
    whole = Group(first, versions, NOBODY_GONE)
    for place, column in enumerate(whole.columns):
        names = [block.id for row in whole.rows for block in row.cells[place]]
        assert sorted(names) == sorted(block.id for block in column.text.blocks)
    mains = [block.id for row in whole.rows for block in row.cells[0]]
    assert not versions or len(set(mains)) == len(first.blocks)
    assert len(whole.row_of) == sum(len(one.blocks) for one in whole.texts)


def test_ranges_of_the_same_length_pair_one_by_one_and_others_stand_together() -> None:
    main, own = text("main", "hpppppp"), text("own", "hpppp", {"p1-p2": "p5–p6", "p3, p4": "p1-p3"})
    own = replace(
        own, meta=replace(own.meta, aligned=(*own.meta.aligned, (Form("missing", 1), "p4")))
    )
    pairs = aligned(main, own, NOBODY_GONE).pairs
    assert set(pairs) == {
        (("h1",), ("h1",)),
        (("p1",), ("p5",)),
        (("p2",), ("p6",)),
        (("p3", "p4"), ("p1", "p2", "p3")),
        ((), ("p4",)),
    }


def test_counts_that_agree_do_not_hide_that_headings_stand_elsewhere() -> None:
    found = aligned(text("main", "hpphp"), text("own", "hphpp"), NOBODY_GONE)
    assert found.gaps
    assert found.pairs == ()


def test_a_line_keeps_its_meaning_when_a_paragraph_has_moved_or_was_merged() -> None:
    files = {file.path: file for file in from_disk.read(SEEDS)}
    lines = record.taken(made().edition.seeds, "2026-11-25")
    path = "seeds/texts/mill/text.txt"
    words = files[path].content.decode()
    blocks = words.strip().split("\n\n")
    blocks = [*blocks[:2], blocks[3], blocks[2], *blocks[4:]]  # p3 stands before p2
    changed = {
        **files,
        record.PATH: SeedFile(record.PATH, record.written(lines).encode()),
        path: SeedFile(path, ("\n\n".join(blocks) + "\n").encode()),
    }
    built = build(changed.values())
    index = Index(built.edition)
    assert [block.id for block in index.texts["mill"].blocks][:4] == ["h1", "p1", "p3", "p2"]
    found = index.versions.of(index.texts["mill"])
    assert found
    rows = [[" ".join(block.id for block in cell) for cell in row.cells] for row in found.rows]
    assert ["p3 p2", "p2", "p2 p3", "p2 p3"] in rows


# Pages


def test_the_page_shows_each_block_once_in_the_row_and_column_where_it_belongs() -> None:
    rows = shown_rows()
    assert rows[2] == ["p2 p3", "p2.mill_1861", "p2.mill_ar p3.mill_ar", "p2.mill_zh p3.mill_zh"]
    assert rows[6] == ["", "p5.mill_1861", "", ""]
    root = root_of(PAGE)
    assert root.xpath("count(//*[@class='missing'])") == 6
    (cell,) = root.xpath("//*[@id='p2.mill_ar']/..")
    assert cell.get("dir") == "rtl"
    (arabic,) = root.xpath("//*[@id='p2.mill_ar']")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    (chinese,) = root.xpath("//*[@id='p2.mill_zh']")
    assert chinese.get("lang") == "zh-Hans"
    names = root.xpath("//@id")
    assert len(names) == len(set(names))


def test_every_page_with_versions_shows_the_words_of_their_seeds() -> None:
    proved = 0
    for output in pages(made()):
        verify(output.path, html_of(output), output.shows)
        verify(output.path, elsewhere(output), output.shows)
        proved += any("." in name for name, _ in output.shows)
    assert proved == 1 + 7 + 5 + 7 + 7  # one paragraph stands in no other version


def test_cards_know_the_term_of_every_link_on_the_page() -> None:
    links = root_of(PAGE).xpath("//a[contains(@class, 'term')]")
    assert {link.get("id").split("-")[1] for link in links} == {"goodness", "ritual"}
    (page,) = (output for output in made().outputs if output.path == PAGE)
    assert page.frame
    assert set(json.loads(page.frame()["cards"])["terms"]) == {"goodness", "ritual"}


def test_each_page_of_a_version_leads_to_all_of_them() -> None:
    for name in ("mill", "mill-1861", "mill-zh", "mill-ar"):
        assert root_of(f"texts/{name}/index.md").xpath("//a[contains(@href, 'versions')]")
        assert root_of(f"texts/{name}/about.md").xpath("//dd/a[contains(@href, 'versions')]")
    (link,) = root_of("texts/mill-1861/p5.md").xpath("//*[@class='beside']/a/@href")
    assert link == "../mill/versions.md#p5.mill_1861"
    said = root_of("texts/mill/p6.md").xpath("string(//*[@class='beside'])")
    assert said.startswith("No counterpart in Brook 1861, حداد.")
    summaries = root_of("texts/mill/p6.md").xpath("//details[@class='in-version']/summary")
    assert [summary.text_content() for summary in summaries] == ["磨坊语录"]


def test_a_text_with_an_original_beside_it_has_both_in_columns() -> None:
    built = good(from_disk.read(ROOT / "tests" / "data" / "shapes"))
    files = contents(built)
    assert "texts/letter/versions.md" in files
    assert "{ #p1o .original-words lang=zh-Hans }" in files["texts/letter/versions.md"]
    assert "versions" not in files["texts/letter/p1.md"]
    assert "texts/meeting/versions.md" not in files


def test_an_edition_without_versions_has_nothing_of_them() -> None:
    built = good(from_disk.read(ROOT / "tests" / "problems" / "base"))
    assert not any("version" in path for path in contents(built))
    assert json.loads(contents(built)["data/edition.json"])["versions"] == []


def test_a_long_text_stands_on_several_pages_and_links_lead_to_the_right_one() -> None:
    files = {file.path: file.content for file in from_disk.read(SEEDS)}
    many = "\n\n".join(f"Saying {number}." for number in range(450))
    tail = b"headings: 0\nparagraphs: 450\nlanguage: en\npublisher: x\nstatus: x\nrights: x\n"
    for name, more in (("long", b""), ("long-2", b"version_of: long\n")):
        own = b"title: T\nlabel: " + name.encode() + b"\nprovenance: Made up.\n" + tail + more
        files[f"seeds/texts/{name}/meta.yml"] = own
        files[f"seeds/texts/{name}/text.txt"] = many.encode()
    built = good(SeedFile(path, content) for path, content in files.items())
    found = contents(built)
    parts = [path for path in found if path.startswith("texts/long/versions")]
    assert parts == ["texts/long/versions.md", *(f"texts/long/versions/{n}.md" for n in (2, 3))]
    assert "(versions/2.md#p300)" in found["texts/long/p300.md"]
    assert "#p300 " in found["texts/long/versions/2.md"]


# The ledger, the search


def test_an_entry_says_how_each_version_words_its_term_and_where_it_has_another() -> None:
    index = Index(made().edition)
    ((_, worded),) = Wordings(index).of(index.terms["ritual"])
    assert [
        (one.column.label, [(w.words, len(w.mentions)) for w in one.wordings]) for one in worded
    ] == [
        ("Weir 2003", [("ritual", 3)]),
        ("Brook 1861", [("the rules of propriety", 2), ("rites", 1)]),
        ("حداد", []),
        ("磨坊语录", [("礼", 3)]),
    ]
    assert [(one.otherwise, one.missing) for one in worded] == [
        ((), ()),
        ((), ()),
        ((4, 8), (3,)),
        ((), ()),
    ]
    links = root_of("glossary/ritual.md").xpath("//tr[td[1]='حداد']//a/@href")
    assert links == [f"../texts/mill/versions.md#{name}" for name in ("p4", "p7", "h2")]


def test_the_originals_beside_texts_count_as_versions_in_the_ledger() -> None:
    index = Index(good(from_disk.read(ROOT / "tests" / "data" / "shapes")).edition)
    found = {whole.main.id: worded for whole, worded in Wordings(index).of(index.terms["reform"])}
    letter = [(one.column.label, [w.words for w in one.wordings]) for one in found["letter"]]
    assert letter == [("Letter in two languages", ["Reform"]), ("Original", ["改革"])]


def test_a_result_of_the_search_says_of_which_version_it_is() -> None:
    titles = [doc["title"] for doc in search.documents(Index(made().edition))]
    assert "¶ 2 · Talks · Weir 2003" in titles
    assert "¶ 2 · Conversations · Brook 1861" in titles


# Data and books


def test_the_json_says_what_stands_for_what_and_is_read_back_to_the_same_bytes() -> None:
    index = Index(made().edition)
    written = json_edition.edition(index)
    data = json.loads(written)
    jsonschema.validate(data, json.loads(contents(made())["data/edition.schema.json"]))
    (found,) = data["versions"]
    assert (found["text"], found["label"]) == ("mill", "Weir 2003")
    old = found["versions"][0]
    assert (old["text"], old["label"]) == ("mill-1861", "Brook 1861")
    assert {"own": ["p2"], "main": ["p2", "p3"]} in old["aligned"]
    assert {"own": ["p5"], "main": []} in old["aligned"]
    assert {"own": [], "main": ["p6"]} in old["aligned"]
    read_back = Index(reading.edition(reading.loaded(written)))
    assert json_edition.edition(read_back) == written
    again = read_back.versions.of(read_back.texts["mill"])
    assert again
    assert [[len(cell) for cell in row.cells] for row in again.rows] == [
        [len(cell) for cell in row.cells] for row in group().rows
    ]


def test_the_tei_of_each_version_links_its_blocks_with_those_of_the_main_text() -> None:
    files = contents(made())
    rules = tei_all()
    main = etree.fromstring(files["data/texts/mill.tei.xml"].encode())
    assert len(main.findall(".//t:linkGrp", TEI)) == 3
    for name, kind in (("mill-1861", "version"), ("mill-zh", "translation")):
        root = etree.fromstring(files[f"data/texts/{name}.tei.xml"].encode())
        rules.assertValid(root)
        (links,) = root.findall(".//t:linkGrp", TEI)
        assert (links.get("type"), links.get("corresp")) == (kind, "mill.tei.xml")
        own, others = (set(tree.xpath("//@xml:id")) for tree in (root, main))
        for target in (t for link in links for t in link.get("target").split()):
            file, _, place = target.partition("#")
            assert place in (others if file else own)
    rules.assertValid(main)
    old = etree.fromstring(files["data/texts/mill-1861.tei.xml"].encode())
    targets = [link.get("target") for link in old.findall(".//t:linkGrp/t:link", TEI)]
    assert "#p2 mill.tei.xml#p2 mill.tei.xml#p3" in targets
    missing = [link.get("target") for link in old.findall(".//t:linkGrp/t:ptr", TEI)]
    assert sorted(missing) == ["#p5", "mill.tei.xml#p6"]


def test_books_name_the_other_versions() -> None:
    index = Index(made().edition)
    facts = {name: "".join(run.words for run in runs) for name, runs in _facts(index, "mill")}
    assert facts["Other versions"] == "Brook 1861 (English); حداد (Arabic); 磨坊语录 (Chinese)"
    latin = Index(good(from_disk.read(ROOT / "tests" / "data" / "latin")).edition)
    assert "Other versions" not in dict(_facts(latin, "gallia"))


def _facts(index: Index, name: str) -> tuple[tuple[str, Runs], ...]:
    return book(index, index.texts[name]).facts


def test_catalogs_say_of_which_version_another_was_made() -> None:
    files = contents(made())
    dts = json.loads(files["data/dts/collection/mill-zh.json"])
    assert dts["dublinCore"]["isVersionOf"] == ["mill"]
    dts = json.loads(files["data/dts/collection/mill.json"])
    assert dts["dublinCore"]["hasVersion"] == ["mill-1861", "mill-ar", "mill-zh"]
    (page,) = (output for output in made().outputs if output.path == "texts/mill/index.md")
    assert page.frame
    linked = json.loads(page.frame()["head"].linked)
    assert linked["translationOfWork"]["name"] == "磨坊语录"
    described = json.loads(crate(Index(made().edition), {}))
    (old,) = (thing for thing in described["@graph"] if thing["@id"].endswith("text:mill-1861"))
    assert old["translationOfWork"]["@id"].endswith("text:mill-zh")


def test_pages_name_those_that_have_the_same_in_other_languages() -> None:
    (page,) = (output for output in made().outputs if output.path == "texts/mill/p6.md")
    assert page.frame
    assert page.frame()["head"].languages == (
        ("en", "texts/mill/p6.md"),
        ("zh-Hans", "texts/mill-zh/p6.md"),
    )
