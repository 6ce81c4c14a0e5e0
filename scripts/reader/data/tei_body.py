"""The words of a text in TEI: its paragraphs, sentences, divisions and footnotes.

The character content is the source, character for character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from reader.data.tei_xml import NAMESPACE, XML, add, tei_name
from reader.edition.footnotes import NONE, Footnotes, Mark
from reader.language import split, tags
from reader.model import Paragraph, Sentence, Text

SPACE = " \t\r\n"
ORIGINAL = "original"
NO_PAIRS: Mapping[str, str] = {}
# The element of a block by its shape, and that of its lines.
SHAPES = {"list": ("list", "item"), "quotation": ("quote", ""), "verse": ("lg", "l")}


def original(text: Text, originals: Iterable[Paragraph]) -> etree._Element:
    """Return the original beside a text, as a text that is marked as such."""
    beside = replace(text, blocks=tuple(originals), after=text.original_after)
    pairs = dict(zip(beside.by_id, text.by_id, strict=True))
    made = body(beside, text.meta.original_tag, NONE, pairs)
    made.set("type", ORIGINAL)
    return made


def body(
    text: Text, language: str, footnotes: Footnotes, pairs: Mapping[str, str] = NO_PAIRS
) -> etree._Element:
    """Return the words of a text; ``pairs`` tells of blocks what others they correspond to."""
    made = etree.Element(tei_name("text"), nsmap={None: NAMESPACE})
    made.set(f"{XML}lang", language)
    made.set(f"{XML}space", "preserve")
    if tags.is_rtl(language):
        made.set("style", "direction: rtl")
    body = holder = add(made, "body")
    for block in text.blocks:
        _between(holder, block.before)
        if block.shape in split.HEADINGS:
            holder = _division(body, holder, split.HEADINGS.index(block.shape))
        element = _block_element(block, footnotes)
        pair = block.original.id if block.original else pairs.get(block.id)
        if pair:
            element.set("corresp", f"#{pair}")
        holder.append(element)
    if not text.paragraphs and holder is body:
        add(body, "p")
    _between(holder, text.after)
    return made


def _division(body: etree._Element, holder: etree._Element, level: int) -> etree._Element:
    """Return a new division below the last one that is wider: ``level`` 0 stands in the body."""
    wider = holder
    while wider is not body and int(wider.get("n", "")) > level:
        wider = wider.getparent()
    return add(wider, "div", n=str(level + 1))


def _between(body: etree._Element, words: str) -> None:
    """Put in what stands between paragraphs: blank lines, or what else counts as blank.

    TEI allows no characters there except XML's own white space; others, such as a
    byte-order mark, become a note.
    """
    if words.strip(SPACE):
        add(body, "note", words, type="blank")
    elif len(body):
        body[-1].tail = words
    else:
        body.text = words


def _block_element(block: Paragraph, footnotes: Footnotes) -> etree._Element:
    """Return a heading, a paragraph or a footnote, cut into sentences."""
    outer, inner = ("head", "") if block.is_heading else SHAPES.get(block.shape, ("p", ""))
    note = None if inner else footnotes.begins(block)
    made = etree.Element(tei_name("note" if note else outer), nsmap={None: NAMESPACE})
    made.set(f"{XML}id", block.id)
    if note:
        made.set("type", "footnote")
        made.set("target", " ".join(f"#{mark.id}" for mark in note.references))
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in footnotes.marks_in(block):
        marks[mark.sentence].append(mark)
    if block.shape == "table":
        made.set("rend", "table")
    for line in _lines(block):
        holder = add(made, inner) if inner else made
        for sentence in line:
            number = sentence.id.rpartition("s")[2]
            part = add(holder, "s", n=number)
            part.set(f"{XML}id", sentence.id)
            _fill(part, sentence.words, marks[sentence.id])
    return made


def _fill(sentence: etree._Element, words: str, marks: Iterable[Mark]) -> None:
    """Put words into a sentence, the marks of footnotes among them as references."""
    place = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        _append(sentence, words[place : mark.start])
        kind = "backlink" if mark.begins_note else "noteref"
        made = add(sentence, "ref", words[mark.start : mark.end], target=f"#{mark.target}")
        made.set("type", kind)
        made.set(f"{XML}id", mark.id)
        place = mark.end
    _append(sentence, words[place:])


def _append(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _lines(block: Paragraph) -> Iterable[tuple[Sentence, ...]]:
    if block.shape == "verse":
        return ((sentence,) for sentence in block.sentences)
    return split.lines(block)
