"""What the templates of the theme ask of Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from functools import cache

from jinja2 import Environment

SLOT = re.compile(r'<slot name="([^"]*)"></slot>')
TOPIC = 'data-md-component="header-topic">'
TITLE = "\ue000"  # a private character, where the title of a page stands in its header
REPORT = "\ue001"  # another, where its foot says how to report a mistake
SIGNS = {"title_sign": TITLE, "report_sign": REPORT}  # as the templates know them


def slots(content: str) -> Iterator[tuple[str, str]]:
    """Yield the HTML of a page in parts, each with the name of the place behind it.

    In such a place the theme draws what is in no Markdown. Behind the last part there is none,
    so its name is ``""``.
    """
    *parts, last = SLOT.split(content)
    yield from zip(parts[::2], parts[1::2], strict=True)
    yield last, ""


def translated(environment: Environment, language: str) -> Callable[[str], str]:
    """Return what gives Material's own words in a language, or in English where it has none."""

    @cache
    def find(key: str) -> str:
        for name in (language, "en"):
            words = environment.get_template(f"partials/languages/{name}.html").module
            if found := str(words.t(key)):  # type: ignore[attr-defined]
                return found
        return key

    return find


def untitled(header: str, title: str) -> str:
    """Return the header of a page with ``TITLE`` in place of the page's own title."""
    before, topic, after = header.partition(TOPIC)
    return f"{before}{topic}{after.replace(title, TITLE, 1)}"


class Kept:
    """Parts of a page that are the same on many: header, navigation, footer, scripts.

    Material's templates would draw each of them anew for every page: a fifth of a build.
    ``same`` names the pages that share a part, or is None for one that shares nothing.
    """

    def __init__(self) -> None:
        self._parts: dict[tuple[str, Hashable], str] = {}

    def get(self, name: str, same: Hashable) -> str:
        """Return a part if it was drawn before, else ``""``."""
        return self._parts.get((name, same), "")

    def put(self, name: str, same: Hashable, drawn: str) -> str:
        """Keep a part for the pages that share it, and return it."""
        if same is not None:
            self._parts[name, same] = drawn
        return drawn
