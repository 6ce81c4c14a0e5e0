"""The scripts of the site: what each is joined of, and how it is shortened.

A folder below ``assets/scripts/`` is a script: ``main.js`` in it, and what that imports. The
sources are modules; a page opened from a folder refuses those, so that they are joined into one
function. What a script takes from the folder of another comes by way of ``globalThis.Reader``, but
what lies in ``common`` is a part of each script that imports it: of ``embed``, too, which is alone.
The words that they show are put into the language of the interface (``messages``).
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import minify

from reader.site.messages import ENGLISH, Wording, worded
from reader.site.naming import ASSETS

FOLDER = ASSETS / "scripts"
# Every page loads the first ones, in this order, in one file.
EVERYWHERE = ("reader", "cards", "move", "share", "notes")
SOMEWHERE = (
    *("previews", "display", "sentence", "lists", "notes-list", "embed", "texts", "judging"),
    *("quotations", "concordance", "search/here", "search/hits", "search/worker"),
    *("search/engine", "search/panel", "handout", "versions"),
)
NAMES = (*EVERYWHERE, *SOMEWHERE)
COMMON = "common"
# What programs ask, in the order in which it is loaded: scripts of the site that need no page, and
# one that no page loads.
PROGRAMS = ("search/engine", "texts", "judging", "programs")

IMPORT = re.compile(r"""^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n""", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|let|function|class)\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:const|let|class|function\*?) (\w+)", re.MULTILINE)
VARIABLE = re.compile(r"^let (\w+)", re.MULTILINE)
# A value taken apart, if it goes on on the next line or has a part in parentheses that is no call.
DESTRUCTURED = re.compile(r"^(\s*)((?:const|let) [\[{][^\n]*(?:[^\w\])]\(|[^;\n]$))", re.MULTILINE)


# A part that fails does not stop those behind it.
PART = "try{{{}}}catch(error){{reportError(error)}}"


def path_of(name: str) -> str:
    """Return where a script lies in the site, but for the hash in its name."""
    return f"assets/{EVERYWHERE[0] if name in EVERYWHERE else name}.js"


@dataclass(frozen=True)
class Module:
    """A source: its path below the folder, its code, and the names it takes from which others."""

    path: str
    code: str
    imports: Mapping[str, tuple[str, ...]]

    @property
    def script(self) -> str:
        """The script that it is a part of."""
        return posixpath.dirname(self.path)


def read(folder: Path = FOLDER) -> Mapping[str, Module]:
    """Return all sources of scripts by their paths."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return {path: _read(path, (folder / path).read_text(encoding="utf-8")) for path in paths}


def _read(path: str, source: str) -> Module:
    imports = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2])): tuple(
            name.strip() for name in (found[1] or "").split(",")
        )
        for found in IMPORT.finditer(source)
    }
    return Module(path, EXPORT.sub("", IMPORT.sub("", source)), imports)


def joined(
    names: Iterable[str] = NAMES,
    sources: Mapping[str, Module] | None = None,
    wording: Wording = ENGLISH,
) -> Mapping[str, str]:
    """Return all scripts by their paths in the site, in a language, shortened."""
    sources = _in_words(sources or read(), wording)
    wanted = {name: _wanted(name, sources) for name in names}
    given = sorted(name for script in wanted.values() for name in chain(*script.values()))
    _refuse_twice("globalThis.Reader", given)
    keys = {name: f"_{n}" for n, name in enumerate(given)}  # short, since all pages load them
    parts: dict[str, list[str]] = defaultdict(list)
    for name, taken in wanted.items():
        parts[path_of(name)].append(shortened(_joined(name, sources, taken, keys)))
    return {path: _one(codes) for path, codes in parts.items()}


def _in_words(sources: Mapping[str, Module], wording: Wording) -> Mapping[str, Module]:
    return {
        path: replace(module, code=worded(module.code, wording)) for path, module in sources.items()
    }


def for_programs() -> Iterator[str]:
    """Return the scripts that programs ask: those of a site in English, and one more."""
    made = joined((*NAMES, PROGRAMS[-1]))
    return (made[path_of(name)] for name in PROGRAMS)


def _one(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else "".join(map(PART.format, codes))


def _wanted(script: str, sources: Mapping[str, Module]) -> Mapping[str, set[str]]:
    """Return what other scripts take from one, by the modules that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in sources.values():
        if module.script != script:
            for path in module.imports:
                if posixpath.dirname(path) == script:
                    found[path].update(module.imports[path])
    return found


def _ordered(script: str, sources: Mapping[str, Module], wanted: Iterable[str]) -> Iterator[Module]:
    """Return the modules of a script as they run: each behind those that it imports.

    Those that only other scripts import come last.
    """
    taken: set[str] = set()

    def take(path: str) -> Iterator[Module]:
        if path not in taken and posixpath.dirname(path) in {script, COMMON}:
            taken.add(path)
            for other in sources[path].imports:
                yield from take(other)
            yield sources[path]

    for path in (f"{script}/main.js", *sorted(wanted)):
        yield from take(path)


def _joined(
    script: str,
    sources: Mapping[str, Module],
    wanted: Mapping[str, Iterable[str]],
    keys: Mapping[str, str],
) -> str:
    """Return the modules of a script as one function, which no name leaves but those wanted."""
    parts = tuple(_ordered(script, sources, wanted))
    code = "\n".join(part.code for part in parts)
    asked = {
        name
        for part in parts
        for path, names in part.imports.items()
        if posixpath.dirname(path) not in {script, COMMON}
        for name in names
    }
    given = sorted(chain.from_iterable(wanted.values()))
    _refuse_twice(script, (*DECLARED.findall(code), *asked))
    if changing := set(given) & set(VARIABLE.findall(code)):
        raise ValueError(f"{script}: others would not see these change: {', '.join(changing)}")
    take, give = (
        ", ".join(f"{keys[name]}: {name}" for name in names) for names in (sorted(asked), given)
    )
    lines = (
        '"use strict";',
        f"const {{ {take} }} = Reader;" if take else "",
        code,
        f"globalThis.Reader = {{ ...globalThis.Reader, {give} }};" if give else "",
    )
    return "(() => {\n" + "\n".join(lines) + "\n})();\n"


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
