"""Drafts of texts: the text, what it was made from, and metadata with proposals and questions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from reader.fields.schema import is_address
from reader.history import ids
from reader.incoming.conversion import NAMES, Conversion, converted, sha256
from reader.incoming.proposals import Proposal, Proposed, proposed
from reader.language import pinyin
from reader.language.words import BOM, decode, on_one_line, plural
from reader.model import UNREAD, Collection, SeedFile
from reader.seeds import vocabulary
from reader.seeds.drafts import Draft, Drafted, address, bad_address
from reader.seeds.records import LEFT_OUT, SOURCE

SHOWN = 100  # characters of a line that a question quotes
LISTED = 160  # characters of what is left out that is said at once; the file has all of it
KEPT_LETTERS = 0.5  # of a name's letters at least so many must be in its address

HEAD = """\
# A draft, made from {file}.
# Write the answers behind the keys; one with ': ' or ' #' in it between quotation marks.
# The command 'check' names what is open.
"""
TAIL = """\
# These may be added: {optional}.
# The page for editors says what stands in them.
"""
QUESTIONS = {  # in this order; what is in braces is found out from the text
    "title": "What is the title? {first}",
    "label": "And a short title, for menus?",
    "publisher": "Who published it?",
    "status": "What is it, as in 'Official translation'?",
    "rights": "Who holds the rights, and on what terms does it stand here?",
    "language": "In which language is it, as a tag such as 'en', 'grc' or 'zh-Hant'?{letters}",
    "headings": "How many of the first lines are headings? {lines}",
    "paragraphs": "{blocks}",
    "shapes": "What has another shape than a paragraph?",
    "lines": "What do its line ends mean?",
    "footnotes": "What does the first mark of its footnotes look like?",
    "provenance": "Where does the text come from? Name the source, and cite it as [@key].",
}
OPTIONAL = ("shapes", "lines", "footnotes")  # keys that are written only if something is proposed


def text(file: SeedFile, name: str, encoding: str = "", collection: Collection = UNREAD) -> Drafted:
    """Return the draft of a text, or the reasons why there is none.

    ``file`` is what was given, ``name`` the id of the text, ``encoding`` one that Python
    knows, or ``""`` to find it out. A plain text in UTF-8 stays as it is, to the byte; any
    other file is converted, and kept beside. The keys that may be added are those for which
    the ``collection`` has use.
    """
    if fault := _bad_text_id(name):
        return None, (bad_address(file.path, name, fault),)
    made, problems = converted(file, encoding)
    seed = SeedFile(file.path, made.content, file.fault) if made else file
    words, faults = decode(seed) if made else ("", problems)
    if not words or made is None:
        return None, faults
    found = proposed(words, made)
    meta = _meta(file, made, found, words, collection)
    folder = f"seeds/texts/{name}"
    files = [SeedFile(f"{folder}/text.txt", made.content)]
    files += [SeedFile(f"{folder}/meta.yml", meta.encode())]
    if made.ending:
        files.append(SeedFile(f"{folder}/{SOURCE}{made.ending}", file.content))
    if made.left_out:
        files.append(SeedFile(f"{folder}/{LEFT_OUT}", _all_left_out(file, made).encode()))
    return Draft(tuple(files), tuple(_said(file, made, found))), ()


def name_of(stem: str) -> tuple[str, str]:
    """Return the id that the name of a file makes, ``""`` if it makes none, and a word on it.

    What is Chinese in it is spelled in pinyin. Where most letters would go, there is no id.
    """
    spelled = pinyin.with_hyphens(stem)
    made = address(spelled)
    letters = [sign for sign in unicodedata.normalize("NFKD", spelled) if sign.isalpha()]
    kept = sum(sign.isascii() and sign.isalpha() for sign in made)
    if not letters or kept >= KEPT_LETTERS * len(letters):
        plain = address(stem) == made
        word = f"its id is {made}, its name in pinyin; --id gives it another" if not plain else ""
        return made, word
    return "", ""


def _bad_text_id(name: str) -> str | None:
    return "its ids would be those of entries" if name == ids.GLOSSARY else is_address(name)


def _meta(
    file: SeedFile, made: Conversion, found: Proposed, words: str, collection: Collection
) -> str:
    """Return the metadata: for each key a proposal or a question."""
    asked = _found(words, found)
    parts = [HEAD.format(file=on_one_line(PurePosixPath(file.path).name)), *_history(made)]
    for key, question in QUESTIONS.items():
        if key in found.values:
            shown = asked["lines"] if key == "headings" else ""
            parts.append(_proposal(key, found.values[key], shown))
        elif key not in OPTIONAL:
            parts.append(f"# {question.format(**asked)}\n{key}:\n")
    if found.values:
        parts.append(_unconfirmed(found))
    if made.ending:
        kept = f"# The file from which the text was made, {SOURCE}{made.ending}, has this hash.\n"
        parts.append(f"{kept}source_sha256: {sha256(file.content)}\n")
    optional = [f.name for f in vocabulary.meta(collection) if not f.required]
    parts.append(TAIL.format(optional=", ".join(name for name in optional if name not in _OURS)))
    return "".join(parts)


_OURS = ("source_sha256", "proposed")  # keys that a program writes


def _proposal(key: str, given: Proposal, shown: str) -> str:
    value = given.value if given.value.startswith("\n") else f" {given.value}"
    shown = f" {shown}" if shown else ""
    why = on_one_line(given.why)
    return f"# Proposed: {why}. Correct it if it is wrong.{shown}\n{key}:{value}\n"


def _unconfirmed(found: Proposed) -> str:
    names = ", ".join(key for key in QUESTIONS if key in found.values)
    return f"# Look at what is proposed, correct it, and delete this line.\nproposed: [{names}]\n"


def _history(made: Conversion) -> Iterator[str]:
    """Say how the text was made, as comments."""
    if made.ending:
        how = f"in {made.encoding}, now in UTF-8" if made.format == "text" else "converted"
        yield f"# It was {NAMES[made.format]}, {how}; it lies beside as {SOURCE}{made.ending}.\n"
    for line in (*made.said, *_left_out(made)):
        yield f"# {on_one_line(line)}.\n"
    if made.left_out:
        yield f"# All that was left out stands in {LEFT_OUT}.\n"


def _left_out(made: Conversion) -> Iterator[str]:
    for kind, things in made.left_out:
        words = " · ".join(filter(None, things))
        shown = f"{words[:LISTED]}{'…' if len(words) > LISTED else ''}"
        yield f"left out: {kind} ({len(things):,}){f': {shown}' if shown else ''}"


def _all_left_out(file: SeedFile, made: Conversion) -> str:
    """Return everything that is not in the text, kind by kind."""
    name = on_one_line(PurePosixPath(file.path).name)
    parts = [f"What stands in {name} and not in text.txt\n"]
    for kind, things in made.left_out:
        said = [f"- {on_one_line(words)}" for words in things if words]
        parts.append("\n".join((f"\n{kind} ({len(things):,})", *said, "")))
    return "".join(parts)


def _said(file: SeedFile, made: Conversion, found: Proposed) -> Iterator[str]:
    """Say what was read, left out and proposed."""
    if made.format != "text":
        yield f"It was read as {NAMES[made.format]}."
    yield from (f"{line[0].upper()}{line[1:]}" for line in made.said)
    yield from (on_one_line(f"{line[0].upper()}{line[1:]}") for line in _left_out(made))
    for key, given in found.values.items():
        lines = given.value.strip().splitlines()
        shown = lines[0].strip() + (f" and {len(lines) - 1} more" if len(lines) > 1 else "")
        yield f"Proposed, to be confirmed: {key}: {shown} ({on_one_line(given.why)})"
    if made.ending:
        was = f", in {made.encoding}; now in UTF-8" if made.format == "text" else ""
        yield f"SHA-256 of the file given {sha256(file.content)}{was}"
    yield f"SHA-256 of text.txt {sha256(made.content)}"


def _found(words: str, found: Proposed) -> dict[str, str]:
    """Return what a text says of itself, in words for the questions."""
    runs = found.blocks
    shown = [f"# {place}. {_quoted(run)}" for place, run in enumerate(runs[:3], 1)]
    what = "The only one is" if len(runs) == 1 else f"The first {len(shown)} are"
    blocks = f"{plural(len(runs), 'piece')} between blank lines: headings and paragraphs together."
    return {
        "first": f"The first line is {_quoted(runs[0])}.",
        "letters": _letters(words),
        "lines": "\n".join((f"{what}:", *shown)),
        "blocks": f"How many paragraphs follow? There {'is' if len(runs) == 1 else 'are'} {blocks}"
        + _unbroken(runs),
    }


def _unbroken(runs: Sequence[str]) -> str:
    """Return a warning if a text seems to lack its blank lines."""
    lines = len(runs[0].splitlines()) if len(runs) == 1 else 1
    hint = "its lines are one paragraph, unless blank lines part them in the source"
    return f"\n# No blank line stands between its {lines:,} lines: {hint}." if lines > 1 else ""


def _quoted(words: str) -> str:
    """Return the first line of some words, shortened, between quotation marks."""
    line = " ".join(words.removeprefix(BOM).strip().splitlines()[0].split())
    return f'"{on_one_line(line[:SHOWN])}{"…" if len(line) > SHOWN else ""}"'


def _letters(words: str) -> str:
    """Return what the letters of a text suggest; its language is for the editor to say."""
    scripts = Counter(unicodedata.name(one, "").partition(" ")[0] for one in words if one.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else ""
    guesses = {"LATIN": " As in 'en' for English."}
    return guesses.get(script, f" Most of its letters are {script.capitalize()}." if script else "")
