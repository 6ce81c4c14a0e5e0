"""Texts: a folder of seeds/texts as a text, and its original beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.history import ids
from reader.language import chinese, split
from reader.language.words import BOM, Lines, plural
from reader.model import (
    Collection,
    Meta,
    Paragraph,
    Place,
    Problem,
    SeedFile,
    Text,
)
from reader.seeds import keys, vocabulary
from reader.seeds.records import (
    Problems,
    characters,
    check_name,
    missing_file,
    read_record,
    read_yaml,
)
from reader.seeds.shapes import shapes as shapes_of
from reader.seeds.sources_of_texts import source_of

LONGEST = 100_000  # characters of a paragraph, about forty pages of a book
MOST = 20_000  # paragraphs and headings of a text, each a page or a line on one
PARTED = 2.5  # so many times longer or shorter than usual is another paragraph
OPENING = 30  # characters of a paragraph that a message shows


def read_text(
    name: str, folder: dict[str, SeedFile], collection: Collection, problems: Problems
) -> Text | None:
    """Return a text of its files, or None if there is nothing to show."""
    check_name(next(iter(folder.values())), name, problems)
    absent = [part for part in ("text.txt", "meta.yml") if part not in folder]
    for part in absent:
        problems.append(missing_file(f"seeds/texts/{name}/{part}", f"the folder has no {part}"))
    if absent:
        return None
    file = folder["text.txt"]
    words = characters(file, problems)
    meta = _meta(folder["meta.yml"], collection, problems)
    if not words or meta is None:
        return None
    place = Place(folder["meta.yml"].path, 1)
    runs, _ = split.blocks(words, by_line=meta.by_line)
    if oversize := _oversize(file, words, runs):
        problems.append(oversize)
        return None
    if len(runs) != meta.headings + meta.paragraphs:
        problems.append(_count(file, meta, len(runs)))
    words_of = [ids.key(run) for _, run in runs]
    shapes, faults = shapes_of(meta.shapes, meta.headings, place.path, words_of)
    problems += faults
    meta = replace(meta, language=_written_in(meta.language, words))
    blocks, after = _cut(words, meta, meta.language, shapes)
    made_from = source_of(name, folder, meta, problems)
    text = Text(name, place, meta, file.content, blocks, after, made_from=made_from)
    beside = folder.get("original.txt")
    return _beside(text, beside, shapes, problems) if beside else text


def _cut(
    words: str, meta: Meta, language: str, shapes: split.Shapes
) -> tuple[tuple[Paragraph, ...], str]:
    return split.text(
        words, meta.headings, language, shapes, wrapped=meta.wrapped, by_line=meta.by_line
    )


def _written_in(language: str, words: str) -> str:
    """Return the tag of a language; of Chinese with traditional characters, if it is in these."""
    is_other = language == "zh" and chinese.is_traditional(words)
    return "zh-Hant" if is_other else language


def _beside(text: Text, file: SeedFile, shapes: Mapping[int, str], problems: Problems) -> Text:
    """Return a text with its original, paragraph by paragraph, or as it is, if they differ."""
    words, meta = characters(file, problems), text.meta
    if not meta.original_language:
        message = "original.txt stands beside the text, and 'original_language' is missing"
        fix = "add a line such as 'original_language: zh'"
        problems.append(Problem(text.place.path, 1, "missing-key", message, fix))
    if not words or not meta.original_language:
        return text
    if oversize := _oversize(file, words, split.blocks(words, by_line=meta.by_line)[0]):
        problems.append(oversize)
        return text
    meta = replace(meta, original_language=_written_in(meta.original_language, words))
    originals, after = _cut(words, meta, meta.original_language, shapes)
    if len(originals) != len(text.blocks):
        problems.append(_unaligned(file, text.blocks, originals))
        return text
    blocks = tuple(
        replace(block, original=ids.renamed(original, f"{block.id}o"))
        for block, original in zip(text.blocks, originals, strict=True)
    )
    return replace(text, meta=meta, blocks=blocks, original=file.content, original_after=after)


def _unaligned(
    file: SeedFile, blocks: Sequence[Paragraph], originals: Sequence[Paragraph]
) -> Problem:
    """Say where a text and its original part, as far as their lengths can tell."""
    usual = sum(len(o.words) for o in originals) / sum(len(b.words) for b in blocks)
    pairs = enumerate(zip(blocks, originals, strict=False), 1)
    ratios = ((place, len(o.words) / len(b.words) / usual, b, o) for place, (b, o) in pairs)
    parted = next((found for found in ratios if not 1 / PARTED < found[1] < PARTED), None)
    message = (
        f"the original has {plural(len(originals), 'block')} between blank lines, "
        f"the text {plural(len(blocks), 'block')}"
    )
    if parted:
        place, _, block, original = parted
        message += (
            f"; they seem to part at block {place}, where {_opening(original.words)} "
            f"stands beside {_opening(block.words)}"
        )
    else:
        longer = max(blocks, originals, key=len)[min(len(blocks), len(originals))]
        message += f"; nothing stands beside {_opening(longer.words)}"
    fix = "set the blank lines so that each paragraph of the original stands for one of the text"
    return Problem(file.path, 1, "unaligned", message, fix)


def _opening(words: str) -> str:
    key = ids.key(words)
    return repr(key if len(key) <= OPENING else f"{key[:OPENING]}…")


def _oversize(file: SeedFile, words: str, runs: Sequence[tuple[str, str]]) -> Problem | None:
    """Return what is wrong with a text that would be no help to a reader, and slow to make."""
    start = 0
    for before, run in runs:
        start += len(before)
        if len(run) > LONGEST:
            message = f"a paragraph has {len(run):,} characters; the most is {LONGEST:,}"
            fix = "part it by blank lines, where the source parts it or a reader would stop"
            return Problem(file.path, Lines(words).at(start), "too-large", message, fix)
        start += len(run)
    if len(runs) > MOST:
        message = f"the text has {len(runs):,} blocks between blank lines; the most is {MOST:,}"
        fix = "make several texts of it, such as one for each chapter"
        return Problem(file.path, 1, "too-large", message, fix)
    return None


def _count(file: SeedFile, meta: Meta, blocks: int) -> Problem:
    message = (
        f"the text has {plural(blocks, 'block')} between blank lines, meta.yml says "
        f"{plural(meta.headings, 'heading')} and {plural(meta.paragraphs, 'paragraph')}"
    )
    fix = "correct the numbers in meta.yml, or restore the blank lines between paragraphs"
    return Problem(file.path, 1, "paragraph-count", message, fix)


def _meta(file: SeedFile, collection: Collection, problems: Problems) -> Meta | None:
    words = characters(file, problems)
    value = read_yaml(words.removeprefix(BOM), file, problems) if words else None
    if value is None:
        return None
    before = len(problems)
    fields = vocabulary.meta(collection)
    data = read_record(value, file.path, fields, "the metadata of a text", problems)
    if len(problems) > before:
        return None  # what is wrong here would make wrong what is said of the text
    if data.text("number") and not data.text("series"):
        problems.append(_number_of_nothing(file, data.line_of("number")))
    values = data.values(keys.META)
    if proposed := values.pop("proposed"):
        problems.append(_unconfirmed(file, data.line_of("proposed"), proposed))
    return Meta(**values)


def _number_of_nothing(file: SeedFile, line: int) -> Problem:
    message = "'number' counts the texts of a series, and no series is named"
    fix = "add 'series' with the name of the series, or delete 'number'"
    return Problem(file.path, line, "missing-key", message, fix)


def _unconfirmed(file: SeedFile, line: int, names: Sequence[str]) -> Problem:
    """Return the warning that a program proposed values which nobody has confirmed."""
    message = f"nobody has confirmed what was proposed: {', '.join(names)}"
    fix = "look at these values, correct them, and delete the line 'proposed'"
    return Problem(file.path, line, "unconfirmed", message, fix, "warning")
