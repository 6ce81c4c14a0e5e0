"""Seeds made to be misread: what a text may hold that a page must show and not act on."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from reader.model import SeedFile

FRAGMENTS = (
    "<script>window.hit = 1</script>",
    '<img src=x onerror="window.hit = 1">',
    "<!-- comment -->",
    "</p></div>",
    "<b>bold</b>",
    "&amp; &lt; &#60; &copy;",
    "[words](javascript:window.hit=1)",
    "![picture](x.png)",
    "[words][ref]",
    "[ref]: javascript:window.hit=1",
    "<javascript:window.hit=1>",
    "https://example.org/a_b_c?d=1&e=2",
    "*[NQPF]: expansion",
    "[^1]",
    "[^1]: a footnote",
    "{{ config }}",
    "{% include 'x' %}",
    "{# comment #}",
    "{ .class #id onclick=alert(1) }",
    "{: #p1 }",
    '--8<-- "pyproject.toml"',
    ";--8<--",
    "/// html | script",
    "///",
    "!!! note",
    "??? tip",
    "=== tab",
    "===",
    "---",
    "# heading",
    "> quotation",
    "- item",
    "+ item",
    "1. item",
    "    code",
    "\tcode",
    "```",
    "~~~",
    "`code` ``c`` ",
    "*em* **strong** _em_ __strong__ ~~del~~ ^^ins^^ ==mark== H~2~O x^2^",
    "a | b\n--|--\n1 | 2",
    "term\n: definition",
    ":smile: :material-account:",
    "$x$ \\(x\\) \\[x\\]",
    "\\* \\` \\\\",
    "wzxhzdk:0 klzzwxh:0001 &klzzwxh;",
    "++ctrl++ [[link]] [x] [ ]",
    "a  b   c",
    "trailing two spaces  \nnext",
    "a\\\nb",
    "\u00a0non-breaking\u00a0",
    "\u2028line\u2029paragraph\u200bzero\u200dwidth\u202eoverride\u202c",
    "new quality productive forces",
    "<new-quality>productive forces",
    "新质生产力<b>",
    "e\u0301 \U0001f600 \ufffd",
    "---\ntitle: x\n---",
)
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\r\t")


def _is_paragraph(words: str) -> bool:
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return all(line.strip() for line in lines) and not words.startswith("\ufeff")


paragraphs = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=6
).map("".join)
paragraphs = paragraphs.filter(_is_paragraph)
texts = st.lists(paragraphs, min_size=1, max_size=25)

META = """\
title: A [title](x) *with* <b>marks</b> {{{{ x }}}}
label: A label | with a bar
publisher: "<script>"
status: invented
rights: none
language: en
headings: {headings}
paragraphs: {paragraphs}
provenance: Invented.
"""
ENTRY = """\
---
headword: {headword}
kind: concept
theme: reform
original: {chinese}
romanization: x
forms: [{forms}]
sources: [s]
responsible: x
revised: 2026-01-01
---

A <script>window.hit = 1</script> definition.
"""
SOURCES = "- {id: s, type: book, title: '<i>A</i> & b*c*', accessed: '2026', grade: press}\n"


def settings_file() -> SeedFile:
    """Return the settings of the collection of the pond, which name Chinese originals."""
    path = "seeds/collection.yml"
    return SeedFile(path, (Path(__file__).parent / "problems" / "base" / path).read_bytes())


def seed_files(given: list[str], headings: int = 0) -> tuple[SeedFile, ...]:
    """Return seeds whose text consists of the given paragraphs, with a small glossary."""
    meta = META.format(headings=headings, paragraphs=len(given) - headings)
    entries = {
        "nqpf": ENTRY.format(
            headword="new quality productive forces", chinese="新质生产力", forms="<script>, a"
        ),
        "mark": ENTRY.format(headword="'**'' e'", chinese="力", forms="'1. item', bold"),
    }
    return (
        *(SeedFile(f"seeds/glossary/{name}.md", text.encode()) for name, text in entries.items()),
        SeedFile("seeds/sources.yml", SOURCES.encode()),
        settings_file(),
        SeedFile("seeds/texts/hostile/meta.yml", meta.encode()),
        SeedFile("seeds/texts/hostile/text.txt", "\n\n".join(given).encode()),
    )
