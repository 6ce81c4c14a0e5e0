"""Chinese: simplified and traditional characters, by OpenCC."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(words: str) -> str:
    """Return simplified Chinese in traditional characters, as Taiwan writes them."""
    return str(_converter("s2tw").convert(words))


def simplified(words: str) -> str:
    """Return traditional Chinese in simplified characters."""
    return str(_converter("t2s").convert(words))
