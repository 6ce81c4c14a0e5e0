"""Markdown: the only module that makes it, so that nothing unescaped reaches a page.

A page's Markdown is read by people too: of a seed's words only the signs are escaped that
Markdown would act on where they stand, and white space that it would not keep.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import lxml.html
from markupsafe import Markup

from reader.language.han import LANGUAGE, PINYIN
from reader.language.markup import (
    CITATION,
    STAND_INS,
    TOKEN,
    curly,
    hide_escaped,
    shown,
)
from reader.language.tags import is_rtl
from reader.language.words import BREAK_MARKS, address
from reader.model import Original, Sentence


class Md(Markup):
    """A piece of Markdown: what is in it may be set as it stands.

    It is a Markup so that templates know it, and the results of their own macros,
    from words that are still to be escaped.
    """

    __slots__ = ()


class _Escape(dict[int, str]):
    r"""What is written for each character: itself, or an entity. Backslashes would not do.

    Python-Markdown takes ``\`` for an escape only before some signs and reads others again.
    """

    SIGNS = frozenset("\\`*_[]{}<>|!#~^")

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        special = sign in self.SIGNS or (sign.isspace() and sign not in " \u00a0")
        self[code] = f"&#{code};" if special else sign
        return self[code]


_ESCAPE = _Escape(
    {
        ord("<"): "&lt;",
        ord(">"): "&gt;",
        ord(BREAK_MARKS[0]): '<span class="line-end">&#10;</span>',
        ord(BREAK_MARKS[1]): '<span class="line-end"> </span>',
        ord(BREAK_MARKS[2]): "",
        ord(BREAK_MARKS[3]): '<span class="line-end">-</span>',
        ord(BREAK_MARKS[4]): '<span class="line-end">\u2010</span>',
    }
)
ENTITY = re.compile(r"&(?=#?\w+;)")
# What begins a list or a definition where it begins a line, up to the sign that makes it one.
LINE_START = re.compile(r"(\s*(?:\d+(?=[.)]))?)(?=[-+:=]|(?<=\d)[.)])(.)")


def escape(value: object) -> Md:
    """Return any value as Markdown that shows its characters; Md is returned as it is.

    The piece may stand anywhere on a line, its beginning included.
    """
    if isinstance(value, Md):
        return value
    if isinstance(value, Markup):
        return Md(value)
    return Md(_at_line_start(_escaped(shown(str(value)))))


def _escaped(words: str) -> str:
    if "&" in words:
        words = ENTITY.sub("\x00", words)
        return words.translate(_ESCAPE).replace("\x00", "&#38;")
    return words.translate(_ESCAPE)


def _at_line_start(words: str) -> str:
    if words.startswith("    "):  # it would be code
        return f"&#32;{words[1:]}"
    found = LINE_START.match(words)
    return f"{found[1]}&#{ord(found[2])};{words[found.end() :]}" if found else words


def link(words: object, href: str, attributes: str = "") -> Md:
    """Return a Markdown link, so that MkDocs checks where it leads.

    ``attributes`` are attribute-list syntax, as in ``.term rel=prev``.
    """
    suffix = f"{{ {attributes} }}" if attributes else ""
    return Md(f"[{escape(words)}]({href}){suffix}")


def foreign(words: str, tag: str) -> Md:
    """Return words in another language, which they name; a page knows Chinese by its characters."""
    if not words or tag in ("", LANGUAGE):
        return escape(words)
    turned = " dir=rtl" if is_rtl(tag) else ""
    return Md(f"<span lang={tag}{turned}>{escape(words)}</span>")


def original(given: Original) -> Md:
    """Return what a term is in a language, and how that is read; a page knows pinyin too."""
    known = (given.tag, given.latin) == (LANGUAGE, PINYIN)
    named = "" if known else f"{{ lang={given.latin} }}"
    read = f" *{escape(given.romanization)}*{named}" if given.romanization else ""
    return Md(f"{foreign(given.words, given.tag)}{read}")


def web_link(words: str, url: str) -> Md:
    """Return a link to another site."""
    return link(words, address(url))


def href(page: str, target: str, anchor: str = "") -> str:
    """Return the address of ``target`` as seen from ``page``; both are paths of outputs."""
    if target == page and anchor:
        return f"#{anchor}"
    relative = _relative(target, page.rpartition("/")[0])
    return f"{relative}#{anchor}" if anchor else relative


@lru_cache(1 << 16)
def _relative(target: str, folder: str) -> str:
    return posixpath.relpath(target, folder or ".")


class Link(NamedTuple):
    """A link within a sentence: from where to where, its address, its attributes.

    ``start`` and ``end`` are offsets in characters; ``attributes`` as those of ``link``.
    """

    start: int
    end: int
    href: str
    attributes: str = ""


def sentence(part: Sentence, links: Iterable[Link], marks: Mapping[int, Md]) -> Md:
    """Return a sentence as an element with its id, with links in it.

    The ``links`` are sorted and do not overlap. ``marks`` are pieces set behind a character
    offset of the sentence, or behind the link around it.
    """
    pieces: list[str] = []
    place = 0
    waiting = sorted(marks)
    for start, end, target, attributes in links:
        pieces += _run(part.words, place, start, waiting, marks)
        own = f"{{ {attributes} }}" if attributes else ""
        pieces.append(f"[{_escaped(shown(part.words[start:end]))}]({target}){own}")
        place = end
        pieces += [marks[at] for at in waiting if at <= place]
        waiting = [at for at in waiting if at > place]
    pieces += _run(part.words, place, len(part.words), waiting, marks)
    return Md(f'<span id="{part.id}">{"".join(pieces)}</span>')


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
        pieces += [_escaped(shown(words[start:at])), marks[at]]
        start = at
    return [*pieces, _escaped(shown(words[start:end]))]


# HTML of a citation processor as Markdown

MARKS = {"i": "*", "em": "*", "b": "**", "strong": "**"}


def from_html(markup: str) -> Md:
    """Return a line of HTML as Markdown: emphasis and links are kept, all else is its words."""
    line = lxml.html.fragment_fromstring(markup, create_parent="p")
    return Md(_at_line_start("".join(_pieces(line))))


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    yield _escaped(element.text or "")
    for inside in element:
        words = "".join(_pieces(inside))
        if inside.tag == "a":
            yield f"[{words}]({address(inside.get('href', ''))})"
        else:
            mark = MARKS.get(inside.tag, "") if words.strip() else ""
            yield f"{mark}{words}{mark}"
        yield _escaped(inside.tail or "")


# Prose: what an editor writes. Paragraphs, headings, lists, *emphasis*, links and
# citations are kept; everything else that Markdown or HTML would act on is shown.

BLANK = re.compile(r"^[^\S\n]+$", re.MULTILINE)
# A picture would be made of ``!`` before a link, a definition of ``:`` at the start of a line.
UNSAFE = re.compile(
    r"[\[\]<>{}`|\\~^]|&(?=#?\w+;)|!(?=\[|\Z)|^ {0,3}:|(?<=\w)_|_(?=\w)|^ {4,}|^\t",
    re.MULTILINE,
)

_SIGNS_AS_ENTITIES = {ord(stand_in): f"&#{ord(sign)};" for sign, stand_in in STAND_INS.items()}


def prose(text: str, numbers: Mapping[str, int] | None, address_of: Callable[[str], str]) -> Md:
    """Return an editor's prose as Markdown, with typographic quotation marks.

    ``numbers`` gives each source's number on the page; without, citations are left out.
    ``address_of`` gives the address of a link's target.
    """
    plain_lines = BLANK.sub("", hide_escaped(shown(text)))
    curled = curly(plain_lines)  # as long as it was, so that offsets hold
    pieces: list[str] = []
    place = 0
    for token in TOKEN.finditer(plain_lines):
        pieces.append(_safe(curled[place : token.start()]))
        if token["cite"]:
            keys = [key[1] for key in CITATION.finditer(token["cite"])]
            pieces.append(_cite(keys, numbers))
        else:
            words = _safe(curled[token.start("words") : token.end("words")])
            pieces.append(f"[{words}]({address_of(token['target'])})")
        place = token.end()
    return Md("".join((*pieces, _safe(curled[place:]))).strip())


def _cite(keys: Iterable[str], numbers: Mapping[str, int] | None) -> str:
    return "" if numbers is None else cite(*((key, numbers[key]) for key in keys))


def cite(*numbered: tuple[str, int]) -> Md:
    """Return the mark of citations: the numbers of sources, which lead to the list of them."""
    inner = " ".join(f"[{number}](#source-{key})" for key, number in numbered)
    return Md(f'<sup class="cite">{inner}</sup>')


def _safe(text: str) -> str:
    safe = UNSAFE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text)
    return safe.translate(_SIGNS_AS_ENTITIES)


def indented(prose_text: Md, by: int = 4) -> Md:
    """Return several paragraphs of Markdown as they stand inside an item of a list."""
    return Md(re.sub(r"\n(?=[^\n])", "\n" + " " * by, prose_text))


# Front matter

# Words that YAML reads as they stand. All others are written as JSON, which YAML reads too.
PLAIN_SCALAR = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z\u00b6][\w\u00b6 \u00a0·.,()/’“”–-]*(?<! )",
    re.IGNORECASE,
)
UNPRINTED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def front_matter(values: Mapping[str, object]) -> Md:
    """Return what stands before a page: strings, or lists and mappings of plain words, by name."""
    lines = (f"{name}: {_scalar(value)}\n" for name, value in values.items() if value)
    return Md(f"---\n{''.join(lines)}---\n")


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {word}' for name, word in value.items())}}}"
    words = str(value)
    if PLAIN_SCALAR.fullmatch(words):
        return words
    return UNPRINTED.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(words, ensure_ascii=False)
    )
