"""Draw how often the texts of a shelf use a term, along a line of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from lxml import etree

from reader.edition.index import Index
from reader.interface import Interface
from reader.language.words import line
from reader.model import Term, Text

WIDTH, HEIGHT, MARGIN = 320, 72, 12  # in units of the drawing, which scales with the page
BASE = HEIGHT - 16  # where the line of time lies; below it stand its first and last day
RINGS = 40  # on a shelf of more texts, those that do not use a term are not drawn
Use = tuple[Text, int]


def uses(index: Index, term: Term) -> str:
    """Return a figure in HTML: for each text with a day, a stem as high as the term is frequent.

    A text that never uses the term is a ring on the line, unless there are very many. It
    takes two different days to make a line of time: with fewer the answer is ``""``. The
    figure has no blank line, so Markdown leaves it as it is.
    """
    texts = [text for text in index.shelf if text.meta.day]
    ends = texts[:1] + texts[-1:]
    first, last = (_day(text) for text in ends) if ends else (0, 0)
    if first == last:
        return ""
    shown = texts if len(texts) <= RINGS else [t for t in index.texts_with(term) if t.meta.day]
    counted = [(text, len(index.mentions_of(term, text))) for text in shown]
    figure = etree.Element("figure", {"class": "uses"})
    box = f"0 0 {WIDTH} {HEIGHT}"
    drawn = etree.SubElement(figure, "svg", viewBox=box, role="img")
    drawn.set("aria-label", _told(counted, index.interface))
    _add(drawn, "path", d=f"M{MARGIN} {BASE}H{WIDTH - MARGIN}", stroke="currentColor")
    _ends(drawn, ends, index.interface)
    most = max((count for _, count in counted), default=0)
    for text, count in counted:
        share = (_day(text) - first) / (last - first)
        place = MARGIN + share * (WIDTH - 2 * MARGIN)
        said = index.interface.ngettext("{count} place", "{count} places", count)
        _stem(drawn, f"{_label(text)}: {said}", count, place, most)
    return str(etree.tostring(figure, encoding="unicode"))


def _day(text: Text) -> int:
    """Return the day of a text as a number; a month or a year is where it begins."""
    return datetime.date.fromisoformat((text.meta.day + "-01-01")[:10]).toordinal()


def _told(counted: Sequence[Use], interface: Interface) -> str:
    """Return the drawing in words."""
    date = interface.date
    parts = (f"{date(text.meta.day)}, {_label(text)}: {count}" for text, count in counted)
    return interface.gettext("Uses over time. {uses}", uses=interface.semicolon.join(parts))


def _label(text: Text) -> str:
    return line(text.meta.label)


def _ends(drawn: etree._Element, texts: Sequence[Text], interface: Interface) -> None:
    """Write the first and the last day below the line."""
    for text, x, anchor in zip(texts, (0, WIDTH), ("start", "end"), strict=True):
        words = _add(drawn, "text", x=str(x), y=str(HEIGHT - 2), fill="currentColor")
        words.set("text-anchor", anchor)
        words.text = interface.date(text.meta.day)


def _stem(drawn: etree._Element, title: str, count: int, x: float, most: int) -> None:
    top = BASE - count / most * (BASE - 10) if most else BASE
    stem = _add(drawn, "g")
    _add(stem, "title").text = title
    if count:
        _add(stem, "path", d=f"M{x:.1f} {BASE}V{top:.1f}", stroke="currentColor")
    dot = _add(stem, "circle", cx=f"{x:.1f}", cy=f"{top:.1f}", r="4", stroke="currentColor")
    dot.set("class", "used" if count else "unused")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, name, attributes)
