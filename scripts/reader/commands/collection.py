"""Lay down a new collection: settings, a sample text with an entry, and how it is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from urllib.request import url2pathname

from reader.commands import clock, disk
from reader.fields.schema import is_names, is_one_of
from reader.model import LICENSES, Problem
from reader.seeds.entry_drafts import scalar
from reader.seeds.keys import is_contact, is_language, is_said

FOLDER = Path(__file__).parent / "blank"
NAME = "annotated-reader"
# The manual for editors: in a wheel it lies beside this module.
MANUALS = (Path(__file__).parent / "manual.md", Path(__file__).parents[3] / "docs" / "editing.md")
COMMAND = ".venv/bin/python scripts/build.py"  # as a checkout has it
ENGLISH = ("en", "English")  # of the sample


@dataclass(frozen=True)
class Question:
    """Something to be asked: its words, what is taken if nothing is answered, who checks it."""

    name: str
    words: str
    default: str
    check: Callable[[str], str | None]


QUESTIONS = (
    Question("title", "What is the collection called?", "A small reader", is_said),
    Question(
        "lead",
        "What does it hold, in a sentence?",
        "Texts, paragraph by paragraph, with every term of the glossary marked wherever it stands.",
        is_said,
    ),
    Question("editors", "Who makes it? As in 'Smith, Ann; Pond Watch'", "", is_names),
    Question("contact", "Where can readers write to? An address of mail or web", "", is_contact),
    Question(
        "license",
        "Under which license are glossary and notes?",
        "CC-BY-4.0",
        is_one_of(*LICENSES),
    ),
    Question("language", "In which language are the texts? Its code", ENGLISH[0], is_language),
    Question("language_name", "What is that language called?", ENGLISH[1], is_said),
)
Answers = Mapping[str, str]


def lay(
    folder: Path, asked: Callable[[Question], str] | None
) -> tuple[Problem, ...] | tuple[str, ...]:
    """Write a new collection; return its files, or the problems.

    ``asked`` puts a question and returns the answer; without it, the defaults are taken.
    """
    if _holds_something(folder):
        message, fix = "there is something in the folder", "name a folder that is new or empty"
        return (Problem(folder.as_posix(), 1, "already-there", message, fix),)
    day, faults = clock.today(folder.as_posix())
    if faults:
        return faults
    answers = _answers(asked)
    wheel = _wheel()
    files = dict(_files(answers, day, wheel))
    try:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            disk.make(folder / name, content)
        if wheel and wheel.is_file():
            (folder / "packages").mkdir()
            shutil.copy(wheel, folder / "packages")
    except OSError as fault:
        return (disk.unwritable(folder, fault),)
    return tuple(files)


def begin_anew(
    root: Path, asked: Callable[[Question], str] | None
) -> tuple[Problem, ...] | tuple[str, ...]:
    """Put a sample in place of all texts, entries, sources and records; return its files.

    What introduces the old texts goes with them. Whatever else lies there is kept.
    """
    day, faults = clock.today(root.as_posix())
    if faults:
        return faults
    answers = _answers(asked)
    files = {
        n: c for n, c in _files(answers, day, None).items() if n.startswith(("seeds/", "docs/"))
    }
    try:
        for name in ("seeds", "docs/own"):
            if (root / name).exists():
                shutil.rmtree(root / name)
        for name, content in files.items():
            disk.write(root / name, content)
    except OSError as fault:
        return (disk.unwritable(root, fault),)
    return tuple(files)


def _holds_something(folder: Path) -> bool:
    """Return whether a folder holds more than what git has of it, or is no folder."""
    if not folder.exists():
        return False
    return not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())


def _answers(asked: Callable[[Question], str] | None) -> Answers:
    return {question.name: _answer(question, asked) for question in QUESTIONS}


def _answer(question: Question, asked: Callable[[Question], str] | None) -> str:
    if asked is None:
        return question.default
    while True:
        words = " ".join(asked(question).split()) or question.default
        fault = question.check(words) if words else None
        if fault is None:
            return words
        print(f"  {fault}")  # noqa: T201 (somebody sits before the terminal)


def _files(answers: Answers, day: str, wheel: Path | None) -> dict[str, bytes]:
    """Return the files of a collection by their paths."""
    languages = dict((ENGLISH, (answers["language"], answers["language_name"])))
    quoted = {name: f" {scalar(words)}" if words else "" for name, words in answers.items()}
    values = {
        **quoted,
        "name": answers["title"],
        "lead": answers["lead"],
        "languages": "\n".join(f"  {code}: {scalar(name)}" for code, name in languages.items()),
        "day": day,
        "package": _package(wheel),
    }
    sources = {path: path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.is_file()}
    files = {_placed(path): _filled(content, values) for path, content in sources.items()}
    return {**files, "manual.md": _manual()}


def _manual() -> bytes:
    """Return the manual for editors, with the commands as they are called here."""
    path = next(path for path in MANUALS if path.is_file())
    words = path.read_text(encoding="utf-8")
    return words.partition("\n---\n")[2].replace(COMMAND, "reader").encode()


def _placed(path: Path) -> str:
    """Return where a file of the pattern belongs: what is hidden there is not hidden here."""
    parts = path.relative_to(FOLDER).parts
    return PurePosixPath(*(part.replace("dot-", ".", 1) for part in parts)).as_posix()


def _filled(content: bytes, values: Answers) -> bytes:
    """Return a file with the answers in their places; a workflow has braces of its own."""
    words = content.decode()
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words.encode()


def _wheel() -> Path | None:
    """Return the wheel that the program was installed from, if it lies on this machine."""
    address = _direct_address()
    path = Path(url2pathname(urlsplit(address).path)) if address.startswith("file:") else None
    return path if path and path.suffix == ".whl" else None


def _package(wheel: Path | None) -> str:
    """Return the program as pip is to install it."""
    if wheel and wheel.is_file():
        return f"./packages/{wheel.name}"
    address = _direct_address()
    if address.startswith(("https:", "http:")):
        return f"{NAME} @ {address}"
    return f"{NAME}=={_version()}" if _version() else NAME


def _direct_address() -> str:
    """Return where pip had the program from, if it says so (PEP 610), or ``""``."""
    try:
        said = metadata.distribution(NAME).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    return str(json.loads(said).get("url", "")) if said else ""


def _version() -> str:
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return ""
