"""Capitals of English titles, as Chicago and MLA write them."""

from __future__ import annotations

import re

# Articles, conjunctions and short prepositions, in lower case within a title.
SMALL = re.compile(
    "a|an|the|and|but|or|nor|for|so|yet|as|at|by|from|in|into|of|off|on|onto|out|over|per|to|up"
    "|via|with"
)
WORD = re.compile(r"[^\W\d_][\w\u2019']*")


def headline(title: str) -> str:
    """Return an English title with its chief words capitalized; capitals that stand are kept."""
    words = list(WORD.finditer(title))
    ends = {words[0].start(), words[-1].start()} if words else set()

    def cased(word: re.Match[str]) -> str:
        plain = word[0]
        opens = word.start() in ends or title[: word.start()].rstrip().endswith((":", "?"))
        if plain != plain.lower() or (SMALL.fullmatch(plain) and not opens):
            return plain
        return plain[0].upper() + plain[1:]

    return WORD.sub(cased, title)
