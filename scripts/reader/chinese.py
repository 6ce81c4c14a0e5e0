"""Chinese: simplified and traditional characters, by OpenCC."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

# The standards of Taiwan, of Hong Kong, and OpenCC's own.
STANDARDS = ("s2tw", "s2hk", "s2t")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(words: str) -> str:
    """Return simplified Chinese in traditional characters, as Taiwan writes them."""
    return str(_converter(STANDARDS[0]).convert(words))


def simplified(words: str) -> str:
    """Return traditional Chinese in simplified characters."""
    return str(_converter("t2s").convert(words))


def variants(character: str) -> tuple[str, ...]:
    """Return the traditional characters that may stand for a simplified one."""
    found = (str(_converter(name).convert(character)) for name in STANDARDS)
    return tuple(dict.fromkeys(found))
