"""Seed files to seeds: every file is checked on its own, and every fault is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reader.fields import yamlseed
from reader.fields.schema import (
    Field,
    Record,
    is_address,
    is_count,
    is_date,
    is_day,
    is_names,
    is_one_of,
    is_ordinal,
    is_own_day,
    is_url,
    record,
)
from reader.history import ids, seal, snapshot
from reader.history import record as publication
from reader.language import chinese, markup, split
from reader.language.words import BOM, Lines, address, decode, plural
from reader.model import (
    Attestation,
    Change,
    Form,
    Limited,
    Meta,
    Note,
    NotePlace,
    Office,
    Paragraph,
    Place,
    Problem,
    Prose,
    Published,
    Release,
    Rendering,
    SeedFile,
    Seeds,
    Source,
    Term,
    Text,
)

KINDS = ("concept", "person", "institution", "event", "document")
THEMES = (
    "productive forces",
    "development",
    "innovation",
    "industry",
    "green development",
    "reform",
    "talent",
    "party and state",
)
TEXT_KINDS = (
    "readout",
    "report",
    "speech",
    "article",
    "interview",
    "letter",
    "communiqué",
    "decision",
    "plan",
    "regulation",
    "law",
    "other",
)
AUTHORITIES = ("official", "attested", "literal", "ours")
GRADES = ("primary", "official English", "scholarly", "press", "weak")
HEIRS = {  # how many ids stand for one that became this
    "moved": "one id",
    "merged": "one id",
    "split": "two ids or more",
    "withdrawn": "no id",
    ids.REVISED: "no id",
}
NOTE_KINDS = ("wrong", "inconsistent", "odd", "variant")
ASKS_FOR_REMEDY = frozenset(("wrong", "odd"))  # kinds of notes that say what would be better
SOURCE_TYPES = (  # of CSL, those that the citation style sets well
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "post-weblog",
    "report",
    "speech",
    "thesis",
    "webpage",
)


def is_said(text: str) -> str | None:
    """Accept what says something."""
    good = any(character.isalnum() for character in text)
    return None if good else "write a wording with at least one letter or digit"


def is_form(text: str) -> str | None:
    """Accept a wording that can be looked for.

    Its length has a bound, since of forms within forms each one is found at each place.
    """
    long = f"write a wording of at most {LONGEST_FORM} characters"
    return is_said(text) or (long if len(text) > LONGEST_FORM else None)


def is_language(text: str) -> str | None:
    """Accept a language as a code of ISO 639-1."""
    good = re.fullmatch("[a-z]{2}", text)
    return None if good else "write a code of two letters, as in 'en'"


def is_note_id(text: str) -> str | None:
    """Accept the id of a note: ``n`` and a number."""
    return None if re.fullmatch(r"n[1-9][0-9]{0,5}", text) else "write n and a number, as in n12"


def is_id(text: str) -> str | None:
    """Accept an id as the record has them."""
    good = ids.kind(text)
    return None if good else "write an id as in pond, pond/p4, pond/p4s2 or glossary/carp"


META = (
    Field("title", required=True),
    Field("label", required=True),
    Field("chinese"),
    Field("event"),
    Field("event_date", check=is_day),
    Field("dispatch"),
    Field("dispatch_date", check=is_day),
    Field("kind", check=is_one_of(*TEXT_KINDS)),
    Field("speaker"),
    Field("publisher", required=True),
    Field("status", required=True),
    Field("translation"),
    Field("translator"),
    Field("rights", required=True),
    Field(
        "language",
        required=True,
        check=is_language,
    ),
    Field("headings", required=True, check=is_count),
    Field("paragraphs", required=True, check=is_count),
    Field("shapes", kind="mapping", check=is_one_of(*split.SHAPES)),
    Field("lines", check=is_one_of("kept", "wrapped")),
    Field("original", check=is_url),
    Field("original_language", check=is_language),
    Field("provenance", required=True),
    Field("outline", kind="mapping"),
    Field("people", kind="mapping"),
    Field("sources", kind="list"),
)
ENTRY = (
    Field("headword", required=True, check=is_form),
    Field("kind", required=True, check=is_one_of(*KINDS)),
    Field("theme", required=True, check=is_one_of(*THEMES)),
    Field("chinese", required=True, check=is_form),
    Field("traditional", check=is_form),
    Field("pinyin", required=True),
    Field("forms", kind="list", check=is_form),
    Field("forms_in", kind="records"),
    Field("excluded", kind="list", check=is_form),
    Field("also", kind="list"),
    Field("matching", check=is_one_of("loose", "exact")),
    Field("renderings", kind="records"),
    Field("offices", kind="records"),
    Field("attestations", kind="records"),
    Field("broader", kind="list"),
    Field("narrower", kind="list"),
    Field("related", kind="list"),
    Field("distinct", kind="list"),
    Field("sources", kind="list"),
    Field("responsible", required=True, check=is_names),
    Field("revised", required=True, check=is_own_day),
)
FORMS_IN = (
    Field("text", required=True),
    Field("forms", kind="list", required=True, check=is_form),
)
RENDERING = (
    Field("wording", required=True),
    Field("authority", required=True, check=is_one_of(*AUTHORITIES)),
    Field("source"),
    Field("where"),
)
OFFICE = (
    Field("title", required=True),
    Field("from", check=is_date),
    Field("to", check=is_date),
    Field("source"),
)
ATTESTATION = (
    Field("date", required=True, check=is_date),
    Field("document", required=True),
    Field("chinese", required=True, check=is_said),
    Field("speaker", required=True),
    Field("source", required=True),
    Field("english", check=is_said),
    Field("english_source"),
)
SOURCE = (
    Field("id", required=True, check=is_address),
    Field("type", required=True, check=is_one_of(*SOURCE_TYPES)),
    Field("title", required=True),
    Field("author", check=is_names),
    Field("container-title"),
    Field("publisher"),
    Field("issued", check=is_date),
    Field("accessed", required=True, check=is_date),
    Field("url", check=is_url),
    Field("language"),
    Field("grade", required=True, check=is_one_of(*GRADES)),
    Field("note"),
)
NOTE = (
    Field("id", required=True, check=is_note_id),
    Field("kind", required=True, check=is_one_of(*NOTE_KINDS)),
    Field("also", kind="list", check=is_one_of(*NOTE_KINDS)),
    Field("sense", check=is_one_of("changed")),
    Field("places", kind="records", required=True),
    Field("chinese", required=True),
    Field("established"),
    Field("suggested"),
    Field("reason", required=True),
    Field("entries", kind="list"),
)
NOTE_PLACE = (
    Field("at", required=True),
    Field("quote", required=True),
    Field("occurrence", check=is_ordinal),
)
CHANGE = (
    Field("id", required=True, check=is_id),
    Field("became", required=True, check=is_one_of(*HEIRS)),
    Field("into", kind="list", check=is_id),
    Field("begins", check=is_said),
    Field("date", required=True, check=is_own_day),
    Field("reason", required=True, check=is_said),
)

LONGEST_FORM = 300  # characters
LONGEST = 100_000  # characters of a paragraph, about forty pages of a book
MOST = 20_000  # paragraphs and headings of a text, each a page or a line on one

META_TEXTS = tuple(
    field.name
    for field in META
    if field.kind == "text"
    and field.name not in ("headings", "paragraphs", "provenance", "speaker", "lines")
)
FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
ENTRY_PATH = re.compile(r"seeds/glossary/([^/]+)\.md")
TEXT_PATH = re.compile(r"seeds/texts/([^/]+)/(text\.txt|meta\.yml|notes\.yml|original\.txt)")
SOURCES_PATH = "seeds/sources.yml"

PARTED = 2.5  # so many times longer or shorter than usual is another paragraph
OPENING = 30  # characters of a paragraph that a message shows

Problems = list[Problem]


def seeds(files: Iterable[SeedFile]) -> tuple[Seeds, tuple[Problem, ...]]:
    """Return the seeds that could be read, and everything that is wrong with the rest."""
    problems: Problems = []
    terms: list[Term] = []
    sources: tuple[Source, ...] = ()
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()
    releases: tuple[Release, ...] = ()
    folders: dict[str, dict[str, SeedFile]] = defaultdict(dict)
    for file in files:
        if match := ENTRY_PATH.fullmatch(file.path):
            terms += _entry(file, match[1], problems)
        elif match := TEXT_PATH.fullmatch(file.path):
            folders[match[1]][match[2]] = file
        elif file.path == SOURCES_PATH:
            sources = _sources(file, problems)
        elif file.path == publication.PATH:
            published = _published(file, problems)
        elif file.path == publication.CHANGES:
            changes = tuple(_changes(file, problems))
        elif file.path == snapshot.PATH:
            releases = _releases(file, problems)
        else:
            _other(file, problems)
    texts: list[Text] = []
    notes: list[Note] = []
    ledger = ids.Ledger(published, changes)
    for name, folder in folders.items():
        text = _text(name, folder, problems)
        texts += [ids.assigned(text, ledger)] if text else []
        if "notes.yml" in folder:
            notes += _notes(folder["notes.yml"], name, problems)
    made = Seeds(tuple(texts), tuple(terms), sources, tuple(notes), published, changes, releases)
    return made, tuple(problems)


def missing(files: Iterable[SeedFile]) -> Iterable[Problem]:
    """Give what is missing from a whole edition: every file, or the sources."""
    given = {file.path for file in files}
    if not given:
        message, fix = "there is no seed", "name the folder that holds seeds/ with --root"
        yield Problem("seeds", 1, "missing-file", message, fix)
    elif not {SOURCES_PATH, "seeds"} & given:
        yield _missing(SOURCES_PATH, "there is no list of sources")


def _missing(path: str, message: str) -> Problem:
    fix = "add the file; docs/editing.md says what stands in it"
    return Problem(path, 1, "missing-file", message, fix)


def _other(file: SeedFile, problems: Problems) -> None:
    if file.fault:
        _words(file, problems)
    else:
        problems.append(_stray(file))


def _stray(file: SeedFile) -> Problem:
    fix = (
        "a text is seeds/texts/<name>/text.txt, beside it meta.yml, notes.yml and original.txt; "
        "an entry is seeds/glossary/<name>.md; the sources are seeds/sources.yml"
    )
    return Problem(file.path, 1, "stray-file", "no seed has its place here", fix)


def _name(file: SeedFile, name: str, problems: Problems) -> None:
    fault = is_address(name)
    if name == ids.GLOSSARY and TEXT_PATH.fullmatch(file.path):
        fault = "its ids would be those of entries"
    if fault:
        message = f"{name!r} makes no good address"
        problems.append(Problem(file.path, 1, "bad-address", message, f"rename it: {fault}"))


def _yaml(
    words: str, file: SeedFile, problems: Problems, first_line: int = 1
) -> yamlseed.Value | None:
    value, faults = yamlseed.parse(words, file.path, first_line)
    problems += faults
    return value


def _record(
    value: yamlseed.Value, path: str, fields: Iterable[Field], what: str, problems: Problems
) -> Record:
    checked, faults = record(value, path, fields, what)
    problems += faults
    return checked


def _words(file: SeedFile, problems: Problems) -> str:
    words, faults = decode(file)
    problems += faults
    return words


# Texts


def _text(name: str, folder: dict[str, SeedFile], problems: Problems) -> Text | None:
    _name(next(iter(folder.values())), name, problems)
    absent = [part for part in ("text.txt", "meta.yml") if part not in folder]
    for part in absent:
        problems.append(_missing(f"seeds/texts/{name}/{part}", f"the folder has no {part}"))
    if absent:
        return None
    file = folder["text.txt"]
    words = _words(file, problems)
    meta = _meta(folder["meta.yml"], problems)
    if not words or meta is None:
        return None
    place = Place(folder["meta.yml"].path, 1)
    runs, _ = split.blocks(words)
    if oversize := _oversize(file, words, runs):
        problems.append(oversize)
        return None
    if len(runs) != meta.headings + meta.paragraphs:
        problems.append(_count(file, meta, len(runs)))
    shapes = _shapes(meta, place.path, [ids.key(run) for _, run in runs], problems)
    blocks, after = split.text(words, meta.headings, meta.language, shapes, wrapped=meta.wrapped)
    text = Text(name, place, meta, file.content, blocks, after)
    beside = folder.get("original.txt")
    return _beside(text, beside, shapes, problems) if beside else text


def _beside(text: Text, file: SeedFile, shapes: Mapping[int, str], problems: Problems) -> Text:
    """Return a text with its original, paragraph by paragraph, or as it is, if they differ."""
    words, meta = _words(file, problems), text.meta
    if not meta.original_language:
        message = "original.txt stands beside the text, and 'original_language' is missing"
        fix = "add a line such as 'original_language: zh'"
        problems.append(Problem(text.place.path, 1, "missing-key", message, fix))
    if not words or not meta.original_language:
        return text
    if oversize := _oversize(file, words, split.blocks(words)[0]):
        problems.append(oversize)
        return text
    originals, after = split.text(
        words, meta.headings, meta.original_language, shapes, wrapped=meta.wrapped
    )
    if len(originals) != len(text.blocks):
        problems.append(_unaligned(file, text.blocks, originals))
        return text
    blocks = tuple(
        replace(block, original=ids.renamed(original, f"{block.id}o"))
        for block, original in zip(text.blocks, originals, strict=True)
    )
    return replace(text, blocks=blocks, original=file.content, original_after=after)


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


def _shapes(meta: Meta, path: str, runs: Sequence[str], problems: Problems) -> dict[int, str]:
    """Return the shapes of blocks by their places, each named by its first words.

    All of a block's words name every block that has exactly those.
    """
    found: dict[int, str] = {}
    for form, shape in meta.shapes:
        opening = ids.key(form.words)
        whole = [place for place, run in enumerate(runs) if run == opening]
        places = whole or [place for place, run in enumerate(runs) if run.startswith(opening)]
        if fault := _misshapes(places, meta.headings, found, several=bool(whole)):
            message = f"'shapes' names {form.words!r}: {fault[0]}"
            problems.append(Problem(path, form.line, "unknown-block", message, fault[1]))
        else:
            found |= dict.fromkeys(places, shape)
    return found


def _misshapes(
    places: Sequence[int], headings: int, found: Mapping[int, str], *, several: bool
) -> tuple[str, str] | None:
    """Return why these blocks cannot be given a shape, and what to do; or None."""
    if not places:
        return "no block begins so", "copy the first words of the block from text.txt"
    if len(places) > 1 and not several:
        return f"{len(places)} blocks begin so", "write more of its words"
    if min(places) < headings:
        return "it is one of the first headings", "delete the line, or correct 'headings'"
    if not found.keys().isdisjoint(places):
        return "the block has a shape already", "keep one of the two lines"
    return None


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


def _meta(file: SeedFile, problems: Problems) -> Meta | None:
    words = _words(file, problems)
    value = _yaml(words.removeprefix(BOM), file, problems) if words else None
    if value is None:
        return None
    before = len(problems)
    data = _record(value, file.path, META, "the metadata of a text", problems)
    if len(problems) > before:
        return None  # what is wrong here would make wrong what is said of the text
    return Meta(
        **{name: _written(name, data.text(name)) for name in META_TEXTS},
        headings=int(data.text("headings")),
        paragraphs=int(data.text("paragraphs")),
        provenance=data.prose("provenance"),
        outline=data.pairs("outline"),
        people=data.pairs("people"),
        sources=data.forms("sources"),
        speaker=Form(data.text("speaker"), data.line_of("speaker")),
        shapes=data.pairs("shapes"),
        wrapped=data.text("lines") == "wrapped",
    )


# Glossary


def _entry(file: SeedFile, name: str, problems: Problems) -> list[Term]:
    _name(file, name, problems)
    words = _words(file, problems).removeprefix(BOM)
    if not words:
        return []
    front = FRONT_MATTER.match(words)
    if front is None:
        problems.append(_no_front_matter(file, words))
        return []
    value = _yaml(front[1], file, problems, first_line=2)
    if value is None:
        return []
    if not isinstance(value.content, dict):
        _record(value, file.path, ENTRY, "a glossary entry", problems)
        return []
    data = _record(value, file.path, ENTRY, "a glossary entry", problems)
    prose = _prose(words, front.end())
    if not prose.words or markup.begins_with_heading(prose.words):
        message = f"the entry {'begins with a heading' if prose.words else 'has no definition'}"
        fix = "write a paragraph that defines the term below the front matter"
        problems.append(Problem(file.path, prose.line, "no-definition", message, fix))
    return [_term(name, data, prose, problems)]


def _prose(words: str, start: int) -> Prose:
    """Return what stands behind ``start``; if that is nothing, its line is the last with words."""
    prose = words[start:].lstrip()
    first = len(words) - len(prose) if prose else len(words.rstrip())
    return Prose(prose, Lines(words).at(first))


def _no_front_matter(file: SeedFile, words: str) -> Problem:
    if re.match(r"---[ \t]*[\r\n]", words):
        message, fix = "the front matter is not closed", "add a line '---' after its last key"
    else:
        message = "the entry does not begin with front matter"
        fix = "begin the file with a line '---', then its keys, then a line '---'"
    return Problem(file.path, 1, "front-matter", message, fix)


def _term(name: str, data: Record, prose: Prose, problems: Problems) -> Term:
    return Term(
        id=name,
        place=Place(data.path, data.line_of("headword")),
        headword=data.text("headword") or name,
        kind=data.text("kind"),
        theme=data.text("theme"),
        chinese=data.text("chinese"),
        traditional=data.text("traditional") or chinese.traditional(data.text("chinese")),
        pinyin=data.text("pinyin"),
        forms=data.forms("forms"),
        excluded=data.forms("excluded"),
        also=data.texts("also"),
        exact=data.text("matching") == "exact",
        renderings=tuple(_renderings(data, problems)),
        offices=tuple(_offices(data, problems)),
        broader=data.forms("broader"),
        narrower=data.forms("narrower"),
        related=data.forms("related"),
        distinct=data.forms("distinct"),
        sources=_cited(data),
        responsible=data.text("responsible"),
        revised=data.text("revised"),
        prose=prose,
        forms_in=tuple(_limited(data, problems)),
        attestations=tuple(_attestations(data, problems)),
    )


def _cited(data: Record) -> tuple[Form, ...]:
    """Return the sources an entry names in its front matter, each with its line."""
    lists = ("renderings", "offices", "attestations")
    items = (item.content for name in lists for item in data.items(name))
    named = (
        item[key]
        for item in items
        if isinstance(item, dict)
        for key in ("source", "english_source")
        if key in item
    )
    nested = (
        Form(value.content.strip(), value.line)
        for value in named
        if isinstance(value.content, str) and value.content.strip()
    )
    return (*data.forms("sources"), *nested)


def _limited(data: Record, problems: Problems) -> Iterable[Limited]:
    for item in data.items("forms_in"):
        part = _record(item, data.path, FORMS_IN, "a list of forms for one text", problems)
        yield Limited(Form(part.text("text"), part.line_of("text")), part.forms("forms"))


def _renderings(data: Record, problems: Problems) -> Iterable[Rendering]:
    for item in data.items("renderings"):
        part = _record(item, data.path, RENDERING, "a rendering", problems)
        if part.text("authority") in ("official", "attested") and not part.text("source"):
            message = f"the rendering {part.text('wording')!r} names no source"
            fix = "add 'source: <key>', or make it 'literal' or 'ours'"
            problems.append(Problem(data.path, item.line, "missing-key", message, fix))
        yield Rendering(*(part.text(field.name) for field in RENDERING))


def _offices(data: Record, problems: Problems) -> Iterable[Office]:
    for item in data.items("offices"):
        part = _record(item, data.path, OFFICE, "an office", problems)
        yield Office(*(part.text(field.name) for field in OFFICE))


def _attestations(data: Record, problems: Problems) -> Iterable[Attestation]:
    """Give the attestations of an entry; each is to stand behind those of earlier days."""
    latest = ""
    for item in data.items("attestations"):
        before = len(problems)
        part = _record(item, data.path, ATTESTATION, "an attestation", problems)
        day = part.text("date")
        if part.text("english_source") and not part.text("english"):
            message = "an attestation has 'english_source' and lacks 'english'"
            fix = "add 'english: …' as that source has it, or delete 'english_source'"
            problems.append(Problem(data.path, item.line, "missing-key", message, fix))
        if len(problems) > before:
            continue
        if day < latest and not latest.startswith(day):
            message = f"the attestation of {day} stands behind one of {latest}"
            fix = "put the attestations in the order of their days, the earliest first"
            problems.append(Problem(data.path, item.line, "wrong-order", message, fix))
        latest = max(latest, day)
        yield Attestation(*(part.text(field.name) for field in ATTESTATION))


# Bibliography and notes


def _list(file: SeedFile, what: str, problems: Problems) -> tuple[yamlseed.Value, ...]:
    words = _words(file, problems)
    value = _yaml(words.removeprefix(BOM), file, problems) if words else None
    if value is None:
        return ()
    if not isinstance(value.content, tuple):
        message, fix = f"the file is not a list of {what}", "begin each item with '- id: '"
        problems.append(Problem(file.path, value.line, "not-a-list", message, fix))
        return ()
    return value.content


def _sources(file: SeedFile, problems: Problems) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for item in _list(file, "sources", problems):
        data = _record(item, file.path, SOURCE, "a source", problems)
        csl = tuple(
            (field.name, _written(field.name, data.text(field.name)))
            for field in SOURCE
            if field.name not in ("grade", "note") and data.text(field.name)
        )
        source = Source(
            data.text("id"),
            Place(file.path, item.line),
            csl,
            data.text("grade"),
            data.text("accessed"),
            data.text("note"),
        )
        if source.id in found:
            problems.append(_twice(source.id, source.place, found[source.id].place))
        elif source.id:
            found[source.id] = source
    return tuple(found.values())


def _written(key: str, value: str) -> str:
    """Return a value as all that is made of it has it: an address as the web writes it."""
    return address(value) if key in ("url", "original") else value


def _twice(name: str, place: Place, first: Place) -> Problem:
    message = f"{name!r} stands in line {first.line} already"
    return Problem(place.path, place.line, "same-id", message, "give each its own id")


def _notes(file: SeedFile, text: str, problems: Problems) -> list[Note]:
    found: dict[str, Note] = {}
    for item in _list(file, "notes", problems):
        data = _record(item, file.path, NOTE, "a translation note", problems)
        note = Note(
            id=data.text("id"),
            text=text,
            place=Place(file.path, item.line),
            kinds=(data.text("kind"), *data.texts("also")),
            changes_sense=data.text("sense") == "changed",
            places=tuple(_note_places(data, problems)),
            chinese=data.text("chinese"),
            established=data.text("established"),
            suggested=data.text("suggested"),
            reason=data.prose("reason"),
            entries=data.forms("entries"),
        )
        if fault := _without_remedy(note):
            problems.append(fault)
        if note.id in found:
            problems.append(_twice(note.id, note.place, found[note.id].place))
        elif note.id:
            found[note.id] = note
    return list(found.values())


def _without_remedy(note: Note) -> Problem | None:
    """Return what is wrong with a note that says what is bad and not what would be better.

    What is inconsistent or a variant may be right where it stands, so these need no remedy.
    """
    asking = [kind for kind in note.kinds if kind in ASKS_FOR_REMEDY]
    if note.better or not (note.changes_sense or asking):
        return None
    kind = "on a changed sense" if note.changes_sense else f"of the kind {asking[0]!r}"
    message = f"a note {kind} lacks 'established' and 'suggested'"
    fix = (
        "add a line 'established: …' with a wording that a source has, "
        "or 'suggested: …' with one of your own"
    )
    return Problem(note.place.path, note.place.line, "missing-key", message, fix)


def _note_places(note: Record, problems: Problems) -> Iterable[NotePlace]:
    for item in note.items("places"):
        before = len(problems)
        data = _record(item, note.path, NOTE_PLACE, "the place of a note", problems)
        if len(problems) == before:
            occurrence = int(data.text("occurrence") or 1)
            yield NotePlace(data.text("at"), data.text("quote"), occurrence, item.line)


# The record


def _published(file: SeedFile, problems: Problems) -> tuple[Published, ...]:
    """Return the record; with a fault in it, paragraphs are numbered as they stand."""
    words = _recorded(file, problems)
    lines, faults = publication.parse(words) if words else ((), ())
    problems += faults
    return () if faults else lines


def _recorded(file: SeedFile, problems: Problems) -> str:
    """Return the characters of a record; what is wrong with them has the remedy of a record."""
    words, faults = decode(file)
    remedy = seal.restore(file.path)
    problems += [fault if file.fault else replace(fault, fix=remedy) for fault in faults]
    return words


def _releases(file: SeedFile, problems: Problems) -> tuple[Release, ...]:
    words = _recorded(file, problems)
    releases, faults = snapshot.parse(words) if words else ((), ())
    problems += faults
    return releases


def _changes(file: SeedFile, problems: Problems) -> Iterable[Change]:
    gone: dict[str, Place] = {}
    for item in _list(file, "changes", problems):
        before = len(problems)
        data = _record(item, file.path, CHANGE, "a change", problems)
        change = Change(
            id=data.text("id"),
            became=data.text("became"),
            into=data.forms("into"),
            begins=data.text("begins"),
            date=data.text("date"),
            reason=data.text("reason"),
            line=item.line,
        )
        if len(problems) == before:
            problems += _unfit(change, file.path)
        if change.became == ids.REVISED:
            yield change
        elif change.id in gone:
            message = f"{change.id!r} stands in line {gone[change.id].line} already"
            fix = "keep the line that is true; only 'revised' may be said more than once"
            problems.append(Problem(file.path, item.line, "same-id", message, fix))
        else:
            gone[change.id] = Place(file.path, item.line)
            yield change


def _unfit(change: Change, path: str) -> Problems:
    """Return what is wrong with a change whose keys are each right."""
    wanted = HEIRS[change.became]
    good = {"one id": 1, "no id": 0}.get(wanted, max(len(change.into), 2)) == len(change.into)
    found = []
    if not good:
        message = f"{change.id} is {change.became}, and 'into' has {len(change.into)}"
        fix = f"for {change.became!r}, 'into' names {wanted}"
        found.append(Problem(path, change.line, "wrong-value", message, fix))
    if change.became == ids.REVISED and not change.begins:
        message = f"{change.id} is revised, and the change lacks 'begins'"
        fix = "add 'begins: …': the first words of it as it stands now"
        found.append(Problem(path, change.line, "missing-key", message, fix))
    return found
