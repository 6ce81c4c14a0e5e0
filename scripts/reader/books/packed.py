"""Files as a zip that is the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST = "1980-01-01"  # the last one is in 2107: dates of ours end before


def packed(files: Mapping[str, bytes], date: str, stored: int = 0) -> bytes:
    """Return files as a zip, in their order; the first ``stored`` of them uncompressed.

    Every file has the same date, given in ISO 8601, and the same permissions. What is
    older than the format bears the first day that it knows.
    """
    year, month, day = (int(part) for part in max(date, FIRST).split("-"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, (name, content) in enumerate(files.items()):
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.create_system = 3  # Unix, whatever the system: else the permissions mean nothing
            entry.external_attr = 0o100644 << 16
            method = zipfile.ZIP_STORED if number < stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, method, 6)
    return target.getvalue()
