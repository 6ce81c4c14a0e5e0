"""How English writes a date, and what a paragraph is called."""

from __future__ import annotations

import calendar

MONTHS = calendar.month_name  # English: the build never sets a locale


def label(block: str) -> str:
    """Return the name of a paragraph for readers, ``¶ 4`` or ``heading 3``, that never breaks."""
    return f"heading\u00a0{block[1:]}" if block.startswith("h") else f"¶\u00a0{block[1:]}"


def date(iso: str) -> str:
    """Return an ISO date in words: ``2024-01-31`` gives ``31 January 2024``."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    parts = (str(int(day)) if day else "", MONTHS[int(month)] if month else "", year)
    return " ".join(part for part in parts if part)
