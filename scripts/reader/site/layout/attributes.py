"""Attributes: what stands in braces behind a block, a list item, a heading, a link or emphasis.

The forms are those of Python-Markdown's ``attr_list``: ``{ #p2 .words lang=fr }`` on a line of
its own below a paragraph or an item, at the end of a heading or of a term that is defined, and
right behind anything within a line.
"""

from __future__ import annotations

import re

from reader.site.layout.tree import Element, add_class, element, last_words, set_last_words

BELOW = re.compile(r"\n[ ]*\{ ([^{}\n]*) \}[ ]*$")
BEHIND = re.compile(r" \{ ([^{}\n]*) \}[ ]*$")
INSIDE = re.compile(r"\{ ([^{}\n]*) \}")
BLOCKS = {
    **dict.fromkeys(("p", "li"), BELOW),
    **dict.fromkeys(("h1", "h2", "h3", "dt"), BEHIND),
}


def assign(root: Element) -> None:
    """Give every element of a page the attributes that stand behind it."""
    for names in list(root.iter("dl")):
        _part_terms(names)
    for block in root.iter(*BLOCKS):
        if found := BLOCKS[block.tag].search(last_words(block)):
            set_last_words(block, last_words(block)[: found.start()])
            _set(block, found[1])
    for inline in root.iter("a", "em"):
        if inline.tail and (found := INSIDE.match(inline.tail)):
            inline.tail = inline.tail[found.end() :]
            _set(inline, found[1])


def _set(element: Element, words: str) -> None:
    for word in words.split():
        if word[0] == ".":
            add_class(element, word[1:])
        elif word[0] == "#":
            element.set("id", word[1:])
        else:
            name, _, value = word.partition("=")
            element.set(name, value)


def _part_terms(names: Element) -> None:
    """Part the lines of what is defined: each is a term of its own."""
    for name in list(names.iter("dt")):
        following = name.getnext()
        for line in _lines(name):
            following.addprevious(line)
        names.remove(name)


def _lines(name: Element) -> list[Element]:
    """Return the lines of an element as elements."""
    made = [element("dt", {})]
    _add(made, name.text or "")
    for child in list(name):
        tail, child.tail = child.tail or "", None
        made[-1].append(child)
        _add(made, tail)
    return made


def _add(lines: list[Element], words: str) -> None:
    """Add words behind what there is, each line end beginning a new element."""
    first, *others = words.split("\n")
    set_last_words(lines[-1], last_words(lines[-1]) + first)
    for other in others:
        lines.append(element("dt", {}))
        lines[-1].text = other
