"""Markdown: the only module that makes it, so that nothing unescaped reaches a page.

A seed's words are escaped with numeric entities: every punctuation mark of ASCII,
and every white space that is not a plain space between words.
"""

from __future__ import annotations

import html
import posixpath
import re
import string
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup

from reader.model import Mention, Sentence
from reader.words import VEIL


class Md(Markup):
    """A piece of Markdown: what is in it may be set as it stands.

    It is a Markup so that templates know it, and the results of their own macros,
    from words that are still to be escaped.
    """

    __slots__ = ()


class _Escape(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        special = character in string.punctuation or (character.isspace() and character != " ")
        self[code] = f"&#{code};" if special else character
        return self[code]


_ESCAPE = _Escape(
    {
        ord(VEIL[0]): '<span class="line-end">&#10;</span>',
        ord(VEIL[1]): '<span class="line-end"> </span>',
        ord(VEIL[2]): "",
    }
)
HAN = re.compile(r"[\u3400-\u9fff]+(?:[\u3001-\u3011\uff01-\uff1f]*[\u3400-\u9fff]+)*")
LINE_END = re.compile(r"\r\n|\r")


def escape(value: object) -> Md:
    """Return any value as Markdown that shows its characters; Md is returned as it is."""
    if isinstance(value, Markup):
        return Md(value)
    return Md(shown(str(value)).translate(_ESCAPE))


def shown(words: str) -> str:
    """Return the characters that a page shows for a seed's words: line ends become newlines."""
    return LINE_END.sub("\n", words)


def spoken(value: object) -> Md:
    """Return a value as ``escape`` does, its Chinese marked as Chinese for those who hear it."""
    return Md(HAN.sub(r'<span lang="zh-Hans">\g<0></span>', str(escape(value))))


def link(words: object, href: str, attributes: str = "") -> Md:
    """Return a Markdown link, so that MkDocs checks where it leads.

    ``attributes`` are attribute-list syntax, as in ``.term rel=prev``.
    """
    suffix = f"{{ {attributes} }}" if attributes else ""
    return Md(f"[{escape(words)}]({href}){suffix}")


def html_link(words: str, url: str) -> Md:
    """Return a link to another site."""
    return Md(f'<a href="{html.escape(url)}" rel="noopener">{escape(words)}</a>')


def href(page: str, target: str, anchor: str = "") -> str:
    """Return the address of ``target`` as seen from ``page``; both are paths of outputs."""
    if target == page and anchor:
        return f"#{anchor}"
    relative = _relative(target, page.rpartition("/")[0])
    return f"{relative}#{anchor}" if anchor else relative


@lru_cache(1 << 16)
def _relative(target: str, folder: str) -> str:
    return posixpath.relpath(target, folder or ".")


def sentence(
    part: Sentence,
    mentions: Iterable[Mention],
    term_link: Callable[[Mention], tuple[str, str]],
    marks: Mapping[int, Md],
) -> Md:
    """Return a sentence as an element with its id, its mentions as links.

    ``term_link`` gives a mention's address and attributes. ``marks`` are pieces set
    behind a character offset of the sentence, or behind the mention around it.
    """
    pieces: list[str] = []
    place = 0
    waiting = sorted(marks)
    for mention in mentions:
        pieces += _run(part.words, place, mention.start, waiting, marks)
        address, attributes = term_link(mention)
        pieces.append(link(part.words[mention.start : mention.end], address, attributes))
        place = mention.end
        pieces += [marks[at] for at in waiting if at <= place]
        waiting = [at for at in waiting if at > place]
    pieces += _run(part.words, place, len(part.words), waiting, marks)
    return Md(f'<span class="sentence" id="{part.id}">{"".join(pieces)}</span>')


def items(lines: Iterable[str]) -> Md:
    """Return pieces of Markdown as the items of a list.

    They are no ``li``: in a list, Markdown would put line ends between the words.
    """
    return Md("".join(f'<span class="item" role="listitem">{line}</span>' for line in lines))


def _run(
    words: str, start: int, end: int, waiting: list[int], marks: Mapping[int, Md]
) -> list[str]:
    """Return the words from start to end, with the marks that fall among them."""
    pieces: list[str] = []
    while waiting and waiting[0] <= end:
        at = waiting.pop(0)
        pieces += [escape(words[start:at]), marks[at]]
        start = at
    return [*pieces, escape(words[start:end])]


# Prose: what an editor writes. Paragraphs, headings, lists, *emphasis*, links and
# citations are kept; everything else that Markdown or HTML would act on is shown.

TOKEN = re.compile(
    r"\[(?P<cite>@[a-z0-9-]+(?:; @[a-z0-9-]+)*)\]"
    r"|\[(?P<words>[^\]\[]*)\]\((?P<target>[^()\s]*)\)"
)
CITATION = re.compile(r"@([a-z0-9-]+)")
# Brackets with at most one pair inside. No character of this may be given back once it is
# matched (*+), or the time it takes would grow with the square of the prose; of groups,
# Python before 3.11.5 would lose its place.
BRACKETS = r"\[(?:[^\]\[]++|\[[^\]\[]*+\])*\]"
# What looks like a citation or a link, and is none: it is looked for between tokens.
UNFINISHED = re.compile(
    rf"{TOKEN.pattern}|(?P<unfinished>"
    r"\[\[[^\]\[\n]*+\]{0,2}"  # [[carp]]
    rf"|{BRACKETS}\((?:[^()\n]++|\([^()\n]*+\))*\)?"  # [fish](the carp.md), [fi[s]h](carp.md)
    rf"|{BRACKETS}\s++\((?=[^()\s]*+(?<=\.md)\)|https?:)[^()\n]*+\)?"  # [fish] (carp.md)
    rf"|{BRACKETS}\[(?!@)[^\]\[]*+\]"  # [fish][carp]
    r"|\[[^\]\[@]*+@[^\]\[]*+\]"  # [see @key], [@key, p. 3]
    r"|\[?@\w[\w-]*+)"  # @key, [@key
)
HEADING = re.compile(r"#|[^\n]*\n(?:=+|-+) *(?:\n|\Z)")
UNSAFE = re.compile(r"[\[\]<>&{}`|!\\$~^:]|(?<=\w)_|_(?=\w)|^ {4,}|^\t|^/{3,}", re.MULTILINE)


def citations(prose: str) -> tuple[tuple[str, int], ...]:
    """Return the keys that prose cites, each with its offset."""
    return tuple(
        (key[1], token.start("cite") + key.start())
        for token in TOKEN.finditer(prose)
        if token["cite"]
        for key in CITATION.finditer(token["cite"])
    )


def links(prose: str) -> tuple[tuple[str, int], ...]:
    """Return the targets of the links in prose, each with its offset."""
    return tuple(
        (token["target"], token.start()) for token in TOKEN.finditer(prose) if not token["cite"]
    )


def unfinished(prose: str) -> tuple[tuple[str, int], ...]:
    """Return what looks like a citation or a link in prose but is none, with offsets."""
    return tuple(
        (found["unfinished"], found.start())
        for found in UNFINISHED.finditer(prose)
        if found["unfinished"]
    )


def begins_with_heading(prose: str) -> bool:
    """Return whether the first paragraph of prose is a heading, underlined ones included."""
    return HEADING.match(sections(prose)[0]) is not None


def prose(text: str, numbers: Mapping[str, int], address: Callable[[str], str]) -> Md:
    """Return an editor's prose as Markdown.

    ``numbers`` gives each source's number on the page, ``address`` the address of
    a link's target.
    """
    pieces: list[str] = []
    place = 0
    for token in TOKEN.finditer(text):
        pieces.append(_safe(text[place : token.start()]))
        if token["cite"]:
            keys = [key[1] for key in CITATION.finditer(token["cite"])]
            pieces.append(_cite(keys, numbers))
        else:
            pieces.append(f"[{_safe(token['words'])}]({address(token['target'])})")
        place = token.end()
    return spoken(Md("".join((*pieces, _safe(text[place:]))).strip()))


def _cite(keys: Iterable[str], numbers: Mapping[str, int]) -> str:
    inner = " ".join(
        f"[{numbers[key]}](#source-{key}){{ title='Source {numbers[key]}' }}" for key in keys
    )
    return f'<sup class="cite">{inner}</sup>'


def _safe(text: str) -> str:
    return UNSAFE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text)


def plain(prose_text: str) -> str:
    """Return prose without its markup, on one line."""
    bare = TOKEN.sub(lambda token: token["words"] or "", prose_text)
    return " ".join(re.sub(r"(?<!\w)\*|\*(?!\w)|^#+ ", "", bare, flags=re.MULTILINE).split())


def curly(words: str) -> str:
    """Return words with the quotation marks that Markdown would set on a page."""
    opened = re.sub(r"(?<![^\s(\[/—–-])(['\"])(?=\S)", lambda q: "‘“"[q[0] == '"'], words)
    return opened.replace('"', "”").replace("'", "’")


def sections(text: str) -> tuple[str, str]:
    """Return the first paragraph of prose, which defines the term, and the rest."""
    head, *rest = re.split(r"\n(?:[^\S\n]*\n)+", shown(text).strip(), maxsplit=1)
    return head, "".join(rest).strip()


def in_script(data: str) -> Md:
    """Return JSON as it may stand in a script of a page, which ends at the first ``</script``."""
    return Md(data.replace("<", "\\u003c").replace("&", "\\u0026"))
