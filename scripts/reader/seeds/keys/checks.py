"""Checks of values that know what a seed is about, and the words that some keys are kept to."""

from __future__ import annotations

import re

from reader.fields.schema import is_url
from reader.history import ids
from reader.language import tags
from reader.seeds import alignment

AUTHORITIES = ("official", "attested", "literal", "ours")
HEIRS = {  # how many ids stand for one that became this
    "moved": "one id",
    "merged": "one id",
    "split": "two ids or more",
    "withdrawn": "no id",
    ids.REVISED: "no id",
}
ASKS_FOR_REMEDY = frozenset(("wrong", "odd"))  # kinds of notes that say what would be better
LEFT_OUT = "—"  # in place of the words of a reading: a witness does not have them
LONGEST_FORM = 300  # characters
SOURCES_PATH = "seeds/sources.yml"
COLLECTION_PATH = "seeds/collection.yml"


def is_said(text: str) -> str | None:
    """Accept what says something."""
    good = any(character.isalnum() for character in text)
    return None if good else "write a wording with at least one letter or digit"


def is_form(text: str) -> str | None:
    """Accept a wording that can be looked for.

    Its length has a bound, since of forms within forms each one is found at each place.
    """
    long = f"write a wording of at most {LONGEST_FORM} characters"
    return is_said(text) or (long if len(text) > LONGEST_FORM else None)


def is_language(text: str) -> str | None:
    """Accept a language as a tag of BCP 47."""
    return None if tags.is_tag(text) else "write a tag of BCP 47, as in 'en', 'grc' or 'zh-Hant'"


def is_contact(text: str) -> str | None:
    """Accept an address of the web or of mail."""
    good = re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", text) or is_url(text) is None
    return None if good else "write an address of mail, or one that begins with https://"


def is_footnote_mark(text: str) -> str | None:
    """Accept the first mark of a text's footnotes, as ``[1]`` or ``*``."""
    numbered = re.fullmatch(r"[^\w\s]{0,3}(?:1|\u00b9|\u2460)[^\w\s]{0,3}", text)
    good = (numbered and text != "1") or re.fullmatch(r"[^\w\s]", text)
    return None if good else "write the first mark as it stands in the text, as in '[1]' or '*'"


def is_aligned(text: str) -> str | None:
    """Accept what of a main text stands for a paragraph: ``p3``, ``p3, p4``, ``p3-p5``."""
    good = text == alignment.MISSING or alignment.is_list(text)
    return None if good else "write paragraphs as in 'p3', 'p3, p4' or 'p3-p5', or 'missing'"


def is_note_id(text: str) -> str | None:
    """Accept the id of a note: ``n`` and a number."""
    return None if re.fullmatch(r"n[1-9][0-9]{0,5}", text) else "write n and a number, as in n12"


def is_id(text: str) -> str | None:
    """Accept an id as the record has them."""
    good = ids.kind(text)
    return None if good else "write an id as in pond, pond/p4, pond/p4s2 or glossary/carp"


def is_sha256(text: str) -> str | None:
    """Accept a SHA-256 in hexadecimal."""
    good = re.fullmatch(r"[0-9a-f]{64}", text)
    return None if good else "write the 64 digits and letters a to f that 'new-text' printed"
