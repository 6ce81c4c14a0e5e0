"""The words of a text: its terms, the marks of its notes, its sentences, its units."""

from __future__ import annotations

import re
from collections import Counter

from reader.language.words import label
from reader.site.layout.tree import (
    Element,
    add_class,
    element,
    has_class,
    only_link,
    replace,
    take_words,
    wrap,
)

# A paragraph of a text, one of its original, a heading.
WORDS = ("words", "original-words", "heading")
NOTE = re.compile(r"#note-(\d+)$")
ENTRY = re.compile(r"(?:^|/)glossary/([^/]+)\.md$")
SENTENCE = re.compile(r"[hp]\d+o?s\d+")
ROLES = {"shape-list": "list", "shape-table": "group"}


def mark(block: Element) -> None:
    """Mark the terms and notes of a block of words, and say what its shape is."""
    uses: Counter[str] = Counter()
    for link in block.iter("a"):
        address = link.get("href") or ""
        if note := NOTE.search(address):
            _mark_note(link, note[1])
        elif entry := ENTRY.search(address):
            uses[entry[1]] += 1
            add_class(link, "term", *(["first"] if uses[entry[1]] == 1 else []))
            link.set("id", f"{block.get('id')}-{entry[1]}-{uses[entry[1]]}")
            link.set("role", "doc-glossref")
    for span in block.iter("span"):
        is_landing = not (span.text or len(span))  # an old id, before what took its words
        if SENTENCE.fullmatch(span.get("id") or "") and not is_landing:
            span.set("class", "sentence")
    for shape, role in ROLES.items():
        if has_class(block, shape):
            block.set("role", role)
    if has_class(block, "shape-table"):
        block.set("tabindex", "0")
        block.set("aria-label", f"Table, {label(block.get('id', ''))}")


def _mark_note(link: Element, number: str) -> None:
    """Make an empty link the mark of a note: its sign is drawn by the style sheet."""
    link.set("class", " ".join(filter(None, ("note-mark", link.get("class")))))
    link.set("data-note", number)
    link.set("aria-label", f"Translation note {number}")
    link.set("role", "doc-noteref")


def unquote(root: Element) -> None:
    """Make the quotations of a page what they are here: words of that shape, or an original."""
    for child in list(root):
        if child.tag != "blockquote" or len(child) != 1:
            continue
        inner = child[0]
        if inner.tag == "blockquote" and len(inner) == 1:
            inner = _as_quotation(inner)
        if has_class(inner, "original-words"):
            summary = element("summary", {})
            summary.text = "Original"
            replace(child, element("details", {"class": "in-original"}, (summary, inner)))
        elif has_class(inner, "words"):
            replace(child, _as_quotation(child))


def _as_quotation(quotation: Element) -> Element:
    """Return a quotation of one paragraph as an element that holds its words itself."""
    made = element("blockquote", dict(quotation[0].items()))
    take_words(made, quotation[0])
    return made


def join_units(root: Element) -> None:
    """Put each labelled paragraph of a whole text, with what belongs to it, into a section."""
    place = 0
    while place < len(root):
        link = only_link(root[place])
        if link is not None and has_class(link, "label"):
            link.set("aria-label", f"Paragraph {(link.text or '').split()[-1]}")
            wrap(root, place, unit_end(root, place + 1), element("section", {"class": "unit"}))
        place += 1


def unit_end(root: Element, start: int) -> int:
    """Return where the unit of words that begins at ``start`` ends."""
    end = start + 1
    while end < len(root) and root[end].tag in ("details", "aside"):
        end += 1
    return end


def raise_alarms(root: Element) -> None:
    """Make each note that says that the sense is changed an aside with a name."""
    for place, child in enumerate(list(root)):
        if child.tag == "p" and has_class(child, "alarm"):
            number = next((link.get("href", "").rpartition("-")[2] for link in child.iter("a")), "")
            name = f"Translation note {number} changes the sense"
            del child.attrib["class"]
            wrap(root, place, place + 1, element("aside", {"class": "alarm", "aria-label": name}))
