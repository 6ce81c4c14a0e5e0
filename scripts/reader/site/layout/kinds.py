"""Kinds of page: how each is put together of what its Markdown holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from reader.language import chinese
from reader.site.layout import lists, versions, words
from reader.site.layout.languages import mark_romanizations
from reader.site.layout.tree import (
    Element,
    add_class,
    element,
    has_class,
    is_comment,
    last_words,
    position,
    set_last_words,
    slot,
    take_words,
    wrap,
)

MORE = "more"  # a comment: what follows on an entry is left out of its card on paper


def lay_out(kind: str, root: Element) -> None:
    """Lay out a page of a kind; one of an unknown kind stays as it is."""
    if step := KINDS.get(kind):
        step(root)


# Texts


def _paragraph(root: Element) -> None:
    _prepare_words(root)
    lists.mark_definitions(root, "terms")
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
    words.number_notes(root)


def _text(root: Element) -> None:
    _prepare_words(root)
    words.join_units(root)
    for unit in root.iter("section"):
        block = next(child for child in unit if has_class(child, "words"))
        unit.append(slot(f"margin {block.get('id')}"))
    words.number_notes(root)
    line = next((n for n, child in enumerate(root) if has_class(child, "byline")), None)
    if line is None:  # a text without headings
        return
    _part_byline(root[line])
    below = line + 1
    while below < len(root) and has_class(root[below], "long"):
        below += 1
    root.insert(below, slot("switches"))


def _prepare_words(root: Element) -> None:
    words.unquote(root)
    versions.fold(root)
    words.raise_alarms(root)
    for block in list(root.iter("*")):
        if has_class(block, *words.WORDS):
            versions.mark(block)


def _part_byline(line: Element) -> None:
    """Part the standing of a text from the links behind it, which paper does without."""
    status, sign, _ = (line.text or "").rpartition(" · ")
    links = element("span", {"class": "onward"}, list(line))
    links.text, line.text = sign, status
    line.append(links)


def _notes(root: Element) -> None:
    place = position(root, "dl")
    if place < len(root):
        root.insert(place, element("div", {"class": "notes-filter"}))
    lists.mark_definitions(root, "")
    _sourced(root)


def _about(root: Element) -> None:
    lists.mark_definitions(root, "facts")
    _sourced(root)


def _sourced(root: Element) -> None:
    lists.mark_sources(root)
    lists.mark_citations(root)


# The glossary


def _entry(root: Element) -> None:
    lists.mark_definitions(root, "relations")
    lists.mark_places(root)
    lists.mark_attestations(root)
    lists.name_counts(root)
    lists.frame_tables(root, "ledger")
    _sourced(root)
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
    end = next(n for n, child in enumerate(root) if has_class(child, "revised"))
    wrap(root, more, end, element("div", {"class": "beyond"}))
    for place, child in enumerate(root):
        if has_class(child, "first-and-last") or child.get("id") == "wordings":
            below = place + 1
    if root.find("*[@id='wordings']") is not None:
        root.insert(below, slot("uses"))


def _set_ruby(line: Element) -> None:
    """Set the pinyin of a line over its Chinese, each syllable over its character."""
    pinyin = line.find("em")
    if pinyin is None:
        return
    ruby = element("ruby", {"lang": "zh-Hans"})
    words = (line.text or "").removesuffix(" (")
    line.text = None
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


def _glossary(root: Element) -> None:
    _name_navigation(root)
    for found in root.iter("ul"):
        lists.mark_entries(found, "entries")
        for item in found:
            item.append(slot(PurePosixPath(item[0].get("href", "")).stem))
    start = position(root, "h2")
    if start < len(root):
        box = {"class": "glossary", "role": "doc-glossary", "aria-label": "Entries"}
        wrap(root, start, len(root), element("section", box))


def _index(root: Element) -> None:
    _glossary(root)
    letters = next((n for n, c in enumerate(root) if has_class(c, "letters")), len(root))
    root.insert(letters, element("div", {"class": "glossary-filter"}))


def _map(root: Element) -> None:
    _name_navigation(root)
    lists.draw_map(root)
    title = "".join(root[position(root, "h1")].itertext())
    lists.frame_tables(root, "map", title)


NAVIGATION = {"orders": "Orders of the glossary", "letters": "Letters"}


def _name_navigation(root: Element) -> None:
    """Make each line of links what it is: a navigation with a name."""
    for place, child in enumerate(list(root)):
        for name, label in NAVIGATION.items():
            if child.tag == "p" and has_class(child, name):
                del child.attrib["class"]
                wrap(root, place, place + 1, element("nav", {"class": name, "aria-label": label}))


# The home page, and what is about the whole edition


def _home(root: Element) -> None:
    lead = next(n for n, child in enumerate(root) if has_class(child, "lead"))
    root.insert(lead + 1, element("p", {"class": "go-on"}))
    for found in root.iter("ul"):
        lists.mark_entries(found, "terms")
    place = lead + 2
    while place < len(root):
        if lists.is_card(root[place]):
            end = position(root, "h2", place + 1)
            _card(wrap(root, place, end, element("section", {"class": "card"})))
        place += 1
    lists.frame_tables(root, "shelf", "The texts")


def _card(card: Element) -> None:
    """Make the links of a text on the home page buttons, and its outline a list of its own."""
    for child in card:
        if child.tag == "p" and len(child) and not "".join(_around(child)).strip():
            for link in child:
                add_class(link, "md-button")
            add_class(child[0], "md-button--primary")
        elif child.tag == "ol":
            child.set("class", "outline")


def _around(parent: Element) -> Sequence[str]:
    """Return the words of an element that stand in none of its children."""
    return [parent.text or "", *(child.tail or "" for child in parent)]


def _collection(root: Element) -> None:
    lists.mark_definitions(root, "facts")


def _files(root: Element) -> None:
    lists.mark_definitions(root, "files")


def _changes(root: Element) -> None:
    lists.mark_definitions(root, "facts")
    for run in root.iter("del", "ins"):
        _say(run, "removed" if run.tag == "del" else "added")
    place = 0
    while place < len(root):
        if root[place].tag == "p" and (kind := root[place].find("em[last()]")) is not None:
            kind.tag = "span"
            kind.set("class", "kind")
            end = place + 1
            if end < len(root) and root[end].tag == "dl":
                end += 1
            wrap(root, place, end, element("div", {"class": "change"}))
        place += 1


def _say(run: Element, what: str) -> None:
    """Say what became of some words to those who do not see how they are drawn."""
    before = element("span", {"class": "sr-only"})
    before.text, before.tail, run.text = f"[{what}: ", run.text, None
    run.insert(0, before)
    after = element("span", {"class": "sr-only"}, ())
    after.text = "] "
    run.append(after)


KINDS: Mapping[str, Callable[[Element], None]] = {
    "paragraph": _paragraph,
    "text": _text,
    "versions": versions.lay_out,
    "notes": _notes,
    "about": _about,
    "collection": _collection,
    "entry": _entry,
    "glossary": _index,
    "glossary-order": _glossary,
    "map": _map,
    "home": _home,
    "sources": _sourced,
    "data": _files,
    "downloads": _files,
    "changes": _changes,
}
