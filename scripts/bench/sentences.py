"""The judged sentences, cut by our rules and by the libraries that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corpus import ROOT
from reader.language import split
from reader.language.ends import ends

CASES = ROOT / "tests" / "data" / "sentences.tsv"
Cut = Callable[[str, str], Sequence[int]]


class Case(NamedTuple):
    """A paragraph, and how a reader would part it. ``missed`` says that our rules do not."""

    language: str
    kind: str
    sentences: tuple[str, ...]
    missed: bool

    @property
    def words(self) -> str:
        """The paragraph."""
        return "".join(self.sentences)


def cases(path: Path = CASES) -> Iterator[Case]:
    """Read the judged list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, kind, words, *missed = line.split("\t")
            sentences = tuple(part for part in words.split("¦") if part)
            yield Case(language, kind, sentences, missed == ["missed"])


def score(cut: Cut) -> dict[str, tuple[int, int]]:
    """Return how many cases are parted rightly, of how many: all, and by kind.

    White space between two sentences may belong to either, and for all of them a piece
    without a letter belongs to the sentence that follows.
    """
    right, every = Counter[str](), Counter[str]()
    for case in cases():
        wanted = [sentence.strip() for sentence in case.sentences]
        starts = sorted({*cut(case.words, case.language)} - {0, len(case.words)})
        found = [piece.strip() for piece in split.pieces(case.words, starts)]
        for kind in ("all", case.kind):
            every[kind] += 1
            right[kind] += found == wanted
    return {kind: (right[kind], every[kind]) for kind in every}


def _ours(words: str, language: str) -> Sequence[int]:
    return [*ends(words, language)]


def _sentencex(words: str, language: str) -> Sequence[int]:
    library = importlib.import_module("sentencex")
    found = library.get_sentence_boundaries(language.partition("-")[0], words)
    return [boundary["start_index"] for boundary in found]


def _pysbd(words: str, language: str) -> Sequence[int]:
    library = importlib.import_module("pysbd")
    code = language.partition("-")[0]
    known = importlib.import_module("pysbd.languages").LANGUAGE_CODES
    segmenter = library.Segmenter(code if code in known else "en", clean=False, char_span=True)
    return [span.start for span in segmenter.segment(words)]


def _spacy(words: str, language: str) -> Sequence[int]:
    library = importlib.import_module("spacy")
    try:
        pipeline = library.blank(language.partition("-")[0])
    except ImportError:  # it has no rules of this language, or none without another package
        pipeline = library.blank("xx")
    pipeline.add_pipe("sentencizer")
    return [span.start_char for span in pipeline(words).sents]


def _icu(words: str, language: str) -> Sequence[int]:
    library = importlib.import_module("icu4py.breakers")
    breaker = library.SentenceBreaker(words, f"{language}@ss=standard")
    return [start for start, _ in breaker.segments()]


CUTTERS: dict[str, tuple[str, Cut]] = {  # by the name shown: what must be installed
    "ours": ("reader", _ours),
    "sentencex": ("sentencex", _sentencex),
    "pysbd": ("pysbd", _pysbd),
    "spacy": ("spacy", _spacy),
    "ICU": ("icu4py", _icu),
}


def report() -> None:
    """Print the score of each that is installed, and name those that are not."""
    warnings.simplefilter("ignore")
    for name, (package, cut) in CUTTERS.items():
        if importlib.util.find_spec(package):
            found = score(cut)
            shown = ", ".join(f"{kind} {right}/{of}" for kind, (right, of) in found.items())
            sys.stdout.write(f"{name:9} {shown}\n")
        else:
            sys.stdout.write(f"{name:9} is not installed\n")
