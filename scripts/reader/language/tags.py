"""Languages as tags of BCP 47: how they are written, and in which direction they are read."""

from __future__ import annotations

import re

TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-(?P<script>[a-z]{4}))?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
# Scripts that are read from right to left, and languages that are written in one unless their
# tag names another.
SCRIPTS = frozenset(
    (
        *("adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "hatr", "hebr", "hung"),
        *("khar", "lydi", "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh"),
        *("ougr", "palm", "phli", "phlp", "phnx", "prti", "rohg", "samr", "sarb", "sogd", "sogo"),
        *("syrc", "syre", "syrj", "syrn", "thaa", "yezi"),
    )
)
LANGUAGES = frozenset(
    (
        *("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "dv", "arb", "arc", "ary", "arz", "azb"),
        *(
            "bal",
            "bgn",
            "bqi",
            "ckb",
            "fas",
            "glk",
            "hbo",
            "heb",
            "jpr",
            "jrb",
            "khw",
            "lrc",
            "mzn",
        ),
        *(
            "nqo",
            "ota",
            "pes",
            "phn",
            "pnb",
            "prs",
            "rhg",
            "sam",
            "skr",
            "syc",
            "syr",
            "urd",
            "yid",
        ),
    )
)
RTL_SIGNS = (
    "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
# Words that are read from right to left, with what stands between them.
RTL_RUN = re.compile(rf"[{RTL_SIGNS}]+(?:[\s\d.,:;()\u200e\u200f-]*[{RTL_SIGNS}]+)*")


def is_tag(words: str) -> bool:
    """Return whether words are a well-formed tag of a language."""
    return TAG.fullmatch(words) is not None


def base(tag: str) -> str:
    """Return a language without its script or place: ``zh`` of ``zh-Hant``."""
    return tag.partition("-")[0].lower()


def is_rtl(tag: str) -> bool:
    """Return whether a language is read from right to left."""
    found = TAG.fullmatch(tag)
    if not found:
        return False
    script = (found["script"] or "").lower()
    return script in SCRIPTS if script else base(tag) in LANGUAGES


def direction(tag: str) -> str:
    """Return how a language is read, as HTML names it: ``ltr`` or ``rtl``."""
    return "rtl" if is_rtl(tag) else "ltr"
