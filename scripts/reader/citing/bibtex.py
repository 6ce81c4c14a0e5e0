"""Sources as BibTeX."""

from __future__ import annotations

import re

from reader.model import Source

# What BibTeX has no type for is @misc. @online is BibLaTeX's, which reads the whole day from
# "date"; the others have the year and the month too, for BibTeX.
TYPES = {
    "webpage": "online",
    "entry-dictionary": "online",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "online": "organization"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
# BibTeX knows the months by these names.
MONTHS = ("", *["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
SPECIAL = re.compile(r"[\\{}$&#^_~%]")
# A brace counts for BibTeX even behind a backslash, so that it needs a name.
SIGNS = {
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def entry(source: Source, *, translator: str = "") -> str:
    """Return a source as an entry of BibTeX."""
    given = source.fields
    kind = TYPES.get(given["type"], "misc")
    issued = given.get("issued", "")
    authors = [name for name in given.get("author", "").split("; ") if name]
    fields = {
        "author": " and ".join(map(_name, authors)),
        "title": _whole(given["title"]),
        "translator": _whole(translator) if translator else "",
        CONTAINERS.get(kind, "howpublished"): escaped(given.get("container-title", "")),
        "series": escaped(given.get("collection-title", "")),
        "number": given.get("collection-number", ""),
        PUBLISHERS.get(kind, "publisher"): escaped(given.get("publisher", "")),
        "year": "" if kind == "online" else issued[:4],
        "date": issued,
        "url": _address(given.get("url", "")),
        "urldate": given.get("accessed", ""),
        "language": escaped(given.get("language", "")),
        "note": escaped(source.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    if issued[5:7] and kind != "online":
        lines.append(f"  month = {MONTHS[int(issued[5:7])]},\n")
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


def escaped(words: str) -> str:
    """Return words, on one line, as BibTeX writes them inside braces."""
    signs = SPECIAL.sub(lambda sign: SIGNS.get(sign[0], f"\\{sign[0]}"), words)
    return " ".join(signs.split())


def _whole(words: str) -> str:
    """Return words in braces of their own, so that no style changes their letter case."""
    return f"{{{escaped(words)}}}"


def _name(name: str) -> str:
    """Return an author: a person as ``Family, Given``; else in braces, so that it is not cut."""
    person = ", " in name and " and " not in name
    return escaped(name) if person else _whole(name)


def _address(url: str) -> str:
    """Return an address with the signs encoded that would end the field or begin a comment."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
