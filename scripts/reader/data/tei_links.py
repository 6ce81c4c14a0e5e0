"""What stands for what in versions of a text, as links of TEI.

A link names blocks of this document and of another, whose file lies beside it. What has no
counterpart is named alone, by a pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from reader.data.tei_xml import NAMESPACE, add, tei_name
from reader.edition.index import Index
from reader.edition.versions import Group
from reader.model import Text
from reader.seeds.alignment import MISSING, Pair


def links(index: Index, text: Text) -> Iterator[etree._Element]:
    """Return the links of a main text to each version, or those of a version to its main text."""
    group = index.versions.of(text)
    if group:
        others = group.texts[1:] if text is group.main else (group.main,)
        yield from (_linked(group, text, other) for other in others)


def _linked(group: Group, text: Text, other: Text) -> etree._Element:
    kind = "version" if text.meta.language == other.meta.language else "translation"
    file = f"{other.id}.tei.xml"
    attributes = {"type": kind, "corresp": file}
    made = etree.Element(tei_name("linkGrp"), attributes, nsmap={None: NAMESPACE})
    for pair in group.pairs[other.id if text is group.main else text.id]:
        mine, theirs = pair if text is not group.main else Pair(pair.main, pair.own)
        if mine and theirs:
            add(made, "link", target=_targets(mine) + " " + _targets(theirs, file))
        else:
            add(made, "ptr", type=MISSING, target=_targets(mine) or _targets(theirs, file))
    return made


def _targets(names: Iterable[str], file: str = "") -> str:
    return " ".join(f"{file}#{name}" for name in names)
