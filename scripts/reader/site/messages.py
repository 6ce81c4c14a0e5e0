"""The words that scripts and style sheets show, put into the language of the interface.

A source says ``_("Copied")``, ``_("Hit {n} of {all}", { n, all })``, ``ngettext("{count} hit",
"{count} hits", count)``, ``pgettext("of a font", "Face")`` where English alone does not say what
it means, or, where a value may be an element, ``...parts("In {places}.", { places })``; a style
sheet says ``content: _("Entries")``. What is joined holds the words themselves, as a string, a
template or a list: a page pays nothing for the languages that it does not speak.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import c2py
from typing import IO

from reader.interface import Interface
from reader.interface.languages import translations

# Neither a part of a longer name nor a method; three dots may stand before it.
CALL = re.compile(r"(?<![\w$-])(?<![^.]\.)(_|[np]gettext|parts)\(")
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
VALUE = re.compile(r"(\w+)(?:\s*:\s*(.+))?", re.DOTALL)
# What a template may not hold as it is.
UNSAFE = re.compile(r"[`\\]|\$(?=\{)")
COUNT = "count"
RULE = re.compile(r"nplurals=(\d+); plural=([^;]+)")
MOST = 1000  # among so many numbers every form of a plural is found


@dataclass(frozen=True)
class Wording:
    """A language of the interface.

    ``text`` gives a message, with its placeholders, by its context, which may be empty; ``forms``
    all forms of one that counts; ``rule`` is which of these the number ``n`` asks for, in
    JavaScript.
    """

    text: Callable[[str, str], str]
    forms: Callable[[str, str], Sequence[str]]
    rule: str


ENGLISH = Wording(lambda _, english: english, lambda one, many: (one, many), "n != 1")


def wording_of(interface: Interface) -> Wording:
    """Return the wording of an interface, from its catalogue."""
    catalogue = translations(interface.tag)
    found = RULE.match(catalogue.info().get("plural-forms", ""))
    if not found:
        return ENGLISH
    form, rule = c2py(found[2]), found[2]
    numbers = [next(n for n in range(MOST) if form(n) == place) for place in range(int(found[1]))]

    def text(context: str, english: str) -> str:
        return interface.pgettext(context, english) if context else interface.gettext(english)

    def forms(one: str, many: str) -> Sequence[str]:
        return [catalogue.ngettext(one, many, n) for n in numbers]

    return Wording(text, forms, rule)


@dataclass(frozen=True)
class Call:
    """A call for words in a source; the count and the values are code."""

    name: str
    context: str
    messages: tuple[str, ...]
    count: str
    values: Mapping[str, str]


def worded(source: str, wording: Wording = ENGLISH) -> str:
    """Return a source with each call for words replaced by what it stands for.

    Raises ValueError for a call that cannot be read, or whose values are not those of its message.
    """
    done, place = [], 0
    while found := CALL.search(source, place):
        call, end = _read(source, found)
        done += [source[place : found.start()], _made(call, wording)]
        place = end
    return "".join((*done, source[place:]))


def extracted(
    file: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Return what a source asks for, as Babel has it of what extracts messages."""
    del keywords, comment_tags, options
    source, place = file.read().decode(), 0
    while found := CALL.search(source, place):
        call, _ = _read(source, found)
        line = source.count("\n", 0, found.start()) + 1
        if call.context:
            yield line, "pgettext", (call.context, *call.messages), []
        elif call.messages[1:]:
            yield line, "ngettext", call.messages, []
        else:
            yield line, "_", call.messages[0], []
        place = found.end()


def _read(source: str, found: re.Match[str]) -> tuple[Call, int]:
    """Return a call, and where it ends."""
    parts, end = _parts(source, found.end())
    number = 2 if found[1] in {"ngettext", "pgettext"} else 1
    written, rest = parts[:number], parts[number:]
    if len(written) < number or not all(map(STRING.fullmatch, written)):
        raise ValueError(f"not a string: {source[found.start() : end]}")
    texts = tuple(map(_unquoted, written))
    context = texts[0] if found[1] == "pgettext" else ""
    count = rest.pop(0) if found[1] == "ngettext" and rest else ""
    values = _values(rest[0]) if rest else {}
    return Call(found[1], context, texts[1:] if context else texts, count, values), end


def _values(written: str) -> Mapping[str, str]:
    """Return the values of an object by their names, as code."""
    inside = _parts(written, 1)[0] if written[0] == "{" else [written]
    pairs = [VALUE.fullmatch(part) for part in inside]
    if written[0] != "{" or None in pairs:
        raise ValueError(f"not an object of values: {written}")
    return {pair[1]: pair[2] or pair[1] for pair in pairs if pair}


def _parts(source: str, start: int) -> tuple[list[str], int]:
    """Return what stands between commas up to the bracket that closes, and where that ends."""
    parts, place, part = [], start, start
    while source[place] not in ")]}":
        if source[place] == ",":
            parts.append(source[part:place].strip())
            part = place + 1
        place = _behind(source, place)
    last = source[part:place].strip()
    return [*parts, *([last] if last else [])], place + 1


def _behind(source: str, place: int) -> int:
    """Return where what begins at a place of code ends: a string, brackets, or one sign."""
    sign = source[place]
    if sign in "([{":
        return _parts(source, place + 1)[1]
    if sign == "`":
        return _behind_template(source, place + 1)
    if sign == "/":
        raise ValueError(f"neither comments nor expressions between slashes: {source[place:][:40]}")
    string = STRING.match(source, place) if sign in "\"'" else None
    return string.end() if string else place + 1


def _behind_template(source: str, place: int) -> int:
    while source[place] != "`":
        if source.startswith("${", place):
            place = _parts(source, place + 2)[1]
        else:
            place += 2 if source[place] == "\\" else 1
    return place + 1


def _unquoted(string: str) -> str:
    """Return what a string of JavaScript says: those of ours escape nothing but quotes."""
    return re.sub(r"\\(.)", r"\1", string[1:-1])


def _made(call: Call, wording: Wording) -> str:
    """Return the code that stands for a call."""
    values = {name: worded(value, wording) for name, value in call.values.items()}
    if call.name != "ngettext":
        _refuse_others(call.messages[0], values)
        write = _list if call.name == "parts" else _template
        return write(wording.text(call.context, call.messages[0]), values)
    count = worded(call.count, wording)
    _refuse_others(call.messages[1], {**values, COUNT: count}, {COUNT})
    forms = [_template(form, {**values, COUNT: "n"}) for form in wording.forms(*call.messages)]
    return f"((n) => {_chosen(forms, wording.rule)})({count})"


def _chosen(forms: Sequence[str], rule: str) -> str:
    if len(forms) == 1:
        return forms[0]
    if len(forms) == 2:
        return f"({rule}) ? {forms[1]} : {forms[0]}"
    return f"[{', '.join(forms)}][+({rule})]"


def _refuse_others(
    message: str, values: Mapping[str, str], unneeded: frozenset[str] | set[str] = frozenset()
) -> None:
    names = set(PLACEHOLDER.findall(message))
    if names - set(values) or set(values) - names - unneeded:
        raise ValueError(f"the values are not those of the message: {message}")


def _template(message: str, values: Mapping[str, str]) -> str:
    """Return a message as a string or, if it has placeholders, as a template."""
    words = PLACEHOLDER.split(message)
    if len(words) == 1:
        return _quoted(message)
    return "`" + "".join(_alternating(words, values, _escaped, "${{{}}}".format)) + "`"


def _list(message: str, values: Mapping[str, str]) -> str:
    """Return a message as a list of its words and values, of which each may be a list too."""
    parts = _alternating(PLACEHOLDER.split(message), values, _quoted, str)
    return f"[{', '.join(part for part in parts if part != _quoted(''))}].flat()"


def _alternating(
    words: Sequence[str],
    values: Mapping[str, str],
    write: Callable[[str], str],
    fill: Callable[[str], str],
) -> Iterator[str]:
    """Return words and, between them, the values that they name."""
    return (fill(values[part]) if n % 2 else write(part) for n, part in enumerate(words))


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _escaped(words: str) -> str:
    return UNSAFE.sub(r"\\\g<0>", words)
