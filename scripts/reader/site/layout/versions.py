"""Versions side by side: rows of cells, each with its name; and folds below a paragraph.

The id of a block of another text has the id of that text behind it: ``p3.other_text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.interface import Interface
from reader.site.layout import words
from reader.site.layout.tree import (
    Element,
    element,
    has_class,
    having_class,
    replace,
    take_words,
    wrap,
)

CHOSEN = 4  # columns that are shown at first
TITLE = "title"


def lay_out(root: Element, interface: Interface) -> None:
    """Lay out the page of all versions."""
    words.unquote(root, interface)
    for block in having_class(root, "words", "original-words"):
        mark(block, interface)
    start = next(n for n, child in enumerate(root) if child.tag == "ul")
    names = _chooser(root[start], interface)
    rows = list(_rows(root[start + 1 :], len(names)))
    whole = wrap(root, start, len(root), element("div", {"class": "side-by-side"}))
    whole.set("data-columns", str(len(names)))
    whole.append(_heads(names, rows))
    whole.extend(rows)


def mark(block: Element, interface: Interface) -> None:
    """Mark the terms of a block of words, whose ids may say of which text it is."""
    name, dot, text = (block.get("id") or "").partition(".")
    if not dot and not name.endswith("o"):
        words.mark(block, interface)
        return
    named = [part for part in block.iter("*") if part.get("id")]
    for part in named:
        part.set("id", part.get("id").removesuffix(f"{dot}{text}"))
    words.mark(block, interface)
    for part in named:
        part.set("id", f"{part.get('id')}{dot}{text}")
    if not dot:
        return
    for link in block.iter("a"):
        if has_class(link, "term"):
            link.set("id", f"{link.get('id')}{dot}{text}")


def _chooser(found: Element, interface: Interface) -> list[str]:
    """Make the list of versions the choice of columns, and return their names."""
    found.set("class", "versions")
    names = []
    for number, item in enumerate(found):
        name = "".join(item[0].itertext())
        box = {
            "type": "checkbox",
            "value": str(number),
            "data-name": name,
            "aria-label": interface.gettext("Show {name}", name=name),
        }
        if number < CHOSEN:
            box["checked"] = "checked"
        item.text = None
        item.insert(0, element("input", box))
        item[0].tail = " "
        names.append(name)
    return names


def _heads(names: Sequence[str], rows: Sequence[Element]) -> Element:
    """Return the names of all columns, which stay above them; each cell says its own too."""
    turned = {cell.get("data-column") for row in rows for cell in row if cell.get("dir")}
    made = element("div", {"class": "version-heads", "data-heads": "", "aria-hidden": "true"})
    for number, name in enumerate(names):
        head = element("span", {"data-column": str(number)})
        head.text = name
        if str(number) in turned:
            head.set("dir", "rtl")
        made.append(head)
    return made


def _rows(blocks: Sequence[Element], columns: int) -> Iterator[Element]:
    """Return the rows: a cell for each name of a version, with what stands below it."""
    cells: list[Element] = []
    for block in blocks:
        if has_class(block, "version"):
            cells.append(_cell(block))
        else:
            cells[-1].append(block)
            if turned := block.get("dir"):
                cells[-1].set("dir", turned)
    for start in range(0, len(cells), columns):
        row = cells[start : start + columns]
        yield element("div", {"class": "row", "data-row": ""}, row)


def _cell(name: Element) -> Element:
    """Return an empty cell with its name, which a wide screen has above all cells."""
    said = element("span", {"class": "version-name"})
    said.text, name.text = (name.text or "").strip(), None
    if len(name):
        said.tail = " "
    name.insert(0, said)
    number = name.attrib.pop("data-column")
    return element("div", {"class": "cell", "data-column": number}, [name])


def fold(root: Element) -> None:
    """Fold the other versions below a paragraph."""
    for child in list(root):
        if child.tag == "blockquote" and len(child) and has_class(child[0], "version"):
            name, *blocks = child
            summary = element("summary", {})
            summary.text = (name.text or "").strip()
            name.text = None
            made = element("details", {"class": "in-version"}, (summary, name))
            made.extend(map(_unquoted, blocks))
            replace(child, made)


def _unquoted(block: Element) -> Element:
    """Return a block of words; one of the shape of a quotation holds its words itself."""
    if block.tag != "blockquote":
        return block
    made = element("blockquote", dict(block[0].items()))
    take_words(made, block[0])
    return made
