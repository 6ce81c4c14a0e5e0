"""Read YAML as strings, lists and mappings, each with its line.

Nothing is guessed: ``no``, ``2024-01-31`` and ``012`` stay the characters they are.
A value that refers to another one (``*name``) is refused: a few lines of such
references can stand for more data than there is memory.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml
from yaml.composer import ComposerError

from reader.model import Problem

FIXES = {
    "character '\\t'": "use spaces instead of the tab",
    "end of stream": "close the quotation mark or the bracket that is opened here",
    "',' or": "close the bracket that is opened here",
    "single document": "delete the second line '---'",
    "refers to": "write the value out",
}
FIX = "write 'key: value'; put a value with ': ' or '#' between quotation marks"


@dataclass(frozen=True)
class Value:
    """A YAML value: a string, a tuple of values, or a dictionary of values; with its line."""

    content: str | tuple[Value, ...] | dict[str, Value]
    line: int

    @property
    def kind(self) -> str:
        """The word for this kind of value in a message."""
        kinds = {str: "text", tuple: "list", dict: "mapping"}
        return kinds[type(self.content)]

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.content.strip() if isinstance(self.content, str) else self.content)


class _Loader(yaml.BaseLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            problem = "a value refers to another one"
            raise ComposerError(None, None, problem, event.start_mark)
        return super().compose_node(parent, index)


def parse(words: str, path: str, first_line: int = 1) -> tuple[Value | None, tuple[Problem, ...]]:
    """Return the value that ``words`` spell, or None with the reasons why not.

    ``first_line`` is the line of the file on which ``words`` begin.
    """
    problems: list[Problem] = []
    try:
        node = yaml.compose(words, Loader=_Loader)
        value = _value(node, path, first_line, problems) if node else Value({}, first_line)
    except yaml.MarkedYAMLError as fault:
        return None, (_not_yaml(fault, path, first_line),)
    except RecursionError:
        message, fix = "not YAML: the values are nested too deeply", "write them side by side"
        return None, (Problem(path, first_line, "bad-yaml", message, fix),)
    except yaml.YAMLError as fault:
        return None, (Problem(path, first_line, "bad-yaml", f"not YAML: {fault}", FIX),)
    return value, tuple(problems)


def _not_yaml(fault: yaml.MarkedYAMLError, path: str, first_line: int) -> Problem:
    problem = f"{fault.problem or fault.context}"
    fix = next((fix for sign, fix in FIXES.items() if sign in problem), FIX)
    opened_here = "opened here" in fix and fault.context_mark
    mark = fault.context_mark if opened_here else fault.problem_mark or fault.context_mark
    line = first_line + (mark.line if mark else 0)
    return Problem(path, line, "bad-yaml", f"not YAML: {problem}", fix)


def _value(node: yaml.Node, path: str, first: int, problems: list[Problem]) -> Value:
    line = first + node.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_value(item, path, first, problems) for item in node.value), line)
    if isinstance(node, yaml.MappingNode):
        return Value(_mapping(node, path, first, problems), line)
    return Value(str(node.value), line)


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
        mapping[key] = Value(value.content, line) if isinstance(value.content, str) else value
    return mapping
