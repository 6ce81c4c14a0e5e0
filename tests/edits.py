"""Edits of seeds, each at random, as an editor makes them."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from reader.build import read
from reader.seeds import from_disk

WORDS = ("Pond", "reform", "new quality productive forces", "<b>", "& so on", "鱼")
PLAIN = ("Indeed.", "And more.", "鱼")
Edit = Callable[[random.Random, Path], None]


def _pick(chance: random.Random, root: Path, pattern: str) -> Path:
    return chance.choice(sorted((root / "seeds").glob(pattern)))


def edit_text(chance: random.Random, root: Path) -> None:
    """Put some words at a place in a paragraph."""
    path = _pick(chance, root, "texts/*/text.txt")
    words = path.read_text(encoding="utf-8").split(" ")
    words.insert(chance.randrange(1, len(words) + 1), chance.choice(WORDS))
    path.write_text(" ".join(words), encoding="utf-8")


def edit_entry(chance: random.Random, root: Path) -> None:
    """Put a sentence at the end of an entry."""
    path = _pick(chance, root, "glossary/*.md")
    path.write_text(f"{path.read_text('utf-8').rstrip()} {chance.choice(WORDS)}.\n", "utf-8")


def edit_note(chance: random.Random, root: Path) -> None:
    """Put a sentence at the end of what a note says, if there are notes."""
    found = sorted((root / "seeds").glob("texts/*/notes.yml"))
    path = chance.choice(found) if found else None
    lines = path.read_text(encoding="utf-8").split("\n") if path else []
    prose = [at for at, line in enumerate(lines) if re.search(r"(?:reason|note): \S+ ", line)]
    if path and prose:
        at = chance.choice(prose)
        lines[at] += f" {chance.choice(PLAIN)}"
        path.write_text("\n".join(lines), encoding="utf-8")


def alter_field(chance: random.Random, root: Path) -> None:
    """Change a line of an entry, of what is known of a text, or of the collection."""
    pattern = chance.choice(("glossary/*.md", "texts/*/meta.yml", "collection.yml", "sources.yml"))
    path = _pick(chance, root, pattern)
    lines = path.read_text(encoding="utf-8").split("\n")
    place = chance.randrange(len(lines))
    lines[place] += chance.choice((" more", "s", "1", "é"))
    path.write_text("\n".join(lines), encoding="utf-8")


def delete(chance: random.Random, root: Path) -> None:
    """Delete an entry or a text, if it is not the last one."""
    pattern = chance.choice(("glossary/*.md", "texts/*"))
    path = _pick(chance, root, pattern)
    if len(list((root / "seeds").glob(pattern))) > 1:
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def rename(chance: random.Random, root: Path) -> None:
    """Give an entry or a text another address."""
    path = _pick(chance, root, chance.choice(("glossary/*.md", "texts/*")))
    path.rename(path.with_name(f"moved-{path.name}"))


def add(chance: random.Random, root: Path) -> None:
    """Add a text or an entry like one that is there."""
    path = _pick(chance, root, "texts/*")
    shutil.copytree(path, path.with_name(f"again-{chance.randrange(10_000)}-{path.name}"))


def move(chance: random.Random, root: Path) -> None:
    """Let two paragraphs of a text change places."""
    path = _pick(chance, root, "texts/*/text.txt")
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    one, other = chance.sample(range(len(blocks)), 2)
    blocks[one], blocks[other] = blocks[other], blocks[one]
    path.write_text("\n\n".join(blocks), encoding="utf-8")


LIGHT = (edit_text, edit_entry, edit_note, alter_field)
EDITS = (*LIGHT, delete, rename, add, move)


def edited(chance: random.Random, root: Path, edits: tuple[Edit, ...]) -> None:
    """Edit the seeds at random, in a way that can be built."""
    seeds, before = root / "seeds", root.parent / "before"
    while True:
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(seeds, before)
        for _ in range(chance.choice((1, 1, 2))):
            chance.choice(edits)(chance, root)
        if not read(from_disk.read(root)).problems and _differ(seeds, before):
            return
        shutil.rmtree(seeds)
        shutil.copytree(before, seeds)


def _differ(one: Path, other: Path) -> bool:
    def files(folder: Path) -> dict[Path, bytes]:
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder): path.read_bytes() for path in paths}

    return files(one) != files(other)
