"""What must hold for every seed whatsoever."""

from __future__ import annotations

import random

import lxml.html
import markdown
from hostile import FRAGMENTS, paragraphs, seed_files, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.build import Build, build, report
from reader.edition.index import Index
from reader.language import markup, split
from reader.language.find import key_of
from reader.language.fold import fold
from reader.language.match import names
from reader.model import Output
from reader.site import md
from reader.site.layout import rendered, rendering
from reader.site.proof import verify


def body_of(output: Output) -> str:
    """Return the Markdown of a page without its front matter."""
    return output.content.split("\n---\n", 1)[1]


def html_of(output: Output) -> str:
    """Return a page as the site has it, but for its frame."""
    assert output.frame
    kind = output.content.split("kind: ", 1)[1].split("\n", 1)[0]
    return rendering.html(rendered(body_of(output), kind))


def elsewhere(output: Output) -> str:
    """Return a page as another renderer has it, that knows nothing of ours."""
    plain = markdown.Markdown(extensions=["attr_list", "def_list", "tables"])
    return str(plain.convert(body_of(output)))


def pages(made: Build) -> list[Output]:
    return [output for output in made.outputs if output.is_page]


def good(files: object) -> Build:
    made = build(files)  # type: ignore[arg-type]
    assert not made.failed, report(made.problems)
    return made


@given(texts, st.integers(0, 2))
@settings(max_examples=80, deadline=None)
def test_every_page_shows_the_words_of_its_seed(given_texts: list[str], headings: int) -> None:
    made = good(seed_files(given_texts, min(headings, len(given_texts) - 1)))
    proved = 0
    for output in (output for output in pages(made) if output.shows):
        verify(output.path, html_of(output), output.shows)
        verify(output.path, elsewhere(output), output.shows)
        proved += len(output.shows)
    text = made.edition.seeds.texts[0]
    assert proved == len(text.blocks) + len(text.paragraphs)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_nothing_in_a_seed_becomes_an_element(given_texts: list[str]) -> None:
    made = good(seed_files(given_texts))
    for output in pages(made):
        for html in (html_of(output), elsewhere(output)):
            page = lxml.html.fromstring(f"<main>{html}</main>")
            strange = page.xpath("//script | //img | //*[@onclick] | //comment()[. != ' more ']")
            assert not strange
            assert not page.xpath("//a[starts-with(@href, 'javascript')]")
            inside = {element.tag for element in page.xpath("//*[contains(@class, 'words')]//*")}
            assert inside <= {"span", "a"}


def test_each_hostile_fragment_alone_is_shown() -> None:
    made = good(seed_files(list(FRAGMENTS)))
    for output in pages(made):
        verify(output.path, html_of(output), output.shows)


@given(st.text(), st.sampled_from(["en", "zh", "ar"]), st.integers(0, 3))
@settings(max_examples=500, deadline=None)
def test_sentences_and_blocks_joined_give_the_source(
    source: str, language: str, headings: int
) -> None:
    blocks, after = split.text(source, headings, language)
    assert "".join(block.before + block.words for block in blocks) + after == source


@given(texts)
@settings(max_examples=60, deadline=None)
def test_mentions_lie_in_bounds_sorted_apart_and_spell_a_form(given_texts: list[str]) -> None:
    made = good(seed_files(given_texts))
    index = Index(made.edition)
    for text in index.texts.values():
        for block in text.blocks:
            last = ("", 0)
            for mention in index.mentions_in(text, block):
                sentence = index.sentence(mention).words
                assert 0 <= mention.start < mention.end <= len(sentence)
                assert mention.words == sentence[mention.start : mention.end]
                assert mention.sentence != last[0] or last[1] <= mention.start
                forms = {key_of(name) for name in names(index.terms[mention.term])}
                assert key_of(mention.words) in forms
                last = (mention.sentence, mention.end)


@given(paragraphs)
@settings(max_examples=300, deadline=None)
def test_escaped_words_are_shown_wherever_they_stand(words: str) -> None:
    escaped = md.escape(words)
    assert md.escape(escaped) == escaped
    plain = markdown.Markdown(extensions=["attr_list", "def_list", "tables"]).convert
    for before in ("", "- ", "# ", "1. ", "> "):
        for made in (
            rendering.html(rendered(before + str(escaped), "")),
            plain(before + str(escaped)),
        ):
            root = lxml.html.fromstring(f"<main>{made}</main>")
            shown = " ".join(root.text_content().split())
            assert shown == " ".join(markup.shown(words).split())
            tags = {"p", "h1", "ul", "ol", "li", "blockquote", "span", "bdi"}
            assert {element.tag for element in root.iterdescendants()} <= tags


@given(st.text())
@settings(max_examples=500)
def test_folding_never_changes_a_length(words: str) -> None:
    assert len(fold(words)) == len(words)


def test_two_builds_give_the_same_bytes_whatever_the_order_of_the_files() -> None:
    files = list(seed_files(list(FRAGMENTS)))
    first = good(files)
    for _ in range(5):
        random.Random(1).shuffle(files)
        assert good(files) == first
