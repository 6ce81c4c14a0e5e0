"""Spoil every key of every kind of seed, at random: outputs or named problems, never a traceback.

Usage: python tests/fuzz.py [--cases 20000] [--seed 1]

A case is a small edition of its own, with names of its own, in which one to three values are
replaced. It is read and checked alone; those without an error are built together, since a
build takes longer than a case. What fails is printed with its seed and number, and
``--seed 1 --case 17`` shows one case again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "scripts")]

from reader.books.book import book
from reader.books.pdf import UnprintableError, pdf
from reader.build import Build, build, report
from reader.edition import annotate
from reader.fields.field import SHAPES, Field
from reader.history import record, seal
from reader.model import Problem, Published, SeedFile
from reader.seeds import check, keys, parse

SOURCE = b"PK"  # of a file from which a text was made
TOGETHER = 25  # cases that are built at once
PRINTED = 10  # of so many editions, one has its PDFs made too
LONG = "long " * 4000
VALUES = (
    *("", " ", "x", "X", "0", "1", "-1", "00", "999999", "1000000", "no", "null", "~", "true"),
    *("1899-12-31", "1900-01-01", "1975-06-01", "2024-02-30", "2099-12-31", "2100-01-01"),
    *("0001", "0001-01-01", "9999-12-31", "2024", "2024-01", "2024-1-1", "٢٠٢٤", "2204-02-01"),
    *("\u0301", "e\u0301\u0301", "\ue000", "\uf8ff\ue001", "\U000f0000", "\u200b", "\u200d\u200c"),
    *("\ufeff", "\u00ad", "\u202eabc", "\u2066x\u2069", "\u2028", "\u3000", "\u00a0", "\U000e0001"),
    *("; ;", ";", ",", ", ,", "and", "{", "}", "{{ x }}", "{% x %}", "|", "/", "\\", "#", "@", "&"),
    *("a *b* _c_ `d`", "[go](javascript:alert(1))", "*x*{ onclick=alert(1) }", "![x](https://e/a)"),
    *("<b>x</b>", "</script><script>x</script>", "<!--", "]]>", "///", " /// html", "[x]", "[@s]"),
    *("https://e.org/[x](/y)", "http://[", "http://[::1]/", "https://zh.wikipedia.org/wiki/鲤鱼"),
    *(
        "https://a b",
        "http://",
        "https://e.org:99999/",
        "https://e.org/%",
        "HTTP://E.ORG",
        "ftp://e",
    ),
    *("=1+1", "+1", "-x", "@x", "'x", '"x', "\tx", "x\ty", "x\n\ny", "x\ny", " x ", "...", "---"),
    *("鲤鱼", "新质生产力", "안녕", "สวัสดี", "བོད།", "😀", "1⃣", "ß", "İ", "ﬁ", "Å", "🇩🇪", "𠮷"),
    *(
        "p1",
        "p9",
        "h1",
        "p1s1",
        "glossary",
        "index",
        "a" * 250,
        "n1",
        "n0",
        "en",
        "zh",
        "xx",
        "eng",
    ),
    LONG,
    "(" * 400,
    "*" * 300,
    "字" * 299,
)
LINES = ("\ue000", "1. x", "- x", "# x", "a | b", "\u0301 x", "<p>", "    x", "“x”", "x\u2028y")


@dataclass(frozen=True)
class Case:
    """A small edition, by path and content, and what was spoilt in it."""

    number: int
    files: tuple[SeedFile, ...]
    spoilt: tuple[str, ...]


def examples(fields: Iterable[Field], name: str) -> dict[str, Any]:
    """Return an example for every key; what it refers to stands in the small edition."""
    there = {"entry": f"{name}-other", "source": name, "text": name}
    return {field.name: _example(field, there.get(field.refers, ""), name) for field in fields}


def _example(field: Field, there: str, name: str) -> Any:
    if field.item:
        return [examples(field.item, name)]
    if field.pair and there:
        return dict.fromkeys((there,), "fish")
    return ([there] if isinstance(field.example, list) else there) if there else field.example


def edition(name: str) -> dict[str, Any]:
    """Return the values of a small edition in which every key of every kind has one.

    Each is the example of its key, but for those that have to fit the words or each other.
    """
    other, other_text = f"{name}-other", f"{name}-main"
    term = examples(keys.ENTRY, name) | {
        "headword": f"carp {name}",
        "kind": "person",
        "theme": "reform",
        "original": f"鲤鱼{name}",
        "traditional": f"鯉魚{name}",
        "romanization": "lǐyú",
        "originals": [{"language": "bo", "original": f"ཉ{name}", "romanization": "nya"}],
        "forms": [f"carps {name}"],
        "forms_in": [{"text": name, "forms": [f"fishes {name}"]}],
        "excluded": [f"carp {name} soup"],
        "also": [f"fish {name}"],
        "matching": "loose",
        "broader": [other],
        **{relation: [] for relation in ("narrower", "related", "distinct")},
        "responsible": "Reed, Anna; the editors",
        "revised": "2024-02-01",
    }
    second = {
        **{key: term[key] for key in ("kind", "theme", "romanization", "responsible", "revised")},
        "headword": f"algae {name}",
        "original": f"藻类{name}",
        "narrower": [name],
        "sources": [name],
    }
    meta = examples(keys.META, name) | {
        "title": f"Pond {name}",
        "label": f"Pond {name}",
        "speaker": name,
        "shapes": {"In summer": "quotation"},
        "lines": "kept",
        "version_of": other_text,
        "version": f"Reed {name}",
        "aligned": {"p1": "p1", "p2": "missing", "missing": "p2"},
        "provenance": f"Made up.[@{name}]",
        "source_sha256": hashlib.sha256(SOURCE).hexdigest(),
        "people": {name: "fish"},
    }
    source = examples(keys.SOURCE, name) | {"id": name, "grade": "press"}
    of_notes = examples(keys.NOTE, name)
    note = {key: of_notes[key] for key in of_notes if key not in OF_OTHER_NOTES} | {
        "places": [{"at": "p1", "quote": "eats algae", "occurrence": "1"}],
        "reason": "So.",
    }
    textual = {key: of_notes[key] for key in of_notes if key not in OF_TRANSLATION} | {
        "id": "n2",
        "kind": "textual",
        "places": [{"at": "p2", "quote": "grow", "occurrence": "1"}],
        "note": f"See [¶ 1]({name}/p1).[@{name}]",
        "author": "Reed, Anna; Pond Watch",
    }
    collection = examples(keys.COLLECTION, name) | {
        "languages": {"en": "English", "zh": "Chinese", "bo": "Tibetan"},
        "originals": ["zh", "bo"],
        "themes": ["reform"],
        "grades": ["press"],
        "notes": {"changed": "it says something else", "wrong": "it misleads", "odd": "it is odd"}
        | {"explanation": "who is meant", "textual": "others read so"},
    }
    change = {
        "id": f"{name}/p3",
        "became": "moved",
        "into": [f"{name}/p1"],
        "date": "2024-03-01",
        "reason": "It moved.",
    }
    return {
        "entry": term,
        "other": second,
        "meta": meta,
        "source": source,
        "note": note,
        "textual": textual,
        "change": change,
        "collection": collection,
    }


def sources(name: str) -> dict[str, str]:
    """Return what is no value of a key: the words of a text, its original, and prose."""
    return {
        "text.txt": f"Pond {name}\n\nA carp {name} eats algae.\n\nIn summer fishes {name} grow.\n",
        "original.txt": "池塘\n\n鲤鱼吃藻类。\n\n夏天。\n",
        "prose": f"A fish.[@{name}]\n\n## More\n\nSee [algae]({name}-other.md).\n",
    }


OF_TRANSLATION = ("also", "sense", "original", "established", "suggested", "reason")
OF_OTHER_NOTES = ("readings", "note")
KEYS: dict[str, tuple[Field, ...]] = {
    "entry": keys.ENTRY,
    "meta": keys.META,
    "source": keys.SOURCE,
    "note": tuple(field for field in keys.NOTE if field.name not in OF_OTHER_NOTES),
    "textual": tuple(field for field in keys.NOTE if field.name not in OF_TRANSLATION),
    "change": keys.CHANGE,
    "collection": keys.COLLECTION,
}


def case(seed: int, number: int) -> Case:
    """Return the case of a number: always the same one for the same seed."""
    dice = random.Random(f"{seed}/{number}")
    name = f"c{number}"
    values = edition(name)
    beside = sources(name)
    said = [spoil(dice, values, beside) for _ in range(dice.choice((1, 1, 1, 2, 3)))]
    files = tuple(written(dice, name, values, beside))
    if dice.random() < 0.1:
        at = dice.randrange(len(files))
        files = (*files[:at], cut(dice, files[at]), *files[at + 1 :])
        said.append(f"bytes of {files[at].path}")
    return Case(number, files, tuple(said))


def spoil(dice: random.Random, values: dict[str, Any], beside: dict[str, str]) -> str:
    """Replace one value, and return which; a key is chosen before a value is."""
    if dice.random() < 0.12:
        name = dice.choice(sorted(beside))
        parts = beside[name].split("\n")
        parts[dice.randrange(len(parts))] = dice.choice(VALUES + LINES)
        beside[name] = "\n".join(parts)
        return name
    kind = dice.choice(sorted(KEYS))
    field = dice.choice(KEYS[kind])
    place, key = values[kind], field.name
    if field.item and dice.random() < 0.8:
        inner = dice.choice(field.item)
        place, key = place[field.name][0], inner.name
        field = inner
    place[key] = value(dice, field)
    return f"{kind}.{field.name}: {place[key]!r:.200}"


def value(dice: random.Random, field: Field) -> Any:
    """Return a value, most times of the kind that the field takes."""
    outer, inner = SHAPES[field.kind]
    own = "records" if inner == "mapping" else outer
    kind = dice.choice((own, own, own, "text", "list", "mapping", "records"))
    words = dice.choice(VALUES)
    if kind == "list":
        return [dice.choice(VALUES) for _ in range(dice.randrange(4))]
    if kind == "mapping":
        return {words: dice.choice(VALUES)}
    return [{field.name: words}, {}] if kind == "records" else words


def written(
    dice: random.Random, name: str, values: dict[str, Any], beside: dict[str, str]
) -> Iterator[SeedFile]:
    """Return an edition as files; a value may stand with quotation marks or without."""

    def file(path: str, words: str) -> SeedFile:
        return SeedFile(f"seeds/{path}", words.encode("utf-8"))

    quoted = dice.random() < 0.8
    for kind, path in (("entry", name), ("other", f"{name}-other")):
        prose = beside["prose"] if kind == "entry" else "Plants."
        front = yaml(values[kind], quoted=quoted)
        yield file(f"glossary/{path}.md", f"---\n{front}---\n\n{prose}")
    yield file("collection.yml", yaml(values["collection"], quoted=quoted))
    yield file("sources.yml", item(values["source"], quoted=quoted))
    yield file(f"texts/{name}/meta.yml", yaml(values["meta"], quoted=quoted))
    notes = (item(values[kind], quoted=quoted) for kind in ("note", "textual"))
    yield file(f"texts/{name}/notes.yml", "".join(notes))
    yield file(f"texts/{name}/text.txt", beside["text.txt"])
    yield file(f"texts/{name}/original.txt", beside["original.txt"])
    yield SeedFile(f"seeds/texts/{name}/source.docx", SOURCE)
    yield from main_text(name)
    if dice.random() < 0.2:
        yield from recorded(dice, file, name, values["change"])


def main_text(name: str) -> Iterator[SeedFile]:
    """Return the text of which that of an edition is a version."""
    folder = f"seeds/texts/{name}-main"
    keys = ("title", "label", "publisher", "status", "rights", "language", "headings", "paragraphs")
    meta = {key: edition(name)["meta"][key] for key in keys}
    words = f"Pond {name}\n\nA carp {name} lives.\n\nIn winter it sleeps.\n"
    own = {**meta, "label": f"Main pond {name}", "provenance": "Made up."}
    yield SeedFile(f"{folder}/meta.yml", yaml(own, quoted=True).encode())
    yield SeedFile(f"{folder}/text.txt", words.encode())


def recorded(
    dice: random.Random, file: Callable[[str, str], SeedFile], name: str, change: dict[str, Any]
) -> Iterator[SeedFile]:
    """Return the records of an edition; a cell of one is spoilt now and then."""
    whole = tuple(written(random.Random(0), name, edition(name), sources(name)))
    lines = record.taken(parse.seeds(whole)[0], "2024-01-01")
    gone = Published(f"{name}/p3", "paragraph", "It is gone.", "2024-01-01")
    rows = record.written((*lines, gone)).splitlines()[:-1]
    place = dice.randrange(1, len(rows))
    row = rows[place].split("\t")
    piece: dict[str, Any] = {
        "id": f"glossary/{name}",
        "now": {"headword": "carp", "prose": "A fish."},
    }
    days: dict[str, Any] = {"released": "2024-01-01", "before": ""}
    if dice.random() < 0.3:
        row[dice.randrange(5)] = dice.choice(VALUES).replace("\n", " ")
    if dice.random() < 0.3:
        spoilt = dice.choice((piece, days))
        spoilt[dice.choice(sorted(spoilt))] = dice.choice(VALUES)
    rows[place] = "\t".join(row)
    yield file("record/changes.yml", item(change, quoted=True))
    yield file("record/published.tsv", seal.closed(rows, "publish"))
    objects = [json.dumps(one, ensure_ascii=False) for one in (days, piece)]
    yield file("record/released.jsonl", seal.closed(objects, "release"))


def yaml(value: Any, indent: int = 0, *, quoted: bool) -> str:
    """Return a mapping as YAML. Without quotation marks a value may mean something else."""
    margin = "  " * indent
    lines = []
    for key, part in value.items():
        shown = json.dumps(key, ensure_ascii=False) if not key.isidentifier() else key
        if isinstance(part, str):
            said = json.dumps(part, ensure_ascii=False) if quoted or "\n" in part else part
            lines.append(f"{margin}{shown}: {said}\n")
        else:
            lines.append(f"{margin}{shown}: {json.dumps(part, ensure_ascii=False)}\n")
    return "".join(lines)


def item(value: dict[str, Any], *, quoted: bool) -> str:
    """Return a mapping as the one item of a list in YAML."""
    first, *rest = yaml(value, quoted=quoted).splitlines()
    return "".join((f"- {first}\n", *(f"  {line}\n" for line in rest)))


def cut(dice: random.Random, file: SeedFile) -> SeedFile:
    """Return a file of which the end is gone, or some bytes are others."""
    at = dice.randrange(len(file.content) + 1)
    after = b"" if dice.random() < 0.5 else bytes(dice.randrange(256) for _ in range(3))
    rest = file.content[at + len(after) :] if after else b""
    return replace(file, content=file.content[:at] + after + rest)


# To run them


def read(files: Iterable[SeedFile]) -> tuple[Problem, ...]:
    """Return the problems of an edition without building it."""
    ordered = sorted(files, key=lambda file: file.path)
    made, found = parse.seeds(ordered)
    broken = frozenset(problem.path for problem in found if problem.level == "error")
    problems = (*found, *check.seeds(made, broken), *parse.missing(ordered))
    return (*problems, *check.edition(annotate.edition(made), broken))


def says_all(problems: Sequence[Problem]) -> None:
    """Fail unless each problem has a place, a name and a remedy, each on one line."""
    for problem in problems:
        assert problem.path
        assert problem.line >= 1
        assert problem.code
        assert problem.message
        assert problem.fix
    assert len(report(problems).splitlines()) == 2 * len(problems)


def together(cases: Sequence[Case]) -> tuple[SeedFile, ...]:
    """Return cases as one edition. What is one file for all holds the items of each."""
    files: dict[str, bytes] = {}
    for one in cases:
        for file in one.files:
            before = files.get(file.path, b"")
            files[file.path] = (
                before + file.content if file.path == keys.SOURCES_PATH else file.content
            )
    return tuple(SeedFile(path, content) for path, content in files.items())


def alone(one: Case) -> bool:
    """Return whether a case has a record or settings of its own, of which an edition has one."""
    spoilt = any(what.startswith("collection.") for what in one.spoilt)
    return spoilt or any(file.path.startswith("seeds/record/") for file in one.files)


def built(cases: Sequence[Case], *, printed: bool) -> Iterator[tuple[Case, str]]:
    """Build cases together and return those that fail, each with its traceback.

    Where they do not get along, or one of them fails, they are built in halves.
    """
    if not cases:
        return
    try:
        made = build(together(cases))
        says_all(made.problems)
        assert made.failed != bool(made.outputs)
        if made.failed and len(cases) == 1:
            raise AssertionError(report(made.problems))
        if not made.failed:
            if printed:
                _print(made)
            return
    except Exception:  # whatever it is, it is what is looked for
        if len(cases) == 1:
            yield cases[0], traceback.format_exc()
            return
    middle = len(cases) // 2
    yield from built(cases[:middle], printed=printed)
    yield from built(cases[middle:], printed=printed)


def _print(made: Build) -> None:
    for text in made.index.texts.values():
        try:
            pdf(book(made.index, text))
        except UnprintableError as fault:
            raise AssertionError(f"no PDF of {text.id}") from fault


def faults(seed: int, numbers: Iterable[int], share: int = 1) -> Iterator[tuple[Case, str]]:
    """Return the cases that fail, each with its traceback; one in ``share`` is built too."""
    waiting: list[Case] = []
    editions = 0
    for number in numbers:
        one = case(seed, number)
        start = time.process_time()
        try:
            problems = read(one.files)
            says_all(problems)
        except Exception:  # whatever it is, it is what is looked for
            yield one, traceback.format_exc()
            continue
        if time.process_time() - start > 20:
            yield one, "it takes longer than 20 seconds"
        if number % share == 0 and not any(problem.level == "error" for problem in problems):
            if alone(one):
                yield from built([one], printed=False)
            else:
                waiting.append(one)
        if len(waiting) == TOGETHER:
            yield from built(waiting, printed=editions % PRINTED == 0)
            waiting, editions = [], editions + 1
    yield from built(waiting, printed=True)


def main() -> int:
    """Run the cases, print what fails, and return 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--case", type=int, help="show this one and run it alone")
    given = parser.parse_args()
    print(f"seed {given.seed}, {given.cases:,} cases", flush=True)  # noqa: T201
    if given.case is not None:
        one = case(given.seed, given.case)
        for file in one.files:
            print(f"== {file.path}\n{file.content.decode('utf-8', 'replace')}")  # noqa: T201
    start, found = time.monotonic(), 0
    every = range(given.first, given.first + given.cases)
    numbers = every if given.case is None else [given.case]
    for one, fault in faults(given.seed, numbers):
        found += 1
        again = f"--seed {given.seed} --case {one.number}"
        print(f"{again}\n  {'; '.join(one.spoilt)}\n{fault}", flush=True)  # noqa: T201
    print(f"{found} faults, {time.monotonic() - start:.0f} s")  # noqa: T201
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
