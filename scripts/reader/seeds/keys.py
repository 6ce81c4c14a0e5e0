"""Keys: what each kind of seed may hold, declared once for checks, types and data."""

from __future__ import annotations

import re

from reader.fields.schema import (
    Field,
    is_address,
    is_count,
    is_date,
    is_names,
    is_one_of,
    is_ordinal,
    is_own_day,
    is_url,
)
from reader.history import ids
from reader.interface import accepts
from reader.language import split, tags
from reader.model import LICENSES, NOTE_KINDS
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
SOURCE_TYPES = (  # of CSL, those that the citation style sets well
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "post-weblog",
    "report",
    "speech",
    "thesis",
    "webpage",
)


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


# What 'new-text' may propose and an editor has to confirm.
PROPOSABLE = ("title", "language", "headings", "paragraphs", "shapes", "lines", "footnotes")
COLLECTION = (
    Field("title", required=True),
    Field("heading"),
    Field("description"),
    Field("lead", required=True),
    Field("editors", check=is_names),
    Field("contact", check=is_contact),
    Field("license", required=True, check=is_one_of(*LICENSES)),
    Field("interface", check=accepts),
    Field("languages", kind="mapping", required=True),
    Field("originals", kind="list", check=is_language),
    Field("romanizations", kind="mapping"),
    Field("kinds", kind="mapping", required=True),
    Field("themes", kind="list", check=is_said),
    Field("grades", kind="list", required=True, check=is_said),
    Field("text_kinds", kind="list", check=is_said),
    Field("notes", kind="mapping", check=is_said),
)
META = (
    Field("title", required=True),
    Field("label", required=True),
    Field("author", check=is_names),
    Field("original_title", once="chinese"),
    Field("event"),
    Field("event_date", check=is_date),
    Field("dispatch"),
    Field("dispatch_date", check=is_date),
    Field("kind"),
    Field("speaker"),
    Field("series", check=is_said),
    Field("number", check=is_ordinal),
    Field("publisher", required=True),
    Field("status", required=True),
    Field("translation"),
    Field("translator"),
    Field("quoting"),
    Field("rights", required=True),
    Field(
        "language",
        required=True,
        check=is_language,
    ),
    Field("headings", required=True, check=is_count),
    Field("paragraphs", required=True, check=is_count),
    Field("shapes", kind="mapping", check=is_one_of(*split.SHAPES, split.PLAIN)),
    Field("lines", check=is_one_of("kept", "wrapped", "paragraphs")),
    Field("footnotes", check=is_footnote_mark),
    Field("original", check=is_url),
    Field("original_language", check=is_language),
    Field("version_of"),
    Field("version", check=is_said),
    Field("aligned", kind="mapping", check=is_aligned),
    Field("provenance", required=True),
    Field("source_sha256", check=is_sha256),
    Field("proposed", kind="list", check=is_one_of(*PROPOSABLE)),
    Field("outline", kind="mapping"),
    Field("people", kind="mapping"),
    Field("sources", kind="list"),
)
ENTRY = (
    Field("headword", required=True, check=is_form),
    Field("kind", required=True),
    Field("theme", required=True),
    Field("original", once="chinese", check=is_form),
    Field("traditional", check=is_form),
    Field("romanization", once="pinyin"),
    Field("originals", kind="records"),
    Field("forms", kind="list", check=is_form),
    Field("forms_in", kind="records"),
    Field("excluded", kind="list", check=is_form),
    Field("also", kind="list"),
    Field("matching", check=is_one_of("loose", "exact")),
    Field("renderings", kind="records"),
    Field("offices", kind="records"),
    Field("attestations", kind="records"),
    Field("broader", kind="list"),
    Field("narrower", kind="list"),
    Field("related", kind="list"),
    Field("distinct", kind="list"),
    Field("sources", kind="list"),
    Field("responsible", required=True, check=is_names),
    Field("revised", required=True, check=is_own_day),
)
ORIGINAL = (
    Field("language", required=True),
    Field("original", required=True, check=is_form),
    Field("romanization"),
)
FORMS_IN = (
    Field("text", required=True),
    Field("forms", kind="list", required=True, check=is_form),
)
RENDERING = (
    Field("wording", required=True),
    Field("authority", required=True, check=is_one_of(*AUTHORITIES)),
    Field("source"),
    Field("where"),
)
OFFICE = (
    Field("title", required=True),
    Field("from", check=is_date),
    Field("to", check=is_date),
    Field("source"),
)
ATTESTATION = (
    Field("date", required=True, check=is_date),
    Field("document", required=True),
    Field("original", required=True, once="chinese", check=is_said),
    Field("speaker", required=True),
    Field("source", required=True),
    Field("rendering", once="english", check=is_said),
    Field("rendering_source", once="english_source"),
)
SOURCE = (
    Field("id", required=True, check=is_address),
    Field("type", required=True, check=is_one_of(*SOURCE_TYPES)),
    Field("title", required=True),
    Field("author", check=is_names),
    Field("container-title"),
    Field("publisher"),
    Field("issued", check=is_date),
    Field("accessed", required=True, check=is_date),
    Field("url", check=is_url),
    Field("language"),
    Field("grade", required=True),
    Field("note"),
)
NOTE = (  # what a note of a kind may say, and has to, stands in ``model/notes.py``
    Field("id", required=True, check=is_note_id),
    Field("kind", required=True, check=is_one_of(*NOTE_KINDS)),
    Field("also", kind="list", check=is_one_of(*NOTE_KINDS)),
    Field("sense", check=is_one_of("changed")),
    Field("places", kind="records", required=True),
    Field("original", required=True, once="chinese"),
    Field("established"),
    Field("suggested"),
    Field("readings", kind="records", required=True),
    Field("reason", required=True),
    Field("note", required=True),
    Field("entries", kind="list"),
    Field("author", check=is_names),
)
READING = (
    Field("words", required=True),
    Field("witness", check=is_said),
    Field("source"),
)
LEFT_OUT = "—"  # in place of the words of a reading: a witness does not have them
NOTE_PLACE = (
    Field("at", required=True),
    Field("quote", required=True),
    Field("occurrence", check=is_ordinal),
)
CHANGE = (
    Field("id", required=True, check=is_id),
    Field("became", required=True, check=is_one_of(*HEIRS)),
    Field("into", kind="list", check=is_id),
    Field("begins", check=is_said),
    Field("date", required=True, check=is_own_day),
    Field("reason", required=True, check=is_said),
)
LONGEST_FORM = 300  # characters
META_TEXTS = tuple(
    field.name
    for field in META
    if field.kind == "text"
    and field.name not in ("headings", "paragraphs", "provenance", "speaker", "lines", "version_of")
)
SOURCES_PATH = "seeds/sources.yml"
COLLECTION_PATH = "seeds/collection.yml"
