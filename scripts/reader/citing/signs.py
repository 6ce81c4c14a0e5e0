"""Signs: private characters in citations, and the words around what is cited."""

from __future__ import annotations

import re

STARRED = re.compile(r"\*([^*]+)\*")
# Private characters: no seed's word has one after `_line`, and no style changes one.
NUMBER = "\ue000"  # the number of a paragraph
HEADWORD = "\ue001"
ENTRY = "\ue002"  # the id of an entry
VISIT = "\ue003"  # where the day of the reader's visit belongs, which only a browser knows
OPEN = "\ue004"  # around an address below a root that the build does not know
CLOSE = "\ue005"
TITLE = "\ue006"  # around the title of a work within other words
END = "\ue007"
DIGEST = "\ue008"  # the start of the hash of a text, which changes with each of its words
TITLED = rf"{TITLE}\1{END}"
PRIVATE = re.compile("[\ue000-\uf8ff]")
MARKUP = {
    VISIT: '<span data-accessed=""></span>',
    OPEN: '<span data-address="">',
    CLOSE: "</span>",
    TITLE: "<i>",
    END: "</i>",
}


def glossary(title: str) -> str:
    """Return the title of the glossary of a collection that has a title."""
    return f"{title}: Glossary"


def marked_up(words: str) -> str:
    """Return words with markup in place of the signs for it."""
    for sign, markup in MARKUP.items():
        words = words.replace(sign, markup)
    return words


def sentences(*parts: str) -> str:
    """Return what there is as sentences."""
    return ". ".join(sentence(part) for part in parts if part)


def joined(*parts: str) -> str:
    """Return what there is, with commas between."""
    return ", ".join(part for part in parts if part)


def sentence(words: str) -> str:
    """Return words as a sentence, its first letter large."""
    return words[:1].upper() + words[1:]


def plain(words: str) -> str:
    """Return words without the signs for markup."""
    return words.replace(TITLE, "").replace(END, "")


def title(words: str) -> str:
    """Return words as a title, between the signs for one."""
    return f"{TITLE}{words}{END}"
