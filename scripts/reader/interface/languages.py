"""Which languages the interface has, and the strings of each."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE = "en"  # the language of the strings in the source
SAME = {"zh-Hans": "zh"}  # tags that say more than the name of their file


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of the languages that the interface has, that of the source first."""
    return (SOURCE, *sorted((*(path.stem for path in FOLDER.glob("*.po")), *SAME)))


def accepts(text: str) -> str | None:
    """Accept the tag of a language that the interface has."""
    return None if text in languages() else f"use one of: {', '.join(languages())}"


@cache
def translations(tag: str) -> NullTranslations:
    """Return the strings of a language; those of the source need no file."""
    if tag == SOURCE:
        return NullTranslations()
    from babel.messages import mofile, pofile  # noqa: PLC0415 (most collections are in English)

    with (FOLDER / f"{SAME.get(tag, tag)}.po").open("rb") as file:
        catalogue = pofile.read_po(file, locale=SAME.get(tag, tag))
    compiled = BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
