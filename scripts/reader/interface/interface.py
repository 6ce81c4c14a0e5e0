"""The interface in one language: its strings, its dates, its numbers, its lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from reader.interface import english
from reader.interface.languages import SAME, SOURCE, translations

SKELETONS = {4: "y", 7: "yMMMM"}  # of a year and of a month, by the length of their ISO dates
WIDE_STOP = "。"


def message(english: str) -> str:
    """Return a string as it is: so one is marked that is translated where it is used."""
    return english


@dataclass(frozen=True)
class Interface:
    """The interface in the language of a tag.

    Strings are asked for in English, with ``{names}`` for what stands in them. The methods have
    the names of gettext, by which tools know the strings in the source.
    """

    tag: str = SOURCE

    @property
    def language(self) -> str:
        """The language as Material, Typst and the data of Unicode know it, such as ``zh``."""
        return SAME.get(self.tag, self.tag)

    def gettext(self, english: str, /, **values: object) -> str:
        """Return a string with its values."""
        found = translations(self.tag).gettext(english)
        return found.format(**values) if values else found

    def pgettext(self, context: str, english: str, /, **values: object) -> str:
        """Return a string whose English alone does not say what it means."""
        found = translations(self.tag).pgettext(context, english)
        return found.format(**values) if values else found

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return a string for a number, which stands in it as ``{count}``."""
        found = translations(self.tag).ngettext(one, many, count)
        return found.format(count=self.number(count), **values)

    def number(self, count: float, places: int = 0) -> str:
        """Return a number in digits: ``1,234`` or ``2.1``."""
        if self.tag == SOURCE:
            return f"{count:,.{places}f}"
        from babel.numbers import format_decimal  # noqa: PLC0415

        pattern = f"#,##0.{'0' * places}" if places else "#,##0"
        return format_decimal(count, pattern, self.language)

    def date(self, iso: str) -> str:
        """Return an ISO date in words: ``2024-01-31`` gives ``31 January 2024``."""
        if self.tag == SOURCE or not iso:
            return english.date(iso)
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415

        day = datetime.date.fromisoformat((iso + "-01-01")[:10])
        if skeleton := SKELETONS.get(len(iso)):
            return format_skeleton(skeleton, day, locale=self.language)
        return format_date(day, "long", self.language)

    def label(self, block: str) -> str:
        """Return the name of a paragraph, ``¶ 4`` or ``heading 3``, that never breaks."""
        if not block.startswith("h"):
            return english.label(block)
        return self.gettext("heading\u00a0{number}", number=block[1:])

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return self.pgettext("between items of a list", ", ")

    @property
    def semicolon(self) -> str:
        """What stands between the items of a list that hold commas."""
        return self.pgettext("between items of a list", "; ")

    @property
    def colon(self) -> str:
        """What stands between a label and what it is of."""
        return self.pgettext("behind a label", ": ")

    def sentences(self, *sentences: str) -> str:
        """Return sentences one behind the other; behind a wide full stop there is no space."""
        return " ".join(sentences).replace(f"{WIDE_STOP} ", WIDE_STOP)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence: ``A, B and C``."""
        *before, last = list(items) or [""]
        if not before:
            return last
        return self.gettext("{items} and {last}", items=self.comma.join(before), last=last)


ENGLISH = Interface()
