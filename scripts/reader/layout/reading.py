"""Reading: the few inline forms that our pages hold, instead of all that Markdown knows.

Of a seed's words every sign is escaped that Markdown would act on, so that a page of ours holds
links, tags, entities, emphasis and code, and nothing else. Python-Markdown tries each form that
it knows on each piece of a page: half the time of a build went into forms that cannot be there.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# What our pages never hold: backslash escapes, references, pictures, addresses in brackets,
# line ends by two spaces, and emphasis by underscores.
UNUSED = (
    *("escape", "reference", "image_link", "image_reference", "short_reference"),
    *("short_image_ref", "autolink", "automail", "linebreak", "not_strong", "em_strong2"),
)
ENTITY = re.compile(r"&(?:#\d+|lt|gt);")
# What only an editor's prose may hold: code, and links with markup in their words.
PROSE = ("backtick", "link")
WITHOUT_PROSE = ("paragraph", "text", "map", "glossary", "glossary-order")
LINK = r"\[([^\[\]<*`]*)\]\(([^()\s]+)\)"
BEFORE_LINK = 165  # the library's own reading of links is 160


def narrow(md: Markdown, kind: str) -> None:
    """Let a converter look only for what a page of a kind may hold."""
    for name in (*UNUSED, *(PROSE if kind in WITHOUT_PROSE else ())):
        md.inlinePatterns.deregister(name, strict=False)
    md.inlinePatterns.register(_PlainLink(LINK, md), "reader_link", BEFORE_LINK)


def _read(words: str) -> str:
    """Return words without the entities that we write; more is none, as in ``&section=1``."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), words) if "&" in words else words


class _PlainLink(InlineProcessor):
    """Reads a link whose words hold no markup; the library's own reads sign by sign."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the library's name)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        """Return the link, and where it stands."""
        link = Element("a", {"href": m[2]})
        link.text = AtomicString(_read(m[1]))  # nothing in it is looked at again
        return link, m.start(), m.end()
