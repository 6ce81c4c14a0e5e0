"""Bring the strings of each language up to date with the source.

New strings are added with nothing as their translation, which the tests refuse; those that
nothing asks for any more are taken out. A new language begins with its tag as an argument:

    .venv/bin/python scripts/catalogues.py [fr]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

READER = Path(__file__).parent / "reader"
METHODS = [  # which files hold strings, and what finds them there
    ("**.py", "python"),
    ("site/templates/**.md", "jinja2.ext.babel_extract"),
    ("site/theme/**.html", "jinja2.ext.babel_extract"),
    ("site/assets/scripts/**.js", "reader.site.messages:extracted"),
    ("site/assets/styles/**.css", "reader.site.messages:extracted"),
]
OPTIONS = {
    "site/**": {"trimmed": "true", "silent": "false", "trim_blocks": "true"},
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "message": None,
    "ngettext": (1, 2),
    "said": None,  # what gettext is called where many strings stand together
    "pgettext": ((1, "c"), 2),
}
HEADER = r"""msgid ""
msgstr ""
"Language: {tag}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"

"""


def extracted() -> Catalog:
    """Return every string of the source, with the files in which it stands."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(READER, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for path, _, words, comments, context in found:
        catalogue.add(words, None, [(path, 0)], auto_comments=comments, context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """Return the strings of a language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update(path: Path, source: Catalog) -> int:
    """Bring a file up to date, or begin one, and return how many strings it lacks."""
    catalogue = read(path) if path.exists() else Catalog(locale=path.stem)
    catalogue.update(source, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    for found in catalogue:
        found.locations = [(name, 0) for name in sorted({name for name, _ in found.locations})]
    written = BytesIO()
    write_po(written, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    head = HEADER.format(tag=path.stem, plurals=catalogue.plural_forms)
    path.write_bytes(head.encode() + written.getvalue())
    return len(missing(catalogue))


def missing(catalogue: Catalog) -> list[str]:
    """Return the strings that a language lacks, in whole or in part, in English."""
    return [_each(found.id)[0] for found in catalogue if found.id and not all(_each(found.string))]


def _each(given: object) -> Sequence[str]:
    """Return the forms of a string: it has one, or as many as there are plurals."""
    return given if isinstance(given, list | tuple) else (str(given or ""),)


def main(tags: Iterable[str]) -> None:
    """Bring all files up to date, and those of the tags."""
    folder, source = READER / "interface", extracted()
    for path in sorted({*folder.glob("*.po"), *(folder / f"{tag}.po" for tag in tags)}):
        print(f"{path.name}: {update(path, source)} strings to translate")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
