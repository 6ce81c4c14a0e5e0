"""Check versions of one text: whose they are, what they are called, and what stands for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reader.history import ids
from reader.language.words import plural
from reader.model import Problem, Text
from reader.seeds import lengths
from reader.seeds.alignment import Alignment, aligned, line_of
from reader.seeds.known import Known

OPENING = 30  # characters of a paragraph that a message shows


def versions(texts: Iterable[Text], known: Known) -> Iterator[Problem]:
    """Give what is wrong with the versions among texts; of a broken main text nothing is said."""
    by_id = {text.id: text for text in texts}
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in by_id.values():
        if text.meta.version_of.words:
            faults = tuple(_main(text, by_id))
            yield from faults
            if not faults and text.meta.version_of.words in by_id:
                groups[text.meta.version_of.words].append(text)
        elif text.meta.aligned:
            yield _problem(text, "'aligned' says of what this is a version, and nothing else does")
    for name, found in groups.items():
        yield from _labels((by_id[name], *found))
        for text in found:
            yield from _alignment(by_id[name], text, known)


def _main(text: Text, by_id: Mapping[str, Text]) -> Iterator[Problem]:
    """Give what is wrong with the text that a version names as its main text."""
    form, path = text.meta.version_of, text.place.path
    main = by_id.get(form.words)
    if form.words == text.id:
        message, fix = "'version_of' names the text itself", "delete the line"
        yield Problem(path, form.line, "wrong-value", message, fix)
    elif main and (whose := main.meta.version_of.words):
        message = f"{form.words!r} is itself a version of {whose!r}"
        yield Problem(path, form.line, "wrong-value", message, f"write 'version_of: {whose}'")


def _problem(text: Text, message: str) -> Problem:
    line = text.meta.aligned[0][0].line
    fix = "add 'version_of' with the folder of the main text, or delete 'aligned'"
    return Problem(text.place.path, line, "missing-key", message, fix)


def _labels(texts: Iterable[Text]) -> Iterator[Problem]:
    """Give the versions that are called as another one is."""
    called: dict[str, Text] = {}
    for text in texts:
        other = called.setdefault(text.meta.beside, text)
        if other is not text:
            message = f"this version is called {text.meta.beside!r}, as {other.id!r} is"
            fix = "add 'version' with a short name of its own, as in 'version: Legge 1861'"
            line = text.meta.version_of.line
            yield Problem(text.place.path, line, "wrong-value", message, fix)


def _alignment(main: Text, own: Text, known: Known) -> Iterator[Problem]:
    found = aligned(main, own, known.fates)
    for fault in found.faults:
        yield Problem(own.place.path, fault.line, "wrong-value", fault.message, fault.fix)
    if found.gaps:
        yield _unaligned(main, own, found)


def _unaligned(main: Text, own: Text, found: Alignment) -> Problem:
    """Return the problem of two texts that do not meet, with the lines that would make them."""
    message = f"this version has {_counted(own)}, {main.id!r} has {_counted(main)}"
    gap = found.gaps[0]
    pairs = zip(gap.own, gap.main, strict=False)
    parted = next((pair for pair in pairs if pair[0].is_heading != pair[1].is_heading), None)
    if parted:
        message += "; {} stands where {} does".format(*(_opening(block.words) for block in parted))
    lines = lengths.proposal(found.gaps, _ratio(main, own))
    fix = "say what stands for what under 'aligned' in meta.yml"
    if lines:
        fix += f"; judged by length alone: {lengths.told(lines)}"
    return Problem(own.place.path, line_of(own), "unaligned", message, fix)


def _counted(text: Text) -> str:
    headings, paragraphs = len(text.headings), len(text.paragraphs)
    return f"{plural(headings, 'heading')} and {plural(paragraphs, 'paragraph')}"


def _ratio(main: Text, own: Text) -> float:
    """Return how long a version is, where its main text is 1: in one language as long."""
    tongues = {text.meta.language.partition("-")[0] for text in (main, own)}
    return 1.0 if len(tongues) == 1 else _length(own) / _length(main)


def _length(text: Text) -> int:
    return sum(len(block.words) for block in text.blocks) or 1


def _opening(words: str) -> str:
    key = ids.key(words)
    return repr(key if len(key) <= OPENING else f"{key[:OPENING]}…")
