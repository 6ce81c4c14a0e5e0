"""The data exports, read back by libraries that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import jsonschema
import lxml.html
import pytest
import rdflib
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from conftest import ROOT, TEXT, contents
from hostile import ENTRY, FRAGMENTS, seed_files
from hostile import texts as st_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import tei_all
from lxml import etree
from markdown import Markdown
from rdflib.namespace import DCTERMS, RDF, SKOS

from reader.build import Build, build, report
from reader.data.exports import exports
from reader.edition.index import Index
from reader.history import paths
from reader.language import markup
from reader.model import SeedFile, Text

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
NOTES = """\
- id: n1
  kind: wrong
  also: [odd]
  sense: changed
  places:
    - {at: %s, quote: new quality productive forces}
    - {at: %s, quote: "/// html"}
  original: "<新>"
  established: "{x} & [y](z)"
  reason: "Because of <b> & `c` [@s]."
  entries: [nqpf]
"""
SOURCES = r"""
- id: s
  type: article-journal
  title: '<i>A</i> & b*c* {d $e$ \f 100% #1 _g^h~ }}'
  author: "O'Neil, Ann; {Smith and Sons, Ltd}; A & B"
  container-title: 'J \\ "q" [x](y)'
  url: 'https://example.org/a_b?c=%20{d}#e~f'
  issued: '2026-11'
  accessed: '2026'
  grade: press
  note: "@misc{x, y = {z}}"
- {id: t, type: webpage, title: 'plain', accessed: '2026-01-02', grade: weak}
"""


def hostile_files() -> tuple[SeedFile, ...]:
    """Hostile seeds, with notes, odd line ends, and blanks that are not XML's."""
    given = list(FRAGMENTS)
    files = {file.path: file.content for file in seed_files(given)}
    text = "seeds/texts/hostile/text.txt"
    words = "\r\n\u3000\r\n \r\n".join(given)
    at = [
        f"p{given.index(words) + 1}"
        for words in ("new quality productive forces", "/// html | script")
    ]
    files[text] = f"\ufeff\n{words}\n\u00a0\n".encode()
    files["seeds/texts/hostile/meta.yml"] += b"original: 'https://example.org/{a}|b^c?d=\\e'\n"
    files["seeds/texts/hostile/notes.yml"] = (NOTES % tuple(at)).encode()
    files["seeds/sources.yml"] = SOURCES.encode()
    return tuple(SeedFile(path, content) for path, content in files.items())


@pytest.fixture(scope="module", params=["real", "hostile"])
def made(request: pytest.FixtureRequest, built: Build) -> Build:
    if request.param == "real":
        return built
    hostile = build(hostile_files())
    assert not hostile.failed, report(hostile.problems)
    return hostile


@pytest.fixture(scope="module")
def files(made: Build) -> dict[str, str]:
    return contents(made)


def texts(made: Build) -> tuple[Text, ...]:
    return made.edition.seeds.texts


def content(files: dict[str, str], text: Text, ending: str) -> str:
    return files[f"data/texts/{text.id}.{ending}"]


# JSON


def test_the_json_keeps_to_its_schema_and_the_schema_to_the_standard(files: dict[str, str]) -> None:
    schema = json.loads(files["data/edition.schema.json"])
    data = json.loads(files["data/edition.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(data)
    for broken in ({**data, "more": 1}, {**data, "terms": [{"id": "x"}]}, {}):
        assert not validator.is_valid(broken)


def test_the_json_holds_the_source_and_its_mentions(made: Build, files: dict[str, str]) -> None:
    data = json.loads(files["data/edition.json"])
    sentences = {}
    for text, written in zip(texts(made), data["texts"], strict=True):
        pieces = []
        for block in (*written["headings"], *written["paragraphs"]):
            pieces.append(block["before"])
            for sentence in block["sentences"]:
                pieces.append(sentence["words"])
                sentences[text.id, sentence["id"]] = sentence["words"]
        assert "".join((*pieces, written["after"])).encode() == text.source
    assert len(data["mentions"]) == len(made.edition.mentions)
    for mention in data["mentions"]:
        words = sentences[mention["text"], mention["sentence"]]
        assert words[mention["start"] : mention["end"]] == mention["words"]


# TEI


def string_ranges(root: etree._Element, pointers: str) -> Iterator[str]:
    """Follow pointers of the form ``#string-range(id,offset,length)``."""
    for pointer in pointers.split():
        name, offset, length = pointer.removeprefix("#string-range(").removesuffix(")").split(",")
        (element,) = root.xpath("//*[@xml:id=$name]", name=name)
        yield "".join(element.itertext())[int(offset) : int(offset) + int(length)]


def test_the_tei_is_valid_by_the_schema_of_tei(made: Build, files: dict[str, str]) -> None:
    for text in texts(made):
        document = etree.fromstring(content(files, text, "tei.xml").encode())
        assert tei_all().validate(document), tei_all().error_log
        document.append(etree.SubElement(document, "paragraph"))
        assert not tei_all().validate(document)


def test_the_tei_holds_the_source_character_for_character(
    made: Build, files: dict[str, str]
) -> None:
    for text in texts(made):
        root = etree.fromstring(content(files, text, "tei.xml").encode())
        (words,) = root.xpath("t:text", namespaces=TEI)
        assert "".join(words.itertext()).encode() == text.source
        assert root.xpath("//t:idno[@type='SHA-256']/text()", namespaces=TEI) == [text.sha256]
        for block in text.blocks:
            (element,) = root.xpath("//*[@xml:id=$id]", id=block.id)
            assert "".join(element.itertext()) == block.words


def test_the_annotations_in_the_tei_point_at_their_words(
    made: Build, files: dict[str, str]
) -> None:
    index = Index(made.edition)
    for text in texts(made):
        root = etree.fromstring(content(files, text, "tei.xml").encode())
        found = [
            (element.get(XML_ID), "".join(string_ranges(root, element.get("target"))))
            for element in root.iterfind(".//t:annotation", TEI)
        ]
        mentions = [m for m in made.edition.mentions if m.text == text.id]
        assert sorted(found) == sorted((m.id, m.words) for m in mentions)
        for target in root.xpath("//t:annotation/t:ptr/@target", namespaces=TEI):
            assert root.xpath("//*[@xml:id=$id]", id=target.removeprefix("#"))
        notes = root.xpath("//t:standOff//t:note", namespaces=TEI)
        assert len(notes) == len(index.notes_of(text))
        for element, note in zip(notes, index.notes_of(text), strict=True):
            quotes = [place.quote for place in note.places]
            assert list(string_ranges(root, element.get("target"))) == quotes


# Web annotations

# What the W3C's context says of the words that we use; the test asks no server for it.
CONTEXT = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation",
            "FragmentSelector",
            "SpecificResource",
            "TextPositionSelector",
            "TextQuoteSelector",
            "TextualBody",
            "exact",
            "prefix",
            "suffix",
            "start",
            "end",
        )
    },
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "refinedBy": {"@id": "oa:refinedBy", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "commenting": "oa:commenting",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    given = annotation["target"]
    return given if isinstance(given, list) else [given]


def test_the_selectors_of_the_web_annotations_select_the_same_words(
    made: Build, files: dict[str, str]
) -> None:
    for text in texts(made):
        blocks = {block.id: block.words for block in text.blocks}
        data = json.loads(content(files, text, "annotations.jsonld"))
        items = data["first"]["items"]
        assert data["total"] == len(items) > 0
        for target in (target for item in items for target in targets(item)):
            words = blocks[target["selector"]["value"]]
            position, quote = target["selector"]["refinedBy"]
            start, end = position["start"], position["end"]
            assert words[start:end] == quote["exact"]
            assert words[max(0, start - 32) : start] == quote["prefix"]
            assert words[end : end + 32] == quote["suffix"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
def test_the_web_annotations_are_linked_data(made: Build, files: dict[str, str]) -> None:
    index = Index(made.edition)
    for text in texts(made):
        data = json.loads(content(files, text, "annotations.jsonld"))
        assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
        graph = rdflib.Graph()
        base = f"http://site/data/texts/{text.id}.annotations.jsonld"
        graph.parse(data=json.dumps({**data, "@context": CONTEXT}), format="json-ld", base=base)
        mentions = [m for m in made.edition.mentions if m.text == text.id]
        notes = index.notes_of(text)
        assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(mentions) + len(notes)
        quotes = [place.quote for note in notes for place in note.places]
        exact = sorted(str(words) for words in graph.objects(None, OA.exact))
        assert exact == sorted([*quotes, *(mention.words for mention in mentions)])
        page = rdflib.URIRef(f"http://site/texts/{text.id}/index.html")
        assert (None, OA.hasSource, page) in graph


# The glossary


def test_the_skos_is_a_scheme_of_all_entries(made: Build, files: dict[str, str]) -> None:
    graph = rdflib.Graph().parse(data=files["data/glossary.ttl"], format="turtle")
    terms = made.edition.seeds.terms
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(terms)
    for term in terms:
        concept = rdflib.URIRef(f"urn:x-annotated-reader:term:{term.id}")
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert rdflib.Literal(term.headword, "en") in labels
        assert rdflib.Literal(term.original, "zh-Hans") in labels
        languages = [label.language for label in labels if isinstance(label, rdflib.Literal)]
        assert len(languages) == len(set(languages))
        assert not set(labels) & set(graph.objects(concept, SKOS.altLabel))
        assert len(list(graph.objects(concept, SKOS.definition))) == 1
        broader = {str(other).rpartition(":")[2] for other in graph.objects(concept, SKOS.broader)}
        assert broader == {form.words for form in term.broader}
    for verb in (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.member, SKOS.hasTopConcept):
        for other in graph.objects(None, verb):
            assert (other, RDF.type, SKOS.Concept) in graph
    assert set(graph.objects(None, DCTERMS.source))


def test_the_csv_has_a_row_for_each_entry(made: Build, files: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/glossary.csv"], newline=""), strict=True))
    for row, term in zip(rows, made.edition.seeds.terms, strict=True):
        assert (row["id"], row["headword"]) == (term.id, term.headword)
        assert (row["original"], row["romanization"]) == (term.original, term.romanization)
        assert row["forms"] == "; ".join(form.words for form in term.forms)
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "'", "''=", ""])
def test_no_cell_of_the_csv_is_a_formula_and_each_gives_back_its_words(sign: str) -> None:
    headword = f"{sign}HYPERLINK(1)"
    entry = ENTRY.format(headword=repr(headword), chinese=f'"{sign}龙"', forms="")
    files = (*seed_files(["Carp."]), SeedFile("seeds/glossary/f.md", entry.encode()))
    entry_file = next(o for o in build(files).outputs if o.path == "data/glossary.csv")
    table = csv.DictReader(io.StringIO(entry_file.content, newline=""), strict=True)
    row = next(row for row in table if row["id"] == "f")
    for cell, words in ((row["headword"], headword), (row["original"], f"{sign}龙")):
        assert cell[0] not in "=+-@\t\r\n＝＋－＠"
        assert cell.removeprefix("'") == words


@cache
def tbx_basic() -> etree.RelaxNG:
    """What TBX-Basic allows, written for these tests: no schema of it comes with a license."""
    return etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "tbx-basic.rng"))


def test_the_tbx_is_valid_and_has_every_name_in_its_language(
    made: Build, files: dict[str, str]
) -> None:
    document = etree.fromstring(files["data/glossary.tbx"].encode())
    assert tbx_basic().validate(document), tbx_basic().error_log
    concepts = document.findall(".//{*}conceptEntry")
    for concept, term in zip(concepts, made.edition.seeds.terms, strict=True):
        named = {
            section.get(f"{XML_ID.rpartition('}')[0]}}}lang"): [
                found.text for found in section.iter("{*}term")
            ]
            for section in concept.iter("{*}langSec")
        }
        wordings = [given.wording for given in term.renderings]
        forms = [form.words for form in term.forms]
        assert named["en"][0] == term.headword
        assert {*wordings, *forms} <= {name for names in named.values() for name in names}
        if term.original:
            assert named["zh-Hans"][0] == term.original
        if term.other_characters:
            assert named["zh-Hant"] == [term.traditional]
    etree.SubElement(concepts[0], concepts[0].tag)
    assert not tbx_basic().validate(document)


def cards_of(anki: str) -> list[dict[str, str]]:
    """Return the notes that Anki makes of a text, by the columns that its head names."""
    head = [row for row in anki.splitlines() if row.startswith("#")]
    said = dict(row[1:].split(":", maxsplit=1) for row in head)
    assert (said["separator"], said["html"], said["notetype"]) == ("tab", "true", "Basic")
    body = io.StringIO("\n".join(anki.splitlines()[len(head) :]), newline="")
    columns = said["columns"].split("\t")
    assert columns[int(said["guid column"]) - 1] == "guid"
    assert columns[int(said["tags column"]) - 1] == "Tags"
    rows = list(csv.reader(body, delimiter="\t", strict=True))
    assert {len(row) for row in rows} == {len(columns)}
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_anki_makes_two_cards_of_each_entry_that_say_what_it_says(
    made: Build, files: dict[str, str]
) -> None:
    notes = cards_of(files["data/glossary.anki.txt"])
    terms = made.edition.seeds.terms
    assert len({note["guid"] for note in notes}) == len(notes) == 2 * len(terms)
    for term, forth, back in zip(terms, notes[::2], notes[1::2], strict=True):
        sides = [lxml.html.fragment_fromstring(side, create_parent="div") for side in (
            forth["Front"], forth["Back"], back["Front"], back["Back"]
        )]  # fmt: skip
        assert {part.tag for side in sides for part in side.iter()} <= {"div", "ul", "li", "a"}
        asked, told, turned, answered = (" ".join(side.text_content().split()) for side in sides)
        headword = " ".join(term.headword.split())
        assert asked == headword
        assert headword in answered
        assert term.original in told
        assert turned == (term.original or told)
        assert markup.curly(markup.plain(markup.sections(term.prose.words)[0])) in told
        assert forth["Tags"].split()[-1] == f"kind::{term.kind}"


# The sources


def test_a_citation_processor_reads_the_csl_json(made: Build, files: dict[str, str]) -> None:
    items = json.loads(files["data/sources.csl.json"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of CSL variables that it does not know
        read = CiteProcJSON(items)
    for source in made.edition.seeds.sources:
        assert str(read[source.id]["title"]) == source.fields["title"]
    assert {item["id"] for item in items} == {source.id for source in made.edition.seeds.sources}


def test_a_bibtex_parser_reads_every_source(made: Build, files: dict[str, str]) -> None:
    library = parse_string(files["data/sources.bib"], append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    assert len(library.entries) == len(made.edition.seeds.sources)
    for source in made.edition.seeds.sources:
        given, fields = source.fields, library.entries_dict[source.id].fields_dict
        title = fields["title"].value.replace("ˆ", "^")  # the parser's own reading of LaTeX's ^
        assert title == " ".join(given["title"].split())
        assert fields["urldate"].value == given["accessed"]
        if source.note:
            assert fields["note"].value == source.note
        if "author" in given:
            authors = fields["author"].value.split(" and ")
            assert len(authors) >= len(given["author"].split("; "))


# Text


def test_the_plain_text_is_the_source_with_numbers_and_nothing_else(
    made: Build, files: dict[str, str]
) -> None:
    for text in texts(made):
        assert numbers_removed(content(files, text, "txt"), text).encode() == text.source


def numbers_removed(plain: str, text: Text) -> str:
    pieces = []
    for block in text.blocks:
        before, mark, plain = plain.partition(f"[{block.id}] ")
        assert mark
        pieces.append(before)
    return "".join((*pieces, plain))


def shown(markdown: str) -> lxml.html.HtmlElement:
    """Return a page as a reader of Markdown renders it that knows nothing of this site."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    plain = Markdown(extensions=["attr_list", "def_list", "tables"])
    return lxml.html.fromstring(f"<main>{plain.convert(body)}</main>")


def test_the_copies_of_the_pages_show_the_words_in_any_reader_of_markdown(
    made: Build, files: dict[str, str]
) -> None:
    for text in texts(made):
        whole = shown(files[paths.copy(paths.text(text.id))])
        for block in text.blocks:
            (element,) = whole.xpath("//*[@id=$id]", id=block.id)
            assert element.text_content() == markup.shown(block.words)
        for block in text.paragraphs:
            page = shown(files[paths.copy(paths.paragraph(text.id, block.id))])
            (element,) = page.xpath("//*[@id=$id]", id=block.id)
            assert element.text_content() == markup.shown(block.words)


def test_every_link_of_a_copy_leads_to_a_copy_or_to_data(files: dict[str, str]) -> None:
    copies = {path: words for path, words in files.items() if path.startswith("data/pages/")}
    assert len(copies) > 5
    for path, words in copies.items():
        for target in shown(words).xpath("//a/@href"):
            there = urldefrag(urljoin(path, target)).url
            assert target.startswith("http") or there in files, (path, target)
            assert not there.endswith(".md"), (path, target)


def test_a_text_twice_as_long_gives_twice_the_data() -> None:
    def size(paragraphs: int) -> int:
        made = build(seed_files(["A line of words, and productive forces."] * paragraphs))
        return sum(len(export.content) for export in exports(Index(made.edition)))

    assert size(800) < 2.1 * size(400)


# Every text whatsoever


@given(st_texts, st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_every_text_comes_back_from_tei_and_plain_text_and_shows_in_its_copy(
    given_texts: list[str], headings: int
) -> None:
    made = build(seed_files(given_texts, min(headings, len(given_texts) - 1)))
    (text,) = texts(made)
    files = contents(made)
    root = etree.fromstring(content(files, text, "tei.xml").encode())
    assert tei_all().validate(root), tei_all().error_log
    assert "".join(root.find("t:text", TEI).itertext()).encode() == text.source
    assert numbers_removed(content(files, text, "txt"), text).encode() == text.source
    for name in (paths.text(text.id), paths.paragraph(text.id, "p1")):
        words = " ".join(shown(files[paths.copy(name)]).text_content().split())
        assert " ".join(text.paragraphs[0].words.split()) in words


# The site


def test_every_format_is_listed_on_the_data_page_and_linked_from_the_head_of_its_page(
    site: Path, built: Build
) -> None:
    page = lxml.html.parse(site / "data" / "index.html")
    listed = {
        urljoin("/data/", href) for href in page.xpath("//article//dl[@class='files']/dt/a/@href")
    }
    for export in exports(Index(built.edition)):
        if export.purpose:
            assert f"/{export.path}" in listed
        if export.page:
            name = export.page.removesuffix("index.md").replace(".md", "/") + "index.html"
            head = lxml.html.parse(site / name)
            links = head.xpath("/html/head/link[contains(@rel, 'alternate')]")
            found = {urljoin(f"/{name}", link.get("href")): link.get("type") for link in links}
            assert found[f"/{export.path}"] == export.media
    endings = (
        "edition.json",
        "edition.schema.json",
        "cards.schema.json",
        *(f"texts/{TEXT}.{ending}" for ending in ("tei.xml", "annotations.jsonld", "txt")),
        "glossary.ttl",
        "glossary.csv",
        "glossary.tbx",
        "glossary.anki.txt",
        "sources.csl.json",
        "sources.bib",
        "dts/index.json",
        "CITATION.cff",
        "linkset.json",
    )
    assert listed == {"/feed.xml", "/llms.txt", *(f"/data/{ending}" for ending in endings)}
    for row in page.xpath("//article//tbody/tr"):
        assert all(cell.text_content().strip() for cell in row)


def test_what_an_annotation_points_at_stands_on_the_page(site: Path, folder_site: Path) -> None:
    for root in (site, folder_site):
        path = root / "data" / "texts" / f"{TEXT}.annotations.jsonld"
        items = json.loads(path.read_text(encoding="utf-8"))["first"]["items"]
        page = lxml.html.parse(path.parent / targets(items[0])[0]["source"])
        for target in (target for item in items for target in targets(item)):
            (element,) = page.xpath("//*[@id=$id]", id=target["selector"]["value"])
            position, quote = target["selector"]["refinedBy"]
            words = element.text_content()
            assert words[position["start"] : position["end"]] == quote["exact"]


def test_programs_that_read_for_people_are_told_what_to_know(built: Build) -> None:
    words = contents(built)["llms.txt"]
    paths = {output.path for output in built.outputs}
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): \S", words, re.MULTILINE)
    assert len(links) > 10
    assert set(links) <= paths
    assert "Unofficial English rendering; 9 paragraphs. Paragraphs 1 and 3 to 9 report" in words
