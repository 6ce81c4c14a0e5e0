"""Layout: what the plain Markdown of a page means to the theme.

A page's Markdown says what people read, as they would write it. Here it gets what a style
sheet, a script or a screen reader asks for beyond that: classes, roles, languages, sections,
and the ids of the places where terms stand. All of it follows from links, ids and the order of
the parts; the words stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import NO_INSERTS, Inserts, Output
from reader.site.layout import attributes, kinds, languages, rendering
from reader.site.layout.languages import IN_ENGLISH, Tongues
from reader.site.layout.tree import Element


def rendered(markdown: str, kind: str, tongues: Tongues = IN_ENGLISH) -> Element:
    """Return the tree of a page of a kind, from its Markdown without front matter.

    ``tongues`` are the languages that a page has besides those of its texts.
    """
    root = rendering.tree(markdown)
    attributes.assign(root)
    kinds.lay_out(kind, root, tongues.interface)
    languages.mark(root, tongues)
    rendering.part_blocks(root)
    if rendering.hides(markdown):
        rendering.restore(root)
    return root


def pieces(pages: Iterable[Output], tongues: Tongues = IN_ENGLISH) -> Inserts:
    """Return the HTML of the inserts of pages: each is what a list of definitions defines."""
    inserts = next((page.inserts for page in pages if page.inserts), NO_INSERTS)
    markdown = "\n\n".join(f"name\n:   {words}" for words in inserts.values())
    made = (rendering.html(found) for found in rendered(markdown, "", tongues).iter("dd"))
    return dict(zip(inserts, made, strict=True))
