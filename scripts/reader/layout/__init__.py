"""Layout: what the plain Markdown of a page means to the theme.

A page's Markdown says what people read, as they would write it. Here it gets what a style
sheet, a script or a screen reader asks for beyond that: classes, roles, languages, sections,
and the ids of the places where terms stand. All of it follows from links, ids and the order of
the parts; the words stay what they are.

This is an extension of Python-Markdown and no filter of finished HTML, since MkDocs checks
links to those anchors only that it sees in the tree.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from reader.layout import kinds, languages, reading

# Behind attribute lists (8), before headings get ids and MkDocs looks for anchors (both 5).
PRIORITY = 6


class Layout(Extension):
    """The extension; ``kind`` is that of the page to be read next, or ``""`` for any other."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Put the step into a converter, which is made anew for each page."""
        if self.kind:
            reading.narrow(md, self.kind)
        md.treeprocessors.register(_Step(md, self), "reader_layout", PRIORITY)


class _Step(Treeprocessor):
    def __init__(self, md: Markdown, layout: Layout) -> None:
        super().__init__(md)
        self.layout = layout

    def run(self, root: Element) -> None:
        """Lay a page out, in place."""
        kinds.lay_out(self.layout.kind, root, self.md.htmlStash.rawHtmlBlocks)
        languages.mark(root)
