"""Inline Markdown as our templates make it, read in one pass; the HTML is the library's.

The library tries some thirty patterns on each text, and each entity, tag and link that one
of them finds makes new pieces to try them on: half of the time of a build. But most texts
of our pages hold only plain characters, numeric entities, tags such as ``<span>``, and
links. If that is all of a text, the outcome is certain: a link is an element, tags wait in
the library's stash for the end, the rest stays as it is. So it is read here, and the library
sees only the other texts.

Two things in the tree are not as the library leaves them, and end as the same HTML: an
entity stands for itself instead of waiting in the stash, and what lies between the first
tag of a piece and its last waits there with them.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# The library's patterns. One that an extension adds might act on what is plain here.
PATTERNS = (
    *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
    *("short_reference", "short_image_ref", "autolink", "automail", "linebreak"),
    *("html", "entity", "em_strong"),
)

# A character that is matched is not given back (++, *+), and no two alternatives begin alike,
# so the time grows with the text alone. Groups can do without, and have to: before 3.11.5
# Python lost its place when such a group failed half way.
# What no pattern acts on, of those above or of smarty:
PLAIN = r"""[^&<>\[\]{}`\\*_!"'.\n -]++|-(?!-)|\.(?!\.)|[ ](?![ ]\n)|\n"""
ENTITY = r"&\#(?:[0-9]++|x[0-9a-f]++);"
# Tags within a paragraph, without what the library would read before it looks for tags.
NAMES = "a|b|br|circle|cite|code|del|dfn|em|i|ins|q|rp|rt|ruby|span|strong|sub|sup|svg|time"
TAG = rf"""</(?:{NAMES})>|<(?:{NAMES})(?:[ ][a-zA-Z-]++(?:="[^"<>\[\]\\`\n]*+")?)*/?>"""
# What attr_list reads later.
LABEL = rf"""aria-label="(?:[^&<>\[\]{{}}`\\*_!"'\n]++|{ENTITY})*\""""
ATTRIBUTES = rf"\{{(?:[ ](?:{LABEL}|[.\#]?[\w-]++(?:=(?:[\w-]++|'[\w ]*+'))?))+[ ]\}}"
WORDS = rf"(?:{PLAIN}|{ENTITY}|{TAG})*"
ADDRESS = r"""[^\s()<>\[\]"'`\\]++"""

LINK = re.compile(rf"\[({WORDS})\]\(({ADDRESS})\)", re.VERBOSE)
CERTAIN = re.compile(
    rf"(?:{PLAIN}|{ENTITY}|{TAG}|{LINK.pattern}(?:{ATTRIBUTES})?)*(?:(?<=\n){ATTRIBUTES})?",
    re.VERBOSE,
)
TAGS = re.compile(r"<.*>", re.DOTALL)
TYPED = re.compile(r"""["']|--|\.\.\.|<<|>>""")  # what smarty replaces
PHRASES = re.compile(rf"(?:[^&<]++|{ENTITY}|{TAG})*", re.VERBOSE)


def _is_certain(text: str) -> bool:
    return not isinstance(text, AtomicString) and CERTAIN.fullmatch(text) is not None


class PhraseProcessor(InlineProcessor):
    """Reads the texts that are certain; the library reads the rest."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with all texts read."""
        patterns = self.inlinePatterns
        known = len(patterns) == len(PATTERNS) and all(name in patterns for name in PATTERNS)
        certain = [
            (element, text)
            for element in tree.iter()
            if (text := element.text) and known and _is_certain(text)
        ]
        for element, _ in certain:
            element.text = None
        super().run(tree, ancestors)
        for element, text in certain:
            self._read(element, text)
        return tree

    def _read(self, element: Element, text: str) -> None:
        """Set the text of an element, and put the links of the text before its children."""
        first, *links = LINK.split(text)
        element.text = self._stashed(first)
        for place in range(0, len(links), 3):
            words, address, tail = links[place : place + 3]
            link = Element("a", {"href": address})
            link.text, link.tail = self._stashed(words), self._stashed(tail)
            element.insert(place // 3, link)

    def _stashed(self, piece: str) -> str:
        return TAGS.sub(lambda tags: self.md.htmlStash.store(tags[0]), piece)


class SmartyProcessor(InlineProcessor):
    """Lets the library look for quotes, dashes and dots only where there are any."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with typed characters replaced."""
        parts = [
            (element, part, text)
            for element in tree.iter()
            for part in ("text", "tail")
            if (text := getattr(element, part))
        ]
        plain = [part for part in parts if not TYPED.search(part[2])]
        if len(plain) < len(parts):
            for element, part, _ in plain:
                setattr(element, part, None)
            super().run(tree, ancestors)
            for element, part, text in plain:
                setattr(element, part, text)
        return tree


class BlockPreprocessor(HtmlBlockPreprocessor):
    """Lets the library look for blocks of HTML only from the first paragraph that may be one."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, with placeholders for blocks."""
        source = "\n".join(lines)
        read = PHRASES.match(source)
        head = read[0] if read else ""
        if len(head) < len(source):
            head = "".join(head.rpartition("\n\n")[:2])  # whole paragraphs
        stash = self.md.htmlStash
        before = list(stash.rawHtmlBlocks)
        parser = HTMLExtractor(self.md)
        parser.feed(source[len(head) :])
        if parser.rawdata:
            # It stumbled, as over ``&#;``. Then what it does depends on the lines before.
            stash.rawHtmlBlocks, stash.html_counter = before, len(before)
            return super().run(lines)
        parser.close()
        return (head + "".join(parser.cleandoc)).split("\n")


class InlineExtension(Extension):
    """What makes the library read our pages sooner; it comes last of the extensions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take the place of three steps of the library."""
        md.preprocessors.register(BlockPreprocessor(md), "html_block", 20)
        md.treeprocessors.register(PhraseProcessor(md), "inline", 20)
        stock = "smarty" in md.treeprocessors and md.treeprocessors["smarty"]
        if isinstance(stock, InlineProcessor):
            smarty = SmartyProcessor(md)
            smarty.inlinePatterns = stock.inlinePatterns
            md.treeprocessors.register(smarty, "smarty", 6)


def makeExtension(**config: Any) -> InlineExtension:  # noqa: N802
    """Return the extension; Markdown asks for it by this name."""
    return InlineExtension(**config)
