"""A key of a seed: everything that is said of it, once, for all who ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Check = Callable[[str], str | None]
# What the value of a key is in the types of ``model``. A text is words, a ``name`` words with
# their line, since they name something that may not be there; a ``flag`` is true for the last
# of its choices. A ``list`` holds names, ``texts`` words; a ``mapping`` has names as its keys,
# ``pairs`` words. ``records`` are mappings whose keys are declared as ``item``.
Kind = Literal[
    "text", "name", "number", "flag", "prose", "list", "texts", "mapping", "pairs", "records"
]
# For each kind: the kind of its value in YAML, and the kind of what is in it.
SHAPES: Mapping[Kind, tuple[str, str]] = {
    "text": ("text", ""),
    "name": ("text", ""),
    "number": ("text", ""),
    "flag": ("text", ""),
    "prose": ("text", ""),
    "list": ("list", "text"),
    "texts": ("list", "text"),
    "mapping": ("mapping", "text"),
    "pairs": ("mapping", "text"),
    "records": ("list", "mapping"),
}
Example = str | list[str] | dict[str, str]


@dataclass(frozen=True)
class Field:
    """A key: what it is called, what it takes, and where its value goes.

    For editors: ``about`` says in a sentence what stands there, in Markdown, and ``example``
    is a value. ``check`` returns what a text should have been, or None when it is right;
    ``choices`` are the only words that it may be, ``once`` is what the key was called earlier.

    ``attribute`` is its name in the type. ``data`` is its name in ``edition.json``, and
    ``recorded`` in the record of releases; both are None where its value is told otherwise.
    ``label`` is what readers call it. ``refers`` says of what it gives the name. In the schema,
    ``says`` describes the value; of records and pairs, each of them.

    Of ``records``, ``item`` are the keys of each, and ``made`` is what it becomes. A mapping
    with a ``pair`` of names is a list of objects in data, since its order counts.
    """

    name: str
    about: str = ""
    example: Example = ""
    kind: Kind = "text"
    required: bool = False
    check: Check | None = None
    choices: tuple[str, ...] = ()
    once: str = ""
    attribute: str = ""
    data: str | None = ""
    recorded: str | None = ""
    label: str = ""
    says: str = ""
    refers: Literal["", "entry", "source", "text", "block"] = ""
    pair: tuple[str, ...] = ()
    item: tuple[Field, ...] = ()
    made: Callable[..., Any] | None = None

    def __post_init__(self) -> None:
        """Give each name that is not said the one that follows from the others."""
        attribute = self.attribute or self.name
        object.__setattr__(self, "attribute", attribute)
        if self.data == "":
            object.__setattr__(self, "data", attribute)
        if self.recorded == "":
            object.__setattr__(self, "recorded", attribute.replace("_", " "))

    def fault(self, text: str) -> str | None:
        """Return what a text under this key should have been, or None when it is right."""
        if self.choices and text not in self.choices:
            return f"use one of: {', '.join(self.choices)}"
        return self.check(text) if self.check else None


Fields = tuple[Field, ...]
