"""Markdown read by our shorter ways is the HTML that the library alone makes of it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from conftest import ROOT, output_of
from hostile import FRAGMENTS
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import BacktickInlineProcessor, SimpleTagInlineProcessor
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

import hook
from reader import inline, paths
from reader.build import Build


@cache
def stock() -> tuple[list[str], dict[str, Any]]:
    """The extensions of the site, as they stand in its configuration, and their options."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return config.markdown_extensions, config.mdx_configs


@cache
def ours() -> list[str]:
    """The extensions that the build uses instead."""
    return hook.on_config(load_config(str(ROOT / "mkdocs.yml"))).markdown_extensions


def markdown(extensions: list[str]) -> Markdown:
    return Markdown(extensions=extensions, extension_configs=stock()[1])


def same(source: str) -> bool:
    """Whether both make the same of a source.

    In the name of an attribute, ``{ &#44;=a }``, the library leaves its own placeholder, whose
    number says how many there were before. Such a page is broken in either case.
    """
    html: str = markdown(stock()[0]).convert(source)
    return "_wzxhzdk:" in html or markdown(ours()).convert(source) == html


# When a block opens in the first line of an item or a quotation, the library may never end.
ENDLESS = re.compile(r"(?:[-+*>]|\d\.) */// *html")

WORDS = (
    *("words", "Words", "新质生产力", "“a”", "–", "1", "80s", "s", "¶", "\u00a0", " ", "  ", "\n"),
)
ENTITIES = (
    *("&#44;", "&#39;", "&#x27;", "&#8211;", "&#45;&#45;", "&nbsp;", "&amp;", "&#44", "&", "&#;"),
)
TAGS = (
    *("<b>", "</b>", "<br>", "<br/>", "<q>", "</q>", "</span>", "<code>", "</code>", "</svg>"),
    *("<b x>", "</b x>", "<span hidden>", '<span class="a">', '<svg width="1">', "<i x='y'>"),
    *('<i title="]">', '<i title="a*b_c">', '<i title="`a">', '<i title="[a](b)">'),
    *("<div>", "</div>", "<p>", "</p>", "<li>", "<hr>", "<pre>", "</pre>", "<script>"),
    *("<a@b.cd>", "<http://a.b>", "<!--", "-->", "<b", "<"),
)
ADDRESSES = (
    *("a.md", "../b.md#c", "#d", "a_b_c", "a*b*", "a(b)", "<a>", "a&#44;b", "`a`", "", "a b"),
    'a "t"',
)
ATTRIBUTES = (
    *("{ .a }", "{ .a .b #c role=d }", "{ title='Source 1' }", '{ aria-label="a&#44; b" }'),
    *("{.a}", "{: .a }", '{ title="a } b" }', "{ x='a&#44;b' }", "{ &#44;=a }", "{ .a", "}"),
    *("{ .a } }", "\n{ .a }", " { .a }"),
)
MARKS = (
    *"""'"-.*_`\\![](){}<>&#/|:@+=~^""",
    *("--", "---", "...", "**", "__", "![", "\\[", "  \n", "\n\n"),
)

AROUND = (
    *((start, "") for start in ("", "# ", "- ", "1. ", "> ", "    ", "[a]: ")),
    *((f"/// html | {tag}\n", "\n///") for tag in ("p", "div", "li", "dl.a", "script")),
    *(("/// html | p[id='a']\n", "\n///\n\n///"), ("| a | b |\n|---|---|\n| ", " | c |")),
    *(("- a\n\n    /// html | div\n    ", "\n    ///"), ("<div>\n", "\n</div>")),
    *(("<ol>\n\n", "\n\n</ol>"), ("<details>\n<dt>", "</dt>\n</details>")),
)

plain = st.sampled_from((*WORDS, "&#44;", "&#46;", '<span lang="x">', "</span>", "[a](b.md){ .c }"))
scrap = st.sampled_from((*WORDS, *ENTITIES, *TAGS, *ATTRIBUTES, *MARKS, *FRAGMENTS))


@st.composite
def links(draw: st.DrawFn) -> str:
    words = "".join(draw(st.lists(plain | scrap, max_size=3)))
    address = draw(st.sampled_from(ADDRESSES))
    return f"[{words}]({address}){draw(st.sampled_from(('', *ATTRIBUTES)))}"


runs = st.lists(plain | plain | plain | links() | scrap, max_size=8).map("".join)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block with a text, now and then with a block inside."""
    words = draw(runs)
    inner = draw(st.just("") | blocks())
    before, after = draw(st.sampled_from(AROUND))
    return f"{before}{words}{draw(st.sampled_from(('', chr(10), chr(10) * 2)))}{inner}{after}"


@settings(max_examples=300, deadline=None)
@given(st.lists(blocks(), min_size=1, max_size=4), st.sampled_from(("\n", "\n\n")))
def test_any_mixture_of_ours_and_of_hostile_pieces_is_the_html_of_the_library(
    pieces: list[str], between: str
) -> None:
    source = between.join(pieces)
    assume(not ENDLESS.search(source))
    assert same(source)


@pytest.mark.parametrize(
    "source",
    [
        "words\n\n[&#;](a.md)</span>",  # the library's parser stumbles
        "- [a](b.md) words\n    - inner",  # a text before other elements
        '[<i title="]">a</i>](b.md)',
        "# Words <q>words { .a } </q> { .b }",
        "# Words [a](b.md) { .a }",
        "/// html | div\n\n- words\n\n    /// html | p\n    words\n\n    words\n    ///\n\n///",
        "/// html | p\n<b>a</b>\n\n<div>b</div>\n\n<i>c</i>\n///",
    ],
)
def test_an_awkward_page_is_the_html_of_the_library(source: str) -> None:
    assert same(source)


PAGES = sorted((ROOT / "docs").glob("*.md"))


def test_every_page_of_the_edition_is_the_html_of_the_library(built: Build) -> None:
    sources = [output.content for output in built.outputs if output.is_page]
    sources += [path.read_text(encoding="utf-8") for path in PAGES]
    assert len(sources) > len(PAGES) > 0
    for source in sources:
        assert same(get_data(source)[0])


class Counter(BacktickInlineProcessor):
    """The library's first pattern, made to count the characters of each text it is tried on."""

    count = 0

    def handleMatch(self, m: re.Match[str], _: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: D102, N802
        self.count += len(m[0])
        return None, None, None


def tried(extensions: list[str], sources: Iterable[str]) -> int:
    """How many characters the library's patterns are tried on."""
    counter = Counter(r"\A.+")
    made = markdown(extensions)
    made.inlinePatterns.register(counter, "backtick", 190)
    for source in sources:
        made.reset().convert(source)
    return counter.count


@pytest.mark.parametrize(
    "source",
    [
        "words&#44; &#x27;words&#39;",
        '<span class="sentence" id="a">A [b](c.md){ .term #d role=e }&#44; f&#46; </span>',
        "[](#n){ .note }[¶&#160;3](a.md#p3) <b>words</b>[words](b.md){ .hit }<i>&#46;</i>",
        '[<svg width="2"><circle r="1"/></svg>](a.md){ .dot aria-label="a&#44; b&#58; 1" }',
        "<sup>[1](#a){ title='Source 1' }</sup> words\n{ .also }",
    ],
)
def test_what_our_templates_make_is_not_left_to_the_library(source: str) -> None:
    assert same(source)
    assert tried(ours(), [source]) == 0 < tried(stock()[0], [source])


def test_the_library_tries_its_patterns_on_few_texts_of_a_paragraph_page(built: Build) -> None:
    sources = [
        get_data(output_of(built, paths.paragraph(text.id, block.id)).content)[0]
        for text in built.edition.seeds.texts
        for block in text.paragraphs
    ]
    assert tried(ours(), sources) < 0.1 * tried(stock()[0], sources)


def test_texts_are_left_to_the_library_when_there_is_a_pattern_that_we_do_not_know() -> None:
    made = [markdown(extensions) for extensions in (ours(), stock()[0])]
    for one in made:
        pattern = SimpleTagInlineProcessor(r"(=)([a-z]+)=", "mark")
        one.inlinePatterns.register(pattern, "mark", 50)
    first, second = (one.convert("[words](a.md) =words= &#44;") for one in made)
    assert "<mark>words</mark>" in first == second


def test_no_tag_that_is_read_as_part_of_a_text_is_the_tag_of_a_block() -> None:
    assert not any(markdown([]).is_block_level(name) for name in inline.NAMES.split("|"))


HOSTILE = (
    *("[", "[a](", "[a](b", "[a](b){ .c", "[[a](b)", "[a](b)\n{ .c }", "[a](b){ .c d=e } "),
    *("<", "<b", '<b c="', "<b>", "&", "&#", "&#1", "{ .a", '{ aria-label="', "-", ".", "  ", "\n"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_to_read_a_text_grows_with_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count + "*"
        start = time.process_time()
        inline.CERTAIN.fullmatch(text)
        inline.PHRASES.match(text)
        return time.process_time() - start

    assert seconds(80_000) < 24 * min(seconds(10_000) for _ in range(3)) + 0.005
