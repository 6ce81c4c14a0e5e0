"""Chinese: traditional characters for simplified ones."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(simplified: str) -> str:
    """Return the traditional form of ``simplified``, by OpenCC's standard table."""
    return str(_converter().convert(simplified))
