"""Lists of notes, terms, places and sources, and tables that are broad."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from reader.interface import Interface, message
from reader.model import SAID
from reader.site.layout.languages import mark_originals, mark_romanizations
from reader.site.layout.tree import (
    Element,
    add_class,
    element,
    has_class,
    last_words,
    set_last_words,
    wrap,
)

COUNT = re.compile(r"^ \((\d[\d.,\u00a0]*)([^()]*)\)")
NUMBER = re.compile(r"\d+")
LARGEST, SMALLEST = 9.5, 1.5  # radius of a dot
FACTOR = 3.2  # of the root of a count
BROAD = 4  # columns from which a table may be wider than the words around it


def mark_definitions(root: Element, other: str, interface: Interface) -> None:
    """Say what each list of definitions is: of notes, or else what the page has, ``other``."""
    for found in list(root.iter("dl")):
        if (found[0].get("id") or "").startswith("note-"):
            _mark_notes(found, interface)
        else:
            found.set("class", "footnotes" if has_class(found[0], "footnote") else other)
            for name in found.iter("dt"):
                mark_romanizations(name)
                if other == "terms":
                    mark_originals(name)


def _mark_notes(notes: Element, interface: Interface) -> None:
    """Put each note of a list into a box, which says of what kinds it is and where it stands."""
    notes.set("class", "notes")
    parts = list(notes)
    told = [kind.label for kind in SAID.values()]
    slugs = {interface.gettext(label): label.replace(" ", "-") for label in told}
    starts = [n for n, part in enumerate(parts) if part.get("id")]
    boxes = []
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        head, quotes = parts[start], parts[start + 1]
        classes = (head.attrib.pop("class", "")).split()
        labels = [slugs[label.text or ""] for label in head.iter("em")]
        places = [link.get("href", "").rpartition("#")[2] for link in quotes.iter("a")]
        box = element("div", {"class": " ".join(("note", *classes))}, parts[start:end])
        box.set("data-rank", head.attrib.pop("data-rank", ""))
        if kind := head.attrib.pop("data-kind", ""):
            box.set("data-kind", kind)
        if box[2].tag != "dt":  # nothing stands between: cards look for what is said behind it
            box.insert(2, element("dt", {"hidden": "hidden"}))
        box.set("data-kinds", " ".join(labels))
        box.set("data-places", " ".join(dict.fromkeys(places)))
        _mark_head(head, labels)
        _mark_quotes(quotes)
        boxes.append(box)
    notes.extend(boxes)


def _mark_head(head: Element, labels: Iterable[str]) -> None:
    """Mark the number of a note and what it is said to mean, by the names of its kinds."""
    kinds = iter(labels)
    for child in head:
        if child.tag == "strong":
            child.set("class", "note-number")
            child.text = f"N{child.text}"
        elif child.tag == "em":
            child.set("class", f"kind kind-{next(kinds)}")


def _mark_quotes(quotes: Element) -> None:
    """Make quotations of the words in quotation marks; links to their places stand behind each."""
    places = list(quotes)
    found = [_quotation(quotes.text or ""), *(_quotation(place.tail or "") for place in places)]
    before, *after = [element("q", {}) if quoted else None for _, quoted, _ in found]
    quotes.text = found[0][0]
    for place in places:
        quotes.remove(place)
    if before is not None:
        quotes.append(before)
    for made, (_, quoted, rest) in zip((before, *after), found, strict=True):
        if made is not None:
            made.text, made.tail = quoted, rest
    for place, made, (start, _, _) in zip(places, after, found[1:], strict=True):
        place.tail = start
        quotes.append(place)
        if made is not None:
            quotes.append(made)


def _quotation(words: str) -> tuple[str, str, str]:
    """Return what stands before a quotation, its words, and what stands behind it."""
    start, _, rest = words.partition("“")
    quoted, _, end = rest.rpartition("”")
    return start, quoted, end


def mark_entries(terms: Element, name: str) -> None:
    """Mark a list of entries: pinyin, and how often each stands in the texts."""
    terms.set("class", name)
    for item in terms:
        mark_romanizations(item)
        last = item[-1] if len(item) else None
        found = COUNT.match(last.tail or "") if last is not None else None
        if last is None or not found:
            continue
        count = element("span", {"class": "count"})
        count.text, count.tail = found[1], (last.tail or "")[found.end() :]
        last.tail = " "
        noun = element("span", {"class": "sr-only"} if name == "entries" else {})
        noun.text = found[2]
        count.append(noun)
        item.insert(item.index(last) + 1, count)


def mark_places(root: Element) -> None:
    """Make each line of concordance three columns, its words in the middle a link."""
    for found in root.iter("ol"):
        if len(found) and _is_line(found[0]):
            found.set("class", "concordance")
            for item in found:
                _mark_line(item)


def _is_line(item: Element) -> bool:
    return [child.tag for child in item][:2] == ["a", "mark"] and not (item.text or "").strip()


def _mark_line(item: Element) -> None:
    place, hit = item[0], item[1]
    language = item.attrib.pop("lang", "")
    own = {"lang": language} if language else {}
    left = element("span", {"class": "left", **own})
    left.text, place.tail = (place.tail or "").removeprefix(" "), " "
    right = element("span", {"class": "right", **own})
    right.text, hit.tail = hit.tail, None
    hit.tag = "a"
    hit.attrib.update({"class": "hit", "href": place.get("href", ""), **own})
    item.insert(1, left)
    item.append(right)


def mark_attestations(root: Element) -> None:
    """Mark the list of attestations, which is drawn as a line of time."""
    for found in root.iter("ol"):
        if len(found) and (found[0].get("class") or "").startswith("attestation-"):
            found.set("class", "attestations")
            for item in found:
                if (label := item.find("em")) is not None:
                    label.tag = "span"
                    label.set("class", "kind")


def mark_sources(root: Element) -> None:
    """Mark lists of sources, numbered or not."""
    for found in root.iter("ol", "ul"):
        if len(found) and (found[0].get("id") or "").startswith("source-"):
            found.set("class", "sources")


def mark_citations(root: Element, interface: Interface) -> None:
    """Name the links from a statement to its source, and lead from there back to the first."""
    first: dict[str, Element] = {}
    for link in root.iter("a"):
        if (link.get("href") or "").startswith("#source-"):
            link.set("title", interface.gettext("Source {number}", number=link.text))
            first.setdefault(link.get("href")[1:], link)
    for item in root.iter("li"):
        if (link := first.get(item.get("id") or "")) is not None:
            link.set("id", f"cites-{item.get('id')}")
            said = message("Back to where source {number} is cited")
            name = interface.gettext(said, number=link.text)
            back = element("a", {"class": "back", "href": f"#{link.get('id')}", "aria-label": name})
            back.text = "↩"
            set_last_words(item, f"{last_words(item).rstrip()} ")
            item.append(back)


def frame_tables(root: Element, name: str, label: str = "") -> None:
    """Let the keyboard scroll each broad table of a page, in a box of a class with a name.

    Without a label the name of the box is the heading above it.
    """
    for place, child in enumerate(list(root)):
        if child.tag == "table" and len(child[0][0]) >= BROAD:
            own = label or _heading_above(child)
            box = {"class": name, "tabindex": "0", "role": "region", "aria-label": own}
            wrap(root, place, place + 1, element("div", box))


def _heading_above(block: Element) -> str:
    above = block.itersiblings("h1", "h2", "h3", preceding=True)
    return "".join(next(above).itertext())


def name_for_the_ear(column: str, interface: Interface) -> str:
    """Return the name of a column of a map for the ear; a text's is its own."""
    said = interface.gettext
    if found := re.fullmatch(r"¶ (\d+)(?:–(\d+))?", column):
        if found[2]:
            return said("paragraphs {first} to {last}", first=found[1], last=found[2])
        return said("paragraph {number}", number=found[1])
    return said("heading {number}", number=column) if NUMBER.fullmatch(column) else ""


def draw_map(
    root: Element,
    interface: Interface,
    named: Callable[[str, Interface], str] = name_for_the_ear,
    *,
    scaled: bool = False,
) -> None:
    """Draw each count of a map as a dot, and say in words what row and column it stands in.

    ``named`` gives the name of a column for the ear. Where counts go into hundreds, ``scaled``
    makes the largest the measure of the others.
    """
    for table in root.iter("table"):
        head, *bodies = table
        factor = LARGEST / math.sqrt(_largest(bodies)) if scaled else FACTOR
        columns = [" ".join("".join(cell.itertext()).split()) for cell in head[0]]
        names = [named(column, interface) for column in columns]
        for cell, name in zip(head[0], names, strict=True):
            if len(cell) and name:
                cell[0].set("aria-label", f"{name[:1].upper()}{name[1:]}")
        for row in (row for body in bodies for row in body):
            entry = "".join(row[0].itertext())
            for cell, name in zip(row[1:], names[1:], strict=False):
                if len(cell):
                    _draw(cell[0], entry, name, interface, factor)


def _largest(bodies: Iterable[Element]) -> int:
    """Return the largest count that is a link in the rows of a table."""
    links = (link.text or "" for body in bodies for link in body.iter("a"))
    return max((int(words) for words in links if NUMBER.fullmatch(words)), default=1)


def _draw(link: Element, entry: str, column: str, interface: Interface, factor: float) -> None:
    """Make a link that holds a count a dot, whose area grows with the count."""
    count = int(link.text or "0")
    radius = max(SMALLEST, min(factor * math.sqrt(count), LARGEST))
    name = interface.ngettext(
        "{entry}, {place}: {count} place",
        "{entry}, {place}: {count} places",
        count,
        entry=entry,
        place=column or interface.gettext("here"),
    )
    link.text = None
    add_class(link, "dot")
    link.set("aria-label", name)
    box = {"viewBox": "-10 -10 20 20", "width": "20", "height": "20", "aria-hidden": "true"}
    circle = element("circle", {"r": f"{radius:.1f}", "fill": "currentColor"})
    link.append(element("svg", box, [circle]))


def name_counts(root: Element, interface: Interface) -> None:
    """Say of each count that is a link, in a table of wordings by text, what is counted."""
    for link in (link for table in root.iter("table") for link in table.iter("a")):
        if NUMBER.fullmatch(link.text or ""):
            count = int(link.text or "0")
            link.set("aria-label", interface.ngettext("{count} place", "{count} places", count))


def is_card(heading: Element) -> bool:
    """Return whether a heading is a link and nothing else, as that of a text on the home page."""
    return heading.tag == "h2" and len(heading) == 1 and not has_class(heading, "heading")
