"""What a text was made from: the file beside it, which has to be the one of the metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from reader.language.words import unreadable
from reader.model import Meta, Problem, SeedFile
from reader.seeds.records import SOURCE, Problems, missing_file

KEY = "source_sha256"


def source_of(name: str, folder: Mapping[str, SeedFile], meta: Meta, problems: Problems) -> str:
    """Return the name of the file that a text was made from, or ``""``.

    ``folder`` has the files of the text by their names. A file that is not there, that
    cannot be read, or that is another than the metadata say adds a problem.
    """
    names = sorted(file for file in folder if file.startswith(f"{SOURCE}."))
    path = f"seeds/texts/{name}/meta.yml"
    if not names and meta.source_sha256:
        message = f"'{KEY}' stands in meta.yml, and no file is called {SOURCE}.…"
        problems.append(missing_file(f"seeds/texts/{name}", message))
    elif len(names) > 1:
        message = f"the text has several sources: {', '.join(names)}"
        problems.append(Problem(path, 1, "stray-file", message, f"keep the one of '{KEY}'"))
    elif names:
        problems += _faults(folder[names[0]], path, meta)
    return names[0] if names else ""


def _faults(file: SeedFile, path: str, meta: Meta) -> tuple[Problem, ...]:
    if file.fault:
        return (unreadable(file),)
    digest = hashlib.sha256(file.content).hexdigest()
    if not meta.source_sha256:
        message = f"{file.path.rpartition('/')[2]} stands beside the text, and '{KEY}' is missing"
        return (Problem(path, 1, "missing-key", message, f"add the line '{KEY}: {digest}'"),)
    if digest != meta.source_sha256:
        message = f"its SHA-256 is {digest}, and meta.yml has another"
        fix = "take the file back from which the text was made, or make the text anew"
        return (Problem(file.path, 1, "source-hash", message, fix),)
    return ()
