"""The words of a text: its terms, the marks of its notes, its sentences, its units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from reader.interface import Interface, message
from reader.model import SAID, TRANSLATION
from reader.site.layout.numbers import first_number, numbered
from reader.site.layout.tree import (
    Element,
    add_class,
    element,
    has_class,
    having_class,
    last_words,
    only_link,
    replace,
    set_last_words,
    take_words,
    wrap,
)

# A paragraph of a text, one of its original, a heading.
WORDS = ("words", "original-words", "heading")
NOTE = re.compile(r"#note-(\d+)$")
ENTRY = re.compile(r"(?:^|/)glossary/([^/]+)\.md$")
SENTENCE = re.compile(r"[hp]\d+o?s\d+")
# The marks of a text's own footnotes, in its words and before the footnote: role and name.
FOOTMARKS = {
    "noteref": ("doc-noteref", message("Footnote {mark}")),
    "footnote-mark": ("doc-backlink", message("{mark}, back to where it is referred to")),
}
ROLES = {"shape-list": "list", "shape-table": "group"}


def mark(block: Element, interface: Interface) -> None:
    """Mark the terms and notes of a block of words, and say what its shape is."""
    uses: Counter[str] = Counter()
    for link in block.iter("a"):
        address = link.get("href") or ""
        if note := NOTE.search(address):
            _mark_note(link, note[1])
        elif kind := next((name for name in FOOTMARKS if has_class(link, name)), ""):
            role, says = FOOTMARKS[kind]
            link.set("role", role)
            link.set("aria-label", interface.gettext(says, mark="".join(link.itertext())))
        elif entry := ENTRY.search(address):
            uses[entry[1]] += 1
            add_class(link, "term")
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
        place = interface.label(block.get("id", ""))
        block.set("aria-label", interface.gettext("Table, {place}", place=place))


def _mark_note(link: Element, number: str) -> None:
    """Make an empty link the mark of a note: its sign is drawn by the style sheet.

    So the words of the paragraph, copied or compared with the source, hold no number.
    """
    link.set("class", " ".join(filter(None, ("note-mark", link.get("class")))))
    link.set("data-note", number)
    link.set("role", "doc-noteref")


def number_notes(root: Element, interface: Interface) -> None:
    """Give the marks of notes, and the notes listed here, numbers in the order of reading."""
    marks = [
        ((block.get("id"), link.get("data-note")), link)
        for block in having_class(root, *WORDS)
        for link in block.iter("a")
        if has_class(link, "note-mark")
    ]
    numbers = numbered((key, int(link.get("data-rank", "5"))) for key, link in marks)
    for key, link in marks:
        set_numbers(link, numbers[key])
        kind = SAID[link.get("data-kind")].label if link.get("data-kind") else _grave(link)
        number = first_number(numbers[key])
        name = interface.gettext(
            "Note {number}, {rank}", number=number, rank=interface.gettext(kind)
        )
        link.set("aria-label", name)
    for key, link in dict(reversed(marks)).items():
        link.set("style", f"--n:--{numbers[key]['check']}")  # its note is level with it
    by_note = {note: numbers[block, note] for (block, note), _ in reversed(marks)}
    for box in root.iter("div"):
        note = box[0].get("id", "").removeprefix("note-") if has_class(box, "note") else ""
        if note in by_note:
            _number_box(box, note, by_note[note])


def _grave(mark: Element) -> str:
    """Return how grave the mark of a note on a translation says that it is."""
    rank = int(mark.get("data-rank", "5"))
    return next(k.label for k in SAID.values() if (k.group, k.rank) == (TRANSLATION, rank))


def set_numbers(element: Element, numbers: Mapping[str, int]) -> None:
    """Say which number an element has in each way of reading: the style sheet shows it."""
    for way, number in numbers.items():
        element.set(f"data-{way}", str(number))


def _number_box(box: Element, note: str, numbers: Mapping[str, int]) -> None:
    """Give a note that is listed the number of its mark; its own stands at the end of its head."""
    head = box[0]
    number = head[0]
    number.text = None
    set_numbers(number, numbers)
    own = element("span", {"class": "own-number"})
    own.text = f"N{note}"
    set_last_words(head, last_words(head) + " ")
    head.append(own)


def part_links(root: Element) -> None:
    """Make each term that is not marked for study no link.

    So neither the keyboard nor a screen reader stops at it. Where it would lead is kept for
    who has all marked. Without scripts the lists of terms lead to every entry.
    """
    for link in root.iter("a"):
        if has_class(link, "term") and not has_class(link, "key"):
            link.set("data-href", link.attrib.pop("href"))
            del link.attrib["role"]


def unquote(root: Element, interface: Interface) -> None:
    """Make the quotations of a page what they are here: words of that shape, or an original."""
    for child in list(root):
        if child.tag != "blockquote" or len(child) != 1:
            continue
        inner = child[0]
        if inner.tag == "blockquote" and len(inner) == 1:
            inner = _as_quotation(inner)
        if has_class(inner, "original-words"):
            summary = element("summary", {})
            summary.text = interface.gettext("Original")
            replace(child, element("details", {"class": "in-original"}, (summary, inner)))
        elif has_class(inner, "words"):
            replace(child, _as_quotation(child))


def _as_quotation(quotation: Element) -> Element:
    """Return a quotation of one paragraph as an element that holds its words itself."""
    made = element("blockquote", dict(quotation[0].items()))
    take_words(made, quotation[0])
    return made


def join_units(root: Element, interface: Interface) -> None:
    """Put each labelled paragraph of a whole text, with what belongs to it, into a section."""
    place = 0
    while place < len(root):
        link = only_link(root[place])
        if link is not None and has_class(link, "label"):
            number = (link.text or "").split()[-1]
            link.set("aria-label", interface.gettext("Paragraph {number}", number=number))
            wrap(root, place, unit_end(root, place + 1), element("section", {"class": "unit"}))
        place += 1


def unit_end(root: Element, start: int) -> int:
    """Return where the unit of words that begins at ``start`` ends."""
    end = start + 1
    while end < len(root) and (
        root[end].tag in ("details", "aside") or has_class(root[end], "beside")
    ):
        end += 1
    return end


def raise_alarms(root: Element, interface: Interface) -> None:
    """Make each note that says that the sense is changed an aside with a name."""
    for place, child in enumerate(list(root)):
        if child.tag == "p" and has_class(child, "alarm"):
            number = next((link.get("href", "").rpartition("-")[2] for link in child.iter("a")), "")
            said = message("The translation changes the sense: note {number}")
            name = interface.gettext(said, number=f"N{number}")
            del child.attrib["class"]
            wrap(root, place, place + 1, element("aside", {"class": "alarm", "aria-label": name}))
