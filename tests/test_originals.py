"""An original beside its translation: unaltered, and paired with it, in all that is made of it.

What a page does with it in a browser stands in ``test_shapes``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from conftest import contents
from judges import epub_faults
from lxml import etree
from pdfminer.pdftypes import resolve1
from test_carriers import Tagged, X, parts, visible, words_of
from test_data import XML_ID, shown, string_ranges
from test_shapes import SEEDS, TEI, made

from reader.books.book import Book, book
from reader.books.epub import epub
from reader.books.pdf import pdf
from reader.edition.index import Index
from reader.history import paths
from reader.model import Mention
from reader.site import search

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def letter() -> Book:
    index = Index(made().edition)
    return book(index, index.texts["letter"])


def counterparts() -> list[Mention]:
    return [mention for mention in made().edition.originals if mention.text == "letter"]


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_an_original_stands_beside_its_paragraph_unaltered_and_changes_no_count() -> None:
    built = made()
    index = Index(built.edition)
    text = index.texts["letter"]
    source = (SEEDS / "seeds/texts/letter/original.txt").read_bytes()
    originals = [block.original for block in text.blocks if block.original]
    joined = "".join(block.before + block.words for block in originals) + text.original_after
    assert joined.encode() == source == text.original
    assert [block.id for block in originals] == ["h1o", "p1o", "h2o", "p2o"]
    (page,) = (output for output in built.outputs if output.path == "texts/letter/p2.md")
    assert page.shows[1] == ("p2o", "磨坊在转，<b>改革</b>也在转。")
    reform = index.terms["reform"]
    assert all("o-" not in mention.id for mention in index.mentions_of(reform, text))
    assert [m.words for m in index.mentions_in(text, originals[3])] == ["改革"]


def test_the_search_has_the_words_of_originals_and_nothing_else_is_new() -> None:
    edition = made().edition
    bare = tuple(
        replace(text, blocks=tuple(replace(block, original=None) for block in text.blocks))
        for text in edition.seeds.texts
    )
    without = replace(edition, seeds=replace(edition.seeds, texts=bare), originals=())
    docs, others = (list(search.documents(Index(one))) for one in (edition, without))
    added = {"more", "moreLang", "moreSentences"}
    paragraphs = [doc for doc in docs if doc["kind"] == "paragraph"]
    kept = [{key: doc[key] for key in doc.keys() - added} for doc in paragraphs]
    assert kept == [doc for doc in others if doc["kind"] == "paragraph"]
    assert [squeezed(doc["more"]) for doc in paragraphs if "more" in doc] == [
        squeezed(block.original.words)
        for text in edition.seeds.texts
        for block in text.blocks
        if block.original
    ]


def test_the_search_has_wrapped_lines_run_on_and_every_place_in_them_right() -> None:
    index = Index(made().edition)
    docs = [doc for doc in search.documents(index) if doc["path"].startswith("texts/typed/p")]
    first, second, verse = docs
    assert first["text"] == "村长说：“发展新质生产力，要靠改革。”大家都同意了！GDP也会增长。"
    assert second["text"] == "一、修水车，要靠改革。\n二、修磨坊。"
    assert verse["text"] == "水车转\n改\n革"
    spans = [span for doc in docs for spans in doc["mentions"].values() for span in spans]
    assert [
        doc["text"][slice(*span)] for doc, span in zip((first, first, second), spans, strict=True)
    ] == ["新质生产力", "改革", "改革"]
    starts = [[doc["text"][start:][:2] for _, start in doc["sentences"]] for doc in docs]
    assert starts == [["村长", "大家", "GD"], ["一、", "二、"], ["水车", "改\n", "革"]]


def test_the_tei_holds_the_original_character_for_character_and_pairs_the_paragraphs() -> None:
    files = contents(made())
    root = etree.fromstring(files["data/texts/letter.tei.xml"].encode())
    index = Index(made().edition)
    text = index.texts["letter"]
    (original,) = root.xpath("t:text[@type='original']", namespaces=TEI)
    assert original.get(XML_LANG) == "zh-Hans"
    assert "".join(original.itertext()).encode() == text.original
    pairs = {
        element.get(XML_ID): element.get("corresp").removeprefix("#")
        for element in root.xpath("//*[@corresp]")
    }
    assert pairs == {
        "h1": "h1o", "p1": "p1o", "h2": "h2o", "p2": "p2o",
        "h1o": "h1", "p1o": "p1", "h2o": "h2", "p2o": "p2",
    }  # fmt: skip
    for block in text.blocks:
        (element,) = root.xpath("//*[@xml:id=$id]", id=pairs[block.id])
        assert block.original is not None
        assert "".join(element.itertext()) == block.original.words
    digests = root.xpath("//t:sourceDesc//t:idno[@type='SHA-256']/text()", namespaces=TEI)
    assert digests == [text.sha256, hashlib.sha256(text.original).hexdigest()]
    found = root.xpath("//t:listAnnotation[@type='mentions-in-original']/*", namespaces=TEI)
    assert [(one.get(XML_ID), *string_ranges(root, one.get("target"))) for one in found] == [
        (mention.id, mention.words) for mention in counterparts()
    ]
    for cited in root.xpath("//t:refsDecl/t:citeStructure/@match", namespaces=TEI):
        steps = re.sub(r"(?<=[/:])(?=[A-Za-z])", "t:", cited)
        named = [element.get(XML_ID) for element in root.xpath(steps, namespaces=TEI)]
        assert named
        assert not {name for name in named if name.endswith("o")}


def test_the_original_in_plain_text_has_the_numbers_of_its_translation() -> None:
    files = contents(made())
    source = (SEEDS / "seeds/texts/letter/original.txt").read_text(encoding="utf-8")
    given = files["data/texts/letter.original.txt"]
    assert re.findall(r"^\[(\w+)\] ", given, re.MULTILINE) == ["h1", "p1", "h2", "p2"]
    assert re.sub(r"^\[\w+\] ", "", given, flags=re.MULTILINE) == source
    names = {name for name in files if name.endswith("original.txt")}
    assert names == {"data/texts/letter.original.txt", "data/texts/typed.original.txt"}


def test_the_copies_in_markdown_quote_the_original_below_its_paragraph() -> None:
    files = contents(made())
    for page, count in (("texts/letter/p2.md", 1), ("texts/letter/index.md", 4)):
        copy = shown(files[paths.copy(page)])
        quotes = [quote.text_content().strip() for quote in copy.iter("blockquote")]
        assert len(quotes) == count
        assert quotes[-1] == "磨坊在转，<b>改革</b>也在转。"


def test_the_epub_has_each_original_below_its_paragraph_in_its_language(tmp_path: Path) -> None:
    content = epub(letter())
    assert epub_faults(content, tmp_path) == []
    documents = parts(content)
    root = documents["text.xhtml"]
    for block in Index(made().edition).texts["letter"].blocks:
        assert block.original is not None
        assert words_of(root, block.id) == block.words
        assert words_of(root, block.original.id) == block.original.words
        (beside,) = root.xpath("//*[@id=$id]/following-sibling::*[1]", id=block.id)
        assert (beside.get("class"), beside.get("lang")) == ("original", "zh-Hans")
        assert beside[0].get("id") == block.original.id
    links = root.xpath("//x:div[@class='original']//x:a/@href", namespaces=X)
    assert links == [f"glossary.xhtml#{mention.term}" for mention in counterparts()]
    languages = documents["package.opf"].xpath("//d:language/text()", namespaces=X)
    assert languages == ["en", "zh-Hans"]


def languages_of(node: object) -> set[str]:
    """Return the languages that the tags of a PDF name."""
    given = resolve1(node)
    if isinstance(given, list):
        return {name for child in given for name in languages_of(child)}
    if not isinstance(given, dict):
        return set()
    own = {given["Lang"].decode()} if "Lang" in given else set()
    return own | languages_of(given.get("K"))


def test_the_pdf_has_each_original_below_its_paragraph_in_its_language() -> None:
    tagged = Tagged(pdf(letter())[0])
    read = [visible(words) for kind, words in tagged.blocks()]
    for block in Index(made().edition).texts["letter"].blocks:
        assert block.original is not None
        place = read.index(visible(block.words))
        assert read[place + 1] == visible(block.original.words)
    assert languages_of(resolve1(tagged.catalog["StructTreeRoot"])["K"]) == {"zh-CN"}


def test_the_books_run_the_lines_of_wrapped_chinese_on() -> None:
    index = Index(made().edition)
    given = book(index, index.texts["typed"])
    root = parts(epub(given))["text.xhtml"]
    block = index.texts["typed"].by_id["p1"]
    assert words_of(root, "p1") == block.words
    unseen = root.xpath("//*[@id='p1']//x:span[@class='line-end']", namespaces=X)
    assert [element.text for element in unseen] == ["\n"] * 4
    read = [words.strip() for _, words in Tagged(pdf(given)[0]).blocks()]
    joined = "村长说：“发展新质生产力，要靠改革。”大家都同意了！GDP也会增长。"
    assert joined in read
    assert "打字机打的通知" in read


def test_a_book_without_an_original_says_nothing_of_one() -> None:
    index = Index(made().edition)
    for name in ("meeting", "notice", "wrapped"):
        given = book(index, index.texts[name])
        assert given.original_language == ""
        assert not any(block.original for block in given.blocks)
        assert "original" not in {name.lower() for name, _ in given.facts}
        assert b"riginal" not in etree.tostring(parts(epub(given))["about.xhtml"])
