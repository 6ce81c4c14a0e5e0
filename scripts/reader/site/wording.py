"""The strings of the interface as templates ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import markupsafe
from markupsafe import Markup

from reader.interface import Interface

Escape = Callable[[object], Markup]
Text = Callable[..., str]


def of_html(interface: Interface) -> Mapping[str, Text]:
    """Return the functions for templates of HTML."""
    return functions(interface, markupsafe.escape, Markup)


def functions(
    interface: Interface, escape: Escape, made: Callable[[str], Markup]
) -> Mapping[str, Text]:
    """Return ``_``, ``pgettext``, ``ngettext`` and ``gettext`` for templates.

    The first three give Markdown or HTML of ours, in which links may stand; the values that are
    put into it are escaped, unless they are of the same kind. ``gettext`` gives a plain string, as
    front matter asks for.
    """

    def escaped(values: Mapping[str, object]) -> Mapping[str, object]:
        return {name: escape(value) for name, value in values.items()}

    def text(english: str, /, **values: object) -> Markup:
        return made(interface.gettext(english, **escaped(values)))

    def in_context(context: str, english: str, /, **values: object) -> Markup:
        return made(interface.pgettext(context, english, **escaped(values)))

    def of_number(one: str, many: str, count: int, /, **values: object) -> Markup:
        return made(interface.ngettext(one, many, count, **escaped(values)))

    return {
        "_": text,
        "pgettext": in_context,
        "ngettext": of_number,
        "gettext": interface.gettext,
    }
