"""Read YAML as strings, lists and mappings, each with its line.

Nothing is guessed: ``no``, ``2024-01-31`` and ``012`` stay the characters they are.
Nothing is left out: a value that YAML would take for a sign of its own (``*name``,
``&name``, ``!name``) is refused. So is a value inside too many others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

import yaml

from reader.language.words import CONTROL
from reader.model import Problem

# The place of a fault: where YAML met it, where the piece of YAML that holds it begins,
# where the innermost value around it begins, or where the value before it begins.
Place = Literal["met", "piece", "around", "before"]

LIBYAML = hasattr(yaml, "CBaseLoader")
# Where libyaml and PyYAML may differ: signs that refer or name a type, tabs, rare line ends.
SPECIAL = re.compile(
    r"(?:^|[\[{,:?-])\s*[&*!]|^%|[\t\r\x85\u2028\u2029\ufeff]|^(?:---|\.\.\.)", re.M
)
DEEPEST = 20  # of values inside values; a seed needs five
FIX = "write 'key: value'; put a value with ': ' or '#' between quotation marks"
QUOTE = "put it between quotation marks, of a kind that does not stand in it"
PLAIN_QUOTE = "put it between single quotation marks: between double ones, a '\\' is a sign"
CLOSE = "close the bracket that is opened here"
# What PyYAML says, or on what occasion; the remedy; the place to name.
REMEDIES: tuple[tuple[str, str, Place], ...] = (
    ("character '\\t'", "use spaces instead of the tab", "met"),
    ("another document", "delete the second line '---'", "met"),
    ("<document start>", "begin all keys alike, and delete lines '---' and '...'", "met"),
    ("cannot start any token", QUOTE, "met"),
    ("an alias", QUOTE, "piece"),
    ("an anchor", QUOTE, "piece"),
    ("a tag", QUOTE, "piece"),
    ("a block scalar", QUOTE, "piece"),
    ("escape", PLAIN_QUOTE, "piece"),
    ("'<scalar>'", QUOTE, "before"),
    ("unexpected end of stream", "close the quotation mark that is opened here", "piece"),
    ("<stream end>", CLOSE, "around"),
    ("',' or", CLOSE, "around"),
)


@dataclass(frozen=True)
class Value:
    """A YAML value: a string, a tuple of values, or a dictionary of values; with its line.

    The line of a string in a mapping is that of its key. ``words_line`` is the line on
    which its characters begin, or 0 if its lines are not those of the file.
    """

    content: str | tuple[Value, ...] | dict[str, Value]
    line: int
    words_line: int = 0

    @property
    def kind(self) -> str:
        """The word for this kind of value in a message."""
        kinds = {str: "text", tuple: "list", dict: "mapping"}
        return kinds[type(self.content)]

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.content.strip() if isinstance(self.content, str) else self.content)


class _RefusedError(yaml.MarkedYAMLError):
    """What is good YAML and yet not taken; ``fix`` is the remedy."""

    def __init__(self, problem: str, fix: str, mark: yaml.Mark) -> None:
        super().__init__(problem=problem, problem_mark=mark)
        self.fix = fix


class _Loader(yaml.BaseLoader):
    """Composes nodes, and keeps where it is, for the messages.

    ``around`` are the places where the values begin that are not at their end yet,
    ``before`` is where the last one begins that is.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.around: list[yaml.Mark] = []
        self.before: yaml.Mark | None = None

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if sign := _sign(event):
            raise _RefusedError(f"a value begins with {sign!r}", QUOTE, event.start_mark)
        self.around.append(event.start_mark)
        if len(self.around) > DEEPEST:
            fix = "write them side by side"
            raise _RefusedError("the values are nested too deeply", fix, event.start_mark)
        node = super().compose_node(parent, index)
        self.before = self.around.pop()
        return node


def _sign(event: yaml.NodeEvent) -> str:
    """Return the sign with which a value refers, is referred to, or names its type."""
    if isinstance(event, yaml.AliasEvent):
        return "*"
    return "&" if event.anchor else "!" if getattr(event, "tag", None) else ""


def parse(words: str, path: str, first_line: int = 1) -> tuple[Value | None, tuple[Problem, ...]]:
    """Return the value that ``words`` spell, or None with the reasons why not.

    ``first_line`` is the line of the file on which ``words`` begin.
    """
    problems: list[Problem] = []
    if (quick := _composed(words)) is not None:
        value = _value(quick, path, first_line, problems)
        return value, tuple(problems)
    try:
        loader = _Loader(words)
        try:
            node = loader.get_single_node()
        except _RefusedError as fault:
            return None, (_refused(fault, path, first_line),)
        except yaml.MarkedYAMLError as fault:
            return None, (_not_yaml(fault, loader, path, first_line),)
    except yaml.YAMLError as fault:
        return None, (Problem(path, first_line, "bad-yaml", f"not YAML: {fault}", FIX),)
    value = _value(node, path, first_line, problems) if node else Value({}, first_line)
    return value, tuple(problems)


def _composed(words: str) -> yaml.Node | None:
    """Return what libyaml makes of plain words, or None where our own loader has to look.

    libyaml takes a tenth of the time, and knows nothing of what is refused or of remedies.
    """
    if not LIBYAML or SPECIAL.search(words):
        return None
    try:
        node: yaml.Node | None = yaml.compose(words, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return None
    return node if node is not None and _depth(node) <= DEEPEST else None


def _depth(node: yaml.Node) -> int:
    """Return how many values stand one inside the other."""
    if isinstance(node, yaml.MappingNode):
        inner = [part for pair in node.value for part in pair]
    else:
        inner = node.value if isinstance(node, yaml.SequenceNode) else []
    return 1 + max(map(_depth, inner), default=0)


def _refused(fault: _RefusedError, path: str, first_line: int) -> Problem:
    line = first_line + (fault.problem_mark.line if fault.problem_mark else 0)
    return Problem(path, line, "bad-yaml", f"{fault.problem}", fault.fix)


def _not_yaml(fault: yaml.MarkedYAMLError, loader: _Loader, path: str, first_line: int) -> Problem:
    problem = f"{fault.problem or fault.context}"
    said = f"{fault.context} {fault.problem}"
    fix, place = next(((fix, at) for sign, fix, at in REMEDIES if sign in said), (FIX, "met"))
    marks = {
        "met": fault.problem_mark,
        "piece": fault.context_mark,
        "around": loader.around[-1] if loader.around else None,
        "before": loader.before,
    }
    mark = marks[place] or fault.problem_mark or fault.context_mark
    line = first_line + (mark.line if mark else 0)
    return Problem(path, line, "bad-yaml", f"not YAML: {problem}", fix)


def _value(node: yaml.Node, path: str, first: int, problems: list[Problem]) -> Value:
    line = first + node.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_value(item, path, first, problems) for item in node.value), line)
    if isinstance(node, yaml.MappingNode):
        return Value(_mapping(node, path, first, problems), line)
    words = str(node.value)
    if CONTROL.search(words):  # the file holds none: it is written as '\e', say
        message = "a '\\' makes a control character of what follows"
        problems.append(Problem(path, line, "bad-yaml", message, PLAIN_QUOTE))
    return Value(words, line, _words_line(node, line))


def _words_line(node: yaml.Node, line: int) -> int:
    """Return the line on which a string begins, or 0 if YAML joins its lines."""
    if getattr(node, "style", None) == "|":
        return line + 1
    return line if node.start_mark.line == node.end_mark.line else 0


def _mapping(
    node: yaml.MappingNode, path: str, first: int, problems: list[Problem]
) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = first + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            message, fix = "a key is not a plain text", "write the key as one word"
            problems.append(Problem(path, line, "bad-yaml", message, fix))
            continue
        key = key_node.value
        if key in mapping:
            message, fix = f"{key!r} stands twice", "keep one of the two"
            problems.append(Problem(path, line, "duplicate-key", message, fix))
            continue
        value = _value(value_node, path, first, problems)
        if isinstance(value.content, str):
            value = replace(value, line=line)
        mapping[key] = value
    return mapping
