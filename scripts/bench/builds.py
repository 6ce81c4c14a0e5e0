"""Time of builds: ours beside its peers, by size. ``scripts/bench build`` and ``annotate``.

Every build is a process of its own; its processor time and its peak of memory are taken from
that process alone. Peers take turns with ours, so that a busy machine slows all of them.
"""

from __future__ import annotations

import hashlib
import os
import resource
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from ahocorasick_rs import AhoCorasick

from reader import stored
from reader.build import Build, build
from reader.edition import annotate
from reader.edition.index import Index
from reader.history import paths
from reader.language.find import key_of
from reader.language.fold import fold
from reader.language.match import Matcher, names
from reader.model import Mention, Paragraph, SeedFile, Text
from reader.seeds import parse

SIZES = ((10, 50), (100, 500), (1_000, 50), (1_000, 500), (1_000, 5_000))
LARGE = (10_000, 500)
PACKAGES = (
    "mkdocs-material==9.8.2",
    "mkdocs-ezglossary-plugin==2.1.0",
    "sphinx==9.0.4",
    "zensical==0.0.73",
    "pagefind[bin]==1.5.2",
)
EXTENSIONS = ["attr_list", {"smarty": {"smart_ellipses": False}}, "tables", "pymdownx.blocks.html"]
EDITS = (  # what is edited, its seed, what stands there, and what is written in its place
    ("a paragraph", "seeds/texts/corpus/text.txt", ".", ". Edited."),
    ("an entry", "seeds/glossary/high-quality-development.md", "\n---\n", "\n---\nEdited. "),
)
STARTER = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print()
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
ANNOTATED = 1_000  # paragraphs


@dataclass(frozen=True)
class Cost:
    """What a process took: processor time in seconds, and its peak of memory in MB."""

    seconds: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder; raises CalledProcessError, with what it said, if it fails.

    A small process starts it: a child begins with the peak of memory of whoever starts it.
    """
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    starter = [sys.executable, "-S", "-c", STARTER, *command]
    done = subprocess.run(
        starter, cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    *said, last = done.stdout.splitlines()
    code, seconds, peak = last.split()
    if code != "0":
        raise subprocess.CalledProcessError(int(code), command, "\n".join((*said, done.stderr)))
    return Cost(float(seconds), int(peak) / 1024)


def mkdocs(python: str, site: Path) -> list[str]:
    """Return the command that builds a site with MkDocs."""
    return [python, "-m", "mkdocs", "build", "-q", "--no-strict", "-d", str(site)]


# The peers: the same words, each term marked as the peer wants it.


def _written(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _config(**more: object) -> str:
    config = {"site_name": "Peer", "theme": {"name": "material", "font": False}, **more}
    return yaml.safe_dump({"plugins": ["search"], "not_in_nav": "*", **config})


def _marked(
    index: Index,
    text: Text,
    block: Paragraph,
    term: Callable[[Mention], str],
    plain: Callable[[str], str],
) -> str:
    """Return the words of a paragraph with its mentions marked."""
    by_sentence: dict[str, list[Mention]] = {}
    for mention in index.mentions_in(text, block):
        by_sentence.setdefault(mention.sentence, []).append(mention)
    pieces = []
    for sentence in block.sentences:
        place = 0
        for mention in by_sentence.get(sentence.id, ()):
            pieces += [plain(sentence.words[place : mention.start]), term(mention)]
            place = mention.end
        pieces.append(plain(sentence.words[place:]))
    return "".join(pieces)


def _paragraphs(made: Build) -> Iterator[tuple[Text, Paragraph]]:
    return ((text, block) for text in made.edition.seeds.texts for block in text.paragraphs)


def abbr(folder: Path, made: Build) -> None:
    """Lay down Material's glossary of abbreviations, a blank line between any two."""
    definitions = "\n\n".join(
        f"*[{term.headword}]: {term.original}" for term in made.edition.seeds.terms
    )
    extensions = ["abbr", {"pymdownx.snippets": {"auto_append": ["glossary.txt"]}}]
    _written(
        folder,
        {
            "mkdocs.yml": _config(markdown_extensions=extensions),
            "glossary.txt": definitions,
            "docs/index.md": "# Peer\n",
            **{
                f"docs/{paths.paragraph(text.id, block.id)}": f"# {block.id}\n\n{block.words}\n"
                for text, block in _paragraphs(made)
            },
        },
    )


def ezglossary(folder: Path, made: Build) -> None:
    """Lay down a project of mkdocs-ezglossary."""
    terms = "\n".join(
        f"g:{t.id}\n:   {t.headword}, {t.original}\n" for t in made.edition.seeds.terms
    )
    pages = {
        f"docs/{paths.paragraph(text.id, block.id)}": f"# {block.id}\n\n"
        + _marked(made.index, text, block, lambda m: f"<g:{m.term}|{m.words}>", str)
        for text, block in _paragraphs(made)
    }
    config = _config(
        plugins=["search", {"ezglossary": {"sections": ["g"]}}], markdown_extensions=["def_list"]
    )
    _written(folder, {"mkdocs.yml": config, "docs/index.md": "# Peer\n\n" + terms, **pages})


def zensical(folder: Path, made: Build) -> None:
    """Lay down the tree of ``build.py write``, for Zensical."""
    written = {f"docs/{o.path}": o.content for o in made.outputs if o.is_page}
    config = _config(markdown_extensions=EXTENSIONS, plugins=[], theme={"font": False})
    _written(folder, {**written, "mkdocs.yml": config})


def sphinx(folder: Path, made: Build) -> None:
    """Lay down a project of Sphinx, its terms as roles."""

    def plain(words: str) -> str:
        return "".join(f"\\{sign}" if sign in "\\*`_|<>:" else sign for sign in words)

    entries = "\n".join(f"   {t.id}\n      {plain(t.headword)}\n" for t in made.edition.seeds.terms)
    pages = {
        f"{text.id}/{block.id}.rst": f":orphan:\n\n{block.id}\n{'=' * len(block.id)}\n\n"
        + _marked(
            made.index, text, block, lambda m: f"\\ :term:`{plain(m.words)} <{m.term}>`\\ ", plain
        )
        for text, block in _paragraphs(made)
    }
    index = f"Peer\n====\n\n.. glossary::\n\n{entries}"
    _written(folder, {"conf.py": "project = 'Peer'\n", "index.rst": index, **pages})


# The benchmarks


def peers_python(folder: Path) -> str:
    """Return a Python that has the peers: ``READER_PEERS``, or one made for this run, or ``""``."""
    given = os.environ.get("READER_PEERS", "")
    if given:
        return given
    venv.create(folder / "peers", with_pip=True)
    python = str(folder / "peers" / "bin" / "python")
    command = [python, "-m", "pip", "install", "-q", *PACKAGES]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if made.returncode else python


def compare(
    folder: Path,
    lay: Mapping[str, Callable[[Path, Build, Sequence[SeedFile]], object]],
    corpus: Callable[[int, int], tuple[SeedFile, ...]],
    *,
    sizes: Sequence[tuple[int, int]],
    rounds: int,
) -> None:
    """Compare the build of a site with its peers, and one size with the next."""
    store_in(folder)
    python = peers_python(folder)
    if not python:
        say(f"missing, since they could not be installed: {', '.join(PACKAGES[1:])}")
    else:
        say("a plain MkDocs project with Material's theme has the same paragraphs, unmarked;")
        say("zensical builds what 'build.py write' lays down: our pages, and no files of data")
    ours: dict[tuple[int, int], Cost] = {}
    for size in sizes:
        files = corpus(*size)
        made = build(files)
        costs = _compare(folder / "-".join(map(str, size)), lay, files, made, python, rounds)
        ours[size] = costs["ours"]
        _growth(ours, size)


def _compare(
    folder: Path,
    lay: Mapping[str, Callable[[Path, Build, Sequence[SeedFile]], object]],
    files: Sequence[SeedFile],
    made: Build,
    python: str,
    rounds: int,
) -> dict[str, Cost]:
    folder.mkdir()
    for name, lay_down in lay.items():
        lay_down(folder / name, made, files)
    commands = {name: mkdocs(sys.executable, folder / f"{name}-site") for name in lay}
    abbr(folder / "abbr", made)
    commands["abbr"] = mkdocs(sys.executable, folder / "abbr-site")
    if python:
        ezglossary(folder / "ezglossary", made)
        zensical(folder / "zensical", made)
        sphinx(folder / "sphinx", made)
        program = Path(python).parent / "zensical"
        target = str(folder / "sphinx-site")
        commands["ezglossary"] = mkdocs(python, folder / "ezglossary-site")
        commands["zensical"] = [str(program), "build", "-c"]
        commands["sphinx"] = [python, "-m", "sphinx", "-q", "-E", "-a", ".", target]
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    run(commands["ours"], folder / "ours")  # templates and bibliography last from build to build
    for _ in range(rounds):
        for name, command in list(commands.items()):
            forget_pages()
            try:
                found[name].append(run(command, folder / name))
            except subprocess.CalledProcessError as fault:
                say(f"{name} failed: {fault.output.strip()[-300:]}")
                del commands[name]
    costs = {
        name: Cost(
            statistics.median(cost.seconds for cost in given),
            max(cost.memory for cost in given),
        )
        for name, given in found.items()
        if given
    }
    paragraphs, terms = folder.name.split("-")
    mentions = len(made.edition.mentions)
    say(f"{paragraphs} paragraphs, {terms} terms, {mentions} mentions; rounds: {rounds}")
    for name, cost in costs.items():
        ratio = costs["ours"].seconds / cost.seconds
        taken = f"{cost.seconds:8.2f} s {cost.memory:6.0f} MB"
        say(f"  {name:10} {taken}   ours takes {ratio:6.2f} of it")
    say(f"  {_steps(files)}")
    return costs


def _steps(files: Sequence[SeedFile]) -> str:
    """Return how long the steps before MkDocs take, in this process."""
    times = []
    start = time.process_time()
    seeds, _ = parse.seeds(sorted(files, key=lambda file: file.path))
    times.append(("load", time.process_time() - start))
    start = time.process_time()
    annotate.edition(seeds)
    times.append(("match", time.process_time() - start))
    start = time.process_time()
    made = build(files)
    times.append(("all, from seeds to outputs", time.process_time() - start))
    said = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in times)
    size = sum(len(output.data) for output in made.outputs)
    return f"steps of ours: {said}; {len(made.outputs)} files, {size / 1e6:.0f} MB"


def steps(
    corpus: Callable[[int, int], tuple[SeedFile, ...]], sizes: Sequence[tuple[int, int]]
) -> None:
    """Time our own steps, without MkDocs, by size; the smaller sizes come first."""
    for paragraphs, terms in sorted(sizes):
        said = _steps(corpus(paragraphs, terms))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say(f"{paragraphs:6} paragraphs, {terms:5} terms: {said}; peak {peak:.0f} MB")


def _growth(costs: Mapping[tuple[int, int], Cost], size: tuple[int, int]) -> None:
    for other, cost in costs.items():
        if other[1] == size[1] and other[0] * 10 == size[0]:
            ratio = costs[size].seconds / cost.seconds
            say(f"  from {other[0]} to {size[0]} paragraphs: {ratio:.1f} times the time")


def one_edit(
    folder: Path,
    lay_down: Callable[[Path, Sequence[SeedFile]], object],
    files: Sequence[SeedFile],
) -> None:
    """Change a text, then an entry, build after each, and compare with clean builds."""
    folder.mkdir()
    project = folder / "ours"
    lay_down(project, files)
    command = mkdocs(sys.executable, folder / "site")
    run(command, project)
    for what, *change in EDITS:
        edit(project, *change)
        again = run(command, project)
        forget_pages()
        clean = run(mkdocs(sys.executable, folder / "clean"), project)
        same = "the same bytes" if digest(folder / "site") == digest(folder / "clean") else "NOT"
        say(
            f"one edit of {what}: again {again.seconds:.2f} s, clean {clean.seconds:.2f} s, "
            f"{again.seconds / clean.seconds:.2f} of it; {same} as a clean build"
        )


def edit(project: Path, name: str, old: str, new: str) -> None:
    """Write something else in a seed of a project, where something stands first."""
    path = project / name
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def store_in(folder: Path) -> None:
    """Let builds store what they do below a folder: what others stored is not counted."""
    os.environ["READER_CACHE"] = str(folder / "stored")
    stored.folder.cache_clear()


def forget_pages() -> None:
    """Delete the pages and EPUBs that builds have stored, so that the next one makes all."""
    if place := stored.folder():
        for path in place.glob("*.sqlite*"):
            path.unlink()


def digest(folder: Path) -> str:
    """Return a hash of every file of a folder, with its name."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "sitemap.xml.gz":
            found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def matcher(corpus: Callable[[int, int], tuple[SeedFile, ...]], rounds: int) -> None:
    """Compare the matcher with a bare pass of its library over the same folded words.

    The library is given sentence by sentence, the matcher paragraph by paragraph, as a build
    gives them; what is found is the same.
    """
    for terms in (50, 500, 5_000):
        seeds, _ = parse.seeds(corpus(ANNOTATED, terms))
        blocks = [[s.words for s in b.sentences] for t in seeds.texts for b in t.blocks]
        sentences = [words for block in blocks for words in block]
        keys = list({key_of(name) for term in seeds.terms for name in names(term)})
        engine, matcher = AhoCorasick(keys), Matcher(seeds.terms)

        def bare(engine: AhoCorasick = engine, sentences: Sequence[str] = sentences) -> None:
            for words in sentences:
                engine.find_matches_as_indexes(fold(words), overlapping=True)

        def ours(matcher: Matcher = matcher, blocks: Sequence[Sequence[str]] = blocks) -> None:
            for passages in blocks:
                matcher.find_each(passages)

        found: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(max(rounds, 3)):
            for name, work in (("bare", bare), ("ours", ours)):
                start = time.process_time()
                work()
                found[name].append(time.process_time() - start)
        first, second = (statistics.median(found[name]) for name in ("bare", "ours"))
        megabytes = sum(len(words.encode()) for words in sentences) / 1e6
        say(
            f"{terms:5} terms, {megabytes:.2f} MB: bare {megabytes / first:5.1f} MB/s, "
            f"ours {megabytes / second:5.1f} MB/s, {first / second:.2f} of its speed"
        )


def say(*words: object) -> None:
    """Print a line at once."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()
