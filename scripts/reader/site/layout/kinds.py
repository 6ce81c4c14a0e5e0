"""Kinds of page: how each is put together of what its Markdown holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from reader.interface import Interface
from reader.language import chinese
from reader.site.layout import lists, parts, shelves, versions, whole, words
from reader.site.layout.languages import mark_romanizations
from reader.site.layout.tree import (
    Element,
    element,
    has_class,
    having_class,
    is_comment,
    last_words,
    position,
    set_last_words,
    slot,
    take_words,
    wrap,
)

MORE = "more"  # a comment: what follows on an entry is left out of its card on paper


def lay_out(kind: str, root: Element, interface: Interface) -> None:
    """Lay out a page of a kind; one of an unknown kind stays as it is."""
    if kind in KINDS:
        KINDS[kind](root, interface)


# Texts


def _paragraph(root: Element, interface: Interface) -> None:
    _prepare_words(root, interface)
    lists.mark_definitions(root, "terms", interface)
    heading = position(root, "h1")
    wrap(root, heading, heading + 1, element("div", {"class": "place"}))
    start = next(n for n, child in enumerate(root) if has_class(child, "words"))
    end = words.unit_end(root, start)
    wrap(root, start, end, element("section", {"class": "unit"}))
    below = position(root, "h2")
    sections = []
    while below + 1 < len(root) and root[below + 1].tag == "dl":
        name = root[below + 1].get("class", "")
        sections.append(element("section", {"class": f"around-{name}"}, root[below : below + 2]))
        below = position(root, "h2")
    if sections:
        root.insert(below, element("div", {"class": "around"}, sections))
        below += 1
    wrap(root, start, below, element("div", {"class": "spread"}))
    root.insert(start, slot("switches"))
    words.number_notes(root, interface)


def _text(root: Element, interface: Interface) -> None:
    _prepare_words(root, interface)
    words.join_units(root, interface)
    for unit in root.iter("section"):
        block = next(child for child in unit if has_class(child, "words"))
        unit.append(slot(f"margin {block.get('id')}"))
    words.number_notes(root, interface)
    shelves.name_navigation(root, interface)
    line = next((n for n, child in enumerate(root) if has_class(child, "byline")), None)
    if line is not None:
        _part_byline(root[line])
    place = parts.fold_contents(root, interface) or line
    if place is not None:  # else a short text without headings
        root.insert(place + 1, slot("switches"))


def _prepare_words(root: Element, interface: Interface) -> None:
    words.unquote(root, interface)
    versions.fold(root)
    words.raise_alarms(root, interface)
    for block in having_class(root, *words.WORDS):
        versions.mark(block, interface)


def _part_byline(line: Element) -> None:
    """Part the standing of a text from the links behind it, which paper does without."""
    status, sign, _ = (line.text or "").rpartition(" · ")
    links = element("span", {"class": "onward"}, list(line))
    links.text, line.text = sign, status
    line.append(links)


def _notes(root: Element, interface: Interface) -> None:
    place = position(root, "dl")
    if place < len(root):
        root.insert(place, element("div", {"class": "notes-filter"}))
    lists.mark_definitions(root, "", interface)
    _sourced(root, interface)


def _about(root: Element, interface: Interface) -> None:
    lists.mark_definitions(root, "facts", interface)
    _sourced(root, interface)


def _sourced(root: Element, interface: Interface) -> None:
    lists.mark_sources(root)
    lists.mark_citations(root, interface)


# The glossary


def _entry(root: Element, interface: Interface) -> None:
    lists.mark_definitions(root, "relations", interface)
    shelves.draw_bars(root)
    lists.mark_places(root)
    lists.mark_attestations(root)
    lists.name_counts(root, interface)
    lists.frame_tables(root, "ledger")
    _sourced(root, interface)
    heading = root[position(root, "h1")]
    name = element("dfn", {})
    take_words(name, heading)
    heading.append(name)
    line = position(root, "h1") + 1
    while has_class(root[line], "chinese", "original"):
        if has_class(root[line], "chinese"):
            _set_ruby(root[line])
        else:
            mark_romanizations(root[line])
        line += 1
    wrap(root, line, line + 1, element("div", {"class": "definition"}))
    more = next(n for n, child in enumerate(root) if is_comment(child, MORE))
    root.remove(root[more])
    shelves.fold_sections(root)
    end = next(n for n, child in enumerate(root) if has_class(child, "revised"))
    wrap(root, more, end, element("div", {"class": "beyond"}))
    for place, child in enumerate(root):
        if has_class(child, "first-and-last") or child.get("id") == "wordings":
            below = place + 1
    if root.find("h2[@id='wordings']") is not None:
        root.insert(below, slot("uses"))


def _set_ruby(line: Element) -> None:
    """Set the pinyin of a line over its Chinese, each syllable over its character."""
    pinyin = line.find("em")
    if pinyin is None:
        return
    ruby = element("ruby", {"lang": "zh-Hans"})
    words, line.text = (line.text or "").removesuffix(" ("), None
    rest = (pinyin.tail or "").removeprefix(")").strip()
    for sign, syllable in chinese.syllables(words, pinyin.text or ""):
        set_last_words(ruby, last_words(ruby) + sign)
        if syllable:
            ruby.extend(_over(syllable))
    line.remove(pinyin)
    line.append(ruby)
    if rest:
        name, _, traditional = rest.partition(" ")
        ruby.tail = " "
        also = element("span", {"class": "traditional"})
        own = element("span", {"lang": "zh-Hant"})
        also.text, own.text = f"{name} ", traditional
        also.append(own)
        line.append(also)


def _over(syllable: str) -> Iterator[Element]:
    """Return a syllable as it stands over a character; in brackets where nothing can."""
    for tag, text in (("rp", "("), ("rt", syllable), ("rp", ")")):
        part = element(tag, {"lang": "zh-Latn-pinyin"} if tag == "rt" else {})
        part.text = text
        yield part


def _glossary(root: Element, interface: Interface) -> None:
    shelves.name_navigation(root, interface)
    for found in root.iter("ul"):
        lists.mark_entries(found, "entries")
        for item in found:
            item.append(slot(PurePosixPath(item[0].get("href", "")).stem))
    start = position(root, "h2")
    if start < len(root):
        box = {"class": "glossary", "role": "doc-glossary"}
        box["aria-label"] = interface.gettext("Entries")
        wrap(root, start, len(root), element("section", box))


def _index(root: Element, interface: Interface) -> None:
    _glossary(root, interface)
    place = next((n for n, child in enumerate(root) if has_class(child, "letters")), len(root))
    root.insert(place, element("div", {"class": "glossary-filter"}))


def _map(
    root: Element,
    interface: Interface,
    named: Callable[[str, Interface], str] = lists.name_for_the_ear,
    *,
    scaled: bool = False,
) -> None:
    shelves.name_navigation(root, interface)
    lists.draw_map(root, interface, named, scaled=scaled)
    title = "".join(root[position(root, "h1")].itertext())
    lists.frame_tables(root, "map", title)


def _map_of_years(root: Element, interface: Interface) -> None:
    lists.mark_definitions(root, "movements", interface)
    _map(root, interface, lambda column, _: column, scaled=True)


KINDS: Mapping[str, Callable[[Element, Interface], None]] = {
    "paragraph": _paragraph,
    "text": _text,
    "versions": versions.lay_out,
    "notes": _notes,
    "about": _about,
    "collection": whole.collection,
    "entry": _entry,
    "glossary": _index,
    "glossary-order": _glossary,
    "map": _map,
    "map-of-years": _map_of_years,
    "shelf": shelves.shelf,
    "home": whole.home,
    "sources": _sourced,
    "data": whole.files,
    "downloads": whole.files,
    "changes": whole.changes,
    "report": whole.report,
}
