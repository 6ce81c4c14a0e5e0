"""Write the tables of keys in the manuals anew, as the seeds' keys are declared.

    .venv/bin/python scripts/tables.py

A table is found by the first cell of its head, and replaced as a whole. A test holds that the
manuals are as this command would write them.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from reader.fields.field import Example, Field, Fields
from reader.seeds import keys
from reader.seeds.vocabulary import OF_ALL_NOTES

DOCS = Path(__file__).parent.parent / "docs"
# What a note of one kind needs is told in a table of kinds.
NOTE = tuple(replace(field, required=field.name in OF_ALL_NOTES) for field in keys.NOTE)
TABLES: dict[str, dict[str, Fields]] = {
    "editing.md": {
        "Key of an entry": keys.ENTRY,
        "Key of an original": keys.ORIGINAL,
        "Key of forms in a text": keys.FORMS_IN,
        "Key of a rendering": keys.RENDERING,
        "Key of an office": keys.OFFICE,
        "Key of an attestation": keys.ATTESTATION,
        "Key of a source": keys.SOURCE,
        "Key of a text": keys.META,
        "Key of a note": NOTE,
        "Key of a place": keys.NOTE_PLACE,
        "Key of a reading": keys.READING,
        "Key of a change": keys.CHANGE,
    },
    "collection.md": {"Key of a collection": keys.COLLECTION},
}
LONGEST = 60  # characters of an example


def table(head: str, fields: Fields) -> str:
    """Return the table of some keys."""
    rows = (f"| `{field.name}` | {_about(field)} | {_shown(field)} |\n" for field in fields)
    return "".join((f"| {head} | What stands there | As in |\n", "|---|---|---|\n", *rows))


def _about(field: Field) -> str:
    return f"{field.about}. Required" if field.required else field.about


def _shown(field: Field) -> str:
    """Return the example of a key as it stands in a file."""
    if field.item:
        return "a list, see below"
    words = _yaml(field.example)
    return f"`{words if len(words) <= LONGEST else f'{words[:LONGEST]}…'}`"


def _yaml(example: Example) -> str:
    if isinstance(example, str):
        return f'"{example}"' if re.match(r"[\[*]", example) or ": " in example else example
    if isinstance(example, list):
        return f"[{', '.join(example)}]"
    return ", ".join(f"{name}: {words}" for name, words in example.items())


def renewed(page: str, tables: dict[str, Fields]) -> str:
    """Return a page with its tables of keys as they are declared."""
    for head, fields in tables.items():
        pattern = re.compile(rf"^\| {re.escape(head)} \|.*\n(?:\|.*\n)*", re.MULTILINE)
        found = pattern.findall(page)
        if len(found) != 1:
            raise ValueError(f"there are {len(found)} tables with the head {head!r}")
        page = page.replace(found[0], table(head, fields))
    return page


def main() -> None:
    """Write the manuals."""
    for name, tables in TABLES.items():
        path = DOCS / name
        path.write_text(renewed(path.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main()
