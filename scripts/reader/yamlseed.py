"""Read YAML as strings, lists and mappings, each with its line.

Nothing is guessed: ``no``, ``2024-01-31`` and ``012`` stay the characters they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from reader.model import Problem


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


def parse(words: str, path: str, first_line: int = 1) -> tuple[Value | None, tuple[Problem, ...]]:
    """Return the value that ``words`` spell, or None with the reasons why not.

    ``first_line`` is the line of the file on which ``words`` begin.
    """
    try:
        node = yaml.compose(words, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = first_line + (mark.line if mark else 0)
        message = f"not YAML: {fault.problem or fault.context}"
        fix = "put a text with ': ', '#' or a leading sign between quotation marks"
        return None, (Problem(path, line, "bad-yaml", message, fix),)
    if node is None:
        return Value({}, first_line), ()
    problems: list[Problem] = []
    value = _value(node, path, first_line, problems, frozenset())
    return value, tuple(problems)


def _value(
    node: yaml.Node, path: str, first: int, problems: list[Problem], above: frozenset[int]
) -> Value:
    line = first + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        return Value(node.value, line)
    if id(node) in above:
        fix = "write the value out instead of referring to it"
        problems.append(Problem(path, line, "bad-yaml", "a value contains itself", fix))
        return Value("", line)
    above = above | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_value(item, path, first, problems, above) for item in node.value), line)
    return Value(_mapping(node, path, first, problems, above), line)


def _mapping(
    node: yaml.Node, path: str, first: int, problems: list[Problem], above: frozenset[int]
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
        value = _value(value_node, path, first, problems, above)
        mapping[key] = Value(value.content, line) if isinstance(value.content, str) else value
    return mapping
