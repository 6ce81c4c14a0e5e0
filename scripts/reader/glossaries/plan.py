"""What an import would do: which entries are new, which are there, which cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reader.fields.schema import is_address
from reader.glossaries import deciding, writing
from reader.glossaries.comparing import Known, Likeness
from reader.glossaries.found import Found, Glossary
from reader.glossaries.names import in_simplified, without_derived
from reader.history import ids
from reader.language import pinyin
from reader.language.find import key_of, occurring
from reader.language.split import read as sentences_of
from reader.language.words import without_tones
from reader.model import Problem, SeedFile, Seeds
from reader.seeds import drafts
from reader.seeds.entries import read_entry
from reader.seeds.keys import is_said
from reader.seeds.records import Problems

State = Literal["new", "there", "repeated"]
NAMING = ("original", "traditional", "romanization")
OPEN = ("missing-key", "no-definition")  # what a draft may lack: it is asked for in it
LONGEST_ID = 80


@dataclass(frozen=True)
class Step:
    """What becomes of an entry that was found: its state, its file, and what to say of it."""

    found: Found
    state: State
    id: str
    file: SeedFile | None = None
    open: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    likeness: Likeness | None = None


@dataclass(frozen=True)
class Plan:
    """What an import would do, and why parts of it cannot be done."""

    glossary: Glossary
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    @property
    def files(self) -> tuple[SeedFile, ...]:
        """The files that would be written."""
        return tuple(step.file for step in self.steps if step.file)


@dataclass
class _Progress:
    """What the entries before have taken: addresses, and names; and addresses that are gone."""

    taken: set[str]
    gone: frozenset[str]
    claimed: dict[str, Found] = field(default_factory=dict)


def plan(
    glossary: Glossary,
    seeds: Seeds,
    defaults: Mapping[str, str],
    day: str,
    unfinished: Iterable[str] = (),
) -> Plan:
    """Return what the import of a glossary would do; nothing that is there is changed.

    ``defaults`` are values for keys that the file lacks, ``day`` is the date of new entries.
    ``unfinished`` are the words of texts of which too little is known yet.
    """
    found = [_evened(one, seeds) for one in glossary.found]
    problems: list[Problem] = [*glossary.problems]
    steps, new = _sorted_out(found, seeds, glossary.path, problems)
    addresses = {**{place: step.id for place, step in steps.items() if step.id}, **new}
    decider = deciding.Decider(
        seeds, defaults, day, _addresses(found, addresses), _standing(found, seeds, unfinished)
    )
    decided = decider.decided([(found[place], name) for place, name in new.items()])
    for place, (entry, said) in zip(new, decided, strict=True):
        if step := _drafted(entry, said, seeds, glossary.path, problems):
            steps[place] = step
    in_order = tuple(steps[place] for place in sorted(steps))
    return Plan(glossary, in_order, tuple(sorted(problems)))


def _sorted_out(
    found: Sequence[Found], seeds: Seeds, path: str, problems: Problems
) -> tuple[dict[int, Step], dict[int, str]]:
    """Return what is there or repeated, and the addresses of what is new, by their places."""
    known, progress = Known(seeds), _Progress({term.id for term in seeds.terms}, _gone(seeds))
    steps: dict[int, Step] = {}
    new: dict[int, str] = {}
    for place, one in enumerate(found):
        if likeness := known.like(one):
            steps[place] = Step(one, "there", likeness.id, likeness=likeness)
        elif (earlier := _claimed(one, progress)) is None:
            new[place] = _address(one, progress)
            _claim(one, progress)
        elif replace(earlier, line=one.line, key=one.key) == one:
            said = (f"it repeats line {earlier.line}, and is left out",)
            steps[place] = Step(one, "repeated", "", said=said)
        else:
            problems.append(_same_form(path, one, earlier))
    return steps, new


def _drafted(
    entry: writing.Decided, said: tuple[str, ...], seeds: Seeds, path: str, problems: Problems
) -> Step | None:
    """Return the step of a new entry, or None with the problems of its draft added."""
    content = writing.written(entry, seeds, path)
    file = SeedFile(f"seeds/glossary/{entry.id}.md", content)
    faults: Problems = []
    read_entry(file, entry.id, seeds.collection, faults)
    errors = [fault for fault in faults if fault.level == "error"]
    wrong = [fault for fault in errors if fault.code not in OPEN]
    problems += (_at_line(fault, path, entry.found) for fault in wrong)
    asked = tuple(_key_of(fault) for fault in errors)
    return None if wrong else Step(entry.found, "new", entry.id, file, asked, said)


def _evened(found: Found, seeds: Seeds) -> Found:
    """Return an entry without what stands in place of a name, as ``-``; Chinese simplified.

    What comes from a reader is as entries have it.
    """
    texts = {key: words.strip() for key, words in found.texts.items()}
    if found.id:
        return replace(found, texts=without_derived(texts, seeds.collection))
    empty = [key for key in NAMING if key in texts and is_said(texts[key])]
    texts = {key: words for key, words in texts.items() if key not in empty}
    originals = found.records.get("originals", ())
    kept = tuple(one for one in originals if not is_said(one.get("original", "")))
    return replace(
        found,
        texts=in_simplified(texts, seeds.collection),
        names=tuple(name for name in found.names if not is_said(name)),
        records={**found.records, "originals": kept} if originals else found.records,
    )


def _key_of(fault: Problem) -> str:
    """Return the key that a draft asks for, as its problem names it."""
    return "definition" if fault.code == "no-definition" else fault.message.split("'")[1]


def _at_line(fault: Problem, path: str, found: Found) -> Problem:
    """Return a problem of a draft as one of the file that the entry was found in."""
    message = f"{found.headword!r} cannot be an entry: {fault.message}"
    return replace(fault, path=path, line=found.line, message=message)


def _same_form(path: str, found: Found, earlier: Found) -> Problem:
    taken = {*map(key_of, earlier.claims)}
    shared = next(name for name in found.claims if key_of(name) in taken)
    message = f"{shared!r} stands in line {earlier.line} already, for {earlier.headword!r}"
    fix = "make one entry of the two, or put the name into 'also' of one; or give --skip-faulty"
    return Problem(path, found.line, "same-form", message, fix)


# Names


def _claimed(found: Found, progress: _Progress) -> Found | None:
    keys = (key_of(name) for name in found.claims)
    return next((progress.claimed[key] for key in keys if key in progress.claimed), None)


def _claim(found: Found, progress: _Progress) -> None:
    for name in found.claims:
        progress.claimed[key_of(name)] = found


def _standing(
    found: Iterable[Found], seeds: Seeds, unfinished: Iterable[str]
) -> frozenset[str] | None:
    """Return the other names that stand in a text; without a text nobody can tell."""
    passages = [
        (sentence.words, block.language)
        for text in seeds.texts
        for block in text.blocks
        for sentence in sentences_of(block)
    ]
    passages += ((words, "") for words in unfinished)
    names = {name for one in found for name in one.names if key_of(name)}
    if not passages:
        return None
    return occurring(names, passages) if names else frozenset()


# Addresses


def _gone(seeds: Seeds) -> frozenset[str]:
    """Return the addresses of entries that were published, whether they are there or not."""
    front = f"{ids.GLOSSARY}/"
    once = (line.id for line in seeds.published)
    return frozenset(name.removeprefix(front) for name in once if name.startswith(front))


def _address(found: Found, progress: _Progress) -> str:
    """Return the address of a new entry: its own, or one of its names, numbered if need be.

    Its own is that of the same entry, should it have been published; a made one is new.
    """
    is_own = bool(found.id) and not is_address(found.id)
    made = found.id if is_own else _shortened(next(_proposed(found)))
    number, name = 1, made
    while name in progress.taken or (name in progress.gone and not (is_own and name == made)):
        number += 1
        name = f"{made}-{number}"
    progress.taken.add(name)
    return name


def _proposed(found: Found) -> Iterator[str]:
    romanization = without_tones(found.texts.get("romanization", ""))
    read = without_tones(pinyin.reading(found.headword))
    for words in (found.headword, romanization, read):
        if name := drafts.address(words):
            yield name
    yield f"entry-{found.line}"


def _shortened(name: str) -> str:
    """Return an address of a length that people can read, cut between words if it has several."""
    if len(name) <= LONGEST_ID:
        return name
    return name[:LONGEST_ID].rpartition("-")[0] or name[:LONGEST_ID]


def _addresses(found: Sequence[Found], by_index: Mapping[int, str]) -> dict[str, str]:
    """Return the addresses of entries by what the file calls them: keys and headwords."""
    names: dict[str, str] = {}
    for index, name in by_index.items():
        for key in (found[index].key, found[index].id, key_of(found[index].headword)):
            if key:
                names.setdefault(key, name)
    return names
