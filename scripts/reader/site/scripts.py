"""The scripts of the site: what each is joined of, and how it is shortened.

A folder below ``assets/scripts/`` is a script: ``main.js`` in it, and what that imports. The
sources are modules; a page opened from a folder refuses those, so that they are joined into one
function. What a script takes from the folder of another comes by way of ``globalThis.Reader``.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import minify

from reader.site.naming import ASSETS

FOLDER = ASSETS / "scripts"
# Every page loads the first ones, in this order.
EVERYWHERE = ("reader", "cards", "move", "share", "notes")
SOMEWHERE = (
    *("display", "lists", "notes-list", "embed"),
    *("search/here", "search/hits", "search/worker", "search/engine"),
)
NAMES = (*EVERYWHERE, *SOMEWHERE)

IMPORT = re.compile(r"""^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n""", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|let|function|class)\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:const|let|class|function\*?) (\w+)", re.MULTILINE)
DESTRUCTURED = re.compile(r"^(\s*)((?:const|let) [\[{])", re.MULTILINE)


def path_of(name: str) -> str:
    """Return where a script lies in the site, but for the hash in its name."""
    return f"assets/{name}.js"


@dataclass(frozen=True)
class Module:
    """A source: its path below the folder, its code, and the names it takes from which others."""

    path: str
    code: str
    imports: Mapping[str, tuple[str, ...]]


def _read(folder: Path, path: str) -> Module:
    source = (folder / path).read_text(encoding="utf-8")
    imports = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2])): tuple(
            name.strip() for name in (found[1] or "").split(",")
        )
        for found in IMPORT.finditer(source)
    }
    return Module(path, EXPORT.sub("", IMPORT.sub("", source)), imports)


def modules(script: str, folder: Path = FOLDER) -> tuple[Module, ...]:
    """Return the sources of a script as they run: each behind those that it imports."""
    found: dict[str, Module] = {}
    order: list[Module] = []

    def take(path: str) -> None:
        if path not in found:
            found[path] = module = _read(folder, path)
            for other in _own(script, module.imports):
                take(other)
            order.append(module)

    take(f"{script}/main.js")
    return tuple(order)


def _own(script: str, paths: Iterable[str]) -> Iterable[str]:
    return (path for path in paths if posixpath.dirname(path) == script)


def joined(names: Iterable[str] = NAMES, folder: Path = FOLDER) -> Mapping[str, str]:
    """Return all scripts by their paths in the site, shortened."""
    sources = {name: modules(name, folder) for name in names}
    given = {name: tuple(_taken(sources, name)) for name in sources}
    _refuse_twice("globalThis.Reader", chain(*given.values()))
    return {path_of(name): shortened(_joined(name, sources[name], given[name])) for name in sources}


def _taken(sources: Mapping[str, Iterable[Module]], script: str) -> Iterable[str]:
    """Return the names that other scripts take from one."""
    others = (module for name, parts in sources.items() if name != script for module in parts)
    return sorted(
        {name for it in others for path in _own(script, it.imports) for name in it.imports[path]}
    )


def _joined(script: str, parts: Iterable[Module], given: Iterable[str]) -> str:
    """Return the sources of a script as one function, which no name leaves."""
    parts = tuple(parts)
    asked = {
        name
        for part in parts
        for path, names in part.imports.items()
        if posixpath.dirname(path) != script
        for name in names
    }
    code = "\n".join(part.code for part in parts)
    _refuse_twice(script, (*DECLARED.findall(code), *asked))
    take = f"const {{ {', '.join(sorted(asked))} }} = globalThis.Reader;\n" if asked else ""
    give = f"globalThis.Reader = {{ ...globalThis.Reader, {', '.join(given)} }};\n" if given else ""
    return f'(() => {{\n"use strict";\n{take}{code}\n{give}}})();\n'


def _refuse_twice(place: str, names: Iterable[str]) -> None:
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise ValueError(f"{place}: these names stand for two things each: {', '.join(twice)}")


def shortened(source: str) -> str:
    """Return a script without comments and spaces, with short names for what is local.

    The minifier (tdewolff-minify 2.24.12) joins declarations and moves one that takes a
    value apart to the front, before what it needs if that stands in parentheses. With a
    statement before it, it stays where it is.
    """
    return str(minify.string("application/javascript", DESTRUCTURED.sub(r"\g<1>0;\g<2>", source)))
